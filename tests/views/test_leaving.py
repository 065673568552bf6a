"""Taking an account, a register or the sample cases off this device: in the window."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from desktop.app import _Practice
from desktop.operations import accounts, practising, registries
from desktop.operations.exchange import syncing
from desktop.operations.overview import reading
from desktop.operations.workspace import Workspace
from desktop.operations.zaken import casework
from desktop.views.frame.main_window import MainWindow
from desktop.views.look.wording import speak
from desktop.views.setup.settings_page import SettingsPage
from desktop.views.worklist.worklist_page import WorklistPage
from desktop.views.zaak.case_page import CasePage
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests.by_keyboard import CTRL, Hands
from tests.world.laptops import LIMIT_S, Laptop, World, make_quick_key
from tests.world.test_accounts import SECOND, SHARED, document_of
from tests.world.test_registries_apart import ids

REAL = "oostermeer"


@pytest.fixture(params=["nl", "en"])
def spoken(window: MainWindow, request: pytest.FixtureRequest) -> Iterator[str]:
    speak(request.param)
    window.rebuild()
    window.resize(1440, 900)
    window.activateWindow()
    yield str(request.param)
    speak("nl")


def settings(window: MainWindow) -> SettingsPage:
    window.go("settings")
    page = window.page("settings")
    assert isinstance(page, SettingsPage)
    QApplication.processEvents()
    return page


def away(page: SettingsPage, hands: Hands, name: str) -> None:
    """Go by Tab to the button that a screen reader calls so, and press it."""
    hands.tab_to(lambda one: isinstance(one, QPushButton) and one.accessibleName() == name)
    hands.press(Qt.Key.Key_Space)
    assert page.removal_pane.isVisible()


def test_an_account_goes_by_keys_after_saying_what_goes_with_it(
    world: World, laptop: Laptop, window: MainWindow, spoken: str, qtbot: QtBot
) -> None:
    registries.add(laptop.ws, SECOND, document_of(world))
    laptop.sync()
    world.unplug()
    page, hands = settings(window), Hands()
    name = "Weghalen van dit apparaat: Oefenen"
    away(page, hands, name if spoken == "nl" else "Remove from this device: Oefenen")
    pane = page.removal_pane
    assert pane.what.currentData() == "oefenen"
    hands.press(Qt.Key.Key_Down)
    assert pane.what.currentData() == SECOND
    assert pane.foreseen.text()
    with qtbot.waitSignal(page.removed, timeout=5000):
        hands.press(Qt.Key.Key_Return, CTRL)
    assert [one.name for one in accounts.all_accounts(laptop.ws)] == ["oefenen"]
    assert SECOND in window.notice.text()
    assert not pane.isVisible()


def test_a_register_with_work_that_waits_stays_and_says_why(
    laptop: Laptop, window: MainWindow
) -> None:
    casework.add_notitie(laptop.ws, SHARED, "Nog niet verstuurd")
    page = settings(window)
    page.removal_pane.start("oefenen", accounts.all_accounts(laptop.ws))
    assert page.removal_pane.problem.isVisible()
    assert not page.removal_pane.primary.isEnabled()
    page.removal_pane.act()
    assert reading.status(laptop.ws).registries


def test_the_last_register_goes_and_the_welcome_comes(
    laptop: Laptop, window: MainWindow, qtbot: QtBot
) -> None:
    page = settings(window)
    page.removal_pane.start("oefenen", accounts.all_accounts(laptop.ws))
    with qtbot.waitSignal(page.removed, timeout=5000):
        page.removal_pane.act()
    assert not reading.status(laptop.ws).registries
    assert window.pages.currentWidget() is window.page("welcome")


@pytest.fixture
def other(tmp_path: Path) -> Iterator[World]:
    found = World(tmp_path / "ander")
    yield found
    found.close()


@pytest.fixture
def practising_window(laptop: Laptop, window: MainWindow) -> MainWindow:
    """Give a window whose only zaken are samples."""
    (laptop.ws.profile / practising.STATE).write_bytes(b"")
    window.practice.is_on = True
    window.practice.refresh()
    return window


def connect(window: MainWindow, other: World, folder: Path, *, keep: bool) -> None:
    document = {**other.door.description, "user_id": "m-yilmaz", "request_limit_s": LIMIT_S}
    secret = str(document.pop("secret"))
    file = folder / f"{REAL}.json"
    file.write_text(json.dumps(document), "utf-8")
    pane = settings(window).pane
    pane.start()
    pane.file.setText(str(file))
    pane.secret.setText(secret)
    assert pane.samples.isVisible()
    assert pane.samples.isChecked()
    pane.samples.setChecked(not keep)
    pane.act()


def test_who_connects_to_a_real_register_has_no_sample_cases_any_more(
    practising_window: MainWindow, laptop: Laptop, other: World, tmp_path: Path, qtbot: QtBot
) -> None:
    window = practising_window
    assert "Niets hiervan is echt" in window.strip.practice.text()
    casework.add_notitie(laptop.ws, SHARED, "Geoefend")
    connect(window, other, tmp_path, keep=False)
    qtbot.waitUntil(lambda: list(ids(laptop)) == [REAL], timeout=10_000)
    qtbot.waitUntil(lambda: window.strip.practice.text() == "", timeout=5000)
    assert not practising.is_here(laptop.ws)
    assert [one.name for one in reading.status(laptop.ws).registries] == [REAL]


def test_sample_cases_that_stay_say_so_wherever_they_stand_beside_real_ones(
    practising_window: MainWindow, laptop: Laptop, other: World, tmp_path: Path, qtbot: QtBot
) -> None:
    window = practising_window
    connect(window, other, tmp_path, keep=True)
    qtbot.waitUntil(lambda: len(ids(laptop)) == 2, timeout=10_000)
    qtbot.waitUntil(lambda: window.bridge.is_quiet, timeout=10_000)
    assert window.strip.practice.text().startswith("Voorbeeldzaken")
    window.go("worklist")
    page = window.page("worklist")
    assert isinstance(page, WorklistPage)
    rows = range(page.model.rowCount())
    shown = [str(page.model.index(row, 1).data()) for row in rows]
    found_rows = [page.model.row(row) for row in rows]
    samples = [one is not None and one.registry == "oefenen" for one in found_rows]
    assert [one.startswith("Voorbeeld: ") for one in shown] == samples
    assert {True, False} == set(samples)
    found = ids(laptop)
    for registry, said in (("oefenen", True), (REAL, False)):
        window.open_case(found[registry])
        head = case_page_of(window)
        assert ("niet echt" in head) is said


def case_page_of(window: MainWindow) -> str:
    page = window.page("case")
    assert isinstance(page, CasePage)
    return page.head.header.line.text()


def test_sample_cases_go_later_from_the_settings_and_can_be_begun_again(
    practising_window: MainWindow, laptop: Laptop, qtbot: QtBot
) -> None:
    page = settings(practising_window)
    (press,) = [
        one for one in page.findChildren(QPushButton) if one.text() == "Voorbeeldzaken weghalen"
    ]
    press.click()
    qtbot.waitUntil(lambda: not reading.status(laptop.ws).registries, timeout=5000)
    qtbot.waitUntil(
        lambda: practising_window.pages.currentWidget() is practising_window.page("welcome"),
        timeout=5000,
    )


def test_the_register_in_the_program_ends_with_its_cases_and_begins_anew(tmp_path: Path) -> None:
    folder = tmp_path / "koffer"
    make_quick_key(folder)
    ws = Workspace.open(folder, passphrase="test")
    register = _Practice(ws, folder)
    assert not register.was_begun()
    for _ in range(2):
        register.start()
        assert register.was_begun()
        assert syncing.sync(ws).pulled
        ended = threading.Thread(target=register.stop)  # the window ends it on a thread
        ended.start()
        ended.join()
        assert practising.leave(ws)
        assert not register.was_begun()
        assert not reading.status(ws).registries
    ws.close()
