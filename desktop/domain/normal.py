"""Pure: the registry's normal form, in which all values are compared (rule S24).

Text is trimmed, instants are UTC with microseconds, empty values are equal, groups lose their empty
members. Unicode is not normalised and durations are never converted.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

_INSTANT = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$")
_LONG_FRACTION = re.compile(r"(\.\d{6})\d+")


def normal(value: Any) -> Any:
    """Give the normal form of a JSON value; every empty value becomes None."""
    match value:
        case str():
            return _text(value)
        case dict():
            kept = {key: clean for key, one in value.items() if (clean := normal(one)) is not None}
            return kept or None
        case list() | tuple():
            return [normal(one) for one in value] or None
        case _:
            return value


def _text(value: str) -> str | None:
    text = value.strip()
    if _INSTANT.match(text):
        return instant_text(text) or text
    return text or None


def instant_text(text: str) -> str | None:
    """Give an instant as UTC text with microseconds, or None when it is not one."""
    try:
        moment = datetime.fromisoformat(_LONG_FRACTION.sub(r"\1", text))
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def same(one: Any, other: Any) -> bool:
    """Tell whether two JSON values are equal in normal form."""
    return bool(one == other or normal(one) == normal(other))
