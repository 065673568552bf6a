"""White surfaces with a hairline, and the labels and buttons that stand on them.

For authors of pages: `text_label` for every text, `button` for every button, `Card` for a surface,
`EmptyState` where nothing is yet, `clear` before filling a layout again.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.views.look import icons, theme

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
"""Left is left in our left-to-right window, also for a name in Arabic."""
_BREAK = "\u200b"
"""A place where a line may end, that is not seen."""
_LONG_WORD = re.compile(r"\w{31,}")
_PIECE = re.compile(r".{15}(?=.)")


def breakable(text: str) -> str:
    """Let a very long word be broken: places to do so, that are not seen, between its letters."""
    return _LONG_WORD.sub(lambda found: _PIECE.sub(rf"\g<0>{_BREAK}", found[0]), text)


class InkLabel(QLabel):
    """Plain text in a type style and an ink of the scheme."""

    _style: theme.TypeStyle = "body"
    _ink = "text"

    def __init__(self, text: str, style: theme.TypeStyle, ink: str) -> None:
        super().__init__(text)
        self._style = style
        self._ink = ink
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(_LEFT)
        self.setFont(theme.font(style))
        self.use_ink(ink)

    def setText(self, text: str) -> None:
        """Show a text; where it wraps, also inside a word that is longer than a line.

        Without that one file name without spaces makes all that stands with it too wide to see.
        What can be copied is left as it is.
        """
        is_copied = self.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
        super().setText(breakable(text) if self.wordWrap() and not is_copied else text)

    def text(self) -> str:
        """Give the text as it was set, without the places where it may be broken."""
        return super().text().replace(_BREAK, "")

    def setTextInteractionFlags(self, flags: Qt.TextInteractionFlag) -> None:
        """Let the text be copied, or not any more."""
        super().setTextInteractionFlags(flags)
        self.setText(self.text())

    def use_ink(self, ink: str) -> None:
        """Change the ink to that of another token."""
        self._ink = ink
        palette = self.palette()
        palette.setColor(self.foregroundRole(), theme.colour(ink))
        self.setPalette(palette)

    def renew(self) -> None:
        """Take the colour and the size of text of now."""
        self.use_ink(self._ink)
        self.setFont(theme.font(self._style))


def renew_labels() -> None:
    """Give every label the colours and the size of text of now; the window does, when they change.

    Labels do not look at their own events: a page has hundreds, and each gets a dozen events while
    it is made, for the few times in a day that something changes.
    """
    for widget in QApplication.allWidgets():
        if isinstance(widget, InkLabel):
            widget.renew()


class IconLabel(QLabel):
    """An icon beside words that already say what it means; it has no name of its own.

    `size` is in px for text of 100 %; with larger text it is larger.
    """

    def __init__(self, name: str, ink: str = "textMuted", size: int = 16) -> None:
        super().__init__()
        self._name = name
        self._ink = ink
        self._size = theme.grown(size)
        self.setFixedSize(self._size, self._size)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.drawPixmap(0, 0, icons.pixmap(self._name, self._ink, self._size))
        painter.end()


def text_label(
    text: str, style: theme.TypeStyle = "body", ink: str = "text", *, wrap: bool = False
) -> InkLabel:
    """Make a label of plain text in a type style and ink."""
    label = InkLabel("" if wrap else text, style, ink)
    if wrap:
        label.setWordWrap(True)
        label.setText(text)
    return label


def button(
    text: str, icon: str = "", *, primary: bool = False, quiet: bool = False, keys: str = ""
) -> QPushButton:
    """Make a button; one page has at most one primary. `keys` shows its shortcut as a key cap."""
    found = QPushButton(text)
    found.setProperty("primary", primary)
    found.setProperty("quiet", quiet)
    found.setProperty("keys", keys)
    if icon:
        ink = "onAccent" if primary else "accentText" if quiet else "text"
        found.setIcon(icons.icon(icon, ink))
    if keys:
        found.setToolTip(keys)
    found.setAutoDefault(False)
    found.setAccessibleName(text.replace("&", ""))
    return found


def clear(layout: QLayout) -> None:
    """Remove everything from a layout."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        inner = item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


class Card(QFrame):
    """A white surface with rounded corners; `body` takes the contents."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        outer.setSpacing(theme.space(3))
        if title:
            heading = text_label(title, "section")
            outer.addWidget(heading)
            self.setAccessibleName(title)
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.space(2))
        outer.addLayout(self.body)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        width = theme.hairline()
        inset = width / 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("border"), width))
        painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 8, 8)
        painter.end()


class EmptyState(QWidget):
    """One icon, one sentence on what will appear, at most one action (in `action`)."""

    def __init__(
        self, icon: str, text: str, action: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setSpacing(theme.space(3))
        self.words = text_label(text, ink="textMuted", wrap=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.action = button(action)
        if not action:  # never show what has no parent yet: it would be a window for a moment
            self.action.hide()
        column.addStretch()
        column.addWidget(IconLabel(icon, "textMuted", 28), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.words)
        column.addWidget(self.action, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()

    def say(self, text: str, action: str = "") -> None:
        """Change the sentence and the action; no action hides its button."""
        self.words.setText(text)
        self.action.setText(action)
        self.action.setAccessibleName(action.replace("&", ""))
        self.action.setVisible(bool(action))
