"""Benchmarks as ratios to a floor in the same run: `python -m tests.benchmarks [ROW …] [--json F]`.

Ours and the floor alternate; the median of the pairs counts.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import jwt
import requests
import sqlcipher3.dbapi2 as driver
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from desktop.attachments.store import BlobStore
from desktop.config.paths import resources
from desktop.domain.ids import BlobId, LocalId, RemoteRef
from desktop.domain.kinds import Kind
from desktop.domain.readings import SortColumn, WorklistQuery
from desktop.domain.records import Record
from desktop.models.entities import record as record_table
from desktop.models.mapping import record_values
from desktop.models.replica import Replica
from desktop.operations import registries, syncing
from desktop.operations.workspace import Workspace
from desktop.practice.doors import serve
from desktop.practice.server import PracticeRegistry

KEY = bytes(range(32))
ROUNDS = 5


@dataclass(frozen=True)
class Row:
    """One result: seconds of the floor and of ours, their ratio, and the ratio allowed."""

    name: str
    floor_s: float
    ours_s: float
    ratio: float
    at_most: str


def timed(work: Callable[[], object]) -> float:
    """Give the seconds a piece of work takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def paired(
    name: str, floor: Callable[[], object], ours: Callable[[], object], at_most: str,
    rounds: int = ROUNDS,
) -> Row:  # fmt: skip
    """Run both in turn; the median of the ratios counts."""
    pairs = [(timed(floor), timed(ours)) for _ in range(rounds)]
    ratio = statistics.median(own / low for low, own in pairs)
    lows, owns = zip(*pairs, strict=True)
    return Row(name, statistics.median(lows), statistics.median(owns), round(ratio, 2), at_most)


def zaken(amount: int) -> list[Record]:
    """Make zaken of a believable size."""
    found = []
    for number in range(amount):
        body = {
            "url": f"zgw://zaken/zaken/{number}",
            "identificatie": f"ZAAK-2026-{number:010d}",
            "omschrijving": f"Huisbezoek nummer {number} over traplift en douche",
            "toelichting": "Mevrouw is gevallen en wil graag thuis blijven wonen. " * 5,
            "uiterlijkeEinddatumAfdoening": f"2026-{number % 12 + 1:02d}-{number % 28 + 1:02d}",
            "einddatum": None if number % 3 else "2026-11-01",
        }
        local_id = LocalId(f"{number:020x}")
        ref = RemoteRef("zaken", f"zaken/{number}")
        found.append(Record(local_id, "r", Kind.ZAAK, local_id, body, body, body, ref))
    return found


def _bare(path: Path) -> Any:
    connection = driver.connect(str(path))
    connection.execute(f"PRAGMA key = \"x'{KEY.hex()}'\"")
    connection.execute("PRAGMA journal_mode = WAL")
    return connection


def apply_zaken(folder: Path, amount: int) -> Iterator[Row]:
    """Apply many zaken against executemany of the same bytes on an encrypted file."""
    records = zaken(amount)
    values = [record_values(one) for one in records]
    marks = ",".join("?" * len(values[0]))
    names = ",".join(c.name for c in record_table.columns if c.name != "row_id")

    def floor() -> None:
        path = folder / f"bare-{time.monotonic_ns()}.db"
        connection = _bare(path)
        connection.execute(f"CREATE TABLE record (row_id INTEGER PRIMARY KEY, {names})")
        connection.executemany(f"INSERT INTO record ({names}) VALUES ({marks})", values)
        connection.commit()
        connection.close()

    def ours() -> None:
        replica = Replica.open(folder / f"ours-{time.monotonic_ns()}.db", KEY)
        with replica.write() as writer:
            writer.records.save_many(records)
        replica.close()

    yield paired(f"apply {amount} zaken", floor, ours, "3", rounds=2)


