"""The packaged window until its list is drawn, against an empty window packaged by the same spec.

By processor time, which other work on the machine does not change. The key of the profile is one
that costs nothing to open: a passphrase takes its 0.1 s by intent.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from desktop.operations import registries
from desktop.operations.workspace import Workspace

from tests.benchmarks.measuring import Row, Wall
from tests.benchmarks.sample import REGISTRY, zaken
from tests.benchmarks.starting import EMPTY_WINDOW
from tests.world.laptops import make_quick_key

_ROOT = Path(__file__).resolve().parents[2]
_SCRIPT = 'str(ROOT / "desktop" / "__main__.py")'
_ROUNDS = 9
_ZAKEN = 2000
_PASSPHRASE = "test"  # of `make_quick_key`


def rows(folder: Path, scale: float) -> Iterator[Row]:
    """Build both programs, then start them in turn."""
    rounds = max(1, int(_ROUNDS * min(scale, 1)))
    spec = (_ROOT / "build.spec").read_text(encoding="utf-8")
    assert spec.count(_SCRIPT) == 1
    script = folder / "empty.py"
    script.write_text(EMPTY_WINDOW, encoding="utf-8")
    empty = _built(folder / "empty", spec.replace(_SCRIPT, repr(str(script))))
    program = _built(folder / "ours", spec)
    yield started(program, empty, folder, rounds, max(1, int(_ZAKEN * scale)))


def started(program: Path, empty: Path, folder: Path, rounds: int, amount: int) -> Row:
    """Start both programs in turn and give the processor time that each took."""
    profile = folder / "profile"
    make_quick_key(profile)
    ws = Workspace.open(profile, passphrase=_PASSPHRASE)
    registries.add(ws, "r", {**REGISTRY, "scope": "all"}, "geheim")
    with ws.replica.write() as writer:
        writer.records.save_many(zaken(amount))
    ws.close()
    picture = folder / "window.png"
    pairs = [
        (
            _spent([str(empty), str(picture)]),
            _spent([str(program), "--profile", str(profile), "--screenshot", str(picture)]),
        )
        for _ in range(rounds)
    ]
    floor, ours = (statistics.median(some) for some in zip(*pairs, strict=True))
    ratio = statistics.median(own / low for low, own in pairs)
    wall = Wall(1.5)
    return Row(
        "start to usable list, packaged, processor time", floor, ours, round(ratio, 2),
        str(wall), wall.held(floor, ours, ratio),
    )  # fmt: skip


def _built(folder: Path, spec: str) -> Path:
    """Package a program; gives what starts it."""
    written = _ROOT / f".{folder.name}.spec"  # the spec finds everything beside itself
    written.write_text(spec, encoding="utf-8")
    try:
        subprocess.run(
            [
                sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR",
                "--distpath", str(folder / "dist"), "--workpath", str(folder / "work"),
                str(written),
            ],
            cwd=_ROOT, check=True, timeout=900, stderr=subprocess.DEVNULL,
        )  # fmt: skip
    finally:
        written.unlink()
    return folder / "dist" / "zaakkoffer" / "zaakkoffer"


def _spent(command: list[str]) -> float:
    """Run a program; gives the seconds of processor time it took."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    environment = {**kept, "ZAAKKOFFER_PASSPHRASE": _PASSPHRASE, "QT_QPA_PLATFORM": "offscreen"}
    import resource  # not on Windows

    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL, timeout=120)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
