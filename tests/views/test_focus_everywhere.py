"""Wherever Tab brings a person, what has the focus looks different from before (WCAG 2.4.7)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from desktop.views.frame.main_window import MainWindow
from desktop.views.frame.rail_list import RailList
from desktop.views.look import theme
from desktop.views.widgets.card import IconLabel
from desktop.views.zaak.case_page import CasePage
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.views.places import Places, settle
from tests.views.test_accessible import RING, change, name_of, picture, walk
from tests.views.test_journeys import case_page
from tests.views.test_pane_keys import open_pane
from tests.world.laptops import Laptop

MOST = 60


def stops(window: MainWindow, seen: set[int]) -> Iterator[QWidget]:
    """Press Tab through what is new here: the pane that is open, else the whole page."""
    settle(lambda: window.bridge.is_quiet)  # an answer may change what is enabled
    area: QWidget = open_pane(window) or window
    first = None
    for _ in range(MOST):
        here: QWidget | None = window.focusWidget()
        if here is None or here is first:
            return
        first = first or here
        if area.isAncestorOf(here) and id(here) not in seen:
            seen.add(id(here))
            yield here
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)


def is_covered(widget: QWidget, window: MainWindow) -> bool:
    """Tell whether something else lies over all of it (WCAG 2.4.11)."""
    points = [widget.rect().center(), QPoint(4, 4), widget.rect().bottomRight() - QPoint(4, 4)]
    hits = [window.childAt(widget.mapTo(window, one)) for one in points]
    return not any(one is widget or (one and widget.isAncestorOf(one)) for one in hits)


def unseen(window: MainWindow, seen: set[int]) -> list[str]:
    """Give what looks the same with and without the focus, or lies under something else."""
    found = []
    for widget in stops(window, seen):
        name = f"{type(widget).__name__} {widget.accessibleName()!r}"
        if is_covered(widget, window):
            found.append(f"{name} is covered")
        with_focus = picture(widget, window)
        widget.clearFocus()
        without = picture(widget, window)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        if change(with_focus, without) < RING:
            found.append(f"{name} looks the same")
    return found


@pytest.mark.parametrize("scheme", ["light", "highContrast"])
def test_the_focus_can_be_seen_everywhere(
    places: Places, qapp: QApplication, scheme: theme.Scheme
) -> None:
    wrong, seen = [], set[int]()
    kept: list[QWidget] = []
    places.window.activateWindow()
    try:
        theme.apply(qapp, scheme)
        for place in places.walk():
            wrong += [f"{place}: {one}" for one in unseen(places.window, seen)]
            kept += places.window.findChildren(QWidget)  # an id is only new while all others live
    finally:
        theme.apply(qapp, "light")
    assert len(seen) > 200
    if wrong:
        pytest.fail("\n".join(wrong), pytrace=False)


def test_the_rail_is_a_list_whose_open_page_is_selected(window: MainWindow) -> None:
    """A screen reader called the pages check boxes."""
    window.activateWindow()
    window.go("worklist")
    QApplication.processEvents()
    rows = [
        one
        for one in walk(QAccessible.queryAccessibleInterface(window.rail))
        if one.role() == QAccessible.Role.ListItem
    ]
    assert [name_of(one) for one in rows] == [
        "Vandaag", "Werklijst", "Afspraken", "Ambitie", "Synchronisatie", "Instellingen", "Hulp",
    ]  # fmt: skip
    assert [name_of(one) for one in rows if one.state().selected] == ["Werklijst"]
    roles = {one.role() for one in walk(QAccessible.queryAccessibleInterface(window.rail))}
    assert QAccessible.Role.CheckBox not in roles


def test_the_rail_is_walked_with_arrows_and_chosen_with_enter_or_space(
    window: MainWindow,
) -> None:
    window.activateWindow()
    window.go("worklist")
    window.rail.seek.setFocus()
    QTest.keyClick(window.rail.seek, Qt.Key.Key_Tab)
    rows = window.focusWidget()
    assert isinstance(rows, RailList)
    QTest.keyClick(rows, Qt.Key.Key_Down)
    assert window.windowTitle() == "Werklijst – Zaakkoffer", "walking opens nothing"
    QTest.keyClick(rows, Qt.Key.Key_Return)
    assert window.windowTitle() == "Afspraken – Zaakkoffer"
    rows.setFocus()
    QTest.keyClick(rows, Qt.Key.Key_Up)
    QTest.keyClick(rows, Qt.Key.Key_Up)
    QTest.keyClick(rows, Qt.Key.Key_Space)
    assert window.windowTitle() == "Vandaag – Zaakkoffer"


def test_every_event_of_the_timeline_can_be_reached_and_is_spoken(
    window: MainWindow, laptop: Laptop
) -> None:
    window.activateWindow()
    page = case_page(window, laptop)
    assert isinstance(page, CasePage)
    line = page.timeline
    line.setFocus(Qt.FocusReason.TabFocusReason)
    list_of = QAccessible.queryAccessibleInterface(line)
    came = [line.currentIndex().row()]
    for _ in range(line.model().rowCount()):
        QTest.keyClick(line, Qt.Key.Key_Down)
        came.append(line.currentIndex().row())
        assert line.viewport().rect().intersects(line.visualRect(line.currentIndex()))
        said = name_of(list_of.child(came[-1]))
        assert said
        assert said == line.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    events = [
        row for row in range(line.model().rowCount())
        if line.model().index(row, 0).flags() & Qt.ItemFlag.ItemIsSelectable
    ]  # fmt: skip
    assert len(events) > 3
    assert set(events) <= set(came)


def test_icons_grow_with_the_text(window: MainWindow, laptop: Laptop, qapp: QApplication) -> None:
    def sides() -> list[int]:
        window.rebuild()
        page = case_page(window, laptop)
        link = page.link.iconSize().width()
        icons = [one.width() for one in page.findChildren(IconLabel) if one.isVisible()]
        return [link, *sorted(set(icons))]

    small = sides()
    try:
        theme.scale_text(qapp, 200)
        large = sides()
    finally:
        theme.scale_text(qapp, 100)
    assert small[-1] >= 16
    assert min(large) >= 1.6 * min(small)
    assert max(large) >= 1.6 * max(small)
