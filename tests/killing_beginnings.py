"""Kill a real program in its first pull, and a replica of an older schema in its migration.

Part of `python -m tests.killing`. Whenever it died: the database opens and is whole, each zaak that
is there has all its parts, and an older replica still tells what it told.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

from desktop.config.paths import resources
from desktop.domain.kinds import Kind
from desktop.models.migrations.steps import LATEST
from desktop.models.replica import Replica
from desktop.operations import registries
from desktop.operations.exchange import syncing
from desktop.operations.workspace import Workspace
from desktop.practice.doors import serve
from desktop.practice.server import PracticeRegistry
from desktop.practice.weather.faults import Faults

from tests.benchmarks.sample import bare
from tests.museum.specimen import FOLDER, KEY, furnish, told
from tests.world.laptops import make_quick_key

ZAKEN = 300
PASSPHRASE = "test"
PARTS = {Kind.ROL: "rollen", Kind.STATUS: "statussen", Kind.ZAAKEIGENSCHAP: "zaakeigenschappen"}
_MIGRATE = (
    "import sys; from pathlib import Path; from desktop.models.replica import Replica; "
    "print('ready', flush=True); Replica.open(Path(sys.argv[1]), bytes(range(32))).close()"
)


class FirstPulls:
    """A registry with many zaken, and profiles whose first pull dies."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.faults = Faults(slow_s=0.02)
        self.registry = PracticeRegistry(resources() / "voorbeeld", faults=self.faults, zaken=ZAKEN)
        self.door = serve(self.registry)
        self.wrong: list[str] = []
        self.whole = self._parts_there()

    def _parts_there(self) -> dict[str, Counter[Kind]]:
        """Count the parts of each open zaak as the registry keeps them, by its number."""
        found: dict[str, Counter[Kind]] = {}
        numbers: dict[str, str] = {}
        state = self.registry.state
        with state.transaction():
            for zaak in state.select("zaken", [], "id", -1, 0)[1]:
                numbers[zaak["uuid"]] = zaak["identificatie"]
                if zaak["einddatum"] is None:
                    found[zaak["identificatie"]] = Counter()
            for kind, name in PARTS.items():
                for part in state.select(name, [], "id", -1, 0)[1]:
                    number = numbers[part["zaak"].rsplit("/", 1)[-1]]
                    if number in found:
                        found[number][kind] += 1
        return found

    def profile(self, number: int) -> Path:
        """Make a profile that knows the registry and has pulled nothing."""
        path = self.folder / f"profiel {number}"
        make_quick_key(path)
        with closing(Workspace.open(path, passphrase=PASSPHRASE)) as ws:
            registries.add(ws, "oefenen", {**self.door.description, "scope": "all"})
        return path

    def pull(self, profile: Path, after_s: float) -> bool:
        """Start a sync and kill it; True when it was still running."""
        self.faults.strike("slow", times=200)
        process = subprocess.Popen(
            [sys.executable, "-m", "desktop", "--profile", str(profile), "--json", "sync"],
            env={**os.environ, "ZAAKKOFFER_PASSPHRASE": PASSPHRASE},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            process.wait(after_s)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            return True
        return False

    def judge(self, profile: Path, *, finish: bool) -> int:
        """Look at what a killed pull left; after `finish` all must be there. Gives how many are."""
        with closing(Workspace.open(profile, passphrase=PASSPHRASE)) as ws:
            if finish:
                self.faults.clear()
                outcome = set(syncing.sync(ws).registries.values())
                if outcome != {"ok"}:
                    self.wrong.append(f"{profile.name}: the last pull ended {outcome}")
            found = _parts_here(ws.replica)
        for number, parts in found.items():
            if parts != self.whole.get(number):
                self.wrong.append(f"{profile.name}: {number} has {parts}, not all its parts")
        if finish and len(found) != len(self.whole):
            self.wrong.append(f"{profile.name}: {len(found)} zaken of {len(self.whole)}")
        return len(found)

    def close(self) -> None:
        """End everything."""
        self.door.stop()
        self.registry.close()


def _parts_here(replica: Replica) -> dict[str, Counter[Kind]]:
    with replica.read() as reader:
        zaken = {one.local_id: one for one in reader.records.of_kind(Kind.ZAAK)}
        found: dict[str, Counter[Kind]] = {
            (one.local or {})["identificatie"]: Counter() for one in zaken.values()
        }
        for kind in PARTS:
            for part in reader.records.of_kind(kind):
                zaak = zaken[part.family]
                found[(zaak.local or {})["identificatie"]][kind] += 1
    return found


def pulls(folder: Path, rounds: int, seed: int) -> tuple[int, list[str]]:
    """Kill first pulls, up to three times each; gives how many were killed, and what is wrong."""
    chance = random.Random(seed)
    world = FirstPulls(folder)
    began_s = time.monotonic()
    world.pull(world.profile(-1), 60)
    longest_s = time.monotonic() - began_s
    killed = number = 0
    while killed < rounds:
        profile = world.profile(number)
        for _ in range(min(3, rounds - killed)):
            if not world.pull(profile, chance.uniform(0.2, 1.0) * longest_s):
                longest_s *= 0.9
                break
            killed += 1
            world.judge(profile, finish=False)
        world.judge(profile, finish=True)
        shutil.rmtree(profile)
        number += 1
    world.close()
    return killed, world.wrong


def migrations(folder: Path, rounds: int, seed: int) -> tuple[int, list[str]]:
    """Kill migrations of every older schema; gives how many were killed, and what is wrong."""
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(seed)
    furnish(folder / "fresh.db")
    fresh = Replica.open(folder / "fresh.db", KEY)
    expected = told(fresh)
    fresh.close()
    wrong: list[str] = []
    killed = 0
    longest_s = 30.0  # of the first, which is not killed; how long the others may take follows
    for number in range(rounds):
        path = folder / f"old {number}.db"
        shutil.copy(FOLDER / f"schema-{1 + number % (LATEST - 1)}.db", path)
        process = subprocess.Popen(
            [sys.executable, "-c", _MIGRATE, str(path)], stdout=subprocess.PIPE
        )
        assert process.stdout is not None
        process.stdout.readline()
        began_s = time.monotonic()
        try:
            process.wait(longest_s if number == 0 else chance.random() * longest_s)
            longest_s = max(0.9 * min(longest_s, time.monotonic() - began_s), 0.01)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            killed += 1
        process.stdout.close()
        wrong += [f"{path.name}: {line}" for line in _judge_migration(path, expected)]
        for left in folder.glob(f"{path.name}*"):
            left.unlink()
    return killed, wrong


def _judge_migration(path: Path, expected: dict[str, object]) -> list[str]:
    replica = Replica.open(path, KEY)
    same = told(replica) == expected
    replica.close()
    connection = bare(path)
    checked = connection.execute("PRAGMA integrity_check").fetchall()
    connection.close()
    found = [] if same else ["tells something else"]
    return found + ([] if checked == [("ok",)] else [f"not whole: {checked}"])


def campaign(folder: Path, rounds: int, seed: int) -> tuple[dict[str, int], list[str]]:
    """Kill as many first pulls and as many migrations; gives how many struck, and what is wrong."""
    first, wrong = pulls(folder / "pulls", rounds, seed)
    steps, more = migrations(folder / "migrations", rounds, seed)
    return {"first pull": first, "migration": steps}, wrong + more
