"""The window finds words inside documents some moments after they came in."""

from __future__ import annotations

from desktop.operations.documenten import documents
from desktop.operations.documenten.documents import Pasted
from desktop.operations.overview import reading
from desktop.views.documenten.word_work import WordWork
from desktop.views.frame.main_window import MainWindow
from desktop.views.widgets.card import IconLabel
from desktop.views.worklist.worklist_page import WorklistPage
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.contents import pdf, png
from tests.views.test_journeys import NUMBER
from tests.world.laptops import Laptop


def test_a_word_inside_an_attached_pdf_is_found_in_the_list(
    window: MainWindow, laptop: Laptop, qtbot: QtBot
) -> None:
    documents.attach(laptop.ws, NUMBER, Pasted("advies.pdf", pdf("Een plafondlift is nodig")))
    words = WordWork(window.bridge, window)
    with qtbot.waitSignal(words.taken, timeout=10_000):
        words.begin()
        words.begin()
    window.resize(1440, 900)
    window.go("worklist")
    page = window.page("worklist")
    assert isinstance(page, WorklistPage)

    def said() -> list[str]:
        return [one.text() for one in page.preview.findChildren(QLabel)]

    page.filter.setText("scootmobiel")
    qtbot.waitUntil(lambda: page.model.rowCount() == 1, timeout=3000)
    page.filter.setText("plafondlift")
    qtbot.waitUntil(lambda: "‘plafondlift’ staat in" in said(), timeout=3000)
    assert page.model.rowCount() == 1
    assert said()[said().index("‘plafondlift’ staat in") + 2] == "advies"
    page.filter.setText("")
    qtbot.waitUntil(lambda: page.model.rowCount() > 1, timeout=3000)
    qtbot.waitUntil(lambda: "‘plafondlift’ staat in" not in said(), timeout=3000)


def test_the_preview_in_the_list_shows_a_photograph_as_a_photograph(
    window: MainWindow, laptop: Laptop, qtbot: QtBot
) -> None:
    documents.attach(laptop.ws, NUMBER, Pasted("trap.png", png(8, 8)))
    documents.attach(laptop.ws, NUMBER, Pasted("brief.pdf", pdf("Geachte mevrouw")))
    window.resize(1440, 900)
    window.go("worklist")
    page = window.page("worklist")
    assert isinstance(page, WorklistPage)
    page.preview.show_row(reading.case(laptop.ws, NUMBER).row)
    qtbot.waitUntil(lambda: len(page.preview.findChildren(IconLabel)) > 1)
    shown = [one._name for one in page.preview.findChildren(IconLabel)]
    assert shown[:2] == ["file-text", "image"]
