"""What people do: our person on a device (intentions, D) and colleagues at the registry (FK11).

Every text and every new record carries a word of its own, so that it is known again wherever it
ends.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import Any

from desktop.domain.errors import BadInput, NotFound
from desktop.domain.kinds import Kind
from desktop.domain.records import ItemKind, OpenItem, Record
from desktop.operations import casework, deciding, documents
from desktop.operations.documents import Pasted
from desktop.practice.inside import Inside

from tests.simulation.evidence import edits_since, new_word
from tests.simulation.history import Deed
from tests.simulation.world import Device, Others, World

_Z = "/zaken/api/v1"
_PROPERTY = "Aanwezig bij gesprek"
_RESULTS = ("Aanvraag volgt", "Opgelost in eigen kring")
_STEPS = ("Huisbezoek gepland", "Huisbezoek uitgevoerd", "Verslag bij inwoner")
_END = "Afgerond"
_AGAIN = "Geen gehoor"
"""What a person notes more than once on purpose."""
Json = dict[str, Any]


class Person:
    """Our person at one device: does things, and notes each in D."""

    def __init__(self, device: Device, seed: str) -> None:
        self.device = device
        self._random = Random(f"{seed}/person/{device.name}")
        self._harvested = 0
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
        name = name or self._random.choices(names, weights)[0]
        if self.device in self.device.world.syncing:
            self._do(name)
        else:
            with self.device.mortal():
                self._do(name)
            self.harvest()

    def _do(self, name: str) -> None:
        try:
            self.acts[name][1]()
        except (BadInput, NotFound):
            return
        self.device.world.struck[f"person: {name}"] += 1
        self.harvest()

    def harvest(self) -> None:
        """Note in D what was edited since; also what was durable when the device died."""
        world = self.device.world
        for edit, record in edits_since(self.device, self._harvested):
            self._harvested = edit.seq
            if record is not None:
                deed = Deed(
                    len(world.deeds.all), self.device.name, record.local_id, record.kind,
                    record.family, edit.seq, edit.field, edit.before, edit.after,
                    new_word(edit.before, edit.after), world.now,
                )  # fmt: skip
                world.deeds.all.append(deed)

    def _word(self) -> str:
        return f"w{self._random.getrandbits(40):010x}"

    def _zaken(self) -> list[Record]:
        with self.device.ws.replica.read() as reader:
            found = reader.records.of_kind(Kind.ZAAK)
        return [one for one in found if one.local]

    def _zaak(self) -> str:
        return self._random.choice(self._zaken()).local_id

    def edit_short(self) -> None:
        casework.edit_zaak(self.device.ws, self._zaak(), {"omschrijving": self._word()})

    def edit_text(self) -> None:
        zaak = self._random.choice(self._zaken())
        lines = str((zaak.local or {}).get("toelichting") or "").splitlines()
        if self._random.random() < 0.5 or not lines:
            lines += ["-", self._word()]
        else:
            lines[self._random.randrange(len(lines))] = self._word()
        casework.edit_zaak(self.device.ws, zaak.local_id, {"toelichting": "\n".join(lines[-12:])})

    def edit_again(self) -> None:
        """Change what was changed last, perhaps while it is on its way (F01)."""
        mine = self.device.world.deeds.of(self.device.name)
        texts = [one for one in mine if one.field in {"omschrijving", "toelichting"}]
        if not texts:
            raise NotFound("zaak-not-found", id="")
        casework.edit_zaak(self.device.ws, texts[-1].local_id, {texts[-1].field: f"{self._word()}"})

    def edit_date(self) -> None:
        day = (self.device.clock.now_utc() + timedelta(days=self._random.randrange(90))).date()
        name = self._random.choice(("einddatumGepland", "uiterlijkeEinddatumAfdoening"))
        casework.edit_zaak(self.device.ws, self._zaak(), {name: day.isoformat()})

    def add_rol(self) -> None:
        zaak = self._zaak()
        kinds = casework.choices(self.device.ws, zaak, "roltype")
        kind = self._random.choice(kinds)
        who = self._random.choice((self._word(), "m-samen"))
        casework.add_rol(self.device.ws, zaak, kind.ref, who)

    def add_note(self) -> None:
        text = self._random.choice((self._word(), _AGAIN))
        zaak = self._zaak() if text != _AGAIN else self._first_zaak()
        casework.add_notitie(self.device.ws, zaak, text)

    def _first_zaak(self) -> str:
        """Give the zaak where the same note is written again and again, on every device."""
        known = [one for one in self._zaken() if one.ref is not None]
        if not known:
            raise NotFound("zaak-not-found", id="")
        return min(known, key=lambda one: str(one.ref)).local_id

    def set_property(self) -> None:
        casework.set_eigenschap(self.device.ws, self._zaak(), _PROPERTY, self._word())

    def set_status(self) -> None:
        casework.set_status(self.device.ws, self._zaak(), self._random.choice(_STEPS), self._word())

    def create_zaak(self) -> None:
        casework.create_zaak(self.device.ws, zaaktype="WMO-HUISBEZOEK", omschrijving=self._word())

    def attach(self) -> None:
        size = self._random.choice((300, 900, 2000, 5000))
        content = self._random.randbytes(size)
        documents.attach(self.device.ws, self._zaak(), Pasted(f"{self._word()}.bin", content))

    def close_zaak(self) -> None:
        zaak = self._zaak()
        try:
            casework.set_resultaat(
                self.device.ws, zaak, self._random.choice(_RESULTS), self._word()
            )
        except BadInput:
            self.device.world.struck["person: resultaat was there"] += 1
        casework.set_status(self.device.ws, zaak, _END, self._word())

    def decide(self) -> None:
        """Answer something that was asked."""
        with self.device.ws.replica.read() as reader:
            asked = [one for one in reader.journal.items() if one.kind is not ItemKind.REJECTION]
        if not asked:
            raise NotFound("item-not-found", id=0)
        item = self._random.choice(asked)
        keep = self._random.choice(("mine", "theirs"))
        self._ends(item, keep)
        deciding.resolve(self.device.ws, item.n, "mine" if keep == "mine" else "theirs")

    def _ends(self, item: OpenItem, keep: str) -> None:
        """Note what the person gives up by a choice."""
        if keep == "mine" or item.kind is ItemKind.NOTICE:
            return
        for deed in self.device.world.deeds.of(self.device.name, item.local_id):
            if item.kind is ItemKind.QUESTION or deed.field in (item.theirs or {}):
                deed.ended = "given-up"

    def withdraw(self) -> None:
        record = self._working()
        taken = deciding.withdraw(self.device.ws, record.local_id)
        for deed in self.device.world.deeds.of(self.device.name):
            if deed.local_id in taken:
                deed.ended = "withdrawn"

    def retry(self) -> None:
        deciding.retry(self.device.ws, self._working().local_id)

    def _working(self) -> Record:
        with self.device.ws.replica.read() as reader:
            working = list(reader.records.working())
        if not working:
            raise NotFound("outbox-not-found", id="")
        return self._random.choice(working)


class Colleague:
    """Somebody at the registry, with all rights, who never waits for anybody."""

    def __init__(self, world: World, seed: str) -> None:
        self._world = world
        self._random = Random(f"{seed}/colleague")
        self._inside = Inside(world.registry, "m-collega", "Een collega")
        self._acts: dict[str, tuple[float, Callable[[Json], None]]] = {
            "edit a short field": (4, self._edit_short),
            "edit a text": (4, self._edit_text),
            "set back an old value": (2, self._revert),
            "add a kenmerk": (2, self._add_kenmerk),
            "add the same rol": (2, self._add_rol),
            "write the same note": (1, self._add_note),
            "set a property": (1, self._set_property),
            "set a status": (2, self._set_status),
            "close": (1, self._close),
            "reopen": (1, self._reopen),
            "delete a rol": (1, self._delete_rol),
        }

    def act(self, uuid: str = "") -> None:
        """Do one thing to one zaak, the one named where that is a zaak."""
        state = self._world.registry.state
        with state.transaction():
            zaken = state.select("zaken", [], "id", -1, 0)[1]
        names = list(self._acts)
        weights = [self._acts[name][0] for name in names]
        name = self._random.choices(names, weights)[0]
        zaak = next((one for one in zaken if one["uuid"] == uuid), None) or self._choose(zaken)
        before = self._world.registry.writes
        self._acts[name][1](zaak)
        if self._world.registry.writes > before:
            self._world.struck[f"colleague: {name}"] += 1

    def _choose(self, zaken: list[Json]) -> Json:
        """Prefer the zaak that was written last: there the people get in each other's way."""
        for write in reversed(self._world.registry.history.writes[-4:]):
            for zaak in zaken:
                if zaak["uuid"] in {write.uuid, write.parent} and self._random.random() < 0.5:
                    return zaak
        return self._random.choice(zaken)

    def _word(self) -> str:
        return f"c{self._random.getrandbits(40):010x}"

    def _patch(self, zaak: Json, **changes: Any) -> None:
        self._inside.send("PATCH", zaak["url"], changes)

    def _edit_short(self, zaak: Json) -> None:
        self._patch(zaak, omschrijving=self._word())

    def _edit_text(self, zaak: Json) -> None:
        lines = [self._word(), "-", *str(zaak["toelichting"]).splitlines()]
        self._patch(zaak, toelichting="\n".join(lines[:12]))

    def _revert(self, zaak: Json) -> None:
        for write in reversed(self._world.registry.history.writes):
            if write.uuid == zaak["uuid"] and write.before and "omschrijving" in write.changed:
                self._patch(zaak, omschrijving=write.before["omschrijving"])
                return

    def _add_kenmerk(self, zaak: Json) -> None:
        mine = {"bron": "collega", "kenmerk": self._word()}
        self._patch(zaak, kenmerken=[*zaak["kenmerken"], mine])

    def _first(self, kind: str, zaak: Json, **wanted: Any) -> str:
        state = self._world.registry.state
        with state.transaction():
            for _, one in state.children(kind, [zaak["zaaktype"].rsplit("/", 1)[-1]]):
                if all(one.get(name) == value for name, value in wanted.items()):
                    return str(one["url"])
        raise LookupError(kind)

    def _children(self, kind: str, zaak: Json) -> list[Json]:
        state = self._world.registry.state
        with state.transaction():
            return [one for _, one in state.children(kind, [zaak["uuid"]])]

    def _add_rol(self, zaak: Json) -> None:
        body = {
            "zaak": zaak["url"],
            "roltype": self._first("roltypen", zaak, omschrijving="Mantelzorger"),
            "betrokkeneType": "medewerker", "roltoelichting": "Mantelzorger",
            "betrokkeneIdentificatie": {"identificatie": "m-samen"},
        }  # fmt: skip
        self._inside.send("POST", f"{_Z}/rollen", body)

    def _add_note(self, zaak: Json) -> None:
        body = {
            "gerelateerdAan": zaak["url"], "onderwerp": _AGAIN, "tekst": _AGAIN,
            "aangemaaktDoor": "Een collega", "notitieType": "intern", "status": "definitief",
        }  # fmt: skip
        self._inside.send("POST", f"{_Z}/zaaknotities", body)

    def _set_property(self, zaak: Json) -> None:
        eigenschap = self._first("eigenschappen", zaak, naam=_PROPERTY)
        known = [
            one for one in self._children("zaakeigenschappen", zaak)
            if one["eigenschap"] == eigenschap
        ]  # fmt: skip
        body = {"zaak": zaak["url"], "eigenschap": eigenschap, "waarde": self._word()}
        if known:
            self._inside.send("PATCH", known[0]["url"], {"waarde": body["waarde"]})
        else:
            self._inside.send("POST", f"{zaak['url']}/zaakeigenschappen", body)

    def _status(self, zaak: Json, step: str) -> None:
        at = self._world.now - timedelta(seconds=self._random.choice((0, 0, 30, 4000)))
        body = {
            "zaak": zaak["url"], "datumStatusGezet": at.isoformat(),
            "statustype": self._first("statustypen", zaak, omschrijving=step),
            "statustoelichting": self._word(),
        }  # fmt: skip
        self._inside.send("POST", f"{_Z}/statussen", body)

    def _set_status(self, zaak: Json) -> None:
        if not zaak["einddatum"]:
            self._status(zaak, self._random.choice(_STEPS))

    def _close(self, zaak: Json) -> None:
        if zaak["einddatum"]:
            return
        if not self._children("resultaten", zaak):
            kind = self._first("resultaattypen", zaak, omschrijving=self._random.choice(_RESULTS))
            body = {"zaak": zaak["url"], "resultaattype": kind, "toelichting": self._word()}
            self._inside.send("POST", f"{_Z}/resultaten", body)
        self._status(zaak, _END)

    def _reopen(self, zaak: Json) -> None:
        if zaak["einddatum"]:
            self._status(zaak, _STEPS[0])

    def _delete_rol(self, zaak: Json) -> None:
        others = [
            one for one in self._children("rollen", zaak)
            if one["omschrijvingGeneriek"] != "behandelaar"
        ]  # fmt: skip
        if others:
            self._inside.send("DELETE", self._random.choice(others)["url"])


