"""Own objects are found without decoding what nobody asked for, however many there are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from desktop.domain.errors import BadInput, NotFound
from desktop.domain.ids import LocalId, RemoteRef
from desktop.domain.kinds import Kind
from desktop.domain.records import Json, Record
from desktop.models.mapping import record_of
from desktop.models.replica import Replica
from desktop.operations.objecten import own_objects

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.fixture
def replica(tmp_path: Path) -> Iterator[Replica]:
    found = Replica.open(tmp_path / "replica.db", bytes(range(32)))
    yield found
    found.close()


@pytest.fixture
def decoded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    found: list[str] = []

    def counting(row: Any) -> Record:
        record = record_of(row)
        found.append(record.local_id)
        return record

    monkeypatch.setattr("desktop.models.records.record_of", counting)
    return found


def object_(number: int, name: str, **data: Any) -> Record:
    local_id = LocalId(f"{name[:4]}{number:08d}")
    uuid = f"{number:08d}-0000-4000-8000-{name.encode().hex()[:12]:0<12}"
    body: Json = {"uuid": uuid, "data": {"id": uuid, **data}}
    ref = RemoteRef("objecten", f"objects/{uuid}")
    return Record(local_id, "r", Kind.OBJECT, local_id, body, body, body, ref, subtype=name)


def save(replica: Replica, *records: Record) -> None:
    with replica.write() as writer:
        writer.records.save_many(records)


def test_visits_of_a_day_are_found_whatever_the_zone_they_were_written_in(
    replica: Replica, decoded: list[str]
) -> None:
    save(
        replica,
        object_(1, "bezoek", begin="2026-11-24T23:30:00-11:00"),  # the 25th, half past ten in UTC
        object_(2, "bezoek", begin="2026-11-25T00:30:00+14:00"),  # the 24th, half past ten in UTC
        object_(3, "bezoek", begin="2026-11-24T10:15:00Z"),
        *(object_(n, "bezoek", begin=f"2026-0{n % 9 + 1}-11T10:00:00Z") for n in range(10, 400)),
    )
    day = NOON.replace(hour=0)
    with replica.read() as reader:
        span = own_objects.between(reader, "bezoek", "begin", day, day + timedelta(days=1))
        next_day = own_objects.between(
            reader, "bezoek", "begin", day + timedelta(days=1), day + timedelta(days=2)
        )
    assert {one.local_id for one in span} >= {"bezo00000002", "bezo00000003"}
    assert "bezo00000001" in {one.local_id for one in next_day}
    assert len(decoded) <= 6


def test_an_object_is_found_by_id_uuid_or_beginning_and_few_others_are_decoded(
    replica: Replica, decoded: list[str]
) -> None:
    save(replica, *(object_(n, "afspraak", wat="Bellen") for n in range(500)))
    save(replica, object_(7, "afweging", waarom="Anders"))
    whole = object_(7, "afspraak").local or {}
    with replica.read() as reader:
        for wanted in ("afsp00000007", str(whole["uuid"]), "00000007"):
            assert own_objects.find(reader, "afspraak", wanted).local_id == "afsp00000007"
        assert len(decoded) == 3
        for wanted in ("afwe00000007", "0000000", "", "%", "0000000_-0000"):
            with pytest.raises(NotFound, match="afspraak-not-found"):
                own_objects.find(reader, "afspraak", wanted)


def test_who_wants_the_newest_few_pays_for_few(replica: Replica, decoded: list[str]) -> None:
    save(
        replica,
        *(object_(n, "afweging", op=f"2026-11-{n % 27 + 1:02d}", waarom="Ja") for n in range(300)),
        object_(900, "afweging", op="2026-11-30", waarom="Nee"),
    )
    with replica.read() as reader:
        found = list(islice(own_objects.newest(reader, "afweging", "op", "WAAROM"), 2))
    assert [(one.local or {})["data"]["op"] for one in found] == ["2026-11-30", "2026-11-27"]
    assert len(decoded) <= 25


def test_a_prefix_is_looked_up_in_the_index_and_signs_of_patterns_mean_nothing(
    replica: Replica,
) -> None:
    save(replica, *(object_(n, "bezoek", begin="2026-01-01T10:00:00Z") for n in range(301)))
    with replica.read() as reader:
        assert reader.records.resolve("bezo0000030").local_id == "bezo00000300"
        with pytest.raises(BadInput, match="ambiguous-id"):
            reader.records.resolve("bezo00000")
        for wanted in ("bezo____", "bezo000%", "bezo0000_"):
            with pytest.raises(NotFound):
                reader.records.resolve(wanted)
