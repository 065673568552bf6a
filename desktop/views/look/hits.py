"""Text in which the searched words stand out: ground and weight, drawn without rich text."""

from __future__ import annotations

import re

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import (
    QBrush,
    QFont,
    QFontMetrics,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

from desktop.views.look import theme


def spans(text: str, words: str) -> list[tuple[int, int]]:
    """Give where the words begin a word in a text, as (start, length), in order."""
    found = [re.escape(word) for word in words.split()]
    if not found:
        return []
    pattern = re.compile(r"\b(" + "|".join(found) + ")", re.IGNORECASE)
    return [(match.start(), match.end() - match.start()) for match in pattern.finditer(text)]


def paint(
    painter: QPainter, rect: QRect, text: str, words: str, style: theme.TypeStyle, ink: str
) -> None:
    """Draw one line of text in a rectangle, shortened at the right, with the words marked."""
    font = theme.font(style)
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    layout = QTextLayout(shown, font)
    option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    layout.setFormats([_mark(start, length) for start, length in spans(shown, words)])
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(rect.width())
    layout.endLayout()
    painter.setPen(theme.colour(ink))
    top = rect.top() + (rect.height() - line.height()) / 2
    layout.draw(painter, QPointF(rect.left(), top))


def _mark(start: int, length: int) -> QTextLayout.FormatRange:
    look = QTextCharFormat()
    look.setBackground(QBrush(theme.colour("highlight")))
    look.setForeground(QBrush(theme.colour("onHighlight")))
    look.setFontWeight(QFont.Weight.DemiBold)
    found = QTextLayout.FormatRange()
    found.start = start
    found.length = length
    found.format = look
    return found
