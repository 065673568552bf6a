"""What is asked at every run reads only what it needs, however much the replica holds."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from desktop.domain.errors import NotFound
from desktop.domain.ids import EntryId, LocalId, RemoteRef
from desktop.domain.kinds import Kind
from desktop.domain.records import Entry, Outcome, Purpose, Record
from desktop.models.mapping import record_of
from desktop.models.records import _REFS
from desktop.models.replica import Replica, Writer

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def replica(tmp_path: Path) -> Iterator[Replica]:
    found = Replica.open(tmp_path / "replica.db", bytes(range(32)))
    yield found
    found.close()


def paper(number: int, kind: Kind = Kind.DOCUMENT, family: str = "zaak") -> Record:
    local_id = LocalId(f"{kind.value[:4]}{number:08d}")
    body = {"titel": f"Brief {number}", "identificatie": f"DOC-{number}", "tekst": "x" * 400}
    ref = RemoteRef("documenten", f"enkelvoudiginformatieobjecten/{kind.value}{number}")
    return Record(local_id, "r", kind, LocalId(family), body, body, body, ref)


def sent(writer: Writer, number: int, left: datetime | None, local_id: str) -> None:
    writer.journal.prepare(
        Entry(
            EntryId(f"{number:032x}"), "r", LocalId(local_id), LocalId("zaak"), Purpose.CREATE,
            "POST", "zgw://zaken/rollen", 1, {}, left_at_utc=left, outcome=Outcome.APPLIED,
        )
    )  # fmt: skip


def test_creates_of_the_last_day_are_found_without_reading_the_years_before(
    replica: Replica,
) -> None:
    with replica.write() as writer:
        writer.records.save(paper(1, Kind.ROL))
        writer.records.save(paper(2, Kind.ROL))
        for number in range(3000):
            sent(writer, number, NOW - 30 * DAY, "rol00000001")
        sent(writer, 5000, NOW, "rol00000002")
    with replica.read() as reader:
        assert reader.journal.made_since("r", NOW - DAY, [Kind.ROL]) == ["rol00000002"]
        assert reader.journal._first_since(NOW - DAY) > 2500


def test_a_clock_that_jumped_back_hides_no_create_of_the_last_day(replica: Replica) -> None:
    with replica.write() as writer:
        writer.records.save(paper(1, Kind.ROL))
        writer.records.save(paper(2, Kind.ROL))
        sent(writer, 1, NOW, "rol00000001")
        for number in range(2, 150):
            sent(writer, number, NOW - 400 * DAY, "rol00000002")
        sent(writer, 200, None, "rol00000002")
    with replica.read() as reader:
        assert reader.journal.made_since("r", NOW - DAY, [Kind.ROL]) == ["rol00000001"]


def test_a_document_is_found_by_id_prefix_or_number_and_no_other_is_decoded(
    replica: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    with replica.write() as writer:
        writer.records.save_many(paper(number) for number in range(500))
        writer.records.save(paper(7, Kind.ROL))
    decoded: list[str] = []

    def counting(row: Any) -> Record:
        found = record_of(row)
        decoded.append(found.local_id)
        return found

    monkeypatch.setattr("desktop.models.records.record_of", counting)
    with replica.read() as reader:
        for name in ("docu00000007", "DOC-7"):
            assert reader.records.document(name).local_id == "docu00000007"
        assert set(decoded) == {"docu00000007"}
        assert reader.records.document("docu0000").kind is Kind.DOCUMENT
        for name in ("rol00000007", "docu", "DOC-", "niets"):
            with pytest.raises(NotFound, match="document-not-found"):
                reader.records.document(name)


def test_what_the_registry_has_of_many_families_is_one_cheap_question(replica: Replica) -> None:
    with replica.write() as writer:
        for number in range(200):
            writer.records.save(paper(number, Kind.ROL, f"zaak{number % 20}"))
        only_here = paper(999, Kind.ROL, "zaak0")
        writer.records.save(Record(only_here.local_id, "r", Kind.ROL, LocalId("zaak0"), {}))
    families = [LocalId(f"zaak{number}") for number in range(20)]
    began = time.perf_counter()
    with replica.read() as reader:
        found = reader.records.bound(families)
    assert time.perf_counter() - began < 1
    assert {len(some) for some in found.values()} == {10}
    assert all(kind is Kind.ROL for some in found.values() for _, _, kind in some)


def test_work_is_found_per_registry_and_by_its_index(replica: Replica) -> None:
    with replica.write() as writer:
        for number, name in enumerate(("r", "ander")):
            record = paper(number, Kind.ROL, f"zaak{number}")
            writer.records.save(replace(record, registry=name, changed_at_utc=NOW))
        writer.records.save(paper(5, Kind.ROL, "zaak5"))
    with replica.read() as reader:
        assert reader.records.with_work() == ["zaak0", "zaak1"]
        assert reader.records.with_work("r") == ["zaak0"]
        assert reader.records.with_work("ander") == ["zaak1"]
        assert reader.records.with_work("niets") == []


def test_the_references_of_a_kind_are_found_by_where_they_live_not_by_reading_every_record(
    replica: Replica,
) -> None:
    places = {
        Kind.ZAAK: "zgw://zaken/zaken/1",
        Kind.ZAAKEIGENSCHAP: "zgw://zaken/zaken/1/zaakeigenschappen/2",
        Kind.ROL: "zgw://zaken/rollen/3",
        Kind.DOCUMENT: "zgw://documenten/enkelvoudiginformatieobjecten/4",
    }
    with replica.write() as writer:
        for kind, place in places.items():
            local_id = LocalId(f"{kind.value:>8}")
            ref = RemoteRef.parse(place)
            writer.records.save(Record(local_id, "r", kind, local_id, {}, {}, {}, ref))
    with replica.read() as reader:
        for kind, place in places.items():
            assert reader.records.refs("r", kind) == {RemoteRef.parse(place): f"{kind.value:>8}"}
        assert reader.records.refs("other", Kind.ZAAK) == {}
        text, values = _REFS.filled(
            {"registry": "r", "kind": "zaak", "low": "zgw://a", "high": "zgw://b", "deeper": ""}
        )
        plan = reader.records._connection.raw.execute(f"EXPLAIN QUERY PLAN {text}", values)
        assert "registry=? AND ref>? AND ref<?" in plan.fetchall()[0][-1]


def test_what_is_shown_as_it_was_is_known_without_decoding_a_record(
    replica: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    same, edited, sent_once, otherwise, marked = (paper(number) for number in range(5))
    body = edited.base or {}
    with replica.write() as writer:
        writer.records.save(same)
        writer.records.save(replace(edited, local={**body, "titel": "Van mij"}))
        writer.records.save(replace(sent_once, overlay={"titel": {"state": "seen", "fields": {}}}))
        writer.records.save(replace(otherwise, remote={"titel": "Van een collega"}))
        writer.records.save(replace(marked, ghosts={"gone": "x"}))
    monkeypatch.setattr("desktop.models.records.record_of", None)
    every = {one.local_id: one.base or {} for one in (same, edited, sent_once, otherwise, marked)}
    with replica.read() as reader:
        assert reader.records.shown_as(every) == {same.local_id, edited.local_id}
        assert reader.records.shown_as({same.local_id: {**body, "identificatie": "x"}}) == set()
        theirs = {otherwise.local_id: {"titel": "Van een collega"}}
        assert reader.records.shown_as(theirs) == {otherwise.local_id}
