"""Vandaag: what happened on my zaken since I last looked."""

from __future__ import annotations

from datetime import timedelta

from desktop.operations.zaken import casework, looking, reading
from desktop.views.frame.main_window import MainWindow
from desktop.views.today.changed_list import ChangedList
from desktop.views.today.today_page import TodayPage
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.views.test_journeys import NUMBER, press
from tests.world.laptops import Laptop, World


def today(window: MainWindow) -> TodayPage:
    window.go("today")
    page = window.page("today")
    assert isinstance(page, TodayPage)
    return page


def said(changes: ChangedList) -> str:
    return "\n".join(one.text() for one in changes.findChildren(QLabel) if one.isVisible())


def a_note_of_a_colleague(world: World, laptop: Laptop) -> None:
    now = laptop.ws.clock.now_utc() + timedelta(seconds=2)
    note = {
        "onderwerp": "Lift", "tekst": "De lift past, ik heb gemeten.",
        "aangemaaktDoor": "Jos van der Meulen", "notitieType": "intern",
        "status": "definitief", "aanmaakdatum": now.isoformat(),
        "gerelateerdAan": world.zaak(NUMBER)["url"],
    }  # fmt: skip
    world.add(NUMBER, "zaaknotities", note)
    world.edit(NUMBER, omschrijving="Traplift en huisbezoek")  # makes the list say: read it again
    laptop.sync()


def test_what_a_colleague_did_is_shown_with_who_and_for_whom(
    window: MainWindow, world: World, laptop: Laptop, qtbot: QtBot
) -> None:
    a_note_of_a_colleague(world, laptop)
    page = today(window)
    qtbot.waitUntil(lambda: "ik heb gemeten" in said(page.changes), timeout=5000)
    assert "Jos van der Meulen · T. de Boer" in said(page.changes)
    link = page.changes.findChildren(QLabel)
    assert link
    press(page.changes, "Openen")
    assert window.pages.currentWidget() is window.page("case")


def test_seen_empties_the_list_and_can_be_undone(
    window: MainWindow, world: World, laptop: Laptop, qtbot: QtBot
) -> None:
    page = today(window)
    qtbot.waitUntil(page.changes.isVisible, timeout=5000)
    before = said(page.changes)
    assert "Veranderd sinds" in before
    press(page.changes, "Gezien")
    qtbot.waitUntil(lambda: "Er is niets veranderd" in said(page.changes), timeout=5000)
    press(window.notice, "Ongedaan maken")
    qtbot.waitUntil(lambda: said(page.changes) == before, timeout=5000)


def test_what_i_did_myself_is_not_news(laptop: Laptop) -> None:
    since = looking.looked_at(laptop.ws)
    casework.add_notitie(laptop.ws, NUMBER, "Van mijzelf")
    laptop.sync_until_quiet()
    found = looking.changed_since(laptop.ws, since, 50)
    assert "Van mijzelf" not in [one.event.text for one in found]


def test_what_was_before_the_last_look_is_not_news(laptop: Laptop) -> None:
    now = laptop.ws.clock.now_utc()
    assert looking.changed_since(laptop.ws, now - timedelta(days=300), 50)
    looking.look(laptop.ws)
    since = looking.looked_at(laptop.ws)
    assert since >= now
    assert looking.changed_since(laptop.ws, since, 50) == []


def test_somebody_who_is_put_on_a_case_hears_it(laptop: Laptop) -> None:
    since = laptop.ws.clock.now_utc() - timedelta(days=300)
    titles = [one.event.title for one in looking.changed_since(laptop.ws, since, 500)]
    assert any(title.startswith("Jij bent erbij gekomen als ") for title in titles)
    assert reading.person(laptop.ws)[0] == "Meryem Yılmaz"
