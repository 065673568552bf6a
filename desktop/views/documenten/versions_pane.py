"""The versions of a document: who, when, what changed; an old one can become the newest again."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.errors import ZaakkofferError
from desktop.domain.readings import DocumentReading
from desktop.i18n import dates, phrases, words
from desktop.operations.documenten import document_versions
from desktop.operations.documenten.document_versions import Difference, Version, Versions, compare
from desktop.operations.overview import reading
from desktop.operations.workspace import Workspace
from desktop.views.bridge import Bridge
from desktop.views.widgets.card import EmptyState, button, clear, text_label
from desktop.views.widgets.page import scrolled
from desktop.views.widgets.rows import Row
from desktop.views.widgets.task_pane import TaskPane

_DAYS = {"ontvangstdatum", "verzenddatum", "creatiedatum"}


def said(name: str, value: Any, today: date) -> str:
    """Say the value of a field of a document."""
    if value in (None, "", [], {}):
        return "–"
    if name == "bestandsomvang":
        return dates.size(int(value))
    if name in _DAYS:
        with suppress(ValueError):
            return dates.day(date.fromisoformat(str(value)), today)
    if isinstance(value, dict):
        return " ".join(str(one) for one in value.values() if one) or "–"
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return str(value)


class VersionsPane(TaskPane):
    """Newest first; each with what it changed of the one before."""

    done = Signal(str, object)

    def __init__(self, ws: Workspace, bridge: Bridge, parent: QWidget) -> None:
        super().__init__("", parent)
        self.setObjectName("VersionsPane")
        self._ws, self._bridge = ws, bridge
        self._one: DocumentReading | None = None
        inner = QWidget()
        self.list = QVBoxLayout(inner)
        self.list.setContentsMargins(0, 0, 0, 0)
        self.list.setSpacing(0)
        self.body.addWidget(scrolled(inner, keeps_room=False))
        cast(QBoxLayout, self.layout()).setStretch(1, 1)
        self.close_button = button(self.tr("Sluiten"))
        self.close_button.clicked.connect(self.close_pane)
        self.buttons.addWidget(self.close_button)

    def start(self, one: DocumentReading) -> None:
        """Open for a document; asks the registry on a thread."""
        self._one = one
        self.rename(self.tr("Versies van {}").format(one.titel))
        self._say("history", self.tr("Even kijken…"))
        self.open_pane(self.close_button)
        work = partial(document_versions.versions, self._ws, one.local_id)
        self._bridge.run(work, partial(self._arrived, one))

    def _say(self, icon: str, sentence: str) -> None:
        clear(self.list)
        self.list.addWidget(EmptyState(icon, sentence))

    def _arrived(self, one: DocumentReading, result: object) -> None:
        if one is not self._one or not self.isVisible():
            return
        if isinstance(result, ZaakkofferError):
            self._say("history", " ".join(phrases.explain(result)))
        elif isinstance(result, Versions):
            self._fill(one, result)

    def _fill(self, one: DocumentReading, found: Versions) -> None:
        clear(self.list)
        if not found.versions:
            self._say("history", self.tr("Dit document staat nog alleen hier. Er is één versie."))
            return
        if not found.is_whole:
            words = self.tr("Zonder verbinding zie je alleen wat hier bekend is.")
            self.list.addWidget(text_label(words, "table", "textMuted", wrap=True))
        today = reading.today_of(self._ws)
        for number, version in enumerate(found.versions):
            older = found.versions[number + 1] if number + 1 < len(found.versions) else None
            is_known = older is not None and older.is_known and version.is_known
            differs = compare(older.body, version.body) if older is not None and is_known else []
            self.list.addWidget(self._row(one, version, differs, today, is_first=number == 0))
        self.list.addStretch(1)

    def _row(
        self, one: DocumentReading, version: Version, differs: list[Difference], today: date, *,
        is_first: bool,
    ) -> Row:  # fmt: skip
        head = self.tr("Versie {}").format(version.versie)
        when = "" if version.made_at_utc is None else dates.when(version.made_at_utc, today)
        place = self.tr("in de koffer") if version.is_here else ""
        facts = [version.maker or version.auteur, when, dates.size(version.size_bytes), place]
        row = Row("", line=not is_first)
        row.body.setContentsMargins(0, 10, 0, 10)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(text_label(head, "bodyStrong"))
        told = " · ".join(filter(None, facts))
        column.addWidget(text_label(told, "table", "textMuted", wrap=True))
        if version.remark:
            column.addWidget(text_label(f"‘{version.remark}’", "table", wrap=True))
        for each in differs:
            before = said(each.field, each.before, today)
            after = said(each.field, each.after, today)
            line = f"{words.field(each.field)}: {before} → {after}"
            column.addWidget(text_label(line, "table", wrap=True))
        column.addLayout(self._deeds(one, version))
        row.body.addLayout(column, 1)
        row.setAccessibleName(f"{head}, {told}")
        return row

    def _deeds(self, one: DocumentReading, version: Version) -> QHBoxLayout:
        line = QHBoxLayout()
        number = version.versie
        if not version.is_newest:
            back = button(self.tr("Terughalen"), "undo-2", quiet=True)
            back.setAccessibleName(self.tr("Versie {} terughalen").format(number))
            work = partial(
                document_versions.restore, self._ws, one.local_id, number, with_fields=True
            )  # fmt: skip
            told = self.tr("Versie {} is teruggehaald. Ze gaat als nieuwe versie mee.")
            back.clicked.connect(partial(self._run, work, told.format(number)))
            line.addWidget(back)
        save = button(self.tr("Bewaar als bestand…"), "download", quiet=True)
        save.setAccessibleName(self.tr("Versie {} bewaren als bestand").format(number))
        save.clicked.connect(partial(self._save, one, number))
        line.addWidget(save)
        line.addStretch()
        return line

    def _save(self, one: DocumentReading, number: int) -> None:
        words = self.tr("Bewaar als bestand")
        name, _ = QFileDialog.getSaveFileName(self, words, one.bestandsnaam or one.titel)
        if name:
            work = partial(
                document_versions.save_version, self._ws, one.local_id, number, Path(name)
            )  # fmt: skip
            self._run(work, self.tr("Versie {} is bewaard.").format(number))

    def _run(self, work: Callable[[], object], sentence: str) -> None:
        self._bridge.run(work, partial(self._ended, sentence))

    def _ended(self, sentence: str, result: object) -> None:
        if isinstance(result, ZaakkofferError):
            sentence = " ".join(phrases.explain(result))
        elif self.isVisible():
            self.close_pane()
        self.done.emit(sentence, None)
