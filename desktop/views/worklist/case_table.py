"""The table of a worklist and the one delegate that draws its rows."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionButton,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop.domain.lists import Look
from desktop.domain.readings import WorklistRow
from desktop.views.itemmodels.paged import (
    HEADING_ROLE,
    NEAR_ROLE,
    PICKED_ROLE,
    ROW_ROLE,
    CaseModel,
)
from desktop.views.look import states, theme
from desktop.views.look.style_parts import CELL_SIDE, TABLE_SIDE, box_px, pick_side

Index = QModelIndex | QPersistentModelIndex
_SAMPLES = {
    "nummer": "2026-0000000000",
    "zaaktype": "Melding Wmo-ondersteuning",
    "voor": "T. Brouwer-Kuipers",
    "status": "Voorziening in levering",
    "startdatum": "36 december 2026",
    "uiterlijk": "36 dagen te laat",
    "stand": "Keuze nodig",
    "register": "Oostermeer",
}
"""What has to fit in a column; the description takes what is left."""
_OTHER = "Achttien tekens lang"
_DESCRIPTION, _NUMBER = "omschrijving", "nummer"
_NARROWEST = 64
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
            if first:
                self._box(painter, box_of(rect), is_picked=bool(index.data(PICKED_ROLE)))
                inner.adjust(pick_side(), 0, 0, 0)
            self._cell(painter, inner, index, row, selected=selected)
        elif isinstance(view, QTableView):
            self._heading(painter, rect, str(index.data(HEADING_ROLE) or ""), view)
        painter.restore()

    @staticmethod
    def _box(painter: QPainter, rect: QRect, *, is_picked: bool) -> None:
        option = QStyleOptionButton()
        option.rect = rect
        on = QStyle.StateFlag.State_On if is_picked else QStyle.StateFlag.State_Off
        option.state = QStyle.StateFlag.State_Enabled | on
        QApplication.style().drawPrimitive(
            QStyle.PrimitiveElement.PE_IndicatorCheckBox, option, painter
        )

    @staticmethod
    def _heading(painter: QPainter, rect: QRect, words: str, view: QTableView) -> None:
        """Draw the part of a heading that lies in one cell; it runs on over the whole row."""
        painter.fillRect(rect.adjusted(0, 0, 0, -1), theme.colour("background"))
        painter.setClipRect(rect)
        painter.setFont(theme.font("bodyStrong"))
        painter.setPen(theme.colour("text"))
        left = TABLE_SIDE - view.horizontalScrollBar().value()
        whole = QRect(left, rect.top(), view.viewport().width(), rect.height())
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(whole, int(flags | Qt.AlignmentFlag.AlignAbsolute), words)

    @staticmethod
    def _mark(painter: QPainter, rect: QRect, index: Index, view: QTableView) -> None:
        mark = int(theme.tokens()["border"]["navMark"])
        if _is_first(view, index):
            bar = QRect(rect.left(), rect.top(), mark, rect.height())
            painter.fillRect(bar, theme.colour("accent"))
        if view.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), theme.focus_px()))
            painter.setClipRect(rect)
            whole = QRect(0, rect.top(), view.viewport().width(), rect.height())
            painter.drawRect(whole.adjusted(1, 1, -1, -2))

    @staticmethod
    def _cell(
        painter: QPainter, rect: QRect, index: Index, row: WorklistRow, *, selected: bool
    ) -> None:
        model = index.model()
        column = model.columns[index.column()] if isinstance(model, CaseModel) else ""
        near = bool(index.data(NEAR_ROLE))
        painter.setFont(_font(column, near=near))
        if column == "stand":
            states.paint_state(painter, rect, row.stand)
            return
        plain = "onSelection" if selected else "text"
        ink = "attention" if near else "textMuted" if column == "nummer" else plain
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


def box_of(rect: QRect) -> QRect:
    """Give where the box to pick a zaak stands in its first cell."""
    side = box_px()
    return QRect(rect.left() + TABLE_SIDE, rect.center().y() - side // 2, side, side)


def _is_first(view: object, index: Index) -> bool:
    """Tell whether a cell is the leftmost."""
    return isinstance(view, QTableView) and not index.column()


def _font(column: str, *, near: bool = False) -> QFont:
    if column in {"nummer", "uiterlijk", "startdatum"}:
        found = theme.figures("table")
    else:
        found = theme.font("table")
    if near:
        found.setWeight(QFont.Weight.DemiBold)
    elif column == _DESCRIPTION:
        found.setWeight(QFont.Weight.Medium)
    return found


def _narrowed(wanted: dict[int, int], floors: dict[int, int], short_px: int) -> dict[int, int]:
    """Take so many px from the columns that have a floor, evenly, as far as their floors allow."""
    given = dict(wanted)
    while short_px > 0 and (above := [one for one in floors if given[one] > floors[one]]):
        each = -(-short_px // len(above))
        for one in above:
            give = min(each, short_px, given[one] - floors[one])
            given[one] -= give
            short_px -= give
    return given


class CaseTable(QTableView):
    """The worklist; Enter or a double click opens a zaak, Space picks one, Ctrl+A all."""

    opened = Signal(str)
    chosen = Signal(object)
    """A `WorklistRow`, or None."""
    looked = Signal(object)
    """A `Look`: the person moved a column or gave it another width."""

    def __init__(self, model: CaseModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("CaseTable")
        self._cases = model
        self._widths: dict[str, int] = {}
        self._is_fitting = False
        self._last_picked = -1
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
        header.setSectionsMovable(True)
        header.setSortIndicatorShown(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setMinimumHeight(max(36, QFontMetrics(theme.font("table")).height() + 16))
        header.setMinimumSectionSize(_NARROWEST)
        header.setStretchLastSection(False)
        header.sectionResized.connect(self._resized)
        header.sectionMoved.connect(self._moved)
        self.every = QCheckBox(header.viewport())
        self.every.setAccessibleName(self.tr("Alle zaken van deze lijst kiezen"))
        self.every.setToolTip("Ctrl+A")
        self.every.clicked.connect(self._pick_every)
        self._cases.picking.connect(self._show_every)
        self._cases.modelReset.connect(self._show_every)
        self._cases.modelReset.connect(self.fit)
        header.sectionResized.connect(self._place_every)
        header.geometriesChanged.connect(self._place_every)
        self.horizontalScrollBar().valueChanged.connect(self._place_every)

    def _place_every(self) -> None:
        """Put the box that picks all above those of the rows."""
        header = self.horizontalHeader()
        side = self.every.sizeHint().height()
        left = header.sectionViewportPosition(0) + TABLE_SIDE + (box_px() - side) // 2
        self.every.setGeometry(left, (header.height() - side) // 2, side, side)

    def _pick_every(self) -> None:
        if len(self._cases.picked) < self._cases.zaken:
            self._cases.pick_all()
        else:
            self._cases.pick_none()
        self._show_every()

    def _show_every(self) -> None:
        """Show whether all, some or none are picked."""
        some, every = len(self._cases.picked), self._cases.zaken
        state = Qt.CheckState.Unchecked
        if some:
            state = Qt.CheckState.Checked if some == every else Qt.CheckState.PartiallyChecked
        self.every.setCheckState(state)

    def wear(self, look: Look) -> None:
        """Take the widths of a look; its columns are the model's."""
        self._widths = dict(look.widths or {})
        self.fit()

    def look(self) -> Look:
        """Give how the table looks."""
        return Look(self._cases.columns, dict(self._widths))

    def _usual(self, number: int) -> int:
        """Give the width that a column needs, unless the person gave it another."""
        column = self._cases.columns[number]
        if column in self._widths:
            return self._widths[column]
        return self._wide_for(number, self._sample(column))

    def _sample(self, column: str) -> str:
        usual = _SAMPLES.get(column, _OTHER)
        return max(usual, self._cases.longest_number, key=len) if column == _NUMBER else usual

    def _wide_for(self, number: int, sample: str) -> int:
        column = self._cases.columns[number]
        wide = QFontMetrics(_font(column, near=True)).horizontalAdvance(sample)
        icon = 24 if column == "stand" else 0
        side = TABLE_SIDE + pick_side() if not number else CELL_SIDE
        return max(wide + icon + side + CELL_SIDE, self._titled(number))

    def _titled(self, number: int) -> int:
        """Give the width at which the title of a column and the arrow of the order fit."""
        title = str(self._cases.headerData(number, Qt.Orientation.Horizontal))
        side = TABLE_SIDE + pick_side() if not number else CELL_SIDE
        return QFontMetrics(theme.font("table")).horizontalAdvance(title) + side + CELL_SIDE + 20

    def fit(self) -> None:
        """Give the description what is left.

        Where that is little, wide columns give way first, then the description, then numbers that
        are longer than those of a registry; then it scrolls.
        """
        columns = self._cases.columns
        room = self.viewport().width()
        takes = columns.index(_DESCRIPTION) if _DESCRIPTION in columns else -1
        if takes >= 0 and _DESCRIPTION in self._widths:
            takes = -1
        wanted = {n: self._usual(n) for n in range(len(columns)) if n != takes}
        floors = {
            number: min(width, max(_LEAST // 2, self._titled(number)))
            for number, width in wanted.items()
            if self._can_yield(columns[number])
        }
        liked = max(_LEAST, room * 3 // 10) if takes >= 0 else 0
        given = _narrowed(wanted, floors, sum(wanted.values()) + liked - room)
        least = _LEAST if takes >= 0 else 0
        if _NUMBER in columns and _NUMBER not in self._widths:
            number = columns.index(_NUMBER)
            last = {number: self._wide_for(number, _SAMPLES[_NUMBER])}
            given = _narrowed(given, last, sum(given.values()) + least - room)
        if takes >= 0:
            given[takes] = max(least, room - sum(given.values()))
        self._is_fitting = True
        for number, width in given.items():
            self.setColumnWidth(number, width)
        self._is_fitting = False

    def _can_yield(self, column: str) -> bool:
        """Tell whether a column may be narrower than it wants: its words are cut with a sign."""
        fixed = {_NUMBER, "uiterlijk", "startdatum", "stand"}
        return column not in fixed and column not in self._widths

    def _resized(self, number: int, _before: int, width: int) -> None:
        if not self._is_fitting and 0 <= number < len(self._cases.columns):
            self._widths[self._cases.columns[number]] = width
            self.looked.emit(self.look())

    def _moved(self, _number: int, before: int, now: int) -> None:
        if self._is_fitting:
            return
        header = self.horizontalHeader()
        self._is_fitting = True
        header.moveSection(now, before)  # the model has the order, not the header
        self._is_fitting = False
        columns = list(self._cases.columns)
        columns.insert(now, columns.pop(before))
        self.looked.emit(Look(tuple(columns), dict(self._widths)))

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
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._open(self.currentIndex().row())
            case Qt.Key.Key_Space:
                self._pick(self.currentIndex().row())
            case Qt.Key.Key_Up | Qt.Key.Key_Down if shift:
                self._stretch(-1 if event.key() == Qt.Key.Key_Up else 1)
            case Qt.Key.Key_Escape if self._cases.picked:
                self._cases.pick_none()
            case _ if event.matches(QKeySequence.StandardKey.SelectAll):
                self._cases.pick_all()
            case _:
                super().keyPressEvent(event)

    def _pick(self, number: int) -> None:
        self._cases.pick([number])
        self._last_picked = number

    def _stretch(self, step: int) -> None:
        """Pick the current zaak and the next one, and go there."""
        here = self.currentIndex().row()
        there = here + step
        if 0 <= there < self._cases.rowCount():
            self._cases.pick([here, there], on=True)
            self._last_picked = there
            self.setCurrentIndex(self._cases.index(there, self.currentIndex().column()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        held = event.modifiers()
        area = box_of(self.visualRect(index)).adjusted(-TABLE_SIDE // 2, -8, 8, 8)
        if index.isValid() and not index.column() and area.contains(event.position().toPoint()):
            if held & Qt.KeyboardModifier.ShiftModifier and self._last_picked >= 0:
                low, high = sorted((self._last_picked, index.row()))
                self._cases.pick(range(low, high + 1), on=True)
            else:
                self._pick(index.row())
            return
        if index.isValid() and held & Qt.KeyboardModifier.ControlModifier:
            self._pick(index.row())
        super().mousePressEvent(event)
