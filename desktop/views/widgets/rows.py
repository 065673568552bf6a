"""Cards with a head and rows: what lists on pages are made of.

For authors of pages: `HeadedCard` has a title, at most one quiet `action` at the right and a
`body`; `RowCard` is the same without padding, for `Row`s that run from edge to edge, with
`heading` above a group. Long lists of one kind belong in an item view, not here.
"""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.views.look import theme
from desktop.views.widgets.card import Card, IconLabel, InkLabel, button, text_label

_SIDE = 20


class HeadedCard(Card):
    """A card with a title and an action beside it."""

    def __init__(self, title: str, action: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName(title)
        self.heading = text_label(title, "section")
        self.action: QPushButton = button(action, quiet=True)
        if not action:  # never show what has no parent yet: it would be a window for a moment
            self.action.hide()
        self._head = QHBoxLayout()
        self._head.addWidget(self.heading, 1)
        self._head.addWidget(self.action)
        self.outer.insertLayout(0, self._head)

    @property
    def outer(self) -> QVBoxLayout:
        """Everything in the card: the head and the body."""
        return cast(QVBoxLayout, self.layout())

    def offer(self, action: str) -> None:
        """Change the words of the action; "" hides it."""
        self.action.setText(action)
        self.action.setAccessibleName(action.replace("&", ""))
        self.action.setVisible(bool(action))


class RowCard(HeadedCard):
    """A card whose rows run from edge to edge; "" for a card without a title."""

    def __init__(self, title: str = "", action: str = "", parent: QWidget | None = None) -> None:
        super().__init__(title, action, parent)
        self.outer.setContentsMargins(1, 1, 1, 8)
        self.outer.setSpacing(0)
        self.body.setSpacing(0)
        self._head.setContentsMargins(_SIDE, 14, 12, 10)
        if not title:
            self.heading.hide()
            self._head.setContentsMargins(0, 0, 0, 0)

    def group(
        self, words: str, hint: str = "", icon: str = "", ink: str = "textMuted"
    ) -> RowHeading:
        """Add the heading of a group of rows."""
        is_first = self.body.count() == 0 and self.heading.isHidden()
        found = RowHeading(words, hint, icon, ink, is_first=is_first)
        self.body.addWidget(found)
        return found


class Row(QFrame):
    """One line of a card with a hairline above it; `body` goes from left to right."""

    def __init__(self, name: str = "", *, line: bool = True) -> None:
        super().__init__()
        self._line = line
        self.setAccessibleName(name)
        self.body = QHBoxLayout(self)
        self.body.setContentsMargins(_SIDE, 8, _SIDE, 8)
        self.body.setSpacing(theme.space(3))

    def picture(self, icon: str, ink: str = "textMuted", *, centred: bool = False) -> None:
        """Add an icon at the height of the first line; `centred` beside one that is centred."""
        holder = QVBoxLayout()
        holder.setContentsMargins(0, 0 if centred else 3, 0, 0)
        holder.addWidget(IconLabel(icon, ink))
        self.body.addLayout(holder)
        if not centred:
            self.body.setAlignment(holder, Qt.AlignmentFlag.AlignTop)

    def words(self, first: str, second: str = "", *, strong: bool = False) -> InkLabel:
        """Add a line and a muted second line; gives the second."""
        column = QVBoxLayout()
        column.setSpacing(1)
        # stretches, not an alignment: an aligned layout never grows to what wrapped text needs
        column.addStretch()
        column.addWidget(text_label(first, "bodyStrong" if strong else "body", wrap=True))
        facts = text_label(second, "table", "textMuted", wrap=True)
        column.addWidget(facts)
        if not second:
            facts.hide()
        column.addStretch()
        self.body.addLayout(column, 1)
        if not self.accessibleName():
            self.setAccessibleName(", ".join(filter(None, [first, second])))
        return facts

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if self._line:
            painter = QPainter(self)
            painter.fillRect(0, 0, self.width(), 1, theme.colour("border"))
            painter.end()


class RowHeading(QFrame):
    """The heading of a group of rows: icon, words in an ink, a muted hint."""

    def __init__(self, words: str, hint: str, icon: str, ink: str, *, is_first: bool) -> None:
        super().__init__()
        self._is_first = is_first
        self._is_plain = not icon
        row = QHBoxLayout(self)
        row.setContentsMargins(_SIDE, 9, _SIDE, 9 if icon else 1)
        row.setSpacing(theme.space(3))
        if icon:
            row.addWidget(IconLabel(icon, ink))
        label = text_label(words, "bodyStrong" if icon else "caption", ink)
        font = label.font()
        font.setWeight(theme.font("bodyStrong").weight())
        label.setFont(font)
        row.addWidget(label)
        row.addWidget(text_label(hint, "table", "textMuted", wrap=True), 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if self._is_plain:
            return
        painter = QPainter(self)
        ground = self.rect().adjusted(0, 7 if self._is_first else 0, 0, 0)
        painter.fillRect(ground, theme.colour("background"))
        if self._is_first:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("background"))
            painter.drawRoundedRect(self.rect().adjusted(0, 0, 0, -8), 7, 7)
        else:
            painter.fillRect(0, 0, self.width(), 1, theme.colour("border"))
        painter.end()
