"""Besluit nemen: what is decided, and why. The case stays readable beside it."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QWidget

from desktop.domain.readings import CaseReading
from desktop.operations import besluiten, deciding
from desktop.operations.workspace import Workspace
from desktop.views.widgets.work_pane import Said, WorkPane

_LINES = 7


class DecisionPane(WorkPane):
    """A besluit with its reasons; its dates follow from its type."""

    WIDTH = 600

    def __init__(self, ws: Workspace, parent: QWidget) -> None:
        super().__init__(self.tr("Besluit nemen"), self.tr("Besluit &vastleggen"), ws, parent)
        self.setObjectName("DecisionPane")
        self._zaak = ""
        self.kind = QComboBox()
        self.field(self.tr("Wat bes&luit je?"), self.kind)
        self.why = QPlainTextEdit()
        self.why.setTabChangesFocus(True)
        self.why.setFixedHeight(_LINES * self.why.fontMetrics().lineSpacing() + 16)
        self.field(self.tr("&Waarom?"), self.why)
        self.hint.setText(self.tr("Jij besluit. Terugdraaien kan tot het verzonden is."))

    def start(self, case: CaseReading) -> None:
        """Open for a case; without a kind of besluit for its zaaktype the pane says so."""
        self._zaak = case.row.local_id
        self.kind.clear()
        for choice in besluiten.choices(self.ws, self._zaak):
            self.kind.addItem(choice.omschrijving, choice.ref)
        self.why.clear()
        has = self.kind.count() > 0
        self.say_problem("" if has else self.tr("Bij dit soort zaak hoort geen besluit."))
        self.primary.setEnabled(has)
        self.open_pane(self.kind)

    def work(self) -> Said:
        ref = str(self.kind.currentData() or "")
        made = besluiten.add_besluit(self.ws, self._zaak, ref, self.why.toPlainText())

        def undo() -> None:
            deciding.withdraw(self.ws, made.id)

        return self.tr("Besluit vastgelegd: {}.").format(self.kind.currentText()), undo
