"""Many documents at once in the window: one form for all, messages of other programs, folders."""

from __future__ import annotations

import struct
from datetime import UTC, datetime
from pathlib import Path

import pytest
from desktop.operations.documenten import documents
from desktop.operations.documenten.documents import Pasted
from desktop.operations.overview import reading
from desktop.views.frame.main_window import MainWindow
from desktop.views.widgets.card import text_label
from desktop.views.widgets.drop_area import documents_in, first_line, holds_documents
from desktop.views.widgets.virtual_files import names_in
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.unit.attachments.containers import outlook
from tests.unit.attachments.pictures import PLACE, heic, jpeg
from tests.views.test_attaching import opened, titles
from tests.views.test_journeys import NUMBER, case_page
from tests.world.laptops import Body, Laptop, World

SENT = datetime(2026, 11, 24, 8, tzinfo=UTC)
NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
WINDOWS = 'application/x-qt-windows-mime;value="{}"'


def at_registry(world: World, laptop: Laptop) -> dict[str, Body]:
    laptop.sync_until_quiet()
    return {str(one["titel"]): one for one in world.all("enkelvoudiginformatieobjecten")}


def test_one_form_goes_on_all_documents_and_each_keeps_its_own_title(
    window: MainWindow, world: World, laptop: Laptop, qtbot: QtBot
) -> None:
    pane = opened(window, laptop)
    pane.shared.fold.setChecked(True)
    pane.shared.set("auteur", "Fotodienst")
    pane.take([Pasted(f"IMG_{n}.jpg", jpeg() + bytes((n,))) for n in range(6)])
    qtbot.waitUntil(lambda: all(row.attached for row in pane.rows), timeout=5000)
    assert pane.total.words.text() == "6 documenten veilig in de koffer"
    assert pane.shared.apply.text() == "Ook voor de 6 documenten in de lijst"
    pane.shared.set("ontvangstdatum", "24-11-2026")
    pane.shared.secrecy.setCurrentIndex(pane.shared.secrecy.findData("intern"))
    pane.shared.apply.click()
    row = pane.rows[2]
    row.titel.selectAll()
    qtbot.keyClicks(row.titel, "Drempel badkamer")
    qtbot.keyClick(row.titel, Qt.Key.Key_Return)
    there = at_registry(world, laptop)
    mine = [there[name] for name in (*(f"IMG_{n}" for n in (0, 1, 3, 4, 5)), "Drempel badkamer")]
    assert {one["auteur"] for one in mine} == {"Fotodienst"}
    assert {one["ontvangstdatum"] for one in mine} == {"2026-11-24"}
    assert {one["vertrouwelijkheidaanduiding"] for one in mine} == {"intern"}


def test_a_field_that_is_not_right_changes_no_document_and_is_said(
    window: MainWindow, laptop: Laptop, qtbot: QtBot
) -> None:
    pane = opened(window, laptop)
    pane.take([Pasted("een.txt", b"1"), Pasted("twee.txt", b"2")])
    qtbot.waitUntil(lambda: all(row.attached for row in pane.rows), timeout=5000)
    pane.shared.set("auteur", "Iemand anders")
    pane.shared.set("ontvangstdatum", "ooit")
    pane.apply_shared()
    assert "datum" in pane._hint.text()
    found = reading.case(laptop.ws, NUMBER).documents[:2]
    assert "Iemand anders" not in {one.auteur for one in found}


def test_a_photograph_whose_place_cannot_be_found_comes_when_the_person_says_so(
    window: MainWindow, laptop: Laptop, qtbot: QtBot
) -> None:
    pane = opened(window, laptop)
    odd = heic().replace(b"iloc", b"free")
    pane.take([Pasted("foto.heic", odd)])
    qtbot.waitUntil(pane.rows[0].still.isVisible, timeout=5000)
    assert "plaats" in pane.rows[0].state.text()
    assert "foto" not in titles(laptop)
    pane.rows[0].still.click()
    qtbot.waitUntil(lambda: "foto" in titles(laptop), timeout=5000)
    assert len(pane.rows) == 1


def descriptor(names: list[str]) -> bytes:
    rows = [bytes(72) + name.encode("utf-16-le").ljust(520, b"\0") for name in names]
    return struct.pack("<I", len(rows)) + b"".join(rows)


