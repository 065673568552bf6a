"""While a run goes on, the window shows what came in so far, and leaves what is typed alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from desktop.domain.records import Progress
from desktop.operations import registries
from desktop.operations.workspace import Workspace
from desktop.views.bridge import ANNOUNCE_MS
from desktop.views.frame.main_window import MainWindow
from desktop.views.worklist.worklist_page import WorklistPage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.world.laptops import LIMIT_S, World, make_quick_key

_QUICK_MS = 50


@pytest.fixture
def fresh(world: World, tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    """Open a window on a profile that has a registry and nothing of it yet."""
    profile = tmp_path / "vers"
    make_quick_key(profile)
    ws = Workspace.open(profile, passphrase="test")
    registries.add(
        ws, "oefenen", {**world.door.description, "user_id": "m-yilmaz", "request_limit_s": LIMIT_S}
    )
    found = MainWindow(ws, automatic=False)
    qtbot.addWidget(found)
    found.show()
    qtbot.waitExposed(found)
    yield found
    found.bridge.close()
    ws.close()


def test_a_first_pull_fills_the_worklist_before_it_is_over(
    fresh: MainWindow, world: World, qtbot: QtBot
) -> None:
    assert fresh.bridge.announcer.interval() == ANNOUNCE_MS == 1500
    fresh.bridge.announcer.setInterval(_QUICK_MS)
    world.faults.strike("slow", methods=frozenset({"GET", "POST"}), times=None)
    page = fresh.page("worklist")
    assert isinstance(page, WorklistPage)
    page.filter.setText("a")
    page.filter.setSelection(0, 1)
    fresh.bridge.sync()
    qtbot.waitUntil(lambda: page.model.rowCount() > 0 or not fresh.bridge.is_syncing, timeout=20000)
    assert fresh.bridge.is_syncing
    assert (page.filter.text(), page.filter.selectedText()) == ("a", "a")
    with qtbot.waitSignal(fresh.bridge.sync_ended, timeout=20000):
        fresh.bridge.stop_sync()


def test_much_news_is_announced_once_a_beat_and_no_news_not_at_all(
    fresh: MainWindow, qtbot: QtBot
) -> None:
    bridge = fresh.bridge
    with qtbot.waitSignal(bridge.sync_ended, timeout=20000):
        bridge.sync()
        assert bridge.announcer.isActive()
    assert not bridge.announcer.isActive()
    QApplication.processEvents()
    told: list[int] = []
    bridge.announcer.timeout.emit()  # what came before the end was announced with the end
    bridge.changed.connect(lambda: told.append(1))
    for done in (1, 2, 3):
        bridge.progressed.emit(Progress("pull", done, 3))
    QApplication.processEvents()
    bridge.announcer.timeout.emit()
    bridge.announcer.timeout.emit()
    assert told == [1]
    bridge.progressed.emit(Progress("look", 1, 3))
    QApplication.processEvents()
    bridge.announcer.timeout.emit()
    assert told == [1]


def test_while_it_sends_every_beat_shows_how_much_waits_still(fresh: MainWindow) -> None:
    bridge = fresh.bridge
    told: list[int] = []
    bridge.changed.connect(lambda: told.append(1))
    bridge.progressed.emit(Progress("push", 0, 1))  # a zaak with sixty photographs is one step
    QApplication.processEvents()
    for _ in range(3):
        bridge.announcer.timeout.emit()
    assert told == [1, 1, 1]
    bridge.progressed.emit(Progress("look", 0, 1))
    QApplication.processEvents()
    bridge.announcer.timeout.emit()
    assert told == [1, 1, 1]
