"""Synchronisatie: what needs the person, what waits, the registries, earlier runs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.errors import ZaakkofferError
from desktop.domain.readings import (
    ConfirmedRow,
    OpenItemReading,
    OutboxRow,
    RegistryReading,
    RunReading,
)  # fmt: skip
from desktop.domain.records import Progress
from desktop.i18n import dates, phrases
from desktop.operations import registries
from desktop.operations.choices import deciding, keeping
from desktop.operations.overview import confirmed as recently
from desktop.operations.overview import reading
from desktop.operations.registries import CheckReport
from desktop.operations.workspace import Workspace
from desktop.views.bridge import Bridge
from desktop.views.choices import outbox_view
from desktop.views.choices import taking_back as withdrawn
from desktop.views.choices.outbox_view import OutboxView
from desktop.views.look import theme
from desktop.views.widgets.card import IconLabel, button, text_label
from desktop.views.widgets.page import Page
from desktop.views.widgets.rows import Row, RowCard

_SIDE_PX = 324
_RUNS = 8


@dataclass(frozen=True, slots=True)
class Found:
    """What the page was made from."""

    today: date
    rows: list[OutboxRow]
    items: list[OpenItemReading]
    registries: tuple[RegistryReading, ...]
    runs: list[RunReading]
    confirmed: list[ConfirmedRow]


class SyncPage(Page):
    """The outbox and everything around it."""

    choose = Signal(str)
    """Local id of the zaak whose questions the person wants to answer."""

    def __init__(self, ws: Workspace, bridge: Bridge) -> None:
        super().__init__(ws, "SyncPage", self.tr("Synchronisatie"), side_px=_SIDE_PX)
        self._bridge = bridge
        self._found: Found | None = None
        self.now = button(self.tr("&Nu synchroniseren"), "refresh-cw", primary=True, keys="F5")
        self.now.clicked.connect(bridge.sync)
        self.stop = button(self.tr("Sto&ppen"), "circle-stop", keys="Shift+F5")
        self.stop.clicked.connect(bridge.stop_sync)
        self.header.buttons.addWidget(self.now)
        self.header.buttons.addWidget(self.stop)
        self.outbox = OutboxView()
        self.main.addWidget(self.outbox)
        bridge.sync_started.connect(self._say_busy)
        bridge.progressed.connect(self._progress)

    def _say_busy(self) -> None:
        busy = self._bridge.is_syncing
        self.now.setVisible(not busy)
        self.stop.setVisible(busy)
        words = self.tr("Je kunt doorwerken, alles blijft hier staan tot het bevestigd is.")
        self.header.say(self.tr("Synchronisatie"), words if busy else "")

    def _progress(self, progress: object) -> None:
        if not isinstance(progress, Progress) or not self._bridge.is_syncing:
            return
        if progress.unit == "bytes":
            sizes = (dates.size(progress.done), dates.size(progress.total))
            words = self.tr("{} van {} verstuurd.").format(*sizes)
        else:
            words = self.tr("{} van {} stappen klaar.").format(progress.done, progress.total)
        more = self.tr("Je kunt doorwerken, alles blijft hier staan tot het bevestigd is.")
        self.header.say(self.tr("Synchronisatie"), f"{words} {more}")

    def refresh(self) -> None:
        """Read again; nothing is drawn again while everything is the same."""
        self._say_busy()
        found = Found(
            reading.today_of(self.ws),
            reading.outbox(self.ws),
            [one for one in reading.open_items(self.ws) if one.kind != "notice"],
            reading.status(self.ws).registries,
            reading.runs(self.ws, _RUNS),
            recently.confirmed(self.ws),
        )
        if found != self._found:
            self._found = found
            super().refresh()

    def first_focus(self) -> QWidget:
        """Give the widget that has the focus first: the first question, else the action."""
        if self.outbox.questions:
            return self.outbox.questions[0]
        return self.stop if self._bridge.is_syncing else self.now

    def fill(self) -> None:
        self.outbox = OutboxView()
        self.outbox.choose.connect(self.choose)
        self.outbox.wanted.connect(self._do)
        self.main.addWidget(self.outbox)
        found = self._found
        if found is not None:
            self.outbox.show_rows(found.rows, found.items, found.today, found.confirmed)
            self._registries(found)
            self._history(found)

    def _registries(self, found: Found) -> None:
        card = RowCard(self.tr("Registers"))
        card.setObjectName("RegistryCards")
        for one in found.registries:
            card.body.addWidget(self._registry(one))
        self.side.addWidget(card)

    def _registry(self, one: RegistryReading) -> Row:
        name = one.name[:1].upper() + one.name[1:]
        icon, words = self._connection(one)
        row = Row(f"{name}, {words}")
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(text_label(name, "bodyStrong", wrap=True))
        state = QHBoxLayout()
        state.setSpacing(theme.space(2))
        state.addWidget(IconLabel(icon, "neutral"))
        state.addWidget(text_label(words, "table", "neutral", wrap=True), 1)
        column.addLayout(state)
        if one.last_sync_utc is not None:
            when = dates.when(one.last_sync_utc, reading.today_of(self.ws))
            count = {"mine": self.tr("jouw zaken"), "team": self.tr("zaken van je team"),
                     "all": self.tr("alle zaken")}.get(one.scope, "")  # fmt: skip
            facts = self.tr("bijgewerkt {}").format(when)
            column.addWidget(
                text_label(
                    " · ".join(filter(None, [facts, count])), "table", "textMuted", wrap=True
                )
            )
        for said in one.troubles:
            column.addWidget(text_label(said, "table", "textMuted", wrap=True))
        if one.last_outcome not in {"", "ok", "offline", "stopped"}:
            column.addWidget(text_label(one.sentence, "table", "textMuted", wrap=True))
            check = button(self.tr("Controleren"))
            check.setAccessibleName(self.tr("Controleren: {}").format(name))
            check.clicked.connect(partial(self._check, one.name))
            line = QHBoxLayout()
            line.addWidget(check)
            line.addStretch()
            column.addLayout(line)
        row.body.addLayout(column, 1)
        return row

    def _connection(self, one: RegistryReading) -> tuple[str, str]:
        match one.last_outcome:
            case "":
                return "circle", self.tr("Nog niet gesynchroniseerd")
            case "ok" | "stopped":
                return "wifi", self.tr("Verbonden")
            case "offline" | "timeout":
                return "wifi-off", self.tr("Offline. Alles werkt.")
            case "wrong-secret" | "no-right":
                return "lock", self.tr("Niet aangemeld")
            case _:
                return "circle-help", self.tr("Even niet bereikbaar")

    def _history(self, found: Found) -> None:
        card = RowCard(self.tr("Eerdere keren"))
        card.setObjectName("RunHistory")
        for run in found.runs:
            row = Row(line=False)
            row.body.setContentsMargins(20, 4, 20, 4)
            when = text_label(dates.when(run.started_at_utc, found.today), "table", "textMuted")
            when.setFont(theme.figures("table"))
            when.setMinimumWidth(when.fontMetrics().horizontalAdvance("00:00") + 12)
            row.body.addWidget(when, 0, Qt.AlignmentFlag.AlignTop)
            row.words(*self._ran(run))
            card.body.addWidget(row)
        if not found.runs:
            hint = Row(line=False)
            words = self.tr("Hier komt wat er eerder is gestuurd en opgehaald.")
            hint.body.addWidget(text_label(words, "table", "textMuted", wrap=True))
            card.body.addWidget(hint)
        self.side.addWidget(card)

    def _ran(self, run: RunReading) -> tuple[str, str]:
        counts = self.tr("{} gestuurd, {} opgehaald").format(run.pushed, run.pulled)
        if run.outcome == "ok":
            return counts, ""
        if run.outcome == "offline" and not (run.pushed or run.pulled):
            return self.tr("Geen verbinding"), self.tr("alles bleef hier bewaard")
        return counts, run.sentence

    def _check(self, name: str) -> None:
        work = partial(registries.check, self.ws, name)
        self._bridge.run(work, partial(self._checked, name))

    def _checked(self, name: str, result: object) -> None:
        if isinstance(result, ZaakkofferError):
            self.told.emit(" ".join(phrases.explain(result)), None)
        elif isinstance(result, CheckReport) and result.ok:
            self.told.emit(self.tr("{} antwoordt weer.").format(name), None)
            self._bridge.sync()
        elif isinstance(result, CheckReport):
            sentences = [" ".join(phrases.trouble(one, register=name)) for one in result.problems]
            self.told.emit(" ".join(sentences), None)

    def _do(self, verb: str, row: object) -> None:
        if not isinstance(row, OutboxRow):
            return
        match verb:
            case outbox_view.RETRY:
                self._retry(row)
            case outbox_view.WITHDRAW:
                work = partial(deciding.withdraw, self.ws, row.local_id)
                self.attempt(work, withdrawn.said(row.withdrawal))
            case outbox_view.EXPORT:
                self._export(row)
            case outbox_view.NOTE:
                self._to_note(row)
            case _:
                self.opened.emit(row.family)

    def _retry(self, row: OutboxRow) -> None:
        work = partial(deciding.retry, self.ws, row.local_id)
        if self.attempt(work, self.tr("Gaat opnieuw mee.")):
            self._bridge.sync()

    def _to_note(self, row: OutboxRow) -> None:
        def work() -> None:
            keeping.as_note(self.ws, row.local_id)

        self.attempt(work, self.tr("Er is een notitie van gemaakt."))

    def _export(self, row: OutboxRow) -> None:
        title = keeping.file_name(self.ws, row.local_id)
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Bewaar als bestand"), title)
        if name:
            work = partial(keeping.as_file, self.ws, row.local_id, Path(name))
            self._bridge.run(work, self._exported)

    def _exported(self, result: object) -> None:
        words = self.tr(
            "Dit bestand bevat gegevens van mensen. Bewaar het op een veilige plek en niet "
            "langer dan nodig."
        )
        if isinstance(result, ZaakkofferError):
            words = " ".join(phrases.explain(result))
        self.told.emit(words, None)
