"""Pure: the moment of a status, corrected by a clock that was wrong (S43; P01–P09).

Only before the first attempt: a moment that may have arrived is the status' key and stays.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from desktop.domain.records import Json

CLOCK = "clock"
"""Mark of a new status: how the clocks stood when the person acted."""
DECIDED = "time-decided"
"""Mark of a status whose moment a person chose."""
_TOLERANCE_S = 5.0
"""A `Date` header has whole seconds and travels: less than this is no wrong clock."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """The moment to send, and whether it is another one than was written."""

    moment: str
    is_changed: bool
    has_jumped: bool
    """The clock was set between acting and sending."""


def jumped_s(then: Json, wall: datetime, monotonic_s: float, boot_id: str) -> float:
    """Give how far the clock was set forward since; 0 when that cannot be known."""
    if not then or then.get("boot") != boot_id:
        return 0.0
    passed = (wall - datetime.fromisoformat(then["wall"])).total_seconds()
    jump = passed - (monotonic_s - float(then["monotonic"]))
    return jump if abs(jump) > _TOLERANCE_S else 0.0


def corrected(
    written: str, *, jump_s: float, skew_s: float, acted: str = "", after: str = ""
) -> Corrected:
    """Give the moment as the registry's clock would have shown it, in the offset it was written.

    `skew_s` is how far the registry's clock is ahead of ours; `acted` is what our own clock showed
    (what was written may be later, to follow an earlier status); `after` is the latest moment of
    our own that this one must follow.
    """
    skew = skew_s if abs(skew_s) > _TOLERANCE_S else 0.0
    has_jumped = jump_s != 0.0
    if not skew and not has_jumped:
        return Corrected(written, is_changed=False, has_jumped=False)
    then = datetime.fromisoformat(written)
    moment = datetime.fromisoformat(acted or written) + timedelta(seconds=jump_s + skew)
    if after:
        moment = max(moment, datetime.fromisoformat(after) + timedelta(milliseconds=1))
    text = moment.astimezone(then.tzinfo).isoformat(timespec="milliseconds")
    return Corrected(text, is_changed=True, has_jumped=has_jumped)
