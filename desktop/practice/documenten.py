"""Documenten: inline and in parts, locks, versions, downloads with ranges (guide 7)."""

from __future__ import annotations

import base64
import binascii
import json
from typing import Any

from werkzeug.wrappers import Response

from desktop.practice.call import Call, Condition, created, equals, no_content, ok
from desktop.practice.fields import check
from desktop.practice.problems import Problem, invalid
from desktop.practice.shapes import SHAPES
from desktop.practice.state import Json
from desktop.practice.zaken import audit_trail

BASE = "/documenten/api/v1"
KIND = "enkelvoudiginformatieobjecten"


def shown(call: Call, body: Json) -> Json:
    """Add what is not stored with a document: lock, content URL, parts under way."""
    uuid = _uuid(body)
    parts = call.state.db.execute(
        "SELECT uuid, volgnummer, omvang, bytes IS NOT NULL FROM part WHERE document = ? "
        "ORDER BY volgnummer",
        (uuid,),
    ).fetchall()
    has_content = not parts and _has_content(call, uuid, body["versie"])
    lock = _lock_of(call, uuid)
    return {
        **body,
        "locked": lock is not None,
        "inhoud": f"{body['url']}/download?versie={body['versie']}" if has_content else None,
        "bestandsdelen": [
            {
                "url": f"{BASE}/bestandsdelen/{part}",
                "volgnummer": number,
                "omvang": size,
                "voltooid": bool(done),
                "lock": (lock or "") if call.extended else "",
            }
            for part, number, size, done in parts
        ],
    }


def _uuid(body: Json) -> str:
    return str(body["url"].rsplit("/", 1)[-1])


def _has_content(call: Call, uuid: str, versie: int) -> bool:
    found = call.state.db.execute(
        "SELECT 1 FROM content WHERE document = ? AND versie = ?", (uuid, versie)
    ).fetchone()
    return found is not None


def _lock_of(call: Call, uuid: str) -> str | None:
    found = call.state.db.execute("SELECT lock FROM lock WHERE document = ?", (uuid,)).fetchone()
    return None if found is None else str(found[0])


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
    if body.get("ontvangstdatum") and body.get("status") in {"in_bewerking", "ter_vaststelling"}:
        raise invalid("status", "invalid_for_received")


def create(call: Call) -> Response:
    """POST: inline, without content, or in parts."""
    call.caller.need("documenten.aanmaken")
    body = check(SHAPES[KIND], call.body())
    kind = call.need(
        "informatieobjecttypen", body["informatieobjecttype"], "informatieobjecttype", "catalogi"
    )
    if kind.get("concept"):
        raise invalid("informatieobjecttype", "not-published")
    _check_rules(body, has_rights=False)
    uuid = call.ids.uuid()
    body["identificatie"] = body["identificatie"] or f"DOC-{call.ids.digits()}"
    if _known_number(call, body):
        raise invalid("identificatie", "identificatie-niet-uniek")
    body["vertrouwelijkheidaanduiding"] = (
        body["vertrouwelijkheidaanduiding"] or kind["vertrouwelijkheidaanduiding"]
    )
    content = _decode(body)
    body = {"url": f"{BASE}/{KIND}/{uuid}", **body, "versie": 1, "locked": False}
    body["beginRegistratie"] = _now(call)
    call.state.put(KIND, uuid, body)
    size = body["bestandsomvang"]
    lock = ""
    if content is None and size:
        lock = _start_parts(call, uuid, size)
    elif content is not None or size == 0:
        _keep_content(call, uuid, 1, content or b"")
    _keep_version(call, uuid, body)
    call.audit(uuid, "enkelvoudiginformatieobject", body["url"], "create", None, body)
    answer = shown(call, body)
    if lock:
        answer["lock"] = lock
    return created(answer)


def _now(call: Call) -> str:
    return call.registry.clock().isoformat().replace("+00:00", "Z")


def _known_number(call: Call, body: Json) -> bool:
    names = ("identificatie", "bronorganisatie")
    conditions = [equals(name)(body[name]) for name in names]
    return bool(call.state.select(KIND, conditions, "id", 1, 0)[0])


