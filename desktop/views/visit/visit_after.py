"""Na een bezoek: het verslag lezen en in de zaak zetten, afspraken, en wanneer je terugkomt."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from desktop.domain.readings import CaseReading
from desktop.domain.records import Stand
from desktop.operations.papers.templates import Filled
from desktop.views.documenten.pdf import pages_of
from desktop.views.look import theme
from desktop.views.look.states import StateMark
from desktop.views.promises.afspraken import AfspraakRow, is_open
from desktop.views.widgets.card import EmptyState, clear, text_label
from desktop.views.widgets.rows import Row, RowCard
from desktop.views.widgets.touch import TouchButton


class ReportCard(RowCard):
    """The report as it will stand in the zaak, and where the one that was kept is by now."""

    def __init__(self) -> None:
        super().__init__(self.tr("Verslag"))
        self.kept = QWidget()
        self._kept = QVBoxLayout(self.kept)
        self._kept.setContentsMargins(0, 0, 0, 0)
        self.kept.hide()
        self.setObjectName("ReportPreview")
        self.pages = QTextBrowser()
        self.pages.setAccessibleName(self.tr("Verslag van dit bezoek"))
        self.pages.setOpenLinks(False)
        self.missing = text_label("", "table", "attention", wrap=True)
        self.missing.setContentsMargins(20, 0, 20, 0)
        line = QHBoxLayout()
        line.setContentsMargins(20, 4, 20, 12)
        line.addWidget(self.pages)
        self.outer.addWidget(self.kept)
        self.outer.addWidget(self.missing)
        self.outer.addLayout(line)

    def show_kept(self, stand: Stand | None) -> None:
        """Say that the report is in the zaak and how far it came; None while it is not."""
        clear(self._kept)
        self.kept.setVisible(stand is not None)
        if stand is not None:
            row = Row(line=False)
            row.picture("circle-check", "positive")
            words = self.tr("Het verslag staat in de zaak.")
            row.body.addWidget(text_label(words, "bodyStrong", wrap=True), 1)
            row.body.addWidget(StateMark(stand))
            self._kept.addWidget(row)
        self.offer("" if stand is None else self.tr("Nog een keer in de zaak zetten"))

    def show_report(self, filled: Filled | None) -> None:
        """Show a filled template, with what it could not fill in."""
        self.setVisible(filled is not None)
        if filled is None:
            return
        found = pages_of(filled)
        found.setParent(self.pages)
        found.setDefaultFont(theme.font("body"))
        self.pages.setDocument(found)
        empty = ", ".join(filled.missing)
        words = self.tr("Nog leeg in dit verslag: {}. Dat mag.").format(empty)
        self.missing.setText(words if empty else "")
        self.missing.setVisible(bool(empty))


class VisitAfter(QWidget):
    """The third step of a visit, beside the report: what was agreed, and the next visit."""

    agree = Signal()
    wanted = Signal(str, object)
    again = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(4))
        self.afspraken = RowCard(self.tr("Afspraken"))
        self.next = RowCard(self.tr("Vervolg"))
        column.addWidget(self.afspraken)
        column.addWidget(self.next)
        column.addStretch(1)

    def show_case(self, case: CaseReading | None, today: date) -> None:
        """Show what is open after the visit."""
        clear(self.afspraken.body)
        some = [] if case is None else [one for one in case.afspraken if is_open(one)]
        for number, one in enumerate(some):
            row = AfspraakRow(one, today, line=number > 0)
            row.wanted.connect(self.wanted)
            self.afspraken.body.addWidget(row)
        if not some:
            words = self.tr("Nog geen afspraken met collega’s.")
            self.afspraken.body.addWidget(EmptyState("handshake", words))
        add = TouchButton(self.tr("Afspraak maken"), "handshake")
        add.clicked.connect(self.agree)
        self._button(self.afspraken, add)
        clear(self.next.body)
        words = self.tr("Kom je terug? Plan het nu, dan staat het vast.")
        line = Row(line=False)
        line.body.addWidget(text_label(words, "body", "textMuted", wrap=True), 1)
        self.next.body.addWidget(line)
        plan = TouchButton(self.tr("Vervolgbezoek plannen"), "calendar-days")
        plan.clicked.connect(self.again)
        self._button(self.next, plan)

    @staticmethod
    def _button(card: RowCard, press: TouchButton) -> None:
        row = Row(line=False)
        row.body.addWidget(press)
        row.body.addStretch()
        card.body.addWidget(row)
