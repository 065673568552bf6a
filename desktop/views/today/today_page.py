"""Vandaag: the ambition, what needs me, what comes due, what changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.bezoeken import BezoekReading
from desktop.domain.readings import (
    AfspraakReading,
    OpenItemReading,
    WorklistQuery,
    WorklistRow,
    WorklistView,
)
from desktop.domain.records import Stand
from desktop.i18n import dates
from desktop.operations.choices import deciding
from desktop.operations.exchange import visiting
from desktop.operations.objecten import agreements
from desktop.operations.workspace import Workspace
from desktop.operations.zaken import reading
from desktop.views.frame.bridge import Bridge
from desktop.views.look.states import StateMark
from desktop.views.promises import afspraken
from desktop.views.promises.ambition_line import AmbitionLine
from desktop.views.promises.appointments_page import is_mine
from desktop.views.today.changed_list import ChangedList
from desktop.views.visit.visit_row import VisitRow, first_of, visits_of
from desktop.views.visit.visit_work import result_of
from desktop.views.widgets.card import button, text_label
from desktop.views.widgets.page import Page
from desktop.views.widgets.rows import Row, RowCard

_SIDE_PX = 404
_DUE = 10
_NEEDS = 8
_NEAR_DAYS = 3
_MORNING_UNTIL = 12
_EVENING_FROM = 18


class TodayPage(Page):
    """The first page."""

    choose = Signal(str)
    """Local id of the zaak whose questions the person wants to answer."""
    show_outbox = Signal()
    visit = Signal(str)
    """Local id of a visit that should be shown."""

    def __init__(self, ws: Workspace, bridge: Bridge) -> None:
        super().__init__(ws, "TodayPage", "", side_px=_SIDE_PX)
        self.changes = ChangedList(ws, bridge, self)
        self.changes.told.connect(self.told)
        self.changes.opened.connect(self.opened)
        self.line = AmbitionLine()
        self.above.addWidget(self.line)
        self._first: QWidget | None = None
        self._planned: list[BezoekReading] = []

    def first_focus(self) -> QWidget:
        """Give the widget that has the focus first."""
        return self._first or self

    def refresh(self) -> None:
        """Read again; what changed stays on the page until the answer is there."""
        self.main.removeWidget(self.changes)
        super().refresh()

    def fill(self) -> None:
        now = self.ws.clock.now_utc().astimezone(dates.HERE)
        today = reading.today_of(self.ws)
        day = dates.weekday(today, date.min)
        name, _registry = reading.person(self.ws)
        self._planned = visits_of(self.ws, now)
        hello = " ".join(filter(None, [self._hello(now.hour, name), first_of(self._planned)]))
        self.header.say(day.removesuffix(f" {today.year}"), hello)
        found = agreements.ambities(self.ws)
        self.line.setVisible(bool(found))
        if found:
            self.line.show_ambitie(found[0])
        self._first = None
        self._visits(now)
        self._needs()
        self._due(today)
        self._notices(today)
        self.main.addWidget(self.changes)
        self.changes.ask()

    def _hello(self, hour: int, name: str) -> str:
        first = name.split(" ", 1)[0] if name else ""
        if not first:
            return ""
        if hour < _MORNING_UNTIL:
            return self.tr("Goedemorgen {}.").format(first)
        if hour < _EVENING_FROM:
            return self.tr("Goedemiddag {}.").format(first)
        return self.tr("Goedenavond {}.").format(first)

    def _visits(self, now: datetime) -> None:
        card = RowCard(self.tr("Bezoeken vandaag"))
        card.setObjectName("VisitList")
        morning = now.replace(hour=0, minute=0, second=0, microsecond=0)
        coming = next((one for one in self._planned if not one.uitgevoerd), None)
        for one in self._planned:
            row = VisitRow(self.ws, one, is_next=one is coming)
            row.wanted.connect(self.visit)
            if one is coming or self._first is None:
                self._first = row.open
            card.body.addWidget(row)
        known = {one.zaak for one in self._planned}
        ready = [pair for pair in visiting.prepared_since(self.ws, morning)
                 if pair[0].zaak not in known]  # fmt: skip
        for prepared, what in ready:
            line = Row()
            line.picture("package-check" if prepared.is_complete else "luggage")
            line.words(what, result_of(prepared))
            line.body.addWidget(self._open(prepared.zaak, what))
            card.body.addWidget(line)
        if not self._planned and not ready:
            line = Row()
            line.body.setContentsMargins(20, 16, 20, 12)
            line.picture("briefcase")
            words = self.tr("Geen bezoeken vandaag. Zet een zaak klaar en hij verschijnt hier.")
            line.body.addWidget(text_label(words, ink="textMuted", wrap=True), 1)
            card.body.addWidget(line)
        self.main.addWidget(card)

    def _needs(self) -> None:
        items = [one for one in reading.open_items(self.ws) if one.kind != "notice"]
        records: dict[str, list[OpenItemReading]] = {}
        for item in items:
            records.setdefault(item.local_id, []).append(item)
        if not records:
            return
        card = RowCard(self.tr("Dit heeft jou nodig"))
        card.setObjectName("NeedsYouList")
        for group in list(records.values())[:_NEEDS]:
            card.body.addWidget(self._question(group))
        self.main.addWidget(card)

    def _question(self, group: list[OpenItemReading]) -> Row:
        item = group[0]
        refused = item.kind == "rejection"
        stand = Stand.GEWEIGERD if refused else Stand.CONFLICT
        fields = ", ".join(dict.fromkeys(one.field_label for one in group if one.field_label))
        row = Row()
        row.body.addWidget(StateMark(stand, pill=True))
        title = " · ".join(filter(None, [fields, item.record]))
        row.words(title or item.record, item.sentence, strong=True)
        words = self.tr("Oplossen") if refused else self.tr("Kiezen")
        act = button(words)
        act.setAccessibleName(f"{words}: {title}")
        if refused:
            act.clicked.connect(self.show_outbox)
        else:
            act.clicked.connect(partial(self.choose.emit, item.family))
        row.body.addWidget(act)
        self._first = self._first or act
        return row

    def _due(self, today: date) -> None:
        card = RowCard(self.tr("Afspraken en termijnen"))
        card.setObjectName("DueList")
        dues = sorted(self._promises() + self._terms(), key=lambda pair: pair[0])[:_DUE]
        shown = ""
        for day, make in dues:
            late = day < today
            words = self.tr("Te laat") if late else dates.weekday(day, today)
            if words != shown:
                shown = words
                card.group(words, ink="attention" if late else "textMuted")
            card.body.addWidget(make())
        if not dues:
            words = self.tr("Hier komt wat je beloofde en wat er op tijd klaar moet zijn.")
            row = Row(line=False)
            row.picture("calendar-days")
            row.body.addWidget(text_label(words, ink="textMuted", wrap=True), 1)
            card.body.addWidget(row)
        self.side.addWidget(card)

    def _promises(self) -> list[tuple[date, Callable[[], Row]]]:
        return [
            (one.uiterlijk, partial(self._promise, one))
            for one in agreements.afspraken(self.ws)
            if one.uiterlijk is not None
            and afspraken.is_open(one)
            and (is_mine(one) or one.asked_by_me)
        ]

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

    def _terms(self) -> list[tuple[date, Callable[[], Row]]]:
        query = WorklistQuery(view=WorklistView.MINE)
        _total, rows = reading.worklist_page(self.ws, query, _DUE)
        return [
            (row.uiterlijk, partial(self._term, row))
            for row in rows
            if row.uiterlijk is not None and not row.closed
        ]

    def _term(self, zaak: WorklistRow) -> Row:
        today = reading.today_of(self.ws)
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
        self._first = self._first or link
        return link

    def _notices(self, today: date) -> None:
        notices = [one for one in reading.open_items(self.ws) if one.kind == "notice"]
        if not notices:
            return
        card = RowCard(self.tr("Gemeld door het register"))
        card.setObjectName("NoticeList")
        for one in notices[-_NEEDS:]:
            row = Row()
            row.picture("history", "info")
            when = dates.when(one.opened_at_utc, today)
            row.words(one.record or one.field_label, f"{one.sentence} · {when}")
            seen = button(self.tr("Gezien"), quiet=True)
            seen.setAccessibleName(self.tr("Gezien: {}").format(one.record))
            seen.clicked.connect(partial(self._seen, one.n))
            row.body.addWidget(seen)
            card.body.addWidget(row)
        self.side.addWidget(card)

    def _seen(self, n: int) -> None:
        self.attempt(partial(deciding.resolve, self.ws, n, "theirs"), self.tr("Gezien."))
