"""Composition root of the window: profile, practice registry, look, first page."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication, QInputDialog, QLineEdit, QMessageBox

from desktop.config.paths import resources
from desktop.domain.errors import Damaged, Environment, ZaakkofferError
from desktop.i18n import phrases
from desktop.views.frame.collecting import Collecting
from desktop.views.frame.main_window import MainWindow
from desktop.views.look.style import ZaakkofferStyle
from desktop.views.preferences import Preferences

if TYPE_CHECKING:
    from desktop.operations.workspace import Workspace
    from desktop.practice.doors import Door
    from desktop.practice.server import PracticeRegistry

SETTLE_MS = 400
_ASKED = {"no-keyring", "passphrase-needed", "pin-needed"}
_WRONG = {"wrong-passphrase", "wrong-pin"}


def open_window(
    *, profile: Path, practice: bool, passphrase: str | None, screenshot: str | None
) -> int:
    """Open the window on a profile and stay until it closes; gives the exit code.

    With `practice` the registry is the built-in one, with sample cases, started in this process.
    With `screenshot` the window closes by itself after it was drawn to that file.
    """
    _give_back_libraries()
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Zaakkoffer")
    application.setStyle(ZaakkofferStyle())
    Preferences(profile).apply(application)
    try:
        ws = _open(profile, passphrase, practice=practice)
    except ZaakkofferError as error:
        return _cannot_open(error, silent=screenshot is not None)
    _secure(ws)  # a crash may have left readable copies
    register = _Practice(ws, profile)
    practice = practice or register.was_begun()
    if practice:
        register.start()
    window = MainWindow(
        ws, practice=practice, automatic=screenshot is None,
        start_practice=register.start, end_practice=register.stop,
    )  # fmt: skip
    window.show()
    keep_what_stays()
    collecting = Collecting(window)
    if screenshot is not None:
        _shoot(application, window, Path(screenshot), wait_for_sync=practice)
    elif practice or _has_registry(ws):
        QTimer.singleShot(0, window.bridge.sync)
    code = application.exec()
    window.bridge.close()
    collecting.stop()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # before Qt itself
    _secure(ws)
    ws.close()
    register.stop()
    return int(code)


def _give_back_libraries() -> None:
    """Let programs that the system opens documents with find their own libraries, not ours.

    A packaged program on Linux runs with its own library path, and keeps what it was.
    """
    before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    if not getattr(sys, "frozen", False):
        return
    if before is None:
        os.environ.pop("LD_LIBRARY_PATH", None)
    else:
        os.environ["LD_LIBRARY_PATH"] = before


def _secure(ws: Workspace) -> None:
    """Wipe readable copies of documents; what was saved in them is kept, encrypted."""
    from desktop.operations.documenten import checkouts

    checkouts.secure(ws)


def keep_what_stays() -> None:
    """Leave what was made so far out of all later passes of the garbage collector.

    A full pass over modules, tables and widgets would hold the window for longer than a frame;
    so would one now, which is why the little that nobody needs any more stays too.
    """
    gc.freeze()


def _has_registry(ws: Workspace) -> bool:
    with ws.replica.read() as reader:
        return bool(reader.registries.all())


def _open(profile: Path, passphrase: str | None, *, practice: bool) -> Workspace:
    from desktop.operations.workspace import Workspace  # SQLAlchemy is slow to import
    from desktop.security.keys import PRACTICE

    try:
        return Workspace.open(profile, passphrase=passphrase)
    except Environment as error:
        if error.key not in _ASKED:
            raise
        if practice and error.key != "pin-needed":
            return Workspace.open(profile, passphrase=PRACTICE)
        message, remedy = phrases.explain(error)
        words = f"{message}\n{remedy}" if error.key == "no-keyring" else message
        while True:
            text, given = QInputDialog.getText(
                None, "Zaakkoffer", words, QLineEdit.EchoMode.Password
            )
            if not given or not text:
                raise
            try:
                return Workspace.open(profile, passphrase=text)
            except Damaged as wrong:
                if wrong.key not in _WRONG:
                    raise
                words = " ".join(phrases.explain(wrong))


def _cannot_open(error: ZaakkofferError, *, silent: bool) -> int:
    message, remedy = phrases.explain(error)
    sys.stderr.write(f"{message}\n{remedy}\n")
    if not silent:
        QMessageBox.critical(None, "Zaakkoffer", f"{message}\n\n{remedy}")
    return 1


class _Practice:
    """The practice register of a profile; it goes on where it was."""

    def __init__(self, ws: Workspace, profile: Path) -> None:
        self._ws, self._profile = ws, profile
        self._running: list[tuple[Door, PracticeRegistry]] = []

    def was_begun(self) -> bool:
        """Tell whether this profile has sample cases."""
        from desktop.operations import practising

        return (self._profile / practising.STATE).exists()

    def start(self) -> None:
        """Serve it, and let the profile know it."""
        from desktop.operations import practising, registries
        from desktop.practice.doors import serve
        from desktop.practice.server import PracticeRegistry

        registry = PracticeRegistry(resources() / "voorbeeld", self._profile / practising.STATE)
        door = serve(registry)
        self._running.append((door, registry))
        registries.add(self._ws, practising.NAME, {**door.description, "scope": "all"})

    def stop(self) -> None:
        """End it, and let go of its file."""
        while self._running:
            door, registry = self._running.pop()
            door.stop()
            registry.close()


def _shoot(
    application: QApplication, window: MainWindow, target: Path, *, wait_for_sync: bool
) -> None:
    """Draw the window to a file once it shows its list, then end."""

    def save() -> None:
        window.go("worklist")
        saved = window.grab().save(str(target))
        application.exit(0 if saved else 1)

    def settle(_result: object = None) -> None:
        QTimer.singleShot(SETTLE_MS, save)

    if wait_for_sync:
        window.bridge.sync_ended.connect(settle)
        QTimer.singleShot(0, window.bridge.sync)
    else:
        settle()
