"""Vandaag: the ambition, what needs me, what comes due, what changed."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.bezoeken import BezoekReading
from desktop.domain.readings import OpenItemReading
from desktop.domain.records import Stand
from desktop.i18n import dates
from desktop.operations.choices import deciding
from desktop.operations.objecten import agreements
from desktop.operations.overview import reading
from desktop.operations.workspace import Workspace
from desktop.views.bridge import Bridge
from desktop.views.look.states import StateMark
from desktop.views.promises.ambition_line import AmbitionLine
from desktop.views.today.changed_list import ChangedList
from desktop.views.today.due_list import DueList
from desktop.views.today.signals_card import SignalsCard
from desktop.views.today.visit_list import WEEK, VisitList
from desktop.views.visit.visit_row import first_of, visits_of
from desktop.views.widgets.card import button
from desktop.views.widgets.page import Page
from desktop.views.widgets.rows import Row, RowCard

_SIDE_PX = 404
_NEEDS = 8
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
        self.signals = SignalsCard(ws, bridge, self)
        self.signals.told.connect(self.told)
        self.signals.opened.connect(self.opened)
        self.due = DueList(ws, bridge, self)
        self.due.opened.connect(self.opened)
        self._is_week = False
        self.line = AmbitionLine()
        self.above.addWidget(self.line)
        self._first: QWidget | None = None
        self._planned: list[BezoekReading] = []

    def first_focus(self) -> QWidget:
        """Give the widget that has the focus first."""
        return self._first or self.due.first or self

    def refresh(self) -> None:
        """Read again; what changed stays on the page until the answer is there."""
        for layout, card in (
            (self.side, self.due), (self.main, self.signals), (self.main, self.changes)
        ):  # fmt: skip
            layout.removeWidget(card)
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
        self.side.addWidget(self.due)
        self._notices(today)
        self.main.addWidget(self.signals)
        self.main.addWidget(self.changes)
        for card in (self.due, self.signals, self.changes):
            card.ask()

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
        card = VisitList(is_week=self._is_week)
        card.visit.connect(self.visit)
        card.opened.connect(self.opened)
        card.week_wanted.connect(self._show_week)
        shown = visits_of(self.ws, now, WEEK.days) if self._is_week else self._planned
        card.show_visits(self.ws, shown, now)
        self._first = card.first
        self.main.addWidget(card)

    def _show_week(self, is_week: bool) -> None:
        self._is_week = is_week
        self.refresh()

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
