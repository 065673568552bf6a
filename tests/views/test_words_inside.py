"""The window finds words inside documents some moments after they came in."""

from __future__ import annotations

from desktop.operations.documenten import documents
from desktop.operations.documenten.documents import Pasted
from desktop.views.documenten.word_work import WordWork
from desktop.views.frame.main_window import MainWindow
from desktop.views.worklist.worklist_page import WorklistPage
from pytestqt.qtbot import QtBot

from tests.contents import pdf
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
    window.go("worklist")
    page = window.page("worklist")
    assert isinstance(page, WorklistPage)
    page.filter.setText("plafondlift")
    qtbot.waitUntil(lambda: page.model.rowCount() == 1, timeout=3000)
