"""SQL text for writing many rows at once.

A statement of SQLAlchemy binds each row by name in Python, which takes longer than SQLite takes to
write it; text with positions goes to the driver's `executemany` as it is.
"""

from __future__ import annotations

from collections.abc import Sequence


def upserting(table: str, columns: Sequence[str], *key: str) -> str:
    """Give the text that inserts a row, or changes the one with the same `key` columns."""
    names, marks = ", ".join(columns), ", ".join("?" * len(columns))
    changes = ", ".join(f"{name} = excluded.{name}" for name in columns if name not in key)
    return (
        f"INSERT INTO {table} ({names}) VALUES ({marks}) "  # noqa: S608  names of our own tables
        f"ON CONFLICT ({', '.join(key)}) DO UPDATE SET {changes}"
    )
