"""Schema 1: the first replica."""

from __future__ import annotations

from sqlalchemy import Connection

from desktop.models.entities import SEARCH, metadata


def apply(connection: Connection) -> None:
    """Make all tables in an empty database."""
    metadata.create_all(connection)
    connection.exec_driver_sql(SEARCH)
