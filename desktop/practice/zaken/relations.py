"""Zaakobjecten, document relations, eigenschappen, notities and contacts (guide 5.5–5.9)."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

from werkzeug.wrappers import Response

from desktop.practice import contactmomenten
from desktop.practice.answering.call import Call, created, no_content, ok
from desktop.practice.answering.fields import check
from desktop.practice.answering.filters import Filter, contains, equals, moment, moments, of_parent
from desktop.practice.answering.problems import invalid, within
from desktop.practice.keeping.state import Json
from desktop.practice.objecten.objectgroups import OBJECTEN
from desktop.practice.zaken.children import (
    bare,
    changed,
    found,
    keep_fixed,
    listed,
    need_update,
    of_type,
    one,
    removed,
    store,
    zaak_of,
)
from desktop.practice.zaken.zaak import may_see, writable

_SERVICES = ("https://contactmomenten.example/", "https://verzoeken.example/")
"""Registries of contactmomenten and verzoeken that this one knows; any URL there resolves."""


def create_zaakobject(call: Call) -> Response:
    """POST /zaakobjecten."""
    body = call.checked("zaakobjecten", call.body())
    return created(make_zaakobject(call, body, zaak_of(call, body)))


def make_zaakobject(call: Call, body: Json, zaak: Json) -> Json:
    """Check and store a zaakobject."""
    call.caller.need("zaken.aanmaken")
    writable(call, zaak)
    if not body["object"] and not body["objectIdentificatie"]:
        raise invalid("nonFieldErrors", "invalid-zaakobject")
    named = body["objectTypeOverige"] or body["objectTypeOverigeDefinitie"]
    if (body["objectType"] == "overige") != bool(named):
        raise invalid("objectTypeOverige", "missing-object-type-overige")
    if body["objectIdentificatie"]:
        members = OBJECTEN.get(body["objectType"])
        if members is None:
            raise invalid("objectIdentificatie", "invalid")
        with within("objectIdentificatie"):
            body["objectIdentificatie"] = check(members, body["objectIdentificatie"])
    if body["zaakobjecttype"]:
        of_type(call, zaak, body, "zaakobjecttype", "zaakobjecttypen")
    return store(call, "zaakobjecten", body, zaak)


def create_relation(call: Call) -> Response:
    """POST /zaakinformatieobjecten."""
    body = call.checked("zaakinformatieobjecten", call.body())
    return created(make_relation(call, body, zaak_of(call, body)))


def make_relation(call: Call, body: Json, zaak: Json) -> Json:
    """Check and store a document relation: the pair once, the type allowed by the zaaktype."""
    call.caller.need("zaken.aanmaken")
    writable(call, zaak)
    document = call.need(
        "enkelvoudiginformatieobjecten", body["informatieobject"], "informatieobject", "documenten"
    )
    body["informatieobject"] = document["url"]
    allowed = {
        relation["informatieobjecttype"]
        for _, relation in call.state.children(
            "zaaktype-informatieobjecttypen", [zaak["zaaktype"].rsplit("/", 1)[-1]]
        )
    }
    if document["informatieobjecttype"] not in allowed:
        raise invalid("nonFieldErrors", "missing-zaaktype-informatieobjecttype-relation")
    known = call.state.children("zaakinformatieobjecten", [zaak["uuid"]])
    if any(other["informatieobject"] == body["informatieobject"] for _, other in known):
        raise invalid("nonFieldErrors", "unique")
    _check_status(call, body)
    body |= {"aardRelatieWeergave": "Hoort bij, omgekeerd: kent", "registratiedatum": call.now}
    return store(call, "zaakinformatieobjecten", body, zaak)


def _check_status(call: Call, body: Json) -> None:
    if body.get("status"):
        status = call.need("statussen", body["status"], "status", "zaken")
        if status["zaak"] != body["zaak"]:
            raise invalid("status", "zaak-mismatch")


def change_relation(call: Call) -> Response:
    """PATCH and PUT /zaakinformatieobjecten/{uuid}."""
    old, _ = found(call, "zaakinformatieobjecten")
    given = call.body()
    if isinstance(given, dict):
        _check_status(call, {"zaak": old["zaak"], "status": given.get("status")})
    return changed("zaakinformatieobjecten")(call)


def create_eigenschap(call: Call) -> Response:
    """POST /zaken/{zaak}/zaakeigenschappen."""
    need_update(call)
    body = call.checked("zaakeigenschappen", call.body())
    zaak = zaak_of(call, body)
    if zaak["uuid"] != str(call.values["zaak"]):
        raise invalid("zaak", "invalid")
    writable(call, zaak)
    body["naam"] = of_type(call, zaak, body, "eigenschap", "eigenschappen")["naam"]
    path = f"zaken/{zaak['uuid']}/zaakeigenschappen"
    return created(store(call, "zaakeigenschappen", body, zaak, path))


def list_eigenschappen(call: Call) -> Response:
    """GET /zaken/{zaak}/zaakeigenschappen: a bare array."""
    call.caller.need("zaken.lezen")
    call.know()
    zaak = call.get("zaken", str(call.values["zaak"]))
    may_see(call, zaak)
    return ok([body for _, body in call.state.children("zaakeigenschappen", [zaak["uuid"]])])


def create_notitie(call: Call) -> Response:
    """POST /zaaknotities (extension): allowed on a closed zaak too."""
    call.need_extension()
    call.caller.need("zaken.bijwerken")
    body = call.checked("zaaknotities", call.body())
    zaak = zaak_of(call, body, "gerelateerdAan")
    may_see(call, zaak)
    body |= {"aanmaakdatum": call.now, "wijzigingsdatum": call.now}
    return created(store(call, "zaaknotities", body, zaak))


def change_notitie(call: Call) -> Response:
    """PATCH and PUT /zaaknotities/{uuid}: while it is a concept."""
    call.need_extension()
    call.caller.need("zaken.bijwerken")
    old, zaak = found(call, "zaaknotities")
    may_see(call, zaak)
    if old["status"] == "definitief":
        raise invalid("status", "invalid")
    changes = call.checked("zaaknotities", call.body(), partial=call.request.method == "PATCH")
    keep_fixed(("gerelateerdAan",), old, changes)
    new = {**old, **changes, "wijzigingsdatum": call.now}
    call.state.change(call.uuid, new)
    return ok(new)


def delete_notitie(call: Call) -> Response:
    """DELETE /zaaknotities/{uuid}."""
    call.need_extension()
    call.caller.need("zaken.bijwerken")
    _, zaak = found(call, "zaaknotities")
    may_see(call, zaak)
    call.state.delete(call.uuid)
    return no_content()


def read_notities(call: Call) -> Response:
    """GET /zaaknotities."""
    call.need_extension()
    return listed("zaaknotities", _NOTITIES, call)


def read_notitie(call: Call) -> Response:
    """GET /zaaknotities/{uuid}: without ETag."""
    call.need_extension()
    answer = one("zaaknotities")(call)
    del answer.headers["ETag"]
    return answer


def create_contact(call: Call) -> Response:
    """POST /klantcontacten: an identificatie once, over all zaken (O20)."""
    need_update(call)
    body = call.checked("klantcontacten", call.body())
    zaak = zaak_of(call, body)
    writable(call, zaak)
    if datetime.fromisoformat(body["datumtijd"]) > call.registry.clock():
        raise invalid("datumtijd", "future_not_allowed")
    body["identificatie"] = body["identificatie"] or f"KC{call.ids.digits(12)}"
    condition = equals("identificatie")(body["identificatie"])
    if call.state.select("klantcontacten", [condition], "id", 1, 0)[0]:
        raise invalid("identificatie", "identificatie-niet-uniek")
    return created(store(call, "klantcontacten", body, zaak))


def create_link(kind: str, name: str, call: Call) -> Response:
    """POST /zaakcontactmomenten and /zaakverzoeken: a pair once, of a known registry."""
    need_update(call)
    body = call.checked(kind, call.body())
    zaak = zaak_of(call, body)
    writable(call, zaak)
    if not body[name].startswith(_SERVICES) and not _is_here(call, name, body[name]):
        raise invalid(name, "bad-url")
    if any(other[name] == body[name] for _, other in call.state.children(kind, [zaak["uuid"]])):
        raise invalid("nonFieldErrors", "unique")
    return created(store(call, kind, body, zaak))


def _is_here(call: Call, name: str, url: str) -> bool:
    """Tell whether a contactmoment is one of this registry's own."""
    start = f"{contactmomenten.BASE}/contactmomenten/"
    uuid = url.removeprefix(start)
    is_own = name == "contactmoment" and url.startswith(start)
    return is_own and call.state.get("contactmomenten", uuid) is not None


