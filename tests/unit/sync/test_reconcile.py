"""Cases A, B and D of the sync rules, as tables: what one observation means for one record."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.ids import LocalId, RemoteRef
from desktop.domain.kinds import Kind
from desktop.domain.reasons import Reason
from desktop.domain.records import Json, Record
from desktop.sync.reconcile import Judged, judge

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
LIMIT_S = 180.0
URL = "zgw://zaken/zaken/1"


def zaak(base: Json, local: Json, overlay: Json | None = None) -> Record:
    return Record(
        LocalId("z1"),
        "r",
        Kind.ZAAK,
        LocalId("z1"),
        local={"url": URL, **local},
        base={"url": URL, **base},
        ref=RemoteRef.parse(URL),
        overlay=overlay or {},
        changed_at_utc=NOW,
    )


def sent(unit: str, fields: Json, state: str, seconds_ago: float) -> Json:
    at = (NOW - timedelta(seconds=seconds_ago)).isoformat()
    return {unit: {"fields": fields, "state": state, "entry": "e1", "at": at}}


def judged(base: Json, local: Json, remote: Json, overlay: Json | None = None) -> Judged:
    return judge(zaak(base, local, overlay), {"url": URL, **remote}, read_at=NOW, limit_s=LIMIT_S)


O, T = "omschrijving", "toelichting"


def test_a01_nothing_changed_anywhere_sends_nothing() -> None:
    result = judged({O: "A"}, {O: "A"}, {O: "A"})
    assert (result.send, result.findings, result.record.changed_at_utc) == ({}, (), None)


def test_a02_my_change_on_an_unchanged_record_is_sent_alone() -> None:
    result = judged({O: "A", T: "t"}, {O: "M", T: "t"}, {O: "A", T: "t"})
    assert result.send == {O: {O: "M"}}


def test_a03_their_change_on_a_field_i_left_alone_is_taken() -> None:
    result = judged({O: "A"}, {O: "A"}, {O: "T"})
    assert result.record.local is not None
    assert result.record.local[O] == "T"
    assert result.send == {}


def test_a04_both_changed_it_to_the_same_value() -> None:
    result = judged({O: "A"}, {O: "X"}, {O: "X"})
    assert (result.send, result.findings, result.record.changed_at_utc) == ({}, (), None)


def test_a05_both_changed_one_short_field_differently() -> None:
    result = judged({O: "A"}, {O: "M"}, {O: "T"})
    assert result.conflicts == {O}
    assert result.send == {}


def test_a06_two_different_fields_merge() -> None:
    result = judged(
        {O: "A", "startdatum": "2026-01-01"},
        {O: "M", "startdatum": "2026-01-01"},
        {O: "A", "startdatum": "2026-02-01"},
    )
    assert result.send == {O: {O: "M"}}
    assert result.record.local is not None
    assert result.record.local["startdatum"] == "2026-02-01"


def test_a07_a_conflict_holds_back_only_its_own_field() -> None:
    result = judged(
        {O: "A", "communicatiekanaal": "c1"},
        {O: "M", "communicatiekanaal": "c2"},
        {O: "T", "communicatiekanaal": "c1"},
    )
    assert result.conflicts == {O}
    assert set(result.send) == {"communicatiekanaal"}


def test_a10_clearing_a_date_is_a_change() -> None:
    day = {"publicatiedatum": "2026-01-01"}
    result = judged(day, {"publicatiedatum": None}, day)
    assert result.send == {"publicatiedatum": {"publicatiedatum": None}}


def test_a11_clearing_a_text_is_sent_as_empty_text_not_null() -> None:
    assert judged({T: "A"}, {T: ""}, {T: "A"}).send == {T: {T: ""}}


def test_a12_an_unknown_server_field_is_kept_and_never_sent() -> None:
    result = judged({O: "A"}, {O: "M"}, {O: "A", "nieuwVeld": 7})
    assert result.send == {O: {O: "M"}}
    assert result.record.local is not None
    assert result.record.local["nieuwVeld"] == 7


def test_a13_read_only_fields_never_produce_work() -> None:
    result = judged({"einddatum": None}, {"einddatum": None}, {"einddatum": "2026-03-01"})
    assert result.send == {}
    assert result.record.local is not None
    assert result.record.local["einddatum"] == "2026-03-01"


def test_a16_payment_fields_are_one_unit() -> None:
    result = judged(
        {"betalingsindicatie": "nog_niet", "laatsteBetaaldatum": None},
        {"betalingsindicatie": "geheel", "laatsteBetaaldatum": "2026-01-01T00:00:00Z"},
        {"betalingsindicatie": "nvt", "laatsteBetaaldatum": None},
    )
    assert result.conflicts == {"payment"}


def test_a17_the_terms_are_one_unit_although_the_fields_differ() -> None:
    base = {"opschorting": None, "verlenging": None, "uiterlijkeEinddatumAfdoening": "2026-01-01"}
    mine = {**base, "opschorting": {"indicatie": True, "reden": "r"}}
    theirs = {**base, "verlenging": {"reden": "x", "duur": "P28D"}}
    assert judged(base, mine, theirs).conflicts == {"terms"}


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("A ", "A"),
        ("  ", ""),
        ("2026-03-02T10:00:00+01:00", "2026-03-02T09:00:00Z"),
        ("2026-03-02T10:00:00.1234567Z", "2026-03-02T10:00:00.123456Z"),
        ({"reden": "", "duur": None}, None),
        ("", None),
    ],
)
def test_b01_to_b06_equal_in_the_registrys_normal_form_is_no_change(here: Any, there: Any) -> None:
    result = judged({T: here}, {T: here}, {T: there})
    assert (result.send, result.findings) == ({}, ())


def test_c11_text_changed_on_different_lines_merges() -> None:
    result = judged({T: "a\nb\nc"}, {T: "A\nb\nc"}, {T: "a\nb\nC"})
    assert result.send == {T: {T: "A\nb\nC"}}


def test_d01_answered_is_not_confirmed_before_it_is_seen() -> None:
    overlay = sent(O, {O: "M"}, "answered", 1)
    result = judged({O: "A"}, {O: "M"}, {O: "A"}, overlay)
    assert result.waits == {O}
    assert result.send == {}


def test_d02_the_first_read_back_confirms_but_does_not_settle() -> None:
    result = judged({O: "A"}, {O: "M"}, {O: "M"}, sent(O, {O: "M"}, "answered", 1))
    assert result.record.base is not None
    assert result.record.base[O] == "A"
    assert result.record.overlay[O]["state"] == "seen"
    assert result.record.changed_at_utc is None


def test_d03_a_later_read_settles() -> None:
    result = judged({O: "A"}, {O: "M"}, {O: "M"}, sent(O, {O: "M"}, "seen", 181))
    assert result.record.base is not None
    assert result.record.base[O] == "M"
    assert result.record.overlay == {}


def test_d07_seen_and_then_back_to_base_asks_until_decided() -> None:
    first = judged({O: "A"}, {O: "M"}, {O: "A"}, sent(O, {O: "M"}, "seen", 20))
    assert first.findings[0].reason is Reason.REVERTED
    again = judge(first.record, {"url": URL, O: "A"}, read_at=NOW, limit_s=LIMIT_S)
    assert again.conflicts == {O}
    assert again.send == {}


def test_d11_overtaken_after_being_seen_is_taken_and_said() -> None:
    result = judged({O: "A"}, {O: "M"}, {O: "T"}, sent(O, {O: "M"}, "seen", 20))
    assert result.findings[0].reason is Reason.OVERTAKEN
    assert not result.findings[0].is_conflict
    assert result.record.local is not None
    assert result.record.local[O] == "T"


def test_d12_overtaken_before_ever_being_seen_is_a_conflict() -> None:
    result = judged({O: "A"}, {O: "M"}, {O: "T"}, sent(O, {O: "M"}, "answered", 200))
    assert result.conflicts == {O}


def test_d15_edited_again_while_sent_the_newer_value_goes_after_the_read() -> None:
    result = judged({O: "A"}, {O: "M2"}, {O: "M"}, sent(O, {O: "M"}, "answered", 5))
    assert result.send == {O: {O: "M2"}}


def test_d16_edited_again_while_unknown_waits_for_the_outcome() -> None:
    early = judged({O: "A"}, {O: "M2"}, {O: "A"}, sent(O, {O: "M"}, "unknown", 5))
    assert (early.send, early.waits) == ({}, {O})
    late = judged({O: "A"}, {O: "M2"}, {O: "A"}, sent(O, {O: "M"}, "unknown", 181))
    assert late.send == {O: {O: "M2"}}


def test_d17_undo_while_unknown_is_work() -> None:
    result = judged({O: "A"}, {O: "A"}, {O: "M"}, sent(O, {O: "M"}, "unknown", 5))
    assert result.send == {O: {O: "A"}}


VALUES = st.sampled_from(["", "A", "B", "C", "A\n-\nB", "A\n-\nC", "X\n-\nB"])
BODIES = st.fixed_dictionaries({O: VALUES, T: VALUES})


@given(BODIES, BODIES, BODIES)
def test_no_edit_disappears(base: Json, mine: Json, theirs: Json) -> None:
    result = judged(base, mine, theirs)
    for name in (O, T):
        if mine[name] == base[name] or mine[name] == theirs[name]:
            continue
        kept = result.record.local is not None and result.record.local[name]
        is_pushed = name in result.send
        is_asked = name in result.conflicts
        is_merged_in = kept == theirs[name] and name == T
        assert is_pushed or is_asked or is_merged_in


@given(BODIES, BODIES, BODIES)
def test_judging_the_outcome_again_changes_nothing(base: Json, mine: Json, theirs: Json) -> None:
    first = judged(base, mine, theirs)
    again = judge(first.record, {"url": URL, **theirs}, read_at=NOW, limit_s=LIMIT_S)
    assert (again.send, again.conflicts) == (first.send, first.conflicts)
    assert again.record == first.record


@given(BODIES, BODIES, BODIES)
def test_it_converges_after_sending(base: Json, mine: Json, theirs: Json) -> None:
    first = judged(base, mine, theirs)
    remote = {"url": URL, **theirs}
    for fields in first.send.values():
        remote.update(fields)
    later = judge(first.record, remote, read_at=NOW, limit_s=LIMIT_S)
    assert later.send == {}
    assert later.conflicts == first.conflicts
