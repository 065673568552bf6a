"""A decision with its reason and goal, by the keyboard, in the time there is at a kitchen table."""

from __future__ import annotations

from datetime import timedelta

from desktop.operations.objecten import afwegingen, agreements
from desktop.operations.objecten.afwegingen import Weighing
from desktop.operations.overview import reading
from desktop.views.frame.main_window import MainWindow
from desktop.views.widgets.card import InkLabel
from desktop.views.zaak.decision_pane import DecisionPane
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.views.test_journeys import NUMBER, case_page, press
from tests.world.laptops import Laptop, World

WMO = "ZAAK-2026-0000000190"
WHY = "Mevrouw kan zo veilig thuis blijven wonen"
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


class Keyboard:
    """Types at what has the focus and counts the strokes; a key with its modifier is one."""

    def __init__(self) -> None:
        self.strokes = 0

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        self.strokes += 1
        QTest.keyClick(self._focus(), key, modifier or Qt.KeyboardModifier.NoModifier)

    def write(self, text: str) -> None:
        QTest.keyClicks(self._focus(), text)

    @staticmethod
    def _focus() -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None
        return found


def pane_of(window: MainWindow, laptop: Laptop, zaak: str) -> DecisionPane:
    page = case_page(window, laptop, zaak)
    page.decide()
    return page.decision_pane


def texts(widget: QWidget) -> str:
    return " | ".join(one.text() for one in widget.findChildren(InkLabel) if one.isVisible())


def test_a_decision_with_reason_and_goal_is_five_keys_beside_the_reason(
    window: MainWindow, world: World, laptop: Laptop
) -> None:
    case_page(window, laptop, WMO)
    world.unplug()
    keyboard = Keyboard()
    keyboard.press(Qt.Key.Key_B, CTRL)
    keyboard.press(Qt.Key.Key_1)
    keyboard.press(Qt.Key.Key_Tab)
    keyboard.write(WHY)
    keyboard.press(Qt.Key.Key_2, ALT)
    keyboard.press(Qt.Key.Key_Return, CTRL)
    world.plug()
    assert keyboard.strokes == 5
    assert window.notice.text().startswith("Besluit vastgelegd: Toekenning")
    case = reading.case(laptop.ws, WMO)
    assert WHY in [one.get("toelichting") for one in case.besluiten]
    made = case.afwegingen[0]
    assert (made.waarom, made.by_me) == (WHY, True)
    assert made.doel == agreements.ambities(laptop.ws)[0].doelen[1].tekst
    press(window.notice, "Ongedaan maken")
    assert laptop.status().waiting == 0
    assert reading.case(laptop.ws, WMO).afwegingen == ()


def test_nothing_is_chosen_for_the_person_and_that_is_said(
    window: MainWindow, laptop: Laptop
) -> None:
    pane = pane_of(window, laptop, WMO)
    pane.why.setPlainText(WHY)
    pane.act()
    assert "nog niet gekozen wat je besluit" in pane.problem.text()
    assert laptop.status().waiting == 0
    assert pane.why.toPlainText() == WHY


def test_a_kind_of_case_without_besluiten_takes_a_decision_in_own_words(
    window: MainWindow, laptop: Laptop
) -> None:
    pane = pane_of(window, laptop, NUMBER)
    assert pane.own.hasFocus()
    assert pane.primary.text().replace("&", "") == "Afweging vastleggen"
    pane.own.setText("Eerst de douche")
    pane.why.setPlainText("Daar viel zij")
    pane.others.setPlainText("De trap\n\nVerhuizen")
    pane.act()
    made = reading.case(laptop.ws, NUMBER).afwegingen[0]
    assert (made.beslissing, made.doel) == ("Eerst de douche", "")
    assert [one.tekst for one in made.overwogen] == ["De trap", "Verhuizen"]


def test_the_dates_of_a_besluit_are_said_and_can_be_changed(
    window: MainWindow, laptop: Laptop
) -> None:
    pane = pane_of(window, laptop, WMO)
    pane.outcome.choose(0)
    assert "Gaat in" in pane.dates_line.text()
    assert "Bezwaar kan tot en met" in pane.dates_line.text()
    pane.change_dates.click()
    later = reading.today_of(laptop.ws) + timedelta(days=7)
    pane.starts.set_day(later)
    pane.why.setPlainText(WHY)
    pane.act()
    besluit = next(
        one for one in reading.case(laptop.ws, WMO).besluiten if one.get("toelichting") == WHY
    )
    assert besluit["ingangsdatum"] == later.isoformat()


def test_how_we_decided_before_stands_beside_what_is_typed(
    window: MainWindow, laptop: Laptop, qtbot: QtBot
) -> None:
    pane = pane_of(window, laptop, WMO)
    pane.why.setPlainText("Een traplift of toch verhuizen")
    traplift = "Mevrouw krijgt een traplift, geen verhuizing."
    qtbot.waitUntil(lambda: traplift in texts(pane.earlier), timeout=5000)


def test_the_palette_finds_an_earlier_decision_and_opens_its_zaak(
    window: MainWindow, laptop: Laptop
) -> None:
    weighing = Weighing("De regiotaxi liet haar twee keer staan")
    afwegingen.add_afweging(laptop.ws, NUMBER, "Toch een scootmobiel", weighing)
    window.palette_box.open_palette()
    window.palette_box.input.setText("regiotaxi")
    lines = [window.palette_box.model.index(n, 0).data() for n in range(
        window.palette_box.model.rowCount())]  # fmt: skip
    assert lines[:2] == ["Zo besloten we eerder", "Toch een scootmobiel"]
    QTest.keyClick(window.palette_box.input, Qt.Key.Key_Return)
    assert window.windowTitle().startswith(NUMBER)
