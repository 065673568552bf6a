"""Pure: what we owe a colleague whose change our own save took away (S32, O2).

The winner of an overlap sees nothing wrong, so only the audit trail shows it. A field we did not
send gets its value back, as work of its own that goes the ordinary way: with a fresh read before
it, an entry and a read after it. A field we sent too is merged when it is a list, and asked about
otherwise.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from desktop.domain.records import Entry, Json, Purpose, Record
from desktop.domain.standing import differing
from desktop.sync.judging.reconcile import MOST_REPAIRS, OWED, REPAIRS
from desktop.sync.judging.trail import Overwritten, Wrote, together
from desktop.sync.judging.trees import Values, alike, units, values_of

_MOST_LOOKS = 5
"""How often a trail is asked that cannot be read."""


@dataclass(frozen=True, slots=True)
class Duty:
    """The record with what is to be put right, and what nobody but a person can put right."""

    record: Record
    asked: tuple[Overwritten, ...] = ()


def owe(record: Record, found: Iterable[Overwritten], now: datetime, *, is_closed: bool) -> Duty:
    """Give the record with the repairs of what our write took away."""
    local: Json = dict(record.local or {})
    overlay: Json = dict(record.overlay)
    repairs: Json = dict(record.ghosts.get(REPAIRS, {}))
    asked = []
    for one in found:
        name = one.unit.name
        note = {"by": one.by, "at": one.at, "tries": repairs.get(name, {}).get("tries", 0) + 1}
        may_try = not is_closed and note["tries"] <= MOST_REPAIRS
        sent = overlay.get(name)
        if one.was_sent and sent is not None:
            merged = together(one, sent["fields"]) if may_try else None
            if merged is not None and alike(one.unit, local, sent["fields"]):
                local[one.unit.fields[0]] = merged
                repairs[name] = {**note, "is_merged": True}
            else:
                overlap = {"theirs": one.theirs, "by": one.by, "at": one.at}
                overlay[name] = {**sent, "state": "overlap", "overlap": overlap}
        elif may_try and not one.was_sent and alike(one.unit, local, record.remote or {}):
            local.update(one.theirs)
            repairs[name] = note
        else:
            asked.append(one)
    if (local, overlay, repairs) == (record.local, record.overlay, record.ghosts.get(REPAIRS, {})):
        return Duty(record, tuple(asked))
    changed = replace(
        record, local=local, overlay=overlay, ghosts={**record.ghosts, REPAIRS: repairs},
        changed_at_utc=record.changed_at_utc or now,
    )  # fmt: skip
    return Duty(changed, tuple(asked))


def owing(record: Record, entry: Entry, send: Mapping[str, Values]) -> Record:
    """Give a record whose PATCH or PUT is leaving, with the duty to look back at it.

    It stands beside the entry in one commit: neither a crash nor a trail that cannot be read just
    now ends it. A PUT sends along all that was read before it.
    """
    remote = record.remote or {}
    body = entry.body or {} if entry.purpose is Purpose.PUT else {}
    seen = {
        unit.name: values_of(unit, remote)
        for unit in units(record.kind, remote)
        if unit.name in send or any(name in body for name in unit.fields)
    }
    note = {"sent": sorted(send), "seen": seen, "looks": 0}
    owed = {**record.ghosts.get(OWED, {}), entry.entry_id: note}
    return replace(record, ghosts={**record.ghosts, OWED: owed})


def owed_by(record: Record) -> dict[str, Wrote]:
    """Give the writes of a record that have yet to be looked back at."""
    owed = record.ghosts.get(OWED, {})
    return {mark: Wrote(frozenset(one["sent"]), one["seen"]) for mark, one in owed.items()}


def after_look(
    record: Record, told: Collection[str], unknown: Collection[str], *, is_read: bool
) -> Record:
    """Give a record after the trail was asked about its writes.

    What is told is done with. What is `unknown` may still arrive; a trail that could not be read
    is asked a few times more.
    """
    left = {}
    for mark, note in record.ghosts.get(OWED, {}).items():
        looks = note["looks"] + (not is_read)
        if mark not in told and (mark in unknown or not is_read) and looks < _MOST_LOOKS:
            left[mark] = {**note, "looks": looks}
    rest = {name: value for name, value in record.ghosts.items() if name != OWED}
    if left:
        return replace(record, ghosts={**rest, OWED: left})
    is_seen = all(one["state"] == "seen" for one in record.overlay.values())
    is_quiet = is_seen and record.local is not None and not differing(record)
    since = None if is_quiet else record.changed_at_utc  # a removal that waits is work too
    return replace(record, ghosts=rest, changed_at_utc=since)


def not_owing(record: Record, mark: str) -> Record:
    """Give a record one write of which was refused or never left."""
    left = {name: note for name, note in record.ghosts.get(OWED, {}).items() if name != mark}
    rest = {name: value for name, value in record.ghosts.items() if name != OWED}
    return replace(record, ghosts={**rest, OWED: left} if left else rest)


def without_repairs(record: Record) -> tuple[Record, Json]:
    """Give a record without the repairs that were refused, and per unit their values and notes."""
    repairs = record.ghosts.get(REPAIRS, {})
    local: Json = dict(record.local or {})
    base = record.base or {}
    dropped: Json = {}
    by_name = {unit.name: unit for unit in units(record.kind, local, base)}
    for name, note in repairs.items():
        if note.get("is_merged"):
            continue
        unit = by_name[name]
        dropped[name] = {**note, "theirs": values_of(unit, local), "mine": values_of(unit, base)}
        local.update(values_of(unit, base))
    rest = {key: value for key, value in record.ghosts.items() if key != REPAIRS}
    kept = {name: note for name, note in repairs.items() if name not in dropped}
    ghosts = {**rest, REPAIRS: kept} if kept else rest
    return replace(record, local=local, ghosts=ghosts), dropped
