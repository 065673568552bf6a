"""How a row is measured: ours and the floor in turn, the median of the pairs counts."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Wall:
    """What a row may cost: `ratio` times its floor plus `plus`, and never more than `most`.

    `plus` and `most` are in the row's own unit. A wall without any limit only reports.
    """

    ratio: float | None = None
    plus: float = 0.0
    most: float | None = None

    def held(self, floor: float, ours: float, ratio: float) -> bool:
        """Tell whether a result stays within the wall."""
        limit = ratio if not self.plus else (ours - self.plus) / floor
        within = self.ratio is None or limit <= self.ratio
        return within and (self.most is None or ours <= self.most)

    def __str__(self) -> str:
        """Give the wall as a table shows it."""
        parts = []
        if self.ratio is not None:
            parts.append(f"{self.ratio:g} x" + (f" + {self.plus:g}" if self.plus else ""))
        if self.most is not None:
            parts.append(f"{self.most:g}")
        return ", at most ".join(parts) or "reported"


@dataclass(frozen=True, slots=True)
class Row:
    """One result: the floor and ours in `unit`, their ratio, the wall, and whether it held."""

    name: str
    floor: float
    ours: float
    ratio: float
    wall: str
    held: bool
    unit: str = "s"


def timed(work: Callable[[], object]) -> float:
    """Give the seconds a piece of work takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def paired(
    name: str,
    floor: Callable[[], object],
    ours: Callable[[], object],
    wall: Wall,
    rounds: int = ROUNDS,
) -> Row:
    """Run both in turn, each first as often as the other; the median of the ratios counts."""
    pairs = []
    for number in range(rounds):
        if number % 2:
            own = timed(ours)
            pairs.append((timed(floor), own))
        else:
            low = timed(floor)
            pairs.append((low, timed(ours)))
    ratio = statistics.median(own / low for low, own in pairs)
    low, own = (statistics.median(some) for some in zip(*pairs, strict=True))
    return Row(name, low, own, round(ratio, 2), str(wall), wall.held(low, own, ratio))


def absolute(name: str, value: float, wall: Wall, unit: str = "s") -> Row:
    """Make a row of a figure without a floor."""
    return Row(name, 0.0, value, 0.0, str(wall), wall.held(0.0, value, 0.0), unit)


def percentile(values: Sequence[float], share: float) -> float:
    """Give the value that a share (0–1) of the values does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
