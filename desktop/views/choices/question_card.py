"""What every question to the person shares: one choice of several, taken by click or by number."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup

from desktop.domain.readings import OpenItemReading
from desktop.views.widgets.card import text_label
from desktop.views.widgets.choice import ChoiceCard
from desktop.views.widgets.rows import HeadedCard

_KEYS = {Qt.Key.Key_1: 0, Qt.Key.Key_2: 1, Qt.Key.Key_3: 2}


class QuestionCard(HeadedCard):
    """A question with its sentence; nothing is chosen beforehand."""

    changed = Signal()

    def __init__(self, title: str, item: OpenItemReading, place: str, today: date) -> None:
        super().__init__(title)
        self.item = item
        self._today = today
        self._head.addWidget(text_label(place, "table", "textMuted"))
        self._group = QButtonGroup(self)
        self.body.addWidget(text_label(item.sentence, "table", "textMuted", wrap=True))
        self._group.idToggled.connect(lambda _number, _on: self.changed.emit())

    def first(self) -> ChoiceCard | None:
        """Give the first choice."""
        found = self._group.button(0)
        return found if isinstance(found, ChoiceCard) else None

    def choose(self, number: int) -> None:
        """Choose by number, from 0."""
        option = self._group.button(number)
        if option is not None:
            option.setChecked(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = _KEYS.get(Qt.Key(event.key()))
        if number is not None:
            self.choose(number)
            return
        super().keyPressEvent(event)
