"""Every action on a zaak by keys alone, in both languages: nothing is clicked, nothing is called.

What has no key of its own is found in the palette by its name, as a person would.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from desktop.domain.readings import CaseReading
from desktop.domain.receipts import receipt_missing
from desktop.domain.related import How
from desktop.i18n.language import Language
from desktop.operations.overview import reading
from desktop.operations.zaken import lifecycle, relations
from desktop.views.frame.main_window import MainWindow
from desktop.views.look.wording import speak
from desktop.views.zaak.case_page import CasePage
from desktop.views.zaak.lifecycle_pane import is_suspended
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.by_keyboard import CTRL, SHIFT, Hands
from tests.world.laptops import Laptop, World

WMO, OTHER = "ZAAK-2026-0000000190", "ZAAK-2026-0000000127"
WHY = "Wacht op het advies van de arts"
Key = Qt.Key
ENGLISH = {
    "Zaak opschorten": "Suspend case", "Zaak hervatten": "Resume case",
    "Zaak verlengen": "Extend case", "Zaak afbreken": "Abort case",
    "Zaak heropenen": "Reopen case", "Ontvangstbevestiging": "Confirmation of receipt",
    "Zaak koppelen": "Link case", "Deelzaak maken": "Make deelzaak",
}  # fmt: skip


class Person(Hands):
    """Works in one language, and knows what things are called in it."""

    def __init__(self, window: MainWindow, laptop: Laptop, language: Language) -> None:
        super().__init__()
        self.window, self.laptop, self.language = window, laptop, language

    def open_zaak(self, number: str) -> None:
        self._find(number)
        page = self.window.pages.currentWidget()
        assert isinstance(page, CasePage)
        assert reading.zaak_number(self.laptop.ws, page.zaak) == number

    def do(self, deed: str) -> None:
        self._find(deed if self.language == "nl" else ENGLISH[deed])

    def _find(self, words: str) -> None:
        """Look for something in the palette, walk to it and take it."""
        self.press(Key.Key_K, CTRL)
        self.write(words)
        palette = self.window.palette_box
        for _ in range(palette.model.choices()):
            said = palette.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
            if words in str(said):
                break
            self.press(Key.Key_Down)
        assert words in str(said)
        self.press(Key.Key_Return)

    def finish(self) -> None:
        self.press(Key.Key_Return, CTRL)

    def case(self, number: str = WMO) -> CaseReading:
        return reading.case(self.laptop.ws, number)

    def shown(self) -> CaseReading:
        page = self.window.pages.currentWidget()
        assert isinstance(page, CasePage)
        return reading.case(self.laptop.ws, page.zaak)


@pytest.fixture(params=["nl", "en"])
def person(window: MainWindow, laptop: Laptop, request: pytest.FixtureRequest) -> Iterator[Person]:
    language: Language = request.param
    speak(language)
    window.rebuild()
    window.resize(1440, 900)
    window.activateWindow()
    window.go("worklist")
    QApplication.processEvents()
    found = Person(window, laptop, language)
    found.open_zaak(WMO)
    yield found
    speak("nl")


def test_suspending_and_resuming(person: Person) -> None:
    person.do("Zaak opschorten")
    person.write(WHY)
    person.finish()
    assert is_suspended(person.case())
    assert person.case().body["opschorting"]["reden"] == WHY
    person.do("Zaak hervatten")
    person.finish()
    assert not is_suspended(person.case())


def test_extending(person: Person) -> None:
    before = person.case().row.uiterlijk
    person.do("Zaak verlengen")
    person.press(Key.Key_A, CTRL)
    person.write("7")
    person.press(Key.Key_Tab)
    person.write("De aannemer heeft meer tijd nodig")
    person.finish()
    after = person.case().row.uiterlijk
    assert before is not None
    assert after is not None
    assert (after - before).days == 7


def test_aborting_and_reopening(person: Person, world: World) -> None:
    person.do("Zaak afbreken")
    person.write("Mevrouw is verhuisd")
    person.finish()
    assert person.case().row.closed
    person.laptop.sync_until_quiet()
    assert world.zaak(WMO)["einddatum"]
    person.window.refresh()
    person.do("Zaak heropenen")
    person.write("Er kwam een nieuwe melding")
    person.finish()
    page = person.window.page("case")
    assert isinstance(page, CasePage)
    assert page.lifecycle_pane.isHidden(), page.lifecycle_pane.problem.text()
    assert person.laptop.status().waiting == 1


def test_setting_a_status(person: Person) -> None:
    before = person.case().row.status
    person.press(Key.Key_T, CTRL)
    person.finish()
    assert person.case().row.status != before


def test_deciding_with_a_reason(person: Person) -> None:
    person.press(Key.Key_B, CTRL)
    person.press(Key.Key_1)
    person.press(Key.Key_Tab)
    person.write("Mevrouw kan zo veilig thuis blijven wonen")
    person.finish()
    with person.laptop.ws.replica.read() as reader:
        words = [str((one.local or {}).get("toelichting")) for one in reader.records.working()]
    assert "Mevrouw kan zo veilig thuis blijven wonen" in words


def test_registering_with_intake_then_a_result_and_closing(person: Person) -> None:
    person.press(Key.Key_N, CTRL)
    pane = person.window.new_case
    while pane.kind.currentText() != "Huisbezoek Wmo":
        person.press(Key.Key_Down)
    person.press(Key.Key_Tab)
    person.write("Drempels bij de voordeur")
    person.press(Key.Key_Tab)
    person.write("T. de Boer")
    person.finish()
    number = person.shown().row.identificatie
    assert person.case(number).row.voor == "T. de Boer"
    person.press(Key.Key_T, CTRL)
    page = person.window.page("case")
    assert isinstance(page, CasePage)
    for _ in range(8):
        person.press(Key.Key_Down)
    person.tab_to(lambda one: one is page.status_pane.result)
    person.press(Key.Key_Down)
    person.finish()
    assert page.status_pane.isHidden(), page.status_pane.problem.text()
    assert person.case(number).row.closed
    assert person.case(number).resultaat


def test_editing_with_a_reason(person: Person, world: World) -> None:
    person.press(Key.Key_F2)
    person.press(Key.Key_A, CTRL)
    person.write("Scootmobiel met mand")
    page = person.window.page("case")
    assert isinstance(page, CasePage)
    person.tab_to(lambda one: one is page.fields.why)
    person.write("Mevrouw belde")
    person.press(Key.Key_Return)
    assert person.case().row.omschrijving == "Scootmobiel met mand"
    person.laptop.sync_until_quiet()
    assert world.zaak(WMO)["omschrijving"] == "Scootmobiel met mand"


def test_a_note_and_a_contact(person: Person) -> None:
    person.press(Key.Key_M, CTRL)
    person.write("Bel terug na vijven")
    person.press(Key.Key_Return)
    person.press(Key.Key_Z, CTRL)
    assert not any(one.text == "Bel terug na vijven" for one in person.case().timeline)
    person.write("Bel terug na vijven")
    person.press(Key.Key_Return)
    person.press(Key.Key_C, CTRL | SHIFT)
    person.write("Traplift")
    person.finish()
    texts = [f"{one.title} {one.text}" for one in person.case().timeline]
    assert any("Bel terug na vijven" in one for one in texts)
    assert any("Traplift" in one for one in texts)


def test_confirming_receipt(person: Person) -> None:
    assert receipt_missing(person.case())
    person.do("Ontvangstbevestiging")
    person.finish()
    assert not receipt_missing(person.case())


def test_relating_two_zaken_taking_it_back_and_letting_go(person: Person, world: World) -> None:
    person.do("Zaak koppelen")
    person.write(OTHER)
    person.finish()
    assert len(relations.related(person.laptop.ws, WMO)) == 1
    person.press(Key.Key_Z, CTRL)
    assert relations.related(person.laptop.ws, WMO) == []
    person.do("Zaak koppelen")
    person.write(OTHER)
    person.finish()
    (one,) = relations.related(person.laptop.ws, WMO)
    assert (one.how, one.identificatie) == (How.ONDERWERP, OTHER)
    person.laptop.sync_until_quiet()
    assert len(world.zaak(WMO)["relevanteAndereZaken"]) == 1
    person.window.refresh()
    words = "Losmaken" if person.language == "nl" else "Unlink"
    person.tab_to(lambda widget: widget.accessibleName().startswith(words))
    person.press(Key.Key_Space)
    assert relations.related(person.laptop.ws, WMO) == []
    page = person.window.page("case")
    focus = QApplication.focusWidget()
    assert focus is not None
    assert page.isAncestorOf(focus), "what had the focus is gone, the page keeps it"
    person.laptop.sync_until_quiet()
    assert world.zaak(WMO)["relevanteAndereZaken"] == []


def test_making_a_deelzaak(person: Person, world: World) -> None:
    """The type of the zaak has to allow it; what is refused was never made."""
    person.do("Deelzaak maken")
    pane = person.window.new_case
    while pane.kind.currentText() != "Huisbezoek Wmo":
        person.press(Key.Key_Down)
    person.press(Key.Key_Tab)
    person.write("Huisbezoek voor het advies")
    person.finish()
    made = person.shown().row.identificatie
    (up,) = relations.related(person.laptop.ws, made)
    (down,) = relations.related(person.laptop.ws, WMO)
    assert (up.how, up.identificatie) == (How.HOOFDZAAK, WMO)
    assert (down.how, down.identificatie) == (How.DEELZAAK, made)
    person.laptop.sync_until_quiet()
    assert world.zaak(made)["hoofdzaak"]
    assert lifecycle.closing_needs(person.laptop.ws, WMO)
