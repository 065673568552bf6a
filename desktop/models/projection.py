"""Projections of families for lists and search, refreshed before their transaction commits.

A worklist row and a search document are derived from the records of a zaak; nothing else writes
them, so they cannot disagree with what the case page shows. What this transaction saved is used as
it is in memory; of a touched family only records are read whose share is not known yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import bindparam, select

from desktop.domain.ids import LocalId
from desktop.domain.kinds import Kind
from desktop.domain.lists import EIGENSCHAP, ROL, cell
from desktop.domain.records import ItemKind, Json, Record, RecordState, Stand
from desktop.domain.registry import RegistryConfig
from desktop.domain.standing import PRESSING, count_lines, most_pressing, stand_with
from desktop.models.bulk import upserting
from desktop.models.catalogue import Catalogue
from desktop.models.connection import Connection, Prepared
from desktop.models.entities import item, zaak_row
from desktop.models.entities import record as table
from desktop.models.mapping import RECORD_COLUMNS, dump, record_of, stored
from desktop.models.registries import Registries
from desktop.models.shares import Families, Family, Share, share_of

_MANY = 400
_MOST_HELD = 2000
_RECORD = [table.c[name] for name in RECORD_COLUMNS]
_COLUMNS = [column.name for column in zaak_row.columns]
_SAVE_ROW = upserting("zaak_row", _COLUMNS, "row_id")
_FORGET_ROW = "DELETE FROM zaak_row WHERE row_id = ?"
_SAVE_WORDS = "INSERT INTO zoek (rowid, inhoud) VALUES (?, ?)"
_FORGET_WORDS = "DELETE FROM zoek WHERE rowid = ?"
_VOOR = ("initiator", "belanghebbende", "mede_initiator")
_NO_DATE = "9999"
_NOT_WAITING = {Stand.BEVESTIGD, Stand.GEWEIGERD, Stand.CONFLICT}
_FAMILIES: Any = bindparam("families", expanding=True)
_ROWS: Any = bindparam("rows", expanding=True)
_NAMES: Any = bindparam("names", expanding=True)
_MEMBERS = Prepared(
    select(table.c.row_id, table.c.local_id, table.c.family).where(table.c.family.in_(_FAMILIES))
)
_ROW_IDS = Prepared(select(table.c.local_id, table.c.row_id).where(table.c.local_id.in_(_NAMES)))
_WHOLE = Prepared(select(table.c.row_id, *_RECORD).where(table.c.row_id.in_(_ROWS)))
_KNOWN_ROWS = Prepared(select(zaak_row).where(zaak_row.c.row_id.in_(_ROWS)))
_OPEN_ITEMS = Prepared(
    select(item.c.local_id, item.c.kind).where(
        item.c.family.in_(_FAMILIES), item.c.resolved_at.is_(None)
    )
)
_Row = tuple[Any, ...]


class Projection:
    """Collects touched families and refreshes their rows."""

    def __init__(self, connection: Connection, families: Families) -> None:
        self._connection = connection
        self._families = families
        self._touched: dict[LocalId, None] = {}
        self._held: dict[LocalId, Record] = {}
        self._types = Catalogue(connection)
        self._type = cache(self._read_type)
        self._configs: dict[str, RegistryConfig] = {}

    def touch(self, family: LocalId) -> None:
        """Remember that a family changed in this transaction."""
        self._touched[family] = None

    def touch_all(self, registry: str) -> None:
        """Have every row of a registry made anew: what counts as the person's own changed."""
        query = "SELECT local_id FROM zaak_row WHERE registry = ?"
        for (family,) in self._connection.raw.execute(query, (registry,)).fetchall():
            self.touch(LocalId(family))

    def saved(self, records: Iterable[Record]) -> None:
        """Remember records that were just written whole; refreshes early when they are many."""
        for record in records:
            self._touched[record.family] = None
            self._held[record.local_id] = record
        if len(self._held) >= _MOST_HELD:
            self.refresh()

    def removed(self, record: Record) -> None:
        """Remember that a record left its family: it was deleted, or belongs to another now."""
        self._touched[record.family] = None
        self._held.pop(record.local_id, None)
        self._families.forget(record.family)

    def refresh(self) -> None:
        """Bring the rows of every touched family up to date."""
        if not self._touched:
            return
        self._families.begin(self._connection)
        self._families.leave(self._held.values())
        self._configs = {one.name: one for one in Registries(self._connection).configs()}
        self._type.cache_clear()
        families = list(self._touched)
        for start in range(0, len(families), _MANY):
            self._refresh_some(families[start : start + _MANY])
        self._touched.clear()
        self._held.clear()

    def _refresh_some(self, families: Sequence[LocalId]) -> None:
        members = self._members(families)
        items = self._open_items(families)
        rows: list[_Row] = []
        documents: dict[int, Family] = {}
        gone = []
        for name in families:
            family = members.get(name, Family())
            shares = family.in_order()
            zaak = next((share for share in shares if share.kind is Kind.ZAAK), None)
            if zaak is None or not zaak.is_live or zaak.record is None or zaak.record.local is None:
                gone.append(name)
                continue
            live = [share for share in shares if share.is_live]
            rows.append(self._row(zaak.row_id, zaak.record, live, items))
            documents[zaak.row_id] = family
        if gone:
            self._forget(gone)
        if rows:
            self._write(rows, documents)

    def _members(self, families: Sequence[LocalId]) -> dict[LocalId, Family]:
        """Give the shares of all members of families, with those of what was just saved."""
        found = {name: one for name in families if (one := self._families.find(name)) is not None}
        self._take_in(found)
        unknown = [name for name in families if name not in found]
        if unknown:
            read = self._read(unknown)
            for name, family in read.items():
                self._families.keep(name, family)
            found |= read
        return found

    def _take_in(self, known: Mapping[LocalId, Family]) -> None:
        """Bring the known families up to what this transaction saved."""
        saved = [record for record in self._held.values() if record.family in known]
        new = [one.local_id for one in saved if one.local_id not in known[one.family].shares]
        row_ids = dict(self._connection.execute(_ROW_IDS, {"names": new}).all()) if new else {}
        for record in saved:
            shares = known[record.family].shares
            before = shares.get(record.local_id)
            row_id = row_ids[record.local_id] if before is None else before.row_id
            shares[record.local_id] = share_of(row_id, record)

    def _read(self, families: Sequence[LocalId]) -> dict[LocalId, Family]:
        """Read families whole; what was just saved is used as it is in memory."""
        rows = self._connection.execute(_MEMBERS, {"families": families}).all()
        others = [row_id for row_id, local_id, _ in rows if local_id not in self._held]
        read: dict[int, Record] = {}
        if others:
            whole = self._connection.execute(_WHOLE, {"rows": others})
            read = {row[0]: record_of(row[1:]) for row in whole}
        found: dict[LocalId, Family] = {}
        for row_id, local_id, name in rows:
            record = self._held[local_id] if local_id in self._held else read[row_id]
            found.setdefault(name, Family()).shares[local_id] = share_of(row_id, record)
        return found

    def _write(self, rows: list[_Row], documents: Mapping[int, Family]) -> None:
        """Write what differs; the index for search takes its documents fastest in rising order."""
        asked = self._connection.execute(_KNOWN_ROWS, {"rows": [row[0] for row in rows]})
        before = {row[0]: tuple(row) for row in asked}
        self._run(_SAVE_ROW, sorted(row for row in rows if row[0] not in before))
        for row in rows:
            if row[0] in before:
                self._change_row(before[row[0]], row)
        texts = []
        for row_id, family in sorted(documents.items(), key=lambda one: one[0]):
            text = family.search_text()
            if text != family.text or row_id not in before:
                texts.append((row_id, text))
                family.text = text
        self._run(_FORGET_WORDS, [(row_id,) for row_id, _ in texts if row_id in before])
        self._run(_SAVE_WORDS, texts)

    def _change_row(self, old: _Row, new: _Row) -> None:
        """Write the columns that differ: each that is written costs the pages of its indexes."""
        pairs = enumerate(zip(old, new, strict=True))
        changed = tuple(n for n, (before, after) in pairs if before != after)
        if changed:
            self._run(_changing(changed), [(*(new[n] for n in changed), new[0])])

    def _run(self, statement: str, rows: list[Any]) -> None:
        if rows:
            self._connection.run(statement, rows)

    def _forget(self, families: Sequence[LocalId]) -> None:
        for family in families:
            self._families.forget(family)
        query = select(zaak_row.c.row_id).where(zaak_row.c.local_id.in_(list(families)))
        ids = [(n,) for n in self._connection.execute(query).scalars()]
        self._run(_FORGET_WORDS, ids)
        self._run(_FORGET_ROW, ids)

    def _open_items(self, families: Sequence[LocalId]) -> dict[str, list[ItemKind]]:
        found: dict[str, list[ItemKind]] = {}
        for local_id, kind in self._connection.execute(_OPEN_ITEMS, {"families": families}):
            found.setdefault(local_id, []).append(ItemKind(kind))
        return found

    def _read_type(self, registry: str, ref: str) -> tuple[str, bool]:
        """Give how a zaaktype or statustype is called, and whether it is an end status."""
        found = self._types.members_of(registry, ref, "omschrijving", "isEindstatus")
        return ("", False) if found is None else (str(found[0] or ""), bool(found[1]))

    def _row(
        self,
        row_id: int,
        zaak: Record,
        live: Sequence[Share],
        items: dict[str, list[ItemKind]],
    ) -> _Row:
        """Give the row of a zaak, in the order of the table's columns."""
        body = zaak.local or {}
        stands = [
            stand_with(one.own_stand, items[one.local_id])
            if one.local_id in items
            else one.own_stand
            for one in live
        ]
        stand = most_pressing(set(stands))
        waiting = [
            share for share, one in zip(live, stands, strict=True) if one not in _NOT_WAITING
        ]
        since = min((one.changed_at_utc for one in waiting if one.changed_at_utc), default=None)
        roles = [one for one in live if one.kind is Kind.ROL]
        mine, team = self._is_mine(zaak.registry, [one.body for one in roles])
        status, ended = self._status(
            zaak.registry, [one.record for one in live if one.kind is Kind.STATUS and one.record]
        )
        voor = _voor(roles)
        uiterlijk = body.get("uiterlijkeEinddatumAfdoening")
        omschrijving = str(body.get("omschrijving") or "")
        zaaktype, _ = self._type(zaak.registry, str(body.get("zaaktype")))
        return (
            row_id,
            zaak.local_id,
            zaak.registry,
            str(body.get("identificatie") or ""),
            omschrijving,
            zaaktype,
            voor,
            status,
            body.get("startdatum"),
            uiterlijk,
            int(bool(body.get("einddatum")) or ended),
            int(mine),
            int(team),
            stand.value,
            PRESSING.index(stand),
            count_lines((one.names, one.comes_with) for one in waiting),
            stored(since),
            omschrijving.casefold(),
            voor.casefold(),
            status.casefold(),
            uiterlijk or _NO_DATE,
            _cells(live),
        )

    def _is_mine(self, registry: str, roles: Iterable[Json]) -> tuple[bool, bool]:
        config = self._configs.get(registry)
        if config is None:
            return True, False
        mine = team = False
        for rol in roles:
            who = (rol.get("betrokkeneIdentificatie") or {}).get("identificatie")
            if rol.get("betrokkeneType") == "medewerker":
                mine = mine or who in config.user_ids
            elif rol.get("betrokkeneType") == "organisatorische_eenheid":
                team = team or (bool(config.team) and who == config.team)
        return mine, team

    def _status(self, registry: str, statussen: Iterable[Record]) -> tuple[str, bool]:
        """Give the current status' description, and whether an unsent end status closed it."""
        newest: tuple[str, str] | None = None
        ended = False
        for record in statussen:
            if record.local is None:
                continue
            called, is_end = self._type(registry, str(record.local.get("statustype")))
            if record.ref is None and record.state is RecordState.LIVE:
                ended = ended or is_end
            at = instant_key(str(record.local.get("datumStatusGezet")))
            if newest is None or at > newest[0]:
                newest = (at, called)
        return ("" if newest is None else newest[1], ended)


