"""A laptop of our person: a real replica and store, a clock, and a life that may end anywhere.

A device that dies keeps exactly the bytes that were on its disk.
"""

from __future__ import annotations

import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import sqlcipher3.dbapi2 as driver
from desktop.attachments.store import BlobStore
from desktop.domain.errors import Environment
from desktop.domain.records import RunReport
from desktop.models.replica import Replica, Writer
from desktop.operations.exchange import syncing
from desktop.operations.workspace import Workspace
from desktop.runtime.clock import SeededIds
from desktop.security.keyring import Vault

from tests.simulation.filling import FillingWriter
from tests.simulation.power import POWER, Platter

if TYPE_CHECKING:
    from tests.simulation.world import World

CONTENTS = "documenten"
FULL_DISK = "full disk"
FULL_UNDER_CONTENT = "full disk in the middle of a content"
_KEY = bytes(range(32))
_HOW, _FULL = "PRAGMA synchronous", (2,)


class Died(BaseException):
    """The device lost its life at this instant."""


@dataclass
class Lifeline:
    """When a device will die: at the n-th beat of its heart from now; None: not."""

    beats_left: int | None = None
    is_dead: bool = False


class Recorder(Replica):
    """A real replica that tells the world of every commit. One per process and place."""

    beat: Any = None
    flushed: int | None = None
    """How much of the log is on the disk for sure; None while nobody asks (FK14)."""

    @contextmanager
    def write(self) -> Iterator[Writer]:
        """Commit as always; the device may die just before or just after."""
        is_flushed = False
        with super().write() as writer:
            yield writer
            if self.flushed is not None:
                is_flushed = writer.records._connection.raw.execute(_HOW).fetchone() == _FULL
            if self.beat is not None:
                self.beat("before a commit")
        if is_flushed:
            self.flushed = len(_log_of(self))
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


@cache
def _folder() -> Path:
    """Give the place of this process's profiles: in memory where the system has that."""
    memory = Path("/dev/shm")
    return Path(tempfile.mkdtemp(prefix="zk-sim-", dir=memory if memory.is_dir() else None))


def remove_places() -> None:
    """Remove this process's profiles."""
    shutil.rmtree(_folder(), ignore_errors=True)
    _folder.cache_clear()
    _slot.cache_clear()


@cache
def _slot(number: int) -> Recorder:
    """Give the replica object of a place; only its compiled statements outlive a seed."""
    place = _folder() / f"device-{number}"
    place.mkdir()
    return Recorder(place / "replica.db", _KEY)


def disk_of(recorder: Recorder) -> dict[str, bytes]:
    """Give the database as it is on the disk this instant."""
    names = (recorder.path.name, f"{recorder.path.name}-wal")
    paths = [recorder.path.with_name(name) for name in names]
    return {path.name: path.read_bytes() for path in paths if path.exists()}


def _log_of(recorder: Recorder) -> bytes:
    """Give the log of the database as it is this instant."""
    return disk_of(recorder).get(f"{recorder.path.name}-wal", b"")


def _put_disk(recorder: Recorder, files: dict[str, bytes]) -> None:
    recorder.close()
    for path in recorder.path.parent.glob(f"{recorder.path.name}*"):
        path.unlink()
    for name, data in files.items():
        recorder.path.with_name(name).write_bytes(data)


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
        self.content_rate = 0.0
        """How often a segment of a content does."""
        self._disk = Random(f"{world.seed}/disk/{self.name}")
        self._content = Random(f"{world.seed}/disk/contents/{self.name}")
        self._power = Random(f"{world.seed}/power/{self.name}")
        self._contents: dict[str, bytes] | None = None
        """What a power loss left of the contents."""
        self.ring: Vault | None = None
        """Its keyring; without one the replica keeps the secrets."""
        self.platter: Platter | None = None
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
        contents = self.recorder.path.parent / CONTENTS
        if not self.deaths:
            shutil.rmtree(contents, ignore_errors=True)
        self.ws = Workspace(
            self.recorder.path.parent, self.recorder, BlobStore(contents), self.ring,
            self.clock, self.ids,
        )  # fmt: skip
        if self._contents is not None:
            for path in contents.iterdir():
                path.unlink()
            for name, data in self._contents.items():
                (contents / name).write_bytes(data)
            self._contents = None
        FillingWriter.is_full[contents] = self._is_full_under_content
        self._watch_disk(contents)
        self.recorder.beat = self.beat

    def _watch_disk(self, contents: Path) -> None:
        """Know from now on what is on the disk for sure, in seeds where the power may go."""
        if self.platter is not None:
            Platter.all.remove(self.platter)
        self.recorder.flushed = self.platter = None
        if POWER in self.world.themes and Platter.can_tell():
            self.recorder.flushed = len(_log_of(self.recorder))
            self.platter = Platter(contents, self._power, self.beat)
            Platter.all.append(self.platter)

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
            self._image = disk_of(self.recorder)
            if self.platter is not None:
                self._lose_power(self.platter)
            self.world.struck[f"died {where}"] += 1
            raise Died

    def _lose_power(self, platter: Platter) -> None:
        """Keep of the disk what was flushed, and of the rest as much as chance has it (FK14)."""
        self.world.struck["power loss"] += 1
        self._contents = platter.after_loss()
        name, flushed = f"{self.recorder.path.name}-wal", self.recorder.flushed or 0
        log = self._image.get(name, b"")
        if len(log) > flushed:
            self._image[name] = log[: self._power.randrange(flushed, len(log) + 1)]

    def _meets_full_disk(self) -> bool:
        is_calm = self.world.network.is_calm
        return not is_calm and self.disk_rate > 0 and self._disk.random() < self.disk_rate

    def _is_full_under_content(self) -> bool:
        is_calm = self.world.network.is_calm or self.content_rate == 0
        if is_calm or self._content.random() >= self.content_rate:
            return False
        self.world.struck[FULL_UNDER_CONTENT] += 1
        return True

    def contents(self) -> dict[str, bytes]:
        """Give the contents on the disk, by the names of their files."""
        folder = self.recorder.path.parent / CONTENTS
        return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}

    def put_back(self, files: dict[str, bytes], contents: dict[str, bytes]) -> None:
        """Start on an earlier copy of the profile (FK19)."""
        self._image, self._contents = files, contents
        self.start_again(reboot=True)

    def half_contents(self) -> set[str]:
        """Name the files of contents that were not taken in whole."""
        folder = self.recorder.path.parent / CONTENTS
        return {path.name for path in folder.glob("*.deel")}

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
