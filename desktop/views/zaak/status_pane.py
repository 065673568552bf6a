"""The pane that sets a status; an end status takes the resultaat in the same gesture."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QPlainTextEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.errors import BadInput
from desktop.domain.readings import CaseReading, StatusStep
from desktop.i18n import dates
from desktop.operations.choices import deciding
from desktop.operations.overview import reading
from desktop.operations.workspace import Workspace
from desktop.operations.zaken import casework, lifecycle
from desktop.views.widgets.card import clear, text_label
from desktop.views.widgets.work_pane import Said, WorkPane
from desktop.views.zaak.status_steps import current_of

_LINES = 4


class StatusPane(WorkPane):
    """The step after the present one is chosen beforehand; the choice stays the person's."""

    half = Signal()
    """The resultaat was set, the status was not: the case changed all the same."""

    def __init__(self, ws: Workspace, parent: QWidget) -> None:
        super().__init__(self.tr("Status zetten"), self.tr("Zet s&tatus"), ws, parent)
        self.setObjectName("StatusPane")
        self._case: CaseReading | None = None
        self._result = ""
        self._options: list[tuple[QRadioButton, StatusStep]] = []
        self._group = QButtonGroup(self)
        self.form.addWidget(text_label(self.tr("Hoe ver is deze zaak?"), "bodyStrong"))
        self._steps = QWidget()
        self._column = QVBoxLayout(self._steps)
        self._column.setContentsMargins(0, 4, 0, 8)
        self.form.addWidget(self._steps)
        self.missing = text_label("", ink="attention", wrap=True)
        self.form.addWidget(self.missing)
        self.result = QComboBox()
        self.result_label = self.field(self.tr("&Resultaat"), self.result)
        self.result.currentIndexChanged.connect(self._chosen)
        self.note = QPlainTextEdit()
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(_LINES * self.note.fontMetrics().lineSpacing() + 16)
        self.field(self.tr("Toelichting. Mag je o&verslaan"), self.note)
        self.hint.setText(self.tr("Jij besluit. Terugdraaien kan tot het verzonden is."))

    def start(self, case: CaseReading) -> None:
        """Open for a case."""
        self._case = case
        self._result = case.resultaat
        clear(self._column)
        self._options = []
        current = current_of(case.steps)
        for step in case.steps:
            self._add(step, current)
        self.result.blockSignals(True)
        self.result.clear()
        self.result.addItem(self.tr("Kies een resultaat"), "")
        for choice in casework.choices(self.ws, case.row.local_id, "resultaattype"):
            self.result.addItem(choice.omschrijving, choice.ref)
        self.result.blockSignals(False)
        self.note.clear()
        self.say_problem("")
        self._chosen()
        chosen = next((option for option, _ in self._options if option.isChecked()), None)
        self.open_pane(chosen or self.note)

    def _add(self, step: StatusStep, current: int) -> None:
        words = step.omschrijving
        if step.is_current and step.reached_at_utc is not None:
            since = dates.local_date(step.reached_at_utc)
            day = dates.day(since, reading.today_of(self.ws))
            words = self.tr("{} (nu, sinds {})").format(words, day)
        elif step.is_end:
            words = self.tr("{} (sluit de zaak)").format(words)
        option = QRadioButton(words)
        option.setAccessibleName(words)
        self._group.addButton(option)
        option.toggled.connect(self._chosen)
        self._column.addWidget(option)
        first = not any(one.isChecked() for one, _ in self._options)
        self._options.append((option, step))
        if step.volgnummer > current and first:
            option.setChecked(True)

    def _wanted(self) -> StatusStep | None:
        return next((step for option, step in self._options if option.isChecked()), None)

    def _chosen(self) -> None:
        step = self._wanted()
        ends = step is not None and step.is_end
        asks = ends and not self._result
        self.result.setVisible(asks)
        self.result_label.setVisible(asks)
        lacks = self._lacks(asks=asks) if ends else []
        if len(lacks) == 1:
            said = self.tr("Nog 1 ding voor je kunt afronden: {}.").format(lacks[0])
        else:
            said = self.tr("Nog {} dingen voor je kunt afronden: {}.").format(
                len(lacks), ", ".join(lacks)
            )
        self.missing.setText(said if lacks else "")
        self.missing.setVisible(bool(lacks))
        words = self.tr("Zaak afr&onden") if ends else self.tr("Zet s&tatus")
        self.primary.setText(words)
        self.primary.setAccessibleName(words.replace("&", ""))

    def _lacks(self, *, asks: bool) -> list[str]:
        """Name what closing still needs, in the person's words; a chosen result counts."""
        case = self._case
        if case is None:
            return []
        chosen = str(self.result.currentData() or "") if asks else ""
        return lifecycle.closing_needs(self.ws, case.row.local_id, chosen or None)

    def work(self) -> Said:
        step, case = self._wanted(), self._case
        if step is None or case is None:
            return self.tr("Er is niets veranderd."), None
        zaak = case.row.local_id
        made = []
        if step.is_end and not self._result:
            chosen = str(self.result.currentData() or "")
            if not chosen:
                raise BadInput("closing-incomplete", missing=", ".join(self._lacks(asks=True)))
            made.append(casework.set_resultaat(self.ws, zaak, chosen).id)
            self._result = self.result.currentText()
            self.half.emit()
        made.append(casework.set_status(self.ws, zaak, step.statustype, self.note.toPlainText()).id)
        closed = self.tr("Zaak afgerond: {}.").format(self._result)
        said = closed if step.is_end else self.tr("Status {} gezet.").format(step.omschrijving)
        return said, self._undo(made)

    def _undo(self, made: Sequence[str]) -> Callable[[], None]:
        def undo() -> None:
            for local_id in reversed(made):
                deciding.withdraw(self.ws, local_id)

        return undo
