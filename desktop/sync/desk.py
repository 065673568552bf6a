"""What every step of the engine works with, and how observations enter the replica."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from desktop.attachments.store import BlobStore
from desktop.domain.errors import NotUnderstood, Refused, RegistryError, Trouble
from desktop.domain.ids import LocalId, RemoteRef, as_local
from desktop.domain.kinds import SPECS, Kind
from desktop.domain.reasons import Reason
from desktop.domain.records import (
    Entry,
    ItemKind,
    Json,
    Outcome,
    Progress,
    Record,
    RecordState,
)
from desktop.models.replica import Reader, Replica, Writer
from desktop.runtime.clock import Clock, Ids, RunClock
from desktop.sync.judging.bodies import fault_in, name_of
from desktop.sync.judging.closing import UNREAD
from desktop.sync.judging.leaving import judge_leaving
from desktop.sync.judging.reconcile import Finding, Judged, judge
from desktop.sync.judging.refusals import is_hidden, is_revoked
from desktop.sync.judging.shapes import RELATED, incoming, waits_for_others
from desktop.sync.judging.steady import Clocks, kept_of, steady_of
from desktop.sync.judging.trail import UNREADABLE, Trail
from desktop.sync.judging.trees import as_answered

if TYPE_CHECKING:  # the network is slow to import, and most verbs need none
    from desktop.zgw.client import RegistryClient

RESERVE_BYTES = 16 * 1024 * 1024
"""What a run leaves free on the disk, so that a person can keep working in it (S78)."""
_MOST_UNREAD = 100
_PLAINLY_S = 60.0
"""A `Date` header counts whole seconds and travels: less than this is no wrong clock."""
_PRESENT = {RecordState.LIVE, RecordState.LOCKED_AWAY}
_AWAY = {RecordState.GONE_THERE, RecordState.BIN, RecordState.LOCKED_AWAY}
_ABSENCE = {"gone", "left"}
_ARRIVED = {Outcome.APPLIED, Outcome.SEEN, Outcome.SETTLED}


class Stopped(Exception):
    """The person, the deadline or the program's end stopped the run; everything is kept."""


