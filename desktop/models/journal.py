"""Repository of what happened and what is asked: edits, in-flight entries, open items, runs."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    bindparam,
    delete,
    exists,
    func,
    select,
    text,
)

from desktop.domain.errors import NotFound
from desktop.domain.ids import EntryId, LocalId
from desktop.domain.kinds import Kind
from desktop.domain.records import Edit, Entry, ItemKind, OpenItem, Outcome, Purpose, RunReport
from desktop.models.bulk import upserting
from desktop.models.connection import Connection, Prepared, inserting
from desktop.models.entities import edit, entry, item, record, run, setting
from desktop.models.mapping import (
    ENTRY_COLUMNS,
    dump,
    edit_of,
    entry_of,
    entry_values,
    instant,
    item_of,
    stored,
)

_UNFINISHED = text("outcome IN ('prepared', 'looking')")

_EDITS_OF = Prepared(
    select(edit).where(edit.c.local_id == bindparam("local_id")).order_by(edit.c.seq)
)
_UNFINISHED_OF = Prepared(
    select(entry)
    .where(entry.c.registry == bindparam("registry"), _UNFINISHED)
    .order_by(entry.c.number)
)
_ENTRIES_OF = Prepared(
    select(entry).where(entry.c.local_id == bindparam("local_id")).order_by(entry.c.number)
)
_NUMBERS = Prepared(
    select(entry.c.number, entry.c.left_at)
    .where(entry.c.number < bindparam("below"))
    .order_by(entry.c.number.desc())
    .limit(bindparam("limit"))
)
_PAGE = 200
_PAST_ANY = 2**62
_LAST_EDIT = Prepared(select(func.max(edit.c.seq)))
_LAST_ENTRY = Prepared(text("SELECT seq FROM sqlite_sequence WHERE name = 'entry'"))
_NEWEST = select(entry).order_by(entry.c.number.desc()).limit(bindparam("limit"))
_RECENT = Prepared(_NEWEST)
_PREPARE = inserting(entry, *ENTRY_COLUMNS)
_CHANGE = Prepared(
    text(
        f"UPDATE entry SET {', '.join(f'{name} = :{name}' for name in ENTRY_COLUMNS)} "  # noqa: S608  our own names
        "WHERE entry_id = :entry_id"
    )
)
_ITEM = Prepared(select(item).where(item.c.n == bindparam("n")))
_SAME_ITEM = Prepared(
    select(item.c.n).where(
        item.c.local_id == bindparam("local_id"),
        item.c.kind == bindparam("kind"),
        item.c.unit == bindparam("unit"),
        item.c.resolved_at.is_(None),
    )
)
_OPEN_OF = Prepared(
    select(item.c.n, item.c.reason).where(
        item.c.local_id == bindparam("local_id"), item.c.resolved_at.is_(None)
    )
)
_OPEN = inserting(
    item, "registry", "family", "local_id", "kind", "unit", "reason", "base", "mine", "theirs",
    "detail", "opened_at",
)  # fmt: skip
_CHANGE_ITEM = Prepared(
    text(
        "UPDATE item SET base = :base, mine = :mine, theirs = :theirs, detail = :detail, "
        "reason = :reason WHERE n = :n"
    )
)
_RESOLVE = Prepared(
    text("UPDATE item SET resolved_at = :resolved_at, resolution = :resolution WHERE n = :n")
)
_DROP_SETTING = Prepared(delete(setting).where(setting.c.key == bindparam("key")))
_ADD_RUN = inserting(run, "registry", "started_at", "outcome", "report")
_SET = upserting("setting", ("key", "value"), "key")
_SETTINGS = Prepared(
    select(setting.c.key, setting.c.value).where(
        func.substr(setting.c.key, 1, func.length(bindparam("prefix"))) == bindparam("prefix")
    )
)
_SETTING = Prepared(select(setting.c.value).where(setting.c.key == bindparam("key")))
_ENTRY = Prepared(select(entry).where(entry.c.entry_id == bindparam("entry_id")))


@cache
def _open_items(*names: str) -> Prepared:
    """Give the statement for open items with these columns given, oldest first."""
    query = select(item).where(item.c.resolved_at.is_(None)).order_by(item.c.n)
    return Prepared(query.where(*(item.c[name] == bindparam(name) for name in names)))


@cache
def _made_since(*, lost: bool) -> Prepared:
    """Give the statement for records of which a create left since a moment."""
    query = (
        select(entry.c.local_id)
        .distinct()
        .join(record, record.c.local_id == entry.c.local_id)
        .where(entry.c.registry == bindparam("registry"), entry.c.purpose == Purpose.CREATE.value)
        .where(entry.c.number >= bindparam("first"), entry.c.left_at >= bindparam("since"))
        .where(record.c.kind.in_(bindparam("kinds", expanding=True)))
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
    return Prepared(query)


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
        return int(self._connection.execute(_LAST_EDIT).scalar() or 0)

    def last_entry_number(self) -> int:
        """Give the number of the newest entry ever noted, also when it was forgotten since."""
        return int(self._connection.execute(_LAST_ENTRY).scalar() or 0)

    def unfinished(self, registry: str) -> list[Entry]:
        """Give the entries whose outcome is not known, oldest first."""
        rows = self._connection.execute(_UNFINISHED_OF, {"registry": registry}).mappings()
        return [entry_of(row) for row in rows]

    def entries_of(self, local_id: LocalId) -> list[Entry]:
        """Give the entries of a record, oldest first."""
        rows = self._connection.execute(_ENTRIES_OF, {"local_id": local_id}).mappings()
        return [entry_of(row) for row in rows]

    def entry(self, entry_id: EntryId) -> Entry | None:
        """Give one entry, None when it was forgotten."""
        rows = self._connection.execute(_ENTRY, {"entry_id": entry_id}).mappings()
        return entry_of(rows[0]) if rows else None

    def made_since(
        self, registry: str, since: datetime, kinds: Iterable[Kind], *, lost: bool = False
    ) -> list[LocalId]:
        """Give the records of these kinds of which a create left since a moment, by their id.

        With `lost` only those of which any create was given up as absent.
        """
        wanted = {
            "registry": registry, "since": stored(since), "first": self._first_since(since),
            "kinds": [kind.value for kind in kinds],
        }  # fmt: skip
        rows = self._connection.execute(_made_since(lost=lost), wanted)
        return [LocalId(name) for name in rows.scalars()]

    def _first_since(self, since: datetime) -> int:
        """Give an entry number below which nothing left since a moment.

        Numbers rise with time, but a clock may jump: a whole page of older ones has to say so.
        """
        below, oldest = None, stored(since)
        while True:
            wanted = {"below": below or _PAST_ANY, "limit": _PAGE}
            page = self._connection.execute(_NUMBERS, wanted).all()
            if len(page) < _PAGE:
                return 0
            below = int(page[-1][0])
            if all(left is not None and left < oldest for _, left in page):
                return below

    def recent_entries(
        self, limit: int, families: Collection[LocalId] | None = None
    ) -> list[Entry]:
        """Give the newest entries of all or of some families, newest first."""
        if families is None:
            rows = self._connection.execute(_RECENT, {"limit": limit})
        else:
            query = _NEWEST.where(entry.c.family.in_(families))
            rows = self._connection.execute(query, {"limit": limit})
        return [entry_of(row) for row in rows.mappings()]

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
        rows = self._connection.execute(_ITEM, {"n": n}).mappings()
        if not rows:
            raise NotFound("item-not-found", id=n)
        return item_of(rows[0])

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
        rows = self._connection.execute(_SETTINGS, {"prefix": prefix})
        return {key: json.loads(value) for key, value in rows}


class JournalWriter(Journal):
    """Writes the journal."""

    def __init__(self, connection: Connection, touch: Callable[[LocalId], None]) -> None:
        super().__init__(connection)
        self._touch = touch

    def prepare(self, new: Entry) -> None:
        """Note what is about to be asked (durable write W2)."""
        self._connection.execute(_PREPARE, entry_values(new))

    def update(self, changed: Entry) -> None:
        """Write an entry's new state."""
        done = self._connection.execute(_CHANGE, entry_values(changed))
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
        wanted = {"local_id": local_id, "kind": kind.value, "unit": unit}
        same = self._connection.execute(_SAME_ITEM, wanted).scalar()
        if same is not None:
            self._connection.execute(_CHANGE_ITEM, {**values, "n": same})
            return int(same)
        row = {
            **values,
            "registry": registry,
            "family": family,
            "local_id": local_id,
            "kind": kind.value,
            "unit": unit,
            "opened_at": stored(now),
        }
        return int(self._connection.execute(_OPEN, row).lastrowid)

    def resolve(self, n: int, resolution: str, now: datetime) -> None:
        """Close an item."""
        found = self.item(n)
        values = {"resolved_at": stored(now), "resolution": resolution, "n": n}
        self._connection.execute(_RESOLVE, values)
        self._touch(found.family)

    def resolve_all(
        self, local_id: LocalId, resolution: str, now: datetime, *, but: str = ""
    ) -> None:
        """Close every open item of a record, but those with one reason."""
        found = self._connection.execute(_OPEN_OF, {"local_id": local_id})
        for n, reason in found.all():
            if reason != but:
                self.resolve(n, resolution, now)

    def add_run(self, registry: str, started: datetime, outcome: str, report: RunReport) -> None:
        """Keep the history of one run."""
        document = {**asdict(report), "registries": dict(report.registries)}
        row = {
            "registry": registry, "started_at": stored(started), "outcome": outcome,
            "report": dump(document),
        }  # fmt: skip
        self._connection.execute(_ADD_RUN, row)

    def set_setting(self, key: str, value: Any) -> None:
        """Keep a setting."""
        self._connection.run(_SET, [(key, dump(value))])

    def drop_setting(self, key: str) -> None:
        """Forget a setting."""
        self._connection.execute(_DROP_SETTING, {"key": key})

    def drop_settings_of(self, registry: str) -> None:
        """Forget everything that was kept about a registry: its name is the key's second part."""
        for key in self.settings(""):
            if key.split(":")[1:2] == [registry]:
                self.drop_setting(key)

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
