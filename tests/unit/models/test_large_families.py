"""Rows for lists and search of large families: kept up per record, equal to those made anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from desktop.domain.ids import LocalId, RemoteRef, local_ref
from desktop.domain.kinds import Kind
from desktop.domain.readings import WorklistQuery, WorklistRow
from desktop.domain.records import ItemKind, Record, RecordState
from desktop.models import projection
from desktop.models.mapping import record_of
from desktop.models.replica import Replica, Writer

KEY = bytes(range(32))
NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
LARGE = 120  # members: more than the least of which shares are kept
FAMILIES = (LocalId("zaak-a"), LocalId("zaak-b"))
WORDS = [f"woord{n}" for n in range(6)]
Act = Callable[[Random, Writer, LocalId], object]


@pytest.fixture
def replica(tmp_path: Path) -> Iterator[Replica]:
    found = Replica.open(tmp_path / "replica.db", KEY)
    with found.write() as writer:
        for family in FAMILIES:
            writer.records.save(settled(family, family, Kind.ZAAK, omschrijving=str(family)))
            writer.records.save_many(document(family, n) for n in range(LARGE))
    yield found
    found.close()


def settled(local_id: str, family: LocalId, kind: Kind, **body: Any) -> Record:
    ref = RemoteRef("zaken", f"{kind.value}/{local_id}")
    return Record(LocalId(local_id), "r", kind, family, body, body, body, ref, family)


def document(family: LocalId, number: int, word: str = "foto") -> Record:
    return settled(f"{family}-d{number}", family, Kind.DOCUMENT, titel=f"{word} {number}")


def rows(replica: Replica, text: str = "") -> list[WorklistRow]:
    with replica.read() as reader:
        return reader.worklist.page(WorklistQuery(text=text), 10_000)


def everything(replica: Replica) -> list[list[WorklistRow]]:
    return [rows(replica, text) for text in ("", *WORDS)]


def from_scratch(path: Path) -> list[list[WorklistRow]]:
    """Give all rows as another program derives them that knows nothing but the file."""
    other = Replica.open(path, KEY)
    try:
        with other.write() as writer:
            for zaak in writer.records.of_kind(Kind.ZAAK):
                writer.projection.touch(zaak.family)
        return everything(other)
    finally:
        other.close()


def save_document(dice: Random, writer: Writer, family: LocalId) -> None:
    record = document(family, dice.randrange(LARGE + 20), dice.choice(WORDS))
    if dice.random() < 0.5:
        since = NOW + timedelta(minutes=dice.randrange(60))
        record = replace(record, base=None, ref=None, changed_at_utc=since)
    writer.records.save(replace(record, state=dice.choice(list(RecordState))))


def save_link(dice: Random, writer: Writer, family: LocalId) -> None:
    number = dice.randrange(LARGE)
    name = local_ref(LocalId(f"{family}-d{number}"))
    link = settled(f"{family}-l{number}", family, Kind.ZAAKINFORMATIEOBJECT, informatieobject=name)
    writer.records.save(replace(link, base=None, changed_at_utc=NOW))


def save_rol(dice: Random, writer: Writer, family: LocalId) -> None:
    who = {"identificatie": dice.choice(WORDS), "geslachtsnaam": dice.choice(WORDS)}
    body = {
        "omschrijvingGeneriek": "initiator", "betrokkeneType": "natuurlijk_persoon",
        "betrokkeneIdentificatie": who,
    }  # fmt: skip
    writer.records.save(settled(f"{family}-r{dice.randrange(3)}", family, Kind.ROL, **body))


def save_zaak(dice: Random, writer: Writer, family: LocalId) -> None:
    zaak = settled(family, family, Kind.ZAAK, omschrijving=dice.choice(WORDS))
    state = RecordState.WITHDRAWN if dice.random() < 0.2 else RecordState.LIVE
    writer.records.save(replace(zaak, state=state))


def remove(dice: Random, writer: Writer, family: LocalId) -> None:
    writer.records.remove(LocalId(f"{family}-d{dice.randrange(LARGE)}"))


def move(dice: Random, writer: Writer, family: LocalId) -> None:
    found = writer.records.find(LocalId(f"{FAMILIES[0]}-d{dice.randrange(LARGE)}"))
    if found is not None:
        writer.records.move(found, family)


def ask(dice: Random, writer: Writer, family: LocalId) -> None:
    writer.journal.open_item(
        registry="r", family=family, local_id=LocalId(f"{family}-d{dice.randrange(LARGE)}"),
        kind=dice.choice(list(ItemKind)), reason="edit-edit", now=NOW,
    )  # fmt: skip


def answer(dice: Random, writer: Writer, family: LocalId) -> None:
    for item in writer.journal.items(family=family)[:2]:
        writer.journal.resolve(item.n, "mine", NOW)


ACTS: list[Act] = [
    save_document, save_document, save_link, save_rol, save_zaak, remove, move, ask, answer,
]  # fmt: skip


class Failed(Exception):
    """The transaction does not come through."""


@pytest.mark.parametrize("seed", range(6))
def test_rows_kept_up_per_record_are_those_made_from_scratch(replica: Replica, seed: int) -> None:
    dice = Random(seed)
    for _ in range(8):
        for _ in range(4):
            fails = dice.random() < 0.2
            try:
                with replica.write() as writer:
                    for _ in range(dice.randrange(1, 4)):
                        dice.choice(ACTS)(dice, writer, dice.choice(FAMILIES))
                    if fails:
                        writer.projection.refresh()
                        raise Failed
            except Failed:
                pass
        assert everything(replica) == from_scratch(replica.path)


def test_what_another_program_wrote_is_not_overlooked(replica: Replica) -> None:
    other = Replica.open(replica.path, KEY)
    with other.write() as writer:
        writer.records.save(document(FAMILIES[0], 1, "trapleuning"))
    other.close()
    with replica.write() as writer:
        writer.records.save(document(FAMILIES[0], 2, "drempel"))
    for word in ("trapleuning", "drempel"):
        assert [row.local_id for row in rows(replica, word)] == [FAMILIES[0]]


def test_a_document_that_moves_to_another_zaak_is_found_there_only(replica: Replica) -> None:
    with replica.write() as writer:
        writer.records.save(document(FAMILIES[0], 1, "trapleuning"))
    with replica.write() as writer:
        record = writer.records.get(LocalId(f"{FAMILIES[0]}-d1"))
        writer.records.move(record, FAMILIES[1])
    assert [row.local_id for row in rows(replica, "trapleuning")] == [FAMILIES[1]]


def test_saving_one_record_of_a_large_family_decodes_none_of_the_others(
    replica: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    decoded = 0

    def counting(row: Any) -> Record:
        nonlocal decoded
        decoded += 1
        return record_of(row)

    monkeypatch.setattr(projection, "record_of", counting)
    for number in range(3):
        with replica.write() as writer:
            writer.records.save(document(FAMILIES[0], number, "drempel"))
    assert decoded == 0
    assert len(rows(replica, "drempel")) == 1
