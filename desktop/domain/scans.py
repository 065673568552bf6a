"""Pure: files that wait in the scanmap to become documents."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

DONE = "Verwerkt"
"""Name of the folder inside it for what was attached."""
After = Literal["done", "stay"]


@dataclass(frozen=True, slots=True)
class Scan:
    """One file in the folder, as it was when it was looked at."""

    path: Path
    size_bytes: int
    changed_ns: int

    @property
    def mark(self) -> list[int]:
        """Tell this file from a later one of the same name."""
        return [self.size_bytes, self.changed_ns]


@dataclass(frozen=True, slots=True)
class ScanFolder:
    """Which folder is watched, and what happens to a file that was attached."""

    path: Path
    after: After = "done"

    @property
    def done(self) -> Path:
        """Where files go that were attached."""
        return self.path / DONE


@dataclass(frozen=True, slots=True)
class Offered:
    """What lies ready, and how many files are still being written."""

    ready: tuple[Scan, ...] = ()
    coming: int = 0
    unreachable: bool = False
    """The folder is not there now: a share without its network, a stick that was taken out."""
