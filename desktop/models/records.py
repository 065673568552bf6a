"""Repository of records: read by id, reference or family; saved whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, bindparam, delete, func, select, text

from desktop.domain.errors import BadInput, NotFound
from desktop.domain.ids import LocalId, RemoteRef
from desktop.domain.kinds import Kind, collection_of
from desktop.domain.records import Json, Record
from desktop.models.bulk import upserting
from desktop.models.connection import Connection, Prepared, inserting
from desktop.models.entities import SHOWN, zaak_row
from desktop.models.entities import edit as edit_table
from desktop.models.entities import record as table
from desktop.models.mapping import RECORD_COLUMNS, dump, record_of, record_values, stored
from desktop.models.projection import Projection

_SHORTEST = 8
"""How many characters of a local id are enough to name a record."""
_COLUMNS = [table.c[name] for name in RECORD_COLUMNS]
_SAVE = upserting("record", RECORD_COLUMNS, "local_id")
_ORDERED = select(*_COLUMNS).order_by(table.c.row_id)
_FIND = Prepared(_ORDERED.where(table.c.local_id == bindparam("local_id")))
_BY_REF = Prepared(
    _ORDERED.where(table.c.registry == bindparam("registry"), table.c.ref == bindparam("ref"))
)
_BEGINNING = Prepared(
    _ORDERED.where(table.c.local_id >= bindparam("low"), table.c.local_id < bindparam("high"))
)
_FAMILY = Prepared(_ORDERED.where(table.c.family == bindparam("family")))
_FAMILY_KIND = Prepared(
    _ORDERED.where(table.c.family == bindparam("family"), table.c.kind == bindparam("kind"))
)
_SOME = Prepared(_ORDERED.where(table.c.local_id.in_(bindparam("ids", expanding=True))))
_SHOWN = Prepared(
    select(table.c.local_id, func.coalesce(func.nullif(table.c.remote, "="), table.c.base)).where(
        table.c.local_id.in_(bindparam("ids", expanding=True)),
        table.c.remote.is_not(None), table.c.overlay == "{}", table.c.ghosts == "{}",
    )
)  # fmt: skip
_FAMILIES = Prepared(_ORDERED.where(table.c.family.in_(bindparam("families", expanding=True))))
_BOUND = Prepared(
    select(table.c.family, table.c.local_id, table.c.ref, table.c.kind)
    .where(table.c.family.in_(bindparam("families", expanding=True)), table.c.ref.is_not(None))
    .order_by(table.c.row_id)
)
_NUMBERED = Prepared(
    _ORDERED.where(
        table.c.kind == Kind.DOCUMENT.value,
        func.coalesce(func.nullif(table.c.local, "="), table.c.base, "{}").op("->>")(
            "$.identificatie"
        )
        == bindparam("identificatie"),
    )
)
_BODY = func.coalesce(func.nullif(table.c.local, "="), table.c.base)
_ZAAK_WITH = Prepared(
    select(zaak_row.c.local_id).where(zaak_row.c.identificatie == bindparam("number")).limit(1)
)
_OF_SUBTYPE = Prepared(
    _ORDERED.where(table.c.kind == bindparam("kind"), table.c.subtype == bindparam("subtype"))
)
_OF_SUBTYPE_THERE = Prepared(
    _ORDERED.where(
        table.c.kind == bindparam("kind"),
        table.c.subtype == bindparam("subtype"),
        table.c.registry == bindparam("registry"),
    )
)
_OF_KIND = Prepared(_ORDERED.where(table.c.kind == bindparam("kind")))
_OF_REGISTRY = Prepared(
    _ORDERED.where(table.c.kind == bindparam("kind"), table.c.registry == bindparam("registry"))
)
_REFS = Prepared(
    select(table.c.ref, table.c.local_id).where(
        table.c.registry == bindparam("registry"),
        table.c.ref >= bindparam("low"),
        table.c.ref < bindparam("high"),
        table.c.ref.not_like(bindparam("deeper")),
        table.c.kind == bindparam("kind"),
    )
)
_THESE = Prepared(
    select(table.c.ref, table.c.local_id).where(
        table.c.registry == bindparam("registry"),
        table.c.ref.in_(bindparam("refs", expanding=True)),
    )
)
_DOCUMENTS = Prepared(
    select(*_COLUMNS).where(
        table.c.registry == bindparam("registry"),
        table.c.ref.between("zgw://documenten/", "zgw://documenten0"),  # 0 is what follows a slash
        table.c.kind == Kind.DOCUMENT.value,
    )
)
_SHOWING = Prepared(
    _ORDERED.where(
        text(f"kind = 'zaakinformatieobject' AND {SHOWN} = :document"),
        table.c.registry == bindparam("registry"),
    )
)
_WORK = text("(changed_at IS NOT NULL OR overlay <> '{}')")
_FAMILIES_WITH = "SELECT family FROM record INDEXED BY record_work WHERE {} "
_IN_ORDER = "GROUP BY family ORDER BY min(coalesce(changed_at, '9'))"
_WITH_WORK = Prepared(text(_FAMILIES_WITH.format(_WORK) + _IN_ORDER))
_WITH_WORK_THERE = Prepared(
    text(_FAMILIES_WITH.format(f"{_WORK} AND registry = :registry ") + _IN_ORDER)
)
_WORKING = Prepared(select(*_COLUMNS).where(_WORK).order_by(table.c.changed_at, table.c.row_id))
_LOG = inserting(edit_table, "local_id", "field", "before", "after", "account", "made_at")
_MANY = 500
_BATCH = 1000


def _of_subtype(subtype: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return table.c.kind == Kind.OBJECT.value, table.c.subtype == subtype


def _beginning(name: str) -> dict[str, str]:
    """Give the span of the index in which all lies that begins so."""
    return {"low": name, "high": f"{name}\U0010ffff"}


class Records:
    """Reads records."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def _where(self, *conditions: ColumnElement[bool]) -> list[Record]:
        return self._found(_ORDERED.where(*conditions))

    def _found(self, statement: Any, values: Mapping[str, Any] | None = None) -> list[Record]:
        return [record_of(row) for row in self._connection.execute(statement, values)]

    def find(self, local_id: LocalId) -> Record | None:
        """Give one record, or None."""
        row = self._connection.execute(_FIND, {"local_id": local_id}).first()
        return None if row is None else record_of(row)

    def get(self, local_id: LocalId) -> Record:
        """Give one record; raises NotFound."""
        found = self.find(local_id)
        if found is None:
            raise NotFound("record-not-found", id=local_id)
        return found

    def many(self, ids: Iterable[LocalId]) -> dict[LocalId, Record]:
        """Give the records that are here, by their id."""
        wanted, found = list(ids), dict[LocalId, Record]()
        for start in range(0, len(wanted), _MANY):
            for record in self._found(_SOME, {"ids": wanted[start : start + _MANY]}):
                found[record.local_id] = record
        return found

    def shown_as(self, bodies: Mapping[LocalId, Json]) -> set[LocalId]:
        """Give those records that the registry last showed exactly so, and of which nothing is
        unsettled or noted besides; no record is decoded for it.

        One that was written in another order of members is left out.
        """
        names, found = list(bodies), set[LocalId]()
        for start in range(0, len(names), _MANY):
            wanted = {"ids": names[start : start + _MANY]}
            for local_id, shown in self._connection.execute(_SHOWN, wanted):
                if shown == dump(bodies[local_id]):
                    found.add(local_id)
        return found

    def by_ref(self, registry: str, ref: RemoteRef) -> Record | None:
        """Give the record of a registry's resource, or None."""
        row = self._connection.execute(_BY_REF, {"registry": registry, "ref": str(ref)}).first()
        return None if row is None else record_of(row)

    def family(self, family: LocalId) -> list[Record]:
        """Give all records of a family, oldest first."""
        return self._found(_FAMILY, {"family": family})

    def of_family(self, family: LocalId, kind: Kind) -> list[Record]:
        """Give the records of one kind of a family, oldest first."""
        wanted = {"family": family, "kind": kind.value}
        return self._found(_FAMILY_KIND, wanted)

    def families(self, families: Sequence[LocalId]) -> dict[LocalId, list[Record]]:
        """Give the records of many families at once."""
        found: dict[LocalId, list[Record]] = {family: [] for family in families}
        for start in range(0, len(families), _MANY):
            for record in self._found(_FAMILIES, {"families": families[start : start + _MANY]}):
                found[record.family].append(record)
        return found

    def bound(
        self, families: Sequence[LocalId]
    ) -> dict[LocalId, list[tuple[LocalId, RemoteRef, Kind]]]:
        """Give what of many families the registry has, by family: id, reference and kind only."""
        found: dict[LocalId, list[tuple[LocalId, RemoteRef, Kind]]] = {one: [] for one in families}
        for start in range(0, len(families), _MANY):
            wanted = {"families": families[start : start + _MANY]}
            for family, local_id, ref, kind in self._connection.execute(_BOUND, wanted):
                found[family].append((LocalId(local_id), RemoteRef.parse(ref), Kind(kind)))
        return found

    def document(self, name: str) -> Record:
        """Find a document by local id, by a prefix of it (8 or more), or by identificatie.

        Raises NotFound("document-not-found"). No other document is decoded.
        """
        found = self._found(_FIND, {"local_id": name})
        if not found and len(name) >= _SHORTEST:
            found = self._found(_BEGINNING, _beginning(name))
        found = [one for one in found if one.kind is Kind.DOCUMENT] or self._found(
            _NUMBERED, {"identificatie": name}
        )
        if not found:
            raise NotFound("document-not-found", id=name)
        return found[0]

    def of_kind(
        self, kind: Kind, registry: str | None = None, subtype: str | None = None
    ) -> list[Record]:
        """Give all records of a kind, oldest first."""
        wanted = {"kind": kind.value, "registry": registry, "subtype": subtype}
        if subtype is None:
            return self._found(_OF_KIND if registry is None else _OF_REGISTRY, wanted)
        return self._found(_OF_SUBTYPE if registry is None else _OF_SUBTYPE_THERE, wanted)

    def zaak_with(self, number: str) -> LocalId | None:
        """Give the zaak with exactly this identificatie; many are asked for that are not here."""
        found = self._connection.execute(_ZAAK_WITH, {"number": number}).first()
        return None if found is None else LocalId(found[0])

    def objects_with(self, subtype: str, *texts: str) -> list[Record]:
        """Give the own objects of a type that hold every text anywhere, oldest first.

        ASCII letters match in either case; the caller looks closer.
        """
        holds = [_BODY.contains(one, autoescape=True) for one in texts]
        return self._objects(subtype, *holds)

    def objects_between(self, subtype: str, name: str, low: str, high: str) -> list[Record]:
        """Give those own objects of a type whose member `name` of `data` lies, as text, from `low`
        up to `high`.
        """
        shown = func.json_extract(_BODY, f"$.data.{name}")
        return self._objects(subtype, shown >= low, shown < high)

    def objects_newest(self, subtype: str, name: str, *texts: str) -> list[LocalId]:
        """Give which own objects of a type hold every text anywhere, by the member `name` of
        `data`: the greatest first. No object is decoded.
        """
        holds = [_BODY.contains(one, autoescape=True) for one in texts]
        query = select(table.c.local_id).where(*_of_subtype(subtype), *holds)
        query = query.order_by(func.json_extract(_BODY, f"$.data.{name}").desc())
        return [LocalId(one) for one in self._connection.execute(query).scalars()]

    def objects_count(self, subtype: str) -> int:
        """Tell how many own objects of a type there are, gone ones too."""
        query = select(func.count()).where(*_of_subtype(subtype))
        return int(self._connection.execute(query).scalar())

    def _objects(self, subtype: str, *conditions: ColumnElement[bool]) -> list[Record]:
        return self._where(*_of_subtype(subtype), *conditions)

    def documents_there(self, registry: str) -> Iterator[Record]:
        """Give the documents that a registry has, one by one: found by the index of references."""
        rows = self._connection.execute(_DOCUMENTS, {"registry": registry})
        yield from (record_of(row) for row in rows)

    def links_to(self, registry: str, document: RemoteRef) -> list[Record]:
        """Give what links a document of a registry to zaken, by the index of that."""
        wanted = {"registry": registry, "document": str(document)}
        return self._found(_SHOWING, wanted)

    def refs(self, registry: str, kind: Kind) -> dict[RemoteRef, LocalId]:
        """Map the references of a kind to local ids; no other record than those is looked at."""
        low = collection_of(kind)
        wanted = {
            "registry": registry, "kind": kind.value, "low": low, "high": f"{low}\U0010ffff",
            "deeper": f"{low}%/%" if kind is Kind.ZAAK else "",
        }  # fmt: skip
        rows = self._connection.execute(_REFS, wanted)
        return {RemoteRef.parse(ref): LocalId(local) for ref, local in rows}

    def local_ids(self, registry: str, refs: Iterable[RemoteRef]) -> dict[RemoteRef, LocalId]:
        """Give the local ids of those of some resources that are here."""
        wanted, found = {str(ref): ref for ref in refs}, dict[RemoteRef, LocalId]()
        names = list(wanted)
        for start in range(0, len(names), _MANY):
            some = {"registry": registry, "refs": names[start : start + _MANY]}
            for ref, local_id in self._connection.execute(_THESE, some):
                found[wanted[ref]] = LocalId(local_id)
        return found

    def with_work(self, registry: str | None = None) -> list[LocalId]:
        """Give the families that have something unsent or unsettled, oldest change first."""
        query = _WITH_WORK if registry is None else _WITH_WORK_THERE
        rows = self._connection.execute(query, {"registry": registry})
        return [LocalId(row[0]) for row in rows]

    def working(self) -> list[Record]:
        """Give every record that has something unsent or unsettled, oldest change first."""
        return self._found(_WORKING)

    def resolve(self, name: str) -> Record:
        """Find a record by local id, by a prefix of it (8 or more), or a zaak by identificatie.

        Raises NotFound("zaak-not-found") or BadInput("ambiguous-id").
        """
        found = self._found(_FIND, {"local_id": name})
        if not found:
            query = select(zaak_row.c.local_id).where(zaak_row.c.identificatie == name)
            ids = [row[0] for row in self._connection.execute(query)]
            found = self._where(table.c.local_id.in_(ids)) if ids else []
        if not found and len(name) >= _SHORTEST:
            found = self._found(_BEGINNING, _beginning(name))
        if not found:
            raise NotFound("zaak-not-found", id=name)
        if len(found) > 1:
            raise BadInput("ambiguous-id", id=name)
        return found[0]


