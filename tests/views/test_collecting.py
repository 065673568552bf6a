"""What the collector destroys, it destroys on the interface's thread."""

from __future__ import annotations

import gc
import subprocess
import sys
import threading

from desktop.views.frame.collecting import Collecting
from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEventLoop, QObject

MANY = 20_000


class Witness(QObject):
    """Tells on which thread it went."""

    def __init__(self, went: list[threading.Thread]) -> None:
        super().__init__()
        self._went = went
        self.itself = self

    def __del__(self) -> None:
        self._went.append(threading.current_thread())


def leave_garbage() -> None:
    for _ in range(MANY):
        one: list[object] = []
        one.append(one)


def scene() -> None:
    """Let a thread allocate while an object of Qt is garbage."""
    application = QCoreApplication([])
    collecting = Collecting(application)
    went: list[threading.Thread] = []
    Witness(went)
    thread = threading.Thread(target=leave_garbage)
    thread.start()
    thread.join()
    assert went == []
    deadline = QDeadlineTimer(20_000)
    while not went and not deadline.hasExpired():
        application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 100)
    assert went == [threading.main_thread()]
    collecting.stop()
    assert gc.isenabled()


def test_an_object_of_qt_never_goes_on_a_thread_that_only_allocates() -> None:
    """In a process of its own: the collector's state is that of everything that ran before."""
    words = "from tests.views.test_collecting import scene; scene(); print('held')"
    done = subprocess.run(
        [sys.executable, "-c", words], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.stdout == "held\n", done.stderr
