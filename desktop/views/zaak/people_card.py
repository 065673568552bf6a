"""Samen aan deze zaak: who has a part in it, and what they promised one another."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from desktop.domain.readings import CaseReading, PartyReading, RolReading
from desktop.domain.records import Stand
from desktop.i18n import dates
from desktop.views.look import icons
from desktop.views.look.states import StateMark
from desktop.views.promises.afspraken import AfspraakRow, is_open
from desktop.views.widgets.avatar import Avatar
from desktop.views.widgets.card import EmptyState, button, clear, text_label
from desktop.views.widgets.rows import Row, RowCard
from desktop.views.zaak.rol_pane import Change

_MOST = 8
_PROMISES = 3


class PeopleCard(RowCard):
    """Who works on a zaak, over departments and organisations, and what is open between them."""

    ask = Signal(str, str)
    """Identificatie (or `rsin:id`) and name of who should be asked something."""
    add = Signal()
    changed = Signal(str, object)
    """Local id of a rol, and a `Change`."""
    removed = Signal(str)

    def __init__(self) -> None:
        super().__init__(self.tr("Samen aan deze zaak"), self.tr("Overdragen"))
        self.setObjectName("PeopleCard")

    def show_case(self, case: CaseReading, today: date) -> None:
        """Show who has a part, with the open afspraken of each."""
        clear(self.body)
        shown: set[str] = set()
        for rol in case.rollen:
            note = "" if rol.toelichting in {"", rol.rol} else rol.toelichting
            name = rol.naam or rol.identificatie or rol.rol
            colleague = rol.betrokkene_type == "medewerker" and bool(rol.identificatie)
            again = colleague and rol.identificatie in shown
            key = rol.identificatie if colleague and not again else ""
            row = self._person(name, key, " · ".join(filter(None, [rol.rol, note])),
                               is_me=rol.is_me)  # fmt: skip
            if rol.stand is not Stand.BEVESTIGD:
                row.body.addWidget(StateMark(rol.stand))
            if not case.row.closed:
                row.body.addWidget(self._more(rol, name))
            if key:
                shown.add(key)
                self._promises(case, key, today)
        for party in _others(case, shown):
            self._person(party.naam, party.key, party.functie or self.tr("Door een afspraak"))
            self._promises(case, party.key, today)
        if not case.rollen:
            words = self.tr("Hier komt wie er samen aan deze zaak werkt.")
            self.body.addWidget(EmptyState("users", words))
        if not case.row.closed:
            self._adding()
        self.offer("" if case.row.closed else self.tr("Overdragen"))

    def _person(self, name: str, key: str, facts: str, *, is_me: bool = False) -> Row:
        shown = self.tr("{} (jij)").format(name) if is_me else name
        row = Row(f"{shown}, {facts}", line=False)
        row.body.setContentsMargins(20, 4, 12, 4)
        row.body.addWidget(Avatar(name))
        row.words(shown, facts)
        if key and not is_me:
            press = button("", "handshake", quiet=True)
            words = self.tr("Afspraak maken met {}").format(name)
            press.setAccessibleName(words)
            press.setToolTip(words)
            press.clicked.connect(partial(self.ask.emit, key, name))
            row.body.addWidget(press)
        self.body.addWidget(row)
        return row

    def _adding(self) -> None:
        row = Row(line=False)
        row.body.setContentsMargins(12, 4, 12, 4)
        press = button(self.tr("Iemand toevoegen"), "plus", quiet=True)
        press.clicked.connect(self.add)
        row.body.addWidget(press)
        row.body.addStretch()
        self.body.addWidget(row)

    def _more(self, rol: RolReading, name: str) -> QPushButton:
        """Give the button with what can be done about somebody's rol."""
        more = button("", "ellipsis", quiet=True)
        words = self.tr("Meer over {} als {}").format(name, rol.rol)
        more.setAccessibleName(words)
        more.setToolTip(words)
        more.clicked.connect(partial(self._open_menu, rol, more))
        return more

    def _open_menu(self, rol: RolReading, more: QPushButton) -> None:
        self.menu_of(rol, more).popup(more.mapToGlobal(more.rect().bottomLeft()))

    def menu_of(self, rol: RolReading, parent: QWidget) -> QMenu:
        """Give what can be done about somebody's rol, made when it is asked for."""
        menu = QMenu(parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, icon, act in (
            (self.tr("Gegevens verbeteren…"), "pen-line",
             partial(self.changed.emit, rol.local_id, Change.RIGHT)),
            (self.tr("Iemand anders…"), "users",
             partial(self.changed.emit, rol.local_id, Change.OTHER)),
            (self.tr("Weghalen"), "x", partial(self.removed.emit, rol.local_id)),
        ):  # fmt: skip
            menu.addAction(icons.icon(icon), words, act)
        return menu

    def _promises(self, case: CaseReading, key: str, today: date) -> None:
        """Show what somebody has still to do for another here; the card below has all."""
        theirs = [
            one for one in case.afspraken
            if is_open(one) and any(
                party.key.rsplit(":", 1)[-1] == key.rsplit(":", 1)[-1] for party in one.partijen
            )
        ]  # fmt: skip
        for one in theirs[:_PROMISES]:
            until = "" if one.uiterlijk is None else dates.day(one.uiterlijk, today)
            words = " · ".join(filter(None, [one.wat, until]))
            row = Row(words, line=False)
            row.body.setContentsMargins(64, 0, 20, 4)
            row.picture("handshake", "attention" if one.over_tijd else "textMuted")
            row.body.addWidget(text_label(words, "table", "textMuted", wrap=True), 1)
            self.body.addWidget(row)


def _others(case: CaseReading, shown: set[str]) -> list[PartyReading]:
    """Give who takes part through an afspraak only: no rol in the zaak says so."""
    found: dict[str, PartyReading] = {}
    for one in case.afspraken:
        for party in one.partijen if is_open(one) else ():
            if not party.is_me and party.key.rsplit(":", 1)[-1] not in shown:
                found.setdefault(party.key, party)
    return list(found.values())


class AppointmentsCard(RowCard):
    """The afspraken about a zaak."""

    wanted = Signal(str, object)
    ask = Signal()

    def __init__(self) -> None:
        super().__init__(self.tr("Afspraken"), self.tr("Alle"))
        self.setObjectName("AppointmentsCard")
        self.is_empty = True
        self._all = False
        self._shown: tuple[CaseReading, date] | None = None
        self.action.clicked.connect(self._toggle)

    def show_case(self, case: CaseReading, today: date) -> None:
        """Show the afspraken, those that are open first; of very many the first."""
        if self._shown is None or self._shown[0].row.local_id != case.row.local_id:
            self._all = False
        self._shown = case, today
        self.is_empty = not case.afspraken
        self._fill(case, today)

    def _toggle(self) -> None:
        self._all = not self._all
        if self._shown is not None:
            self._fill(*self._shown)

    def _fill(self, case: CaseReading, today: date) -> None:
        clear(self.body)
        ordered = sorted(case.afspraken, key=lambda one: not is_open(one))
        words = self.tr("Minder") if self._all else self.tr("Alle {}").format(len(ordered))
        self.offer(words if len(ordered) > _MOST else "")
        for number, one in enumerate(ordered[: None if self._all else _MOST]):
            row = AfspraakRow(one, today, line=number > 0)
            row.wanted.connect(self.wanted)
            self.body.addWidget(row)
        if self.is_empty:
            words = self.tr("Nog geen afspraken met collega’s.")
            empty = EmptyState("handshake", words, self.tr("Afspraak maken"))
            empty.action.clicked.connect(self.ask)
            self.body.addWidget(empty)
