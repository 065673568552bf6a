"""One document with its content: inline or in parts, resumed, verified (state machine 4.4).

The lock and the parts are committed before the first byte of a part (B2). A part may be sent again
at will, so it needs no entry of its own: after a break the registry is asked which parts it has.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from enum import Enum, auto

from desktop.attachments.parts import cut
from desktop.domain.errors import NeverLeft, OutcomeUnknown, Refused
from desktop.domain.ids import LocalId, RemoteRef
from desktop.domain.reasons import Reason
from desktop.domain.records import (
    BlobInfo,
    Entry,
    ItemKind,
    Json,
    Outcome,
    Part,
    Purpose,
    Record,
    Upload,
)
from desktop.sync.desk import Desk, ask, observe
from desktop.sync.entries import absent_before, looking, prepare, refuse, reject, void
from desktop.sync.execute import applied_create, look, send_create
from desktop.sync.refusals import is_account_trouble
from desktop.sync.shapes import create_body

INLINE_AT_MOST = 512 * 1024
_ROUNDS = 5
_NO = {401, 403, 413, 429}
Records = Mapping[LocalId, Record]


def push_document(desk: Desk, record: Record, records: Records) -> None:
    """Bring a document with its content to the registry, as far as it gets."""
    with desk.replica.read() as reader:
        info = reader.contents.blob_of(record.local_id)
        upload = reader.contents.upload_of(record.local_id)
    if record.ref is None:
        record = _create(desk, record, records, info)
        if record.ref is None:
            return
        with desk.replica.read() as reader:
            upload = reader.contents.upload_of(record.local_id)
    elif upload is None and info is not None:
        upload = _rediscover(desk, record)
    if info is None:
        return
    try:
        _deliver(desk, record, info, upload)
    except Refused as refused:
        if is_account_trouble(refused) or refused.status == 429:
            raise
        with desk.replica.write() as writer:
            fresh = writer.records.get(record.local_id)
            reject(writer, fresh, refused, fresh.edit_seq, desk.clock.now_utc())


def _deliver(desk: Desk, record: Record, info: BlobInfo, upload: Upload | None) -> None:
    """Send what is missing and read it back; an upload that was forgotten there starts again."""
    if upload is not None:
        _finish(desk, record, info, upload)
    if _verify(desk, record, info) is not Content.MISSING:
        return
    upload = _refill(desk, record, info)
    if upload is not None:
        _finish(desk, record, info, upload)
        _verify(desk, record, info)


def _create(desk: Desk, record: Record, records: Records, info: BlobInfo | None) -> Record:
    body = create_body(record, desk.url_of(records))
    inline = info is not None and info.size_bytes <= INLINE_AT_MOST
    entry = prepare(
        desk,
        record,
        Purpose.CREATE,
        method="POST",
        target="zgw://documenten/enkelvoudiginformatieobjecten",
        body=body,
        digest="" if info is None else info.sha256,
        parent_entry=absent_before(desk, record),
    )
    if entry is None:
        return record
    if inline and info is not None:
        with desk.blobs.open(info.blob_id, info.key) as content:
            encoded = base64.b64encode(content.read()).decode()
        send_create(desk, entry, records, {**body, "inhoud": encoded})
    else:
        _create_in_parts(desk, entry, records, body)
    with desk.replica.read() as reader:
        bound = reader.records.get(record.local_id)
    if bound.ref is not None:
        _note_upload(desk, bound)
    return bound


def _create_in_parts(desk: Desk, entry: Entry, records: Records, body: Json) -> None:
    ref = RemoteRef.parse(entry.target)
    try:
        answer = desk.client.create(ref.api, ref.path, body, mark=f"zk:{entry.entry_id}")
    except Refused as refused:
        if "identificatie-niet-uniek" not in refused.codes:
            refuse(desk, entry, refused)
            return
        looking(desk, entry, refused)
        look(desk, entry, records, refused)
        return
    except OutcomeUnknown as error:
        looking(desk, entry, error)
        look(desk, entry, records)
        return
    except NeverLeft:
        void(desk, entry)
        raise
    upload = upload_of(entry.local_id, answer, str(answer.get("lock") or ""))
    applied_create(desk, entry, answer, upload=upload)  # B2: url, lock and parts in one commit


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


def _rediscover(desk: Desk, record: Record) -> Upload | None:
    """Ask for parts that were not noted: the program may have died right after the adoption."""
    assert record.ref is not None  # noqa: S101  only called for a bound document
    body = desk.client.get(record.ref)
    if not body.get("locked"):
        return None
    with desk.replica.write() as writer:
        fresh = replace(writer.records.get(record.local_id), remote=body)
        writer.records.save(fresh)
    _note_upload(desk, fresh)
    with desk.replica.read() as reader:
        return reader.contents.upload_of(record.local_id)


def _note_upload(desk: Desk, record: Record) -> None:
    """Keep lock and parts of an adopted upload; without a visible lock it is an orphan."""
    with desk.replica.read() as reader:
        if reader.contents.upload_of(record.local_id) is not None:
            return
    upload = upload_of(record.local_id, record.remote or record.base or {}, "")
    if upload is None:
        return
    if upload.lock:
        with desk.replica.write() as writer:
            writer.contents.put_upload(upload)
        return
    _start_again(desk, record)


def _start_again(desk: Desk, record: Record) -> None:
    """Leave a document that is locked for good behind, and make it anew under another number."""
    now = desk.clock.now_utc()
    with desk.replica.write() as writer:
        fresh = writer.records.get(record.local_id)
        number = f"ZK-{desk.ids.key(20)}"
        local = {**(fresh.local or {}), "identificatie": number}
        old = (fresh.base or {}).get("identificatie")
        unbound = replace(fresh, ref=None, base=None, remote=None, overlay={}, local=local)
        writer.records.save(unbound)
        writer.contents.drop_upload(record.local_id)
        detail = {"identificatie": old}
        ask(writer, unbound, Reason.LOCK_ORPHAN, now, kind=ItemKind.NOTICE, detail=detail)


def _refill(desk: Desk, record: Record, info: BlobInfo) -> Upload | None:
    """Ask for new parts of a document whose upload the registry has forgotten (REFILL).

    The lock is kept before anything is changed under it; a lock whose answer was lost is known to
    nobody, so then the document starts again.
    """
    assert record.ref is not None  # noqa: S101  only a bound document was verified
    mark = f"zk:{record.local_id}"
    try:
        lock = desk.client.lock(record.ref, mark=mark)
    except OutcomeUnknown:
        _start_again(desk, record)
        return None
    with desk.replica.write() as writer:
        writer.contents.put_upload(Upload(record.local_id, lock, ()))
    body = {"inhoud": None, "bestandsomvang": info.size_bytes, "lock": lock}
    with suppress(OutcomeUnknown):  # what the registry made of it is read below
        answer = desk.client.patch(record.ref, body, mark=mark)
        lock = str(answer.get("lock") or lock)
    return _ask_registry(desk, record, Upload(record.local_id, lock, ()))


def _finish(desk: Desk, record: Record, info: BlobInfo, upload: Upload) -> None:
    """Send what is missing and unlock; asks the registry which parts it has after any break."""
    assert record.ref is not None  # noqa: S101  an upload belongs to a bound document
    for _ in range(_ROUNDS):
        missing = [part for part in upload.parts if not part.voltooid]
        try:
            for part in missing:
                desk.check()
                _send_part(desk, info, upload, part)
                upload = _confirmed(desk, upload, part)
            desk.client.unlock(record.ref, upload.lock, mark=f"zk:{record.local_id}")
        except (OutcomeUnknown, Refused) as error:
            if isinstance(error, Refused) and error.status in _NO:
                raise
            upload_now = _ask_registry(desk, record, upload)
            if upload_now is None:
                break
            upload = upload_now
            continue
        break
    else:
        raise OutcomeUnknown("upload-unfinished")
    with desk.replica.write() as writer:
        writer.contents.drop_upload(record.local_id)


def _send_part(desk: Desk, info: BlobInfo, upload: Upload, part: Part) -> None:
    done = sum(one.size_bytes for one in upload.parts if one.voltooid)
    with desk.blobs.open(info.blob_id, info.key) as content:
        content.seek(part.offset)
        desk.client.put_part(
            RemoteRef.parse(part.ref),
            upload.lock,
            content,
            part.size_bytes,
            mark=f"zk:{info.blob_id}",
            progress=lambda sent: desk.tell("push", done + sent, info.size_bytes, "bytes"),
        )


def _confirmed(desk: Desk, upload: Upload, part: Part) -> Upload:
    parts = tuple(
        replace(one, voltooid=True) if one.ref == part.ref else one for one in upload.parts
    )
    upload = replace(upload, parts=parts)
    with desk.replica.write() as writer:
        writer.contents.put_upload(upload)
    return upload


def _ask_registry(desk: Desk, record: Record, upload: Upload) -> Upload | None:
    """Read which parts the registry has; None when the content is already whole and unlocked."""
    assert record.ref is not None  # noqa: S101  see _finish
    body = desk.client.get(record.ref)
    if not body.get("locked"):
        return None
    fresh = upload_of(record.local_id, body, upload.lock)
    if fresh is None:
        return upload
    with desk.replica.write() as writer:
        writer.contents.put_upload(fresh)
    return fresh


class Content(Enum):
    """What the registry has of a content."""

    WHOLE = auto()
    MISSING = auto()
    BUSY = auto()
    OTHER = auto()


def _verify(desk: Desk, record: Record, info: BlobInfo) -> Content:
    """Read length and content back (S64); only then is a document confirmed."""
    assert record.ref is not None  # noqa: S101  see _finish
    read_at = desk.clock.now_utc()
    body = desk.client.get(record.ref)
    if body.get("locked"):
        return Content.BUSY
    size, digest = 0, hashlib.sha256()
    for chunk in desk.client.download(record.ref):
        desk.check()
        size += len(chunk)
        digest.update(chunk)
    if size == 0 < info.size_bytes:
        return Content.MISSING
    with desk.replica.write() as writer:
        fresh = writer.records.get(record.local_id)
        if digest.hexdigest() != info.sha256 or body.get("bestandsomvang") != info.size_bytes:
            ask(writer, fresh, Reason.VERSION, read_at)
            return Content.OTHER
        observe(writer, fresh, body, read_at=read_at, limit_s=desk.limit_s)
        for entry in writer.journal.entries_of(record.local_id):
            if entry.outcome is Outcome.APPLIED:
                writer.journal.update(replace(entry, outcome=Outcome.SEEN))
    return Content.WHOLE
