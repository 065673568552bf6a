"""Pure: what the audit trail of a record says about our own writes (S12, S31, S32; O1, O2).

Every write carries its entry's id as a mark, and a line of the trail shows whole states before and
after. In an ordinary course of events each line begins where the one before it ended; where it
does not, two requests overlapped, and the later one put back what it had read too early:

    mine   old A → new M        ordinary: the next line starts from M
    next   old M → new A        somebody chose A again: deliberate
    next   old A → new A        somebody saved something else on a copy from before mine: lost
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from desktop.domain.fields import Policy, Unit
from desktop.domain.kinds import Kind
from desktop.domain.normal import instant_text
from desktop.domain.records import Json
from desktop.sync.judging.merge import Merged, merge
from desktop.sync.judging.trees import Values, alike, units, values_of

_MARK = re.compile(r"^zk:([0-9a-f]{32})(?:\s|$)")
_FILLED_BY_CLOSING = "archive"
"""Closing changes this unit without a line of its own."""
NOBODY = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line about one resource: who did what, and the whole state before and after."""

    mark: str
    """Entry id of our own write, "" for anybody else's."""
    by: str
    at: str
    old: Json
    new: Json


@dataclass(frozen=True, slots=True)
class Trail:
    """What is known of a record's trail. `lines` is None while it was not read."""

    is_readable: bool = False
    lines: tuple[Line, ...] | None = None

    def tells(self, mark: str) -> bool:
        """Tell whether one of the lines is about our write `mark`."""
        return any(one.mark == mark for one in self.lines or ())


UNREADABLE = Trail()
"""The account may not read the trail: the rules without it hold."""


class Fate(Enum):
    """What became of a value that was sent and is not shown."""

    NEVER = auto()  # no line carries the mark: it was never applied
    UNDONE = auto()  # somebody who had seen it set something else
    LOST = auto()  # somebody saved on a copy from before it
    UNTOLD = auto()  # the lines do not say


@dataclass(frozen=True, slots=True)
class Told:
    """A fate, and who and when as far as a line says so."""

    fate: Fate
    by: str = NOBODY
    at: str = ""


def lines_of(raw: Iterable[Any], url: str) -> tuple[Line, ...] | None:
    """Give the lines about one resource, oldest first; None when a line cannot be understood.

    A trail of which only a part is understood proves nothing, so it counts as not readable.
    """
    found = []
    for one in raw:
        if not isinstance(one, dict):
            return None
        if one.get("resourceUrl") != url:
            continue
        changes = one.get("wijzigingen")
        at = one.get("aanmaakdatum")
        if not isinstance(changes, dict) or not isinstance(at, str):
            return None
        old, new = changes.get("oud") or {}, changes.get("nieuw") or {}
        if not isinstance(old, dict) or not isinstance(new, dict):
            return None
        by = str(one.get("gebruikersWeergave") or one.get("gebruikersId") or NOBODY)
        found.append(Line(mark_in(one.get("toelichting")), by, at, old, new))
    if any(instant_text(line.at) is None for line in found):
        return None
    return tuple(sorted(found, key=lambda line: str(instant_text(line.at))))  # .03 comes after 00


def mark_in(toelichting: Any) -> str:
    """Give the entry id that a toelichting carries, or ""."""
    match = _MARK.match(str(toelichting or ""))
    return match[1] if match else ""


def _position(lines: Sequence[Line], mark: str) -> int | None:
    return next((n for n, line in enumerate(lines) if mark and line.mark == mark), None)


def fate(kind: Kind, unit: Unit, lines: Sequence[Line], mark: str, sent: Values) -> Told:
    """Tell what became of a value that our write `mark` sent (S31).

    The order of lines within an overlap need not be the order of commits: the line before ours is
    looked at as well, when ours does not start where it ended.
    """
    mine = _position(lines, mark)
    if mine is None:
        return Told(Fate.NEVER)
    for line in lines[mine + 1 :]:
        if alike(unit, line.new, sent):
            continue
        had_seen = alike(unit, line.old, sent)
        return Told(Fate.UNDONE if had_seen else Fate.LOST, line.by, line.at)
    before = lines[mine - 1] if mine else lines[mine]
    if _overlap(kind, before, lines[mine]) and not alike(unit, before.new, sent):
        return Told(Fate.LOST, before.by, before.at)
    return Told(Fate.UNTOLD)


def _overlap(kind: Kind, earlier: Line, later: Line) -> bool:
    """Tell whether a line does not start where the one before it ended."""
    return any(
        not alike(unit, earlier.new, later.old)
        for unit in units(kind, earlier.new, later.old)
        if unit.name != _FILLED_BY_CLOSING
    )


