"""Every format we ever stored opens, is brought up to date, and keeps what it held.

`python -m tests.museum` makes the specimens of the present formats.
"""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from desktop.domain.errors import Damaged
from desktop.domain.records import Checkout, PlainCopy
from desktop.models.migrations.steps import LATEST
from desktop.models.replica import Replica
from desktop.security.cipher import MAGIC, SegmentReader
from desktop.security.keys import open_key

from tests.benchmarks.sample import bare
from tests.museum.specimen import (
    CONTENT,
    DOCUMENT,
    FOLDER,
    KEY,
    KEY_FILE,
    NOW,
    PASSPHRASE,
    format_name,
    furnish,
    told,
)

SCHEMAS = sorted(FOLDER.glob("schema-*.db"))
BLOBS = sorted(FOLDER.glob("*.bin"))
KEYS = sorted(FOLDER.glob("key-*.json"))


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    path = tmp_path / "fresh.db"
    furnish(path)
    return path


@pytest.fixture(params=SCHEMAS, ids=[path.stem for path in SCHEMAS])
def upgraded(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = Path(shutil.copy(request.param, tmp_path / "old.db"))
    Replica.open(path, KEY).close()
    return path


def test_every_schema_up_to_now_has_its_specimen() -> None:
    """Fails for who adds a migration without having run `python -m tests.museum` before it."""
    numbers = {int(path.stem.removeprefix("schema-")) for path in SCHEMAS}
    assert numbers >= set(range(1, LATEST))
    assert f"{format_name(MAGIC)}.bin" in {path.name for path in BLOBS}
    assert KEY_FILE in {path.name for path in KEYS}


def test_an_older_replica_tells_what_it_always_told(upgraded: Path, fresh: Path) -> None:
    found, expected = Replica.open(upgraded, KEY), Replica.open(fresh, KEY)
    try:
        assert told(found) == told(expected)
    finally:
        found.close()
        expected.close()


def test_an_older_replica_gets_the_tables_and_indexes_of_a_fresh_one(
    upgraded: Path, fresh: Path
) -> None:
    assert _shape(upgraded) == _shape(fresh)


def test_an_older_replica_can_be_worked_on(upgraded: Path) -> None:
    replica = Replica.open(upgraded, KEY)
    with replica.write() as writer:
        writer.records.edit(DOCUMENT, {"titel": "Foto van de trap"}, account="a", now=NOW)
        writer.contents.put_checkout(Checkout(DOCUMENT, 1, "ab" * 32, 3, "/x/brief.txt", NOW))
        writer.contents.put_plain_copy(PlainCopy("/x/brief.txt", DOCUMENT, NOW))
    with replica.read() as reader:
        assert (reader.records.get(DOCUMENT).local or {})["titel"] == "Foto van de trap"
        assert [one.path for one in reader.contents.checkouts()] == ["/x/brief.txt"]
        assert [one.path for one in reader.contents.plain_copies()] == ["/x/brief.txt"]
    replica.close()


@pytest.mark.parametrize("specimen", BLOBS, ids=lambda path: path.stem)
def test_a_content_of_every_format_is_readable_and_still_guarded(specimen: Path) -> None:
    sealed = specimen.read_bytes()
    assert io.BufferedReader(SegmentReader(io.BytesIO(sealed), KEY)).read() == CONTENT
    broken = sealed[:-1] + bytes([sealed[-1] ^ 1])
    with pytest.raises(Damaged):
        io.BufferedReader(SegmentReader(io.BytesIO(broken), KEY)).read()


@pytest.mark.parametrize("specimen", KEYS, ids=lambda path: path.stem)
def test_a_wrapped_key_of_every_format_opens_with_its_passphrase_only(
    specimen: Path, tmp_path: Path
) -> None:
    shutil.copy(specimen, tmp_path / "key.json")
    assert open_key(tmp_path, vault=None, passphrase=PASSPHRASE) == KEY
    with pytest.raises(Damaged):
        open_key(tmp_path, vault=None, passphrase="een andere")


def _shape(path: Path) -> dict[str, Any]:
    """Give columns per table and the definition per index, whatever the order they were made in."""
    connection = bare(path)
    found: dict[str, Any] = {}
    objects = "SELECT type, name, tbl_name, sql FROM sqlite_master"
    for kind, name, table, sql in connection.execute(objects).fetchall():
        if kind == "table" and not name.startswith("sqlite_"):
            columns = connection.execute(f"PRAGMA table_info({name})").fetchall()
            found[name] = {
                (column, type_, needed, key) for _, column, type_, needed, _, key in columns
            }
        elif kind == "index":
            found[f"{table}.{name}"] = re.sub(r"\s+", " ", sql or "")
    connection.close()
    return found
