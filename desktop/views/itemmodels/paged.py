"""The worklist as an item model: ids from one query, rows fetched a page at a time.

Never a proxy model over all rows: a million zaken cost a list of numbers, not a million rows. Where
a list has groups, a heading stands before each; its cells are empty but for the first.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from datetime import date
from itertools import accumulate
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from desktop.domain.lists import Look, is_date
from desktop.domain.readings import Listing, SortColumn, WorklistQuery, WorklistRow
from desktop.domain.records import Stand
from desktop.i18n import dates
from desktop.operations import practising
from desktop.operations.overview import reading
from desktop.operations.worklists import list_export
from desktop.operations.workspace import Workspace
from desktop.views.look import states
from desktop.views.look.wording import tr

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
NEAR_ROLE = ROW_ROLE + 1
"""True in Uiterlijk when the term is within three days or passed."""
HEADING_ROLE = ROW_ROLE + 2
"""The words of a heading, None in the row of a zaak."""
PICKED_ROLE = ROW_ROLE + 3
_PREFIX = re.compile(r"[A-Za-z]+-")
PAGE = 100
_ROOT = QModelIndex()


class CaseModel(QAbstractTableModel):
    """Zaken of one query."""

    picking = Signal(int)
    """How many zaken are picked."""

    def __init__(self, ws: Workspace) -> None:
        super().__init__()
        self._ws = ws
        self.query = WorklistQuery()
        self.columns = Look().columns
        self.picked: set[int] = set()
        self._found = Listing([])
        self._starts: list[int] = []
        self._pages: dict[int, list[WorklistRow]] = {}
        self._prefix = ""
        self._today = reading.today_of(ws)
        self._samples = ""
        """The register whose zaken are not real, where they stand beside real ones."""

    def show(self, query: WorklistQuery, columns: tuple[str, ...] | None = None) -> None:
        """Show another list, or the same with other columns."""
        self._reset(query, reading.worklist(self._ws, query), columns or self.columns)

    def take(self, query: WorklistQuery, found: Listing) -> None:
        """Show a list that was read elsewhere; the same again is only drawn again."""
        if query != self.query or found != self._found:
            self._reset(query, found, self.columns)
            return
        self._today = reading.today_of(self._ws)
        self._pages.clear()
        self._repaint()

    def _reset(self, query: WorklistQuery, found: Listing, columns: tuple[str, ...]) -> None:
        self.beginResetModel()
        self.query = query
        self.columns = columns
        self._found = found
        sizes = [count + 1 for _, count in found.groups]
        self._starts = list(accumulate(sizes, initial=0))[:-1]
        self._today = reading.today_of(self._ws)
        self._pages.clear()
        self._prefix = self._shared_prefix()
        self._samples = practising.marked(self._ws)
        self.endResetModel()
        if self.picked:
            self._pick(self.picked & set(found.ids))

    def refresh(self) -> None:
        """Read the list again after something changed."""
        self.take(self.query, reading.worklist(self._ws, self.query))

    def _repaint(self) -> None:
        if self.rowCount():
            last = self.index(self.rowCount() - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    @property
    def zaken(self) -> int:
        """How many zaken the list has."""
        return len(self._found.ids)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._found.ids) + len(self._starts)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self.heading(index.row()) is not None:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def heading(self, number: int) -> str | None:
        """Give the words of a heading, None where a zaak stands."""
        place = bisect_right(self._starts, number) - 1
        if place < 0 or self._starts[place] != number:
            return None
        value, count = self._found.groups[place]
        shown = _group_words(self.query.group, value, self._today)
        return tr("{} ({})").format(shown, count)

    def _place(self, number: int) -> int:
        """Give which zaak of the list stands in a row, -1 for a heading or no row at all."""
        if not 0 <= number < self.rowCount():
            return -1
        before = bisect_right(self._starts, number)
        if before and self._starts[before - 1] == number:
            return -1
        return number - before

    def _number(self, place: int) -> int:
        """Give the row in which a zaak of the list stands."""
        number = place
        for start in self._starts:
            if start > number:
                break
            number += 1
        return number

    def row(self, number: int) -> WorklistRow | None:
        """Give one row, fetching its page when needed; None for a heading."""
        place = self._place(number)
        return None if place < 0 else self._zaak(place)

    def _zaak(self, place: int) -> WorklistRow | None:
        page, offset = divmod(place, PAGE)
        if page not in self._pages:
            ids = self._found.ids[page * PAGE : (page + 1) * PAGE]
            self._pages[page] = reading.worklist_rows(self._ws, ids, self.columns)
        rows = self._pages[page]
        return rows[offset] if offset < len(rows) else None

    def _shared_prefix(self) -> str:
        """Give the letters that every number of the first page begins with, "" without any."""
        if self._found.ids:
            self._zaak(0)
        found = {
            match.group() if (match := _PREFIX.match(row.identificatie)) else ""
            for row in self._pages.get(0, [])
        }
        return found.pop() if len(found) == 1 else ""

    @property
    def longest_number(self) -> str:
        """The longest number of the first page, as it is shown; "" without any."""
        shown = (row.identificatie.removeprefix(self._prefix) for row in self._pages.get(0, []))
        return max(shown, key=len, default="")

    def row_of(self, local_id: str) -> int:
        """Give the place of a zaak among the rows fetched so far, -1 otherwise."""
        for page, rows in self._pages.items():
            for offset, row in enumerate(rows):
                if row.local_id == local_id:
                    return self._number(page * PAGE + offset)
        return -1

    def first_row(self) -> int:
        """Give the row of the first zaak, -1 when there is none."""
        return self._number(0) if self._found.ids else -1

    def pick(self, numbers: Iterable[int], *, on: bool | None = None) -> None:
        """Pick the zaken of some rows (`on`), leave them, or turn each round (None)."""
        places = [place for one in numbers if (place := self._place(one)) >= 0]
        ids = {self._found.ids[place] for place in places}
        if on is None:
            self._pick(self.picked ^ ids)
        else:
            self._pick(self.picked | ids if on else self.picked - ids)

    def pick_all(self) -> None:
        """Pick every zaak of the list."""
        self._pick(set(self._found.ids))

    def pick_ids(self, ids: Iterable[int]) -> None:
        """Pick the zaken with these row ids, as far as they are in the list."""
        self._pick(set(ids) & set(self._found.ids))

    def pick_none(self) -> None:
        """Leave every zaak."""
        self._pick(set())

    def _pick(self, wanted: set[int]) -> None:
        if wanted != self.picked:
            self.picked = wanted
            self._repaint()
            self.picking.emit(len(wanted))

    def picked_ids(self) -> list[int]:
        """Give the row ids of what is picked, in the order of the list."""
        return [one for one in self._found.ids if one in self.picked]

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid():
            return None
        heading = self.heading(index.row())
        if heading is not None:
            shown = role == HEADING_ROLE or (role in _TEXTS and not index.column())
            return heading if shown else None
        row = self.row(index.row())
        return None if row is None else self._of_row(row, index.column(), role)

    def _of_row(self, row: WorklistRow, number: int, role: int) -> Any:
        column = self.columns[number]
        match role:
            case _ if role == ROW_ROLE:
                return row
            case _ if role == PICKED_ROLE:
                return row.row_id in self.picked
            case Qt.ItemDataRole.DisplayRole:
                return self._shown(row, column)
            case Qt.ItemDataRole.AccessibleTextRole:
                picked = tr("gekozen, ") if row.row_id in self.picked and not number else ""
                return f"{picked}{list_export.title_of(column)}: {self._shown(row, column)}"
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return self._marked(row, _sentence(row, self._today))
            case Qt.ItemDataRole.ToolTipRole:
                return f"{row.identificatie}\n{row.omschrijving}"
            case _ if role == NEAR_ROLE:
                return column == SortColumn.UITERLIJK and _is_near(row, self._today)
        return None

    def _shown(self, row: WorklistRow, column: str) -> str:
        match column:
            case "nummer":
                return row.identificatie.removeprefix(self._prefix)
            case SortColumn.UITERLIJK:
                return _term(row, self._today)
            case "startdatum":
                return (
                    "" if row.startdatum is None else dates.short_day(row.startdatum, self._today)
                )
            case "stand":
                return states.look_of(row.stand).word
            case "omschrijving":
                return self._marked(row, row.omschrijving)
            case "zaaktype" | "voor" | "status" | "register":
                return list_export.text_of(row, column)
        return dates.value_text(row.cells.get(column, ""), self._today)

    def _marked(self, row: WorklistRow, words: str) -> str:
        is_sample = bool(self._samples) and row.registry == self._samples
        return tr("Voorbeeld: {}").format(words) if is_sample else words

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            column = self.columns[section]
            for number, one in enumerate(self.query.then, 2):
                if one.column == column:
                    return (
                        f"{list_export.title_of(column)} {'↓' if one.descending else '↑'}{number}"
                    )
            return list_export.title_of(column)
        return None


_TEXTS = {int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole)}


def _group_words(column: str, value: str, today: date) -> str:
    """Say what the zaken of a group share."""
    if not value:
        return tr("Niet ingevuld: {}").format(list_export.title_of(column))
    if column == "stand":
        return states.look_of(Stand(value)).word
    if is_date(column) and len(value) == len("2026-11"):
        return dates.month(value, today)
    return value


def _is_near(row: WorklistRow, today: date) -> bool:
    return row.uiterlijk is not None and not row.closed and (row.uiterlijk - today).days <= 3


def _term(row: WorklistRow, today: date) -> str:
    if row.uiterlijk is None:
        return ""
    if row.uiterlijk < today and not row.closed:
        return dates.left(row.uiterlijk, today)
    return dates.short_day(row.uiterlijk, today)


def _sentence(row: WorklistRow, today: date) -> str:
    """Say a whole row, as a screen reader reads it."""
    term = ""
    if row.uiterlijk:
        term = tr("uiterlijk {}").format(dates.day(row.uiterlijk, today))
    parts = [row.omschrijving, row.voor, term, states.look_of(row.stand).word]
    return ", ".join(filter(None, parts))
