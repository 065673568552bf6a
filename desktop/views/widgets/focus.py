"""Giving the focus back to what had it, after something that lay over it was closed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid


def give_back(origin: QWidget | None, page: QWidget | None) -> None:
    """Give the focus to what had it; a refresh may have removed or hidden that: then the page."""
    if origin is None or not isValid(origin) or not origin.isVisible():
        first = getattr(page, "first_focus", None)
        origin = page if first is None else first()
    if origin is not None:
        origin.setFocus(Qt.FocusReason.OtherFocusReason)
