"""S9, P03, P09: how long ago something was, when the clock of the device was set."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from desktop.runtime.clock import ManualClock, RunClock, SystemClock
from desktop.sync.judging.late import LATE_S
from desktop.sync.judging.steady import ALWAYS, Clocks, Steady, kept_of, steady_of

NINE = datetime(2026, 11, 24, 9, tzinfo=UTC)
YEAR_S = 365 * 86400.0
UPTIME = Path("/proc/uptime")


def clocks(after_s: float, *, set_s: float = 0.0, boot: str = "een") -> Clocks:
    """Give the clocks of a device so long after nine, the wall clock set by so much."""
    return Clocks(NINE + timedelta(seconds=after_s + set_s), 1000.0 + after_s, boot)


def looked(then: Clocks, now: Clocks) -> Steady:
    """Give what a run knows that begins when a run before it ended at `then`."""
    return steady_of(kept_of(Steady(NINE), then), now)


def test_time_that_passes_is_believed() -> None:
    steady = looked(clocks(10), clocks(400))
    assert steady.waited_s(NINE, clocks(400).wall) == 400.0


@pytest.mark.parametrize("set_s", [7200.0, 5.0, -5.0, -7200.0])
def test_p03_waiting_starts_again_when_the_clock_was_set(set_s: float) -> None:
    now = clocks(400, set_s=set_s)
    steady = looked(clocks(10), now)
    assert steady.waited_s(NINE, now.wall) == 0.0
    later = clocks(460, set_s=set_s)
    assert steady.waited_s(NINE, later.wall) <= 60.0
    assert looked_again(steady, now, later).waited_s(now.wall, later.wall) == 60.0


def looked_again(steady: Steady, then: Clocks, now: Clocks) -> Steady:
    return steady_of(kept_of(steady, then), now)


def test_p03_waiting_starts_again_when_the_machine_was_started() -> None:
    now = clocks(400, boot="twee")
    assert looked(clocks(10), now).waited_s(NINE, now.wall) == 0.0


def test_p09_what_was_sent_before_a_clock_was_set_back_does_not_wait_for_it_to_catch_up() -> None:
    steady = looked(clocks(10), clocks(400, set_s=-7200.0))
    assert steady.waited_s(NINE, clocks(700, set_s=-7200.0).wall) == 300.0


def test_a_clock_that_is_slewed_was_not_set() -> None:
    a_day = 86400.0
    assert looked(clocks(0), clocks(a_day, set_s=40.0)).since == NINE


def test_p03_a_step_too_small_to_be_told_from_keeping_it_right_is_waited_for_too() -> None:
    now = clocks(400, set_s=0.4)
    assert looked(clocks(10), now).waited_s(NINE, now.wall) == pytest.approx(400.0)


def test_p03_a_small_step_back_ends_no_wait() -> None:
    sent = clocks(4000).wall
    now = clocks(4000, set_s=-0.4)
    assert looked(clocks(10), now).waited_s(sent, now.wall) <= 0.0


def test_a_window_of_a_day_does_not_count_what_the_clock_was_set_forward() -> None:
    now = clocks(400, set_s=YEAR_S)
    steady = looked(clocks(10), now)
    assert steady.passed_s(NINE, now.wall) == 400.0
    assert steady.before(now.wall, LATE_S) < NINE
    over = clocks(LATE_S + 500, set_s=YEAR_S)
    assert steady.passed_s(NINE, over.wall) > LATE_S
    assert steady.before(over.wall, LATE_S) > NINE


def test_a_window_of_a_day_goes_on_when_the_machine_was_off_at_night() -> None:
    morning = clocks(LATE_S + 1, boot="twee")
    assert looked(clocks(10), morning).passed_s(NINE, morning.wall) > LATE_S


def test_a_replica_without_a_note_knows_nothing_of_what_was_before() -> None:
    assert steady_of(None, clocks(400)).waited_s(NINE, clocks(400).wall) == 0.0
    assert ALWAYS.waited_s(NINE, clocks(400).wall) == 400.0


def test_p03_a_clock_that_is_set_in_the_middle_of_a_run_changes_nothing_in_it() -> None:
    device = ManualClock(NINE)
    run = RunClock(device)
    device.set_forward(7200.0)
    device.advance(10.0)
    assert run.now_utc() == NINE + timedelta(seconds=10)


@pytest.mark.skipif(not UPTIME.exists(), reason="only Linux tells how long it runs, sleep included")
def test_a_machine_that_sleeps_counts_the_time_all_the_same() -> None:
    uptime_s = float(UPTIME.read_text("ascii").split()[0])
    assert abs(SystemClock().monotonic_s() - uptime_s) < 5.0
