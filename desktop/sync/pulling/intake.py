"""Bringing what was read into the replica, each zaak whole, in one transaction per batch."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime

from desktop.domain.errors import NotUnderstood, Refused, Unreachable
from desktop.domain.ids import LocalId, RemoteRef, local_ref
from desktop.domain.kinds import Kind
from desktop.domain.reasons import Reason
from desktop.domain.records import ItemKind, Json, Purpose, Record
from desktop.models.replica import Reader, Writer
from desktop.sync.desk import Desk, ask, checked, new_record, observe, written_lately
from desktop.sync.guarding.absent_objects import check_absent_objects
from desktop.sync.judging.alike import own_id
from desktop.sync.judging.rebinding import reborn
from desktop.sync.judging.shapes import incoming
from desktop.sync.judging.trees import unequal
from desktop.sync.observing.children import (
    CHILDREN,
    IN_ROW,
    Seen,
    concerns_registry,
    reference,
    without,
)
from desktop.sync.observing.types import objecttype_refs
from desktop.sync.pushing.removal import asked_for


@dataclass(frozen=True, slots=True)
class Unknown:
    """Creates whose outcome is unknown: what a pull shows of them may be ours (S10, S14)."""

    kinds: frozenset[Kind]
    families: frozenset[tuple[LocalId, Kind]]
    keys: frozenset[tuple[Kind, str]]

    @classmethod
    def of(cls, desk: Desk, writer: Writer) -> Unknown:
        """Collect the unknown creates of this registry."""
        found = [
            asked_for(writer.records.get(entry.local_id), entry)
            for entry in writer.journal.unfinished(desk.registry)
            if entry.purpose is Purpose.CREATE
        ]
        return cls(
            frozenset(one.kind for one in found),
            frozenset((one.family, one.kind) for one in found),
            frozenset((one.kind, _own_key(one.local or {})) for one in found),
        )

    def may_be(self, kind: Kind, body: Json, family: LocalId | None) -> bool:
        """Tell whether a resource that was never seen may be one of those creates."""
        if kind in {Kind.ZAAK, Kind.DOCUMENT, Kind.OBJECT}:
            return (kind, _own_key(body)) in self.keys
        return family is not None and (family, kind) in self.families


def _own_key(body: Json) -> str:
    return str(body.get("identificatie") or own_id(body) or body.get("uuid") or "")


class Intake:
    """Takes zaken in during one pull; knows every reference of the registry, read once."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._known: dict[Kind, dict[RemoteRef, LocalId]] = {}
        self._knows_all = False
        self.zaaktypen: set[str] = set()
        self.half_closed: set[LocalId] = set()
        """Zaken whose current status is an end status while they have no end date (S41)."""
        self._ends: frozenset[str] | None = None

    def known(self, kind: Kind) -> dict[RemoteRef, LocalId]:
        """Map the references of a kind to local ids; kept up to date while taking in."""
        if kind not in self._known:
            with self._desk.replica.read() as reader:
                self._know(reader, kind)
        return self._known[kind]

    def _know(self, reader: Reader, *kinds: Kind) -> None:
        for kind in kinds:
            if kind not in self._known:
                self._known[kind] = reader.records.refs(self._desk.registry, kind)

    def _look_up(self, reader: Reader, some: Sequence[Seen]) -> None:
        """Know what is here of the parts of some zaken: a sweep of fifty needs no more than that.

        All of it at once when no zaak is here yet, for then it is next to nothing.
        """
        kinds = (Kind.DOCUMENT, Kind.CONTACTMOMENT, *CHILDREN)
        self._know(reader, Kind.ZAAK)
        if not self._known[Kind.ZAAK]:
            self._know(reader, *kinds)
            self._knows_all = True
        if self._knows_all:
            return
        for kind in kinds:
            known = self._known.setdefault(kind, {})
            refs = {reference(body) for one in some for body in one.bodies(kind)}
            known |= reader.records.local_ids(self._desk.registry, refs - known.keys())

    def settle(self, some: Iterable[tuple[Record, Json]], read_at: datetime) -> None:
        """Look once more at zaken whose row did not change but whose edits are not settled."""
        some = list(some)
        if not some:
            return
        with self._desk.replica.write() as writer:
            for record, body in some:
                fresh = writer.records.get(record.local_id)
                self._observe(writer, fresh, body, read_at)

    def _observe(self, writer: Writer, record: Record, body: Json, read_at: datetime) -> None:
        desk = self._desk
        observe(desk, writer, record, body, read_at=read_at, trail=desk.trail)

    def absent(
        self, some: Sequence[Seen]
    ) -> list[tuple[Seen, list[tuple[LocalId, RemoteRef, Kind]]]]:
        """Give, of each zaak, the children we have that its lists no longer show."""
        zaken = self.known(Kind.ZAAK)
        known = [(one, zaken[one.ref]) for one in some if one.ref in zaken]
        found = []
        with self._desk.replica.read() as reader:
            bound = reader.records.bound([family for _, family in known])
            for one, family in known:
                shown = {reference(body) for few in one.children.values() for body in few}
                missing = []
                for child in bound[family]:
                    if child[2] not in one.children or child[1] in shown:
                        continue
                    if not self._is_new(reader, child[0], one.read_at):
                        missing.append(child)
                    elif child[2] in IN_ROW:
                        one.disagrees.add(child[2])  # too early to tell: it is read again (S26)
                if missing:
                    found.append((one, missing))
        return found

    def _is_new(self, reader: Reader, local_id: LocalId, read_at: datetime) -> bool:
        record = reader.records.get(local_id)
        return written_lately(self._desk, reader, record, read_at)

    def take(self, some: Sequence[Seen], *, counts: bool = True) -> None:
        """Bring zaken into the replica; `counts` tells whether they count as pulled."""
        if not some:
            return
        with self._desk.replica.write() as writer:
            self._look_up(writer, some)
            fresh: list[Record] = []
            unknown = Unknown.of(self._desk, writer)
            for one in some:
                if (
                    unknown.may_be(Kind.ZAAK, one.zaak, None)
                    and one.ref not in self._known[Kind.ZAAK]
                ):
                    continue  # the probe decides whose it is; it is read again after that
                self._take_zaak(writer, one, fresh, unknown)
            writer.records.save_many(fresh)
        self._desk.pulled += len(some) if counts else 0

    def _take_zaak(self, writer: Writer, seen: Seen, fresh: list[Record], unknown: Unknown) -> None:
        self.zaaktypen.add(str(seen.zaak.get("zaaktype")))
        family = self._take(writer, Kind.ZAAK, seen.zaak, seen.ref, None, fresh, seen.read_at)
        self._rebind(writer, seen, family, unknown)
        for kind in (*seen.children, Kind.DOCUMENT, Kind.CONTACTMOMENT):
            self._take_some(writer, kind, seen, family, fresh, unknown)
        self._let_go(writer, seen)
        if not seen.zaak.get("einddatum") and self._is_ended(writer, seen):
            self.half_closed.add(family)
        if seen.disagrees:
            self._read_again_next_time(writer, family, seen, fresh)

    def _let_go(self, writer: Writer, seen: Seen) -> None:
        """Remove children that are gone there; one of which that is not sure is read again."""
        for local_id in seen.gone:
            record = writer.records.find(local_id)
            if record is None:
                continue
            if self._may_go(writer, record, seen.read_at):
                writer.records.remove(local_id)
                known = self._known[record.kind]
                self._known[record.kind] = {ref: n for ref, n in known.items() if n != local_id}
            elif record.kind in IN_ROW and record.changed_at_utc is None:
                seen.disagrees.add(record.kind)

    def _may_go(self, writer: Writer, record: Record, read_at: datetime) -> bool:
        """Tell whether nothing of ours is on its way to what is gone: all of it was seen there."""
        if record.changed_at_utc is not None:
            return False
        if any(sent["state"] != "seen" for sent in record.overlay.values()):
            return False
        return not record.overlay or not written_lately(self._desk, writer, record, read_at)

    def _rebind(self, writer: Writer, seen: Seen, family: LocalId, unknown: Unknown) -> None:
        """Let children that came back under another URL keep their local id and work (S48)."""
        for local_id in sorted(seen.gone):
            record = writer.records.find(local_id)
            if record is None or record.ref is None:
                continue
            known = self._known[record.kind]
            fresh = [
                body
                for body in seen.children.get(record.kind, [])
                if reference(body) not in known and not unknown.may_be(record.kind, body, family)
            ]
            found = reborn(record, fresh)
            if found is not None and found.ref is not None:
                writer.records.save(found)
                known.pop(record.ref, None)
                known[found.ref] = local_id
                seen.gone.discard(local_id)

    def _is_ended(self, writer: Writer, seen: Seen) -> bool:
        if self._ends is None:
            kinds = writer.types.all("statustype", self._desk.registry)
            self._ends = frozenset(str(one["url"]) for _, one in kinds if one.get("isEindstatus"))
        return any(
            one.get("url") == seen.zaak.get("status") and one.get("statustype") in self._ends
            for one in seen.children.get(Kind.STATUS, ())
        )

    def _take_some(
        self,
        writer: Writer,
        kind: Kind,
        seen: Seen,
        family: LocalId,
        fresh: list[Record],
        unknown: Unknown,
    ) -> None:
        """Take in what was read of a kind, except what may be a create whose outcome is unknown.

        Of that some may be a colleague's, so the kind is read again (S26).
        """
        known = self._known[kind]
        for body in seen.bodies(kind):
            ref = reference(body)
            if ref in known or not unknown.may_be(kind, body, family):
                self._take(writer, kind, body, ref, family, fresh, seen.read_at)
            elif kind in IN_ROW:
                seen.disagrees.add(kind)

    def _take(
        self,
        writer: Writer,
        kind: Kind,
        body: Json,
        ref: RemoteRef,
        family: LocalId | None,
        fresh: list[Record],
        read_at: datetime,
    ) -> LocalId:
        local_id = self._known[kind].get(ref)
        if local_id is not None:
            record = writer.records.find(local_id)
            if record is not None and kind is Kind.BESLUIT and record.family != family:
                record = self._moved(writer, record, family or record.family, read_at)
            if record is not None and _is_news(record, body):
                self._observe(writer, record, body, read_at)
            return local_id
        record = new_record(self._desk, kind, body, family, read_at=read_at, ref=ref)
        self._known[kind][ref] = record.local_id
        fresh.append(record)
        return record.local_id

    @staticmethod
    def _moved(writer: Writer, besluit: Record, family: LocalId, at: datetime) -> Record:
        """Let a besluit follow to the zaak that the registry shows it in (K07)."""
        names = {str(besluit.ref), local_ref(besluit.local_id)}
        for one in writer.records.family(besluit.family):
            if (one.local or {}).get("besluit") in names:
                writer.records.move(one, family)
        moved = writer.records.move(besluit, family)
        ask(writer, moved, Reason.MOVED, at, kind=ItemKind.NOTICE)
        return moved

    def _read_again_next_time(
        self, writer: Writer, family: LocalId, seen: Seen, fresh: list[Record]
    ) -> None:
        """Forget what the row said of kinds that did not agree, so that it will differ (S26)."""
        names = {IN_ROW[kind] for kind in seen.disagrees}
        for number, record in enumerate(fresh):
            if record.local_id == family:
                fresh[number] = without(record, names)
                return
        writer.records.save(without(writer.records.get(family), names))


