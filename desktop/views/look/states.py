"""The states of sync: one word, one icon, one ink each; the same everywhere (guide, section 5).

For authors of pages: `StateMark` on pages, `paint_state` in delegates, `look_of` for anything else.
No other module names the word, the icon or the ink of a state.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop.domain.records import Stand
from desktop.views.look import icons, theme
from desktop.views.look.wording import tr

_ICON = 16
_GAP = 8
_PILL = 8


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
    return StateLook(word_of(stand), spec["icon"], spec["ink"], spec["ground"])


def word_of(stand: Stand) -> str:
    """Give the word of a state; in Dutch it is that of the tokens."""
    match stand:
        case Stand.WACHT:
            return tr("Wacht")
        case Stand.BEZIG:
            return tr("Bezig")
        case Stand.VERZONDEN:
            return tr("Verzonden")
        case Stand.BEVESTIGD:
            return tr("Bevestigd")
        case Stand.CONFLICT:
            return tr("Keuze nodig")
        case Stand.GEWEIGERD:
            return tr("Geweigerd")


def paint_state(painter: QPainter, rect: QRect, stand: Stand) -> None:
    """Draw a state in a row: icon and word; confirmed is a quiet check mark."""
    look = look_of(stand)
    confirmed = stand is Stand.BEVESTIGD
    name, ink = ("check", "textMuted") if confirmed else (look.icon, look.ink)
    _paint(painter, rect, name, ink, "" if confirmed else look.word)


def _paint(painter: QPainter, rect: QRect, icon: str, ink: str, words: str) -> None:
    top = rect.top() + (rect.height() - theme.grown(_ICON)) // 2
    painter.drawPixmap(rect.left(), top, icons.pixmap(icon, ink, theme.grown(_ICON)))
    painter.setPen(theme.colour(ink))
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    painter.drawText(rect.adjusted(theme.grown(_ICON) + _GAP, 0, 0, 0), int(flags), words)


class StateMark(QLabel):
    """A state as icon and word, for pages; with `pill` on the state's own soft ground."""

    def __init__(
        self, stand: Stand, extra: str = "", parent: QWidget | None = None, *, pill: bool = False
    ) -> None:
        look = look_of(stand)
        super().__init__(f"{look.word}{extra}", parent)
        self._look = look
        self._pill = pill
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme.font("table"))
        self.setAccessibleName(self.text())
        # may be given more room, so that it never narrows the column it stands in
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        side = 2 * _PILL if self._pill else 0
        width = theme.grown(_ICON) + _GAP + metrics.horizontalAdvance(self.text()) + side + 2
        return QSize(width, max(theme.grown(_ICON), metrics.height()) + (6 if self._pill else 2))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        rect = self.rect()
        rect.setWidth(min(rect.width(), self.sizeHint().width()))
        if self._pill:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            contrast = theme.scheme() == "highContrast"
            edge = QPen(theme.colour(self._look.ink), 2) if contrast else Qt.PenStyle.NoPen
            painter.setPen(edge)
            painter.setBrush(theme.colour(self._look.ground))
            painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            rect = rect.adjusted(_PILL, 0, -_PILL, 0)
        painter.setFont(self.font())
        _paint(painter, rect, self._look.icon, self._look.ink, self.text())
        painter.end()
