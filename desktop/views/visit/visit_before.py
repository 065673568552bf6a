"""Voor een bezoek: is alles mee, wat moet er nog, waar is het, wie bel je."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QUrl, Signal
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
_MOST_CONTACTS = 3


def contacts_of(case: CaseReading) -> list[tuple[str, str, str]]:
    """Give whom a person may have to ring: name, part in the zaak, number; each number once.

    The numbers stand in the rollen; an eigenschap that says that it is one comes after them.
    """
    found = [
        (rol.contactpersoon or rol.naam, rol.rol, rol.telefoon)
        for rol in case.rollen if rol.telefoon and not rol.is_me
    ]  # fmt: skip
    found += [
        (case.row.voor, one.label, one.text) for one in case.eigenschappen
        if one.text and any(word in one.label.casefold() for word in _PHONES)
    ]  # fmt: skip
    first = {call_url(one[2]): one for one in reversed(found)}
    return [one for one in found if first.get(call_url(one[2])) is one]


def _opening(words: str, icon: str, url: str) -> TouchButton:
    press = TouchButton(words, icon)
    press.setToolTip(url)
    press.clicked.connect(partial(QDesktopServices.openUrl, QUrl(url)))
    return press


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
        self._show_where(visit, [] if case is None else contacts_of(case))
        clear(self.points.body)
        for one in visit.voorbereiding:
            self.points.body.addWidget(self._point(one))
        self.points.setVisible(bool(visit.voorbereiding))

    def _show_ready(self, prepared: Prepared | None) -> None:
        clear(self.ready.body)
        row = Row(line=False)
        complete = prepared is not None and prepared.is_complete
        icon, ink = ("package-check", "positive") if complete else ("luggage", "text")
        row.picture(icon, ink, centred=True)
        words = self.tr("Deze zaak staat nog niet klaar. Zonder verbinding heb je wat er al is.")
        said = words if prepared is None else result_of(prepared)
        self.said = text_label(said, "visitBody", wrap=True)
        row.body.addWidget(self.said, 1)
        again = self.tr("Opnieuw klaarzetten") if complete else self.tr("&Klaarzetten")
        self.take = TouchButton(again, "luggage")
        self.take.clicked.connect(self.prepare)
        row.body.addWidget(self.take)
        self.ready.body.addWidget(row)

    def _show_where(self, visit: BezoekReading, contacts: list[tuple[str, str, str]]) -> None:
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
        if visit.plaats:
            route = _opening(self.tr("&Route"), "compass", route_url(visit.plaats))
            row.body.addWidget(route, 0, Qt.AlignmentFlag.AlignTop)
        self.where.body.addWidget(row)
        for number, (name, part, phone) in enumerate(contacts[:_MOST_CONTACTS]):
            self.where.body.addWidget(self._contact(name, part, phone, is_first=number == 0))

    def _contact(self, name: str, part: str, phone: str, *, is_first: bool) -> Row:
        row = Row(f"{name}, {part}, {phone}")
        row.picture("phone")
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(text_label(name, "visitBody", wrap=True))
        facts = " · ".join(filter(None, [part, phone]))
        column.addWidget(text_label(facts, "body", "textMuted", wrap=True))
        row.body.addLayout(column, 1)
        ring = _opening(self.tr("Be&l") if is_first else self.tr("Bel"), "phone", call_url(phone))
        ring.setAccessibleName(self.tr("Bel {}").format(name))
        row.body.addWidget(ring)
        return row

    def _point(self, one: PuntReading) -> Row:
        row = Row(one.wat)
        row.body.setContentsMargins(8, 4, 20, 4)
        box = TouchBox(one.wat)
        box.setChecked(one.gedaan)
        box.clicked.connect(lambda on: self.prepared.emit(one.key, on))
        row.body.addWidget(box)
        row.body.addWidget(text_label(one.wat, "visitBody", wrap=True), 1)
        return row
