"""Calls of the reference registry that make several things at once, all or nothing (behaviour 2).

Also the numbers it gives out beforehand. Extensions, so absent from the bare standard.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from werkzeug.wrappers import Response

from desktop.practice.answering.call import Call, created, ok
from desktop.practice.answering.problems import Problem, invalid, within
from desktop.practice.documenten import document as documenten
from desktop.practice.keeping.state import Json
from desktop.practice.zaken import relations, rollen, statussen
from desktop.practice.zaken.children import zaak_of
from desktop.practice.zaken.expanding import shown, shown_of
from desktop.practice.zaken.zaak import make_zaak


def _part(body: Json, name: str) -> Json:
    found = body.get(name)
    if not isinstance(found, dict):
        raise invalid(name, "required" if found is None else "invalid")
    return found


def _parts(body: Json, name: str, *, required: bool = False) -> list[Json]:
    found = body.get(name)
    if found is None and not required:
        return []
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise invalid(name, "required" if found is None else "not_a_list")
    return found


def _whole(call: Call) -> Json:
    body = call.body()
    if not isinstance(body, dict):
        raise invalid("nonFieldErrors", "invalid")
    return body


def register_zaak(call: Call) -> Response:
    """POST /zaak_registreren: a zaak with rollen, document relations, zaakobjecten and status."""
    call.need_extension()
    body = _whole(call)
    first, last = _part(body, "zaak"), _part(body, "status")
    _parts(body, "rollen", required=True)
    with within("zaak"):
        zaak = make_zaak(call, first)
    many: tuple[tuple[str, Callable[[Call, Json, Json], Json]], ...] = (
        ("rollen", rollen.make),
        ("zaakinformatieobjecten", relations.make_relation),
        ("zaakobjecten", relations.make_zaakobject),
    )
    made: dict[str, list[Json]] = {}
    for kind, make in many:
        made[kind] = []
        for number, one in enumerate(_parts(body, kind)):
            with within(f"{kind}.{number}"):
                checked = call.checked(kind, {**one, "zaak": zaak["url"]})
                made[kind].append(make(call, checked, _fresh(call, zaak)))
    with within("status"):
        given = {**last, "zaak": zaak["url"]}
        checked = call.checked("statussen", given)
        status = statussen.make_status(call, checked, _fresh(call, zaak), given)
    answer = created(
        {
            "zaak": shown(call, [_fresh(call, zaak)])[0],
            **{kind: shown_of(kind, call, some) for kind, some in made.items()},
            "status": shown_of("statussen", call, [status])[0],
        },
        zaak["url"],
    )
    answer.headers["Content-Crs"] = "EPSG:4326"
    return answer


def _fresh(call: Call, zaak: Json) -> Json:
    return call.get("zaken", zaak["uuid"])


def register_document(call: Call) -> Response:
    """POST /document_registreren: a document and its relation to a zaak."""
    call.need_extension()
    body = _whole(call)
    given = _part(body, "enkelvoudiginformatieobject")
    linked = _part(body, "zaakinformatieobject")
    with within("enkelvoudiginformatieobject"):
        document = documenten.make(call, given)
    with within("zaakinformatieobject"):
        checked = call.checked(
            "zaakinformatieobjecten", {**linked, "informatieobject": document["url"]}
        )
        relation = relations.make_relation(call, checked, zaak_of(call, checked))
    both = {"enkelvoudiginformatieobject": document, "zaakinformatieobject": relation}
    return created(both, document["url"])


def _reserve(name: str, prefix: str, scope: str) -> Callable[[Call], Response]:
    def handler(call: Call) -> Response:
        call.need_extension()
        call.caller.need(scope)
        body = call.checked("reserveringen", call.body())
        year = call.registry.clock().year
        numbers = [{name: f"{prefix}-{year}-{call.ids.digits()}"} for _ in range(body["aantal"])]
        return _answer(numbers)

    return handler


def _answer(numbers: list[Any]) -> Response:
    response = ok(numbers[0] if len(numbers) == 1 else numbers)
    response.status_code = 201
    return response


def _only_post(call: Call) -> Response:
    """Answer a GET: 405 where the call is offered, else as to any path that is not there."""
    call.need_extension()
    raise Problem(405, "method_not_allowed")


_zaaknummer = _reserve("zaaknummer", "ZAAK", "zaken.aanmaken")
ROUTES = [
    ("zaken", "POST", "/zaak_registreren", register_zaak),
    ("zaken", "POST", "/zaaknummer_reserveren", _zaaknummer),
    ("zaken", "POST", "/reserveer_zaaknummer", _zaaknummer),
    ("documenten", "POST", "/document_registreren", register_document),
    (
        "documenten", "POST", "/documentnummer_reserveren",
        _reserve("identificatie", "DOCUMENT", "documenten.aanmaken"),
    ),
    ("zaken", "GET", "/zaak_registreren", _only_post),
    ("zaken", "GET", "/zaaknummer_reserveren", _only_post),
    ("documenten", "GET", "/document_registreren", _only_post),
]  # fmt: skip
