"""The lock of a colleague is released in the window: after a warning, with the right."""

from __future__ import annotations

from desktop.views.documenten import document_work
from desktop.views.frame.main_window import MainWindow
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.views.test_document_panes import chosen, ways
from tests.views.test_journeys import case_page
from tests.world.laptops import Laptop, World
from tests.world.papers import Paper, sent
from tests.world.test_versions import NEW, rewrite

RIGHT = "documenten.geforceerd-unlock"


def blocked(laptop: Laptop) -> Paper:
    one = sent(laptop)
    one.lock()
    rewrite(one)
    laptop.sync()
    return one


def test_the_lock_of_a_colleague_goes_after_a_warning_and_mine_goes_on(
    window: MainWindow, world: World, laptop: Laptop, qtbot: QtBot
) -> None:
    one = blocked(laptop)
    page = case_page(window, laptop, one.number)
    assert document_work.UNLOCK in ways(page, laptop, one.attached.id, one.number)
    chosen(page, laptop, one.attached.id, document_work.UNLOCK, one.number)
    pane = page.document_panes.unlock
    assert "niet meer opslaan" in pane.warning.text()
    assert one.there["locked"], "nothing happens before the person pressed"
    qtbot.keyClick(pane.primary, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(pane.problem.isVisible)
    assert "mag het slot van een ander niet" in pane.problem.text()
    assert one.there["locked"]
    world.registry.applications.give("zaakkoffer-oefenen", RIGHT)
    pane.primary.click()
    qtbot.waitUntil(lambda: not pane.isVisible())
    assert not one.there["locked"]
    assert "slot is eraf" in window.notice.text()
    assert document_work.UNLOCK not in ways(page, laptop, one.attached.id, one.number)
    laptop.sync_until_quiet(4)
    assert one.contents[-1] == NEW


def test_what_nobody_else_locked_offers_no_unlocking(window: MainWindow, laptop: Laptop) -> None:
    one = sent(laptop)
    page = case_page(window, laptop, one.number)
    assert document_work.UNLOCK not in ways(page, laptop, one.attached.id, one.number)
