"""The folder with one's own templates: a card of Instellingen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from desktop.domain.errors import ZaakkofferError
from desktop.i18n import phrases
from desktop.operations.documenten import templates
from desktop.operations.workspace import Workspace
from desktop.views.widgets.card import Card, button, text_label


class TemplateSetting(Card):
    """Chosen at once, and made back at once."""

    def __init__(self, ws: Workspace) -> None:
        super().__init__(self.tr("Sjablonen"))
        self._ws = ws
        self.where = text_label("", wrap=True)
        self.body.addWidget(self.where)
        line = QHBoxLayout()
        self.choose = button(self.tr("Map met eigen s&jablonen kiezen"))
        self.choose.clicked.connect(self.browse)
        self.stop = button(self.tr("Niet meer ge&bruiken"))
        self.stop.clicked.connect(lambda: self._keep(None))
        line.addWidget(self.choose)
        line.addWidget(self.stop)
        line.addStretch()
        self.body.addLayout(line)
        self._show()

    def _show(self) -> None:
        folder = templates.folder(self._ws)
        none = self.tr(
            "Maak je eigen Word-sjablonen, met velden als {{zaak.nummer}}. Kies hier de map."
        )
        some = self.tr("Je eigen sjablonen staan in {}.")
        self.where.setText(none if folder is None else some.format(folder))
        self.stop.setVisible(folder is not None)

    def browse(self) -> None:
        """Choose a folder with the system's dialog."""
        name = QFileDialog.getExistingDirectory(self, self.tr("Map kiezen"))
        if name:
            self._keep(Path(name))

    def _keep(self, path: Path | None) -> None:
        try:
            templates.set_folder(self._ws, path)
        except ZaakkofferError as error:
            self.where.setText(" ".join(phrases.explain(error)))
            return
        self._show()
