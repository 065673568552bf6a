"""Asking ahead: the next ones come in while this one is worked on."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from desktop.domain.errors import NotUnderstood
from desktop.runtime.clock import Clock

if TYPE_CHECKING:  # the network is slow to import, and most verbs need none
    from desktop.zgw.client import Page

DEPTH = 3
_MOST_PAGES = 100_000
_SECOND = re.compile(r"(?<=[?&]page=)2(?=&|$)")
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


def in_pages(
    first: tuple[Page, datetime], read: Callable[[str], Page], clock: Clock, at_once: int
) -> Iterator[tuple[Page, datetime]]:
    """Give a list from its first page on, in order, with when each page was asked for.

    Of a list that counts its rows and numbers its pages (`page=2`, as the standard has it), the
    next `at_once` are asked for together; a page is given only when the one before it names it. Of
    any other list only the page that was named is asked for ahead. Raises what a read raises, after
    the pages before it, and NotUnderstood("cycle").
    """

    def asked(url: str) -> tuple[Page, datetime]:
        asked_at = clock.now_utc()
        return read(url), asked_at

    page, asked_at = first
    told, seen = _told(page), set[str]()
    coming: deque[tuple[str, Future[tuple[Page, datetime]]]] = deque()
    with ThreadPoolExecutor(at_once) as readers:
        try:
            while True:
                url = page.following
                if url and (not coming or coming[0][0] != url):
                    _let_go(coming)
                    if next(told, "") != url:
                        told = iter(())
                    coming.append((url, readers.submit(asked, url)))
                while url and len(coming) < at_once and (later := next(told, "")):
                    coming.append((later, readers.submit(asked, later)))
                yield page, asked_at
                if not url:
                    return
                if url in seen or len(seen) > _MOST_PAGES:
                    raise NotUnderstood("cycle", what=url)
                seen.add(url)
                page, asked_at = coming.popleft()[1].result()
        finally:
            _let_go(coming)


def _let_go(coming: deque[tuple[str, Future[tuple[Page, datetime]]]]) -> None:
    for _, future in coming:
        future.cancel()
    coming.clear()


def _told(first: Page) -> Iterator[str]:
    """Tell where the pages behind a first one will be, none when that cannot be told."""
    if not first.count or not first.raw or not _SECOND.search(first.following):
        return
    for number in range(2, -(-first.count // len(first.raw)) + 1):
        yield _SECOND.sub(str(number), first.following)
