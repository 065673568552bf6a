"""What can be done, once: words, icon, keys, work. Shortcuts, palette and help use it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing a person can do. `only_case`: it needs an open zaak. `more_keys` work as well.

    `in_visit`: of those that need a zaak, one that can be done on the page of a visit too.
    """

    words: str
    icon: str
    keys: str
    run: Callable[[], object]
    only_case: bool = False
    more_keys: tuple[str, ...] = ()
    in_palette: bool = True
    in_visit: bool = False


def bind(deeds: Sequence[Deed], window: QWidget) -> None:
    """Make the shortcuts of a window."""
    for deed in deeds:
        for keys in filter(None, (deed.keys, *deed.more_keys)):
            QShortcut(QKeySequence(keys), window, deed.run)
