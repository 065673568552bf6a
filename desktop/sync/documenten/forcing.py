"""Releasing the lock of somebody else by force, for a person who says so and has the right.

A lock has no owner and no end (8.8): a colleague who went home with a document checked out blocks
it, and the closing of its zaak, for everybody. Whoever held the lock can save nothing under it any
more. An upload in parts is never broken off this way, for what was sent of it is lost (J38, S62).
"""

from __future__ import annotations

from dataclasses import replace

from desktop.domain.errors import BadInput, NotFound, OutcomeUnknown, Refused
from desktop.domain.records import Record
from desktop.sync.desk import Desk
from desktop.sync.documenten.locks import lacks_right
from desktop.sync.judging.held import let_go
from desktop.sync.pushing import readback


def force(desk: Desk, record: Record) -> bool:
    """Release the lock of a document; False when there was none any more.

    A version of ours that waited for it goes at the next run. Raises NotFound when the document is
    gone there, BadInput("document-lock-ours" | "document-being-sent" | "document-unlock-right")
    when nothing was done, and what a read raises.
    """
    assert record.ref is not None  # noqa: S101  only a bound document is locked
    name = (record.local or {}).get("titel")
    with desk.replica.read() as reader:
        is_ours = reader.contents.upload_of(record.local_id) is not None
    if is_ours:
        raise BadInput("document-lock-ours", name=name)
    before = _read(desk, record)
    if before.get("bestandsdelen"):
        raise BadInput("document-being-sent", name=name)
    was_locked = bool(before.get("locked"))
    if was_locked:
        _release(desk, record, str(name))
    with desk.replica.write() as writer:
        fresh = let_go(writer.records.get(record.local_id))
        ghosts = {name: one for name, one in fresh.ghosts.items() if name != "waits"}
        writer.records.save(replace(fresh, ghosts=ghosts))
    return was_locked


def _read(desk: Desk, record: Record) -> dict[str, object]:
    judged = readback.fresh(desk, record)
    if judged is None or judged.record.remote is None:
        raise NotFound("document-not-found", id=record.local_id)
    return dict(judged.record.remote)


def _release(desk: Desk, record: Record, name: str) -> None:
    assert record.ref is not None  # noqa: S101  see force
    try:
        desk.client.unlock(record.ref, "", mark=f"zk:{record.local_id}")
    except OutcomeUnknown:
        if _read(desk, record).get("locked"):
            raise
        return
    except Refused as refused:
        if lacks_right(refused):
            raise BadInput("document-unlock-right", name=name) from refused
        raise
    _read(desk, record)
