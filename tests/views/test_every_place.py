"""Wherever a person comes in the window: all speaks, all can be hit and reached, nothing is cut."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from desktop.views.frame.main_window import MainWindow
from desktop.views.look import theme
from PySide6.QtCore import QSize
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from tests.views.places import Places, widgets_of_the_program
from tests.views.test_accessible import name_of, speechless, walk
from tests.views.test_nothing_cut import SIZES, cut, pushed_aside, unreachable

CONTROLS = (
    QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit,
)  # fmt: skip
Check = Callable[[MainWindow], list[str]]


def holds_everywhere(places: Places, *checks: Check) -> None:
    """Fail with a line for each thing that a check finds at a place."""
    found = [
        f"{place}: {one}"
        for place in places.walk()
        for check in checks
        for one in check(places.window)
    ]
    if found:
        pytest.fail("\n".join(found), pytrace=False)


def unlabelled(window: MainWindow) -> list[str]:
    """Give the choices without a label: on Linux a label is all that a screen reader has of them.

    Qt gives the value of a combo box as its name there.
    """
    return [
        f"choice {name_of(one)!r} has no label"
        for one in walk(QAccessible.queryAccessibleInterface(window))
        if one.role() == QAccessible.Role.ComboBox
        and not any(name_of(other) for other, _kind in one.relations())
    ]


def too_small(window: MainWindow) -> list[str]:
    """Give what is smaller than WCAG 2.2 asks (2.5.8)."""
    least = int(theme.tokens()["size"]["targetMinimum"])
    return [
        f"{type(one).__name__} {one.accessibleName()!r} is {one.width()} x {one.height()}"
        for one in window.findChildren(QWidget)
        if isinstance(one, CONTROLS) and one.isVisible() and one.objectName()[:3] != "qt_"
        and not isinstance(one.parent(), QLineEdit)  # does what the field around it does
        and min(one.width(), one.height()) < least
    ]  # fmt: skip


def test_all_that_takes_the_focus_speaks_and_is_large_enough(places: Places) -> None:
    holds_everywhere(places, speechless, unlabelled, too_small, pushed_aside, cut)
    unseen = widgets_of_the_program() - places.seen
    assert unseen == set(), "open these somewhere in tests/views/places.py"


def test_a_narrow_window_speaks_too(places: Places) -> None:
    places.window.resize(*SIZES[-1])
    holds_everywhere(places, speechless, unlabelled, too_small, pushed_aside)


def test_nothing_is_cut_or_out_of_reach_with_text_twice_as_large(
    places: Places, qapp: QApplication
) -> None:
    try:
        theme.scale_text(qapp, 200)
        places.window.rebuild()
        places.narrow = QSize(1280, 800)
        holds_everywhere(places, cut, pushed_aside, unreachable)
    finally:
        theme.scale_text(qapp, 100)
