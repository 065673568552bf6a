"""Search finds words that stand only inside a document, without a connection."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from desktop.domain.contents import TextOutcome
from desktop.domain.errors import Environment
from desktop.domain.readings import WorklistQuery
from desktop.operations.documenten import (
    bundling,
    checkouts,
    contents,
    documents,
    preview,
    searching,
)
from desktop.operations.documenten.documents import Pasted
from desktop.operations.overview import reading
from desktop.operations.zaken import casework

from tests.contents import docx, eml, odt, pdf, png, pptx, xlsx
from tests.unit.attachments.containers import outlook, spreadsheet
from tests.world.laptops import Laptop, World
from tests.world.papers import paper, sent

WORD = "plafondlift"
TEXT = f"Zij heeft een {WORD} nodig"
SORTS = {
    "advies.pdf": pdf("Eerste bladzijde", TEXT),
    "advies.docx": docx("Geachte mevrouw", TEXT),
    "begroting.xlsx": xlsx("Bedrag", TEXT),
    "uitleg.pptx": pptx("Agenda", TEXT),
    "brief.odt": odt("Geachte mevrouw", TEXT),
    "vraag.eml": eml("Vraag", TEXT),
    "nieuws.eml": eml("Nieuws", "", f"<p>Zij heeft een <b>{WORD}</b> nodig</p>"),
    "bericht.msg": outlook("Vraag", "Renée Bos", None, text=TEXT),
    "oud bericht.msg": outlook("Vraag", "Renée Bos", None, text=f"Café: {TEXT}", narrow=True),
    "opgemaakt.msg": outlook("Vraag", "Renée Bos", None, html=f"<p>Een <b>{WORD}</b></p>"),
    "begroting.xls": spreadsheet("Bedrag", TEXT, "Café"),
    "notitie.txt": TEXT.encode(),
    "oud.txt": f"Café: {TEXT}".encode("cp1252"),
    "blok.txt": TEXT.encode("utf-16"),
}


def found(laptop: Laptop, text: str) -> list[str]:
    query = WorklistQuery(text=text)
    ids = reading.worklist_ids(laptop.ws, query)
    return [one.identificatie for one in reading.worklist_rows(laptop.ws, ids)]


@pytest.fixture
def laptop(world: World) -> Laptop:
    return world.laptop()


def test_a_word_inside_a_document_of_every_sort_finds_its_zaak(
    world: World, laptop: Laptop
) -> None:
    world.unplug()
    numbers = {paper(laptop, content, name).number for name, content in SORTS.items()}
    assert found(laptop, WORD) == []
    done = searching.take_words(laptop.ws)
    assert (done.read, done.unreadable) == (len(SORTS), 0)
    assert set(found(laptop, WORD)) == numbers
    assert set(found(laptop, f"zaak {WORD}")) == numbers
    assert searching.take_words(laptop.ws) == searching.Taken()


def test_words_are_nowhere_readable_on_the_disk(laptop: Laptop) -> None:
    paper(laptop, SORTS["advies.docx"], "advies.docx")
    searching.take_words(laptop.ws)
    assert found(laptop, WORD)
    assert laptop.has_text(WORD) == []


def test_a_fetched_content_is_found_and_forgotten_when_it_is_let_go(world: World) -> None:
    here = world.laptop()
    original = sent(here, SORTS["advies.pdf"], "advies.pdf")
    other = world.laptop("twee")
    searching.take_words(other.ws)
    assert found(other, WORD) == []
    info = contents.fetch_content(other.ws, original.reading.identificatie)
    searching.take_words(other.ws)
    assert found(other, WORD) == [original.number]
    other.ws.blobs.path(info.blob_id).write_bytes(b"weg")
    assert contents.verify_contents(other.ws).damaged
    assert found(other, WORD) == []


def test_a_new_version_is_found_by_its_own_words_only(laptop: Laptop, tmp_path: Path) -> None:
    found_paper = paper(laptop, SORTS["notitie.txt"], "notitie.txt")
    searching.take_words(laptop.ws)
    newer = tmp_path / "notitie.txt"
    newer.write_text("Toch een traplift")
    checkouts.checkin(laptop.ws, found_paper.attached.id, newer)
    searching.take_words(laptop.ws)
    assert (found(laptop, WORD), found(laptop, "traplift notitie")) == ([], [found_paper.number])


def test_a_document_that_is_taken_back_is_not_found_any_more(laptop: Laptop) -> None:
    one = paper(laptop, SORTS["notitie.txt"], "notitie.txt")
    searching.take_words(laptop.ws)
    assert found(laptop, WORD)
    from desktop.operations.choices import deciding

    deciding.withdraw(laptop.ws, one.attached.id)
    assert found(laptop, WORD) == []


def test_pictures_and_unknown_files_have_no_words_and_are_looked_at_once(laptop: Laptop) -> None:
    number = casework.create_zaak(
        laptop.ws, zaaktype="WMO-HUISBEZOEK", omschrijving="Foto's"
    ).identificatie
    documents.attach(laptop.ws, number, Pasted("foto.png", png(8, 8)))
    documents.attach(laptop.ws, number, Pasted("raar.bin", bytes(range(256))))
    assert searching.take_words(laptop.ws) == searching.Taken(wordless=2)
    assert searching.take_words(laptop.ws) == searching.Taken()


def test_what_is_too_large_is_not_read(laptop: Laptop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "MOST_BYTES", 100)
    one = paper(laptop, TEXT.encode() * 10, "lang.txt")
    assert searching.take_words(laptop.ws) == searching.Taken(too_large=1)
    with laptop.ws.replica.read() as reader:
        assert reader.texts.outcome_of(one.attached.id) is TextOutcome.TOO_LARGE


def test_the_document_itself_can_be_asked_for(laptop: Laptop) -> None:
    one = paper(laptop, SORTS["advies.docx"], "advies.docx")
    paper(laptop, b"Iets anders", "anders.txt")
    searching.take_words(laptop.ws)
    assert searching.documents_with(laptop.ws, WORD) == [one.attached.id]
    assert searching.documents_with(laptop.ws, "...") == []


def test_a_device_that_lets_no_reader_begin_loses_nothing_and_reads_it_later(
    laptop: Laptop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = paper(laptop, pdf(WORD), "advies.pdf")
    with monkeypatch.context() as patched:
        patched.setattr(sys, "executable", str(tmp_path / "weg"))
        assert searching.take_words(laptop.ws) == searching.Taken()
        with pytest.raises(Environment, match="no-reader"):
            bundling.as_pdf(laptop.ws, [one.attached.id], tmp_path / "samen.pdf")
        with pytest.raises(Environment, match="no-reader"):
            preview.look(laptop.ws, one.attached.id)  # it is not said to be damaged
    assert searching.take_words(laptop.ws).read == 1
    assert searching.documents_with(laptop.ws, WORD) == [one.attached.id]
