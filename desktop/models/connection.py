"""Connections to the replica's file: statements that are made into SQL text once, and a small pool.

SQLAlchemy makes the statements; running one through its engine takes several times as long as
SQLite needs for it. What is asked all the time is `Prepared` and goes to the driver as text; all
else goes through SQLAlchemy, over the same connection and in the same transaction.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property
from itertools import repeat
from typing import Any

import sqlalchemy
import sqlcipher3.dbapi2 as driver
from sqlalchemy import ClauseElement, Engine, Table, bindparam
from sqlalchemy.dialects.sqlite import pysqlite
from sqlalchemy.sql.compiler import SQLCompiler

_MOST_IDLE = 4
_MOST_TEXTS = 32
_DIALECT = pysqlite.dialect(paramstyle="named")


class Prepared:
    """A statement whose SQL text is made at its first use; values come by the names of its binds.

    Lists for `in_` are binds with `expanding=True`: one text for each length that occurs,
    of which only some are kept.
    """

    def __init__(self, statement: ClauseElement) -> None:
        self._statement = statement
        self._texts: dict[tuple[int, ...], tuple[str, dict[str, list[str]]]] = {}

    @cached_property
    def _compiled(self) -> SQLCompiler:
        found = self._statement.compile(dialect=_DIALECT)
        assert isinstance(found, SQLCompiler)  # noqa: S101  only schema statements give another
        return found

    @cached_property
    def _lists(self) -> list[str]:
        """The names of the binds that take lists."""
        return sorted(one.key for one in self._compiled.binds.values() if one.expanding)

    @cached_property
    def _fixed(self) -> dict[str, Any]:
        """The values that stand in the statement itself."""
        return {
            name: one.value
            for name, one in self._compiled.binds.items()
            if not one.required and one.value is not None
        }

    def filled(self, given: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
        """Give the text and the values as the driver takes them."""
        values = {**self._fixed, **given} if self._fixed else given
        if not self._lists:
            return self._text, values
        lengths = tuple(len(values[name]) for name in self._lists)
        found = self._texts.get(lengths)
        if found is None:
            state = self._compiled.construct_expanded_state(dict(values))
            names = {name: list(state.parameter_expansion[name]) for name in self._lists}
            found = state.statement, names
            if len(self._texts) >= _MOST_TEXTS:
                self._texts.clear()
            self._texts[lengths] = found
        text, names = found
        spread = dict(values)
        for name in self._lists:
            spread.update(zip(names[name], values[name], strict=True))
            del spread[name]
        return text, spread

    @cached_property
    def _text(self) -> str:
        return str(self._compiled)


def inserting(table: Table, *columns: str) -> Prepared:
    """Give the statement that adds a row with these columns."""
    return Prepared(table.insert().values({name: bindparam(name) for name in columns}))


class Rows:
    """What a prepared statement gave, in the words of SQLAlchemy's results; asked for once."""

    __slots__ = ("_cursor", "rowcount")

    def __init__(self, cursor: Any) -> None:
        self._cursor = cursor
        self.rowcount: int = cursor.rowcount

    def __iter__(self) -> Iterator[Any]:
        return iter(self._cursor)

    def all(self) -> list[Any]:
        """Give every row, a tuple each."""
        rows: list[Any] = self._cursor.fetchall()
        return rows

    def first(self) -> Any:
        """Give the first row, None when there is none."""
        row = self._cursor.fetchone()
        self._cursor.close()
        return row

    def scalar(self) -> Any:
        """Give the first value of the first row, None when there is none."""
        row = self.first()
        return None if row is None else row[0]

    def scalars(self) -> list[Any]:
        """Give the first value of every row."""
        return [row[0] for row in self._cursor.fetchall()]

    def mappings(self) -> list[dict[str, Any]]:
        """Give every row by the names of its columns."""
        rows = self._cursor.fetchall()
        if not rows:
            return []
        names = [one[0] for one in self._cursor.description]
        return [dict(zip(*pair, strict=True)) for pair in zip(repeat(names), rows, strict=False)]

    @property
    def lastrowid(self) -> int:
        """The number that SQLite gave the row that was inserted."""
        return int(self._cursor.lastrowid)


class Connection:
    """One connection; used by one thread at a time."""

    def __init__(self, engine: Engine) -> None:
        self.core = engine.connect()
        """For statements that are not prepared, and for schemas."""
        raw: Any = self.core.connection.dbapi_connection
        self.raw = raw

    def execute(self, statement: Any, values: Mapping[str, Any] | None = None) -> Any:
        """Run a prepared statement or one of SQLAlchemy; both give results with the same words."""
        if isinstance(statement, Prepared):
            return Rows(self.raw.execute(*statement.filled(values or {})))
        return self.core.execute(statement, values)

    def run(self, text: str, rows: Sequence[Any]) -> None:
        """Run SQL text with positions once for each row."""
        self.raw.executemany(text, rows)

    def begin(self, words: str) -> None:
        """Begin a transaction."""
        self.raw.execute(words)

    def commit(self) -> None:
        """Commit; on the disk when it returns."""
        if self.core.in_transaction():
            self.core.commit()
        else:
            self.raw.commit()

    def rollback(self) -> None:
        """Take back all since `begin`."""
        if self.core.in_transaction():
            self.core.rollback()
        else:
            self.raw.rollback()

    def close(self) -> None:
        """Close it; what was not committed is gone."""
        self.core.close()


class Pool:
    """The connections to one file; safe to use from several threads.

    Reads and writes share them, and the one used last goes first: what a thread wrote is in the
    pages that its connection keeps, while another would decrypt them again.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._idle: list[Connection] = []
        self._closings = 0

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """Lend a connection, without a transaction."""
        closings = self._closings
        connection = self._take()
        try:
            yield connection
        finally:
            self._put_back(connection, closings)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open the transaction of the writer; commits at the end, rolls back on any error."""
        closings = self._closings
        connection = self._take()
        try:
            connection.begin("BEGIN IMMEDIATE")
            yield connection
            connection.commit()
        except BaseException:
            with suppress(driver.Error, sqlalchemy.exc.DBAPIError):
                connection.rollback()
            raise
        finally:
            self._put_back(connection, closings)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a snapshot; it is always rolled back, so that it can leave nothing behind."""
        closings = self._closings
        connection = self._take()
        try:
            connection.begin("BEGIN")
            yield connection
        finally:
            with suppress(driver.Error, sqlalchemy.exc.DBAPIError):
                connection.rollback()
            self._put_back(connection, closings)

    def _take(self) -> Connection:
        with suppress(IndexError):
            return self._idle.pop()
        return Connection(self._engine)

    def _put_back(self, connection: Connection, closings: int) -> None:
        if closings == self._closings and len(self._idle) < _MOST_IDLE:
            self._idle.append(connection)
        else:
            connection.close()

    def close(self) -> None:
        """Close what is idle now, and what is in use as soon as it is not; stays usable."""
        self._closings += 1
        while self._idle:
            self._idle.pop().close()
