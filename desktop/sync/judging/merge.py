"""Pure: one unit, three values, one verdict (rules S27–S29)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from desktop.domain.fields import Policy, Unit
from desktop.domain.normal import normal, same
from desktop.domain.reasons import Reason

_ABSENT = object()


@dataclass(frozen=True, slots=True)
class Merged:
    """Both changes in one value."""

    value: Any


@dataclass(frozen=True, slots=True)
class Clash:
    """No rule can merge this: a person decides. `proposal` may be offered, never sent unseen."""

    reason: Reason
    proposal: Any = None


def merge(unit: Unit, base: Any, mine: Any, theirs: Any) -> Merged | Clash:
    """Merge a unit that both sides changed in different ways; values are of its only field."""
    match unit.policy:
        case Policy.TEXT:
            return merge_text(str(base or ""), str(mine or ""), str(theirs or ""), unit.most)
        case Policy.KEYED:
            return _merge_keyed(unit.keys, base or [], mine or [], theirs or [])
        case Policy.SET:
            return Merged(_merge_set(base or [], mine or [], theirs or []))
        case Policy.MAP:
            return merge_map(base, mine, theirs)
        case _:
            return Clash(Reason.EDIT_EDIT)


Edits = list[tuple[int, int, list[str]]]


def _edits(base: Sequence[str], changed: Sequence[str]) -> Edits:
    matcher = SequenceMatcher(None, base, changed, autojunk=False)
    return [
        (start, end, list(changed[low:high]))
        for tag, start, end, low, high in matcher.get_opcodes()
        if tag != "equal"
    ]


def merge_text(base: str, mine: str, theirs: str, most: int | None = None) -> Merged | Clash:
    """Merge two texts line by line; an unchanged line must lie between the changes."""
    lines = [text.replace("\r\n", "\n").split("\n") for text in (base, mine, theirs)]
    ours, others = _edits(lines[0], lines[1]), _edits(lines[0], lines[2])
    for start, end, new in ours:
        for low, high, other in others:
            is_same = (start, end, new) == (low, high, other)
            if not is_same and start <= high and low <= end:
                proposal = _both(base, mine, theirs)
                return Clash(Reason.TEXT, proposal)
    together = sorted({(start, end, tuple(new)) for start, end, new in [*ours, *others]})
    result = list(lines[0])
    for start, end, found in reversed(together):
        result[start:end] = found
    text = "\n".join(result)
    if most is not None and len(text) > most:
        return Clash(Reason.TEXT_TOO_LONG, text)
    return Merged(text)


def _both(base: str, mine: str, theirs: str) -> str:
    """Propose theirs with what I added at the end behind it."""
    if base and mine.startswith(base):
        return f"{theirs}\n{mine[len(base) :].lstrip(chr(10))}"
    return f"{theirs}\n{mine}"


def _merge_keyed(
    keys: tuple[str, ...], base: list[Any], mine: list[Any], theirs: list[Any]
) -> Merged | Clash:
    maps = []
    for some in (base, mine, theirs):
        if not all(isinstance(one, dict) for one in some):
            return Clash(Reason.REMOTE_UNREADABLE)
        maps.append({tuple(str(one.get(key)) for key in keys): one for one in some})
    before, local, remote = maps
    result = []
    for key in [*remote, *(key for key in local if key not in remote)]:
        b, m, t = (tree.get(key, _ABSENT) for tree in (before, local, remote))
        if _equal(m, b) or _equal(m, t):
            chosen = t
        elif _equal(t, b):
            chosen = m
        else:
            deleted = m is _ABSENT or t is _ABSENT
            return Clash(Reason.DELETE_EDIT if deleted else Reason.EDIT_EDIT)
        if chosen is not _ABSENT:
            result.append(chosen)
    return Merged(result)


def _equal(one: Any, other: Any) -> bool:
    if one is _ABSENT or other is _ABSENT:
        return one is other
    return same(one, other)


def _merge_set(base: list[Any], mine: list[Any], theirs: list[Any]) -> list[Any]:
    added = [one for one in mine if one not in base and one not in theirs]
    return [one for one in theirs if one in mine or one not in base] + added


def merge_map(base: Any, mine: Any, theirs: Any) -> Merged | Clash:
    """Merge JSON maps depth first; a leaf that both changed differently is a clash."""
    if same(mine, theirs) or same(base, mine):
        return Merged(theirs)
    if same(base, theirs):
        return Merged(mine)
    if not (isinstance(mine, dict) and isinstance(theirs, dict)):
        return Clash(Reason.EDIT_EDIT)
    before = base if isinstance(base, dict) else {}
    result: dict[str, Any] = {}
    for key in [*theirs, *(key for key in mine if key not in theirs)]:
        inner = merge_map(before.get(key), mine.get(key), theirs.get(key))
        if isinstance(inner, Clash):
            return inner
        if key in theirs or normal(inner.value) is not None:
            result[key] = inner.value
    return Merged(result)


def own_keys(base: Any, mine: Any) -> Any:
    """Give the part of a map that differs from base, for a PATCH that merges (rule S53)."""
    if not (isinstance(base, dict) and isinstance(mine, dict)):
        return mine
    return {
        key: own_keys(base.get(key), value)
        for key, value in mine.items()
        if key not in base or not same(base[key], value)
    }
