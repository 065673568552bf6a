"""Formulier: the eigenschappen of a zaak in one pane, large enough for a finger."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.domain.readings import CaseReading
from desktop.operations.overview import reading
from desktop.operations.workspace import Workspace
from desktop.operations.zaken import casework
from desktop.views.widgets.card import clear
from desktop.views.widgets.touch import target
from desktop.views.widgets.work_pane import Said, WorkPane
from desktop.views.zaak.case_work import save_fields, without_value
from desktop.views.zaak.fields_card import FieldRow


class FormPane(WorkPane):
    """Every eigenschap that the type of the zaak knows, with the right control for each."""

    WIDTH = 600

    def __init__(self, ws: Workspace, parent: QWidget) -> None:
        super().__init__(self.tr("Formulier"), self.tr("Formulier &bewaren"), ws, parent)
        self.setObjectName("FormPane")
        self._case: CaseReading | None = None
        self.rows: list[FieldRow] = []
        self.primary.setMinimumHeight(target())

    def start(self, case: CaseReading) -> None:
        """Open for a case."""
        self._case = case
        clear(self.form)
        self.rows = []
        today = reading.today_of(self.ws)
        choices = casework.choices(self.ws, case.row.local_id, "eigenschap")
        by_name = {one.omschrijving: one for one in choices}
        for field in (*case.eigenschappen, *without_value(case, choices)):
            row = FieldRow(field, today, choice=by_name.get(field.label), asking=False)
            if row.edit() and row.editor is not None:
                row.enlarge(target())
                self.rows.append(row)
                self.form.addWidget(row)
        self.primary.setEnabled(bool(self.rows))
        empty = self.tr("Bij dit soort zaak hoort geen formulier.")
        self.say_problem("" if self.rows else empty)
        first = self.rows[0].editor if self.rows else None
        self.open_pane(first.widget if first is not None else self)

    def work(self) -> Said:
        changes = [one for row in self.rows if (one := row.change()) is not None]
        if self._case is None or not changes:
            return self.tr("Er is niets veranderd."), None
        undo = save_fields(self.ws, self._case, changes)
        return self.tr("Formulier bewaard."), undo
