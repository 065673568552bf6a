"""Which folder is watched for scans, and what happens to them: a card of Instellingen."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from PySide6.QtWidgets import QComboBox

from desktop.domain.scans import DONE, After
from desktop.operations.documenten import scanning
from desktop.operations.workspace import Workspace
from desktop.views.documenten.folder_setting import FolderSetting


class ScanSetting(FolderSetting):
    """The folder, and whether what was added stays in it."""

    def __init__(self, ws: Workspace) -> None:
        super().__init__(
            ws, self.tr("Scanmap"), self.tr("Ma&p kiezen"), self.tr("Niet meer &volgen")
        )
        self.after = QComboBox()
        self.after.addItem(self.tr("Wat je toevoegt gaat naar de map ‘{}’").format(DONE), "done")
        self.after.addItem(self.tr("Wat je toevoegt blijft daar staan"), "stay")
        self.after.setAccessibleName(self.tr("Wat gebeurt er met een scan die je toevoegt?"))
        self.after.activated.connect(lambda _number: self.keep(self._path))
        self.line.insertWidget(0, self.after, 1)
        self._path: Path | None = None
        self.show_folder()

    def show_folder(self) -> None:
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

    def use(self, path: Path | None) -> None:
        scanning.set_scan_folder(self._ws, path, cast(After, self.after.currentData()))
