"""One sync run of one registry: recover, types, pull, push, look again, settle.

Pull comes before push and both run on one thread of decisions, so no page that was read before a
write is ever applied after it (S20); only reads are parallel.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from desktop.attachments.store import BlobStore
from desktop.attachments.store import Stopped as StoppedStoring
from desktop.domain.errors import (
    Environment,
    NotUnderstood,
    Refused,
    RegistryError,
    Trouble,
    Unreachable,
)
from desktop.domain.ids import LocalId
from desktop.domain.records import ItemKind, Progress, RunReport, Stand
from desktop.domain.standing import as_lines, stand_of
from desktop.models.replica import Replica
from desktop.runtime.clock import Clock, Ids
from desktop.sync.accounts import capabilities_of, keep_outcome
from desktop.sync.desk import Desk, Halt, Stopped
from desktop.sync.documenten import locks, under_lock
from desktop.sync.documenten.fetching import fetch_by_policy
from desktop.sync.documenten.late_documents import remove_late_documents
from desktop.sync.documenten.loads import bytes_to_send, heavy_families
from desktop.sync.documenten.parts import INLINE_AT_MOST
from desktop.sync.guarding import lost_right, restored, suspect
from desktop.sync.judging.plan import PlanDefect
from desktop.sync.observing.types import lacks_types, pull_capabilities, pull_types
from desktop.sync.pulling.discover import Pull
from desktop.sync.pulling.intake import pull_objects
from desktop.sync.pulling.sweep import sweep
from desktop.sync.pulling.visit import Visit, take_along
from desktop.sync.push import Push, recover, waiting_entries
from desktop.sync.pushing import numbers
from desktop.sync.pushing.again import try_refused_again
from desktop.sync.pushing.doubles import settle_doubles
from desktop.sync.pushing.finishing import check_closed
from desktop.sync.pushing.readback import close_patch_entries
from desktop.zgw.problems import trouble_of

if TYPE_CHECKING:  # the network is slow to import, and most verbs need none
    from desktop.zgw.client import RegistryClient

_log = logging.getLogger("zaakkoffer.sync")
SHORT_LIMIT_S = 30.0
_MOST_ROUNDS = 6
_THROTTLE_S = 2.0


class Engine:
    """Brings one replica and one registry together."""

    def __init__(
        self,
        replica: Replica,
        client: RegistryClient,
        blobs: BlobStore,
        *,
        clock: Clock,
        ids: Ids,
        objecttypes: Sequence[str] = (),
        at_once: int = 1,
        others: Sequence[RegistryClient] = (),
    ) -> None:
        """`others` are the clients of the person's other accounts at this registry (S72)."""
        self._others = others
        self._at_once = at_once
        self._replica = replica
        self._client = client
        self._blobs = blobs
        self._clock = clock
        self._ids = ids
        self._objecttypes = objecttypes

    def run(
        self,
        *,
        pull: bool = True,
        push: bool = True,
        deadline_s: float | None = None,
        progress: Callable[[Progress], None] | None = None,
        stop: threading.Event | None = None,
    ) -> RunReport:
        """Do one run; never raises for trouble with the registry, which is in the report."""
        desk = Desk(
            self._replica, self._client, self._blobs, clock=self._clock, ids=self._ids,
            objecttypes=self._objecttypes, progress=progress, stop=stop, deadline_s=deadline_s,
            at_once=self._at_once, others=self._others,
        )  # fmt: skip
        started = self._clock.now_utc()
        began_s = self._clock.monotonic_s()
        traffic = self._client.traffic
        before = (traffic.requests, traffic.bytes_in, traffic.bytes_out)
        trouble = self._guarded(desk, lambda: self._run(desk, pull=pull, push=push))
        waiting, conflicts, rejected = self._counts(desk)
        report = RunReport(
            pulled=desk.pulled,
            pushed=desk.pushed,
            conflicts=conflicts,
            rejected=rejected,
            waiting=waiting,
            requests=traffic.requests - before[0],
            bytes_in=traffic.bytes_in - before[1],
            bytes_out=traffic.bytes_out - before[2],
            seconds=round(self._clock.monotonic_s() - began_s, 3),
            registries={desk.registry: trouble.value},
            accounts={desk.config.me.name: trouble.value} if desk.config.others else {},
            pauses={desk.registry: desk.pause_s} if desk.pause_s else {},
            unread=tuple(desk.unread),
        )
        with suppress(Environment), self._replica.write() as writer:
            reached = None if trouble is Trouble.OFFLINE else self._clock.now_utc()
            writer.registries.synced(desk.registry, reached, trouble.value)
            keep_outcome(writer, desk.config, trouble.value)
            writer.journal.add_run(desk.registry, started, trouble.value, report)
            desk.keep_clocks(writer)
        return report

    def visit(
        self,
        family: LocalId,
        *,
        contents: bool,
        progress: Callable[[Progress], None] | None = None,
        stop: threading.Event | None = None,
    ) -> tuple[Trouble, Visit | None]:
        """Read one zaak whole now, with the contents of its documents if asked (M26)."""
        desk = Desk(
            self._replica, self._client, self._blobs, clock=self._clock, ids=self._ids,
            objecttypes=self._objecttypes, progress=progress, stop=stop, deadline_s=None,
        )  # fmt: skip
        found: list[Visit] = []

        def work() -> None:
            self._know_capabilities(desk, again=False)
            found.append(take_along(desk, family, contents=contents))

        trouble = self._guarded(desk, work)
        return trouble, found[0] if found else None

    @staticmethod
    def _guarded(desk: Desk, work: Callable[[], None]) -> Trouble:
        try:
            work()
        except (Stopped, StoppedStoring):
            return Trouble.STOPPED
        except Halt as halt:
            return halt.trouble
        except RegistryError as error:
            desk.pause_s = pause_of(error)
            return _trouble(error)
        except Environment as error:
            _log.error("the disk is in the way: %s", error.key)
            return Trouble.DISK
        return Trouble.OK if desk.trouble is None else _trouble(desk.trouble)

    @staticmethod
    def _know_capabilities(desk: Desk, *, again: bool) -> None:
        with desk.replica.read() as reader:
            desk.capabilities = capabilities_of(reader, desk.config)
            desk.is_suspect = reader.journal.setting(suspect.suspect_key()) is not None
        pull_capabilities(desk, again=again)

    def _run(self, desk: Desk, *, pull: bool, push: bool) -> None:
        try:
            self._steps(desk, pull=pull, push=push)
        except Refused as error:
            lost_right.refused(desk, error)
            raise

    def _steps(self, desk: Desk, *, pull: bool, push: bool) -> None:
        recover(desk)
        self._know_capabilities(desk, again=pull)
        restored.check(desk)
        pull_types(desk)
        if push:
            locks.tidy(desk)
        if pull:
            suspect.look_first(desk)
            zaken = Pull(desk)
            zaken.run()
            lost_right.answered(desk)
            sweep(desk, zaken)
            if lacks_types(desk, zaken.zaaktypen):
                pull_types(desk, again=True)
            pull_objects(desk)
            suspect.ask_first(desk)
            for family in sorted(zaken.half_closed):
                check_closed(desk, family, only_mine=True)
        if push:
            if pull:
                try_refused_again(desk)
            settle_doubles(desk)
            remove_late_documents(desk)
            self._push(desk)
            settle_doubles(desk)
            suspect.ask_first(desk)
        if pull:
            numbers.keep_stock(desk)
            fetch_by_policy(desk)

    def _push(self, desk: Desk) -> None:
        """Push until nothing moves; waits for a second look when the limit is short."""
        trouble: RegistryError | None = None
        for _ in range(_MOST_ROUNDS):
            pushed_before = desk.pushed
            with desk.replica.read() as reader:
                families = reader.records.with_work(desk.registry)
                working = [one for one in reader.records.working() if one.registry == desk.registry]
            heavy = heavy_families(working)
            sizes = map(bytes_to_send, working)
            desk.weigh(sum(size for size in sizes if size > INLINE_AT_MOST))
            trouble = None
            turns = [(one, one in heavy) for one in families]
            turns += [(one, False) for one in families if one in heavy]
            for number, (family, light) in enumerate(turns):
                desk.tell("push", number, len(turns))
                trouble = self._push_family(desk, family, light=light) or trouble
            close_patch_entries(desk)
            under_lock.overtake(desk)
            wait_s = self._wait_for_look(desk)
            if wait_s is None and desk.pushed == pushed_before:
                break
            if wait_s is not None and desk.clock.wait(wait_s, desk.stop):
                raise Stopped
        if trouble is not None:
            raise trouble

    def _push_family(self, desk: Desk, family: LocalId, *, light: bool) -> RegistryError | None:
        """Push one family; trouble of the record stays here, of the registry ends the run."""
        for _ in range(2):
            try:
                return Push(desk, family, light=light).run()
            except PlanDefect as defect:
                _log.error("plan refused for %s: %s", family, defect)
                return NotUnderstood("plan-refused", what=family)
            except Refused as refused:
                if refused.status != 429:
                    raise
                desk.clock.wait(min(refused.retry_after_s or 1.0, _THROTTLE_S), desk.stop)
            except Unreachable as error:
                if error.trouble is Trouble.OFFLINE:
                    raise
                return error
        return None

    def _wait_for_look(self, desk: Desk) -> float | None:
        """Give how long to wait for a second look in this run, None when it is not worth it."""
        if desk.limit_s > SHORT_LIMIT_S or not waiting_entries(desk):
            return None
        left = desk.time_left_s()
        if left is not None and left < desk.limit_s:
            return None
        return desk.limit_s / 4

    def _counts(self, desk: Desk) -> tuple[int, int, int]:
        with self._replica.read() as reader:
            items = reader.journal.items(registry=desk.registry)
            by_record: dict[LocalId, list[ItemKind]] = {}
            for item in items:
                by_record.setdefault(item.local_id, []).append(item.kind)
            waiting = [
                record
                for record in reader.records.working()
                if record.registry == desk.registry
                and stand_of(record, by_record.get(record.local_id, ()))
                in {Stand.WACHT, Stand.VERZONDEN, Stand.BEZIG}
            ]
        conflicts = sum(item.kind in {ItemKind.CONFLICT, ItemKind.QUESTION} for item in items)
        rejected = sum(item.kind is ItemKind.REJECTION for item in items)
        return len(as_lines(waiting)), conflicts, rejected


def pause_of(error: RegistryError) -> float:
    """Give the seconds that a registry asked us to stay away, 0 when it did not."""
    asked = error.retry_after_s if isinstance(error, Refused) else error.values.get("retry_after_s")
    return float(asked or 0.0)


def _trouble(error: RegistryError) -> Trouble:
    return trouble_of(error) if isinstance(error, Refused) else error.trouble
