"""Repository of what happened and what is asked: edits, in-flight entries, open items, runs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    Connection,
    Select,
    bindparam,
    delete,
    exists,
    func,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.dialects.sqlite import insert as upsert

from desktop.domain.errors import NotFound
from desktop.domain.ids import LocalId
from desktop.domain.kinds import Kind
from desktop.domain.records import Edit, Entry, ItemKind, OpenItem, Outcome, Purpose, RunReport
from desktop.models.entities import edit, entry, item, record, run, setting
from desktop.models.mapping import dump, edit_of, entry_of, entry_values, instant, item_of, stored

_UNFINISHED = text("outcome IN ('prepared', 'looking')")

_EDITS_OF = select(edit).where(edit.c.local_id == bindparam("local_id")).order_by(edit.c.seq)
_UNFINISHED_OF = (
    select(entry)
    .where(entry.c.registry == bindparam("registry"), _UNFINISHED)
    .order_by(entry.c.number)
)
_ENTRIES_OF = (
    select(entry).where(entry.c.local_id == bindparam("local_id")).order_by(entry.c.number)
)
_SETTING = select(setting.c.value).where(setting.c.key == bindparam("key"))


@cache
def _open_items(*names: str) -> Select[Any]:
    """Give the statement for open items with these columns given, oldest first."""
    query = select(item).where(item.c.resolved_at.is_(None)).order_by(item.c.n)
    return query.where(*(item.c[name] == bindparam(name) for name in names))


class Journal:
    """Reads the journal."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def edits_of(self, local_id: LocalId) -> list[Edit]:
        """Give the edits of a record, oldest first."""
        rows = self._connection.execute(_EDITS_OF, {"local_id": local_id}).mappings()
        return [edit_of(row) for row in rows]

    def last_edit(self) -> int:
        """Give the highest edit number ever used."""
        return int(self._connection.execute(select(func.max(edit.c.seq))).scalar() or 0)

    def last_entry_number(self) -> int:
        """Give the number of the newest entry ever noted, also when it was forgotten since."""
        found = self._connection.execute(
            text("SELECT seq FROM sqlite_sequence WHERE name = 'entry'")
        ).scalar()
        return int(found or 0)

    def unfinished(self, registry: str) -> list[Entry]:
        """Give the entries whose outcome is not known, oldest first."""
        rows = self._connection.execute(_UNFINISHED_OF, {"registry": registry}).mappings()
        return [entry_of(row) for row in rows]

    def entries_of(self, local_id: LocalId) -> list[Entry]:
        """Give the entries of a record, oldest first."""
        rows = self._connection.execute(_ENTRIES_OF, {"local_id": local_id}).mappings()
        return [entry_of(row) for row in rows]

    def made_since(
        self, registry: str, since: datetime, kinds: Iterable[Kind], *, lost: bool = False
    ) -> list[LocalId]:
        """Give the records of these kinds of which a create left since a moment, by their id.

        With `lost` only those of which any create was given up as absent.
        """
        query = (
            select(entry.c.local_id)
            .distinct()
            .join(record, record.c.local_id == entry.c.local_id)
            .where(entry.c.registry == registry, entry.c.purpose == Purpose.CREATE.value)
            .where(entry.c.left_at >= stored(since))
            .where(record.c.kind.in_([kind.value for kind in kinds]))
            .order_by(entry.c.local_id)
        )
        if lost:
            other = entry.alias()
            query = query.where(
                exists()
                .where(other.c.local_id == entry.c.local_id)
                .where(other.c.purpose == Purpose.CREATE.value)
                .where(other.c.outcome == Outcome.ABSENT.value)
            )
        return [LocalId(name) for name in self._connection.execute(query).scalars()]

    def recent_entries(self, limit: int, family: LocalId | None = None) -> list[Entry]:
        """Give the newest entries, newest first."""
        query = select(entry).order_by(entry.c.number.desc()).limit(limit)
        if family is not None:
            query = query.where(entry.c.family == family)
        return [entry_of(row) for row in self._connection.execute(query).mappings()]

    def items(
        self, *, family: LocalId | None = None, registry: str | None = None
    ) -> list[OpenItem]:
        """Give what is open, oldest first."""
        given = {"family": family, "registry": registry}
        wanted = {name: value for name, value in given.items() if value is not None}
        rows = self._connection.execute(_open_items(*wanted), wanted).mappings()
        return [item_of(row) for row in rows]

    def item(self, n: int) -> OpenItem:
        """Give one item, open or not; raises NotFound("item-not-found")."""
        row = self._connection.execute(select(item).where(item.c.n == n)).mappings().first()
        if row is None:
            raise NotFound("item-not-found", id=n)
        return item_of(row)

    def runs(self, limit: int) -> list[dict[str, Any]]:
        """Give the newest runs: registry, started_at (datetime), outcome and the report's keys."""
        query = select(run).order_by(run.c.n.desc()).limit(limit)
        return [
            {
                **json.loads(row["report"]),
                "registry": row["registry"],
                "started_at": instant(row["started_at"]),
                "outcome": row["outcome"],
            }
            for row in self._connection.execute(query).mappings()
        ]

    def setting(self, key: str) -> Any:
        """Give a setting's JSON value, or None."""
        found = self._connection.execute(_SETTING, {"key": key}).scalar()
        return None if found is None else json.loads(found)

    def settings(self, prefix: str) -> dict[str, Any]:
        """Give every setting whose key begins with `prefix`."""
        query = select(setting.c.key, setting.c.value).where(
            setting.c.key.startswith(prefix, autoescape=True)
        )
        return {key: json.loads(value) for key, value in self._connection.execute(query)}


