"""Suspend, resume, extend, abort, close, reopen and decide: in the window, without a connection."""

from __future__ import annotations

from desktop.operations.overview import reading
from desktop.operations.zaken import lifecycle
from desktop.views.frame.main_window import MainWindow
from desktop.views.zaak.case_page import CasePage
from desktop.views.zaak.lifecycle_pane import Course, is_suspended
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QRadioButton
from pytestqt.qtbot import QtBot

from tests.views.test_journeys import NUMBER, case_page, press
from tests.world.laptops import Laptop, World

CTRL = Qt.KeyboardModifier.ControlModifier
WMO = "ZAAK-2026-0000000190"


def more(page: CasePage) -> list[str]:
    menu = page.head.more.menu()
    return [one.text() for one in menu.actions()]


def test_a_case_is_suspended_and_resumed_with_a_reason(
    window: MainWindow, world: World, laptop: Laptop, qtbot: QtBot
) -> None:
    page = case_page(window, laptop, WMO)
    assert "Zaak opschorten…" in more(page)
    page.steer(Course.SUSPEND)
    qtbot.keyClicks(page.lifecycle_pane.why, "Wacht op het advies van de arts")
    qtbot.keyClick(page.lifecycle_pane.why, Qt.Key.Key_Return, CTRL)
    assert is_suspended(reading.case(laptop.ws, WMO))
    assert "Zaak hervatten…" in more(page)
    page.steer(Course.RESUME)
    qtbot.keyClick(page.lifecycle_pane.why, Qt.Key.Key_Return, CTRL)
    assert not is_suspended(reading.case(laptop.ws, WMO))
    assert window.notice.text() == "Zaak hervat."
    laptop.sync_until_quiet()
    assert not (world.zaak(WMO).get("opschorting") or {}).get("indicatie")


def test_a_reason_that_is_missing_is_asked_for_and_nothing_happens(
    window: MainWindow, laptop: Laptop
) -> None:
    page = case_page(window, laptop, WMO)
    page.steer(Course.SUSPEND)
    page.lifecycle_pane.act()
    assert page.lifecycle_pane.isVisible()
    assert page.lifecycle_pane.problem.text()
    assert laptop.status().waiting == 0


def test_more_days_than_the_zaaktype_allows_are_refused_while_the_person_is_there(
    window: MainWindow, laptop: Laptop
) -> None:
    page = case_page(window, laptop, WMO)
    before = reading.case(laptop.ws, WMO).row.uiterlijk
    page.steer(Course.EXTEND)
    page.lifecycle_pane.why.setPlainText("De aannemer heeft meer tijd nodig")
    page.lifecycle_pane.days.setValue(999)
    page.lifecycle_pane.act()
    assert page.lifecycle_pane.isVisible()
    assert reading.case(laptop.ws, WMO).row.uiterlijk == before
    page.lifecycle_pane.days.setValue(7)
    page.lifecycle_pane.act()
    after = reading.case(laptop.ws, WMO).row.uiterlijk
    assert before is not None
    assert after is not None
    assert (after - before).days == 7


def test_closing_names_what_is_missing_before_anything_is_tried(
    window: MainWindow, laptop: Laptop
) -> None:
    page = case_page(window, laptop, WMO)
    page.set_status()
    options = page.status_pane.findChildren(QRadioButton)
    options[-1].setChecked(True)
    assert "voor je kunt afronden" in page.status_pane.missing.text()
    assert "een resultaat" in page.status_pane.missing.text()
    page.status_pane.result.setCurrentIndex(1)
    assert "een resultaat" not in page.status_pane.missing.text()


def test_a_closed_case_is_reopened_with_a_reason_and_that_can_be_undone(
    window: MainWindow, world: World, laptop: Laptop
) -> None:
    lifecycle.abort(laptop.ws, NUMBER, "Mevrouw is verhuisd")
    laptop.sync_until_quiet()
    assert world.zaak(NUMBER)["einddatum"]
    page = case_page(window, laptop)
    assert page.head.primary.text().replace("&", "") == "Zaak heropenen"
    page.head.primary.click()
    page.lifecycle_pane.why.setPlainText("Er kwam een nieuwe melding")
    page.lifecycle_pane.act()
    assert window.notice.text() == "Zaak heropend."
    assert laptop.status().waiting == 1
    press(window.notice, "Ongedaan maken")
    assert laptop.status().waiting == 0
