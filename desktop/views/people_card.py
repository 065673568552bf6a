"""Samen aan deze zaak: who has a part in it, and what they promised one another."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal

from desktop.domain.readings import CaseReading
from desktop.domain.records import Stand
from desktop.views.afspraken import AfspraakRow
from desktop.views.states import StateMark
from desktop.views.widgets.avatar import Avatar
from desktop.views.widgets.card import EmptyState, clear
from desktop.views.widgets.rows import Row, RowCard


class PeopleCard(RowCard):
    """The rollen of a zaak."""

    def __init__(self) -> None:
        super().__init__(self.tr("Samen aan deze zaak"))
        self.setObjectName("PeopleCard")

    def show_case(self, case: CaseReading) -> None:
        """Show who has a part."""
        clear(self.body)
        for rol in case.rollen:
            name = rol.naam or rol.identificatie or rol.rol
            shown = self.tr("{} (jij)").format(name) if rol.is_me else name
            row = Row(f"{shown}, {rol.rol}", line=False)
            row.body.setContentsMargins(20, 4, 20, 4)
            row.body.addWidget(Avatar(name))
            note = "" if rol.toelichting in {"", rol.rol} else rol.toelichting
            row.words(shown, " · ".join(filter(None, [rol.rol, note])))
            if rol.stand is not Stand.BEVESTIGD:
                row.body.addWidget(StateMark(rol.stand))
            self.body.addWidget(row)
        if not case.rollen:
            words = self.tr("Hier komt wie er samen aan deze zaak werkt.")
            self.body.addWidget(EmptyState("users", words))


class AppointmentsCard(RowCard):
    """The afspraken about a zaak."""

    wanted = Signal(str, object)
    ask = Signal()

    def __init__(self) -> None:
        super().__init__(self.tr("Afspraken"))
        self.setObjectName("AppointmentsCard")
        self.is_empty = True

    def show_case(self, case: CaseReading, today: date) -> None:
        """Show the afspraken."""
        clear(self.body)
        self.is_empty = not case.afspraken
        for number, one in enumerate(case.afspraken):
            row = AfspraakRow(one, today, line=number > 0)
            row.wanted.connect(self.wanted)
            self.body.addWidget(row)
        if self.is_empty:
            words = self.tr("Nog geen afspraken met collega’s.")
            empty = EmptyState("handshake", words, self.tr("Afspraak maken"))
            empty.action.clicked.connect(self.ask)
            self.body.addWidget(empty)
