"""Bevestigd on the page Synchronisatie: what lately came to the registry, in both languages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from desktop.operations.zaken import casework
from desktop.views.choices.sync_page import SyncPage
from desktop.views.frame.main_window import MainWindow
from desktop.views.look.wording import speak
from PySide6.QtWidgets import QApplication, QLabel

from tests.world.laptops import Laptop

NUMBER = "ZAAK-2026-0000000127"


@pytest.fixture(params=["nl", "en"])
def spoken(window: MainWindow, request: pytest.FixtureRequest) -> Iterator[str]:
    speak(request.param)
    window.rebuild()
    yield str(request.param)
    speak("nl")


def texts(window: MainWindow) -> list[str]:
    window.go("sync")
    QApplication.processEvents()
    page = window.page("sync")
    assert isinstance(page, SyncPage)
    return [one.text() for one in page.outbox.findChildren(QLabel) if not one.isHidden()]


def test_what_was_confirmed_stands_below_what_waits_with_its_zaak_and_when(
    window: MainWindow, laptop: Laptop, spoken: str
) -> None:
    word, calm = (
        ("Bevestigd", "Er wacht niets.") if spoken == "nl" else ("Confirmed", "Nothing waits.")
    )
    assert word not in texts(window)
    casework.add_notitie(laptop.ws, NUMBER, "Trap te steil")
    laptop.sync_until_quiet()
    found = texts(window)
    assert any(calm in one for one in found), found
    assert word in found
    assert any("Trap te steil" in one for one in found)
    assert any(NUMBER in one and ("teruggelezen" in one or "read back" in one) for one in found)
    casework.add_notitie(laptop.ws, NUMBER, "Nog te doen")
    found = texts(window)
    waiting = next(number for number, one in enumerate(found) if "Nog te doen" in one)
    assert waiting < found.index(word)
