"""Hears that the person locked the screen of the system, where it says so on the session bus.

That is Linux. Windows tells a window of its own kind; there the time without a touch locks.
"""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import SLOT, QObject, Signal, Slot

_INTERFACES = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver")
"""KDE and most others; GNOME."""


class SessionWatch(QObject):
    """Says once per lock that the screen was locked."""

    locked = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.is_listening = False
        if not sys.platform.startswith("linux") or "DBUS_SESSION_BUS_ADDRESS" not in os.environ:
            return
        from PySide6.QtDBus import QDBusConnection  # noqa: PLC0415  only where there is a bus

        bus = QDBusConnection.sessionBus()
        heard = [
            bus.connect("", "", one, "ActiveChanged", self, SLOT("active(bool)"))  # type: ignore[call-overload]  # the stub is wrong
            for one in _INTERFACES
        ]
        self.is_listening = any(heard)

    @Slot(bool)
    def active(self, is_locked: bool) -> None:
        """Take what the bus says."""
        if is_locked:
            self.locked.emit()
