"""INV3: what a colleague wrote is overwritten by us only after somebody of ours saw it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from desktop.domain.ids import LocalId
from desktop.domain.reasons import Reason
from desktop.practice.keeping.history import Write

from tests.simulation.evidence import Evidence, Json, equal
from tests.simulation.history import Deed

_OF_OVERLAP = {Reason.OVERLAP.value, Reason.OVERWROTE.value, Reason.REPAIRED.value}


def inv3_no_colleagues_work_gone(evidence: Evidence) -> Iterator[str]:
    """What a colleague wrote is only overwritten by one who saw it.

    What his status did to its zaak is judged by INV10 and INV11.
    """
    for number, write in enumerate(evidence.writes):
        if write.kind == "statussen" and write.after is None and evidence.is_ours(write):
            yield from _went_along(evidence, write)
        if evidence.is_ours(write) or write.after is None or write.before is None:
            continue
        if write.path.endswith("/statussen"):
            continue
        for name in write.changed & (write.meant or write.changed):
            over = next(
                (
                    one for one in evidence.writes[number + 1 :]
                    if one.uuid == write.uuid and name in one.changed
                ),
                None,
            )  # fmt: skip
            if over is None or not evidence.is_ours(over):
                continue
            if problem := _overwritten(evidence, write, over, name):
                yield f"{write.kind} {write.uuid} {name}: {problem}"


def _overwritten(evidence: Evidence, theirs: Write, ours: Write, name: str) -> str:
    value = (theirs.after or {}).get(name)
    if ours.after is not None and equal(ours.after.get(name), value):
        return ""
    found = evidence.entry_of(ours.mark)
    if found is None:
        return f"overwritten by an unknown entry {ours.mark}"
    device = found[0]
    if ours.after is None:
        return _removed(evidence, device, found[1].local_id, ours, name, value)
    if any(one.mark == ours.mark for one in evidence.writes_of(ours.uuid) if one.n < ours.n):
        evidence.world.struck["window loss by a request that came twice"] += 1
        return ""  # FK6: it was right when it left, and nobody sent it again
    if name in _keeps(ours, value, _taken_out(evidence, device, found[1].local_id, name)):
        return ""
    if ours.meant is not None and name not in ours.meant:
        return _lost_in_the_window(evidence, device, found[1].local_id, ours, name, value)
    last = _last_read(evidence, device, ours.uuid, ours)
    if last is None or not equal(last.get(name), value):
        return _lost_in_the_window(evidence, device, found[1].local_id, ours, name, value)
    if _was_decided(evidence, device, found[1].local_id, name, value):
        return ""
    return f"{device} saw {value!r} and wrote {ours.after.get(name)!r} over it unasked"


def _removed(
    evidence: Evidence, device: str, local_id: LocalId, ours: Write, name: str, value: Any
) -> str:
    """Judge a removal over a colleague's change: our person saw it, or was asked (S36)."""
    seen = any(
        isinstance(one.shown, dict) and equal(one.shown.get(name), value)
        for one in evidence.world.deeds.of(device, local_id) if not one.field
    )  # fmt: skip
    asked = any(
        one.local_id == local_id and one.reason == Reason.DELETE_EDIT.value
        for one in evidence.sides[device].items
    )
    if seen or asked:
        return ""
    last = _last_read(evidence, device, ours.uuid, ours)
    if last is not None and equal(last.get(name), value):
        return f"{device} saw {value!r} and removed it unasked"
    evidence.world.struck["window loss of what we removed"] += 1
    return ""


def _went_along(evidence: Evidence, write: Write) -> Iterator[str]:
    """Tell of a status that went with a rol of which we had read that it refers to it (S45)."""
    found = evidence.entry_of(write.mark)
    if found is None:
        return
    device, entry = found
    rol = entry.target.rsplit("/", 1)[-1]
    last = _last_read(evidence, device, rol, write)
    asked = any(one.local_id == entry.local_id for one in evidence.sides[device].items)
    if last is not None and write.uuid in str(last.get("statussen")) and not asked:
        yield f"status {write.uuid} went with rol {rol} unasked"
    evidence.world.struck["status that went with a rol"] += 1


def _last_read(evidence: Evidence, device: str, uuid: str, before: Write) -> Json | None:
    reads = evidence.world.network.log.reads_of(device, uuid)
    return next((body for one, body in reversed(reads) if one.left_at < before.t_read), None)


def _lost_in_the_window(
    evidence: Evidence, device: str, local_id: LocalId, ours: Write, name: str, value: Any
) -> str:
    """Judge a loss between our read and our commit: with the trail it is put right or asked."""
    meant = ours.meant is None or name in ours.meant
    kind = "sent" if meant else "did not send"
    if not ours.path.endswith(ours.uuid):  # a part: it wrote the row of its zaak, without a line
        evidence.world.struck["window loss by a part of ours"] += 1
        return ""
    if not evidence.world.trail_is_readable:
        evidence.world.struck[f"window loss of a field we {kind}"] += 1
        return ""
    evidence.world.struck[f"overlap on a field we {kind}, trail readable"] += 1
    again = [
        one for one in evidence.writes_of(ours.uuid, ours.n)
        if name in one.changed or one.after is None
    ]  # fmt: skip
    told = [
        one for one in evidence.sides[device].items
        if one.local_id == local_id and one.reason in _OF_OVERLAP
    ]  # fmt: skip
    return "" if again or told else f"{device} wrote over {value!r} and did not put it right"


def _taken_out(evidence: Evidence, device: str, local_id: LocalId, name: str) -> set[str]:
    """Give the words that our person saw and took out of a text, or wrote and took back."""
    taken: set[str] = set()
    for deed in evidence.world.deeds.of(device, local_id):
        if deed.field == name:
            shown, written = set(str(deed.shown).split()), set(str(deed.value).split())
            taken |= shown - written if not deed.ended else shown ^ written
    return taken


def _keeps(ours: Write, value: Any, taken_out: set[str]) -> set[str]:
    """Name the fields where ours still holds every line or member of theirs (a merge).

    A line that the person saw and took out need not be there: a colleague who only saved it along
    with lines of his own did not write it.
    """
    kept = set()
    for name, mine in (ours.after or {}).items():
        if isinstance(mine, str) and isinstance(value, str):
            if set(value.split()) - {"-"} - taken_out <= set(mine.split()):
                kept.add(name)
        elif isinstance(mine, list) and isinstance(value, list) and all(v in mine for v in value):
            kept.add(name)
    return kept


def _was_decided(evidence: Evidence, device: str, local_id: LocalId, name: str, value: Any) -> bool:
    """Tell whether the person saw their value: edited on it, or chose over it."""
    if any(
        one.field == name and (equal(one.shown, value) or _merges(one, value))
        for one in evidence.world.deeds.of(device, local_id)
    ):
        return True
    return any(
        one.local_id == local_id and isinstance(one.theirs, dict)
        and equal(one.theirs.get(name), value)
        for one in evidence.sides[device].items
    )  # fmt: skip


def _merges(deed: Deed, value: Any) -> bool:
    """Tell whether the text the person saw held lines of theirs, and so was a merge of both."""
    seen, theirs = str(deed.shown).split(), str(value).split()
    return isinstance(value, str) and bool(theirs) and set(theirs) - {"-"} <= set(seen)
