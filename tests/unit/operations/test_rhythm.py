"""When a run comes by itself: interval, edits, trouble, Retry-After, metered; without waiting."""

from __future__ import annotations

import pytest
from desktop.domain.errors import Trouble
from desktop.operations.exchange.rhythm import AFTER_EDIT_S, INTERVAL_S, Rhythm
from desktop.runtime.clock import ManualClock, SeededIds


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def rhythm(clock: ManualClock) -> Rhythm:
    found = Rhythm(clock, SeededIds(1))
    found.follow(["a", "b"])
    return found


def all_well(rhythm: Rhythm) -> None:
    for name in ("a", "b"):
        rhythm.ended(name, Trouble.OK)


def test_at_start_every_registry_is_due(rhythm: Rhythm) -> None:
    assert rhythm.due() == ["a", "b"]
    all_well(rhythm)
    assert rhythm.due() == []


def test_the_interval_is_spread_so_that_an_office_does_not_come_at_once(clock: ManualClock) -> None:
    waits = set()
    for seed in range(20):
        rhythm = Rhythm(clock, SeededIds(seed))
        rhythm.follow(["a"])
        rhythm.ended("a", Trouble.OK)
        waits.add(rhythm.wait_s())
    assert len(waits) > 5
    assert all(0.75 * INTERVAL_S <= one <= 1.25 * INTERVAL_S for one in waits)


def test_an_edit_goes_soon_and_several_edits_go_together(
    rhythm: Rhythm, clock: ManualClock
) -> None:
    all_well(rhythm)
    rhythm.edited("a")
    clock.advance(AFTER_EDIT_S / 2)
    rhythm.edited("a")
    assert rhythm.due() == []
    clock.advance(AFTER_EDIT_S / 2)
    assert rhythm.due() == ["a"]


def test_trouble_pauses_longer_each_time_and_success_ends_that(
    rhythm: Rhythm, clock: ManualClock
) -> None:
    waits = []
    for _ in range(8):
        rhythm.ended("a", Trouble.SERVER)
        rhythm.ended("b", Trouble.SERVER)
        waits.append(rhythm.wait_s())
        clock.advance(rhythm.wait_s())
    assert waits[0] < 60
    assert waits[3] > 2 * waits[0]
    assert max(waits) <= 1800 * 1.25
    all_well(rhythm)
    rhythm.ended("a", Trouble.SERVER)
    assert rhythm.wait_s() < 60


def test_r08_the_pause_of_one_registry_does_not_delay_another(
    rhythm: Rhythm, clock: ManualClock
) -> None:
    rhythm.ended("a", Trouble.BUSY, asked_pause_s=900.0)
    rhythm.ended("b", Trouble.OK)
    clock.advance(INTERVAL_S * 1.3)
    assert rhythm.due() == ["b"]


def test_retry_after_is_kept_even_by_an_edit_but_not_against_a_person(
    rhythm: Rhythm, clock: ManualClock
) -> None:
    rhythm.ended("a", Trouble.BUSY, asked_pause_s=900.0)
    rhythm.ended("b", Trouble.OK)
    rhythm.edited("a")
    clock.advance(60)
    assert rhythm.due() == []
    rhythm.by_hand()
    assert rhythm.due() == ["a", "b"]


def test_without_a_network_it_asks_every_minute_and_at_once_when_it_is_back(
    rhythm: Rhythm, clock: ManualClock
) -> None:
    for _ in range(9):
        rhythm.ended("a", Trouble.OFFLINE)
        rhythm.ended("b", Trouble.OFFLINE)
    assert rhythm.wait_s() <= 75
    rhythm.back_online()
    assert rhythm.due() == ["a", "b"]


def test_what_a_person_must_look_at_is_not_asked_every_minute(rhythm: Rhythm) -> None:
    for name in ("a", "b"):
        rhythm.ended(name, Trouble.MASS_REMOVAL)
    assert rhythm.wait_s() > 2000


def test_on_a_metered_line_only_edits_and_a_person_start_a_run(
    rhythm: Rhythm, clock: ManualClock
) -> None:
    all_well(rhythm)
    rhythm.metered(is_metered=True)
    clock.advance(INTERVAL_S * 1.3)
    assert rhythm.due() == []
    rhythm.edited("a")
    clock.advance(AFTER_EDIT_S)
    assert rhythm.due() == ["a"]
    rhythm.ended("a", Trouble.OK)
    clock.advance(INTERVAL_S * 1.3)
    assert rhythm.due() == []
    rhythm.metered(is_metered=False)
    clock.advance(AFTER_EDIT_S)
    assert rhythm.due() == ["a", "b"]


def test_a_registry_that_was_removed_is_not_due_any_more(rhythm: Rhythm) -> None:
    rhythm.follow(["b"])
    rhythm.ended("a", Trouble.OK)
    assert rhythm.due() == ["b"]


def test_a_registry_that_answers_shows_that_the_network_is_back(rhythm: Rhythm) -> None:
    rhythm.ended("a", Trouble.OFFLINE)
    rhythm.ended("b", Trouble.OK)
    assert rhythm.due() == ["a"]
