"""Cases P of the sync rules: the moment of a status, corrected by a clock that was wrong."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from desktop.sync.judging.skew import corrected, jumped_s

WRITTEN = "2026-11-24T11:00:00.000+01:00"
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("skew_s", "moment"),
    [(-7200.0, "2026-11-24T09:00:00.000+01:00"), (7200.0, "2026-11-24T13:00:00.000+01:00")],
    ids=["p01-two-hours-fast", "p02-two-hours-slow"],
)
def test_p01_p02_the_moment_becomes_the_registrys_in_the_offset_it_was_written(
    skew_s: float, moment: str
) -> None:
    fixed = corrected(WRITTEN, jump_s=0.0, skew_s=skew_s)
    assert (fixed.moment, fixed.is_changed, fixed.has_jumped) == (moment, True, False)


def test_a_skew_within_the_grain_of_a_header_changes_not_one_byte() -> None:
    assert corrected(WRITTEN, jump_s=0.0, skew_s=1.5).moment == WRITTEN


def test_p04_a_corrected_moment_still_follows_my_earlier_one() -> None:
    after = "2026-11-24T10:00:00.000000+00:00"
    fixed = corrected(WRITTEN, jump_s=0.0, skew_s=-7200.0, after=after)
    assert fixed.moment == "2026-11-24T11:00:00.001+01:00"


def test_p05_a_clock_that_was_set_since_is_known_by_the_other_clock() -> None:
    then = {"wall": NOW.isoformat(), "monotonic": 100.0, "boot": "b"}
    later = NOW + timedelta(days=1, seconds=60)
    jump = jumped_s(then, later, 160.0, "b")
    assert jump == 86400.0
    fixed = corrected(WRITTEN, jump_s=jump, skew_s=0.0)
    assert (fixed.moment[:10], fixed.has_jumped) == ("2026-11-25", True)


@pytest.mark.parametrize(
    ("then", "boot"),
    [({}, "b"), ({"wall": NOW.isoformat(), "monotonic": 1.0, "boot": "a"}, "b")],
    ids=["never-noted", "another-boot"],
)
def test_p09_without_two_comparable_clocks_no_jump_is_claimed(
    then: dict[str, object], boot: str
) -> None:
    assert jumped_s(then, NOW + timedelta(days=1), 5.0, boot) == 0.0


def test_sleep_moves_both_clocks_and_is_no_jump() -> None:
    then = {"wall": NOW.isoformat(), "monotonic": 1.0, "boot": "b"}
    assert jumped_s(then, NOW + timedelta(hours=8), 8 * 3600 + 1.0, "b") == 0.0


def test_p07_the_hour_that_comes_twice_keeps_its_own_offset() -> None:
    first = corrected("2026-10-25T02:30:00.000+02:00", jump_s=0.0, skew_s=60.0)
    second = corrected("2026-10-25T02:30:00.000+01:00", jump_s=0.0, skew_s=60.0)
    moments = [datetime.fromisoformat(one.moment) for one in (first, second)]
    assert moments[1] - moments[0] == timedelta(hours=1)
    assert (first.moment[-6:], second.moment[-6:]) == ("+02:00", "+01:00")


def test_p05_what_counts_is_when_the_person_acted_not_what_had_to_be_written() -> None:
    acted = "2026-11-23T10:00:00+00:00"  # a day slow, so the moment followed an earlier status
    fixed = corrected(WRITTEN, jump_s=86400.0, skew_s=0.0, acted=acted)
    assert fixed.moment == "2026-11-24T11:00:00.000+01:00"
