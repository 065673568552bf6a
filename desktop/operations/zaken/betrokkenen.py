"""Who takes part in a zaak: every kind of betrokkene, and another one in the same rol."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from desktop.domain.betrokkenen import (
    LISTS,
    MEMBERS,
    NEEDED,
    SORTS,
    Member,
    Verdict,
    digits_of,
    is_eleven_proof,
    judged,
)
from desktop.domain.errors import BadInput, NotFound
from desktop.domain.kinds import Kind
from desktop.domain.people import betrokkene_naam
from desktop.domain.records import Json, Record
from desktop.i18n import words
from desktop.models.replica import Reader, Writer
from desktop.operations.workspace import Workspace
from desktop.operations.zaken.casework import (
    Made,
    back_in_line,
    identificatie_of,
    made,
)
from desktop.operations.zaken.whose_work import account_for_edit

_LENGTHS = {(sort, member.name): member.most for sort, some in MEMBERS.items() for member in some}
_NUMBERS = {
    member.name: member.number.name
    for some in MEMBERS.values() for member in some
    if member.number is not None and member.number.is_eleven_proof
}  # fmt: skip
_MEMBERS = frozenset(
    {
        "betrokkene", "betrokkeneType", "betrokkeneIdentificatie", "afwijkendeNaamBetrokkene",
        "roltoelichting", "indicatieMachtiging", "contactpersoonRol", "authenticatieContext",
    }
)  # fmt: skip
"""What of a rol says who somebody is."""
_NOBODY = {
    "betrokkene": "", "afwijkendeNaamBetrokkene": "", "contactpersoonRol": None,
    "indicatieMachtiging": "",
}  # fmt: skip
"""What belonged to the one before, emptied."""


def betrokkene(sort: str, value: str, naam: str = "") -> Json:
    """Give the members that name a betrokkene: of a medewerker the identificatie, of a person a BSN
    or a name, of a company an RSIN, KvK number or name. Raises BadInput.
    """
    clean, called = value.strip(), naam.strip()
    if sort not in SORTS:
        raise BadInput("betrokkene-sort", value=sort, known=", ".join(SORTS))
    if not clean:
        raise BadInput("field-required", field="betrokkene")
    who = _IDENTITIES[sort](clean, called)
    for name, text in who.items():
        _check_member(sort, name, text)
    return {"betrokkeneType": sort, "betrokkeneIdentificatie": who}


def identified(sort: str, given: Mapping[str, str]) -> Json:
    """Give the members that name a betrokkene from what a person filled in, by member.

    What is left empty is left out. Raises BadInput for a number that cannot be, a text that is too
    long, or when nothing says who it is.
    """
    if sort not in SORTS:
        raise BadInput("betrokkene-sort", value=sort, known=", ".join(SORTS))
    who: Json = {}
    for member in MEMBERS[sort]:
        value = _given(member, given.get(member.name, ""))
        if value:
            who[member.name] = [value] if member.name in LISTS else value
    if not any(name in who for name in NEEDED[sort]):
        raise BadInput("betrokkene-unnamed", fields=", ".join(map(words.field, NEEDED[sort])))
    return {"betrokkeneType": sort, "betrokkeneIdentificatie": who}


def _given(member: Member, typed: str) -> str:
    if member.number is None:
        clean = typed.strip()
        if len(clean) > member.most:
            raise BadInput(
                "field-too-long", field=words.field(member.name), most=member.most,
                length=len(clean),
            )  # fmt: skip
        return clean
    if judged(member.number, typed) in {Verdict.SHORT, Verdict.WRONG}:
        key = "number-eleven" if member.number.is_eleven_proof else "number-digits"
        raise BadInput(key, field=member.number.name, digits=member.number.digits)
    return digits_of(typed)


def identity_of(ws: Workspace, rol: str) -> tuple[str, dict[str, str]]:
    """Give the type of the betrokkene of a rol, and what is known by member, to be changed.

    Raises NotFound.
    """
    with ws.replica.read() as reader:
        body = _rol(reader, rol).local or {}
    who = body.get("betrokkeneIdentificatie") or {}
    sort = str(body.get("betrokkeneType") or "")
    known = {}
    for member in MEMBERS.get(sort, ()):
        value = who.get(member.name) or ""
        known[member.name] = str(value[0]) if isinstance(value, list) else str(value)
    return sort, known


def checked(who: Json) -> Json:
    """Hold the members of a betrokkene, as the standard writes them, to its rules. Raises BadInput.

    Somebody has to be named: by a URL, or by what identifies them.
    """
    unknown = sorted(set(who) - _MEMBERS)
    if unknown:
        raise BadInput("field-not-editable", field=unknown[0])
    sort, identity = who.get("betrokkeneType"), who.get("betrokkeneIdentificatie")
    if sort not in SORTS:
        raise BadInput("betrokkene-sort", value=sort, known=", ".join(SORTS))
    if not who.get("betrokkene") and not (isinstance(identity, dict) and any(identity.values())):
        raise BadInput("field-required", field="betrokkeneIdentificatie")
    for name, value in (identity or {}).items():
        _check_member(str(sort), name, value)
    return who


def _check_member(sort: str, name: str, value: Any) -> None:
    number = _NUMBERS.get(name)
    if number is not None and value and not is_eleven_proof(str(value)):
        raise BadInput("number-eleven", field=number)
    most = _LENGTHS.get((sort, name))
    if most is not None and len(str(value)) > most:
        raise BadInput("field-too-long", field=name, most=most, length=len(str(value)))


def _medewerker(value: str, naam: str) -> Json:
    return {"identificatie": value, **({"achternaam": naam} if naam else {})}


def _eenheid(value: str, naam: str) -> Json:
    return {"identificatie": value, **({"naam": naam} if naam else {})}


def _persoon(value: str, naam: str) -> Json:
    if not value.isdigit():
        return {"geslachtsnaam": value}
    if not is_eleven_proof(value):
        raise BadInput("number-eleven", field="BSN")
    return {"inpBsn": value, **({"geslachtsnaam": naam} if naam else {})}


def _bedrijf(value: str, naam: str) -> Json:
    called = {"statutaireNaam": naam} if naam else {}
    if not value.isdigit():
        return {"statutaireNaam": value}
    if len(value) == 8:
        return {"kvkNummer": value, **called}
    if not is_eleven_proof(value):
        raise BadInput("number-eleven", field="RSIN")
    return {"innNnpId": value, **called}


def _vestiging(value: str, naam: str) -> Json:
    return {"vestigingsNummer": value, **({"handelsnaam": [naam]} if naam else {})}


_IDENTITIES = {
    "medewerker": _medewerker,
    "organisatorische_eenheid": _eenheid,
    "natuurlijk_persoon": _persoon,
    "niet_natuurlijk_persoon": _bedrijf,
    "vestiging": _vestiging,
}


def replace_betrokkene(ws: Workspace, rol: str, who: Json) -> Made:
    """Give a rol to somebody else; `who` as `betrokkene` or `identified` makes it. Raises NotFound.

    How one speaks to the one before, and for whom that one acted, goes with that one. How it goes
    (changed in place, or a new rol and the old one removed) depends on the registry.
    """
    with ws.replica.write() as writer:
        record = _rol(writer, rol)
        local = record.local or {}
        changes: dict[str, Any] = {**_NOBODY, **who}
        known = {name: value for name, value in changes.items() if value or local.get(name)}
        return _change(ws, writer, record, known)


def correct_betrokkene(ws: Workspace, rol: str, given: Mapping[str, str]) -> Made:
    """Put right what is known of the betrokkene of a rol; it stays the same one. Raises NotFound.

    `given` as for `identified`; what nobody was asked about stays. Raises
    BadInput("betrokkene-linked") for one that is known by a URL: its data stand elsewhere.
    """
    with ws.replica.write() as writer:
        record = _rol(writer, rol)
        local = record.local or {}
        if local.get("betrokkene"):
            raise BadInput("betrokkene-linked")
        sort = str(local.get("betrokkeneType") or "")
        old = local.get("betrokkeneIdentificatie") or {}
        new = identified(sort, given)["betrokkeneIdentificatie"]
        asked = {member.name for member in MEMBERS[sort]}
        rest = {name: [] if name in LISTS else "" for name in asked - set(new) if old.get(name)}
        changes: Json = {"betrokkeneIdentificatie": {**old, **rest, **new}}
        renamed = {**local, **changes, "afwijkendeNaamBetrokkene": ""}
        plain = {**local, "afwijkendeNaamBetrokkene": ""}
        if betrokkene_naam(renamed) != betrokkene_naam(plain):
            changes |= {name: "" for name in ("afwijkendeNaamBetrokkene",) if local.get(name)}
        return _change(ws, writer, record, changes)


def _change(ws: Workspace, writer: Writer, rol: Record, changes: Json) -> Made:
    now = ws.clock.now_utc()
    account = account_for_edit(writer, rol)
    back_in_line(writer, rol, now)
    writer.records.edit(rol.local_id, changes, account=account, now=now)
    return made(rol, identificatie_of(writer.records.get(rol.family)))


def _rol(reader: Reader, name: str) -> Record:
    record = reader.records.resolve(name)
    if record.kind is not Kind.ROL or record.local is None:
        raise NotFound("part-not-found", id=name)
    return record
