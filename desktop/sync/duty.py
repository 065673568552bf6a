"""Pure: what we owe a colleague whose change our own save took away (S32, O2).

The winner of an overlap sees nothing wrong, so only the audit trail shows it. A field we did not
send gets its value back, as work of its own that goes the ordinary way: with a fresh read before
it, an entry and a read after it. A field we sent too is merged when it is a list, and asked about
otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from desktop.domain.records import Json, Record
from desktop.sync.reconcile import MOST_REPAIRS, REPAIRS
from desktop.sync.trail import Overwritten, together
from desktop.sync.trees import alike, units, values_of


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
        if one.was_sent:
            sent = overlay.get(name)
            if sent is None:
                continue  # settled or decided already
            merged = together(one, sent["fields"]) if may_try else None
            if merged is not None and alike(one.unit, local, sent["fields"]):
                local[one.unit.fields[0]] = merged
                repairs[name] = {**note, "is_merged": True}
            else:
                overlap = {"theirs": one.theirs, "by": one.by, "at": one.at}
                overlay[name] = {**sent, "state": "overlap", "overlap": overlap}
        elif may_try and alike(one.unit, local, record.remote or {}):
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