def _start_parts(call: Call, uuid: str, size: int) -> str:
    if size < 0:
        raise invalid("bestandsomvang", "min_value")
    lock = call.ids.lock()
    step = call.registry.part_bytes
    if size > step * 10_000:
        raise invalid("bestandsomvang", "max_value")
    call.state.write("DELETE FROM part WHERE document = ?", (uuid,))
    call.state.write("INSERT OR REPLACE INTO lock VALUES (?, ?)", (uuid, lock))
    sizes = [min(step, size - start) for start in range(0, size, step)]
    for number, part in enumerate(sizes, 1):
        call.state.write(
            "INSERT INTO part VALUES (?, ?, ?, ?, NULL)", (call.ids.uuid(), uuid, number, part)
        )
    return lock


def _keep_content(call: Call, uuid: str, versie: int, content: bytes) -> None:
    call.state.write("INSERT OR REPLACE INTO content VALUES (?, ?, ?)", (uuid, versie, content))


def _keep_version(call: Call, uuid: str, body: Json) -> None:
    call.state.write(
        "INSERT OR REPLACE INTO version VALUES (?, ?, ?)", (uuid, body["versie"], json.dumps(body))
    )


def put_part(call: Call) -> Response:
    """PUT /bestandsdelen/{uuid}: may be repeated."""
    call.caller.need("documenten.bijwerken")
    found = call.state.db.execute(
        "SELECT document, volgnummer, omvang FROM part WHERE uuid = ?", (call.uuid,)
    ).fetchone()
    if found is None:
        raise Problem(404, "not_found")
    document, number, size = found
    if call.request.mimetype != "multipart/form-data":
        raise Problem(415, "unsupported_media_type")
    content = call.request.files.get("inhoud")
    if content is None:
        raise invalid("inhoud", "required")
    lock = call.request.form.get("lock", "")
    if lock != _lock_of(call, document):
        raise invalid("nonFieldErrors", "incorrect-lock-id")
    data = content.read()
    if len(data) != size:
        raise invalid("inhoud", "file-size")
    call.state.write("UPDATE part SET bytes = ? WHERE uuid = ?", (data, call.uuid))
    return ok(
        {
            "url": f"{BASE}/bestandsdelen/{call.uuid}",
            "volgnummer": number,
            "omvang": size,
            "voltooid": True,
            "lock": lock,
        }
    )


def lock(call: Call) -> Response:
    """POST …/lock."""
    call.caller.need("documenten.lock")
    call.get(KIND)
    if _lock_of(call, call.uuid) is not None:
        raise invalid("nonFieldErrors", "existing-lock")
    value = call.ids.lock()
    call.state.write("INSERT OR REPLACE INTO lock VALUES (?, ?)", (call.uuid, value))
    return ok({"lock": value})


def unlock(call: Call) -> Response:
    """POST …/unlock: puts the parts together when there are any."""
    body = call.get(KIND)
    given = call.body()
    value = given.get("lock", "") if isinstance(given, dict) else ""
    forced = "documenten.geforceerd-unlock" in call.caller.scopes
    if not forced:
        call.caller.need("documenten.lock")
        if not value or value != _lock_of(call, call.uuid):
            raise invalid("nonFieldErrors", "incorrect-lock-id")
    parts = call.state.db.execute(
        "SELECT bytes FROM part WHERE document = ? ORDER BY volgnummer", (call.uuid,)
    ).fetchall()
    if parts and any(part is None for (part,) in parts):
        if not forced:
            raise invalid("nonFieldErrors", "incomplete-upload")
        body["bestandsomvang"] = None
    elif parts:
        _keep_content(call, call.uuid, body["versie"], b"".join(part for (part,) in parts))
        body["beginRegistratie"] = _now(call)
    call.state.write("DELETE FROM part WHERE document = ?", (call.uuid,))
    call.state.write("DELETE FROM lock WHERE document = ?", (call.uuid,))
    if parts:
        call.state.change(call.uuid, body)
        _keep_version(call, call.uuid, body)
    return no_content()


