"""The world of one seed: a registry, devices with real replicas, one time for all.

Building a registry or a first pull costs a second; so both are made once per process and manner,
and copied for every seed. A device that dies keeps exactly the bytes that were on its disk.
"""

from __future__ import annotations

import shutil
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, Protocol

import sqlcipher3.dbapi2 as driver
from desktop.attachments.store import BlobStore
from desktop.config.paths import resources
from desktop.domain.errors import Environment
from desktop.domain.records import RunReport
from desktop.models.replica import Replica, Writer
from desktop.operations import registries
from desktop.operations.exchange import syncing
from desktop.operations.workspace import Workspace
from desktop.practice.answering.manners import Manners
from desktop.practice.inside import HOST, Inside
from desktop.practice.keeping.ids import Ids
from desktop.practice.keeping.state import State
from desktop.practice.server import CLIENT_ID, PracticeRegistry
from desktop.runtime.clock import SeededIds

from tests.simulation.history import Deeds, Exchange
from tests.simulation.network import Network, Weather, Wire

START = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
LIMIT_S = 180.0
REGISTRY = "oefenen"
FULL_DISK = "full disk"
PART_BYTES = 1500
_KEY = bytes(range(32))
_ZAAKTYPE = "WMO-HUISBEZOEK"
_USER, _NAME = "m-yilmaz", "Meryem Yılmaz"


class Died(BaseException):
    """The device lost its life at this instant."""


class Rules(Protocol):
    """What is checked at every step (the invariants marked ● in the rule book)."""

    def before_leaving(self, device: Device, exchange: Exchange) -> None: ...

    def after_answer(self, device: Device, exchange: Exchange) -> None: ...

    def after_run(self, device: Device) -> None: ...


@dataclass
class Lifeline:
    """When a device will die: at the n-th beat of its heart from now; None: not."""

    beats_left: int | None = None
    is_dead: bool = False


class Recorder(Replica):
    """A real replica that tells the world of every commit. One per process and place."""

    beat: Any = None

    @contextmanager
    def write(self) -> Iterator[Writer]:
        """Commit as always; the device may die just before or just after."""
        with super().write() as writer:
            yield writer
            if self.beat is not None:
                self.beat("before a commit")
        if self.beat is not None:
            self.beat("after a commit")


class DeviceClock:
    """A device's own clock: the world's time, wrong by an offset; it starts again at a reboot."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.offset_s = 0.0
        self._booted = world.now
        self._boots = 0

    def reboot(self) -> None:
        """Begin a new boot."""
        self._booted = self._world.now
        self._boots += 1

    def now_utc(self) -> datetime:
        return self._world.now + timedelta(seconds=self.offset_s)

    def monotonic_s(self) -> float:
        return 1000.0 + (self._world.now - self._booted).total_seconds()

    def boot_id(self) -> str:
        return f"boot-{self._boots}"

    def wait(self, seconds: float, stop: threading.Event | None = None) -> bool:
        if stop is not None and stop.is_set():
            return True
        self._world.pass_time(max(0.0, seconds))
        return False


@dataclass(frozen=True)
class Template:
    """A registry and the profiles of two devices that were synced with it once."""

    registry: bytes
    profiles: tuple[bytes, bytes]


@cache
def _folder() -> Path:
    """Give the place of this process's profiles: in memory where the system has that."""
    memory = Path("/dev/shm")
    return Path(tempfile.mkdtemp(prefix="zk-sim-", dir=memory if memory.is_dir() else None))


def tidy() -> None:
    """Remove this process's profiles."""
    shutil.rmtree(_folder(), ignore_errors=True)
    _folder.cache_clear()
    _slot.cache_clear()
    template.cache_clear()


@cache
def _slot(number: int) -> Recorder:
    """Give the replica object of a place; only its compiled statements outlive a seed."""
    place = _folder() / f"device-{number}"
    place.mkdir()
    return Recorder(place / "replica.db", _KEY)


def _disk(recorder: Recorder) -> dict[str, bytes]:
    """Give the database as it is on the disk this instant."""
    names = (recorder.path.name, f"{recorder.path.name}-wal")
    paths = [recorder.path.with_name(name) for name in names]
    return {path.name: path.read_bytes() for path in paths if path.exists()}


def _put_disk(recorder: Recorder, files: dict[str, bytes]) -> None:
    recorder.close()
    for path in recorder.path.parent.glob(f"{recorder.path.name}*"):
        path.unlink()
    for name, data in files.items():
        recorder.path.with_name(name).write_bytes(data)


