"""Afspraken: everything colleagues and I promised one another, open ones first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop.domain.errors import ZaakkofferError
from desktop.domain.readings import AfspraakReading
from desktop.i18n import phrases
from desktop.operations.objecten import agreements
from desktop.operations.overview import reading
from desktop.operations.workspace import Workspace
from desktop.views.bridge import Bridge
from desktop.views.promises import afspraken
from desktop.views.promises.appointment_pane import AppointmentPane
from desktop.views.widgets.card import Card, EmptyState, button
from desktop.views.widgets.page import Page
from desktop.views.widgets.rows import RowCard

_DONE_SHOWN = 12


def is_mine(one: AfspraakReading) -> bool:
    """Tell whether something is asked of the person."""
    return any(party.is_me for party in one.partijen)


class AppointmentsPage(Page):
    """What I promised, what was promised to me, what others agreed, what is done."""

    def __init__(self, ws: Workspace, bridge: Bridge) -> None:
        super().__init__(ws, "AppointmentsPage", self.tr("Afspraken"))
        self._bridge = bridge
        self._found: list[AfspraakReading] = []
        self.make = button(self.tr("Afspraak &maken"), "handshake", primary=True)
        self.make.clicked.connect(self.ask)
        self.header.buttons.addWidget(self.make)
        self.pane = AppointmentPane(ws, self)
        self.pane.done.connect(self._asked)

    def ask(self) -> None:
        """Open the pane for an afspraak about no zaak."""
        self.pane.start()

    def _asked(self, said: str, undo: object) -> None:
        self.refresh()
        self.touched.emit()
        self.told.emit(said, undo)

    def first_focus(self) -> QWidget:
        """Give the widget that has the focus first."""
        return self.make

    def refresh(self) -> None:
        """Read again; what is shown stays until the answer is there."""
        self._bridge.read(
            lambda: agreements.afspraken(self.ws), self._read, is_long=agreements.are_many(self.ws)
        )

    def _read(self, found: object) -> None:
        if isinstance(found, list):
            self._found = found
            super().refresh()

    def fill(self) -> None:
        found = self._found
        if not found:
            card = Card()
            words = self.tr("Nog geen afspraken met collega’s.")
            empty = EmptyState("handshake", words, self.tr("Afspraak maken"))
            empty.action.clicked.connect(self.ask)
            card.body.addWidget(empty)
            self.main.addWidget(card)
            return
        going = [one for one in found if afspraken.is_open(one)]
        done = [one for one in found if not afspraken.is_open(one)]
        mine = [one for one in going if is_mine(one)]
        others = [one for one in going if not is_mine(one)]
        self._group(self.tr("Gevraagd aan jou, of beloofd door jou"), mine)
        asked = [one for one in others if one.asked_by_me]
        self._group(self.tr("Beloofd aan jou, of door jou gevraagd"), asked)
        self._group(self.tr("Tussen collega’s"), [one for one in others if not one.asked_by_me])
        self._group(self.tr("Klaar"), done[:_DONE_SHOWN])

    def _group(self, title: str, some: Sequence[AfspraakReading]) -> None:
        if not some:
            return
        card = RowCard(title)
        today = reading.today_of(self.ws)
        for one in some:
            row = afspraken.AfspraakRow(one, today, with_zaak=True)
            row.wanted.connect(self._say)
            row.opened.connect(self.opened)
            card.body.addWidget(row)
        self.main.addWidget(card)

    def _say(self, verb: str, one: AfspraakReading) -> None:
        try:
            said, undo = afspraken.act(self.ws, verb, one)
        except ZaakkofferError as error:
            self.told.emit(" ".join(phrases.explain(error)), None)
            return
        self._asked(said, None if undo is None else lambda: self._undo(undo))

    def _undo(self, undo: object) -> None:
        if callable(undo):
            self.attempt(undo, self.tr("Teruggetrokken. Het is niet verstuurd."))
