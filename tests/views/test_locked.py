"""Op slot in the window: nothing of a zaak shows, sending goes on, and all comes back as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from desktop.config import policy
from desktop.operations import locking
from desktop.operations.documenten import checkouts, documents
from desktop.operations.documenten.documents import Pasted
from desktop.operations.overview import reading
from desktop.operations.zaken import casework
from desktop.runtime.clock import ManualClock
from desktop.views.frame import latch
from desktop.views.frame.main_window import MainWindow
from desktop.views.setup.settings_page import SettingsPage
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu
from pytestqt.qtbot import QtBot

from tests.views.test_journeys import NUMBER, case_page
from tests.world.laptops import Laptop, World

SECRET = "test"


@pytest.fixture(autouse=True)
def no_policy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(policy, "policy_file", lambda: tmp_path / "beleid.json")


def told(found: QAccessibleInterface) -> list[str]:
    """Give every name and value that a screen reader finds in a window."""
    texts = [found.text(kind) for kind in (QAccessible.Text.Name, QAccessible.Text.Value)]
    for number in range(found.childCount()):
        child = found.child(number)
        if child is not None:
            texts += told(child)
    return [one for one in texts if one]


def opened(window: MainWindow, qtbot: QtBot, secret: str = SECRET) -> None:
    page = window.latch.page
    assert page is not None
    qtbot.keyClicks(page.field, secret)
    qtbot.keyClick(page.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not window.latch.is_locked or not page.field.text())


def test_nothing_of_a_zaak_is_seen_or_heard_while_the_window_is_locked(
    window: MainWindow, laptop: Laptop, qtbot: QtBot
) -> None:
    case_page(window, laptop)
    name = reading.case(laptop.ws, NUMBER).row.omschrijving
    assert NUMBER in window.windowTitle()
    before = window.grab().toImage()
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert window.latch.is_locked
    assert window.windowTitle() == "Zaakkoffer"
    heard = told(QAccessible.queryAccessibleInterface(window))
    assert any("op slot" in one for one in heard)
    assert not any(NUMBER in one or name in one for one in heard)
    assert not [one for one in window.findChildren(QLabel) if name in one.text()]
    assert window.grab().toImage() != before


def test_the_keys_of_the_window_do_nothing_while_it_is_locked_and_work_again_after(
    window: MainWindow, laptop: Laptop, qtbot: QtBot
) -> None:
    page = case_page(window, laptop)
    window.latch.lock()
    for key in (Qt.Key.Key_K, Qt.Key.Key_N, Qt.Key.Key_2, Qt.Key.Key_M):
        QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
    assert not window.palette_box.isVisible()
    opened(window, qtbot)
    assert window.pages.currentWidget() is page
    assert not window.new_case.isVisible()
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.palette_box.isVisible()


def test_a_draft_a_pane_and_the_title_are_there_again_after_the_lock(
    window: MainWindow, laptop: Laptop, qtbot: QtBot
) -> None:
    page = case_page(window, laptop)
    page.note.setPlainText("Mevrouw kan de trap")
    page.set_status()
    title = window.windowTitle()
    window.latch.lock()
    opened(window, qtbot)
    assert page.note.toPlainText() == "Mevrouw kan de trap"
    assert page.status_pane.isVisible()
    assert window.windowTitle() == title


def test_a_wrong_secret_opens_nothing_and_after_five_one_has_to_wait(
    window: MainWindow, laptop: Laptop, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(latch, "WAIT_MS", 300)
    case_page(window, laptop)
    window.latch.lock()
    page = window.latch.page
    assert page is not None
    for _ in range(5):
        opened(window, qtbot, "gegokt")
        assert window.latch.is_locked
        assert (page.field.text(), page.problem.isVisible()) == ("", True)
    assert not page.field.isEnabled()
    page.wanted.disconnect()
    qtbot.keyClick(page.open, Qt.Key.Key_Return)
    qtbot.waitUntil(page.field.isEnabled)
    assert window.latch.is_locked


def test_what_was_saved_is_kept_the_copy_goes_and_comes_back(
    window: MainWindow, laptop: Laptop, world: World, qtbot: QtBot
) -> None:
    document = documents.attach(laptop.ws, NUMBER, Pasted("brief.txt", b"Eerste")).id
    out = checkouts.checkout(laptop.ws, document)
    out.path.write_bytes(b"Tweede, nog niet teruggezet")
    window.latch.lock()
    qtbot.waitUntil(lambda: not out.path.exists())
    opened(window, qtbot)
    assert out.path.read_bytes() == b"Tweede, nog niet teruggezet"


def test_sending_goes_on_behind_the_lock(
    window: MainWindow, laptop: Laptop, world: World, qtbot: QtBot
) -> None:
    page = case_page(window, laptop)
    casework.add_notitie(laptop.ws, NUMBER, "Achter het slot")
    window.bridge.sync()
    window.latch.lock()
    qtbot.waitUntil(lambda: reading.status(laptop.ws).waiting == 0, timeout=10_000)
    assert window.latch.is_locked
    opened(window, qtbot)
    assert page.isVisible()


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_an_open_menu_goes_with_the_lock(window: MainWindow, laptop: Laptop, qtbot: QtBot) -> None:
    case_page(window, laptop)
    menu = QMenu(window)
    menu.addAction("Brief van mevrouw")
    menu.popup(window.rect().center())
    assert QApplication.activePopupWidget() is menu
    window.latch.lock()
    assert not menu.isVisible()


def test_the_window_locks_by_itself_after_so_long_without_a_touch(
    window: MainWindow, laptop: Laptop, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = ManualClock()
    monkeypatch.setattr(laptop.ws, "clock", clock)
    locking.lock_after(laptop.ws, 10)
    window.latch.follow()
    window.latch.look()
    clock.advance(9 * 60)
    window.latch.look()
    assert not window.latch.is_locked
    QTest.mouseMove(window.windowHandle(), window.rect().center())
    QApplication.processEvents()
    clock.advance(9 * 60)
    window.latch.look()
    assert not window.latch.is_locked, "a touch counts"
    clock.advance(61)
    window.latch.look()
    assert window.latch.is_locked


def test_without_a_pin_code_the_lock_shows_where_one_is_chosen(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    none = locking.LockSetting("none", 0, 0)
    monkeypatch.setattr(locking, "setting", lambda _ws: none)
    window.latch.lock()
    assert not window.latch.is_locked
    assert isinstance(window.pages.currentWidget(), SettingsPage)


def test_where_the_organisation_wants_a_lock_a_pin_code_is_asked_for(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locking, "setting", lambda _ws: locking.LockSetting("none", 10, 10))
    window.latch.follow()
    assert "Kies een pincode" in window.notice._words.text()


def test_a_window_that_is_closed_while_locked_goes_quietly(
    window: MainWindow, laptop: Laptop
) -> None:
    case_page(window, laptop)
    window.latch.lock()
    window.close()


def test_the_secret_is_changed_in_the_window(
    window: MainWindow, laptop: Laptop, qtbot: QtBot
) -> None:
    window.go("settings")
    page = window.page("settings")
    assert isinstance(page, SettingsPage)
    page.pin_pane.start()
    pane = page.pin_pane
    for field, text in ((pane.old, SECRET), (pane.new, "een nieuwe"), (pane.again, "een nieuwer")):
        qtbot.keyClicks(field, text)
    pane.act()
    assert pane.isVisible(), "the two differ"
    pane.again.setText("een nieuwe")
    pane.act()
    assert not pane.isVisible()
    assert (pane.old.text(), pane.new.text(), pane.again.text()) == ("", "", "")
    window.latch.lock()
    opened(window, qtbot)
    assert window.latch.is_locked
    opened(window, qtbot, "een nieuwe")
    assert not window.latch.is_locked
