"""Closing again, reopening, half-closed: the rules beside those of the plan (S38, S41, S42)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from desktop.domain.ids import LocalId, RemoteRef
from desktop.domain.kinds import Kind
from desktop.domain.reasons import Reason
from desktop.domain.records import ItemKind, OpenItem, Record
from desktop.sync.judging.closing import (
    CLOSES_AGAIN,
    CURRENT,
    LOCKED,
    REOPENS,
    UNREAD,
    Verdict,
    half_closed,
    in_the_way,
    knows_current,
    repeated,
    status_verdict,
)
from desktop.sync.judging.situation import Ask, Done, Situation, StatusKind

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
Z = LocalId("z")
TYPES = {"s1": StatusKind(1, is_end=False), "s9": StatusKind(9, is_end=True)}


def zaak(einddatum: str | None = None, status: str | None = None) -> Record:
    body = {"einddatum": einddatum, "status": status}
    return Record(Z, "r", Kind.ZAAK, Z, body, body, body, RemoteRef("zaken", "zaken/z"))


def mine(kind: str, at: str, **ghosts: Any) -> Record:
    body = {"statustype": kind, "datumStatusGezet": f"2026-11-24T{at}:00+01:00"}
    return Record(
        LocalId("mine"), "r", Kind.STATUS, Z, body, ghosts=ghosts, edit_seq=1, changed_at_utc=NOW
    )


def there(kind: str, at: str, *, is_mine: bool = False, **ghosts: Any) -> Record:
    one = mine(kind, at, **ghosts)
    return replace(
        one, local_id=LocalId("there"), base=one.local, remote=one.local,
        ref=RemoteRef("zaken", "statussen/there"), edit_seq=int(is_mine), changed_at_utc=None,
    )  # fmt: skip


THERE = "zgw://zaken/statussen/there"


def verdict(
    record: Record, *others: Record, items: tuple[OpenItem, ...] = (), **more: Any
) -> Verdict:
    working = [record, *more.pop("working", ())]
    situation = Situation([*others, *working], items, frozenset(), TYPES, frozenset(Kind), **more)
    return status_verdict(situation, record, working, {one.local_id for one in working})


def test_g17_a_repeated_closing_goes_over_the_end_status_it_repeats() -> None:
    again = mine("s9", "10:01", **{CLOSES_AGAIN: "there"})
    assert verdict(again, zaak(), there("s9", "10:00")) is None


def test_g17_a_repeat_that_is_not_needed_any_more_is_let_go() -> None:
    again = mine("s9", "10:01", **{CLOSES_AGAIN: "there"})
    found = verdict(again, zaak("2026-11-24"), there("s9", "10:00"))
    assert found == Done(again.local_id, Reason.ALREADY_CLOSED, "2026-11-24")


def test_g14_closing_on_top_of_a_half_closed_zaak_asks() -> None:
    found = verdict(mine("s9", "10:01"), zaak(), there("s9", "10:00"))
    assert isinstance(found, Ask)
    assert found.reason is Reason.ALREADY_CLOSED


def test_g15_a_conflict_about_the_resultaat_is_decided_first() -> None:
    resultaat = Record(LocalId("r"), "r", Kind.RESULTAAT, Z, {}, {}, {}, RemoteRef("zaken", "r/1"))
    item = OpenItem(
        1, "r", Z, LocalId("r"), ItemKind.CONFLICT, "", "edit-edit", None, None, None, {}, NOW
    )
    end = mine("s9", "10:01")
    closed = zaak("2026-11-24")
    assert verdict(end, closed, resultaat, items=(item,)) is Reason.CONFLICT_BEFORE_CLOSE
    unsent = Record(LocalId("r"), "r", Kind.RESULTAAT, Z, {}, changed_at_utc=NOW)
    assert isinstance(verdict(end, closed, working=(unsent,)), Ask)
    assert isinstance(verdict(end, closed, resultaat), Done)


def test_g24_a_closing_that_waits_for_a_lock_says_so_once_it_was_tried() -> None:
    end = mine("s9", "10:01", **{LOCKED: NOW.isoformat()})
    assert verdict(end, zaak()) is None
    assert verdict(end, zaak(), tried=frozenset({end.local_id})) is Reason.LOCKED_BY_OTHER


def test_g26_a_hoofdzaak_waits_for_its_own_deelzaken() -> None:
    parts = frozenset({LocalId("part")})
    found = verdict(mine("s9", "10:01"), zaak(), closing_parts=parts)
    assert found is Reason.DEELZAAK_BEFORE_CLOSE


def test_g33_a_reopening_of_the_closing_that_was_seen_goes() -> None:
    reopening = mine("s1", "10:01", **{REOPENS: True, CURRENT: "there"})
    assert verdict(reopening, zaak("2026-11-24"), there("s9", "10:00")) is None


def test_g33_a_reopening_of_another_closing_asks() -> None:
    reopening = mine("s1", "10:01", **{REOPENS: True, CURRENT: "an earlier one"})
    found = verdict(reopening, zaak("2026-11-24"), there("s9", "10:00"))
    assert isinstance(found, Ask)
    assert found.reason is Reason.WOULD_REOPEN


def test_g34_a_zaak_that_is_open_again_needs_no_reopening() -> None:
    reopening = mine("s1", "10:01", **{REOPENS: True, CURRENT: "there"})
    found = verdict(reopening, zaak(), there("s1", "10:00"))
    assert found == Done(reopening.local_id, Reason.ALREADY_REOPENED)
    assert verdict(reopening, zaak("2026-11-24"), there("s1", "10:00")) is None


@pytest.mark.parametrize(
    ("records", "is_mine"),
    [
        ([zaak(None, THERE), there("s9", "10:00")], False),
        ([zaak(None, THERE), there("s9", "10:00", is_mine=True)], True),
        ([zaak(None, THERE), there("s9", "10:00", is_mine=True, **{CLOSES_AGAIN: "x"})], False),
    ],
    ids=["g19-a-colleagues", "g17-mine", "g18-mine-a-second-time"],
)
def test_half_closed_is_mine_once(records: list[Record], is_mine: bool) -> None:
    found = half_closed(records, TYPES)
    assert found is not None
    assert found.is_mine is is_mine


REPEAT = mine("s9", "10:01", **{CLOSES_AGAIN: "there"})


@pytest.mark.parametrize(
    "records",
    [
        [there("s9", "10:00")],
        [zaak(None, THERE)],
        [replace(zaak(), remote=None), there("s9", "10:00")],
        [zaak("2026-11-24", THERE), there("s9", "10:00")],
        [zaak(None, THERE), there("s1", "10:00")],
        [zaak(None, "zgw://zaken/statussen/newer"), there("s9", "10:00")],
        [zaak(None, THERE), there("s9", "10:00"), REPEAT],
    ],
    ids=[
        "no-zaak", "no-status", "never-read", "closed", "g20-reopened", "two-moments",
        "a-repeat-is-on-its-way",
    ],
)  # fmt: skip
def test_it_is_not_half_closed(records: list[Record]) -> None:
    assert half_closed(records, TYPES) is None


def test_the_current_status_must_have_been_read() -> None:
    assert knows_current([zaak(None, THERE), there("s9", "10:00")])
    assert not knows_current([zaak(None, THERE)])
    assert knows_current([zaak()])
    assert knows_current([])


def test_a_status_that_the_row_names_and_nobody_read_yet_is_not_overlooked() -> None:
    seen = replace(zaak(None, "zgw://zaken/statussen/old"), ghosts={UNREAD: {"status": THERE}})
    assert not knows_current([seen])
    assert half_closed([seen, there("s9", "10:00")], TYPES) is not None


def test_g17_a_repeat_is_a_microsecond_later_on_the_same_local_day() -> None:
    body = {"zaak": "z", "statustype": "s9", "datumStatusGezet": "2026-03-17T00:30:00.123+01:00"}
    again = repeated({**body, "url": "u"})
    assert again == {
        **body, "statustoelichting": None, "datumStatusGezet": "2026-03-17T00:30:00.123001+01:00",
    }  # fmt: skip
    assert repeated({"datumStatusGezet": "2026-03-17T23:59:59.999999+01:00"}) is None


def test_g23_documents_without_a_known_gebruiksrecht_are_named() -> None:
    def document(local_id: str, **body: Any) -> Record:
        return Record(LocalId(local_id), "r", Kind.DOCUMENT, Z, body)

    family = [
        zaak(),
        document("a", titel="Brief", indicatieGebruiksrecht=None),
        document("b", identificatie="D-1"),
        document("c", titel="Foto", indicatieGebruiksrecht=False),
    ]
    assert in_the_way(Reason.GEBRUIKSRECHT, family) == ["Brief", "D-1"]
    assert in_the_way(Reason.DEELZAKEN, family) == []
