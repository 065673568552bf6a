"""The one style: Fusion with our own buttons, fields and focus ring; colours from the palette."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QProxyStyle,
    QStyle,
    QStyleOption,
    QStyleOptionButton,
    QWidget,
)

from desktop.views import theme

_CONTROL = QStyle.ControlElement
_PRIMITIVE = QStyle.PrimitiveElement
_RADIUS = 4.0


class ZaakkofferStyle(QProxyStyle):
    """Draws push buttons, field frames and the focus ring; everything else is Fusion."""

    def __init__(self) -> None:
        super().__init__("Fusion")

    def drawControl(
        self,
        element: QStyle.ControlElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        if element == _CONTROL.CE_PushButtonBevel and isinstance(option, QStyleOptionButton):
            self._button(option, painter, widget)
            return
        super().drawControl(element, option, painter, widget)

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        if element == _PRIMITIVE.PE_FrameFocusRect:
            self._frame(painter, option.rect, "focus", 2)
            return
        if element == _PRIMITIVE.PE_PanelLineEdit:
            self._field(option, painter, widget)
            return
        super().drawPrimitive(element, option, painter, widget)

    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        if metric == QStyle.PixelMetric.PM_ButtonMargin:
            return 20
        return super().pixelMetric(metric, option, widget)

    def sizeFromContents(
        self,
        kind: QStyle.ContentsType,
        option: QStyleOption,
        size: QSize,
        widget: QWidget | None = None,
    ) -> QSize:
        found = super().sizeFromContents(kind, option, size, cast(QWidget, widget))
        types = (QStyle.ContentsType.CT_PushButton, QStyle.ContentsType.CT_LineEdit)
        if kind in types:
            least = 40 if widget is not None and widget.property("primary") else 36
            found.setHeight(max(found.height(), least))
        return found

    def _button(
        self, option: QStyleOptionButton, painter: QPainter, widget: QWidget | None
    ) -> None:
        state: QStyle.StateFlag = option.state
        enabled = bool(state & QStyle.StateFlag.State_Enabled)
        down = bool(state & QStyle.StateFlag.State_Sunken)
        over = bool(state & QStyle.StateFlag.State_MouseOver)
        primary = widget is not None and bool(widget.property("primary"))
        quiet = widget is not None and bool(widget.property("quiet"))
        chosen = bool(state & QStyle.StateFlag.State_On)
        if primary:
            ground = "accentPressed" if down else "accentHover" if over else "accent"
        else:
            ground = "accentSoft" if down or chosen else "hover" if over else "surface"
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect).adjusted(1, 1, -1, -1)
        edge = chosen or not (primary or quiet)
        painter.setPen(QPen(theme.colour("borderStrong"), 1) if edge else Qt.PenStyle.NoPen)
        shown = theme.colour(ground if enabled else "hover")
        painter.setBrush(shown if not quiet or over or down or chosen else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect, _RADIUS, _RADIUS)
        painter.restore()
        if state & QStyle.StateFlag.State_HasFocus:
            self._frame(painter, option.rect, "focus", 2)

    def _field(self, option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
        state: QStyle.StateFlag = option.state
        focused = widget is not None and widget.hasFocus()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        enabled = bool(state & QStyle.StateFlag.State_Enabled)
        ink = "focus" if focused else "borderStrong"
        painter.setPen(QPen(theme.colour(ink), 2 if focused else 1))
        painter.setBrush(theme.colour("surface" if enabled else "hover"))
        rect = QRectF(option.rect).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(rect, _RADIUS, _RADIUS)
        painter.restore()

    @staticmethod
    def _frame(painter: QPainter, rect: QRect, ink: str, width: int) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour(ink), width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
        painter.restore()
