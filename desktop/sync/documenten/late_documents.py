"""A document of ours that is there twice under one number, after a late first request (E27, S65).

The registry's database does not guard a document's number. Ours is the one that is bound, and so
the one that is linked; the other carries our own random number, so it is ours to remove.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from desktop.domain.ids import RemoteRef
from desktop.domain.kinds import Kind
from desktop.domain.records import Json, Purpose, Record, RecordState
from desktop.models.replica import Writer
from desktop.sync.accounts import owner_of
from desktop.sync.desk import Desk, checked, new_record
from desktop.sync.documenten.verifying import is_unverified
from desktop.sync.judging.late import LATE_S
from desktop.sync.judging.plan import AFTER
from desktop.sync.pushing.probe import candidates


def remove_late_documents(desk: Desk) -> None:
    """Look for documents whose first request was given up; what came in late is work to remove.

    One list per document and run, for a day. Where the right to delete is missing, the removal
    becomes a question that says what remains.
    """
    for record in _given_up_once(desk):
        desk.check()
        read_at = desk.clock.now_utc()
        found = {str(one["url"]): one for one in candidates(desk, record, {})}
        found.pop(str(record.ref), None)
        for url, body in found.items():
            links = desk.client.listing(
                "zaken", "zaakinformatieobjecten", {"informatieobject": url}
            )
            _take_away(desk, record, body, links, read_at)


def _take_away(
    desk: Desk, record: Record, body: Json, links: Sequence[Json], read_at: datetime
) -> None:
    """Make the removal of a late document work, after that of the relation it may have brought."""
    with desk.replica.write() as writer:
        account = owner_of(writer, record)
        late = _late(desk, writer, Kind.DOCUMENT, body, record, read_at)
        if late is None:
            return
        ghosts: Json = {"withdrawn": True}
        for one in links:
            link = _late(desk, writer, Kind.ZAAKINFORMATIEOBJECT, one, record, read_at)
            if link is not None:
                writer.records.save(replace(link, ghosts={"withdrawn": True}))
                writer.records.take_away(link.local_id, account=account, now=read_at)
                ghosts[AFTER] = link.local_id
        writer.records.save(replace(late, ghosts=ghosts))
        writer.records.take_away(late.local_id, account=account, now=read_at)


def _late(
    desk: Desk, writer: Writer, kind: Kind, body: Json, beside: Record, read_at: datetime
) -> Record | None:
    """Give the record of what came late, also a pulled one; None when somebody works in it."""
    known = writer.records.by_ref(desk.registry, RemoteRef.parse(str(body["url"])))
    if known is not None:
        is_idle = not known.edit_seq and known.state is RecordState.LIVE
        return known if is_idle else None
    checked(kind, body)
    return new_record(desk, kind, body, beside.family, read_at=read_at)


def _given_up_once(desk: Desk) -> list[Record]:
    """Give own documents of the last day, there for sure, of which an earlier create was lost."""
    now = desk.clock.now_utc()
    found = []
    with desk.replica.read() as reader:
        since = desk.steady.before(now, LATE_S)
        lost = reader.journal.made_since(desk.registry, since, [Kind.DOCUMENT], lost=True)
        for local_id in lost:
            record = reader.records.find(local_id)
            if record is None or record.ref is None:
                continue
            if record.state is not RecordState.LIVE or record.local is None:
                continue
            creates = [
                one for one in reader.journal.entries_of(local_id) if one.purpose is Purpose.CREATE
            ]
            left = max((one.left_at_utc for one in creates if one.left_at_utc), default=now)
            is_over = desk.steady.waited_s(left, now) >= desk.limit_s
            if is_over and not is_unverified(record):
                found.append(record)
    return found
