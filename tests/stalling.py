"""What a thread was doing while it took too long: looked at by an alarm, between two steps of it.

A thread that looks at the frames of another keeps them alive, and with them what Qt lent to a paint
event; the next event at the same address then gets the wrong object. An alarm interrupts the thread
itself, so nothing outlives what it saw. What is inside Qt shows as the line that called it.
"""

from __future__ import annotations

import signal
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

AFTER_S, EVERY_S = 0.06, 0.005
DEEPEST = 8
CAN_LOOK = hasattr(signal, "setitimer")
"""Windows has no such alarm."""


class Sampler:
    """Looks where the main thread is, again and again, once an act takes longer than `AFTER_S`."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Look as long as this is open."""
        before = signal.signal(signal.SIGALRM, self._look)
        self._seen.clear()
        signal.setitimer(signal.ITIMER_REAL, AFTER_S, EVERY_S)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)

    def _look(self, _number: int, frame: FrameType | None) -> None:
        inner = traceback.extract_stack(frame)[-DEEPEST:]
        places = [f"{Path(one.filename).name}:{one.lineno} {one.name}" for one in reversed(inner)]
        self._seen[" < ".join(places)] += 1

    def said(self, most: int = 3) -> list[str]:
        """Give where the thread was most often, with how often."""
        return [f"    {times} x {where}" for where, times in self._seen.most_common(most)]
