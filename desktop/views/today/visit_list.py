"""Bezoeken op Vandaag: those of today, or of the seven days from today on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.bezoeken import BezoekReading
from desktop.i18n import dates
from desktop.operations.exchange import visiting
from desktop.operations.workspace import Workspace
from desktop.views.planning.visit_work import result_of
from desktop.views.visit.visit_row import VisitRow
from desktop.views.widgets.card import button, text_label
from desktop.views.widgets.rows import Row, RowCard

WEEK = timedelta(days=7)


class VisitList(RowCard):
    """The visits, by day when there are several days; the next one has the page's primary."""

    visit = Signal(str)
    """Local id of a visit that should be shown."""
    opened = Signal(str)
    """Local id of a zaak that should be shown."""
    week_wanted = Signal(bool)

    def __init__(self, *, is_week: bool) -> None:
        title = self.tr("Bezoeken, zeven dagen") if is_week else self.tr("Bezoeken vandaag")
        action = self.tr("Alleen vandaag") if is_week else self.tr("Week bekijken")
        super().__init__(title, action)
        self.setObjectName("VisitList")
        self._is_week = is_week
        self.first: QWidget | None = None
        self.action.clicked.connect(lambda: self.week_wanted.emit(not is_week))

    def show_visits(self, ws: Workspace, planned: Sequence[BezoekReading], now: datetime) -> None:
        """Show the visits; of zaken that were made ready today without one, a line each."""
        coming = next((one for one in planned if not one.uitgevoerd), None)
        shown = None
        for one in planned:
            day = dates.local_date(one.begin_utc)
            if self._is_week and day != shown:
                self.group(dates.weekday(day, now.date()))
                shown = day
            row = VisitRow(ws, one, is_next=one is coming)
            row.wanted.connect(self.visit)
            if one is coming or self.first is None:
                self.first = row.open
            self.body.addWidget(row)
        known = {one.zaak for one in planned}
        morning = now.replace(hour=0, minute=0, second=0, microsecond=0)
        ready = [pair for pair in visiting.prepared_since(ws, morning) if pair[0].zaak not in known]
        for prepared, what in ready:
            self._ready(prepared, what)
        if not planned and not ready:
            self._say_empty()

    def _ready(self, prepared: visiting.Prepared, what: str) -> None:
        line = Row()
        line.picture("package-check" if prepared.is_complete else "luggage")
        line.words(what, result_of(prepared))
        link = button(self.tr("Openen"), quiet=True)
        link.setAccessibleName(self.tr("Openen: {}").format(what))
        link.clicked.connect(partial(self.opened.emit, prepared.zaak))
        self.first = self.first or link
        line.body.addWidget(link)
        self.body.addWidget(line)

    def _say_empty(self) -> None:
        line = Row()
        line.body.setContentsMargins(20, 16, 20, 12)
        line.picture("briefcase")
        words = self.tr("Geen bezoeken vandaag. Zet een zaak klaar en hij verschijnt hier.")
        if self._is_week:
            words = self.tr("Geen bezoeken in deze zeven dagen. Plan er een op de zaak.")
        line.body.addWidget(text_label(words, ink="textMuted", wrap=True), 1)
        self.body.addWidget(line)
