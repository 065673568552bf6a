"""Documents on their way into the koffer, through the pane of a case."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from desktop.domain.readings import Place
from desktop.domain.records import Stand
from desktop.operations.documenten import documents
from desktop.operations.documenten.documents import Pasted
from desktop.operations.overview import reading
from desktop.views.documenten.attach_pane import AttachPane
from desktop.views.frame.main_window import MainWindow
from desktop.views.widgets.drop_area import documents_in
from desktop.views.zaak.case_page import CasePage
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.views.test_journeys import NUMBER, case_page, press
from tests.world.laptops import Laptop, World


def titles(laptop: Laptop) -> list[str]:
    return [one.titel for one in reading.case(laptop.ws, NUMBER).documents]


def opened(window: MainWindow, laptop: Laptop) -> AttachPane:
    page = case_page(window, laptop)
    page.attach()
    return page.attach_pane


def test_the_button_opens_the_pane_and_browsing_takes_files_in(
    window: MainWindow,
    laptop: Laptop,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "Offerte traplift.pdf"
    path.write_bytes(b"%PDF" + b"x" * 5000)
    answer = ([str(path)], "")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args, **_more: answer)
    page = case_page(window, laptop)
    qtbot.keyClick(
        window, Qt.Key.Key_D,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )  # fmt: skip
    assert page.attach_pane.isVisible()
    page.attach_pane.drop.button.click()
    qtbot.waitUntil(lambda: "Offerte traplift" in titles(laptop), timeout=5000)
    row = page.attach_pane.rows[0]
    qtbot.waitUntil(lambda: row.attached is not None, timeout=5000)
    assert row.state.text() == "Veilig in de koffer."
    assert row.facts.text() == "5,0 kB · het origineel mag weg"


def test_safe_is_said_only_after_the_durable_write(
    window: MainWindow, laptop: Laptop, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()
    put = laptop.ws.blobs.put

    def slow_put(*given: object, **more: object) -> object:
        go_on.wait(10)
        return put(*given, **more)  # type: ignore[arg-type]  # handed on as it came

    monkeypatch.setattr(laptop.ws.blobs, "put", slow_put)
    pane = opened(window, laptop)
    pane.take([Pasted("foto.jpg", b"x" * 100_000)])
    row = pane.rows[0]
    assert row.is_packing
    assert row.state.text().startswith("Inpakken: ")
    assert "Veilig" not in row.state.text()
    go_on.set()
    qtbot.waitUntil(lambda: row.attached is not None, timeout=5000)
    assert row.state.text() == "Veilig in de koffer."


def test_a_program_cannot_come_and_the_others_go_on(
    window: MainWindow, laptop: Laptop, qtbot: QtBot, tmp_path: Path
) -> None:
    for name in ("rekenhulp.exe", "brief.txt"):
        (tmp_path / name).write_bytes(b"inhoud")
    pane = opened(window, laptop)
    pane.take([tmp_path / "rekenhulp.exe", tmp_path / "brief.txt", tmp_path / "weg.pdf"])
    qtbot.waitUntil(lambda: "brief" in titles(laptop), timeout=5000)
    assert "is een programma" in pane.rows[0].state.text()
    assert pane.rows[0].facts.text().startswith("De andere bestanden gaan gewoon door.")
    assert "is er niet meer" in pane.rows[2].state.text()
    assert "rekenhulp" not in titles(laptop)


def test_text_pasted_in_the_pane_becomes_a_document(
    window: MainWindow, laptop: Laptop, qtbot: QtBot
) -> None:
    pane = opened(window, laptop)
    QGuiApplication.clipboard().setText("\n  Uit een mail \nTweede regel")
    qtbot.keyClick(pane.drop.button, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "Uit een mail" in titles(laptop), timeout=5000)
    found = reading.case(laptop.ws, NUMBER).documents[0]
    assert found.bestandsnaam.startswith("geplakte tekst")
    assert found.bestandsnaam.endswith(".txt")
    with documents.open_content(laptop.ws, found.local_id) as content:  # type: ignore[union-attr]  # it is here
        assert content.read().decode() == "\n  Uit een mail \nTweede regel"


def test_the_kind_of_document_may_be_chosen(
    window: MainWindow, laptop: Laptop, qtbot: QtBot
) -> None:
    pane = opened(window, laptop)
    pane.kind.setCurrentIndex(2)
    pane.take([Pasted("bijlage.pdf", b"%PDF")])
    qtbot.waitUntil(lambda: "bijlage" in titles(laptop), timeout=5000)
    found = next(one for one in reading.case(laptop.ws, NUMBER).documents if one.titel == "bijlage")
    assert found.soort == pane.kind.currentText()
    assert found.stand is Stand.WACHT


def test_what_was_taken_in_is_taken_back_together(
    window: MainWindow, laptop: Laptop, qtbot: QtBot
) -> None:
    pane = opened(window, laptop)
    before = titles(laptop)
    pane.take([Pasted("een.jpg", b"1"), Pasted("twee.jpg", b"2")])
    qtbot.waitUntil(lambda: all(row.attached for row in pane.rows), timeout=5000)
    press(pane, "Ongedaan maken")
    assert titles(laptop) == before
    assert pane.rows == []
    assert laptop.status().waiting == 0


def test_packing_can_be_stopped_and_leaves_nothing(
    window: MainWindow, laptop: Laptop, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()
    put = laptop.ws.blobs.put

    def slow_put(*given: object, **more: object) -> object:
        go_on.wait(10)
        return put(*given, **more)  # type: ignore[arg-type]  # handed on as it came

    monkeypatch.setattr(laptop.ws.blobs, "put", slow_put)
    pane = opened(window, laptop)
    before = titles(laptop)
    pane.take([Pasted("film.mp4", b"x" * 500_000)])
    row = pane.rows[0]
    row.gone.emit()
    row.stop.set()
    go_on.set()
    done: list[object] = []
    window.bridge.run(lambda: None, done.append)
    qtbot.waitUntil(lambda: bool(done), timeout=5000)
    assert pane.rows == []
    assert titles(laptop) == before


def test_closing_the_pane_stops_nothing_and_tells_when_it_is_safe(
    window: MainWindow, laptop: Laptop, qtbot: QtBot
) -> None:
    pane = opened(window, laptop)
    pane.take([Pasted("foto.jpg", b"x" * 200_000)])
    press(pane, "Klaar")
    qtbot.waitUntil(lambda: window.notice.text() == "Document veilig in de koffer.", timeout=5000)
    press(window.notice, "Ongedaan maken")
    assert "foto" not in titles(laptop)


def test_a_document_is_given_back_as_a_file_with_a_warning(
    window: MainWindow,
    laptop: Laptop,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    documents.attach(laptop.ws, NUMBER, Pasted("foto.jpg", b"inhoud van de foto"))
    target = tmp_path / "uit.jpg"
    answer = (str(target), "")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_more: answer)
    page = case_page(window, laptop)
    page.documents.wanted.emit("export", reading.case(laptop.ws, NUMBER).documents[0])
    qtbot.waitUntil(lambda: "gegevens van mensen" in window.notice.text(), timeout=5000)
    assert target.read_bytes() == b"inhoud van de foto"


def test_files_win_from_the_text_that_a_file_manager_adds(laptop: Laptop, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    mime.setText(str(path))
    assert documents_in(mime, laptop.ws.clock.now_utc(), text=True) == [path]


def ways(page: CasePage, laptop: Laptop, number: int) -> list[str]:
    one = reading.case(laptop.ws, NUMBER).documents[number]
    return [words for words, _icon, _verb in page.documents._ways(one)]


def test_a_document_is_fetched_edited_in_a_copy_and_put_back_as_a_version(
    window: MainWindow,
    world: World,
    laptop: Laptop,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = case_page(window, laptop)
    documents = reading.case(laptop.ws, NUMBER).documents
    at = next(n for n, one in enumerate(documents) if not one.here)
    assert ways(page, laptop, at)[0] == "Ophalen"
    assert page.documents._facts(documents[at]).endswith("alleen bij het register")
    page.documents.wanted.emit("fetch", documents[at])
    qtbot.waitUntil(lambda: reading.case(laptop.ws, NUMBER).documents[at].here, timeout=5000)
    qtbot.waitUntil(lambda: "staat in de koffer" in window.notice.text(), timeout=5000)
    copy = tmp_path / "werkkopie.bin"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(copy), ""))
    page.documents.wanted.emit("edit", reading.case(laptop.ws, NUMBER).documents[at])
    qtbot.waitUntil(copy.exists, timeout=5000)
    qtbot.waitUntil(lambda: reading.case(laptop.ws, NUMBER).documents[at].is_out, timeout=5000)
    assert ways(page, laptop, at)[1:4] == [
        "Terugzetten als nieuwe versie…", "Niet veranderen", "Verder in je eigen programma"
    ]  # fmt: skip
    copy.write_bytes(b"verbeterd")
    page.documents.wanted.emit("put-back", reading.case(laptop.ws, NUMBER).documents[at])
    page.document_panes.back.primary.click()
    qtbot.waitUntil(lambda: "Nieuwe versie" in window.notice.text(), timeout=5000)
    assert not reading.case(laptop.ws, NUMBER).documents[at].is_out
    laptop.sync_until_quiet()
    assert b"verbeterd" in world.content(NUMBER)


@pytest.mark.parametrize(
    ("place", "fetched", "words"),
    [
        (Place.HERE, None, "in de koffer"),
        (Place.OLDER, None, "in de koffer, een oudere versie"),
        (Place.REGISTRY, None, "alleen bij het register"),
        (Place.FETCHING, (40, 100), "wordt opgehaald, 40 %"),
        (Place.FETCHING, (100, 100), "wordt opgehaald, 99 %"),
        (Place.NOWHERE, None, "zonder inhoud"),
    ],
)
def test_each_document_says_where_its_content_is(
    window: MainWindow,
    laptop: Laptop,
    place: Place,
    fetched: tuple[int, int] | None,
    words: str,
) -> None:
    page = case_page(window, laptop)
    one = reading.case(laptop.ws, NUMBER).documents[0]
    shown = replace(one, place=place, fetched=fetched, stand=Stand.BEVESTIGD, is_out=False)
    assert page.documents._facts(shown).endswith(words)


def test_what_no_registry_takes_is_said_at_once_and_nothing_is_kept(
    window: MainWindow, laptop: Laptop, tmp_path: Path
) -> None:
    film = tmp_path / "film.mp4"
    with film.open("wb") as file:
        file.truncate(2**31)  # one byte more than the standard's number can say; sparse
    pane = opened(window, laptop)
    pane.take([film])
    (row,) = pane.rows
    assert row.attached is None
    assert "2 GB is het meeste" in row.state.text()
    assert "film" not in titles(laptop)


def test_a_size_that_this_registry_refused_before_is_said_when_it_is_attached(
    window: MainWindow, laptop: Laptop, qtbot: QtBot
) -> None:
    with laptop.ws.replica.write() as writer:
        registry = writer.registries.all()[0].config.name
        writer.journal.set_setting(f"limits:{registry}", {"part": 1_000_000})
    pane = opened(window, laptop)
    pane.take([Pasted("film.mp4", bytes(1_000_000)), Pasted("klein.txt", b"past")])
    large, small = pane.rows
    qtbot.waitUntil(lambda: small.attached is not None and not large.is_packing, timeout=5000)
    assert large.attached is None
    assert "1,0 MB ging daar niet door" in large.state.text()
    assert "klein" in titles(laptop)
    assert "film" not in titles(laptop)
