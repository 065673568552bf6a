"""How the style draws buttons: ground, label with icon and key cap, and the focus ring."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QIcon, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOption, QStyleOptionButton, QWidget

from desktop.views.look import theme

_S = QStyle.StateFlag
_RADIUS = 4.0
_GAP = 8
_SIDE = 14
_QUIET_SIDE = 8
_KEY_SIDE = 6
_TEXT = int(
    Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextShowMnemonic
)


def _has(widget: QWidget | None, name: str) -> bool:
    return widget is not None and bool(widget.property(name))


def _keys(widget: QWidget | None) -> str:
    return str(widget.property("keys") or "") if widget is not None else ""


def _font(widget: QWidget | None) -> QFont:
    quiet = _has(widget, "quiet")
    found = theme.font("table" if quiet else "body")
    weight = QFont.Weight.DemiBold if _has(widget, "primary") else QFont.Weight.Medium
    found.setWeight(weight)
    return found


def _icon(widget: QWidget | None) -> int:
    return theme.grown(16 if _has(widget, "quiet") else 20)


def _side(widget: QWidget | None) -> int:
    return _QUIET_SIDE if _has(widget, "quiet") else _SIDE


def ring(painter: QPainter, rect: QRect) -> None:
    """Draw the focus ring inside a rectangle."""
    width = theme.focus_px()
    painter.setPen(QPen(theme.colour("focus"), width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(edge_of(rect, width), _RADIUS, _RADIUS)


def edge_of(rect: QRect, width: int) -> QRectF:
    """Give where an edge of some width is drawn sharply: on whole pixels, inside."""
    inset = width / 2
    return QRectF(rect).adjusted(inset, inset, -inset, -inset)


def plate(
    painter: QPainter, rect: QRect, ground: str, edge: str, *, width: int, radius: int
) -> None:
    """Draw the ground and the edge of a control that is drawn by hand, in colours of the scheme."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour(edge), width))
    painter.setBrush(theme.colour(ground))
    painter.drawRoundedRect(edge_of(rect, width), radius, radius)


def key_cap_width(keys: str) -> int:
    """Give how wide a key cap is, in px."""
    metrics = QFontMetrics(theme.font("caption"))
    return metrics.horizontalAdvance(keys) + 2 * _KEY_SIDE


def key_cap(painter: QPainter, rect: QRect, keys: str, ink: str, edge: str = "border") -> None:
    """Draw a shortcut as a key cap at the right end of a rectangle."""
    font = theme.font("caption")
    height = QFontMetrics(font).height() + 2
    width = key_cap_width(keys)
    cap = QRectF(
        rect.right() - width + 0.5, rect.center().y() - height / 2 + 0.5, width - 1, height
    )
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.colour(edge), 1))
    painter.drawRoundedRect(cap, 3, 3)
    painter.setFont(font)
    painter.setPen(theme.colour(ink))
    painter.drawText(cap, int(Qt.AlignmentFlag.AlignCenter), keys)


def wanted_size(option: QStyleOptionButton, widget: QWidget | None) -> QSize:
    """Give the size of a push button: at least 36 high, a primary 40, a quiet one 32."""
    font = _font(widget)
    metrics = QFontMetrics(font)
    size = metrics.size(int(Qt.TextFlag.TextShowMnemonic), option.text)
    width = size.width() + 2 * _side(widget)
    if not option.icon.isNull():
        width += _icon(widget) + (_GAP if option.text else 0)
    if keys := _keys(widget):
        width += key_cap_width(keys) + _GAP
    least = 40 if _has(widget, "primary") else 32 if _has(widget, "quiet") else 36
    return QSize(width + 2, max(metrics.height() + 16, least))


def bevel(option: QStyleOptionButton, painter: QPainter, widget: QWidget | None) -> None:
    """Draw the ground and the edge of a push button."""
    down = bool(option.state & _S.State_Sunken)
    over = bool(option.state & _S.State_MouseOver)
    enabled = bool(option.state & _S.State_Enabled)
    rect = edge_of(option.rect, theme.hairline())
    if _has(widget, "primary"):
        ground = "accentPressed" if down else "accentHover" if over else "accent"
        painter.setPen(Qt.PenStyle.NoPen)
    else:
        ground = "accentSoft" if down else "hover" if over else "surface"
        quiet = _has(widget, "quiet")
        edge = QPen(theme.colour("borderStrong"), theme.hairline())
        painter.setPen(Qt.PenStyle.NoPen if quiet else edge)
        if quiet and not (over or down):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            ground = ""
    if ground:
        painter.setBrush(theme.colour(ground if enabled else "hover"))
    painter.drawRoundedRect(rect, _RADIUS, _RADIUS)
    if option.state & _S.State_HasFocus:
        ring(painter, option.rect)
        if _has(widget, "primary"):  # the ring needs a ground of its own to be seen on the accent
            painter.setPen(QPen(theme.colour("onAccent"), 1))
            painter.drawRoundedRect(rect.adjusted(2, 2, -2, -2), _RADIUS - 1, _RADIUS - 1)


def label(option: QStyleOptionButton, painter: QPainter, widget: QWidget | None) -> None:
    """Draw icon, words and key cap of a push button, together in the middle."""
    font = _font(widget)
    metrics = QFontMetrics(font)
    words = metrics.size(int(Qt.TextFlag.TextShowMnemonic), option.text).width()
    side = _icon(widget)
    picture = 0 if option.icon.isNull() else side + (_GAP if option.text else 0)
    keys = _keys(widget)
    cap = key_cap_width(keys) + _GAP if keys else 0
    total = picture + words + cap
    rect = option.rect
    left = rect.left() + max(_side(widget) // 2, (rect.width() - total) // 2)
    enabled = bool(option.state & _S.State_Enabled)
    primary = _has(widget, "primary")
    ink = "onAccent" if primary else "accentText" if _has(widget, "quiet") else "text"
    if picture:
        mode = QIcon.Mode.Normal if enabled else QIcon.Mode.Disabled
        top = rect.top() + (rect.height() - side) // 2
        option.icon.paint(painter, QRect(left, top, side, side), mode=mode)
    painter.setFont(font)
    painter.setPen(theme.colour(ink if enabled else "textDisabled"))
    right = rect.right() - cap
    painter.drawText(
        QRect(left + picture, rect.top(), right - left - picture, rect.height()), _TEXT, option.text
    )
    if keys:
        end = QRect(rect.left(), rect.top(), left + total - rect.left(), rect.height())
        edge = "onAccent" if primary and enabled else "border"
        key_cap(painter, end, keys, ink if enabled else "textDisabled", edge)


def tool(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    """Draw the ground of a tool button: nothing until the pointer is on it."""
    del widget
    ground = "accentSoft" if option.state & (_S.State_Sunken | _S.State_On) else "hover"
    if option.state & (_S.State_MouseOver | _S.State_Sunken | _S.State_On):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(ground))
        painter.drawRoundedRect(QRectF(option.rect).adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
