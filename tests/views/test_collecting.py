"""What the collector destroys, it destroys on the interface's thread."""

from __future__ import annotations

import gc
import threading

import pytest
from desktop.views.collecting import Collecting
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

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


@pytest.fixture(autouse=True)
def as_python_begins() -> None:
    gc.enable()


def test_an_object_of_qt_never_goes_on_a_thread_that_only_allocates(qtbot: QtBot) -> None:
    parent = QObject()
    collecting = Collecting(parent)
    went: list[threading.Thread] = []
    Witness(went)
    thread = threading.Thread(target=leave_garbage)
    thread.start()
    thread.join()
    assert went == []
    qtbot.waitUntil(lambda: bool(went), timeout=20_000)
    assert went == [threading.main_thread()]
    collecting.stop()
    assert gc.isenabled()
