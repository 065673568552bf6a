"""Cases B of the sync rules: the registry's normal form."""

from __future__ import annotations

from typing import Any

import pytest
from desktop.domain.normal import instant_text, normal, same
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("sent", "came_back"),
    [
        ("A ", "A"),
        ("  ", ""),
        ("2026-03-02T10:00:00+01:00", "2026-03-02T09:00:00Z"),
        ("2026-03-02T10:00:00.1234567Z", "2026-03-02T10:00:00.123456Z"),
        ({"reden": "", "duur": None}, None),
        ("", None),
        ({"identificatie": "m1"}, {"identificatie": "m1", "achternaam": "", "voorletters": ""}),
        ([], None),
    ],
    ids=["b01", "b02", "b03", "b04", "b05", "b06", "b13", "no list"],
)
def test_equal_in_normal_form(sent: Any, came_back: Any) -> None:
    assert same(sent, came_back)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("\u00e9", "e\u0301"),
        ("P14D", "P2W"),
        (0, None),
        (False, None),
        ("http://a/1", "http://b/1"),
    ],
    ids=["b09", "b12", "nought", "no", "b08"],
)
def test_different_in_normal_form(one: Any, other: Any) -> None:
    assert not same(one, other)


@pytest.mark.parametrize("text", ["2026-13-45T99:00:00Z", "gisteren", ""])
def test_what_is_no_instant_stays_text(text: str) -> None:
    assert instant_text(text) is None
    assert normal(text) == (text or None)


def test_an_instant_without_offset_counts_as_utc() -> None:
    assert instant_text("2026-03-02T10:00:00") == "2026-03-02T10:00:00.000000+00:00"


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner),
    max_leaves=8,
)


@given(VALUES)
def test_b_normal_form_is_stable(value: Any) -> None:
    assert normal(normal(value)) == normal(value)


@given(VALUES, VALUES)
def test_equality_looks_the_same_from_both_sides(one: Any, other: Any) -> None:
    assert same(one, other) == same(other, one)
    assert same(one, one)
