"""Photographs without the place where they were taken: the pixels stay byte for byte.

A JPEG's metadata stands in segments before the picture: the GPS directory is overwritten with
zeros, XMP that speaks of GPS is left out, and so is metadata that cannot be read. PNG, WebP, HEIC
and TIFF (with most raw forms of cameras) are patched where they stand, so they are read twice.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO

from desktop.attachments.chunks import PNG, is_webp, place_in_png, place_in_webp
from desktop.attachments.exif import Patch, Unreadable, patched, place_in_tiff, view_of
from desktop.attachments.heif import is_heif, place_in_heif
from desktop.attachments.video import is_video, place_in_video

HEAD_BYTES = 64
"""How much of a file tells what it is."""
_SOI, _SOS, _APP1 = 0xD8, 0xDA, 0xE1
_EXIF = b"Exif\0\0"
_XMP = b"http://ns.adobe.com/x"
_MOST_HEAD = 8 * 1024 * 1024
_PIECE = 1 << 20


class PlaceUnknown(Exception):
    """It is a photograph, and nobody can tell whether and where it holds a place."""


def is_photo(head: bytes) -> bool:
    """Tell whether a file that begins so, a photograph or a film, may say where it was taken."""
    starts = (b"\xff\xd8\xff", PNG, b"II*\0", b"MM\0*")
    return head.startswith(starts) or is_webp(head) or is_heif(head) or is_video(head)


def without_location(source: BinaryIO) -> BinaryIO:
    """Give a stream of the same picture without a place; anything but a photograph as it is.

    Raises PlaceUnknown. The source can be sought in and stands at its start; it is never held in
    memory as a whole.
    """
    head = source.read(HEAD_BYTES)
    source.seek(0)
    if head.startswith(b"\xff\xd8"):
        return _buffered(_jpeg(source))
    try:
        patches = _patches(source, head)
    except Unreadable as error:
        raise PlaceUnknown from error
    source.seek(0)
    return _buffered(_patching(source, patches))


def _patches(source: BinaryIO, head: bytes) -> list[Patch]:
    def view(offset: int, size: int) -> bytes:
        source.seek(offset)
        return source.read(size)

    if head.startswith(PNG):
        return place_in_png(view)
    if is_webp(head):
        return place_in_webp(view)
    if is_heif(head):
        return place_in_heif(view, source.seek(0, io.SEEK_END))
    if is_video(head):
        return place_in_video(view, source.seek(0, io.SEEK_END))
    if is_photo(head):
        return place_in_tiff(view)
    return []


def _patching(source: BinaryIO, patches: list[Patch]) -> Iterator[bytes]:
    offset = 0
    while piece := source.read(_PIECE):
        end = offset + len(piece)
        here = [one for one in patches if one[0] < end and one[0] + len(one[1]) > offset]
        for start, instead in here:
            skip = max(0, offset - start)
            piece = patched(piece, [(max(0, start - offset), instead[skip:])])
        yield piece
        offset = end


def _jpeg(source: BinaryIO) -> Iterator[bytes]:
    yield source.read(2)
    size_before = 0
    while True:
        marker = source.read(2)
        if len(marker) < 2 or marker[0] != 0xFF or marker[1] == _SOS or size_before > _MOST_HEAD:
            yield marker
            break
        size = source.read(2)
        if len(size) < 2 or (length := int.from_bytes(size, "big")) < 2:
            yield marker + size
            break
        body = source.read(length - 2)
        size_before += length
        kept = _kept(body) if marker[1] == _APP1 else body
        if kept is not None:
            yield marker + size + kept
    while piece := source.read(_PIECE):
        yield piece


def _kept(body: bytes) -> bytes | None:
    """Give an APP1 segment without a place, None to leave it out."""
    if body.startswith(_EXIF):
        tiff = body[len(_EXIF) :]
        try:
            return _EXIF + patched(tiff, place_in_tiff(view_of(tiff)))
        except Unreadable:
            return None
    if body.startswith(_XMP) and b"gps" in body.lower():
        return None
    return body


class _Pieces(io.RawIOBase):
    """Pieces that come one after another, as a stream."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        super().__init__()
        self._pieces = pieces
        self._head = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # typeshed's WriteableBuffer is not importable
        while not self._head:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._head = piece
        data, self._head = self._head[: len(buffer)], self._head[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)


def _buffered(pieces: Iterator[bytes]) -> BinaryIO:
    return io.BufferedReader(_Pieces(pieces), buffer_size=_PIECE)
