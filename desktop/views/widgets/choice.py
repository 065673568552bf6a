"""A choice that shows what is chosen: who, when, and the value, with what was added marked."""

from __future__ import annotations

import re

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

from desktop.views.look import style_buttons, theme
from desktop.views.widgets.option_card import MARK, OptionCard

_PAD = 14
_LEFT = _PAD + MARK + 12
_GAP = 6
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")


def additions(base: str, text: str) -> list[tuple[int, int]]:
    """Give what a text has more than its base, sentence by sentence, as (start, length)."""
    known = {found.group().strip() for found in _SENTENCE.finditer(base)}
    result = []
    for found in _SENTENCE.finditer(text):
        sentence = found.group()
        if sentence.strip() and sentence.strip() not in known:
            lead = len(sentence) - len(sentence.lstrip())
            result.append((found.start() + lead, len(sentence.strip())))
    return result


class ChoiceCard(OptionCard):
    """One of two or more values; `key` is the digit that chooses it."""

    def __init__(self, who: str, when: str, value: str, base: str, key: str, ink: str) -> None:
        super().__init__(who)
        self._when, self._value, self._key, self._ink = when, value, key, ink
        self._added = additions(base, value) if base else []
        self.setAccessibleName(f"{who}, {when}: {value}" if when else f"{who}: {value}")

    def _layout(self, width: int) -> QTextLayout:
        layout = QTextLayout(self._value.replace("\n", "\u2028"), self._font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        mark = QTextCharFormat()
        mark.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        mark.setForeground(theme.colour(self._ink))
        mark.setFontWeight(QFont.Weight.Medium)
        ranges = []
        for start, length in self._added:
            one = QTextLayout.FormatRange()
            one.start, one.length, one.format = start, length, mark
            ranges.append(one)
        layout.setFormats(ranges)
        layout.beginLayout()
        top = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(40, width - _LEFT - _PAD))
            line.setPosition(QPointF(0, top))
            top += line.height()
        layout.endLayout()
        return layout

    def _font(self) -> QFont:
        return theme.font("body")

    def _head_height(self) -> int:
        lines = QFontMetrics(theme.font("bodyStrong")).height()
        return lines + (QFontMetrics(theme.font("table")).height() + 2 if self._when else 0)

    def heightForWidth(self, width: int) -> int:
        text = self._layout(width).boundingRect().height()
        return int(2 * _PAD + self._head_height() + _GAP + text + 1)

    def sizeHint(self) -> QSize:
        return QSize(260, self.heightForWidth(260))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 2 * _PAD + self._head_height())

    def mark_corner(self) -> QPoint:
        return QPoint(_PAD, _PAD + 1)

    def draw_words(self, painter: QPainter) -> None:
        strong, small = theme.font("bodyStrong"), theme.font("table")
        height = QFontMetrics(strong).height()
        line = QRect(_LEFT, _PAD, self.width() - _LEFT - _PAD, height)
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.setFont(strong)
        painter.setPen(theme.colour("text"))
        painter.drawText(line, flags, self.text())
        style_buttons.key_cap(painter, line, self._key, "textMuted", "borderStrong")
        if self._when:
            painter.setFont(small)
            painter.setPen(theme.colour("textMuted"))
            below = QRect(_LEFT, _PAD + height + 2, line.width(), QFontMetrics(small).height())
            painter.drawText(below, flags, self._when)
        painter.setPen(theme.colour("text"))
        top = _PAD + self._head_height() + _GAP
        self._layout(self.width()).draw(painter, QPointF(_LEFT, top))