class Crowd(Others):
    """Everybody who acts while a device is busy: colleagues, our person, the other device."""

    def __init__(self, world: World, people: list[Person], rates: dict[str, float]) -> None:
        self._world = world
        self._random = Random(f"{world.seed}/crowd")
        self._people = people
        self.colleague = Colleague(world, world.seed)
        self._rates = rates

    def before_request(self, device: Device) -> None:
        if self._random.random() < self._rates.get("colleague", 0.0):
            self.colleague.act()
        if self._random.random() < self._rates.get("person meanwhile", 0.0):
            person = self._people[self._world.devices.index(device)]
            person.act("edit again" if self._random.random() < 0.5 else "")
        if len(self._world.syncing) == 1:
            self._maybe_other(device)

    def _maybe_other(self, device: Device) -> None:
        if self._random.random() >= self._rates.get("other device", 0.0):
            return
        others = [one for one in self._world.devices if one is not device]
        if others:
            self._world.struck["other device meanwhile"] += 1
            others[0].sync()

    def in_between(self) -> None:
        """While a write is held: a colleague, often on the same zaak, or the other device."""
        is_same = self._world.holding and self._random.random() < 0.7
        self.colleague.act(self._world.holding[-1].uuid if is_same else "")
        if len(self._world.syncing) == 1 and self._random.random() < 0.3:
            others = [one for one in self._world.devices if one not in self._world.syncing]
            if others:
                others[0].sync()
