"""The bar above a worklist: filter as you type, chips for what is filtered, count, columns."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu

from desktop.domain.readings import SortColumn
from desktop.operations import casework
from desktop.operations.workspace import Workspace
from desktop.views import icons, theme
from desktop.views.case_table import CaseTable
from desktop.views.itemmodels.paged import COLUMNS
from desktop.views.widgets.card import button, text_label
from desktop.views.widgets.chips import Chip

_FIXED = {SortColumn.OMSCHRIJVING, SortColumn.STAND}
"""Columns that cannot be hidden: what it is about, and its state of sync."""


class FilterBar(QFrame):
    """Narrows a list by words and by zaaktype."""

    typed = Signal(str)
    zaaktype = Signal(str)
    """The zaaktype to narrow to, "" for all."""

    def __init__(self, ws: Workspace) -> None:
        super().__init__()
        self.setObjectName("FilterBar")
        self._ws = ws
        bar = QHBoxLayout(self)
        bar.setContentsMargins(32, 10, 16, 10)
        bar.setSpacing(theme.space(2))
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Filter in deze lijst"))
        self.field.setAccessibleName(self.tr("Filter in deze lijst"))
        self.field.setToolTip("Ctrl+F")
        self.field.addAction(
            icons.icon("funnel", "textMuted"), QLineEdit.ActionPosition.LeadingPosition
        )
        self.field.setMaximumWidth(240)
        self.field.setMinimumWidth(160)
        self.field.textChanged.connect(self.typed)
        bar.addWidget(self.field, 2)
        self.chip = Chip("", removable=True)
        self.chip.hide()
        self.chip.clicked.connect(lambda: self._choose(""))
        bar.addWidget(self.chip)
        self.more = Chip(self.tr("Filter"), adding=True)
        self.more.setAccessibleName(self.tr("Filter toevoegen"))
        self.more.clicked.connect(self._offer)
        bar.addWidget(self.more)
        bar.addStretch(1)
        self.count = text_label("", "table", "textMuted")
        bar.addWidget(self.count)
        self.columns = button(self.tr("Kolommen"), "columns-3", quiet=True)
        bar.addWidget(self.columns)

    def offer_columns(self, table: CaseTable, titles: Sequence[str]) -> None:
        """Let the columns of a table be shown and hidden."""
        menu = QMenu(self.columns)
        for number, title in enumerate(titles):
            action = menu.addAction(title)
            action.setCheckable(True)
            action.setChecked(True)
            action.setEnabled(COLUMNS[number] not in _FIXED)
            action.toggled.connect(partial(self._show_column, table, number))
        self.columns.clicked.connect(
            lambda: menu.popup(self.columns.mapToGlobal(self.columns.rect().bottomLeft()))
        )

    @staticmethod
    def _show_column(table: CaseTable, number: int, shown: bool) -> None:
        table.setColumnHidden(number, not shown)
        table.fit()

    def _offer(self) -> None:
        menu = QMenu(self.more)
        for name in dict.fromkeys(one.omschrijving for one in casework.zaaktypen(self._ws)):
            menu.addAction(name, partial(self._choose, name))
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _choose(self, name: str) -> None:
        self.chip.setText(name)
        self.chip.setAccessibleName(self.tr("Filter weghalen: {}").format(name))
        self.chip.updateGeometry()
        self.chip.setVisible(bool(name))
        self.zaaktype.emit(name)

    def wipe(self) -> None:
        """Take every filter away."""
        self._choose("")
        self.field.clear()
