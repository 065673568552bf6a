"""A document in another zaak: there as well, there instead, or a copy of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from desktop.domain.readings import DocumentReading
from desktop.operations.choices import deciding
from desktop.operations.documenten import relating
from desktop.operations.workspace import Workspace
from desktop.views.widgets.line_field import LineField
from desktop.views.widgets.work_pane import Said, WorkPane


class PlacePane(WorkPane):
    """Which zaak, and how."""

    def __init__(self, ws: Workspace, parent: QWidget) -> None:
        super().__init__(self.tr("Naar een andere zaak"), self.tr("&Uitvoeren"), ws, parent)
        self.setObjectName("PlacePane")
        self._one: DocumentReading | None = None
        self.zaak = LineField()
        self.zaak.setPlaceholderText("ZAAK-…")
        self.field(self.tr("&Nummer van de zaak"), self.zaak)
        self.also = QRadioButton(self.tr("&Ook daar: één document in twee zaken"))
        self.instead = QRadioButton(self.tr("&Verplaatsen: hier weg, daar erbij"))
        self.copied = QRadioButton(self.tr("&Kopiëren: daar een eigen document"))
        self._ways = QButtonGroup(self)
        for way in (self.also, self.instead, self.copied):
            way.setAccessibleName(way.text().replace("&", ""))
            self._ways.addButton(way)
            self.form.addWidget(way)
        self.also.setChecked(True)

    def start(self, one: DocumentReading) -> None:
        """Open for a document."""
        self._one = one
        self.copied.setEnabled(one.here)
        if not one.here and self.copied.isChecked():
            self.also.setChecked(True)
        self.zaak.clear()
        self.say_problem("")
        self.open_pane(self.zaak)

    def work(self) -> Said:
        assert self._one is not None  # noqa: S101  the pane opens for a document only
        document, zaak = self._one.local_id, self.zaak.text().strip()
        if self.also.isChecked():
            made = relating.link(self.ws, document, zaak)
            return self.tr("Het document staat nu ook bij {}.").format(zaak), self._undo(made.id)
        if self.instead.isChecked():
            relating.move(self.ws, document, zaak)
            return self.tr("Het document staat nu bij {}.").format(zaak), None
        copied = relating.copy(self.ws, document, zaak)
        return self.tr("Bij {} staat nu een kopie.").format(zaak), self._undo(copied.id)

    def _undo(self, local_id: str) -> Callable[[], None]:
        def undo() -> None:
            deciding.withdraw(self.ws, local_id)

        return undo