class Halt(Exception):
    """Something about the whole registry must be looked at by a person first; nothing was done."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


CLOCK_KEY = "clock"
"""Setting: how the clocks of this device stood together at the end of the last run."""


def clocks_of(clock: Clock) -> Clocks:
    """Read the clocks of the device together."""
    return Clocks(clock.now_utc(), clock.monotonic_s(), clock.boot_id())


class Desk:
    """Everything a run of one registry needs."""

    def __init__(
        self,
        replica: Replica,
        client: RegistryClient,
        blobs: BlobStore,
        *,
        clock: Clock,
        ids: Ids,
        objecttypes: Sequence[str],
        progress: Callable[[Progress], None] | None,
        stop: threading.Event | None,
        deadline_s: float | None,
        at_once: int = 1,
        others: Sequence[RegistryClient] = (),
    ) -> None:
        """`at_once` is how many documents of one zaak may be sent beside one another.

        `others` reach the same registry under the person's other accounts: only for reading.
        """
        self.at_once = at_once
        self._others = tuple(others)
        self._counting = threading.Lock()
        self.replica = replica
        self.client = client
        self.blobs = blobs
        self.device_clock = clock
        """The clock of the device, which may be set while the run goes on."""
        self.clock = RunClock(clock)
        self.began = clocks_of(clock)
        with replica.read() as reader:
            self.steady = steady_of(reader.journal.setting(CLOCK_KEY), self.began)
        self.ids = ids
        self.config = client.config
        self.registry = client.config.name
        self.limit_s = client.config.request_limit_s
        self.objecttypes = tuple(objecttypes)
        self.stop = stop
        self.trouble: RegistryError | None = None
        """The first trouble with one record of the pull; the others went on."""
        self.unread: list[str] = []
        """The names of the records whose answer could not be used."""
        self.pause_s = 0.0
        """How long the registry asked us to stay away when it ended the run."""
        self.types_moved = False
        """Whether a type of the catalogus came or was corrected in this run."""
        self.pulled = 0
        self.pushed = 0
        self._progress = progress
        self._deadline = None if deadline_s is None else clock.monotonic_s() + deadline_s
        self.capabilities: Json = {}
        self.is_suspect = False
        """Whether this profile is a copy that is not settled yet (S74)."""
        self._phase = ""
        self._weight = 0
        self._sent: dict[LocalId, int] = {}
        self._phase_began_s = 0.0
        self._evicted: dict[str, str] | None = None

    def keep_clocks(self, writer: Writer) -> None:
        """Note at the end of a run how the clocks stand together, for the next one (P03)."""
        clocks = clocks_of(self.device_clock)
        began = kept_of(self.steady, self.began)
        writer.journal.set_setting(CLOCK_KEY, kept_of(steady_of(began, clocks), clocks))

    @property
    def trail(self) -> Trail:
        """Whether this account may read audit trails (S12)."""
        return Trail(is_readable=bool(self.capabilities.get("audittrails")))

    def registry_now(self) -> datetime:
        """Give the moment by the registry's clock, where ours is plainly wrong."""
        skew_s = self.client.skew_s
        is_wrong = abs(skew_s) > _PLAINLY_S
        return self.clock.now_utc() + timedelta(seconds=skew_s if is_wrong else 0)

    def others_read(self, ref: RemoteRef) -> bool:
        """Tell whether another account reads what this one is told does not exist (N09, S72)."""
        for client in self._others:
            with suppress(RegistryError):
                client.get(ref)
                return True
        return False

    def is_hidden_from_all(self, ref: RemoteRef) -> bool:
        """Tell whether no other account may read what this one may not (S70, S72)."""
        for client in self._others:
            try:
                client.get(ref)
            except Refused as refused:
                if is_hidden(refused) or is_revoked(refused):
                    continue
            except RegistryError:
                pass
            return False  # it may, or nobody can tell now
        return len(self._others) == len(self.config.others)

    def check(self) -> None:
        """Raise Stopped when the run should end; called between requests."""
        if self.stop is not None and self.stop.is_set():
            raise Stopped
        if self._deadline is not None and self.clock.monotonic_s() > self._deadline:
            raise Stopped
        if shutil.disk_usage(self.replica.path.parent).free < RESERVE_BYTES:
            raise Halt(Trouble.DISK)

    def count_pushed(self) -> None:
        """Count one thing that was sent; from any thread."""
        with self._counting:
            self.pushed += 1

    def keep(self, error: RegistryError) -> None:
        """Keep trouble that concerns one record only."""
        self.trouble = self.trouble or error
        what = error.values.get("what")
        if isinstance(error, NotUnderstood) and what and len(self.unread) < _MOST_UNREAD:
            self.unread.append(str(what))

    def time_left_s(self) -> float | None:
        """Give the seconds until the deadline, None without one."""
        return None if self._deadline is None else self._deadline - self.clock.monotonic_s()

    def tell(self, phase: str, done: int, total: int, unit: str = "records") -> None:
        """Report progress, with how long this phase will take still."""
        if phase != self._phase:
            self._phase, self._phase_began_s = phase, self.clock.monotonic_s()
        if self._progress is not None:
            spent_s = self.clock.monotonic_s() - self._phase_began_s
            left_s = spent_s / done * (total - done) if done else None
            self._progress(Progress(phase, done, total, unit, left_s))

    def weigh(self, total_bytes: int) -> None:
        """Say how many bytes of large contents this push has to send."""
        self._weight, self._sent = total_bytes, {}

    def tell_sent(self, local_id: LocalId, done: int, size_bytes: int) -> None:
        """Report how far the contents are, all together; from any thread."""
        with self._counting:
            self._sent[local_id] = done
            together = sum(self._sent.values())
        self.tell("push", together, max(self._weight, together, size_bytes), "bytes")

    def once_here(self, ref: str) -> LocalId | None:
        """Give the local id of a zaak that was evicted earlier (M16)."""
        if self._evicted is None:
            with self.replica.read() as reader:
                self._evicted = reader.journal.settings(evicted_key(self.registry, ""))
        found = self._evicted and self._evicted.get(evicted_key(self.registry, ref))
        return LocalId(found) if found else None

    def offered(self) -> frozenset[Kind]:
        """Give the kinds this registry takes."""
        missing = {
            Kind.ZAAKNOTITIE: "notities",
            Kind.BESLUIT: "besluiten",
            Kind.OBJECT: "objecten",
            Kind.CONTACTMOMENT: "contactmomenten",
            Kind.ZAAKCONTACTMOMENT: "contactmomenten",
        }
        return frozenset(
            kind
            for kind in Kind
            if kind not in missing or self.capabilities.get(missing[kind], False)
        )

    def url_of(self, records: Mapping[LocalId, Record]) -> Callable[[LocalId], str]:
        """Make the function that resolves local references when a request is made."""

        def find(local_id: LocalId) -> str:
            record = records.get(local_id)
            if record is None:
                with self.replica.read() as reader:
                    record = reader.records.get(local_id)
            if record.ref is None:
                raise NotUnderstood("parent-unbound", what=local_id)
            return str(record.ref)

        return find


