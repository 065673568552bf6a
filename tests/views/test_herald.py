"""What is new is told in the window, by the system, and to a screen reader; each as wished."""

from __future__ import annotations

import pytest
from desktop.operations.objecten import agreements
from desktop.operations.overview import reading
from desktop.operations.worklists import signals
from desktop.operations.worklists.signals import SignalKind
from desktop.operations.zaken import casework
from desktop.views.frame.main_window import MainWindow
from desktop.views.setup.settings_page import SettingsPage
from PySide6.QtWidgets import QCheckBox, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from tests.world.laptops import Laptop, World

NUMBER = "ZAAK-2026-0000000127"


def due_today(laptop: Laptop) -> None:
    today = reading.today_of(laptop.ws)
    agreements.ask_afspraak(laptop.ws, wat="Bel", met="m-yilmaz", zaak=NUMBER, uiterlijk=today)


@pytest.fixture
def listening(window: MainWindow, laptop: Laptop) -> MainWindow:
    signals.news(laptop.ws)
    return window


def test_news_is_told_in_the_window_once(
    listening: MainWindow, laptop: Laptop, qtbot: QtBot
) -> None:
    due_today(laptop)
    with qtbot.waitSignal(listening.herald.told, timeout=5000):
        listening.herald.look()
    assert NUMBER in listening.notice.text()
    with qtbot.assertNotEmitted(listening.herald.told, wait=300):
        listening.herald.look()


def test_news_never_takes_the_place_of_an_undo(
    listening: MainWindow, laptop: Laptop, qtbot: QtBot
) -> None:
    taken_back: list[bool] = []
    listening.tell("Bewaard.", lambda: taken_back.append(True))
    due_today(laptop)
    with qtbot.waitSignal(listening.herald.told, timeout=5000):
        listening.herald.look()
    assert listening.notice.text() == "Bewaard."
    listening.undo()
    assert taken_back == [True]


@pytest.mark.qt_log_ignore("systemTrayWindowChanged", "does not support raise")
def test_the_system_tells_it_too_when_nobody_looks_here_with_a_number_only(
    listening: MainWindow, laptop: Laptop, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: True)
    monkeypatch.setattr(
        QSystemTrayIcon, "showMessage", lambda _self, _title, said, _icon: shown.append(said)
    )
    monkeypatch.setattr(listening, "isActiveWindow", lambda: False)
    due_today(laptop)
    with qtbot.waitSignal(listening.herald.told, timeout=5000):
        listening.herald.look()
    assert [NUMBER in one for one in shown] == [True]
    assert "Boer" not in shown[0]
    with qtbot.waitSignal(listening.herald.opened, timeout=1000) as opened:
        listening.herald._clicked()
    assert opened.args is not None
    assert reading.case(laptop.ws, str(opened.args[0])).row.identificatie == NUMBER


def test_a_kind_is_switched_off_in_the_settings(
    listening: MainWindow, laptop: Laptop, qtbot: QtBot
) -> None:
    listening.go("settings")
    page = listening.page("settings")
    assert isinstance(page, SettingsPage)
    boxes = {one.text(): one for one in page.findChildren(QCheckBox)}
    boxes["Een afspraak van mij moet klaar zijn"].click()
    assert signals.switched_off(laptop.ws) == {SignalKind.AFSPRAAK}
    due_today(laptop)
    with qtbot.assertNotEmitted(listening.herald.told, wait=600):
        listening.herald.look()


def test_a_screen_reader_hears_of_a_run_and_is_interrupted_by_a_question_only(
    window: MainWindow, world: World, laptop: Laptop, qtbot: QtBot
) -> None:
    casework.add_notitie(laptop.ws, NUMBER, "Bel terug")
    with qtbot.waitSignal(window.herald.spoken, timeout=20000) as heard:
        window.bridge.sync()
    assert heard.args is not None
    assert heard.args[1] is False
    assert "bevestigd" in str(heard.args[0])
    qtbot.waitUntil(lambda: not window.bridge.is_syncing, timeout=5000)
    casework.edit_zaak(laptop.ws, NUMBER, {"toelichting": "Van mij"})
    world.edit(NUMBER, toelichting="Van een ander")
    with qtbot.waitSignal(window.herald.spoken, timeout=20000) as asked:
        window.bridge.sync()
    assert asked.args is not None
    assert asked.args[1] is True
    assert "vraag aan jou" in str(asked.args[0])
    qtbot.waitUntil(lambda: not window.bridge.is_syncing, timeout=5000)
