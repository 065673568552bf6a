"""The steps of a zaak: done, now, still to come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.readings import StatusStep
from desktop.domain.records import Stand
from desktop.i18n import dates
from desktop.views.look import theme
from desktop.views.look.states import StateMark, look_of
from desktop.views.widgets.card import IconLabel, clear, text_label

_ICON_PX = 28
_WIDE = 4
"""So much wider than the others is the step of now, where only its words are shown."""


def current_of(steps: Sequence[StatusStep]) -> int:
    """Give the volgnummer of the step the zaak stands at, -1 before the first."""
    return max((step.volgnummer for step in steps if step.is_current), default=-1)


class StatusSteps(QWidget):
    """The statustypen of the zaak's own type, in order, with dates."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("StatusSteps")
        self.setAccessibleName(self.tr("Stappen van de zaak"))
        self._steps: list[_Step] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.space(2))

    def show_steps(self, steps: Sequence[StatusStep], today: date, uiterlijk: date | None) -> None:
        """Show the steps; the last one says until when, while it is not reached."""
        clear(self._row)
        self._steps = []
        current = current_of(steps)
        for number, step in enumerate(steps, 1):
            place = self.tr("{} van {}").format(number, len(steps))
            when = self._when(step, current, today, uiterlijk)
            self._steps.append(_Step(step, current, place, when))
            self._row.addWidget(self._steps[-1], 1)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where the words do not fit, only the step of now has them; the tooltips have the rest."""
        room = self.width() // max(1, len(self._steps)) - self._row.spacing()
        tight = any(one.least_width() > room for one in self._steps)
        for one in self._steps:
            one.shorten(shorter=tight and not one.is_current)
            self._row.setStretchFactor(one, _WIDE if tight and one.is_current else 1)

    def _when(self, step: StatusStep, current: int, today: date, uiterlijk: date | None) -> str:
        if step.reached_at_utc is not None:
            shown = dates.short_day(dates.local_date(step.reached_at_utc), today)
            return self.tr("sinds {}").format(shown) if step.is_current else shown
        if step.volgnummer < current:
            return self.tr("overgeslagen")
        if step.is_end and uiterlijk is not None:
            return self.tr("uiterlijk {}").format(dates.short_day(uiterlijk, today))
        return ""


class _Step(QFrame):
    def __init__(self, step: StatusStep, current: int, place: str, when: str) -> None:
        super().__init__()
        self._reached = step.volgnummer <= current
        is_done = step.reached_at_utc is not None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(2)
        row = QHBoxLayout()
        row.setSpacing(theme.space(2))
        if step.is_current:
            icon, ink = "circle-dot", "accentText"
        elif self._reached and is_done:
            icon, ink = "circle-check", "positive"
        elif self._reached:  # the zaak went past it
            icon, ink = "minus", "textMuted"
        else:
            icon, ink = "circle", "textMuted"
        row.addWidget(IconLabel(icon, ink), 0, Qt.AlignmentFlag.AlignTop)
        style: theme.TypeStyle = "bodyStrong" if step.is_current else "body"
        self.is_current = step.is_current
        self._words = text_label(step.omschrijving, style, ink, wrap=True)
        row.addWidget(self._words, 1)
        column.addLayout(row)
        line = QHBoxLayout()
        line.setContentsMargins(24, 0, 0, 0)
        line.setSpacing(theme.space(2))
        self._when = text_label(when, "caption", "textMuted")
        line.addWidget(self._when)
        mark = ""
        if step.stand is not None and step.stand is not Stand.BEVESTIGD:
            line.addWidget(StateMark(step.stand))
            mark = look_of(step.stand).word
        line.addStretch()
        column.addLayout(line)
        column.addStretch()
        state = ""
        if step.is_current:
            state = self.tr("nu")
        elif self._reached and is_done:
            state = self.tr("gedaan")
        words = (step.omschrijving, self.tr("stap {}").format(place), state, when, mark)
        self.setAccessibleName(", ".join(filter(None, words)))
        self.setToolTip(" · ".join(filter(None, [step.omschrijving, when])))

    def least_width(self) -> int:
        """Give the width that the longest word and the date need beside the icon."""
        metrics = self._words.fontMetrics()
        words = [metrics.horizontalAdvance(one) for one in self._words.text().split()]
        return max([*words, self._when.sizeHint().width()]) + _ICON_PX

    def shorten(self, *, shorter: bool) -> None:
        """Leave the words out, or show them."""
        self._words.setVisible(not shorter)
        self._when.setVisible(not shorter)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        ink = "accent" if self._reached else "border"
        painter.fillRect(0, 0, self.width(), 3, theme.colour(ink))
        painter.end()
