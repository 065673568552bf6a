"""What happened at the registry: every committed change of a resource, who meant it and when.

For tests and simulations, and for answering a read from a moment ago. Clients never see it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from desktop.practice.keeping.state import Json, RowChange, State

KEPT_BY_REGISTRY = frozenset({"laatstGemuteerd"})
"""Members that nobody sets: the registry keeps them when something of a zaak changes."""


@dataclass(frozen=True, slots=True)
class Cause:
    """The request behind a change; `uuid` is the resource its path names ("" for a create)."""

    t_read: datetime
    client_id: str
    author: str
    mark: str
    method: str
    path: str
    uuid: str
    meant: frozenset[str] | None
    """The members of its body; None when it meant the whole resource."""


@dataclass(frozen=True, slots=True)
class Write:
    """One committed change of one resource.

    `before` is the real state just before the commit. `meant` are the members the request meant
    to set (None: all of it); what else differs between `before` and `after` was lost by overlap.
    """

    n: int
    t_read: datetime
    t_commit: datetime
    client_id: str
    author: str
    mark: str
    method: str
    path: str
    kind: str
    uuid: str
    parent: str | None
    before: Json | None
    after: Json | None
    meant: frozenset[str] | None

    @property
    def changed(self) -> frozenset[str]:
        """The members that differ between `before` and `after`, which somebody can set."""
        before, after = self.before or {}, self.after or {}
        differ = {name for name in {*before, *after} if before.get(name) != after.get(name)}
        return frozenset(differ - KEPT_BY_REGISTRY)

    @property
    def lost(self) -> frozenset[str]:
        """The members it changed without meaning to."""
        return frozenset() if self.meant is None else self.changed - self.meant


class History:
    """Follows the changes of a registry. `keep_s` None keeps all of them, else the last seconds."""

    def __init__(
        self, state: State, clock: Callable[[], datetime], keep_s: float | None = None
    ) -> None:
        self._state = state
        self._clock = clock
        self._keep_s = keep_s
        self._cause: Cause | None = None
        self._n = 0
        self._changes: deque[tuple[Write, RowChange]] = deque()
        self.is_on = False

    def switch_on(self, keep_s: float | None = None) -> None:
        """Follow from now on."""
        self._keep_s = keep_s
        self.is_on = True
        self._state.watch = self._note

    @property
    def writes(self) -> list[Write]:
        """All changes kept, oldest first; without those of what the registry notes by itself."""
        return [write for write, _ in self._changes if write.meant != KEPT_BY_REGISTRY]

    def begin(self, cause: Cause | None) -> None:
        """Say whose the changes of this transaction are; None: of nobody in particular."""
        self._cause = cause

    def rewind(self, seconds: float) -> None:
        """Put the resources back to how they were, inside a `draft` of the state."""
        since = self._clock() - timedelta(seconds=seconds)
        for write, change in reversed(self._changes):
            if write.t_commit <= since:
                break
            self._state.put_back(change)

    def forget_after(self, n: int) -> list[Write]:
        """Forget the changes after a number, for a state that was put back; gives them."""
        gone = [write for write, _ in self._changes if write.n > n]
        self._changes = deque(one for one in self._changes if one[0].n <= n)
        return gone

    @property
    def newest(self) -> int:
        """The number of the newest change."""
        return self._n

    def _note(self, change: RowChange) -> None:
        now = self._clock()
        cause = self._cause or Cause(now, "", "", "", "", "", change.uuid, None)
        meant = None if change.before is None or change.after is None else cause.meant
        if change.columns is not None:
            meant = frozenset(change.columns)
        elif meant is not None and change.uuid != cause.uuid:
            meant = frozenset()
        self._n += 1
        write = Write(
            self._n, cause.t_read, now, cause.client_id, cause.author, cause.mark, cause.method,
            cause.path, change.kind, change.uuid, change.parent, change.before, change.after, meant,
        )  # fmt: skip
        self._changes.append((write, change))
        if self._keep_s is not None:
            oldest = now - timedelta(seconds=self._keep_s)
            while self._changes and self._changes[0][0].t_commit < oldest:
                self._changes.popleft()
