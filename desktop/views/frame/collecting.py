"""Python's cyclic garbage, collected on the interface's thread only.

An object of Qt that is destroyed on another thread cannot stop its timers there: the next tick goes
to memory that is gone, and the program with it. The collector runs on whatever thread allocates, so
while a window is open its automatic passes are off and a timer makes them here.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 500


class Collecting(QObject):
    """Makes the collector's passes as long as it lives; `stop` leaves them to Python again."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Make the pass that is due by Python's own thresholds, if any: the oldest first."""
        counts, thresholds = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if counts[generation] > thresholds[generation]:
                gc.collect(generation)
                return

    def stop(self) -> None:
        """Let Python collect by itself again."""
        self._timer.stop()
        gc.enable()
