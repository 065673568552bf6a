"""Schema 2: which version a content is of, contents that are coming in, documents taken to edit."""

from __future__ import annotations

from sqlalchemy import Connection

_STATEMENTS = (
    "ALTER TABLE blob ADD COLUMN versie INTEGER",
    "ALTER TABLE blob ADD COLUMN complete INTEGER NOT NULL DEFAULT 1",
    "CREATE TABLE checkout (local_id TEXT NOT NULL PRIMARY KEY, versie INTEGER, "
    "sha256 TEXT NOT NULL, size_bytes INTEGER NOT NULL, path TEXT NOT NULL, made_at TEXT NOT NULL)",
    "CREATE TABLE plain_copy (path TEXT NOT NULL PRIMARY KEY, local_id TEXT NOT NULL, "
    "made_at TEXT NOT NULL)",
)


def apply(connection: Connection) -> None:
    """Bring a replica of schema 1 to schema 2."""
    for statement in _STATEMENTS:
        connection.exec_driver_sql(statement)
