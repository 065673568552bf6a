"""Hears that the person locked the screen of the system, where the system says so.

Linux says it on the session bus, Windows to a window that asked. Elsewhere the time without a touch
locks.
"""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import SLOT, QCoreApplication, QObject, Signal, Slot
from PySide6.QtGui import QWindow

from desktop.views.frame import windows_session

_INTERFACES = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver")
"""KDE and most others; GNOME."""


class SessionWatch(QObject):
    """Says once per lock that the screen was locked."""

    locked = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._ear: QWindow | None = None
        self._messages: windows_session.SessionMessages | None = None
        self.is_listening = False
        if sys.platform == "win32":
            self.is_listening = self.hear_windows()
        elif sys.platform.startswith("linux") and "DBUS_SESSION_BUS_ADDRESS" in os.environ:
            self.is_listening = self._hear_bus()

    def _hear_bus(self) -> bool:
        from PySide6.QtDBus import QDBusConnection  # noqa: PLC0415  only where there is a bus

        bus = QDBusConnection.sessionBus()
        heard = [
            bus.connect("", "", one, "ActiveChanged", self, SLOT("active(bool)"))  # type: ignore[call-overload]  # the stub is wrong
            for one in _INTERFACES
        ]
        return any(heard)

    def hear_windows(self) -> bool:
        """Listen by a window of its own, never shown: the handle of another may change."""
        app = QCoreApplication.instance()
        assert app is not None  # noqa: S101  there is a window
        self._ear = QWindow()
        self._ear.create()
        self._messages = windows_session.SessionMessages(self.locked.emit)
        app.installNativeEventFilter(self._messages)
        app.aboutToQuit.connect(self.end)
        return windows_session.subscribe(int(self._ear.winId()))

    def end(self) -> None:
        """Hear nothing of Windows any more."""
        app = QCoreApplication.instance()
        if self._ear is None or self._messages is None or app is None:
            return
        windows_session.unsubscribe(int(self._ear.winId()))
        app.removeNativeEventFilter(self._messages)
        self._ear.destroy()
        self._ear, self._messages = None, None

    @Slot(bool)
    def active(self, is_locked: bool) -> None:
        """Take what the bus says."""
        if is_locked:
            self.locked.emit()
