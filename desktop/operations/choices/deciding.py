"""What a person decides: conflicts, questions, refusals, taking things back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any, Literal

from desktop.domain.errors import BadInput, NotFound
from desktop.domain.ids import LocalId
from desktop.domain.kinds import Kind
from desktop.domain.readings import Withdrawal
from desktop.domain.records import ItemKind, Json, OpenItem, Record, RecordState
from desktop.models.replica import Reader, Writer
from desktop.operations.choices import answering, document_choices, part_choices, registry_choices
from desktop.operations.workspace import Workspace
from desktop.operations.zaken.withdrawing import (
    close_questions,
    group_of,
    only_here,
    take_back,
    withdrawal_of,
)
from desktop.sync.pushing.again import try_again

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
        whole = registry_choices.decide(writer, item, is_mine=keep == "mine", now=now)
        if whole or _decide_record(ws, writer, item, keep, value):
            writer.journal.resolve(n, keep or "value", now)


def _decide_record(
    ws: Workspace, writer: Writer, item: OpenItem, keep: Keep | None, value: Any
) -> bool:
    """Decide about one record; False leaves the item open."""
    now = ws.clock.now_utc()
    record = writer.records.get(item.local_id)
    if record.kind is Kind.DOCUMENT and item.reason in document_choices.REASONS:
        return document_choices.decide(ws, writer, item, record, keep)
    if item.kind is ItemKind.CONFLICT:
        _decide_field(ws, writer, item, record, keep, value)
    elif item.kind is ItemKind.NOTICE:
        pass  # the person knows now
    elif _is_answered(ws, writer, item, record, keep, value):
        pass  # it said itself what follows
    elif keep == "theirs":
        _leave_it(writer, record, now)
    else:
        try_again(writer, record)
    return True


def _leave_it(writer: Writer, record: Record, now: datetime) -> None:
    """Take back what was asked about, with what hangs on it and exists only here."""
    for one in group_of(writer, record):
        if one.state is not RecordState.WITHDRAWN:
            take_back(writer, one, now)


def _is_answered(
    ws: Workspace, writer: Writer, item: OpenItem, record: Record, keep: Keep | None, value: Any
) -> bool:
    if part_choices.decide(ws, writer, item, record, is_mine=keep == "mine"):
        return True
    return answering.answer(ws, writer, item, record, keep, value)


def _decide_field(
    ws: Workspace, writer: Writer, item: OpenItem, record: Record, keep: Keep | None, value: Any
) -> None:
    """Move base to what was looked at (S33): what is sent now is sent against that."""
    theirs = dict(item.theirs or {})
    overlay = {unit: sent for unit, sent in record.overlay.items() if unit != item.unit}
    now: Json = record.local or {}  # edited on, perhaps, since this was asked
    chosen = {name: now.get(name, value) for name, value in (item.mine or {}).items()}
    if keep == "theirs":
        chosen = theirs
    elif keep == "both" or value is not None:
        if len(chosen) != 1:
            raise BadInput("conflict-not-text")
        name = next(iter(chosen))
        chosen = {name: value if value is not None else item.detail.get("proposal")}
        if chosen[name] is None:
            raise BadInput("conflict-not-text")
    base = {**(record.base or {}), **(item.detail.get("there") or theirs)}
    sent = record.overlay.get(item.unit or "", {})
    if sent.get("state") == "overlap":  # ours stands there, and has yet to settle (S30)
        base = dict(record.base or {})
        overlay[str(item.unit)] = {**sent, "state": "seen"}
    local: Json | None = {**(record.local or {}), **chosen}
    if record.local is None:  # taken away here, changed there (delete-edit)
        local = None if keep == "mine" else dict(base)
    writer.records.save(
        replace(
            record, base=base, local=local, overlay=overlay,
            changed_at_utc=record.changed_at_utc or ws.clock.now_utc(),
        )
    )  # fmt: skip


def withdraw(ws: Workspace, outbox_id: str, *, with_documents: bool = False) -> list[LocalId]:
    """Take back something of the outbox with what hangs on it; gives what was taken back.

    What may be at the registry is removed there by the next run. Raises
    NotFound("outbox-not-found"), BadInput("stays-there"), or BadInput("withdraw-group") for a zaak
    with documents that exist nowhere else, unless those may go too (I05).
    """
    now = ws.clock.now_utc()
    with ws.replica.write() as writer:
        record = outbox_record(writer, outbox_id)
        group = group_of(writer, record)
        papers = [] if with_documents or record.kind is not Kind.ZAAK else only_here(writer, group)
        if papers:
            raise BadInput("withdraw-group", names=", ".join(papers))
        for one in group:
            if one.state is not RecordState.WITHDRAWN:
                take_back(writer, one, now)
    return [one.local_id for one in group]


def withdrawal(ws: Workspace, outbox_id: str) -> Withdrawal:
    """Tell what `withdraw` will do with something of the outbox. Raises NotFound."""
    with ws.replica.read() as reader:
        return withdrawal_of(reader, outbox_record(reader, outbox_id))


def retry(ws: Workspace, outbox_id: str) -> None:
    """Let something that was refused go again at the next run."""
    with ws.replica.write() as writer:
        record = outbox_record(writer, outbox_id)
        try_again(writer, record)
        close_questions(writer, record, "retried", ws.clock.now_utc())


def outbox_record(reader: Reader, outbox_id: str) -> Record:
    """Find something of the outbox by the beginning of its id; raises NotFound."""
    for record in reader.records.working():
        if record.local_id.startswith(outbox_id) and len(outbox_id) >= 6:
            return record
    raise NotFound("outbox-not-found", id=outbox_id)
