"""The rows for lists and search follow from the records, whichever way those came in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from desktop.domain.ids import LocalId
from desktop.domain.kinds import Kind
from desktop.domain.readings import WorklistQuery, WorklistRow
from desktop.domain.records import ItemKind, Record, RecordState, Stand
from desktop.models.replica import Replica

KEY = bytes(range(32))
NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
MANY = 2500  # more than a transaction holds in memory at once


@pytest.fixture
def replica(tmp_path: Path) -> Iterator[Replica]:
    found = Replica.open(tmp_path / "replica.db", KEY)
    yield found
    found.close()


def zaak(number: int) -> Record:
    body = {"identificatie": f"Z-{number:05d}", "omschrijving": f"Traplift {number}"}
    local_id = LocalId(f"zaak{number:06d}")
    return Record(local_id, "r", Kind.ZAAK, local_id, body, body, body)


def notitie(number: int, text: str) -> Record:
    body = {"onderwerp": "Bezoek", "tekst": text}
    family = LocalId(f"zaak{number:06d}")
    return Record(
        LocalId(f"note{number:06d}"), "r", Kind.ZAAKNOTITIE, family, body, body, body, parent=family
    )


def rows(replica: Replica, text: str = "") -> list[WorklistRow]:
    with replica.read() as reader:
        return reader.worklist.page(WorklistQuery(text=text), 10_000)


def rebuilt(replica: Replica) -> list[WorklistRow]:
    """Give the rows after every one was derived anew from what stands in the file."""
    with replica.write() as writer:
        for one in writer.records.of_kind(Kind.ZAAK):
            writer.projection.touch(one.family)
    return rows(replica)


def test_a_note_saved_alone_leaves_its_zaak_in_the_list_and_is_found(replica: Replica) -> None:
    with replica.write() as writer:
        writer.records.save(zaak(1))
    with replica.write() as writer:
        writer.records.save(notitie(1, "Bel achterom"))
    assert [row.omschrijving for row in rows(replica, "traplift achterom")] == ["Traplift 1"]


def test_children_that_come_long_after_their_zaak_are_found_too(replica: Replica) -> None:
    def coming() -> Iterator[Record]:
        yield from (zaak(n) for n in range(MANY))
        yield notitie(3, "Sleutelkastje")

    with replica.write() as writer:
        writer.records.save_many(coming())
    assert len(rows(replica)) == MANY
    assert [row.omschrijving for row in rows(replica, "sleutelkastje")] == ["Traplift 3"]


def test_words_that_are_gone_are_no_longer_found(replica: Replica) -> None:
    with replica.write() as writer:
        writer.records.save_many([zaak(1), notitie(1, "Sleutelkastje")])
    with replica.write() as writer:
        writer.records.remove(LocalId("note000001"))
    assert rows(replica, "sleutelkastje") == []
    assert len(rows(replica, "traplift")) == 1


def test_a_record_removed_after_it_was_saved_in_one_transaction_is_not_projected(
    replica: Replica,
) -> None:
    with replica.write() as writer:
        writer.records.save_many([zaak(1), zaak(2), notitie(1, "Sleutelkastje")])
        writer.records.remove(LocalId("note000001"))
        writer.records.remove(LocalId("zaak000002"))
    assert [row.identificatie for row in rows(replica)] == ["Z-00001"]
    assert rows(replica, "sleutelkastje") == []


def test_a_withdrawn_zaak_leaves_list_and_search(replica: Replica) -> None:
    with replica.write() as writer:
        writer.records.save_many([zaak(1), zaak(2)])
    with replica.write() as writer:
        writer.records.save(replace(zaak(1), state=RecordState.WITHDRAWN))
    assert [row.identificatie for row in rows(replica, "traplift")] == ["Z-00002"]


def test_what_is_projected_from_memory_is_what_the_file_says(replica: Replica) -> None:
    dice = Random(7)
    for _ in range(30):
        with replica.write() as writer:
            for _ in range(dice.randrange(1, 6)):
                number = dice.randrange(12)
                record = dice.choice([zaak(number), notitie(number, f"woord{dice.randrange(5)}")])
                if dice.random() < 0.5:
                    changed = {**(record.local or {}), "toelichting": "Nieuw"}
                    record = replace(record, local=changed, changed_at_utc=NOW)
                writer.records.save(record)
            if dice.random() < 0.3:
                family = LocalId(f"zaak{dice.randrange(12):06d}")
                writer.journal.open_item(
                    registry="r", family=family, local_id=family, kind=ItemKind.CONFLICT,
                    reason="edit-edit", now=NOW,
                )  # fmt: skip
    words = [f"woord{n}" for n in range(5)]
    from_memory = rows(replica), [rows(replica, word) for word in words]
    assert {row.stand for row in from_memory[0]} > {Stand.CONFLICT, Stand.BEVESTIGD}
    assert from_memory == (rebuilt(replica), [rows(replica, word) for word in words])


def test_a_save_without_new_words_writes_the_columns_that_differ_and_no_search_document(
    replica: Replica,
) -> None:
    record = zaak(1)
    with replica.write() as writer:
        writer.records.save(record)
        writer.records.save(notitie(1, "Drempel"))
    body = {**(record.base or {}), "startdatum": "2026-11-20"}
    waiting = replace(record, local=body, changed_at_utc=NOW, edit_seq=1)
    said: list[str] = []
    with replica.write() as writer:
        raw = writer.records._connection.raw
        raw.set_trace_callback(said.append)
        writer.records.save(waiting)
        writer.projection.refresh()
        raw.set_trace_callback(None)
    written = [one for one in said if one.startswith(("UPDATE zaak_row", "DELETE", "INSERT"))]
    assert [one.split(" ")[:3] for one in written] == [
        ["INSERT", "INTO", "record"], ["UPDATE", "zaak_row", "SET"],
    ]  # fmt: skip
    assert "omschrijving" not in written[1]
    assert rows(replica)[0].stand is Stand.WACHT
    assert rows(replica, "drempel") == rows(replica) == rebuilt(replica)


def test_words_that_come_and_go_are_found_and_not_found(replica: Replica) -> None:
    with replica.write() as writer:
        writer.records.save(zaak(1))
        writer.records.save(notitie(1, "Drempel"))
    for new, old in (("Leuning", "Drempel"), ("Beugel", "Leuning")):
        with replica.write() as writer:
            writer.records.save(notitie(1, new))
        assert len(rows(replica, new)) == 1
        assert rows(replica, old) == []
