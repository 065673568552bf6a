"""Pure: how long ago something was, when the clock of the device may have been set (S9, P03, P09).

What was sent is judged by how long ago that was, and its moment was read from a clock that a person
or a network may set at any time. Within a run time is counted by the monotonic clock. Between runs
both clocks are noted together: when they no longer agree, or the machine was started since, nobody
knows how long something took, and every waiting starts again. A window of a day goes on by the wall
clock, less what the clock is known to have been set forward: a machine that is started every
morning would never end it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from desktop.domain.records import Json

_TOLERANCE_S = 0.5
_DRIFT = 0.001
"""A clock is slewed by half of this at most, so less is no setting of it."""
_AN_HOUR_S = 3600.0
_A_MINUTE = timedelta(minutes=1)
"""A step back that was too small to be noticed lets what was just sent lie ahead."""


@dataclass(frozen=True, slots=True)
class Steady:
    """Since when the wall clock has run steadily, and how far it was set forward then.

    `slack_s` is how far it went ahead of the monotonic one lately, too little to be told from
    keeping it right.
    """

    since: datetime | None = None
    forward_s: float = 0.0
    slack_s: float = 0.0

    def waited_s(self, at: datetime, now: datetime) -> float:
        """Give the seconds that have passed for certain: never more than really have."""
        start = at
        if self.since is not None and not self.since <= at <= now + _A_MINUTE:
            start = self.since  # of before the clock was set: nobody knows when that was
        return (now - start).total_seconds() - self.slack_s

    def passed_s(self, at: datetime, now: datetime) -> float:
        """Give the seconds that have passed by all that is known, for windows of a day."""
        is_before = self.since is not None and at < self.since
        return (now - at).total_seconds() - (self.forward_s if is_before else 0.0)

    def before(self, now: datetime, seconds: float) -> datetime:
        """Give the moment of which nothing earlier is `seconds` old or less."""
        is_recent = self.since is not None and self.passed_s(self.since, now) < seconds
        return now - timedelta(seconds=seconds + (self.forward_s if is_recent else 0.0))


ALWAYS = Steady()
"""The steadiness of a clock that nobody ever set."""


@dataclass(frozen=True, slots=True)
class Clocks:
    """The clocks of a device in one moment."""

    wall: datetime
    monotonic_s: float
    boot: str


def steady_of(kept: Json | None, clocks: Clocks) -> Steady:
    """Tell since when the clock runs steadily, by what a run before kept (`kept_of`)."""
    if not kept:
        return Steady(clocks.wall)
    if kept["boot"] != clocks.boot:
        return Steady(clocks.wall)
    passed = clocks.monotonic_s - float(kept["monotonic"])
    set_s = (clocks.wall - datetime.fromisoformat(kept["wall"])).total_seconds() - passed
    if abs(set_s) <= _TOLERANCE_S + _DRIFT * max(0.0, passed):
        before_s = float(kept["slack"]) if passed < _AN_HOUR_S else 0.0
        since, forward_s = datetime.fromisoformat(kept["since"]), float(kept["forward"])
        return Steady(since, forward_s, before_s + max(0.0, set_s))
    return Steady(clocks.wall, max(0.0, set_s))


def kept_of(steady: Steady, clocks: Clocks) -> dict[str, Any]:
    """Give what the next run compares its clocks with."""
    return {
        "wall": clocks.wall.isoformat(), "monotonic": clocks.monotonic_s, "boot": clocks.boot,
        "since": (steady.since or clocks.wall).isoformat(), "forward": steady.forward_s,
        "slack": steady.slack_s,
    }  # fmt: skip