@cache
def template(manners: Manners, *, is_told: bool) -> Template:
    """Make the registry and the first pulls that every seed of a manner starts from.

    `is_told`: the devices may read the audit trail, and found that out.
    """
    empty = Template(_small_registry(manners), (b"", b""))
    world = World("template", manners, Weather(), is_told=is_told, start=empty)
    profiles = []
    for number in range(2):
        device = Device(world, number, files={})
        document = {**world.registry.description(HOST), "request_limit_s": LIMIT_S}
        registries.add(device.ws, REGISTRY, document)
        report = device.sync()
        assert report is not None
        assert report.registries == {REGISTRY: "ok"}, report
        device.recorder.close()
        profiles.append(_disk(device.recorder)[device.recorder.path.name])
    image = world.registry.state.snapshot()
    world.close()
    return Template(image, (profiles[0], profiles[1]))


@cache
def _small_registry(manners: Manners) -> bytes:
    """Make a registry with one zaaktype and a few zaken, so that a seed is quick."""
    registry = PracticeRegistry(
        resources() / "voorbeeld", manners=manners, clock=lambda: START, ids=Ids(1), zaken=0
    )
    db = registry.state.db
    kept = db.execute(
        "SELECT uuid FROM resource WHERE kind = 'zaaktypen' AND "
        "json_extract(body, '$.identificatie') = ? ORDER BY "
        "json_extract(body, '$.beginGeldigheid') DESC",
        (_ZAAKTYPE,),
    ).fetchone()[0]
    db.execute("DELETE FROM resource WHERE kind = 'zaaktypen' AND uuid <> ?", (kept,))
    db.execute(
        "DELETE FROM resource WHERE parent NOT IN (SELECT uuid FROM resource) AND kind IN "
        "('statustypen', 'roltypen', 'resultaattypen', 'eigenschappen', 'zaakobjecttypen', "
        "'zaaktype-informatieobjecttypen', 'besluittypen')"
    )
    db.execute("DELETE FROM resource WHERE kind = 'objects' OR kind = 'records'")
    db.execute(
        "UPDATE resource SET body = json_set(body, '$.zaaktypen', json_array("
        "'/catalogi/api/v1/zaaktypen/' || ?)) WHERE kind = 'besluittypen'",
        (kept,),
    )
    _fill(Inside(registry, "m-collega", "Een collega"), registry)
    image = registry.state.snapshot()
    registry.close()
    return image


def _fill(colleague: Inside, registry: PracticeRegistry) -> None:
    """Register two zaken of our person, each with a rol and a first status."""
    api = "/zaken/api/v1"

    def first(kind: str, **wanted: Any) -> str:
        with registry.state.transaction():
            for one in registry.state.select(kind, [], "id", -1, 0)[1]:
                if all(one.get(name) == value for name, value in wanted.items()):
                    return str(one["url"])
        raise LookupError(kind)

    rsin = registry.description(HOST)["rsin"]
    for number in range(2):
        zaak = {
            "identificatie": f"ZAAK-{number}", "bronorganisatie": rsin,
            "verantwoordelijkeOrganisatie": rsin, "zaaktype": first("zaaktypen"),
            "startdatum": "2026-11-20", "omschrijving": f"zaak {number}", "toelichting": "begin",
        }  # fmt: skip
        status, made = colleague.send("POST", f"{api}/zaken", zaak)
        assert status == 201, made
        rol = {
            "zaak": made["url"], "roltype": first("roltypen", omschrijvingGeneriek="behandelaar"),
            "betrokkeneType": "medewerker", "roltoelichting": "behandelt",
            "betrokkeneIdentificatie": {"identificatie": _USER},
        }  # fmt: skip
        assert colleague.send("POST", f"{api}/rollen", rol)[0] == 201
        step = {
            "zaak": made["url"], "statustype": first("statustypen", volgnummer=1),
            "datumStatusGezet": "2026-11-20T09:00:00Z",
        }  # fmt: skip
        assert colleague.send("POST", f"{api}/statussen", step)[0] == 201


