"""The one style: Fusion with our own controls; colours from the tokens, no style sheet anywhere.

For authors of pages: a button's properties `primary` (filled, one a page), `quiet` (text only) and
`keys` (a shortcut drawn as a key cap) are all there is. What a single widget paints by itself
belongs to that widget.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QProxyStyle,
    QStyle,
    QStyleOption,
    QStyleOptionButton,
    QStyleOptionComplex,
    QStyleOptionFrame,
    QStyleOptionSlider,
    QToolButton,
    QWidget,
)

from desktop.views.look import icons, style_buttons, style_parts, theme

_C = QStyle.ControlElement
_P = QStyle.PrimitiveElement
_S = QStyle.StateFlag
_CC = QStyle.ComplexControl
_SC = QStyle.SubControl
_M = QStyle.PixelMetric
_T = QStyle.ContentsType
_RADIUS = 4.0
_ARROW, _ARROW_RIGHT = 16, 10
"""The arrow of a choice, and how far it stands from the right."""
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_METRICS = {
    _M.PM_ScrollBarExtent: 12, _M.PM_ScrollBarSliderMin: 32, _M.PM_IndicatorWidth: 18,
    _M.PM_IndicatorHeight: 18, _M.PM_ExclusiveIndicatorWidth: 18,
    _M.PM_ExclusiveIndicatorHeight: 18, _M.PM_CheckBoxLabelSpacing: 10,
    _M.PM_RadioButtonLabelSpacing: 10, _M.PM_TabBarTabHSpace: 28, _M.PM_TabBarTabVSpace: 18,
    _M.PM_TabBarBaseHeight: 0, _M.PM_TabBarTabShiftVertical: 0, _M.PM_HeaderMargin: 8,
    _M.PM_DefaultFrameWidth: 2, _M.PM_ButtonIconSize: 20, _M.PM_SmallIconSize: 16,
    _M.PM_ButtonShiftHorizontal: 0, _M.PM_ButtonShiftVertical: 0,
}  # fmt: skip
_OF_ICONS = {
    _M.PM_ButtonIconSize, _M.PM_SmallIconSize, _M.PM_IndicatorWidth, _M.PM_IndicatorHeight,
    _M.PM_ExclusiveIndicatorWidth, _M.PM_ExclusiveIndicatorHeight,
}  # fmt: skip
"""As large as the person's text makes them."""
Draw = Callable[[Any, QPainter, QWidget | None], None]


