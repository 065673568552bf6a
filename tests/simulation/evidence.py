"""What invariants are computed from: R and H of the registry, P of every device, D and V."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from desktop.domain.ids import LocalId
from desktop.domain.kinds import SPECS
from desktop.domain.reasons import Reason
from desktop.domain.records import Edit, Entry, ItemKind, OpenItem, Record
from desktop.models.connection import Prepared
from desktop.models.entities import edit as edit_table
from desktop.models.entities import entry as entry_table
from desktop.models.entities import item as item_table
from desktop.models.entities import record as record_table
from desktop.models.mapping import RECORD_COLUMNS, edit_of, entry_of, item_of, record_of
from desktop.models.replica import Reader
from desktop.practice.inside import Inside
from desktop.practice.keeping.history import Write
from desktop.sync.pushing.entries import ASKED_TOGETHER
from sqlalchemy import bindparam, select

from tests.simulation.device import Device
from tests.simulation.history import Deed, Exchange
from tests.simulation.world import World

Json = dict[str, Any]
_WORD = re.compile(r"[wc][0-9a-f]{10}")
_COLLECTIONS = {kind: spec.path.rsplit("/", 1)[-1] for kind, spec in SPECS.items()}
_MOMENT = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d")


@lru_cache(4096)
def _body(text: str) -> Json:
    """Read a body; most are the catalogus' and the same in every seed. Nobody changes one."""
    found: Json = json.loads(text)
    return found


def new_word(before: Any, after: Any) -> str:
    """Give the word of its own that a value brought, or ""."""
    old = set(_WORD.findall(str(before)))
    return next((word for word in _WORD.findall(str(after)) if word not in old), "")


def plain(value: Any) -> Any:
    """Give a value so that equal content is equal: trimmed, without empties, without hosts."""
    if isinstance(value, str):
        text = value.strip()
        if _MOMENT.match(text):
            return datetime.fromisoformat(text).timestamp() if "T" in text else text
        for start in ("http://127.0.0.1/", "zgw://"):
            if text.startswith(start) or text.startswith("/"):
                return text.rsplit("/", 1)[-1]
        return text or None
    if isinstance(value, dict):
        kept = {name: plain(one) for name, one in value.items()}
        return {name: one for name, one in kept.items() if one is not None} or None
    if isinstance(value, list):
        some = [plain(one) for one in value]
        return sorted(some, key=repr) or None
    return value


def equal(one: Any, other: Any) -> bool:
    """Tell whether two values mean the same at a registry."""
    return bool(plain(one) == plain(other))


_EDITS_SINCE = Prepared(
    select(edit_table).where(edit_table.c.seq > bindparam("seq")).order_by(edit_table.c.seq)
)
_RECORDS = Prepared(
    select(*(record_table.c[name] for name in RECORD_COLUMNS)).order_by(record_table.c.row_id)
)
_ITEMS = Prepared(select(item_table))
_ENTRIES = Prepared(select(entry_table).order_by(entry_table.c.number))


def _rows(reader: Reader, query: Prepared, **given: Any) -> Iterator[Any]:
    yield from reader.journal._connection.execute(query, given).mappings()


def edits_since(device: Device, seq: int) -> list[tuple[Edit, Record | None]]:
    """Give the edits after a number, with their records."""
    with device.ws.replica.read() as reader:
        edits = [edit_of(row) for row in _rows(reader, _EDITS_SINCE, seq=seq)]
        return [(edit, reader.records.find(edit.local_id)) for edit in edits]


@lru_cache(8192)
def _record(row: tuple[Any, ...]) -> Record:
    """Read a record; most are the same at every look. Nobody changes one."""
    return record_of(row)


def records_found(reader: Reader, query: Prepared) -> dict[LocalId, Record]:
    """Give the records that a statement finds, by their id."""
    found = map(_record, reader.records._connection.execute(query))
    return {one.local_id: one for one in found}


@dataclass
class Side:
    """P of one device: everything in its replica."""

    records: dict[LocalId, Record]
    items: list[OpenItem]
    entries: list[Entry]

    def items_on(self, ids: Iterable[LocalId], *, notices: bool) -> list[OpenItem]:
        """Give what is asked about some records; with `notices` also all that was ever told."""
        wanted = set(ids)
        return [
            one
            for one in self.items
            if one.local_id in wanted
            and ((one.resolved_at_utc is None and one.kind is not ItemKind.NOTICE)
                 or self.was_left_locked(one)
                 or (notices and one.kind is ItemKind.NOTICE))
        ]  # fmt: skip

    def was_asked_of_lock(self, uuid: str) -> bool:
        """Tell whether a lock on a document is asked about, or was and a person answered."""
        return any(
            one.reason == Reason.LOCK_ORPHAN.value and one.resolution != "withdrawn"
            and str(one.detail.get("ref")).endswith(uuid) for one in self.items
        )  # fmt: skip

    def was_left_locked(self, item: OpenItem) -> bool:
        """Tell whether a person leaves a lock of ours that nobody knows to whom it may release it.

        The choice is no end of it: the document goes on waiting, and says so, until it is free.
        """
        record = self.records.get(LocalId(item.local_id or ""))
        return (
            item.reason == Reason.LOCK_ORPHAN.value and item.resolution == "theirs"
            and record is not None and str(record.ref) == item.detail.get("ref")
        )  # fmt: skip


def side_of(device: Device) -> Side:
    """Read P of a device."""
    with device.ws.replica.read() as reader:
        records = records_found(reader, _RECORDS)
        items = [item_of(row) for row in _rows(reader, _ITEMS)]
        return Side(records, items, [entry_of(row) for row in _rows(reader, _ENTRIES)])


