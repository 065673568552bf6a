"""What a registry was found to offer, asked with harmless reads only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from functools import partial
from typing import TYPE_CHECKING

from desktop.domain.errors import NotUnderstood, Refused, Unreachable
from desktop.domain.ids import RemoteRef
from desktop.domain.records import Json

if TYPE_CHECKING:  # the network is slow to import, and most verbs need none
    from desktop.zgw.client import RegistryClient


def _answers(client: RegistryClient, api: str, path: str, params: Mapping[str, str]) -> bool:
    try:
        next(iter(client.pages(api, path, params)), None)
    except Refused as refused:
        if refused.status == 429:
            raise
        return False
    except NotUnderstood:
        return False
    except Unreachable as error:
        if error.key == "wrong-url":
            return False
        raise
    return True


def _takes(client: RegistryClient, api: str, path: str) -> bool:
    """Tell whether a call that only takes a POST is there: a GET of it answers 405."""
    try:
        next(iter(client.pages(api, path)), None)
    except Refused as refused:
        if refused.status == 429:
            raise
        return refused.status == 405
    except NotUnderstood:
        return False
    except Unreachable as error:
        if error.key == "wrong-url":
            return False
        raise
    return False


def discover(client: RegistryClient, beside: Callable[[Callable[[], bool]], Future[bool]]) -> Json:
    """Give booleans: `page_size`, `expand`, `notities`, `besluiten`, `objecten`, `objecttypen`,
    `contactmomenten` and `audittrails` (may this account read them; unknown without any zaak counts
    as no), and the calls beyond the standard: `zaak_registreren`, `document_registreren` and
    `zaaknummer_reserveren`. Besides them `versions`: the version that each API says it has.
    `beside` starts a question beside others (`submit` of a pool).

    Raises what a read raises when the registry cannot be reached or refuses the account.
    """
    first = next(iter(client.pages("zaken", "zaken", {"page": "1"})), None)
    rows = [] if first is None else first.results
    sized = _answers(client, "zaken", "zaken", {"pageSize": "1"})
    small = {"pageSize": "1"} if sized else {}
    asked: dict[str, Callable[[], bool]] = {
        "expand": lambda: _answers(client, "zaken", "zaken", {"expand": "status", **small}),
        "notities": lambda: _answers(client, "zaken", "zaaknotities", {}),
        **{
            api: partial(_offers, client, api, path)
            for api, path in (
                ("besluiten", "besluiten"), ("objecten", "objects"), ("objecttypen", "objecttypes"),
                ("contactmomenten", "contactmomenten"),
            )
        },
        "zaak_registreren": lambda: _takes(client, "zaken", "zaak_registreren"),
        "document_registreren": lambda: _takes(client, "documenten", "document_registreren"),
        "zaaknummer_reserveren": lambda: _takes(client, "zaken", "zaaknummer_reserveren"),
        "audittrails": lambda: bool(rows) and _may_read_trail(client, rows[0]),
    }  # fmt: skip
    coming = {name: beside(ask) for name, ask in asked.items()}
    found = {name: one.result() for name, one in coming.items()}
    return {"page_size": sized, **found, "versions": client.versions()}


def _offers(client: RegistryClient, api: str, path: str) -> bool:
    return client.offers(api) and _answers(client, api, path, {})


def _may_read_trail(client: RegistryClient, zaak: Json) -> bool:
    try:
        ref = RemoteRef.parse(str(zaak.get("url")))
    except ValueError:
        return False
    return _answers(client, ref.api, f"{ref.path}/audittrail", {})
