"""The language that sentences, dates and words are in: one for the whole program at a time.

Dutch until somebody says otherwise: the command line stays Dutch, the window asks the person
or the system.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, get_args

Language = Literal["nl", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


class _Current:
    language: Language = "nl"


def current() -> Language:
    """Give the language in use."""
    return _Current.language


def use(language: Language) -> None:
    """Speak another language from now on."""
    _Current.language = language


def of_system(names: Sequence[str]) -> Language:
    """Give the first of the system's languages ("nl-NL", "en_GB") that we speak, else Dutch."""
    for name in names:
        for known in LANGUAGES:
            if name.casefold().startswith(known):
                return known
    return "nl"
