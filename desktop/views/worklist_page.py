"""Werklijst: tabs, filter, table, and a preview beside it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTabBar, QVBoxLayout, QWidget

from desktop.domain.readings import SortColumn, WorklistQuery, WorklistRow, WorklistView
from desktop.operations import reading
from desktop.operations.workspace import Workspace
from desktop.views import theme
from desktop.views.case_preview import CasePreview
from desktop.views.case_table import CaseTable
from desktop.views.filter_bar import FilterBar
from desktop.views.itemmodels.paged import COLUMNS, CaseModel
from desktop.views.style_parts import TAB_SIDE
from desktop.views.widgets.card import EmptyState, button
from desktop.views.widgets.header import PageHeader

_PREVIEW_FROM = 900
"""Width of this page from which the preview fits: the window's 1160 without the rail."""
_TYPING_MS = 60


class _Head(QFrame):
    """Title, primary and tabs, with a hairline below."""

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("border"))
        painter.end()


class WorklistPage(QWidget):
    """The lists of zaken in the koffer."""

    opened = Signal(str)
    new_case = Signal()

    def __init__(self, ws: Workspace) -> None:
        super().__init__()
        self.setObjectName("WorklistPage")
        self._ws = ws
        self._query = WorklistQuery(view=WorklistView.MINE)
        self._kept = ""
        self.model = CaseModel(ws)
        self.bar = FilterBar(ws)
        self.filter = self.bar.field
        self.table = CaseTable(self.model)
        self.preview = CasePreview(ws)
        self.empty = EmptyState("briefcase", "")
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(self._show)
        self._lay_out()
        self.bar.typed.connect(lambda _text: self._typing.start())
        self.bar.zaaktype.connect(self._narrow)
        self.bar.offer_columns(
            self.table,
            [str(self.model.headerData(n, Qt.Orientation.Horizontal)) for n in range(len(COLUMNS))],
        )
        self.empty.action.clicked.connect(self.bar.wipe)
        self.table.opened.connect(self.opened)
        self.table.horizontalHeader().sectionClicked.connect(self._sort)
        self.table.chosen.connect(self._chosen)
        self.preview.opened.connect(self.opened)
        self._show()

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._head())
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.bar)
        left.addWidget(self.empty, 1)
        left.addWidget(self.table, 1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addLayout(left, 1)
        middle.addWidget(self.preview)
        outer.addLayout(middle, 1)

    def _head(self) -> QWidget:
        holder = _Head()
        head = QVBoxLayout(holder)
        head.setContentsMargins(32 - TAB_SIDE, 20, 32, 1)
        head.setSpacing(0)
        self.header = PageHeader(self.tr("Werklijst"))
        new = button(self.tr("&Nieuwe zaak"), "plus", primary=True, keys="Ctrl+N")
        new.clicked.connect(self.new_case)
        self.header.buttons.addWidget(new)
        self.header.layout_indent(TAB_SIDE)
        head.addWidget(self.header)
        self.tabs = QTabBar()
        self.tabs.setObjectName("ListTabs")
        self.tabs.setAccessibleName(self.tr("Lijsten"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for view, words in (
            (WorklistView.MINE, self.tr("Mijn zaken")),
            (WorklistView.TEAM, self.tr("Team")),
            (WorklistView.ALL, self.tr("Alles in de koffer")),
            (WorklistView.CLOSED, self.tr("Afgesloten")),
        ):
            self.tabs.setTabData(self.tabs.addTab(words), view)
        self.tabs.currentChanged.connect(self._tab)
        head.addWidget(self.tabs, 0, Qt.AlignmentFlag.AlignLeft)
        return holder

    def _tab(self, number: int) -> None:
        self._query = replace(self._query, view=WorklistView(self.tabs.tabData(number)))
        self._show()

    def _narrow(self, zaaktype: str) -> None:
        self._query = replace(self._query, zaaktype=zaaktype)
        self._show()

    def _sort(self, section: int) -> None:
        column = COLUMNS[section]
        same = column is self._query.order
        down = same and not self._query.descending
        self._query = replace(self._query, order=column, descending=down)
        self._show()

    def _show(self) -> None:
        self._query = replace(self._query, text=self.filter.text())
        self.model.show(self._query)
        self._after_reading()

    def _after_reading(self) -> None:
        count = self.model.rowCount()
        said = self.tr("1 zaak") if count == 1 else self.tr("{} zaken").format(_grouped(count))
        self.bar.count.setText(said)
        tab = self.tabs.tabText(self.tabs.currentIndex())
        self.table.setAccessibleName(f"{tab}, {said}")
        self.table.setVisible(count > 0)
        self.empty.setVisible(count == 0)
        if count:
            self.table.selectRow(max(0, self.model.row_of(self._kept)))
        else:
            self._say_empty()
            self.preview.show_row(None)
        down = self._query.descending
        order = Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder
        column = COLUMNS.index(SortColumn(self._query.order))
        self.table.horizontalHeader().setSortIndicator(column, order)

    def _say_empty(self) -> None:
        if self._query.text or self._query.zaaktype:
            words = self.tr("Geen zaak past bij dit filter.")
            self.empty.say(words, self.tr("Filter wissen"))
        elif reading.worklist_page(self._ws, WorklistQuery(), 0)[0]:
            self.empty.say(self.tr("Deze lijst is leeg. Er staan wel zaken in je koffer."))
        else:
            self.empty.say(self.tr("Je koffer is nog leeg. Kies welke zaken je meeneemt."))

    def _chosen(self, row: object) -> None:
        if isinstance(row, WorklistRow):
            self._kept = row.local_id
            self.preview.show_row(row)

    def refresh(self) -> None:
        """Read again after something changed; the chosen zaak stays chosen."""
        self.model.refresh()
        self._after_reading()

    def first_focus(self) -> QWidget:
        """Give the widget that has the focus first."""
        return self.table if self.model.rowCount() else self.filter

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= _PREVIEW_FROM
        if wide != self.preview.isVisibleTo(self):
            self.preview.setVisible(wide)
            row = self.model.row(self.table.currentIndex().row())
            self.preview.show_row(row)


def _grouped(count: int) -> str:
    return f"{count:,}".replace(",", ".")
