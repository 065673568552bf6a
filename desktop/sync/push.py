"""Push one family: fresh reads, a plan, its steps one by one, then read back what was sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import takewhile

from desktop.domain.errors import (
    NeverLeft,
    NotUnderstood,
    OutcomeUnknown,
    Refused,
    RegistryError,
    Trouble,
    Unreachable,
)
from desktop.domain.ids import LocalId, RemoteRef
from desktop.domain.kinds import SPECS, Kind
from desktop.domain.records import Entry, Outcome, Purpose, Record, RecordState
from desktop.sync.accounts import held_for_others, leaves_under, own_entries
from desktop.sync.desk import Desk, ask, parent_ref
from desktop.sync.documenten import abandoning, uploads
from desktop.sync.documenten.beside import beside
from desktop.sync.documenten.verifying import is_unverified, policy_of, waiting
from desktop.sync.judging.closing import shown_in_row, zaak_in
from desktop.sync.judging.plan import Plan, PlanDefect, goes_after, make_plan, references
from desktop.sync.judging.reconcile import OWED, Judged
from desktop.sync.judging.refusals import is_account_trouble, is_gone
from desktop.sync.judging.shapes import resolved
from desktop.sync.judging.situation import Situation
from desktop.sync.observing import replaced
from desktop.sync.observing.types import objecttype_refs
from desktop.sync.pushing import (
    execute,
    finishing,
    object_history,
    readback,
    removal,
    replacing,
    together,
    witness,
)

_BY_THE_HUNDRED = {Kind.DOCUMENT, Kind.ZAAKINFORMATIEOBJECT}


class Push:
    """One family in one run."""

    def __init__(self, desk: Desk, family: LocalId, *, light: bool = False) -> None:
        """`light` leaves large contents for another time."""
        self._desk = desk
        self._light = light
        self._family = family
        self._tried: set[LocalId] = set()
        self._sent: set[LocalId] = set()
        self._made: set[LocalId] = set()
        """What this push made itself: nobody else can have hung anything on it yet."""
        self._apart: set[LocalId] = set()
        """Zaken that cannot go together with their parts."""
        self._again: set[LocalId] = set()
        """What was lost on its way once in this push, and goes a second time."""
        self._statuses_are_fresh = False
        self._removed = False
        self._trouble: RegistryError | None = None

    def run(self) -> RegistryError | None:
        """Send what can go; what cannot waits with its reason.

        Gives the first trouble that concerned one record only; raises what concerns the registry.
        """
        self._look()
        while True:
            self._desk.check()
            plan, records = self._plan()
            step = next((one for one in plan.steps if one not in self._tried), None)
            if step is None:
                self._note(plan)
                break
            if self._needs_fresh_statuses(records[step]):
                self._refresh_statuses(records)
                continue
            self._statuses_are_fresh = False
            if self._goes_together(plan, records, step):
                continue
            self._take_steps(self._alike(plan, records, step), records)
        self._read_back()
        with self._alone():
            self._put_right()
        self._settle()
        return self._trouble

    def _take_steps(self, some: Sequence[LocalId], records: Mapping[LocalId, Record]) -> None:
        def step(one: LocalId) -> None:
            self._desk.check()
            self._tried.add(one)
            with self._alone():
                self._step(records[one], records, alone=len(some) == 1)

        documents = records[some[0]].kind is Kind.DOCUMENT
        beside(some, step, self._desk.at_once if documents else 1)
        if documents and len(some) == 1:
            self._linked_along(records)

    def _linked_along(self, before: Mapping[LocalId, Record]) -> None:
        """Note the relation that a document took along: it is read back with the others."""
        after, _ = self._load()
        along = {
            one.local_id for one in after.values()
            if one.kind is Kind.ZAAKINFORMATIEOBJECT and one.ref is not None
            if one.local_id in before and before[one.local_id].ref is None
        }  # fmt: skip
        self._tried |= along
        self._sent |= along

    def _goes_together(self, plan: Plan, records: Mapping[LocalId, Record], step: LocalId) -> bool:
        """Make a new zaak with its first parts in one call, where that is possible (S47)."""
        zaak = records[step]
        going = [records[one] for one in plan.steps if one not in {step, *self._tried}]
        parts = [] if step in self._apart else together.first_parts(self._desk, zaak, going)
        if not parts:
            return False
        made: set[LocalId] | None = set()
        with self._alone():
            made = together.register_zaak(self._desk, zaak, parts, records)
        if made is None:
            self._apart.add(step)
            return False
        self._tried |= {step, *(one.local_id for one in parts)}
        self._sent |= made
        self._made |= made
        return True

    def _alike(
        self, plan: Plan, records: Mapping[LocalId, Record], step: LocalId
    ) -> Sequence[LocalId]:
        """Give a step with the next ones of its kind that do not depend on one another.

        Documents, and relations to documents, come by the hundred: they share one plan.
        """
        kind = records[step].kind
        if kind not in _BY_THE_HUNDRED:
            return (step,)
        left = [one for one in plan.steps if one not in self._tried]
        return list(takewhile(lambda one: records[one].kind is kind, left))

    def _put_right(self) -> None:
        """Put right what our saves did to others: overwritten values, half-closed zaken."""
        desk = self._desk
        owing = self._owing()
        self._read([one for one in owing if one.local_id not in self._sent])
        for record in self._owing() if owing else ():
            with self._alone():
                look_back = object_history.look_back if record.kind is Kind.OBJECT else witness.pay
                look_back(desk, record)
        if self._sent:
            finishing.look_closed(desk, self._family)

    def _owing(self) -> list[Record]:
        """Give the records of which a save has yet to be looked back at."""
        config = self._desk.config
        with self._desk.replica.read() as reader:
            owing = [one for one in reader.records.family(self._family) if OWED in one.ghosts]
            return [one for one in owing if leaves_under(reader, config, one)]

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Work on one record; its own trouble does not stop its neighbours (S76)."""
        try:
            yield
        except (NotUnderstood, OutcomeUnknown) as error:
            self._trouble = self._trouble or error
        except Refused as refused:
            if is_account_trouble(refused) or refused.status == 429:
                raise
            if not is_gone(refused):  # what that means is decided by the pull (S22, I15)
                self._trouble = self._trouble or refused
        except Unreachable as error:
            if error.trouble is not Trouble.SERVER:
                raise
            self._trouble = self._trouble or error

    def _load(self) -> tuple[dict[LocalId, Record], Situation]:
        desk = self._desk
        with desk.replica.read() as reader:
            members = reader.records.family(self._family)
            records = {one.local_id: one for one in members}
            others = {}
            for one in members:
                for needed in {*references(one.local), *goes_after(one)}:
                    found = None if needed in records else reader.records.find(needed)
                    if found is not None:
                        others[needed] = found
            items = reader.journal.items(family=self._family)
            looking = frozenset(
                entry.local_id
                for entry in reader.journal.unfinished(desk.registry)
                if entry.purpose is Purpose.CREATE
            )
            uploading = {one.local_id for one in reader.contents.uploads()}
            incomplete = frozenset(
                one.local_id
                for one in [*members, *others.values()]
                if one.kind is Kind.DOCUMENT
                and one.state not in {RecordState.WITHDRAWN, RecordState.GONE_THERE}
                and (one.ref is None or is_unverified(one) or one.local_id in uploading)
            )
            kinds = finishing.statuskinds(reader, desk.registry)
            parts = finishing.closing_parts(reader, records, kinds)
            pauses = waiting(members, policy_of(reader), desk.clock.now_utc(), light=self._light)
            held = {**pauses, **held_for_others(reader, desk.config, members)}
        situation = Situation(
            members, items, incomplete, kinds, self._offered(members), others,
            looking & frozenset(records), frozenset(self._tried), parts, held,
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
                ghosts = {**record.ghosts, "asked": asked.reason.value}
                writer.records.save(replace(record, ghosts=ghosts))
                ask(writer, record, asked.reason, now, theirs=asked.theirs)
            for done in plan.done:
                finishing.let_go(writer, done, now)
            reasons = {wait.local_id: wait.reason.value for wait in plan.waits}
            for record in writer.records.family(self._family):
                reason = reasons.get(record.local_id)
                if record.ghosts.get("waits") != reason:
                    ghosts = {**record.ghosts, "waits": reason}
                    if reason is None:
                        del ghosts["waits"]
                    writer.records.save(replace(record, ghosts=ghosts))

    def _look(self) -> None:
        """Look for every create and removal of this family whose outcome is unknown."""
        desk = self._desk
        with desk.replica.read() as reader:
            unknown = [
                entry
                for entry in own_entries(
                    reader, desk.config, reader.journal.unfinished(desk.registry)
                )
                if entry.family == self._family
                and entry.purpose in {Purpose.CREATE, Purpose.DELETE}
            ]
        for entry in unknown:
            desk.check()
            with self._alone():
                self._look_for(entry)

    def _look_for(self, entry: Entry) -> None:
        if entry.purpose is Purpose.DELETE:
            self._removed = removal.look_for_removal(self._desk, entry) or self._removed
            return
        records, _ = self._load()
        try:
            is_bound = execute.look(self._desk, entry, records)
        except Refused as refused:
            if not is_gone(refused):
                raise
            return  # its zaak is not there: what that means is decided by the pull (S22)
        if is_bound:
            self._sent.add(entry.local_id)

    def _needs_fresh_statuses(self, record: Record) -> bool:
        """Tell whether the statussen must be read before this status goes (S37–S39)."""
        return record.kind is Kind.STATUS and record.ref is None and not self._statuses_are_fresh

    def _refresh_statuses(self, records: Mapping[LocalId, Record]) -> None:
        """Read the zaak and its statussen, so that a colleague's are seen; not when just made."""
        self._statuses_are_fresh = True
        zaak = zaak_in(records.values())
        if zaak is not None and zaak.ref is not None and zaak.local_id not in self._made:
            readback.fresh(self._desk, zaak)
            readback.read_children(self._desk, Kind.STATUS, zaak.ref, self._family)

    def _step(
        self, record: Record, records: Mapping[LocalId, Record], *, alone: bool = True
    ) -> None:
        desk = self._desk
        if record.local is None:
            if abandoning.is_unfinished(record) and not abandoning.abandon(desk, record):
                return
            self._removed = removal.remove(desk, record) or self._removed
        elif record.kind is Kind.DOCUMENT:
            uploads.push_document(desk, record, records, alone=alone)
        elif record.ref is None:
            if record.kind is Kind.RESULTAAT and self._joined(record, records):
                return
            timed = finishing.on_time(desk, record)
            if timed is not None:
                self._create(timed, records)
        else:
            self._resolve(record, records)
            judged = readback.fresh(desk, record)
            if judged is None or not judged.send:
                return
            _check_allowed(judged)
            witness.pause_before(desk, judged)
            if self._change(judged, records):
                self._sent.add(record.local_id)
            else:
                witness.repairs_refused(desk, judged)

    def _create(self, record: Record, records: Mapping[LocalId, Record]) -> None:
        """Create a record; what certainly is not there goes once more at once (E02)."""
        try:
            is_made = execute.create(self._desk, record, records)
        except NeverLeft:
            if record.local_id in self._again:
                raise
            is_made = False
        if is_made:
            self._sent.add(record.local_id)
            self._made.add(record.local_id)
        elif record.local_id not in self._again and execute.was_lost(self._desk, record):
            self._again.add(record.local_id)
            self._tried.discard(record.local_id)

    def _resolve(self, record: Record, records: Mapping[LocalId, Record]) -> None:
        """Turn references to what existed only here into those of the registry (I09)."""
        if not any(references(record.local)):
            return
        url_of = self._desk.url_of(records)
        with self._desk.replica.write() as writer:
            fresh = writer.records.get(record.local_id)
            writer.records.save(replace(fresh, local=resolved(fresh.local, url_of)))

    def _joined(self, record: Record, records: Mapping[LocalId, Record]) -> bool:
        """Join a new resultaat with one that a colleague made meanwhile (G14, G15)."""
        zaak = zaak_in(records.values())
        if zaak is None or zaak.ref is None or zaak.local_id in self._made:
            return False
        readback.fresh(self._desk, zaak)
        other = self._other_resultaat(record)
        if other is None:
            with self._desk.replica.read() as reader:
                shown = shown_in_row(reader.records.get(zaak.local_id), "resultaat")
            if not shown:
                return False
            readback.read_children(self._desk, Kind.RESULTAAT, zaak.ref, self._family)
            other = self._other_resultaat(record)
        if other is not None:
            finishing.join_resultaat(self._desk, record, other)
        return other is not None

    def _other_resultaat(self, record: Record) -> Record | None:
        with self._desk.replica.read() as reader:
            members = reader.records.of_family(self._family, Kind.RESULTAAT)
        return next(
            (
                one
                for one in members
                if one.local_id != record.local_id
                if one.ref is not None and one.remote is not None
            ),
            None,
        )

    def _change(self, judged: Judged, records: Mapping[LocalId, Record]) -> bool:
        if replacing.is_final(judged):
            replacing.ask_about_final(self._desk, judged.record)
            return False
        if not replacing.is_replaced(judged):
            return execute.patch(self._desk, judged, records)
        if replacing.replace_record(self._desk, judged, records):
            return True
        self._tried.discard(judged.record.local_id)  # its removal is a step of its own
        return False

    def _read_back(self) -> None:
        """Read what was sent: confirmed is only what the registry shows."""
        records, _ = self._load()
        zaak = zaak_in(records.values())
        sent = [records[one] for one in sorted(self._sent) if one in records]
        self._read(sent)
        if zaak in sent:
            replaced.tell_ended(self._desk, zaak)
        kinds = {one.kind for one in sent} - {Kind.ZAAK, Kind.OBJECT}
        if (
            (kinds or self._removed)
            and zaak is not None
            and zaak.ref is not None
            and zaak not in sent
        ):
            with self._alone():
                readback.fresh(self._desk, zaak)

    def _settle(self) -> None:
        """Read once more what was seen at the registry and is old enough to be settled (W7)."""
        desk = self._desk
        records, _ = self._load()
        now = desk.clock.now_utc()
        due = [
            one
            for one in records.values()
            if one.family == self._family and one.local_id not in self._sent
            if readback.is_due(desk, one, now)
        ]
        if due:
            with desk.replica.read() as reader:
                due = [one for one in due if leaves_under(reader, desk.config, one)]
        self._read(due)

    def _read(self, some: Sequence[Record]) -> None:
        """Read records: children per kind in one list, others one by one."""
        lists: set[tuple[Kind, RemoteRef]] = set()
        for record in some:
            if record.ref is None:
                continue  # it did not get there after all: a document that is held back
            if record.kind is Kind.DOCUMENT and "" in record.overlay:
                continue  # a document is confirmed when its content was read back
            if SPECS[record.kind].parent_field is None:
                with self._alone():
                    readback.fresh(self._desk, record)
            else:
                parent = parent_ref({}, record)
                lists |= set() if parent is None else {(record.kind, parent)}
        for kind, parent in sorted(lists, key=str):
            with self._alone():
                readback.read_children(self._desk, kind, parent, self._family)


def _check_allowed(judged: Judged) -> None:
    """Refuse the whole family when a field would go that can never change (S52, A15)."""
    kind = judged.record.kind
    fixed = SPECS[kind].immutable & {name for fields in judged.send.values() for name in fields}
    if kind is Kind.ZAAK and fixed:
        raise PlanDefect(f"these fields of a zaak never change: {sorted(fixed)}")


def recover(desk: Desk) -> None:
    """Note at start that what was on its way when the program ended is unknown (W4)."""
    left = [one for one in waiting_entries(desk) if one.outcome is Outcome.PREPARED]
    if not left:
        return
    with desk.replica.write() as writer:
        for entry in left:
            writer.journal.update(replace(entry, outcome=Outcome.LOOKING))


def waiting_entries(desk: Desk) -> list[Entry]:
    """Give the entries of this account that wait for a second look."""
    with desk.replica.read() as reader:
        return own_entries(reader, desk.config, reader.journal.unfinished(desk.registry))
