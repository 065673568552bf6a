"""Hostile and odd files: what is looked into, what is refused; nothing hangs or crashes."""

from __future__ import annotations

import contextlib
import io
import os
import zipfile
from collections.abc import Iterator
from random import Random

import pytest
from desktop.attachments.apart import Apart, Unreadable
from desktop.attachments.office import MOST_UNPACKED, NotOffice, office_words
from desktop.attachments.plain import mail_of, text_of, words_of_html
from desktop.attachments.sorts import Sort, has_active_content, sort_of
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.contents import docx, eml, pdf, png, zipped
from tests.unit.attachments.containers import spreadsheet

MOST = 10_000


@pytest.fixture(scope="module")
def apart() -> Iterator[Apart]:
    with Apart() as found:
        yield found


@pytest.mark.parametrize(
    ("name", "content", "sort"),
    [
        ("brief.pdf", pdf("x"), Sort.PDF),
        ("brief.txt", pdf("x"), Sort.PDF),
        ("foto.jpg", b"\xff\xd8\xff\xe0", Sort.IMAGE),
        ("foto.doc", png(1, 1), Sort.IMAGE),
        ("brief.docx", docx("x"), Sort.OFFICE),
        ("archief.zip", docx("x"), Sort.OTHER),
        ("bericht.eml", eml("a", "b"), Sort.MAIL),
        ("zonder naam", "Gewoon één tekst".encode(), Sort.TEXT),
        ("brief.txt", "tekst".encode("utf-16"), Sort.TEXT),
        ("raar.txt", b"\0\1\2", Sort.OTHER),
        ("leeg.txt", b"", Sort.OTHER),
        ("begroting.xls", spreadsheet("Bedrag"), Sort.SHEET),
        ("begroting.xls", docx("x"), Sort.OTHER),
    ],
)
def test_the_content_says_what_it_is_more_than_the_name(
    name: str, content: bytes, sort: Sort
) -> None:
    assert sort_of(name, content) is sort


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("rekenhulp.exe", b"x"),
        ("foto.jpg", b"MZ\x90"),
        ("foto.jpg.js", b"alert(1)"),
        ("pagina.html", b"hallo"),
        ("pagina.txt", b"\xef\xbb\xbf <!DOCTYPE html><p>"),
        ("snelkoppeling.lnk", b"L"),
        ("tekening.svg", b"<svg/>"),
        ("macro.docm", b"PK"),
        ("verstopt.docx", zipped(word__vbaProject_bin="x").replace(b"_bin", b".bin")),
        ("oud.xls", "iets _VBA_PROJECT iets".encode("utf-16-le")),
        ("actie.pdf", pdf("x", more=b"%/Launch\n")),
        ("schijf.iso", b"x"),
    ],
)
def test_a_file_that_could_start_something_is_known(name: str, content: bytes) -> None:
    assert has_active_content(name, content)


@pytest.mark.parametrize(
    ("name", "content"),
    [("brief.pdf", pdf("x")), ("brief.docx", docx("x")), ("foto.png", png(2, 2)),
     ("notitie.txt", b"<3 html"), ("bericht.eml", eml("a", "b"))],
)  # fmt: skip
def test_an_ordinary_file_gives_no_alarm(name: str, content: bytes) -> None:
    assert not has_active_content(name, content)


def test_a_zip_bomb_is_left_after_so_many_bytes() -> None:
    out = io.BytesIO()
    pack = zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9)
    with pack as archive, archive.open("word/document.xml", "w") as part:
        part.write(b"<a>")
        for _ in range(MOST_UNPACKED // (1 << 20) + 2):
            part.write(b" " * (1 << 20))
    assert len(out.getvalue()) < 200_000
    with pytest.raises(NotOffice):
        office_words(out, MOST)


def test_a_document_type_with_entities_is_refused() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;">]><a>&c;</a>'
    with pytest.raises(NotOffice):
        office_words(io.BytesIO(zipped(word__document_xml=bomb)), MOST)


def test_only_so_many_characters_are_taken() -> None:
    assert len(office_words(io.BytesIO(docx("woord " * 50_000)), MOST)) == MOST


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 255))
def test_a_damaged_office_file_is_refused_or_read_and_nothing_else(at: int, byte: int) -> None:
    content = bytearray(docx("Een", "twee"))
    content[at % len(content)] = byte
    try:
        office_words(io.BytesIO(bytes(content)), MOST)
    except NotOffice:
        return


