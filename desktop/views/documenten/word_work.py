"""Takes the words out of documents in the background, some time after contents came in."""

from __future__ import annotations

import threading
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.operations.documenten import searching
from desktop.views.bridge import Bridge

_SOON_MS = 2000
_WITHIN_S = 20.0


class WordWork(QObject):
    """One pass at a time; the next follows when this one left something."""

    taken = Signal()
    """Search finds more than before."""

    def __init__(self, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._is_busy = False
        self._timer = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._timer.timeout.connect(self.begin)
        bridge.changed.connect(self.soon)

    def soon(self) -> None:
        """Look after a while whether contents came in."""
        if not self._timer.isActive():
            self._timer.start()

    def begin(self) -> None:
        """Look now, unless that is going on already."""
        if self._is_busy:
            return
        self._is_busy = True
        stop = threading.Event()
        work = partial(searching.take_words, self._bridge.ws, within_s=_WITHIN_S, stop=stop)
        self._bridge.run(work, self._ended, stop)

    def _ended(self, result: object) -> None:
        self._is_busy = False
        if isinstance(result, searching.Taken) and result != searching.Taken():
            self.soon()
            if result.read:
                self.taken.emit()
