"""The head of a visit: back, who and where, and the three steps."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QVBoxLayout

from desktop.domain.bezoeken import BezoekReading
from desktop.i18n import dates
from desktop.views.look import theme
from desktop.views.widgets.card import text_label
from desktop.views.widgets.touch import TouchButton

BEFORE, DURING, AFTER = range(3)


class VisitHead(QFrame):
    """Who, where and when, with `Voor | Tijdens | Na` at the right."""

    left = Signal()
    stepped = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("VisitHead")
        row = QHBoxLayout(self)
        row.setContentsMargins(32, 12, 32, 12)
        row.setSpacing(theme.space(4))
        back = TouchButton("", "arrow-left")
        back.setAccessibleName(self.tr("Terug"))
        back.setToolTip("Alt+Left")
        back.clicked.connect(self.left)
        row.addWidget(back)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch()
        self.who = text_label("", "visitTitle", wrap=True)
        self.facts = text_label("", "visitBody", "textMuted", wrap=True)
        words.addWidget(self.who)
        words.addWidget(self.facts)
        words.addStretch()
        row.addLayout(words, 1)
        self._group = QButtonGroup(self)
        steps = QHBoxLayout()
        steps.setSpacing(theme.space(1))
        self.steps = []
        for number, name in enumerate((self.tr("&Voor"), self.tr("&Tijdens"), self.tr("&Na"))):
            step = TouchButton(name)
            step.setCheckable(True)
            self._group.addButton(step, number)
            steps.addWidget(step)
            self.steps.append(step)
        self._group.idClicked.connect(self.stepped)
        row.addLayout(steps)
        self._row = row

    def hold(self, primary: TouchButton) -> None:
        """Give the primary action a place: where a window is narrow all height is for the work."""
        self._row.addWidget(primary)

    def show_visit(self, visit: BezoekReading, *, low: bool) -> None:
        """Show who is visited, where, when and why; a low window leaves the reason out."""
        self.who.setText(visit.voor or visit.zaak_omschrijving or visit.zaak_identificatie)
        at = f"{visit.begin_utc.astimezone(dates.HERE):%H:%M}"
        reason = "" if low else visit.doel
        self.facts.setText(" · ".join(filter(None, [at, visit.plaats, reason])))

    def mark(self, step: int) -> None:
        """Show which step it is."""
        self._group.button(step).setChecked(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("surface"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("border"))
        painter.end()