@lru_cache(256)
def _changing(columns: tuple[int, ...]) -> str:
    """Give the text that changes some columns of one row."""
    changes = ", ".join(f"{_COLUMNS[n]} = ?" for n in columns)
    return f"UPDATE zaak_row SET {changes} WHERE row_id = ?"  # noqa: S608  our own names


def instant_key(value: str) -> str:
    """Give a key that orders ISO instants of any offset."""
    try:
        return datetime.fromisoformat(value).astimezone(UTC).isoformat(timespec="microseconds")
    except ValueError:
        return ""


def _cells(live: Iterable[Share]) -> str:
    """Write down who has which rol and what the eigenschappen are; several stand side by side.

    By its name a betrokkene is found too, an eigenschap by its value.
    """
    found: dict[str, list[str]] = {}
    for one in live:
        if one.kind not in _CELLS or not one.words:
            continue
        for name in _CELLS[one.kind](one.body):
            found.setdefault(name, []).append(one.words)
    return dump({name: ", ".join(found[name]) for name in sorted(found)}) if found else "{}"


def _of_rol(body: Json) -> set[str]:
    called = (body.get("omschrijving"), body.get("omschrijvingGeneriek"))
    return {cell(ROL, one) for one in called if one}


def _of_eigenschap(body: Json) -> set[str]:
    return {cell(EIGENSCHAP, body.get("naam"))}


_CELLS = {Kind.ROL: _of_rol, Kind.ZAAKEIGENSCHAP: _of_eigenschap}


def _voor(roles: Sequence[Share]) -> str:
    for generic in _VOOR:
        for rol in roles:
            if rol.body.get("omschrijvingGeneriek") == generic:
                return rol.words
    return ""
