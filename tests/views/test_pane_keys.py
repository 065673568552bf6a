"""Every pane by keyboard: Tab comes to all of it and stays in it, Esc closes it."""

from __future__ import annotations

import pytest
from desktop.views.frame.main_window import MainWindow
from desktop.views.widgets.task_pane import TaskPane
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QButtonGroup, QWidget

from tests.views.places import Places

TAB = Qt.FocusPolicy.TabFocus
MOST, SECTIONS = 120, 6


def wanted(area: QWidget) -> set[QWidget]:
    """Give what Tab has to come to; of a group of choices that is the one that is chosen."""
    return {
        one for one in area.findChildren(QWidget)
        if one.isVisible() and one.isEnabled() and one.focusPolicy() & TAB
        and one.focusProxy() is None and not in_group(one)
    }  # fmt: skip


def in_group(widget: QWidget) -> bool:
    """Tell whether arrows bring one here, from another choice of the same group."""
    if not isinstance(widget, QAbstractButton) or not widget.isCheckable():
        return False
    group: QButtonGroup | None = widget.group()
    alone = group.exclusive() if group is not None else widget.autoExclusive()
    return alone and not widget.isChecked()


def walked(window: MainWindow) -> list[QWidget]:
    """Press Tab until the focus is where it was; gives where it came.

    In a date Tab goes from day to month to year first.
    """
    seen: list[QWidget] = []
    stays = 0
    for _ in range(MOST):
        here = window.focusWidget()
        assert here is not None
        stays = stays + 1 if here in seen[-1:] else 0
        if here in seen[:-1] or stays > SECTIONS:
            break
        seen += [here] if not stays else []
        QTest.keyClick(here, Qt.Key.Key_Tab)
    return seen


def open_pane(window: MainWindow) -> TaskPane | None:
    panes = [one for one in window.findChildren(TaskPane) if one.isVisible()]
    return panes[-1] if panes else None


def names(widgets: set[QWidget]) -> str:
    return ", ".join(sorted(f"{type(one).__name__} {one.accessibleName()!r}" for one in widgets))


def test_tab_comes_to_everything_and_stays_in_a_pane_that_is_open(places: Places) -> None:
    window, wrong = places.window, []
    window.activateWindow()
    for name in places.walk():
        pane = open_pane(window)
        if pane is None:
            continue
        came = set(walked(window))
        missed = wanted(pane) - came
        strayed = {one for one in came if not pane.isAncestorOf(one)}
        wrong += [f"{name}: Tab misses {names(missed)}"] if missed else []
        wrong += [f"{name}: Tab leaves for {names(strayed)}"] if strayed else []
    if wrong:
        pytest.fail("\n".join(wrong), pytrace=False)


def test_escape_closes_a_pane_and_the_focus_is_where_it_was(places: Places) -> None:
    window, wrong, closed = places.window, [], 0
    window.activateWindow()
    for name in places.walk():
        pane = open_pane(window)
        if pane is None:
            continue
        focus = window.focusWidget()
        assert focus is not None, name
        if not pane.isAncestorOf(focus):
            wrong.append(f"{name}: the focus is not in the pane")
            continue
        QTest.keyClick(focus, Qt.Key.Key_Escape)
        QApplication.processEvents()
        now: QWidget | None = window.focusWidget()
        closed += 1
        if pane.isVisible():
            wrong.append(f"{name}: still open")
        elif now is None or not now.isVisible() or pane.isAncestorOf(now):
            wrong.append(f"{name}: the focus is lost")
    assert closed > 20
    if wrong:
        pytest.fail("\n".join(wrong), pytrace=False)
