"""The head of a page: title, one muted line, actions at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.views.look import theme
from desktop.views.widgets.card import text_label


class PageHeader(QWidget):
    """Title and second line; `buttons` takes buttons."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(4))
        words = QVBoxLayout()
        words.setSpacing(theme.space(1))
        self.title = text_label(title, "title", wrap=True)
        self.line = text_label("", ink="textMuted", wrap=True)
        self.line.setVisible(False)
        words.addWidget(self.title)
        words.addWidget(self.line)
        words.addStretch()
        row.addLayout(words, 1)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(theme.space(2))
        self.buttons.setAlignment(Qt.AlignmentFlag.AlignTop)
        row.addLayout(self.buttons)

    def layout_indent(self, left: int) -> None:
        """Stand further to the right, in px, to line up with what is below."""
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(left, 0, 0, 0)

    def say(self, title: str, line: str = "") -> None:
        """Change the title and the second line."""
        self.title.setText(title)
        self.line.setText(line)
        self.line.setVisible(bool(line))
