"""The table of a worklist and the one delegate that draws its rows."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop.domain.readings import SortColumn, WorklistRow
from desktop.views import states, theme
from desktop.views.itemmodels.paged import COLUMNS, NEAR_ROLE, ROW_ROLE, CaseModel
from desktop.views.style_parts import CELL_SIDE, TABLE_SIDE

Index = QModelIndex | QPersistentModelIndex
_SAMPLES = {
    SortColumn.NUMMER: "2026-0000000000",
    SortColumn.VOOR: "T. Brouwer-Kuipers",
    SortColumn.STATUS: "Voorziening in levering",
    SortColumn.UITERLIJK: "36 dagen te laat",
    SortColumn.STAND: "Keuze nodig",
}
"""What has to fit in a column; the description takes what is left."""
_YIELDING = {SortColumn.VOOR, SortColumn.STATUS}
_LEAST = 180


class RowDelegate(QStyledItemDelegate):
    """Draws a cell: hairline below, selection ground with a mark, state as icon and word."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        over = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        ground = "selection" if selected else "hover" if over else "surface"
        painter.fillRect(rect, theme.colour(ground))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.colour("border"))
        view = self.parent()
        if selected and isinstance(view, QTableView):
            self._mark(painter, rect, index, view)
        row = index.data(ROW_ROLE)
        if isinstance(row, WorklistRow):
            first = _is_first(view, index)
            inner = rect.adjusted(TABLE_SIDE if first else CELL_SIDE, 0, -4, 0)
            self._cell(painter, inner, index, row, selected=selected)
        painter.restore()

    @staticmethod
    def _mark(painter: QPainter, rect: QRect, index: Index, view: QTableView) -> None:
        mark = int(theme.tokens()["border"]["navMark"])
        if _is_first(view, index):
            bar = QRect(rect.left(), rect.top(), mark, rect.height())
            painter.fillRect(bar, theme.colour("accent"))
        if view.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.setClipRect(rect)
            whole = QRect(0, rect.top(), view.viewport().width(), rect.height())
            painter.drawRect(whole.adjusted(1, 1, -1, -2))

    @staticmethod
    def _cell(
        painter: QPainter, rect: QRect, index: Index, row: WorklistRow, *, selected: bool
    ) -> None:
        column = COLUMNS[index.column()]
        near = bool(index.data(NEAR_ROLE))
        painter.setFont(_font(column, near=near))
        if column is SortColumn.STAND:
            states.paint_state(painter, rect, row.stand)
            return
        plain = "onSelection" if selected else "text"
        ink = "attention" if near else "textMuted" if column is SortColumn.NUMMER else plain
        painter.setPen(theme.colour(ink))
        shown = str(index.data() or "").replace("\n", " ")
        elided = QFontMetrics(painter.font()).elidedText(
            shown, Qt.TextElideMode.ElideRight, rect.width()
        )
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(rect, int(flags | Qt.AlignmentFlag.AlignAbsolute), elided)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        return QSize(80, 34)


def _is_first(view: object, index: Index) -> bool:
    """Tell whether a cell is the leftmost of those that are shown."""
    if not isinstance(view, QTableView):
        return False
    return all(view.isColumnHidden(number) for number in range(index.column()))


def _font(column: SortColumn, *, near: bool = False) -> QFont:
    if column in {SortColumn.NUMMER, SortColumn.UITERLIJK}:
        found = theme.figures("table")
    else:
        found = theme.font("table")
    if near:
        found.setWeight(QFont.Weight.DemiBold)
    elif column is SortColumn.OMSCHRIJVING:
        found.setWeight(QFont.Weight.Medium)
    return found


class CaseTable(QTableView):
    """The worklist; Enter or a double click opens a zaak."""

    opened = Signal(str)
    chosen = Signal(object)
    """A `WorklistRow`, or None."""

    def __init__(self, model: CaseModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("CaseTable")
        self._cases = model
        self._wanted: dict[int, int] = {}
        self.setModel(model)
        self.setItemDelegate(RowDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        row = int(theme.tokens()["size"]["row"]["compact"])
        needed = QFontMetrics(theme.font("table")).height() + 14
        self.verticalHeader().setMinimumSectionSize(row)
        self.verticalHeader().setDefaultSectionSize(max(row, needed))
        self._dress_header()
        self.doubleClicked.connect(lambda index: self._open(index.row()))
        self.selectionModel().currentRowChanged.connect(self._choose)

    def _dress_header(self) -> None:
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setMinimumHeight(max(36, QFontMetrics(theme.font("table")).height() + 16))
        header.setMinimumSectionSize(64)
        header.setStretchLastSection(False)
        for number, column in enumerate(COLUMNS):
            sample = _SAMPLES.get(column)
            if sample is None:
                continue
            wide = QFontMetrics(_font(column, near=True)).horizontalAdvance(sample)
            icon = 24 if column is SortColumn.STAND else 0
            side = TABLE_SIDE if number == 0 else CELL_SIDE
            self._wanted[number] = wide + icon + side + CELL_SIDE
            self.setColumnWidth(number, self._wanted[number])

    def fit(self) -> None:
        """Give the description what is left; narrow columns give way first, then it scrolls."""
        room = self.viewport().width()
        least = max(_LEAST, room * 3 // 10)
        shown = {n: w for n, w in self._wanted.items() if not self.isColumnHidden(n)}
        short = max(0, sum(shown.values()) + least - room)
        yielding = [n for n in shown if COLUMNS[n] in _YIELDING]
        for number, width in shown.items():
            give = -(-short // len(yielding)) if number in yielding else 0
            self.setColumnWidth(number, max(width - give, _LEAST // 2))
        taken = sum(self.columnWidth(number) for number in shown)
        description = COLUMNS.index(SortColumn.OMSCHRIJVING)
        self.setColumnWidth(description, max(least, room - taken))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def _open(self, number: int) -> None:
        row = self._cases.row(number)
        if row is not None:
            self.opened.emit(row.local_id)

    def _choose(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self.chosen.emit(self._cases.row(current.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open(self.currentIndex().row())
            return
        super().keyPressEvent(event)
