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
from desktop.views.look.wording import tr

_KIND = "iCalendar (*.ics)"
_NAMED = 3
"""So many events that stayed out are named; the rest is counted."""


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
            self.told.emit(self._said(found), None)

    def _said(self, found: Imported) -> str:
        """Say what came of it, and of what stayed out which and why."""
        counts = (found.planned, found.moved, found.cancelled)
        said = self.tr("Gepland: {}. Verplaatst: {}. Afgezegd: {}.").format(*map(len, counts))
        left = [f"‘{title}’ ({_why(reason)})" for title, reason in found.skipped[:_NAMED]]
        if not left:
            return said
        more = len(found.skipped) - len(left)
        if more:
            left.append(self.tr("en nog {}").format(more))
        missed = self.tr("Niet overgenomen: {}.").format(", ".join(left))
        return f"{said} {missed}"


def _why(reason: str) -> str:
    """Say why an event of a calendar is no visit."""
    return {
        "no-zaak": tr("er staat geen zaaknummer in"), "whole-day": tr("duurt de hele dag"),
        "repeats": tr("komt steeds terug"), "no-begin": tr("heeft geen begin"),
    }.get(reason, tr("niet te lezen"))  # fmt: skip
