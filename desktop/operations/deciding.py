"""What a person decides: conflicts, questions, refusals, taking things back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal

from desktop.domain.errors import BadInput, NotFound
from desktop.domain.ids import LocalId
from desktop.domain.kinds import Kind
from desktop.domain.records import Entry, ItemKind, OpenItem, Outcome, Record, RecordState
from desktop.models.replica import Writer
from desktop.operations.workspace import Workspace
from desktop.sync.plan import references

Keep = Literal["mine", "theirs", "both"]


def resolve(ws: Workspace, n: int, keep: Keep | None = None, value: Any = None) -> None:
    """Decide an open conflict or question: keep mine, theirs, both, or give a new value.

    For a question, `mine` sends it anyway where that is allowed, `theirs` withdraws it.
    Raises NotFound("item-not-found") and BadInput.
    """
    if keep is None and value is None:
        raise BadInput("conflict-choice-missing")
    now = ws.clock.now_utc()
    with ws.replica.write() as writer:
        item = writer.journal.item(n)
        if item.resolved_at_utc is not None:
            raise NotFound("item-not-found", id=n)
        record = writer.records.get(item.local_id)
        if item.kind is ItemKind.CONFLICT:
            _decide_field(ws, writer, item, record, keep, value)
        elif item.kind is ItemKind.NOTICE:
            pass
        elif keep == "theirs":
            _take_back(writer, record)
        else:
            _try_again(writer, record)
        writer.journal.resolve(n, keep or "value", now)


def _decide_field(
    ws: Workspace, writer: Writer, item: OpenItem, record: Record, keep: Keep | None, value: Any
) -> None:
    """Move base to what was looked at (S33): what is sent now is sent against that."""
    theirs = dict(item.theirs or {})
    overlay = {unit: sent for unit, sent in record.overlay.items() if unit != item.unit}
    chosen = dict(item.mine or {})
    if keep == "theirs":
        chosen = theirs
    elif keep == "both" or value is not None:
        if len(chosen) != 1:
            raise BadInput("conflict-not-text")
        name = next(iter(chosen))
        chosen = {name: value if value is not None else item.detail.get("proposal")}
        if chosen[name] is None:
            raise BadInput("conflict-not-text")
    base = {**(record.base or {}), **theirs}
    local = {**(record.local or {}), **chosen}
    writer.records.save(
        replace(
            record, base=base, local=local, overlay=overlay,
            changed_at_utc=record.changed_at_utc or ws.clock.now_utc(),
        )
    )  # fmt: skip


def _try_again(writer: Writer, record: Record) -> None:
    ghosts = {key: one for key, one in record.ghosts.items() if key != "waits"}
    writer.records.save(replace(record, state=RecordState.LIVE, ghosts=ghosts))


def _take_back(writer: Writer, record: Record) -> None:
    if record.ref is None:
        writer.records.save(
            replace(record, state=RecordState.WITHDRAWN, changed_at_utc=None, overlay={})
        )
        return
    writer.records.save(replace(record, local=record.base, changed_at_utc=None))


def _has_left(entries: list[Entry]) -> bool:
    return any(
        entry.outcome not in {Outcome.VOID, Outcome.REFUSED, Outcome.ABSENT} for entry in entries
    )


def withdraw(ws: Workspace, outbox_id: str) -> list[LocalId]:
    """Take back what has not left yet, with what hangs on it; gives what was withdrawn.

    Raises NotFound("outbox-not-found") or BadInput("already-sent").
    """
    now = ws.clock.now_utc()
    with ws.replica.write() as writer:
        record = _outbox_record(writer, outbox_id)
        if _has_left(writer.journal.entries_of(record.local_id)) and record.ref is None:
            raise BadInput("already-sent")
        taken = [record]
        if record.ref is None:
            family = writer.records.family(record.family)
            if record.kind is Kind.ZAAK:
                taken = family
            else:
                needs = [one for one in family if record.local_id in set(references(one.local))]
                taken += [one for one in needs if one.ref is None]
        for one in taken:
            _take_back(writer, one)
            writer.journal.resolve_all(one.local_id, "withdrawn", now)
    return [one.local_id for one in taken]


def retry(ws: Workspace, outbox_id: str) -> None:
    """Let something that was refused go again at the next run."""
    with ws.replica.write() as writer:
        record = _outbox_record(writer, outbox_id)
        _try_again(writer, record)
        writer.journal.resolve_all(record.local_id, "retried", ws.clock.now_utc())


def _outbox_record(writer: Writer, outbox_id: str) -> Record:
    for record in writer.records.working():
        if record.local_id.startswith(outbox_id) and len(outbox_id) >= 6:
            return record
    raise NotFound("outbox-not-found", id=outbox_id)
