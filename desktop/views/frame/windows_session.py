"""What Windows says of the session: it was locked, or left to another person or another screen.

Windows tells a window that asked for it (`WTSRegisterSessionNotification`), by a message that Qt
does not know; so the message is read here as it comes.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from ctypes import wintypes

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray

EVENT = b"windows_generic_MSG"
"""Qt's name for what points at a MSG."""
SESSION_CHANGE = 0x02B1
"""WM_WTSSESSION_CHANGE; its first parameter says what changed."""
LOCKED, UNLOCKED, CONSOLE_LEFT, REMOTE_LEFT = 0x7, 0x8, 0x2, 0x4
"""WTS_SESSION_LOCK, WTS_SESSION_UNLOCK, WTS_CONSOLE_DISCONNECT, WTS_REMOTE_DISCONNECT."""
_AWAY = frozenset({LOCKED, CONSOLE_LEFT, REMOTE_LEFT})
_THIS_SESSION = 0


def is_away(address: int) -> bool:
    """Tell whether the MSG at an address says that the person cannot see this session any more."""
    message = wintypes.MSG.from_address(address)
    return message.message == SESSION_CHANGE and message.wParam in _AWAY


class SessionMessages(QAbstractNativeEventFilter):
    """Calls `told` at each message that the session was locked or left; takes no message away."""

    def __init__(self, told: Callable[[], None]) -> None:
        super().__init__()
        self._told = told

    def nativeEventFilter(
        self, eventType: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> tuple[bool, int]:
        if eventType == EVENT and is_away(int(message)):
            self._told()
        return False, 0


def subscribe(window: int) -> bool:
    """Ask Windows to tell a window (its HWND) of this session; False where it does not."""
    if sys.platform == "win32":
        register = ctypes.WinDLL("wtsapi32").WTSRegisterSessionNotification
        return bool(register(wintypes.HWND(window), _THIS_SESSION))
    return False


def unsubscribe(window: int) -> None:
    """Take the asking back; Windows wants it before the window goes."""
    if sys.platform == "win32":
        ctypes.WinDLL("wtsapi32").WTSUnRegisterSessionNotification(wintypes.HWND(window))