def observe(
    desk: Desk,
    writer: Writer,
    record: Record,
    body: Json,
    *,
    read_at: datetime,
    trail: Trail = UNREADABLE,
) -> Judged:
    """Take in what the registry shows of a bound record: trees, open items, projections.

    Raises NotUnderstood when the body has not the shape of its kind (S21).
    """
    checked(record.kind, body)
    if "gone" in record.ghosts or record.state in _AWAY:
        record = back(record)
    if UNREAD in record.ghosts:
        ghosts = {name: value for name, value in record.ghosts.items() if name != UNREAD}
        record = replace(record, ghosts=ghosts)
    there = incoming(record.kind, body)
    if record.local is None and record.base is not None:
        judged = judge_leaving(record, there, read_at=read_at)
    else:
        judged = judge(
            record, there, read_at=read_at, limit_s=desk.limit_s, trail=trail, steady=desk.steady
        )
    writer.records.save(judged.record)
    open_units = {
        item.unit: item
        for item in writer.journal.items(family=record.family)
        if item.local_id == record.local_id and item.kind is ItemKind.CONFLICT
    }
    for finding in judged.findings:
        known = open_units.get(finding.unit)
        detail = finding.detail
        if finding.by is None and known is not None and known.theirs == finding.theirs:
            detail |= {name: known.detail.get(name) for name in ("by", "at")}
        writer.journal.open_item(
            registry=record.registry,
            family=record.family,
            local_id=record.local_id,
            kind=_asked_as(finding),
            unit=finding.unit,
            reason=finding.reason.value,
            base=finding.base,
            mine=finding.mine,
            theirs=finding.theirs,
            detail=detail,
            now=read_at,
        )
    for unit, item in open_units.items():
        if unit not in judged.conflicts:
            writer.journal.resolve(item.n, "gone", read_at)
    return judged


def checked(kind: Kind, body: Json) -> None:
    """Raise NotUnderstood, naming the record and the member, for a body of a wrong shape (S21)."""
    fault = fault_in(kind, body)
    if fault:
        raise NotUnderstood("record-shape", what=f"{name_of(kind, body)}: {fault}")


def new_record(
    desk: Desk,
    kind: Kind,
    body: Json,
    family: LocalId | None,
    *,
    read_at: datetime,
    subtype: str = "",
    ref: RemoteRef | None = None,
) -> Record:
    """Make the record of a resource that is not here; one that was here before keeps its id.

    The body was `checked` by who read it; `ref` is where it lives, when that was read already.
    """
    clean = incoming(kind, body)
    url = str(clean["url"])
    local_id = desk.once_here(url) or desk.ids.local_id()
    return Record(
        local_id=local_id,
        registry=desk.registry,
        kind=kind,
        family=family or local_id,
        parent=family,
        subtype=subtype,
        local=clean,
        base=clean,
        remote=clean,
        ref=ref or RemoteRef.parse(url),
        seen_at_utc=read_at,
    )


def local_after_create(writer: Writer, record: Record, entry: Entry, base: Json) -> Json | None:
    """Give the local body once the create of `entry` is bound: what was edited since stays.

    None when it was taken back meanwhile: then it is removed next (S19).

    Everything else becomes base, so that local references turn into those of the registry and
    what the server filled in is no change of ours.
    """
    local = record.local
    if local is None:
        return None
    since = {
        edit.field for edit in writer.journal.edits_of(record.local_id) if edit.seq > entry.edit_seq
    }
    if waits_for_others(record):
        since.add(RELATED)
    return {**local, **base, **{name: local[name] for name in since if name in local}}


