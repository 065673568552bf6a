"""Notices that a document was saved in another program: the system tells, a thread looks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import cast

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from desktop.domain.errors import ZaakkofferError
from desktop.i18n import phrases
from desktop.operations.documenten import checkouts, editing
from desktop.operations.documenten.editing import Editing
from desktop.views.bridge import Bridge
from desktop.views.documenten.put_back_pane import same_again

_QUIET_MS = 1500
"""A save is several changes of files; the look comes after the last one."""


class EditWatch(QObject):
    """Watches the files of what is out, and their folders: Office saves by renaming."""

    saved = Signal(str, object)
    """The title of a document of which something new was kept, and what puts it back."""
    ended = Signal(str)
    """What came of putting a document back, as a sentence."""

    def __init__(self, bridge: Bridge, parent: QObject, quiet_ms: int = _QUIET_MS) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._is_busy = False
        self._quiet = QTimer(self, singleShot=True, interval=quiet_ms)
        self._quiet.timeout.connect(self.look)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(lambda _path: self._quiet.start())
        self._watcher.directoryChanged.connect(lambda _path: self._quiet.start())

    def follow(self) -> None:
        """Watch what is out now."""
        self._listen(editing.editing(self._bridge.ws))

    def _listen(self, out: Sequence[Editing]) -> None:
        wanted = {str(path) for one in out for path in (one.path, one.path.parent) if path.exists()}
        watched = {*self._watcher.files(), *self._watcher.directories()}
        if gone := sorted(watched - wanted):
            self._watcher.removePaths(gone)
        if new := sorted(wanted - watched):
            self._watcher.addPaths(new)

    def look(self) -> None:
        """Look now; while that is going on already, once more after it."""
        if self._is_busy:
            self._quiet.start()
            return
        self._is_busy = True
        ws = self._bridge.ws
        self._bridge.run(lambda: editing.look_for_saves(ws), self._looked)

    def _looked(self, result: object) -> None:
        self._is_busy = False
        if not isinstance(result, list):
            return
        found = cast("list[Editing]", result)
        self._listen(found)  # a file that was replaced is another one to the system
        for one in found:
            if one.is_new:
                self.saved.emit(one.titel, partial(self.put_back, one))

    def put_back(self, one: Editing) -> None:
        """Put a document back as a new version."""
        work = partial(checkouts.checkin, self._bridge.ws, one.local_id)
        self._bridge.run(work, self._put_back)

    def _put_back(self, result: object) -> None:
        if isinstance(result, ZaakkofferError):
            self.ended.emit(" ".join(phrases.explain(result)))
        else:
            made = self.tr("Nieuwe versie veilig in de koffer.")
            self.ended.emit(same_again(result) or made)
