"""Pure: what a list of zaken can be narrowed, ordered and grouped by, and how that is written down.

A column is named by a text that a person can type too: one of `COLUMNS`, `zaak:FIELD` for any field
of the standard, `rol:NAME` in small letters (as the zaaktype or the standard calls a rol) and
`eigenschap:NAAM`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from desktop.domain.errors import BadInput

COLUMNS = (
    "nummer", "omschrijving", "zaaktype", "voor", "status", "startdatum", "uiterlijk", "stand",
    "register",
)  # fmt: skip
"""Columns that every zaak has."""
ROL, EIGENSCHAP, ZAAK = "rol:", "eigenschap:", "zaak:"
_FIELD = re.compile(r"[A-Za-z][A-Za-z0-9]{0,60}")
_DATES = {"startdatum", "uiterlijk"}
DOWN = "-"
"""Behind a column: the other way round."""


class Compare(StrEnum):
    """How a value is compared; the sign is what the command line takes."""

    IS = "="
    IS_NOT = "!="
    HAS = "~"
    FROM = ">="
    UNTIL = "<="


@dataclass(frozen=True, slots=True)
class Condition:
    """What the zaken of a list have in common. An empty value means: not filled in."""

    column: str
    test: Compare
    value: str


@dataclass(frozen=True, slots=True)
class Sorting:
    """One column that decides the order, after those before it."""

    column: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """How a list is shown: columns in order, and their widths in px where a person set them."""

    columns: tuple[str, ...] = ("nummer", "omschrijving", "voor", "status", "uiterlijk", "stand")
    widths: Mapping[str, int] | None = None


def is_date(column: str) -> bool:
    """Tell whether a column holds days; lists are grouped by their month."""
    return column in _DATES or (column.startswith(ZAAK) and "datum" in column.casefold())


def check_column(name: str) -> str:
    """Give a column as it is kept; raises BadInput("column-unknown")."""
    clean = name.strip()
    if clean in COLUMNS:
        return clean
    for prefix in (ROL, EIGENSCHAP):
        if clean.startswith(prefix) and clean != prefix:
            return cell(prefix, clean.removeprefix(prefix))
    if clean.startswith(ZAAK) and _FIELD.fullmatch(clean.removeprefix(ZAAK)):
        return clean
    raise BadInput("column-unknown", value=name, known=", ".join(COLUMNS))


def cell(prefix: str, name: object) -> str:
    """Name the column of a rol or an eigenschap; a quote would end the path of SQLite's JSON.

    The case of a rol does not count: its own name is then that of its generic kind, where alike.
    """
    called = str(name).casefold() if prefix == ROL else str(name)
    return f"{prefix}{called}".replace('"', "'")


def condition_of(text: str) -> Condition:
    """Read `COLUMN=VALUE`, with one of the signs of `Compare`; raises BadInput."""
    found = re.match(r"(.+?)(!=|>=|<=|=|~)(.*)", text, re.DOTALL)
    if found is None:
        raise BadInput("condition-form", value=text)
    name, sign, value = found.groups()
    return Condition(check_column(name), Compare(sign), value.strip())


def sorting_of(text: str) -> Sorting:
    """Read `COLUMN` or `COLUMN-`; raises BadInput."""
    return Sorting(check_column(text.removesuffix(DOWN)), text.endswith(DOWN))


def written(one: Condition | Sorting) -> str:
    """Write a condition or an order as `condition_of` and `sorting_of` read it."""
    if isinstance(one, Condition):
        return f"{one.column}{one.test.value}{one.value}"
    return f"{one.column}{DOWN if one.descending else ''}"


ASKED = {"type": "zaaktype", "status": "status", "voor": "voor"}
"""What a person may type in a search, `status:gepland`, and the column that it narrows."""
_ASKED = re.compile(r'\b(type|status|voor):\s*(?:"([^"]*)"?|(\S+))', re.IGNORECASE)


def asked(text: str) -> tuple[str, tuple[Condition, ...]]:
    """Take a search apart: the free words, and what `type:`, `status:` and `voor:` narrow to.

    A value of more words stands between quotes; a sign without a value narrows to nothing yet.
    """
    found = tuple(
        Condition(ASKED[one[1].casefold()], Compare.HAS, value)
        for one in _ASKED.finditer(text)
        if (value := (one[2] or one[3] or "").strip())
    )
    left = re.sub(r"\b(type|status|voor):\s*$", "", _ASKED.sub(" ", text), flags=re.IGNORECASE)
    return " ".join(left.split()), found


def hit_words(text: str) -> str:
    """Give what of a search may stand out in what was found: its words and its values."""
    words, conditions = asked(text)
    return " ".join([words, *(one.value for one in conditions)]).strip()


def look_json(look: Look) -> dict[str, Any]:
    """Give what is kept of a look."""
    return {"columns": list(look.columns), "widths": dict(look.widths or {})}


def look_of(kept: object) -> Look:
    """Read a look; what nobody understands is left out."""
    if not isinstance(kept, dict):
        return Look()
    columns = _columns(kept.get("columns") or ())
    widths = {
        str(name): width
        for name, width in (kept.get("widths") or {}).items()
        if isinstance(width, int) and width > 0
    }
    return Look(columns or Look().columns, widths)


def _columns(names: Sequence[object]) -> tuple[str, ...]:
    found = []
    for name in names:
        try:
            found.append(check_column(str(name)))
        except BadInput:
            continue
    return tuple(dict.fromkeys(found))


def day_in(value: str) -> str:
    """Give a day as digits (20261124) when a text is one, else the text itself."""
    try:
        return date.fromisoformat(value).strftime("%Y%m%d")
    except ValueError:
        return value
