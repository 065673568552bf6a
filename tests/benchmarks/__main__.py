"""Benchmarks as ratios to a floor in the same run: `python -m tests.benchmarks [ROW …] [--json F]`.

Ends with 1 when a wall was not held.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

from tests.benchmarks import (
    applying,
    attaching,
    listing,
    packaged,
    pulling,
    readings,
    sizes,
    starting,
    uploading,
    window,
)
from tests.benchmarks.measuring import Row

SUBJECTS: dict[str, Callable[[Path, float], Iterator[Row]]] = {
    "apply": applying.rows,
    "worklist": listing.rows,
    "sizes": sizes.rows,
    "attach": attaching.rows,
    "pull": pulling.rows,
    "upload": uploading.rows,
    "start": starting.rows,
    "window": window.rows,
    "readings": readings.rows,
    "packaged": packaged.rows,
}


def measured(names: list[str], scale: float) -> Iterator[Row]:
    """Measure subjects, each in a folder of its own."""
    for name in names:
        with tempfile.TemporaryDirectory() as folder:
            yield from SUBJECTS[name](Path(folder), scale)


def main() -> int:
    """Run the subjects asked for and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", nargs="*", choices=[*SUBJECTS, []])
    parser.add_argument("--json", type=Path)
    parser.add_argument("--scale", type=float, default=1.0)
    arguments = parser.parse_args()
    rows = []
    for row in measured(arguments.rows or list(SUBJECTS), arguments.scale):
        rows.append(row)
        ratio = f"{row.ratio:6.2f} x" if row.ratio else " " * 8
        print(
            f"{row.name:<62} {row.floor:9.4f} {row.ours:9.4f} {row.unit:<3} {ratio}   "
            f"{'held' if row.held else 'OVER':<5} {row.wall}", flush=True,
        )  # fmt: skip
    if arguments.json:
        arguments.json.write_text(json.dumps([asdict(row) for row in rows], indent=1))
    return 0 if all(row.held for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
