"""A radio button that is a card: all of it can be hit, its mark stands at the left, words wrap."""

from __future__ import annotations

from abc import abstractmethod

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QStyle, QStyleOptionButton

from desktop.views.look import style_buttons, theme

MARK = 18
"""The side of the mark that shows what is chosen, in px."""


class OptionCard(QRadioButton):
    """Draws ground, mark and focus; what stands on the card is drawn by whom derives from it."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def hasHeightForWidth(self) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        chosen = self.isChecked()
        ground = "accentSoft" if chosen else "hover" if self.underMouse() else "surface"
        style_buttons.plate(
            painter, self.rect(), ground, "accent" if chosen else "borderStrong",
            width=2 if chosen else theme.hairline(), radius=8,
        )  # fmt: skip
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.rect = QRect(self.mark_corner(), QSize(MARK, MARK))
        self.style().drawPrimitive(
            QStyle.PrimitiveElement.PE_IndicatorRadioButton, option, painter, self
        )
        self.draw_words(painter)
        if self.hasFocus():
            style_buttons.ring(painter, self.rect())
        painter.end()

    @abstractmethod
    def mark_corner(self) -> QPoint:
        """Give where the mark begins."""

    @abstractmethod
    def draw_words(self, painter: QPainter) -> None:
        """Draw what stands on the card."""
