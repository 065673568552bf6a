"""Panes of the worklist: a filter on a column, and keeping a list under a name."""

from __future__ import annotations

import re

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from desktop.domain.errors import BadInput
from desktop.domain.lists import Compare, Condition, Look
from desktop.domain.readings import WorklistQuery
from desktop.operations.overview import reading
from desktop.operations.worklists import list_export, lists
from desktop.operations.worklists.lists import OwnList
from desktop.operations.workspace import Workspace
from desktop.views.widgets.line_field import LineField
from desktop.views.widgets.work_pane import Said, WorkPane
from desktop.views.worklist.comparing import said, words_of
from desktop.views.worklist.filter_bar import offered_columns

_DAY = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")


def typed_value(text: str) -> str:
    """Read what a person types: a day as 24-11-2026 becomes ISO; all else stays."""
    found = _DAY.fullmatch(text.strip())
    if found is None:
        return text.strip()
    day, month, year = found.groups()
    return f"{year}-{int(month):02d}-{int(day):02d}"


class FilterPane(WorkPane):
    """Which column, how it compares, with what."""

    wanted = Signal(object)
    """A `Condition`."""

    def __init__(self, ws: Workspace, parent: QWidget) -> None:
        super().__init__(self.tr("Filter op een kolom"), self.tr("&Filter"), ws, parent)
        self.setObjectName("FilterPane")
        self.column = QComboBox()
        self.field(self.tr("&Kolom"), self.column)
        self.compare = QComboBox()
        self.field(self.tr("&Hoe"), self.compare)
        self.value = QComboBox()
        self.value.setEditable(True)
        self.value.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.field(self.tr("&Waarde. Leeg: niet ingevuld"), self.value)
        self.hint.setText(self.tr("Een dag schrijf je als 24-11-2026."))
        self.column.currentIndexChanged.connect(self._offer_values)

    def start(self) -> None:
        """Open with the columns and values that there are."""
        self.column.clear()
        for name in offered_columns(self.ws):
            self.column.addItem(list_export.title_of(name), name)
        self.compare.clear()
        for one in Compare:
            self.compare.addItem(words_of(one), one.value)
        self.say_problem("")
        self.open_pane(self.column)

    def _offer_values(self) -> None:
        self.value.clear()
        name = self.column.currentData()
        if name in {"zaaktype", "status", "register"} or ":" in str(name or ""):
            self.value.addItems(reading.worklist_values(self.ws, str(name)))
        self.value.setCurrentIndex(-1)
        self.value.clearEditText()

    def work(self) -> Said:
        wanted = Condition(
            str(self.column.currentData()),
            Compare(self.compare.currentData()),
            typed_value(self.value.currentText()),
        )
        if not wanted.value and wanted.test not in {Compare.IS, Compare.IS_NOT}:
            raise BadInput("field-required", field=self.tr("Waarde"))
        self.wanted.emit(wanted)
        return said(wanted), None


class SaveListPane(WorkPane):
    """A name for the list as it is now; an own list of the same name is replaced."""

    saved = Signal(str)

    def __init__(self, ws: Workspace, parent: QWidget) -> None:
        super().__init__(self.tr("Lijst bewaren"), self.tr("&Bewaren"), ws, parent)
        self.setObjectName("SaveListPane")
        self.name = LineField()
        self.name.setMaxLength(60)
        self.field(self.tr("&Naam van de lijst"), self.name)
        self.hint.setText(self.tr("Filters, volgorde, groepen en kolommen gaan mee."))
        self._wanted = (WorklistQuery(), Look())

    def start(self, query: WorklistQuery, look: Look, name: str = "") -> None:
        """Open for a list as it is shown."""
        self._wanted = (query, look)
        self.name.setText(name)
        self.name.selectAll()
        self.say_problem("")
        self.open_pane(self.name)

    def work(self) -> Said:
        query, look = self._wanted
        name = self.name.text().strip()
        undo = lists.save_list(self.ws, OwnList(name, query, look))
        self.saved.emit(name)

        def take_back() -> None:
            undo()
            self.saved.emit("")

        return self.tr("Lijst bewaard: {}.").format(name), take_back
