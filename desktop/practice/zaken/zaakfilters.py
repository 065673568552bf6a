"""What zaken may be asked for: filters, several conditions on one rol, orders (guide 12)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from desktop.practice.answering.auth import Caller
from desktop.practice.answering.filters import (
    Condition,
    Filter,
    choice,
    contains,
    dates,
    equals,
    is_null,
    member,
    one_of,
    uuids,
)
from desktop.practice.answering.geometry import inside
from desktop.practice.answering.problems import invalid
from desktop.practice.answering.shapes import VERTROUWELIJK
from desktop.practice.keeping.state import State

_ORDERINGS = (
    "startdatum", "einddatum", "publicatiedatum", "archiefactiedatum", "registratiedatum",
    "identificatie",
)  # fmt: skip
_WHO = "rol__betrokkeneIdentificatie__"
_BETROKKENEN = (
    "natuurlijk_persoon", "niet_natuurlijk_persoon", "vestiging", "organisatorische_eenheid",
    "medewerker",
)  # fmt: skip


def most_secret(value: str) -> Condition:
    """Make the condition of `maximaleVertrouwelijkheidaanduiding`."""
    if value not in VERTROUWELIJK:
        raise invalid("maximaleVertrouwelijkheidaanduiding", "invalid_choice")
    allowed = VERTROUWELIJK[: VERTROUWELIJK.index(value) + 1]
    marks = ",".join("?" * len(allowed))
    return (f"{member('vertrouwelijkheidaanduiding')} IN ({marks})", allowed)


def may_see(caller: Caller) -> list[Condition]:
    """Give the conditions of the zaken that an application may see."""
    found: list[Condition] = []
    if caller.zaaktypen is not None:
        some = sorted(caller.zaaktypen)
        found.append((f"{member('zaaktype')} IN ({','.join('?' * len(some))})", tuple(some)))
    if caller.highest != VERTROUWELIJK[-1]:
        found.append(most_secret(caller.highest))
    return found


def _kenmerk(value: str) -> Condition:
    bron, _, kenmerk = value.partition(":")
    return (
        "EXISTS (SELECT 1 FROM json_each(body, '$.kenmerken') AS one WHERE "
        "json_extract(one.value, '$.bron') = ? AND json_extract(one.value, '$.kenmerk') = ?)",
        (bron, kenmerk),
    )


def _kenmerk_bron(value: str) -> Condition:
    return (
        "EXISTS (SELECT 1 FROM json_each(body, '$.kenmerken') AS one WHERE "
        "json_extract(one.value, '$.bron') = ?)",
        (value,),
    )


def _child(kind: str, path: str) -> Filter:
    return lambda value: (
        f"uuid IN (SELECT parent FROM resource WHERE kind = '{kind}' AND {member(path)} = ?)",  # noqa: S608  names of our own
        (value,),
    )


def _type_named(value: str) -> Condition:
    return (
        f"{member('zaaktype')} IN (SELECT {member('url')} FROM resource "  # noqa: S608  names of our own
        f"WHERE kind = 'zaaktypen' AND {member('omschrijving')} = ?)",
        (value,),
    )


@cache
def filters(extended: bool) -> Mapping[str, Filter]:
    """Give the filters on a zaak itself."""
    found: dict[str, Filter] = {
        name: equals(name) for name in ("identificatie", "bronorganisatie", "zaaktype")
    }
    found["archiefnominatie"] = choice("archiefnominatie", ("blijvend_bewaren", "vernietigen"))
    found["archiefstatus"] = equals("archiefstatus")
    for name, signs in {
        "startdatum": ("gt", "gte", "lt", "lte"),
        "registratiedatum": ("gt", "lt"),
        "einddatum": ("gt", "lt"),
        "einddatumGepland": ("gt", "lt"),
        "uiterlijkeEinddatumAfdoening": ("gt", "lt"),
        "archiefactiedatum": ("gt", "lt"),
    }.items():
        found |= dates(name, *signs)
    for name in ("einddatum", "archiefactiedatum"):
        found[f"{name}__isnull"] = is_null(name)
    for name in ("bronorganisatie", "archiefnominatie", "archiefstatus"):
        found[f"{name}__in"] = one_of(name)
    found["maximaleVertrouwelijkheidaanduiding"] = most_secret
    if extended:
        found |= {
            "identificatie__icontains": contains("identificatie"),
            "omschrijving": contains("omschrijving"),
            "zaaktype__omschrijving": _type_named,
            "kenmerk": _kenmerk,
            "kenmerk__bron": _kenmerk_bron,
            "status__statustype": _child("statussen", "statustype"),
            "resultaat__resultaattype": _child("resultaten", "resultaattype"),
        }
    return found


@cache
def role_filters(extended: bool) -> Mapping[str, Filter]:
    """Give the filters on a rol of the zaak: several of them hold on one and the same rol."""
    who = "betrokkeneIdentificatie"
    found: dict[str, Filter] = {
        "rol__betrokkeneType": choice("betrokkeneType", _BETROKKENEN),
        "rol__betrokkene": equals("betrokkene"),
        "rol__omschrijvingGeneriek": equals("omschrijvingGeneriek"),
        f"{_WHO}medewerker__identificatie": who_is("medewerker"),
        f"{_WHO}organisatorischeEenheid__identificatie": who_is("organisatorische_eenheid"),
        f"{_WHO}natuurlijkPersoon__inpBsn": equals(f"{who}.inpBsn"),
        f"{_WHO}natuurlijkPersoon__anpIdentificatie": equals(f"{who}.anpIdentificatie"),
        f"{_WHO}natuurlijkPersoon__inpA_nummer": equals(f"{who}.inpA_nummer"),
        f"{_WHO}nietNatuurlijkPersoon__innNnpId": equals(f"{who}.innNnpId"),
        f"{_WHO}nietNatuurlijkPersoon__annIdentificatie": equals(f"{who}.annIdentificatie"),
        f"{_WHO}vestiging__vestigingsNummer": equals(f"{who}.vestigingsNummer"),
    }
    if extended:
        found |= {
            f"{_WHO}nietNatuurlijkPersoon__kvkNummer": equals(f"{who}.kvkNummer"),
            f"{_WHO}nietNatuurlijkPersoon__vestigingsNummer": equals(f"{who}.vestigingsNummer"),
            f"{_WHO}vestiging__kvkNummer": equals(f"{who}.kvkNummer"),
            "rol__machtiging": mandate,
            "rol__machtiging__loa": equals("authenticatieContext.levelOfAssurance"),
        }
    return found


def who_is(kind: str) -> Filter:
    """Make a filter on the identificatie of a medewerker or an organisatorische eenheid."""
    return lambda value: (
        f"{member('betrokkeneIdentificatie.identificatie')} = ? AND "
        f"{member('betrokkeneType')} = '{kind}'",
        (value,),
    )


def mandate(value: str) -> Condition:
    """Make the condition of `machtiging`."""
    if value not in {"eigen", "gemachtigde", "machtiginggever"}:
        raise invalid("machtiging", "invalid_choice")
    return (f"{member('indicatieMachtiging')} = ?", ("" if value == "eigen" else value,))


def role_conditions(given: Mapping[str, str], extended: bool) -> list[Condition]:
    """Join what is asked of a rol into one condition on the zaak."""
    known = role_filters(extended)
    some = [known[name](value) for name, value in given.items() if name in known]
    if not some:
        return []
    sql = " AND ".join(["kind = 'rollen'", *(one for one, _ in some)])
    values = tuple(value for _, few in some for value in few)
    return [(f"uuid IN (SELECT parent FROM resource WHERE {sql})", values)]  # noqa: S608  names of our own


def search_filters(extended: bool) -> Mapping[str, Filter]:
    """Give the filters that only `_zoek` has."""
    found: dict[str, Filter] = {"uuid__in": uuids, "zaaktype__in": one_of("zaaktype")}
    if extended:
        found["zaaktype__not_in"] = _not_in
    return found


def _not_in(value: str) -> Condition:
    sql, values = one_of("zaaktype")(value)
    return (f"NOT ({sql})", values)


def within(state: State, geometry: Any) -> Condition:
    """Make the condition of `zaakgeometrie.within`; raises 400 for what is no area."""
    asked = geometry.get("within") if isinstance(geometry, dict) else None
    if not isinstance(asked, dict):
        raise invalid("zaakgeometrie.within", "required")
    _, zaken = state.select("zaken", [(f"{member('zaakgeometrie')} IS NOT NULL", ())], "id", -1, 0)
    found = [zaak["uuid"] for zaak in zaken if inside(zaak["zaakgeometrie"], asked)]
    return (f"uuid IN ({','.join('?' * len(found))})", tuple(found))


def order(text: str) -> str:
    """Give the ORDER BY of `ordering`; without it the newest comes first."""
    parts = []
    for name in filter(None, text.split(",")):
        bare = name.removeprefix("-")
        if bare not in _ORDERINGS:
            raise invalid("ordering", "invalid_choice")
        parts.append(f"{member(bare)} {'DESC' if name[0] == '-' else 'ASC'}")
    return ", ".join([*parts, "id DESC"])
