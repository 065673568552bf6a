"""Visit mode and the panes of working together: nothing cut, all within reach, all speaks."""

from __future__ import annotations

from datetime import timedelta

import pytest
from desktop.i18n.language import Language
from desktop.operations.objecten import agreements, bezoeken
from desktop.operations.objecten.bezoeken import Plan
from desktop.views.frame.main_window import MainWindow
from desktop.views.look.wording import speak
from desktop.views.visit.visit_page import VisitPage
from desktop.views.zaak.case_more import More
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.views.test_accessible import speechless
from tests.views.test_journeys import NUMBER, case_page
from tests.views.test_language import visible_letters
from tests.views.test_nothing_cut import SIZES, cut, settle, unreachable
from tests.world.laptops import Laptop


def looks_right(window: MainWindow, what: str) -> None:
    settle()
    assert cut(window) == [], what
    assert unreachable(window) == [], what
    assert speechless(window) == [], what
    letters = visible_letters(window)
    assert len(letters) == len(set(letters)), f"{what}: {sorted(letters)}"


def come_to_rest(qtbot: QtBot, window: MainWindow) -> None:
    """Wait for what a thread reads, which is laid out a turn after it came."""
    settle()
    for _ in range(40):
        if not cut(window):
            return
        qtbot.wait(50)


def beyond(pane: QWidget) -> list[str]:
    """Give what reaches over the right edge of a pane, where its scroll area hides it."""
    edge = pane.width()
    return [
        f"{type(one).__name__} {one.accessibleName()}" for one in pane.findChildren(QWidget)
        if one.isVisible() and one.mapTo(pane, one.rect().topRight()).x() >= edge
    ]  # fmt: skip


@pytest.mark.parametrize("spoken", ["nl", "en"])
@pytest.mark.parametrize("size", SIZES)
def test_nothing_of_visit_mode_is_cut_or_out_of_reach(
    qtbot: QtBot, laptop: Laptop, size: tuple[int, int], spoken: Language
) -> None:
    soon = laptop.ws.clock.now_utc() + timedelta(minutes=5)
    wanted = Plan("Kijken wat nodig is om weer veilig te douchen", soon, vooraf=["Meetlint mee"])
    visit = bezoeken.plan(laptop.ws, NUMBER, wanted)
    agreements.ask_afspraak(
        laptop.ws, wat="Meet de trap", met="888888880:j-postma", naam="Judith Postma", zaak=NUMBER
    )
    speak(spoken)
    window = MainWindow(laptop.ws, practice=True, automatic=False)
    qtbot.addWidget(window)
    window.setMinimumSize(*SIZES[-1])
    window.resize(*size)
    window.show()
    try:
        window.go("today")
        looks_right(window, "today")
        window.open_visit(visit.id)
        page = window.page("visit")
        assert isinstance(page, VisitPage)
        for step in range(3):
            page.go_to(step)
            looks_right(window, f"step {step}")
        for tile in page.tiles.tiles[2:]:
            page.go_to(1)
            tile.click()
            come_to_rest(qtbot, window)
            assert cut(window) == [], tile.text()
            assert speechless(window) == [], tile.text()
        case = case_page(window, laptop)
        for which in More:
            case.more.begin(which)
            pane = case.more.pane(which)
            come_to_rest(qtbot, window)
            assert cut(window) == [], pane.objectName()
            assert unreachable(window) == [], pane.objectName()
            assert beyond(pane) == [], pane.objectName()
            assert speechless(window) == [], pane.objectName()
    finally:
        speak("nl")
        window.bridge.close()
