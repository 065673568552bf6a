"""Pure: terms of a zaak: durations in calendar units, suspension, extension (guide 5.1)."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from desktop.domain.errors import BadInput

TERMS = ("einddatumGepland", "uiterlijkeEinddatumAfdoening")
"""The dates that move when a zaak stands still or gets more time."""
_DURATION = re.compile(r"^P(?=\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$")
_DAYS = re.compile(r"^(\d{1,4})$")


def duration(value: str) -> str:
    """Read a duration: ISO 8601 (P14D, P2W, P1M) or a bare number of days. Raises BadInput."""
    text = value.strip().upper()
    days = _DAYS.match(text)
    if days:
        text = f"P{int(days[1])}D"
    match = _DURATION.match(text)
    if match is None or not any(int(part or 0) for part in match.groups()):
        raise BadInput("field-duration", value=value)
    return text


def later(day: date, length: str) -> date:
    """Add a duration to a day; a month that is too short ends on its last day."""
    match = _DURATION.match(length)
    if match is None:
        raise BadInput("field-duration", value=length)
    years, months, weeks, days = (int(part or 0) for part in match.groups())
    month = day.month - 1 + months + 12 * years
    year, month = day.year + month // 12, month % 12 + 1
    last = calendar.monthrange(year, month)[1]
    return date(year, month, min(day.day, last)) + timedelta(weeks=weeks, days=days)


def is_longer(one: str, other: str, since: date) -> bool:
    """Tell whether one duration ends later than another when both start on a day."""
    return later(since, one) > later(since, other)


def moved(zaak: Mapping[str, Any], *, days: int = 0, length: str = "") -> dict[str, str]:
    """Give the terms of a zaak that are set, moved by a number of days or by a duration."""
    found = {}
    for name in TERMS:
        if zaak.get(name):
            day = date.fromisoformat(str(zaak[name]))
            new = later(day, length) if length else day + timedelta(days=days)
            found[name] = new.isoformat()
    return found
