"""Chips: small choices in a row. Chosen shows as a check mark and weight, not only as colour.

For authors of pages: put checkable chips in a `QButtonGroup`; a chip that stands for a filter is
`removable` and its click takes the filter away; one that adds something is `adding`.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from desktop.views.look import icons, theme

_HEIGHT = 28
_SIDE = 12
_ICON = 14
_GAP = 6


class Chip(QToolButton):
    """One chip."""

    def __init__(
        self,
        text: str,
        parent: QWidget | None = None,
        *,
        removable: bool = False,
        adding: bool = False,
    ) -> None:
        super().__init__(parent)
        self._removable = removable
        self._adding = adding
        self.setText(text)
        self.setCheckable(not (removable or adding))
        self.setAccessibleName(self.tr("Filter weghalen: {}").format(text) if removable else text)
        self.setToolTip(self.tr("Filter weghalen") if removable else "")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        bold = QFontMetrics(theme.font("bodyStrong"))
        width = bold.horizontalAdvance(self.text()) + 2 * _SIDE + theme.grown(_ICON) + _GAP
        return QSize(width, max(_HEIGHT, bold.height() + 8))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _icon(self) -> str:
        if self._removable:
            return "x"
        if self._adding:
            return "plus"
        return "check" if self.isChecked() else ""

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        chosen = self.isChecked() or self._removable
        ink = "accentText" if chosen else "text"
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        edge = QPen(theme.colour("accent" if chosen else "borderStrong"), theme.hairline())
        if self._adding:
            edge.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(edge)
        over = "hover" if self.underMouse() else "surface"
        painter.setBrush(theme.colour("accentSoft" if chosen else over))
        painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
        if self.hasFocus():
            width = theme.focus_px()
            painter.setPen(QPen(theme.colour("focus"), width))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            inside = QRectF(self.rect()).adjusted(*(width / 2 * one for one in (1, 1, -1, -1)))
            painter.drawRoundedRect(inside, inside.height() / 2, inside.height() / 2)
        self._contents(painter, ink)
        painter.end()

    def _contents(self, painter: QPainter, ink: str) -> None:
        font = theme.font("bodyStrong" if ink == "accentText" else "body")
        painter.setFont(font)
        painter.setPen(theme.colour(ink))
        words = QFontMetrics(font).horizontalAdvance(self.text())
        name = self._icon()
        picture = theme.grown(_ICON) + _GAP if name else 0
        left = (self.width() - words - picture) // 2
        top = (self.height() - theme.grown(_ICON)) // 2
        if name and not self._removable:
            painter.drawPixmap(left, top, icons.pixmap(name, ink, theme.grown(_ICON)))
            left += picture
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.drawText(self.rect().adjusted(left, 0, 0, 0), flags, self.text())
        if self._removable:
            painter.drawPixmap(
                left + words + _GAP, top, icons.pixmap(name, ink, theme.grown(_ICON))
            )
