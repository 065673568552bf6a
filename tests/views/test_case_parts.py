"""What a case is about, contacts, shared texts and the confirmation of receipt: in the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from desktop.domain.readings import EventKind
from desktop.domain.receipts import RECEIPT
from desktop.operations.documenten.documents import Pasted, attach
from desktop.operations.overview import reading
from desktop.operations.papers import text_templates
from desktop.operations.zaken import lifecycle, parts, relations
from desktop.views.frame.main_window import MainWindow
from desktop.views.zaak.case_more import More
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.views.test_journeys import NUMBER, case_page, press
from tests.views.test_together import WMO
from tests.world.laptops import Laptop, World
from tests.world.test_calendars import OTHER


def texts_of(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel))


def press_named(parent: QWidget, name: str) -> None:
    """Press the button that a screen reader calls so, on the card or its tab."""
    QApplication.processEvents()
    (found,) = [
        one for one in parent.findChildren(QPushButton)
        if one.accessibleName() == name and one.isVisible()
    ]  # fmt: skip
    found.click()


def test_an_address_is_added_shown_with_its_map_and_taken_back(
    window: MainWindow, laptop: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(QUrl(url).toString()))
    page = case_page(window, laptop, WMO)
    before = len(reading.case(laptop.ws, WMO).objecten)
    page.more.begin(More.ADDRESS)
    pane = page.more.address_pane
    assert pane.street.hasFocus()
    QTest.keyClicks(pane.street, "Lindenlaan")
    pane.act()
    assert pane.problem.isVisible()  # nothing is lost when something is still wanting
    pane.number.setText("7")
    pane.town.setText("Oostermeer")
    pane.act()
    card = page.cards.objects
    page.tabs.choose("fields")
    assert "Lindenlaan 7, Oostermeer" in texts_of(card)
    press_named(card, "Op de kaart, in je browser: Lindenlaan 7, Oostermeer")
    assert "Lindenlaan" in shown[0]
    press_named(card, "Weghalen: Lindenlaan 7, Oostermeer")
    assert len(reading.case(laptop.ws, WMO).objecten) == before
    press(window.notice, "Ongedaan maken")
    assert len(reading.case(laptop.ws, WMO).objecten) == before + 1


def test_an_object_that_the_registry_has_is_taken_away_there_too(
    window: MainWindow, world: World, laptop: Laptop
) -> None:
    parts.add_object(laptop.ws, WMO, parts.other_object("Boom", {"naam": "Oude eik"}))
    laptop.sync_until_quiet()
    there = len(world.all("zaakobjecten"))
    page = case_page(window, laptop, WMO)
    page.tabs.choose("fields")
    press_named(page.cards.objects, "Weghalen: Oude eik")
    laptop.sync_until_quiet()
    assert len(world.all("zaakobjecten")) == there - 1


def test_a_contact_is_recorded_by_keyboard_and_reaches_the_registry(
    window: MainWindow, world: World, laptop: Laptop
) -> None:
    page = case_page(window, laptop, NUMBER)
    QTest.keyClick(
        window, Qt.Key.Key_C,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )  # fmt: skip
    pane = page.more.contact_pane
    assert pane.isVisible()
    assert pane.subject.hasFocus()
    QTest.keyClicks(pane.subject, "Traplift")
    pane.said.setPlainText("Mevrouw belt morgen terug.")
    QTest.keyClick(pane.subject, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    said = [one.text for one in reading.case(laptop.ws, NUMBER).timeline]
    assert any("Mevrouw belt morgen terug." in one for one in said)
    laptop.sync_until_quiet()
    (there,) = [one for one in world.all("klantcontacten") if one["onderwerp"] == "Traplift"]
    assert there["kanaal"] == "Telefoon"


@pytest.mark.qt_log_ignore("does not support raise", "grabbing the keyboard")
def test_a_shared_text_comes_into_the_note_filled_with_what_is_open_selected(
    window: MainWindow, laptop: Laptop
) -> None:
    page = case_page(window, laptop, NUMBER)
    page.note.setPlainText("Vooraf. ")
    page.note.moveCursor(page.note.textCursor().MoveOperation.End)
    page.note.setFocus()
    (wanted,) = text_templates.text_templates(laptop.ws, NUMBER)
    QTest.keyClick(page.note, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.activeAction().text() == wanted.name
    QTest.keyClick(menu, Qt.Key.Key_Return)
    said = page.note.toPlainText()
    assert said.startswith("Vooraf. Beste ")
    assert "{{" not in said
    assert reading.person(laptop.ws)[0] in said
    assert page.note.textCursor().selectedText() == "…"


def test_a_type_without_shared_texts_says_so(
    window: MainWindow, laptop: Laptop, qtbot: QtBot
) -> None:
    page = case_page(window, laptop, WMO)
    assert text_templates.text_templates(laptop.ws, WMO) == []
    page.note.setFocus()
    page.offer_texts()
    qtbot.waitUntil(lambda: "deelde nog niemand" in window.notice.text(), timeout=2000)


def test_the_confirmation_of_receipt_is_offered_until_it_is_there(
    window: MainWindow, laptop: Laptop
) -> None:
    page = case_page(window, laptop, WMO)

    def offered() -> bool:
        return any(words.startswith("Ontvangstbevestiging") for words, _, _ in page.offered())

    assert offered()
    page.more.confirm_receipt()
    assert page.more.template_pane.choices.data() == RECEIPT
    page.more.template_pane.close_pane()
    attach(laptop.ws, WMO, Pasted(f"{RECEIPT}.txt", b"Wij hebben uw vraag gekregen."))
    page.refresh()
    assert not offered()


def test_what_a_zaak_belongs_to_reads_as_words_in_the_timeline(
    window: MainWindow, laptop: Laptop
) -> None:
    relations.relate(laptop.ws, WMO, NUMBER)
    lifecycle.suspend(laptop.ws, WMO, "Wacht op advies")
    events = reading.case(laptop.ws, WMO).timeline
    said = [f"{one.title}: {one.text}" for one in events if one.kind is EventKind.WIJZIGING]
    assert any(one.startswith("Hoort bij gewijzigd") for one in said)
    assert not any("{" in one or "zgw:" in one for one in said)
    page = case_page(window, laptop, WMO)
    assert not page.cards.related.is_empty


def test_a_calendar_that_comes_in_says_what_stayed_out_and_why(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    path = tmp_path / "agenda.ics"
    path.write_text(OTHER, "utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    window.calendar.take_in()
    qtbot.waitUntil(lambda: "Gepland: 1." in window.notice.text(), timeout=5000)
    said = window.notice.text()
    assert "‘Lunch’ (er staat geen zaaknummer in)" in said
    assert "‘Vrij’ (duurt de hele dag)" in said
