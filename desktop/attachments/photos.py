"""Photographs without the place where they were taken: the pixels stay byte for byte.

A JPEG's metadata stands in segments before the picture. The GPS directory is overwritten with
zeros in place, XMP that speaks of GPS is left out, everything else (orientation, time) stays.
Metadata that cannot be read is left out as a whole: it may hold a place.
"""

from __future__ import annotations

import io
import struct
from typing import BinaryIO

JPEG = b"\xff\xd8\xff"
"""How every JPEG begins."""
_SOI, _SOS, _APP1 = 0xD8, 0xDA, 0xE1
_EXIF = b"Exif\0\0"
_XMP = b"http://ns.adobe.com/x"
_GPS_IFD = 0x8825
_MOST_HEAD = 8 * 1024 * 1024
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}


class _Unreadable(Exception):
    """The metadata has a shape nobody can use."""


def without_location(source: BinaryIO) -> BinaryIO:
    """Give a stream of the same picture without a place; anything but a JPEG as it is.

    The source is read from where it stands, its head in memory, the picture itself never.
    """
    start = source.read(2)
    if start != bytes((0xFF, _SOI)):
        return _joined(start, source)
    head = io.BytesIO()
    head.write(start)
    while True:
        marker = source.read(2)
        if len(marker) < 2 or marker[0] != 0xFF or marker[1] == _SOS or head.tell() > _MOST_HEAD:
            head.write(marker)
            return _joined(head.getvalue(), source)
        size = source.read(2)
        if len(size) < 2 or (length := int.from_bytes(size, "big")) < 2:
            head.write(marker + size)
            return _joined(head.getvalue(), source)
        body = source.read(length - 2)
        kept = _kept(body) if marker[1] == _APP1 else body
        if kept is not None:
            head.write(marker + size + kept)


def _kept(body: bytes) -> bytes | None:
    """Give an APP1 segment without a place, None to leave it out."""
    if body.startswith(_EXIF):
        try:
            return _EXIF + _without_gps(bytearray(body[len(_EXIF) :]))
        except (_Unreadable, struct.error):
            return None
    if body.startswith(_XMP) and b"gps" in body.lower():
        return None
    return body


def _without_gps(tiff: bytearray) -> bytes:
    order = {b"II": "<", b"MM": ">"}.get(bytes(tiff[:2]))
    if order is None or struct.unpack_from(order + "H", tiff, 2)[0] != 42:
        raise _Unreadable
    first = struct.unpack_from(order + "I", tiff, 4)[0]
    for at in _entries(tiff, order, first):
        tag, _, _, value = struct.unpack_from(order + "HHII", tiff, at)
        if tag == _GPS_IFD:
            _blank(tiff, order, value)
    return bytes(tiff)


def _entries(tiff: bytearray, order: str, offset: int) -> list[int]:
    count = struct.unpack_from(order + "H", tiff, offset)[0]
    found = [offset + 2 + 12 * number for number in range(count)]
    if found and found[-1] + 12 > len(tiff):
        raise _Unreadable
    return found


def _blank(tiff: bytearray, order: str, offset: int) -> None:
    """Overwrite a directory: its values, then its entries, then its count."""
    entries = _entries(tiff, order, offset)
    for at in entries:
        _, kind, count, value = struct.unpack_from(order + "HHII", tiff, at)
        size = _SIZES.get(kind, 0) * count
        if size > 4:
            if value + size > len(tiff):
                raise _Unreadable
            tiff[value : value + size] = bytes(size)
        tiff[at : at + 12] = bytes(12)
    tiff[offset : offset + 2] = bytes(2)


class _Joined(io.RawIOBase):
    """Bytes that were read already, followed by the rest of their source."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        super().__init__()
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # typeshed's WriteableBuffer is not importable
        if not self._head:
            self._head = self._rest.read(len(buffer))
        data, self._head = self._head[: len(buffer)], self._head[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)


def _joined(head: bytes, rest: BinaryIO) -> BinaryIO:
    return io.BufferedReader(_Joined(head, rest), buffer_size=1 << 20)
