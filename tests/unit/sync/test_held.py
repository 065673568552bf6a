"""A record that is held back is tried again after a pause that doubles, up to a limit."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from desktop.domain.ids import LocalId
from desktop.domain.kinds import Kind
from desktop.domain.reasons import Reason
from desktop.domain.records import Record
from desktop.sync.judging.held import MOST_S, held, hold, let_go
from desktop.sync.judging.reconcile import judge

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
RECORD = Record(LocalId("d"), "r", Kind.DOCUMENT, LocalId("z"), local={})


def pause_s(record: Record) -> float:
    return float(record.ghosts["held"]["pause_s"])


def test_it_waits_and_then_may_go() -> None:
    waiting = hold(RECORD, Reason.LOCKED_BY_OTHER, NOW, 180.0)
    assert held(RECORD, NOW) is None
    assert held(waiting, NOW) is Reason.LOCKED_BY_OTHER
    assert held(waiting, NOW + timedelta(seconds=30)) is None
    assert held(let_go(waiting), NOW) is None


def test_each_pause_is_twice_the_last_up_to_half_an_hour() -> None:
    record, pauses = RECORD, []
    for _ in range(8):
        record = hold(record, Reason.LOCKED_BY_OTHER, NOW, 180.0)
        pauses.append(pause_s(record))
    assert pauses[:3] == [30.0, 60.0, 120.0]
    assert pauses[-1] == MOST_S


def test_another_reason_starts_again_and_the_first_pause_is_never_above_the_limit() -> None:
    record = hold(RECORD, Reason.LOCKED_BY_OTHER, NOW, 0.5)
    record = hold(record, Reason.LOCKED_BY_OTHER, NOW, 0.5)
    assert (pause_s(record), pause_s(hold(record, Reason.PROBE, NOW, 0.5))) == (1.0, 0.5)


def test_a_document_that_a_pull_shows_is_not_confirmed_before_its_content_was_read_back() -> None:
    body = {"titel": "Film", "versie": 1}
    made = {"": {"fields": {}, "state": "answered", "entry": "e", "at": NOW.isoformat()}}
    sent = replace(RECORD, local=body, base=body, overlay=made, changed_at_utc=NOW)
    judged = judge(sent, body, read_at=NOW + timedelta(hours=1), limit_s=180.0)
    assert (judged.record.overlay, judged.record.changed_at_utc) == (made, NOW)