def change(call: Call) -> Response:
    """PATCH and PUT: every one makes a version, and needs the lock."""
    call.caller.need("documenten.bijwerken")
    old = call.get(KIND)
    given = call.body()
    held = _lock_of(call, call.uuid)
    if held is None:
        raise invalid("nonFieldErrors", "unlocked")
    value = given.get("lock") if isinstance(given, dict) else None
    if not value:
        raise invalid("nonFieldErrors", "missing-lock-id")
    if value != held:
        raise invalid("nonFieldErrors", "incorrect-lock-id")
    changes = check(SHAPES[KIND], given, partial=call.request.method == "PATCH")
    for name in ("identificatie", "bronorganisatie"):
        if name in changes and changes[name] not in {"", old[name]}:
            raise invalid(name, "wijzigen-niet-toegelaten")
        changes.pop(name, None)
    touches_content = "inhoud" in changes or "bestandsomvang" in changes
    content = _decode(changes)
    new = {**old, **changes, "versie": old["versie"] + 1, "beginRegistratie": _now(call)}
    new.pop("inhoud", None)
    rights = bool(call.state.children("gebruiksrechten", [call.uuid]))
    _check_rules(new, has_rights=rights)
    call.state.change(call.uuid, new)
    if content is not None:
        _keep_content(call, call.uuid, new["versie"], content)
    elif touches_content and new["bestandsomvang"]:
        held = _start_parts(call, call.uuid, new["bestandsomvang"])
    elif not touches_content:
        _copy_content(call, old["versie"], new["versie"])
    call.state.write(  # a version is made once: of two overlapping changes one answers 500
        "INSERT INTO version VALUES (?, ?, ?)", (call.uuid, new["versie"], json.dumps(new))
    )
    url = old["url"]
    call.audit(call.uuid, "enkelvoudiginformatieobject", url, "partial_update", old, new)
    return ok({**shown(call, new), "lock": held})


def _copy_content(call: Call, old: int, new: int) -> None:
    call.state.write(
        "INSERT OR REPLACE INTO content SELECT document, ?, bytes FROM content "
        "WHERE document = ? AND versie = ?",
        (new, call.uuid, old),
    )


def _version(call: Call, body: Json) -> Json:
    call.know("versie", "registratieOp", "expand")
    text = call.request.args.get("versie", "")
    if not text:
        return body
    if not text.isdigit() or len(text) > 9:
        raise invalid("versie", "invalid")
    found = call.state.db.execute(
        "SELECT body FROM version WHERE document = ? AND versie = ?", (call.uuid, int(text))
    ).fetchone()
    if found is None:
        raise Problem(404, "not_found")
    version: Json = json.loads(found[0])
    return version


def get(call: Call) -> Response:
    """GET one document."""
    call.caller.need("documenten.lezen")
    return call.single(shown(call, _version(call, call.get(KIND))))


def download(call: Call) -> Response:
    """GET …/download, with ranges."""
    call.caller.need("documenten.lezen")
    body = _version(call, call.get(KIND))
    found = call.state.db.execute(
        "SELECT bytes FROM content WHERE document = ? AND versie = ?", (call.uuid, body["versie"])
    ).fetchone()
    if found is None:
        return no_content()
    response = Response(found[0], content_type="application/octet-stream")
    response.headers["Content-Disposition"] = f"attachment; filename={call.uuid}"
    response.set_etag(f"{call.uuid}-{body['versie']}-{len(found[0])}")
    response.make_conditional(call.request, accept_ranges=True, complete_length=len(found[0]))
    return response


def _listed(call: Call, given: dict[str, str] | None = None) -> Response:
    call.caller.need("documenten.lezen")
    filters = {name: equals(name) for name in ("identificatie", "bronorganisatie")}
    if call.extended:
        filters["titel"] = equals("titel")
        filters["informatieobjecttype"] = equals("informatieobjecttype")
    return call.page(
        KIND,
        {**filters, "uuid__in": _uuids} if given else filters,
        render=lambda bodies: [shown(call, body) for body in bodies],
        extra=("trefwoorden", "expand"),
        given=given,
    )


