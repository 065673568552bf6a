"""Besluiten and their documents (guide 8)."""

from __future__ import annotations

from werkzeug.wrappers import Response

from desktop.practice.call import Call, created, equals, ok
from desktop.practice.fields import check
from desktop.practice.problems import invalid
from desktop.practice.shapes import SHAPES
from desktop.practice.zaken import writable

BASE = "/besluiten/api/v1"
_FIXED = ("identificatie", "verantwoordelijkeOrganisatie", "besluittype", "zaak")


def create(call: Call) -> Response:
    """POST /besluiten."""
    call.caller.need("besluiten.aanmaken")
    body = check(SHAPES["besluiten"], call.body())
    kind = call.need("besluittypen", body["besluittype"], "besluittype", "catalogi")
    parent = None
    if body["zaak"]:
        zaak = call.need("zaken", body["zaak"], "zaak", "zaken")
        writable(call, zaak)
        if zaak["zaaktype"] not in kind["zaaktypen"]:
            raise invalid("nonFieldErrors", "zaaktype-mismatch")
        parent = zaak["uuid"]
    body["identificatie"] = body["identificatie"] or f"BESLUIT-{call.ids.digits()}"
    conditions = [equals(name)(body[name]) for name in _FIXED[:2]]
    if call.state.select("besluiten", conditions, "id", 1, 0)[0]:
        raise invalid("identificatie", "identificatie-niet-uniek")
    uuid = call.ids.uuid()
    body = {"url": f"{BASE}/besluiten/{uuid}", **body, "vervalredenWeergave": ""}
    call.state.put("besluiten", uuid, body, parent)
    call.audit(uuid, "besluit", body["url"], "create", None, body)
    return created(body)


def change(call: Call) -> Response:
    """PATCH and PUT /besluiten/{uuid}."""
    call.caller.need("besluiten.bijwerken")
    old = call.get("besluiten")
    partial = call.request.method == "PATCH"
    changes = check(SHAPES["besluiten"], call.body(), partial=partial)
    for name in _FIXED:
        if name in changes and changes[name] not in {"", old[name]}:
            raise invalid(name, "wijzigen-niet-toegelaten")
        changes.pop(name, None)
    new = {**old, **changes}
    call.state.change(call.uuid, new)
    call.audit(call.uuid, "besluit", old["url"], "partial_update", old, new)
    return ok(new)


def list_besluiten(call: Call) -> Response:
    """GET /besluiten."""
    call.caller.need("besluiten.lezen")
    names = ("identificatie", "verantwoordelijkeOrganisatie", "besluittype", "zaak")
    return call.page("besluiten", {name: equals(name) for name in names})


def get(call: Call) -> Response:
    """GET /besluiten/{uuid}."""
    call.caller.need("besluiten.lezen")
    call.know()
    return call.single(call.get("besluiten"))


def create_relation(call: Call) -> Response:
    """POST /besluitinformatieobjecten."""
    call.caller.need("besluiten.aanmaken")
    body = check(SHAPES["besluitinformatieobjecten"], call.body())
    besluit = call.need("besluiten", body["besluit"], "besluit", "besluiten")
    kind = "enkelvoudiginformatieobjecten"
    call.need(kind, body["informatieobject"], "informatieobject", "documenten")
    conditions = [equals(name)(body[name]) for name in ("besluit", "informatieobject")]
    if call.state.select("besluitinformatieobjecten", conditions, "id", 1, 0)[0]:
        raise invalid("nonFieldErrors", "unique")
    uuid = call.ids.uuid()
    body = {"url": f"{BASE}/besluitinformatieobjecten/{uuid}", **body}
    call.state.put("besluitinformatieobjecten", uuid, body, besluit["url"].rsplit("/", 1)[-1])
    return created(body)


def list_relations(call: Call) -> Response:
    """GET /besluitinformatieobjecten: a bare array."""
    call.caller.need("besluiten.lezen")
    call.know("besluit", "informatieobject")
    names = [name for name in ("besluit", "informatieobject") if call.param(name)]
    conditions = [equals(name)(call.param(name)) for name in names]
    return ok(call.state.select("besluitinformatieobjecten", conditions, "id", -1, 0)[1])


_U = "<uuid:uuid>"
ROUTES = [
    ("besluiten", "GET", "/besluiten", list_besluiten),
    ("besluiten", "POST", "/besluiten", create),
    ("besluiten", "GET", f"/besluiten/{_U}", get),
    ("besluiten", "PATCH", f"/besluiten/{_U}", change),
    ("besluiten", "PUT", f"/besluiten/{_U}", change),
    ("besluiten", "GET", "/besluitinformatieobjecten", list_relations),
    ("besluiten", "POST", "/besluitinformatieobjecten", create_relation),
]
