"""Dates, times and sizes as people say them (interface guide, section 3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from desktop.i18n import language
from desktop.i18n.language import Language

HERE = ZoneInfo("Europe/Amsterdam")


@dataclass(frozen=True, slots=True)
class _Words:
    """What one language needs to say days, terms and sizes; `{}` takes a number."""

    months: tuple[str, ...]
    days: tuple[str, ...]
    today: str
    yesterday: str
    left: tuple[str, str]
    late: tuple[str, str]
    point: str


_SPOKEN: dict[Language, _Words] = {
    "nl": _Words(
        ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
         "oktober", "november", "december"),
        ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
        "vandaag", "gisteren", ("nog 1 dag", "nog {} dagen"),
        ("1 dag te laat", "{} dagen te laat"), ",",
    ),
    "en": _Words(
        ("January", "February", "March", "April", "May", "June", "July", "August", "September",
         "October", "November", "December"),
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        "today", "yesterday", ("1 day left", "{} days left"), ("1 day late", "{} days late"), ".",
    ),
}  # fmt: skip


def _words() -> _Words:
    return _SPOKEN[language.current()]


def local_date(moment: datetime) -> date:
    """Give the Dutch day of an instant."""
    return moment.astimezone(HERE).date()


def day(value: date, today: date) -> str:
    """Say a day: "14 december", with the year when it is not this year."""
    text = f"{value.day} {_words().months[value.month - 1]}"
    return text if value.year == today.year else f"{text} {value.year}"


def in_letter(value: date, *, with_weekday: bool = False) -> str:
    """Write a day for a letter: "24 november 2026", in Dutch whatever the window speaks."""
    words = _SPOKEN["nl"]
    text = f"{value.day} {words.months[value.month - 1]} {value.year}"
    return f"{words.days[value.weekday()]} {text}" if with_weekday else text


def short_day(value: date, today: date) -> str:
    """Say a day shortly: "14 dec"."""
    text = f"{value.day} {_words().months[value.month - 1][:3]}"
    return text if value.year == today.year else f"{text} {value.year}"


def month(value: str, today: date) -> str:
    """Say a month (2026-11): "November", with the year when it is not this year; else as it is."""
    try:
        first = date.fromisoformat(f"{value}-01")
    except ValueError:
        return value
    name = _words().months[first.month - 1].capitalize()
    return name if first.year == today.year else f"{name} {first.year}"


def weekday(value: date, today: date) -> str:
    """Say a day with its weekday: "Vandaag, 24 november", "Maandag 23 november"."""
    if value == today:
        return f"{_words().today.capitalize()}, {day(value, today)}"
    return f"{_words().days[value.weekday()].capitalize()} {day(value, today)}"


def left(value: date, today: date) -> str:
    """Say how long a term still is: "nog 20 dagen", "vandaag", "2 dagen te laat"."""
    days = (value - today).days
    if days == 0:
        return _words().today
    one, more = _words().late if days < 0 else _words().left
    return one if abs(days) == 1 else more.format(abs(days))


def clock(moment: datetime) -> str:
    """Say a time of day: "10:42"."""
    return moment.astimezone(HERE).strftime("%H:%M")


def when(moment: datetime, today: date) -> str:
    """Say an instant: "10:42" today, else "18 november"."""
    found = local_date(moment)
    return clock(moment) if found == today else day(found, today)


def since(moment: datetime, today: date) -> str:
    """Say when something began: "10:42" today, "gisteren 16:50", else "18 november"."""
    found = local_date(moment)
    if (today - found).days == 1:
        return f"{_words().yesterday} {clock(moment)}"
    return when(moment, today)


def size(size_bytes: int) -> str:
    """Say a size: "2,4 MB"."""
    if size_bytes < 1000:
        return f"{size_bytes} byte{'' if size_bytes == 1 else 's'}"
    value = float(size_bytes)
    for unit in ("kB", "MB", "GB", "TB"):
        value /= 1000
        if value < 1000 or unit == "TB":
            text = f"{value:.1f}" if value < 10 else f"{value:.0f}"
            return f"{text.replace('.', _words().point)} {unit}"
    raise AssertionError("unreachable")


def value_text(value: Any, today: date) -> str:
    """Say a value of a field or an eigenschap: days in words, all else as it is."""
    if value is None or value == "":
        return ""
    text = str(value)
    try:
        if len(text) == 10:
            return day(date.fromisoformat(text), today)
        if len(text) in {8, 14} and text.isdigit():  # an eigenschap's own format (guide 5.8)
            shown = day(date.fromisoformat(text[:8]), today)
            return f"{shown} {text[8:10]}:{text[10:12]}" if len(text) == 14 else shown
    except ValueError:
        return text
    return text