class JournalWriter(Journal):
    """Writes the journal."""

    def __init__(self, connection: Connection, touch: Callable[[LocalId], None]) -> None:
        super().__init__(connection)
        self._touch = touch

    def prepare(self, new: Entry) -> None:
        """Note what is about to be asked (durable write W2)."""
        self._connection.execute(insert(entry).values(**entry_values(new)))

    def update(self, changed: Entry) -> None:
        """Write an entry's new state."""
        values = entry_values(changed)
        done = self._connection.execute(
            update(entry).where(entry.c.entry_id == changed.entry_id).values(**values)
        )
        if done.rowcount != 1:
            raise NotFound("record-not-found", id=changed.entry_id)

    def open_item(
        self,
        *,
        registry: str,
        family: LocalId,
        local_id: LocalId,
        kind: ItemKind,
        reason: str,
        now: datetime,
        unit: str = "",
        base: Any = None,
        mine: Any = None,
        theirs: Any = None,
        detail: dict[str, Any] | None = None,
    ) -> int:
        """Ask or tell a person something; the same open question is updated, not doubled."""
        values = {
            "base": dump(base),
            "mine": dump(mine),
            "theirs": dump(theirs),
            "detail": dump(detail or {}),
            "reason": reason,
        }
        self._touch(family)
        same = self._connection.execute(
            select(item.c.n).where(
                item.c.local_id == local_id,
                item.c.kind == kind.value,
                item.c.unit == unit,
                item.c.resolved_at.is_(None),
            )
        ).scalar()
        if same is not None:
            self._connection.execute(update(item).where(item.c.n == same).values(**values))
            return int(same)
        done = self._connection.execute(
            insert(item).values(
                registry=registry,
                family=family,
                local_id=local_id,
                kind=kind.value,
                unit=unit,
                opened_at=stored(now),
                **values,
            )
        )
        key = done.inserted_primary_key
        assert key is not None  # noqa: S101  the table has an integer primary key
        return int(key[0])

    def resolve(self, n: int, resolution: str, now: datetime) -> None:
        """Close an item."""
        found = self.item(n)
        self._connection.execute(
            update(item).where(item.c.n == n).values(resolved_at=stored(now), resolution=resolution)
        )
        self._touch(found.family)

    def resolve_all(self, local_id: LocalId, resolution: str, now: datetime) -> None:
        """Close every open item of a record."""
        query = select(item.c.n).where(item.c.local_id == local_id, item.c.resolved_at.is_(None))
        for (n,) in self._connection.execute(query).all():
            self.resolve(n, resolution, now)

    def add_run(self, registry: str, started: datetime, outcome: str, report: RunReport) -> None:
        """Keep the history of one run."""
        document = {**asdict(report), "registries": dict(report.registries)}
        self._connection.execute(
            insert(run).values(
                registry=registry,
                started_at=stored(started),
                outcome=outcome,
                report=dump(document),
            )
        )

    def set_setting(self, key: str, value: Any) -> None:
        """Keep a setting."""
        statement = upsert(setting).values(key=key, value=dump(value))
        self._connection.execute(
            statement.on_conflict_do_update(
                index_elements=["key"], set_={"value": statement.excluded.value}
            )
        )

    def drop_setting(self, key: str) -> None:
        """Forget a setting."""
        self._connection.execute(delete(setting).where(setting.c.key == key))

    def forget(self, local_ids: Sequence[LocalId]) -> None:
        """Forget what was done to records that are evicted, and what was asked about them (W13)."""
        for table in (edit, entry, item):
            self._connection.execute(delete(table).where(table.c.local_id.in_(local_ids)))

    def raise_entry_number(self, number: int) -> None:
        """Go on counting entries above a number that was used already (S74)."""
        if number > self.last_entry_number():
            self._connection.execute(text("DELETE FROM sqlite_sequence WHERE name = 'entry'"))
            self._connection.execute(
                text("INSERT INTO sqlite_sequence (name, seq) VALUES ('entry', :number)"),
                {"number": number},
            )
