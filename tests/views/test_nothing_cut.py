"""No text is cut: on every page and in every pane, at every size, in both languages."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from desktop.i18n.language import Language
from desktop.views.frame.main_window import MainWindow
from desktop.views.frame.status_strip import StripPart
from desktop.views.look import theme
from desktop.views.look.wording import speak
from desktop.views.widgets.card import InkLabel
from desktop.views.widgets.chips import Chip
from desktop.views.widgets.page import ScrollColumn
from desktop.views.zaak.case_page import CasePage
from desktop.views.zaak.lifecycle_pane import Course
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.views.test_journeys import NUMBER, case_page
from tests.views.test_pages import clash
from tests.world.laptops import Laptop, World

PAGES = ("today", "worklist", "appointments", "ambition", "sync", "settings", "help", "case")
SIZES = [(1440, 900), (1024, 640), (960, 540)]


def settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


def cut(window: QWidget) -> list[str]:
    """Give what is shown with less room than its words need."""
    found = []
    for label in window.findChildren(InkLabel):
        if not label.isVisible() or not label.text():
            continue
        if label.wordWrap():
            short = label.height() < label.heightForWidth(label.width())
            widest = max(map(label.fontMetrics().horizontalAdvance, label.text().split()))
            short |= label.width() < min(widest, label.sizeHint().width())
        else:
            short = label.width() < label.sizeHint().width()
        if short:
            found.append(f"{label.text()!r} {label.size().toTuple()}")
    found += [
        f"button {one.text()!r} {one.width()} < {one.sizeHint().width()}"
        for one in window.findChildren(QPushButton)
        if one.isVisible() and one.text() and one.width() < one.sizeHint().width()
    ]
    found += [
        f"button {one.text()!r} {one.width()} < {one.sizeHint().width()}"
        for one in window.findChildren(StripPart)
        if one.isVisible() and one.width() < one.sizeHint().width()
    ]
    return found


def pushed_aside(window: MainWindow) -> list[str]:
    """Give what is wider than the area that scrolls it up and down: its right side is lost."""
    found = []
    for area in window.findChildren(ScrollColumn):
        inner = area.widget()
        if inner is not None and area.isVisible() and inner.width() > area.viewport().width():
            found.append(f"contents of {type(area.parent()).__name__} are too wide")
    return found


def unreachable(window: MainWindow) -> list[str]:
    """Give the buttons that lie outside the window and cannot be scrolled into it."""
    outside = []
    for one in window.findChildren(QAbstractButton):
        if not one.isVisible() or in_scroll_area(one):
            continue
        place = one.mapTo(window, one.rect().center())
        if not window.rect().contains(place):
            outside.append(one.accessibleName() or one.text())
    return outside


def test_a_wide_pane_beside_a_case_with_many_steps_cuts_nothing(
    window: MainWindow, laptop: Laptop
) -> None:
    window.resize(1440, 900)
    case_page(window, laptop)
    settle()
    page = case_page(window, laptop, "ZAAK-2026-0000000190")
    page.decide()
    settle()
    assert cut(window) == []
    chips = [one for one in page.log.findChildren(Chip) if one.isVisible()]
    assert [one.text() for one in chips if one.width() < one.sizeHint().width()] == []


def in_scroll_area(widget: QWidget) -> bool:
    above = widget.parentWidget()
    while above is not None:
        if above.objectName() == "qt_scrollarea_viewport":
            return True
        above = above.parentWidget()
    return False


def panes(page: CasePage, window: MainWindow) -> list[Callable[[], object]]:
    steering: list[Callable[[], object]] = [partial(page.steer, one) for one in Course]
    return [
        page.attach, page.set_status, page.ask, page.decide, *steering, page.edit,
        window.new_case_start,
    ]  # fmt: skip


@pytest.mark.parametrize("spoken", ["nl", "en"])
@pytest.mark.parametrize("size", SIZES)
def test_no_text_is_cut_and_no_button_out_of_reach(
    qtbot: QtBot, world: World, laptop: Laptop, size: tuple[int, int], spoken: Language
) -> None:
    clash(world, laptop)
    speak(spoken)
    window = MainWindow(laptop.ws, practice=True, automatic=False)
    qtbot.addWidget(window)
    window.setMinimumSize(*SIZES[-1])
    window.resize(*size)
    window.show()
    try:
        page = case_page(window, laptop)
        for name in (*PAGES, "conflict"):
            if name == "conflict":
                window.open_choice(page.zaak)
            else:
                window.go(name)
            settle()
            if cut(window):
                qtbot.wait(500)  # what a thread answered this moment is laid out in the next turn
            assert cut(window) == [], f"{name} {cut(window)}"
            assert unreachable(window) == [], name
        window.go("case")
        for open_pane in panes(page, window):
            open_pane()
            settle()
            if cut(window):
                qtbot.wait(500)
            assert cut(window) == [], f"{open_pane} {cut(window)}"
            assert unreachable(window) == [], open_pane
    finally:
        speak("nl")
        window.bridge.close()


@pytest.mark.parametrize("percent", [150, 200])
def test_large_text_is_not_cut_either(
    window: MainWindow, laptop: Laptop, qapp: QApplication, percent: int
) -> None:
    try:
        theme.scale_text(qapp, percent)
        window.resize(1440, 900)
        window.rebuild()
        case_page(window, laptop)
        for name in PAGES:
            window.go(name)
            settle()
            assert cut(window) == [], f"{name} {cut(window)}"
    finally:
        theme.scale_text(qapp, 100)


def test_a_long_title_in_a_narrow_column_gets_all_its_lines(
    window: MainWindow, laptop: Laptop
) -> None:
    window.resize(1440, 900)
    window.go("today")
    settle()
    assert cut(window.page("today")) == []
    assert NUMBER not in window.windowTitle()
