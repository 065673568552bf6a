"""The ambitie in one line, with the goals that there is room for."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desktop.domain.readings import AmbitieReading
from desktop.views.look import theme
from desktop.views.widgets.card import IconLabel, text_label

_GOALS = 3
_WORDS_PX = 480
"""The ambitie itself may take this much before it wraps for the sake of the goals."""


class AmbitionLine(QFrame):
    """One line between hairlines: what we go for together, and the goals."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("AmbitionLine")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 10, 0, 10)
        self._row.setSpacing(theme.space(3))
        self._row.addWidget(IconLabel("compass", "accentText", 20))
        self._words = text_label("", "bodyStrong", wrap=True)
        self._row.addWidget(self._words, 1)
        self._goals = QHBoxLayout()
        self._goals.setSpacing(theme.space(4))
        self._row.addLayout(self._goals)

    def show_ambitie(self, one: AmbitieReading) -> None:
        """Show an ambitie."""
        while (item := self._goals.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        self._words.setText(self.tr("Samen: {}").format(one.titel))
        for goal in one.doelen[:_GOALS]:
            holder = QWidget()
            line = QHBoxLayout(holder)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(theme.space(2))
            line.addWidget(IconLabel("target"))
            label = text_label(_short(goal.tekst), "table", "textMuted")
            label.setToolTip(goal.tekst)
            line.addWidget(label)
            self._goals.addWidget(holder)
        self._fit()
        said = ", ".join(goal.tekst for goal in one.doelen)
        self.setAccessibleName(f"{self._words.text()}. {said}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Show the goals that there is room for; all of them stand on the page Ambitie."""
        words = min(_WORDS_PX, self._words.fontMetrics().horizontalAdvance(self._words.text()))
        left = self.width() - words - 20 - 2 * self._row.spacing()
        for number in range(self._goals.count()):
            item = self._goals.itemAt(number)
            if item is not None and (holder := item.widget()) is not None:
                left -= holder.sizeHint().width() + self._goals.spacing()
                holder.setVisible(left >= 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, theme.colour("border"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("border"))
        painter.end()


def _short(text: str, most: int = 34) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
