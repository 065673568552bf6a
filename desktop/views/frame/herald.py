"""Tells what is new: in the window, as a message of the system, and to a screen reader."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import cast

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QSystemTrayIcon, QWidget

from desktop.domain.records import RunReport
from desktop.operations.worklists import signals
from desktop.operations.worklists.signals import SignalReading
from desktop.views.bridge import Bridge
from desktop.views.look import icons
from desktop.views.look.wording import tr

_HOURLY_MS = 60 * 60 * 1000
"""A term comes near without a run."""
_SILENCE_S = 10.0
"""A screen reader hears of runs this often at most (guide, section 9)."""
_MOST = 3
"""More at once become one message."""


class Herald(QObject):
    """Looks for news after every run, and once an hour."""

    told = Signal(str)
    """News for the window, as a sentence."""
    opened = Signal(str)
    """Local id of the zaak of a message of the system that was clicked."""
    spoken = Signal(str, bool)
    """What a screen reader was told, and whether it interrupts."""

    def __init__(self, bridge: Bridge, window: QWidget) -> None:
        super().__init__(window)
        self._bridge, self._window = bridge, window
        self._tray: QSystemTrayIcon | None = None
        self._zaak = ""
        self._spoke_s = -_SILENCE_S
        self._is_looking = False
        self._is_hushed = False
        bridge.sync_ended.connect(self._run_ended)
        self._timer = QTimer(self, interval=_HOURLY_MS)
        self._timer.timeout.connect(self.look)

    def hush(self, is_hushed: bool) -> None:
        """Say nothing outside the window while it is locked, and open nothing from there."""
        self._is_hushed = is_hushed

    def start(self) -> None:
        """Look at once, and then every hour."""
        self._timer.start()
        self.look()

    def look(self) -> None:
        """Look for news on a thread."""
        if not self._is_looking:
            self._is_looking = True
            self._bridge.run(partial(signals.news, self._bridge.ws), self._found)

    def _found(self, result: object) -> None:
        self._is_looking = False
        if isinstance(result, list) and result:
            self._tell(cast("list[SignalReading]", result))

    def _tell(self, found: Sequence[SignalReading]) -> None:
        said = [one.sentence for one in found]
        if len(found) > _MOST:
            said = [tr("Er zijn {} nieuwe signalen. Kijk bij Vandaag.").format(len(found))]
        self.told.emit(" ".join(said))
        self._ring(" ".join(said), found[0].zaak if len(found) == 1 else None)

    def _ring(self, said: str, zaak: str | None) -> None:
        """Show a message of the system, where it has a place for them and nobody looks here."""
        if (
            self._is_hushed
            or self._window.isActiveWindow()
            or not QSystemTrayIcon.isSystemTrayAvailable()
        ):
            return
        if self._tray is None:
            self._tray = QSystemTrayIcon(icons.icon("briefcase"), self)
            self._tray.setToolTip("Zaakkoffer")
            self._tray.messageClicked.connect(self._clicked)
            self._tray.activated.connect(lambda _reason: self._raise())
            self._tray.show()
        self._zaak = zaak or ""
        self._tray.showMessage("Zaakkoffer", said, icons.icon("briefcase"))

    def _clicked(self) -> None:
        self._raise()
        if self._zaak and not self._is_hushed:
            self.opened.emit(self._zaak)

    def _raise(self) -> None:
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()

    def _run_ended(self, result: object) -> None:
        if isinstance(result, RunReport):
            self._announce(result)
        if self._timer.isActive():
            self.look()

    def _announce(self, report: RunReport) -> None:
        """Let a screen reader say what a run brought; a question for the person interrupts."""
        asks = report.conflicts + report.rejected
        said = []
        if report.pushed:
            one = report.pushed == 1
            words = tr("1 wijziging bevestigd.") if one else tr("{} wijzigingen bevestigd.")
            said.append(words.format(report.pushed))
        if asks:
            said.append(tr("1 vraag aan jou.") if asks == 1 else tr("{} vragen aan jou."))
            said[-1] = said[-1].format(asks)
        now_s = self._bridge.ws.clock.monotonic_s()
        if not said or (now_s - self._spoke_s < _SILENCE_S and not asks):
            return
        self._spoke_s = now_s
        event = QAccessibleAnnouncementEvent(self._window, " ".join(said))
        if asks:
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(event)
        self.spoken.emit(" ".join(said), bool(asks))