def list_relations(call: Call) -> Response:
    """GET /zaakinformatieobjecten: a bare array, without filter of all zaken."""
    filters = {"zaak": of_parent("zaak"), "informatieobject": _document}
    return bare("zaakinformatieobjecten", filters, call)


def _document(value: str) -> tuple[str, tuple[Any, ...]]:
    return equals("informatieobject")(value.split("?", maxsplit=1)[0])


_NOTITIES: dict[str, Filter] = {
    "gerelateerdAan": of_parent("gerelateerdAan"),
    "notitieType": equals("notitieType"),
    "status": equals("status"),
    **{name: equals(name) for name in ("aangemaaktDoor", "onderwerp", "tekst")},
    **{f"{name}__icontains": contains(name) for name in ("aangemaaktDoor", "onderwerp", "tekst")},
    "aanmaakdatum": moment("aanmaakdatum"),
    "wijzigingsdatum": moment("wijzigingsdatum"),
    **moments("aanmaakdatum", "gt", "gte", "lt", "lte"),
    **moments("wijzigingsdatum", "gt", "gte", "lt", "lte"),
}
_OBJECTEN: dict[str, Filter] = {
    "zaak": of_parent("zaak"), "object": equals("object"), "objectType": equals("objectType"),
}  # fmt: skip
_CONTACTEN: dict[str, Filter] = {"zaak": of_parent("zaak")}
_LINKS = {"zaakcontactmomenten": "contactmoment", "zaakverzoeken": "verzoek"}
_U = "<uuid:uuid>"
_NESTED = "/zaken/<uuid:zaak>/zaakeigenschappen"
_WRITES = ("PATCH", "PUT")
ROUTES: list[Any] = [
    ("zaken", "GET", "/zaakobjecten", partial(listed, "zaakobjecten", _OBJECTEN)),
    ("zaken", "POST", "/zaakobjecten", create_zaakobject),
    ("zaken", "GET", f"/zaakobjecten/{_U}", one("zaakobjecten")),
    *(("zaken", some, f"/zaakobjecten/{_U}", changed("zaakobjecten")) for some in _WRITES),
    ("zaken", "DELETE", f"/zaakobjecten/{_U}", partial(removed, "zaakobjecten")),
    ("zaken", "GET", "/zaakinformatieobjecten", list_relations),
    ("zaken", "POST", "/zaakinformatieobjecten", create_relation),
    ("zaken", "GET", f"/zaakinformatieobjecten/{_U}", one("zaakinformatieobjecten")),
    *(("zaken", some, f"/zaakinformatieobjecten/{_U}", change_relation) for some in _WRITES),
    (
        "zaken",
        "DELETE",
        f"/zaakinformatieobjecten/{_U}",
        partial(removed, "zaakinformatieobjecten"),
    ),
    ("zaken", "GET", _NESTED, list_eigenschappen),
    ("zaken", "POST", _NESTED, create_eigenschap),
    ("zaken", "GET", f"{_NESTED}/{_U}", one("zaakeigenschappen")),
    *(("zaken", some, f"{_NESTED}/{_U}", changed("zaakeigenschappen")) for some in _WRITES),
    ("zaken", "DELETE", f"{_NESTED}/{_U}", partial(removed, "zaakeigenschappen")),
    ("zaken", "GET", "/zaaknotities", read_notities),
    ("zaken", "POST", "/zaaknotities", create_notitie),
    ("zaken", "GET", f"/zaaknotities/{_U}", read_notitie),
    *(("zaken", some, f"/zaaknotities/{_U}", change_notitie) for some in _WRITES),
    ("zaken", "DELETE", f"/zaaknotities/{_U}", delete_notitie),
    ("zaken", "GET", "/klantcontacten", partial(listed, "klantcontacten", _CONTACTEN)),
    ("zaken", "POST", "/klantcontacten", create_contact),
    ("zaken", "GET", f"/klantcontacten/{_U}", one("klantcontacten")),
    *(
        route
        for kind, name in _LINKS.items()
        for route in (
            (
                "zaken",
                "GET",
                f"/{kind}",
                partial(bare, kind, {"zaak": of_parent("zaak"), name: equals(name)}),
            ),
            ("zaken", "POST", f"/{kind}", partial(create_link, kind, name)),
            ("zaken", "GET", f"/{kind}/{_U}", one(kind)),
            ("zaken", "DELETE", f"/{kind}/{_U}", partial(removed, kind)),
        )
    ),
]
