"""Facts in two columns, label and value, as previews and side panes show them."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.views.look import theme
from desktop.views.widgets.card import text_label

_LABEL_WIDTH = 84


class Facts(QWidget):
    """Labels at the left, values at the right; facts without a value are left out."""

    def __init__(self, facts: Iterable[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.space(2))
        grid.setVerticalSpacing(theme.space(2))
        grid.setColumnMinimumWidth(0, theme.grown(_LABEL_WIDTH))
        grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        for number, (label, value) in enumerate((a, b) for a, b in facts if b):
            grid.addWidget(text_label(label, "table", "textMuted"), number, 0, top)
            grid.addWidget(text_label(value, "table", wrap=True), number, 1, top)
