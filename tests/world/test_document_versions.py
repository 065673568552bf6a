"""Versions of a document: listed, compared, an old one made the newest again; links and bundles."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from desktop.domain.errors import BadInput, NotFound
from desktop.operations.choices import deciding
from desktop.operations.documenten import (
    bundling,
    checkouts,
    contents,
    document_versions,
    documents,
    relating,
)
from desktop.operations.documenten.documents import Pasted
from desktop.operations.overview import reading
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage

from tests.contents import pdf, png
from tests.world.laptops import Laptop, World
from tests.world.papers import Paper, paper, sent

FIRST = b"Eerste tekst"


@pytest.fixture
def laptop(world: World) -> Laptop:
    return world.laptop()


@pytest.fixture
def one(laptop: Laptop) -> Paper:
    return sent(laptop, FIRST)


def numbers(one: Paper) -> list[int]:
    return [it.versie for it in document_versions.versions(one.laptop.ws, one.attached.id).versions]


def test_the_versions_are_listed_and_compared(one: Paper) -> None:
    one.change(b"Van de collega", auteur="Bo Bakker")
    one.change(titel="Betere titel")
    found = document_versions.versions(one.laptop.ws, one.attached.id)
    assert [it.versie for it in found.versions] == [3, 2, 1]
    assert (found.is_whole, found.get(3).is_newest, found.get(1).is_here) == (True, True, True)
    assert found.get(2).auteur == "Bo Bakker"
    differs = document_versions.compare(found.get(1).body, found.get(3).body)
    told = {it.field: (it.before, it.after) for it in differs}
    assert told["titel"] == ("brief", "Betere titel")
    assert told["bestandsomvang"] == (12, 14)
    with pytest.raises(NotFound):
        found.get(9)


def test_without_a_connection_what_is_known_is_listed_and_says_so(world: World, one: Paper) -> None:
    world.unplug()
    found = document_versions.versions(one.laptop.ws, one.attached.id)
    assert ([it.versie for it in found.versions], found.is_whole) == ([1], False)


def test_an_old_version_is_restored_without_a_connection_as_a_new_one(
    world: World, one: Paper, tmp_path: Path
) -> None:
    newer = tmp_path / "brief.txt"
    newer.write_bytes(b"Tweede tekst")
    checkouts.checkin(one.laptop.ws, one.attached.id, newer)
    one.laptop.sync_until_quiet(4)
    world.unplug()
    listed = document_versions.versions(one.laptop.ws, one.attached.id)
    assert [(it.versie, it.is_known) for it in listed.versions] == [(2, True), (1, False)]
    document_versions.restore(one.laptop.ws, one.attached.id, 1, with_fields=True)
    assert documents.export(one.laptop.ws, one.attached.id, tmp_path / "uit.txt") == len(FIRST)
    world.plug()
    assert one.laptop.sync_until_quiet(4).waiting == 0
    assert one.contents == [FIRST, b"Tweede tekst", FIRST]
    assert one.laptop.sync().pushed == 0


def test_an_old_content_that_is_not_here_is_fetched_and_its_fields_come_when_asked(
    world: World, one: Paper
) -> None:
    one.change(b"Van de collega", titel="Andere titel", auteur="Bo Bakker")
    other = world.laptop("twee")
    found = reading.list_documents(other.ws, one.number)[0]
    document_versions.restore(other.ws, found.local_id, 1, with_fields=True)
    assert other.sync_until_quiet(4).waiting == 0
    assert one.contents == [FIRST, b"Van de collega", FIRST]
    assert (one.there["titel"], one.there["versie"]) == ("brief", 3)


def test_restoring_what_the_registry_shows_already_makes_no_version(one: Paper) -> None:
    document_versions.restore(one.laptop.ws, one.attached.id, 1)
    assert one.laptop.sync_until_quiet(3).waiting == 0
    assert one.there["versie"] == 1


def test_an_older_content_that_is_the_newest_here_is_restored_all_the_same(one: Paper) -> None:
    """Here is version 1, there is version 2: going back to 1 is a change."""
    one.change(b"Van de collega")
    one.laptop.sync()
    document_versions.restore(one.laptop.ws, one.attached.id, 1)
    assert one.laptop.sync_until_quiet(4).waiting == 0
    assert one.contents == [FIRST, b"Van de collega", FIRST]


def test_a_version_that_a_colleague_made_meanwhile_becomes_a_question(
    world: World, one: Paper, tmp_path: Path
) -> None:
    newer = tmp_path / "brief.txt"
    newer.write_bytes(b"Tweede tekst")
    checkouts.checkin(one.laptop.ws, one.attached.id, newer)
    one.laptop.sync_until_quiet(4)
    document_versions.restore(one.laptop.ws, one.attached.id, 1)
    one.change(b"Intussen van de collega")
    assert one.laptop.sync().conflicts == 1
    assert one.contents[-1] == b"Intussen van de collega"


def test_what_is_out_or_final_is_not_restored(one: Paper) -> None:
    checkouts.checkout(one.laptop.ws, one.attached.id)
    with pytest.raises(BadInput, match="document-is-out"):
        document_versions.restore(one.laptop.ws, one.attached.id, 1)
    checkouts.undo_checkout(one.laptop.ws, one.attached.id)
    documents.edit_document(one.laptop.ws, one.attached.id, {"status": "definitief"})
    with pytest.raises(BadInput, match="document-final"):
        document_versions.restore(one.laptop.ws, one.attached.id, 1)


def test_the_content_of_an_old_version_is_saved_and_leaves_nothing_behind(
    world: World, one: Paper, tmp_path: Path
) -> None:
    one.change(b"Van de collega")
    one.laptop.sync()
    files = set((one.laptop.ws.profile / "documenten").iterdir())
    for versie, content in ((1, FIRST), (2, b"Van de collega")):
        target = tmp_path / f"{versie}.txt"
        size = document_versions.save_version(one.laptop.ws, one.attached.id, versie, target)
        assert (target.read_bytes(), size) == (content, len(content))
    assert set((one.laptop.ws.profile / "documenten").iterdir()) == files


def test_unlinking_takes_the_relation_away_and_keeps_the_document_there(
    world: World, one: Paper
) -> None:
    number = "ZAAK-2026-0000000127"
    relating.link(one.laptop.ws, one.attached.id, number)
    one.laptop.sync_until_quiet(4)
    relating.unlink(one.laptop.ws, one.attached.id, number)
    with pytest.raises(NotFound):
        relating.unlink(one.laptop.ws, one.attached.id, number)
    one.laptop.sync_until_quiet(4)
    linked = [one.is_linked]
    relating.unlink(one.laptop.ws, one.attached.id)
    assert one.laptop.sync_until_quiet(4).waiting == 0
    assert [*linked, one.is_linked] == [True, False]
    assert len(world.all("enkelvoudiginformatieobjecten")) > 0


def test_a_document_that_was_taken_out_of_its_zaak_is_not_shown_there_any_more(
    world: World, one: Paper
) -> None:
    def shown() -> list[list[str]]:
        found = reading.case(one.laptop.ws, one.number).documents
        listed = reading.list_documents(one.laptop.ws, one.number)
        return [[each.titel for each in every] for every in (found, listed)]

    world.unplug()
    part = relating.unlink(one.laptop.ws, one.attached.id).id
    assert shown() == [[], []], "also without a connection"
    deciding.withdraw(one.laptop.ws, part)
    assert shown() == [["brief"], ["brief"]]
    documents.edit_document(one.laptop.ws, one.attached.id, {"titel": "Andere titel"})
    relating.unlink(one.laptop.ws, one.attached.id)
    assert shown() == [["Andere titel"], ["Andere titel"]], "what waits here stays in sight"


def test_several_documents_become_one_zip_with_names_that_differ(
    laptop: Laptop, tmp_path: Path
) -> None:
    first = paper(laptop, FIRST, "brief.txt")
    again = documents.attach(laptop.ws, first.number, Pasted("BRIEF.txt", b"Tweede"))
    image = documents.attach(laptop.ws, first.number, Pasted("trap.png", png(30, 20)))
    target = tmp_path / "samen.zip"
    chosen = [first.attached.id, again.id, image.id]
    assert bundling.as_zip(laptop.ws, chosen, target) == target.stat().st_size
    with zipfile.ZipFile(target) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == {
            "brief.txt": FIRST, "BRIEF (2).txt": b"Tweede", "trap.png": png(30, 20),
        }  # fmt: skip
    assert target.stat().st_mode & 0o077 == 0


def test_a_content_that_is_not_here_stops_a_zip_before_it_is_made(
    world: World, one: Paper, tmp_path: Path
) -> None:
    other = world.laptop("twee")
    found = reading.list_documents(other.ws, one.number)[0]
    target = tmp_path / "samen.zip"
    with pytest.raises(NotFound, match="document-not-here"):
        bundling.as_zip(other.ws, [found.local_id], target)
    assert list(tmp_path.glob("samen*")) == []
    contents.fetch_content(other.ws, found.local_id)
    assert bundling.as_zip(other.ws, [found.local_id], target)


def jpeg(width: int, height: int) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPEG")  # type: ignore[call-overload]  # the stubs want bytes
    return bytes(QByteArray(buffer.data()).data())


def test_pdf_and_photographs_become_one_pdf_in_order(laptop: Laptop, tmp_path: Path) -> None:
    first = paper(laptop, pdf("Een", "Twee"), "een.pdf")
    photo = documents.attach(laptop.ws, first.number, Pasted("trap.jpg", jpeg(400, 200)))
    last = documents.attach(laptop.ws, first.number, Pasted("drie.pdf", pdf("Drie")))
    target = tmp_path / "samen.pdf"
    bundling.as_pdf(laptop.ws, [first.attached.id, photo.id, last.id], target)
    made = pypdfium2.PdfDocument(io.BytesIO(target.read_bytes()))
    texts = [page.get_textpage().get_text_range().strip() for page in made]
    assert texts == ["Een", "Twee", "", "Drie"]
    width, height = made.get_page_size(2)
    assert width > height


def test_what_cannot_go_into_a_pdf_is_named_and_nothing_is_made(
    laptop: Laptop, tmp_path: Path
) -> None:
    first = paper(laptop, FIRST, "brief.txt")
    broken = documents.attach(laptop.ws, first.number, Pasted("stuk.pdf", b"%PDF-1.7 stuk"))
    for chosen in (first.attached.id, broken.id):
        with pytest.raises(BadInput, match="document-not-joinable"):
            bundling.as_pdf(laptop.ws, [chosen], tmp_path / "samen.pdf")
    assert list(tmp_path.glob("samen*")) == []


def test_another_picture_goes_in_when_somebody_can_make_a_jpeg_of_it(
    laptop: Laptop, tmp_path: Path
) -> None:
    one = paper(laptop, png(30, 20), "trap.png")
    target = tmp_path / "samen.pdf"
    with pytest.raises(BadInput, match="document-not-joinable"):
        bundling.as_pdf(laptop.ws, [one.attached.id], target)
    bundling.as_pdf(laptop.ws, [one.attached.id], target, as_jpeg=lambda _: jpeg(30, 20))
    assert len(pypdfium2.PdfDocument(target)) == 1


def put_back(one: Paper, content: bytes, remark: str) -> None:
    ws = one.laptop.ws
    checkouts.checkout(ws, one.attached.id).path.write_bytes(content)
    checkouts.checkin(ws, one.attached.id, remark=remark)
    one.laptop.sync_until_quiet(4)


def test_a_remark_goes_with_its_own_version_into_the_trail_and_is_read_back(world: World) -> None:
    client_id = str(world.door.description["client_id"])
    world.registry.applications.give(client_id, "audittrails.lezen")
    one = sent(world.laptop())
    put_back(one, b"Met andere maten", "Maten aangepast – badkamer")
    put_back(one, b"Zonder iets te zeggen", "")
    one.change(b"Van de collega")
    found = {each.versie: (each.maker, each.remark) for each in
             document_versions.versions(one.laptop.ws, one.attached.id).versions}  # fmt: skip
    me = "Meryem Yılmaz"
    assert found == {
        1: (me, ""), 2: (me, "Maten aangepast - badkamer"), 3: (me, ""), 4: ("Bo Bakker", ""),
    }  # fmt: skip


def test_without_the_right_to_the_trail_the_versions_are_listed_all_the_same(
    laptop: Laptop,
) -> None:
    one = sent(laptop)
    put_back(one, b"Met andere maten", "Maten aangepast")
    found = document_versions.versions(laptop.ws, one.attached.id)
    assert [(each.versie, each.maker) for each in found.versions] == [(2, ""), (1, "")]
    assert found.is_whole


def test_a_remark_on_what_never_left_is_no_version_and_stops_nothing(laptop: Laptop) -> None:
    one = paper(laptop)
    put_back(one, b"Nog niet weg", "Maten aangepast")
    assert one.contents == [b"Nog niet weg"]
