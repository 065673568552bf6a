"""Colleagues at the registry (FK11), and everybody who acts while a device is busy."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from random import Random
from typing import Any

from desktop.practice.inside import Inside

from tests.simulation.device import Device
from tests.simulation.people import AGAIN, END, PROPERTY, RESULTS, STEPS, Person
from tests.simulation.themes import BESIDE
from tests.simulation.world import Others, World

_Z = "/zaken/api/v1"
_OK = 200
_FEW = 2
_BESIDE_RATE = 0.12
_MOST_MEANWHILE = 40
Json = dict[str, Any]


class TypeWithdrawn(Exception):
    """A zaaktype does not have what a colleague wanted to use any more (FK22): it is left."""


class Colleague:
    """Somebody at the registry, with all rights, who never waits for anybody."""

    def __init__(self, world: World, seed: str) -> None:
        self._world = world
        self._random = Random(f"{seed}/colleague")
        self._inside = Inside(world.registry, "m-collega", "Een collega")
        self._locks: list[tuple[str, str]] = []
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

    def learn(self, theme: str) -> None:
        """Do more kinds of things from now on."""
        more: dict[str, dict[str, tuple[float, Callable[[Json], None]]]] = {
            "parts that go": {
                "delete a property": (2.0, self._delete_property),
                "change a rol": (2.0, self._change_rol),
                "delete a zaak": (0.3, self._delete_zaak),
                "set a status by a rol": (2.0, self._set_status_by_rol),
            },
            "own objects": {"answer an afspraak": (4.0, self._answer_afspraak)},
            "besluiten": {"edit a besluit": (4.0, self._edit_besluit)},
            "documents that change": {
                "make a version": (4.0, self._make_version),
                "rename a document": (2.0, self._rename),
                "lock": (2.0, self._lock),
            },
        }
        self._acts |= more.get(theme, {})

    def act(self, uuid: str = "") -> None:
        """Do one thing to one zaak, the one named where that is a zaak."""
        state = self._world.registry.state
        with state.transaction():
            zaken = state.select("zaken", [], "id", -1, 0)[1]
        if not zaken:
            return
        names = list(self._acts)
        weights = [self._acts[name][0] for name in names]
        name = self._random.choices(names, weights)[0]
        zaak = next((one for one in zaken if one["uuid"] == uuid), None) or self._choose(zaken)
        before = self._world.registry.writes
        with suppress(TypeWithdrawn):
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
        raise TypeWithdrawn(kind)

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
            "gerelateerdAan": zaak["url"], "onderwerp": AGAIN, "tekst": AGAIN,
            "aangemaaktDoor": "Een collega", "notitieType": "intern", "status": "definitief",
        }  # fmt: skip
        self._inside.send("POST", f"{_Z}/zaaknotities", body)

    def write_beside(self) -> None:
        """Write the note that our person writes again and again, on the same zaak."""
        state = self._world.registry.state
        with state.transaction():
            zaken = state.select("zaken", [], "id", -1, 0)[1]
        if zaken:
            self._add_note(min(zaken, key=lambda one: str(one["uuid"])))
            self._world.struck["colleague: the same beside it"] += 1

    def _set_property(self, zaak: Json) -> None:
        eigenschap = self._first("eigenschappen", zaak, naam=PROPERTY)
        known = [
            one for one in self._children("zaakeigenschappen", zaak)
            if one["eigenschap"] == eigenschap
        ]  # fmt: skip
        body = {"zaak": zaak["url"], "eigenschap": eigenschap, "waarde": self._word()}
        if known:
            self._inside.send("PATCH", known[0]["url"], {"waarde": body["waarde"]})
        else:
            self._inside.send("POST", f"{zaak['url']}/zaakeigenschappen", body)

    def _status(self, zaak: Json, step: str, **more: Any) -> None:
        at = self._world.now - timedelta(seconds=self._random.choice((0, 0, 30, 4000)))
        body = {
            "zaak": zaak["url"], "datumStatusGezet": at.isoformat(),
            "statustype": self._first("statustypen", zaak, omschrijving=step),
            "statustoelichting": self._word(), **more,
        }  # fmt: skip
        self._inside.send("POST", f"{_Z}/statussen", body)

    def _set_status(self, zaak: Json) -> None:
        if not zaak["einddatum"]:
            self._status(zaak, self._random.choice(STEPS))

    def _close(self, zaak: Json) -> None:
        if zaak["einddatum"]:
            return
        if not self._children("resultaten", zaak):
            kind = self._first("resultaattypen", zaak, omschrijving=self._random.choice(RESULTS))
            body = {"zaak": zaak["url"], "resultaattype": kind, "toelichting": self._word()}
            self._inside.send("POST", f"{_Z}/resultaten", body)
        self._status(zaak, END)

    def _reopen(self, zaak: Json) -> None:
        if zaak["einddatum"]:
            self._status(zaak, STEPS[0])

    def _delete_rol(self, zaak: Json) -> None:
        others = [
            one for one in self._children("rollen", zaak)
            if one["omschrijvingGeneriek"] != "behandelaar"
        ]  # fmt: skip
        if others:
            self._inside.send("DELETE", self._random.choice(others)["url"])

    def _delete_property(self, zaak: Json) -> None:
        known = self._children("zaakeigenschappen", zaak)
        if known:
            self._inside.send("DELETE", self._random.choice(known)["url"])

    def _change_rol(self, zaak: Json) -> None:
        known = self._children("rollen", zaak)
        if known:
            rol = self._inside.send("GET", self._random.choice(known)["url"])[1]
            self._inside.send("PUT", rol["url"], {**rol, "roltoelichting": self._word()})

    def _set_status_by_rol(self, zaak: Json) -> None:
        known = self._children("rollen", zaak)
        if known and not zaak["einddatum"]:
            self._status(zaak, STEPS[0], gezetdoor=self._random.choice(known)["url"])

    def _edit_besluit(self, _zaak: Json) -> None:
        besluit = self._any("besluiten")
        if besluit is not None:
            self._inside.send("PATCH", besluit["url"], {"toelichting": self._word()})

    def _answer_afspraak(self, _zaak: Json) -> None:
        """Say something about an object, as another party of it does."""
        listed = self._inside.send("GET", "/objecten/api/v2/objects")[1]["results"]
        if listed:
            one = self._random.choice(listed)
            day = self._world.now.date().isoformat()
            record = {"startAt": day, "data": {"toelichting": self._word()}}
            self._inside.send("PATCH", one["url"], {"record": record})

    def _any(self, kind: str) -> Json | None:
        state = self._world.registry.state
        with state.transaction():
            found = state.select(kind, [], "id", -1, 0)[1]
        return self._random.choice(found) if found else None

    def _make_version(self, _zaak: Json) -> None:
        content = self._random.randbytes(self._random.choice((200, 1200)))
        encoded = b64encode(content).decode()
        self._change_document({"inhoud": encoded, "bestandsomvang": len(content)})

    def _rename(self, _zaak: Json) -> None:
        self._change_document({"titel": self._word()})

    def _change_document(self, changes: Json) -> None:
        taken = self._take_lock()
        if taken is not None:
            url, lock = taken
            self._inside.send("PATCH", url, {**changes, "lock": lock})
            self._inside.send("POST", f"{url}/unlock", {"lock": lock})

    def _lock(self, _zaak: Json) -> None:
        """Keep a document locked until the quiet end."""
        taken = self._take_lock()
        if taken is not None:
            self._locks.append(taken)

    def _take_lock(self) -> tuple[str, str] | None:
        document = self._any("enkelvoudiginformatieobjecten")
        if document is None:
            return None
        status, answer = self._inside.send("POST", f"{document['url']}/lock", {})
        return (str(document["url"]), str(answer["lock"])) if status == _OK else None

    def let_go(self) -> None:
        """Release what is locked still."""
        for url, lock in self._locks:
            self._inside.send("POST", f"{url}/unlock", {"lock": lock})
        self._locks.clear()

    def _delete_zaak(self, zaak: Json) -> None:
        """Delete a zaak, not one of the last: then the guards stop every run, rightly."""
        state = self._world.registry.state
        with state.transaction():
            count = state.select("zaken", [], "id", -1, 0)[0]
        if count > _FEW:
            self._inside.send("DELETE", zaak["url"])


class Crowd(Others):
    """Everybody who acts while a device is busy: colleagues, our person, the other device."""

    def __init__(self, world: World, people: list[Person], rates: dict[str, float]) -> None:
        self._world = world
        self._random = Random(f"{world.seed}/crowd")
        self._people = people
        self._beside = Random(f"{world.seed}/beside/crowd")
        self.colleague = Colleague(world, world.seed)
        self._rates = rates
        self._meanwhile = 0

    def before_request(self, device: Device) -> None:
        if BESIDE in self._world.themes and self._beside.random() < _BESIDE_RATE:
            self.colleague.write_beside()
        if self._random.random() < self._rates.get("colleague", 0.0):
            self.colleague.act()
        if self._random.random() < self._rates.get("person meanwhile", 0.0):
            self._person_meanwhile(device)
        if len(self._world.syncing) == 1:
            self._maybe_other(device)

    def _person_meanwhile(self, device: Device) -> None:
        """Let our person do something; not for ever, or a day makes more work than it does."""
        name = "edit again" if self._random.random() < 0.5 else ""
        if self._meanwhile < _MOST_MEANWHILE:
            self._meanwhile += 1
            self._people[self._world.devices.index(device)].act(name)

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
