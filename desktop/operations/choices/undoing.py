"""Undoing what was done to a zaak as a whole, as long as none of it left (S19)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, TypeVar

from desktop.domain.errors import BadInput
from desktop.domain.ids import EntryId, LocalId
from desktop.domain.records import Json, Record, RecordState
from desktop.models.replica import Reader, Writer
from desktop.operations.workspace import Workspace
from desktop.operations.zaken.casework import zaak_of
from desktop.operations.zaken.whose_work import account_of_work
from desktop.operations.zaken.withdrawing import may_have_left, take_back
from desktop.sync.judging.marks import REASON

Result = TypeVar("Result")


def recorded(
    ws: Workspace, zaak: str, work: Callable[[], Result]
) -> tuple[Result, Callable[[], None]]:
    """Do something to a zaak and its parts; gives its result and how it is undone.

    Undoing raises BadInput("undo-left") when a part of it was sent, and changes nothing then.
    """
    before = _seen(ws, zaak)
    result = work()
    return result, partial(_undo, ws, zaak, before, _seen(ws, zaak))


@dataclass(frozen=True)
class Moment:
    """A zaak and its parts at one moment."""

    bodies: Mapping[LocalId, Json | None]
    live: frozenset[LocalId]
    noted: frozenset[EntryId]
    """The requests that were noted by then: they carry nothing of what came after."""


def _seen(ws: Workspace, zaak: str) -> Moment:
    with ws.replica.read() as reader:
        family = reader.records.family(zaak_of(reader, zaak).family)
        entries = [entry for one in family for entry in reader.journal.entries_of(one.local_id)]
    return Moment(
        {one.local_id: one.local for one in family},
        frozenset(one.local_id for one in family if one.state is RecordState.LIVE),
        frozenset(entry.entry_id for entry in entries),
    )


def _undo(ws: Workspace, zaak: str, before: Moment, after: Moment) -> None:
    was, became = before.bodies, after.bodies
    taken = before.live - after.live
    now = ws.clock.now_utc()
    with ws.replica.write() as writer:
        family = writer.records.family(zaak_of(writer, zaak).family)
        made = [one for one in family if one.local_id in became and one.local_id not in was]
        changed = [
            one for one in family
            if one.local_id in was and was[one.local_id] != became.get(one.local_id)
        ]  # fmt: skip
        if any(_left(writer, one, before) for one in [*made, *changed]):
            raise BadInput("undo-left")
        for one in made:
            if one.state is not RecordState.WITHDRAWN:
                take_back(writer, one, now)
        for one in family:  # what was taken back before it ever left goes along again
            if one.local_id in taken and one.state is RecordState.WITHDRAWN:
                writer.records.save(replace(one, state=RecordState.LIVE, changed_at_utc=now))
        for one in changed:
            _set_back(ws, writer, one, was[one.local_id], became[one.local_id])


def _left(reader: Reader, one: Record, before: Moment) -> bool:
    """Tell whether what was done to a record was sent, or may have been."""
    entries = reader.journal.entries_of(one.local_id)
    if one.local_id not in before.bodies:
        return one.ref is not None or may_have_left(entries)
    if one.ref is None:
        return False  # its first form waits as a whole
    since = [entry for entry in entries if entry.entry_id not in before.noted]
    return may_have_left(since) or (not one.overlay and one.local == one.base)


def _set_back(
    ws: Workspace, writer: Writer, one: Record, before: Json | None, after: Json | None
) -> None:
    """Put back what is still as it was set; what was changed again since then stays."""
    if after is None or before is None or one.local is None:
        is_whole = before == one.base and not one.overlay
        since = None if is_whole else ws.clock.now_utc()
        writer.records.save(replace(one, local=before, changed_at_utc=since))
        return
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    values: dict[str, Any] = {
        name: before.get(name) for name in names if one.local.get(name) == after.get(name)
    }
    ghosts = {name: value for name, value in one.ghosts.items() if name != REASON}
    writer.records.save(replace(one, ghosts=ghosts))
    account = account_of_work(writer, one)
    writer.records.edit(one.local_id, values, account=account, now=ws.clock.now_utc())
    renewed = writer.records.get(one.local_id)
    local = {
        name: value
        for name, value in (renewed.local or {}).items()
        if name not in values or name in before
    }
    since = None if local == renewed.base and not renewed.overlay else renewed.changed_at_utc
    writer.records.save(replace(renewed, local=local, changed_at_utc=since))
