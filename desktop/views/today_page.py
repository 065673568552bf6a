"""Vandaag: the ambition, what needs me, what comes due; and the pages Afspraken and Ambitie."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.errors import ZaakkofferError
from desktop.domain.readings import AfspraakReading, WorklistQuery, WorklistView
from desktop.i18n import dates, phrases
from desktop.operations import agreements, reading
from desktop.operations.workspace import Workspace
from desktop.views import icons, theme
from desktop.views.case_cards import PeopleCard
from desktop.views.widgets.card import Card, EmptyState, button, clear, text_label
from desktop.views.widgets.header import PageHeader

_DUE = 8
_OPEN = ("gevraagd", "deels_toegezegd", "toegezegd", "ander_voorstel")


class _Page(QWidget):
    """A page with a header and a scrolling column of cards."""

    told = Signal(str, object)
    touched = Signal()
    opened = Signal(str)

    def __init__(self, ws: Workspace, name: str, title: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.ws = ws
        outer = QVBoxLayout(self)
        outer.setContentsMargins(32, 20, 32, 0)
        self.header = PageHeader(title)
        outer.addWidget(self.header)
        inner = QWidget()
        self.column = QVBoxLayout(inner)
        self.column.setContentsMargins(0, 8, 0, 16)
        self.column.setSpacing(theme.space(4))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(inner)
        outer.addWidget(area, 1)
        self.refresh()

    def refresh(self) -> None:
        """Read again."""
        clear(self.column)
        self.fill()
        self.column.addStretch()

    def fill(self) -> None:
        """Put the cards in the column."""
        raise NotImplementedError

    def first_focus(self) -> QWidget:
        """Give the widget that has the focus first."""
        return self

    def act(self, work: Callable[[], object], said: str) -> None:
        """Do an operation; what is not right is told."""
        try:
            work()
        except ZaakkofferError as error:
            self.told.emit(" ".join(phrases.explain(error)), None)
            return
        self.refresh()
        self.touched.emit()
        self.told.emit(said, None)


class TodayPage(_Page):
    """The first page."""

    def __init__(self, ws: Workspace) -> None:
        super().__init__(ws, "TodayPage", "")

    def fill(self) -> None:
        today = reading.today_of(self.ws)
        name, _registry = reading.person(self.ws)
        words = dates.weekday(today, today).split(", ")[-1]
        first = name.split(" ", 1)[0] if name else ""
        hello = self.tr("Goedendag {}.").format(first) if first else ""
        self.header.say(self.tr("Vandaag, {}").format(words), hello)
        self._ambition()
        self._needs()
        self._due()
        self._agreements()

    def _ambition(self) -> None:
        found = agreements.ambities(self.ws)
        card = Card()
        card.setObjectName("AmbitionLine")
        row = QHBoxLayout()
        picture = QLabel()
        picture.setPixmap(icons.pixmap("compass", "accentText", 20))
        row.addWidget(picture)
        if not found:
            hint = self.tr("Wat willen jullie samen bereiken? Schrijf het in één zin.")
            row.addWidget(text_label(hint, ink="textMuted", wrap=True), 1)
        else:
            together = self.tr("Samen: {}").format(found[0].titel)
            row.addWidget(text_label(together, "bodyStrong", wrap=True), 1)
        card.body.addLayout(row)
        if found:
            goals = " · ".join(goal.tekst for goal in found[0].doelen[:3])
            card.body.addWidget(text_label(goals, "table", "textMuted", wrap=True))
        self.column.addWidget(card)

    def _needs(self) -> None:
        items = [one for one in reading.open_items(self.ws) if one.kind != "notice"]
        if not items:
            return
        card = Card(self.tr("Dit heeft jou nodig"))
        card.setObjectName("NeedsYouList")
        for item in items[:_DUE]:
            card.body.addWidget(text_label(item.record, "bodyStrong", wrap=True))
            card.body.addWidget(text_label(item.sentence, "table", wrap=True))
        self.column.addWidget(card)

    def _due(self) -> None:
        today = reading.today_of(self.ws)
        query = WorklistQuery(view=WorklistView.MINE)
        _total, rows = reading.worklist_page(self.ws, query, _DUE)
        card = Card(self.tr("Termijnen van mijn zaken"))
        card.setObjectName("DueList")
        for row in rows:
            if row.uiterlijk is None:
                continue
            line = QHBoxLayout()
            link = button(row.omschrijving, quiet=True)
            link.clicked.connect(partial(self.opened.emit, row.local_id))
            line.addWidget(link)
            line.addStretch()
            near = (row.uiterlijk - today).days <= 3
            ink = "attention" if near else "textMuted"
            line.addWidget(text_label(dates.left(row.uiterlijk, today), "table", ink))
            card.body.addLayout(line)
        if not rows:
            words = self.tr("Je koffer is nog leeg. Kies welke zaken je meeneemt.")
            card.body.addWidget(EmptyState("briefcase", words))
        self.column.addWidget(card)

    def _agreements(self) -> None:
        found = [one for one in agreements.afspraken(self.ws) if one.toestand in _OPEN]
        mine = [
            one for one in found if one.asked_by_me or any(party.is_me for party in one.partijen)
        ]
        if mine:
            card = Card(self.tr("Afspraken van en met mij"))
            today = reading.today_of(self.ws)
            for one in mine[:_DUE]:
                card.body.addWidget(text_label(one.wat, wrap=True))
                due = dates.left(one.uiterlijk, today) if one.uiterlijk else ""
                who = self.tr("gevraagd door {}").format(one.gevraagd_door)
                line = " · ".join(filter(None, [who, due]))
                card.body.addWidget(text_label(line, "caption", "textMuted"))
            self.column.addWidget(card)


class AppointmentsPage(_Page):
    """Afspraken: everything colleagues and I promised one another."""

    def __init__(self, ws: Workspace) -> None:
        super().__init__(ws, "AppointmentsPage", "Afspraken")

    def fill(self) -> None:
        today = reading.today_of(self.ws)
        found = agreements.afspraken(self.ws)
        if not found:
            words = self.tr("Nog geen afspraken met collega’s.")
            self.column.addWidget(EmptyState("handshake", words))
        for one in found:
            card = PeopleCard()
            self._card(card, one)
            card.show_afspraak(one, today)
            self.column.addWidget(card)

    def _card(self, card: PeopleCard, one: AfspraakReading) -> None:
        kept = self.tr("Afspraak bewaard.")
        card.promise.connect(
            lambda wanted: self.act(partial(agreements.promise, self.ws, wanted), kept)
        )
        card.keep.connect(lambda wanted: self.act(partial(agreements.keep, self.ws, wanted), kept))
        card.withdraw.connect(
            lambda wanted: self.act(partial(agreements.withdraw, self.ws, wanted), kept)
        )
        if one.zaak is not None:
            link = button(one.zaak_identificatie, "briefcase", quiet=True)
            link.clicked.connect(partial(self.opened.emit, one.zaak))
            card.body.addWidget(link)


class AmbitionPage(_Page):
    """Ambitie: what the team goes for, in one sentence and its goals."""

    def __init__(self, ws: Workspace) -> None:
        self._uuid: str | None = None
        super().__init__(ws, "AmbitionPage", "Ambitie")

    def fill(self) -> None:
        found = agreements.ambities(self.ws)
        shown = found[0] if found else None
        self._uuid = shown.uuid if shown else None
        card = Card()
        self.title_field = QLineEdit(shown.titel if shown else "")
        self.text_field = QPlainTextEdit(shown.tekst if shown else "")
        self.goals_field = QPlainTextEdit(
            "\n".join(goal.tekst for goal in shown.doelen) if shown else ""
        )
        for label, widget in (
            (self.tr("&Ambitie"), self.title_field),
            (self.tr("Wat willen jullie &samen bereiken?"), self.text_field),
            (self.tr("&Doelen, één per regel"), self.goals_field),
        ):
            words = QLabel(label)
            words.setBuddy(widget)
            widget.setAccessibleName(label.replace("&", ""))
            card.body.addWidget(words)
            card.body.addWidget(widget)
        for field in (self.text_field, self.goals_field):
            field.setTabChangesFocus(True)
            field.setMinimumHeight(96)
        save = button(self.tr("&Bewaren"), primary=True)
        save.clicked.connect(self.save)
        card.body.addWidget(save)
        self.column.addWidget(card)
        for other in found[1:]:
            more = Card(other.titel)
            more.body.addWidget(text_label(other.tekst, wrap=True))
            self.column.addWidget(more)

    def save(self) -> None:
        """Keep what stands in the fields."""
        work = partial(
            agreements.set_ambitie,
            self.ws,
            uuid=self._uuid,
            titel=self.title_field.text(),
            tekst=self.text_field.toPlainText(),
            doelen=self.goals_field.toPlainText().splitlines(),
        )
        self.act(work, self.tr("Ambitie bewaard."))
