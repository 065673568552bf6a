"""Besluiten and their documents (guide 8)."""

from __future__ import annotations

from typing import Any

from werkzeug.wrappers import Response

from desktop.practice.answering.call import Call, created, no_content, ok
from desktop.practice.answering.filters import Filter, equals
from desktop.practice.answering.problems import invalid
from desktop.practice.keeping.state import Json
from desktop.practice.zaken.zaak import moved, writable

BASE = "/besluiten/api/v1"
_FIXED = ("identificatie", "verantwoordelijkeOrganisatie", "besluittype")
_REASONS = {
    "": "",
    "tijdelijk": "Besluit met tijdelijke werking",
    "ingetrokken_overheid": "Besluit ingetrokken door overheid",
    "ingetrokken_belanghebbende": "Besluit ingetrokken o.v.v. belanghebbende",
}


def create(call: Call) -> Response:
    """POST /besluiten."""
    call.caller.need("besluiten.aanmaken")
    body = call.checked("besluiten", call.body())
    kind = call.need("besluittypen", body["besluittype"], "besluittype", "catalogi")
    if kind.get("concept"):
        raise invalid("besluittype", "not-published")
    zaak = _zaak(call, body, kind)
    _check_dates(call, body)
    year = call.today[:4]
    body["identificatie"] = body["identificatie"] or f"BESLUIT-{year}-{call.ids.digits()}"
    conditions = [equals(name)(body[name]) for name in _FIXED[:2]]
    if call.state.select("besluiten", conditions, "id", 1, 0)[0]:
        raise invalid("identificatie", "identificatie-niet-uniek")
    uuid = call.ids.uuid()
    body = {
        "url": f"{BASE}/besluiten/{uuid}",
        **body,
        "vervalredenWeergave": _REASONS[body["vervalreden"]],
    }
    call.state.put("besluiten", uuid, body, zaak["uuid"] if zaak else None)
    _told(call, uuid, "besluit", body["url"], "create", None, body)
    return created(body)


def _zaak(call: Call, body: Json, kind: Json) -> Json | None:
    """Give the zaak of a besluit, which moves with it; None without zaak."""
    if not body["zaak"]:
        return None
    zaak = call.need("zaken", body["zaak"], "zaak", "zaken")
    writable(call, zaak)
    if zaak["zaaktype"] not in kind["zaaktypen"]:
        raise invalid("nonFieldErrors", "zaaktype-mismatch")
    moved(call, zaak)
    return zaak


def _check_dates(call: Call, body: Json) -> None:
    if call.extended and body["datum"] > call.today:
        raise invalid("datum", "future_not_allowed")


def _told(
    call: Call, uuid: str, name: str, url: str, action: str, old: Json | None, new: Json | None
) -> None:
    call.audit(uuid, name, url, action, old, new, "besluiten")


def change(call: Call) -> Response:
    """PATCH and PUT /besluiten/{uuid}: reads the whole and writes the whole (O12)."""
    call.caller.need("besluiten.bijwerken")
    old = call.get("besluiten")
    partial = call.request.method == "PATCH"
    changes = call.checked("besluiten", call.body(), partial=partial)
    for name in (*_FIXED, "zaak"):
        if name in changes and changes[name] not in {"", old[name]}:
            raise invalid(name, "wijzigen-niet-toegelaten")
        changes.pop(name, None)
    new = {**old, **changes}
    new["vervalredenWeergave"] = _REASONS[new["vervalreden"]]
    if new["datum"] != old["datum"]:
        _check_dates(call, new)
    _zaak(call, old, call.get("besluittypen", old["besluittype"].rsplit("/", 1)[-1]))
    call.state.change(call.uuid, new)
    action = "partial_update" if partial else "update"
    _told(call, call.uuid, "besluit", old["url"], action, old, new)
    return ok(new)


def delete(call: Call) -> Response:
    """DELETE /besluiten/{uuid}: with its document relations."""
    call.caller.need("besluiten.verwijderen")
    old = call.get("besluiten")
    _zaak(call, old, call.get("besluittypen", old["besluittype"].rsplit("/", 1)[-1]))
    call.state.delete(call.uuid)
    return no_content()


