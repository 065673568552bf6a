"""The mark of a write, and the person's reason behind it, always fit a header (S12)."""

from __future__ import annotations

from dataclasses import replace

from desktop.domain.ids import LocalId
from desktop.domain.kinds import Kind
from desktop.domain.records import Record
from desktop.sync.judging.marks import (
    MOST,
    REASON,
    header_safe,
    mark_of,
    reason_in,
    remark_in,
    without_reason,
)
from desktop.sync.judging.trail import mark_in
from hypothesis import given
from hypothesis import strategies as st

ENTRY = "0123456789abcdef0123456789abcdef"


def test_the_mark_comes_first_then_the_reason() -> None:
    assert mark_of(ENTRY) == f"zk:{ENTRY}"
    assert (
        mark_of(ENTRY, "Op\r\n verzoek: “ja”, € 5 — İ") == f'zk:{ENTRY} Op verzoek: "ja", EUR 5 - I'
    )


def test_a_character_that_no_header_knows_becomes_a_question_mark() -> None:
    assert header_safe("日") == "?"


@given(st.text())
def test_any_reason_fits_and_the_mark_is_found_again(reason: str) -> None:
    mark = mark_of(ENTRY, reason)
    assert mark.encode("latin-1").isascii() or mark.isprintable()
    assert "\n" not in mark
    assert len(mark) <= MOST + len(ENTRY) + 4
    assert mark_in(mark) == ENTRY


@given(st.text())
def test_the_reason_is_told_again_without_the_mark(reason: str) -> None:
    assert remark_in(mark_of(ENTRY, reason)) == header_safe(reason)


def test_a_toelichting_of_somebody_else_is_told_as_it_is() -> None:
    assert remark_in(" Herstelde versie ") == "Herstelde versie"


@given(st.text())
def test_no_toelichting_of_somebody_else_is_taken_for_a_mark(text: str) -> None:
    assert mark_in(text) == "" or text.startswith("zk:")
    assert mark_in(f"Zie zk:{ENTRY}") == ""
    assert mark_in(None) == ""


def test_a_reason_goes_along_once() -> None:
    plain = Record(LocalId("z"), "r", Kind.ZAAK, LocalId("z"), {})
    given_one = replace(plain, ghosts={REASON: "Typefout", "waits": "x"})
    assert (reason_in(None), reason_in(plain), reason_in(given_one)) == ("", "", "Typefout")
    assert without_reason(plain) is plain
    assert without_reason(given_one).ghosts == {"waits": "x"}
