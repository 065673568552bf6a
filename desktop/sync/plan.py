"""Pure: which steps go, in which order, and what waits for what (rules S34, S37–S40, S51, S52).

Parents before children, contents before links, the end status last of all. A plan that leaves out
a record with work is refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from desktop.domain.ids import LocalId, as_local
from desktop.domain.kinds import SPECS, Kind
from desktop.domain.normal import instant_text
from desktop.domain.reasons import Reason
from desktop.domain.records import ItemKind, OpenItem, Record, RecordState

_HELD = {
    one.value
    for one in (
        Reason.EXISTS_UNREADABLE, Reason.VERSION, Reason.CASCADE, Reason.DELETED_THERE,
    )
}  # fmt: skip
"""Questions that hold their record until a person has answered."""


class PlanDefect(Exception):
    """A plan that forgets a record: nothing of the family is sent."""


@dataclass(frozen=True, slots=True)
class StatusKind:
    """What matters of a statustype."""

    volgnummer: int
    is_end: bool


@dataclass(frozen=True, slots=True)
class Situation:
    """All a plan needs to know of one family."""

    records: Sequence[Record]
    items: Sequence[OpenItem]
    incomplete: frozenset[LocalId]
    """Documents whose content is not yet wholly at the registry."""
    statustypes: Mapping[str, StatusKind]
    offered: frozenset[Kind]
    """The kinds this registry takes."""
    others: Mapping[LocalId, Record] = field(default_factory=dict)
    """Records of other families that records of this one refer to."""
    looking: frozenset[LocalId] = frozenset()
    """Records with a request whose outcome is unknown."""
    tried: frozenset[LocalId] = frozenset()
    """Records whose turn in this run is over: nothing may count on them going any more."""


@dataclass(frozen=True, slots=True)
class Wait:
    """A record that cannot go now, and why."""

    local_id: LocalId
    reason: Reason


@dataclass(frozen=True, slots=True)
class Ask:
    """A record that a person has to decide about before it goes."""

    local_id: LocalId
    reason: Reason
    theirs: Any = None


@dataclass(frozen=True, slots=True)
class Plan:
    """Steps in their order, and every other record with work with its reason."""

    steps: tuple[LocalId, ...]
    waits: tuple[Wait, ...] = ()
    asks: tuple[Ask, ...] = ()


def has_work(record: Record) -> bool:
    """Tell whether something of a record is unsent or unconfirmed."""
    return record.changed_at_utc is not None and record.state is not RecordState.WITHDRAWN


def references(value: Any) -> Iterator[LocalId]:
    """Give the local records a body refers to."""
    if isinstance(value, dict):
        for one in value.values():
            yield from references(one)
    elif isinstance(value, list):
        for one in value:
            yield from references(one)
    else:
        found = as_local(value)
        if found is not None:
            yield found


def make_plan(situation: Situation) -> Plan:
    """Plan one family."""
    by_id = {**situation.others, **{record.local_id: record for record in situation.records}}
    working = sorted(
        (record for record in situation.records if has_work(record)),
        key=lambda record: _order(situation, record),
    )
    steps: list[LocalId] = []
    waits: list[Wait] = []
    asks: list[Ask] = []
    going: set[LocalId] = set()
    for record in working:
        verdict = _verdict(situation, record, by_id, going, working)
        if isinstance(verdict, Ask):
            asks.append(verdict)
        elif verdict is None:
            steps.append(record.local_id)
            if record.local_id not in situation.tried:
                going.add(record.local_id)
        else:
            waits.append(Wait(record.local_id, verdict))
    plan = Plan(tuple(steps), tuple(waits), tuple(asks))
    _check_complete(plan, working)
    return plan


def _check_complete(plan: Plan, working: Sequence[Record]) -> None:
    named = [*plan.steps, *(w.local_id for w in plan.waits), *(a.local_id for a in plan.asks)]
    if sorted(named) != sorted(record.local_id for record in working):
        raise PlanDefect(f"a plan must name every record with work once, got {named}")


def _order(situation: Situation, record: Record) -> tuple[int, int, str, int]:
    body = record.local or {}
    end = int(_is_end(situation, record))
    rank = SPECS[record.kind].rank
    if record.kind is Kind.ZAAK and record.base is not None:
        secret = not _same_secrecy(record)
        rank = 88 if secret else 1
    at = str(body.get("datumStatusGezet", "")) if record.kind is Kind.STATUS else ""
    return (end, rank, instant_text(at) or "", record.edit_seq)


def _same_secrecy(record: Record) -> bool:
    name = "vertrouwelijkheidaanduiding"
    return (record.local or {}).get(name) == (record.base or {}).get(name)


def _is_end(situation: Situation, record: Record) -> bool:
    if record.kind is not Kind.STATUS:
        return False
    kind = situation.statustypes.get(str((record.local or {}).get("statustype")))
    return kind is not None and kind.is_end


def _verdict(
    situation: Situation,
    record: Record,
    by_id: Mapping[LocalId, Record],
    going: set[LocalId],
    working: Sequence[Record],
) -> Reason | Ask | None:
    refused = _refused(situation, record)
    if refused is not None:
        return refused
    if record.kind not in situation.offered:
        return Reason.NOT_OFFERED
    if record.local_id in situation.looking:
        return Reason.PROBE
    missing = _missing_parent(situation, record, by_id, going)
    if missing is not None:
        return missing
    if record.kind is Kind.STATUS and record.ref is None:
        return _status_verdict(situation, record, working, going)
    return None


def _refused(situation: Situation, record: Record) -> Reason | None:
    """Give why a record is not tried again: refused as it stands, or it may exist unseen (S77)."""
    for item in situation.items:
        if item.local_id != record.local_id:
            continue
        is_same = item.detail.get("edit_seq", record.edit_seq) == record.edit_seq
        if item.kind is ItemKind.REJECTION and is_same:
            return Reason(item.reason)
        if item.kind is not ItemKind.NOTICE and item.reason in _HELD:
            return Reason(item.reason)
    return Reason.INVALID if record.state is RecordState.REJECTED else None


def _missing_parent(
    situation: Situation,
    record: Record,
    by_id: Mapping[LocalId, Record],
    going: set[LocalId],
) -> Reason | None:
    for needed in references(record.local):
        parent = by_id.get(needed)
        if parent is None or parent.state is RecordState.WITHDRAWN:
            return Reason.PARENT_WAITS
        if parent.state is RecordState.REJECTED:
            return Reason.PARENT_REJECTED
        if needed in situation.incomplete and needed not in going:
            return Reason.PARENT_WAITS
        if parent.ref is None and needed not in going:
            return Reason.PARENT_WAITS
    return None


def _status_verdict(
    situation: Situation, record: Record, working: Sequence[Record], going: set[LocalId]
) -> Reason | Ask | None:
    current = _current(situation, record)
    zaak = next((one for one in situation.records if one.kind is Kind.ZAAK), None)
    remote = (zaak.remote if zaak else None) or {}
    closed = remote.get("einddatum") or (current is not None and _is_end(situation, current))
    if _is_end(situation, record):
        if closed:
            return Ask(record.local_id, Reason.ALREADY_CLOSED, remote.get("einddatum"))
        return _end_verdict(situation, record, working, going, current)
    if closed:
        return Ask(record.local_id, Reason.WOULD_REOPEN, remote.get("einddatum"))
    if current is not None and _goes_back(situation, record, current):
        if _was_decided(situation, record, Reason.STATUS_BACK):
            return None
        return Ask(record.local_id, Reason.STATUS_BACK, (current.remote or {}).get("statustype"))
    return None


def _was_decided(situation: Situation, record: Record, reason: Reason) -> bool:
    """Tell whether a person was asked this and chose to send it (the question is gone)."""
    is_open = any(
        item.local_id == record.local_id and item.kind is ItemKind.QUESTION
        for item in situation.items
    )
    return record.ghosts.get("asked") == reason.value and not is_open


def _current(situation: Situation, record: Record) -> Record | None:
    """Give the status that is the current one at the registry."""
    there = [
        one
        for one in situation.records
        if one.kind is Kind.STATUS and one.ref is not None and one.remote is not None
        if one.local_id != record.local_id
    ]
    return max(there, key=_moment, default=None)


def _moment(record: Record) -> str:
    tree = record.remote or record.local or {}
    return instant_text(str(tree.get("datumStatusGezet", ""))) or ""


def _goes_back(situation: Situation, record: Record, current: Record) -> bool:
    """Tell whether a colleague's newer step would be undone; my own base's status is no reason."""
    if record.ghosts.get("current") in {current.local_id, str(current.ref)}:
        return False
    mine = situation.statustypes.get(str((record.local or {}).get("statustype")))
    theirs = situation.statustypes.get(str((current.remote or {}).get("statustype")))
    if mine is None or theirs is None:
        return False
    return _moment(record) > _moment(current) and mine.volgnummer <= theirs.volgnummer


def _end_verdict(
    situation: Situation,
    record: Record,
    working: Sequence[Record],
    going: set[LocalId],
    current: Record | None,
) -> Reason | Ask | None:
    kinds = {item.kind for item in situation.items if item.local_id != record.local_id}
    if kinds & {ItemKind.CONFLICT, ItemKind.QUESTION}:
        return Reason.CONFLICT_BEFORE_CLOSE
    if ItemKind.REJECTION in kinds:
        return Reason.REJECTED_BEFORE_CLOSE
    if situation.looking:
        return Reason.PROBE
    for other in working:
        is_kept_here = other.kind not in situation.offered  # it would wait for ever
        if other.local_id != record.local_id and other.local_id not in going and not is_kept_here:
            return Reason.OPEN_BEFORE_CLOSE
    if situation.incomplete - going:
        return Reason.DOCUMENT_BEFORE_CLOSE
    if current is not None and _moment(current) >= _moment(record):
        return Ask(record.local_id, Reason.NEWER_THAN_CLOSING, _moment(current))
    return None
