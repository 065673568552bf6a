"""Controls for a finger: at least 56 high, with their words in the type of visit mode."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QPushButton, QSizePolicy

from desktop.views.look import icons, style_buttons, theme

_PAD = 16
_GAP = 10
_TILE_ICON = 28
_LINE_ICON = 20
_BOX = 28
_CHECK = 20
_CENTRE = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextShowMnemonic)


def target() -> int:
    """Give the least height of what a finger has to hit, in px."""
    return int(theme.tokens()["size"]["targetVisit"])


class TouchButton(QPushButton):
    """An answer, a tile (icon above its words), or the one primary action of a step."""

    def __init__(
        self, text: str, icon: str = "", *, tile: bool = False, primary: bool = False
    ) -> None:
        super().__init__(text)
        self._picture, self._tile, self._primary = icon, tile, primary
        self.setAutoDefault(False)
        self.setAccessibleName(text.replace("&", ""))
        wide = QSizePolicy.Policy.Expanding if tile or primary else QSizePolicy.Policy.Preferred
        self.setSizePolicy(wide, QSizePolicy.Policy.Fixed)

    def name(self, words: str) -> None:
        """Change the words."""
        self.setText(words)
        self.setAccessibleName(words.replace("&", ""))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.font("visitButton"))
        words = metrics.size(int(Qt.TextFlag.TextShowMnemonic), self.text())
        if self._tile:
            height = max(
                int(theme.tokens()["size"]["tileVisit"]),
                words.height() + theme.grown(_TILE_ICON) + 34,
            )
            return QSize(words.width() + _PAD, height)
        icon = theme.grown(_LINE_ICON) + _GAP if self._picture or self.isCheckable() else 0
        least = int(theme.tokens()["size"]["primary"]["visit"]) if self._primary else target()
        width = words.width() + icon + 2 * _PAD
        return QSize(max(width, 88) if self.text() else target(), max(least, words.height() + 24))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        ground, edge, ink = self._colours(chosen=self.isChecked())
        style_buttons.plate(
            painter, self.rect(), ground, edge,
            width=2 if self.isChecked() else theme.hairline(), radius=12 if self._tile else 8,
        )  # fmt: skip
        painter.setFont(theme.font("visitButton"))
        painter.setPen(theme.colour(ink))
        if self._tile:
            self._draw_tile(painter, ink)
        else:
            self._draw_line(painter, ink)
        if self.hasFocus():
            style_buttons.ring(painter, self.rect())
            if self._primary:
                painter.setPen(QPen(theme.colour("onAccent"), 1))
                painter.drawRoundedRect(self.rect().adjusted(3, 3, -4, -4), 6, 6)
        painter.end()

    def _colours(self, *, chosen: bool) -> tuple[str, str, str]:
        if not self.isEnabled():
            return "hover", "border", "textDisabled"
        if self._primary:
            return ("accentPressed" if self.isDown() else "accent"), "accent", "onAccent"
        over = "accentSoft" if self.isDown() or chosen else "hover"
        ground = over if self.isDown() or chosen or self.underMouse() else "surface"
        return ground, ("accent" if chosen else "borderStrong"), "text"

    def _draw_tile(self, painter: QPainter, ink: str) -> None:
        height, side = QFontMetrics(painter.font()).height(), theme.grown(_TILE_ICON)
        top = (self.height() - side - height - 8) // 2
        left = (self.width() - side) // 2
        picture = "accentText" if ink == "text" else ink
        painter.drawPixmap(left, top, icons.pixmap(self._picture, picture, side))
        words = QRect(4, top + side + 8, self.width() - 8, height)
        painter.drawText(words, _CENTRE, self.text())

    def _draw_line(self, painter: QPainter, ink: str) -> None:
        picture = "check" if self.isChecked() else self._picture
        metrics = QFontMetrics(painter.font())
        words = metrics.size(int(Qt.TextFlag.TextShowMnemonic), self.text()).width()
        gap, side = _GAP if words else 0, theme.grown(_LINE_ICON)
        left = (self.width() - words - (side + gap if picture else 0)) // 2
        if picture:
            top = (self.height() - side) // 2
            painter.drawPixmap(left, top, icons.pixmap(picture, ink, side))
            left += side + gap
        painter.drawText(QRect(left, 0, self.width() - left, self.height()),
                         int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextShowMnemonic),
                         self.text())  # fmt: skip


class TouchBox(QCheckBox):
    """A check box without words of its own: the words stand beside it and are its name."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(target(), target())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        side = (self.height() - _BOX) // 2
        box = QRect(side, side, _BOX, _BOX)
        on = self.isChecked()
        ground, edge = ("accent", "accent") if on else ("surface", "borderStrong")
        style_buttons.plate(painter, box, ground, edge, width=2, radius=4)
        if on:
            inset = (_BOX - _CHECK) // 2
            mark = icons.pixmap("check", "onAccent", _CHECK)
            painter.drawPixmap(side + inset, side + inset, mark)
        if self.hasFocus():
            style_buttons.ring(painter, self.rect().adjusted(4, 4, -4, -4))
        painter.end()
