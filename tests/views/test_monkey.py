"""A monkey at the window for a short while; `python -m tests.monkey` lets it loose for minutes."""

from __future__ import annotations

import gc
import time
from pathlib import Path

import pytest
from desktop.app import keep_what_stays
from desktop.views.frame.main_window import MainWindow
from desktop.views.look import theme
from desktop.views.look.style import ZaakkofferStyle
from desktop.views.zaak.case_page import CasePage
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from tests.monkey import Findings, answered, let_loose
from tests.stalling import AFTER_S, CAN_LOOK, Sampler
from tests.views.test_journeys import case_page
from tests.world.laptops import Laptop

ACTS = 250
BUSY_MS = 250
"""Other tests may share the processor; `python -m tests.monkey` holds to 100 ms."""


@pytest.mark.parametrize("seed", [4, 11])
def test_nothing_breaks_and_nothing_is_lost_at_the_hands_of_a_monkey(
    tmp_path: Path, qapp: QApplication, seed: int
) -> None:
    qapp.setStyle(ZaakkofferStyle())
    theme.apply(qapp, "light")
    keep_what_stays()  # as the program does: here it is what a thousand tests left
    try:
        found = let_loose(tmp_path, seed, lambda acts: acts < ACTS)
    finally:
        gc.unfreeze()
    theme.apply(qapp, "light")
    theme.scale_text(qapp, 100)
    assert found.raised == []
    assert found.warned == []
    assert found.lost == []
    assert found.acts == ACTS
    assert found.stalls(BUSY_MS) == [], found.summary()


def test_what_a_window_threw_away_is_gone_after_each_act(qapp: QApplication) -> None:
    """Else it grows with every act, and each act takes longer than it does in the program."""
    thrown_away = QWidget()
    thrown_away.deleteLater()
    answered()
    assert not isValid(thrown_away)


def test_a_stall_is_an_act_that_took_the_processor_too_long() -> None:
    found = Findings(spent_ms=[(20, 300, "waited"), (130, 140, "worked")])
    assert found.stalls() == ["worked: 130 ms, 140 on the clock"]


@pytest.mark.skipif(not CAN_LOOK, reason="there is no such alarm here")
def test_a_stall_says_what_the_thread_was_at() -> None:
    look = Sampler()

    def slow_part() -> None:
        ends = time.monotonic() + AFTER_S + 0.1
        while time.monotonic() < ends:
            sum(range(100))

    with look.watching():
        slow_part()
    assert "slow_part" in look.said(1)[0]
    with look.watching():
        pass
    assert look.said() == []


def test_pasting_when_there_is_nothing_on_the_clipboard_does_nothing(
    window: MainWindow, laptop: Laptop
) -> None:
    """Found by the monkey: an empty clipboard gives no contents at all."""
    QGuiApplication.clipboard().clear()
    page = case_page(window, laptop)
    assert isinstance(page, CasePage)
    assert not page.paste()
    page.attach()
    page.attach_pane.paste()
    assert page.attach_pane.rows == []