def search(call: Call) -> Response:
    """POST /enkelvoudiginformatieobjecten/_zoek."""
    body = call.body()
    ids = body.get("uuid__in") if isinstance(body, dict) else None
    if not isinstance(ids, list) or not ids:
        raise invalid("uuid__in", "required")
    return _listed(call, {"uuid__in": ",".join(map(str, ids))})


def _uuids(value: str) -> Condition:
    ids = value.split(",")
    return (f"uuid IN ({','.join('?' * len(ids))})", tuple(ids))


def delete(call: Call) -> Response:
    """DELETE: only without relations and unlocked."""
    call.caller.need("documenten.verwijderen")
    body = call.get(KIND)
    if _lock_of(call, call.uuid) is not None:
        raise invalid("nonFieldErrors", "destroy-locked")
    if relations(call, body["url"]):
        raise invalid("nonFieldErrors", "pending-relations")
    call.state.delete(call.uuid)
    return no_content()


def relations(call: Call, url: str) -> list[Json]:
    """Give what refers to a document, in the shape of objectinformatieobjecten."""
    found = []
    for kind, name, api in (
        ("zaakinformatieobjecten", "zaak", "zaken"),
        ("besluitinformatieobjecten", "besluit", "besluiten"),
    ):
        _, bodies = call.state.select(kind, [equals("informatieobject")(url)], "id", -1, 0)
        found += [
            {
                "url": f"{BASE}/objectinformatieobjecten/{body['url'].rsplit('/', 1)[-1]}",
                "informatieobject": url,
                "object": body[name],
                "objectType": name,
            }
            for body in bodies
            if api
        ]
    return found


def list_relations(call: Call) -> Response:
    """GET /objectinformatieobjecten?informatieobject=."""
    call.caller.need("documenten.lezen")
    call.know("informatieobject", "object")
    found = relations(call, call.param("informatieobject"))
    wanted = call.param("object")
    return ok([one for one in found if not wanted or one["object"] == wanted])


def create_right(call: Call) -> Response:
    """POST /gebruiksrechten: sets indicatieGebruiksrecht (drc-006)."""
    call.caller.need("documenten.aanmaken")
    body = check(SHAPES["gebruiksrechten"], call.body())
    document = call.need(KIND, body["informatieobject"], "informatieobject", "documenten")
    uuid = call.ids.uuid()
    body = {"url": f"{BASE}/gebruiksrechten/{uuid}", **body}
    call.state.put("gebruiksrechten", uuid, body, _uuid(document))
    call.state.change(_uuid(document), {**document, "indicatieGebruiksrecht": True})
    return created(body)


def list_rights(call: Call) -> Response:
    """GET /gebruiksrechten: a bare array."""
    call.caller.need("documenten.lezen")
    call.know("informatieobject", "expand")
    names = [name for name in ("informatieobject",) if call.param(name)]
    conditions: list[tuple[str, tuple[Any, ...]]] = [equals(n)(call.param(n)) for n in names]
    return ok(call.state.select("gebruiksrechten", conditions, "id", -1, 0)[1])


_U = "<uuid:uuid>"
ROUTES = [
    ("documenten", "GET", f"/{KIND}", _listed),
    ("documenten", "POST", f"/{KIND}", create),
    ("documenten", "POST", f"/{KIND}/_zoek", search),
    ("documenten", "GET", f"/{KIND}/{_U}", get),
    ("documenten", "PATCH", f"/{KIND}/{_U}", change),
    ("documenten", "PUT", f"/{KIND}/{_U}", change),
    ("documenten", "DELETE", f"/{KIND}/{_U}", delete),
    ("documenten", "GET", f"/{KIND}/{_U}/download", download),
    ("documenten", "POST", f"/{KIND}/{_U}/lock", lock),
    ("documenten", "POST", f"/{KIND}/{_U}/unlock", unlock),
    ("documenten", "GET", f"/{KIND}/{_U}/audittrail", audit_trail),
    ("documenten", "PUT", f"/bestandsdelen/{_U}", put_part),
    ("documenten", "GET", "/objectinformatieobjecten", list_relations),
    ("documenten", "GET", "/gebruiksrechten", list_rights),
    ("documenten", "POST", "/gebruiksrechten", create_right),
]
