"""Words inside documents are found with their zaken, and leave with their documents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from desktop.domain.contents import TextOutcome
from desktop.domain.ids import BlobId, LocalId, RemoteRef
from desktop.domain.kinds import Kind
from desktop.domain.readings import WorklistQuery
from desktop.domain.records import BlobInfo, Record, RecordState
from desktop.models.replica import Replica
from desktop.models.texts import Texts

KEY = bytes(range(32))
NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
LETTER = LocalId("brief00001")


@pytest.fixture
def replica(tmp_path: Path) -> Iterator[Replica]:
    found = Replica.open(tmp_path / "replica.db", KEY)
    with found.write() as writer:
        writer.records.save_many([zaak(1), zaak(2), document(), link(1)])
    keep(found, "brief", "De ergotherapeut adviseert een plafondlift")
    yield found
    found.close()


def zaak(number: int) -> Record:
    body = {"identificatie": f"Z-{number}", "omschrijving": f"Aanvraag {number}"}
    local_id = LocalId(f"zaak{number:06d}")
    return Record(local_id, "r", Kind.ZAAK, local_id, body, body, body)


def document() -> Record:
    body = {"titel": "Advies", "bestandsnaam": "advies.pdf"}
    ref = RemoteRef("documenten", "enkelvoudiginformatieobjecten/1")
    return Record(LETTER, "r", Kind.DOCUMENT, LocalId("zaak000001"), body, body, body, ref)


def link(number: int) -> Record:
    body = {"informatieobject": "zgw://documenten/enkelvoudiginformatieobjecten/1"}
    family = LocalId(f"zaak{number:06d}")
    return Record(
        LocalId(f"link{number:06d}"), "r", Kind.ZAAKINFORMATIEOBJECT, family, body, body, body
    )


def keep(replica: Replica, blob: str, words: str, minutes: int = 0) -> None:
    blob_id = BlobId(blob)
    at = NOW.replace(minute=minutes)
    with replica.write() as writer:
        writer.contents.put_blob(BlobInfo(blob_id, LETTER, 9, "ab" * 32, bytes(32), at))
        writer.texts.put(LETTER, blob_id, TextOutcome.READ, words, NOW)


def found(replica: Replica, text: str) -> list[str]:
    with replica.read() as reader:
        query = WorklistQuery(text=text)
        rows = reader.worklist.page(query, 10)
        assert reader.worklist.count(query) == len(rows)
        return [row.identificatie for row in rows]


def test_a_list_its_groups_and_its_count_look_inside_documents_once(
    replica: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []
    look = Texts.zaken

    def counted(texts: Texts, words: list[str]) -> set[int]:
        asked.append(words)
        return look(texts, words)

    monkeypatch.setattr(Texts, "zaken", counted)
    with replica.read() as reader:
        listing = reader.worklist.listing(WorklistQuery(text="plafondlift", group="zaaktype"))
        assert reader.worklist.count(WorklistQuery(text="plafondlift")) == len(listing.ids) == 1
    assert len(asked) == 1


def test_a_transaction_finds_the_words_it_just_wrote(replica: Replica) -> None:
    query = WorklistQuery(text="dakraam")
    with replica.write() as writer:
        assert writer.worklist.count(query) == 0
        writer.texts.put(LETTER, BlobId("brief"), TextOutcome.READ, "Een dakraam", NOW)
        assert writer.worklist.count(query) == 1


def test_a_word_that_stands_only_inside_a_document_finds_its_zaak(replica: Replica) -> None:
    assert found(replica, "plafondlift") == ["Z-1"]
    assert found(replica, "plafon") == ["Z-1"]
    assert found(replica, "traplift") == []


def test_words_of_the_zaak_and_of_its_document_count_together(replica: Replica) -> None:
    assert found(replica, "aanvraag plafondlift") == ["Z-1"]
    assert found(replica, "plafondlift aanvraag ergotherapeut") == ["Z-1"]
    assert found(replica, "plafondlift onbekend") == []


def test_a_word_of_many_zaken_is_still_found_in_all_of_them(replica: Replica) -> None:
    assert sorted(found(replica, "aanvraag")) == ["Z-1", "Z-2"]
    assert found(replica, "adv aanvraag") == ["Z-1"]


def test_a_document_of_two_zaken_finds_both(replica: Replica) -> None:
    with replica.write() as writer:
        writer.records.save(link(2))
    assert sorted(found(replica, "plafondlift")) == ["Z-1", "Z-2"]


def test_a_document_that_was_moved_finds_its_new_zaak_only(replica: Replica) -> None:
    with replica.write() as writer:
        writer.records.save(link(2))
        writer.records.save(replace(link(1), local=None))
    assert found(replica, "plafondlift") == ["Z-2"]


def test_a_document_that_never_left_is_found_too(replica: Replica) -> None:
    with replica.write() as writer:
        writer.records.save(replace(document(), ref=None))
        body = {"informatieobject": f"local://{LETTER}"}
        writer.records.save(replace(link(1), base=None, local=body, remote=None))
    assert found(replica, "plafondlift") == ["Z-1"]


def test_what_may_no_longer_be_read_is_not_found(replica: Replica) -> None:
    with replica.write() as writer:
        writer.records.save(replace(document(), state=RecordState.LOCKED_AWAY))
    assert found(replica, "plafondlift") == []


def test_a_newer_content_takes_the_place_of_the_words_of_the_older(replica: Replica) -> None:
    with replica.read() as reader:
        assert reader.texts.wanting(9) == []
    with replica.write() as writer:
        at = NOW.replace(minute=5)
        info = BlobInfo(BlobId("nieuw"), LETTER, 9, "ab" * 32, bytes(32), at)
        writer.contents.put_blob(info)
    with replica.read() as reader:
        assert [one.blob_id for one in reader.texts.wanting(9)] == ["nieuw"]
    keep(replica, "nieuw", "Toch een traplift", 5)
    assert (found(replica, "plafondlift"), found(replica, "traplift")) == ([], ["Z-1"])


def test_the_words_leave_with_their_content(replica: Replica) -> None:
    assert not index_is_empty(replica)
    with replica.write() as writer:
        writer.contents.drop_blob(BlobId("brief"))
    assert index_is_empty(replica)
    assert found(replica, "plafondlift") == []


def test_the_words_leave_with_their_document(replica: Replica) -> None:
    with replica.write() as writer:
        writer.records.remove(LETTER)
    assert index_is_empty(replica)


def index_is_empty(replica: Replica) -> bool:
    """Look into the index itself: what is only hidden by a join would still stand in the file."""
    with replica.read() as reader:
        asked = "SELECT count(*) FROM zoek_document WHERE zoek_document MATCH 'plafondlift'"
        return not reader.texts._connection.core.exec_driver_sql(asked).scalar_one()


def test_words_that_come_after_their_content_left_are_not_kept(replica: Replica) -> None:
    with replica.write() as writer:
        writer.contents.drop_blob(BlobId("brief"))
    with replica.write() as writer:
        writer.texts.put(LETTER, BlobId("brief"), TextOutcome.READ, "plafondlift", NOW)
    assert index_is_empty(replica)
    assert found(replica, "plafondlift") == []
