"""Errors, reasons and troubles as plain sentences; the words are in `resources/meldingen.json`.

Each key has, per language, what happened (and what is safe) and what can be done.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from desktop.config.paths import resources
from desktop.domain.errors import Trouble, ZaakkofferError
from desktop.domain.reasons import Reason
from desktop.i18n import language
from desktop.i18n.language import Language

LANGUAGES = language.LANGUAGES
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that change the direction of the text after them."""
_SOMEBODY: dict[Language, str] = {"nl": "een collega", "en": "a colleague"}


@cache
def catalogue() -> dict[str, dict[str, list[str]]]:
    """Give all sentences: key → language → [what happened, what to do]."""
    text = (resources() / "meldingen.json").read_text("utf-8")
    found: dict[str, dict[str, list[str]]] = json.loads(text)
    return found


class _Forgiving(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return f"({key})"


def _plain(value: Any) -> Any:
    """Take out of a text what turns or breaks the sentence around it: a file name may hold it."""
    if not isinstance(value, str):
        return value
    kept = (one for one in value if one not in _TURNING)
    return "".join(" " if one < " " and one != "\n" else one for one in kept)


def sentence(key: str, spoken: Language | None = None, **values: Any) -> tuple[str, str]:
    """Give (what happened, what to do) of a key; an unknown key gives the general sentence."""
    entry = catalogue().get(key) or catalogue()["unknown"]
    message, remedy = entry[spoken or language.current()]
    filled = _Forgiving(key=key, **{name: _plain(value) for name, value in values.items()})
    return message.format_map(filled), remedy.format_map(filled)


def explain(error: ZaakkofferError, spoken: Language | None = None) -> tuple[str, str]:
    """Give the sentences of an error."""
    return sentence(f"error.{error.key}", spoken, **error.values)


def reason(value: str | Reason, spoken: Language | None = None, **values: Any) -> str:
    """Give the sentence of a reason, with what can be done; `wie` may be left out or empty."""
    name = value.value if isinstance(value, Reason) else value
    somebody = _SOMEBODY[spoken or language.current()]
    said = sentence(f"reason.{name}", spoken, **{**values, "wie": values.get("wie") or somebody})
    text = " ".join(said).strip()
    return text[:1].upper() + text[1:]


def trouble(value: str | Trouble, spoken: Language | None = None, **values: Any) -> tuple[str, str]:
    """Give the sentences of trouble with a registry."""
    name = value.value if isinstance(value, Trouble) else value
    return sentence(f"trouble.{name}", spoken, **values)
