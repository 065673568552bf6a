"""Asking ahead: in order, bounded, and honest about trouble."""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterator

import pytest
from desktop.domain.errors import Unreachable
from desktop.runtime.clock import ManualClock
from desktop.sync.observing.ahead import ahead
from desktop.zgw.client import Page


def pages(amount: int, asked: list[int], *, broken_at: int | None = None) -> Generator[Page]:
    for number in range(amount):
        asked.append(number)
        if number == broken_at:
            raise Unreachable("connection-broke")
        yield Page([{"number": number}], amount)


def numbers(found: Iterator[tuple[Page, object]]) -> list[int]:
    return [page.results[0]["number"] for page, _ in found]


def test_pages_come_whole_and_in_order() -> None:
    asked: list[int] = []
    assert numbers(ahead(pages(10, asked), ManualClock())) == list(range(10))
    assert asked == list(range(10))


def test_no_more_pages_wait_than_the_depth() -> None:
    asked: list[int] = []
    for number, _ in enumerate(ahead(pages(10, asked), ManualClock(), depth=2)):
        assert len(asked) <= number + 3


def test_trouble_comes_after_the_pages_before_it() -> None:
    found = []
    with pytest.raises(Unreachable):  # noqa: PT012  the pages before it are the point
        for page, _ in ahead(pages(5, [], broken_at=2), ManualClock()):
            found.append(page.results[0]["number"])
    assert found == [0, 1]


def test_who_stops_early_leaves_no_thread_reading() -> None:
    before = threading.active_count()
    asked: list[int] = []
    for _ in ahead(pages(1000, asked), ManualClock()):
        break
    assert threading.active_count() == before
    assert len(asked) < 10


def test_who_stops_early_also_ends_what_the_source_asks_ahead_itself() -> None:
    before = threading.active_count()
    asked: list[int] = []

    def second() -> Generator[Page]:
        for page, _ in ahead(pages(1000, asked), ManualClock()):
            yield page

    for _ in ahead(second(), ManualClock()):
        break
    assert threading.active_count() == before
    assert len(asked) < 20
