"""The place where a film was made is overwritten where it stands; nothing else moves."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from desktop.attachments.photos import PlaceUnknown, is_photo, without_location

PLACE = b"+52.3731+004.8922/"


def box(kind: bytes, *inside: bytes) -> bytes:
    body = b"".join(inside)
    return (8 + len(body)).to_bytes(4, "big") + kind + body


def film(*moov: bytes, last: bool = False) -> bytes:
    """A film as telephones write it: `moov` before the picture, or behind it."""
    parts = [box(b"moov", box(b"mvhd", bytes(100)), *moov), box(b"mdat", b"beeld " * 5000)]
    return box(b"ftyp", b"isom", bytes(4), b"mp42") + b"".join(reversed(parts) if last else parts)


def android() -> bytes:
    value = len(PLACE).to_bytes(2, "big") + b"\x15\xc7" + PLACE
    return box(b"udta", box(b"\xa9xyz", value), bytes(4))


def standard() -> bytes:
    return box(b"udta", box(b"loci", bytes(6) + b"Utrecht\0", PLACE))


def apple() -> bytes:
    names = (b"com.apple.quicktime.make", b"com.apple.quicktime.location.ISO6709")
    keys = box(b"keys", bytes(4), (2).to_bytes(4, "big"), *(box(b"mdta", one) for one in names))
    values = (b"Apple", PLACE)
    items = (
        box(n.to_bytes(4, "big"), box(b"data", (1).to_bytes(4, "big"), bytes(4), one))
        for n, one in enumerate(values, 1)
    )
    return box(b"meta", box(b"hdlr", bytes(24)), keys, box(b"ilst", *items))


@pytest.mark.parametrize("last", [False, True], ids=["moov first", "moov last"])
@pytest.mark.parametrize("place", [android, standard, apple])
def test_the_place_of_a_film_goes_and_all_else_stays(
    place: Callable[[], bytes], *, last: bool
) -> None:
    before = film(place(), last=last)
    assert PLACE in before
    assert is_photo(before[:64])
    after = without_location(io.BytesIO(before)).read()
    assert PLACE not in after
    assert b"Utrecht" not in after
    assert len(after) == len(before)
    assert (b"Apple" in after) == (b"Apple" in before)
    changed = sum(one != other for one, other in zip(before, after, strict=True))
    assert changed <= len(PLACE) + 12


def test_a_film_without_a_place_stays_byte_for_byte() -> None:
    whole = film(box(b"udta", box(b"name", b"bezoek")))
    assert without_location(io.BytesIO(whole)).read() == whole


@pytest.mark.parametrize("kind", [b"gpmd", b"camm"])
def test_a_film_with_a_track_of_places_is_for_the_person_to_decide(kind: bytes) -> None:
    entry = box(b"stsd", bytes(4), (1).to_bytes(4, "big"), box(kind, bytes(8)))
    track = box(b"trak", box(b"mdia", box(b"minf", box(b"stbl", entry))))
    with pytest.raises(PlaceUnknown):
        without_location(io.BytesIO(film(track)))


@pytest.mark.parametrize("cut", [70, 140])
def test_a_film_that_is_cut_off_is_for_the_person_to_decide(cut: int) -> None:
    with pytest.raises(PlaceUnknown):
        without_location(io.BytesIO(film(android())[:cut]))
