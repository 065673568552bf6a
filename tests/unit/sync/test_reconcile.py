"""Cases A, B and D of the sync rules, as tables: what one observation means for one record."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from desktop.domain.fields import unit_of
from desktop.domain.ids import LocalId, RemoteRef
from desktop.domain.kinds import Kind
from desktop.domain.reasons import Reason
from desktop.domain.records import Json, Record
from desktop.sync.judging.late import answered_again, ghosts_of, with_ghosts
from desktop.sync.judging.reconcile import Judged, judge
from desktop.sync.judging.trees import alike, unequal

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


OM, TO = "omschrijving", "toelichting"


def test_a01_nothing_changed_anywhere_sends_nothing() -> None:
    result = judged({OM: "A"}, {OM: "A"}, {OM: "A"})
    assert (result.send, result.findings, result.record.changed_at_utc) == ({}, (), None)


def test_a02_my_change_on_an_unchanged_record_is_sent_alone() -> None:
    result = judged({OM: "A", TO: "t"}, {OM: "M", TO: "t"}, {OM: "A", TO: "t"})
    assert result.send == {OM: {OM: "M"}}


def test_a03_their_change_on_a_field_i_left_alone_is_taken() -> None:
    result = judged({OM: "A"}, {OM: "A"}, {OM: "T"})
    assert result.record.local is not None
    assert result.record.local[OM] == "T"
    assert result.send == {}


def test_a04_both_changed_it_to_the_same_value() -> None:
    result = judged({OM: "A"}, {OM: "X"}, {OM: "X"})
    assert (result.send, result.findings, result.record.changed_at_utc) == ({}, (), None)


def test_a05_both_changed_one_short_field_differently() -> None:
    result = judged({OM: "A"}, {OM: "M"}, {OM: "T"})
    assert result.conflicts == {OM}
    assert result.send == {}


def test_a06_two_different_fields_merge() -> None:
    result = judged(
        {OM: "A", "startdatum": "2026-01-01"},
        {OM: "M", "startdatum": "2026-01-01"},
        {OM: "A", "startdatum": "2026-02-01"},
    )
    assert result.send == {OM: {OM: "M"}}
    assert result.record.local is not None
    assert result.record.local["startdatum"] == "2026-02-01"


def test_a07_a_conflict_holds_back_only_its_own_field() -> None:
    result = judged(
        {OM: "A", "communicatiekanaal": "c1"},
        {OM: "M", "communicatiekanaal": "c2"},
        {OM: "T", "communicatiekanaal": "c1"},
    )
    assert result.conflicts == {OM}
    assert set(result.send) == {"communicatiekanaal"}


def test_a08_mine_changed_back_before_any_sync_is_no_work() -> None:
    result = judged({OM: "A"}, {OM: "A"}, {OM: "A"})
    assert (result.send, result.record.changed_at_utc) == ({}, None)


def test_a09_theirs_equals_my_old_value_and_mine_is_new() -> None:
    assert judged({OM: "A"}, {OM: "M"}, {OM: "A"}).send == {OM: {OM: "M"}}


def test_a10_clearing_a_date_is_a_change() -> None:
    day = {"publicatiedatum": "2026-01-01"}
    result = judged(day, {"publicatiedatum": None}, day)
    assert result.send == {"publicatiedatum": {"publicatiedatum": None}}


def test_a11_clearing_a_text_is_sent_as_empty_text_not_null() -> None:
    assert judged({TO: "A"}, {TO: ""}, {TO: "A"}).send == {TO: {TO: ""}}


def test_a12_an_unknown_server_field_is_kept_and_never_sent() -> None:
    result = judged({OM: "A"}, {OM: "M"}, {OM: "A", "nieuwVeld": 7})
    assert result.send == {OM: {OM: "M"}}
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
    result = judged({TO: here}, {TO: here}, {TO: there})
    assert (result.send, result.findings) == ({}, ())


def test_c11_text_changed_on_different_lines_merges() -> None:
    result = judged({TO: "a\nb\nc"}, {TO: "A\nb\nc"}, {TO: "a\nb\nC"})
    assert result.send == {TO: {TO: "A\nb\nC"}}


def test_d01_answered_is_not_confirmed_before_it_is_seen() -> None:
    overlay = sent(OM, {OM: "M"}, "answered", 1)
    result = judged({OM: "A"}, {OM: "M"}, {OM: "A"}, overlay)
    assert result.waits == {OM}
    assert result.send == {}


def test_d02_the_first_read_back_confirms_but_does_not_settle() -> None:
    result = judged({OM: "A"}, {OM: "M"}, {OM: "M"}, sent(OM, {OM: "M"}, "answered", 1))
    assert result.record.base is not None
    assert result.record.base[OM] == "A"
    assert result.record.overlay[OM]["state"] == "seen"
    assert result.record.changed_at_utc is None


def test_d03_a_later_read_settles() -> None:
    result = judged({OM: "A"}, {OM: "M"}, {OM: "M"}, sent(OM, {OM: "M"}, "seen", 181))
    assert result.record.base is not None
    assert result.record.base[OM] == "M"
    assert result.record.overlay == {}


def test_d07_seen_and_then_back_to_base_asks_until_decided() -> None:
    first = judged({OM: "A"}, {OM: "M"}, {OM: "A"}, sent(OM, {OM: "M"}, "seen", 181))
    assert first.findings[0].reason is Reason.REVERTED
    again = judge(first.record, {"url": URL, OM: "A"}, read_at=NOW, limit_s=LIMIT_S)
    assert again.conflicts == {OM}
    assert again.send == {}


def test_d14_an_old_answer_after_it_was_seen_asks_nothing() -> None:
    stale = judged({OM: "A"}, {OM: "M3"}, {OM: "A"}, sent(OM, {OM: "M"}, "seen", 20))
    assert (stale.findings, stale.send, stale.waits) == ((), {}, frozenset({OM}))
    fresh = judge(stale.record, {"url": URL, OM: "M"}, read_at=NOW, limit_s=LIMIT_S)
    assert fresh.send == {OM: {OM: "M3"}}


def test_d11_overtaken_after_being_seen_is_taken_and_said() -> None:
    result = judged({OM: "A"}, {OM: "M"}, {OM: "T"}, sent(OM, {OM: "M"}, "seen", 20))
    assert result.findings[0].reason is Reason.OVERTAKEN
    assert not result.findings[0].is_conflict
    assert result.record.local is not None
    assert result.record.local[OM] == "T"


def test_d12_overtaken_before_ever_being_seen_is_a_conflict() -> None:
    result = judged({OM: "A"}, {OM: "M"}, {OM: "T"}, sent(OM, {OM: "M"}, "answered", 200))
    assert result.conflicts == {OM}


def test_d15_edited_again_while_sent_the_newer_value_goes_after_the_read() -> None:
    result = judged({OM: "A"}, {OM: "M2"}, {OM: "M"}, sent(OM, {OM: "M"}, "answered", 5))
    assert result.send == {OM: {OM: "M2"}}


def test_d16_edited_again_while_unknown_waits_for_the_outcome() -> None:
    early = judged({OM: "A"}, {OM: "M2"}, {OM: "A"}, sent(OM, {OM: "M"}, "unknown", 5))
    assert early.send == {}
    assert early.waits == {OM}
    late = judged({OM: "A"}, {OM: "M2"}, {OM: "A"}, sent(OM, {OM: "M"}, "unknown", 181))
    assert late.send == {OM: {OM: "M2"}}


def test_d17_undo_while_unknown_is_work() -> None:
    result = judged({OM: "A"}, {OM: "A"}, {OM: "M"}, sent(OM, {OM: "M"}, "unknown", 5))
    assert result.send == {OM: {OM: "A"}}


def test_d18_undo_while_unknown_and_never_applied_needs_nothing() -> None:
    result = judged({OM: "A"}, {OM: "A"}, {OM: "A"}, sent(OM, {OM: "M"}, "unknown", 181))
    assert (result.send, result.record.overlay) == ({}, {})
    assert result.record.changed_at_utc is None


def test_d19_my_own_late_request_is_answered_once_and_is_no_colleague() -> None:
    gone = judged({OM: "A"}, {OM: "M2"}, {OM: "A"}, sent(OM, {OM: "M"}, "unknown", 181))
    late = judge(gone.record, {"url": URL, OM: "M"}, read_at=NOW, limit_s=LIMIT_S)
    assert late.send == {OM: {OM: "M2"}}
    assert [(one.reason, one.is_conflict) for one in late.findings] == [(Reason.LATE_OWN, False)]
    noted = with_ghosts(
        late.record, answered_again(ghosts_of(late.record, NOW), unit_of(Kind.ZAAK, OM), {OM: "M"})
    )
    again = judge(noted, {"url": URL, OM: "M"}, read_at=NOW, limit_s=LIMIT_S)
    assert (again.send, set(again.conflicts)) == ({}, {OM})


def test_d28_a_ghost_that_arrives_after_the_undo_is_undone_again() -> None:
    gone = judged({OM: "A"}, {OM: "A"}, {OM: "A"}, sent(OM, {OM: "M"}, "unknown", 181))
    late = judge(gone.record, {"url": URL, OM: "M"}, read_at=NOW, limit_s=LIMIT_S)
    assert late.send == {OM: {OM: "A"}}
    assert late.record.changed_at_utc == NOW


def test_a_ghost_is_forgotten_after_a_day() -> None:
    gone = judged({OM: "A"}, {OM: "A"}, {OM: "A"}, sent(OM, {OM: "M"}, "unknown", 181))
    tomorrow = NOW + timedelta(days=1, seconds=1)
    later = judge(gone.record, {"url": URL, OM: "M"}, read_at=tomorrow, limit_s=LIMIT_S)
    assert (later.send, later.record.ghosts) == ({}, {})
    assert later.record.local is not None
    assert later.record.local[OM] == "M"


def test_answering_what_is_no_ghost_notes_nothing() -> None:
    assert answered_again({}, unit_of(Kind.ZAAK, OM), {OM: "M"}) == {}


def over(state: str, seconds_ago: float) -> Json:
    overlay = sent(OM, {OM: "M2"}, state, seconds_ago)
    overlay[OM]["over"] = {OM: "M"}
    return overlay


def test_my_second_value_that_never_arrived_is_sent_again_over_my_first() -> None:
    early = judged({OM: "A"}, {OM: "M2"}, {OM: "M"}, over("unknown", 5))
    assert (early.send, set(early.waits)) == ({}, {OM})
    late = judged({OM: "A"}, {OM: "M2"}, {OM: "M"}, over("unknown", 181))
    assert (late.send, set(late.conflicts)) == ({OM: {OM: "M2"}}, set())


def test_my_second_value_that_went_back_to_my_first_asks() -> None:
    assert judged({OM: "A"}, {OM: "M2"}, {OM: "M"}, over("seen", 181)).conflicts == {OM}
    assert judged({OM: "A"}, {OM: "M2"}, {OM: "M"}, over("answered", 181)).conflicts == {OM}


def test_b10_the_registrys_own_way_of_writing_is_taken_and_said_once() -> None:
    overlay = sent(OM, {OM: "06 12"}, "answered", 1)
    overlay[OM]["answer"] = {OM: "0612"}
    result = judged({OM: "A"}, {OM: "06 12"}, {OM: "0612"}, overlay)
    assert [one.reason for one in result.findings] == [Reason.NORMALISED]
    assert (result.send, result.record.overlay, result.record.changed_at_utc) == ({}, {}, None)
    newer = judged({OM: "A"}, {OM: "06 34"}, {OM: "0612"}, overlay)
    assert newer.send == {OM: {OM: "06 34"}}


def test_d12_overtaken_while_edited_again_is_judged_against_what_was_sent() -> None:
    result = judged({OM: "A"}, {OM: "M2"}, {OM: "T"}, sent(OM, {OM: "M"}, "seen", 20))
    assert result.conflicts == {OM}
    assert result.record.overlay == {}


def test_d13_overtaken_before_being_seen_long_text_merges() -> None:
    base, mine, theirs = {TO: "x\n-\ny"}, {TO: "X\n-\ny"}, {TO: "x\n-\nY"}
    result = judged(base, mine, theirs, sent(TO, mine, "answered", 200))
    assert result.send == {TO: {TO: "X\n-\nY"}}


def test_c13_a_text_conflict_offers_its_proposal() -> None:
    result = judged({TO: "a"}, {TO: "a\nM"}, {TO: "a\nT"})
    assert result.findings[0].proposal == "a\nT\nM"


def test_c17_a_merge_that_equals_theirs_sends_nothing() -> None:
    result = judged({TO: "a\n-\nb"}, {TO: "A\n-\nb"}, {TO: "A\n-\nB"})
    assert (result.send, set(result.conflicts)) == ({}, set())
    assert result.record.local is not None
    assert result.record.local[TO] == "A\n-\nB"


def test_b11_the_order_of_a_keyed_list_is_no_change() -> None:
    one, other = {"bron": "b", "kenmerk": "1"}, {"bron": "b", "kenmerk": "2"}
    result = judged({"kenmerken": []}, {"kenmerken": [one, other]}, {"kenmerken": [other, one]})
    assert (result.send, set(result.conflicts)) == ({}, set())


def test_a14_an_immutable_field_changed_at_the_registry_is_taken() -> None:
    result = judged({"zaaktype": "v1"}, {"zaaktype": "v1"}, {"zaaktype": "v2"})
    assert ((result.record.local or {})["zaaktype"], result.send) == ("v2", {})


def test_a23_a_second_look_after_the_plan_was_carried_out_finds_nothing() -> None:
    first = judged({OM: "A"}, {OM: "M"}, {OM: "A"})
    remote = {"url": URL, **first.send[OM]}
    again = judge(first.record, remote, read_at=NOW, limit_s=LIMIT_S)
    assert (again.send, again.findings, again.record.changed_at_utc) == ({}, (), None)


@pytest.mark.parametrize(
    ("chosen", "shown", "sends"),
    [
        ("M", "T", {OM: {OM: "M"}}),
        ("M", "T2", {}),
        ("T", "T", {}),
        ("V", "T", {OM: {OM: "V"}}),
    ],
    ids=[
        "a26-mine-against-what-was-looked-at", "a26-it-moved-again", "a27-theirs-ends-the-edit",
        "a28-a-new-value-ends-the-conflict",
    ],
)  # fmt: skip
def test_a26_a27_a28_a_decision_holds_against_what_was_looked_at(
    chosen: str, shown: str, sends: Json
) -> None:
    decided = judged({OM: "T"}, {OM: chosen}, {OM: shown})  # deciding moved base to what was shown
    assert decided.send == sends
    assert decided.conflicts == ({OM} if shown == "T2" else frozenset())


@pytest.mark.parametrize(
    ("sent_value", "came_back", "is_equal"),
    [
        ("zgw://zaken/zaken/1", "zgw://zaken/zaken/1", True),
        ("zgw://zaken/zaken/1", "https://elders.example/zaken/1", False),
        ("e\u0301", "\u00e9", False),
        ("P14D", "P2W", False),
        ({"identificatie": "m1"}, {"identificatie": "m1", "achternaam": ""}, True),
        ({"indicatie": True}, {"indicatie": True, "eerdereOpschorting": False}, True),
    ],
    ids=[
        "b07-the-same-uuid", "b08-a-foreign-host", "b09-composed-and-decomposed",
        "b12-durations-as-text", "b13-empty-members", "a-member-the-registry-keeps",
    ],
)  # fmt: skip
def test_b07_to_b13_what_counts_as_equal(sent_value: Any, came_back: Any, is_equal: bool) -> None:
    name = "opschorting" if isinstance(sent_value, dict) else OM
    result = judged({name: sent_value}, {name: sent_value}, {name: came_back})
    assert alike(unit_of(Kind.ZAAK, name), {name: sent_value}, {name: came_back}) is is_equal
    assert (result.send, result.findings) == ({}, ())


def test_b03_the_string_that_was_written_is_kept_for_sending() -> None:
    written, shown = "2026-03-02T10:00:00+01:00", "2026-03-02T09:00:00Z"
    base = {"laatsteBetaaldatum": None}
    result = judged(base, {"laatsteBetaaldatum": written}, base)
    assert result.send == {"payment": {"laatsteBetaaldatum": written}}
    seen = sent("payment", {"laatsteBetaaldatum": written}, "answered", 1)
    again = judged(base, {"laatsteBetaaldatum": written}, {"laatsteBetaaldatum": shown}, seen)
    assert (again.send, again.conflicts) == ({}, frozenset())


def test_c05_c06_a_conflict_of_one_key_is_one_conflict_of_the_list() -> None:
    name = "relevanteAndereZaken"
    one = {"url": "u", "aardRelatie": "onderwerp"}
    theirs = {"url": "u", "aardRelatie": "vervolg"}
    for mine in ([], [{"url": "u", "aardRelatie": "bijdrage"}]):
        assert judged({name: [one]}, {name: mine}, {name: [theirs]}).conflicts == {name}


def test_a18_only_mine_changed_a_group_the_whole_unit_is_sent() -> None:
    group = {"reden": "r", "duur": "P28D"}
    result = judged({"verlenging": None}, {"verlenging": group}, {"verlenging": None})
    assert result.send == {"terms": {"verlenging": group}}


def test_a19_archive_fields_filled_by_closing_are_taken() -> None:
    empty = {"archiefnominatie": None, "archiefactiedatum": None}
    filled = {"archiefnominatie": "vernietigen", "archiefactiedatum": "2031-01-01"}
    result = judged(empty, empty, filled)
    assert (result.send, set(result.conflicts)) == ({}, set())


def test_a20_my_archive_date_against_the_computed_one_asks() -> None:
    name = "archiefactiedatum"
    assert judged({name: None}, {name: "2030-01-01"}, {name: "2031-01-01"}).conflicts == {"archive"}


def test_a_status_is_never_changed_after_it_was_made() -> None:
    url = "zgw://zaken/statussen/1"
    record = replace(
        zaak({"statustoelichting": "a"}, {"statustoelichting": "b"}),
        kind=Kind.STATUS,
        ref=RemoteRef.parse(url),
    )
    body = {"url": url, "statustoelichting": "a"}
    assert judge(record, body, read_at=NOW, limit_s=LIMIT_S).send == {}


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ({"rollen": ["a", "b"]}, {"rollen": ["b", "a"]}, False),
        ({"rollen": ["a"]}, {"rollen": ["a", "b"]}, True),
        ({"status": "s", "toelichting": "A "}, {"status": "s", "toelichting": "A"}, False),
        ({"toelichting": "A"}, {}, True),
        ({"toelichting": "A"}, {"toelichting": "A"}, False),
        ({"_expand": {"x": 1}}, {}, False),
    ],
)
def test_a_row_is_compared_by_content(one: Json, other: Json, differ: bool) -> None:
    assert unequal(one, other) is differ


@pytest.mark.parametrize("state_age", [5, 181])
def test_d22_what_mine_took_away_stays_asked_when_another_value_stands_there_now(
    state_age: int,
) -> None:
    marked = sent(OM, {OM: "M"}, "overlap", state_age)
    marked[OM]["overlap"] = {"theirs": {OM: "T"}, "by": "Bo", "at": ""}
    still = judged({OM: "A"}, {OM: "M"}, {OM: "M"}, marked)
    assert [(one.is_conflict, one.theirs) for one in still.findings] == [(True, {OM: "T"})]
    moved = judged({OM: "A"}, {OM: "M"}, {OM: "X"}, marked)
    if state_age < LIMIT_S:
        assert moved.record.overlay[OM]["state"] == "overlap"
        return
    asked = [one for one in moved.findings if one.reason is Reason.OVERWROTE]
    assert [(one.theirs, one.mine, one.by) for one in asked] == [({OM: "T"}, {OM: "X"}, "Bo")]
