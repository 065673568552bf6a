"""Kill a real sync on a real socket, again and again: `python -m tests.killing --rounds N`.

Every round starts a process that syncs and kills it (SIGKILL) at a random moment. At the end a
quiet sync must leave everything at the registry exactly once. As many rounds more die in the middle
of attaching, sending, putting back and fetching documents, and a quarter as many in a first pull
and in a migration.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from desktop.operations.documenten import documents
from desktop.operations.documenten.documents import Pasted
from desktop.operations.overview import reading

from tests import killing_beginnings, killing_documents
from tests.world.laptops import World

CONTENT = bytes(range(256)) * 8000


def kill_sync(profile: Path, after_s: float) -> bool:
    """Start a sync and kill it; True when it was still running."""
    process = subprocess.Popen(
        [sys.executable, "-m", "desktop", "--profile", str(profile), "--json", "sync"],
        env={**os.environ, "ZAAKKOFFER_PASSPHRASE": "test"},
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


def campaign(folder: Path, rounds: int, seed: int) -> tuple[int, list[str]]:
    """Run the rounds; gives how many kills struck, and what was lost or doubled."""
    chance = random.Random(seed)
    world = World(folder)
    world.faults.slow_s = 0.02
    laptop = world.laptop()
    numbers = []
    killed = 0
    for number in range(rounds):
        zaak = laptop.intake(f"Ronde {number}")
        documents.attach(laptop.ws, zaak, Pasted(f"foto {number}.bin", CONTENT))
        numbers.append(zaak)
        world.faults.strike("slow", times=40)
        killed += kill_sync(laptop.ws.profile, 0.6 + chance.random() * 1.6)
    world.faults.clear()
    report = laptop.sync_until_quiet(20)
    wrong = [f"waits: {row.what} {row.reason}" for row in reading.outbox(laptop.ws)]
    if report.conflicts or report.rejected:
        wrong.append(f"{report.conflicts} conflicts, {report.rejected} rejected")
    for zaak in numbers:
        uuid = world.zaak(zaak)["uuid"]
        for kind, count in (("rollen", 1), ("statussen", 2), ("zaakeigenschappen", 1),
                            ("zaaknotities", 1), ("zaakinformatieobjecten", 1)):  # fmt: skip
            found = len(world.all(kind, uuid))
            if found != count:
                wrong.append(f"{zaak}: {found} {kind}")
        if world.content(zaak) != [CONTENT]:
            wrong.append(f"{zaak}: content differs")
    titles = [one["titel"] for one in world.all("enkelvoudiginformatieobjecten")]
    doubles = {title for title in titles if title.startswith("foto ") and titles.count(title) > 1}
    wrong += [f"doubled: {title}" for title in doubles]
    world.close()
    return killed, wrong


def main() -> int:
    """Run a campaign from the command line; exit 0 only when nothing was lost or doubled."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        killed, wrong = campaign(Path(folder) / "sync", arguments.rounds, arguments.seed)
        deeds, more = killing_documents.campaign(
            Path(folder) / "documents", arguments.rounds, arguments.seed
        )
        begun, early = killing_beginnings.campaign(
            Path(folder) / "beginnings", max(1, arguments.rounds // 4), arguments.seed
        )
    wrong += more + early
    took = time.monotonic() - began
    print(f"{arguments.rounds} rounds, {killed} killed, {len(wrong)} wrong, {took:.0f} s")
    print(f"{arguments.rounds} rounds with documents, killed {deeds}; of beginnings {begun}")
    for line in wrong:
        print(f"  {line}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
