"""The winner's duty: what a save of ours took away becomes work, a conflict or a question (S32)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from desktop.domain.fields import unit_of
from desktop.domain.ids import EntryId, LocalId, RemoteRef
from desktop.domain.kinds import Kind
from desktop.domain.records import Entry, Json, Purpose, Record
from desktop.sync.judging.duty import (
    Duty,
    after_look,
    not_owing,
    owe,
    owed_by,
    owing,
    without_repairs,
)
from desktop.sync.judging.reconcile import MOST_REPAIRS, REPAIRS
from desktop.sync.judging.trail import Overwritten, Wrote

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
OM, TO, KE = "omschrijving", "toelichting", "kenmerken"
REF = RemoteRef.parse("zgw://zaken/zaken/1")
BODY: Json = {OM: "M", TO: "t", KE: []}
SENT: Json = {"fields": {OM: "M"}, "state": "seen", "entry": "e", "at": NOW.isoformat()}


def zaak(local: Json | None = None, **more: Any) -> Record:
    return Record(
        LocalId("z"), "r", Kind.ZAAK, LocalId("z"), {**BODY, **(local or {})}, BODY, BODY, REF,
        overlay={OM: SENT}, **more,
    )  # fmt: skip


def theirs(unit: str, value: Any, *, was_sent: bool = False, before: Any = "t") -> Overwritten:
    return Overwritten(unit_of(Kind.ZAAK, unit), {unit: value}, {unit: before}, "S", "1", was_sent)


def owed(record: Record, *found: Overwritten, is_closed: bool = False) -> Duty:
    return owe(record, found, NOW, is_closed=is_closed)


def test_d20_a_field_we_did_not_send_gets_its_value_back_as_work() -> None:
    duty = owed(zaak(), theirs(TO, "T"))
    assert duty.record.local == {**BODY, TO: "T"}
    assert duty.record.ghosts[REPAIRS] == {TO: {"by": "S", "at": "1", "tries": 1}}
    assert (duty.record.changed_at_utc, duty.asked) == (NOW, ())


def test_nothing_owed_leaves_the_record_as_it_is() -> None:
    record = zaak()
    assert owed(record).record is record


def test_d22_a_closed_zaak_is_asked_about() -> None:
    record = zaak()
    duty = owed(record, theirs(TO, "T"), is_closed=True)
    assert (duty.record is record, [one.unit.name for one in duty.asked]) == (True, [TO])


def test_after_three_repairs_a_person_is_asked() -> None:
    record = zaak(ghosts={REPAIRS: {TO: {"tries": MOST_REPAIRS}}})
    assert [one.unit.name for one in owed(record, theirs(TO, "T")).asked] == [TO]


def test_a_field_that_the_person_changed_since_is_asked_about() -> None:
    duty = owed(zaak({TO: "newer"}), theirs(TO, "T"))
    assert (duty.record.local or {})[TO] == "newer"
    assert len(duty.asked) == 1


def test_d23_a_field_we_sent_too_becomes_an_overlap() -> None:
    duty = owed(zaak(), theirs(OM, "T", was_sent=True))
    mark = duty.record.overlay[OM]
    assert (mark["state"], mark["overlap"]["theirs"]) == ("overlap", {OM: "T"})


def test_c09_a_list_we_sent_too_is_merged() -> None:
    mine, hers = {"bron": "m", "kenmerk": "1"}, {"bron": "h", "kenmerk": "2"}
    sent = {**SENT, "fields": {KE: [mine]}}
    record = replace(zaak({KE: [mine]}), overlay={KE: sent})
    duty = owed(record, theirs(KE, [hers], was_sent=True, before=[]))
    assert (duty.record.local or {})[KE] == [hers, mine]
    assert duty.record.ghosts[REPAIRS][KE]["is_merged"] is True


def test_a_field_we_sent_that_settled_before_the_trail_could_be_read_is_asked_about() -> None:
    record = replace(zaak(), overlay={})
    duty = owed(record, theirs(OM, "T", was_sent=True))
    assert (duty.record is record, [one.unit.name for one in duty.asked]) == (True, [OM])


ENTRY = Entry(
    EntryId("e" * 32), "r", LocalId("z"), LocalId("z"), Purpose.PATCH, "PATCH", str(REF), 1,
    {OM: "M"},
)  # fmt: skip
MARK = ENTRY.entry_id


def test_s32_a_write_owes_a_look_back_at_what_it_sent_over_what_was_seen() -> None:
    record = owing(replace(zaak(), remote={**BODY, OM: "A"}), ENTRY, {OM: {OM: "M"}})
    assert owed_by(record) == {MARK: Wrote(frozenset({OM}), {OM: {OM: "A"}})}


def test_a_put_owes_a_look_back_at_all_that_was_read_before_it() -> None:
    put = replace(ENTRY, purpose=Purpose.PUT, body={OM: "M", TO: "t"})
    wrote = owed_by(owing(zaak(), put, {OM: {OM: "M"}}))[MARK]
    assert wrote == Wrote(frozenset({OM}), {OM: {OM: "M"}, TO: {TO: "t"}})


@pytest.mark.parametrize(
    ("told", "unknown", "is_read", "stays"),
    [
        ([MARK], [], True, False), ([], [], True, False), ([], [MARK], True, True),
        ([], [], False, True), ([MARK], [MARK], True, False),
    ],
    ids=["told", "never-there", "may-still-arrive", "not-read", "told-though-unknown"],
)  # fmt: skip
def test_a_look_back_is_over_when_the_trail_has_told(
    told: list[str], unknown: list[str], *, is_read: bool, stays: bool
) -> None:
    record = owing(zaak(changed_at_utc=NOW), ENTRY, {OM: {OM: "M"}})
    after = after_look(record, told, unknown, is_read=is_read)
    assert (MARK in owed_by(after), after.changed_at_utc is not None) == (stays, stays)


def test_a_trail_that_stays_unreadable_is_not_asked_for_ever() -> None:
    record = owing(zaak(changed_at_utc=NOW), ENTRY, {OM: {OM: "M"}})
    for _ in range(5):
        record = after_look(record, [], [], is_read=False)
    assert (owed_by(record), record.changed_at_utc) == ({}, None)


def test_a_look_back_leaves_what_is_unsent_waiting() -> None:
    record = owing(zaak({TO: "mine"}, changed_at_utc=NOW), ENTRY, {OM: {OM: "M"}})
    assert after_look(record, [MARK], [], is_read=True).changed_at_utc == NOW


def test_a_look_back_leaves_a_removal_waiting() -> None:
    record = replace(owing(zaak(changed_at_utc=NOW), ENTRY, {OM: {OM: "M"}}), local=None)
    assert after_look(record, [MARK], [], is_read=True).changed_at_utc == NOW


def test_a_write_that_was_refused_owes_nothing() -> None:
    record = owing(zaak(ghosts={"waits": "x"}), ENTRY, {OM: {OM: "M"}})
    assert not_owing(record, MARK).ghosts == {"waits": "x"}
    assert owed_by(not_owing(record, "another"))


def test_refused_repairs_are_taken_out_and_merged_lists_stay() -> None:
    repairs = {TO: {"by": "S", "tries": 1}, KE: {"by": "S", "tries": 1, "is_merged": True}}
    record = zaak({TO: "T", KE: [1]}, ghosts={REPAIRS: repairs, "waits": "x"})
    kept, dropped = without_repairs(record)
    assert kept.local == {**BODY, KE: [1]}
    assert kept.ghosts == {"waits": "x", REPAIRS: {KE: repairs[KE]}}
    assert dropped == {TO: {"by": "S", "tries": 1, "theirs": {TO: "T"}, "mine": {TO: "t"}}}
    only = zaak({TO: "T"}, ghosts={REPAIRS: {TO: repairs[TO]}})
    assert without_repairs(only)[0].ghosts == {}
