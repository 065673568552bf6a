"""Names and texts in any direction of writing, safe to put in a sentence."""

from __future__ import annotations

_FIRST_STRONG_ISOLATE = "\u2068"
_POP_ISOLATE = "\u2069"


def isolated(text: str) -> str:
    """Keep a name in another direction of writing from turning the line it stands in."""
    return f"{_FIRST_STRONG_ISOLATE}{text}{_POP_ISOLATE}" if text and not text.isascii() else text
