"""Rings when something new lies in the scanmap. The system tells; looking is on a thread."""

from __future__ import annotations

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from desktop.domain.scans import Offered
from desktop.operations.documenten import scanning
from desktop.views.bridge import Bridge

_STILL_MS = 2100
_ROUND_MS = 60_000
"""A share on the network tells nothing by itself, so it is looked at once a minute."""


class ScanBell(QObject):
    """Idle as long as nothing changes; while a file is coming it looks every two seconds."""

    changed = Signal(object)
    """An `Offered`, when it is another one than before."""

    def __init__(self, bridge: Bridge, parent: QObject, still_ms: int = _STILL_MS) -> None:
        super().__init__(parent)
        self.offered = Offered()
        self.looks = 0
        """How often the folder was looked at."""
        self._bridge = bridge
        self._still_ms = still_ms
        self._watch = scanning.ScanWatch(bridge.ws, (still_ms - 100) / 1000)
        self._is_busy = self._again = False
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(lambda _path: self.look())
        self._soon = QTimer(self, singleShot=True, interval=still_ms)
        self._soon.timeout.connect(self.look)
        self._round = QTimer(self, interval=_ROUND_MS)
        self._round.timeout.connect(self.look)

    def follow(self) -> None:
        """Follow the folder that is set now, if any."""
        folder = scanning.scan_folder(self._bridge.ws)
        if self._watcher.directories():
            self._watcher.removePaths(self._watcher.directories())
        if folder is None:
            self._round.stop()
            self._take(Offered())
            return
        self._listen()
        self._round.start()
        self.look()

    def _listen(self) -> None:
        folder = scanning.scan_folder(self._bridge.ws)
        if folder is not None and folder.path.is_dir() and not self._watcher.directories():
            self._watcher.addPath(str(folder.path))

    def look(self) -> None:
        """Look now; when that is going on already, once more after it."""
        if self._is_busy:
            self._again = True
            return
        self._is_busy = True
        self.looks += 1
        self._bridge.run(self._watch.look, self._looked)

    def _looked(self, result: object) -> None:
        self._is_busy = False
        if isinstance(result, Offered):
            self._take(result)
            if result.coming:
                self._soon.start()
            if not result.unreachable:
                self._listen()  # the system forgets a folder that was gone for a while
        if self._again:
            self._again = False
            self.look()

    def _take(self, offered: Offered) -> None:
        if offered != self.offered:
            self.offered = offered
            self.changed.emit(offered)
