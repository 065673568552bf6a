"""How a registry is reached and what one account may and wants to take along."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from desktop.domain.errors import BadInput

APIS = (
    "zaken", "catalogi", "documenten", "besluiten", "objecten", "objecttypen", "contactmomenten",
)  # fmt: skip
"""The APIs a registry may offer; those after the first three are optional."""

ScopeRule = Literal["mine", "team", "all", "search"]
_SCOPES: tuple[ScopeRule, ...] = ("mine", "team", "all", "search")
SEARCHABLE = frozenset(
    {
        "identificatie", "bronorganisatie", "bronorganisatie__in", "zaaktype", "archiefnominatie",
        "archiefstatus", "startdatum", "startdatum__gt", "startdatum__gte", "startdatum__lt",
        "startdatum__lte", "registratiedatum__gt", "registratiedatum__lt",
        "uiterlijkeEinddatumAfdoening", "uiterlijkeEinddatumAfdoening__gt",
        "uiterlijkeEinddatumAfdoening__lt", "rol__betrokkeneType", "rol__betrokkene",
        "rol__omschrijvingGeneriek", "maximaleVertrouwelijkheidaanduiding",
        "rol__betrokkeneIdentificatie__medewerker__identificatie",
        "rol__betrokkeneIdentificatie__organisatorischeEenheid__identificatie",
    }
)  # fmt: skip
"""The standard's own filters of zaken that a saved search may use."""


_MOST_NUMBER = 1e6
MOST_AT_ONCE = 16
"""More requests at once than this would be felt by the others who use a registry."""


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
    search: dict[str, str] = field(default_factory=dict)
    """The filters of scope "search", by the standard's names (`SEARCHABLE`)."""
    closed_days: int = 0
    """Take along what was closed in the last days too; 0 takes open zaken only."""
    grace_days: float = 7.0
    """How long a zaak that left the scope stays (T_grace)."""
    concurrency: int = 4
    """How many requests may be under way to this registry at once; only reads go beside others."""

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
        search = document.get("search") or {}
        unknown = sorted(set(search) - SEARCHABLE) if isinstance(search, dict) else ["search"]
        if unknown:
            raise BadInput("scope-search-unknown", field=unknown[0])
        return cls(
            name=name,
            bases=bases,
            scope=scope,
            team=str(document.get("team", "")),
            ca_file=str(document.get("ca_file", "")),
            request_limit_s=_number(document, "request_limit_s", 180.0),
            search={name: str(value) for name, value in search.items()},
            closed_days=int(_number(document, "closed_days", 0)),
            grace_days=_number(document, "grace_days", 7.0),
            concurrency=_concurrency(document),
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
            "search": self.search,
            "closed_days": self.closed_days,
            "grace_days": self.grace_days,
            "concurrency": self.concurrency,
        }


def _concurrency(document: dict[str, Any]) -> int:
    found = _number(document, "concurrency", 4)
    if found != int(found) or not 1 <= found <= MOST_AT_ONCE:
        raise BadInput("registry-config-number", field="concurrency")
    return int(found)


def _number(document: dict[str, Any], name: str, otherwise: float) -> float:
    try:
        found = float(document.get(name, otherwise))
    except (TypeError, ValueError) as error:
        raise BadInput("registry-config-number", field=name) from error
    if not 0 <= found < _MOST_NUMBER:
        raise BadInput("registry-config-number", field=name)
    return found
