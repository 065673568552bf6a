"""Werklijst: tabs, filter, table, and a preview beside it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.readings import SortColumn, WorklistQuery, WorklistRow, WorklistView
from desktop.i18n import dates
from desktop.operations import reading
from desktop.operations.workspace import Workspace
from desktop.views import icons, theme
from desktop.views.case_table import CaseTable
from desktop.views.itemmodels.paged import COLUMNS, CaseModel
from desktop.views.states import StateMark
from desktop.views.widgets.card import button, clear, text_label
from desktop.views.widgets.header import PageHeader

_PREVIEW_FROM = 900
_EVENTS = 4


class CasePreview(QScrollArea):
    """What one zaak is about, without opening it."""

    opened = Signal(str)

    def __init__(self, ws: Workspace) -> None:
        super().__init__()
        self.setObjectName("CasePreview")
        self.setAccessibleName(self.tr("Voorbeeld van de zaak"))
        self._ws = ws
        self.setFixedWidth(int(theme.tokens()["size"]["previewPane"]))
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        inner.setBackgroundRole(self.backgroundRole().Base)
        inner.setAutoFillBackground(True)
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(24, 20, 24, 20)
        self._column.setSpacing(theme.space(2))
        self.setWidget(inner)

    def show_row(self, row: WorklistRow | None) -> None:
        """Show a zaak, or nothing."""
        clear(self._column)
        if row is None:
            self._column.addStretch()
            return
        today = reading.today_of(self._ws)
        case = reading.case(self._ws, row.local_id)
        add = self._column.addWidget
        add(text_label(row.identificatie, "table", "textMuted"))
        add(text_label(row.omschrijving, "section", wrap=True))
        if row.unsent and row.unsent_since_utc:
            extra = f": {row.unsent}, sinds {dates.when(row.unsent_since_utc, today)}"
            add(StateMark(row.stand, extra))
        facts = [
            (self.tr("Voor"), row.voor),
            (self.tr("Zaaktype"), row.zaaktype),
            (self.tr("Status"), row.status),
        ]
        if row.uiterlijk:
            term = f"{dates.day(row.uiterlijk, today)}, {dates.left(row.uiterlijk, today)}"
            facts.append((self.tr("Uiterlijk"), term))
        for label, value in facts:
            if value:
                add(text_label(label, "caption", "textMuted"))
                add(text_label(value, "table", wrap=True))
        add(text_label(self.tr("Laatst gebeurd"), "bodyStrong"))
        for event in case.timeline[:_EVENTS]:
            add(text_label(event.text[:120] or event.title, "table", wrap=True))
            by = f"{event.by}, " if event.by else ""
            add(text_label(f"{by}{dates.when(event.at_utc, today)}", "caption", "textMuted"))
        self._column.addStretch()
        opening = button(self.tr("&Openen"), "arrow-right")
        opening.clicked.connect(lambda: self.opened.emit(row.local_id))
        add(opening)


class WorklistPage(QWidget):
    """The lists of zaken in the koffer."""

    opened = Signal(str)
    new_case = Signal()

    def __init__(self, ws: Workspace) -> None:
        super().__init__()
        self.setObjectName("WorklistPage")
        self._ws = ws
        self._query = WorklistQuery(view=WorklistView.MINE)
        self.model = CaseModel(ws)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(self._head())
        middle = QHBoxLayout()
        middle.setSpacing(0)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addLayout(self._filter_bar())
        self.table = CaseTable(self.model)
        self.table.opened.connect(self.opened)
        self.table.horizontalHeader().sectionClicked.connect(self._sort)
        self._empty = text_label("", ink="textMuted")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        left.addWidget(self._empty)
        left.addWidget(self.table, 1)
        middle.addLayout(left, 1)
        self.preview = CasePreview(ws)
        self.preview.opened.connect(self.opened)
        self.table.chosen.connect(self._chosen)
        middle.addWidget(self.preview)
        outer.addLayout(middle, 1)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(60)
        self._typing.timeout.connect(self._show)
        self._show()

    def _head(self) -> QVBoxLayout:
        head = QVBoxLayout()
        head.setContentsMargins(32, 20, 32, 0)
        self.header = PageHeader(self.tr("Werklijst"))
        new = button(self.tr("&Nieuwe zaak"), "plus", primary=True)
        new.setToolTip("Ctrl+N")
        new.clicked.connect(self.new_case)
        self.header.buttons.addWidget(new)
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
        head.addWidget(self.tabs)
        return head

    def _filter_bar(self) -> QHBoxLayout:
        bar = QHBoxLayout()
        bar.setContentsMargins(32, 12, 16, 12)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(self.tr("Filter in deze lijst"))
        self.filter.setAccessibleName(self.tr("Filter in deze lijst"))
        self.filter.addAction(
            icons.icon("funnel", "textMuted", 16), QLineEdit.ActionPosition.LeadingPosition
        )
        self.filter.setClearButtonEnabled(True)
        self.filter.setMaximumWidth(320)
        self.filter.textChanged.connect(lambda _text: self._typing.start())
        bar.addWidget(self.filter, 1)
        bar.addStretch()
        self.count = text_label("", "table", "textMuted")
        bar.addWidget(self.count)
        return bar

    def _tab(self, number: int) -> None:
        self._query = replace(self._query, view=WorklistView(self.tabs.tabData(number)))
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
        if self.model.rowCount():
            self.table.selectRow(0)
        else:
            self.preview.show_row(None)

    def _after_reading(self) -> None:
        count = self.model.rowCount()
        self.count.setText(self.tr("1 zaak") if count == 1 else self.tr("{} zaken").format(count))
        tab = self.tabs.tabText(self.tabs.currentIndex())
        self.table.setAccessibleName(f"{tab}, {self.count.text()}")
        words = (
            self.tr("Geen zaak past bij dit filter.")
            if self._query.text
            else self.tr("Je koffer is nog leeg. Kies welke zaken je meeneemt.")
        )
        self._empty.setText(words)
        self._empty.setVisible(not count)
        order = (
            Qt.SortOrder.DescendingOrder if self._query.descending else Qt.SortOrder.AscendingOrder
        )
        column = COLUMNS.index(SortColumn(self._query.order))
        self.table.horizontalHeader().setSortIndicator(column, order)

    def _chosen(self, row: object) -> None:
        if not self.preview.isHidden():
            self.preview.show_row(row if isinstance(row, WorklistRow) else None)

    def refresh(self) -> None:
        """Read again after something changed; the selection stays."""
        number = max(0, self.table.currentIndex().row())
        self.model.refresh()
        self._after_reading()
        if self.model.rowCount():
            self.table.selectRow(min(number, self.model.rowCount() - 1))

    def first_focus(self) -> QWidget:
        """Give the widget that has the focus first."""
        return self.table

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.preview.setVisible(self.width() >= _PREVIEW_FROM)
