"""How long a verb takes from the shell, without network."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.measuring import Row, Wall, timed

_ROUNDS = 11


def rows(folder: Path, scale: float) -> Iterator[Row]:
    """`zaak list` on an empty profile; the floor is an interpreter that does nothing."""
    rounds = max(3, int(_ROUNDS * min(scale, 1)))
    profile = str(folder / "profile")
    verb = [sys.executable, "-m", "desktop", "--profile", profile, "--json", "zaak", "list"]
    _run(verb)
    spent = [(timed(lambda: _run([sys.executable, "-c", ""])), timed(lambda: _run(verb)))
             for _ in range(rounds)]  # fmt: skip
    floor, ours = (statistics.median(some) for some in zip(*spent, strict=True))
    wall = Wall(most=0.5)
    held = wall.held(floor, ours, 0.0)
    yield Row("a verb without network", floor, ours, round(ours / floor, 2), str(wall), held)


def _run(command: list[str]) -> None:
    environment = {**os.environ, "ZAAKKOFFER_PASSPHRASE": "x"}
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)
