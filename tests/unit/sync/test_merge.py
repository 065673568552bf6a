"""Cases C of the sync rules: lists, maps and long texts."""

from __future__ import annotations

from typing import Any

from desktop.domain.fields import unit_of
from desktop.domain.kinds import Kind
from desktop.domain.reasons import Reason
from desktop.sync.judging.merge import Clash, Merged, merge, merge_map, merge_text, own_keys
from hypothesis import given
from hypothesis import strategies as st

KENMERKEN = unit_of(Kind.ZAAK, "kenmerken")
ANDERE = unit_of(Kind.ZAAK, "relevanteAndereZaken")


def k(*names: str) -> list[dict[str, str]]:
    return [{"bron": "b", "kenmerk": name} for name in names]


def andere(aard: str | None) -> list[dict[str, str]]:
    return [] if aard is None else [{"url": "u", "aardRelatie": aard}]


def test_c01_both_add_another_kenmerk() -> None:
    merged = merge(KENMERKEN, k("1"), k("1", "2"), k("1", "3"))
    assert merged == Merged(k("1", "3", "2"))


def test_c03_i_remove_they_add() -> None:
    assert merge(KENMERKEN, k("1"), [], k("1", "2")) == Merged(k("2"))


def test_c05_i_remove_what_they_changed() -> None:
    verdict = merge(ANDERE, andere("onderwerp"), andere(None), andere("vervolg"))
    assert verdict == Clash(Reason.DELETE_EDIT)


def test_c06_both_change_one_key_differently() -> None:
    verdict = merge(ANDERE, andere("onderwerp"), andere("bijdrage"), andere("vervolg"))
    assert verdict == Clash(Reason.EDIT_EDIT)


def test_c07_products_merge_as_a_set() -> None:
    unit = unit_of(Kind.ZAAK, "productenOfDiensten")
    assert merge(unit, ["p"], ["p", "q"], []) == Merged(["q"])


def test_c12_text_changed_on_the_same_line_is_a_conflict() -> None:
    assert isinstance(merge_text("a", "b", "c"), Clash)


def test_c13_both_append_at_the_end_offers_a_proposal() -> None:
    verdict = merge_text("a", "a\nM", "a\nT")
    assert isinstance(verdict, Clash)
    assert verdict.proposal == "a\nT\nM"


def test_c14_a_merged_text_that_is_too_long_is_a_conflict() -> None:
    verdict = merge_text("a\n-\nb", "A" * 20 + "\n-\nb", "a\n-\n" + "B" * 20, most=30)
    assert isinstance(verdict, Clash)
    assert verdict.reason is Reason.TEXT_TOO_LONG


def test_c15_a_besluit_is_never_merged_by_line() -> None:
    unit = unit_of(Kind.BESLUIT, "toelichting")
    assert isinstance(merge(unit, "a\n-\nb", "A\n-\nb", "a\n-\nB"), Clash)


def test_c18_a_keyed_list_with_a_foreign_shape_is_refused() -> None:
    assert merge(KENMERKEN, k("1"), k("1"), [7]) == Clash(Reason.REMOTE_UNREADABLE)


def test_c19_changes_on_neighbouring_lines_are_a_conflict() -> None:
    assert isinstance(merge_text("a\nb", "A\nb", "a\nB"), Clash)


def test_two_people_add_themselves_to_one_object() -> None:
    base = {"partijen": {"x": {"naam": "X"}}}
    mine = {"partijen": {"x": {"naam": "X", "antwoord": "ja"}}}
    theirs = {"partijen": {"x": {"naam": "X"}, "y": {"naam": "Y"}}}
    merged = {"partijen": {"x": {"naam": "X", "antwoord": "ja"}, "y": {"naam": "Y"}}}
    assert merge_map(base, mine, theirs) == Merged(merged)
    assert own_keys(theirs, merged) == {"partijen": {"x": {"antwoord": "ja"}}}


def test_c02_both_add_the_same_kenmerk() -> None:
    assert merge(KENMERKEN, [], k("1"), k("1")) == Merged(k("1"))


def test_c04_i_remove_what_they_removed() -> None:
    assert merge(KENMERKEN, k("1"), [], []) == Merged([])


def test_c05_other_keys_merge_beside_a_removal() -> None:
    assert merge(KENMERKEN, k("1", "2"), k("2", "3"), k("1", "2")) == Merged(k("2", "3"))


def test_c08_trefwoorden_merge_as_a_set() -> None:
    unit = unit_of(Kind.DOCUMENT, "trefwoorden")
    assert merge(unit, ["a"], ["a", "b"], ["a", "c"]) == Merged(["a", "c", "b"])


def test_c16_a_resultaat_is_never_merged_by_line() -> None:
    unit = unit_of(Kind.RESULTAAT, "toelichting")
    assert isinstance(merge(unit, "a\n-\nb", "A\n-\nb", "a\n-\nB"), Clash)


def test_b14_line_ends_alone_are_no_change_in_a_merge() -> None:
    assert merge_text("a\r\n-\r\nb", "a\n-\nb", "a\r\n-\r\nB") == Merged("a\n-\nB")


def test_a_text_written_anew_by_both_offers_both() -> None:
    verdict = merge(unit_of(Kind.ZAAK, "toelichting"), None, "mijn", "hun")
    assert verdict == Clash(Reason.TEXT, "hun\nmijn")


def test_a_leaf_that_both_changed_is_a_conflict() -> None:
    unit = unit_of(Kind.OBJECT, "data")
    verdict = merge(unit, {"a": {"b": 1}}, {"a": {"b": 2}}, {"a": {"b": 3}})
    assert verdict == Clash(Reason.EDIT_EDIT)


def test_a_map_against_something_else_is_a_conflict() -> None:
    assert merge_map({"a": 1}, {"a": 2}, "weg") == Clash(Reason.EDIT_EDIT)


def test_a_key_that_one_side_emptied_stays_empty() -> None:
    assert merge_map({"a": 1, "b": 1}, {"b": 1}, {"a": 1, "b": 2}) == Merged({"a": None, "b": 2})
    assert merge_map({"a": 1, "b": 1}, {"a": 1, "b": 2}, {"b": 1}) == Merged({"b": 2})
    assert merge_map({"b": 1}, {"a": None, "b": 2}, {"b": 1, "c": 1}) == Merged({"b": 2, "c": 1})


def test_own_keys_of_something_else_than_a_map_is_the_whole() -> None:
    assert own_keys(None, {"a": 1}) == {"a": 1}


JSON = st.recursive(
    st.sampled_from(["", "a", "b", None, 1]),
    lambda inner: st.dictionaries(st.sampled_from("xyz"), inner, max_size=3),
    max_leaves=6,
)


@given(JSON, JSON)
def test_what_only_one_side_changed_wins(base: Any, mine: Any) -> None:
    verdict = merge_map(base, mine, base)
    assert isinstance(verdict, Merged)


LINES = st.lists(st.sampled_from(["a", "b", "c", "d"]), max_size=6).map("\n".join)


@given(LINES, LINES)
def test_a_text_that_only_i_changed_becomes_mine(base: str, mine: str) -> None:
    assert merge_text(base, mine, base) == Merged(mine)
    assert merge_text(base, base, mine) == Merged(mine)


@given(LINES, LINES, LINES)
def test_a_merge_is_the_same_from_both_sides(base: str, one: str, other: str) -> None:
    here, there = merge_text(base, one, other), merge_text(base, other, one)
    assert isinstance(here, Clash) == isinstance(there, Clash)
    if isinstance(here, Merged):
        assert here == there
