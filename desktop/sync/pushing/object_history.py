"""Looking at the history of an object that we wrote: what did our write go over? (S54, L03)."""

from __future__ import annotations

from desktop.domain.errors import NotUnderstood, Refused
from desktop.domain.records import Entry, Json, Outcome, Record
from desktop.sync.desk import Desk
from desktop.sync.judging.duty import after_look
from desktop.sync.judging.object_duty import (
    DATA,
    UNIT,
    History,
    hiding,
    made_at,
    may_have_jumped,
    went_over,
)
from desktop.sync.judging.reconcile import OWED
from desktop.sync.judging.refusals import is_account_trouble
from desktop.sync.pushing import readback

_THERE = {Outcome.APPLIED, Outcome.SEEN, Outcome.SETTLED}


def look_back(desk: Desk, record: Record) -> None:
    """Ask about a key of somebody that a write of ours hides; the history is read when it may.

    Only what was read after the writes tells.
    """
    with desk.replica.read() as reader:
        entries = {str(one.entry_id): one for one in reader.journal.entries_of(record.local_id)}
    owed: Json = record.ghosts[OWED]
    left = [one.left_at_utc for mark in owed if (one := entries.get(mark)) and one.left_at_utc]
    if record.seen_at_utc is None or record.seen_at_utc < max(left, default=record.seen_at_utc):
        return
    there = {mark: note for mark, note in owed.items() if _is_there(record, entries.get(mark))}
    remote = record.remote or {}
    jumped = any(may_have_jumped(note, remote) for note in there.values())
    history = _history(desk, record) if jumped else {remote.get("index", 0): remote.get(DATA)}
    known = history or {}
    hidden = {mark: went_over(note, known) for mark, note in there.items()}
    with desk.replica.write() as writer:
        fresh = writer.records.get(record.local_id)
        for mark, theirs in hidden.items():
            if theirs is not None:
                fresh = hiding(fresh, mark, theirs)
        is_read = history is not None
        told = {mark for mark, note in there.items() if is_read and made_at(note, known)}
        unknown = {mark for mark in owed if mark in entries and _is_open(entries[mark])}
        writer.records.save(after_look(fresh, told, unknown, is_read=is_read))
    if any(theirs is not None for theirs in hidden.values()):
        readback.fresh(desk, fresh)


def _is_open(entry: Entry) -> bool:
    return entry.outcome in {Outcome.PREPARED, Outcome.LOOKING}


def _is_there(record: Record, entry: Entry | None) -> bool:
    """Tell whether a write certainly arrived: answered, or seen there since."""
    if entry is None:
        return False
    sent = record.overlay.get(UNIT.name, {})
    return entry.outcome in _THERE or (
        sent.get("entry") == entry.entry_id and sent.get("state") == "seen"
    )


def _history(desk: Desk, record: Record) -> History | None:
    """Give the data of every record of an object; None when its history does not tell."""
    ref = record.ref
    if ref is None:
        return None
    try:
        found = desk.client.listing(ref.api, f"{ref.path}/history")
    except NotUnderstood:
        return None
    except Refused as refused:
        if is_account_trouble(refused) or refused.status == 429:
            raise
        return None
    return {one["index"]: one.get(DATA) for one in found if isinstance(one.get("index"), int)}
