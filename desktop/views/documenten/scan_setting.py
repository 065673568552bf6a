"""Which folder is watched for scans, and what happens to them: a card of Instellingen."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout

from desktop.domain.errors import ZaakkofferError
from desktop.domain.scans import DONE, After
from desktop.i18n import phrases
from desktop.operations.documenten import scanning
from desktop.operations.workspace import Workspace
from desktop.views.widgets.card import Card, button, text_label


class ScanSetting(Card):
    """Chosen at once, and made back at once."""

    changed = Signal()

    def __init__(self, ws: Workspace) -> None:
        super().__init__(self.tr("Scanmap"))
        self._ws = ws
        self.where = text_label("", wrap=True)
        self.body.addWidget(self.where)
        line = QHBoxLayout()
        self.after = QComboBox()
        self.after.addItem(self.tr("Wat je toevoegt gaat naar de map ‘{}’").format(DONE), "done")
        self.after.addItem(self.tr("Wat je toevoegt blijft daar staan"), "stay")
        self.after.setAccessibleName(self.tr("Wat gebeurt er met een scan die je toevoegt?"))
        self.after.activated.connect(lambda _number: self._keep(self._path))
        line.addWidget(self.after, 1)
        self.choose = button(self.tr("Ma&p kiezen"))
        self.choose.clicked.connect(self.browse)
        self.stop = button(self.tr("Niet meer &volgen"))
        self.stop.clicked.connect(lambda: self._keep(None))
        line.addWidget(self.choose)
        line.addWidget(self.stop)
        self.body.addLayout(line)
        self._path: Path | None = None
        self._show()

    def _show(self) -> None:
        folder = scanning.scan_folder(self._ws)
        self._path = None if folder is None else folder.path
        none = self.tr(
            "Kies de map waar je scanner of telefoon in bewaart. Wat er nieuw in komt, bieden we "
            "aan bij de zaak."
        )
        some = self.tr("We volgen {}. Wat er nieuw in komt, bieden we aan bij de zaak.")
        self.where.setText(none if folder is None else some.format(folder.path))
        if folder is not None:
            self.after.setCurrentIndex(self.after.findData(folder.after))
        self.stop.setVisible(folder is not None)
        self.after.setVisible(folder is not None)

    def browse(self) -> None:
        """Choose a folder with the system's dialog."""
        name = QFileDialog.getExistingDirectory(self, self.tr("Map kiezen"))
        if name:
            self._keep(Path(name))

    def _keep(self, path: Path | None) -> None:
        try:
            scanning.set_scan_folder(self._ws, path, cast(After, self.after.currentData()))
        except ZaakkofferError as error:
            self.where.setText(" ".join(phrases.explain(error)))
            return
        self._show()
        self.changed.emit()
