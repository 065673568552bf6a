"""Documenten: what hangs on a zaak, where its content is, and what can be done with it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QProgressBar, QPushButton, QVBoxLayout
from shiboken6 import isValid

from desktop.domain.readings import CaseReading, DocumentReading, Place
from desktop.domain.records import Stand
from desktop.i18n import dates
from desktop.views.documenten import document_work
from desktop.views.look import icons
from desktop.views.look.states import StateMark, look_of
from desktop.views.widgets.card import EmptyState, IconLabel, InkLabel, button, clear, text_label
from desktop.views.widgets.rows import Row, RowCard

MOST = 6
_TAKEN_BACK = {Stand.WACHT, Stand.GEWEIGERD}
"""What is not at the registry is taken back; the rest can be taken out of its zaak."""


class DocumentsCard(RowCard):
    """The documents, newest first; files may be dropped anywhere on the page."""

    browse = Signal()
    wanted = Signal(str, object)
    """A verb of `document_work`, and a `DocumentReading`."""
    look = Signal(object)
    """A `DocumentReading` that the person wants to see."""
    together = Signal()
    """The person wants several documents as one file."""
    withdraw = Signal(object)
    """A `DocumentReading`."""

    def __init__(self) -> None:
        super().__init__(self.tr("Documenten"), self.tr("Alle"))
        self.setObjectName("DocumentsCard")
        self._all = False
        self._documents: tuple[DocumentReading, ...] = ()
        self._facts_of: dict[str, InkLabel] = {}
        self._zaak = ""
        self.action.clicked.connect(self._toggle)

    def show_case(self, case: CaseReading) -> None:
        """Show the documents."""
        if case.row.local_id != self._zaak:
            self._zaak, self._all = case.row.local_id, False
        self._documents = case.documents
        self._fill()

    def say_coming(self, document: str, done: int, total: int) -> None:
        """Say how much of a content came in, where its document is shown."""
        shown = self._facts_of.get(document)
        for one in self._documents:
            if one.local_id == document and shown is not None and isValid(shown):
                shown.setText(
                    self._facts(replace(one, place=Place.FETCHING, fetched=(done, total)))
                )

    def _toggle(self) -> None:
        self._all = not self._all
        self._fill()

    def _fill(self) -> None:
        clear(self.body)
        self._facts_of.clear()
        count = len(self._documents)
        if count <= MOST:
            self.offer("")
        else:
            self.offer(self.tr("Minder") if self._all else self.tr("Alle {}").format(count))
        for number, one in enumerate(self._documents[: None if self._all else MOST]):
            self.body.addWidget(self._row(one, is_first=number == 0))
        if not self._documents:
            words = self.tr("Nog geen documenten. Sleep een bestand hierheen.")
            empty = EmptyState("paperclip", words, self.tr("Bladeren"))
            empty.action.clicked.connect(self.browse)
            self.body.addWidget(empty)
            return
        more = button(self.tr("Toevoegen"), "paperclip", quiet=True)
        more.setToolTip("Ctrl+Shift+D")
        more.clicked.connect(self.browse)
        line = Row(self.tr("Document toevoegen"))
        line.body.setContentsMargins(12, 4, 12, 0)
        line.body.addWidget(more)
        if sum(one.here for one in self._documents) > 1:
            together = button(self.tr("Samen bewaren"), "package-check", quiet=True)
            together.clicked.connect(self.together)
            line.body.addWidget(together)
        line.body.addStretch()
        self.body.addWidget(line)

    def _row(self, one: DocumentReading, *, is_first: bool) -> Row:
        state = look_of(one.stand).word
        row = Row(f"{one.titel}, {self._facts(one)}, {state}", line=not is_first)
        row.body.addWidget(self._look(one), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(1)
        column.addWidget(text_label(one.titel or one.bestandsnaam, wrap=True))
        facts = text_label(self._facts(one), "caption", "textMuted", wrap=True)
        self._facts_of[one.local_id] = facts
        column.addWidget(facts)
        if one.progress is not None and one.stand is not Stand.BEVESTIGD:
            column.addWidget(self._bar(one, *one.progress))
        if one.reason:
            column.addWidget(text_label(one.reason, "caption", "textMuted", wrap=True))
        row.body.addLayout(column, 1)
        if one.stand is Stand.BEVESTIGD:
            mark = IconLabel("check")
            mark.setToolTip(state)
            row.body.addWidget(mark)
        else:
            row.body.addWidget(StateMark(one.stand))
        row.body.addWidget(self._more(one))
        row.body.setContentsMargins(12, 8, 8, 8)
        return row

    def _look(self, one: DocumentReading) -> QPushButton:
        look = button("", icons.of_content(one.formaat), quiet=True)
        look.setAccessibleName(self.tr("Bekijk {}").format(one.titel or one.bestandsnaam))
        look.setToolTip(self.tr("Bekijken (spatie)"))
        look.clicked.connect(partial(self.look.emit, one))
        return look

    def _facts(self, one: DocumentReading) -> str:
        if one.is_out:
            place = self.tr("jij bewerkt het")
        elif one.stand is Stand.WACHT:
            place = self.tr("alleen nog hier")
        elif one.stand is Stand.VERZONDEN:
            place = self.tr("wordt nagekeken")
        else:
            place = self._place(one)
        size = dates.size(one.size_bytes) if one.size_bytes else ""
        return " · ".join(filter(None, [one.soort, size, place]))

    def _place(self, one: DocumentReading) -> str:
        """Say where the content is, and how much of it came in."""
        match one.place:
            case Place.HERE:
                return self.tr("in de koffer")
            case Place.OLDER:
                return self.tr("in de koffer, een oudere versie")
            case Place.FETCHING:
                done, total = one.fetched or (0, 0)
                percent = 100 * done // total if total else 0
                return self.tr("wordt opgehaald, {} %").format(min(99, percent))
            case Place.NOWHERE:
                return self.tr("zonder inhoud")
            case Place.REGISTRY:
                return self.tr("alleen bij het register")

    def _bar(self, one: DocumentReading, done: int, total: int) -> QProgressBar:
        bar = QProgressBar()
        bar.setRange(0, max(1, total // 1024))
        bar.setValue(done // 1024)
        bar.setTextVisible(False)
        bar.setFixedHeight(8)
        bar.setAccessibleName(one.titel)
        sizes = (dates.size(done), dates.size(total))
        bar.setAccessibleDescription(self.tr("{} van {}").format(*sizes))
        return bar

    def _more(self, one: DocumentReading) -> QPushButton:
        more = button("", "ellipsis", quiet=True)
        more.setAccessibleName(self.tr("Meer over {}").format(one.titel))
        more.setToolTip(self.tr("Meer"))
        menu = QMenu(more)
        for words, icon, verb in self._ways(one):
            menu.addAction(icons.icon(icon), words, partial(self.wanted.emit, verb, one))
        if one.stand in _TAKEN_BACK:
            menu.addAction(
                icons.icon("undo-2"), self.tr("Terugtrekken"), partial(self.withdraw.emit, one)
            )
        more.setMenu(menu)
        return more

    def _ways(self, one: DocumentReading) -> list[tuple[str, str, str]]:
        """Give what can be done with a document, by where its content is."""
        ways = [(self.tr("Bekijken"), "eye", document_work.LOOK)] if one.here else []
        if not one.here:
            ways.append((self.tr("Ophalen"), "download", document_work.FETCH))
        elif one.is_out:
            ways += [
                (self.tr("Terugzetten als nieuwe versie…"), "check", document_work.PUT_BACK),
                (self.tr("Niet veranderen"), "x", document_work.LEAVE),
                (self.tr("Verder in je eigen programma"), "pen-line", document_work.OPEN),
            ]
        else:
            ways += [
                (self.tr("Bewerken in je eigen programma"), "pen-line", document_work.OPEN),
                (self.tr("Bewerken in een werkkopie…"), "file-pen-line", document_work.EDIT),
                (self.tr("Nieuwe versie uit een bestand…"), "paperclip", document_work.REPLACE),
            ]
        if one.here:
            ways.append((self.tr("Bewaar als bestand…"), "download", document_work.EXPORT))
        ways += [
            (self.tr("Gegevens…"), "notebook-pen", document_work.FIELDS),
            (self.tr("Versies…"), "history", document_work.VERSIONS),
            (self.tr("Naar een andere zaak…"), "split", document_work.PLACE),
        ]
        if one.is_locked:
            ways.append((self.tr("Slot eraf halen…"), "lock", document_work.UNLOCK))
        if one.stand not in _TAKEN_BACK:
            ways.append((self.tr("Losmaken van deze zaak"), "plug", document_work.UNLINK))
        return ways
