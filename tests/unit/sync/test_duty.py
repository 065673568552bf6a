"""The winner's duty: what a save of ours took away becomes work, a conflict or a question (S32)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from desktop.domain.fields import unit_of
from desktop.domain.ids import LocalId, RemoteRef
from desktop.domain.kinds import Kind
from desktop.domain.records import Json, Record
from desktop.sync.duty import Duty, owe, without_repairs
from desktop.sync.reconcile import MOST_REPAIRS, REPAIRS
from desktop.sync.trail import Overwritten

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


def test_what_was_settled_or_decided_since_is_left_alone() -> None:
    record = replace(zaak(), overlay={})
    assert owed(record, theirs(OM, "T", was_sent=True)).record is record


def test_refused_repairs_are_taken_out_and_merged_lists_stay() -> None:
    repairs = {TO: {"by": "S", "tries": 1}, KE: {"by": "S", "tries": 1, "is_merged": True}}
    record = zaak({TO: "T", KE: [1]}, ghosts={REPAIRS: repairs, "waits": "x"})
    kept, dropped = without_repairs(record)
    assert kept.local == {**BODY, KE: [1]}
    assert kept.ghosts == {"waits": "x", REPAIRS: {KE: repairs[KE]}}
    assert dropped == {TO: {"by": "S", "tries": 1, "theirs": {TO: "T"}, "mine": {TO: "t"}}}
    only = zaak({TO: "T"}, ghosts={REPAIRS: {TO: repairs[TO]}})
    assert without_repairs(only)[0].ghosts == {}
