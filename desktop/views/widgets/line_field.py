"""A field for one line of text, with air between its edge and what is typed."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

_SIDE = 6


def wants_undo(event: QEvent) -> bool:
    """Tell whether a field is asked if it wants Ctrl+Z for itself."""
    return (
        isinstance(event, QKeyEvent)  # first: asked of every event, and the cheaper question
        and event.type() == QEvent.Type.ShortcutOverride
        and event.matches(QKeySequence.StandardKey.Undo)
    )


class LineField(QLineEdit):
    """One line; Ctrl+Z is the window's where nothing that was typed can be taken back."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextMargins(_SIDE, 0, _SIDE, 0)

    def event(self, event: QEvent) -> bool:
        if wants_undo(event) and not self.isUndoAvailable():
            event.ignore()
            return False
        return super().event(event)
