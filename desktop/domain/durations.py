"""Pure: ISO 8601 durations as the standard uses them for terms (P6W, P8M, P1Y6M)."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

_DURATION = re.compile(r"^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T.*)?$")


def after(day: date, duration: str | None) -> date | None:
    """Give the day a term ends, months clipped to their last day; None without a known term."""
    match = _DURATION.match(duration or "")
    if match is None or not any(match.groups()):
        return None
    years, months, weeks, days = (int(part or 0) for part in match.groups())
    month = day.month - 1 + months + 12 * years
    year, month = day.year + month // 12, month % 12 + 1
    last = calendar.monthrange(year, month)[1]
    return date(year, month, min(day.day, last)) + timedelta(weeks=weeks, days=days)
