"""Catalogi, for reading (guide 4)."""

from __future__ import annotations

from functools import partial

from werkzeug.wrappers import Response

from desktop.practice.answering.call import Call
from desktop.practice.answering.filters import Condition, Filter, equals
from desktop.practice.answering.problems import invalid

_VALID = ("alles", "concept", "definitief")


def _status(value: str) -> Condition:
    if value not in _VALID:
        raise invalid("status", "invalid_choice")
    if value == "alles":
        return ("1 = 1", ())
    return ("coalesce(json_extract(body, '$.concept'), 0) = ?", (int(value == "concept"),))


def _valid_on(value: str) -> Condition:
    return (
        "json_extract(body, '$.beginGeldigheid') <= ? AND "
        "coalesce(json_extract(body, '$.eindeGeldigheid'), '9999') >= ?",
        (value, value),
    )


def _contains(name: str) -> Filter:
    return lambda value: (
        f"EXISTS (SELECT 1 FROM json_each(body, '$.{name}') WHERE json_each.value = ?)",  # noqa: S608  names of this file
        (value,),
    )


_BY_TYPE: dict[str, Filter] = {
    "zaaktype": equals("zaaktype"),
    "zaaktypeIdentificatie": equals("zaaktypeIdentificatie"),
    "status": _status,
    "datumGeldigheid": lambda _value: ("1 = 1", ()),
}
_KINDS: dict[str, dict[str, Filter]] = {
    "catalogussen": {"domein": equals("domein"), "rsin": equals("rsin")},
    "zaaktypen": {
        "catalogus": equals("catalogus"),
        "identificatie": equals("identificatie"),
        "trefwoorden": _contains("trefwoorden"),
        "status": _status,
        "datumGeldigheid": _valid_on,
    },
    "statustypen": _BY_TYPE,
    "roltypen": {**_BY_TYPE, "omschrijvingGeneriek": equals("omschrijvingGeneriek")},
    "resultaattypen": {"zaaktype": equals("zaaktype"), "status": _status},
    "eigenschappen": _BY_TYPE,
    "informatieobjecttypen": {
        "catalogus": equals("catalogus"),
        "omschrijving": equals("omschrijving"),
        "status": _status,
        "datumGeldigheid": _valid_on,
    },
    "besluittypen": {
        "catalogus": equals("catalogus"),
        "zaaktypen": _contains("zaaktypen"),
        "informatieobjecttypen": _contains("informatieobjecttypen"),
        "omschrijving": equals("omschrijving"),
        "status": _status,
        "datumGeldigheid": _valid_on,
    },
    "zaaktype-informatieobjecttypen": {
        "zaaktype": equals("zaaktype"),
        "informatieobjecttype": equals("informatieobjecttype"),
        "richting": equals("richting"),
        "status": _status,
    },
    "zaakobjecttypen": {
        "zaaktype": equals("zaaktype"),
        "zaaktypeIdentificatie": equals("zaaktypeIdentificatie"),
        "catalogus": equals("catalogus"),
        "objecttype": equals("objecttype"),
        "relatieOmschrijving": equals("relatieOmschrijving"),
    },
}


def _list(kind: str, call: Call) -> Response:
    call.caller.need("catalogi.lezen")
    return call.page(kind, _KINDS[kind])


def _get(kind: str, call: Call) -> Response:
    call.caller.need("catalogi.lezen")
    call.know(*(("datumGeldigheid",) if kind == "zaaktypen" else ()))
    return call.single(call.get(kind))


ROUTES = [
    *(("catalogi", "GET", f"/{kind}", partial(_list, kind)) for kind in _KINDS),
    *(("catalogi", "GET", f"/{kind}/<uuid:uuid>", partial(_get, kind)) for kind in _KINDS),
]
