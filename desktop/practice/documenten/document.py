"""Documenten: create, change, versions, downloads with ranges, relations (guide 7)."""

from __future__ import annotations

import base64
import binascii
from datetime import datetime
from typing import Any

from werkzeug.wrappers import Response

from desktop.practice.answering.call import Call, created, no_content, ok
from desktop.practice.answering.fields import utc_text
from desktop.practice.answering.filters import (
    Filter,
    choice,
    contains,
    dates,
    equals,
    holds,
    member,
    overlaps,
    uuids,
)
from desktop.practice.answering.problems import Problem, invalid
from desktop.practice.answering.shapes import VERTROUWELIJK
from desktop.practice.documenten import uploading
from desktop.practice.documenten.uploading import BASE, KIND, shown
from desktop.practice.keeping.state import Json

_DATE = 10


def _decode(body: Json) -> bytes | None:
    """Take the content out of a body; raises invalid-base64 or file-size."""
    inhoud = body.pop("inhoud", None)
    if inhoud is None:
        return None
    if not isinstance(inhoud, str):
        raise invalid("inhoud", "invalid-base64")
    try:
        content = base64.b64decode(inhoud, validate=True)
    except (binascii.Error, ValueError) as error:
        raise invalid("inhoud", "invalid-base64") from error
    if len(content) != body.get("bestandsomvang"):
        raise invalid("inhoud", "file-size")
    return content


def _check_rules(body: Json, has_rights: bool) -> None:
    if body.get("indicatieGebruiksrecht") and not has_rights:
        raise invalid("indicatieGebruiksrecht", "missing-gebruiksrechten")
    if has_rights and not body.get("indicatieGebruiksrecht"):
        raise invalid("indicatieGebruiksrecht", "existing-gebruiksrechten")
    if body.get("ontvangstdatum") and body.get("status") in {"in_bewerking", "ter_vaststelling"}:
        raise invalid("status", "invalid_for_received")


def create(call: Call) -> Response:
    """POST: inline, without content, or in parts."""
    return created(make(call, call.body()))


def make(call: Call, given: Any) -> Json:
    """Check and store a new document; gives it as shown, with its lock."""
    call.caller.need("documenten.aanmaken")
    body = call.checked(KIND, given)
    kind = call.need(
        "informatieobjecttypen", body["informatieobjecttype"], "informatieobjecttype", "catalogi"
    )
    if kind.get("concept"):
        raise invalid("informatieobjecttype", "not-published")
    _check_rules(body, has_rights=False)
    uuid = call.ids.uuid()
    year = call.registry.clock().year
    body["identificatie"] = body["identificatie"] or f"DOCUMENT-{year}-{call.ids.digits()}"
    if _known_number(call, body):
        raise invalid("identificatie", "identificatie-niet-uniek")
    body["vertrouwelijkheidaanduiding"] = (
        body["vertrouwelijkheidaanduiding"] or kind["vertrouwelijkheidaanduiding"]
    )
    content = _decode(body)
    body = {"url": f"{BASE}/{KIND}/{uuid}", **body, "versie": 1, "locked": False}
    body["beginRegistratie"] = call.now
    call.state.put(KIND, uuid, body)
    size = body["bestandsomvang"]
    lock = ""
    if content is None and size:
        lock = uploading.start(call, uuid, size, call.ids.lock())
    elif content is not None or size == 0:
        uploading.keep_content(call, uuid, 1, content or b"")
    uploading.keep_version(call, uuid, body)
    whole = shown(call, body)
    call.audit(
        uuid, "enkelvoudiginformatieobject", body["url"], "create", None, whole, "documenten"
    )
    return {**whole, "lock": lock}


def _known_number(call: Call, body: Json) -> bool:
    names = ("identificatie", "bronorganisatie")
    conditions = [equals(name)(body[name]) for name in names]
    return bool(call.state.select(KIND, conditions, "id", 1, 0)[0])


def change(call: Call) -> Response:
    """PATCH and PUT: every one makes a version, and needs the lock."""
    call.caller.need("documenten.bijwerken")
    old = call.get(KIND)
    given = call.body()
    held = uploading.need_lock(call, given)
    partial = call.request.method == "PATCH"
    changes = call.checked(KIND, given, partial=partial)
    for name in ("identificatie", "bronorganisatie", "informatieobjecttype"):
        if name in changes and changes[name] not in {"", old[name]}:
            raise invalid(name, "wijzigen-niet-toegelaten")
        changes.pop(name, None)
    touches_content = "inhoud" in changes or "bestandsomvang" in changes
    if partial and "inhoud" in changes and "bestandsomvang" not in changes:
        changes["bestandsomvang"] = old["bestandsomvang"]
    content = _decode(changes)
    new = {**old, **changes, "versie": old["versie"] + 1, "beginRegistratie": call.now}
    new["vertrouwelijkheidaanduiding"] = (
        new["vertrouwelijkheidaanduiding"] or old["vertrouwelijkheidaanduiding"]
    )
    _check_rules(new, has_rights=bool(call.state.children("gebruiksrechten", [call.uuid])))
    before = shown(call, old)
    call.state.change(call.uuid, new)
    if touches_content:
        uploading.replace(call, new, content, held)
    else:
        uploading.carry_over(call, old, new, held)
    uploading.keep_version(call, call.uuid, new)
    after = shown(call, new)
    action = "partial_update" if partial else "update"
    call.audit(call.uuid, "enkelvoudiginformatieobject", old["url"], action, before, after)
    return ok({**after, "lock": held})


