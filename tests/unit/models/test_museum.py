"""A replica of every earlier schema opens, is brought up to date, and keeps what it held."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from desktop.domain.ids import BlobId, LocalId
from desktop.domain.records import BlobInfo, Checkout, PlainCopy
from desktop.models.replica import Replica

MUSEUM = Path(__file__).resolve().parents[2] / "museum"
KEY = bytes(range(32))
DOCUMENT = LocalId("11" * 10)
BLOB = BlobId("22" * 16)
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize("specimen", sorted(MUSEUM.glob("*.db")), ids=lambda path: path.stem)
def test_an_older_replica_keeps_its_documents_and_locks(specimen: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(specimen, tmp_path / "replica.db"))
    replica = Replica.open(path, KEY)
    with replica.write() as writer:
        writer.contents.put_checkout(Checkout(DOCUMENT, 1, "ab" * 32, 3, "/x/brief.txt", NOW))
        writer.contents.put_plain_copy(PlainCopy("/x/brief.txt", DOCUMENT, NOW))
    replica.close()
    replica = Replica.open(path, KEY)
    with replica.read() as reader:
        known = BlobInfo(BLOB, DOCUMENT, 3, "ab" * 32, bytes(32), NOW)
        assert reader.contents.blob_of(DOCUMENT) == known
        assert [one.lock for one in reader.contents.uploads()] == ["slot"]
        assert [one.path for one in reader.contents.checkouts()] == ["/x/brief.txt"]
        assert [one.path for one in reader.contents.plain_copies()] == ["/x/brief.txt"]
        assert (reader.records.get(DOCUMENT).local or {})["titel"] == "Foto"
    replica.close()
