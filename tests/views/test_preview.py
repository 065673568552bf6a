"""Looking into documents in the window: by keyboard, nothing on the disk, nothing started."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from desktop.domain.readings import DocumentReading
from desktop.i18n.language import Language
from desktop.operations.documenten import documents
from desktop.operations.documenten.documents import Pasted
from desktop.operations.overview import reading
from desktop.views.documenten.preview_pane import PreviewPane
from desktop.views.documenten.preview_sheets import PageSheet, PictureSheet, TextSheet
from desktop.views.frame.main_window import MainWindow
from desktop.views.look.wording import speak
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from tests.contents import eml, pdf, png, xlsx
from tests.views.test_accessible import speechless
from tests.views.test_journeys import NUMBER, case_page
from tests.views.test_nothing_cut import cut, settle, unreachable
from tests.world.laptops import Laptop

K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
HTML = b"<html><script>alert(1)</script><p>Hallo</p></html>"


def attach(laptop: Laptop, name: str, content: bytes) -> None:
    documents.attach(laptop.ws, NUMBER, Pasted(name, content))


def document(laptop: Laptop, name: str) -> DocumentReading:
    found = reading.case(laptop.ws, NUMBER).documents
    return next(one for one in found if one.bestandsnaam == name)


def looked(
    window: MainWindow, laptop: Laptop, qtbot: QtBot, name: str, content: bytes
) -> PreviewPane:
    """Attach a file and look into it from its row, with the space bar."""
    attach(laptop, name, content)
    page = case_page(window, laptop)
    window.activateWindow()
    titel = document(laptop, name).titel
    looks = [
        one for one in page.documents.findChildren(QPushButton)
        if one.accessibleName() in {f"Bekijk {titel}", f"View {titel}"}
    ]  # fmt: skip
    looks[-1].setFocus()
    qtbot.keyClick(looks[-1], K.Key_Space)
    pane = page.preview_pane
    assert pane.isVisible()
    return pane


def drawn(pane: PreviewPane, qtbot: QtBot) -> PageSheet:
    qtbot.waitUntil(lambda: isinstance(pane.sheet, PageSheet), timeout=10_000)
    assert isinstance(pane.sheet, PageSheet)
    sheet = pane.sheet
    qtbot.waitUntil(lambda: not sheet.label.pixmap().isNull(), timeout=10_000)
    return sheet


def press(
    pane: PreviewPane, qtbot: QtBot, key: Qt.Key, more: Qt.KeyboardModifier | None = None
) -> None:
    qtbot.keyClick(pane.sheet or pane, key, more or Qt.KeyboardModifier.NoModifier)


def test_a_pdf_is_leafed_through_and_zoomed_by_keys(
    window: MainWindow, laptop: Laptop, qtbot: QtBot
) -> None:
    pane = looked(window, laptop, qtbot, "advies.pdf", pdf("Eerste", "Tweede", "Derde"))
    sheet = drawn(pane, qtbot)
    assert pane.place_label.text() == "Bladzijde 1 van 3"
    press(pane, qtbot, K.Key_Right)
    press(pane, qtbot, K.Key_PageDown)
    press(pane, qtbot, K.Key_Right)
    assert pane.place_label.text() == "Bladzijde 3 van 3"
    press(pane, qtbot, K.Key_Left)
    assert pane.place_label.text() == "Bladzijde 2 van 3"
    before = sheet.zoomed
    press(pane, qtbot, K.Key_Plus)
    press(pane, qtbot, K.Key_Plus)
    press(pane, qtbot, K.Key_Minus)
    assert sheet.zoomed == pytest.approx(before * 1.25)
    wide = round(sheet.natural().width() * sheet.zoomed * sheet.devicePixelRatioF())
    qtbot.waitUntil(lambda: abs(sheet.label.pixmap().width() - wide) <= 2, timeout=10_000)
    press(pane, qtbot, K.Key_0)
    assert sheet.zoomed == pytest.approx(before)
    press(pane, qtbot, K.Key_Escape)
    assert not pane.isVisible()
    assert pane.sheet is None


def test_the_bytes_of_what_is_shown_are_nowhere_readable_on_the_disk(
    window: MainWindow, laptop: Laptop, qtbot: QtBot
) -> None:
    before = {path for path in laptop.ws.profile.rglob("*") if path.is_file()}
    pane = looked(window, laptop, qtbot, "geheim.txt", b"Een woord dat nergens staat: zilvervos")
    qtbot.waitUntil(lambda: isinstance(pane.sheet, TextSheet), timeout=5000)
    assert laptop.has_text("zilvervos") == []
    new = {path for path in laptop.ws.profile.rglob("*") if path.is_file()} - before
    assert {path.parent.name for path in new} <= {"documenten"}


def test_a_picture_is_turned_and_shown_whole(
    window: MainWindow, laptop: Laptop, qtbot: QtBot
) -> None:
    pane = looked(window, laptop, qtbot, "trap.png", png(300, 200))
    qtbot.waitUntil(lambda: isinstance(pane.sheet, PictureSheet), timeout=5000)
    assert isinstance(pane.sheet, PictureSheet)
    sheet = pane.sheet
    qtbot.waitUntil(lambda: not sheet.label.pixmap().isNull(), timeout=5000)
    left = QColor(sheet.label.pixmap().toImage().pixel(2, 100))
    assert left.red() > 200 > left.blue()
    assert (sheet.natural().width(), sheet.natural().height()) == (300, 200)
    press(pane, qtbot, K.Key_R)
    assert (sheet.natural().width(), sheet.natural().height()) == (200, 300)
    top = QColor(sheet.label.pixmap().toImage().pixel(100, 2))
    assert top.red() > 200 > top.blue()


def test_a_mail_shows_its_text_and_asks_nobody_for_its_pictures(
    window: MainWindow, laptop: Laptop, qtbot: QtBot
) -> None:
    html = '<img src="http://127.0.0.1:9/volg.gif"><p>Kom <a href="http://x">hier</a></p>'
    pane = looked(window, laptop, qtbot, "vraag.eml", eml("Vraag van Ada", "", html))
    qtbot.waitUntil(lambda: isinstance(pane.sheet, TextSheet), timeout=5000)
    assert isinstance(pane.sheet, TextSheet)
    assert pane.sheet.toPlainText() == "Kom hier"
    qtbot.waitUntil(lambda: "Onderwerp: Vraag van Ada" in said(pane), timeout=5000)
    assert not any("127.0.0.1" in one for one in said(pane))


def test_what_cannot_be_shown_says_so_with_a_way_on(
    window: MainWindow, laptop: Laptop, qtbot: QtBot
) -> None:
    pane = looked(window, laptop, qtbot, "begroting.xlsx", xlsx("Bedrag"))
    words = "Dit soort document laat Zaakkoffer niet zien. Bewaar het als bestand."
    qtbot.waitUntil(lambda: words in said(pane), timeout=5000)
    assert pane.save.isEnabled()
    assert not pane.larger.isVisible()


def said(pane: PreviewPane) -> list[str]:
    return [one.text() for one in pane.findChildren(type(pane.facts)) if one.isVisible()]


def test_a_damaged_pdf_is_told_and_hangs_nothing(
    window: MainWindow, laptop: Laptop, qtbot: QtBot
) -> None:
    pane = looked(window, laptop, qtbot, "stuk.pdf", b"%PDF-1.7 en dan niets")
    words = "Dit document is niet te lezen. Misschien is het beschadigd."
    qtbot.waitUntil(lambda: words in said(pane), timeout=10_000)


def test_the_next_document_comes_with_control_and_an_arrow(
    window: MainWindow, laptop: Laptop, qtbot: QtBot
) -> None:
    attach(laptop, "oud.txt", b"Oud")
    pane = looked(window, laptop, qtbot, "nieuw.txt", b"Nieuw")
    qtbot.waitUntil(lambda: isinstance(pane.sheet, TextSheet), timeout=5000)
    press(pane, qtbot, K.Key_Right, CTRL)
    qtbot.waitUntil(
        lambda: isinstance(pane.sheet, TextSheet) and pane.sheet.toPlainText() == "Oud",
        timeout=5000,
    )
    assert pane.document.bestandsnaam == "oud.txt"


def test_a_file_that_could_start_something_leaves_only_after_a_warning(
    window: MainWindow, laptop: Laptop, qtbot: QtBot, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    started: list[object] = []
    monkeypatch.setattr(subprocess, "Popen", lambda *given, **_more: started.append(given))
    target = tmp_path / "pagina.html"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    attach(laptop, "pagina.html", HTML)
    page = case_page(window, laptop)
    page.documents.wanted.emit("export", document(laptop, "pagina.html"))
    pane = page.preview_pane
    qtbot.waitUntil(pane.warning.isVisible, timeout=5000)
    assert not target.exists()
    qtbot.waitUntil(lambda: isinstance(pane.sheet, TextSheet), timeout=5000)
    pane.warning.go_on.click()
    qtbot.waitUntil(target.exists, timeout=5000)
    assert target.read_bytes() == HTML
    assert started == []


def test_an_ordinary_file_leaves_without_a_warning(
    window: MainWindow, laptop: Laptop, qtbot: QtBot, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    target = tmp_path / "brief.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    attach(laptop, "brief.txt", b"Gewoon")
    page = case_page(window, laptop)
    page.documents.wanted.emit("export", document(laptop, "brief.txt"))
    qtbot.waitUntil(target.exists, timeout=5000)
    assert not page.preview_pane.isVisible()


@pytest.mark.parametrize("spoken", ["nl", "en"])
@pytest.mark.parametrize("size", [(1440, 900), (960, 540)])
def test_the_preview_speaks_and_cuts_nothing(
    laptop: Laptop, qtbot: QtBot, spoken: Language, size: tuple[int, int]
) -> None:
    speak(spoken)
    window = MainWindow(laptop.ws, automatic=False)
    qtbot.addWidget(window)
    window.setMinimumSize(960, 540)
    window.resize(*size)
    window.show()
    try:
        attach(laptop, "pagina.html", HTML)
        page = case_page(window, laptop)
        page.look_into(document(laptop, "pagina.html"))
        pane = page.preview_pane
        qtbot.waitUntil(lambda: isinstance(pane.sheet, TextSheet), timeout=5000)
        settle()
        assert pane.warning.go_on.text() == {"nl": "Toch bewaren…", "en": "Save it anyway…"}[spoken]
        assert speechless(window) == []
        assert cut(window) == []
        assert unreachable(window) == []
    finally:
        window.bridge.close()
        speak("nl")


def test_closing_the_window_ends_what_is_open(
    window: MainWindow, laptop: Laptop, qtbot: QtBot
) -> None:
    pane = looked(window, laptop, qtbot, "advies.pdf", pdf("Eerste"))
    drawn(pane, qtbot)
    assert pane._open is not None
    assert pane._open.pages is not None
    apart = pane._open.pages._apart
    alive = [apart.is_alive]
    window.bridge.close()
    assert [*alive, apart.is_alive] == [True, False]
