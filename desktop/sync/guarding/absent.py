"""Zaken that are here and that the scope's list no longer shows: absence itself proves nothing.

Each is asked for: closed or handed over, no longer ours to read, or gone. What the registry lacks
is judged as a whole by `guards` before anything happens to it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import Enum

from desktop.domain.errors import NotUnderstood, Refused, Unreachable
from desktop.domain.ids import LocalId, RemoteRef
from desktop.domain.records import Record, RecordState
from desktop.sync.desk import Desk, gone, lock_away
from desktop.sync.guarding import guards, scope
from desktop.sync.judging.refusals import is_gone, is_hidden
from desktop.sync.observing.children import BATCH, concerns_registry

Read = Callable[[Sequence[RemoteRef]], set[RemoteRef]]
"""Asks for zaken and takes them in; gives those that the registry showed."""


class _Found(Enum):
    THERE = "there"
    HIDDEN = "hidden"
    GONE = "gone"
    UNKNOWN = "unknown"


class Absent:
    """What left the list of one pull."""

    def __init__(
        self, desk: Desk, before: Mapping[RemoteRef, LocalId], listed: set[RemoteRef]
    ) -> None:
        self._desk = desk
        self._before = before
        self._listed = listed
        self._missing = sorted(before.keys() - listed)

    def run(self, read: Read) -> None:
        """Ask for them, then mark, lock away, remove and evict; raises Halt."""
        shown: set[RemoteRef] = set()
        for start in range(0, len(self._missing), BATCH):
            self._desk.check()
            shown |= read(self._missing[start : start + BATCH])
        found = {ref: self._look(ref) for ref in self._missing if ref not in shown}
        stored = self._stored()
        self._guard(found, stored)
        for ref, what in found.items():
            if what is _Found.HIDDEN:
                lock_away(self._desk, stored[ref], self._desk.clock.now_utc())
        self._let_go(stored)

    def _stored(self) -> dict[RemoteRef, Record]:
        with self._desk.replica.read() as reader:
            records = reader.records.many([self._before[ref] for ref in self._missing])
        return {ref: records[self._before[ref]] for ref in self._missing}

    def _look(self, ref: RemoteRef) -> _Found:
        self._desk.check()
        try:
            self._desk.client.get(ref)
        except Refused as refused:
            if concerns_registry(refused):
                raise
            if is_gone(refused):
                return _Found.UNKNOWN if self._desk.others_read(ref) else _Found.GONE
            is_lost = is_hidden(refused) and self._desk.is_hidden_from_all(ref)
            return _Found.HIDDEN if is_lost else _Found.UNKNOWN
        except (NotUnderstood, Unreachable) as error:
            if concerns_registry(error):
                raise
            self._desk.keep(error)
            return _Found.UNKNOWN
        return _Found.THERE

    def _guard(self, found: Mapping[RemoteRef, _Found], stored: Mapping[RemoteRef, Record]) -> None:
        """Mark or remove what the registry lacks, when that is believable."""
        lacking = {
            ref: self._before[ref]
            for ref, what in found.items()
            if what is _Found.GONE and stored[ref].state in guards.PRESENT
        }
        desk, held = self._desk, len(self._before)
        if not self._listed:
            unexplained = {ref: self._before[ref] for ref in self._unexplained(stored)}
            guards.may_go(desk, {**unexplained, **lacking}, held, list_is_empty=True)
        for ref in sorted(guards.may_go(desk, lacking, held, list_is_empty=False)):
            gone(desk, stored[ref], desk.clock.now_utc())

    def _unexplained(self, stored: Mapping[RemoteRef, Record]) -> list[RemoteRef]:
        """Give zaken of the scope that an empty list should have shown: open and never left."""
        return [
            ref
            for ref, record in stored.items()
            if record.state is RecordState.LIVE
            and "left" not in record.ghosts
            and not (record.remote or {}).get("einddatum")
        ]

    def _let_go(self, stored: Mapping[RemoteRef, Record]) -> None:
        """Mark what left the scope, and evict what left it long enough ago."""
        desk = self._desk
        outside = [record.local_id for record in stored.values()]
        due = scope.mark(desk, outside, desk.clock.now_utc())
        scope.evict(desk, due)
