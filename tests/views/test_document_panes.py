"""Fields, versions and places of documents in the window, and several as one file."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pypdfium2
import pytest
from desktop.domain.readings import DocumentReading
from desktop.domain.records import Stand
from desktop.i18n.language import Language
from desktop.operations.documenten import checkouts, documents, searching
from desktop.operations.documenten.document_reading import document_body
from desktop.operations.documenten.documents import Pasted
from desktop.operations.overview import reading
from desktop.views.documenten import document_work
from desktop.views.frame.main_window import MainWindow
from desktop.views.look.wording import speak
from desktop.views.zaak.case_page import CasePage
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.contents import pdf, png
from tests.unit.attachments import containers
from tests.views.test_accessible import speechless
from tests.views.test_journeys import NUMBER, case_page
from tests.views.test_nothing_cut import cut, settle, unreachable
from tests.world.laptops import Laptop, World

OTHER = "ZAAK-2026-0000000190"


def attached(laptop: Laptop, name: str = "brief.txt", content: bytes = b"Eerste") -> str:
    return documents.attach(laptop.ws, NUMBER, Pasted(name, content)).id


def one_of(laptop: Laptop, document: str, number: str = NUMBER) -> DocumentReading:
    found = reading.case(laptop.ws, number).documents
    return next(one for one in found if one.local_id == document)


def chosen(page: CasePage, laptop: Laptop, document: str, verb: str, number: str = NUMBER) -> None:
    """Choose from the menu of a document."""
    page.documents.wanted.emit(verb, one_of(laptop, document, number))


def ways(page: CasePage, laptop: Laptop, document: str, number: str = NUMBER) -> list[str]:
    """Give the verbs that the menu of a document offers."""
    return [verb for _, _, verb in page.documents._ways(one_of(laptop, document, number))]


def test_the_fields_of_a_document_are_changed_and_undone(
    window: MainWindow, laptop: Laptop, qtbot: QtBot
) -> None:
    document = attached(laptop)
    page = case_page(window, laptop)
    chosen(page, laptop, document, document_work.FIELDS)
    pane = page.document_panes.fields
    pane.titel.setText("Brief van Ada")
    pane.received.setText("20-11-2026")
    qtbot.keyClick(pane.titel, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    body = document_body(laptop.ws, one_of(laptop, document).local_id)
    assert (body["titel"], body["ontvangstdatum"]) == ("Brief van Ada", "2026-11-20")
    assert not pane.isVisible()
    window.undo()
    assert one_of(laptop, document).titel == "brief"


def test_a_day_that_is_none_is_said_in_the_pane_and_nothing_is_lost(
    window: MainWindow, laptop: Laptop
) -> None:
    document = attached(laptop)
    page = case_page(window, laptop)
    chosen(page, laptop, document, document_work.FIELDS)
    pane = page.document_panes.fields
    pane.sent.setText("40-11-2026")
    pane.act()
    assert pane.isVisible()
    assert pane.problem.text()
    assert pane.sent.text() == "40-11-2026"


def test_a_new_version_is_taken_from_a_file_and_sent(
    window: MainWindow, laptop: Laptop, world: World, qtbot: QtBot, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    document = attached(laptop)
    laptop.sync_until_quiet(4)
    page = case_page(window, laptop)
    assert document_work.REPLACE in ways(page, laptop, document)
    newer = tmp_path / "brief-2.txt"
    newer.write_bytes(b"Tweede")
    answers = [("", ""), (str(newer), "")]
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: answers.pop(0))
    chosen(page, laptop, document, document_work.REPLACE)
    assert laptop.status().waiting == 0, "who gives no file changes nothing"
    chosen(page, laptop, document, document_work.REPLACE)
    qtbot.waitUntil(lambda: laptop.status().waiting == 1)
    assert newer.read_bytes() == b"Tweede", "the file of the person stays as it is"
    laptop.sync_until_quiet(6)
    assert b"Tweede" in world.content(NUMBER)
    assert one_of(laptop, document).titel == "brief"


def test_a_document_that_is_out_is_put_back_and_not_replaced_from_a_file(
    window: MainWindow, laptop: Laptop
) -> None:
    document = attached(laptop)
    page = case_page(window, laptop)
    checkouts.checkout(laptop.ws, document)
    assert document_work.REPLACE not in ways(page, laptop, document)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("advies.doc", containers.outlook("Advies", "", None), "oude soort"),
        ("scan.pdf", pdf(""), "geen tekst"),
        ("stuk.docx", b"PK\x03\x04 geen zip", "niet te lezen"),
        ("brief.txt", b"Een gewone brief", ""),
        ("trap.png", png(8, 8), ""),
    ],
)
def test_it_is_said_why_search_finds_nothing_inside_a_document(
    window: MainWindow, laptop: Laptop, name: str, content: bytes, said: str
) -> None:
    document = attached(laptop, name, content)
    searching.take_words(laptop.ws)
    page = case_page(window, laptop)
    chosen(page, laptop, document, document_work.FIELDS)
    labels = [one.text() for one in page.document_panes.fields.findChildren(QLabel)]
    told = [one for one in labels if "woorden" in one or "tekst" in one.lower()]
    assert [said in one for one in told] == ([True] if said else []), told


def test_an_old_version_is_seen_compared_and_brought_back(
    window: MainWindow, laptop: Laptop, qtbot: QtBot
) -> None:
    document = attached(laptop)
    laptop.sync_until_quiet(4)
    documents.edit_document(laptop.ws, document, {"titel": "Nieuwe titel"})
    laptop.sync_until_quiet(4)
    page = case_page(window, laptop)
    chosen(page, laptop, document, document_work.VERSIONS)
    pane = page.document_panes.versions
    back = "Versie 1 terughalen"
    qtbot.waitUntil(lambda: back in names(pane), timeout=5000)
    assert "Titel: brief → Nieuwe titel" in said(page)
    with qtbot.waitSignal(page.document_panes.done, timeout=5000):
        next(one for one in buttons(pane) if one.accessibleName() == back).click()
    assert one_of(laptop, document).titel == "brief"
    assert laptop.sync_until_quiet(4).waiting == 0
    body = document_body(laptop.ws, one_of(laptop, document).local_id)
    assert (body["titel"], body["versie"]) == ("brief", 3)


def buttons(pane: object) -> list[QPushButton]:
    return pane.findChildren(QPushButton)  # type: ignore[attr-defined,no-any-return]  # a widget


def names(pane: object) -> list[str]:
    return [one.accessibleName() for one in buttons(pane)]


def said(page: CasePage) -> list[str]:
    found = page.document_panes.versions.findChildren(type(page.preview_pane.facts))
    return [one.text() for one in found]


def test_a_document_goes_to_another_zaak_and_the_number_is_checked(
    window: MainWindow, laptop: Laptop
) -> None:
    document = attached(laptop)
    page = case_page(window, laptop)
    pane = page.document_panes.place
    chosen(page, laptop, document, document_work.PLACE)
    pane.zaak.setText("ZAAK-ONBEKEND")
    pane.act()
    assert pane.isVisible()
    assert pane.problem.text()
    pane.zaak.setText(OTHER)
    pane.copied.setChecked(True)
    pane.act()
    assert "brief" in [one.titel for one in reading.case(laptop.ws, OTHER).documents]
    chosen(page, laptop, document, document_work.PLACE)
    pane.zaak.setText(OTHER)
    pane.also.setChecked(True)
    pane.act()
    assert one_of(laptop, document, OTHER).titel == "brief"
    window.undo()
    assert document not in [one.local_id for one in reading.case(laptop.ws, OTHER).documents]


def test_a_document_is_taken_out_of_its_zaak_and_put_back(
    window: MainWindow, world: World, laptop: Laptop
) -> None:
    document = attached(laptop)
    laptop.sync_until_quiet(4)
    page = case_page(window, laptop)
    chosen(page, laptop, document, document_work.UNLINK)
    assert laptop.status().waiting == 1
    window.undo()
    assert laptop.status().waiting == 0
    chosen(page, laptop, document, document_work.UNLINK)
    assert laptop.sync_until_quiet(4).waiting == 0
    titles = [
        one["titel"] for one in world.all("zaakinformatieobjecten", world.zaak(NUMBER)["uuid"])
    ]
    assert "brief" not in titles


def test_what_never_left_is_not_unlinked_but_taken_back(window: MainWindow, laptop: Laptop) -> None:
    document = attached(laptop)
    page = case_page(window, laptop)
    one = one_of(laptop, document)
    assert one.stand is Stand.WACHT
    assert document_work.UNLINK not in [verb for _, _, verb in page.documents._ways(one)]


@pytest.mark.parametrize("suffix", ["zip", "pdf"])
def test_several_documents_are_saved_as_one_file(
    window: MainWindow, laptop: Laptop, qtbot: QtBot, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, suffix: str,
) -> None:  # fmt: skip
    attached(laptop, "een.pdf", pdf("Een", "Twee"))
    attached(laptop, "trap.png", png(60, 40))
    page = case_page(window, laptop)
    target = tmp_path / f"samen.{suffix}"
    answers = [("", ""), (str(target), "")]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: answers.pop(0))
    page.take_together()
    pane = page.document_panes.together
    (pane.as_zip if suffix == "zip" else pane.as_pdf).setChecked(True)
    assert [box.isChecked() for box, one in pane.boxes if one.here] == [True, True]
    pane.primary.click()
    assert pane.isVisible(), "who gives no place stays"
    pane.primary.click()
    qtbot.waitUntil(target.exists, timeout=10_000)
    if suffix == "zip":
        with zipfile.ZipFile(target) as archive:
            assert archive.namelist() == ["een.pdf", "trap.png"]
    else:
        assert len(pypdfium2.PdfDocument(target)) == 3


@pytest.mark.parametrize("spoken", ["nl", "en"])
@pytest.mark.parametrize("size", [(1440, 900), (960, 540)])
def test_the_panes_of_documents_speak_and_cut_nothing(
    laptop: Laptop, qtbot: QtBot, spoken: Language, size: tuple[int, int]
) -> None:
    document = attached(laptop, "een.pdf", pdf("Een"))
    attached(laptop, "twee.pdf", pdf("Twee"))
    laptop.sync_until_quiet(4)
    documents.edit_document(laptop.ws, document, {"titel": "Een andere titel die langer is"})
    laptop.sync_until_quiet(4)
    speak(spoken)
    window = MainWindow(laptop.ws, automatic=False)
    qtbot.addWidget(window)
    window.setMinimumSize(960, 540)
    window.resize(*size)
    window.show()
    try:
        page = case_page(window, laptop)
        for verb in (document_work.FIELDS, document_work.PLACE, document_work.VERSIONS, ""):
            if verb:
                chosen(page, laptop, document, verb)
            else:
                page.take_together()
            if verb == document_work.VERSIONS:
                qtbot.waitUntil(lambda: len(buttons(page.document_panes.versions)) > 3)
            settle()
            assert speechless(window) == [], verb
            assert cut(window) == [], verb
            assert unreachable(window) == [], verb
    finally:
        window.bridge.close()
        speak("nl")


def test_while_a_content_is_fetched_it_is_said_how_much_came(
    window: MainWindow, world: World, laptop: Laptop, qtbot: QtBot
) -> None:
    colleague = world.laptop("twee")
    content = bytes(range(256)) * 40_000
    made = documents.attach(colleague.ws, NUMBER, Pasted("film.bin", content))
    colleague.sync_until_quiet(6)
    laptop.sync()
    film = next(one for one in reading.case(laptop.ws, NUMBER).documents if one.titel == "film")
    assert film.identificatie == made.identificatie
    page = case_page(window, laptop)
    said: list[str] = []
    label = page.documents._facts_of[film.local_id]
    page._document_work.coming.connect(lambda *_: said.append(label.text()))
    world.faults.slow_s = 1.0
    world.faults.strike("slow", path_contains="download")
    page.documents.wanted.emit(document_work.FETCH, film)
    qtbot.waitUntil(lambda: any("wordt opgehaald, 0 %" in one for one in said))
    page.documents.say_coming(film.local_id, 40, 100)
    assert label.text().endswith("wordt opgehaald, 40 %")
    qtbot.waitUntil(lambda: one_of(laptop, film.local_id).here, timeout=8000)
    qtbot.waitUntil(lambda: "staat in de koffer" in window.notice.text())