@dataclass(frozen=True)
class Future:
    """What a device knew and sent after the copy that was put back: nobody here knows it now."""

    device: str
    side: Side
    first: int
    """The number of the first request that left after the copy."""
    end: int
    """And that of the first one after it was put back."""

    def of(self, exchanges: list[Exchange]) -> list[Exchange]:
        """Give the requests that the device left in it."""
        return [one for one in exchanges[self.first : self.end] if one.device == self.device]


class Evidence:
    """Everything there is to look at when a seed has come to its quiet end."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.sides = {device.name: side_of(device) for device in world.devices}
        self._inside = Inside(world.registry, "m-toezicht", "Toezicht")
        self._shown: dict[str, Json] = {}
        state = world.registry.state
        with state.transaction():
            rows = state.db.execute("SELECT kind, uuid, parent, body FROM resource").fetchall()
        self.resources = {uuid: (kind, parent, _body(text)) for kind, uuid, parent, text in rows}
        known = [*((one.device, one.side) for one in world.futures), *self.sides.items()]
        self.entries = {
            f"zk:{entry.entry_id}": (name, entry) for name, side in known for entry in side.entries
        }
        mine = {entry.entry_id for side in self.sides.values() for entry in side.entries}
        self.lost = {mark for mark, (_, one) in self.entries.items() if one.entry_id not in mine}
        """The marks of what a device sent and, put back to a copy, does not know of (FK19)."""
        self.undone = {one.mark.split(" ", 1)[0] for one in world.undone}
        """The marks of what a backup of the registry undid (FK18)."""
        self.writes = [*self._by_part(world.registry.history.writes)]

    def _by_part(self, writes: Iterable[Write]) -> Iterator[Write]:
        """Give each part of a call for several things the mark of its own entry.

        The request carries one mark; in it, parts of a kind stand in the order of their entries.
        """
        parts: dict[tuple[str, str], list[Entry]] = {}
        kinds = {(one.device, one.local_id): one.kind for one in self.world.deeds.all}
        kinds |= {
            (future.device, one.local_id): one.kind
            for future in self.world.futures for one in future.side.records.values()
        }  # fmt: skip
        for name, entry in self.entries.values():
            record = self.sides[name].records.get(entry.local_id)
            kind = kinds.get((name, entry.local_id)) if record is None else record.kind
            if entry.target in ASKED_TOGETHER and kind is not None:
                whole = f"zk:{entry.parent_entry}"
                parts.setdefault((whole, _COLLECTIONS[kind]), []).append(entry)
        for write in writes:
            some = parts.get((write.mark.split(" ", 1)[0], write.kind))
            is_part = write.path.endswith("_registreren") and write.before is None and some
            yield replace(write, mark=f"zk:{some.pop(0).entry_id}") if is_part and some else write

    def entry_of(self, mark: str) -> tuple[str, Entry] | None:
        """Give whose entry a mark belongs to: the device's name and the entry."""
        return self.entries.get(mark.split(" ", 1)[0])

    def sent_as(self, mark: str) -> str:
        """Give the mark of the request that a mark left with: for a part that of its call."""
        found = self.entry_of(mark)
        if found is None or found[1].target not in ASKED_TOGETHER:
            return mark
        whole = self.entries.get(f"zk:{found[1].parent_entry}")
        is_part = whole is not None and whole[1].local_id != found[1].local_id
        return f"zk:{found[1].parent_entry}" if is_part else mark

    def shown(self, uuid: str) -> Json:
        """Give a resource as the registry shows it to somebody with all rights."""
        if uuid not in self._shown:
            body = self.body(uuid)
            self._shown[uuid] = {} if body is None else self._inside.send("GET", body["url"])[1]
        return self._shown[uuid]

    def body(self, uuid: str) -> Json | None:
        """Give a resource as the registry keeps it."""
        found = self.resources.get(uuid)
        return None if found is None else found[2]

    def uuid_of(self, deed: Deed) -> str:
        """Give the uuid of the resource a deed is about; "" while the registry has none."""
        record = self.sides[deed.device].records.get(deed.local_id)
        return "" if record is None or record.ref is None else record.ref.uuid

    def writes_of(self, uuid: str, since: int = 0) -> list[Write]:
        """Give the committed writes of a resource after a number."""
        return [one for one in self.writes if one.uuid == uuid and one.n > since]

    def is_ours(self, write: Write) -> bool:
        """Tell whether a device of our person made a write, and knows that."""
        return write.mark.startswith("zk:") and not self.is_lost(write)

    def is_lost(self, write: Write) -> bool:
        """Tell whether a device made a write and was put back to a copy since (FK19)."""
        return write.mark.split(" ", 1)[0] in self.lost

    def was_undone(self, entry: Entry) -> bool:
        """Tell whether a backup of the registry undid what a request had done (FK18)."""
        return bool({f"zk:{entry.entry_id}", f"zk:{entry.parent_entry}"} & self.undone)

    def forgotten_locks(self) -> set[str]:
        """Give the documents with a lock that nobody knows: asked twice (8.8), by a future that was
        lost (FK19), or of a backup (FK18)."""
        log = self.world.network.log
        lost = [one for some in self.world.futures for one in some.of(log.exchanges)]
        found = {one.path.split("/")[-2] for one in lost if one.path.endswith("/lock")}
        made = [one for one in lost if one.path.endswith("/enkelvoudiginformatieobjecten")]
        marks = {one.mark for one in made if one.method == "POST"}
        found |= self.world.old_locks
        return log.locked_twice() | found | {one.uuid for one in self.writes if one.mark in marks}
