"""A card of Instellingen that keeps which folder of this device is used for something."""

from __future__ import annotations

from abc import abstractmethod
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from desktop.domain.errors import ZaakkofferError
from desktop.i18n import phrases
from desktop.operations.workspace import Workspace
from desktop.views.widgets.card import Card, button, text_label


class FolderSetting(Card):
    """Chosen at once, and made back at once; what cannot be used is said in the card."""

    changed = Signal()

    def __init__(self, ws: Workspace, title: str, choose: str, stop: str) -> None:
        super().__init__(title)
        self._ws = ws
        self.where = text_label("", wrap=True)
        self.body.addWidget(self.where)
        self.line = QHBoxLayout()
        self.choose = button(choose)
        self.choose.clicked.connect(self.browse)
        self.stop = button(stop)
        self.stop.clicked.connect(lambda: self.keep(None))
        self.line.addWidget(self.choose)
        self.line.addWidget(self.stop)
        self.body.addLayout(self.line)

    def browse(self) -> None:
        """Choose a folder with the system's dialog."""
        name = QFileDialog.getExistingDirectory(self, self.tr("Map kiezen"))
        if name:
            self.keep(Path(name))

    def keep(self, path: Path | None) -> None:
        """Use a folder, or none any more."""
        try:
            self.use(path)
        except ZaakkofferError as error:
            self.where.setText(" ".join(phrases.explain(error)))
            return
        self.show_folder()
        self.changed.emit()

    @abstractmethod
    def use(self, path: Path | None) -> None:
        """Remember the folder."""

    @abstractmethod
    def show_folder(self) -> None:
        """Show what is used now."""
