"""Voor een bezoek: is alles mee, wat moet er nog, waar is het, wie bel je."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.bezoeken import BezoekReading, PuntReading, call_url, route_url
from desktop.domain.readings import CaseReading
from desktop.operations.exchange.visiting import Prepared
from desktop.views.look import theme
from desktop.views.planning.visit_work import result_of
from desktop.views.widgets.card import clear, text_label
from desktop.views.widgets.rows import Row, RowCard
from desktop.views.widgets.touch import TouchBox, TouchButton

_PHONES = ("telefoon", "mobiel")


def phone_of(case: CaseReading) -> str:
    """Give the telephone number that the zaak knows: an eigenschap that says so."""
    for one in case.eigenschappen:
        if any(word in one.label.casefold() for word in _PHONES) and one.text:
            return one.text
    return ""


class VisitBefore(QWidget):
    """The first step of a visit."""

    prepare = Signal()
    prepared = Signal(str, bool)
    """Key of what was done beforehand, and whether it was."""

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.space(4))
        self.ready = RowCard(self.tr("Meenemen"))
        self.ready.setObjectName("CompletenessList")
        self.where = RowCard(self.tr("Waar en wie"))
        self.points = RowCard(self.tr("Vooraf"))
        for card in (self.ready, self.where, self.points):
            self.column.addWidget(card)

    def show_visit(
        self, visit: BezoekReading, case: CaseReading | None, prepared: Prepared | None
    ) -> None:
        """Show what is known beforehand."""
        self._show_ready(prepared)
        self._show_where(visit, "" if case is None else phone_of(case))
        clear(self.points.body)
        for one in visit.voorbereiding:
            self.points.body.addWidget(self._point(one))
        self.points.setVisible(bool(visit.voorbereiding))

    def _show_ready(self, prepared: Prepared | None) -> None:
        clear(self.ready.body)
        row = Row(line=False)
        complete = prepared is not None and prepared.is_complete
        row.picture("package-check" if complete else "luggage", "positive" if complete else "text")
        words = self.tr("Deze zaak staat nog niet klaar. Zonder verbinding heb je wat er al is.")
        row.body.addWidget(
            text_label(words if prepared is None else result_of(prepared), "visitBody", wrap=True),
            1,
        )
        again = self.tr("Opnieuw klaarzetten") if complete else self.tr("&Klaarzetten")
        self.take = TouchButton(again, "luggage")
        self.take.clicked.connect(self.prepare)
        row.body.addWidget(self.take)
        self.ready.body.addWidget(row)

    def _show_where(self, visit: BezoekReading, phone: str) -> None:
        clear(self.where.body)
        facts = QVBoxLayout()
        lines = [
            visit.plaats, visit.plek,
            self.tr("Met {}").format(", ".join(visit.bezoekers)) if visit.bezoekers else "",
            self.tr("Let op: {}").format(visit.aandachtspunten) if visit.aandachtspunten else "",
        ]  # fmt: skip
        for line in filter(None, lines):
            facts.addWidget(text_label(line, "visitBody", wrap=True))
        row = Row(", ".join(filter(None, lines)), line=False)
        row.picture("compass")
        row.body.addLayout(facts, 1)
        buttons = QVBoxLayout()
        buttons.setSpacing(theme.space(2))
        for words, icon, url in (
            (self.tr("&Route"), "compass", route_url(visit.plaats)),
            (self.tr("Be&l"), "phone", call_url(phone)),
        ):
            if url:
                press = TouchButton(words, icon)
                press.setToolTip(url)
                press.clicked.connect(partial(QDesktopServices.openUrl, QUrl(url)))
                buttons.addWidget(press)
        row.body.addLayout(buttons)
        self.where.body.addWidget(row)

    def _point(self, one: PuntReading) -> Row:
        row = Row(one.wat)
        row.body.setContentsMargins(8, 4, 20, 4)
        box = TouchBox(one.wat)
        box.setChecked(one.gedaan)
        box.clicked.connect(lambda on: self.prepared.emit(one.key, on))
        row.body.addWidget(box)
        row.body.addWidget(text_label(one.wat, "visitBody", wrap=True), 1)
        return row