class RecordsWriter(Records):
    """Saves records; only operations and the sync engine come here."""

    def __init__(self, connection: Connection, projection: Projection) -> None:
        super().__init__(connection)
        self._projection = projection

    def save(self, record: Record) -> None:
        """Write one record whole."""
        self.save_many([record])

    def save_many(self, records: Iterable[Record]) -> None:
        """Write records whole; any number of them, in bounded memory."""
        coming = iter(records)
        while some := list(islice(coming, _BATCH)):
            self._connection.run(_SAVE, [record_values(record) for record in some])
            self._projection.saved(some)

    def create(self, record: Record, *, account: str, now: datetime) -> int:
        """Save a record a person made, with its first edit; returns the edit's number."""
        seq = self._log(record.local_id, "", None, record.local, account, now)
        self.save(replace(record, edit_seq=seq, changed_at_utc=record.changed_at_utc or now))
        return seq

    def edit(
        self, local_id: LocalId, changes: dict[str, Any], *, account: str, now: datetime
    ) -> int:
        """Change fields of a record: one edit per field that differs; returns the last number.

        Returns the record's own number when nothing differs. Raises NotFound.
        """
        record = self.get(local_id)
        body = dict(record.local or {})
        seq = record.edit_seq
        for name, value in changes.items():
            if name in body and body[name] == value:
                continue
            seq = self._log(local_id, name, body.get(name), value, account, now)
            body[name] = value
        if seq != record.edit_seq:
            since = record.changed_at_utc or now
            self.save(replace(record, local=body, edit_seq=seq, changed_at_utc=since))
        return seq

    def take_away(self, local_id: LocalId, *, account: str, now: datetime) -> int:
        """Note that a person wants a record gone: an edit to None; returns its number."""
        record = self.get(local_id)
        seq = self._log(local_id, "", record.local, None, account, now)
        since = record.changed_at_utc or now
        self.save(replace(record, local=None, edit_seq=seq, changed_at_utc=since))
        return seq

    def move(self, record: Record, family: LocalId) -> Record:
        """Write one record whole as a member of another family; gives it as it is then."""
        moved = replace(record, family=family, parent=family)
        self._projection.removed(record)
        self.save(moved)
        return moved

    def remove(self, local_id: LocalId) -> None:
        """Delete one record; its edits stay as history."""
        found = self.find(local_id)
        if found is None:
            return
        self._connection.execute(delete(table).where(table.c.local_id == local_id))
        self._projection.removed(found)

    def _log(
        self, local_id: LocalId, name: str, before: Any, after: Any, account: str, now: datetime
    ) -> int:
        row = {
            "local_id": local_id, "field": name, "before": dump(before), "after": dump(after),
            "account": account, "made_at": stored(now),
        }  # fmt: skip
        return int(self._connection.execute(_LOG, row).lastrowid)
