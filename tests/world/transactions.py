"""Looking over the shoulder of a replica's writer: at each begin, statement and commit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any
from unittest.mock import patch

from desktop.models.connection import Connection
from desktop.models.replica import Replica


def _nothing() -> None:
    """Let it be."""


def watched(
    replica: Replica,
    *,
    begin: Callable[[], None] = _nothing,
    statement: Callable[[], None] = _nothing,
    commit: Callable[[], None] = _nothing,
) -> AbstractContextManager[Any]:
    """Call these before a write transaction, after each of its statements, before its commit.

    What they raise is raised there, as by the driver or by a process that dies.
    """
    pool = replica._pool
    sound = pool.writing

    def _after(work: Callable[..., Any]) -> Callable[..., Any]:
        def work_and_tell(*given: Any) -> Any:
            found = work(*given)
            statement()
            return found

        return work_and_tell

    @contextmanager
    def transaction() -> Iterator[Connection]:
        begin()
        with sound() as connection:
            told = {name: _after(getattr(connection, name)) for name in ("execute", "run")}
            with patch.multiple(connection, **told):  # type: ignore[call-overload]  # names to anything
                yield connection
            commit()

    return patch.object(pool, "writing", transaction)
