"""The SQL of lists: what a column is, compares to and is ordered by, and what is asked of them.

A statement is made once for each shape of a list: typing a letter more asks the same one again.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    bindparam,
    case,
    cast,
    func,
    literal,
    not_,
    or_,
    select,
    text,
)
from sqlalchemy.types import Float, Text

from desktop.domain.lists import COLUMNS, ZAAK, Compare, Condition, day_in, is_date
from desktop.domain.readings import WorklistQuery, WorklistView
from desktop.models.connection import Prepared
from desktop.models.entities import record, zaak_row
from desktop.models.mapping import SAME_AS_BASE

_OWN = {
    "nummer": "identificatie",
    "register": "registry",
    **{name: name for name in COLUMNS if name not in {"nummer", "register"}},
}
_FOLDED = {"omschrijving": "s_omschrijving", "voor": "s_voor", "status": "s_status"}
_ORDER = {**_OWN, **_FOLDED, "uiterlijk": "s_uiterlijk", "stand": "pressing"}
_DAY = "____-__-__%"
_FOUND = "zaak_row.row_id IN (SELECT rowid FROM zoek WHERE zoek MATCH :words)"
_FOUND_INSIDE = (
    "zaak_row.row_id IN (SELECT rowid FROM zoek WHERE zoek MATCH :words "
    "UNION ALL SELECT value FROM json_each(:inside))"
)
_MOST_SHAPES = 64
Value = ColumnElement[Any]


def order_column(name: str) -> str | None:
    """Give the column of the table that a list is ordered by, None for any other value."""
    return _ORDER.get(name)


def value(name: str) -> Value:
    """Give the text in a column, NULL or "" when there is none."""
    if name in _OWN:
        return zaak_row.c[_OWN[name]]
    if name.startswith(ZAAK):
        body = case((record.c.local == SAME_AS_BASE, record.c.base), else_=record.c.local)
        found = func.json_extract(body, f"$.{name.removeprefix(ZAAK)}")
        return select(found).where(record.c.row_id == zaak_row.c.row_id).scalar_subquery()
    return func.json_extract(zaak_row.c.cells, f'$."{name}"')


def _number(shown: Value) -> Value:
    """Give what a value counts as in an order: a day, a number with comma or point, or NULL."""
    plain = func.replace(shown, ",", ".")
    day = cast(func.replace(func.substr(shown, 1, 10), "-", ""), Float)
    is_number = and_(shown.bool_op("GLOB")("*[0-9]*"), shown.bool_op("NOT GLOB")("*[^0-9,.-]*"))
    return case((shown.like(_DAY), day), (is_number, cast(plain, Float)), else_=None)


def order_of(name: str, *, descending: bool) -> list[Value]:
    """Give the terms of an order: what is empty comes last, numbers and days by their value."""
    if name in _ORDER:
        column = zaak_row.c[_ORDER[name]]
        return [column.desc() if descending else column.asc()]
    shown = cast(value(name), Text)
    terms: list[Value] = [_number(shown), shown.collate("NOCASE")]
    empty = func.coalesce(shown, "") == ""
    return [empty, *(one.desc() if descending else one.asc() for one in terms)]


def group_of(name: str) -> Value:
    """Give the value that zaken of one group share; days by their month."""
    shown = func.coalesce(cast(value(name), Text), "")
    return func.substr(shown, 1, 7) if is_date(name) else shown


def group_order(name: str) -> list[Value]:
    """Give the order of groups; those without a value come last."""
    found = group_of(name)
    if name == "stand":
        return [zaak_row.c.pressing]
    return [found == "", found.collate("NOCASE")]


def holds(one: Condition) -> ColumnElement[bool]:
    """Give a condition as SQL. Letters compare without case, numbers and days by their value."""
    shown = func.coalesce(cast(value(one.column), Text), "")
    match one.test:
        case Compare.IS:
            return _same(shown, one.value)
        case Compare.IS_NOT:
            return not_(_same(shown, one.value))
        case Compare.HAS:
            return shown.contains(one.value, autoescape=True)
        case Compare.FROM:
            return and_(shown != "", _compared(shown, one.value, at_least=True))
        case Compare.UNTIL:
            return and_(shown != "", _compared(shown, one.value, at_least=False))


def _same(shown: Value, wanted: str) -> ColumnElement[bool]:
    same = shown.collate("NOCASE") == wanted
    if day_in(wanted) != wanted:  # an eigenschap keeps a day without signs (guide 5.8)
        return or_(same, shown == day_in(wanted), func.substr(shown, 1, 10) == wanted)
    return same


def _compared(shown: Value, wanted: str, *, at_least: bool) -> ColumnElement[bool]:
    digits = day_in(wanted).replace(",", ".")
    try:
        asked = literal(float(digits))
    except ValueError:
        left = shown.collate("NOCASE")
        return left >= wanted if at_least else left <= wanted
    number = _number(shown)
    return number >= asked if at_least else number <= asked


def with_fields(columns: tuple[str, ...]) -> Select[Any]:
    """Select rows, with the fields of the zaak among some columns beside them."""
    fields = [value(name).label(name) for name in columns if name.startswith(ZAAK)]
    return select(zaak_row, *fields)


class Search(Enum):
    """How words narrow a list."""

    NONE = auto()
    FEW = auto()
    OFTEN = auto()
    """For a word that very many zaken have: a sign makes SQLite walk the index of the order and
    leave out what has not the word, instead of looking up and sorting all that have it."""
    FEW_INSIDE = auto()
    """The same, with the zaken (`inside`, as JSON) that have a word inside a document."""
    OFTEN_INSIDE = auto()

    @classmethod
    def of(cls, *, often: bool, inside: bool) -> Search:
        """Give how words are searched that stand often, and inside documents."""
        if inside:
            return cls.OFTEN_INSIDE if often else cls.FEW_INSIDE
        return cls.OFTEN if often else cls.FEW


_SEARCHED = {
    Search.FEW: _FOUND,
    Search.OFTEN: f"+{_FOUND}",
    Search.FEW_INSIDE: _FOUND_INSIDE,
    Search.OFTEN_INSIDE: f"+{_FOUND_INSIDE}",
}


def _narrowed(query: WorklistQuery, search: Search) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    match query.view:
        case WorklistView.MINE:
            found += [text("mine = 1"), text("closed = 0")]  # type: ignore[list-item]  # as in the index
        case WorklistView.TEAM:
            found += [zaak_row.c.team == 1, zaak_row.c.closed == 0]
        case WorklistView.CLOSED:
            found.append(zaak_row.c.closed == 1)
        case WorklistView.ALL:
            pass
    if query.zaaktype:
        found.append(zaak_row.c.zaaktype == query.zaaktype)
    if query.status:
        found.append(zaak_row.c.status == query.status)
    found += [holds(one) for one in query.conditions]
    if search is not Search.NONE:
        found.append(text(_SEARCHED[search]))  # type: ignore[arg-type]  # a text clause is a condition
    return found


def _order(query: WorklistQuery) -> list[Value]:
    """Give the order; the number of the row settles what is alike, as the indexes do."""
    found = group_order(query.group) if query.group else []
    found += order_of(query.order, descending=query.descending)
    for one in query.then:
        found += order_of(one.column, descending=one.descending)
    last = zaak_row.c.row_id
    return [*found, last.desc() if query.descending else last.asc()]


Statement = Callable[[WorklistQuery, Search], Prepared]


@lru_cache(_MOST_SHAPES)
def ordered(query: WorklistQuery, search: Search) -> Prepared:
    """Ask for the row ids of a list in its order, with binds `limit` and `offset`.

    They come as one JSON array, four times as fast as row by row; SQLite keeps the order of a
    subquery for aggregates whose outcome depends on it.
    """
    rows = (
        select(zaak_row.c.row_id)
        .where(*_narrowed(query, search))
        .order_by(*_order(query))
        .limit(bindparam("limit"))
        .offset(bindparam("offset"))
        .subquery()
    )
    return Prepared(select(func.json_group_array(rows.c.row_id)))


@lru_cache(_MOST_SHAPES)
def counted(query: WorklistQuery, search: Search) -> Prepared:
    """Ask how many zaken a list has."""
    return Prepared(select(func.count()).select_from(zaak_row).where(*_narrowed(query, search)))


@lru_cache(_MOST_SHAPES)
def grouped(query: WorklistQuery, search: Search) -> Prepared:
    """Ask for the row ids of a list and what each is grouped by: two JSON arrays, in no order."""
    shown = group_of(query.group)
    asked = select(func.json_group_array(zaak_row.c.row_id), func.json_group_array(shown))
    return Prepared(asked.where(*_narrowed(query, search)))
