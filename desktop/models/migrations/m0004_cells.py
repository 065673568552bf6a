"""Schema 4: values of rollen and eigenschappen beside a row, for columns that a person chooses."""

from __future__ import annotations

from sqlalchemy import Connection


def apply(connection: Connection) -> None:
    """Bring a replica of schema 3 to schema 4; the values follow when rows are made anew."""
    connection.exec_driver_sql("ALTER TABLE zaak_row ADD COLUMN cells TEXT NOT NULL DEFAULT '{}'")
