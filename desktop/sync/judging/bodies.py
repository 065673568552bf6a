"""Pure: has a body the shape that its kind must have? (S21, design section 14)

Only what the replica and its readers rely on is looked at; unknown members are kept as they are. A
body that fails refuses that record alone, by name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from desktop.domain.kinds import Kind, collection_of
from desktop.domain.records import Json

Check = Callable[[Any], bool]


def _text(value: Any) -> bool:
    return isinstance(value, str)


def _maybe_text(value: Any) -> bool:
    return value is None or isinstance(value, str)


def _key(value: Any) -> bool:
    return isinstance(value, str) and bool(value)


def _instant(value: Any) -> bool:
    try:
        datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return False
    return True


def _maybe_day(value: Any) -> bool:
    return value in {None, ""} if not isinstance(value, str) or not value else _instant(value)


def _maybe_moment(value: Any) -> bool:
    """A moment without an offset cannot be put in an order with others."""
    if value is None or value == "":
        return True
    return _instant(value) and datetime.fromisoformat(value).tzinfo is not None


def _size(value: Any) -> bool:
    return value is None or (isinstance(value, int) and not isinstance(value, bool) and value >= 0)


def _urls(value: Any) -> bool:
    return isinstance(value, list) and all(map(_text, value))


def _groups(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, dict) for one in value)


def _maybe_group(value: Any) -> bool:
    return value is None or isinstance(value, dict)


_SHAPES: dict[Kind, tuple[Mapping[str, Check], Mapping[str, Check]]] = {
    Kind.ZAAK: (
        {"identificatie": _key, "zaaktype": _key},
        {
            "omschrijving": _maybe_text, "toelichting": _maybe_text, "bronorganisatie": _text,
            "vertrouwelijkheidaanduiding": _maybe_text, "status": _maybe_text,
            "resultaat": _maybe_text, "hoofdzaak": _maybe_text, "startdatum": _maybe_day,
            "einddatum": _maybe_day, "einddatumGepland": _maybe_day,
            "uiterlijkeEinddatumAfdoening": _maybe_day, "publicatiedatum": _maybe_day,
            "registratiedatum": _maybe_day, "rollen": _urls, "zaakobjecten": _urls,
            "eigenschappen": _urls, "zaakinformatieobjecten": _urls, "deelzaken": _urls,
            "kenmerken": _groups, "relevanteAndereZaken": _groups, "productenOfDiensten": _urls,
            "verlenging": _maybe_group, "opschorting": _maybe_group,
        },
    ),
    Kind.STATUS: (
        {"zaak": _key, "statustype": _key, "datumStatusGezet": _instant},
        {"statustoelichting": _maybe_text},
    ),
    Kind.ROL: (
        {"zaak": _key, "roltype": _text},
        {
            "betrokkene": _maybe_text, "betrokkeneType": _text, "omschrijving": _maybe_text,
            "omschrijvingGeneriek": _maybe_text, "roltoelichting": _maybe_text,
            "betrokkeneIdentificatie": _maybe_group, "statussen": _urls,
        },
    ),
    Kind.RESULTAAT: ({"zaak": _key, "resultaattype": _key}, {"toelichting": _maybe_text}),
    Kind.ZAAKEIGENSCHAP: ({"zaak": _key, "eigenschap": _key}, {"waarde": _text, "naam": _text}),
    Kind.ZAAKOBJECT: (
        {"zaak": _key},
        {"object": _maybe_text, "objectType": _text, "objectIdentificatie": _maybe_group},
    ),
    Kind.ZAAKNOTITIE: (
        {},
        {"onderwerp": _maybe_text, "tekst": _maybe_text, "wijzigingsdatum": _maybe_day},
    ),
    Kind.KLANTCONTACT: ({"zaak": _key}, {"identificatie": _maybe_text}),
    Kind.CONTACTMOMENT: (
        {},
        {"tekst": _maybe_text, "kanaal": _maybe_text, "registratiedatum": _maybe_day},
    ),
    Kind.ZAAKCONTACTMOMENT: ({"zaak": _key, "contactmoment": _key}, {}),
    Kind.BESLUIT: (
        {"besluittype": _key},
        {
            "identificatie": _maybe_text, "toelichting": _maybe_text, "datum": _maybe_day,
            "ingangsdatum": _maybe_day, "vervaldatum": _maybe_day,
        },
    ),
    Kind.ZAAKINFORMATIEOBJECT: (
        {"zaak": _key, "informatieobject": _key},
        {"titel": _maybe_text, "beschrijving": _maybe_text},
    ),
    Kind.DOCUMENT: (
        {"titel": _text},
        {
            "bestandsnaam": _maybe_text, "formaat": _maybe_text, "bestandsomvang": _size,
            "versie": _size, "trefwoorden": _urls, "bestandsdelen": _groups,
            "beschrijving": _maybe_text, "creatiedatum": _maybe_day,
        },
    ),
}  # fmt: skip


_PASSES: dict[Check, frozenset[type]] = {
    _text: frozenset({str}),
    _maybe_text: frozenset({str, type(None)}),
    _maybe_day: frozenset({type(None)}),
    _maybe_group: frozenset({dict, type(None)}),
}
"""What passes a check by its class alone: most members of every body."""
_MISSING = object()
_Checks = tuple[tuple[str, Check, frozenset[type]], ...]


def _quick(checks: Mapping[str, Check]) -> _Checks:
    return tuple((name, one, _PASSES.get(one, frozenset())) for name, one in checks.items())


_IN_TURN: dict[Kind, tuple[_Checks, _Checks]] = {
    kind: (_quick(needed), _quick(optional)) for kind, (needed, optional) in _SHAPES.items()
}
_OF_OBJECTS: dict[str, Check] = {
    **dict.fromkeys(("op", "begin", "eind", "gevraagdOp"), _maybe_moment),
    **dict.fromkeys(
        (
            "uiterlijk", "wanneer", "totWanneer", "geldigVanaf", "geldigTot", "geldtVanaf",
            "terugkijkenOp", "opnieuwBekijken",
        ),
        _maybe_day,
    ),
}  # fmt: skip
"""Members of own objects that are read as a moment or a day, wherever they stand."""
_BEGINNINGS = {kind: collection_of(kind) for kind in Kind}


def fault_in(kind: Kind, body: Json) -> str:
    """Give the member that has no usable value, or "" when the body can be taken in.

    A URL below another collection than that of its kind is none: by that a resource is found again.

    >>> fault_in(Kind.RESULTAAT, {"zaak": "zgw://zaken/zaken/1", "resultaattype": 7})
    'resultaattype'
    """
    url = body.get("url", "")
    if isinstance(url, str) and url.startswith("zgw://") and not url.startswith(_BEGINNINGS[kind]):
        return "url"
    if kind is Kind.OBJECT:
        inner = body.get("record")
        if not isinstance(inner, dict) or not isinstance(inner.get("data"), dict):
            return "record"
        return _fault_in_moments(inner["data"])
    needed, optional = _IN_TURN.get(kind, ((), ()))
    for name, check, passes in needed:
        value = body.get(name)
        if value.__class__ not in passes and not check(value):
            return name
    for name, check, passes in optional:
        value = body.get(name, _MISSING)
        if value.__class__ not in passes and value is not _MISSING and not check(value):
            return name
    return ""


def _fault_in_moments(data: Any) -> str:
    """Give the moment or day in the data of an own object that is none, however deep it stands."""
    if isinstance(data, list):
        return next((found for one in data if (found := _fault_in_moments(one))), "")
    if not isinstance(data, dict):
        return ""
    for name, value in data.items():
        is_nested = isinstance(value, dict | list)
        if name in _OF_OBJECTS and not is_nested and not _OF_OBJECTS[name](value):
            return str(name)
        if is_nested and (found := _fault_in_moments(value)):
            return found
    return ""


def name_of(kind: Kind, body: Json) -> str:
    """Name a body for a person who has to look it up."""
    known = body.get("identificatie")
    shown = known if isinstance(known, str) and known else str(body.get("url"))
    return f"{kind.value} {shown}"[:200]
