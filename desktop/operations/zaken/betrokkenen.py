"""Who takes part in a zaak: every kind of betrokkene, and another one in the same rol."""

from __future__ import annotations

from typing import Any

from desktop.domain.errors import BadInput, NotFound
from desktop.domain.kinds import Kind
from desktop.domain.records import Json
from desktop.operations.workspace import Workspace
from desktop.operations.zaken.casework import (
    Made,
    back_in_line,
    identificatie_of,
    made,
)
from desktop.operations.zaken.whose_work import account_for_edit

SORTS = (
    "medewerker", "natuurlijk_persoon", "niet_natuurlijk_persoon", "vestiging",
    "organisatorische_eenheid",
)  # fmt: skip
_LENGTHS = {
    ("medewerker", "identificatie"): 24,
    ("organisatorische_eenheid", "identificatie"): 24,
    ("vestiging", "vestigingsNummer"): 24,
    ("niet_natuurlijk_persoon", "statutaireNaam"): 500,
    ("natuurlijk_persoon", "geslachtsnaam"): 200,
}
_NUMBERS = {"inpBsn": "BSN", "innNnpId": "RSIN"}
_MEMBERS = frozenset(
    {
        "betrokkene", "betrokkeneType", "betrokkeneIdentificatie", "afwijkendeNaamBetrokkene",
        "roltoelichting", "indicatieMachtiging", "contactpersoonRol", "authenticatieContext",
    }
)  # fmt: skip
"""What of a rol says who somebody is."""
_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def is_eleven_proof(number: str) -> bool:
    """Tell whether a BSN or RSIN passes the eleven test (guide 2.4)."""
    if len(number) != 9 or not number.isdigit():
        return False
    weighed = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=True))
    return weighed % 11 == 0 and number != "0" * 9


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
    """Give a rol to somebody else; `who` as `betrokkene` makes it. Raises NotFound.

    How it goes (changed in place, or a new rol and the old one removed) depends on the registry.
    """
    with ws.replica.write() as writer:
        record = writer.records.resolve(rol)
        if record.kind is not Kind.ROL or record.local is None:
            raise NotFound("part-not-found", id=rol)
        changes: dict[str, Any] = {"betrokkene": "", "afwijkendeNaamBetrokkene": "", **who}
        known = {name: value for name, value in changes.items() if value or name in record.local}
        account = account_for_edit(writer, record)
        back_in_line(writer, record, ws.clock.now_utc())
        writer.records.edit(record.local_id, known, account=account, now=ws.clock.now_utc())
        zaak = writer.records.get(record.family)
    return made(record, identificatie_of(zaak))
