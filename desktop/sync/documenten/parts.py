"""A content in parts under a lock: what is asked for, what is missing, sending it (4.4).

The lock and the parts are committed before the first byte of a part (B2). A part may be sent again
at will, so it needs no entry of its own: after a break the registry is asked which parts it has.
"""

from __future__ import annotations

import base64
from dataclasses import replace

from desktop.attachments.parts import cut
from desktop.domain.errors import OutcomeUnknown, Refused
from desktop.domain.ids import LocalId, RemoteRef
from desktop.domain.records import BlobInfo, Json, Part, Record, Upload
from desktop.sync.desk import Desk
from desktop.sync.observing.limits import INLINE, learn, limits_of

INLINE_AT_MOST = 512 * 1024
_ROUNDS = 5
_NO = {401, 403, 413, 429}


class LockLost(Exception):
    """The document is locked, and not by the lock we hold: our upload cannot be finished."""


def upload_of(local_id: LocalId, body: Json, lock: str) -> Upload | None:
    """Read the parts a registry asks for out of a document's body; None when it asks for none."""
    asked = sorted(body.get("bestandsdelen") or [], key=lambda part: int(part["volgnummer"]))
    if not asked:
        return None
    total = sum(int(part["omvang"]) for part in asked)
    cuts = cut(total, [int(part["omvang"]) for part in asked])
    parts = tuple(
        Part(str(part["url"]), int(part["volgnummer"]), offset, size, bool(part["voltooid"]))
        for part, (offset, size) in zip(asked, cuts, strict=True)
    )
    return Upload(local_id, str(asked[0].get("lock") or "") or lock, parts)


def inline(desk: Desk, info: BlobInfo) -> str | None:
    """Give a small content as base64, None when it has to go in parts."""
    with desk.replica.read() as reader:
        refused = limits_of(reader, desk.registry).get(INLINE)
    if info.size_bytes > INLINE_AT_MOST or (refused is not None and info.size_bytes >= refused):
        return None
    with desk.blobs.open(info.blob_id, info.key) as content:
        return base64.b64encode(content.read()).decode()


def learn_inline(desk: Desk, refused: Refused, info: BlobInfo | None) -> None:
    """Remember that a content of this size does not go inside a message (J34)."""
    if refused.status == 413 and info is not None:
        learn(desk, inline_bytes=info.size_bytes)


def finish(desk: Desk, record: Record, info: BlobInfo, upload: Upload) -> None:
    """Send what is missing and unlock; asks the registry which parts it has after any break.

    Raises OutcomeUnknown when it cannot be finished now, LockLost, and what concerns the account.
    """
    assert record.ref is not None  # noqa: S101  an upload belongs to a bound document
    for _ in range(_ROUNDS):
        missing = [part for part in upload.parts if not part.voltooid]
        try:
            for part in missing:
                desk.check()
                _send(desk, info, upload, part)
                upload = _confirmed(desk, upload, part)
            desk.client.unlock(record.ref, upload.lock, mark=f"zk:{record.local_id}")
        except (OutcomeUnknown, Refused) as error:
            if isinstance(error, Refused) and error.status in _NO:
                raise
            there = ask_registry(desk, record, upload)
            if there is None:
                break
            refused = isinstance(error, Refused) and "incorrect-lock-id" in error.codes
            if refused and there.lock == upload.lock:
                raise LockLost from error
            upload = there
            continue
        break
    else:
        raise OutcomeUnknown("upload-unfinished")
    with desk.replica.write() as writer:
        writer.contents.drop_upload(record.local_id)


def _send(desk: Desk, info: BlobInfo, upload: Upload, part: Part) -> None:
    done = sum(one.size_bytes for one in upload.parts if one.voltooid)
    with desk.blobs.open(info.blob_id, info.key) as content:
        content.seek(part.offset)
        try:
            desk.client.put_part(
                RemoteRef.parse(part.ref),
                upload.lock,
                content,
                part.size_bytes,
                mark=f"zk:{info.blob_id}",
                progress=lambda sent: desk.tell_sent(info.local_id, done + sent, info.size_bytes),
            )
        except Refused as refused:
            if refused.status == 413:
                learn(desk, part_bytes=part.size_bytes)
            raise


def _confirmed(desk: Desk, upload: Upload, part: Part) -> Upload:
    parts = tuple(
        replace(one, voltooid=True) if one.ref == part.ref else one for one in upload.parts
    )
    upload = replace(upload, parts=parts)
    with desk.replica.write() as writer:
        writer.contents.put_upload(upload)
    return upload


def ask_registry(desk: Desk, record: Record, upload: Upload) -> Upload | None:
    """Read which parts the registry has; None when the content is already whole and unlocked."""
    assert record.ref is not None  # noqa: S101  see finish
    body = desk.client.get(record.ref)
    if not body.get("locked"):
        return None
    fresh = upload_of(record.local_id, body, upload.lock)
    if fresh is None:
        return upload
    with desk.replica.write() as writer:
        writer.contents.put_upload(fresh)
    return fresh
