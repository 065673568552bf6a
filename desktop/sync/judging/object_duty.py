"""Pure: what our write of an object may have gone over (S54, O14, L03).

An object keeps every record under a rising index, and a PATCH only sets the keys it names. So
nothing is lost there; only a key that both wrote shows ours and hides theirs. The jump of the index
tells that there was somebody, the history tells what. That a write has yet to be looked back at
stands beside its entry, so neither a crash nor a lost answer ends it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from desktop.domain.fields import unit_of
from desktop.domain.kinds import Kind
from desktop.domain.normal import same
from desktop.domain.records import Entry, Json, Record
from desktop.sync.judging.merge import Clash, merge
from desktop.sync.judging.reconcile import OWED
from desktop.sync.judging.trees import Values

DATA = "data"
UNIT = unit_of(Kind.OBJECT, DATA)
History = Mapping[int, Any]
"""The data of each record of an object, by its index."""


def owing_history(record: Record, entry: Entry, send: Mapping[str, Values]) -> Record:
    """Give an object whose PATCH is leaving, with the duty to look at its history."""
    remote = record.remote or {}
    if UNIT.name not in send or not isinstance(remote.get("index"), int):
        return record
    note = {
        "sent": sorted(send), "seen": {UNIT.name: {DATA: remote.get(DATA)}}, "looks": 0,
        "data": send[UNIT.name][DATA], "index": remote["index"], "made": None,
    }  # fmt: skip
    owed = {**record.ghosts.get(OWED, {}), entry.entry_id: note}
    return replace(record, ghosts={**record.ghosts, OWED: owed})


def answered_with(record: Record, mark: str, answer: Mapping[str, Any]) -> Record:
    """Give a record with the index that the registry answered one of its writes with."""
    owed = record.ghosts.get(OWED, {})
    if "made" not in owed.get(mark, {}) or not isinstance(answer.get("index"), int):
        return record
    noted = {**owed, mark: {**owed[mark], "made": answer["index"]}}
    return replace(record, ghosts={**record.ghosts, OWED: noted})


def may_have_jumped(note: Json, remote: Mapping[str, Any]) -> bool:
    """Tell whether somebody may have written between our read and our write."""
    last = note["made"] if note["made"] is not None else remote.get("index")
    return isinstance(last, int) and last > note["index"] + 1


def made_at(note: Json, history: History) -> int | None:
    """Give the index of the record that a write made: answered, or the first one that holds it."""
    if note["made"] is not None:
        return int(note["made"])
    return next(
        (one for one in sorted(history) if one > note["index"] and _holds(note, history[one])), None
    )


def _holds(note: Json, data: Any) -> bool:
    """Tell whether a record holds all that a write set."""
    verdict = merge(UNIT, note["seen"][UNIT.name][DATA], note["data"], data)
    return not isinstance(verdict, Clash) and same(verdict.value, data)


def went_over(note: Json, history: History) -> Any | None:
    """Give the data of somebody else of which a write hides a key; None when it hides nothing."""
    made = made_at(note, history)
    if made is None or made <= note["index"] + 1:
        return None
    theirs = history.get(made - 1)
    seen = note["seen"][UNIT.name][DATA]
    is_hidden = theirs is not None and isinstance(merge(UNIT, seen, note["data"], theirs), Clash)
    return theirs if is_hidden else None


def hiding(record: Record, mark: str, theirs: Any) -> Record:
    """Give a record of which a key of ours hides one of somebody: a person is asked (S33).

    What was settled since is marked anew; where somebody wrote after us, it is not ours to ask.
    """
    note = record.ghosts[OWED][mark]
    sent = record.overlay.get(UNIT.name)
    if sent is None:
        local, remote = (record.local or {}).get(DATA), (record.remote or {}).get(DATA)
        if not same(remote, note["data"]) or not same(local, remote) or record.seen_at_utc is None:
            return record
        at = record.seen_at_utc.isoformat()
        sent = {"fields": {DATA: note["data"]}, "entry": mark, "at": at}
    overlap = {"theirs": {DATA: theirs}, "by": "", "at": ""}
    overlay = {**record.overlay, UNIT.name: {**sent, "state": "overlap", "overlap": overlap}}
    since = record.changed_at_utc or record.seen_at_utc
    return replace(record, overlay=overlay, changed_at_utc=since)
