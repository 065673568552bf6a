"""Pure: where Exif and XMP say the place, as patches that keep every byte where it stands.

Exif is a small TIFF file: directories of entries that point at their values. A patch overwrites the
GPS directory and its values with zeros; everything else (orientation, time) stays. Offsets do not
move, so what points into the file from outside keeps fitting.
"""

from __future__ import annotations

import struct
from collections.abc import Callable

Patch = tuple[int, bytes]
"""From which byte on, and what comes instead; as long as what was there."""
View = Callable[[int, int], bytes]
"""Gives `size` bytes from `offset`, fewer at the end."""

_GPS_IFD, _XMP_TAG = 0x8825, 0x02BC
_MOST_DIRECTORIES, _MOST_ENTRIES, _MOST_XMP = 64, 2000, 16 * 1024 * 1024
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
_NO_XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"/>'


class Unreadable(Exception):
    """The metadata has a shape nobody can use: nobody can tell whether it holds a place."""


def view_of(data: bytes) -> View:
    """Look at bytes in memory."""
    return lambda offset, size: data[offset : offset + size]


def place_in_tiff(view: View) -> list[Patch]:
    """Give the patches that take the place out of a TIFF structure; raises Unreadable."""
    order = {b"II": "<", b"MM": ">"}.get(_read(view, 0, 2))
    if order is None or _number(view, order, 2, "H") != 42:
        raise Unreadable
    found: list[Patch] = []
    seen: set[int] = set()
    offset = _number(view, order, 4, "I")
    while offset and offset not in seen:
        seen.add(offset)
        if len(seen) > _MOST_DIRECTORIES:
            raise Unreadable
        entries = _entries(view, order, offset)
        for tag, kind, count, value in entries:
            if tag == _GPS_IFD:
                found += _directory(view, order, value)
            elif tag == _XMP_TAG and (size := _SIZES.get(kind, 0) * count) > 4:
                if size > _MOST_XMP:
                    raise Unreadable
                found += place_in_xmp(_read(view, value, size), value)
        offset = _number(view, order, offset + 2 + 12 * len(entries), "I", at_end=0)
    return found


def place_in_xmp(packet: bytes, offset: int = 0) -> list[Patch]:
    """Give the patch that empties a packet of XMP which speaks of GPS."""
    if b"gps" not in packet.lower() and "gps".encode("utf-16-le") not in packet.lower():
        return []
    empty = _NO_XMP if len(_NO_XMP) <= len(packet) else b""
    return [(offset, empty.ljust(len(packet)))]


def patched(data: bytes, patches: list[Patch]) -> bytes:
    """Give the bytes with the patches applied; never longer or shorter."""
    whole = bytearray(data)
    for offset, instead in patches:
        end = min(len(whole), offset + len(instead))
        whole[offset:end] = instead[: max(0, end - offset)]
    return bytes(whole)


def _directory(view: View, order: str, offset: int) -> list[Patch]:
    """Give the patches that empty a directory: its values, then its entries, then its count."""
    found: list[Patch] = []
    entries = _entries(view, order, offset)
    for _, kind, count, value in entries:
        size = _SIZES.get(kind, 0) * count
        if size > 4:
            _read(view, value + size - 1, 1)
            found.append((value, bytes(size)))
    return [*found, (offset, bytes(2 + 12 * len(entries)))]


def _entries(view: View, order: str, offset: int) -> list[tuple[int, int, int, int]]:
    """Give tag, kind, count and value (or its offset) of each entry."""
    count = _number(view, order, offset, "H")
    if count > _MOST_ENTRIES:
        raise Unreadable
    raw = _read(view, offset + 2, 12 * count)
    return list(struct.iter_unpack(order + "HHII", raw))


def _number(view: View, order: str, offset: int, kind: str, at_end: int | None = None) -> int:
    size = struct.calcsize(kind)
    raw = view(offset, size)
    if len(raw) < size:
        if at_end is None:
            raise Unreadable
        return at_end
    return int(struct.unpack(order + kind, raw)[0])


def _read(view: View, offset: int, size: int) -> bytes:
    raw = view(offset, size)
    if len(raw) < size:
        raise Unreadable
    return raw
