"""Photographs that say where they were taken, in every form that a telephone makes."""

from __future__ import annotations

import struct
import zlib

PLACE = struct.pack("<6I", 52, 1, 5, 1, 27, 1)
"""A latitude as Exif writes it."""
ORIENTATION = struct.pack("<HHIHH", 0x0112, 3, 1, 6, 0)
XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><r exif:GPSLatitude='52,5.27N'/></x:xmpmeta>"
PIXELS = bytes(range(256)) * 20


def tiff(order: str = "<") -> bytes:
    """A TIFF structure with an orientation and a place."""
    ifd = struct.pack(order + "H", 2)
    ifd += struct.pack(order + "HHIHH", 0x0112, 3, 1, 6, 0)
    gps_at = 8 + 2 + 24 + 4
    ifd += struct.pack(order + "HHII", 0x8825, 4, 1, gps_at) + bytes(4)
    gps = struct.pack(order + "H", 2)
    gps += struct.pack(order + "HHI4s", 1, 2, 2, b"N\0\0\0")
    gps += struct.pack(order + "HHII", 2, 5, 3, gps_at + 2 + 24 + 4) + bytes(4)
    head = (b"II" if order == "<" else b"MM") + struct.pack(order + "HI", 42, 8)
    return head + ifd + gps + struct.pack(order + "6I", 52, 1, 5, 1, 27, 1)


def jpeg(order: str = "<") -> bytes:
    """A JPEG with Exif and XMP."""
    xmp = b"http://ns.adobe.com/xap/1.0/\0" + XMP
    segments = b"".join(
        b"\xff\xe1" + (len(body) + 2).to_bytes(2, "big") + body
        for body in (b"Exif\0\0" + tiff(order), xmp)
    )
    return b"\xff\xd8" + segments + b"\xff\xda\x00\x02" + PIXELS + b"\xff\xd9"


def png(*, after: bool = False) -> bytes:
    """A PNG that can be decoded, with its metadata before or after the picture."""
    metadata = (
        _chunk(b"eXIf", tiff())
        + _chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP)
        + _chunk(b"zTXt", b"Raw profile type exif\0\0" + zlib.compress(tiff().hex().encode()))
        + _chunk(b"tEXt", b"Comment\0badkamer")
    )
    picture = _chunk(b"IDAT", zlib.compress(b"\0\x50\x60\x70"))
    head = b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    inner = picture + metadata if after else metadata + picture
    return head + inner + _chunk(b"IEND", b"")


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def chunks_fit(content: bytes) -> bool:
    """Tell whether every chunk of a PNG has the check sum it says."""
    at = 8
    while at < len(content):
        size = struct.unpack_from(">I", content, at)[0]
        body = content[at + 4 : at + 8 + size]
        if struct.unpack_from(">I", content, at + 8 + size)[0] != zlib.crc32(body):
            return False
        at += 12 + size
    return at == len(content)


def webp() -> bytes:
    """A WebP of the extended form."""
    parts = [(b"VP8X", bytes((0x0C, 0, 0, 0)) + bytes(6)), (b"VP8 ", PIXELS),
             (b"EXIF", b"Exif\0\0" + tiff()), (b"XMP ", XMP)]  # fmt: skip
    body = b"WEBP" + b"".join(
        name + struct.pack("<I", len(data)) + data + bytes(len(data) % 2) for name, data in parts
    )
    return b"RIFF" + struct.pack("<I", len(body)) + body


def heic(*, idat: bool = False, brand: bytes = b"heic") -> bytes:
    """A HEIC: metadata items among the picture's bytes, or inside `meta`."""
    exif = struct.pack(">I", 6) + b"Exif\0\0" + tiff()
    ftyp = _box(b"ftyp", brand + bytes(4) + b"mif1" + brand)
    size = len(_meta([(0, 0), (0, 0), (0, 0)], exif + XMP if idat else b"", way=int(idat)))
    start = len(ftyp) + size + 8
    if idat:
        places = [(start, len(PIXELS)), (0, len(exif)), (len(exif), len(XMP))]
    else:
        places = [
            (start, len(PIXELS)), (start + len(PIXELS), len(exif)),
            (start + len(PIXELS) + len(exif), len(XMP)),
        ]  # fmt: skip
    meta = _meta(places, exif + XMP if idat else b"", way=int(idat))
    return ftyp + meta + _box(b"mdat", PIXELS + (b"" if idat else exif + XMP))


def _box(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body) + 8) + kind + body


def _meta(places: list[tuple[int, int]], inside: bytes, way: int) -> bytes:
    kinds = [b"hvc1\0", b"Exif\0", b"mime\0application/rdf+xml\0"]
    infos = b"".join(
        _box(b"infe", bytes((2, 0, 0, 0)) + struct.pack(">HH", number, 0) + kind)
        for number, kind in enumerate(kinds, 1)
    )
    rows = b"".join(
        struct.pack(">HHHHII", number, way if number > 1 else 0, 0, 1, offset, size)
        for number, (offset, size) in enumerate(places, 1)
    )
    iloc = bytes((1, 0, 0, 0, 0x44, 0)) + struct.pack(">H", len(places)) + rows
    body = bytes(4) + _box(b"hdlr", bytes(4) + b"\0\0\0\0pict" + bytes(13))
    body += _box(b"iinf", bytes(4) + struct.pack(">H", len(kinds)) + infos) + _box(b"iloc", iloc)
    return _box(b"meta", body + (_box(b"idat", inside) if inside else b""))
