"""A content that is damaged on this device and known nowhere else: a person is told, with ways on.

Nothing of it is sent, and nothing else waits for it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from desktop.domain.reasons import Reason
from desktop.domain.records import ItemKind, Record, RecordState
from desktop.models.replica import Writer
from desktop.sync.desk import ask


def hold(writer: Writer, record: Record, now: datetime) -> None:
    """Hold a document back whose content cannot be read, and tell a person (S76, S77)."""
    if record.state in {RecordState.WITHDRAWN, RecordState.BIN}:
        return
    detail = {"edit_seq": record.edit_seq}
    ask(writer, record, Reason.CONTENT_DAMAGED, now, kind=ItemKind.REJECTION, detail=detail)
    if record.ref is None:
        writer.records.save(replace(record, state=RecordState.REJECTED))
