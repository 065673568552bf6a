"""Visits to and from a calendar file, from the palette of the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.domain.errors import ZaakkofferError
from desktop.i18n import phrases
from desktop.operations.objecten import calendars
from desktop.operations.objecten.calendars import Imported
from desktop.operations.workspace import Workspace
from desktop.views.bridge import Bridge

_KIND = "iCalendar (*.ics)"


class CalendarWork(QObject):
    """Asks for a file with the system's dialog and says what came of it."""

    told = Signal(str, object)

    def __init__(self, ws: Workspace, bridge: Bridge, window: QWidget) -> None:
        super().__init__(window)
        self._ws, self._bridge, self._window = ws, bridge, window

    def export(self) -> None:
        """Write one's own visits to a file that any calendar can read."""
        start = str(Path.home() / self.tr("bezoeken.ics"))
        name, _ = QFileDialog.getSaveFileName(
            self._window, self.tr("Bezoeken naar je agenda"), start, _KIND
        )
        if not name:
            return
        try:
            count = calendars.export_to(self._ws, Path(name))
        except ZaakkofferError as error:
            self.told.emit(" ".join(phrases.explain(error)), None)
            return
        said = self.tr("{} bezoeken bewaard voor je agenda. Er staan geen namen van inwoners in.")
        self.told.emit(said.format(count), None)

    def take_in(self) -> None:
        """Take visits over from a calendar file."""
        name, _ = QFileDialog.getOpenFileName(
            self._window, self.tr("Bezoeken uit je agenda"), str(Path.home()), _KIND
        )
        if name:
            self._bridge.run(lambda: calendars.take_in(self._ws, Path(name)), self._taken)

    def _taken(self, found: object) -> None:
        if isinstance(found, ZaakkofferError):
            self.told.emit(" ".join(phrases.explain(found)), None)
        elif isinstance(found, Imported):
            self._bridge.changed.emit()
            said = self.tr("Gepland: {}. Verplaatst: {}. Afgezegd: {}. Niet overgenomen: {}.")
            counts = (found.planned, found.moved, found.cancelled, found.skipped)
            self.told.emit(said.format(*(len(one) for one in counts)), None)