@dataclass(frozen=True, slots=True)
class Overwritten:
    """A change of somebody else that our own write took away."""

    unit: Unit
    theirs: Values
    before: Values
    by: str
    at: str
    was_sent: bool
    """We sent this unit too, without having seen theirs."""


@dataclass(frozen=True, slots=True)
class Wrote:
    """What one write of ours meant to set."""

    sent: frozenset[str]
    """The units it was about."""
    seen: Mapping[str, Values]
    """Per unit in its body what a read just before had shown; what is not in it went along as the
    registry had read it."""


def overwritten(
    kind: Kind,
    lines: Sequence[Line],
    mark: str,
    wrote: Wrote,
    shown: Mapping[str, Any],
    own: Collection[str] = (),
) -> tuple[Overwritten, ...]:
    """Tell what our write `mark` took away that we had not seen (S32).

    `shown` is what the registry shows now: only where it shows what a write of ours left there,
    ours is the one in force; what a later one found there and passed on is not. `own` are the marks
    of all our writes of this record.
    """
    mine = _position(lines, mark)
    if mine is None:
        return ()
    ours = lines[mine]
    others = [*lines[:mine], *_beside(kind, lines, mine)]
    later = [one for one in lines[mine + 1 :] if one.mark and one.mark in own]
    found = []
    for unit in units(kind, ours.new, *(one.new for one in others[max(mine - 1, 0) :])):
        known = wrote.seen.get(unit.name, ours.old)
        other = None if unit.name == _FILLED_BY_CLOSING else _unseen(unit, others, known)
        if other is None or other.mark in own or alike(unit, other.new, ours.new):
            continue
        left = _left_by_us(unit, ours, later)
        if any(alike(unit, shown, one) for one in left) and not alike(unit, shown, other.new):
            theirs, before = values_of(unit, other.new), values_of(unit, known)
            was_sent = unit.name in wrote.sent
            found.append(Overwritten(unit, theirs, before, other.by, other.at, was_sent))
    return tuple(found)


def _left_by_us(unit: Unit, ours: Line, later: Iterable[Line]) -> list[Values]:
    """Give what our writes left of a unit, one after the other."""
    left: list[Values] = [ours.new]
    for one in later:
        is_set = not alike(unit, one.old, one.new)
        if is_set or any(alike(unit, one.old, known) for known in left):
            left.append(one.new)
    return left


def _beside(kind: Kind, lines: Sequence[Line], mine: int) -> list[Line]:
    """Give the lines after ours that began on a state without it."""
    ours = lines[mine]
    set_by_us = [
        unit for unit in units(kind, ours.old, ours.new) if not alike(unit, ours.old, ours.new)
    ]
    found: list[Line] = []
    for line in lines[mine + 1 :]:
        before = found[-1] if found else ours
        knew = any(alike(unit, line.old, ours.new) for unit in set_by_us)
        if knew or (not found and not _overlap(kind, before, line)):
            break
        found.append(line)
    return found


def _unseen(unit: Unit, lines: Sequence[Line], known: Values) -> Line | None:
    """Give the last line that changed a unit, when the lines lead to it from what we knew.

    A line that does not follow from what we knew stood beside another write than this one, or the
    trail writes the unit in another way: either proves nothing here.
    """
    last, state = None, lines[-1].new if lines else known
    for line in reversed(lines):
        if alike(unit, state, known):
            return last
        if not alike(unit, line.new, state):
            return None
        if last is None and not alike(unit, line.old, line.new):
            last = line
        state = line.old
    return last if alike(unit, state, known) else None


def together(one: Overwritten, ours: Mapping[str, Any]) -> Any | None:
    """Merge a list that both changed at the same moment; None when a person has to decide."""
    if one.unit.policy not in {Policy.KEYED, Policy.SET}:
        return None
    name = one.unit.fields[0]
    verdict = merge(one.unit, one.before.get(name), ours.get(name), one.theirs.get(name))
    return verdict.value if isinstance(verdict, Merged) else None


def last_by(unit: Unit, lines: Sequence[Line], shown: Mapping[str, Any]) -> Told:
    """Tell who set the value of a unit that the registry shows, as far as the lines say."""
    for line in reversed(lines):
        if alike(unit, line.new, shown) and not alike(unit, line.old, line.new):
            return Told(Fate.UNTOLD, line.by, line.at)
    return Told(Fate.UNTOLD)
