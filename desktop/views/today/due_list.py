"""Afspraken en termijnen: what was promised and what has to be done in time, by day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.readings import AfspraakReading, WorklistQuery, WorklistRow, WorklistView
from desktop.i18n import dates
from desktop.operations.objecten import agreements
from desktop.operations.overview import reading
from desktop.operations.workspace import Workspace
from desktop.views.bridge import Bridge
from desktop.views.promises import afspraken
from desktop.views.promises.appointments_page import is_mine
from desktop.views.widgets.card import button, clear, text_label
from desktop.views.widgets.rows import Row, RowCard

_DUE = 10
_NEAR_DAYS = 3
_Found = tuple[list[AfspraakReading], list[WorklistRow]]


class DueList(RowCard):
    """The nearest days first. Read here and now, on a thread where there are very many."""

    opened = Signal(str)

    def __init__(self, ws: Workspace, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(self.tr("Afspraken en termijnen"), parent=parent)
        self.setObjectName("DueList")
        self._ws, self._bridge = ws, bridge
        self.first: QWidget | None = None
        self._shown: tuple[date, _Found] | None = None

    def ask(self) -> None:
        """Read again; what is shown stays until the answer is there."""
        self._bridge.read(self._read, self._answered, is_long=agreements.are_many(self._ws))

    def _read(self) -> _Found:
        promised = [
            one
            for one in agreements.afspraken(self._ws)
            if one.uiterlijk is not None and afspraken.is_open(one) and afspraken.concerns_me(one)
        ]
        query = WorklistQuery(view=WorklistView.MINE)
        _total, rows = reading.worklist_page(self._ws, query, _DUE)
        return promised, [row for row in rows if row.uiterlijk is not None and not row.closed]

    def _answered(self, found: object) -> None:
        today = reading.today_of(self._ws)
        if isinstance(found, tuple) and self._shown != (today, found):
            self._shown = today, found
            self._fill(today, *found)

    def _fill(
        self, today: date, promised: Sequence[AfspraakReading], terms: Sequence[WorklistRow]
    ) -> None:
        clear(self.body)
        self.first = None
        dues: list[tuple[date, Callable[[], Row]]] = [
            (one.uiterlijk, partial(self._promise, one)) for one in promised if one.uiterlijk
        ]
        dues += [(one.uiterlijk, partial(self._term, one)) for one in terms if one.uiterlijk]
        shown = ""
        for day, make in sorted(dues, key=lambda pair: pair[0])[:_DUE]:
            late = day < today
            words = self.tr("Te laat") if late else dates.weekday(day, today)
            if words != shown:
                shown = words
                self.group(words, ink="attention" if late else "textMuted")
            self.body.addWidget(make())
        if not dues:
            words = self.tr("Hier komt wat je beloofde en wat er op tijd klaar moet zijn.")
            row = Row(line=False)
            row.picture("calendar-days")
            row.body.addWidget(text_label(words, ink="textMuted", wrap=True), 1)
            self.body.addWidget(row)

    def _promise(self, one: AfspraakReading) -> Row:
        row = Row(line=False)
        row.picture("handshake", "attention" if one.over_tijd else "textMuted")
        who = self.tr("beloofd door jou") if is_mine(one) else self.tr("beloofd aan jou")
        if one.toestand != "toegezegd":
            asker = one.gevraagd_door
            who = (
                self.tr("gevraagd door {}").format(asker)
                if is_mine(one) and not one.asked_by_me
                else self.tr("door jou gevraagd")
            )
        row.words(one.wat, who)
        if one.zaak is not None:
            row.body.addWidget(self._open(one.zaak, one.zaak_identificatie))
        return row

    def _term(self, zaak: WorklistRow) -> Row:
        today = reading.today_of(self._ws)
        row = Row(line=False)
        left = dates.left(zaak.uiterlijk, today) if zaak.uiterlijk else ""
        near = zaak.uiterlijk is not None and (zaak.uiterlijk - today).days <= _NEAR_DAYS
        row.picture("calendar-days", "attention" if near else "textMuted")
        facts = row.words(zaak.omschrijving, " · ".join(filter(None, [left, zaak.voor])))
        if near:
            facts.use_ink("attention")
        row.body.addWidget(self._open(zaak.local_id, zaak.omschrijving))
        return row

    def _open(self, zaak: str, what: str) -> QWidget:
        link = button(self.tr("Openen"), quiet=True)
        link.setAccessibleName(self.tr("Openen: {}").format(what))
        link.clicked.connect(partial(self.opened.emit, zaak))
        self.first = self.first or link
        return link