class World:
    """Everything of one seed."""

    def __init__(
        self, seed: str, manners: Manners, weather: Weather, *, is_told: bool = False,
        start: Template | None = None,
    ) -> None:  # fmt: skip
        self.start = start or template(manners, is_told=is_told)
        self.seed = seed
        self.now = START
        self.random = Random(f"{seed}/world")
        self.struck: Counter[str] = Counter()
        self.registry = PracticeRegistry(
            resources() / "voorbeeld",
            state=State(None, image=self.start.registry),
            manners=manners, clock=lambda: self.now, ids=Ids(self.random.getrandbits(32)),
            part_bytes=PART_BYTES, pause=self._pause,
        )  # fmt: skip
        self.registry.history.switch_on()
        self.registry.faults.late_s = 20.0
        self.late_s = LIMIT_S * 0.8
        self.manners = manners
        self.a_day_later = False
        """Whether the quiet end looks again after T_late, when no late arrival is expected."""
        self.trail_is_readable = is_told
        if is_told:
            self.registry.applications.give(CLIENT_ID, "audittrails.lezen")
        self.themes: set[str] = set()
        """The rare themes of this seed."""
        self.takes_notes = manners is not Manners.STRICT
        self.devices: list[Device] = []
        self.deeds = Deeds()
        self.syncing: list[Device] = []
        self.holding: list[Exchange] = []
        self.rules: Rules = NoRules()
        self.others: Others = Others()
        self.network = Network(self, weather, seed)
        Wire.network = self.network

    def pass_time(self, seconds: float) -> None:
        """Let time pass for everybody."""
        self.now += timedelta(seconds=seconds)

    def _pause(self, seconds: float) -> None:
        self.pass_time(seconds)
        self.others.in_between()

    def meanwhile(self, device: Device) -> None:
        """Let others do something before a request of a device."""
        self.registry.gate.arrive()
        if not self.network.is_calm:
            self.others.before_request(device)

    def beat(self, device: Device, where: str) -> None:
        """Let a device live on, or die here."""
        device.beat(where)

    def close(self) -> None:
        """End the world."""
        for device in self.devices:
            device.recorder.beat = None
            device.recorder.close()
        self.registry.close()


class NoRules:
    """Checks nothing: for templates."""

    def before_leaving(self, device: Device, exchange: Exchange) -> None:
        """Let it go."""

    def after_answer(self, device: Device, exchange: Exchange) -> None:
        """Let it come."""

    def after_run(self, device: Device) -> None:
        """Let it end."""


class Others:
    """Whoever acts while a device is busy; here nobody."""

    def before_request(self, device: Device) -> None:
        """Act between two requests of a device."""

    def in_between(self) -> None:
        """Act between the two moments of a held write."""


class Device:
    """One laptop of our person."""

    def __init__(self, world: World, number: int, files: dict[str, bytes] | None = None) -> None:
        self.world = world
        self.name = f"device-{number}"
        self.recorder = _slot(number)
        self.clock = DeviceClock(world)
        self.ids = SeededIds(world.random.getrandbits(32))
        self.life = Lifeline()
        self.disk_rate = 0.0
        """How often a commit meets a full disk (FK15)."""
        self._disk = Random(f"{world.seed}/disk/{self.name}")
        self.deaths = 0
        self.runs = 0
        self._image: dict[str, bytes] = {}
        if files is None:
            files = {self.recorder.path.name: world.start.profiles[number]}
        self._start(files)
        world.devices.append(self)

    def _start(self, files: dict[str, bytes]) -> None:
        self.recorder.beat = None
        _put_disk(self.recorder, files)
        self.recorder._prepare()
        contents = self.recorder.path.parent / "documenten"
        if not self.deaths:
            shutil.rmtree(contents, ignore_errors=True)
        self.ws = Workspace(
            self.recorder.path.parent, self.recorder, BlobStore(contents), None, self.clock,
            self.ids,
        )  # fmt: skip
        self.recorder.beat = self.beat

    def beat(self, where: str) -> None:
        """Count one beat of the heart; at the last one the device dies, and stays dead."""
        if self.life.is_dead:
            raise Died
        if where == "before a commit" and self._meets_full_disk():
            self.world.struck[FULL_DISK] += 1
            raise driver.OperationalError("database or disk is full")
        if self.life.beats_left is None or self.world.network.is_calm:
            return
        self.life.beats_left -= 1
        if self.life.beats_left < 0:
            self.life = Lifeline(is_dead=True)
            self._image = _disk(self.recorder)
            self.world.struck[f"died {where}"] += 1
            raise Died

    def _meets_full_disk(self) -> bool:
        is_calm = self.world.network.is_calm
        return not is_calm and self.disk_rate > 0 and self._disk.random() < self.disk_rate

    def start_again(self, *, reboot: bool) -> None:
        """Start the program again on what was on the disk when it died."""
        self.deaths += 1
        self.life = Lifeline()
        if reboot:
            self.clock.reboot()
        self._start(self._image)

    @contextmanager
    def mortal(self) -> Iterator[None]:
        """Do something that the device may not survive; starts again when it died."""
        try:
            yield
        except Died:
            self.start_again(reboot=self.world.random.random() < 0.3)

    def sync(self) -> RunReport | None:
        """Do one sync run; None when it died or another run holds the lock."""
        if self in self.world.syncing:
            return None
        self.world.syncing.append(self)
        self.runs += 1
        report = None
        try:
            with self.mortal():
                report = syncing.sync(self.ws)
        except Environment as error:
            if error.key not in {"sync-busy", "disk-full"}:
                raise
        finally:
            self.world.syncing.remove(self)
        self.world.rules.after_run(self)
        return report
