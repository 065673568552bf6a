"""One seed from beginning to end: weather, story, quiet end, judgement, trace hash."""

from __future__ import annotations

import hashlib
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from desktop.domain.contents import Fetch
from desktop.models.mapping import dump
from desktop.operations.documenten import contents
from desktop.practice.answering.manners import Manners

from tests.simulation.always import Broken, Steps
from tests.simulation.backups import BACKUP, Backups, count_unnoticed
from tests.simulation.catalogus import TYPES, Keeper
from tests.simulation.colleagues import Crowd
from tests.simulation.device import Device
from tests.simulation.evidence import Evidence, side_of
from tests.simulation.filling import FILLING
from tests.simulation.invariants import AT_THE_END
from tests.simulation.network import FAULTS, RIGHTS, Weather
from tests.simulation.people import Person
from tests.simulation.power import POWER
from tests.simulation.quiet import (
    come_to_rest,
    inv15_replica_equals_scope,
    inv18_one_bad_item_blocks_nothing,
    inv23_requests_bounded,
    inv24_files,
)
from tests.simulation.restoring import PUT_BACK, Restorer, give_rings
from tests.simulation.stage import set_stage
from tests.simulation.themes import THEMES, rare_of
from tests.simulation.world import World

_AT_REST = {
    **AT_THE_END,
    "INV15 replica equals scope": inv15_replica_equals_scope,
    "INV18 one bad item blocks nothing": inv18_one_bad_item_blocks_nothing,
    "INV23 requests bounded": inv23_requests_bounded,
    "INV24 files": inv24_files,
}
_ACCOUNT = 0.12
"""In how many seeds the account meets trouble."""
_DISK = 0.08
"""In how many seeds commits meet a full disk."""
_DECIDING = 0.3
"""In how many seeds everything that is open at the end is decided."""


@dataclass
class Result:
    """What came of one seed; it held when there are no failures."""

    seed: int
    manners: str
    failures: list[str] = field(default_factory=list)
    struck: Counter[str] = field(default_factory=Counter)
    trace: str = ""
    requests: int = 0
    cpu_s: float = 0.0


def run_seed(seed: int, manners: Manners) -> Result:
    """Live through one seed. Never raises for what the engine does wrong."""
    result = Result(seed, manners.value)
    with set_stage():
        world = _world(seed, manners)
        try:
            story = Story(world, f"{seed}")
            story.tell()
            result.failures += list(come_to_rest(world))
            result.failures += list(story.harvest())
            result.failures += list(_judge(world))
            if not result.failures:
                result.failures += list(_decided(world, story))
            result.trace = trace_of(world)
        except Broken as broken:
            result.failures.append(str(broken))
        except Exception:  # noqa: BLE001  whatever breaks is a failure of the seed
            result.failures.append(f"the program broke: {traceback.format_exc()}")
        finally:
            result.struck = world.struck
            result.requests = len(world.network.log.exchanges)
            world.close()
    return result


def _decided(world: World, story: Story) -> Iterator[str]:
    """INV19: let people decide what is open, and ask the same of what comes of it."""
    yield from story.decide()
    if world.struck["decided at the end"]:
        yield from come_to_rest(world)
        yield from story.harvest()
        yield from _judge(world)


def _judge(world: World) -> Iterator[str]:
    evidence = Evidence(world)
    for name, invariant in _AT_REST.items():
        for problem in invariant(evidence):
            yield f"{name}: {problem}"


def _world(seed: int, manners: Manners) -> World:
    random = Random(f"{seed}/weather")
    is_told = random.random() < 0.3
    kinds = _kinds(random)
    if is_told and "hold" not in kinds and random.random() < 0.5:
        kinds.append("hold")  # overlaps that the trail tells of
    rates = {kind: random.choice((0.03, 0.1, 0.25)) / max(1, len(kinds) / 3) for kind in kinds}
    account = Random(f"{seed}/account")
    if account.random() < _ACCOUNT:
        rates[account.choice(sorted(RIGHTS))] = 0.05
    rare = rare_of(str(seed))
    for one in rare:
        rates |= one.weather
    world = World(str(seed), manners, Weather(rates), is_told=is_told)
    world.themes = {one.name for one in rare}
    for number in range(random.choice((1, 1, 2))):
        Device(world, number)
    _prepare(world, seed)
    world.a_day_later = random.random() < 0.15
    if is_told:
        world.struck["trail readable"] += 1
    return world


def _prepare(world: World, seed: int) -> None:
    """Give the devices what the rare themes need."""
    if Random(f"{seed}/disk").random() < _DISK:
        for device in world.devices:
            device.disk_rate = 0.02
    if FILLING in world.themes:
        for device in world.devices:
            device.content_rate = 0.3
            contents.set_policy(device.ws, fetch=Fetch.ALL.value)
    if PUT_BACK in world.themes:
        give_rings(world)


