"""Words that readings use for fields, records and events; kept in `resources/woorden.json`.

What a registry calls things itself (zaaktypen, statussen, eigenschappen) is never translated.
"""

from __future__ import annotations

import json
from functools import cache

from desktop.config.paths import resources
from desktop.i18n import language


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """Give all words: key → language → word, with `{}` where something is filled in."""
    found: dict[str, dict[str, str]] = json.loads((resources() / "woorden.json").read_text("utf-8"))
    return found


def word(key: str, *filled: object) -> str:
    """Give a word by its key ("noun.status"), filled in; KeyError is a mistake of ours."""
    return catalogue()[key][language.current()].format(*filled)


def field(name: str) -> str:
    """Give what people call a field of the standard; an unknown field keeps its own name."""
    entry = catalogue().get(f"field.{name}")
    return name if entry is None else entry[language.current()]


def number(name: str) -> str:
    """Give what a number by which somebody is known is called inside a sentence."""
    return word(f"number.{name}") if f"number.{name}" in catalogue() else name


def title(name: str) -> str:
    """Give a field of the standard as the beginning of a sentence about it."""
    return word(f"title.{name}") if f"title.{name}" in catalogue() else field(name)


def subtype(name: str) -> str:
    """Give the name of a kind of own object, such as afspraak."""
    return word(f"subtype.{name}") if f"subtype.{name}" in catalogue() else name.capitalize()
