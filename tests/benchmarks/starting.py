"""From the shell: a verb without network, and the window until its list is drawn."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from desktop.operations import registries
from desktop.operations.workspace import Workspace

from tests.benchmarks.measuring import Row, Wall, paired, timed
from tests.benchmarks.sample import REGISTRY, zaken

_ROUNDS = 11
_ZAKEN = 2000
EMPTY_WINDOW = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
application = QApplication(sys.argv[:1])
window = QWidget()
window.resize(1280, 800)
window.show()
QTimer.singleShot(0, lambda: application.exit(0 if window.grab().save(sys.argv[1]) else 1))
sys.exit(application.exec())
"""
_OUR_WINDOW = """
import sys
from pathlib import Path
import desktop.operations.exchange.syncing
from desktop import app
app.SETTLE_MS = 0  # drawn as soon as the list is there
sys.exit(app.open_window(
    profile=Path(sys.argv[2]), practice=False, passphrase="x", screenshot=sys.argv[1]
))
"""


def rows(folder: Path, scale: float) -> Iterator[Row]:
    """`zaak list` against an interpreter that does nothing; our window against an empty one."""
    rounds = max(1, int(_ROUNDS * min(scale, 1)))
    profile = folder / "profile"
    ws = Workspace.open(profile, passphrase="x")
    registries.add(ws, "r", {**REGISTRY, "scope": "all"}, "geheim")
    with ws.replica.write() as writer:
        writer.records.save_many(zaken(max(1, int(_ZAKEN * scale))))
    ws.close()
    yield _verb(profile, rounds)
    picture = str(folder / "window.png")
    yield paired(
        "start to usable list, from source",
        lambda: _run([sys.executable, "-c", EMPTY_WINDOW, picture]),
        lambda: _run([sys.executable, "-c", _OUR_WINDOW, picture, str(profile)]),
        Wall(),
        rounds=rounds,
    )


def _verb(profile: Path, rounds: int) -> Row:
    verb = [sys.executable, "-m", "desktop", "--profile", str(profile), "--json", "zaak", "list"]
    nothing = [sys.executable, "-c", ""]
    spent = [(timed(lambda: _run(nothing)), timed(lambda: _run(verb))) for _ in range(rounds)]
    floor, ours = (statistics.median(some) for some in zip(*spent, strict=True))
    wall = Wall(most=0.5)
    held = wall.held(floor, ours, 0.0)
    return Row("a verb without network", floor, ours, round(ours / floor, 2), str(wall), held)


def _run(command: list[str]) -> None:
    environment = {**os.environ, "ZAAKKOFFER_PASSPHRASE": "x", "QT_QPA_PLATFORM": "offscreen"}
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)
