"""PNG and WebP: the place in their chunks of metadata, as patches (`exif.py`)."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from desktop.attachments.exif import (
    Patch,
    Unreadable,
    View,
    patched,
    place_in_tiff,
    place_in_xmp,
    view_of,
)

PNG = b"\x89PNG\r\n\x1a\n"
"""How every PNG begins."""
_MOST_METADATA = 16 * 1024 * 1024
_XMP_WORD = b"XML:com.adobe.xmp"
_PROFILE = b"Raw profile type "
_EXIF = b"Exif\0\0"


def is_webp(head: bytes) -> bool:
    """Tell whether a file that begins so is a WebP."""
    return head[:4] == b"RIFF" and head[8:12] == b"WEBP"


def place_in_png(view: View) -> list[Patch]:
    """Give the patches that take the place out of a PNG."""
    found: list[Patch] = []
    for offset, size, name in _png_chunks(view):
        if name not in {b"eXIf", b"iTXt", b"tEXt", b"zTXt"}:
            continue
        data = view(offset, min(size, _MOST_METADATA))
        clean = (name, without_exif_place(data)) if name == b"eXIf" else _text(name, data)
        if clean != (name, data):
            chunk = b"".join(clean)
            found.append((offset - 4, chunk + struct.pack(">I", zlib.crc32(chunk))))
    return found


def _png_chunks(view: View) -> Iterator[tuple[int, int, bytes]]:
    """Give where the data of each chunk begins, its size and its name."""
    offset = len(PNG)
    while len(head := view(offset, 8)) == 8:
        size, name = struct.unpack(">I4s", head)
        yield offset + 8, size, name
        offset += 12 + size


def _text(name: bytes, data: bytes) -> tuple[bytes, bytes]:
    """Give a chunk of text without a place; one that nobody can read on the spot is emptied."""
    word, _, rest = data.partition(b"\0")
    if word == _XMP_WORD and name == b"iTXt" and rest[:1] == b"\0":
        return name, patched(data, place_in_xmp(rest[4:], len(word) + 5))
    if word == _XMP_WORD or word.startswith(_PROFILE) or b"gps" in word.lower():
        return b"tEXt", b"x\0".ljust(len(data))[: len(data)]
    return name, data


def without_exif_place(data: bytes) -> bytes:
    """Give Exif of the same length without a place; all zeros when it cannot be read."""
    start = len(_EXIF) if data.startswith(_EXIF) else 0
    try:
        patches = place_in_tiff(view_of(data[start:]))
    except Unreadable:
        return bytes(len(data))
    return data[:start] + patched(data[start:], patches)


def place_in_webp(view: View) -> list[Patch]:
    """Give the patches that take the place out of a WebP."""
    found: list[Patch] = []
    offset = 12
    while len(head := view(offset, 8)) == 8:
        name, size = struct.unpack("<4sI", head)
        if name in {b"EXIF", b"XMP "}:
            data = view(offset + 8, min(size, _MOST_METADATA))
            if name == b"EXIF" and (clean := without_exif_place(data)) != data:
                found.append((offset + 8, clean))
            elif name == b"XMP ":
                found += place_in_xmp(data, offset + 8)
        offset += 8 + size + size % 2
    return found