def _kinds(random: Random) -> list[str]:
    """Choose the kinds of faults of a seed; those that engines fall over come more often."""
    often = ("late", "hold", "reply-lost", "request-lost", "row-missing", "timeout")
    found: list[str] = []
    for _ in range(random.choice((0, 1, 1, 2, 3, 5))):
        kind = random.choice(often) if random.random() < 0.4 else random.choice(list(FAULTS))
        if kind not in found:
            found.append(kind)
    return found


class Story:
    """What happens in a seed before its quiet end."""

    def __init__(self, world: World, seed: str) -> None:
        self._world = world
        self._random = Random(f"{seed}/story")
        self._power = Random(f"{seed}/power/story")
        self._keeper = Keeper(world, seed)
        self._types = Random(f"{seed}/types/story")
        self._people = [Person(device, seed) for device in world.devices]
        rates = {
            "colleague": self._random.choice((0.0, 0.0, 0.05, 0.3)),
            "person meanwhile": self._random.choice((0.0, 0.0, 0.05, 0.2)),
            "other device": self._random.choice((0.0, 0.1)),
        }
        world.others = self._crowd = Crowd(world, self._people, rates)
        names = sorted(THEMES)
        self._decides = self._random.random() < _DECIDING
        for theme in self._random.sample(names, min(len(names), self._random.choice((0, 1, 1, 2)))):
            world.struck[f"theme: {theme}"] += 1
            for person in self._people:
                person.learn(THEMES[theme])
            self._crowd.colleague.learn(theme)
        for rare in rare_of(seed):
            world.struck[f"theme: {rare.name}"] += 1
            for person in self._people:
                person.learn(rare.acts)
            self._crowd.colleague.learn(rare.name)
        world.rules = steps = Steps(world)
        self._backups = Backups(world, seed)
        self._restorer = Restorer(world, self._people, steps, seed)

    def tell(self) -> None:
        """Let a few things happen."""
        for _ in range(self._random.choice((2, 3, 4, 6, 9))):
            person = self._random.choice(self._people)
            match self._random.randrange(10):
                case 0 | 1 | 2 | 3 | 4:
                    self._act(person)
                case 5 | 6 | 7:
                    self._sync(person.device)
                case 8:
                    self._crowd.colleague.act()
                case _:
                    self._world.pass_time(self._random.choice((1, 30, 100, 200, 4000)))
            self._befall()
        if PUT_BACK in self._world.themes:
            self._restorer.finish()
        if BACKUP in self._world.themes:
            self._backups.finish()
        self._sync(self._random.choice(self._people).device)
        self._crowd.colleague.let_go()

    def _befall(self) -> None:
        """Let happen what comes from elsewhere in a rare theme."""
        if TYPES in self._world.themes and self._types.random() < 0.4:
            self._keeper.act()
        if PUT_BACK in self._world.themes:
            self._restorer.act()
        if BACKUP in self._world.themes:
            self._backups.act()

    def _act(self, person: Person) -> None:
        """Let a person do something, in the middle of which the power may go."""
        life = person.device.life
        if POWER in self._world.themes and self._power.random() < 0.4:
            life.beats_left = self._power.randrange(6)
        person.act()
        person.device.life.beats_left = None

    def _sync(self, device: Device) -> None:
        if self._random.random() < 0.25:
            device.life.beats_left = self._random.randrange(60)
        if self._random.random() < 0.1:
            device.clock.offset_s += self._random.choice((-5.0, -0.5, 0.5, 5.0))
            self._world.struck["clock jumped"] += 1
        device.sync()
        device.life.beats_left = None

    def decide(self) -> Iterator[str]:
        """INV19: every open item offers a way on; go one of them for each."""
        if not self._decides:
            return
        for person in self._people:
            yield from person.answer_all()

    def harvest(self) -> Iterator[str]:
        """Note what was durable when a device died last, and what backups undid."""
        for person in self._people:
            person.harvest()
        yield from count_unnoticed(self._world)


def trace_of(world: World) -> str:
    """Give the hash of everything that was sent, answered and kept (INV20)."""
    digest = hashlib.sha256()
    for one in world.network.log.exchanges:
        body = b"" if "/bestandsdelen/" in one.path else one.body
        line = f"{one.device} {one.method} {one.path}?{one.query} {one.status} {one.left_at}"
        digest.update(line.encode() + body + one.answer)
    for device in world.devices:
        side = side_of(device)
        for record in sorted(side.records.values(), key=lambda one: one.local_id):
            digest.update(dump([record.local_id, record.base, record.local, record.state]).encode())
        for item in side.items:
            digest.update(f"{item.n} {item.kind} {item.reason} {item.local_id}".encode())
    return digest.hexdigest()
