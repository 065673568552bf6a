"""A field for one line of text, with air between its edge and what is typed."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

_SIDE = 6


class LineField(QLineEdit):
    """One line."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextMargins(_SIDE, 0, _SIDE, 0)
