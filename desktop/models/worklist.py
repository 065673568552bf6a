"""Repository of the worklist: pages of zaken by SQL, search by the full-text index."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from string import ascii_lowercase, ascii_uppercase
from typing import Any

from sqlalchemy import bindparam, select, text

from desktop.domain.ids import LocalId
from desktop.domain.lists import ZAAK, asked
from desktop.domain.readings import Listing, WorklistQuery, WorklistRow
from desktop.domain.records import Stand
from desktop.domain.standing import PRESSING
from desktop.models.connection import Connection, Prepared
from desktop.models.entities import zaak_row as table
from desktop.models.listing import (
    Search,
    Statement,
    counted,
    grouped,
    ordered,
    value,
    with_fields,
)
from desktop.models.mapping import instant
from desktop.models.texts import Texts

_MANY = 2000
_MOST_WORDS = 8
_COUNT_TO = Prepared(
    text("SELECT count(*) FROM (SELECT 1 FROM zoek WHERE zoek MATCH :words LIMIT :most)")
)
_THESE = text("zaak_row.row_id IN (SELECT value FROM json_each(:rows))")
_NEWEST = 2000
_CELLS = (
    "SELECT DISTINCT key FROM (SELECT cells FROM zaak_row WHERE cells <> '{}' AND closed = 0 "
    "ORDER BY row_id DESC LIMIT 2000), json_each(cells) ORDER BY key"
)
"""Of the newest zaken only: a menu has to be there at once."""
_ROW_OF = Prepared(select(table).where(table.c.local_id == bindparam("local_id")))
_LOWER = str.maketrans(ascii_uppercase, ascii_lowercase)
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


@cache
def _rows_with(columns: tuple[str, ...]) -> Prepared:
    return Prepared(with_fields(columns).where(_THESE))


def _groups_of(name: str, counts: Mapping[Any, int]) -> list[tuple[str, int, list[Any]]]:
    """Give groups in their order: what is shown, how many, and the values that count as it.

    Letters A to Z compare without case, as in the replica; those without a value come last.
    """
    alike: dict[str, list[Any]] = {}
    for one in counts:
        alike.setdefault(str(one).translate(_LOWER), []).append(one)
    found = [
        (str(min(values)), sum(counts[one] for one in values), values) for values in alike.values()
    ]
    if name == "stand":
        return sorted(found, key=lambda group: PRESSING.index(Stand(group[0])))
    return sorted(found, key=lambda group: (not group[0], group[0].translate(_LOWER)))


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

    def _is_common(self, words: str) -> bool:
        """Tell whether one word, as it is being typed, stands in very many zaken."""
        if " " in words:
            return False
        found = self._connection.execute(_COUNT_TO, {"words": words, "most": _MANY})
        return bool(found.scalar() == _MANY)

    def _asked(self, make: Statement, query: WorklistQuery, **more: int) -> Any:
        """Give the first row of what a statement gives, None when what was typed holds no word."""
        words = match_of(query.text)
        if query.text.strip() and not words:
            return None
        inside = self._inside(query)
        search = Search.NONE
        values: dict[str, Any] = dict(more)
        if words:
            search = Search.of(often=self._is_common(words), inside=inside is not None)
            values["words"] = words
        if inside is not None:
            values["inside"] = inside
        return self._connection.execute(make(replace(query, text=""), search), values).first()

    @staticmethod
    def _expanded(query: WorklistQuery) -> WorklistQuery:
        """Give a query in which `status:…` and its like are conditions and no words."""
        words, conditions = asked(query.text)
        if not conditions and words == query.text:
            return query
        return replace(query, text=words, conditions=(*query.conditions, *conditions))

    def ids(self, query: WorklistQuery, limit: int = -1, offset: int = 0) -> list[int]:
        """Give the row ids of a list in its order."""
        found = self._asked(ordered, self._expanded(query), limit=limit, offset=offset)
        return [] if found is None else json.loads(found[0])

    def listing(self, query: WorklistQuery) -> Listing:
        """Give a whole list with its groups.

        Which group each is in is found out by itself and put into the order of the list here:
        SQLite takes four times as long to sort by both.
        """
        query = self._expanded(query)
        ids = self.ids(replace(query, group=""))
        if not query.group or not ids:
            return Listing(ids)
        found = self._asked(grouped, query)
        rows, shown = json.loads(found[0]), json.loads(found[1])
        groups = _groups_of(query.group, Counter(shown))
        number_of = {one: number for number, (*_, values) in enumerate(groups) for one in values}
        place = [0] * (max(rows) + 1)
        for row, one in zip(rows, shown, strict=True):
            place[row] = number_of[one]
        ids.sort(key=place.__getitem__)
        return Listing(ids, tuple((name, count) for name, count, _ in groups))

    def count(self, query: WorklistQuery) -> int:
        """Tell how many zaken a list has."""
        found = self._asked(counted, self._expanded(query))
        return 0 if found is None else int(found[0])

    def rows(self, ids: Sequence[int], columns: tuple[str, ...] = ()) -> list[WorklistRow]:
        """Give rows in the order of their ids; a row that is gone is left out.

        Of the fields of the zaak, `cells` gets those that are among the columns.
        """
        if not ids:
            return []
        wanted = {"rows": json.dumps(list(ids))}
        read = self._connection.execute(_rows_with(columns), wanted)
        found = {row["row_id"]: row for row in read.mappings()}
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
