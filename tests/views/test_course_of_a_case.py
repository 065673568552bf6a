"""Suspend, resume, extend, abort, close, reopen and decide: in the window, without a connection."""

from __future__ import annotations

from datetime import timedelta

from desktop.i18n import dates
from desktop.operations.overview import reading
from desktop.operations.zaken import lifecycle
from desktop.runtime.clock import ManualClock
from desktop.views.frame.main_window import MainWindow
from desktop.views.zaak.case_page import CasePage
from desktop.views.zaak.lifecycle_pane import Course, is_suspended
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QRadioButton
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


def test_closing_without_a_result_says_that_one_is_missing(
    window: MainWindow, laptop: Laptop
) -> None:
    page = case_page(window, laptop, WMO)
    page.set_status()
    page.status_pane.findChildren(QRadioButton)[-1].setChecked(True)
    page.status_pane.act()
    said = page.status_pane.problem.text()
    assert "een resultaat" in said
    assert "‘’" not in said
    assert laptop.status().waiting == 0


def test_the_key_on_the_button_of_a_closed_case_reopens_it(
    window: MainWindow, laptop: Laptop, qtbot: QtBot
) -> None:
    lifecycle.abort(laptop.ws, NUMBER, "Mevrouw is verhuisd")
    page = case_page(window, laptop)
    qtbot.keyClick(window, Qt.Key.Key_T, CTRL)
    assert page.lifecycle_pane.isVisible()
    assert page.lifecycle_pane.course is Course.REOPEN


def test_a_step_that_the_case_went_past_is_not_shown_as_done(
    window: MainWindow, laptop: Laptop
) -> None:
    lifecycle.abort(laptop.ws, WMO, "Meneer is verhuisd")
    page = case_page(window, laptop, WMO)
    names = [
        one.accessibleName() for one in page.steps.findChildren(QFrame)
        if ", stap " in one.accessibleName() and not one.isHidden()
    ]  # fmt: skip
    assert [one.split(", ")[2] for one in names[:5]] == [
        "gedaan", "gedaan", "gedaan", "overgeslagen", "overgeslagen",
    ]  # fmt: skip


def test_the_timeline_says_what_happened_to_the_terms_in_words(
    window: MainWindow, laptop: Laptop
) -> None:
    lifecycle.suspend(laptop.ws, WMO, "Wacht op het advies van de arts")
    lifecycle.resume(laptop.ws, WMO, reden="Het advies is er")
    lifecycle.extend(laptop.ws, WMO, "7", "De aannemer heeft meer tijd nodig")
    case = reading.case(laptop.ws, WMO)
    told = {one.title: one.text for one in case.timeline}
    assert told["Zaak opgeschort"] == "Wacht op het advies van de arts"
    assert told["Zaak hervat"] == ""
    assert told["Zaak verlengd"] == "De aannemer heeft meer tijd nodig"
    assert case.row.uiterlijk is not None
    until = dates.day(case.row.uiterlijk, reading.today_of(laptop.ws))
    assert told["Uiterste datum gewijzigd"] == until


def test_since_when_a_case_stands_still_is_filled_in_where_it_is_known(
    window: MainWindow, laptop: Laptop
) -> None:
    yesterday = laptop.ws.clock.now_utc() - timedelta(days=1)
    real, laptop.ws.clock = laptop.ws.clock, ManualClock(yesterday)
    lifecycle.suspend(laptop.ws, WMO, "Wacht op het advies van de arts")
    laptop.ws.clock = real
    page = case_page(window, laptop, WMO)
    page.steer(Course.RESUME)
    assert page.lifecycle_pane.since.day() == dates.local_date(yesterday)
    page.lifecycle_pane.act()
    assert not is_suspended(reading.case(laptop.ws, WMO))


def test_a_case_that_a_colleague_suspended_today_is_asked_about_once_and_resumed(
    window: MainWindow, world: World, laptop: Laptop
) -> None:
    world.edit(WMO, opschorting={"indicatie": True, "reden": "Wacht"})
    laptop.sync()
    page = case_page(window, laptop, WMO)
    page.steer(Course.RESUME)
    page.lifecycle_pane.act()
    assert "Geef de dag" in page.lifecycle_pane.problem.text()
    page.lifecycle_pane.act()
    assert not is_suspended(reading.case(laptop.ws, WMO))


def test_a_closed_case_offers_only_what_it_takes_and_says_why_not(
    window: MainWindow, laptop: Laptop, qtbot: QtBot
) -> None:
    lifecycle.abort(laptop.ws, NUMBER, "Mevrouw is verhuisd")
    page = case_page(window, laptop)
    offered = more(page)
    assert "Zaak heropenen…" in offered
    assert not {
        "Status zetten", "Besluit nemen", "Zaak overdragen…", "Contact vastleggen…",
        "Adres toevoegen…", "Iemand toevoegen…", "Deelzaak maken…", "Gegevens wijzigen",
    } & set(offered)  # fmt: skip
    waiting = laptop.status().waiting
    shift = Qt.KeyboardModifier.ShiftModifier
    for key, held in ((Qt.Key.Key_B, CTRL), (Qt.Key.Key_C, CTRL | shift)):
        qtbot.keyClick(window, key, held)
        assert "Heropen de zaak eerst" in window.notice.text()
    assert laptop.status().waiting == waiting
