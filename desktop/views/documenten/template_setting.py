"""The folder with one's own templates: a card of Instellingen."""

from __future__ import annotations

from pathlib import Path

from desktop.operations.papers import templates
from desktop.operations.workspace import Workspace
from desktop.views.documenten.folder_setting import FolderSetting


class TemplateSetting(FolderSetting):
    """The folder beside the templates that come with the program."""

    def __init__(self, ws: Workspace) -> None:
        super().__init__(
            ws, self.tr("Sjablonen"), self.tr("Map met eigen s&jablonen kiezen"),
            self.tr("Niet meer ge&bruiken"),
        )  # fmt: skip
        self.line.addStretch()
        self.show_folder()

    def show_folder(self) -> None:
        folder = templates.folder(self._ws)
        none = self.tr(
            "Maak je eigen Word-sjablonen, met velden als {{zaak.nummer}}. Kies hier de map."
        )
        some = self.tr("Je eigen sjablonen staan in {}.")
        self.where.setText(none if folder is None else some.format(folder))
        self.stop.setVisible(folder is not None)

    def use(self, path: Path | None) -> None:
        templates.set_folder(self._ws, path)
