"""A profile that is put back to an earlier copy, with a keyring that remembers (FK19, S74).

What was done after the copy is lost with it, here. What of it had reached the registry stays
there: the same person's work, as strange to the device as a colleague's.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from tests.simulation.always import Steps
from tests.simulation.device import Device, disk_of
from tests.simulation.evidence import Future, side_of
from tests.simulation.people import Person
from tests.simulation.world import LIMIT_S, REGISTRY, World

PUT_BACK = "a profile that is put back"
"""The rare theme in which devices get an old copy of their profile."""
STRUCK = "profile put back"
LOST = "lost with the copy"
"""How a deed ended that was done after the copy was made."""


class Ring:
    """A keyring in memory; it outlives a profile that is put back."""

    def __init__(self) -> None:
        self._kept: dict[str, str] = {}

    def get(self, name: str) -> str | None:
        """Give what is kept under a name."""
        return self._kept.get(name)

    def set(self, name: str, value: str) -> None:
        """Keep something."""
        self._kept[name] = value

    def delete(self, name: str) -> None:
        """Forget something."""
        self._kept.pop(name, None)


@dataclass(frozen=True)
class Copy:
    """A profile as it was at a moment."""

    files: dict[str, bytes]
    contents: dict[str, bytes]
    harvested: int
    ended: dict[int, str]
    first: int
    entries: int


class Restorer:
    """Makes copies of profiles and puts them back, once each."""

    def __init__(self, world: World, people: list[Person], rules: Steps, seed: str) -> None:
        self._world = world
        self._people = people
        self._rules = rules
        self._random = Random(f"{seed}/copies/story")
        self._copies: dict[str, Copy] = {}
        self._done: set[str] = set()

    def act(self) -> None:
        """Make a copy of a profile, or put one back."""
        for person in self._people:
            name = person.device.name
            if name in self._done:
                continue
            if name not in self._copies:
                if self._random.random() < (0.6 if _has_work(person) else 0.1):
                    self._keep(person)
            elif self._random.random() < 0.5:
                self._put_back(person)

    def finish(self) -> None:
        """Put back what was not put back yet."""
        for person in self._people:
            if person.device.name in self._copies.keys() - self._done:
                self._put_back(person)

    def _keep(self, person: Person) -> None:
        device, log = person.device, self._world.network.log
        person.harvest()
        ended = {one.n: one.ended for one in self._world.deeds.of(device.name)}
        self._copies[device.name] = Copy(
            disk_of(device.recorder), device.contents(), person.harvested, ended,
            len(log.exchanges), _entries(device),
        )  # fmt: skip

    def _put_back(self, person: Person) -> None:
        """Put the copy back, which takes longer than a request that is on its way may live.

        Only when the keyring knows of a request since the copy, also of a run in which the device
        died: its first request is told before it leaves.
        """
        device, copy = person.device, self._copies[person.device.name]
        assert device.ring is not None
        known = int(device.ring.get(f"newest-request:{device.ws.device()}") or 0)
        if known <= copy.entries:
            return
        person.harvest()
        self._done.add(device.name)
        side = side_of(device)
        end = len(self._world.network.log.exchanges)
        self._world.futures.append(Future(device.name, side, copy.first, end))
        for deed in self._world.deeds.of(device.name):
            if deed.n in copy.ended:
                deed.ended = copy.ended[deed.n]
            else:
                deed.ended, deed.edit_seq = LOST, -1
        device.put_back(copy.files, copy.contents)
        person.begin_again(copy.harvested)
        self._rules.forget(device)
        self._world.pass_time(LIMIT_S + 5.0)
        self._world.struck[STRUCK] += 1


def _has_work(person: Person) -> bool:
    with person.device.ws.replica.read() as reader:
        return any(True for _ in reader.records.working())


def _entries(device: Device) -> int:
    with device.ws.replica.read() as reader:
        return reader.journal.last_entry_number()


def give_rings(world: World) -> None:
    """Give every device a keyring, with the secrets that its profile kept without one."""
    for device in world.devices:
        secrets = device.ws.secrets(REGISTRY)
        device.ring = device.ws.vault = Ring()
        device.ws.keep_secrets(REGISTRY, secrets["secret"], secrets.get("objecten_token", ""))