def _version(call: Call, *more: str) -> Json:
    """Give the document of the path in the version that is asked for."""
    call.know("versie", "registratieOp", *more)
    body = call.get(KIND)
    number, moment = call.param("versie"), call.param("registratieOp")
    if number and moment:
        raise invalid("nonFieldErrors", "invalid")
    if number:
        if not number.isdecimal() or len(number) > 9:
            raise Problem(404, "not_found")
        found = call.state.version_of(call.uuid, int(number))
    elif moment:
        found = call.state.version_at(call.uuid, _instant(moment))
    else:
        return body
    if found is None:
        raise Problem(404, "not_found")
    return {**body, **found}


def _instant(text: str) -> str:
    try:
        whole = f"{text}T00:00:00Z" if len(text) == _DATE else text.replace(" ", "+")
        datetime.fromisoformat(whole)
        return f"{utc_text(whole)[:-1]}.000000"[:26]
    except (ValueError, OverflowError) as error:
        raise Problem(404, "not_found") from error


def get(call: Call) -> Response:
    """GET one document. A lock does not change its ETag at the reference registry."""
    call.caller.need("documenten.lezen")
    whole = shown(call, _version(call, "expand"))
    tagged = {**whole, "locked": None} if call.observed else None
    return call.single(_expanded(call, [whole])[0], tagged)


def _expanded(call: Call, bodies: list[Json]) -> list[Json]:
    paths = [path for path in call.param("expand").split(",") if path]
    for path in paths:
        if path != "informatieobjecttype":
            raise invalid("expand", "invalid_choice")
    for body in bodies if paths else ():
        uuid = body["informatieobjecttype"].rsplit("/", 1)[-1]
        body["_expand"] = {"informatieobjecttype": call.get("informatieobjecttypen", uuid)}
    return bodies


def download(call: Call) -> Response:
    """GET …/download, with ranges."""
    call.caller.need("documenten.lezen")
    body = _version(call)
    content = call.state.content_of(call.uuid, body["versie"])
    if content is None or (uploading.has_parts(call, call.uuid) and not call.param("versie")):
        return no_content()
    response = Response(content, content_type="application/octet-stream")
    response.headers["Content-Disposition"] = f"attachment; filename={call.uuid}"
    response.set_etag(f"{call.uuid}-{body['versie']}-{len(content)}")
    response.make_conditional(call.request, accept_ranges=True, complete_length=len(content))
    return response


def _order(call: Call) -> str:
    text = call.param("ordering") if call.extended else ""
    parts = []
    for name in filter(None, text.split(",")):
        bare = name.removeprefix("-")
        if bare not in _ORDERINGS:
            raise invalid("ordering", "invalid_choice")
        parts.append(f"{member(bare)} {'DESC' if name[0] == '-' else 'ASC'}")
    return ", ".join([*parts, "id"])


def listed(call: Call) -> Response:
    """GET the list, oldest first."""
    call.caller.need("documenten.lezen")
    return call.page(
        KIND,
        {**_FILTERS, **(_EXTENDED if call.extended else {})},
        render=lambda bodies: _expanded(call, [shown(call, body) for body in bodies]),
        order=_order(call),
        extra=("expand", *(("ordering",) if call.extended else ())),
    )


def search(call: Call) -> Response:
    """POST /enkelvoudiginformatieobjecten/_zoek."""
    call.caller.need("documenten.lezen")
    call.know("page", *(("pageSize",) if call.extended else ()))
    body = call.body()
    ids = body.get("uuid__in") if isinstance(body, dict) else None
    if not isinstance(ids, list) or not ids:
        raise invalid("uuid__in", "required")
    return call.page(
        KIND,
        {"uuid__in": uuids},
        render=lambda bodies: [shown(call, one) for one in bodies],
        given={"uuid__in": ",".join(map(str, ids))},
    )


def delete(call: Call) -> Response:
    """DELETE: only without relations and unlocked; all versions go."""
    call.caller.need("documenten.verwijderen")
    body = call.get(KIND)
    if call.state.lock_of(call.uuid) is not None:
        raise invalid("nonFieldErrors", "destroy-locked")
    if relations_of(call, body["url"]):
        raise invalid("nonFieldErrors", "pending-relations")
    call.state.delete(call.uuid)
    for table in ("content", "version", "part"):
        call.state.write(f"DELETE FROM {table} WHERE document = ?", (call.uuid,))  # noqa: S608  names of this file
    return no_content()


