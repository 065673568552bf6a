"""A document of ours that is there twice under one number, after a late first request (E27, S65).

The registry's database does not guard a document's number. Ours is the one that is bound, and so
the one that is linked; the other carries our own random number, so it is ours to remove.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from desktop.domain.ids import RemoteRef
from desktop.domain.kinds import Kind
from desktop.domain.records import Purpose, Record, RecordState
from desktop.sync.desk import Desk, checked, new_record
from desktop.sync.late import LATE_S
from desktop.sync.probe import candidates
from desktop.sync.verifying import is_unverified


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
        with desk.replica.write() as writer:
            account = writer.journal.edits_of(record.local_id)[-1].account
            for url, body in found.items():
                if writer.records.by_ref(desk.registry, RemoteRef.parse(url)) is not None:
                    continue
                checked(Kind.DOCUMENT, body)
                late = new_record(desk, Kind.DOCUMENT, body, record.family, read_at=read_at)
                writer.records.save(replace(late, ghosts={"withdrawn": True}))
                writer.records.take_away(late.local_id, account=account, now=read_at)


def _given_up_once(desk: Desk) -> list[Record]:
    """Give own documents of the last day, there for sure, of which an earlier create was lost."""
    now = desk.clock.now_utc()
    found = []
    with desk.replica.read() as reader:
        since = now - timedelta(seconds=LATE_S)
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
            is_over = (now - left).total_seconds() >= desk.limit_s
            if is_over and not is_unverified(record):
                found.append(record)
    return found
