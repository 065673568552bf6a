"""What our person does on a device (intentions, D).

Every text and every new record carries a word of its own, so that it is known again wherever it
ends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from functools import partial
from random import Random
from typing import Any

from desktop.domain.errors import BadInput, Environment, NotFound
from desktop.domain.ids import LocalId
from desktop.domain.kinds import Kind
from desktop.domain.reasons import Reason
from desktop.domain.records import ItemKind, OpenItem, Record, RecordState
from desktop.operations.choices import deciding
from desktop.operations.choices.ways import Way, ways_of
from desktop.operations.documenten import documents
from desktop.operations.documenten.documents import Pasted
from desktop.operations.zaken import casework

from tests.simulation.always import Broken
from tests.simulation.backups import follow
from tests.simulation.device import Device
from tests.simulation.evidence import edits_since, equal, new_word
from tests.simulation.history import Deed

PROPERTY = "Aanwezig bij gesprek"
RESULTS = ("Aanvraag volgt", "Opgelost in eigen kring")
STEPS = ("Huisbezoek gepland", "Huisbezoek uitgevoerd", "Verslag bij inwoner")
END = "Afgerond"
AGAIN = "Geen gehoor"
"""What a person notes more than once on purpose."""
_QUICK_WAYS = frozenset({Way.MINE, Way.THEIRS, Way.RETRY, Way.WITHDRAW})
Json = dict[str, Any]


class Person:
    """Our person at one device: does things, and notes each in D."""

    def __init__(self, device: Device, seed: str) -> None:
        self.device = device
        self.random = Random(f"{seed}/person/{device.name}")
        self.harvested = 0
        """The number of the last edit that is in D."""
        self._taking: LocalId | None = None
        """What is being taken back; still set when the device died in it."""
        self.acts: dict[str, tuple[float, Callable[[], None]]] = {
            "edit a short field": (5, self.edit_short),
            "edit a text": (5, self.edit_text),
            "edit a date": (2, self.edit_date),
            "edit again": (2, self.edit_again),
            "add a rol": (3, self.add_rol),
            "write a note": (3, self.add_note),
            "set a property": (2, self.set_property),
            "set a status": (3, self.set_status),
            "register a zaak": (2, self.create_zaak),
            "attach a document": (2, self.attach),
            "close a zaak": (2, self.close_zaak),
            "decide": (4, self.decide),
            "withdraw": (1, self.withdraw),
            "try again": (1, self.retry),
        }

    def act(self, name: str = "") -> None:
        """Do one thing, or the one named. A device that dies in it, when idle, starts again."""
        names = list(self.acts)
        weights = [self.acts[one][0] for one in names]
        name = name or self.random.choices(names, weights)[0]
        if self.device in self.device.world.syncing:
            self._do(name)
        else:
            with self.device.mortal():
                self._do(name)
            self.harvest()

    def _do(self, name: str) -> None:
        half = self.device.half_contents()
        try:
            self.acts[name][1]()
        except (BadInput, NotFound):
            self.harvest()  # the first half of it may stand
            return
        except Environment as error:
            if error.key != "disk-full":
                raise
            if self.device.half_contents() - half:
                raise Broken("INV24 files", f"half a content is left of {name}") from error
            return  # the person is told; nothing of it was kept
        self.device.world.struck[f"person: {name}"] += 1
        self.harvest()

    def harvest(self) -> None:
        """Note in D what was edited since; also what was durable when the device died."""
        world = self.device.world
        self._see_what_went()
        for edit, record in edits_since(self.device, self.harvested):
            self.harvested = edit.seq
            if record is not None:
                deed = Deed(
                    len(world.deeds.all), self.device.name, record.local_id, record.kind,
                    record.family, edit.seq, edit.field, edit.before, edit.after,
                    new_word(edit.before, edit.after), world.now,
                )  # fmt: skip
                world.deeds.all.append(deed)

    def begin_again(self, harvested: int) -> None:
        """Go on with a profile that knows edits up to a number (FK19)."""
        self.harvested, self._taking = harvested, None

    def learn(self, acts: Mapping[str, tuple[float, Callable[[Person], None]]]) -> None:
        """Do more kinds of things from now on."""
        for name, (weight, act) in acts.items():
            self.acts[name] = (weight, partial(act, self))

    def word(self) -> str:
        return f"w{self.random.getrandbits(40):010x}"

    def zaken(self) -> list[Record]:
        with self.device.ws.replica.read() as reader:
            found = reader.records.of_kind(Kind.ZAAK)
        return [one for one in found if one.local]

    def some(self, *kinds: Kind) -> Record:
        """Give a record of one of some kinds that is shown; raises NotFound when there is none."""
        with self.device.ws.replica.read() as reader:
            found = [
                one for kind in kinds for one in reader.records.of_kind(kind)
                if one.local is not None and one.state in {RecordState.LIVE, RecordState.REJECTED}
                and one.local.get("omschrijvingGeneriek") != "behandelaar"
            ]  # fmt: skip
        if not found:
            raise NotFound("part-not-found", id="")
        return self.random.choice(found)

    def zaak(self) -> str:
        return self.random.choice(self.zaken()).local_id

    def edit_short(self) -> None:
        casework.edit_zaak(self.device.ws, self.zaak(), {"omschrijving": self.word()})

    def edit_text(self) -> None:
        zaak = self.random.choice(self.zaken())
        lines = str((zaak.local or {}).get("toelichting") or "").splitlines()
        if self.random.random() < 0.5 or not lines:
            lines += ["-", self.word()]
        else:
            lines[self.random.randrange(len(lines))] = self.word()
        casework.edit_zaak(self.device.ws, zaak.local_id, {"toelichting": "\n".join(lines[-12:])})

    def edit_again(self) -> None:
        """Change what was changed last, perhaps while it is on its way (F01)."""
        mine = self.device.world.deeds.of(self.device.name)
        texts = [one for one in mine if one.field in {"omschrijving", "toelichting"}]
        if not texts:
            raise NotFound("zaak-not-found", id="")
        casework.edit_zaak(self.device.ws, texts[-1].local_id, {texts[-1].field: f"{self.word()}"})

    def edit_date(self) -> None:
        day = (self.device.clock.now_utc() + timedelta(days=self.random.randrange(90))).date()
        name = self.random.choice(("einddatumGepland", "uiterlijkeEinddatumAfdoening"))
        casework.edit_zaak(self.device.ws, self.zaak(), {name: day.isoformat()})

    def add_rol(self) -> None:
        zaak = self.zaak()
        kinds = casework.choices(self.device.ws, zaak, "roltype")
        kind = self.random.choice(kinds)
        who = self.random.choice((self.word(), "m-samen"))
        casework.add_rol(self.device.ws, zaak, kind.ref, who)

    def add_note(self) -> None:
        text = self.random.choice((self.word(), AGAIN))
        zaak = self.zaak() if text != AGAIN else self.first_zaak()
        casework.add_notitie(self.device.ws, zaak, text)

    def write_again(self) -> None:
        """Write once more what was noted before."""
        casework.add_notitie(self.device.ws, self.first_zaak(), AGAIN)

    def first_zaak(self) -> LocalId:
        """Give the zaak where the same note is written again and again, on every device."""
        known = [one for one in self.zaken() if one.ref is not None]
        if not known:
            raise NotFound("zaak-not-found", id="")
        return min(known, key=lambda one: str(one.ref)).local_id

    def set_property(self) -> None:
        casework.set_eigenschap(self.device.ws, self.zaak(), PROPERTY, self.word())

    def set_status(self) -> None:
        casework.set_status(self.device.ws, self.zaak(), self.random.choice(STEPS), self.word())

    def create_zaak(self) -> None:
        casework.create_zaak(self.device.ws, zaaktype="WMO-HUISBEZOEK", omschrijving=self.word())

    def attach(self) -> None:
        size = self.random.choice((300, 900, 2000, 5000))
        content = self.random.randbytes(size)
        documents.attach(self.device.ws, self.zaak(), Pasted(f"{self.word()}.bin", content))

    def close_zaak(self) -> None:
        zaak = self.zaak()
        try:
            casework.set_resultaat(self.device.ws, zaak, self.random.choice(RESULTS), self.word())
        except BadInput:
            self.device.world.struck["person: resultaat was there"] += 1
        casework.set_status(self.device.ws, zaak, END, self.word())

    def decide(self) -> None:
        """Answer something that was asked."""
        with self.device.ws.replica.read() as reader:
            asked = [one for one in reader.journal.items() if one.kind is not ItemKind.REJECTION]
        if not asked:
            raise NotFound("item-not-found", id=0)
        item = self.random.choice(asked)
        self.answer(item, self.random.choice((Way.MINE, Way.THEIRS)))

    def answer(self, item: OpenItem, way: Way) -> None:
        """Go one of the ways on that an open item offers."""
        ws = self.device.ws
        if way is Way.RETRY:
            deciding.retry(ws, item.local_id)
        elif way is Way.WITHDRAW:
            self._take_back(item.local_id)
        else:
            deciding.resolve(ws, item.n, "theirs" if way is Way.THEIRS else "mine")
            self._ends(item, way)

    def answer_all(self) -> Iterator[str]:
        """INV19: go one of the ways on of everything that is open now."""
        with self.device.ws.replica.read() as reader:
            asked = [one for one in reader.journal.items() if one.kind is not ItemKind.NOTICE]
        for item in asked:
            ways = [one for one in ways_of(item.kind, item.reason) if one in _QUICK_WAYS]
            if not ways:
                yield f"INV19 every open item has a way on: {item.kind} {item.reason} has none"
                continue
            try:
                self.answer(item, self.random.choice(ways))
            except (BadInput, NotFound):
                self.device.world.struck["a way on that was not open any more"] += 1
            else:
                self.device.world.struck["decided at the end"] += 1

    def _ends(self, item: OpenItem, way: Way) -> None:
        """Note what the person gives up by a choice; a lock that is left takes no work away."""
        is_no_choice = item.kind is ItemKind.NOTICE or item.reason == Reason.LOCK_ORPHAN.value
        if way is Way.MINE or is_no_choice:
            return
        if item.reason == Reason.REGISTRY_RESTORED.value:
            follow(self.device)
        is_whole = item.kind is ItemKind.QUESTION or item.reason == Reason.DELETE_EDIT.value
        for deed in self.device.world.deeds.of(self.device.name):
            is_its = deed.local_id == item.local_id
            is_gone_along = (
                item.reason == Reason.DELETED_THERE.value and deed.family == item.local_id
            )
            if is_gone_along or (is_its and (is_whole or deed.field in (item.theirs or {}))):
                deed.ended = "given-up"

    def withdraw(self) -> None:
        self._take_back(self._working().local_id)

    def _take_back(self, local_id: LocalId) -> None:
        self.harvest()  # also of an act that got no further than its first half
        self._taking = local_id
        try:
            taken = deciding.withdraw(self.device.ws, local_id, with_documents=True)
        except (BadInput, NotFound):
            self._taking = None
            raise
        self._taking = None
        for deed in self.device.world.deeds.of(self.device.name):
            if deed.local_id in taken:
                deed.ended = "withdrawn"

    def _see_what_went(self) -> None:
        """Note what was taken back when the device died in it: as far as it was durable."""
        if self._taking is None or self.device.life.is_dead:
            return
        local_id, self._taking = self._taking, None
        mine = self.device.world.deeds.of(self.device.name)
        families = {one.family for one in mine if one.local_id == local_id}
        with self.device.ws.replica.read() as reader:
            for deed in (one for one in mine if one.family in families and not one.ended):
                record = reader.records.find(deed.local_id)
                local = None if record is None else record.local
                if record is None or record.state is RecordState.WITHDRAWN or local is None:
                    deed.ended = "withdrawn"
                elif deed.local_id == local_id and deed.field:
                    is_in_force = equal(local.get(deed.field), deed.value)
                    deed.ended = "" if is_in_force else "withdrawn"

    def retry(self) -> None:
        deciding.retry(self.device.ws, self._working().local_id)

    def _working(self) -> Record:
        with self.device.ws.replica.read() as reader:
            working = list(reader.records.working())
        if not working:
            raise NotFound("outbox-not-found", id="")
        return self.random.choice(working)
