"""Runs in the background: what is due is started, one registry at a time, without waiting."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from desktop.domain.records import RunReport
from desktop.operations import registries
from desktop.operations.exchange.rhythm import AFTER_EDIT_S, INTERVAL_S
from desktop.operations.overview import reading
from desktop.operations.zaken import casework
from desktop.runtime.clock import ManualClock
from desktop.views.bridge import Bridge
from desktop.views.frame.main_window import MainWindow
from desktop.views.frame.pulse import Pulse
from desktop.views.zaak.case_page import CasePage
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from tests.world.laptops import Laptop, World

NUMBER = "ZAAK-2026-0000000127"


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Laptop]:
    world = World(tmp_path)
    yield world.laptop()
    world.close()


def test_edits_and_the_interval_start_runs_and_a_metered_line_holds_the_interval(
    laptop: Laptop, qtbot: QtBot
) -> None:
    clock = ManualClock(laptop.ws.clock.now_utc())
    laptop.ws.clock = clock
    bridge = Bridge(laptop.ws)
    pulse = Pulse(bridge, bridge)

    def beats() -> bool:
        pulse.beat()
        return bridge.is_syncing

    with qtbot.waitSignal(bridge.sync_ended):
        assert beats()
    assert not beats()
    casework.add_notitie(laptop.ws, NUMBER, "Bel achterom")
    pulse.edited()
    clock.advance(AFTER_EDIT_S)
    with qtbot.waitSignal(bridge.sync_ended):
        assert beats()
    assert reading.outbox(laptop.ws) == []
    registries.set_metered(laptop.ws, is_metered=True)
    bridge.changed.emit()
    clock.advance(INTERVAL_S * 2)
    assert not beats()
    registries.set_metered(laptop.ws, is_metered=False)
    bridge.changed.emit()
    clock.advance(INTERVAL_S * 2)
    with qtbot.waitSignal(bridge.sync_ended):
        assert beats()
    bridge.close()


@pytest.fixture
def pulse(laptop: Laptop) -> Iterator[Pulse]:
    laptop.ws.clock = ManualClock(laptop.ws.clock.now_utc())
    bridge = Bridge(laptop.ws)
    found = Pulse(bridge, bridge)
    silence(found)
    yield found
    bridge.close()


def silence(pulse: Pulse) -> None:
    """Let no run begin by itself: it would bring what a visit is to bring."""
    for timer in pulse.findChildren(QTimer):
        timer.stop()


def bridge_of(pulse: Pulse) -> Bridge:
    bridge = pulse.parent()
    assert isinstance(bridge, Bridge)
    return bridge


def shown(laptop: Laptop) -> str:
    return reading.case(laptop.ws, NUMBER).row.omschrijving


def zaak_of(laptop: Laptop) -> str:
    return reading.case(laptop.ws, NUMBER).row.local_id


def test_a_zaak_that_is_opened_is_read_afresh_once_a_minute(
    laptop: Laptop, pulse: Pulse, qtbot: QtBot
) -> None:
    bridge, clock = bridge_of(pulse), laptop.ws.clock
    assert isinstance(clock, ManualClock)
    laptop.world.edit(NUMBER, omschrijving="Van een collega")
    with qtbot.waitSignal(bridge.changed):
        pulse.opened(zaak_of(laptop))
    assert shown(laptop) == "Van een collega"
    laptop.world.edit(NUMBER, omschrijving="Nog eens")
    clock.advance(59)
    with qtbot.assertNotEmitted(bridge.changed, wait=300):
        pulse.opened(zaak_of(laptop))
    clock.advance(1)
    with qtbot.waitSignal(bridge.changed):
        pulse.opened(zaak_of(laptop))
    assert shown(laptop) == "Nog eens"


def test_opening_a_zaak_offline_says_nothing_and_is_tried_again_later(
    laptop: Laptop, pulse: Pulse, qtbot: QtBot
) -> None:
    bridge, clock = bridge_of(pulse), laptop.ws.clock
    assert isinstance(clock, ManualClock)
    laptop.world.unplug()
    told: list[object] = []
    bridge.sync_ended.connect(told.append)
    with qtbot.assertNotEmitted(bridge.changed, wait=300):
        pulse.opened(zaak_of(laptop))
    assert told == []
    laptop.world.plug()
    laptop.world.edit(NUMBER, omschrijving="Van een collega")
    clock.advance(60)
    with qtbot.waitSignal(bridge.changed):
        pulse.opened(zaak_of(laptop))
    assert shown(laptop) == "Van een collega"


def test_a_run_that_begins_during_a_visit_waits_for_it(
    laptop: Laptop, pulse: Pulse, qtbot: QtBot
) -> None:
    bridge = bridge_of(pulse)
    laptop.world.faults.slow_s = 0.2
    laptop.world.faults.strike("slow", methods=frozenset({"GET", "POST"}), times=3)
    pulse.opened(zaak_of(laptop))
    with qtbot.waitSignal(bridge.sync_ended) as ended:
        bridge.sync()
        pulse.opened(zaak_of(laptop))
    assert ended.args is not None
    assert isinstance(ended.args[0], RunReport)
    assert ended.args[0].registries == {"oefenen": "ok"}


def test_the_window_reads_a_zaak_afresh_when_it_is_opened(laptop: Laptop, qtbot: QtBot) -> None:
    window = MainWindow(laptop.ws, automatic=True)
    qtbot.addWidget(window)
    pulse = window.findChild(Pulse)
    assert isinstance(pulse, Pulse)
    silence(pulse)
    laptop.world.edit(NUMBER, omschrijving="Van een collega")
    with qtbot.waitSignal(window.bridge.changed):
        window.open_case(zaak_of(laptop))
        page = window.page("case")
        assert isinstance(page, CasePage)
        page.note.setPlainText("Half geschreven")
    assert page.head.header.title.text() == "Van een collega"
    assert page.note.toPlainText() == "Half geschreven"
    window.bridge.close()
