"""Dates, times and sizes as people say them (interface guide, section 3)."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

HERE = ZoneInfo("Europe/Amsterdam")
_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
    "oktober", "november", "december",
)  # fmt: skip
_DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


def local_date(moment: datetime) -> date:
    """Give the Dutch day of an instant."""
    return moment.astimezone(HERE).date()


def day(value: date, today: date) -> str:
    """Say a day: "14 december", with the year when it is not this year."""
    text = f"{value.day} {_MONTHS[value.month - 1]}"
    return text if value.year == today.year else f"{text} {value.year}"


def short_day(value: date, today: date) -> str:
    """Say a day shortly: "14 dec"."""
    text = f"{value.day} {_MONTHS[value.month - 1][:3]}"
    return text if value.year == today.year else f"{text} {value.year}"


def weekday(value: date, today: date) -> str:
    """Say a day with its weekday: "Vandaag, 24 november", "Maandag 23 november"."""
    if value == today:
        return f"Vandaag, {day(value, today)}"
    return f"{_DAYS[value.weekday()].capitalize()} {day(value, today)}"


def left(value: date, today: date) -> str:
    """Say how long a term still is: "nog 20 dagen", "vandaag", "2 dagen te laat"."""
    days = (value - today).days
    if days == 0:
        return "vandaag"
    if days < 0:
        return "1 dag te laat" if days == -1 else f"{-days} dagen te laat"
    return "nog 1 dag" if days == 1 else f"nog {days} dagen"


def clock(moment: datetime) -> str:
    """Say a time of day: "10:42"."""
    return moment.astimezone(HERE).strftime("%H:%M")


def when(moment: datetime, today: date) -> str:
    """Say an instant: "10:42" today, else "18 november"."""
    found = local_date(moment)
    return clock(moment) if found == today else day(found, today)


def size(size_bytes: int) -> str:
    """Say a size: "2,4 MB"."""
    if size_bytes < 1000:
        return f"{size_bytes} bytes"
    value = float(size_bytes)
    for unit in ("kB", "MB", "GB", "TB"):
        value /= 1000
        if value < 1000 or unit == "TB":
            text = f"{value:.1f}" if value < 10 else f"{value:.0f}"
            return f"{text.replace('.', ',')} {unit}"
    raise AssertionError("unreachable")
