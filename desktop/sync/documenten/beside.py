"""Several documents beside one another: each is a family of its own, so the order is free (S4).

Bounded, and only for what does not decide about anything else: plans, pulls and settling stay on
one thread.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from desktop.domain.ids import LocalId


def beside(some: Sequence[LocalId], work: Callable[[LocalId], None], at_once: int) -> None:
    """Do the work for each, at most `at_once` at a time; after the first exception none begins.

    That exception is raised when those under way have ended.
    """
    if at_once <= 1 or len(some) <= 1:
        for one in some:
            work(one)
        return
    broken = threading.Event()

    def guarded(one: LocalId) -> None:
        if broken.is_set():
            return
        try:
            work(one)
        except BaseException:
            broken.set()
            raise

    with ThreadPoolExecutor(at_once) as pool:
        for done in [pool.submit(guarded, one) for one in some]:
            done.result()
