"""Films of a telephone (MP4, QuickTime): the place in their metadata, as patches (`exif.py`).

Such a film is a tree of boxes (ISO/IEC 14496-12). The place stands in the user data, as `loci` or
as `xyz` behind a copyright sign, or under a key of Apple's: these are overwritten where they
stand, sound and picture stay byte for byte. A film with a track of places beside its picture, as
action cameras and drones make, is not cleaned: `Unreadable`, and the person decides.
"""

from __future__ import annotations

from collections.abc import Iterator

from desktop.attachments.exif import Patch, Unreadable, View, view_of
from desktop.attachments.heif import Box, boxes

_MOST_MOOV = 64 * 1024 * 1024
_INSIDE = {b"moov", b"trak", b"mdia", b"minf", b"stbl", b"udta"}
_PLACES = {b"\xa9xyz", b"loci"}
_TRACKS = (b"gpmd", b"camm", b"djmd", b"rtmd")
_KEY = b"com.apple.quicktime.location"
_ITEM_HEAD = 24
"""A value stands behind the head of its item and of its `data` box."""


def is_video(head: bytes) -> bool:
    """Tell whether a file that begins so is a film in boxes, and no photograph in boxes."""
    return head[4:8] in {b"ftyp", b"moov", b"wide", b"mdat"}


def place_in_video(view: View, size_bytes: int) -> list[Patch]:
    """Give the patches that take the place out of a film; raises Unreadable."""
    moov = next((one for one in boxes(view, 0, size_bytes) if one.kind == b"moov"), None)
    if moov is None or moov.end - moov.start > _MOST_MOOV:
        raise Unreadable
    data = view(moov.start, moov.end - moov.start)
    if len(data) < moov.end - moov.start:
        raise Unreadable
    found = _places(data, 0, len(data))
    return [(moov.start + offset, instead) for offset, instead in found]


def _places(data: bytes, start: int, end: int) -> Iterator[Patch]:
    for box in boxes(view_of(data), start, end):
        if box.kind in _INSIDE:
            yield from _places(data, box.start, _end_of(data, box))
        elif box.kind in _PLACES:
            yield box.start, bytes(box.end - box.start)
        elif box.kind == b"meta":
            yield from _of_apple(data, box)
        elif box.kind == b"stsd" and data[box.start + 12 : box.start + 16] in _TRACKS:
            raise Unreadable


def _end_of(data: bytes, box: Box) -> int:
    """Give where the boxes inside end: user data may close with four zeros."""
    closed = box.kind == b"udta" and data[box.end - 4 : box.end] == bytes(4)
    return box.end - 4 if closed and box.end - box.start >= 4 else box.end


def _of_apple(data: bytes, meta: Box) -> Iterator[Patch]:
    # QuickTime has no version before the boxes inside, MP4 has
    start = meta.start if data[meta.start + 4 : meta.start + 8] == b"hdlr" else meta.start + 4
    parts = {one.kind: one for one in boxes(view_of(data), start, meta.end)}
    if b"keys" not in parts or b"ilst" not in parts:
        return
    names = boxes(view_of(data), parts[b"keys"].start + 8, parts[b"keys"].end)
    wanted = {n for n, one in enumerate(names, 1) if data[one.start : one.end].startswith(_KEY)}
    for item in boxes(view_of(data), parts[b"ilst"].start, parts[b"ilst"].end):
        if int.from_bytes(item.kind, "big") in wanted:
            value = item.start + _ITEM_HEAD - 8
            yield value, bytes(max(0, item.end - value))
