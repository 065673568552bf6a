"""What the lines of an audit trail say about our own writes (S31, S32; cases D04, D05, D20–D23)."""

from __future__ import annotations

from typing import Any

import pytest
from desktop.domain.fields import unit_of
from desktop.domain.kinds import Kind
from desktop.domain.records import Json
from desktop.sync.judging.trail import (
    Fate,
    Line,
    Overwritten,
    Trail,
    Wrote,
    _unseen,
    fate,
    last_by,
    lines_of,
    overwritten,
    together,
)

URL = "zgw://zaken/zaken/1"
MARK = "0123456789abcdef0123456789abcdef"
OM, TO, KE = "omschrijving", "toelichting", "kenmerken"
UNIT = unit_of(Kind.ZAAK, OM)


def line(old: Json, new: Json, by: str = "Sanne", mark: str = "", at: str = "1") -> Line:
    return Line(mark, by, at, {OM: "A", TO: "t", **old}, {OM: "A", TO: "t", **new})


MINE = line({}, {OM: "M"}, "Ik", MARK)


def raw(**more: Any) -> Json:
    return {
        "resourceUrl": URL, "toelichting": f"zk:{MARK} waarom", "aanmaakdatum": "2026-11-24T10:00Z",
        "gebruikersWeergave": "Sanne", "actie": "create",
        "wijzigingen": {"oud": None, "nieuw": {OM: "A"}}, **more,
    }  # fmt: skip


def test_lines_are_those_of_one_resource_oldest_first() -> None:
    later, other = raw(aanmaakdatum="2026-11-24T11:00Z"), raw(resourceUrl="zgw://zaken/rollen/1")
    found = lines_of([later, other, raw()], URL)
    assert found is not None
    assert [one.at[11:13] for one in found] == ["10", "11"]
    assert (found[0].mark, found[0].by, found[0].old, found[0].new) == (
        MARK,
        "Sanne",
        {},
        {OM: "A"},
    )


@pytest.mark.parametrize(
    "bad",
    [
        "no line", raw(wijzigingen=None), raw(aanmaakdatum=None),
        raw(wijzigingen={"oud": "x", "nieuw": {}}), raw(wijzigingen={"oud": {}, "nieuw": [1]}),
    ],
)  # fmt: skip
def test_a_trail_that_is_understood_in_part_proves_nothing(bad: Any) -> None:
    assert lines_of([raw(), bad], URL) is None


def test_a_line_without_a_name_gives_the_persons_number() -> None:
    found = lines_of([raw(gebruikersWeergave="", gebruikersId="m-1")], URL)
    assert found is not None
    assert found[0].by == "m-1"


@pytest.mark.parametrize(
    ("lines", "expected", "by"),
    [
        ([], Fate.NEVER, ""),
        ([line({}, {TO: "x"})], Fate.NEVER, ""),
        ([MINE], Fate.UNTOLD, ""),
        ([MINE, line({OM: "M"}, {OM: "M", TO: "x"})], Fate.UNTOLD, ""),
        ([MINE, line({OM: "M"}, {OM: "A"})], Fate.UNDONE, "Sanne"),
        ([MINE, line({OM: "M"}, {OM: "T"})], Fate.UNDONE, "Sanne"),
        ([MINE, line({}, {TO: "x"})], Fate.LOST, "Sanne"),
        ([MINE, line({}, {OM: "T"})], Fate.LOST, "Sanne"),
        ([line({}, {TO: "x"}), MINE], Fate.LOST, "Sanne"),
        ([line({}, {OM: "M"}), MINE], Fate.UNTOLD, ""),
        ([line({TO: "s"}, {}), MINE], Fate.UNTOLD, ""),
    ],
    ids=[
        "no-lines", "d-mark-absent", "nothing-after", "another-field-after", "d05-set-back",
        "d11-overtaken", "d04-lost-to-another-field", "lost-to-the-same-field",
        "o1-lines-in-the-other-order", "she-set-the-same", "an-ordinary-course",
    ],
)  # fmt: skip
def test_the_fate_of_a_value_that_is_not_shown(lines: list[Line], expected: Fate, by: str) -> None:
    told = fate(Kind.ZAAK, UNIT, lines, MARK, {OM: "M"})
    assert (told.fate, told.by) == (expected, by)


def took(
    lines: list[Line], shown: Json, seen: Json | None = None, own: tuple[str, ...] = ()
) -> list[tuple[str, Any, bool]]:
    wrote = Wrote(frozenset({OM}), {OM: {OM: "A"} if seen is None else seen})
    found = overwritten(Kind.ZAAK, lines, MARK, wrote, {OM: "M", TO: "t", **shown}, own)
    return [(one.unit.name, one.theirs, one.was_sent) for one in found]


HERS = line({}, {TO: "T"})


def test_d20_what_our_write_put_back_is_owed_to_the_one_who_changed_it() -> None:
    assert took([HERS, MINE], {}) == [(TO, {TO: "T"}, False)]
    assert took([MINE, HERS], {}) == [(TO, {TO: "T"}, False)]


def test_o1_the_value_in_force_tells_who_won() -> None:
    assert took([MINE, HERS], {TO: "T", OM: "A"}) == []
    assert took([HERS, MINE], {TO: "something newer"}) == []


