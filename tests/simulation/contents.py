"""INV13, 14: contents of documents in force are whole, and no lock is left unsaid."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator

from desktop.domain.ids import LocalId
from desktop.domain.kinds import Kind
from desktop.domain.reasons import Reason
from desktop.domain.records import ItemKind
from desktop.sync.documenten.abandoning import WITHDRAWN

from tests.simulation.evidence import Evidence


def inv13_content(evidence: Evidence) -> Iterator[str]:
    """Every attached content in force is whole and unlocked."""
    state = evidence.world.registry.state
    locks = _locks(evidence) - evidence.forgotten_locks()
    for name, side in evidence.sides.items():
        for record in side.records.values():
            if record.kind is not Kind.DOCUMENT or record.ref is None or not record.edit_seq:
                continue
            if record.ref.uuid not in evidence.resources or side.items_on(
                [record.local_id], notices=True
            ):
                continue
            if not _is_newest(evidence, name, record.ref.uuid):
                continue  # INV1 looks for ours among the versions
            there = evidence.body(record.ref.uuid) or {}
            if str(there.get("titel")).startswith(WITHDRAWN):
                continue  # given up in the middle, and it may not be removed there (S63)
            row = state.db.execute(
                "SELECT bytes FROM content WHERE document = ? ORDER BY versie DESC",
                (record.ref.uuid,),
            ).fetchone()
            wanted = _hash_of(evidence, name, record.local_id)
            if wanted and (row is None or hashlib.sha256(row[0]).hexdigest() != wanted):
                yield f"document {record.local_id} of {name} has another content"
            if record.ref.uuid in locks:
                yield f"document {record.local_id} of {name} is still locked"


def _is_newest(evidence: Evidence, name: str, uuid: str) -> bool:
    """Tell whether the newest content of a document is one that a device of ours made."""
    made = [
        one for one in evidence.writes_of(uuid)
        if one.before is None or {"bestandsomvang", "inhoud"} & (one.meant or set())
    ]  # fmt: skip
    found = evidence.entry_of(made[-1].mark) if made else None
    return found is not None and found[0] == name and not evidence.is_lost(made[-1])


def _hash_of(evidence: Evidence, name: str, local_id: LocalId) -> str:
    device = next(one for one in evidence.world.devices if one.name == name)
    with device.ws.replica.read() as reader:
        info = reader.contents.blob_of(local_id)
    return "" if info is None else info.sha256


def _locks(evidence: Evidence) -> set[str]:
    rows = evidence.world.registry.state.db.execute("SELECT document FROM lock").fetchall()
    return {row[0] for row in rows}


def inv14_no_locks_left(evidence: Evidence) -> Iterator[str]:
    """A lock that is left is shown as an orphan, or the document that has it is asked about."""
    open_items = [
        (side, one) for side in evidence.sides.values() for one in side.items
        if one.resolved_at_utc is None and one.kind is not ItemKind.NOTICE
    ]  # fmt: skip
    asked = {
        record.ref.uuid for side, one in open_items
        if (record := side.records.get(one.local_id)) is not None and record.ref is not None
    }  # fmt: skip
    told = Counter(
        one.reason for side in evidence.sides.values() for one in side.items
    )[Reason.LOCK_ORPHAN.value]  # fmt: skip
    locks = _locks(evidence) - asked - evidence.forgotten_locks()
    if len(locks) > told:
        yield f"{len(locks)} locks are left, {told} are told of"
