"""What hangs on a zaak: statussen, resultaten, rollen, eigenschappen, objecten, notities,
contacten and document relations (guide 5.2–5.9)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from werkzeug.wrappers import Response

from desktop.practice import closing
from desktop.practice.call import Call, Filter, compare, created, equals, no_content, ok
from desktop.practice.fields import check
from desktop.practice.problems import Problem, invalid
from desktop.practice.shapes import SHAPES
from desktop.practice.state import Json
from desktop.practice.zaken import BASE, writable

_ONCE = ("initiator", "zaakcoordinator")
_NAMES = {
    "statussen": "status",
    "resultaten": "resultaat",
    "rollen": "rol",
    "zaakeigenschappen": "zaakeigenschap",
    "zaakobjecten": "zaakobject",
    "zaakinformatieobjecten": "zaakinformatieobject",
    "klantcontacten": "klantcontact",
    "zaaknotities": "zaaknotitie",
}
_IMMUTABLE = {
    "resultaten": ("zaak", "resultaattype"),
    "rollen": ("zaak", "roltype"),
    "zaakeigenschappen": ("zaak", "eigenschap"),
    "zaakobjecten": ("zaak", "object", "objectType", "zaakobjecttype"),
    "zaakinformatieobjecten": ("zaak", "informatieobject"),
    "zaaknotities": ("gerelateerdAan",),
}


def _zaak_of(call: Call, body: Json, name: str = "zaak") -> Json:
    return call.need("zaken", body[name], name, "zaken")


def _store(call: Call, kind: str, body: Json, zaak: Json, path: str = "") -> Json:
    uuid = call.ids.uuid()
    body = {"url": f"{BASE}/{path or kind}/{uuid}", "uuid": uuid, **body}
    call.state.put(kind, uuid, body, zaak["uuid"])
    if kind != "zaaknotities":
        call.audit(zaak["uuid"], _NAMES[kind], body["url"], "create", None, body)
    return body


def _of_type(call: Call, zaak: Json, body: Json, field: str, kind: str) -> Json:
    found = call.need(kind, body[field], field, "catalogi")
    if found["zaaktype"] != zaak["zaaktype"]:
        raise invalid("nonFieldErrors", "zaaktype-mismatch")
    return found


def create_status(call: Call) -> Response:
    """POST /statussen: order, closing, reopening."""
    given = call.body()
    body = check(SHAPES["statussen"], given)
    zaak = _zaak_of(call, body)
    _right_for_status(call, zaak)
    kind = _of_type(call, zaak, body, "statustype", "statustypen")
    moment = datetime.fromisoformat(body["datumStatusGezet"])
    if moment > call.registry.clock() + timedelta(seconds=1):
        raise invalid("datumStatusGezet", "date-in-future")
    if body["gezetdoor"]:
        call.need("rollen", body["gezetdoor"], "gezetdoor", "zaken")
    known = call.state.children("statussen", [zaak["uuid"]])
    if any(other["datumStatusGezet"] == body["datumStatusGezet"] for _, other in known):
        raise invalid("nonFieldErrors", "unique")
    if kind.get("isEindstatus"):
        if zaak["einddatum"]:
            call.caller.need("zaken.heropenen")
        resultaat = closing.check_closable(call, zaak)
        closing.close(call, zaak, resultaat, str(given["datumStatusGezet"]))
    elif zaak["einddatum"]:
        closing.reopen(call, zaak)
    elif call.registry.overlaps:
        call.state.change(zaak["uuid"], zaak)  # saves its own copy of the zaak as well (O4)
    stored = _store(call, "statussen", body, zaak)
    return created(_shown_status(stored, [stored, *(other for _, other in known)]))


def _right_for_status(call: Call, zaak: Json) -> None:
    if call.state.children("statussen", [zaak["uuid"]]):
        call.caller.need("zaken.statussen.toevoegen")
    elif "zaken.statussen.toevoegen" not in call.caller.scopes:
        call.caller.need("zaken.aanmaken")
    if zaak["archiefstatus"] != "nog_te_archiveren":
        raise invalid("nonFieldErrors", "zaak-archiefstatus-invalid")


def _shown_status(status: Json, all_of_zaak: list[Json]) -> Json:
    newest = max(all_of_zaak, key=lambda one: one["datumStatusGezet"].rstrip("Z"))
    return {
        **status,
        "indicatieLaatstGezetteStatus": newest["url"] == status["url"],
        "zaakinformatieobjecten": [],
    }


def create_resultaat(call: Call) -> Response:
    """POST /resultaten: one per zaak."""
    call.caller.need("zaken.bijwerken")
    body = check(SHAPES["resultaten"], call.body())
    zaak = _zaak_of(call, body)
    writable(call, zaak)
    _of_type(call, zaak, body, "resultaattype", "resultaattypen")
    if call.state.children("resultaten", [zaak["uuid"]]):
        raise invalid("zaak", "unique")
    return created(_store(call, "resultaten", body, zaak))


def _check_rol(call: Call, zaak: Json, body: Json, own_url: str = "") -> Json:
    kind = _of_type(call, zaak, body, "roltype", "roltypen")
    if not body["betrokkene"] and not body["betrokkeneIdentificatie"]:
        raise invalid("nonFieldErrors", "invalid-betrokkene")
    generic = kind["omschrijvingGeneriek"]
    others = [rol for _, rol in call.state.children("rollen", [zaak["uuid"]])]
    if generic in _ONCE and any(
        rol["omschrijvingGeneriek"] == generic and rol["url"] != own_url for rol in others
    ):
        raise invalid("roltype", "max-occurences")
    today = call.registry.clock()
    return {
        **body,
        "omschrijving": kind["omschrijving"],
        "omschrijvingGeneriek": generic,
        "registratiedatum": today.isoformat().replace("+00:00", "Z"),
        "indicatieMachtiging": body["indicatieMachtiging"],
        "statussen": [],
    }


def create_rol(call: Call) -> Response:
    """POST /rollen: initiator and zaakcoordinator once."""
    call.caller.need("zaken.bijwerken")
    body = check(SHAPES["rollen"], call.body())
    zaak = _zaak_of(call, body)
    writable(call, zaak)
    return created(_store(call, "rollen", _check_rol(call, zaak, body), zaak))


def put_rol(call: Call) -> Response:
    """PUT /rollen/{uuid} (extension)."""
    if not call.extended:
        raise Problem(405, "method_not_allowed")
    call.caller.need("zaken.bijwerken")
    old = call.get("rollen")
    zaak = _zaak_of(call, old)
    writable(call, zaak)
    body = check(SHAPES["rollen"], call.body())
    if body["roltype"] != old["roltype"] or body["zaak"] != old["zaak"]:
        raise invalid("roltype", "wijzigen-niet-toegelaten")
    new = {**old, **_check_rol(call, zaak, body, old["url"])}
    call.state.change(call.uuid, new)
    call.audit(zaak["uuid"], "rol", old["url"], "update", old, new)
    return ok(new)


def create_zaakobject(call: Call) -> Response:
    """POST /zaakobjecten."""
    call.caller.need("zaken.aanmaken")
    body = check(SHAPES["zaakobjecten"], call.body())
    zaak = _zaak_of(call, body)
    writable(call, zaak)
    if not body["object"] and not body["objectIdentificatie"]:
        raise invalid("nonFieldErrors", "invalid-zaakobject")
    return created(_store(call, "zaakobjecten", body, zaak))


def create_relation(call: Call) -> Response:
    """POST /zaakinformatieobjecten: the pair once, the type allowed by the zaaktype."""
    call.caller.need("zaken.aanmaken")
    body = check(SHAPES["zaakinformatieobjecten"], call.body())
    zaak = _zaak_of(call, body)
    writable(call, zaak)
    document = call.need(
        "enkelvoudiginformatieobjecten", body["informatieobject"], "informatieobject", "documenten"
    )
    allowed = {
        one["informatieobjecttype"]
        for _, one in call.state.children(
            "zaaktype-informatieobjecttypen", [zaak["zaaktype"].rsplit("/", 1)[-1]]
        )
    }
    if document["informatieobjecttype"] not in allowed:
        raise invalid("nonFieldErrors", "missing-zaaktype-informatieobjecttype-relation")
    known = call.state.children("zaakinformatieobjecten", [zaak["uuid"]])
    if any(one["informatieobject"] == body["informatieobject"] for _, one in known):
        raise invalid("nonFieldErrors", "unique")
    body["aardRelatieWeergave"] = "Hoort bij, omgekeerd: kent"
    body["registratiedatum"] = call.registry.clock().isoformat().replace("+00:00", "Z")
    return created(_store(call, "zaakinformatieobjecten", body, zaak))


def create_notitie(call: Call) -> Response:
    """POST /zaaknotities (extension): allowed on a closed zaak too."""
    _notities_offered(call)
    call.caller.need("zaken.bijwerken")
    body = check(SHAPES["zaaknotities"], call.body())
    zaak = _zaak_of(call, body, "gerelateerdAan")
    now = call.registry.clock().isoformat().replace("+00:00", "Z")
    body |= {"aanmaakdatum": now, "wijzigingsdatum": now}
    return created(_store(call, "zaaknotities", body, zaak))


def _notities_offered(call: Call) -> None:
    if not call.extended:
        raise Problem(404, "not_found")


def create_contact(call: Call) -> Response:
    """POST /klantcontacten."""
    call.caller.need("zaken.bijwerken")
    body = check(SHAPES["klantcontacten"], call.body())
    zaak = _zaak_of(call, body)
    writable(call, zaak)
    if body["identificatie"]:
        count, _ = call.state.select(
            "klantcontacten",
            [("json_extract(body, '$.identificatie') = ?", (body["identificatie"],))],
            "id", 1, 0,
        )  # fmt: skip
        if count:
            raise invalid("identificatie", "identificatie-niet-uniek")
    return created(_store(call, "klantcontacten", body, zaak))


def create_eigenschap(call: Call) -> Response:
    """POST /zaken/{zaak}/zaakeigenschappen."""
    call.caller.need("zaken.bijwerken")
    body = check(SHAPES["zaakeigenschappen"], call.body())
    zaak = _zaak_of(call, body)
    if zaak["uuid"] != str(call.values["zaak"]):
        raise invalid("zaak", "invalid")
    writable(call, zaak)
    kind = _of_type(call, zaak, body, "eigenschap", "eigenschappen")
    body["naam"] = kind["naam"]
    path = f"zaken/{zaak['uuid']}/zaakeigenschappen"
    return created(_store(call, "zaakeigenschappen", body, zaak, path))


def list_eigenschappen(call: Call) -> Response:
    """GET /zaken/{zaak}/zaakeigenschappen: a bare array."""
    call.caller.need("zaken.lezen")
    call.know()
    zaak = call.get("zaken", str(call.values["zaak"]))
    return ok([one for _, one in call.state.children("zaakeigenschappen", [zaak["uuid"]])])


def list_relations(call: Call) -> Response:
    """GET /zaakinformatieobjecten: a bare array."""
    call.caller.need("zaken.lezen")
    call.know("zaak", "informatieobject")
    names = [name for name in ("zaak", "informatieobject") if call.param(name)]
    conditions = [equals(name)(call.param(name)) for name in names]
    if "zaak" in names:
        conditions.append(("parent = ?", (call.param("zaak").rsplit("/", 1)[-1],)))
    return ok(call.state.select("zaakinformatieobjecten", conditions, "id", -1, 0)[1])


def _list(kind: str, filters: Mapping[str, Filter], call: Call) -> Response:
    call.caller.need("zaken.lezen")
    if kind == "zaaknotities":
        _notities_offered(call)

    def render(bodies: Any) -> list[Json]:
        if kind != "statussen":
            return list(bodies)
        shown = []
        for body in bodies:
            parent = body["zaak"].rsplit("/", 1)[-1]
            siblings = [one for _, one in call.state.children("statussen", [parent])]
            shown.append(_shown_status(body, siblings))
        return shown

    return call.page(kind, filters, render=render)


def _get(kind: str, call: Call) -> Response:
    call.caller.need("zaken.lezen")
    call.know()
    body = call.get(kind)
    if kind == "statussen":
        parent = body["zaak"].rsplit("/", 1)[-1]
        siblings = [one for _, one in call.state.children("statussen", [parent])]
        body = _shown_status(body, siblings)
    if kind == "rollen":
        parent = body["zaak"].rsplit("/", 1)[-1]
        body = {
            **body,
            "statussen": [
                one["url"]
                for _, one in call.state.children("statussen", [parent])
                if one["gezetdoor"] == body["url"]
            ],
        }
    return call.single(body)


def _change(kind: str, call: Call) -> Response:
    call.caller.need("zaken.bijwerken")
    old = call.get(kind)
    zaak = _zaak_of(call, old, "gerelateerdAan" if kind == "zaaknotities" else "zaak")
    if kind == "zaaknotities":
        if old["status"] == "definitief":
            raise invalid("status", "invalid")
    else:
        writable(call, zaak)
    changes = check(SHAPES[kind], call.body(), partial=call.request.method == "PATCH")
    for name in _IMMUTABLE[kind]:
        if name in changes and changes[name] != old[name]:
            raise invalid(name, "wijzigen-niet-toegelaten")
    new = {**old, **changes}
    if kind == "zaaknotities":
        new["wijzigingsdatum"] = call.registry.clock().isoformat().replace("+00:00", "Z")
    else:
        call.audit(zaak["uuid"], _NAMES[kind], old["url"], "partial_update", old, new)
    call.state.change(call.uuid, new)
    return ok(new)


def _delete(kind: str, call: Call) -> Response:
    call.caller.need("zaken.bijwerken")
    old = call.get(kind)
    zaak = _zaak_of(call, old, "gerelateerdAan" if kind == "zaaknotities" else "zaak")
    if kind != "zaaknotities":
        writable(call, zaak)
        call.audit(zaak["uuid"], _NAMES[kind], old["url"], "destroy", old, None)
    if kind == "rollen":
        for _, status in call.state.children("statussen", [zaak["uuid"]]):
            if status["gezetdoor"] == old["url"]:
                call.state.delete(status["uuid"])
    call.state.delete(call.uuid)
    return no_content()


def _zaak_filter(name: str) -> Filter:
    return lambda value: (
        f"json_extract(body, '$.{name}') = ? AND parent = ?",
        (value, value.rsplit("/", 1)[-1]),
    )


_U = "<uuid:uuid>"
_ROL_WHO = "betrokkeneIdentificatie__"
_LISTS: dict[str, dict[str, Filter]] = {
    "statussen": {"zaak": _zaak_filter("zaak"), "statustype": equals("statustype")},
    "resultaten": {"zaak": _zaak_filter("zaak"), "resultaattype": equals("resultaattype")},
    "rollen": {
        "zaak": _zaak_filter("zaak"),
        "betrokkene": equals("betrokkene"),
        "betrokkeneType": equals("betrokkeneType"),
        "roltype": equals("roltype"),
        "omschrijving": equals("omschrijving"),
        "omschrijvingGeneriek": equals("omschrijvingGeneriek"),
        f"{_ROL_WHO}medewerker__identificatie": equals("betrokkeneIdentificatie.identificatie"),
        f"{_ROL_WHO}natuurlijkPersoon__inpBsn": equals("betrokkeneIdentificatie.inpBsn"),
    },
    "zaakobjecten": {
        "zaak": _zaak_filter("zaak"),
        "object": equals("object"),
        "objectType": equals("objectType"),
    },
    "klantcontacten": {"zaak": _zaak_filter("zaak")},
    "zaaknotities": {
        "gerelateerdAan": _zaak_filter("gerelateerdAan"),
        "aangemaaktDoor": equals("aangemaaktDoor"),
        "notitieType": equals("notitieType"),
        "status": equals("status"),
        "wijzigingsdatum__gt": compare("wijzigingsdatum", ">"),
        "wijzigingsdatum__gte": compare("wijzigingsdatum", ">="),
        "wijzigingsdatum__lt": compare("wijzigingsdatum", "<"),
    },
}
_CREATES: dict[str, Callable[[Call], Response]] = {
    "statussen": create_status,
    "resultaten": create_resultaat,
    "rollen": create_rol,
    "zaakobjecten": create_zaakobject,
    "zaakinformatieobjecten": create_relation,
    "klantcontacten": create_contact,
    "zaaknotities": create_notitie,
}
_DELETES = ("resultaten", "rollen", "zaakobjecten", "zaakinformatieobjecten", "zaaknotities")
_CHANGES = ("resultaten", "zaakobjecten", "zaakinformatieobjecten", "zaaknotities")
_NESTED = "/zaken/<uuid:zaak>/zaakeigenschappen"
ROUTES = [
    *(("zaken", "GET", f"/{kind}", partial(_list, kind, some)) for kind, some in _LISTS.items()),
    *(("zaken", "POST", f"/{kind}", handler) for kind, handler in _CREATES.items()),
    *(("zaken", "GET", f"/{kind}/{_U}", partial(_get, kind)) for kind in _CREATES),
    *(("zaken", "DELETE", f"/{kind}/{_U}", partial(_delete, kind)) for kind in _DELETES),
    *(
        ("zaken", method, f"/{kind}/{_U}", partial(_change, kind))
        for kind in _CHANGES
        for method in ("PATCH", "PUT")
    ),
    ("zaken", "GET", "/zaakinformatieobjecten", list_relations),
    ("zaken", "PUT", f"/rollen/{_U}", put_rol),
    ("zaken", "GET", _NESTED, list_eigenschappen),
    ("zaken", "POST", _NESTED, create_eigenschap),
    ("zaken", "GET", f"{_NESTED}/{_U}", partial(_get, "zaakeigenschappen")),
    ("zaken", "PATCH", f"{_NESTED}/{_U}", partial(_change, "zaakeigenschappen")),
    ("zaken", "PUT", f"{_NESTED}/{_U}", partial(_change, "zaakeigenschappen")),
    ("zaken", "DELETE", f"{_NESTED}/{_U}", partial(_delete, "zaakeigenschappen")),
]
