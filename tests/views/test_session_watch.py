"""The window locks along with the screen of the system, where the session bus says so."""

from __future__ import annotations

import ctypes
import shutil
import subprocess
import sys
from ctypes import wintypes

import pytest
from desktop.operations import locking
from desktop.views.frame import windows_session
from desktop.views.frame.main_window import MainWindow
from desktop.views.frame.session_watch import SessionWatch
from PySide6.QtCore import QAbstractEventDispatcher, QObject
from shiboken6 import VoidPtr

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


def deliver(message: int, what: int, event: bytes = windows_session.EVENT) -> None:
    """Let Qt hand a message to the filters, as it does with each that Windows sends."""
    sent = wintypes.MSG(message=message, wParam=what, lParam=1)
    dispatcher = QAbstractEventDispatcher.instance()
    assert dispatcher is not None
    dispatcher.filterNativeEvent(event, VoidPtr(ctypes.addressof(sent)), 0)  # type: ignore[call-arg, arg-type]  # the stub is wrong


@pytest.mark.parametrize(
    ("message", "what", "locks"),
    [
        (windows_session.SESSION_CHANGE, windows_session.LOCKED, True),
        (windows_session.SESSION_CHANGE, windows_session.CONSOLE_LEFT, True),
        (windows_session.SESSION_CHANGE, windows_session.REMOTE_LEFT, True),
        (windows_session.SESSION_CHANGE, windows_session.UNLOCKED, False),
        (windows_session.SESSION_CHANGE, 0x9, False),
        (0x0010, windows_session.LOCKED, False),
    ],
)
def test_a_message_of_windows_that_the_session_was_locked_or_left_locks_the_window(
    window: MainWindow, message: int, what: int, locks: bool
) -> None:
    watch = SessionWatch(window)
    watch.locked.connect(window.latch.lock_along)
    watch.hear_windows()
    deliver(message, what, b"xcb_generic_event_t")
    assert not window.latch.is_locked, "no message of Windows"
    deliver(message, what)
    assert window.latch.is_locked is locks
    watch.end()


def test_nothing_of_windows_is_heard_after_the_end(window: MainWindow) -> None:
    watch = SessionWatch(window)
    watch.locked.connect(window.latch.lock_along)
    watch.hear_windows()
    watch.end()
    watch.end()
    deliver(windows_session.SESSION_CHANGE, windows_session.LOCKED)
    assert not window.latch.is_locked


def test_a_message_lies_in_memory_as_windows_lays_it_out() -> None:
    """The parts that are read stand where a 64-bit Windows puts them."""
    places = [getattr(wintypes.MSG, name).offset for name in ("hWnd", "message", "wParam")]
    assert places == [0, 8, 16]


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
