"""Everything that can be worked with has a name and a role, shows its focus, and needs no mouse."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from desktop.operations.overview import reading
from desktop.operations.zaken import casework
from desktop.views.frame.main_window import MainWindow
from desktop.views.look import theme
from desktop.views.zaak.case_page import CasePage
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.views.test_contrast import ratio
from tests.views.test_journeys import NUMBER, case_page
from tests.views.test_pages import clash
from tests.world.laptops import Laptop, World

PAGES = ("today", "worklist", "appointments", "ambition", "sync", "settings", "help", "case")
PANES = ("attach", "set_status", "ask", "edit")
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
Role = QAccessible.Role
RING = 3.0
MEANS_NOTHING = {Role.NoRole, Role.Client, Role.Grouping}


def name_of(interface: QAccessibleInterface) -> str:
    return interface.text(QAccessible.Text.Name)


def walk(interface: QAccessibleInterface | None) -> Iterator[QAccessibleInterface]:
    """Give everything that a screen reader finds below something."""
    if interface is None or not interface.isValid() or interface.state().invisible:
        return
    yield interface
    for number in range(interface.childCount()):
        yield from walk(interface.child(number))


def speechless(window: QWidget) -> list[str]:
    """Give what takes the focus and has no name, or a role that says nothing."""
    found = []
    for one in walk(QAccessible.queryAccessibleInterface(window)):
        widget = one.object()
        made_by_qt = widget is not None and widget.objectName().startswith("qt_")  # type: ignore[redundant-expr]  # None for a cell
        if not one.state().focusable or made_by_qt:
            continue
        kind = type(widget).__name__
        if not name_of(one) and one.role() not in {Role.Cell, Role.ListItem}:
            found.append(f"{kind}: no name")
        if one.role() in MEANS_NOTHING and kind not in {"ScrollColumn", "MainWindow"}:
            found.append(f"{kind} {name_of(one)!r}: {one.role()}")
    return found


@pytest.mark.parametrize("name", [*PAGES, "conflict"])
def test_a_page_speaks(window: MainWindow, world: World, laptop: Laptop, name: str) -> None:
    clash(world, laptop)
    page = case_page(window, laptop)
    if name == "conflict":
        window.open_choice(page.zaak)
    else:
        window.go(name)
    QApplication.processEvents()
    assert speechless(window) == []


@pytest.mark.parametrize("pane", PANES)
def test_a_pane_speaks(window: MainWindow, laptop: Laptop, pane: str) -> None:
    page = case_page(window, laptop)
    getattr(page, pane)()
    QApplication.processEvents()
    assert speechless(window) == []


def spoken(window: MainWindow, role: Role) -> set[str]:
    tree = walk(QAccessible.queryAccessibleInterface(window))
    return {name_of(one) for one in tree if one.role() == role}


def test_parts_are_called_what_the_guide_calls_them(window: MainWindow, laptop: Laptop) -> None:
    casework.add_notitie(laptop.ws, NUMBER, "Bel terug")
    window.go("worklist")
    window.refresh()
    assert "Mijn zaken, 6 zaken" in spoken(window, Role.Table)
    buttons = spoken(window, Role.Button) | spoken(window, Role.RadioButton)
    assert "Synchronisatie, 1 wijziging wacht" in spoken(window, Role.ListItem)
    assert any(name.startswith("1 wijziging wacht, sinds ") for name in buttons)
    case_page(window, laptop)
    QApplication.processEvents()
    assert "Tijdlijn" in spoken(window, Role.List)
    assert "Schrijf een notitie" in spoken(window, Role.EditableText)


def picture(widget: QWidget, window: QWidget) -> QImage:
    """Give how a widget looks with a little of what is around it."""
    QApplication.processEvents()
    corner = widget.mapTo(window, QPoint(0, 0))
    rect = widget.rect().translated(corner).adjusted(-4, -4, 4, 4).intersected(window.rect())
    return window.grab(rect).toImage()


def change(one: QImage, other: QImage) -> float:
    """Give the contrast of what differs most between two pictures (WCAG 1.4.11)."""
    parts = [
        memoryview(image.convertToFormat(QImage.Format.Format_RGB32).constBits()).cast("I")
        for image in (one, other)
    ]
    return max(ratio(*pair) for pair in set(zip(*parts, strict=True)))


def focus(window: MainWindow) -> QWidget:
    found = window.focusWidget()
    assert found is not None
    return found


def walked_by_tab(window: MainWindow, qtbot: QtBot) -> Iterator[QWidget]:
    """Press Tab until the focus is back where it began; gives where it went."""
    seen: list[QWidget] = []
    while (here := focus(window)) not in seen:
        seen.append(here)
        yield here
        qtbot.keyClick(focus(window), Qt.Key.Key_Tab)


@pytest.mark.parametrize(
    ("name", "scheme"),
    [(name, "dark") for name in (*PAGES, "conflict", "new case", "status", "attach", "preview")],
)
def test_the_focus_can_be_seen_in_the_dark_too(
    window: MainWindow, world: World, laptop: Laptop, qapp: QApplication, qtbot: QtBot,
    scheme: theme.Scheme, name: str,
) -> None:  # fmt: skip
    clash(world, laptop)
    page = case_page(window, laptop)
    try:
        theme.apply(qapp, scheme)
        match name:
            case "conflict":
                window.open_choice(page.zaak)
            case "new case":
                window.new_case_start()
            case "status":
                page.set_status()
            case "attach":
                page.attach()
            case "preview":
                page.look_into(reading.case(laptop.ws, NUMBER).documents[0])
            case _:
                window.go(name)
        window.activateWindow()
        if name == "today":
            changes = window.page("today").changes  # type: ignore[attr-defined]  # of TodayPage
            qtbot.waitUntil(changes.isVisible, timeout=5000)
        QApplication.processEvents()
        hidden = []
        for widget in walked_by_tab(window, qtbot):
            seen = picture(widget, window)
            widget.clearFocus()
            if change(seen, picture(widget, window)) < RING:
                hidden.append(f"{type(widget).__name__} {widget.accessibleName()!r}")
            widget.setFocus(Qt.FocusReason.TabFocusReason)
        assert hidden == []
    finally:
        theme.apply(qapp, "light")


def test_the_main_job_needs_no_mouse(
    window: MainWindow, world: World, laptop: Laptop, qtbot: QtBot
) -> None:
    """A new zaak, a note, a document, a status, a promise, without a connection; then sync."""
    window.activateWindow()
    world.unplug()
    qtbot.keyClick(focus(window), Qt.Key.Key_N, CTRL)
    while window.new_case.kind.currentText() != "Huisbezoek Wmo":
        qtbot.keyClick(focus(window), Qt.Key.Key_Down)
    qtbot.keyClick(focus(window), Qt.Key.Key_Tab)
    qtbot.keyClicks(focus(window), "Drempels bij de voordeur")
    qtbot.keyClick(focus(window), Qt.Key.Key_Tab)
    qtbot.keyClicks(focus(window), "T. de Boer")
    qtbot.keyClick(focus(window), Qt.Key.Key_Return, CTRL)
    page = window.pages.currentWidget()
    assert isinstance(page, CasePage)
    number = reading.case(laptop.ws, page.zaak).row.identificatie
    assert focus(window) is page.note
    qtbot.keyClicks(focus(window), "Mevrouw wacht op de hal")
    qtbot.keyClick(focus(window), Qt.Key.Key_Return)
    image = QImage(20, 20, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkCyan)
    QGuiApplication.clipboard().setImage(image)
    qtbot.keyClick(focus(window), Qt.Key.Key_D, CTRL | SHIFT)
    qtbot.keyClick(focus(window), Qt.Key.Key_V, CTRL)
    qtbot.waitUntil(lambda: len(reading.case(laptop.ws, number).documents) == 1, timeout=5000)
    qtbot.keyClick(focus(window), Qt.Key.Key_Escape)
    qtbot.keyClick(focus(window), Qt.Key.Key_T, CTRL)
    qtbot.keyClick(focus(window), Qt.Key.Key_Return, CTRL)
    qtbot.keyClick(focus(window), Qt.Key.Key_J, CTRL)
    qtbot.keyClicks(focus(window), "Belt de leverancier")
    qtbot.keyClick(focus(window), Qt.Key.Key_Tab)
    qtbot.keyClicks(focus(window), "j-vandermeulen")
    qtbot.keyClick(focus(window), Qt.Key.Key_Return, CTRL)
    case = reading.case(laptop.ws, number)
    assert case.row.status == "Huisbezoek gepland"
    assert [one.wat for one in case.afspraken] == ["Belt de leverancier"]
    world.plug()
    qtbot.keyClick(focus(window), Qt.Key.Key_0, CTRL)
    with qtbot.waitSignal(window.bridge.sync_ended, timeout=20000):
        qtbot.keyClick(focus(window), Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: not window.bridge.is_syncing, timeout=5000)
    laptop.sync_until_quiet()
    assert world.zaak(number)["omschrijving"] == "Drempels bij de voordeur"
    assert len(world.content(number)) == 1