def ask(
    writer: Writer,
    record: Record,
    reason: Reason,
    now: datetime,
    *,
    kind: ItemKind = ItemKind.QUESTION,
    theirs: Any = None,
    detail: Json | None = None,
) -> None:
    """Open a question, rejection or notice about a record."""
    writer.journal.open_item(
        registry=record.registry,
        family=record.family,
        local_id=record.local_id,
        kind=kind,
        reason=reason.value,
        theirs=theirs,
        detail=detail,
        now=now,
    )


def parent_ref(records: Mapping[LocalId, Record], record: Record) -> RemoteRef | None:
    """Give the reference of what a resource hangs on: a zaak, a document or a besluit."""
    field = SPECS[record.kind].parent_field
    if field is None:
        return None
    value = (record.local or {}).get(field)
    local = as_local(value)
    if local is not None:
        parent = records.get(local)
        return None if parent is None else parent.ref
    try:
        return RemoteRef.parse(str(value))
    except ValueError:
        return None


def gone(desk: Desk, record: Record, read_at: datetime) -> None:
    """Note a record the registry says it does not have (problem 404, S22).

    The first time only marks it; the second time, T_limit later, it is gone there: unsent work of
    it or of its family becomes a question, otherwise it goes to the bin and a notice tells (S69).
    """
    with desk.replica.write() as writer:
        fresh = writer.records.get(record.local_id)
        since = fresh.ghosts.get("gone")
        if fresh.state not in _PRESENT:
            return
        if written_lately(desk, writer, fresh, read_at):
            return
        if since is None:
            ghosts = {**fresh.ghosts, "gone": read_at.isoformat()}
            writer.records.save(replace(fresh, ghosts=ghosts))
            return
        if desk.steady.waited_s(datetime.fromisoformat(since), read_at) < desk.limit_s:
            return
        family = writer.records.family(fresh.family) if fresh.kind is Kind.ZAAK else [fresh]
        if any(one.changed_at_utc is not None for one in family):
            ask(writer, fresh, Reason.DELETED_THERE, read_at)
            return
        ghosts = {**fresh.ghosts, "left": read_at.isoformat()}
        writer.records.save(replace(fresh, state=RecordState.BIN, remote=None, ghosts=ghosts))
        ask(writer, fresh, Reason.DELETED_THERE, read_at, kind=ItemKind.NOTICE)


def lock_away(desk: Desk, record: Record, now: datetime) -> None:
    """Hide a record that this account may no longer read (S23, S70); unsent work stays."""
    with desk.replica.write() as writer:
        fresh = writer.records.get(record.local_id)
        if fresh.state is not RecordState.LIVE:
            return
        writer.records.save(locked(fresh))
        ask(writer, fresh, Reason.LOCKED_AWAY, now, kind=ItemKind.NOTICE)


def locked(record: Record) -> Record:
    """Give a record as it is locked away: what was observed of it is not believed any more."""
    known = record if record.base is None else as_answered(record)
    return replace(known, state=RecordState.LOCKED_AWAY, remote=None)


def _asked_as(finding: Finding) -> ItemKind:
    if finding.is_conflict:
        return ItemKind.CONFLICT
    is_asked = finding.reason is Reason.OVERWROTE
    return ItemKind.QUESTION if is_asked else ItemKind.NOTICE


def written_lately(desk: Desk, reader: Reader, record: Record, read_at: datetime) -> bool:
    """Tell whether we wrote it within T_limit: then a 404 may be an old answer."""
    return any(
        desk.steady.waited_s(entry.answered_at_utc, read_at) < desk.limit_s
        for entry in reader.journal.entries_of(record.local_id)
        if entry.answered_at_utc is not None and entry.outcome in _ARRIVED
    )


def back(record: Record) -> Record:
    """Give a record that the registry shows again; when it left the scope stays noted."""
    if record.state not in _AWAY:
        ghosts = {name: value for name, value in record.ghosts.items() if name != "gone"}
        return replace(record, ghosts=ghosts)
    ghosts = {name: value for name, value in record.ghosts.items() if name not in _ABSENCE}
    return replace(record, ghosts=ghosts, state=RecordState.LIVE)


def evicted_key(registry: str, ref: str) -> str:
    """Give the setting that keeps the local id of an evicted zaak."""
    return f"evicted:{registry}:{ref}"
