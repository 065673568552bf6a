"""The standard's own rules, applied while the person is still there (guide 2.4, 5.8, 6)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from desktop.domain.errors import BadInput
from desktop.domain.readings import TypeChoice
from desktop.domain.records import Json
from desktop.i18n import phrases

LENGTHS = {
    "omschrijving": 80, "toelichting": 1000, "titel": 200, "auteur": 200, "onderwerp": 255,
    "statustoelichting": 1000, "roltoelichting": 1000, "beschrijving": 1000,
    "reden": 200, "verlenging.reden": 200,
    "relatieomschrijving": 80, "onderwerp contact": 200, "kanaal": 20, "objecttype": 100,
    "beslissing": 500, "waarom": 2000, "mogelijkheid": 300, "stem": 1000, "terugblik": 1000,
    "doel": 500, "vraag": 200, "taal": 3, "trefwoord": 100, "straat": 80, "plaats": 80,
    "toevoeging": 4, "postcode": 7,
}  # fmt: skip
DATES = {
    "startdatum", "einddatumGepland", "uiterlijkeEinddatumAfdoening", "publicatiedatum",
}  # fmt: skip
EDITABLE = {"omschrijving", "toelichting", "vertrouwelijkheidaanduiding", *DATES}
CONFIDENTIALITIES = (
    "", "openbaar", "beperkt_openbaar", "intern", "zaakvertrouwelijk", "vertrouwelijk",
    "confidentieel", "geheim", "zeer_geheim",
)  # fmt: skip
"""From open to closed, as the standard orders them."""
_NUMBER = re.compile(r"^\d+(,\d+)?$")
_DUTCH_DAY = re.compile(r"^(\d{1,2})-(\d{1,2})-(\d{4})$")


def text(name: str, value: str, *, required: bool = False) -> str:
    """Check a text's length; gives it trimmed. Raises BadInput."""
    clean = value.strip()
    if required and not clean:
        raise BadInput("field-required", field=name)
    most = LENGTHS.get(name)
    if most is not None and len(clean) > most:
        raise BadInput("field-too-long", field=name, most=most, length=len(clean))
    return clean


def day(name: str, value: str) -> str | None:
    """Check a date, written as 2026-11-24 or 24-11-2026; "" clears. Raises BadInput."""
    clean = value.strip()
    if not clean:
        return None
    dutch = _DUTCH_DAY.match(clean)
    if dutch:
        clean = f"{dutch[3]}-{int(dutch[2]):02d}-{int(dutch[1]):02d}"
    try:
        return date.fromisoformat(clean).isoformat()
    except ValueError as error:
        raise BadInput("field-date", field=name, value=value) from error


def zaak_field(name: str, value: Any) -> Any:
    """Check one editable field of a zaak; gives the value to store. Raises BadInput."""
    if name not in EDITABLE:
        raise BadInput("field-not-editable", field=name)
    if name in DATES:
        checked = day(name, str(value or ""))
        if name == "startdatum" and checked is None:
            raise BadInput("field-required", field=name)
        return checked
    if name == "vertrouwelijkheidaanduiding":
        return one_of(name, value, CONFIDENTIALITIES)
    return text(name, str(value))


def one_of(name: str, value: Any, allowed: Sequence[str]) -> str:
    """Check a value that the standard has a list for. Raises BadInput("value-not-in-list")."""
    if value not in allowed:
        raise BadInput("value-not-in-list", field=name, values=", ".join(filter(None, allowed)))
    return str(value)


def eigenschap_waarde(kind: Json, value: str) -> str:
    """Give a value in the format its eigenschap prescribes. Raises BadInput."""
    specificatie = kind.get("specificatie") or {}
    name = str(kind.get("naam", ""))
    clean = value.strip()
    allowed = specificatie.get("waardenverzameling") or []
    if allowed:
        if clean not in allowed:
            raise BadInput("value-not-in-list", field=name, values=", ".join(allowed))
        return clean
    match specificatie.get("formaat"):
        case "getal":
            number = clean.replace(".", ",")
            if not _NUMBER.match(number):
                raise BadInput("value-not-number", field=name, value=value)
            return number
        case "datum":
            checked = day(name, clean if len(clean) != 8 else _dashed(clean))
            return (checked or "").replace("-", "")
        case "datum_tijd":
            return _moment(name, clean)
        case _:
            length = str(specificatie.get("lengte") or "")
            if length.isdigit() and len(clean) > int(length):
                raise BadInput("field-too-long", field=name, most=length, length=len(clean))
            return clean


def eigenschap_problem(choice: TypeChoice, typed: str) -> str:
    """Say why a text that is being typed cannot be the value of an eigenschap, "" when it can.

    An empty one is no problem yet: a person begins with nothing.
    """
    if not typed.strip():
        return ""
    kind = {"naam": choice.omschrijving, "specificatie": choice.extra.get("specificatie")}
    try:
        eigenschap_waarde(kind, typed)
    except BadInput as error:
        return phrases.explain(error)[1]
    return ""


def _dashed(digits: str) -> str:
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"


def _moment(name: str, value: str) -> str:
    if len(value) == 14 and value.isdigit():
        return value
    try:
        return datetime.fromisoformat(value).strftime("%Y%m%d%H%M%S")
    except ValueError as error:
        raise BadInput("field-date", field=name, value=value) from error
