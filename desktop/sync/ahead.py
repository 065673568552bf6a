"""Asking ahead: the next pages come in while this one is worked on."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from typing import TYPE_CHECKING

from desktop.runtime.clock import Clock

if TYPE_CHECKING:  # the network is slow to import, and most verbs need none
    from desktop.zgw.client import Page

DEPTH = 3


def ahead(
    pages: Iterator[Page], clock: Clock, depth: int = DEPTH
) -> Iterator[tuple[Page, datetime]]:
    """Give pages with when each was asked for; at most `depth` wait, one request at a time.

    Raises what a read raises, after the pages before it. Who stops early gets no further requests
    but the one under way.
    """

    def read() -> tuple[datetime, Page | None]:
        return clock.now_utc(), next(pages, None)

    with ThreadPoolExecutor(1) as reader:
        coming: deque[Future[tuple[datetime, Page | None]]] = deque(
            reader.submit(read) for _ in range(depth)
        )
        try:
            while True:
                asked_at, page = coming.popleft().result()
                if page is None:
                    return
                coming.append(reader.submit(read))
                yield page, asked_at
        finally:
            for one in coming:
                one.cancel()
