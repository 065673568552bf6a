"""Locks on documents: asked for last, kept for seconds, written down before they are used.

A lock is a fence (S57): while it is ours nobody else writes, and once it is released nothing that
we sent under it can still be applied. Its id is shown to nobody, so a lock whose answer was lost
cannot be released (S58): after T_limit the registry is asked, and a person is told.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from desktop.domain.errors import NeverLeft, OutcomeUnknown, Refused, RegistryError
from desktop.domain.ids import LocalId, RemoteRef
from desktop.domain.reasons import Reason
from desktop.domain.records import (
    Entry,
    ItemKind,
    Json,
    OpenItem,
    Outcome,
    Purpose,
    Record,
    Upload,
)
from desktop.models.replica import Writer
from desktop.sync.accounts import own_entries, sends
from desktop.sync.desk import Desk, gone
from desktop.sync.documenten import parts
from desktop.sync.judging.held import hold, let_go
from desktop.sync.judging.refusals import is_gone
from desktop.sync.pushing.entries import looking, prepare, refuse, void

TAKEN_BY_OTHER = frozenset({"existing-lock", "incorrect-lock-id", "unlocked"})
_SLOT = "slot"


def take(desk: Desk, record: Record) -> str | None:
    """Lock a document and write the lock down; None when that cannot be done now.

    A colleague's lock holds the record back with growing pauses (J25).
    """
    assert record.ref is not None  # noqa: S101  only a bound document is locked
    entry = prepare(
        desk, record, Purpose.LOCK, method="POST", target=f"{record.ref}/lock", body={}
    )  # fmt: skip
    if entry is None:
        return None
    try:
        lock = desk.client.lock(record.ref, mark=f"zk:{entry.entry_id}")
    except OutcomeUnknown as error:
        looking(desk, entry, error)
        return None
    except NeverLeft:
        void(desk, entry)
        raise
    except Refused as refused:
        _refused(desk, record, entry, refused)
        return None
    with desk.replica.write() as writer:
        writer.contents.put_upload(Upload(record.local_id, lock, ()))
        writer.journal.update(
            replace(
                entry, outcome=Outcome.APPLIED, answered_at_utc=desk.clock.now_utc(), status=200
            )
        )
    return lock


def _refused(desk: Desk, record: Record, entry: Entry, refused: Refused) -> None:
    if not (refused.codes & TAKEN_BY_OTHER or is_gone(refused)):
        refuse(desk, entry, refused)
        return
    now = desk.clock.now_utc()
    closed = replace(
        entry, outcome=Outcome.REFUSED, answered_at_utc=now, status=refused.status,
        code=refused.code,
    )  # fmt: skip
    with desk.replica.write() as writer:
        writer.journal.update(closed)
        if not is_gone(refused):
            wait_for_other(desk, writer, record.local_id)
    if is_gone(refused):
        gone(desk, record, now)


def wait_for_other(desk: Desk, writer: Writer, local_id: LocalId) -> None:
    """Hold a document back that a colleague has locked."""
    fresh = writer.records.get(local_id)
    now = desk.clock.now_utc()
    writer.records.save(hold(fresh, Reason.LOCKED_BY_OTHER, now, desk.limit_s))


def release(desk: Desk, record: Record) -> bool:
    """Release the lock we hold of a document; False when it holds parts of an upload.

    Raises what a request raises when it is not certain that the lock is gone; it is still in the
    register then, and tried again at the start of the next run.
    """
    with desk.replica.read() as reader:
        held = reader.contents.upload_of(record.local_id)
    if held is None:
        return True
    if held.parts or record.ref is None:
        return False
    try:
        desk.client.unlock(record.ref, held.lock, mark=f"zk:{record.local_id}")
    except OutcomeUnknown:
        if desk.client.get(record.ref).get("locked"):
            desk.client.unlock(record.ref, held.lock, mark=f"zk:{record.local_id}")
    except Refused as refused:
        if "incomplete-upload" in refused.codes:
            parts.ask_registry(desk, record, held)  # what it waits for is known from now on
            return False
        if not (refused.codes & TAKEN_BY_OTHER or is_gone(refused)):
            raise
    with desk.replica.write() as writer:
        writer.contents.drop_upload(record.local_id)
    return True


def tidy(desk: Desk) -> None:
    """At the start of a run: release what a break left locked, and look for what we lost (S61).

    Trouble with one document is left for the next run.
    """
    with desk.replica.read() as reader:
        held = [
            reader.records.find(one.local_id)
            for one in reader.contents.uploads()
            if sends(reader, desk.config, one.local_id)
        ]
        unfinished = own_entries(reader, desk.config, reader.journal.unfinished(desk.registry))
        lost = [one for one in unfinished if one.purpose is Purpose.LOCK]
        orphans = [
            one
            for one in reader.journal.items(registry=desk.registry)
            if one.reason == Reason.LOCK_ORPHAN.value and one.kind is ItemKind.QUESTION
            if sends(reader, desk.config, one.local_id)
        ]
    for record in held:
        if record is not None and record.registry == desk.registry:
            with suppress(Refused, OutcomeUnknown):
                release(desk, record)
    for entry in lost:
        look(desk, entry)
    for item in orphans:
        _revisit(desk, item)


def look(desk: Desk, entry: Entry) -> bool:
    """Look for a lock whose answer was lost (S58); True when it is decided.

    Before T_limit nothing is certain: the request may still come. After that a document that is
    locked may be locked by us for good: a person is told.
    """
    now = desk.clock.now_utc()
    left = entry.left_at_utc or now
    if desk.steady.waited_s(left, now) < desk.limit_s:
        return False
    with desk.replica.read() as reader:
        record = reader.records.find(entry.local_id)
    if record is None or record.ref is None:
        _close(desk, entry, Outcome.ABSENT)
        return True
    try:
        body = desk.client.get(record.ref)
    except Refused as refused:
        if not is_gone(refused):
            raise
        body = {}
    if not body.get("locked"):
        _close(desk, entry, Outcome.ABSENT)
        return True
    with desk.replica.write() as writer:
        writer.journal.update(replace(entry, outcome=Outcome.OVERTAKEN, looked_at_utc=now))
        orphan(writer, record, record.ref, body, now)
    return True


def _close(desk: Desk, entry: Entry, outcome: Outcome) -> None:
    with desk.replica.write() as writer:
        writer.journal.update(replace(entry, outcome=outcome, looked_at_utc=desk.clock.now_utc()))


def orphan(writer: Writer, record: Record, ref: RemoteRef, body: Json, now: datetime) -> None:
    """Tell that a document is locked and that nobody knows the lock (8.8)."""
    writer.journal.open_item(
        registry=record.registry,
        family=record.family,
        local_id=record.local_id,
        kind=ItemKind.QUESTION,
        reason=Reason.LOCK_ORPHAN.value,
        unit=f"{_SLOT} {body.get('identificatie') or ''}",
        theirs={"identificatie": body.get("identificatie"), "titel": body.get("titel")},
        detail={"ref": str(ref), "identificatie": body.get("identificatie")},
        now=now,
    )


def lacks_right(refused: Refused) -> bool:
    """Tell whether a registry refused to release a lock by force for want of the right."""
    return refused.status == 403 or "incorrect-lock-id" in refused.codes


def _force(desk: Desk, item: OpenItem, ref: RemoteRef) -> bool:
    """Release a lock by force; without the right the question stays, and says so."""
    try:
        desk.client.unlock(ref, "", mark=f"zk:{item.local_id}")
    except OutcomeUnknown:
        return False
    except Refused as refused:
        if lacks_right(refused):
            with desk.replica.write() as writer:
                writer.journal.open_item(
                    registry=item.registry, family=item.family, local_id=item.local_id,
                    kind=item.kind, unit=item.unit, reason=item.reason, base=item.base,
                    mine=item.mine, theirs=item.theirs,
                    detail={**item.detail, "force": False, "denied": True},
                    now=item.opened_at_utc,
                )  # fmt: skip
        return False
    return True


def _revisit(desk: Desk, item: OpenItem) -> None:
    """See whether an orphan was released, and release it by force when a person chose that.

    A document with parts is never unlocked by force: what was sent of it would be lost (J38).
    """
    ref = RemoteRef.parse(str(item.detail["ref"]))
    try:
        body = desk.client.get(ref)
    except Refused as refused:
        if not is_gone(refused):
            return
        body = {}
    except RegistryError:
        return
    released = not body.get("locked")
    if not released and item.detail.get("force") and not body.get("bestandsdelen"):
        released = _force(desk, item, ref)
    if released:
        with desk.replica.write() as writer:
            writer.records.save(let_go(writer.records.get(item.local_id)))
            writer.journal.resolve(item.n, "released", desk.clock.now_utc())
