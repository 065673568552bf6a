"""Veranderd sinds: what happened on my zaken since I last looked. Read on a thread."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.readings import ChangeReading
from desktop.i18n import dates
from desktop.operations.overview import looking, reading
from desktop.operations.workspace import Workspace
from desktop.views.bridge import Bridge
from desktop.views.widgets.card import button, clear, text_label
from desktop.views.widgets.rows import Row, RowCard
from desktop.views.widgets.timeline import ICONS

_MOST = 8
_LONG = 140


class ChangedList(RowCard):
    """Newest first; "Gezien" empties it and can be undone."""

    opened = Signal(str)
    told = Signal(str, object)

    def __init__(self, ws: Workspace, bridge: Bridge, parent: QWidget) -> None:
        super().__init__("", self.tr("Gezien"), parent)
        self.setObjectName("ChangedList")
        self._ws, self._bridge = ws, bridge
        self._shown: tuple[datetime, list[ChangeReading]] | None = None
        self.heading.setText(self.tr("Veranderd"))
        self.heading.show()
        self._head.setContentsMargins(20, 14, 12, 10)
        self.action.clicked.connect(self._look)
        self.hide()

    def ask(self) -> None:
        """Read again; what is shown stays until the answer is there."""
        self._bridge.run(self._read, self._answered)

    def _read(self) -> tuple[datetime, list[ChangeReading]]:
        since = looking.looked_at(self._ws)
        return since, looking.changed_since(self._ws, since, _MOST)

    def _answered(self, result: object) -> None:
        if isinstance(result, tuple) and result != self._shown:
            self._shown = result
            self._fill(*result)

    def _fill(self, since: datetime, found: list[ChangeReading]) -> None:
        clear(self.body)
        self.show()
        today = reading.today_of(self._ws)
        title = self.tr("Veranderd sinds {}").format(dates.since(since, today))
        self.heading.setText(title)
        self.setAccessibleName(title)
        self.action.setVisible(bool(found))
        for one in found:
            self.body.addWidget(self._row(one))
        if not found:
            row = Row()
            row.picture("history")
            words = self.tr("Er is niets veranderd in jouw zaken. Hier komt wat collega’s doen.")
            row.body.addWidget(text_label(words, ink="textMuted", wrap=True), 1)
            self.body.addWidget(row)

    def _row(self, one: ChangeReading) -> Row:
        event = one.event
        today = reading.today_of(self._ws)
        text = event.text if len(event.text) <= _LONG else f"{event.text[:_LONG].rstrip()}…"
        words = self.tr("{}: {}").format(event.title, text) if text else event.title
        facts = [event.by, one.voor or one.omschrijving, dates.since(event.at_utc, today)]
        row = Row()
        row.picture(ICONS[event.kind])
        row.words(words, " · ".join(filter(None, facts)))
        link = button(self.tr("Openen"), quiet=True)
        link.setAccessibleName(self.tr("Openen: {}").format(one.omschrijving))
        link.clicked.connect(partial(self.opened.emit, one.zaak))
        row.body.addWidget(link)
        return row

    def _look(self) -> None:
        undo = looking.look(self._ws)
        self.ask()
        self.told.emit(self.tr("Gezien."), partial(self._again, undo))

    def _again(self, undo: Callable[[], None]) -> None:
        undo()
        self.ask()
