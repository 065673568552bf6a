"""HEIC and AVIF: the place in their metadata items, as patches (`exif.py`).

A telephone's photograph in this form (ISO/IEC 23008-12) is a tree of boxes; `meta` names items and
says where in the file each one stands. The library that decodes it is large and not needed: only
the bytes of the Exif and XMP items are looked at, and they stay where they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desktop.attachments.chunks import without_exif_place
from desktop.attachments.exif import Patch, Unreadable, View, place_in_xmp, view_of

_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis"}
_MOST_META, _MOST_ITEM = 32 * 1024 * 1024, 16 * 1024 * 1024
_MOST_BOXES = 10_000


@dataclass(frozen=True, slots=True)
class Box:
    """One box of ISO/IEC 14496-12; `end` is where the next begins."""

    kind: bytes
    start: int
    """Where its contents begin."""
    end: int


def is_heif(head: bytes) -> bool:
    """Tell whether a file that begins so is a HEIC or an AVIF."""
    if head[4:8] != b"ftyp":
        return False
    size = int.from_bytes(head[:4], "big")
    brands = head[8:12], *(head[at : at + 4] for at in range(16, min(size, len(head)), 4))
    return not _BRANDS.isdisjoint(brands)


def place_in_heif(view: View, size_bytes: int) -> list[Patch]:
    """Give the patches that take the place out of a HEIC; raises Unreadable."""
    meta = next((one for one in boxes(view, 0, size_bytes) if one.kind == b"meta"), None)
    if meta is None or meta.end - meta.start > _MOST_META:
        raise Unreadable
    data = view(meta.start, meta.end - meta.start)
    if len(data) < meta.end - meta.start:
        raise Unreadable
    parts = {one.kind: one for one in boxes(view_of(data), 4, len(data))}
    if b"iinf" not in parts:
        raise Unreadable
    wanted = _metadata_items(data, parts[b"iinf"])
    if not wanted:
        return []
    if b"iloc" not in parts:
        raise Unreadable
    idat = parts[b"idat"].start + meta.start if b"idat" in parts else None
    found: list[Patch] = []
    for item, extents in _locations(data, parts[b"iloc"], idat):
        if item in wanted:
            found += _item(view, extents, is_exif=wanted[item])
    return found


def boxes(view: View, start: int, end: int) -> Iterator[Box]:
    """Give the boxes between two places, one after another; raises Unreadable."""
    for _ in range(_MOST_BOXES):
        head = view(start, 16)
        if start >= end or len(head) < 8:
            return
        size, kind, skip = int.from_bytes(head[:4], "big"), head[4:8], 8
        if size == 1:
            size, skip = int.from_bytes(head[8:16], "big"), 16
        size = size or end - start
        if size < skip or start + size > end:
            raise Unreadable
        yield Box(kind, start + skip, start + size)
        start += size


def _metadata_items(data: bytes, iinf: Box) -> dict[int, bool]:
    """Give the items that hold metadata: whether it is Exif (else XMP)."""
    start = iinf.start + (6 if data[iinf.start] == 0 else 8)
    found: dict[int, bool] = {}
    for box in boxes(view_of(data), start, iinf.end):
        body = data[box.start : box.end]
        if box.kind != b"infe" or len(body) < 12 or body[0] < 2:
            continue
        wide = 4 if body[0] == 3 else 2
        item, kind = int.from_bytes(body[4 : 4 + wide], "big"), body[6 + wide : 10 + wide]
        if kind == b"Exif":
            found[item] = True
        elif kind == b"mime" and b"rdf+xml" in body:
            found[item] = False
    return found


class _Numbers:
    """Reads numbers of any width one after another; raises Unreadable at the end."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def take(self, width: int) -> int:
        raw = self._data[self._at : self._at + width]
        if len(raw) < width:
            raise Unreadable
        self._at += width
        return int.from_bytes(raw, "big")


def _locations(
    data: bytes, iloc: Box, idat: int | None
) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """Give per item where in the file it stands: (offset, size), in order."""
    numbers = _Numbers(data[iloc.start : iloc.end])
    version = numbers.take(4) >> 24
    widths = numbers.take(2)
    offset_w, length_w, base_w, index_w = (widths >> shift & 15 for shift in (12, 8, 4, 0))
    for _ in range(numbers.take(4 if version == 2 else 2)):
        item = numbers.take(4 if version == 2 else 2)
        way = numbers.take(2) & 15 if version else 0
        numbers.take(2)
        base = numbers.take(base_w)
        extents = []
        for _ in range(numbers.take(2)):
            numbers.take(index_w if version else 0)
            extents.append((base + numbers.take(offset_w), numbers.take(length_w)))
        yield item, _in_file(extents, way, idat)


def _in_file(extents: list[tuple[int, int]], way: int, idat: int | None) -> list[tuple[int, int]]:
    """Turn offsets into those of the file; one built of other items is nowhere in it."""
    if way == 0:
        return extents
    if way == 1 and idat is not None:
        return [(idat + offset, size) for offset, size in extents]
    return [(-1, 0)]


def _item(view: View, extents: list[tuple[int, int]], *, is_exif: bool) -> list[Patch]:
    if any(offset < 0 for offset, _ in extents) or sum(n for _, n in extents) > _MOST_ITEM:
        raise Unreadable
    pieces = [view(offset, size) for offset, size in extents]
    if [len(one) for one in pieces] != [size for _, size in extents]:
        raise Unreadable
    whole = b"".join(pieces)
    clean = _clean_exif(whole) if is_exif else _clean_xmp(whole)
    found, at = [], 0
    for (offset, size), piece in zip(extents, pieces, strict=True):
        if clean[at : at + size] != piece:
            found.append((offset, clean[at : at + size]))
        at += size
    return found


def _clean_exif(whole: bytes) -> bytes:
    """The item begins with how far away the TIFF structure is (23008-12, A.2.1)."""
    start = 4 + int.from_bytes(whole[:4], "big")
    if start >= len(whole):
        return whole[:4] + bytes(max(0, len(whole) - 4))
    return whole[:start] + without_exif_place(whole[start:])


def _clean_xmp(whole: bytes) -> bytes:
    return next((instead for _, instead in place_in_xmp(whole)), whole)
