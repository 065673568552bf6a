"""The invariants that hold at the quiet end, one function each (rule book, section 6).

Each gives sentences that say what is wrong; none when it holds. Window losses (8.1: a colleague's
change that fell between our fresh read and our write) are counted, not failed.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from desktop.domain.fields import unit_of
from desktop.domain.ids import BlobId, LocalId
from desktop.domain.kinds import SPECS, Kind
from desktop.domain.reasons import Reason
from desktop.domain.records import Entry, ItemKind, OpenItem, Outcome, Purpose, Record, RecordState
from desktop.sync.judging.plan import AFTER
from desktop.sync.pushing.entries import ASKED_TOGETHER

from tests.simulation.colleagues_work import inv3_no_colleagues_work_gone
from tests.simulation.doubles import inv2_nothing_twice
from tests.simulation.evidence import Evidence, Json, Side, equal, plain
from tests.simulation.history import Deed, Exchange

Invariant = Callable[[Evidence], Iterator[str]]
_MAY_COME_AFTER = {"zaaknotities", "statussen"}


def inv1_nothing_lost(evidence: Evidence) -> Iterator[str]:
    """Every deed is in force, superseded, asked about or told of."""
    for deed in evidence.world.deeds.all:
        if deed.ended:
            continue
        if not deed.field and deed.value is None:
            problem = _lost_removal(evidence, deed)
        else:
            now = _as_it_went_on(evidence, deed)
            problem = _lost_value(evidence, now) if deed.field else _lost_record(evidence, now)
        if problem:
            yield f"{deed.kind} {deed.local_id} {deed.field or 'create'} {deed.token}: {problem}"


def _as_it_went_on(evidence: Evidence, deed: Deed) -> Deed:
    """Give a deed as one on the record that replaced its own (a rol or resultaat, H05, G12)."""
    side = evidence.sides[deed.device]
    for _ in range(len(side.records)):
        record = side.records.get(deed.local_id)
        after = next(
            (one for one in side.records.values() if one.ghosts.get(AFTER) == deed.local_id), None
        )
        if after is None or (record is not None and record.local is not None):
            break
        deed = replace(deed, local_id=after.local_id)
    return deed


def _lost_record(evidence: Evidence, deed: Deed) -> str:
    side = evidence.sides[deed.device]
    record = side.records.get(deed.local_id)
    if _is_explained(side, deed):
        return ""
    if record is None:
        return "" if _is_bound_elsewhere(evidence, deed) else "its record is gone"
    if record.state is RecordState.WITHDRAWN:
        return ""
    if not _is_offered(evidence, record):
        return ""
    if record.ref is None and _waits_for_an_answer(side, record):
        return ""
    if record.ref is None:
        return f"never arrived, state {record.state}, and nothing is asked"
    if record.ref.uuid in evidence.resources:
        return ""
    deleted = [one for one in evidence.writes_of(record.ref.uuid) if one.after is None]
    return "" if deleted else f"{record.ref} is not at the registry"


def _lost_removal(evidence: Evidence, deed: Deed) -> str:
    """Tell what is wrong when something was to go: it is gone there, or somebody is asked."""
    side = evidence.sides[deed.device]
    record = side.records.get(deed.local_id)
    url = (
        record.ref.uuid if record is not None and record.ref else str((deed.shown or {}).get("url"))
    )
    if url.rsplit("/", 1)[-1] not in evidence.resources or _is_explained(side, deed):
        return ""
    if record is not None and (record.local is not None or _waits_for_an_answer(side, record)):
        return "" if record.local is None or _was_asked(side, record) else "it was not taken away"
    return "stands at the registry and nothing is asked"


def _was_asked(side: Side, record: Record) -> bool:
    """Tell whether it was ever asked: the answer may have been to leave it there."""
    return any(one.local_id == record.local_id for one in side.items)


def _waits_for_an_answer(side: Side, record: Record) -> bool:
    """Tell whether a record says it waits, and something is asked in its family (G08, G09, I03)."""
    asked = side.items_on(
        [one.local_id for one in side.records.values() if one.family == record.family],
        notices=False,
    )
    return bool(asked) and "waits" in record.ghosts


def _is_bound_elsewhere(evidence: Evidence, deed: Deed) -> bool:
    """Tell whether what was made stands for the same record of a colleague (E13, H12, Q05).

    Or whether what carried it was removed since: a rol that changed hands goes on as another (H05).
    """
    made = [
        one for one in evidence.writes
        if one.before is None and (found := evidence.entry_of(one.mark)) is not None
        and found[1].local_id == deed.local_id
    ]  # fmt: skip
    removed = any(  # by our person, whose rol changed hands and went
        one.local_id == deed.local_id and one.purpose is Purpose.DELETE
        and one.outcome is Outcome.SETTLED for one in evidence.sides[deed.device].entries
    )  # fmt: skip
    return (
        bool(made)
        or removed
        or any(
            deed.token and deed.token in str(body)
            for body in (
                *(body for _, _, body in evidence.resources.values()),
                *(one.before for one in evidence.writes if one.after is None),
            )
        )
    )


def _is_offered(evidence: Evidence, record: Record) -> bool:
    """Tell whether the registry takes this kind at all; what it does not take stays here (L11)."""
    return evidence.world.takes_notes or record.kind is not Kind.ZAAKNOTITIE


def _family(side: Side, deed: Deed) -> set[LocalId]:
    """Give the records whose trouble explains a deed: itself, its zaak, what it refers to."""
    return {deed.local_id, deed.family} | {
        one.local_id
        for one in side.records.values()
        if one.family == deed.family and one.kind is Kind.DOCUMENT
        and f"local://{one.local_id}" in str(side.records.get(deed.local_id))
    }  # fmt: skip


def _is_explained(side: Side, deed: Deed) -> bool:
    """Tell whether an open item or a notice names a deed."""
    items = side.items_on(_family(side, deed), notices=True)
    return any(_names(one, deed) for one in items)


def _names(item: OpenItem, deed: Deed) -> bool:
    if item.local_id != deed.local_id:
        return not deed.field  # a new record waits for what its zaak or document waits for
    return not item.unit or item.unit == unit_of(deed.kind, deed.field).name


def _carries(deed: Deed, body: Json | None) -> bool:
    """Tell whether a body shows what a deed set."""
    if body is None or deed.field not in body:
        return False
    there = body[deed.field]
    return deed.token in str(there) if deed.token else equal(there, deed.value)


def _lost_value(evidence: Evidence, deed: Deed) -> str:
    side = evidence.sides[deed.device]
    uuid = evidence.uuid_of(deed)
    later = [
        one for one in evidence.world.deeds.of(deed.device, deed.local_id)
        if one.edit_seq > deed.edit_seq and one.field == deed.field
    ]  # fmt: skip
    if not later and deed.field == "inhoud":
        return _lost_content(evidence, deed, uuid)
    if not later and deed.kind is Kind.OBJECT and uuid:
        return _lost_data(evidence, deed, uuid)
    if later or _carries(deed, evidence.body(uuid)) or _is_explained(side, deed):
        return ""
    if deed.local_id not in side.records:
        return "" if _is_bound_elsewhere(evidence, deed) else "its record is gone"
    if not _is_offered(evidence, side.records[deed.local_id]):
        return ""
    if equal(deed.value, deed.shown):
        return ""
    if _waits_for_an_answer(side, side.records[deed.local_id]):
        return ""
    carried = [one for one in evidence.writes_of(uuid) if _carries(deed, one.after)]
    if not carried:
        return "never arrived and nothing is asked" if uuid else _lost_record(evidence, deed)
    after = evidence.writes_of(uuid, carried[0].n)
    if any(one.after is None for one in after):
        return ""
    over = [
        one for one in after
        if not _carries(deed, one.after) and (one.meant is None or deed.field in one.meant)
    ]  # fmt: skip
    return "" if over else "was lost again at the registry and nothing is asked"


def _lost_data(evidence: Evidence, deed: Deed, uuid: str) -> str:
    """Tell whether every leaf of an object that a deed set stands in one of its records."""
    records = [
        _leaves(body.get("data")) for kind, parent, body in evidence.resources.values()
        if kind == "records" and parent == uuid
    ]  # fmt: skip
    shown = _leaves(deed.shown)
    missing = [
        name for name, one in _leaves(deed.value).items()
        if shown.get(name) != one and not any(record.get(name) == one for record in records)
    ]  # fmt: skip
    is_told = _is_explained(evidence.sides[deed.device], deed)
    return "" if is_told or not missing else f"{missing} stand in no record and nothing is asked"


def _leaves(value: Any, path: str = "") -> dict[str, Any]:
    """Give what a JSON value holds, by where it stands; maps are merged key by key (L05)."""
    if not isinstance(value, dict):
        return {path: value}
    return {
        name: leaf
        for key, one in value.items() for name, leaf in _leaves(one, f"{path}/{key}").items()
    }  # fmt: skip


def _lost_content(evidence: Evidence, deed: Deed, uuid: str) -> str:
    """Tell whether a content that was put back is one of the versions, or is asked about."""
    side = evidence.sides[deed.device]
    blob = BlobId(str(deed.value).removeprefix("blob://"))
    device = next(one for one in evidence.world.devices if one.name == deed.device)
    with device.ws.replica.read() as reader:
        info = reader.contents.blob(blob)
    if info is None or side.items_on([deed.local_id], notices=False):
        return ""
    rows = evidence.world.registry.state.db.execute(  # of any, when it was taken out of its zaak
        "SELECT bytes FROM content WHERE ? IN ('', document)", (uuid,)
    ).fetchall()
    if info.sha256 in {hashlib.sha256(row[0]).hexdigest() for row in rows}:
        return ""
    return "its content is no version at the registry and nothing is asked"


_NO_RETRY_AFTER = {Outcome.VOID, Outcome.APPLIED, Outcome.SEEN, Outcome.SETTLED}
"""It never left, or it was there: made again means that it was removed since, and INV2 looks."""


def inv7_same_bytes(evidence: Evidence) -> Iterator[str]:
    """A retry of a create repeats its key, and its bytes when nothing was edited since."""
    for name, side in evidence.sides.items():
        first: dict[LocalId, Any] = {}
        for entry in side.entries:
            if entry.purpose is not Purpose.CREATE or entry.outcome is Outcome.REFUSED:
                continue
            before = first.setdefault(entry.local_id, entry)
            kind = side.records[entry.local_id].kind if entry.local_id in side.records else None
            if kind is None or before is entry or before.outcome in _NO_RETRY_AFTER:
                first[entry.local_id] = entry
                continue
            keys = SPECS[kind].key
            old, new = before.body or {}, entry.body or {}
            if _has_another_key(side, entry.local_id):
                continue
            if any(key not in old for key in keys):
                first[entry.local_id] = entry  # one call made it with what it refers to (S47)
                continue
            if any(not equal(old[key], new.get(key)) for key in keys):
                yield f"{name} {kind} {entry.local_id}: the key changed in a retry"
            elif entry.edit_seq == before.edit_seq and not _equal_bytes(before, entry):
                yield f"{name} {kind} {entry.local_id}: the bytes changed in a retry"


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


def inv10_never_reopened(evidence: Evidence) -> Iterator[str]:
    """No ordinary status of ours took back a closing."""
    for write in evidence.writes:
        is_status = write.method == "POST" and write.path.endswith("/statussen")
        if not is_status or not evidence.is_ours(write) or write.kind != "zaken":
            continue
        before, after = write.before or {}, write.after or {}
        if before.get("einddatum") and not after.get("einddatum"):
            if "einddatum" in write.lost:
                evidence.world.struck["closing undone by overlap"] += 1
                continue
            yield f"zaak {write.uuid} was reopened by {write.mark}"


def inv11_closed_stays_closed(evidence: Evidence) -> Iterator[str]:
    """A zaak whose current status is an end status is closed, or somebody of ours is asked."""
    ends = _end_types(evidence)
    for uuid, (kind, _, zaak) in evidence.resources.items():
        if kind != "zaken" or zaak["einddatum"]:
            continue
        current = max(
            (
                body for found, parent, body in evidence.resources.values()
                if found == "statussen" and parent == uuid
            ),
            key=lambda body: str(plain(body["datumStatusGezet"])),
            default=None,
        )  # fmt: skip
        if current is None or str(current["statustype"]).rsplit("/", 1)[-1] not in ends:
            continue
        evidence.world.struck["half-closed at the end"] += 1
        undone = [
            one for one in evidence.writes_of(uuid)
            if evidence.is_ours(one) and "einddatum" in one.lost
        ]  # fmt: skip
        asked = any(
            one.reason == Reason.HALF_CLOSED.value
            for side in evidence.sides.values() for one in side.items
        )  # fmt: skip
        if undone and not asked:
            yield f"zaak {uuid} is half-closed by {undone[-1].mark} and nobody is asked"


def inv12_order(evidence: Evidence) -> Iterator[str]:
    """An end status of ours comes last; own instants rise."""
    ends = {
        uuid for uuid, (kind, _, body) in evidence.resources.items()
        if kind == "statustypen" and body.get("isEindstatus")
    }  # fmt: skip
    if not ends:
        ends = _end_types(evidence)
    for number, write in enumerate(evidence.writes):
        found = evidence.entry_of(write.mark)
        if found is None or write.kind != "statussen" or write.after is None:
            continue
        if str(write.after["statustype"]).rsplit("/", 1)[-1] not in ends:
            continue
        for later in evidence.writes[number + 1 :]:
            same = evidence.entry_of(later.mark)
            if same is None or same[0] != found[0] or later.mark == write.mark:
                continue
            is_of_zaak = later.parent == write.parent and later.kind not in _MAY_COME_AFTER
            is_older = same[1].edit_seq < found[1].edit_seq and later.t_read > write.t_commit
            if is_of_zaak and is_older:
                yield f"{later.kind} {later.uuid} of {found[0]} came after the end status"


def _end_types(evidence: Evidence) -> set[str]:
    """Find the end statustypen: the highest volgnummer, where no type says so itself."""
    kinds = [
        (body["volgnummer"], uuid)
        for uuid, (kind, _, body) in evidence.resources.items() if kind == "statustypen"
    ]  # fmt: skip
    return {max(kinds)[1]} if kinds else set()


def inv13_content(evidence: Evidence) -> Iterator[str]:
    """Every attached content in force is whole and unlocked."""
    state = evidence.world.registry.state
    locks = _locks(evidence) - evidence.world.network.log.locked_twice()
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
    return found is not None and found[0] == name


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
    locks = _locks(evidence) - asked - evidence.world.network.log.locked_twice()
    if len(locks) > told:
        yield f"{len(locks)} locks are left, {told} are told of"


AT_THE_END: dict[str, Invariant] = {
    "INV1 nothing lost": inv1_nothing_lost,
    "INV2 nothing twice": inv2_nothing_twice,
    "INV3 no colleague's work silently gone": inv3_no_colleagues_work_gone,
    "INV7 same bytes": inv7_same_bytes,
    "INV8 minimal PATCH": inv8_minimal_patch,
    "INV9 fresh read": inv9_fresh_read,
    "INV10 never reopened silently": inv10_never_reopened,
    "INV11 closed stays closed": inv11_closed_stays_closed,
    "INV12 order": inv12_order,
    "INV13 content": inv13_content,
    "INV14 no locks left": inv14_no_locks_left,
}