def relations_of(call: Call, document: str = "", target: str = "") -> list[Json]:
    """Give what refers to a document, or the documents of a zaak or besluit (drc-003)."""
    found = []
    for kind, name in (
        ("zaakinformatieobjecten", "zaak"),
        ("besluitinformatieobjecten", "besluit"),
    ):
        asked = {"informatieobject": document, name: target}
        conditions = [equals(one)(value) for one, value in asked.items() if value]
        for body in call.state.select(kind, conditions, "id", -1, 0)[1]:
            uuid = body["url"].rsplit("/", 1)[-1]
            found.append(
                {
                    "url": f"{BASE}/objectinformatieobjecten/{uuid}",
                    "informatieobject": body["informatieobject"],
                    "object": body[name],
                    "objectType": name,
                }
            )
    return found


def list_relations(call: Call) -> Response:
    """GET /objectinformatieobjecten: a bare array."""
    call.caller.need("documenten.lezen")
    call.know("informatieobject", "object")
    target = call.param("object")
    gone = target.startswith("/zaken/") and not call.state.exists(target.rsplit("/", 1)[-1])
    if gone and call.observed:
        raise Problem(500, "error")
    document = call.param("informatieobject").split("?", maxsplit=1)[0]
    return ok(relations_of(call, document, target))


def get_relation(call: Call) -> Response:
    """GET /objectinformatieobjecten/{uuid}."""
    call.caller.need("documenten.lezen")
    call.know()
    for kind in ("zaakinformatieobjecten", "besluitinformatieobjecten"):
        body = call.state.get(kind, call.uuid)
        if body is not None:
            target = body.get("zaak") or body.get("besluit") or ""
            for one in relations_of(call, body["informatieobject"], target):
                if one["url"].endswith(call.uuid):
                    return call.single(one)
    raise Problem(404, "not_found")


_ORDERINGS = (
    "auteur", "bestandsomvang", "creatiedatum", "formaat", "status", "titel",
    "vertrouwelijkheidaanduiding",
)  # fmt: skip


def _trefwoorden(value: str) -> tuple[str, tuple[Any, ...]]:
    some = [holds("trefwoorden")(one) for one in value.split(",")]
    return (" AND ".join(sql for sql, _ in some), tuple(v for _, few in some for v in few))


def _locked(value: str) -> tuple[str, tuple[Any, ...]]:
    if value.lower() not in {"true", "false"}:
        raise invalid("locked", "invalid")
    there = "uuid IN (SELECT document FROM lock)"
    return (there if value.lower() == "true" else f"NOT {there}", ())


def _of_object(value: str) -> tuple[str, tuple[Any, ...]]:
    return (
        f"{member('url')} IN (SELECT {member('informatieobject')} FROM resource WHERE kind IN "  # noqa: S608  names of this file
        "('zaakinformatieobjecten', 'besluitinformatieobjecten') AND "
        f"(({member('zaak')} = ? AND parent = ?) OR {member('besluit')} = ?))",
        (value, value.rsplit("/", 1)[-1], value),
    )


def _of_object_type(value: str) -> tuple[str, tuple[Any, ...]]:
    kind = {"zaak": "zaakinformatieobjecten", "besluit": "besluitinformatieobjecten"}.get(value, "")
    return (
        f"{member('url')} IN (SELECT {member('informatieobject')} FROM resource WHERE kind = ?)",  # noqa: S608  names of this file
        (kind,),
    )


_FILTERS: dict[str, Filter] = {
    "identificatie": equals("identificatie"),
    "bronorganisatie": equals("bronorganisatie"),
    "trefwoorden": _trefwoorden,
}
_EXTENDED: dict[str, Filter] = {
    "auteur": equals("auteur"),
    "titel": contains("titel"),
    "beschrijving": contains("beschrijving"),
    "informatieobjecttype": equals("informatieobjecttype"),
    "vertrouwelijkheidaanduiding": choice("vertrouwelijkheidaanduiding", VERTROUWELIJK),
    "trefwoorden__overlap": overlaps("trefwoorden"),
    "locked": _locked,
    "objectinformatieobjecten__object": _of_object,
    "objectinformatieobjecten__objectType": _of_object_type,
    **{name: one for name, one in dates("creatiedatum", "gte", "lte").items() if "__" in name},
}
_U = "<uuid:uuid>"
ROUTES = [
    ("documenten", "GET", f"/{KIND}", listed),
    ("documenten", "POST", f"/{KIND}", create),
    ("documenten", "POST", f"/{KIND}/_zoek", search),
    ("documenten", "GET", f"/{KIND}/{_U}", get),
    ("documenten", "PATCH", f"/{KIND}/{_U}", change),
    ("documenten", "PUT", f"/{KIND}/{_U}", change),
    ("documenten", "DELETE", f"/{KIND}/{_U}", delete),
    ("documenten", "GET", f"/{KIND}/{_U}/download", download),
    ("documenten", "GET", "/objectinformatieobjecten", list_relations),
    ("documenten", "GET", f"/objectinformatieobjecten/{_U}", get_relation),
]