def list_besluiten(call: Call) -> Response:
    """GET /besluiten."""
    call.caller.need("besluiten.lezen")
    names = ("identificatie", "verantwoordelijkeOrganisatie", "besluittype", "zaak")
    return call.page("besluiten", {name: equals(name) for name in names})


def get(call: Call) -> Response:
    """GET /besluiten/{uuid}: an ETag is an extension."""
    return _single(call, "besluiten")


def _single(call: Call, kind: str) -> Response:
    call.caller.need("besluiten.lezen")
    call.know()
    body = call.get(kind)
    return call.single(body) if call.extended else ok(body)


def create_relation(call: Call) -> Response:
    """POST /besluitinformatieobjecten: the pair once, the type allowed by the besluittype."""
    call.caller.need("besluiten.aanmaken")
    body = call.checked("besluitinformatieobjecten", call.body())
    besluit = call.need("besluiten", body["besluit"], "besluit", "besluiten")
    document = call.need(
        "enkelvoudiginformatieobjecten", body["informatieobject"], "informatieobject", "documenten"
    )
    kind = call.get("besluittypen", besluit["besluittype"].rsplit("/", 1)[-1])
    if document["informatieobjecttype"] not in kind["informatieobjecttypen"]:
        raise invalid("nonFieldErrors", "missing-besluittype-informatieobjecttype-relation")
    body["informatieobject"] = document["url"]
    conditions = [equals(name)(body[name]) for name in ("besluit", "informatieobject")]
    if call.state.select("besluitinformatieobjecten", conditions, "id", 1, 0)[0]:
        raise invalid("nonFieldErrors", "unique")
    uuid = call.ids.uuid()
    body = {"url": f"{BASE}/besluitinformatieobjecten/{uuid}", **body}
    parent = besluit["url"].rsplit("/", 1)[-1]
    call.state.put("besluitinformatieobjecten", uuid, body, parent)
    _told(call, parent, "besluitinformatieobject", body["url"], "create", None, body)
    return created(body)


def delete_relation(call: Call) -> Response:
    """DELETE /besluitinformatieobjecten/{uuid}."""
    call.caller.need("besluiten.verwijderen")
    old = call.get("besluitinformatieobjecten")
    call.state.delete(call.uuid)
    parent = old["besluit"].rsplit("/", 1)[-1]
    _told(call, parent, "besluitinformatieobject", old["url"], "destroy", old, None)
    return no_content()


def get_relation(call: Call) -> Response:
    """GET /besluitinformatieobjecten/{uuid}."""
    return _single(call, "besluitinformatieobjecten")


def list_relations(call: Call) -> Response:
    """GET /besluitinformatieobjecten: a bare array."""
    call.caller.need("besluiten.lezen")
    call.know(*_RELATIONS)
    conditions = [_RELATIONS[name](call.param(name)) for name in _RELATIONS if call.param(name)]
    return ok(call.state.select("besluitinformatieobjecten", conditions, "id", -1, 0)[1])


_RELATIONS: dict[str, Filter] = {
    "besluit": equals("besluit"), "informatieobject": equals("informatieobject"),
}  # fmt: skip
_U = "<uuid:uuid>"
ROUTES: list[Any] = [
    ("besluiten", "GET", "/besluiten", list_besluiten),
    ("besluiten", "POST", "/besluiten", create),
    ("besluiten", "GET", f"/besluiten/{_U}", get),
    ("besluiten", "PATCH", f"/besluiten/{_U}", change),
    ("besluiten", "PUT", f"/besluiten/{_U}", change),
    ("besluiten", "DELETE", f"/besluiten/{_U}", delete),
    ("besluiten", "GET", "/besluitinformatieobjecten", list_relations),
    ("besluiten", "POST", "/besluitinformatieobjecten", create_relation),
    ("besluiten", "GET", f"/besluitinformatieobjecten/{_U}", get_relation),
    ("besluiten", "DELETE", f"/besluitinformatieobjecten/{_U}", delete_relation),
]
