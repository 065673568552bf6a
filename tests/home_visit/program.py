"""The program as a person starts it (`app.open_window`), with a person who works at it."""

from __future__ import annotations

import json
import os
import sys
import threading
import time
import traceback
from pathlib import Path

from desktop.app import open_window
from desktop.views.frame.main_window import MainWindow
from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from tests.home_visit.journey import STARTS, say
from tests.home_visit.person import Person

_SIZE = (1440, 900)
_LOOK_S = 0.05


class Sitting(QObject):
    """Waits for the window, then lets the person work; what goes wrong ends the process."""

    arrived = Signal()

    def __init__(self, start: str, out: Path, given: Path) -> None:
        super().__init__()
        self._start, self._out, self._given = start, out, given
        self.arrived.connect(self._look)

    def _window(self) -> MainWindow | None:
        return next(
            (one for one in QApplication.topLevelWidgets()
             if isinstance(one, MainWindow) and one.isVisible()), None
        )  # fmt: skip

    def _look(self) -> None:
        window = self._window()
        if window is None:
            QTimer.singleShot(50, self._look)
            return
        window.resize(*_SIZE)
        window.activateWindow()
        person = Person(window, self._out)
        ended = False
        try:
            person.wait(window.isActiveWindow, "the window in front")
            STARTS[self._start](person, json.loads(self._given.read_text("utf-8")), say)
            ended = True
        finally:
            if not ended:  # Qt would only print it and go on
                traceback.print_exc()
                window.grab().save(str(self._out / f"home-visit-failed-{self._start}.png"))
                sys.stderr.flush()
                os._exit(1)
        window.close()


def sit_down(start: str, profile: Path, out: Path, given: Path) -> int:
    """Start the program on a profile and work at it; gives its exit code."""
    sitting: list[Sitting] = []

    def wait_for_application() -> None:
        while (application := QCoreApplication.instance()) is None:
            time.sleep(_LOOK_S)
        one = Sitting(start, out, given)
        one.moveToThread(application.thread())
        sitting.append(one)
        one.arrived.emit()

    threading.Thread(target=wait_for_application, daemon=True).start()
    return open_window(profile=profile, practice=False, passphrase="test", screenshot=None)