def test_messages_dropped_from_outlook_come_whole_with_what_they_say_of_themselves(
    window: MainWindow, world: World, laptop: Laptop, qtbot: QtBot
) -> None:
    message = outlook("Offerte traplift", "Renée Bos", SENT)
    mime = QMimeData()
    mime.setData(WINDOWS.format("FileGroupDescriptorW"), descriptor(["Offerte.msg", "Plan é.pdf"]))
    mime.setData(WINDOWS.format("FileContents") + ";index=0", message)
    mime.setData(WINDOWS.format("FileContents") + ";index=1", b"%PDF-1.7 plan")
    assert holds_documents(mime)
    pane = opened(window, laptop)
    pane.take(documents_in(mime, NOW))
    qtbot.waitUntil(lambda: all(row.attached for row in pane.rows), timeout=5000)
    assert "van Renée Bos" in pane.rows[0].facts.text()
    there = at_registry(world, laptop)
    assert there["Offerte traplift"]["auteur"] == "Renée Bos"
    assert there["Offerte traplift"]["ontvangstdatum"] == "2026-11-24"
    assert there["Plan é"]["bestandsnaam"] == "Plan é.pdf"
    assert message in world.content(NUMBER)


def test_a_message_that_the_other_program_keeps_to_itself_is_said_with_the_way_round(
    window: MainWindow, laptop: Laptop
) -> None:
    mime = QMimeData()
    mime.setData(WINDOWS.format("FileGroupDescriptorW"), descriptor(["Offerte.msg"]))
    pane = opened(window, laptop)
    pane.take(documents_in(mime, NOW))
    assert "gaf het andere programma niet af" in pane.rows[0].state.text()
    assert "naar een map" in pane.rows[0].facts.text()


def test_a_message_of_a_mail_program_elsewhere_comes_as_an_eml(laptop: Laptop) -> None:
    mime = QMimeData()
    mime.setData("message/rfc822", b"Subject: Vraag\r\nFrom: Jan <j@x.example>\r\n\r\nHallo")
    found = documents_in(mime, NOW)
    assert [one.name for one in found] == ["bericht 20261125-093000.eml"]
    assert documents.propose(found[0]).titel == "Vraag"


@pytest.mark.parametrize("cut", [0, 3, 4, 80, 595, 596, 700, 1187])
def test_a_list_of_names_that_is_cut_off_gives_what_is_whole(cut: int) -> None:
    names = names_in(descriptor(["een.msg", "twee.msg"])[:cut])
    assert names == ["een.msg", "twee.msg"][: max(0, cut - 4) // 592]


def test_a_folder_comes_with_all_its_files_and_nothing_hidden(
    window: MainWindow, laptop: Laptop, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "Huisbezoek"
    (folder / "boven").mkdir(parents=True)
    (folder / "trap.jpg").write_bytes(jpeg())
    (folder / "boven" / "bad.jpg").write_bytes(jpeg() + b"2")
    (folder / ".verborgen").write_bytes(b"x")
    (tmp_path / "geheim.txt").write_bytes(b"x")
    (folder / "ernaast.txt").symlink_to(tmp_path / "geheim.txt")
    pane = opened(window, laptop)
    pane.take([folder])
    qtbot.waitUntil(lambda: len(pane.rows) == 2, timeout=5000)
    qtbot.waitUntil(lambda: all(row.attached for row in pane.rows), timeout=5000)
    assert {"trap", "bad"} <= set(titles(laptop))
    assert not {"geheim", "ernaast", ".verborgen"} & set(titles(laptop))
    with documents.open_content(laptop.ws, pane.rows[0].attached.id) as content:  # type: ignore[union-attr]  # it is here
        assert PLACE not in content.read()


def test_a_text_proposes_its_first_line_as_its_title() -> None:
    assert first_line(" \n\t Gebeld  met mevrouw \nZij zei") == "Gebeld met mevrouw"
    assert first_line("woord " * 40) == ("woord " * 13).strip() + "…"
    assert first_line("") == ""


def test_a_name_without_an_end_makes_nothing_beside_it_too_wide_to_see(
    window: MainWindow, laptop: Laptop, qtbot: QtBot, tmp_path: Path
) -> None:
    page = case_page(window, laptop)
    pane = page.attach_pane
    empty = tmp_path / f"{'z' * 240}.txt"
    empty.touch()
    page.take([empty, tmp_path / ("y" * 300)])
    qtbot.waitUntil(lambda: not any(row.is_packing for row in pane.rows))
    for row in pane.rows:
        assert row.minimumSizeHint().width() <= pane.width() - 48, "its margins and a scroll bar"


def test_what_can_be_copied_has_nothing_in_it_that_is_not_seen() -> None:
    label = text_label("z" * 60, wrap=True)
    assert (label.text(), QLabel.text(label) == "z" * 60) == ("z" * 60, False)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    assert QLabel.text(label) == "z" * 60
    label.setText("y" * 60)
    assert QLabel.text(label) == "y" * 60
