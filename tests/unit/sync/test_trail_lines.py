"""The order of the lines of an audit trail."""

from __future__ import annotations

from typing import Any

from desktop.domain.kinds import Kind
from desktop.sync.judging.trail import Wrote, lines_of, overwritten

URL = "zgw://zaken/zaken/1"
MARK = "a" * 32


def line(at: str, old: str, new: str, mark: str = "") -> dict[str, Any]:
    return {
        "resourceUrl": URL, "aanmaakdatum": at, "toelichting": mark and f"zk:{mark}",
        "wijzigingen": {"oud": {"omschrijving": old}, "nieuw": {"omschrijving": new}},
    }  # fmt: skip


def test_a_line_at_a_whole_second_stands_before_one_a_moment_later() -> None:
    raw = [
        line("2026-11-24T09:00:01Z", "A", "T1"),
        line("2026-11-24T09:00:01.030000Z", "T1", "T2"),
        line("2026-11-24T09:07:00Z", "T2", "T2", MARK),
    ]
    lines = lines_of(raw, URL)
    assert lines is not None
    assert [one.new["omschrijving"] for one in lines] == ["T1", "T2", "T2"]
    wrote = Wrote(frozenset({"toelichting"}), {"toelichting": {}})
    assert overwritten(Kind.ZAAK, lines, MARK, wrote, {"omschrijving": "T2"}) == ()


def test_a_trail_with_a_moment_that_is_none_proves_nothing() -> None:
    assert lines_of([line("gisteren", "A", "B")], URL) is None
