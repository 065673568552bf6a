"""Names that no file system likes, photographs that say where, mails that say what."""

from __future__ import annotations

import io
import struct
from datetime import date

import pytest
from desktop.attachments.mail import read_mail
from desktop.attachments.names import MOST_BYTES, MOST_CHARACTERS, is_executable, safe_name
from desktop.attachments.photos import without_location
from hypothesis import given
from hypothesis import strategies as st


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


def photo(order: str = "<") -> bytes:
    """A JPEG with an orientation, a time and a place, and what looks like pixels."""
    latitude = struct.pack(order + "6I", 52, 1, 5, 1, 27, 1)
    ifd = struct.pack(order + "H", 2)
    ifd += struct.pack(order + "HHIHH", 0x0112, 3, 1, 6, 0)
    gps_at = 8 + 2 + 24 + 4
    ifd += struct.pack(order + "HHII", 0x8825, 4, 1, gps_at) + bytes(4)
    gps = struct.pack(order + "H", 2)
    gps += struct.pack(order + "HHI4s", 1, 2, 2, b"N\0\0\0")
    gps += struct.pack(order + "HHII", 2, 5, 3, gps_at + 2 + 24 + 4) + bytes(4)
    head = (b"II" if order == "<" else b"MM") + struct.pack(order + "HI", 42, 8)
    tiff = head + ifd + gps + latitude
    app1 = b"Exif\0\0" + tiff
    xmp = b"http://ns.adobe.com/xap/1.0/\0<x exif:GPSLatitude='52,5.27N'/>"
    segments = b"".join(
        b"\xff\xe1" + (len(body) + 2).to_bytes(2, "big") + body for body in (app1, xmp)
    )
    return b"\xff\xd8" + segments + b"\xff\xda\x00\x02" + bytes(range(256)) * 20 + b"\xff\xd9"


@pytest.mark.parametrize("order", ["<", ">"], ids=["little end first", "big end first"])
def test_a_photograph_loses_its_place_and_keeps_its_pixels_and_orientation(order: str) -> None:
    before = photo(order)
    after = without_location(io.BytesIO(before)).read()
    assert b"GPS" not in after
    assert struct.pack(order + "6I", 52, 1, 5, 1, 27, 1) not in after
    assert struct.pack(order + "HHIHH", 0x0112, 3, 1, 6, 0) in after
    assert after[after.index(b"\xff\xda") :] == before[before.index(b"\xff\xda") :]


def test_metadata_that_cannot_be_read_is_left_out_as_a_whole() -> None:
    broken = photo().replace(struct.pack("<HI", 42, 8), struct.pack("<HI", 42, 9999))
    after = without_location(io.BytesIO(broken)).read()
    assert b"Exif" not in after
    assert after.endswith(broken[broken.index(b"\xff\xda") :])


@given(st.binary(max_size=300), st.integers(0, 400))
def test_anything_may_come_and_nothing_but_metadata_changes(noise: bytes, cut: int) -> None:
    for content in (noise, b"\xff\xd8" + noise, photo()[:cut], photo()[:cut] + noise):
        after = without_location(io.BytesIO(content)).read()
        assert len(after) <= len(content)
        if not content.startswith(b"\xff\xd8"):
            assert after == content


def test_a_picture_is_read_piece_by_piece() -> None:
    stream = without_location(io.BytesIO(photo()))
    pieces = iter(lambda: stream.read(100), b"")
    assert b"".join(pieces) == without_location(io.BytesIO(photo())).read()


def test_a_mail_says_subject_sender_and_day() -> None:
    mail = read_mail(
        b"From: Jan <j@x.example>\nSubject: =?utf-8?b?SGXDqQ==?=\n een tweede regel\n"
        b"Date: Tue, 24 Nov 2026 23:59:00 -0500\n\nbody"
    )
    assert (mail.onderwerp, mail.afzender) == ("Heé een tweede regel", "Jan")
    assert mail.dag == date(2026, 11, 24)


@given(st.binary(max_size=500))
def test_any_bytes_are_read_as_a_mail_without_harm(noise: bytes) -> None:
    for head in (noise, b"From: " + noise, b"Date: " + noise, b"Subject: " + noise):
        mail = read_mail(head)
        assert len(mail.onderwerp) <= 200
        assert all(one.isprintable() for one in mail.onderwerp + mail.afzender)
