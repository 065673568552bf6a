"""Several documents of a zaak as one file: a ZIP or a PDF, outside the koffer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QRadioButton, QWidget

from desktop.domain.errors import BadInput, ZaakkofferError
from desktop.domain.readings import DocumentReading
from desktop.i18n import phrases
from desktop.operations.documenten import bundling
from desktop.operations.workspace import Workspace
from desktop.views.bridge import Bridge
from desktop.views.documenten.decoding import as_jpeg
from desktop.views.widgets.work_pane import Said, WorkPane


class TogetherPane(WorkPane):
    """Which documents, and what becomes of them."""

    told = Signal(str, object)

    def __init__(self, ws: Workspace, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(self.tr("Documenten samen bewaren"), self.tr("&Bewaar…"), ws, parent)
        self.setObjectName("TogetherPane")
        self._bridge = bridge
        self._number = self._name = ""
        self.as_zip = QRadioButton(self.tr("&Zip-bestand: alles zoals het is"))
        self.as_pdf = QRadioButton(self.tr("&Eén pdf: van pdf’s en foto’s, in deze volgorde"))
        for way in (self.as_zip, self.as_pdf):
            way.setAccessibleName(way.text().replace("&", ""))
            self.form.addWidget(way)
        self.as_zip.setChecked(True)
        self.form.addSpacing(12)
        self.boxes: list[tuple[QCheckBox, DocumentReading]] = []

    def start(self, documents: Sequence[DocumentReading], number: str) -> None:
        """Open for the documents of a zaak with this number."""
        self._number = number
        for box, _ in self.boxes:
            box.hide()
            box.deleteLater()
        self.boxes = []
        for one in reversed(documents):  # oldest first, as one reads
            box = QCheckBox((one.titel or one.bestandsnaam).replace("&", "&&"))
            box.setAccessibleName(one.titel or one.bestandsnaam)
            box.setEnabled(one.here)
            box.setChecked(one.here)
            if not one.here:
                box.setToolTip(self.tr("De inhoud staat bij het register. Haal haar eerst op."))
            self.form.addWidget(box)
            self.boxes.append((box, one))
        self.say_problem("")
        self.open_pane(self.as_zip)

    def act(self) -> None:
        """Ask for the place first: who gives none stays in the pane."""
        if not self.isVisible():
            return
        suffix = "zip" if self.as_zip.isChecked() else "pdf"
        proposed = f"{self._number}.{suffix}"
        self._name, _ = QFileDialog.getSaveFileName(self, self.tr("Bewaar als bestand"), proposed)
        if self._name:
            super().act()

    def work(self) -> Said:
        chosen = [str(one.local_id) for box, one in self.boxes if box.isChecked()]
        if not chosen:
            raise BadInput("document-not-given")
        target = Path(self._name)
        job = partial(bundling.as_zip, self.ws, chosen, target)
        if self.as_pdf.isChecked():
            job = partial(bundling.as_pdf, self.ws, chosen, target, as_jpeg=as_jpeg)
        self._bridge.run(job, self._ended)
        return self.tr("Bezig met bewaren…"), None

    def _ended(self, result: object) -> None:
        if isinstance(result, ZaakkofferError):
            self.told.emit(" ".join(phrases.explain(result)), None)
            return
        said = self.tr(
            "Bewaard. Dit bestand bevat gegevens van mensen. Bewaar het op een veilige plek en "
            "niet langer dan nodig."
        )
        self.told.emit(said, None)
