"""Asking ahead: in order, bounded, and honest about trouble."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Iterator
from datetime import UTC, datetime

import pytest
from desktop.domain.errors import NotUnderstood, Unreachable
from desktop.runtime.clock import ManualClock
from desktop.sync.observing.ahead import ahead, in_pages
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


AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
LIST = "https://registry.example/zaken/api/v1/zaken"


def named(
    number: int, last: int, *, name: str = "?open=true&page={}", count: int | None = 0
) -> Page:
    """Give one page of a list of two rows a page."""
    following = "" if number == last else LIST + name.format(number + 1)
    return Page([{"number": number}, {}], last * 2 if count == 0 else count, following)


def paged(
    first: Page, read: Callable[[str], Page], at_once: int = 4
) -> Iterator[tuple[Page, datetime]]:
    return in_pages((first, AT), read, ManualClock(), at_once)


def number_in(url: str) -> int:
    return int(url.rpartition("=")[2])


def test_pages_that_can_be_told_ahead_are_asked_for_together() -> None:
    together = threading.Barrier(4, timeout=10)

    def read(url: str) -> Page:
        if number_in(url) <= 5:
            together.wait()
        return named(number_in(url), 6)

    assert numbers(paged(named(1, 6), read)) == [1, 2, 3, 4, 5, 6]


def test_no_more_than_asked_for_at_once_are_ahead_of_who_takes_them() -> None:
    asked: list[str] = []

    def read(url: str) -> Page:
        asked.append(url)
        return named(number_in(url), 50)

    for number, _ in enumerate(paged(named(1, 50), read, 3)):
        assert len(asked) <= number + 3
    assert len(asked) == 49


@pytest.mark.parametrize("name", ["?cursor=abc{}", "?page={}&per_page=2&q=page", "/{}"])
@pytest.mark.parametrize("count", [0, None])
def test_a_list_that_names_its_pages_otherwise_is_followed(name: str, count: int | None) -> None:
    by_url = {
        LIST + name.format(number): named(number, 5, name=name, count=count)
        for number in range(2, 6)
    }
    first = named(1, 5, name=name, count=count)
    assert numbers(paged(first, by_url.__getitem__)) == [1, 2, 3, 4, 5]


def test_a_list_that_turns_out_longer_or_shorter_is_followed_as_it_is() -> None:
    longer = {f"{LIST}?open=true&page={n}": named(n, 7) for n in range(2, 8)}
    assert numbers(paged(named(1, 7, count=4), longer.__getitem__)) == [1, 2, 3, 4, 5, 6, 7]
    shorter = {f"{LIST}?open=true&page={n}": named(n, 3) for n in range(2, 10)}
    assert numbers(paged(named(1, 3, count=18), shorter.__getitem__)) == [1, 2, 3]


def test_a_page_that_names_another_than_was_told_ahead_is_believed() -> None:
    elsewhere = f"{LIST}?after=2"
    there = {f"{LIST}?open=true&page={n}": named(n, 6) for n in range(3, 7)}
    there[f"{LIST}?open=true&page=2"] = Page([{"number": 2}], 12, elsewhere)
    there[elsewhere] = Page([{"number": 99}], 12)
    assert numbers(paged(named(1, 6), there.__getitem__)) == [1, 2, 99]


def test_a_list_that_leads_back_to_itself_is_refused_after_its_pages() -> None:
    found = []
    with pytest.raises(NotUnderstood, match="cycle"):  # noqa: PT012  the pages are the point
        for page, _ in paged(named(1, 3), lambda _: named(1, 3)):
            found.append(page.results[0]["number"])
    assert found == [1, 1]


def test_trouble_with_a_page_comes_after_those_before_it_though_later_ones_were_read() -> None:
    def read(url: str) -> Page:
        if number_in(url) == 3:
            raise Unreachable("connection-broke")
        return named(number_in(url), 9)

    found = []
    with pytest.raises(Unreachable):  # noqa: PT012  the pages before it are the point
        for page, _ in paged(named(1, 9), read):
            found.append(page.results[0]["number"])
    assert found == [1, 2]


def test_who_stops_early_in_a_list_leaves_no_thread_reading() -> None:
    before = threading.active_count()
    for _ in paged(named(1, 900), lambda url: named(number_in(url), 900)):
        break
    assert threading.active_count() == before
