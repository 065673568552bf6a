"""What a person decides about a document: two contents, a final document, a lock nobody knows."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Literal

from desktop.domain.contents import (
    WANTED,
    new_content,
    on_its_way,
    with_content,
    without_content,
)
from desktop.domain.ids import local_ref
from desktop.domain.kinds import Kind
from desktop.domain.reasons import Reason
from desktop.domain.records import Json, OpenItem, Record, RecordState
from desktop.models.replica import Writer
from desktop.operations.workspace import Workspace
from desktop.operations.zaken.casework import new_record, reference
from desktop.operations.zaken.whose_work import account_of_work
from desktop.sync.judging.leaving import writable

Keep = Literal["mine", "theirs", "both"]
REASONS = frozenset(
    one.value
    for one in (
        Reason.VERSION, Reason.FINAL, Reason.LOCK_ORPHAN, Reason.DELETED_THERE,
        Reason.CONTENT_DIFFERS,
    )
)  # fmt: skip


def decide(
    ws: Workspace, writer: Writer, item: OpenItem, record: Record, keep: Keep | None
) -> bool:
    """Carry a choice out; True when the question is answered by it.

    *theirs* leaves the registry as it is, *mine* sends mine there as the newest version, *both*
    keeps theirs and makes mine a new document. A lock is released by force with *mine*, at the
    next run and only where the rights allow it; the question stays until that is seen.
    """
    now = ws.clock.now_utc()
    reason = Reason(item.reason)
    if reason is Reason.LOCK_ORPHAN:
        return _decide_lock(writer, item, keep)
    if keep == "theirs":
        _leave_theirs(writer, record, reason, now)
    elif keep == "both" or reason in {Reason.FINAL, Reason.DELETED_THERE}:
        as_new_document(ws, writer, record)
        _leave_theirs(writer, writer.records.get(record.local_id), reason, now)
    else:
        _send_mine(writer, item, record)
    return True


def _decide_lock(writer: Writer, item: OpenItem, keep: Keep | None) -> bool:
    if keep != "mine":
        return True  # the person knows, and leaves it
    writer.journal.open_item(
        registry=item.registry, family=item.family, local_id=item.local_id, kind=item.kind,
        unit=item.unit, reason=item.reason, base=item.base, mine=item.mine, theirs=item.theirs,
        detail={**item.detail, "force": True}, now=item.opened_at_utc,
    )  # fmt: skip
    return False


def _leave_theirs(writer: Writer, record: Record, reason: Reason, now: datetime) -> None:
    for blob_id in on_its_way(record):
        info = writer.contents.blob(blob_id)
        if info is not None and info.local_id == record.local_id:
            writer.contents.drop_blob(blob_id)
    bare = without_content(record)
    if reason is Reason.DELETED_THERE:
        gone = RecordState.GONE_THERE
        writer.records.save(replace(bare, state=gone, changed_at_utc=None, overlay={}))
        return
    since = now if bare.overlay else None
    local = dict(bare.remote or bare.base or {})
    writer.records.save(replace(bare, base=local, local=local, changed_at_utc=since))


def _send_mine(writer: Writer, item: OpenItem, record: Record) -> None:
    """Send mine on top of what the person looked at; a newer one is asked about again (S33)."""
    content = new_content(record)
    looked_at = (item.theirs or {}).get("versie")
    if content is not None:
        versie = content.versie if looked_at is None else int(looked_at)
        record = with_content(record, replace(content, versie=versie, state=WANTED))
    ghosts = {name: one for name, one in record.ghosts.items() if name not in {"held", "broken"}}
    writer.records.save(replace(record, state=RecordState.LIVE, ghosts=ghosts))


def as_new_document(ws: Workspace, writer: Writer, record: Record) -> Record:
    """Make what a person made of a document a document of its own, linked to the same zaak."""
    now = ws.clock.now_utc()
    account = account_of_work(writer, record)
    content = new_content(record)
    made: Json = dict(record.local or {})
    info = writer.contents.blob_of(record.local_id)
    if content is not None:
        made.update(content.values)
        info = writer.contents.blob(content.blob)
    body = writable(record, made)
    body["identificatie"] = f"ZK-{ws.ids.key(20)}"
    if body.get("status") == "definitief":
        body["status"] = "in_bewerking" if not body.get("ontvangstdatum") else ""
    document = new_record(ws, Kind.DOCUMENT, record.registry, record.family, body)
    writer.records.create(document, account=account, now=now)
    zaak = writer.records.get(record.family)
    relation = {
        "zaak": reference(zaak),
        "informatieobject": local_ref(document.local_id),
        "titel": body.get("titel"),
    }
    link = new_record(ws, Kind.ZAAKINFORMATIEOBJECT, record.registry, record.family, relation)
    writer.records.create(link, account=account, now=now)
    if info is not None:
        writer.contents.put_blob(replace(info, local_id=document.local_id, versie=None))
    return document
