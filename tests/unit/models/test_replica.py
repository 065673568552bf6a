"""The replica: encrypted, one writer, honest about foreign and newer files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from desktop.domain.errors import BadInput, Damaged, NotFound
from desktop.domain.ids import BlobId, LocalId, RemoteRef
from desktop.domain.kinds import Kind
from desktop.domain.readings import SortColumn, WorklistQuery, WorklistView
from desktop.domain.records import BlobInfo, ItemKind, Record, Stand
from desktop.models.replica import Replica

KEY = bytes(range(32))
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture
def replica(tmp_path: Path) -> Iterator[Replica]:
    found = Replica.open(tmp_path / "replica.db", KEY)
    yield found
    found.close()


def zaak(number: int, *, bound: bool = True, **more: object) -> Record:
    local_id = LocalId(f"zaak{number:06d}")
    body = {
        "identificatie": f"Z-{number:04d}",
        "omschrijving": f"Traplift {number}",
        "uiterlijkeEinddatumAfdoening": f"2026-12-{number % 28 + 1:02d}",
        "einddatum": None,
        **more,
    }
    ref = RemoteRef("zaken", f"zaken/{number}")
    base = body if bound else None
    return Record(local_id, "r", Kind.ZAAK, local_id, body, base, base, ref if bound else None)


def test_of_some_references_those_are_found_that_are_here_in_this_registry(
    replica: Replica,
) -> None:
    here = [zaak(number) for number in range(1200)]
    elsewhere = replace(zaak(5000), registry="other")
    with replica.write() as writer:
        writer.records.save_many([*here, elsewhere])
        refs = {RemoteRef("zaken", f"zaken/{number}") for number in (*range(1300), 5000)}
        found = writer.records.local_ids("r", refs)
    assert found == {one.ref: one.local_id for one in here}


def test_what_was_saved_is_read_back_unchanged(replica: Replica) -> None:
    record = zaak(1)
    with replica.write() as writer:
        writer.records.save(record)
    with replica.read() as reader:
        assert reader.records.get(record.local_id) == record


def test_no_text_stands_in_the_files(replica: Replica, tmp_path: Path) -> None:
    with replica.write() as writer:
        writer.records.save_many(zaak(n, toelichting="Geheim verhaal") for n in range(50))
    for path in tmp_path.iterdir():
        assert b"Geheim" not in path.read_bytes()
        assert b"SQLite format" not in path.read_bytes()


def test_an_error_in_a_transaction_changes_nothing(replica: Replica) -> None:
    def fail_halfway() -> None:
        with replica.write() as writer:
            writer.records.save(zaak(1))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_halfway()
    with replica.read() as reader:
        assert reader.records.find(LocalId("zaak000001")) is None


def test_a_reader_sees_one_snapshot_while_a_writer_works(replica: Replica) -> None:
    with replica.read() as reader:
        assert reader.worklist.count(WorklistQuery()) == 0
        with replica.write() as writer:
            writer.records.save(zaak(1))
        assert reader.worklist.count(WorklistQuery()) == 0
    with replica.read() as reader:
        assert reader.worklist.count(WorklistQuery()) == 1


def test_a_wrong_key_is_told_and_the_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "replica.db"
    Replica.open(path, KEY).close()
    before = path.read_bytes()
    with pytest.raises(Damaged):
        Replica.open(path, b"x" * 32)
    assert path.read_bytes() == before


def test_a_foreign_file_is_told_and_stays(tmp_path: Path) -> None:
    path = tmp_path / "replica.db"
    path.write_bytes(b"this is not a replica" * 400)
    with pytest.raises(Damaged) as caught:
        Replica.open(path, KEY)
    assert caught.value.key == "replica-foreign"
    assert path.read_bytes().startswith(b"this is not")


def test_u11_a_newer_schema_is_refused_and_left_as_it_is(replica: Replica, tmp_path: Path) -> None:
    with replica._pool.writing() as connection:
        connection.raw.execute("PRAGMA user_version = 999")
    replica.close()
    with pytest.raises(Damaged) as caught:
        Replica.open(tmp_path / "replica.db", KEY)
    assert caught.value.key == "replica-newer"


def test_every_edit_is_numbered_and_keeps_what_was_before(replica: Replica) -> None:
    record = zaak(1)
    with replica.write() as writer:
        writer.records.save(record)
        first = writer.records.edit(
            record.local_id, {"omschrijving": "Anders"}, account="a", now=NOW
        )
        again = writer.records.edit(
            record.local_id, {"omschrijving": "Anders"}, account="a", now=NOW
        )
    assert again == first
    with replica.read() as reader:
        edit = reader.journal.edits_of(record.local_id)[0]
        assert (edit.before, edit.after) == ("Traplift 1", "Anders")
        assert reader.records.with_work("r") == [record.family]


@pytest.mark.parametrize("order", list(SortColumn))
@pytest.mark.parametrize("descending", [False, True])
def test_every_order_shows_every_zaak_once(
    replica: Replica, order: SortColumn, descending: bool
) -> None:
    with replica.write() as writer:
        writer.records.save_many(zaak(n) for n in range(120))
    query = WorklistQuery(order=order, descending=descending)
    with replica.read() as reader:
        pages = [reader.worklist.page(query, 50, offset) for offset in (0, 50, 100)]
    ids = [row.row_id for page in pages for row in page]
    assert len(ids) == len(set(ids)) == 120
    with replica.read() as reader:
        assert reader.worklist.ids(query) == ids


def test_a_long_list_stands_in_its_order(replica: Replica) -> None:
    with replica.write() as writer:
        writer.records.save_many(zaak(n) for n in range(300))
    query = WorklistQuery(order=SortColumn.UITERLIJK)
    with replica.read() as reader:
        days = [row.uiterlijk for row in reader.worklist.rows(reader.worklist.ids(query))]
        assert len(days) == 300
        assert days == sorted(days, key=str)
        back = reader.worklist.ids(replace(query, descending=True))
        assert back == reader.worklist.ids(query)[::-1]


def test_search_finds_by_the_beginning_of_words_without_accents(replica: Replica) -> None:
    with replica.write() as writer:
        writer.records.save(zaak(1, omschrijving="Één plan voor het gezin"))
        writer.records.save(zaak(2, omschrijving="Scootmobiel"))
    with replica.read() as reader:
        for words, count in (("een pla", 1), ("SCOOT", 1), ("gezin scoot", 0), ('"(*', 0), ("", 2)):
            assert reader.worklist.count(WorklistQuery(text=words)) == count, words


@pytest.mark.parametrize("amount", [1990, 2010])
def test_a_common_word_gives_the_same_list_as_no_word(replica: Replica, amount: int) -> None:
    with replica.write() as writer:
        writer.records.save_many(zaak(n) for n in range(amount))
    for descending in (False, True):
        everything = WorklistQuery(order=SortColumn.UITERLIJK, descending=descending)
        with replica.read() as reader:
            found = reader.worklist.ids(replace(everything, text="trap"))
            assert found == reader.worklist.ids(everything)
            assert reader.worklist.count(replace(everything, text="trap")) == amount


def test_an_open_conflict_shows_in_the_row_and_goes_when_decided(replica: Replica) -> None:
    record = zaak(1)
    with replica.write() as writer:
        writer.records.save(record)
        n = writer.journal.open_item(
            registry="r", family=record.family, local_id=record.local_id,
            kind=ItemKind.CONFLICT, reason="edit-edit", now=NOW, unit="omschrijving",
        )  # fmt: skip
    with replica.read() as reader:
        row = reader.worklist.row_of(record.local_id)
        assert row is not None
        assert row.stand is Stand.CONFLICT
    with replica.write() as writer:
        writer.journal.resolve(n, "mine", NOW)
    with replica.read() as reader:
        row = reader.worklist.row_of(record.local_id)
        assert row is not None
        assert row.stand is Stand.BEVESTIGD


def test_the_same_question_is_asked_once(replica: Replica) -> None:
    record = zaak(1)
    with replica.write() as writer:
        writer.records.save(record)
        numbers = {
            writer.journal.open_item(
                registry="r", family=record.family, local_id=record.local_id,
                kind=ItemKind.QUESTION, reason="closed", now=NOW,
            )
            for _ in range(3)
        }  # fmt: skip
    assert len(numbers) == 1


def test_a_zaak_is_found_by_number_id_or_prefix(replica: Replica) -> None:
    with replica.write() as writer:
        writer.records.save_many([zaak(1), zaak(2)])
    with replica.read() as reader:
        assert reader.records.resolve("Z-0001").local_id == "zaak000001"
        assert reader.records.resolve("zaak000002").local_id == "zaak000002"
        with pytest.raises(BadInput):
            reader.records.resolve("zaak00000")
        with pytest.raises(NotFound):
            reader.records.resolve("Z-9999")


def test_closed_zaken_have_their_own_list(replica: Replica) -> None:
    with replica.write() as writer:
        writer.records.save_many([zaak(1), zaak(2, einddatum="2026-11-01")])
    with replica.read() as reader:
        closed = reader.worklist.page(WorklistQuery(view=WorklistView.CLOSED), 10)
    assert [row.identificatie for row in closed] == ["Z-0002"]


def test_the_newest_content_is_the_one_that_came_last_whatever_the_clock_said(
    replica: Replica,
) -> None:
    paper = LocalId("papier0001")
    with replica.write() as writer:
        for number, minute in ((1, 5), (2, 1)):  # between them the clock was put back
            name, at = BlobId(f"{number:032x}"), NOW.replace(minute=minute)
            writer.contents.put_blob(BlobInfo(name, paper, 9, "ab" * 32, bytes(32), at))
        writer.contents.put_blob(
            BlobInfo(BlobId(f"{1:032x}"), paper, 9, "ab" * 32, bytes(32), NOW, versie=1)
        )
    with replica.read() as reader:
        newest = reader.contents.blob_of(paper)
    assert newest is not None
    assert newest.blob_id == f"{2:032x}"