class ZaakkofferStyle(QProxyStyle):
    """Draws buttons, fields, choices, tabs, headings, bars, the focus ring; the rest is Fusion."""

    def __init__(self) -> None:
        super().__init__("Fusion")
        self._controls: dict[QStyle.ControlElement, Draw] = {
            _C.CE_PushButtonBevel: style_buttons.bevel,
            _C.CE_PushButtonLabel: style_buttons.label,
            _C.CE_TabBarTabShape: style_parts.tab_shape,
            _C.CE_TabBarTabLabel: style_parts.tab_label,
            _C.CE_HeaderSection: style_parts.heading,
            _C.CE_HeaderEmptyArea: style_parts.heading_ground,
            _C.CE_HeaderLabel: _nothing,
            _C.CE_ProgressBarGroove: style_parts.groove,
            _C.CE_ProgressBarContents: style_parts.progress,
        }
        self._primitives: dict[QStyle.PrimitiveElement, Draw] = {
            _P.PE_FrameFocusRect: _focus,
            _P.PE_PanelLineEdit: _field,
            _P.PE_FrameLineEdit: _field,
            _P.PE_Frame: _area,
            _P.PE_IndicatorCheckBox: _check,
            _P.PE_IndicatorRadioButton: _radio,
            _P.PE_PanelButtonTool: style_buttons.tool,
            _P.PE_IndicatorHeaderArrow: _nothing,
        }

    def drawControl(
        self,
        element: QStyle.ControlElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        draw = self._controls.get(element)
        if draw is None:
            super().drawControl(element, option, painter, widget)
            return
        _drawn(draw, option, painter, widget)

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        if element == _P.PE_IndicatorArrowDown and isinstance(widget, QToolButton):
            return  # "more" already looks like it opens something
        draw = self._primitives.get(element)
        if draw is None:
            super().drawPrimitive(element, option, painter, widget)
            return
        _drawn(draw, option, painter, widget)

    def drawComplexControl(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        if control == _CC.CC_ScrollBar:
            _drawn(self._scroll_bar, option, painter, widget)
        elif control == _CC.CC_ComboBox:
            _drawn(_combo, option, painter, widget)
        elif control == _CC.CC_SpinBox:
            _drawn(_spin, option, painter, widget)
        else:
            super().drawComplexControl(control, option, painter, widget)

    def subControlRect(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        part: QStyle.SubControl,
        widget: QWidget | None = None,
    ) -> QRect:
        if control == _CC.CC_ScrollBar and isinstance(option, QStyleOptionSlider):
            return style_parts.bar_part(option, part)
        if control == _CC.CC_SpinBox and part in style_parts.SPIN_PARTS:
            return style_parts.spin_part(option, part)
        found = super().subControlRect(control, option, part, cast(QWidget, widget))
        if control == _CC.CC_ComboBox and part == _SC.SC_ComboBoxEditField:
            right = theme.grown(_ARROW) + _ARROW_RIGHT + 6
            return option.rect.adjusted(9, 2, -right, -2)
        return found

    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        found = _METRICS.get(metric)
        if found is None:
            return super().pixelMetric(metric, option, widget)
        return theme.grown(found) if metric in _OF_ICONS else found

    def sizeFromContents(
        self,
        kind: QStyle.ContentsType,
        option: QStyleOption,
        size: QSize,
        widget: QWidget | None = None,
    ) -> QSize:
        if kind == _T.CT_PushButton and isinstance(option, QStyleOptionButton):
            return style_buttons.wanted_size(option, widget)
        found = super().sizeFromContents(kind, option, size, cast(QWidget, widget))
        if kind in (_T.CT_CheckBox, _T.CT_RadioButton):
            found.setHeight(max(found.height(), theme.measure("targetMinimum")))
        if kind in (_T.CT_LineEdit, _T.CT_ComboBox, _T.CT_SpinBox):
            found.setHeight(max(option.fontMetrics.height() + 16, 36))
        return found

    def _scroll_bar(
        self, option: QStyleOptionSlider, painter: QPainter, widget: QWidget | None
    ) -> None:
        if not option.maximum > option.minimum:
            return
        rect = self.subControlRect(_CC.CC_ScrollBar, option, _SC.SC_ScrollBarSlider, widget)
        over = bool(option.state & _S.State_MouseOver)
        inset = 2 if over else 3
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("borderStrong"))
        shown = QRectF(rect).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(shown, 3, 3)


def _drawn(draw: Draw, option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw(option, painter, widget)
    painter.restore()


def _nothing(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    """Leave out what is drawn elsewhere: the heading draws its own words and arrow."""


def _edged(painter: QPainter, rect: QRect, *, focused: bool, enabled: bool = True) -> None:
    ink = "focus" if focused else "borderStrong"
    width = theme.focus_px() if focused else theme.hairline()
    painter.setPen(QPen(theme.colour(ink), width))
    painter.setBrush(theme.colour("surface" if enabled else "hover"))
    painter.drawRoundedRect(style_buttons.edge_of(rect, width), _RADIUS, _RADIUS)


def _focus(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    if not isinstance(widget, QAbstractItemView):
        style_buttons.ring(painter, option.rect)


def _field(option: QStyleOptionFrame, painter: QPainter, widget: QWidget | None) -> None:
    if option.lineWidth > 0:
        enabled = bool(option.state & _S.State_Enabled)
        focused = widget is not None and widget.hasFocus()
        _edged(painter, option.rect, focused=focused, enabled=enabled)


def _area(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    if isinstance(widget, QAbstractScrollArea):
        _edged(painter, option.rect, focused=widget.hasFocus())


def _holds_focus(option: QStyleOption, widget: QWidget | None) -> bool:
    focus = QApplication.focusWidget()
    inside = widget is not None and focus is not None and widget.isAncestorOf(focus)
    return inside or bool(option.state & _S.State_HasFocus)


def _combo(option: QStyleOptionComplex, painter: QPainter, widget: QWidget | None) -> None:
    enabled = bool(option.state & _S.State_Enabled)
    _edged(painter, option.rect, focused=_holds_focus(option, widget), enabled=enabled)
    side = theme.grown(_ARROW)
    top = option.rect.top() + (option.rect.height() - side) // 2
    left = option.rect.right() - side - _ARROW_RIGHT
    painter.drawPixmap(left, top, icons.pixmap("chevron-down", "text", side))


def _spin(option: QStyleOptionComplex, painter: QPainter, widget: QWidget | None) -> None:
    enabled = bool(option.state & _S.State_Enabled)
    _edged(painter, option.rect, focused=_holds_focus(option, widget), enabled=enabled)
    style_parts.steps(option, painter)


def _mark_ground(option: QStyleOption, painter: QPainter) -> bool:
    chosen = bool(option.state & (_S.State_On | _S.State_NoChange))
    over = bool(option.state & _S.State_MouseOver)
    edge = "accent" if chosen else "borderStrong"
    painter.setPen(QPen(theme.colour(edge), 1.4))
    painter.setBrush(theme.colour("hover" if over and not chosen else "surface"))
    return chosen


def _check(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    del widget
    chosen = _mark_ground(option, painter)
    if chosen:
        painter.setBrush(theme.colour("accent"))
    painter.drawRoundedRect(QRectF(option.rect).adjusted(1, 1, -1, -1), 3, 3)
    if chosen:
        some = bool(option.state & QStyle.StateFlag.State_NoChange)
        place = QPointF(option.rect.left() + 2, option.rect.top() + 2)
        side = option.rect.width() - 4
        painter.drawPixmap(place, icons.pixmap("minus" if some else "check", "onAccent", side))


def _radio(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    del widget
    chosen = _mark_ground(option, painter)
    rect = QRectF(option.rect).adjusted(1, 1, -1, -1)
    painter.drawEllipse(rect)
    if chosen:
        painter.setBrush(theme.colour("accent"))
        painter.drawEllipse(rect.adjusted(4, 4, -4, -4))
