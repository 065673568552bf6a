"""Synchronisatie: what needs the person, what waits, the registries, earlier runs."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.domain.errors import ZaakkofferError
from desktop.domain.readings import OpenItemReading, OutboxRow
from desktop.domain.records import Progress
from desktop.i18n import dates, phrases
from desktop.operations import deciding, reading
from desktop.operations.deciding import Keep
from desktop.operations.workspace import Workspace
from desktop.views import theme
from desktop.views.bridge import Bridge
from desktop.views.states import StateMark
from desktop.views.widgets.card import Card, EmptyState, button, clear, text_label
from desktop.views.widgets.header import PageHeader

_RUNS = 8


class SyncPage(QWidget):
    """The outbox and everything around it."""

    opened = Signal(str)
    told = Signal(str, object)
    touched = Signal()

    def __init__(self, ws: Workspace, bridge: Bridge) -> None:
        super().__init__()
        self.setObjectName("SyncPage")
        self._ws = ws
        self._bridge = bridge
        outer = QVBoxLayout(self)
        outer.setContentsMargins(32, 20, 32, 0)
        outer.setSpacing(theme.space(4))
        self.header = PageHeader(self.tr("Synchronisatie"))
        self.now = button(self.tr("Nu s&ynchroniseren"), "refresh-cw", primary=True)
        self.now.setToolTip("F5")
        self.now.clicked.connect(self._toggle)
        self.header.buttons.addWidget(self.now)
        outer.addWidget(self.header)
        columns = QHBoxLayout()
        columns.setSpacing(theme.space(5))
        self.outbox = Card(self.tr("Nog niet bij het register"))
        self.outbox.setObjectName("OutboxView")
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(self.outbox)
        columns.addWidget(area, 1)
        side = QVBoxLayout()
        self.registries = Card(self.tr("Registers"))
        self.history = Card(self.tr("Eerdere keren"))
        side.addWidget(self.registries)
        side.addWidget(self.history)
        side.addStretch()
        holder = QWidget()
        holder.setFixedWidth(340)
        holder.setLayout(side)
        columns.addWidget(holder)
        outer.addLayout(columns, 1)
        bridge.sync_started.connect(self.refresh)
        bridge.progressed.connect(self._progress)
        self.refresh()

    def _toggle(self) -> None:
        if self._bridge.is_syncing:
            self._bridge.stop_sync()
        else:
            self._bridge.sync()

    def _progress(self, progress: object) -> None:
        if isinstance(progress, Progress):
            if progress.unit == "bytes":
                sizes = (dates.size(progress.done), dates.size(progress.total))
                self.header.say(self.tr("Synchronisatie"), "Bezig: {} van {}".format(*sizes))
            else:
                words = self.tr("Bezig: {} van {}").format(progress.done, progress.total)
                self.header.say(self.tr("Synchronisatie"), words)

    def refresh(self) -> None:
        """Read again."""
        busy = self._bridge.is_syncing
        self.now.setText(self.tr("Sto&ppen") if busy else self.tr("Nu s&ynchroniseren"))
        if not busy:
            self.header.say(self.tr("Synchronisatie"))
        self._show_outbox()
        self._show_registries()

    def _show_outbox(self) -> None:
        body = self.outbox.body
        clear(body)
        today = reading.today_of(self._ws)
        items = [one for one in reading.open_items(self._ws) if one.kind != "notice"]
        rows = reading.outbox(self._ws)
        if items:
            body.addWidget(text_label(self.tr("Heeft jou nodig"), "bodyStrong", "attention"))
        for item in items:
            self._question(item)
        asked = {item.local_id for item in items}
        waiting = [row for row in rows if row.local_id not in asked]
        if waiting:
            body.addWidget(text_label(self.tr("Wacht"), "bodyStrong", "pending"))
        for row in waiting:
            self._row(row, today)
        if not items and not waiting:
            words = self.tr("Alles staat bij het register. Er wacht niets.")
            body.addWidget(EmptyState("circle-check", words))
        body.addStretch()

    def _question(self, item: OpenItemReading) -> None:
        body = self.outbox.body
        body.addWidget(text_label(item.record, "bodyStrong", wrap=True))
        body.addWidget(text_label(f"{item.field_label}: {item.sentence}".lstrip(": "), wrap=True))
        if item.kind == "conflict":
            for who, value in ((self.tr("Jij"), item.mine), (self.tr("Collega"), item.theirs)):
                body.addWidget(text_label(f"{who}: {_plain(value)}", "table", wrap=True))
        buttons = QHBoxLayout()
        choices: list[tuple[str, Keep]] = [
            (self.tr("Bewaar die van mij"), "mine"),
            (self.tr("Neem die van de collega"), "theirs"),
        ]
        if item.kind != "conflict":
            choices = [(self.tr("Opnieuw proberen"), "mine"), (self.tr("Terugtrekken"), "theirs")]
        for words, keep in choices:
            choice = button(words)
            choice.clicked.connect(partial(self._resolve, item.n, keep))
            buttons.addWidget(choice)
        buttons.addStretch()
        body.addLayout(buttons)

    def _row(self, row: OutboxRow, today: object) -> None:
        del today
        line = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(text_label(row.what, wrap=True))
        since = dates.clock(row.since_utc) if row.since_utc else ""
        facts = " · ".join(filter(None, [row.record, since, row.reason]))
        words.addWidget(text_label(facts, "caption", "textMuted", wrap=True))
        line.addLayout(words, 1)
        line.addWidget(StateMark(row.stand))
        if row.can_withdraw:
            back = button(self.tr("Terugtrekken"), "undo-2", quiet=True)
            back.clicked.connect(partial(self._withdraw, row.local_id))
            line.addWidget(back)
        self.outbox.body.addLayout(line)

    def _show_registries(self) -> None:
        clear(self.registries.body)
        today = reading.today_of(self._ws)
        for one in reading.status(self._ws).registries:
            self.registries.body.addWidget(text_label(one.name, "bodyStrong"))
            when = dates.when(one.last_sync_utc, today) if one.last_sync_utc else ""
            words = " ".join(filter(None, [one.sentence, when]))
            self.registries.body.addWidget(text_label(words, "table", "textMuted", wrap=True))
        clear(self.history.body)
        for run in reading.runs(self._ws, _RUNS):
            words = self.tr("{}: {} opgehaald, {} verstuurd").format(
                dates.when(run.started_at_utc, today), run.pulled, run.pushed
            )
            self.history.body.addWidget(text_label(words, "table", wrap=True))
            if run.outcome != "ok":
                note = text_label(run.sentence, "caption", "textMuted", wrap=True)
                self.history.body.addWidget(note)

    def _try(self, work: Callable[[], object], said: str) -> None:
        try:
            work()
        except ZaakkofferError as error:
            self.told.emit(" ".join(phrases.explain(error)), None)
            return
        self.refresh()
        self.touched.emit()
        self.told.emit(said, None)

    def _resolve(self, n: int, keep: Keep) -> None:
        self._try(partial(deciding.resolve, self._ws, n, keep), self.tr("Keuze bewaard."))

    def _withdraw(self, local_id: str) -> None:
        said = self.tr("Teruggetrokken. Het is niet verstuurd.")
        self._try(partial(deciding.withdraw, self._ws, local_id), said)

    def first_focus(self) -> QWidget:
        """Give the widget that has the focus first."""
        return self.now


def _plain(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(str(one) for one in value.values())
    return str(value)
