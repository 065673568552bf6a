"""Names that no file system likes, programs, and photographs that say where they were taken."""

from __future__ import annotations

import io
import struct

import pytest
from desktop.attachments.names import MOST_BYTES, MOST_CHARACTERS, is_executable, safe_name
from desktop.attachments.photos import PlaceUnknown, without_location
from hypothesis import example, given
from hypothesis import strategies as st

from tests.unit.attachments.pictures import jpeg


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Windows\\win.ini", "win.ini"),
        ("con.txt", "_con.txt"),
        ("LPT¹", "_LPT¹"),
        ("aux", "_aux"),
        ("foto\u202egpj.exe", "foto_gpj.exe"),
        ("nul\u200b.pdf", "nul_.pdf"),
        ("...", "document"),
        ("", "document"),
        ("zonder", "zonder"),
        ("eind. ", "eind"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
        ("a:b|c?.txt", "a_b_c_.txt"),
    ],
)
def test_a_name_becomes_one_that_every_file_system_likes(given_name: str, kept: str) -> None:
    assert safe_name(given_name) == kept


@given(st.text(max_size=400))
def test_any_name_becomes_safe_and_stays_as_it_is_the_second_time(name: str) -> None:
    safe = safe_name(name)
    assert 0 < len(safe) <= MOST_CHARACTERS + 1
    assert len(safe.encode()) <= MOST_BYTES + 1
    assert not set(safe) & set('/\\:*?"<>|\0\n')
    assert safe == safe.strip(" .")
    assert safe_name(safe) == safe


@pytest.mark.parametrize(
    ("name", "head", "program"),
    [
        ("a.EXE", b"", True),
        ("a.pdf .exe", b"", True),
        ("a.exe.", b"", True),
        ("a.desktop", b"", True),
        ("a.jpg", b"\x7fELF", True),
        ("a.jpg", b"\xff\xd8\xff", False),
        ("exe", b"tekst", False),
        ("a.pdf", b"%PDF-1.4", False),
    ],
)
def test_a_program_is_known_by_its_name_or_its_first_bytes(
    name: str, head: bytes, program: bool
) -> None:
    assert is_executable(name, head) is program


@pytest.mark.parametrize("order", ["<", ">"], ids=["little end first", "big end first"])
def test_a_photograph_loses_its_place_and_keeps_its_pixels_and_orientation(order: str) -> None:
    before = jpeg(order)
    after = without_location(io.BytesIO(before)).read()
    assert b"GPS" not in after
    assert struct.pack(order + "6I", 52, 1, 5, 1, 27, 1) not in after
    assert struct.pack(order + "HHIHH", 0x0112, 3, 1, 6, 0) in after
    assert after[after.index(b"\xff\xda") :] == before[before.index(b"\xff\xda") :]


def test_metadata_that_cannot_be_read_is_left_out_as_a_whole() -> None:
    broken = jpeg().replace(struct.pack("<HI", 42, 8), struct.pack("<HI", 42, 9999))
    after = without_location(io.BytesIO(broken)).read()
    assert b"Exif" not in after
    assert after.endswith(broken[broken.index(b"\xff\xda") :])


@example(b"II*\0", 0)  # begins like a picture and ends before it can say where
@given(st.binary(max_size=300), st.integers(0, 400))
def test_anything_may_come_and_nothing_but_metadata_changes(noise: bytes, cut: int) -> None:
    for content in (noise, b"\xff\xd8" + noise, jpeg()[:cut], jpeg()[:cut] + noise):
        try:
            after = without_location(io.BytesIO(content)).read()
        except PlaceUnknown:  # the person is asked: nothing came of it yet
            continue
        assert len(after) <= len(content)
        if not content.startswith(b"\xff\xd8"):
            assert after == content


def test_a_picture_is_read_piece_by_piece() -> None:
    stream = without_location(io.BytesIO(jpeg()))
    pieces = iter(lambda: stream.read(100), b"")
    assert b"".join(pieces) == without_location(io.BytesIO(jpeg())).read()
