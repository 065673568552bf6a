"""The worklist as an item model: ids from one query, rows fetched a page at a time.

Never a proxy model over all rows: a million zaken cost a list of numbers, not a million rows.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from desktop.domain.readings import SortColumn, WorklistQuery, WorklistRow
from desktop.i18n import dates
from desktop.operations import reading
from desktop.operations.workspace import Workspace
from desktop.views import states
from desktop.views.wording import tr

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
NEAR_ROLE = ROW_ROLE + 1
"""True in Uiterlijk when the term is within three days or passed."""
_PREFIX = re.compile(r"[A-Za-z]+-")
PAGE = 100
_ROOT = QModelIndex()
COLUMNS = (
    SortColumn.NUMMER, SortColumn.OMSCHRIJVING, SortColumn.VOOR, SortColumn.STATUS,
    SortColumn.UITERLIJK, SortColumn.STAND,
)  # fmt: skip


class CaseModel(QAbstractTableModel):
    """Zaken of one query."""

    def __init__(self, ws: Workspace) -> None:
        super().__init__()
        self._ws = ws
        self.query = WorklistQuery()
        self._ids: list[int] = []
        self._pages: dict[int, list[WorklistRow]] = {}
        self._prefix = ""
        self._today = reading.today_of(ws)
        self._titles = (
            self.tr("Nummer"), self.tr("Omschrijving"), self.tr("Voor"), self.tr("Status"),
            self.tr("Uiterlijk"), self.tr("Stand"),
        )  # fmt: skip

    def show(self, query: WorklistQuery) -> None:
        """Show another list."""
        self._reset(query, reading.worklist_ids(self._ws, query))

    def _reset(self, query: WorklistQuery, ids: list[int]) -> None:
        self.beginResetModel()
        self.query = query
        self._ids = ids
        self._today = reading.today_of(self._ws)
        self._pages.clear()
        self._prefix = self._shared_prefix()
        self.endResetModel()

    def refresh(self) -> None:
        """Read the list again after something changed."""
        ids = reading.worklist_ids(self._ws, self.query)
        self._today = reading.today_of(self._ws)
        if ids == self._ids:
            self._pages.clear()
            if ids:
                last = self.index(len(ids) - 1, len(COLUMNS) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
        else:
            self._reset(self.query, ids)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def row(self, number: int) -> WorklistRow | None:
        """Give one row, fetching its page when needed."""
        if not 0 <= number < len(self._ids):
            return None
        page, offset = divmod(number, PAGE)
        if page not in self._pages:
            ids = self._ids[page * PAGE : (page + 1) * PAGE]
            self._pages[page] = reading.worklist_rows(self._ws, ids)
        rows = self._pages[page]
        return rows[offset] if offset < len(rows) else None

    def _shared_prefix(self) -> str:
        """Give the letters that every number of the first page begins with, "" without any."""
        self.row(0)
        found = {
            match.group() if (match := _PREFIX.match(row.identificatie)) else ""
            for row in self._pages.get(0, [])
        }
        return found.pop() if len(found) == 1 else ""

    def row_of(self, local_id: str) -> int:
        """Give the place of a zaak among the rows fetched so far, -1 otherwise."""
        for page, rows in self._pages.items():
            for offset, row in enumerate(rows):
                if row.local_id == local_id:
                    return page * PAGE + offset
        return -1

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return None
        column = COLUMNS[index.column()]
        if role == ROW_ROLE:
            return row
        today = self._today
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._shown(row, column, today)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{self._titles[index.column()]}: {self._shown(row, column, today)}"
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return _sentence(row, today)
            case Qt.ItemDataRole.ToolTipRole:
                return f"{row.identificatie}\n{row.omschrijving}"
            case _ if role == NEAR_ROLE:
                return column is SortColumn.UITERLIJK and _is_near(row, today)
        return None

    def _shown(self, row: WorklistRow, column: SortColumn, today: date) -> str:
        if column is SortColumn.NUMMER:
            return row.identificatie.removeprefix(self._prefix)
        return _shown(row, column, today)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        return None


def _is_near(row: WorklistRow, today: date) -> bool:
    return row.uiterlijk is not None and not row.closed and (row.uiterlijk - today).days <= 3


def _term(row: WorklistRow, today: date) -> str:
    if row.uiterlijk is None:
        return ""
    if row.uiterlijk < today and not row.closed:
        return dates.left(row.uiterlijk, today)
    return dates.short_day(row.uiterlijk, today)


def _shown(row: WorklistRow, column: SortColumn, today: date) -> str:
    match column:
        case SortColumn.OMSCHRIJVING:
            return row.omschrijving
        case SortColumn.VOOR:
            return row.voor
        case SortColumn.STATUS:
            return row.status
        case SortColumn.UITERLIJK:
            return _term(row, today)
        case SortColumn.STAND:
            return states.look_of(row.stand).word
        case SortColumn.NUMMER:
            return row.identificatie


def _sentence(row: WorklistRow, today: date) -> str:
    """Say a whole row, as a screen reader reads it."""
    term = ""
    if row.uiterlijk:
        term = tr("uiterlijk {}").format(dates.day(row.uiterlijk, today))
    parts = [row.omschrijving, row.voor, term, states.look_of(row.stand).word]
    return ", ".join(filter(None, parts))
