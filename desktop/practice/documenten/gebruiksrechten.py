"""Gebruiksrechten of documents, which decide `indicatieGebruiksrecht` (drc-006)."""

from __future__ import annotations

from werkzeug.wrappers import Response

from desktop.practice.answering.call import Call, created, no_content, ok
from desktop.practice.answering.filters import Filter, equals, moments
from desktop.practice.answering.problems import invalid
from desktop.practice.documenten.uploading import BASE, KIND, shown, uuid_of
from desktop.practice.keeping.state import Json

_KIND = "gebruiksrechten"


def _need_update(call: Call) -> None:
    call.caller.need("documenten.bijwerken")


def create(call: Call) -> Response:
    """POST: sets `indicatieGebruiksrecht` of its document."""
    call.caller.need("documenten.aanmaken")
    body = call.checked(_KIND, call.body())
    document = call.need(KIND, body["informatieobject"], "informatieobject", "documenten")
    uuid = call.ids.uuid()
    body = {"url": f"{BASE}/{_KIND}/{uuid}", **body}
    call.state.put(_KIND, uuid, body, uuid_of(document))
    _indicate(call, document, True)
    _told(call, body, "create", None, body)
    return created(body)


def _indicate(call: Call, document: Json, value: bool | None) -> None:
    call.state.change(
        uuid_of(document),
        {**document, "indicatieGebruiksrecht": value},
        ("indicatieGebruiksrecht",),
    )


def _told(call: Call, body: Json, action: str, old: Json | None, new: Json | None) -> None:
    document = body["informatieobject"].rsplit("/", 1)[-1]
    call.audit(document, "gebruiksrechten", body["url"], action, old, new)


def change(call: Call) -> Response:
    """PATCH and PUT."""
    _need_update(call)
    old = call.get(_KIND)
    partial = call.request.method == "PATCH"
    changes = call.checked(_KIND, call.body(), partial=partial)
    if changes.get("informatieobject", old["informatieobject"]) != old["informatieobject"]:
        raise invalid("informatieobject", "wijzigen-niet-toegelaten")
    new = {**old, **changes}
    call.state.change(call.uuid, new)
    _told(call, old, "partial_update" if partial else "update", old, new)
    return ok(new)


def delete(call: Call) -> Response:
    """DELETE: with the last one `indicatieGebruiksrecht` becomes unknown again."""
    _need_update(call)
    old = call.get(_KIND)
    call.state.delete(call.uuid)
    document = old["informatieobject"].rsplit("/", 1)[-1]
    if not call.state.children(_KIND, [document]):
        _indicate(call, call.get(KIND, document), None)
    _told(call, old, "destroy", old, None)
    return no_content()


def _expanded(call: Call, bodies: list[Json]) -> list[Json]:
    paths = [path for path in call.param("expand").split(",") if path]
    for path in paths:
        if path not in {"informatieobject", "informatieobject.informatieobjecttype"}:
            raise invalid("expand", "invalid_choice")
    if "informatieobject" not in paths:
        return bodies
    for body in bodies:
        document = shown(call, call.get(KIND, body["informatieobject"].rsplit("/", 1)[-1]))
        if "informatieobject.informatieobjecttype" in paths:
            uuid = document["informatieobjecttype"].rsplit("/", 1)[-1]
            document["_expand"] = {"informatieobjecttype": call.get("informatieobjecttypen", uuid)}
        body["_expand"] = {"informatieobject": document}
    return bodies


def get(call: Call) -> Response:
    """GET one."""
    call.caller.need("documenten.lezen")
    call.know("expand")
    return call.single(_expanded(call, [call.get(_KIND)])[0])


def listed(call: Call) -> Response:
    """GET the list: a bare array."""
    call.caller.need("documenten.lezen")
    call.know(*_FILTERS, "expand")
    conditions = [_FILTERS[name](call.param(name)) for name in _FILTERS if call.param(name)]
    return ok(_expanded(call, call.state.select(_KIND, conditions, "id", -1, 0)[1]))


_FILTERS: dict[str, Filter] = {
    "informatieobject": equals("informatieobject"),
    **moments("startdatum", "gt", "gte", "lt", "lte"),
    **moments("einddatum", "gt", "gte", "lt", "lte"),
}
_U = "<uuid:uuid>"
ROUTES = [
    ("documenten", "GET", "/gebruiksrechten", listed),
    ("documenten", "POST", "/gebruiksrechten", create),
    ("documenten", "GET", f"/gebruiksrechten/{_U}", get),
    ("documenten", "PATCH", f"/gebruiksrechten/{_U}", change),
    ("documenten", "PUT", f"/gebruiksrechten/{_U}", change),
    ("documenten", "DELETE", f"/gebruiksrechten/{_U}", delete),
]
