"""Vandaag: what happened on my zaken since I last looked."""

from __future__ import annotations

from datetime import timedelta

import pytest
from desktop.i18n import dates
from desktop.operations.objecten import agreements, bezoeken
from desktop.operations.overview import looking, reading
from desktop.operations.worklists import signals
from desktop.operations.zaken import casework
from desktop.views.frame.main_window import MainWindow
from desktop.views.today.changed_list import ChangedList
from desktop.views.today.today_page import TodayPage
from desktop.views.today.visit_list import VisitList
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
    qtbot.waitUntil(lambda: bool(said(page.changes)), timeout=5000)
    qtbot.wait(20)  # what was just put in the card shows at the next turn
    before = said(page.changes)
    assert "Veranderd sinds" in before
    press(page.changes, "Gezien")
    qtbot.waitUntil(lambda: "Er is niets veranderd" in said(page.changes), timeout=5000)
    press(window.notice, "Ongedaan maken")
    qtbot.waitUntil(lambda: said(page.changes) == before, timeout=5000)


def test_news_stands_on_vandaag_until_it_is_seen_and_that_can_be_undone(
    window: MainWindow, laptop: Laptop, qtbot: QtBot
) -> None:
    signals.news(laptop.ws)
    page = today(window)
    assert not page.signals.isVisible()
    agreements.ask_afspraak(
        laptop.ws, wat="Bel", met="m-yilmaz", zaak=NUMBER, uiterlijk=reading.today_of(laptop.ws)
    )
    window.herald.look()
    qtbot.waitUntil(page.signals.isVisible, timeout=5000)
    assert NUMBER in "\n".join(one.text() for one in page.signals.findChildren(QLabel))
    press(page.signals, "Gezien")
    qtbot.waitUntil(lambda: not page.signals.isVisible(), timeout=5000)
    press(window.notice, "Ongedaan maken")
    qtbot.waitUntil(page.signals.isVisible, timeout=5000)
    press(page.signals, "Openen")
    assert window.pages.currentWidget() is window.page("case")


def test_the_visits_of_a_week_stand_by_day_and_today_comes_back(
    window: MainWindow, laptop: Laptop, qtbot: QtBot
) -> None:
    later = laptop.ws.clock.now_utc() + timedelta(days=3)
    bezoeken.plan(laptop.ws, NUMBER, bezoeken.Plan("Later kijken", later))
    page = today(window)

    def shown() -> str:
        cards = [one for one in page.inner.findChildren(VisitList) if one.isVisible()]
        return "\n".join(
            one.text() for card in cards for one in card.findChildren(QLabel) if one.isVisible()
        )

    qtbot.waitUntil(lambda: "Bezoeken vandaag" in shown(), timeout=5000)
    assert "Later kijken" not in shown()
    press(page.inner, "Week bekijken")
    qtbot.waitUntil(lambda: "Later kijken" in shown(), timeout=5000)
    assert dates.weekday(dates.local_date(later), reading.today_of(laptop.ws)) in shown()
    press(page.inner, "Alleen vandaag")
    qtbot.waitUntil(lambda: "Bezoeken vandaag" in shown(), timeout=5000)
    assert "Later kijken" not in shown()


def test_very_many_afspraken_are_read_on_a_thread_and_shown_the_same(
    window: MainWindow, laptop: Laptop, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = reading.today_of(laptop.ws)
    agreements.ask_afspraak(laptop.ws, wat="Van de thread", met="m-yilmaz", uiterlijk=day)
    monkeypatch.setattr(agreements, "_MANY", 0)
    window.go("appointments")
    page = today(window)
    for one in (page, window.page("appointments")):
        qtbot.waitUntil(
            lambda one=one: any(  # type: ignore[misc]  # bound for this turn of the loop
                "Van de thread" in label.text() for label in one.findChildren(QLabel)
            ),
            timeout=5000,
        )


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
