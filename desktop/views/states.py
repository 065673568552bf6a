"""The states of sync: one word, one icon, one ink each; the same everywhere (guide, section 5)."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from desktop.domain.records import Stand
from desktop.views import icons, theme


@dataclass(frozen=True, slots=True)
class StateLook:
    """How a state looks and is called."""

    word: str
    icon: str
    ink: str
    ground: str


def look_of(stand: Stand) -> StateLook:
    """Give the look of a state."""
    spec = theme.tokens()["state"][stand.value]
    return StateLook(spec["label"], spec["icon"], spec["ink"], spec["ground"])


def paint_state(painter: QPainter, rect: QRect, stand: Stand) -> None:
    """Draw a state in a row: icon and word; confirmed is a quiet check mark."""
    look = look_of(stand)
    confirmed = stand is Stand.BEVESTIGD
    name, ink = ("check", "textMuted") if confirmed else (look.icon, look.ink)
    top = rect.top() + (rect.height() - 16) // 2
    painter.drawPixmap(rect.left(), top, icons.pixmap(name, ink))
    if not confirmed:
        painter.setPen(theme.colour(look.ink))
        words = rect.adjusted(22, 0, 0, 0)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), look.word)


class StateMark(QWidget):
    """A state as icon and word, for pages."""

    def __init__(self, stand: Stand, extra: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = look_of(stand)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(2))
        picture = QLabel()
        picture.setPixmap(icons.pixmap(look.icon, look.ink))
        words = QLabel(f"{look.word}{extra}")
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setFont(theme.font("table"))
        palette = words.palette()
        palette.setColor(words.foregroundRole(), theme.colour(look.ink))
        words.setPalette(palette)
        row.addWidget(picture)
        row.addWidget(words)
        row.addStretch()
        self.setAccessibleName(f"{look.word}{extra}")
