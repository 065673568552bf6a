"""A new document with its content: inline or in parts, resumed, verified (state machine 4.4).

What may be left of a lost create is looked for; a document that is locked for good is left behind
under its number, named to a person, and made anew under another.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from desktop.domain.contents import CONTENT, new_content, on_its_way
from desktop.domain.errors import Damaged, NeverLeft, OutcomeUnknown, Refused
from desktop.domain.ids import LocalId, RemoteRef, local_ref
from desktop.domain.kinds import Kind
from desktop.domain.reasons import Reason
from desktop.domain.records import (
    BlobInfo,
    Entry,
    Json,
    Outcome,
    Purpose,
    Record,
    Upload,
)
from desktop.models.replica import Reader
from desktop.sync.desk import Desk, ask, parent_ref, written_lately
from desktop.sync.documenten import damaged, linked, locks, parts, under_lock, versions
from desktop.sync.documenten.verifying import Content, as_version, read_back
from desktop.sync.judging.refusals import is_account_trouble, is_gone
from desktop.sync.judging.shapes import create_body
from desktop.sync.pushing.entries import absent_before, looking, prepare, refuse, reject, void
from desktop.sync.pushing.execute import applied_create, look

Records = Mapping[LocalId, Record]


def push_document(desk: Desk, record: Record, records: Records, *, alone: bool = False) -> None:
    """Bring a document to the registry, as far as it gets: create, content, new version.

    `alone`: no other document goes beside it, so it may take its relation to a zaak along.
    One whose content cannot be read on this device stops no other.
    """
    try:
        _push(desk, record, records, alone=alone)
    except (Damaged, FileNotFoundError):
        with desk.replica.write() as writer:
            fresh = writer.records.get(record.local_id)
            damaged.hold(writer, fresh, desk.clock.now_utc())
    except Refused as refused:
        if is_account_trouble(refused) or refused.status == 429:
            raise
        now = desk.clock.now_utc()
        with desk.replica.write() as writer:
            fresh = writer.records.get(record.local_id)
            if is_gone(refused) and written_lately(desk, writer, fresh, now):
                raise  # an answer from before it was made (S22)
            reject(writer, fresh, refused, fresh.edit_seq, now)


def _push(desk: Desk, record: Record, records: Records, *, alone: bool) -> None:
    with desk.replica.read() as reader:  # afresh: a newer content may have been made meanwhile
        info = first_content(reader, reader.records.get(record.local_id))
    if record.ref is None:
        if _asks_first(desk, record, records, info):
            return
        link = linked.link_beside(desk, record, records) if alone else None
        record = _create(desk, record, records, info, link)
        if record.ref is not None and info is not None:
            _deliver(desk, record, info)
            _send_again(desk, record, records)
        return
    content = new_content(record)
    if content is not None and content.state in {"answered", "complete"}:
        versions.finish(desk, record)
    elif "" in record.overlay and info is not None:
        _rediscover(desk, record)
        _deliver(desk, record, info)
        _send_again(desk, record, records)
    else:
        versions.push_version(desk, _seen(desk, record), records)


def _seen(desk: Desk, record: Record) -> Record:
    """Confirm a document that never had a content: nothing is to be read back of it."""
    if "" not in record.overlay:
        return record
    with desk.replica.write() as writer:
        fresh = writer.records.get(record.local_id)
        overlay = {name: sent for name, sent in fresh.overlay.items() if name}
        seen = replace(fresh, overlay=overlay)
        writer.records.save(seen)
    return seen


def _send_again(desk: Desk, record: Record, records: Records) -> None:
    """Send a content that came out different as a new version, or one that was made meanwhile."""
    with desk.replica.read() as reader:
        record = reader.records.get(record.local_id)
    content = new_content(record)
    if record.ref is not None and not record.overlay.get("") and content is not None:
        versions.push_version(desk, record, records)


def first_content(reader: Reader, record: Record) -> BlobInfo | None:
    """Give the content a document is made with: not the one of a later version."""
    later = on_its_way(record)
    some = reader.contents.blobs_of(record.local_id)
    return next((one for one in some if one.is_complete and one.blob_id not in later), None)


def _asks_first(desk: Desk, record: Record, records: Records, info: BlobInfo | None) -> bool:
    """Ask before the first byte of a large content goes to a zaak that is closed (S56, J17)."""
    if info is None or info.size_bytes <= parts.INLINE_AT_MOST:
        return False
    if record.ghosts.get("asked") == Reason.CLOSED.value:
        return False  # asked before, and a person chose to send it
    mine = local_ref(record.local_id)
    for link in records.values():
        if link.kind is not Kind.ZAAKINFORMATIEOBJECT:
            continue
        if (link.local or {}).get("informatieobject") != mine:
            continue
        zaak = parent_ref(records, link)
        if zaak is not None and _is_closed(desk, zaak):
            with desk.replica.write() as writer:
                fresh = writer.records.get(record.local_id)
                ghosts = {**fresh.ghosts, "asked": Reason.CLOSED.value}
                writer.records.save(replace(fresh, ghosts=ghosts))
                ask(writer, fresh, Reason.CLOSED, desk.clock.now_utc())
            return True
    return False


def _is_closed(desk: Desk, zaak: RemoteRef) -> bool:
    try:
        return bool(desk.client.get(zaak).get("einddatum"))
    except Refused as refused:
        if is_gone(refused):
            return True
        raise


def _deliver(desk: Desk, record: Record, info: BlobInfo) -> None:
    """Send what is missing and read it back; an upload that was forgotten there starts again."""
    with desk.replica.read() as reader:
        upload = reader.contents.upload_of(record.local_id)
    if upload is not None and not _is_sent(desk, record, info, upload):
        return
    found = read_back(desk, record, info, _made_version(record))
    if found is Content.BUSY:
        _locked_by_whom(desk, record)
    if found is not Content.MISSING:
        return
    upload = _refill(desk, record, info)
    if upload is not None and _is_sent(desk, record, info, upload):
        with desk.replica.read() as reader:
            record = reader.records.get(record.local_id)
        read_back(desk, record, info, _made_version(record))


def _is_sent(desk: Desk, record: Record, info: BlobInfo, upload: Upload) -> bool:
    """Send what is missing; a document whose lock nobody knows any more starts again (J11)."""
    try:
        parts.finish(desk, record, info, upload)
    except parts.LockLost:
        start_again(desk, record)
        return False
    return True


def _made_version(record: Record) -> int:
    """Give the version that has our content: the first, or the one that got new parts."""
    return int(record.overlay.get("", {}).get("versie") or 1)


def _create(
    desk: Desk, record: Record, records: Records, info: BlobInfo | None, link: Record | None
) -> Record:
    if link is not None and linked.register_document(desk, record, link, records, info):
        return _made(desk, record)
    body = create_body(record, desk.url_of(records))
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
    _send(desk, entry, records, body, info)
    return _made(desk, record)


def _made(desk: Desk, record: Record) -> Record:
    """Give the record after its create, with the upload that it needs noted."""
    with desk.replica.read() as reader:
        bound = reader.records.get(record.local_id)
    if bound.ref is not None:
        _note_upload(desk, bound)
        with desk.replica.read() as reader:
            bound = reader.records.get(record.local_id)
    return bound


def _send(desk: Desk, entry: Entry, records: Records, body: Json, info: BlobInfo | None) -> None:
    ref = RemoteRef.parse(entry.target)
    try:
        encoded = None if info is None else parts.inline(desk, info)
    except (Damaged, FileNotFoundError):
        void(desk, entry)
        raise
    if encoded is not None:
        body = {**body, "inhoud": encoded}
    try:
        answer = desk.client.create(ref.api, ref.path, body, mark=f"zk:{entry.entry_id}")
    except Refused as refused:
        _refused(desk, entry, records, refused, info if encoded is not None else None)
        return
    except OutcomeUnknown as error:
        looking(desk, entry, error)
        look(desk, entry, records)
        return
    except NeverLeft:
        void(desk, entry)
        raise
    upload = parts.upload_of(entry.local_id, answer, str(answer.get("lock") or ""))
    applied_create(desk, entry, answer, upload=upload)  # B2: url, lock and parts in one commit


def _refused(
    desk: Desk, entry: Entry, records: Records, refused: Refused, inline: BlobInfo | None
) -> None:
    """Handle a clear no; a content that is too large inside a message goes in parts next time."""
    if "identificatie-niet-uniek" in refused.codes:
        looking(desk, entry, refused)
        look(desk, entry, records, refused)
    elif refused.status == 413 and inline is not None:
        parts.learn_inline(desk, refused, inline)
        with desk.replica.write() as writer:
            writer.journal.update(replace(entry, outcome=Outcome.REFUSED, status=413))
    else:
        refuse(desk, entry, refused)


def _rediscover(desk: Desk, record: Record) -> None:
    """Ask for parts that were not noted: the program may have died right after the adoption."""
    assert record.ref is not None  # noqa: S101  only called for a bound document
    with desk.replica.read() as reader:
        if reader.contents.upload_of(record.local_id) is not None:
            return
    body = desk.client.get(record.ref)
    if not body.get("locked"):
        return
    with desk.replica.write() as writer:
        fresh = replace(writer.records.get(record.local_id), remote=body)
        writer.records.save(fresh)
    _note_upload(desk, fresh)


def _note_upload(desk: Desk, record: Record) -> None:
    """Keep lock and parts of an adopted upload; one whose lock is not shown is an orphan (J04)."""
    with desk.replica.read() as reader:
        if reader.contents.upload_of(record.local_id) is not None:
            return
    upload = parts.upload_of(record.local_id, record.remote or record.base or {}, "")
    if upload is None:
        return
    if upload.lock:
        with desk.replica.write() as writer:
            writer.contents.put_upload(upload)
        return
    start_again(desk, record)


def _locked_by_whom(desk: Desk, record: Record) -> None:
    """Handle a document of ours that is locked while we hold no lock: by us, or by a colleague."""
    with desk.replica.read() as reader:
        asked = [
            one
            for one in reader.journal.entries_of(record.local_id)
            if one.purpose is Purpose.LOCK and one.outcome in {Outcome.LOOKING, Outcome.OVERTAKEN}
        ]
    if asked:
        start_again(desk, record)
        return
    with desk.replica.write() as writer:
        locks.wait_for_other(desk, writer, record.local_id)


def start_again(desk: Desk, record: Record) -> None:
    """Leave a document that is locked for good behind, and make it anew under another number."""
    now = desk.clock.now_utc()
    with desk.replica.write() as writer:
        fresh = writer.records.get(record.local_id)
        if fresh.ref is None:
            return
        number = f"ZK-{desk.ids.key(20)}"
        locks.orphan(writer, fresh, fresh.ref, fresh.base or {}, now)
        local = {**(fresh.local or {}), "identificatie": number}
        overlay = {name: one for name, one in fresh.overlay.items() if name == CONTENT}
        writer.records.save(
            replace(fresh, ref=None, base=None, remote=None, overlay=overlay, local=local)
        )
        linked.link_again(writer, fresh)
        writer.contents.drop_upload(record.local_id)
        for entry in writer.journal.entries_of(record.local_id):
            if entry.purpose is Purpose.LOCK and entry.outcome is Outcome.LOOKING:
                writer.journal.update(replace(entry, outcome=Outcome.OVERTAKEN))


def _has_another_content(desk: Desk, record: Record) -> bool:
    """Tell whether a colleague made a version of a document whose upload was forgotten."""
    assert record.ref is not None  # noqa: S101  see _refill
    there = desk.client.get(record.ref)
    is_newer = int(there.get("versie") or 1) > _made_version(record)
    return is_newer and bool(there.get("inhoud")) and bool(there.get("bestandsomvang"))


def _refill(desk: Desk, record: Record, info: BlobInfo) -> Upload | None:
    """Ask for new parts of a document whose upload the registry has forgotten (REFILL, J10).

    The lock is kept before anything is changed under it; a lock whose answer was lost is known to
    nobody, so then the document starts again. `inhoud` is never null without a size (J14).
    """
    assert record.ref is not None  # noqa: S101  only a bound document was verified
    lock = locks.take(desk, record)
    if lock is None:
        with desk.replica.read() as reader:
            tried = reader.journal.entries_of(record.local_id)[-1]
        if tried.purpose is Purpose.LOCK and tried.outcome is Outcome.LOOKING:
            start_again(desk, record)
        return None
    if _has_another_content(desk, record):
        locks.release(desk, record)
        with desk.replica.write() as writer:
            fresh = writer.records.get(record.local_id)
            writer.records.save(as_version(fresh, info, _made_version(record)))
        return None
    if not under_lock.patch(
        desk, record, {"inhoud": None, "bestandsomvang": info.size_bytes}, lock
    ):  # fmt: skip
        locks.release(desk, record)
        return None
    there = desk.client.get(record.ref)
    with desk.replica.write() as writer:
        fresh = writer.records.get(record.local_id)
        created = {**fresh.overlay.get("", {}), "versie": int(there.get("versie") or 1)}
        writer.records.save(replace(fresh, overlay={**fresh.overlay, "": created}))
    return parts.ask_registry(desk, record, Upload(record.local_id, lock, ()))