def test_a_damaged_old_spreadsheet_is_unreadable_or_read_and_the_next_one_is_read() -> None:
    whole = spreadsheet("Bedrag", "Zij heeft een plafondlift nodig")
    chance = Random(5)
    reader = Apart()
    try:
        for _ in range(60):
            content = bytearray(whole)
            for _ in range(3):
                content[chance.randrange(5000)] = chance.randrange(256)
            with contextlib.suppress(Unreadable):
                reader.words(Sort.SHEET, bytes(content), MOST, 20.0)
            if not reader.is_alive:
                reader.close()
                reader = Apart()
        assert "plafondlift" in reader.words(Sort.SHEET, whole, MOST, 20.0)
    finally:
        reader.close()


def test_only_so_many_characters_of_an_old_spreadsheet_are_taken(apart: Apart) -> None:
    long = spreadsheet(*(f"cel {number}" for number in range(500)))
    assert len(apart.words(Sort.SHEET, long, 100, 20.0)) == 100


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7\n" + os.urandom(5000), pdf("x")[:300], b"%PDF-", b"%PDF-" * 50_000]
)
def test_a_damaged_pdf_is_unreadable_and_the_next_one_is_read(apart: Apart, content: bytes) -> None:
    with pytest.raises(Unreadable):
        apart.words(Sort.PDF, content, MOST, 20.0)
    assert apart.words(Sort.PDF, pdf("Goed zo"), MOST, 20.0).strip() == "Goed zo"


def test_a_pdf_whose_pages_go_round_ends(apart: Apart) -> None:
    circle = pdf("x").replace(b"/Kids[4 0 R]", b"/Kids[2 0 R]")
    with contextlib.suppress(Unreadable):
        apart.words(Sort.PDF, circle, MOST, 20.0)
    assert apart.is_alive


def test_what_takes_too_long_is_cut_off_and_said() -> None:
    with Apart() as slow:
        with pytest.raises(Unreadable):
            slow.words(Sort.TEXT, b"x" * 30_000_000, MOST, 0.001)
        with pytest.raises(Unreadable):
            slow.words(Sort.TEXT, b"x", MOST, 20.0)
        assert not slow.is_alive


def test_a_page_becomes_a_picture_and_an_immense_one_a_smaller_picture(apart: Apart) -> None:
    immense = pdf("x").replace(b"[0 0 595 842]", b"[0 0 14400 14400]")
    for content, most in ((pdf("Eerste", "Tweede"), 2_100_000), (immense, 24_100_000)):
        pages = apart.ask({"verb": "open"}, content)[0]["pages"]
        head, pixels = apart.ask({"verb": "page", "number": len(pages) - 1, "scale": 2.0})
        assert len(pixels) == head["width"] * head["height"] * 4 <= most * 4
    assert pages == [[14400.0, 14400.0]]


def test_text_of_every_encoding_and_a_cut_character() -> None:
    assert text_of("één".encode()) == "één"
    assert text_of("één".encode("utf-8-sig")) == "één"
    assert text_of("één".encode("utf-16")) == "één"
    assert text_of("één – “ja”".encode("cp1252")) == "één – “ja”"
    assert text_of("één".encode()[:3]) == "é"


def test_an_email_shows_its_plain_text_and_never_what_its_html_points_at() -> None:
    html = '<img src="http://ergens/volg.gif"><style>p{}</style><p>Alleen <b>dit</b></p>'
    both = mail_of(eml("Vraag", "Gewone tekst", html))
    assert both is not None
    assert both.text == "Gewone tekst"
    assert both.headers[-1] == ("subject", "Vraag")
    only = mail_of(eml("Vraag", "", html))
    assert only is not None
    assert only.text == "Alleen dit"


def test_script_in_html_is_no_text() -> None:
    assert words_of_html("<script>weg()</script><p>Blijft<br>staan") == "Blijft\nstaan"


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_break_the_readers_of_text_and_mail(content: bytes) -> None:
    text_of(content)
    mail_of(content)
    sort_of("x.eml", content)
    has_active_content("x", content)
