"""Pure: what a plan is made of: the family as it stands, and the four answers a record can get."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from desktop.domain.ids import LocalId
from desktop.domain.kinds import Kind
from desktop.domain.reasons import Reason
from desktop.domain.records import OpenItem, Record


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
    closing_parts: frozenset[LocalId] = frozenset()
    """Deelzaken of this zaak whose own end status, made here, is not at the registry yet."""
    held: Mapping[LocalId, Reason] = field(default_factory=dict)
    """Records that wait a while before they are tried again, and why."""


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
class Done:
    """A record that need not go any more: what it wanted is so already. The person is told."""

    local_id: LocalId
    reason: Reason
    theirs: Any = None
