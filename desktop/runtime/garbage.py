"""How often Python looks for cyclic garbage in this process.

Its own threshold of some hundred new objects suits programs that make few. One page of a first pull
is ten thousand dictionaries that all stay: looking through them again and again took a twentieth of
the processor time of a pull, and a twelfth of that of a start.
"""

from __future__ import annotations

import gc

_MANY = 50_000


def look_rarely() -> None:
    """Let passes come after `_MANY` new objects; one over that many takes some milliseconds."""
    _, *older = gc.get_threshold()
    gc.set_threshold(_MANY, *older)
