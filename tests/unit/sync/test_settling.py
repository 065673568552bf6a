"""Cases D of the sync rules with and without a trail: sent, seen, settled, gone back (4.1, S31)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from desktop.domain.ids import LocalId, RemoteRef
from desktop.domain.kinds import Kind
from desktop.domain.reasons import Reason
from desktop.domain.records import Json, Record
from desktop.sync.judging.reconcile import MOST_REPAIRS, REPAIRS, Judged, judge
from desktop.sync.judging.trail import UNREADABLE, Line, Trail

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
LIMIT_S = 180.0
URL = "zgw://zaken/zaken/1"
OM, TO = "omschrijving", "toelichting"
MARK = "0123456789abcdef0123456789abcdef"
BODY: Json = {"url": URL, OM: "A", TO: "t"}
UNREAD = Trail(is_readable=True)


def sent(state: str, seconds_ago: float, **more: object) -> Json:
    at = (NOW - timedelta(seconds=seconds_ago)).isoformat()
    return {OM: {"fields": {OM: "M"}, "state": state, "entry": MARK, "at": at, **more}}


def zaak(overlay: Json, local: str = "M") -> Record:
    """A zaak whose omschrijving went from A to M, last seen before that."""
    return Record(
        LocalId("z"), "r", Kind.ZAAK, LocalId("z"), {**BODY, OM: local}, BODY, BODY,
        RemoteRef.parse(URL), overlay=overlay, changed_at_utc=NOW,
    )  # fmt: skip


def judged(record: Record, trail: Trail = UNREADABLE, shown: Json | None = None) -> Judged:
    remote = {**BODY, **(shown or {})}
    return judge(record, remote, read_at=NOW, limit_s=LIMIT_S, trail=trail)


def line(old: Json, new: Json, mark: str = "") -> Line:
    return Line(mark, "Sanne", "1", {OM: "A", TO: "t", **old}, {OM: "A", TO: "t", **new})


MINE = line({}, {OM: "M"}, MARK)


def told(*lines: Line) -> Trail:
    return Trail(is_readable=True, lines=(MINE, *lines))


UNDONE = told(line({OM: "M"}, {OM: "A"}))
LOST = told(line({}, {TO: "x"}))
OVERTAKEN = told(line({OM: "M"}, {OM: "T"}))
UNSEEN = told(line({}, {OM: "T"}))
ABSENT = Trail(is_readable=True, lines=())


def reasons(result: Judged) -> list[Reason]:
    return [one.reason for one in result.findings]


@pytest.mark.parametrize("state", ["answered", "seen"])
@pytest.mark.parametrize("seconds_ago", [2, 200])
def test_d04_a_lost_update_seen_by_the_trail_is_sent_again(state: str, seconds_ago: float) -> None:
    result = judged(zaak(sent(state, seconds_ago)), LOST, shown={TO: "x"})
    assert (result.send, reasons(result)) == ({OM: {OM: "M"}}, [Reason.SENT_AGAIN])
    assert result.findings[0].by == "Sanne"
    assert result.record.overlay[OM]["state"] == "lost"


def test_d04_a_value_marked_as_lost_stays_work_until_it_is_sent() -> None:
    first = judged(zaak(sent("seen", 2)), LOST)
    again = judge(first.record, BODY, read_at=NOW, limit_s=LIMIT_S, trail=UNREAD)
    assert (again.send, again.doubts, again.record) == (first.send, frozenset(), first.record)


def test_d05_a_deliberate_revert_seen_by_the_trail_is_taken() -> None:
    result = judged(zaak(sent("seen", 20)), UNDONE)
    assert (result.send, reasons(result)) == ({}, [Reason.REVERTED_BY])
    assert (result.record.local or {})[OM] == "A"
    assert (result.findings[0].mine, result.findings[0].by) == ({OM: "M"}, "Sanne")


def test_d05_a_revert_of_what_i_changed_again_since_is_a_conflict() -> None:
    result = judged(zaak(sent("seen", 20), "M2"), UNDONE)
    assert (result.send, reasons(result)) == ({}, [Reason.EDIT_EDIT])


def test_d06_no_trail_reverted_at_once_and_another_field_moved_once_more() -> None:
    for state in ("answered", "seen"):
        result = judged(zaak(sent(state, 2)), shown={TO: "new"})
        assert (result.send, reasons(result)) == ({OM: {OM: "M"}}, [Reason.SENT_AGAIN])


def test_d08_reverted_a_second_time_asks() -> None:
    again = sent("seen", 2, again=1)
    assert reasons(judged(zaak(again), shown={TO: "new"})) == [Reason.REVERTED]
    thrice = sent("seen", 2, again=MOST_REPAIRS)
    assert reasons(judged(zaak(thrice), LOST)) == [Reason.REVERTED]


def test_d09_no_trail_first_seen_after_two_days_asks() -> None:
    assert reasons(judged(zaak(sent("seen", 2 * 86400)), shown={TO: "new"})) == [Reason.REVERTED]
    assert reasons(judged(zaak(sent("answered", 2 * 86400)))) == [Reason.REVERTED]


def test_d10_settled_then_changed_back_is_an_ordinary_change() -> None:
    record = replace(zaak({}), base={**BODY, OM: "M"})
    result = judged(record)
    assert ((result.record.local or {})[OM], result.send, result.findings) == ("A", {}, ())


def test_d11_overtaken_says_by_whom_when_the_trail_does() -> None:
    result = judged(zaak(sent("seen", 20)), OVERTAKEN, shown={OM: "T"})
    assert (reasons(result), result.findings[0].by) == ([Reason.OVERTAKEN], "Sanne")


def test_d12_overtaken_on_top_of_an_unknown_write_is_taken_when_the_trail_shows_both() -> None:
    result = judged(zaak(sent("unknown", 200)), OVERTAKEN, shown={OM: "T"})
    assert (reasons(result), result.conflicts) == ([Reason.OVERTAKEN], frozenset())
    unseen = judged(zaak(sent("answered", 200)), UNSEEN, shown={OM: "T"})
    assert unseen.conflicts == {OM}


def test_d12_an_unknown_write_whose_line_stands_in_the_trail_waits_no_longer() -> None:
    overtaken = judged(zaak(sent("unknown", 5)), OVERTAKEN, shown={OM: "T"})
    assert (reasons(overtaken), overtaken.waits) == ([Reason.OVERTAKEN], frozenset())
    lost = judged(zaak(sent("unknown", 5)), LOST, shown={TO: "x"})
    assert (lost.send, reasons(lost)) == ({OM: {OM: "M"}}, [Reason.SENT_AGAIN])
    stale = judged(zaak(sent("unknown", 5)), told())
    assert (stale.send, set(stale.waits)) == ({}, {OM})
    assert judged(zaak(sent("unknown", 5)), ABSENT).waits == {OM}, "it may come still"


def test_d14_a_stale_read_after_the_answer_does_not_revert() -> None:
    early = judged(zaak(sent("answered", 1)))
    assert (early.send, set(early.waits), early.findings) == ({}, {OM}, ())
    later = judge(
        early.record, {**BODY, OM: "M"}, read_at=NOW + timedelta(seconds=181), limit_s=LIMIT_S
    )
    assert (later.record.overlay, (later.record.base or {})[OM]) == ({}, "M")


def test_d14_a_trail_that_does_not_know_us_yet_does_not_revert_either() -> None:
    assert judged(zaak(sent("answered", 1)), ABSENT).waits == {OM}
    assert judged(zaak(sent("answered", 1)), told()).waits == {OM}


def test_a_mark_that_is_absent_after_the_wait_was_never_applied() -> None:
    answered = judged(zaak(sent("answered", 200)), ABSENT)
    assert (answered.send, reasons(answered)) == ({OM: {OM: "M"}}, [Reason.SENT_AGAIN])
    unknown = judged(zaak(sent("unknown", 200)), ABSENT)
    assert (unknown.send, reasons(unknown)) == ({OM: {OM: "M"}}, [])
    assert unknown.record.ghosts["values"][OM][0]["fields"] == {OM: "M"}


def test_what_the_trail_can_decide_is_a_doubt_until_it_is_read() -> None:
    result = judged(zaak(sent("seen", 20)), UNREAD)
    assert (set(result.doubts), result.send, result.findings) == ({OM}, {}, ())
    assert result.record.changed_at_utc == NOW
    quiet = replace(zaak(sent("seen", 20)), changed_at_utc=None)
    assert judged(quiet, UNREAD).record.changed_at_utc == NOW
    assert judged(zaak(sent("unknown", 5)), UNREAD).doubts == {OM}, (
        "its line may prove that it came"
    )


def test_kinds_without_a_trail_are_judged_without_it() -> None:
    record = replace(zaak(sent("seen", 200)), kind=Kind.OBJECT)
    assert judged(record, UNREAD).conflicts == {OM}


def test_an_undo_of_what_went_back_needs_nothing() -> None:
    for state, trail in (("answered", UNREADABLE), ("seen", LOST)):
        result = judged(zaak(sent(state, 200), "A"), trail)
        assert (result.send, result.findings, result.record.overlay) == ({}, (), {})
    young = judged(zaak(sent("answered", 2), "A"))
    assert young.waits == {OM}


def test_d24_an_answer_without_my_value_is_not_applied_yet() -> None:
    assert judged(zaak(sent("answered", 1))).waits == {OM}


def repairing(remote_to: str = "t", local_to: str = "T", overlay: Json | None = None) -> Judged:
    record = Record(
        LocalId("z"), "r", Kind.ZAAK, LocalId("z"), {**BODY, TO: local_to}, BODY, BODY,
        RemoteRef.parse(URL), overlay=overlay or {}, changed_at_utc=NOW,
        ghosts={REPAIRS: {TO: {"by": "Sanne", "at": "1", "tries": 1}}},
    )  # fmt: skip
    return judge(record, {**BODY, TO: remote_to}, read_at=NOW, limit_s=LIMIT_S)


def test_d20_a_repair_is_sent_only_while_ours_stands_there() -> None:
    assert repairing().send == {TO: {TO: "T"}}
    for shown in ("T", "something else"):
        result = repairing(shown)
        assert (result.send, result.findings, REPAIRS in result.record.ghosts) == ({}, (), False)
        assert (result.record.local or {})[TO] == shown


def test_d20_a_repair_that_is_seen_is_told_once() -> None:
    at = (NOW - timedelta(seconds=1)).isoformat()
    overlay = {TO: {"fields": {TO: "T"}, "state": "answered", "entry": MARK, "at": at}}
    result = repairing("T", overlay=overlay)
    assert (reasons(result), result.findings[0].by) == ([Reason.REPAIRED], "Sanne")
    again = judge(result.record, {**BODY, TO: "T"}, read_at=NOW, limit_s=LIMIT_S)
    assert again.findings == ()


def test_d20_a_repair_that_the_person_changed_since_is_theirs_now() -> None:
    at = (NOW - timedelta(seconds=1)).isoformat()
    overlay = {TO: {"fields": {TO: "T"}, "state": "answered", "entry": MARK, "at": at}}
    result = repairing("T", local_to="Mine", overlay=overlay)
    assert (result.send, result.findings) == ({TO: {TO: "Mine"}}, ())


def test_d23_an_overlap_is_offered_until_it_is_decided() -> None:
    overlap = {"theirs": {OM: "T"}, "by": "Sanne", "at": "1"}
    result = judged(zaak(sent("overlap", 1, overlap=overlap)), shown={OM: "M"})
    finding = result.findings[0]
    assert (finding.reason, finding.theirs, finding.there) == (
        Reason.OVERLAP, {OM: "T"}, {OM: "M"},
    )  # fmt: skip
    assert finding.detail["by"] == "Sanne"
    later = judge(
        result.record, {**BODY, OM: "M"}, read_at=NOW + timedelta(days=1), limit_s=LIMIT_S
    )
    assert later.conflicts == {OM}


def test_a_conflict_names_who_set_the_other_value_when_the_trail_was_read() -> None:
    trail = Trail(is_readable=True, lines=(line({}, {OM: "T"}),))
    assert judged(zaak({}), trail, shown={OM: "T"}).findings[0].by == "Sanne"
    assert judged(zaak({}), UNREAD, shown={OM: "T"}).findings[0].by is None


def test_d26_a_besluit_behaves_like_a_zaak() -> None:
    name, url = "toelichting", "zgw://besluiten/besluiten/1"
    at = (NOW - timedelta(seconds=2)).isoformat()
    body = {"url": url, name: "A", "bestuursorgaan": "b"}
    record = Record(
        LocalId("b"), "r", Kind.BESLUIT, LocalId("b"), {**body, name: "M"}, body, body,
        RemoteRef.parse(url),
        overlay={name: {"fields": {name: "M"}, "state": "seen", "entry": MARK, "at": at}},
    )  # fmt: skip
    moved = {**body, "bestuursorgaan": "c"}
    again = judge(record, moved, read_at=NOW, limit_s=LIMIT_S)
    assert (again.send, reasons(again)) == ({name: {name: "M"}}, [Reason.SENT_AGAIN])
    later = NOW + timedelta(seconds=LIMIT_S)
    assert reasons(judge(record, body, read_at=later, limit_s=LIMIT_S)) == [Reason.REVERTED]


def test_d19_a_late_request_of_mine_over_a_value_that_i_had_seen_there_asks() -> None:
    gone = judged(zaak(sent("unknown", 200), "M2"), shown={OM: "T"})
    assert gone.conflicts == {OM}
    late = judged(gone.record, shown={OM: "M"})
    finding = late.findings[0]
    assert (finding.reason, finding.theirs, finding.there, finding.mine) == (
        Reason.LATE_OWN, {OM: "T"}, {OM: "M"}, {OM: "M2"},
    )  # fmt: skip
    assert late.send == {}
    assert judged(late.record, shown={OM: "M"}).conflicts == {OM}


def test_d19_a_late_request_over_a_value_that_i_took_is_answered_with_that_value() -> None:
    gone = judged(zaak(sent("unknown", 200), "A"), shown={OM: "T"})
    assert ((gone.record.local or {})[OM], len(gone.conflicts)) == ("T", 0)
    assert judged(gone.record, shown={OM: "M"}).send == {OM: {OM: "T"}}


def test_d16_an_unknown_write_that_arrives_over_a_value_that_i_had_seen_there_asks() -> None:
    seen = judged(zaak(sent("unknown", 60), "M2"), shown={OM: "T"})
    assert (seen.send, set(seen.waits)) == ({}, {OM})
    arrived = judged(seen.record, shown={OM: "M"})
    finding = arrived.findings[0]
    assert (finding.reason, finding.theirs, arrived.send) == (Reason.LATE_OWN, {OM: "T"}, {})
