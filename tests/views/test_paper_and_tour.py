"""Printing, the first tour, the box that picks all, and what survives another language."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from desktop.operations.overview import reading
from desktop.operations.papers import on_paper, templates
from desktop.operations.worklists.bulk import Act
from desktop.views.documenten.pdf import pdf_of
from desktop.views.frame.main_window import MainWindow
from desktop.views.frame.tour import Tour
from desktop.views.look.wording import speak
from desktop.views.worklist.worklist_page import WorklistPage
from desktop.views.zaak.case_more import More
from docx import Document
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.views.test_journeys import NUMBER, case_page, press, worklist
from tests.world.laptops import Laptop

CONTROL = Qt.KeyboardModifier.ControlModifier


def words_of(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


@pytest.fixture
def printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the dialog of the system answer with a file in place of a printer."""
    path = tmp_path / "papier.pdf"

    def chosen(dialog: QPrintDialog) -> int:
        dialog.printer().setOutputFileName(str(path))
        return 1

    monkeypatch.setattr(QPrintDialog, "exec", chosen)
    return path


def test_a_letter_as_pdf_has_its_tables_and_the_head_of_its_pages(
    laptop: Laptop, tmp_path: Path
) -> None:
    letter = Document()
    letter.sections[0].header.paragraphs[0].text = "Gemeente Oostermeer, {{zaak.nummer}}"
    letter.add_paragraph("Dit spraken we af.")
    table = letter.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Je spreekt met", "{{ik.naam}}"
    letter.add_paragraph("Met vriendelijke groet")
    folder = tmp_path / "sjablonen"
    folder.mkdir()
    letter.save(str(folder / "afspraken.docx"))
    templates.set_folder(laptop.ws, folder)
    path = tmp_path / "brief.pdf"
    path.write_bytes(pdf_of(templates.fill(laptop.ws, NUMBER, "afspraken")))
    said = words_of(path)
    name, _registry = reading.person(laptop.ws)
    wanted = (f"Oostermeer, {NUMBER}", "spraken we af", "Je spreekt met", name, "groet")
    places = [said.find(one) for one in wanted]
    assert -1 not in places, said
    assert places == sorted(places)


def test_a_case_is_printed_with_all_that_happened(
    window: MainWindow, laptop: Laptop, qtbot: QtBot, printed: Path
) -> None:
    case_page(window, laptop, NUMBER)
    QTest.keyClick(window, Qt.Key.Key_P, CONTROL)
    qtbot.waitUntil(lambda: "Afgedrukt" in window.notice.text(), timeout=5000)
    said = words_of(printed)
    assert NUMBER in said
    assert "Bel achterom" in said
    assert "Kadelaan 14" in said
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert window.findChildren(QPrintDialog) == [], "each time one more would stay"


def test_a_list_is_printed_as_it_is_shown_and_only_what_is_picked(
    window: MainWindow, qtbot: QtBot, printed: Path
) -> None:
    window.go("worklist")
    page = worklist(window)
    page.model.pick([0, 1])
    rows = [row for n in (0, 1, 2) if (row := page.model.row(n)) is not None]
    window.printing.print_page(page)
    qtbot.waitUntil(lambda: "Afgedrukt" in window.notice.text(), timeout=5000)
    said = words_of(printed)
    assert rows[0].identificatie in said
    assert rows[1].identificatie in said
    assert rows[2].identificatie not in said


def test_a_very_long_list_says_what_is_not_on_paper(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(on_paper, "MOST_ROWS", 2)
    paper = worklist(window).paper()()
    assert len(paper.rows) == 2
    assert "eerste 2" in paper.lines[-1].text


def test_a_page_without_case_or_list_says_what_can_be_printed(window: MainWindow) -> None:
    window.go("settings")
    QTest.keyClick(window, Qt.Key.Key_P, CONTROL)
    assert "Open een zaak of een lijst" in window.notice.text()


def hint(tour: Tour) -> str:
    return "\n".join(one.text() for one in tour.findChildren(QLabel))


def test_the_tour_goes_hint_by_hint_stays_in_the_window_and_ends(window: MainWindow) -> None:
    window.go("worklist")
    tour = window.tour
    tour.start()
    for words in ("Dit wacht nog", "Ctrl+K", "Werk offline"):
        assert words in hint(tour)
        assert window.rect().contains(tour.geometry())
        assert QApplication.focusWidget() not in tour.findChildren(QWidget)  # nor takes the focus
        press(tour, "Begrepen")
    assert not tour.isVisible()
    tour.start()
    press(tour, "Sla de rondleiding over")
    assert not tour.isVisible()


def test_the_tour_begins_after_begin_nu_and_goes_on_in_another_language(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.practice.start = lambda: None
    window.practice.begin()
    qtbot.waitUntil(window.tour.isVisible, timeout=5000)
    press(window.tour, "Begrepen")
    try:
        speak("en")
        window.rebuild()
        assert "Search or do" in hint(window.tour)
    finally:
        speak("nl")


def test_the_box_in_the_heading_picks_all_none_and_shows_some(window: MainWindow) -> None:
    window.go("worklist")
    page = worklist(window)
    box = page.table.every
    box.click()
    assert len(page.model.picked) == page.model.zaken
    assert box.checkState() is Qt.CheckState.Checked
    page.model.pick([0])
    assert box.checkState() is Qt.CheckState.PartiallyChecked
    box.click()
    assert box.checkState() is Qt.CheckState.Checked
    box.click()
    assert not page.model.picked
    assert box.checkState() is Qt.CheckState.Unchecked


def test_what_is_picked_and_half_filled_in_for_many_survives_another_language(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.go("worklist")
    page = worklist(window)
    page.model.pick([0, 2])
    wanted = page.model.picked_ids()
    page.do_to_picked(Act.HAND_OVER)
    page.bulk_pane.story.setPlainText("De dochter belt maandag.")
    page.bulk_pane.whom.setEditText("j-vandermeulen")
    try:
        speak("en")
        window.rebuild()
        again = window.page("worklist")
        assert isinstance(again, WorklistPage)
        assert again is not page
        assert again.model.picked_ids() == wanted
        pane = again.bulk_pane
        assert not pane.isHidden()
        assert pane.asked_for[0] is Act.HAND_OVER
        assert len(pane.asked_for[1]) == 2
        assert pane.story.toPlainText() == "De dochter belt maandag."
        assert pane.whom.currentText() == "j-vandermeulen"
        qtbot.waitUntil(lambda: "2" in pane.summary.text(), timeout=5000)
    finally:
        speak("nl")


def test_a_contact_half_filled_in_survives_another_language(
    window: MainWindow, laptop: Laptop
) -> None:
    page = case_page(window, laptop, NUMBER)
    page.more.begin(More.CONTACT)
    page.more.contact_pane.subject.setText("Traplift")
    try:
        speak("en")
        window.rebuild()
        again = case_page(window, laptop, NUMBER)
        assert not again.more.contact_pane.isHidden()
        assert again.more.contact_pane.subject.text() == "Traplift"
    finally:
        speak("nl")
