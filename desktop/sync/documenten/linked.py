"""A small new document with its relation to a zaak in one call (S47), where the registry has it.

Only a content that goes inside the message: it is complete in the moment its relation exists. One
document at a time, because the call writes in the zaak's family too (S4).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace

from desktop.domain.errors import Refused
from desktop.domain.ids import LocalId, local_ref
from desktop.domain.kinds import Kind
from desktop.domain.records import BlobInfo, Json, Purpose, Record, RecordState
from desktop.models.mapping import dump
from desktop.models.replica import Writer
from desktop.sync.desk import Desk, parent_ref
from desktop.sync.documenten import parts
from desktop.sync.judging.plan import ALONE, has_work
from desktop.sync.judging.shapes import create_body
from desktop.sync.pushing.entries import absent_before, new_entry
from desktop.sync.pushing.together import ask_for_all, failed_before

_CALL = "document_registreren"
Records = Mapping[LocalId, Record]


def link_beside(desk: Desk, record: Record, records: Records) -> Record | None:
    """Give the one new relation that can go with a new document; None when it goes by itself."""
    if not desk.capabilities.get(_CALL) or ALONE in record.ghosts or failed_before(desk, record):
        return None
    mine = local_ref(record.local_id)
    links = [
        one
        for one in records.values()
        if one.kind is Kind.ZAAKINFORMATIEOBJECT and one.ref is None and one.local is not None
        if one.local.get("informatieobject") == mine
    ]
    if len(links) != 1 or links[0].state is not RecordState.LIVE or not has_work(links[0]):
        return None
    with desk.replica.read() as reader:
        asked = reader.journal.items(family=links[0].family)
        tried = reader.journal.entries_of(links[0].local_id)
    if tried or any(one.local_id == links[0].local_id for one in asked):
        return None
    return links[0] if parent_ref(records, links[0]) is not None else None


def register_document(
    desk: Desk, record: Record, link: Record, records: Records, info: BlobInfo | None
) -> bool:
    """Make a document with its relation; False when nothing came of it and it goes by itself."""
    encoded = None if info is None else parts.inline(desk, info)
    if info is None or encoded is None:
        return False
    own = create_body(record, desk.url_of(records))
    bare = {name: value for name, value in (link.local or {}).items() if name != "informatieobject"}
    relation = create_body(replace(link, local=bare), desk.url_of(records))
    target = f"zgw://documenten/{_CALL}"
    first = new_entry(
        desk, record, Purpose.CREATE, method="POST", target=target, body=own, digest=info.sha256,
        parent_entry=absent_before(desk, record),
    )  # fmt: skip
    second = new_entry(
        desk, link, Purpose.CREATE, method="POST", target=target, body=relation,
        digest=hashlib.sha256(dump([info.sha256, own, relation]).encode()).hexdigest(),
        parent_entry=first.entry_id,
    )  # fmt: skip
    whole: Json = {
        "enkelvoudiginformatieobject": {**own, "inhoud": encoded},
        "zaakinformatieobject": relation,
    }
    found = ask_for_all(desk, [first, second], whole, records)
    if isinstance(found, Refused):
        parts.learn_inline(desk, found, info)
        return False
    return True


def link_again(writer: Writer, old: Record) -> None:
    """Let relations to a document that is left behind be made anew, to the one in its place."""
    for one in writer.records.family(old.family):
        if one.kind is not Kind.ZAAKINFORMATIEOBJECT or one.local is None or one.ref is None:
            continue
        if one.edit_seq and one.local.get("informatieobject") == str(old.ref):
            local = {**one.local, "informatieobject": local_ref(old.local_id)}
            fresh = replace(one, ref=None, base=None, remote=None, overlay={}, local=local)
            changed = one.changed_at_utc or old.changed_at_utc
            writer.records.save(replace(fresh, changed_at_utc=changed))
