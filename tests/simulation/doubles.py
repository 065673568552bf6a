"""INV2: what a person made once stands there once, and what was made twice on purpose, twice."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.domain.ids import LocalId
from desktop.domain.kinds import SPECS, Kind
from desktop.domain.reasons import Reason
from desktop.domain.records import Purpose
from desktop.practice.keeping.history import Write

from tests.simulation.evidence import Evidence

_MORE_THAN_ONE = {Reason.DOUBLE.value, Reason.LOCK_ORPHAN.value}


def inv2_nothing_twice(evidence: Evidence) -> Iterator[str]:
    """Each new record was made once, or its double is shown and nobody could have known."""
    for (device, local_id), writes in _made(evidence).items():
        alive = [one for one in writes if one.uuid in evidence.resources]
        if len(alive) > 1:
            alive = [
                one for one in alive if not _stands_for_its_equal(evidence, device, local_id, one)
            ]
        if len(alive) > 1 and all(evidence.is_lost(one) for one in alive):
            evidence.world.struck["a double that only a lost future knew of"] += 1
        elif len(alive) > 1 and not _is_told(evidence, device, {one.uuid for one in alive}):
            yield f"{alive[0].kind} of {device} {local_id} stands {len(alive)} times"
        if problem := _sent_too_early(evidence, device, writes):
            yield f"{writes[0].kind} of {device} {local_id} {problem}"
    yield from _taken_for_ours(evidence)
    yield from _asked_in_vain(evidence)


def _stands_for_its_equal(evidence: Evidence, device: str, local_id: LocalId, made: Write) -> bool:
    """Tell whether what was made of a record is bound to another one that was made here alike.

    Which of two equal notes of unknown outcome came in nobody can tell, and it is all the same.
    """
    side = evidence.sides[device]
    return any(
        one.ref is not None and one.ref.uuid == made.uuid and one.local_id != local_id
        and any(e.local_id == one.local_id and e.purpose is Purpose.CREATE for e in side.entries)
        for one in side.records.values()
    )  # fmt: skip


def _is_told(evidence: Evidence, device: str, alive: set[str]) -> bool:
    """Tell whether a person knows: of the double, or that taking one away was refused."""
    side = evidence.sides[device]
    ids = {name for name, one in side.records.items() if one.ref and one.ref.uuid in alive}
    return any(one.reason in _MORE_THAN_ONE or one.local_id in ids for one in side.items)


def _made(evidence: Evidence) -> dict[tuple[str, LocalId], list[Write]]:
    """Give what was made at the registry of each record of ours."""
    made: dict[tuple[str, LocalId], list[Write]] = {}
    for write in evidence.writes:
        found = evidence.entry_of(write.mark)
        if write.before is not None or write.kind == "records" or found is None:
            continue
        if found[1].purpose is Purpose.CREATE:
            made.setdefault((found[0], found[1].local_id), []).append(write)
    return made


def _sent_too_early(evidence: Evidence, device: str, writes: list[Write]) -> str:
    """Tell of a create that went again while the one before was still under way (S9).

    In this world nothing arrives later than T_limit, so whoever waits never meets that.
    """
    for number, first in enumerate(writes):
        for other in writes[:number] + writes[number + 1 :]:
            if first.mark == other.mark or not _is_unguarded(evidence, other):
                continue
            began, left = (_left(evidence, device, one.mark) for one in (first, other))
            if began < left and evidence.world.network.log.exchanges[left].left_at < first.t_commit:
                return "was sent again before the first one could be known to be lost"
    return ""


def _is_unguarded(evidence: Evidence, write: Write) -> bool:
    found = evidence.entry_of(write.mark)
    record = None if found is None else evidence.sides[found[0]].records.get(found[1].local_id)
    if record is None or record.kind is Kind.DOCUMENT:
        return False
    return not SPECS[record.kind].guarded


def _left(evidence: Evidence, device: str, mark: str) -> int:
    """Give the number of the request that carried a mark first."""
    sent = evidence.sent_as(mark)
    return next(one.n for one in evidence.world.network.log.writes(device) if one.mark == sent)


def _taken_for_ours(evidence: Evidence) -> Iterator[str]:
    """Tell of a note that stands for the one another device of ours made: two were meant (E13)."""
    every = (*evidence.world.undone, *evidence.writes)
    makers = {one.uuid: one for one in every if one.before is None}
    for deed in evidence.world.deeds.all:
        side = evidence.sides[deed.device]
        record = side.records.get(deed.local_id)
        is_made = not deed.field and deed.value is not None and not deed.ended
        if not is_made or record is None or record.kind is not Kind.ZAAKNOTITIE:
            continue
        if deed.value is None:
            continue  # taken away here: it may be anybody's
        if record.ref is None or any(
            one.local_id == record.local_id and one.reason == Reason.DOUBLE.value
            for one in side.items
        ):
            continue
        made = makers.get(record.ref.uuid)
        found = None if made is None else evidence.entry_of(made.mark)
        if found is not None and found[0] == deed.device:
            continue  # or its equal, whose request was as unknown: which is which is all the same
        if made is not None and _could_be_ours(evidence, deed.device, record.local_id, made):
            evidence.world.struck["the same note of two devices, one of them unknown"] += 1
        else:
            yield f"note {record.local_id} of {deed.device} stands for one that it did not make"


def _asked_in_vain(evidence: Evidence) -> Iterator[str]:
    """Tell of a double that stood there before ours was sent, and was seen (S11)."""
    log = evidence.world.network.log
    made = _made(evidence)
    for device, side in evidence.sides.items():
        for item in side.items:
            writes = made.get((device, LocalId(item.local_id or "")), [])
            if item.reason != Reason.DOUBLE.value or not writes or len(writes) > 1:
                continue
            if writes[0].kind != "zaaknotities":
                continue
            sent = _left(evidence, device, writes[0].mark)
            lists = [
                one for one in log.exchanges[:sent]
                if one.device == device and one.method == "GET" and one.status == 200
                and one.path.endswith("/zaaknotities")
            ]  # fmt: skip
            shown = {str(body["url"]) for body in lists[-1].shown()} if lists else set()
            named = {*item.detail.get("remove", ()), item.detail.get("kept", "")}
            before = {one.rsplit("/", 1)[-1] for one in named} & {
                one.rsplit("/", 1)[-1] for one in shown
            }
            if before:
                yield f"note {item.local_id} of {device}: {sorted(before)} was there before"


def _could_be_ours(evidence: Evidence, device: str, local_id: LocalId, made: Write) -> bool:
    """Tell whether a note came while a request of ours for an equal one was unknown.

    Notes carry no mark and no key: no client can tell such a note from its own (design 8.8). That
    it is younger than T_limit after our request would tell, by a clock that may be wrong; believed
    wrongly, it would make a double.
    """
    entries = evidence.sides[device].entries
    tries = [one for one in entries if one.local_id == local_id and one.purpose is Purpose.CREATE]
    marks = {evidence.sent_as(f"zk:{one.entry_id}") for one in tries}
    sent = [one for one in evidence.world.network.log.writes(device) if one.mark in marks]
    by_lost_future = len({one.mark for one in sent}) < len(marks)  # it stands for such a one (S74)
    return by_lost_future or any(one.left_at <= made.t_commit for one in sent)