def test_an_ordinary_course_owes_nothing() -> None:
    after_hers = line({TO: "T"}, {TO: "T", OM: "M"}, "Ik", MARK)
    assert took([HERS, after_hers], {TO: "T"}) == []
    assert took([MINE, line({OM: "M"}, {OM: "M", TO: "T"})], {TO: "T"}) == []
    assert took([MINE], {}) == []
    assert took([HERS], {}) == []


def test_d23_the_same_field_of_both_is_told_apart() -> None:
    assert took([line({}, {OM: "T"}), MINE], {}) == [(OM, {OM: "T"}, True)]


def test_what_i_had_seen_of_hers_was_overwritten_on_purpose() -> None:
    before = line({KE: []}, {OM: "T", KE: []})
    mine = line({OM: "T", KE: [1]}, {OM: "M", KE: [1]}, "Ik", MARK)
    assert took([before, mine], {}, seen={OM: "T"}) == []


def test_what_came_between_my_read_and_my_write_was_not_seen_also_in_an_ordinary_course() -> None:
    hers = line({}, {OM: "T"})
    mine = line({OM: "T"}, {OM: "M"}, "Ik", MARK)
    assert took([hers, mine], {}) == [(OM, {OM: "T"}, True)]
    assert took([hers, mine], {OM: "something newer"}) == []


def test_what_an_own_write_left_there_is_nobody_elses() -> None:
    late = line({}, {OM: "L"}, "Ik", "b" * 32)
    mine = line({OM: "L"}, {OM: "M"}, "Ik", MARK)
    assert took([late, mine], {}, own=(MARK, "b" * 32)) == []


def test_a_trail_that_never_shows_what_was_read_proves_nothing_about_it() -> None:
    hers = line({OM: "a"}, {OM: "T"})
    mine = line({OM: "T"}, {OM: "M"}, "Ik", MARK)
    assert took([hers, mine], {}, seen={OM: "A, written in another way"}) == []


def test_everything_that_came_inside_my_save_is_owed_not_only_the_line_beside_it() -> None:
    first, second = line({}, {TO: "T"}), line({TO: "T"}, {TO: "T", OM: "O"})
    assert took([first, second, MINE], {}) == [(OM, {OM: "O"}, True), (TO, {TO: "T"}, False)]
    assert took([MINE, first, second], {}) == [(OM, {OM: "O"}, True), (TO, {TO: "T"}, False)]


def test_my_own_next_write_keeps_mine_in_force() -> None:
    again = line({OM: "M"}, {OM: "M2"}, "Ik", "b" * 32)
    assert took([HERS, MINE, again], {OM: "M2"}, own=(MARK, "b" * 32)) == [(TO, {TO: "T"}, False)]


def test_what_closing_fills_in_is_nobodys_change() -> None:
    hers = line({}, {"archiefnominatie": "vernietigen"})
    assert took([hers, MINE], {"archiefnominatie": None}) == []
    assert took([line({}, {TO: "T", "archiefnominatie": "x"}), MINE], {}) == [
        (TO, {TO: "T"}, False)
    ]


def both(unit: str, before: Json, theirs: Json) -> Overwritten:
    return Overwritten(unit_of(Kind.ZAAK, unit), theirs, before, "Sanne", "1", was_sent=True)


def test_c09_a_list_that_both_changed_is_merged_by_key() -> None:
    k1, k2, k3 = ({"bron": "b", "kenmerk": n} for n in "123")
    one = both(KE, {KE: [k1]}, {KE: [k1, k2]})
    assert together(one, {KE: [k1, k3]}) == [k1, k2, k3]


def test_a_key_that_both_changed_and_a_short_field_are_left_to_a_person() -> None:
    name = "relevanteAndereZaken"
    one = both(name, {name: []}, {name: [{"url": "u", "aardRelatie": "vervolg"}]})
    assert together(one, {name: [{"url": "u", "aardRelatie": "bijdrage"}]}) is None
    assert together(both(OM, {OM: "A"}, {OM: "T"}), {OM: "M"}) is None


def test_what_my_next_write_found_there_and_passed_on_is_not_mine_in_force() -> None:
    other = line({OM: "M"}, {OM: "M", TO: "other"})
    again = line({OM: "M", TO: "other"}, {OM: "M2", TO: "other"}, "Ik", "b" * 32)
    lines = [HERS, MINE, other, again]
    assert took(lines, {OM: "M2", TO: "other"}, own=(MARK, "b" * 32)) == []


def test_who_set_the_value_that_is_shown() -> None:
    lines = [line({}, {OM: "T"}, "Sanne"), line({OM: "T"}, {OM: "T", TO: "x"}, "Piet")]
    assert last_by(UNIT, lines, {OM: "T"}).by == "Sanne"
    assert last_by(UNIT, lines, {OM: "A"}).by == ""


def test_a_trail_tells_of_a_write_only_when_a_line_carries_its_mark() -> None:
    assert Trail(True, (MINE,)).tells(MARK)
    assert not Trail(True, (line({}, {OM: "H"}),)).tells(MARK)
    assert not Trail(True).tells(MARK)


def test_lines_that_do_not_lead_to_what_was_seen_prove_nothing() -> None:
    apart = [line({}, {OM: "B"}), line({OM: "C"}, {OM: "D"})]
    assert _unseen(UNIT, apart, {OM: "Z", TO: "t"}) is None
    joined = [line({OM: "Z"}, {OM: "C"}), line({OM: "C"}, {OM: "D"})]
    assert _unseen(UNIT, joined, {OM: "Z", TO: "t"}) is joined[1]
