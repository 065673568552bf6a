"""A photograph does not say where it was taken, whatever form it has; everything else stays."""

from __future__ import annotations

import io

import pytest
from desktop.attachments.photos import PlaceUnknown, is_photo, without_location
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.attachments.pictures import (
    ORIENTATION,
    PIXELS,
    PLACE,
    chunks_fit,
    heic,
    jpeg,
    png,
    tiff,
    webp,
)

FORMS = {
    "jpeg": jpeg(), "png": png(), "png, metadata last": png(after=True), "webp": webp(),
    "heic": heic(), "heic, metadata in meta": heic(idat=True), "avif": heic(brand=b"avif"),
    "tiff": tiff() + PIXELS,
}  # fmt: skip


def cleaned(content: bytes) -> bytes:
    return without_location(io.BytesIO(content)).read()


@pytest.mark.parametrize("form", FORMS)
def test_the_place_goes_and_orientation_and_pixels_stay(form: str) -> None:
    before = FORMS[form]
    assert is_photo(before[:64])
    after = cleaned(before)
    assert b"gps" not in after.lower()
    assert PLACE not in after
    assert PLACE.hex().encode() not in after
    assert ORIENTATION in after
    if "png" not in form:
        assert PIXELS in after


@pytest.mark.parametrize("form", [one for one in FORMS if one != "jpeg"])
def test_every_other_byte_stays_where_it_stands(form: str) -> None:
    before = FORMS[form]
    after = cleaned(before)
    assert len(after) == len(before)
    changed = [n for n, pair in enumerate(zip(before, after, strict=True)) if pair[0] != pair[1]]
    assert 0 < len(changed) < 500
    assert cleaned(after) == after


def test_the_check_sums_of_a_png_fit_and_its_other_texts_stay() -> None:
    for before in (png(), png(after=True)):
        after = cleaned(before)
        assert chunks_fit(after)
        assert b"Comment\0badkamer" in after


def test_a_heic_whose_boxes_do_not_fit_is_refused_and_never_passed_on_with_a_place() -> None:
    whole = heic()
    with pytest.raises(PlaceUnknown):
        cleaned(whole[: whole.index(b"iloc") + 6])
    with pytest.raises(PlaceUnknown):
        cleaned(whole.replace(b"iloc", b"free"))
    with pytest.raises(PlaceUnknown):
        cleaned(whole[: whole.index(PLACE) - 8])


@given(st.sampled_from(sorted(FORMS)), st.integers(0, 6000), st.binary(min_size=1, max_size=8))
def test_a_damaged_photograph_is_refused_or_comes_through_as_long_as_it_was(
    form: str, at: int, noise: bytes
) -> None:
    whole = FORMS[form]
    at %= len(whole)
    damaged = whole[:at] + noise + whole[at + len(noise) :]
    for content in (damaged, whole[:at]):
        try:
            after = cleaned(content)
        except PlaceUnknown:
            continue
        if form != "jpeg":
            assert len(after) == len(content)


def test_a_place_across_two_pieces_of_reading_is_taken_out_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = [cleaned(content) for content in FORMS.values()]
    monkeypatch.setattr("desktop.attachments.photos._PIECE", 7)
    assert [cleaned(content) for content in FORMS.values()] == whole
