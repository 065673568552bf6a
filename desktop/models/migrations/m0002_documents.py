"""Schema 2: which version a content is of, contents that are coming in, documents taken to edit."""

from __future__ import annotations

from sqlalchemy import Connection

from desktop.models.entities import checkout, metadata, plain_copy

_NEW = (("versie", "INTEGER"), ("complete", "INTEGER NOT NULL DEFAULT 1"))


def apply(connection: Connection) -> None:
    """Add what schema 1 lacks; a replica made just now has it already."""
    rows = connection.exec_driver_sql("PRAGMA table_info(blob)").mappings()
    known = {row["name"] for row in rows}
    for name, declaration in _NEW:
        if name not in known:
            connection.exec_driver_sql(f"ALTER TABLE blob ADD COLUMN {name} {declaration}")
    metadata.create_all(connection, tables=[checkout, plain_copy])
