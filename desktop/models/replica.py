"""The encrypted replica: opening, migrating, one writer, read-only readers.

A write is one transaction that begins immediately, ends with a commit and is on the disk when it
returns (WAL with synchronous=FULL). Readers see one snapshot and never wait for the writer.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Engine, create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from desktop.domain.errors import Damaged, Environment
from desktop.domain.ids import LocalId
from desktop.models.catalogue import Catalogue, CatalogueWriter
from desktop.models.connection import Connection, Pool
from desktop.models.contents import Contents, ContentsWriter
from desktop.models.entities import create_all
from desktop.models.journal import Journal, JournalWriter
from desktop.models.migrations import steps
from desktop.models.projection import Projection
from desktop.models.records import Records, RecordsWriter
from desktop.models.registries import Registries, RegistriesWriter
from desktop.models.shares import Families
from desktop.models.texts import Texts, TextsWriter
from desktop.models.worklist import Worklist

APPLICATION_ID = 0x5A4B4646  # "ZKFF"


class Reader:
    """One snapshot of the replica. Each part is one repository."""

    def __init__(self, connection: Connection, *, is_snapshot: bool = True) -> None:
        self.records = Records(connection)
        self.journal = Journal(connection)
        self.types = Catalogue(connection)
        self.registries = Registries(connection)
        self.contents = Contents(connection)
        self.texts = Texts(connection)
        self.worklist = Worklist(connection, is_snapshot=is_snapshot)


class Writer(Reader):
    """One transaction; projections for lists and search follow before it commits."""

    records: RecordsWriter
    journal: JournalWriter
    types: CatalogueWriter
    registries: RegistriesWriter
    contents: ContentsWriter
    texts: TextsWriter

    def __init__(self, connection: Connection, families: Families) -> None:
        super().__init__(connection, is_snapshot=False)
        self.projection = Projection(connection, families)
        self.records = RecordsWriter(connection, self.projection)
        self.journal = JournalWriter(connection, self.projection.touch)
        self.types = CatalogueWriter(connection)
        self.registries = RegistriesWriter(connection)
        self.contents = ContentsWriter(connection)
        self.texts = TextsWriter(connection)


def _connect(path: Path, key: bytes) -> Any:
    connection = driver.connect(path, check_same_thread=False, isolation_level=None)
    run = connection.execute
    run("PRAGMA cipher_log_level = NONE")
    run(f"PRAGMA key = \"x'{key.hex()}'\"")
    run("PRAGMA busy_timeout = 10000")
    run("PRAGMA foreign_keys = ON")
    run("PRAGMA cache_size = -32000")
    run("PRAGMA synchronous = FULL")
    run("PRAGMA fullfsync = ON")
    run("PRAGMA wal_autocheckpoint = 4000")  # pages that many commits change move once
    return connection


def _engine(path: Path, key: bytes) -> Engine:
    return create_engine(
        "sqlite://",
        module=driver,
        creator=partial(_connect, path, key),
        poolclass=NullPool,  # `Pool` keeps them
    )


def _step(number: int, connection: Connection) -> None:
    steps.STEPS[number](connection.core)


def _explain(error: driver.Error | DBAPIError) -> Damaged | Environment:
    words = str(error.orig if isinstance(error, DBAPIError) else error).lower()
    if "full" in words:
        return Environment("disk-full")
    if "malformed" in words or "not a database" in words:
        return Damaged("replica-damaged")
    return Environment("disk-error")


class Replica:
    """One encrypted database file. Safe to use from several threads."""

    def __init__(self, path: Path, key: bytes) -> None:
        self._writing = threading.RLock()
        self._families = Families()
        self._pool = Pool(_engine(path, key))
        self.path = path

    @classmethod
    def open(cls, path: Path, key: bytes) -> Replica:
        """Open a replica, making or migrating it.

        Raises Damaged with key "replica-foreign" (or a wrong key), "replica-newer" or
        "replica-damaged"; the file is then left as it is.
        """
        replica = cls(path, key)
        try:
            replica._prepare()
        except (driver.DatabaseError, DBAPIError) as error:
            replica.close()
            raise Damaged("replica-foreign") from error
        except BaseException:
            replica.close()
            raise
        return replica

    def _prepare(self) -> None:
        with self._pool.connection() as connection:
            raw = connection.raw
            version = raw.execute("PRAGMA user_version").fetchone()[0]
            owner = raw.execute("PRAGMA application_id").fetchone()[0]
            tables = raw.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
            if tables and owner != APPLICATION_ID:
                raise Damaged("replica-foreign")
            if version > steps.LATEST:
                raise Damaged("replica-newer")
            raw.execute("PRAGMA journal_mode = WAL")
        if not version:
            self._leave_at(steps.LATEST, lambda connection: create_all(connection.core))
            return
        for number in range(version + 1, steps.LATEST):
            self._leave_at(number, partial(_step, number))
        if version < steps.LATEST:
            self._leave_at(steps.LATEST, self._last_step)

    def _last_step(self, connection: Connection) -> None:
        """Take the last step and make every row of lists and search anew, as today's code does."""
        _step(steps.LATEST, connection)
        projection = Projection(connection, Families())
        for (family,) in connection.raw.execute("SELECT local_id FROM zaak_row").fetchall():
            projection.touch(LocalId(family))
        projection.refresh()

    def _leave_at(self, number: int, step: Callable[[Connection], None]) -> None:
        """Take a step and note the schema that it leads to, both or neither."""
        with self._pool.writing() as connection:
            step(connection)
            connection.raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.raw.execute(f"PRAGMA user_version = {number}")

    @contextmanager
    def write(self) -> Iterator[Writer]:
        """Open the one write transaction; commits at the end, rolls back on any error.

        Raises Environment("disk-full" | "disk-error") or Damaged("replica-damaged").
        """
        with self._writing:
            try:
                with self._pool.writing() as connection:
                    writer = Writer(connection, self._families)
                    yield writer
                    writer.projection.refresh()
            except BaseException as error:
                self._families.clear()
                if isinstance(error, driver.Error | DBAPIError):
                    raise _explain(error) from error
                raise

    @contextmanager
    def read(self) -> Iterator[Reader]:
        """Open a snapshot for reading."""
        try:
            with self._pool.reading() as connection:
                yield Reader(connection)
        except (driver.Error, DBAPIError) as error:
            raise _explain(error) from error

    def close(self) -> None:
        """Close every connection; the file stays."""
        self._pool.close()
