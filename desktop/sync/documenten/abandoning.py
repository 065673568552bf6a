"""Giving up an upload that was withdrawn in the middle (S63): nothing half stays locked.

What stands at the registry is made empty and unlocked, with a title that says so; then it is
removed where the rights allow. `inhoud` is never null without a size (J14): a document would stay
locked for good.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from desktop.domain.errors import OutcomeUnknown, Refused
from desktop.domain.kinds import Kind
from desktop.domain.records import Record
from desktop.sync.desk import Desk
from desktop.sync.documenten import locks, under_lock
from desktop.sync.documenten.parts import upload_of
from desktop.sync.judging.refusals import is_account_trouble, is_gone
from desktop.sync.judging.shapes import incoming
from desktop.sync.pushing.removal import end_here

WITHDRAWN = "(ingetrokken)"
_MOST = 200


def is_unfinished(record: Record) -> bool:
    """Tell whether a document was withdrawn before its content was at the registry for sure."""
    created = record.overlay.get("")
    return record.kind is Kind.DOCUMENT and record.ref is not None and created is not None


def abandon(desk: Desk, record: Record) -> bool:
    """Empty and unlock what stands there; True when it may be removed now."""
    assert record.ref is not None  # noqa: S101  see is_unfinished
    _end_links(desk, record)
    try:
        body = desk.client.get(record.ref)
        if body.get("locked") and not _emptied(desk, record):
            return False
    except Refused as refused:
        if is_account_trouble(refused) or refused.status == 429:
            raise
        if not is_gone(refused):
            return False
        body = {}
    else:
        body = desk.client.get(record.ref)
    with desk.replica.write() as writer:
        fresh = writer.records.get(record.local_id)
        there = incoming(record.kind, body) if body else fresh.base
        writer.records.save(replace(fresh, overlay={}, base=there, remote=there))
        writer.contents.drop_upload(record.local_id)
    return True


def _emptied(desk: Desk, record: Record) -> bool:
    """Send the empty content under our lock; a document of which nobody knows the lock is told."""
    assert record.ref is not None  # noqa: S101  see abandon
    with desk.replica.read() as reader:
        kept = reader.contents.upload_of(record.local_id)
    body = desk.client.get(record.ref)
    shown = upload_of(record.local_id, body, "" if kept is None else kept.lock)
    lock = kept.lock if kept is not None else (shown.lock if shown is not None else "")
    if not lock:
        with desk.replica.write() as writer:
            now = desk.clock.now_utc()
            locks.orphan(writer, record, record.ref, body, now)
        return True
    title = f"{WITHDRAWN} {body.get('titel') or ''}"[:_MOST].strip()
    empty = {"titel": title, "inhoud": "", "bestandsomvang": 0}
    if not under_lock.patch(desk, record, empty, lock):
        return False
    if desk.client.get(record.ref).get("bestandsdelen"):
        return False
    with suppress(OutcomeUnknown):
        desk.client.unlock(record.ref, lock, mark=f"zk:{record.local_id}")
    return not desk.client.get(record.ref).get("locked")


def _end_links(desk: Desk, record: Record) -> None:
    """Take back the relations that waited for this document."""
    mine = f"local://{record.local_id}"
    with desk.replica.write() as writer:
        for one in writer.records.family(record.family):
            is_link = one.kind is Kind.ZAAKINFORMATIEOBJECT and one.ref is None
            if is_link and (one.local or {}).get("informatieobject") == mine:
                end_here(writer, one, desk.clock.now_utc())
