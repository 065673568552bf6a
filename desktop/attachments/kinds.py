"""Pure: which kind of document a file is likely to be, among those that a zaak takes."""

from __future__ import annotations

import re
from collections.abc import Sequence

_WORD = re.compile(r"[^\W\d_]+")
_OF_FORMAT = (
    ("image/", "foto"),
    ("message/rfc822", "mail"),
    ("application/vnd.ms-outlook", "mail"),
)


def fitting_kind(names: Sequence[str], titel: str, formaat: str) -> int:
    """Give the place of the kind that fits best; the first when nothing speaks for another.

    A photograph and an e-mail speak for themselves; else a kind all of whose words stand in the
    title, the one with most words first: "Medisch advies" before "Advies".
    """
    for start, word in _OF_FORMAT:
        if formaat.startswith(start):
            return next((n for n, one in enumerate(names) if word in one.casefold()), 0)
    said = set(_words(titel))
    fits = [
        (len(words), -n)
        for n, one in enumerate(names)
        if (words := _words(one)) and said >= set(words)
    ]
    return -max(fits)[1] if fits else 0


def _words(text: str) -> list[str]:
    return [one.casefold() for one in _WORD.findall(text)]
