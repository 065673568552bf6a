"""Runs in the background: what is due is started, one registry at a time, without waiting."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from desktop.operations import casework, reading, registries
from desktop.operations.rhythm import AFTER_EDIT_S, INTERVAL_S
from desktop.runtime.clock import ManualClock
from desktop.views.bridge import Bridge
from desktop.views.pulse import Pulse
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
