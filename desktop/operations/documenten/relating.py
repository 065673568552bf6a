"""Documents and zaken: one document in two zaken, moved, copied."""

from __future__ import annotations

from dataclasses import replace

from desktop.domain.contents import new_content
from desktop.domain.errors import BadInput, NotFound
from desktop.domain.ids import LocalId, local_ref
from desktop.domain.kinds import Kind
from desktop.domain.records import Record, RecordState
from desktop.models.replica import Reader
from desktop.operations.documenten.documents import Attached, add_link, document_of, kind_of, put_in
from desktop.operations.workspace import Workspace
from desktop.operations.zaken.casework import (
    Made,
    identificatie_of,
    made,
    reference,
    zaak_of,
)
from desktop.operations.zaken.whose_work import account_for_edit
from desktop.operations.zaken.withdrawing import remove_part, take_back
from desktop.sync.judging.leaving import writable
from desktop.sync.judging.plan import AFTER, ALONE


def link(ws: Workspace, document: str, zaak: str) -> Made:
    """Let a document belong to another zaak as well: one document, two relations (J30).

    Raises BadInput("document-elsewhere") for a zaak of another registry.
    """
    with ws.replica.write() as writer:
        record, target = document_of(writer, document), zaak_of(writer, zaak)
        if record.registry != target.registry:
            raise BadInput("document-elsewhere", name=(record.local or {}).get("titel"))
        found = relation_of(writer, record, target.family)
        if found is None:
            found = add_link(ws, writer, record, target)
    return made(found, identificatie_of(target))


def move(ws: Workspace, document: str, zaak: str) -> Made:
    """Let a document belong to another zaak instead: linked there first, then unlinked here (J31).

    A break in between leaves it in both, never in none. To a zaak of another registry it goes as
    a new document there, with the same content and metadata (R04). Raises what `copy` raises.
    """
    with ws.replica.read() as reader:
        is_there = document_of(reader, document).registry == zaak_of(reader, zaak).registry
    if not is_there:
        return _move_over(ws, document, zaak)
    done = link(ws, document, zaak)
    now = ws.clock.now_utc()
    with ws.replica.write() as writer:
        record, target = document_of(writer, document), zaak_of(writer, zaak)
        old = relation_of(writer, record, record.family)
        if old is None or record.family == target.family:
            return done
        if old.ref is None:
            take_back(writer, old, now)
        else:
            writer.records.save(replace(old, ghosts={**old.ghosts, AFTER: done.id}))
            account = account_for_edit(writer, old)
            writer.records.take_away(old.local_id, account=account, now=now)
        if record.ref is not None and record.changed_at_utc is None and not record.overlay:
            writer.records.move(record, target.family)
    return done


def _move_over(ws: Workspace, document: str, zaak: str) -> Made:
    """Make a document anew at another registry; unlinked here when it is whole and linked there.

    What exists only here simply goes along: nothing of it is at the first registry.
    """
    copied = copy(ws, document, zaak)
    now = ws.clock.now_utc()
    with ws.replica.write() as writer:
        record, target = document_of(writer, document), zaak_of(writer, zaak)
        new = writer.records.get(copied.id)
        writer.records.save(replace(new, ghosts={**new.ghosts, ALONE: True}))
        there = relation_of(writer, new, target.family)
        old = relation_of(writer, record, record.family)
        if old is not None and old.ref is not None and there is not None:
            writer.records.save(replace(old, ghosts={**old.ghosts, AFTER: there.local_id}))
            account = account_for_edit(writer, old)
            writer.records.take_away(old.local_id, account=account, now=now)
        elif old is not None and record.ref is None:
            take_back(writer, old, now)
            take_back(writer, record, now)
    return made(new, copied.identificatie)


def relation_of(reader: Reader, document: Record, family: LocalId) -> Record | None:
    """Give the relation between a document and a zaak, or None."""
    names = {reference(document), local_ref(document.local_id)}
    for one in reader.records.family(family):
        is_live = one.kind is Kind.ZAAKINFORMATIEOBJECT and one.state is RecordState.LIVE
        if is_live and (one.local or {}).get("informatieobject") in names:
            return one
    return None


def copy(ws: Workspace, document: str, zaak: str, *, soort: str | None = None) -> Attached:
    """Make a new document in a zaak of a document's content and metadata, or under another kind.

    At another registry the kind with the same description is taken unless told. Raises
    NotFound("document-not-here") and BadInput("document-type-unknown").
    """
    with ws.replica.read() as reader:
        record, target = document_of(reader, document), zaak_of(reader, zaak)
        if soort is None and record.registry != target.registry:
            soort = _soort_of(reader, record)
        kind = None if soort is None else kind_of(reader, target, soort)
        info = reader.contents.blob_of(record.local_id)
    name = (record.local or {}).get("titel")
    if info is None or not ws.blobs.exists(info.blob_id):
        raise NotFound("document-not-here", name=name)
    blob_id, key = ws.ids.blob_id(), ws.ids.secret(32)
    with ws.blobs.open(info.blob_id, info.key) as content:
        stored = ws.blobs.put(content, blob_id, key)
    body = writable(record, record.local or {})
    pending = new_content(record)
    if pending is not None:
        body.update(pending.values)
    if body.get("status") == "definitief":
        body["status"] = ""
    if kind is not None:
        body["informatieobjecttype"] = kind["url"]
    with ws.replica.write() as writer:
        blob = type(info)(
            blob_id, record.local_id, stored.size_bytes, stored.sha256, key, ws.clock.now_utc()
        )
        return put_in(ws, writer, writer.records.get(target.local_id), body, blob)


def _soort_of(reader: Reader, document: Record) -> str:
    """Give the description of a document's kind, which another registry knows it by."""
    ref = str((document.local or {}).get("informatieobjecttype"))
    return str((reader.types.get(document.registry, ref) or {}).get("omschrijving") or "")


def unlink(ws: Workspace, document: str, zaak: str | None = None) -> Made:
    """Let a document no longer belong to a zaak, its own one if none is named.

    The registry keeps the document itself. One that never left goes altogether. Raises
    NotFound("part-not-found") when it does not belong to that zaak.
    """
    with ws.replica.read() as reader:
        record = document_of(reader, document)
        family = record.family if zaak is None else zaak_of(reader, zaak).family
        link_record = relation_of(reader, record, family)
        is_last = record.ref is None and family == record.family
    if link_record is None:
        raise NotFound("part-not-found", id=document)
    return remove_part(ws, record.local_id if is_last else link_record.local_id)