def _is_news(record: Record, body: Json) -> bool:
    return record.remote is None or bool(record.overlay) or unequal(record.remote, body)


def pull_objects(desk: Desk) -> None:
    """Bring the own objects up to date; the lists of several types are read at a time."""
    if not desk.capabilities.get("objecten"):
        return
    desk.check()

    def read(ref: str) -> tuple[datetime, list[Json]]:
        read_at = desk.clock.now_utc()
        return read_at, desk.client.listing("objecten", "objects", {"type": ref})

    with ThreadPoolExecutor(desk.client.concurrency) as pool:
        coming = [(*one, pool.submit(read, one[1])) for one in objecttype_refs(desk).items()]
        try:
            for name, ref, future in coming:
                desk.check()
                _take_type(desk, name, ref, future)
        finally:
            pool.shutdown(cancel_futures=True)


def _take_type(
    desk: Desk, name: str, ref: str, coming: Future[tuple[datetime, list[Json]]]
) -> None:
    """Bring the own objects of one objecttype up to date."""
    try:
        read_at, found = coming.result()
    except (NotUnderstood, Unreachable, Refused) as error:
        if concerns_registry(error):
            raise
        desk.keep(error)
        return
    usable = [one for one in found if one.get("type") == ref and _is_usable(desk, one)]
    _take_objects(desk, name, usable, read_at)
    if len(usable) == len(found):
        check_absent_objects(desk, name, {reference(one) for one in usable}, read_at)


def _is_usable(desk: Desk, body: Json) -> bool:
    """Tell whether an object can be taken in; one that cannot is reported by name (S21)."""
    try:
        reference(body)
        checked(Kind.OBJECT, body)
    except NotUnderstood as error:
        desk.keep(error)
        return False
    return True


def _take_objects(desk: Desk, name: str, bodies: Sequence[Json], read_at: datetime) -> None:
    with desk.replica.write() as writer:
        known = writer.records.refs(desk.registry, Kind.OBJECT)
        unknown = Unknown.of(desk, writer)
        for body in bodies:
            local_id = known.get(reference(body))
            if local_id is None and unknown.may_be(Kind.OBJECT, body, None):
                continue
            if local_id is None:
                record = new_record(desk, Kind.OBJECT, body, None, read_at=read_at, subtype=name)
                writer.records.save(record)
                desk.pulled += 1
            else:
                record = writer.records.get(local_id)
                if _is_news(record, incoming(Kind.OBJECT, body)):
                    observe(desk, writer, record, body, read_at=read_at)
