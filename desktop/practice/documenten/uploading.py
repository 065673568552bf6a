"""Contents and locks of documents: parts, versions of a content, lock and unlock (guide 7.2, 7.3).

The oddities of the reference registry (behaviour 6) are marked `observed`.
"""

from __future__ import annotations

import json
from typing import Any

from werkzeug.wrappers import Response

from desktop.practice.answering.call import Call, no_content, ok
from desktop.practice.answering.problems import Problem, invalid
from desktop.practice.keeping.state import Json

BASE = "/documenten/api/v1"
KIND = "enkelvoudiginformatieobjecten"
_MOST_PARTS = 10_000
_EARLY_REFUSAL_BYTES = 64 * 1024


def uuid_of(body: Json) -> str:
    """Give the uuid of a document, which its body does not hold."""
    return str(body["url"].rsplit("/", 1)[-1])


def shown(call: Call, body: Json) -> Json:
    """Add what is not stored with a document: lock, content URL, parts under way."""
    uuid = uuid_of(body)
    parts = call.state.db.execute(
        "SELECT uuid, volgnummer, omvang, bytes IS NOT NULL FROM part WHERE document = ? "
        "ORDER BY volgnummer",
        (uuid,),
    ).fetchall()
    has_content = not parts and call.state.has_content(uuid, body["versie"])
    lock = call.state.lock_of(uuid)
    whole = {name: value for name, value in body.items() if name != "inhoud"}
    return {
        **whole,
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


def has_parts(call: Call, uuid: str) -> bool:
    """Tell whether an upload of the document is under way."""
    row = call.state.db.execute("SELECT 1 FROM part WHERE document = ?", (uuid,)).fetchone()
    return row is not None


def start(call: Call, uuid: str, size: int, lock: str) -> str:
    """Make the parts of an upload under a lock; gives the lock."""
    step = call.registry.part_bytes
    if size > step * _MOST_PARTS:
        raise invalid("bestandsomvang", "max_value")
    _drop_parts(call, uuid)
    call.state.write("INSERT OR REPLACE INTO lock VALUES (?, ?)", (uuid, lock))
    sizes = [min(step, size - done) for done in range(0, size, step)]
    for number, part in enumerate(sizes, 1):
        call.state.write(
            "INSERT INTO part VALUES (?, ?, ?, ?, NULL)", (call.ids.uuid(), uuid, number, part)
        )
    return lock


def _drop_parts(call: Call, uuid: str) -> None:
    call.state.write("DELETE FROM part WHERE document = ?", (uuid,))


def keep_content(call: Call, uuid: str, versie: int, content: bytes) -> None:
    """Store the content of a version."""
    call.state.write("INSERT OR REPLACE INTO content VALUES (?, ?, ?)", (uuid, versie, content))


def keep_version(call: Call, uuid: str, body: Json) -> None:
    """Store a version: each number once, so of two overlapping changes one breaks down."""
    call.state.write(
        "INSERT INTO version VALUES (?, ?, ?)", (uuid, body["versie"], json.dumps(body))
    )


def replace(call: Call, body: Json, content: bytes | None, lock: str) -> None:
    """Give a new version another content: inline, in parts, or none."""
    uuid, size = uuid_of(body), body["bestandsomvang"]
    if content is None and size:
        start(call, uuid, size, lock)
        return
    if size is None and has_parts(call, uuid) and call.observed:
        return  # the parts stay and can never be put together: see `unlock` (O17)
    _drop_parts(call, uuid)
    if content is not None or size == 0:
        keep_content(call, uuid, body["versie"], content or b"")


def carry_over(call: Call, old: Json, new: Json, lock: str) -> None:
    """Give a new version the content of the one before.

    observed: while an upload is under way all its parts are made anew, with other URLs.
    """
    uuid = uuid_of(new)
    if has_parts(call, uuid):
        if call.observed and new["bestandsomvang"]:
            start(call, uuid, new["bestandsomvang"], lock)
        return
    call.state.write(
        "INSERT OR REPLACE INTO content SELECT document, ?, bytes FROM content "
        "WHERE document = ? AND versie = ?",
        (new["versie"], uuid, old["versie"]),
    )


def need_lock(call: Call, given: Any) -> str:
    """Refuse a change without the right lock; gives the lock."""
    held = call.state.lock_of(call.uuid)
    if held is None:
        raise invalid("nonFieldErrors", "unlocked")
    value = given.get("lock") if isinstance(given, dict) else None
    if not value:
        raise invalid("nonFieldErrors", "missing-lock-id")
    if value != held:
        raise invalid("nonFieldErrors", "incorrect-lock-id")
    return held


def put_part(call: Call) -> Response:
    """PUT /bestandsdelen/{uuid}: may be repeated, the last bytes count."""
    call.caller.need("documenten.bijwerken")
    found = call.state.db.execute(
        "SELECT document, volgnummer, omvang FROM part WHERE uuid = ?", (call.uuid,)
    ).fetchone()
    if found is None:
        if call.observed and (call.request.content_length or 0) > _EARLY_REFUSAL_BYTES:
            return Response("<h1>502 Bad Gateway</h1>", 502, content_type="text/html")
        raise Problem(404, "not_found")
    document, number, size = found
    if call.request.mimetype != "multipart/form-data":
        raise Problem(415, "unsupported_media_type")
    content = call.request.files.get("inhoud")
    if content is None:
        raise invalid("inhoud", "required")
    lock = call.request.form.get("lock", "")
    if lock != call.state.lock_of(document):
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
    """POST …/lock: of two that overlap both are answered, the last lock holds (behaviour 6)."""
    call.caller.need("documenten.lock")
    call.get(KIND)
    if call.state.lock_of(call.uuid) is not None:
        raise invalid("nonFieldErrors", "existing-lock")
    value = call.ids.lock()
    call.state.write("INSERT OR REPLACE INTO lock VALUES (?, ?)", (call.uuid, value))
    return ok({"lock": value})


def unlock(call: Call) -> Response:
    """POST …/unlock: puts the parts together when there are any.

    With the right to force it any lock will do, and an incomplete upload is thrown away.
    """
    body = call.get(KIND)
    given = call.body() if call.request.content_length else {}
    value = given.get("lock", "") if isinstance(given, dict) else ""
    forced = "documenten.geforceerd-unlock" in call.caller.scopes
    if not forced:
        call.caller.need("documenten.lock")
        if not value or value != call.state.lock_of(call.uuid):
            raise invalid("nonFieldErrors", "incorrect-lock-id")
    parts = call.state.db.execute(
        "SELECT bytes FROM part WHERE document = ? ORDER BY volgnummer", (call.uuid,)
    ).fetchall()
    if parts and body["bestandsomvang"] is None:
        raise Problem(500, "error")
    incomplete = any(part is None for (part,) in parts)
    if incomplete and not forced:
        raise invalid("nonFieldErrors", "incomplete-upload")
    _drop_parts(call, call.uuid)
    call.state.write("DELETE FROM lock WHERE document = ?", (call.uuid,))
    if parts:
        _finish(call, body, None if incomplete else b"".join(part for (part,) in parts))
    return no_content()


def _finish(call: Call, body: Json, content: bytes | None) -> None:
    """End an upload, with its content or without."""
    if content is None:
        body["bestandsomvang"] = None
    else:
        keep_content(call, call.uuid, body["versie"], content)
        body["beginRegistratie"] = call.now
    call.state.change(call.uuid, body)
    call.state.write(
        "UPDATE version SET body = ? WHERE document = ? AND versie = ?",
        (json.dumps(body), call.uuid, body["versie"]),
    )


_U = "<uuid:uuid>"
ROUTES = [
    ("documenten", "POST", f"/{KIND}/{_U}/lock", lock),
    ("documenten", "POST", f"/{KIND}/{_U}/unlock", unlock),
    ("documenten", "PUT", f"/bestandsdelen/{_U}", put_part),
]