def worklist(folder: Path, amount: int) -> Iterator[Row]:
    """First page of the worklist and search, against the bare SQL on the same file."""
    path = folder / "worklist.db"
    replica = Replica.open(path, KEY)
    with replica.write() as writer:
        writer.records.save_many(zaken(amount))
    bare = _bare(path)
    sql = "SELECT * FROM zaak_row ORDER BY s_uiterlijk, row_id LIMIT 50"
    found = (
        "SELECT * FROM zaak_row WHERE row_id IN (SELECT rowid FROM zoek WHERE zoek MATCH ?) "
        "ORDER BY s_uiterlijk, row_id LIMIT 50"
    )
    words = '"huisbezoek"* "1234"*'

    def page(query: WorklistQuery) -> None:
        with replica.read() as reader:
            reader.worklist.page(query, 50)

    yield paired(
        f"worklist first page, {amount}",
        lambda: bare.execute(sql).fetchall(),
        lambda: page(WorklistQuery(order=SortColumn.UITERLIJK)),
        "1.5 + 20 ms",
    )
    yield paired(
        f"search as you type, {amount}",
        lambda: bare.execute(found, (words,)).fetchall(),
        lambda: page(WorklistQuery(text="huisbezoek 1234")),
        "2, under 50 ms",
    )
    bare.close()
    replica.close()


def attach(folder: Path, megabytes: int) -> Iterator[Row]:
    """Take a content in, against AES-GCM, write and flush of the same bytes."""
    source = folder / "content.bin"
    source.write_bytes(os.urandom(1 << 20) * megabytes)
    store = BlobStore(folder / "blobs")

    def floor() -> None:
        cipher = AESGCM(KEY)
        with source.open("rb") as data, (folder / "floor.bin").open("wb") as out:
            for number in range(megabytes):
                out.write(cipher.encrypt(number.to_bytes(12, "big"), data.read(1 << 20), None))
            out.flush()
            os.fsync(out.fileno())

    def ours() -> None:
        with source.open("rb") as data:
            store.put(data, BlobId("content"), KEY)

    yield paired(f"attach {megabytes} MB", floor, ours, "1.3", rounds=3)


def pull(folder: Path, amount: int) -> Iterator[Row]:
    """First and quiet pull, against a bare loop over the list pages."""
    registry = PracticeRegistry(resources() / "voorbeeld", zaken=amount)
    door = serve(registry)
    described = {**door.description, "scope": "all"}
    claims = {"client_id": described["client_id"], "iat": int(time.time())}
    token = jwt.encode(claims, described["secret"], algorithm="HS256")

    def bare() -> None:
        with requests.Session() as session:
            session.headers.update({"Authorization": f"Bearer {token}", "Accept-Crs": "EPSG:4326"})
            url: str | None = (
                f"{described['zaken']}/zaken?einddatum__isnull=true&pageSize=100"
                "&ordering=identificatie"
            )
            while url:
                url = session.get(url, timeout=60).json()["next"]

    ws = Workspace.open(folder / "pull", passphrase="x")
    registries.add(ws, "r", described)
    low = timed(bare)
    own = timed(lambda: syncing.sync(ws))
    first = round(own / low, 2)
    yield Row(f"first pull of {amount} (floor: list pages only)", low, own, first, "report")
    yield paired(f"quiet pull of {amount}", bare, lambda: syncing.sync(ws), "1.3", rounds=3)
    ws.close()
    door.stop()
    registry.close()


def main() -> int:
    """Run the rows asked for and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", nargs="*", choices=["apply", "worklist", "attach", "pull", []])
    parser.add_argument("--json", type=Path)
    parser.add_argument("--scale", type=float, default=1.0)
    arguments = parser.parse_args()
    scale = arguments.scale
    makers: dict[str, Callable[[Path], Iterator[Row]]] = {
        "apply": lambda folder: apply_zaken(folder, int(100_000 * scale)),
        "worklist": lambda folder: worklist(folder, int(100_000 * scale)),
        "attach": lambda folder: attach(folder, max(1, int(1024 * scale))),
        "pull": lambda folder: pull(folder, max(50, int(2000 * scale))),
    }
    rows = []
    for name in arguments.rows or makers:
        with tempfile.TemporaryDirectory() as folder:
            for row in makers[name](Path(folder)):
                rows.append(row)
                print(
                    f"{row.name:<48} {row.floor_s:9.4f} s {row.ours_s:9.4f} s "
                    f"{row.ratio:6.2f} x   at most {row.at_most}", flush=True,
                )  # fmt: skip
    if arguments.json:
        arguments.json.write_text(json.dumps([asdict(row) for row in rows], indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
