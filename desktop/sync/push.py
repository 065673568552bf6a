"""Push one family: fresh reads, a plan, its steps one by one, then read back what was sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from desktop.domain.errors import NotUnderstood, OutcomeUnknown, Refused
from desktop.domain.ids import LocalId, RemoteRef
from desktop.domain.kinds import SPECS, Kind
from desktop.domain.records import Entry, Json, Outcome, Purpose, Record
from desktop.sync import execute, uploads
from desktop.sync.desk import Desk, ask, gone, new_record, observe
from desktop.sync.discover import list_children
from desktop.sync.plan import Plan, Situation, StatusKind, has_work, make_plan, references
from desktop.sync.types import objecttype_refs


class Push:
    """One family in one run."""

    def __init__(self, desk: Desk, family: LocalId) -> None:
        self._desk = desk
        self._family = family
        self._tried: set[LocalId] = set()
        self._sent: set[LocalId] = set()
        self._sends: dict[LocalId, Mapping[str, Json]] = {}

    def run(self) -> None:
        """Send what can go; what cannot waits with its reason."""
        self._look()
        self._refresh_statuses()
        while True:
            self._desk.check()
            plan, records = self._plan()
            step = next((one for one in plan.steps if one not in self._tried), None)
            if step is None:
                self._note(plan)
                break
            self._tried.add(step)
            self._step(records[step], records)
        self._read_back()

    def _load(self) -> tuple[dict[LocalId, Record], Situation]:
        desk = self._desk
        with desk.replica.read() as reader:
            members = reader.records.family(self._family)
            records = {one.local_id: one for one in members}
            others = {}
            for one in members:
                for needed in references(one.local):
                    found = None if needed in records else reader.records.find(needed)
                    if found is not None:
                        others[needed] = found
            items = reader.journal.items(family=self._family)
            looking = frozenset(
                entry.local_id
                for entry in reader.journal.unfinished(desk.registry)
                if entry.purpose is Purpose.CREATE
            )
            incomplete = frozenset(
                one.local_id
                for one in [*members, *others.values()]
                if one.kind is Kind.DOCUMENT
                and (
                    one.ref is None
                    or "" in one.overlay  # its content was not read back yet
                    or reader.contents.upload_of(one.local_id) is not None
                )
            )
            kinds = {
                str(body["url"]): StatusKind(int(body["volgnummer"]), bool(body["isEindstatus"]))
                for _, body in reader.types.all("statustype", desk.registry)
            }
        situation = Situation(
            members, items, incomplete, kinds, self._offered(members), others,
            looking & frozenset(records),
        )  # fmt: skip
        return {**others, **records}, situation

    def _offered(self, members: Sequence[Record]) -> frozenset[Kind]:
        offered = self._desk.offered()
        for one in members:
            if one.kind is Kind.OBJECT:
                name = str((one.local or {}).get("type", ""))
                if name.startswith("objecttype://"):
                    known = objecttype_refs(self._desk)
                    if name.removeprefix("objecttype://") not in known:
                        return offered - {Kind.OBJECT}
        return offered

    def _plan(self) -> tuple[Plan, dict[LocalId, Record]]:
        records, situation = self._load()
        return make_plan(situation), records

    def _note(self, plan: Plan) -> None:
        """Keep why what did not go waits, and ask what has to be asked."""
        desk = self._desk
        now = desk.clock.now_utc()
        with desk.replica.write() as writer:
            for asked in plan.asks:
                record = writer.records.get(asked.local_id)
                ask(writer, record, asked.reason, now, theirs=asked.theirs)
            reasons = {wait.local_id: wait.reason.value for wait in plan.waits}
            for record in writer.records.family(self._family):
                reason = reasons.get(record.local_id)
                if record.ghosts.get("waits") != reason:
                    ghosts = {**record.ghosts, "waits": reason}
                    if reason is None:
                        del ghosts["waits"]
                    writer.records.save(replace(record, ghosts=ghosts))

    def _look(self) -> None:
        """Look for every create of this family whose outcome is unknown."""
        desk = self._desk
        with desk.replica.read() as reader:
            unknown = [
                entry
                for entry in reader.journal.unfinished(desk.registry)
                if entry.family == self._family and entry.purpose is Purpose.CREATE
            ]
        for entry in unknown:
            desk.check()
            records, _ = self._load()
            if execute.look(desk, entry, records):
                self._sent.add(entry.local_id)

    def _refresh_statuses(self) -> None:
        """Read the statussen before one of mine goes, so that a colleague's is seen."""
        records, _ = self._load()
        mine = [
            one
            for one in records.values()
            if one.kind is Kind.STATUS and one.ref is None and has_work(one)
        ]
        zaak = next((one for one in records.values() if one.kind is Kind.ZAAK), None)
        if mine and zaak is not None and zaak.ref is not None:
            self._fresh(zaak)
            self._read_children(Kind.STATUS, zaak.ref)

    def _step(self, record: Record, records: Mapping[LocalId, Record]) -> None:
        desk = self._desk
        try:
            if record.kind is Kind.DOCUMENT and self._is_uploading(record):
                uploads.push_document(desk, record, records)
                return
            if record.ref is None:
                if execute.create(desk, record, records):
                    self._sent.add(record.local_id)
                return
            if self._fresh(record) and execute.patch(
                desk, self._now(record), self._sends[record.local_id], records
            ):
                self._sent.add(record.local_id)
        except (NotUnderstood, OutcomeUnknown):
            return  # this record waits; its neighbours go on

    def _is_uploading(self, record: Record) -> bool:
        with self._desk.replica.read() as reader:
            unfinished = reader.contents.upload_of(record.local_id) is not None
        return record.ref is None or unfinished or "" in record.overlay

    def _now(self, record: Record) -> Record:
        with self._desk.replica.read() as reader:
            return reader.records.get(record.local_id)

    def _fresh(self, record: Record) -> bool:
        """Read a record just before it is changed; True when something has to be sent."""
        desk = self._desk
        assert record.ref is not None  # noqa: S101  only bound records are read
        read_at = desk.clock.now_utc()
        try:
            body = desk.client.get(record.ref)
        except Refused as refused:
            if refused.status in {404, 410} and refused.code == "not_found":
                gone(desk, record, read_at)
                return False
            raise
        with desk.replica.write() as writer:
            now = writer.records.get(record.local_id)
            judged = observe(writer, now, body, read_at=read_at, limit_s=desk.limit_s)
            self._sends[record.local_id] = judged.send
        return bool(judged.send)

    def _read_back(self) -> None:
        """Read what was sent: confirmed is only what the registry shows."""
        records, _ = self._load()
        zaak = next((one for one in records.values() if one.kind is Kind.ZAAK), None)
        kinds = {records[one].kind for one in self._sent if one in records}
        for local_id in sorted(self._sent):
            record = records.get(local_id)
            if record is None or ("" in record.overlay and record.kind is Kind.DOCUMENT):
                continue  # a document is confirmed when its content was read back
            if record.kind in {Kind.ZAAK, Kind.DOCUMENT, Kind.OBJECT}:
                self._fresh(record)
        if zaak is None or zaak.ref is None:
            return
        for kind in sorted(kinds - {Kind.ZAAK, Kind.DOCUMENT, Kind.OBJECT}):
            if SPECS[kind].parent_field is not None:
                self._read_children(kind, zaak.ref)
        if kinds - {Kind.ZAAK, Kind.OBJECT} and zaak.local_id not in self._sent:
            self._fresh(zaak)

    def _read_children(self, kind: Kind, zaak: RemoteRef) -> None:
        desk = self._desk
        read_at = desk.clock.now_utc()
        bodies = list_children(desk, kind, zaak)
        with desk.replica.write() as writer:
            for body in bodies:
                ref = RemoteRef.parse(str(body["url"]))
                record = writer.records.by_ref(desk.registry, ref)
                if record is not None:
                    observe(writer, record, body, read_at=read_at, limit_s=desk.limit_s)
                elif not self._is_ours_unknown(kind, body):
                    writer.records.save(new_record(desk, kind, body, self._family, read_at=read_at))

    def _is_ours_unknown(self, kind: Kind, body: Json) -> bool:
        """Tell whether a create of this kind is unknown: then the probe decides whose it is."""
        with self._desk.replica.read() as reader:
            unknown = {
                entry.local_id
                for entry in reader.journal.unfinished(self._desk.registry)
                if entry.family == self._family
            }
            return bool(body) and any(reader.records.get(one).kind is kind for one in unknown)


def close_patch_entries(desk: Desk) -> None:
    """Give unknown PATCHes their outcome once the overlay tells it."""
    with desk.replica.write() as writer:
        for entry in writer.journal.unfinished(desk.registry):
            if entry.purpose is not Purpose.PATCH:
                continue
            record = writer.records.find(entry.local_id)
            overlay = {} if record is None else record.overlay
            states = {
                sent["state"] for sent in overlay.values() if sent.get("entry") == entry.entry_id
            }
            if "seen" in states:
                writer.journal.update(replace(entry, outcome=Outcome.SEEN))
            elif not states:
                writer.journal.update(replace(entry, outcome=Outcome.ABSENT))


def recover(desk: Desk) -> None:
    """Note at start that what was on its way when the program ended is unknown (W4)."""
    with desk.replica.write() as writer:
        for entry in writer.journal.unfinished(desk.registry):
            if entry.outcome is Outcome.PREPARED:
                writer.journal.update(replace(entry, outcome=Outcome.LOOKING))


def waiting_entries(desk: Desk) -> list[Entry]:
    """Give the entries that wait for a second look."""
    with desk.replica.read() as reader:
        return reader.journal.unfinished(desk.registry)
