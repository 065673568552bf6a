"""Query parameters as conditions on stored bodies: our own SQL around values that are bound."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from desktop.practice.answering.fields import utc_text
from desktop.practice.answering.problems import invalid

Condition = tuple[str, tuple[Any, ...]]
"""SQL with question marks, and their values."""
Filter = Callable[[str], Condition]
SIGNS = {"gt": ">", "gte": ">=", "lt": "<", "lte": "<="}


def member(path: str) -> str:
    """Give the SQL of a member of the body."""
    return f"json_extract(body, '$.{path}')"


def equals(path: str) -> Filter:
    """Make a filter on a member of the body."""
    return lambda value: (f"{member(path)} = ?", (value,))


def one_of(path: str) -> Filter:
    """Make an `__in` filter: values separated by commas."""

    def condition(value: str) -> Condition:
        values = value.split(",")
        marks = ",".join("?" * len(values))
        return (f"{member(path)} IN ({marks})", tuple(values))

    return condition


def choice(path: str, allowed: tuple[str, ...]) -> Filter:
    """Make a filter that takes some values only."""

    def condition(value: str) -> Condition:
        if value not in allowed:
            raise invalid(path, "invalid_choice")
        return (f"{member(path)} = ?", (value,))

    return condition


def is_null(path: str) -> Filter:
    """Make an `__isnull` filter."""

    def condition(value: str) -> Condition:
        if value.lower() not in {"true", "false"}:
            raise invalid(path, "invalid")
        word = "IS NULL" if value.lower() == "true" else "IS NOT NULL"
        return (f"{member(path)} {word}", ())

    return condition


def contains(path: str) -> Filter:
    """Make an `__icontains` filter."""
    return lambda value: (f"instr(lower({member(path)}), lower(?)) > 0", (value,))


def holds(path: str) -> Filter:
    """Make a filter on a list: one of its items is the value."""
    return lambda value: (
        f"EXISTS (SELECT 1 FROM json_each(body, '$.{path}') WHERE json_each.value = ?)",  # noqa: S608  names of our own
        (value,),
    )


def overlaps(path: str) -> Filter:
    """Make an `__overlap` filter on a list: one of several values is among its items."""

    def condition(value: str) -> Condition:
        values = value.split(",")
        marks = ",".join("?" * len(values))
        return (
            f"EXISTS (SELECT 1 FROM json_each(body, '$.{path}') "  # noqa: S608  names of our own
            f"WHERE json_each.value IN ({marks}))",
            tuple(values),
        )

    return condition


def uuids(value: str) -> Condition:
    """Make the condition of `uuid__in`."""
    ids = value.split(",")
    return (f"uuid IN ({','.join('?' * len(ids))})", tuple(ids))


def of_parent(path: str) -> Filter:
    """Make a filter by the URL of what a resource hangs on, which its parent column has too."""
    return lambda value: (f"{member(path)} = ? AND parent = ?", (value, value.rsplit("/", 1)[-1]))


def _dates(path: str, sign: str) -> Filter:
    def condition(value: str) -> Condition:
        try:
            day = date.fromisoformat(value if len(value) == 10 else "")
        except ValueError as error:
            raise invalid(path, "invalid") from error
        return (f"{member(path)} {sign} ?", (day.isoformat(),))

    return condition


def _moments(path: str, sign: str) -> Filter:
    """Compare instants to the microsecond, which a body writes only where there are some."""
    found = member(path)
    padded = f"substr(substr({found}, 1, length({found}) - 1) || '.000000', 1, 26)"

    def condition(value: str) -> Condition:
        try:
            text = utc_text(value.replace(" ", "+"))
        except (ValueError, OverflowError) as error:
            raise invalid(path, "invalid") from error
        return (f"{padded} {sign} ?", (f"{text[:-1]}.000000"[:26],))

    return condition


def dates(path: str, *signs: str) -> Mapping[str, Filter]:
    """Make the filters of a date: the name itself, and `__gt` and so on for each sign."""
    return {path: _dates(path, "=")} | {
        f"{path}__{sign}": _dates(path, SIGNS[sign]) for sign in signs
    }


def moments(path: str, *signs: str) -> Mapping[str, Filter]:
    """Make the filters of an instant: `__gt` and so on for each sign."""
    return {f"{path}__{sign}": _moments(path, SIGNS[sign]) for sign in signs}


def moment(path: str) -> Filter:
    """Make the filter of an instant itself."""
    return _moments(path, "=")
