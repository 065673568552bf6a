"""Who is asking: HS256 tokens of ZGW applications with their scopes, and Objecten tokens."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from types import MappingProxyType
from typing import Any

import jwt
from werkzeug.wrappers import Request

from desktop.practice.answering.problems import Problem, refused

EXPIRY_S = 3600

FIELD_WORKER = frozenset(
    {
        "zaken.lezen", "zaken.aanmaken", "zaken.bijwerken", "zaken.statussen.toevoegen",
        "documenten.lezen", "documenten.aanmaken", "documenten.bijwerken", "documenten.lock",
        "besluiten.lezen", "besluiten.aanmaken", "besluiten.bijwerken", "catalogi.lezen",
    }
)  # fmt: skip
EVERYTHING = FIELD_WORKER | {
    "zaken.heropenen", "zaken.geforceerd-bijwerken", "zaken.verwijderen", "audittrails.lezen",
    "documenten.verwijderen", "documenten.geforceerd-unlock", "besluiten.verwijderen",
}  # fmt: skip


@dataclass(frozen=True)
class Application:
    """One client id with its secret and what it may do."""

    client_id: str
    secret: str
    scopes: frozenset[str] = FIELD_WORKER
    zaaktypen: frozenset[str] | None = None
    """URLs without host of the zaaktypen it may see; None: all."""
    highest: str = "zeer_geheim"


class Applications(dict[str, Application]):
    """The applications of a registry by client id; rights may be given and taken at any time."""

    def __init__(self, some: Iterable[Application]) -> None:
        super().__init__({one.client_id: one for one in some})

    def give(self, client_id: str, *scopes: str) -> None:
        """Give an application some scopes."""
        known = self[client_id]
        self[client_id] = replace(known, scopes=known.scopes | set(scopes))

    def take(self, client_id: str, *scopes: str) -> None:
        """Take some scopes away from an application."""
        known = self[client_id]
        self[client_id] = replace(known, scopes=known.scopes - set(scopes))

    def limit(
        self,
        client_id: str,
        zaaktypen: Iterable[str] | None = None,
        highest: str = "zeer_geheim",
    ) -> None:
        """Let an application see only zaken of some zaaktypen (None: all), up to a level."""
        some = None if zaaktypen is None else frozenset(zaaktypen)
        self[client_id] = replace(self[client_id], zaaktypen=some, highest=highest)


@dataclass(frozen=True)
class Caller:
    """Who sent this request."""

    client_id: str
    user_id: str = ""
    user_representation: str = ""
    scopes: frozenset[str] = field(default_factory=frozenset)
    zaaktypen: frozenset[str] | None = None
    highest: str = "zeer_geheim"

    def need(self, scope: str) -> None:
        """Raise the standard's refusal when the application lacks a scope."""
        if scope not in self.scopes:
            raise refused()


def _denied(code: str) -> Problem:
    return Problem(403, code, code)


@lru_cache(256)
def _claims(token: str) -> Mapping[str, Any]:
    """Read a token; a client uses one for minutes, so the last ones are kept."""
    return MappingProxyType(jwt.decode(token, options={"verify_signature": False}))


@lru_cache(256)
def _check_signature(token: str, secret: str) -> None:
    jwt.decode(
        token,
        secret,
        algorithms=["HS256"],
        options={"verify_exp": False, "verify_iat": False, "verify_nbf": False},
    )


def caller_of(request: Request, applications: Mapping[str, Application], now_s: float) -> Caller:
    """Check the bearer token of a ZGW request; every failure is a 403 with its own code."""
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    if kind != "Bearer" or not token:
        raise refused()
    try:
        claims = _claims(token)
    except jwt.InvalidTokenError as error:
        raise _denied("jwt-decode-error") from error
    client_id = claims.get("client_id")
    if not isinstance(client_id, str):
        raise _denied("missing-client-identifier")
    application = applications.get(client_id)
    if application is None:
        raise _denied("invalid-client-identifier")
    try:
        _check_signature(token, application.secret)
    except jwt.InvalidTokenError as error:
        raise _denied("invalid-jwt-signature") from error
    issued = claims.get("iat")
    if not isinstance(issued, int | float):
        raise _denied("jwt-missing-iat-claim")
    if now_s - issued >= EXPIRY_S:
        raise _denied("jwt-expired")
    return Caller(
        client_id,
        str(claims.get("user_id") or ""),
        str(claims.get("user_representation") or ""),
        application.scopes,
        application.zaaktypen,
        application.highest,
    )


def check_objecten_token(request: Request, token: str) -> None:
    """Check the token of the Objecten API."""
    if request.headers.get("Authorization") != f"Token {token}":
        raise Problem(401, "authentication_failed", "Ongeldige token.")
