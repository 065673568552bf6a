"""Pages in a list: a screen reader hears which one is open, and how many there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from desktop.views.look import icons, style_buttons, theme

_ICON = 20
_MARK = 16
_GAP = 2
WORDS_LEFT = 46
COUNT = 44
"""Room for the number of what waits, with its icon."""
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


@dataclass
class RailItem:
    """One page: its words and icon, what a screen reader says, a count where something waits."""

    name: str
    words: str
    icon: str
    keys: str
    said: str
    counted: tuple[str, str, int] | None = None

    def count(self, number: int, icon: str, ink: str) -> None:
        """Show a number with its icon, nothing for 0."""
        self.counted = (icon, ink, number) if number else None


class _Items(QAbstractListModel):
    """The pages of one list; a list widget that owns items of Python lost them now and then."""

    def __init__(self, items: Sequence[RailItem], parent: QObject) -> None:
        super().__init__(parent)
        self.items = list(items)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        item = self.items[index.row()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return item.said
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{item.words} ({item.keys})"
        return None


class RailList(QListView):
    """Arrows walk, Enter, Space or a click choose; what is selected is the page that is open."""

    chosen = Signal(str)

    def __init__(self, name: str, items: Sequence[RailItem]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.narrow = False
        self._items = _Items(items, self)
        self.setModel(self._items)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._drawn = _Drawn(self)  # named, so that the collector leaves it
        self.setItemDelegate(self._drawn)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.clicked.connect(self._choose)
        # before the focus ever comes: what changes with it would be told a second time
        first, nothing = self._items.index(0, 0), QItemSelectionModel.SelectionFlag.NoUpdate
        self.selectionModel().setCurrentIndex(first, nothing)

    def page(self, row: int) -> RailItem:
        """Give what stands in a row."""
        return self._items.items[row]

    def mark(self, name: str) -> None:
        """Mark the page that is open, where it stands in this list."""
        rows = [row for row, one in enumerate(self._items.items) if one.name == name]
        if rows:
            index = self._items.index(rows[0], 0)
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(index, flag)
        else:
            self.clearSelection()

    def row_px(self) -> int:
        """Give the height of a row, at this size of text."""
        return max(theme.measure("railItem"), QFontMetrics(theme.font("body")).height() + 16)

    def fit(self) -> None:
        """Be as high as the rows are."""
        self.setFixedHeight(self._items.rowCount() * (self.row_px() + _GAP))
        self.scheduleDelayedItemsLayout()

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self.page(index.row()).name)

    def selectionCommand(
        self, index: Index, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Select nothing by walking: only the page that is open is selected."""
        del index, event
        return QItemSelectionModel.SelectionFlag.NoUpdate

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
        if event.key() in keys and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self._choose(self.currentIndex())
            return
        super().keyPressEvent(event)


class _Drawn(QStyledItemDelegate):
    """Draws a mark at the left of the open page, icon and words, and the count at the right."""

    def __init__(self, rows: RailList) -> None:
        super().__init__(rows)
        self._rows = rows

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        return QSize(theme.measure("railItem"), self._rows.row_px() + _GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item = self._rows.page(index.row())
        rect = option.rect.adjusted(0, 0, 0, -_GAP)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        _ground(painter, rect, chosen=chosen, over=over)
        ink = "accentText" if chosen else "text"
        side = theme.grown(_ICON)
        left = (rect.width() - side) // 2 if self._rows.narrow else 14
        top = rect.top() + (rect.height() - side) // 2
        painter.drawPixmap(left, top, icons.pixmap(item.icon, ink, side))
        if not self._rows.narrow:
            painter.setFont(theme.font("bodyStrong" if chosen else "body"))
            painter.setPen(theme.colour(ink))
            words = rect.adjusted(words_left(), 0, -4, 0)
            flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
            painter.drawText(words, flags, item.words)
        if item.counted is not None:
            _count(painter, rect, *item.counted, narrow=self._rows.narrow)
        if self._rows.hasFocus() and index.row() == self._rows.currentIndex().row():
            style_buttons.ring(painter, rect)
        painter.restore()


def words_left() -> int:
    """Give where the words begin: beside an icon that grows with the text."""
    return WORDS_LEFT - _ICON + theme.grown(_ICON)


def _ground(painter: QPainter, rect: QRect, *, chosen: bool, over: bool) -> None:
    ground = "accentSoft" if chosen else "hover" if over else ""
    if not ground:
        return
    contrast = theme.scheme() == "highContrast" and chosen
    painter.setPen(QPen(theme.colour("accent"), 2) if contrast else Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(ground))
    painter.drawRoundedRect(QRectF(rect).adjusted(1, 0, -1, 0), 4, 4)
    if chosen:
        mark = int(theme.tokens()["border"]["navMark"])
        painter.fillRect(
            QRect(rect.left(), rect.top(), mark, rect.height()), theme.colour("accent")
        )


def _count(
    painter: QPainter, rect: QRect, icon: str, ink: str, number: int, *, narrow: bool
) -> None:
    font = theme.figures("caption")
    font.setWeight(theme.font("bodyStrong").weight())
    painter.setFont(font)
    width = QFontMetrics(font).horizontalAdvance(str(number))
    if narrow:
        _badge(painter, rect, ink, number, width)
        return
    painter.setPen(theme.colour(ink))
    right = rect.adjusted(0, 0, -10, 0)
    flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
    painter.drawText(right, flags, str(number))
    side = theme.grown(_MARK)
    place = right.right() - width - side - 5
    top = rect.top() + (rect.height() - side) // 2
    painter.drawPixmap(place, top, icons.pixmap(icon, ink, side))


def _badge(painter: QPainter, rect: QRect, ink: str, number: int, width: int) -> None:
    height = max(16, painter.fontMetrics().height())
    badge = QRectF(rect.width() / 2 + 3, rect.top() + 3, max(height, width + 8), height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(ink))
    painter.drawRoundedRect(badge, height / 2, height / 2)
    painter.setPen(theme.colour("background"))
    painter.drawText(badge, int(Qt.AlignmentFlag.AlignCenter), str(number))
