"""Repository of registries: configuration, capabilities, when they were last reached."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, select, text, update
from sqlalchemy.dialects.sqlite import insert as upsert

from desktop.domain.errors import NotFound
from desktop.domain.records import Json
from desktop.domain.registry import RegistryConfig
from desktop.models.connection import Connection, Prepared
from desktop.models.entities import registry as table
from desktop.models.mapping import dump, instant, stored


@dataclass(frozen=True, slots=True)
class RegistryRow:
    """One registry as this replica knows it."""

    config: RegistryConfig
    capabilities: Json
    last_sync_utc: datetime | None
    last_outcome: str
    cursor: Json


_ALL = Prepared(select(table).order_by(table.c.name))
_GET = Prepared(select(table).where(table.c.name == bindparam("name")))
_SYNCED = Prepared(
    text(
        "UPDATE registry SET last_outcome = :outcome, last_sync = coalesce(:at, last_sync) "
        "WHERE name = :name"
    )
)


def _row(row: Any) -> RegistryRow:
    return RegistryRow(
        RegistryConfig.from_document(row["name"], json.loads(row["config"])),
        json.loads(row["capabilities"]),
        instant(row["last_sync"]),
        row["last_outcome"],
        json.loads(row["cursor"]),
    )


class Registries:
    """Reads registries."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> list[RegistryRow]:
        """Give every registry, by name."""
        return [_row(row) for row in self._connection.execute(_ALL).mappings()]

    def get(self, name: str) -> RegistryRow:
        """Give one registry; raises NotFound("registry-not-found")."""
        rows = self._connection.execute(_GET, {"name": name}).mappings()
        if not rows:
            raise NotFound("registry-not-found", name=name)
        return _row(rows[0])


class RegistriesWriter(Registries):
    """Writes registries."""

    def put(self, config: RegistryConfig) -> None:
        """Add or change a registry; what is known of it stays."""
        statement = upsert(table).values(name=config.name, config=dump(config.to_document()))
        self._connection.execute(
            statement.on_conflict_do_update(
                index_elements=["name"], set_={"config": statement.excluded.config}
            )
        )

    def set_capabilities(self, name: str, capabilities: Json) -> None:
        """Keep what a registry was found to offer."""
        self._change(name, capabilities=dump(capabilities))

    def synced(self, name: str, at: datetime | None, outcome: str) -> None:
        """Keep the outcome of a run; `at` is None when the registry was not reached."""
        values = {"name": name, "outcome": outcome, "at": stored(at)}
        self._connection.execute(_SYNCED, values)

    def set_cursor(self, name: str, cursor: Json) -> None:
        """Keep where a pull was."""
        self._change(name, cursor=dump(cursor))

    def remove(self, name: str) -> None:
        """Forget a registry."""
        self._connection.execute(delete(table).where(table.c.name == name))

    def _change(self, name: str, **values: str) -> None:
        self._connection.execute(update(table).where(table.c.name == name).values(**values))
