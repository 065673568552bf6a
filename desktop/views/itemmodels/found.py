"""What the palette found, as a flat list with headings between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from desktop.domain.readings import WorklistRow
from desktop.views.deeds import Deed
from desktop.views.look.states import look_of

Index = QModelIndex | QPersistentModelIndex
FOUND_ROLE = int(Qt.ItemDataRole.UserRole) + 1
_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Found:
    """One line: a heading, a zaak (`row`), an earlier decision (its `zaak`), a deed (`deed`), or
    an earlier search (`again`)."""

    title: str
    line: str = ""
    icon: str = ""
    keys: str = ""
    row: WorklistRow | None = None
    deed: Deed | None = None
    zaak: str = ""
    again: str = ""
    is_heading: bool = False

    @classmethod
    def heading(cls, title: str) -> Found:
        """Make a heading."""
        return cls(title, is_heading=True)


class FoundModel(QAbstractListModel):
    """Lines of the palette; headings cannot be chosen."""

    def __init__(self) -> None:
        super().__init__()
        self._found: list[Found] = []

    def show(self, found: Sequence[Found]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self._found = list(found)
        self.endResetModel()

    def choices(self) -> int:
        """Tell how many lines can be chosen."""
        return sum(not one.is_heading for one in self._found)

    def next_choice(self, current: int, step: int) -> int:
        """Give the line `step` choices from the current one, -1 when nothing can be chosen."""
        open_ones = [n for n, one in enumerate(self._found) if not one.is_heading]
        if not open_ones:
            return -1
        place = open_ones.index(current) + step if current in open_ones else 0
        return open_ones[max(0, min(place, len(open_ones) - 1))]

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._found)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self._found[index.row()].is_heading:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid():
            return None
        found = self._found[index.row()]
        if role == FOUND_ROLE:
            return found
        if role == Qt.ItemDataRole.DisplayRole:
            return found.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, [found.title, found.line, found.keys]))
        if role == Qt.ItemDataRole.AccessibleDescriptionRole and found.row is not None:
            return look_of(found.row.stand).word
        return None
