"""How a registry is reached and what one account may and wants to take along."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal
from urllib.parse import urlsplit

from desktop.domain.errors import BadInput, NotFound

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
_PORTS = {"http": 80, "https": 443}
_WHO = ("client_id", "user_id", "user_name", "rsin")
MOST_AT_ONCE = 16
"""More requests at once than this would be felt by the others who use a registry."""


@dataclass(frozen=True, slots=True)
class Account:
    """Who a person is at a registry: an application of their own, a name, an organisation."""

    name: str
    """Unique over all registries of a profile; the first account bears its registry's name."""
    client_id: str
    user_id: str
    user_name: str
    rsin: str
    team: str = ""

    @property
    def identity(self) -> str:
        """Name whose edits these are (S71)."""
        return f"{self.name}:{self.user_id}"


@dataclass(frozen=True, slots=True)
class RegistryConfig:
    """One registry as seen by one of the accounts that a person has there, without its secret.

    `bases` maps an API name to its base URL (`normal_base`). `rsin` is the organisation the
    person works for, `user_id` the medewerker identification. `request_limit_s` is the longest
    life of a request at the server after it was lost (sync rules, T_limit).

    As it is stored, the account is the one the person works under; `seen_by` gives the same
    registry as another account sees it (S72).
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
    wipe_days: float = 30.0
    """How long what came from here stays, locked away, once nothing may be read there (S70)."""
    concurrency: int = 4
    """How many requests may be under way to this registry at once; only reads go beside others."""
    account: str = ""
    others: tuple[Account, ...] = ()
    """The other accounts that this person has at the same registry."""

    @property
    def me(self) -> Account:
        """The account whose client, person and organisation stand in this config."""
        return Account(
            self.account or self.name, self.client_id, self.user_id, self.user_name, self.rsin,
            self.team,
        )  # fmt: skip

    @property
    def identity(self) -> str:
        """Name whose edits these are (S71)."""
        return self.me.identity

    @property
    def accounts(self) -> tuple[Account, ...]:
        """Every account at this registry, this one first."""
        return (self.me, *self.others)

    @property
    def user_ids(self) -> frozenset[str]:
        """Every medewerker identification that means this person here."""
        return frozenset(one.user_id for one in self.accounts)

    def seen_by(self, account: str) -> RegistryConfig:
        """Give the same registry as one of its accounts sees it. Raises NotFound."""
        found = next((one for one in self.accounts if one.name == account), None)
        if found is None:
            raise NotFound("account-not-found", name=account)
        others = tuple(one for one in self.accounts if one.name != account)
        return replace(self, **_members(found), others=others)

    def with_account(self, new: Account) -> RegistryConfig:
        """Give the registry with one account more, or with one of them changed."""
        if new.name == self.me.name:
            return replace(self, **_members(new))
        kept = tuple(one for one in self.others if one.name != new.name)
        return replace(self, others=(*kept, new))

    def with_others(self, others: tuple[Account, ...]) -> RegistryConfig:
        """Give the registry with these as the accounts that are not in use."""
        return replace(self, others=others)

    def without_account(self, name: str) -> RegistryConfig:
        """Give the registry without one of the accounts that are not in use."""
        return replace(self, others=tuple(one for one in self.others if one.name != name))

    def is_same_registry(self, other: RegistryConfig) -> bool:
        """Tell whether both are reached at the same address (S72)."""
        return self.bases["zaken"] == other.bases["zaken"]

    @classmethod
    def from_document(cls, name: str, document: dict[str, Any]) -> RegistryConfig:
        """Read a `registry add --config` document; raises BadInput naming the faulty key."""
        bases = {api: _base(document, api) for api in APIS if document.get(api)}
        for api in ("zaken", "catalogi", "documenten"):
            if not bases.get(api, "").startswith(("http://", "https://")):
                raise BadInput("registry-config-url", field=api)
        texts = _who(document)
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
            wipe_days=_number(document, "wipe_days", 30.0),
            concurrency=_concurrency(document),
            account=str(document.get("account") or ""),
            others=tuple(
                Account(name=str(one["name"]), team=str(one.get("team", "")), **_who(one))
                for one in document.get("other_accounts") or ()
            ),
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
            "wipe_days": self.wipe_days,
            "concurrency": self.concurrency,
            "account": self.account,
            "other_accounts": [asdict(one) for one in self.others],
        }


def normal_base(url: str) -> str:
    """Give a base URL in one way of writing: no capitals in the host, no port that goes unsaid.

    >>> normal_base("HTTPS://Zaken.Example.nl:443/zaken/api/v1/")
    'https://zaken.example.nl/zaken/api/v1'
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    port = "" if parts.port in {None, _PORTS.get(parts.scheme)} else f":{parts.port}"
    return f"{parts.scheme}://{host}{port}{parts.path.rstrip('/')}"


def _base(document: dict[str, Any], api: str) -> str:
    try:
        return normal_base(str(document[api]).strip())
    except ValueError as error:  # a port that is none
        raise BadInput("registry-config-url", field=api) from error


def _members(account: Account) -> dict[str, Any]:
    found = asdict(account)
    return {"account": found.pop("name"), **found}


def _who(document: dict[str, Any]) -> dict[str, str]:
    texts = {}
    for key in _WHO:
        value = document.get(key)
        if not isinstance(value, str) or not value.strip():
            raise BadInput("registry-config-missing", field=key)
        texts[key] = value.strip()
    return texts


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
