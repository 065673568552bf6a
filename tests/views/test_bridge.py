"""Answers of threads come back to who asked, or to nobody: never to what is gone."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from threading import Event

import pytest
from desktop.views.bridge import Bridge
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.world.laptops import World

DELETED = QEvent.Type.DeferredDelete.value


class Card(QWidget):
    """Shows what it asked for, as the cards of Vandaag do."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[object] = []
        self.column = QVBoxLayout(self)

    def answered(self, found: object) -> None:
        self.told.append(found)
        self.column.addWidget(QLabel(str(found)))


@pytest.fixture
def bridge(tmp_path: Path, qapp: QApplication) -> Iterator[Bridge]:
    del qapp
    world = World(tmp_path)
    found = Bridge(world.laptop().ws)
    yield found
    found.close()
    world.close()


def gone(card: Card) -> None:
    card.deleteLater()
    QCoreApplication.sendPostedEvents(None, DELETED)


def test_an_answer_for_a_card_that_a_refresh_removed_goes_nowhere(
    bridge: Bridge, qtbot: QtBot
) -> None:
    """Found by the monkey: Vandaag was made anew while its cards still waited for a thread."""
    card, go_on = Card(), Event()
    with qtbot.captureExceptions() as raised, qtbot.waitSignal(bridge.quiet):
        bridge.run(lambda: go_on.wait(5), card.answered)
        bridge.run(lambda: go_on.wait(5), partial(card.answered))
        gone(card)
        go_on.set()
    assert raised == []
    assert card.told == []
    assert bridge.is_quiet


def test_what_a_thread_says_on_its_way_to_a_card_that_is_gone_goes_nowhere(
    bridge: Bridge, qtbot: QtBot
) -> None:
    card = Card()
    told = bridge.relay(card.answered)
    told(1)
    QApplication.processEvents()
    assert card.told == [1]
    gone(card)
    with qtbot.captureExceptions() as raised:
        told(2)
        QApplication.processEvents()
    assert raised == []
    assert card.told == [1]


def test_an_answer_that_comes_after_the_end_is_for_nobody(bridge: Bridge) -> None:
    """Found by the monkey: the window was gone, and its panes were still given answers."""
    card, begun = Card(), Event()
    bridge.run(begun.set, card.answered)
    assert begun.wait(5)
    bridge.close()
    QApplication.processEvents()
    assert card.told == []
