"""How a registry is reached and what one account may and wants to take along."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from desktop.domain.errors import BadInput

APIS = ("zaken", "catalogi", "documenten", "besluiten", "objecten", "objecttypen")
"""The APIs a registry may offer; the last two are optional."""

ScopeRule = Literal["mine", "team", "all"]
_SCOPES: tuple[ScopeRule, ...] = ("mine", "team", "all")


@dataclass(frozen=True, slots=True)
class RegistryConfig:
    """One registry with one account, without its secret.

    `bases` maps an API name to its base URL without trailing slash. `rsin` is the organisation the
    person works for, `user_id` the medewerker identification. `request_limit_s` is the longest
    life of a request at the server after it was lost (sync rules, T_limit).
    """

    name: str
    bases: dict[str, str]
    client_id: str
    user_id: str
    user_name: str
    rsin: str
    scope: ScopeRule = "mine"
    team: str = ""
    ca_file: str = ""
    request_limit_s: float = 180.0

    @classmethod
    def from_document(cls, name: str, document: dict[str, Any]) -> RegistryConfig:
        """Read a `registry add --config` document; raises BadInput naming the faulty key."""
        bases = {api: str(document[api]).rstrip("/") for api in APIS if document.get(api)}
        for api in ("zaken", "catalogi", "documenten"):
            if not bases.get(api, "").startswith(("http://", "https://")):
                raise BadInput("registry-config-url", field=api)
        texts = {}
        for key in ("client_id", "user_id", "user_name", "rsin"):
            value = document.get(key)
            if not isinstance(value, str) or not value.strip():
                raise BadInput("registry-config-missing", field=key)
            texts[key] = value.strip()
        scope = document.get("scope", "mine")
        if scope not in _SCOPES:
            raise BadInput("registry-config-scope", field="scope")
        try:
            limit = float(document.get("request_limit_s", 180.0))
        except (TypeError, ValueError) as error:
            raise BadInput("registry-config-number", field="request_limit_s") from error
        return cls(
            name=name,
            bases=bases,
            scope=scope,
            team=str(document.get("team", "")),
            ca_file=str(document.get("ca_file", "")),
            request_limit_s=limit,
            **texts,
        )

    def to_document(self) -> dict[str, Any]:
        """Give the document back, without any secret."""
        return {
            **self.bases,
            "client_id": self.client_id,
            "user_id": self.user_id,
            "user_name": self.user_name,
            "rsin": self.rsin,
            "scope": self.scope,
            "team": self.team,
            "ca_file": self.ca_file,
            "request_limit_s": self.request_limit_s,
        }
