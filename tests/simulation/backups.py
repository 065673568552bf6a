"""A registry that is put back to a backup (FK18, S73).

What was written after the backup leaves H. Our person is asked by each device that notices, and
either sends the lost work again or gives it up; what a device does not notice looks as if
colleagues had taken it away.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from random import Random
from typing import Literal

from desktop.domain.reasons import Reason
from desktop.domain.records import Entry, OpenItem, Outcome, Purpose, RecordState
from desktop.practice.answering.etags import Etags
from desktop.practice.inside import Inside
from desktop.practice.keeping.history import Write

from tests.simulation.device import Device
from tests.simulation.evidence import side_of
from tests.simulation.history import Deed
from tests.simulation.world import LIMIT_S, PutBack, World

BACKUP = "a registry that is put back"
"""The rare theme in which the registry goes back to a backup."""
STRUCK = "registry put back"
AGAIN = "a lost number given out again"
FOLLOWED = "undone by a backup"
"""How a deed ended that our person did not want to send again."""
UNNOTICED = "undone by a backup that looked like removals"
"""How one ended of which a device lost too little to know."""
_ARRIVED = {Outcome.APPLIED, Outcome.SEEN, Outcome.SETTLED}
_SURELY = 6
_CLOCKS = timedelta(seconds=60)
"""More than the clocks of devices differ, and less than it takes to put a backup back."""
_ZAKEN = "/zaken/api/v1/zaken"


class Backups:
    """Makes backups of the registry and puts them back, once or twice in a story."""

    def __init__(self, world: World, seed: str) -> None:
        self._world = world
        self._random = Random(f"{seed}/backup/story")
        self._image: bytes | None = None
        self._n = 0
        self._left = self._random.choice((1, 1, 2))

    def act(self) -> None:
        """Make a backup, or put it back."""
        if self._left and self._image is None and self._random.random() < 0.7:
            self._image = self._world.registry.state.snapshot()
            self._n = self._world.registry.history.newest
        elif self._image is not None and self._random.random() < 0.3:
            self._put_back()

    def finish(self) -> None:
        """Put back what was not put back yet, after whoever has work to send sent some."""
        if self._image is not None:
            for device in self._world.devices:
                device.sync()
            self._put_back()

    def _put_back(self) -> None:
        """Put the backup back, which takes longer than a request that is on its way may live.

        Only when something of ours would be lost.
        """
        registry = self._world.registry
        if not any(_is_ours(one) and one.n > self._n for one in registry.history.writes):
            return
        self._world.pass_time(LIMIT_S + 5.0)
        registry.gate.arrive()
        assert self._image is not None
        were = _locks(self._world)
        registry.state.restore(self._image)
        self._world.old_locks |= {one for one, _ in _locks(self._world) - were}
        registry.etags = Etags()
        undone = registry.history.forget_after(self._n)
        must = {one.name for one in self._world.devices if _must_notice(one, undone)}
        self._world.put_back.append(PutBack(self._world.now, undone, must))
        self._image = None
        self._left -= 1
        self._world.struck[STRUCK] += 1
        self._give_out_again()

    def _give_out_again(self) -> None:
        """Let somebody register a zaak under a number that was lost (Q16)."""
        lost = [
            one.after for one in self._world.undone
            if one.kind == "zaken" and one.before is None and one.after is not None
        ]  # fmt: skip
        if not lost or self._random.random() < 0.7:
            return
        names = ("identificatie", "bronorganisatie", "verantwoordelijkeOrganisatie", "zaaktype")
        body = {name: lost[-1][name] for name in (*names, "startdatum")}
        somebody = Inside(self._world.registry, "m-collega", "Een collega")
        somebody.send("POST", _ZAKEN, {**body, "omschrijving": "iets anders"})
        self._world.struck[AGAIN] += 1


def _is_ours(write: Write) -> bool:
    return write.mark.startswith("zk:")


def _locks(world: World) -> set[tuple[str, str]]:
    return set(world.registry.state.db.execute("SELECT document, lock FROM lock").fetchall())


def choose(device: Device, item: OpenItem) -> Literal["mine", "theirs"]:
    """Choose what to do about a registry that was put back; what is given up, is no deed more."""
    if Random(f"{device.world.seed}/backup/{device.name}/{item.n}").random() < 0.5:
        return "mine"
    follow(device)
    return "theirs"


def follow(device: Device) -> None:
    """Note in D what our person gives up by following a registry that was put back."""
    device.world.struck["followed a registry that was put back"] += 1
    for deed in _undone(device, device.world.undone):
        deed.ended = FOLLOWED


def count_unnoticed(world: World) -> Iterator[str]:
    """Note in D what backups undid of a device that took it for removals: too few to tell (Q17).

    Gives what is wrong: a device that lost its newest works, and was not asked (S73).
    """
    ends = [*(one.at for one in world.put_back), world.now + timedelta(days=1)]
    for device in world.devices:
        asked = [
            one.opened_at_utc for one in side_of(device).items
            if one.reason == Reason.REGISTRY_RESTORED.value
        ]  # fmt: skip
        for number, one in enumerate(world.put_back):
            until = ends[number + 1] - _CLOCKS
            if any(one.at - _CLOCKS <= at < until for at in asked):
                continue
            if device.name in one.must_notice:
                yield f"S73 restored registry: {device.name} did not notice one at {one.at}"
            for deed in _undone(device, one.writes):
                deed.ended = UNNOTICED
                world.struck[UNNOTICED] += 1


def _must_notice(device: Device, undone: list[Write]) -> bool:
    """Tell whether a device lost so many of its newest works that it is sure to notice.

    All that it made in its own new zaken, and nothing it changed that could tell otherwise.
    """
    marks = {one.mark.split(" ", 1)[0] for one in undone}
    side = side_of(device)
    works = [
        one for one in side.entries
        if one.outcome in _ARRIVED and one.purpose in {Purpose.CREATE, Purpose.PATCH}
    ]  # fmt: skip
    is_lost = [bool({f"zk:{one.entry_id}", f"zk:{one.parent_entry}"} & marks) for one in works]
    lost = {one.local_id for one, is_its in zip(works, is_lost, strict=True) if is_its}
    newest = works[-_SURELY:]
    return (
        len(lost) >= _SURELY
        and all(is_lost)
        and all(one.purpose is Purpose.CREATE for one in works)
        and all(side.records[one.local_id].state is RecordState.LIVE for one in newest)
        and all(one.family in lost for one in works)
    )


def _undone(device: Device, writes: list[Write]) -> list[Deed]:
    """Give the deeds of a device that had reached the registry and were undone there."""
    world = device.world
    stand = {one.mark.split(" ", 1)[0] for one in world.registry.history.writes}
    marks = {one.mark.split(" ", 1)[0] for one in writes} - stand
    entries: dict[str, list[Entry]] = {}
    for one in side_of(device).entries:
        if {f"zk:{one.entry_id}", f"zk:{one.parent_entry}"} & marks:
            entries.setdefault(one.local_id, []).append(one)
    return [
        deed for deed in world.deeds.of(device.name)
        if not deed.ended and any(_carried(one, deed) for one in entries.get(deed.local_id, ()))
    ]  # fmt: skip


def _carried(entry: Entry, deed: Deed) -> bool:
    if entry.edit_seq < deed.edit_seq:
        return False
    field = "bestandsomvang" if deed.field == "inhoud" else deed.field  # a content goes in parts
    return entry.purpose is Purpose.CREATE or not field or field in (entry.body or {})
