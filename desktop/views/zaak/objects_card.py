"""Waar het over gaat: addresses and other objects of a case, each with its place on the map."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices

from desktop.domain.readings import CaseReading
from desktop.domain.zaakobjecten import ZaakobjectReading, zaakobject_readings
from desktop.views.widgets.card import button, clear
from desktop.views.widgets.rows import Row, RowCard


class ObjectsCard(RowCard):
    """Not there while the case is about nothing that can be named; the menu adds."""

    add = Signal()
    removed = Signal(str)
    """Local id of a zaakobject that the person wants away."""

    def __init__(self) -> None:
        super().__init__(self.tr("Waar het over gaat"), self.tr("Toevoegen"))
        self.setObjectName("ObjectsCard")
        self.is_empty = True
        self.action.setAccessibleName(self.tr("Adres toevoegen"))
        self.action.clicked.connect(self.add)

    def show_case(self, case: CaseReading) -> None:
        """Show what the case is about."""
        clear(self.body)
        found = zaakobject_readings(case.objecten, case.body)
        self.is_empty = not found
        for one in found:
            self.body.addWidget(self._row(one, may_remove=bool(one.id) and not case.row.closed))
        self.action.setVisible(not case.row.closed)

    def _row(self, one: ZaakobjectReading, *, may_remove: bool) -> Row:
        row = Row(line=False)
        row.body.setContentsMargins(20, 4, 12, 4)
        row.picture("compass" if one.map_url else "briefcase")
        relation = one.relatie or one.soort[:1].upper() + one.soort[1:]
        row.words(one.words or relation, relation if one.words else "")
        if one.map_url:
            show = button(self.tr("Kaart"), quiet=True)
            show.setAccessibleName(self.tr("Op de kaart, in je browser: {}").format(one.words))
            show.setToolTip(one.map_url)
            show.clicked.connect(partial(QDesktopServices.openUrl, QUrl(one.map_url)))
            row.body.addWidget(show)
        if may_remove:
            away = button("", "x", quiet=True)
            words = self.tr("Weghalen: {}").format(one.words or relation)
            away.setAccessibleName(words)
            away.setToolTip(words)
            away.clicked.connect(partial(self.removed.emit, one.id))
            row.body.addWidget(away)
        return row
