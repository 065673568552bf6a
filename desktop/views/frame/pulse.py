"""Runs in the background: asks the rhythm every second, and tells it of edits and the network.

A zaak that is opened is read afresh."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from desktop.domain.errors import Trouble
from desktop.domain.records import RunReport
from desktop.operations import registries
from desktop.operations.exchange.rhythm import Rhythm
from desktop.operations.overview import reading
from desktop.views.bridge import Bridge

_BEAT_MS = 1000
_FRESH_S = 60.0
"""A zaak that was read less than this long ago is fresh enough to open."""


class Pulse(QObject):
    """Starts the runs that are due, one registry at a time."""

    def __init__(self, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._visited_s: dict[str, float] = {}
        self.rhythm = Rhythm(bridge.ws.clock, bridge.ws.ids)
        bridge.changed.connect(self._follow)
        bridge.sync_ended.connect(self._ended)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.beat)
        self._follow()
        self._timer.start(_BEAT_MS)

    def edited(self) -> None:
        """Send soon what was just done."""
        self.rhythm.edited()

    def opened(self, zaak: str) -> None:
        """Read a zaak that the person opens, unless that was done within the last minute."""
        now_s = self._bridge.ws.clock.monotonic_s()
        last_s = self._visited_s.get(zaak)
        if (last_s is None or now_s - last_s >= _FRESH_S) and self._bridge.visit(zaak):
            self._visited_s[zaak] = now_s

    def beat(self) -> None:
        """Start the run of the first registry that is due, when none is going on."""
        due = self.rhythm.due()
        if due and not self._bridge.is_syncing:
            self._bridge.sync_one(due[0])

    def _follow(self) -> None:
        ws = self._bridge.ws
        self.rhythm.follow(one.name for one in reading.status(ws).registries)
        self.rhythm.metered(is_metered=registries.is_metered(ws))

    def _ended(self, result: object) -> None:
        if isinstance(result, RunReport):
            for name, outcome in result.registries.items():
                pause_s = result.pauses.get(name, 0.0)
                self.rhythm.ended(name, Trouble(outcome), asked_pause_s=pause_s)
            return
        for name in self.rhythm.due():  # another run was busy, or the disk was in the way
            self.rhythm.ended(name, Trouble.BUSY)
