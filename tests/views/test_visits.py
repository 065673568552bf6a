"""A zaak is made ready for a visit from its own page, and Vandaag lists it."""

from __future__ import annotations

from desktop.operations.exchange import visiting
from desktop.views.frame.main_window import MainWindow
from desktop.views.today.today_page import TodayPage
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.views.test_journeys import NUMBER, case_page
from tests.world.laptops import Laptop, World


def make_ready(window: MainWindow, laptop: Laptop, qtbot: QtBot) -> str:
    """Choose it in the menu of the case; gives what was said at the end."""
    page = case_page(window, laptop)
    ways = {one.text(): one for one in page.head.more.menu().actions()}
    with qtbot.waitSignal(window.bridge.changed, timeout=10000):
        ways["Klaarzetten voor bezoek"].trigger()
        assert window.notice.text() == "We zetten de zaak klaar voor een bezoek."
    return window.notice.text()


def listed(window: MainWindow) -> str:
    window.go("today")
    page = window.page("today")
    assert isinstance(page, TodayPage)
    card = page.findChildren(QWidget, "VisitList")[-1]
    return " | ".join(one.text() for one in card.findChildren(QLabel))


def test_a_zaak_made_ready_is_complete_with_its_time_and_stands_on_vandaag(
    window: MainWindow, laptop: Laptop, qtbot: QtBot
) -> None:
    assert "Geen bezoeken vandaag" in listed(window)
    said = make_ready(window, laptop, qtbot)
    found = visiting.prepared(laptop.ws, NUMBER)
    assert found is not None
    assert found.is_complete
    assert said.startswith("Compleet, ")
    assert said in listed(window)
    assert "Geen bezoeken" not in listed(window)


def test_offline_it_says_that_it_is_not_complete(
    window: MainWindow, world: World, laptop: Laptop, qtbot: QtBot
) -> None:
    world.unplug()
    said = make_ready(window, laptop, qtbot)
    world.plug()
    assert said.startswith("Nog niet compleet. Geen verbinding met ")
    assert "Nog niet compleet" in listed(window)
