"""One visit of today on Vandaag: when, who, where, and whether all of it is along."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop.domain.bezoeken import BezoekReading
from desktop.i18n import dates
from desktop.operations.exchange import visiting
from desktop.operations.objecten import bezoeken
from desktop.operations.workspace import Workspace
from desktop.views.look import theme
from desktop.views.look.wording import tr
from desktop.views.planning.visit_work import result_of
from desktop.views.widgets.card import IconLabel, button, text_label
from desktop.views.widgets.rows import Row

_TIME_PX = 58


def visits_of(ws: Workspace, now: datetime, days: int = 1) -> list[BezoekReading]:
    """Give the person's own visits on the day of a local moment, or so many days from it on.

    Those called off are left out.
    """
    morning = now.replace(hour=0, minute=0, second=0, microsecond=0)
    found = bezoeken.bezoeken(ws, since=morning, until=morning + timedelta(days=days), mine=True)
    return [one for one in found if not one.afgezegd]


def first_of(visits: Sequence[BezoekReading]) -> str:
    """Say how many visits there are today and when the first of them is; "" for none."""
    if not visits:
        return ""
    at = f"{visits[0].begin_utc.astimezone(dates.HERE):%H:%M}"
    if len(visits) == 1:
        return tr("Eén bezoek, om {}.").format(at)
    return tr("{} bezoeken, het eerste om {}.").format(len(visits), at)


class VisitRow(Row):
    """The row of one visit; the next one has the primary action of the page."""

    wanted = Signal(str)

    def __init__(self, ws: Workspace, visit: BezoekReading, *, is_next: bool) -> None:
        super().__init__()
        at = f"{visit.begin_utc.astimezone(dates.HERE):%H:%M}"
        hour = text_label(at, "section")
        hour.setFont(theme.figures("section"))
        hour.setMinimumWidth(_TIME_PX)
        self.body.addWidget(hour)
        who = visit.voor or visit.zaak_omschrijving or visit.zaak_identificatie
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(text_label(who, "bodyStrong", wrap=True))
        column.addWidget(text_label(visit.doel, "table", "textMuted", wrap=True))
        ready = self._ready(ws, visit, column)
        self.body.addLayout(column, 1)
        words = self.tr("&Start bezoek") if is_next else self.tr("Openen")
        self.open = button(words, "arrow-right" if is_next else "", primary=is_next)
        self.open.setAccessibleName(f"{words.replace('&', '')}: {who}")
        self.open.clicked.connect(lambda: self.wanted.emit(visit.local_id))
        self.body.addWidget(self.open)
        self.setAccessibleName(", ".join(filter(None, [at, who, visit.plaats, ready])))

    def _ready(self, ws: Workspace, visit: BezoekReading, column: QVBoxLayout) -> str:
        """Add where it is and how far it is ready; gives the words of the latter."""
        prepared = None if visit.zaak is None else visiting.prepared(ws, visit.zaak)
        line = QHBoxLayout()
        line.setSpacing(theme.space(2))
        if visit.plaats:
            line.addWidget(IconLabel("compass"))
            line.addWidget(text_label(visit.plaats, "table", "textMuted"))
            line.addSpacing(theme.space(2))
        if visit.uitgevoerd:
            icon, ink, words = "circle-check", "positive", self.tr("Geweest")
        elif prepared is not None and prepared.is_complete:
            icon, ink, words = "package-check", "positive", result_of(prepared)
        else:
            icon, ink = "luggage", "textMuted"
            words = self.tr("Nog niet klaargezet") if prepared is None else result_of(prepared)
        line.addWidget(IconLabel(icon, ink))
        line.addWidget(text_label(words, "table", ink))
        line.addStretch()
        column.addLayout(line)
        return words
