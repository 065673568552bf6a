"""The table of a worklist and the one delegate that draws its rows."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
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
from desktop.views.itemmodels.paged import COLUMNS, ROW_ROLE, CaseModel

Index = QModelIndex | QPersistentModelIndex
_WIDTHS = (172, 320, 120, 150, 74, 118)


class RowDelegate(QStyledItemDelegate):
    """Draws a cell: hairline below, selection ground with a mark, state as icon and word."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(rect, theme.colour("selection" if selected else "surface"))
        painter.setPen(theme.colour("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if selected and index.column() == 0:
            painter.fillRect(
                QRect(rect.left(), rect.top(), 3, rect.height()), theme.colour("accent")
            )
        inner = rect.adjusted(12, 0, -4, 0)
        row = index.data(ROW_ROLE)
        if isinstance(row, WorklistRow):
            self._cell(painter, inner, index, row)
        painter.restore()

    @staticmethod
    def _cell(painter: QPainter, rect: QRect, index: Index, row: WorklistRow) -> None:
        column = COLUMNS[index.column()]
        painter.setFont(theme.font("table"))
        if column is SortColumn.STAND:
            states.paint_state(painter, rect, row.stand)
            return
        ink = "textMuted" if column is SortColumn.NUMMER else "text"
        painter.setPen(index.data(Qt.ItemDataRole.ForegroundRole) or theme.colour(ink))
        shown = str(index.data() or "").replace("\n", " ")
        elided = QFontMetrics(painter.font()).elidedText(
            shown, Qt.TextElideMode.ElideRight, rect.width()
        )
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter), elided)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        return QSize(80, 34)


class CaseTable(QTableView):
    """The worklist; Enter or a double click opens a zaak."""

    opened = Signal(str)
    chosen = Signal(object)
    """A `WorklistRow`, or None."""

    def __init__(self, model: CaseModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("CaseTable")
        self.setModel(model)
        self.setItemDelegate(RowDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(max(34, self.fontMetrics().height() + 16))
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setFixedHeight(36)
        header.setFont(theme.font("table"))
        header.setStretchLastSection(False)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        for number, width in enumerate(_WIDTHS):
            if number != 1:
                self.setColumnWidth(number, width)
        self.doubleClicked.connect(lambda index: self._open(index.row()))
        self.selectionModel().currentRowChanged.connect(self._choose)

    def _row(self, number: int) -> WorklistRow | None:
        model = self.model()
        return model.row(number) if isinstance(model, CaseModel) else None

    def _open(self, number: int) -> None:
        row = self._row(number)
        if row is not None:
            self.opened.emit(row.local_id)

    def _choose(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self.chosen.emit(self._row(current.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open(self.currentIndex().row())
            return
        super().keyPressEvent(event)
