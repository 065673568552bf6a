"""White surfaces with a hairline, and the labels that stand on them."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QLabel, QLayout, QPushButton, QVBoxLayout, QWidget

from desktop.views import icons, theme


def text_label(
    text: str, style: theme.TypeStyle = "body", ink: str = "text", *, wrap: bool = False
) -> QLabel:
    """Make a label of plain text in a type style and ink."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(theme.font(style))
    palette = label.palette()
    palette.setColor(label.foregroundRole(), theme.colour(ink))
    label.setPalette(palette)
    label.setWordWrap(wrap)
    return label


def button(text: str, icon: str = "", *, primary: bool = False, quiet: bool = False) -> QPushButton:
    """Make a button; one page has at most one primary."""
    found = QPushButton(text)
    found.setProperty("primary", primary)
    found.setProperty("quiet", quiet)
    ink = "onAccent" if primary else "accentText" if quiet else "text"
    palette = found.palette()
    palette.setColor(found.foregroundRole(), theme.colour(ink))
    found.setPalette(palette)
    if icon:
        found.setIcon(icons.icon(icon, ink))
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
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("border"), 1))
        painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.end()


class EmptyState(QWidget):
    """One icon, one sentence on what will appear, at most one action."""

    def __init__(self, icon: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        picture = QLabel()
        picture.setPixmap(icons.pixmap(icon, "textMuted", 28))
        picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words = text_label(text, ink="textMuted", wrap=True)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addStretch()
        column.addWidget(picture)
        column.addWidget(words)
        column.addStretch()
