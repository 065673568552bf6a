"""Pure: which fields belong together and how they merge (sync rules, table 3.1).

A *unit* is what is merged and sent as a whole; a field without an entry is a unit of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from desktop.domain.kinds import SPECS, Kind


class Policy(Enum):
    """What happens when both sides changed a unit."""

    SCALAR = auto()  # a person decides
    TEXT = auto()  # line merge, else a person
    KEYED = auto()  # list of objects merged per key
    SET = auto()  # list of texts merged as a set
    MAP = auto()  # maps merged depth first, leaves decided by a person


@dataclass(frozen=True, slots=True)
class Unit:
    """One merge unit: its name, its fields, its policy, for KEYED the keys, for TEXT the limit."""

    name: str
    fields: tuple[str, ...]
    policy: Policy = Policy.SCALAR
    keys: tuple[str, ...] = ()
    most: int | None = None


_UNITS: dict[Kind, tuple[Unit, ...]] = {
    Kind.ZAAK: (
        Unit(
            "terms",
            ("einddatumGepland", "uiterlijkeEinddatumAfdoening", "opschorting", "verlenging"),
        ),
        Unit("payment", ("betalingsindicatie", "laatsteBetaaldatum")),
        Unit(
            "archive",
            ("archiefnominatie", "archiefactiedatum", "archiefstatus", "startdatumBewaartermijn"),
        ),
        Unit("process object", ("processobjectaard", "processobject")),
        Unit("toelichting", ("toelichting",), Policy.TEXT, most=1000),
        Unit("kenmerken", ("kenmerken",), Policy.KEYED, ("bron", "kenmerk")),
        Unit("relevanteAndereZaken", ("relevanteAndereZaken",), Policy.KEYED, ("url",)),
        Unit("productenOfDiensten", ("productenOfDiensten",), Policy.SET),
    ),
    Kind.ROL: (Unit("who", ("betrokkeneType", "betrokkene", "betrokkeneIdentificatie")),),
    Kind.ZAAKNOTITIE: (Unit("tekst", ("tekst",), Policy.TEXT),),
    Kind.BESLUIT: (Unit("dates", ("datum", "ingangsdatum", "vervaldatum", "vervalreden")),),
    Kind.DOCUMENT: (
        Unit("sent/received", ("status", "ontvangstdatum", "verzenddatum")),
        Unit("content", ("bestandsomvang", "bestandsnaam", "formaat", "integriteit")),
        Unit("beschrijving", ("beschrijving",), Policy.TEXT, most=1000),
        Unit("trefwoorden", ("trefwoorden",), Policy.SET),
    ),
    Kind.OBJECT: (Unit("data", ("data",), Policy.MAP),),
}
REGISTRY_MEMBERS: dict[str, frozenset[str]] = {"opschorting": frozenset({"eerdereOpschorting"})}
"""Members of a group that a registry keeps by itself: never sent, no change when they differ."""
_BY_FIELD = {
    kind: {name: unit for unit in units for name in unit.fields} for kind, units in _UNITS.items()
}


def unit_of(kind: Kind, field: str) -> Unit:
    """Give the unit a field belongs to."""
    return _BY_FIELD.get(kind, {}).get(field) or Unit(field, (field,))


def units_of(kind: Kind, fields: set[str]) -> list[Unit]:
    """Give the units of the fields that a client may change, in a stable order."""
    spec = SPECS[kind]
    found = {unit_of(kind, field).name: unit_of(kind, field) for field in fields - spec.read_only}
    return [found[name] for name in sorted(found)]
