"""The resultaat of a zaak that stays open, and when its retention period begins."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtWidgets import QCheckBox, QComboBox, QPlainTextEdit, QWidget

from desktop.domain.readings import CaseReading
from desktop.operations.choices import undoing
from desktop.operations.overview import reading
from desktop.operations.workspace import Workspace
from desktop.operations.zaken import archiving, casework
from desktop.views.widgets.card import text_label
from desktop.views.widgets.date_field import DateField
from desktop.views.widgets.work_pane import Said, WorkPane

_LINES = 4


class ResultPane(WorkPane):
    """Recorded or replaced; closing comes later. A day is asked only where nobody else knows it."""

    def __init__(self, ws: Workspace, parent: QWidget) -> None:
        super().__init__(self.tr("Resultaat"), self.tr("&Resultaat vastleggen"), ws, parent)
        self.setObjectName("ResultPane")
        self._zaak = ""
        self.result = QComboBox()
        self.result.currentIndexChanged.connect(self._chosen)
        self.field(self.tr("&Wat is het resultaat?"), self.result)
        self.why = QPlainTextEdit()
        self.why.setTabChangesFocus(True)
        self.why.setFixedHeight(_LINES * self.why.fontMetrics().lineSpacing() + 16)
        self.field(self.tr("Toelic&hting. Mag je overslaan"), self.why)
        self.source = text_label("", "table", "textMuted", wrap=True)
        self.form.addWidget(self.source)
        self.known = QCheckBox(self.tr("Ik weet wanneer de &bewaartermijn begint"))
        self.known.toggled.connect(self._known)
        self.form.addWidget(self.known)
        self.day = DateField(reading.today_of(ws))
        self._day = self.field(self.tr("De bewaartermijn begint &op"), self.day)
        self.hint.setText(self.tr("De zaak blijft open."))

    def start(self, case: CaseReading) -> None:
        """Open for a case, with the resultaat that it has."""
        self._zaak = case.row.local_id
        now = archiving.resultaat_now(self.ws, self._zaak)
        found = archiving.brondatum(self.ws, self._zaak)
        has_one = bool(now.resultaattype)
        title = self.tr("Resultaat wijzigen") if has_one else self.tr("Resultaat vastleggen")
        self.rename(title)
        self.result.blockSignals(True)
        self.result.clear()
        for one in casework.choices(self.ws, self._zaak, "resultaattype"):
            self.result.addItem(one.omschrijving, one.ref)
        self.result.setCurrentIndex(max(0, self.result.findData(now.resultaattype)))
        self.result.blockSignals(False)
        self.why.setPlainText(now.toelichting)
        self.day.set_day(found.day or reading.today_of(self.ws))
        self.known.setChecked(found.day is not None)
        self.say_problem("")
        self._chosen()
        if not self.result.count():
            self.say_problem(self.tr("Deze soort zaak kent geen resultaten."))
        self.open_pane(self.result)

    def _chosen(self) -> None:
        """Say where the retention period begins with this resultaat."""
        wanted = str(self.result.currentData() or "")
        if not self._zaak or not wanted:
            return
        found = archiving.brondatum(self.ws, self._zaak, wanted)
        self.source.setText(found.sentence)
        self.known.setVisible(found.is_asked)
        self._known()

    def _known(self) -> None:
        asked = not self.known.isHidden() and self.known.isChecked()
        self.day.setVisible(asked)
        self._day.setVisible(asked)

    def _chosen_day(self) -> date | None:
        return None if self.day.isHidden() else self.day.day()

    def work(self) -> Said:
        act = partial(
            archiving.record_resultaat, self.ws, self._zaak,
            str(self.result.currentData() or ""), self.why.toPlainText(), self._chosen_day(),
        )  # fmt: skip
        _made, undo = undoing.recorded(self.ws, self._zaak, act)
        return self.tr("Resultaat vastgelegd: {}.").format(self.result.currentText()), undo
