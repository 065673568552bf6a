"""What the window needs of its Qt binding, beyond its documentation."""

from __future__ import annotations

import sys

from PySide6 import __version__
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot


def test_calls_into_qt_leave_none_alone(qtbot: QtBot) -> None:
    """PySide6 6.12.0 on Python 3.11 takes a reference of None with each call that returns nothing.

    None then dies after some ten thousand calls, which is a minute of drawing, and the program
    ends with "Fatal Python error: none_dealloc". Python 3.12 and later cannot lose None.
    """
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for _ in range(500):
        label.setText("x")
    lost = before - sys.getrefcount(None)
    assert lost < 250, f"PySide6 {__version__} loses None: keep it out in pyproject.toml (< 6.12)"
