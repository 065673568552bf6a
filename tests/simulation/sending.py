"""INV7, 8, 9: what left a device was the same bytes again, only what changed, looked at before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from desktop.domain.fields import unit_of
from desktop.domain.ids import LocalId
from desktop.domain.kinds import SPECS, Kind
from desktop.domain.reasons import Reason
from desktop.domain.records import Entry, Outcome, Purpose
from desktop.sync.pushing.entries import ASKED_TOGETHER

from tests.simulation.evidence import Evidence, Side, equal
from tests.simulation.history import Exchange

_NO_RETRY_AFTER = {Outcome.VOID, Outcome.APPLIED, Outcome.SEEN, Outcome.SETTLED}
"""It never left, or it was there: made again means that it was removed since, and INV2 looks."""


def inv7_same_bytes(evidence: Evidence) -> Iterator[str]:
    """A retry of a create repeats its key, and its bytes when nothing was edited since."""
    for name, side in evidence.sides.items():
        first: dict[LocalId, Any] = {}
        for entry in _attempts(evidence, side):
            before = first.setdefault(entry.local_id, entry)
            kind = side.records[entry.local_id].kind if entry.local_id in side.records else None
            if kind is None or before is entry or before.outcome in _NO_RETRY_AFTER:
                first[entry.local_id] = entry
                continue
            keys = SPECS[kind].key
            old, new = before.body or {}, entry.body or {}
            if _has_another_key(side, entry.local_id):
                continue
            if _was_put_right(side, before, entry):
                first[entry.local_id] = entry
                continue
            if any(key not in old for key in keys):
                first[entry.local_id] = entry  # one call made it with what it refers to (S47)
                continue
            if any(not equal(old[key], new.get(key)) for key in keys):
                yield f"{name} {kind} {entry.local_id}: the key changed in a retry"
            elif entry.edit_seq == before.edit_seq and not _equal_bytes(before, entry):
                yield f"{name} {kind} {entry.local_id}: the bytes changed in a retry"


def _attempts(evidence: Evidence, side: Side) -> Iterator[Entry]:
    """Give the attempts to make something, as far as a retry repeats them.

    Not of what is made again with what it refers to after a backup (FK18), and not what stands for
    a request that a lost future may have sent (S74).
    """
    redone = {one.family for one in side.entries if evidence.was_undone(one)}
    for entry in side.entries:
        is_attempt = entry.purpose is Purpose.CREATE and entry.outcome is not Outcome.REFUSED
        if is_attempt and entry.detail != "suspect" and entry.family not in redone:
            yield entry


def _was_put_right(side: Side, before: Entry, entry: Entry) -> bool:
    """Tell whether a clear no lies between two attempts, and an edit after it: the zaak goes on
    under another version of its zaaktype (Y01), and so do its parts."""
    return any(
        one.local_id == entry.local_id and one.outcome is Outcome.REFUSED
        and before.edit_seq <= one.edit_seq < entry.edit_seq
        for one in side.entries
    )  # fmt: skip


def _equal_bytes(first: Entry, second: Entry) -> bool:
    """Tell whether a retry sends the same; a part of a call names no zaak, one by itself does."""
    bodies = [dict(one.body or {}) for one in (first, second)]
    if first.target != second.target and ASKED_TOGETHER & {first.target, second.target}:
        for body in bodies:
            body.pop("zaak", None)
    return equal(*bodies)


def _has_another_key(side: Side, local_id: LocalId) -> bool:
    """Tell whether a person was told of another number (J04, S15), or chose to close now (S39)."""
    reasons = {
        Reason.LOCK_ORPHAN.value, Reason.NUMBER_CHANGED.value, Reason.NEWER_THAN_CLOSING.value,
    }  # fmt: skip
    return any(one.local_id == local_id and one.reason in reasons for one in side.items)


def inv8_minimal_patch(evidence: Evidence) -> Iterator[str]:
    """A PATCH holds only units that somebody edited here."""
    for one in evidence.world.network.log.writes():
        found = evidence.entry_of(one.mark)
        if one.method != "PATCH" or found is None or "/objects/" in one.path:
            continue
        device, entry = found
        record = evidence.sides[device].records.get(entry.local_id)
        if record is None or record.kind is Kind.DOCUMENT:
            continue
        edited = {
            unit_of(deed.kind, deed.field).name
            for deed in evidence.world.deeds.of(device, entry.local_id)
        }
        made_here = any(not d.field for d in evidence.world.deeds.of(device, entry.local_id))
        extra = {
            n for n, value in one.sent.items()
            if unit_of(record.kind, n).name not in edited
            and not any(  # what we took from a colleague and give back
                not evidence.is_ours(w) and equal((w.after or {}).get(n), value)
                for w in evidence.writes_of(one.uuid)
            )
        }  # fmt: skip
        if extra and not made_here and not _is_repair(evidence, device, entry.local_id):
            yield f"{one.path} by {device}: {sorted(extra)} were never edited"


def _is_repair(evidence: Evidence, device: str, local_id: LocalId) -> bool:
    return any(
        one.local_id == local_id and "repair" in one.reason for one in evidence.sides[device].items
    )


def inv9_fresh_read(evidence: Evidence) -> Iterator[str]:
    """Before a PATCH, PUT or DELETE the same run read the resource, after our last write of it."""
    log = evidence.world.network.log
    for one in log.writes():
        if one.method not in {"PATCH", "PUT", "DELETE"} or "/bestandsdelen/" in one.path:
            continue
        if one.path.startswith("/documenten/") or not _is_known(evidence, one):
            continue
        before = [
            w.n for w in log.writes(one.device)
            if w.uuid == one.uuid and w.n < one.n and w.status and w.mark != one.mark
        ]  # fmt: skip
        reads = log.looked_at(one)
        if not reads or reads[-1] < max(before, default=-1):
            yield f"{one.method} {one.path} by {one.device} without a fresh read"


def _is_known(evidence: Evidence, one: Exchange) -> bool:
    return evidence.entry_of(one.mark) is not None
