"""Asking ahead: the next ones come in while this one is worked on."""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from typing import TypeVar

from desktop.runtime.clock import Clock

DEPTH = 3
T = TypeVar("T")


def ahead(source: Generator[T], clock: Clock, depth: int = DEPTH) -> Iterator[tuple[T, datetime]]:
    """Give what `source` gives, with when each was asked for; at most `depth` wait, one at a time.

    Raises what a read raises, after those before it. Who stops early gets no further requests but
    the one under way.
    """

    def read() -> tuple[datetime, list[T]]:
        asked_at = clock.now_utc()
        for one in source:
            return asked_at, [one]
        return asked_at, []

    with ThreadPoolExecutor(1) as reader:
        coming: deque[Future[tuple[datetime, list[T]]]] = deque(
            reader.submit(read) for _ in range(depth)
        )
        try:
            while True:
                asked_at, found = coming.popleft().result()
                if not found:
                    return
                coming.append(reader.submit(read))
                yield found[0], asked_at
        finally:
            for one in coming:
                one.cancel()
            reader.shutdown()
            source.close()  # what it asks ahead itself ends too
