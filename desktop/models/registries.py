"""Repository of registries: configuration, capabilities, when they were last reached."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import bindparam, delete, select, text
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
_CONFIGS = Prepared(select(table.c.name, table.c.config).order_by(table.c.name))
_GET = Prepared(select(table).where(table.c.name == bindparam("name")))
_SYNCED = Prepared(
    text(
        "UPDATE registry SET last_outcome = :outcome, last_sync = coalesce(:at, last_sync) "
        "WHERE name = :name"
    )
)


@cache
def _changing(column: str) -> Prepared:
    """Give the statement that changes one column of a registry."""
    return Prepared(text(f"UPDATE registry SET {column} = :value WHERE name = :name"))  # noqa: S608  our own names


@lru_cache(16)
def _config(name: str, document: str) -> RegistryConfig:
    """Read a configuration; every transaction asks for it, and it hardly ever changes."""
    return RegistryConfig.from_document(name, json.loads(document))


def _row(row: Any) -> RegistryRow:
    return RegistryRow(
        _config(row["name"], row["config"]),
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

    def configs(self) -> list[RegistryConfig]:
        """Give every configuration, by name, without what else is known of a registry."""
        return [_config(name, document) for name, document in self._connection.execute(_CONFIGS)]

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
        self._change(name, "capabilities", capabilities)

    def synced(self, name: str, at: datetime | None, outcome: str) -> None:
        """Keep the outcome of a run; `at` is None when the registry was not reached."""
        values = {"name": name, "outcome": outcome, "at": stored(at)}
        self._connection.execute(_SYNCED, values)

    def set_cursor(self, name: str, cursor: Json) -> None:
        """Keep where a pull was."""
        self._change(name, "cursor", cursor)

    def remove(self, name: str) -> None:
        """Forget a registry."""
        self._connection.execute(delete(table).where(table.c.name == name))

    def _change(self, name: str, column: str, value: Json) -> None:
        self._connection.execute(_changing(column), {"name": name, "value": dump(value)})
