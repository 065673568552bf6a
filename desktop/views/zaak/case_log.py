"""What happened in a case, and the field to write in: note, buttons, filters, timeline."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.readings import CaseReading, EventKind
from desktop.views.look import icons, theme
from desktop.views.widgets.card import Card, EmptyState, button
from desktop.views.widgets.chips import Chip
from desktop.views.widgets.timeline import TimelineView
from desktop.views.zaak.note_field import NoteField
from desktop.views.zaak.note_pane import note_sorts

_ALWAYS = 5
"""So many filters are always there; the rest when the case has something of the kind."""


class CaseLog(Card):
    """The main card of a case."""

    saved = Signal()
    pasted = Signal()
    attach = Signal()
    ask = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("CaseLog")
        self._case: CaseReading | None = None
        self._today = date.min
        self._useful: list[bool] = []
        outer = self.layout()
        if isinstance(outer, QVBoxLayout):
            outer.setContentsMargins(1, 14, 1, 8)
            outer.setStretch(outer.indexOf(self.body), 1)
        self.body.setSpacing(0)
        self.body.addLayout(self._writing())
        self.body.addLayout(self._filtering())
        self.timeline = TimelineView()
        self.body.addWidget(self.timeline, 1)
        self.empty = EmptyState("sticky-note", "")
        self.empty.action.clicked.connect(self._empty_action)
        self.body.addWidget(self.empty, 1)

    def _writing(self) -> QVBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.space(2))
        self.note = NoteField()
        self.note.saved.connect(self.saved)
        self.note.pasted.connect(self.pasted)
        self.note.textChanged.connect(self._offer_more)
        row.addWidget(self.note, 1)
        attach = button(self.tr("&Document"), "paperclip")
        attach.setToolTip("Ctrl+Shift+D")
        attach.clicked.connect(self.attach)
        ask = button(self.tr("&Afspraak"), "handshake")
        ask.setToolTip("Ctrl+J")
        ask.clicked.connect(self.ask)
        both = QVBoxLayout()
        both.setContentsMargins(20, 0, 20, 0)
        both.setSpacing(theme.space(2))
        both.addLayout(row)
        both.addWidget(self._about_note())
        row.addWidget(attach)
        row.addWidget(ask)
        return both

    def _about_note(self) -> QWidget:
        """Make what can be said of a note, there while one is being written."""
        self.about = QWidget()
        line = QHBoxLayout(self.about)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.space(3))
        self.sort = note_sorts()
        line.addWidget(self.sort)
        self.concept = QCheckBox(self.tr("Nog een concept"))
        self.concept.setToolTip(self.tr("Je kunt later verder schrijven, via de tijdlijn."))
        line.addWidget(self.concept)
        line.addStretch()
        self.about.hide()
        return self.about

    def _offer_more(self) -> None:
        written = bool(self.note.toPlainText().strip())
        self.about.setVisible(written)
        if not written:  # the next note is an ordinary one again
            self.sort.setCurrentIndex(0)
            self.concept.setChecked(False)

    def _filtering(self) -> QHBoxLayout:
        filters = (
            (self.tr("Alles"), frozenset(EventKind)),
            (self.tr("Notities"), frozenset({EventKind.NOTITIE})),
            (self.tr("Documenten"), frozenset({EventKind.DOCUMENT})),
            (self.tr("Status"), frozenset({EventKind.STATUS, EventKind.RESULTAAT})),
            (self.tr("Gesprek"), frozenset({EventKind.CONTACT, EventKind.BEZOEK})),
            (self.tr("Afspraken"), frozenset({EventKind.AFSPRAAK})),
            (self.tr("Besluiten"), frozenset({EventKind.BESLUIT, EventKind.AFWEGING})),
            (self.tr("Wijzigingen"), frozenset({EventKind.WIJZIGING})),
        )
        row = QHBoxLayout()
        row.setContentsMargins(20, 10, 20, 12)
        row.setSpacing(theme.space(2))
        self._chips = QButtonGroup(self)
        self._filters = [kinds for _words, kinds in filters]
        for number, (words, _kinds) in enumerate(filters):
            chip = Chip(words)
            chip.setChecked(number == 0)
            chip.setAccessibleName(self.tr("Toon: {}").format(words))
            self._chips.addButton(chip, number)
            row.addWidget(chip)
        self._chips.idClicked.connect(lambda _number: self._fill())
        row.addStretch()
        return row

    def show_case(self, case: CaseReading, today: date) -> None:
        """Show what happened."""
        self._case, self._today = case, today
        have = {event.kind for event in case.timeline}
        self._useful = [
            number < _ALWAYS or bool(kinds & have) for number, kinds in enumerate(self._filters)
        ]
        self._fit()
        chosen = self._chips.checkedButton()
        if chosen is not None and chosen.isHidden():
            self._chips.button(0).setChecked(True)
        self._fill()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Show the filters that there is room for; the one that is chosen stays."""
        left = self.width() - 2 * 20
        for number, useful in enumerate(self._useful):
            chip = self._chips.button(number)
            left -= chip.sizeHint().width() + theme.space(2) if useful else 0
            chip.setVisible(useful and (left >= 0 or chip.isChecked()))

    def _fill(self) -> None:
        if self._case is None:
            return
        kinds = self._filters[self._chips.checkedId()]
        events = [event for event in self._case.timeline if event.kind in kinds]
        pictures = {
            str(one.local_id): icons.of_content(one.formaat) for one in self._case.documents
        }
        self.timeline.show_events(events, self._today, pictures)
        self.timeline.setVisible(bool(events))
        self.empty.setVisible(not events)
        if self._case.timeline:
            words = self.tr("Niets van deze soort in deze zaak.")
            self.empty.say(words, self.tr("Filter wissen"))
        else:
            words = self.tr("Hier komt alles wat er in deze zaak gebeurt.")
            self.empty.say(words, self.tr("Schrijf een notitie"))

    def _empty_action(self) -> None:
        if self._case is not None and self._case.timeline:
            self._chips.button(0).setChecked(True)
            self._fill()
        else:
            self.note.setFocus()
