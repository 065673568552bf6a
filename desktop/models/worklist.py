"""Repository of the worklist: pages of zaken by SQL, search by the full-text index."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, select, text

from desktop.domain.ids import LocalId
from desktop.domain.lists import ZAAK, asked
from desktop.domain.readings import Listing, WorklistQuery, WorklistRow, WorklistView
from desktop.domain.records import Stand
from desktop.models.connection import Connection, Prepared
from desktop.models.entities import zaak_row as table
from desktop.models.listing import group_of, group_order, holds, order_of, value, with_fields
from desktop.models.mapping import instant
from desktop.models.texts import Texts

_FOUND = "zaak_row.row_id IN (SELECT rowid FROM zoek WHERE zoek MATCH :words)"
_FOUND_INSIDE = (
    "zaak_row.row_id IN (SELECT rowid FROM zoek WHERE zoek MATCH :words "
    "UNION ALL SELECT value FROM json_each(:inside))"
)
"""The same, with the zaken (`inside`) that have a word inside a document."""
_OFTEN = "+"
"""For a word that very many zaken have: the sign makes SQLite walk the index of the order and leave
out what has not the word, instead of looking up and sorting all that have it."""
_MANY = 2000
_MOST_WORDS = 8
_COUNT_TO = "SELECT count(*) FROM (SELECT 1 FROM zoek WHERE zoek MATCH :words LIMIT :most)"
_NEWEST = 2000
_CELLS = (
    "SELECT DISTINCT key FROM (SELECT cells FROM zaak_row WHERE cells <> '{}' AND closed = 0 "
    "ORDER BY row_id DESC LIMIT 2000), json_each(cells) ORDER BY key"
)
"""Of the newest zaken only: a menu has to be there at once."""
_ROW_OF = Prepared(select(table).where(table.c.local_id == bindparam("local_id")))
_WORD = re.compile(r"\w+", re.UNICODE)


def match_of(words: str) -> str:
    """Make a full-text query of what a person types: every word, each as a prefix."""
    return " ".join(_beginnings(words))


def _beginnings(words: str) -> list[str]:
    return [f'"{word}"*' for word in _WORD.findall(words)]


def _day(value: str | None) -> date | None:
    try:
        return None if value is None else date.fromisoformat(value)
    except ValueError:
        return None


def _row(row: Mapping[str, Any], fields: Sequence[str]) -> WorklistRow:
    return WorklistRow(
        row_id=row["row_id"],
        local_id=LocalId(row["local_id"]),
        registry=row["registry"],
        identificatie=row["identificatie"],
        omschrijving=row["omschrijving"],
        zaaktype=row["zaaktype"],
        voor=row["voor"],
        status=row["status"],
        startdatum=_day(row["startdatum"]),
        uiterlijk=_day(row["uiterlijk"]),
        closed=bool(row["closed"]),
        stand=Stand(row["stand"]),
        unsent=row["unsent"],
        unsent_since_utc=instant(row["unsent_since"]),
        cells={
            **json.loads(row["cells"]),
            **{name: str(row[name]) for name in fields if row[name] is not None},
        },
    )


class Worklist:
    """Reads lists of zaken."""

    def __init__(self, connection: Connection, *, is_snapshot: bool = False) -> None:
        self._connection = connection
        self._texts = Texts(connection)
        self._is_snapshot = is_snapshot
        self._known: dict[str, str | None] = {}
        """In a snapshot, what `_inside` gave: a list, its groups and its count ask the same."""

    def _inside(self, query: WorklistQuery) -> str | None:
        """Give the rows of zaken whose documents hold what is searched, as JSON; None for none."""
        if query.text in self._known:
            return self._known[query.text]
        found = self._texts.zaken(_beginnings(query.text)[:_MOST_WORDS])
        inside = json.dumps(sorted(found)) if found else None
        if self._is_snapshot:
            self._known[query.text] = inside
        return inside

    def _conditions(self, query: WorklistQuery, inside: str | None) -> list[ColumnElement[bool]]:
        found: list[ColumnElement[bool]] = []
        match query.view:
            case WorklistView.MINE:
                found += [text("mine = 1"), text("closed = 0")]  # type: ignore[list-item]  # as in the index
            case WorklistView.TEAM:
                found += [table.c.team == 1, table.c.closed == 0]
            case WorklistView.CLOSED:
                found.append(table.c.closed == 1)
            case WorklistView.ALL:
                pass
        if query.zaaktype:
            found.append(table.c.zaaktype == query.zaaktype)
        if query.status:
            found.append(table.c.status == query.status)
        found += [holds(one) for one in query.conditions]
        words = match_of(query.text)
        if words:
            condition = _FOUND if inside is None else _FOUND_INSIDE
            often = _OFTEN if self._is_common(words) else ""
            found.append(text(often + condition))  # type: ignore[arg-type]  # a text clause is a condition
        return found

    def _is_common(self, words: str) -> bool:
        """Tell whether one word, as it is being typed, stands in very many zaken."""
        if " " in words:
            return False
        counted = self._connection.execute(text(_COUNT_TO), {"words": words, "most": _MANY})
        return bool(counted.scalar_one() == _MANY)

    def _first(self, query: WorklistQuery, statement: Select[Any], inside: str | None) -> Any:
        """Give the first value of a statement, None when the words typed hold no word at all."""
        words = match_of(query.text)
        if query.text.strip() and not words:
            return None
        return self._connection.execute(statement, self._values(query, inside)).scalar()

    @staticmethod
    def _values(query: WorklistQuery, inside: str | None) -> dict[str, str]:
        words = match_of(query.text)
        values = {"words": words} if words else {}
        return values if inside is None else {**values, "inside": inside}

    @staticmethod
    def _expanded(query: WorklistQuery) -> WorklistQuery:
        """Give a query in which `status:…` and its like are conditions and no words."""
        words, conditions = asked(query.text)
        if not conditions and words == query.text:
            return query
        return replace(query, text=words, conditions=(*query.conditions, *conditions))

    def ids(self, query: WorklistQuery, limit: int = -1, offset: int = 0) -> list[int]:
        """Give the row ids of a list in its order.

        They come as one JSON array, four times as fast as row by row; SQLite keeps the order of a
        subquery for aggregates whose outcome depends on it.
        """
        query = self._expanded(query)
        inside = self._inside(query)
        ordered = (
            select(table.c.row_id)
            .where(*self._conditions(query, inside))
            .order_by(*self._order(query))
            .limit(limit)
            .offset(offset)
            .subquery()
        )
        found = self._first(query, select(func.json_group_array(ordered.c.row_id)), inside)
        return [] if found is None else json.loads(found)

    @staticmethod
    def _order(query: WorklistQuery) -> list[ColumnElement[Any]]:
        """Give the order; the number of the row settles what is alike, as the indexes do."""
        found = group_order(query.group) if query.group else []
        found += order_of(query.order, descending=query.descending)
        for one in query.then:
            found += order_of(one.column, descending=one.descending)
        last = table.c.row_id
        return [*found, last.desc() if query.descending else last.asc()]

    def listing(self, query: WorklistQuery) -> Listing:
        """Give a whole list with its groups."""
        query = self._expanded(query)
        ids = self.ids(query)
        if not query.group or not ids:
            return Listing(ids)
        shown = group_of(query.group)
        inside = self._inside(query)
        statement = (
            select(func.min(shown), func.count())
            .where(*self._conditions(query, inside))
            .group_by(shown.collate("NOCASE"))
            .order_by(*group_order(query.group))
        )
        found = self._connection.execute(statement, self._values(query, inside))
        return Listing(ids, tuple((str(value), int(count)) for value, count in found))

    def count(self, query: WorklistQuery) -> int:
        """Tell how many zaken a list has."""
        query = self._expanded(query)
        inside = self._inside(query)
        statement = select(func.count()).select_from(table)
        statement = statement.where(*self._conditions(query, inside))
        return self._first(query, statement, inside) or 0

    def rows(self, ids: Sequence[int], columns: tuple[str, ...] = ()) -> list[WorklistRow]:
        """Give rows in the order of their ids; a row that is gone is left out.

        Of the fields of the zaak, `cells` gets those that are among the columns.
        """
        if not ids:
            return []
        found = {
            row["row_id"]: row
            for row in self._connection.execute(
                with_fields(columns).where(table.c.row_id.in_(ids))
            ).mappings()
        }
        fields = [name for name in columns if name.startswith(ZAAK)]
        return [_row(row, fields) for number in ids if (row := found.get(number)) is not None]

    def page(self, query: WorklistQuery, limit: int, offset: int = 0) -> list[WorklistRow]:
        """Give one page of a list."""
        return self.rows(self.ids(query, limit, offset))

    def row_of(self, local_id: LocalId) -> WorklistRow | None:
        """Give the row of one zaak."""
        rows = self._connection.execute(_ROW_OF, {"local_id": local_id}).mappings()
        found = next(iter(rows), None)
        return None if found is None else _row(found, [])

    def distinct(self, column: str, most: int = 200) -> list[str]:
        """Give the values of a column that occur, for filters; at most so many."""
        shown = value(column)
        newest = select(table.c.row_id).order_by(table.c.row_id.desc()).limit(_NEWEST)
        values = select(shown).where(shown != "", table.c.row_id.in_(newest))
        values = values.distinct().order_by(shown).limit(most)
        return [str(one) for one in self._connection.execute(values).scalars()]

    def columns(self) -> list[str]:
        """Give the columns of rollen and eigenschappen that occur in open zaken."""
        found = self._connection.execute(text(_CELLS)).scalars()
        return [str(one) for one in found]
