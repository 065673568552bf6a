"""The timeline of one case as an item model: day headings and events. Drawing is the view's."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.domain.readings import TimelineEvent
from desktop.i18n import dates
from desktop.views.look.states import look_of

EVENT = int(Qt.ItemDataRole.UserRole)
"""The `TimelineEvent` of a row, None for a day heading."""
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class TimelineModel(QAbstractListModel):
    """Rows newest first; before the events of a day stands a heading that cannot be chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._events: tuple[TimelineEvent, ...] = ()
        self._rows: list[tuple[date, TimelineEvent | None]] = []
        self._today = date.min

    def show(self, events: Sequence[TimelineEvent], today: date) -> bool:
        """Show events; gives False when these were shown already."""
        if (tuple(events), today) == (self._events, self._today):
            return False
        self.beginResetModel()
        self._events, self._today, self._rows = tuple(events), today, []
        day: date | None = None
        for event in self._events:
            found = dates.local_date(event.at_utc)
            if found != day:
                day = found
                self._rows.append((found, None))
            self._rows.append((found, event))
        self.endResetModel()
        return True

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid() or self._rows[index.row()][1] is None:
            return Qt.ItemFlag.NoItemFlags
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemNeverHasChildren
        )

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        day, event = self._rows[index.row()]
        if role == EVENT:
            return event
        if event is None:
            names = {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}
            return dates.weekday(day, self._today) if role in names else None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return event.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(event)
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return look_of(event.stand).word
            case _:
                return None

    def _spoken(self, event: TimelineEvent) -> str:
        """Say an event: "Notitie van jou, vandaag 10:42, Wacht: …"."""
        by = self.tr("jou") if event.by_me else event.by
        who = self.tr("{} van {}").format(event.title, by) if by else event.title
        day = dates.local_date(event.at_utc)
        said = self.tr("vandaag") if day == self._today else dates.day(day, self._today)
        words = f"{who}, {said} {dates.clock(event.at_utc)}, {look_of(event.stand).word}"
        return f"{words}: {event.text}" if event.text else words
