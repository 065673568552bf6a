"""Bringing many zaken into the replica, against the driver's `executemany`."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from desktop.models.mapping import RECORD_COLUMNS, record_values
from desktop.models.replica import Replica

from tests.benchmarks.measuring import Row, Wall, paired
from tests.benchmarks.sample import KEY, bare, zaken

_SEARCHED = ("identificatie", "omschrijving", "toelichting")


def rows(folder: Path, scale: float) -> Iterator[Row]:
    """Apply 100,000 zaken in one transaction.

    The floor writes the same bytes to the same tables (records, list rows, search documents) of a
    file with the same schema. For comparison also against the bytes of the records alone, in a
    table without any index: what a replica without lists and search would cost at least.
    """
    amount = int(100_000 * scale)
    records = list(zaken(amount))
    files = (folder / f"replica-{number}.db" for number in itertools.count())
    tables = _written(next(files), records)
    values = [record_values(one) for one in records]

    def same_tables() -> None:
        path = next(files)
        Replica.open(path, KEY).close()
        _write_all(bare(path), tables)

    def records_alone() -> None:
        connection = bare(next(files))
        connection.execute(f"CREATE TABLE record ({', '.join(RECORD_COLUMNS)})")
        _write_all(connection, {"record": values})

    def ours() -> None:
        replica = Replica.open(next(files), KEY)
        with replica.write() as writer:
            writer.records.save_many(records)
        replica.close()

    yield paired(f"apply {amount} zaken", same_tables, ours, Wall(3), rounds=3)
    yield paired(
        f"apply {amount} zaken (floor: records alone, no index)", records_alone, ours, Wall(),
        rounds=3,
    )  # fmt: skip


def _written(path: Path, records: list[Any]) -> dict[str, list[Any]]:
    """Give, per table, the rows that applying the records writes."""
    replica = Replica.open(path, KEY)
    with replica.write() as writer:
        writer.records.save_many(records)
    replica.close()
    connection = bare(path)
    found = {
        name: connection.execute(f"SELECT * FROM {name} ORDER BY row_id").fetchall()
        for name in ("record", "zaak_row")
    }
    connection.close()
    words = [" ".join(str((one.local or {})[name]) for name in _SEARCHED) for one in records]
    return {**found, "zoek (rowid, inhoud)": list(enumerate(words, 1))}


def _write_all(connection: Any, tables: dict[str, list[Any]]) -> None:
    connection.execute("BEGIN")
    for name, values in tables.items():
        marks = ", ".join("?" * len(values[0]))
        connection.executemany(f"INSERT INTO {name} VALUES ({marks})", values)
    connection.execute("COMMIT")
    connection.close()
