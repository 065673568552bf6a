"""The window locks along with the screen of the system, where the session bus says so."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest
from desktop.operations import locking
from desktop.views.frame.main_window import MainWindow
from desktop.views.frame.session_watch import SessionWatch
from PySide6.QtCore import QObject

from tests.views.test_journeys import case_page
from tests.world.laptops import Laptop

_HEARS = """
import subprocess, sys
from PySide6.QtCore import QCoreApplication, QTimer
from desktop.views.frame.session_watch import SessionWatch
app = QCoreApplication([])
watch = SessionWatch(app)
watch.locked.connect(lambda: (print("locked"), app.quit()))
def say(value):
    subprocess.run(["dbus-send", "--session", "--type=signal", "/screen",
                    sys.argv[1] + ".ActiveChanged", "boolean:" + value], check=True)
    print("said", value)
QTimer.singleShot(50, lambda: say("false"))
QTimer.singleShot(200, lambda: say("true"))
QTimer.singleShot(8000, app.quit)
app.exec()
"""


@pytest.mark.skipif(shutil.which("dbus-run-session") is None, reason="no session bus here")
@pytest.mark.parametrize("interface", ["org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver"])
def test_a_real_session_bus_that_says_that_the_screen_is_locked_is_heard(interface: str) -> None:
    words = ["dbus-run-session", "--", sys.executable, "-c", _HEARS, interface]
    ended = subprocess.run(words, capture_output=True, text=True, check=True, timeout=30)
    assert ended.stdout.split("\n")[:3] == ["said false", "said true", "locked"]


def test_the_window_locks_along_with_the_screen(window: MainWindow, laptop: Laptop) -> None:
    case_page(window, laptop)
    watch = SessionWatch(window)
    watch.locked.connect(window.latch.lock_along)
    watch.active(False)
    assert not window.latch.is_locked
    watch.active(True)
    assert window.latch.is_locked


def test_without_a_pin_code_a_locked_screen_changes_nothing(
    window: MainWindow, laptop: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    none = locking.LockSetting("none", 0, 0)
    monkeypatch.setattr(locking, "setting", lambda _ws: none)
    page = case_page(window, laptop)
    window.latch.lock_along()
    assert not window.latch.is_locked
    assert window.pages.currentWidget() is page


def test_without_a_session_bus_nothing_is_listened_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    assert not SessionWatch(QObject()).is_listening
