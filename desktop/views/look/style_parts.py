"""How the style draws tabs, headings of tables, progress and scroll bars."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QStyle,
    QStyleOption,
    QStyleOptionComplex,
    QStyleOptionHeader,
    QStyleOptionProgressBar,
    QStyleOptionSlider,
    QStyleOptionTab,
    QWidget,
)

from desktop.views.look import icons, style_buttons, theme

_S = QStyle.StateFlag
_SC = QStyle.SubControl
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_BEGIN = QStyleOptionHeader.SectionPosition
CELL_SIDE = 12
TABLE_SIDE = 32
"""How far words stand from the left of a cell, and of the first cell: there the page's margin."""
TAB_SIDE = 12
"""How far the words of a tab stand from its side, for what has to line up with them."""


def box_px() -> int:
    """Give the side of the box before the first column of a table; it grows with the text."""
    return theme.grown(16)


def pick_side() -> int:
    """Give the room for that box."""
    return box_px() + 12


def tab_shape(option: QStyleOptionTab, painter: QPainter, widget: QWidget | None) -> None:
    """Draw the line under the tab that is shown, and a ground under the pointer."""
    del widget
    rect = option.rect
    if option.state & _S.State_MouseOver and not option.state & _S.State_Selected:
        painter.fillRect(rect.adjusted(2, 4, -2, -4), theme.colour("hover"))
    if option.state & _S.State_Selected:
        under = QRect(rect.left() + TAB_SIDE, rect.bottom() - 2, rect.width() - 2 * TAB_SIDE, 3)
        painter.fillRect(under, theme.colour("accent"))


def tab_label(option: QStyleOptionTab, painter: QPainter, widget: QWidget | None) -> None:
    """Draw the words of a tab."""
    del widget
    chosen = bool(option.state & _S.State_Selected)
    painter.setFont(theme.font("bodyStrong" if chosen else "body"))
    painter.setPen(theme.colour("accentText" if chosen else "textMuted"))
    flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextShowMnemonic)
    painter.drawText(option.rect, flags, option.text)
    if option.state & _S.State_HasFocus:
        style_buttons.ring(painter, option.rect.adjusted(2, 4, -2, -6))


def heading_ground(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    """Draw the ground of a heading, with a hairline below."""
    del widget
    over = bool(option.state & _S.State_MouseOver) and bool(option.state & _S.State_Enabled)
    painter.fillRect(option.rect, theme.colour("hover" if over else "surface"))
    painter.fillRect(
        QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
        theme.colour("border"),
    )


def heading(option: QStyleOptionHeader, painter: QPainter, widget: QWidget | None) -> None:
    """Draw a heading of a table: ground, words, and the arrow of the order."""
    heading_ground(option, painter, widget)
    font = theme.font("table")
    painter.setFont(font)
    painter.setPen(theme.colour("textMuted"))
    begins = (_BEGIN.Beginning, _BEGIN.OnlyOneSection)
    first = option.position in begins
    rect = option.rect.adjusted(TABLE_SIDE + pick_side() if first else CELL_SIDE, 0, 0, 0)
    painter.drawText(rect, _LEFT, option.text)
    arrows = QStyleOptionHeader.SortIndicator
    if option.sortIndicator != arrows.None_:
        name = "arrow-up" if option.sortIndicator == arrows.SortDown else "arrow-down"
        right = rect.left() + QFontMetrics(font).horizontalAdvance(option.text) + 6
        side = theme.grown(14)
        top = rect.center().y() - side // 2 + 1
        painter.drawPixmap(right, top, icons.pixmap(name, "textMuted", side))


def groove(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    """Draw the ground of a progress bar."""
    del widget
    painter.setPen(QPen(theme.colour("accent"), 1))
    painter.setBrush(theme.colour("accentSoft"))
    painter.drawRoundedRect(bar(option.rect), 3, 3)


def progress(option: QStyleOptionProgressBar, painter: QPainter, widget: QWidget | None) -> None:
    """Draw how far a progress bar is."""
    del widget
    span = option.maximum - option.minimum
    if span <= 0:
        return
    rect = bar(option.rect)
    rect.setWidth(rect.width() * (option.progress - option.minimum) / span)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("accent"))
    painter.drawRoundedRect(rect, 3, 3)


def bar(rect: QRect) -> QRectF:
    """Give where the bar lies."""
    return QRectF(rect.left() + 0.5, rect.center().y() - 2.5, rect.width() - 1, 6)


def bar_part(option: QStyleOptionSlider, part: QStyle.SubControl) -> QRect:
    """Place the parts of a scroll bar: no arrows, the whole length is the groove."""
    across = option.orientation == Qt.Orientation.Horizontal
    rect = option.rect
    length = rect.width() if across else rect.height()
    span = max(1, option.maximum - option.minimum)
    slider = max(32, length * option.pageStep // (span + option.pageStep))
    slider = min(slider, length)
    start = QStyle.sliderPositionFromValue(
        option.minimum, option.maximum, option.sliderPosition, length - slider, option.upsideDown
    )
    spans = {
        _SC.SC_ScrollBarGroove: (0, length),
        _SC.SC_ScrollBarSlider: (start, slider),
        _SC.SC_ScrollBarSubPage: (0, start),
        _SC.SC_ScrollBarAddPage: (start + slider, length - start - slider),
    }
    found = spans.get(part)
    if found is None:
        return QRect()
    begin, size = found
    if across:
        return QRect(rect.left() + begin, rect.top(), size, rect.height())
    return QRect(rect.left(), rect.top() + begin, rect.width(), size)


_STEP_PX = 28
SPIN_PARTS = frozenset(
    {_SC.SC_SpinBoxUp, _SC.SC_SpinBoxDown, _SC.SC_SpinBoxEditField, _SC.SC_SpinBoxFrame}
)


def spin_part(option: QStyleOptionComplex, part: QStyle.SubControl) -> QRect:
    """Give the place of a part of a number: less and more beside each other, not too small."""
    whole = option.rect
    right = whole.right() - 3
    if part == _SC.SC_SpinBoxUp:
        return QRect(right - _STEP_PX, whole.top() + 2, _STEP_PX, whole.height() - 4)
    if part == _SC.SC_SpinBoxDown:
        return QRect(right - 2 * _STEP_PX, whole.top() + 2, _STEP_PX, whole.height() - 4)
    if part == _SC.SC_SpinBoxEditField:
        return whole.adjusted(8, 2, -2 * _STEP_PX - 4, -2)
    return whole


def steps(option: QStyleOptionComplex, painter: QPainter) -> None:
    """Draw less and more of a number."""
    for part, name in ((_SC.SC_SpinBoxDown, "minus"), (_SC.SC_SpinBoxUp, "plus")):
        place = spin_part(option, part)
        under = option.activeSubControls & part and option.state & _S.State_MouseOver
        if under:
            painter.fillRect(place, theme.colour("hover"))
        side = min(theme.grown(16), place.width())
        corner = place.center() - QPoint(side // 2 - 1, side // 2 - 1)
        painter.drawPixmap(corner, icons.pixmap(name, "text", side))
