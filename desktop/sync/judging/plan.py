"""Pure: which steps go, in which order, and what waits for what (rules S34, S37–S40, S51, S52).

Parents before children, contents before links, the end status last of all. A plan that leaves out
a record with work is refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from desktop.domain.ids import LocalId, as_local
from desktop.domain.kinds import SPECS, Kind
from desktop.domain.normal import instant_text
from desktop.domain.reasons import Reason
from desktop.domain.records import ItemKind, Json, Record, RecordState
from desktop.sync.judging.closing import Verdict, is_end, status_verdict
from desktop.sync.judging.shapes import RELATED
from desktop.sync.judging.situation import Ask, Done, Situation, Wait

_HELD = {
    one.value
    for one in (
        Reason.EXISTS_UNREADABLE, Reason.VERSION, Reason.CASCADE, Reason.DELETED_THERE,
        Reason.WAS_THIS_SENT, Reason.WHICH_TIME, Reason.CLOSED, Reason.NOTE_FINAL,
        Reason.TYPE_VERSION,
    )
}  # fmt: skip
"""Questions that hold their record until a person has answered."""


AFTER = "after"
"""Mark of a record that goes only after another one of its group is made, or is gone (S46)."""


ALONE = "alone"
"""Mark of a new document whose relation may only be made when its content was read back (R04)."""


class PlanDefect(Exception):
    """A plan that forgets a record: nothing of the family is sent."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Steps in their order, and every other record with work with its reason."""

    steps: tuple[LocalId, ...]
    waits: tuple[Wait, ...] = ()
    asks: tuple[Ask, ...] = ()
    done: tuple[Done, ...] = ()


def has_work(record: Record) -> bool:
    """Tell whether something of a record is unsent or unconfirmed."""
    return record.changed_at_utc is not None and record.state is not RecordState.WITHDRAWN


def references(value: Any) -> Iterator[LocalId]:
    """Give the local records a body refers to."""
    inner = value.values() if isinstance(value, dict) else (value,)
    for one in inner if not isinstance(value, list) else value:
        if isinstance(one, dict | list):
            yield from references(one)
        elif (found := as_local(one)) is not None:
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
    done: list[Done] = []
    going: set[LocalId] = set()
    for record in working:
        verdict = _verdict(situation, record, by_id, going, working)
        if isinstance(verdict, Ask):
            asks.append(verdict)
        elif isinstance(verdict, Done):
            done.append(verdict)
        elif verdict is None:
            steps.append(record.local_id)
            if record.local_id not in situation.tried:
                going.add(record.local_id)
        else:
            waits.append(Wait(record.local_id, verdict))
    plan = Plan(tuple(steps), tuple(waits), tuple(asks), tuple(done))
    _check_complete(plan, working)
    return plan


def _check_complete(plan: Plan, working: Sequence[Record]) -> None:
    others: list[Wait | Ask | Done] = [*plan.waits, *plan.asks, *plan.done]
    named = [*plan.steps, *(one.local_id for one in others)]
    if sorted(named) != sorted(record.local_id for record in working):
        raise PlanDefect(f"a plan must name every record with work once, got {named}")


def _order(situation: Situation, record: Record) -> tuple[int, int, str, int]:
    body = record.local or {}
    end = int(is_end(situation.statustypes, record))
    rank = SPECS[record.kind].rank
    if record.kind is Kind.ZAAK and record.base is not None:
        secret = not _same_secrecy(record)
        rank = 88 if secret else 1
    at = str(body.get("datumStatusGezet", "")) if record.kind is Kind.STATUS else ""
    return (end, rank, instant_text(at) or "", record.edit_seq)


def _same_secrecy(record: Record) -> bool:
    name = "vertrouwelijkheidaanduiding"
    return (record.local or {}).get(name) == (record.base or {}).get(name)


def _verdict(
    situation: Situation,
    record: Record,
    by_id: Mapping[LocalId, Record],
    going: set[LocalId],
    working: Sequence[Record],
) -> Verdict:
    refused = _refused(situation, record)
    if refused is not None:
        return refused
    if record.kind not in situation.offered:
        return Reason.NOT_OFFERED
    if record.local_id in situation.held:
        return situation.held[record.local_id]
    if record.local_id in situation.looking:
        return Reason.PROBE
    if _is_gone_there(situation, record):
        return Reason.PARENT_WAITS
    missing = _missing_parent(situation, record, by_id, going) or _not_yet(record, by_id)
    if missing is not None:
        return missing
    if record.kind is Kind.STATUS and record.ref is None:
        return status_verdict(situation, record, working, going)
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


def _needed(record: Record) -> Json | None:
    """Give the part of a body whose references must exist first: relations can follow (I09)."""
    if record.kind is not Kind.ZAAK or record.ref is not None:
        return record.local
    return {name: value for name, value in (record.local or {}).items() if name != RELATED}


def _missing_parent(
    situation: Situation,
    record: Record,
    by_id: Mapping[LocalId, Record],
    going: set[LocalId],
) -> Reason | None:
    for needed in references(_needed(record)):
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


def goes_after(record: Record) -> set[LocalId]:
    """Name the record that has to go before this one, also one of another family (J31)."""
    other = record.ghosts.get(AFTER)
    return set() if other is None else {LocalId(str(other))}


def _is_gone_there(situation: Situation, record: Record) -> bool:
    """Tell whether the zaak a record hangs on was not found there: nothing is sent then (I14).

    A document that is there does not hang on it: it outlives its zaak.
    """
    if record.kind is Kind.DOCUMENT and record.ref is not None:
        return False
    zaak = next((one for one in situation.records if one.kind is Kind.ZAAK), None)
    return zaak is not None and zaak.local_id != record.local_id and "gone" in zaak.ghosts


def _not_yet(record: Record, by_id: Mapping[LocalId, Record]) -> Reason | None:
    """Tell whether the other record of a group has to go first (S46): made, or gone.

    A removal waits no longer for what was to come in its place and was taken back as well.
    """
    other = by_id.get(LocalId(str(record.ghosts.get(AFTER))))
    if other is None or (record.local is None and other.state is RecordState.WITHDRAWN):
        return None
    if other.state is RecordState.REJECTED:
        return Reason.PARENT_REJECTED
    made = other.local is not None and other.ref is not None
    return None if made else Reason.PARENT_WAITS
