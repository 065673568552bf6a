"""Suspend, resume, extend, abort or reopen a zaak: what, why, and for extending how long."""

from __future__ import annotations

from datetime import date
from enum import Enum, auto
from functools import partial

from PySide6.QtWidgets import QPlainTextEdit, QSpinBox, QWidget

from desktop.domain.readings import CaseReading
from desktop.operations.choices import undoing
from desktop.operations.overview import reading
from desktop.operations.workspace import Workspace
from desktop.operations.zaken import lifecycle
from desktop.views.widgets.date_field import DateField
from desktop.views.widgets.work_pane import Said, WorkPane

_LINES = 4
_MOST_DAYS = 999
_USUAL_DAYS = 28


class Course(Enum):
    """What a person does with a zaak as a whole."""

    SUSPEND = auto()
    RESUME = auto()
    EXTEND = auto()
    ABORT = auto()
    REOPEN = auto()


def is_suspended(case: CaseReading) -> bool:
    """Tell whether the terms of a zaak stand still."""
    return bool((case.body.get("opschorting") or {}).get("indicatie"))


class LifecyclePane(WorkPane):
    """One pane for the five; each asks only what it needs."""

    def __init__(self, ws: Workspace, parent: QWidget) -> None:
        super().__init__(self.tr("Zaak"), self.tr("Vast&leggen"), ws, parent)
        self.setObjectName("LifecyclePane")
        self._case: CaseReading | None = None
        self._course = Course.SUSPEND
        self._known: date | None = None
        self._was_asked = False
        self.days = QSpinBox()
        self.days.setRange(1, _MOST_DAYS)
        self._days = self.field(self.tr("Hoeveel dagen la&nger?"), self.days)
        self.since = DateField(reading.today_of(ws))
        self._since = self.field(self.tr("Opgeschort s&inds"), self.since)
        self.why = QPlainTextEdit()
        self.why.setTabChangesFocus(True)
        self.why.setFixedHeight(_LINES * self.why.fontMetrics().lineSpacing() + 16)
        self.field(self.tr("&Waarom?"), self.why)

    def start(self, case: CaseReading, course: Course) -> None:
        """Open for a case, to do one of the five."""
        self._case, self._course = case, course
        title, act, hint = self._words(course)
        self.rename(title)
        self.primary.setText(act)
        self.primary.setAccessibleName(act.replace("&", ""))
        self.hint.setText(hint)
        self.days.setValue(_USUAL_DAYS)
        self._known = lifecycle.suspended_since(self.ws, case.row.local_id)
        self.since.set_day(self._known or reading.today_of(self.ws))
        self._was_asked = False
        self.why.clear()
        for field, label, used in (
            (self.days, self._days, course is Course.EXTEND),
            (self.since, self._since, course is Course.RESUME),
        ):
            field.setVisible(used)
            label.setVisible(used)
        self.say_problem("")
        first = {Course.EXTEND: self.days, Course.RESUME: self.since}
        self.open_pane(first.get(course, self.why))

    def _words(self, course: Course) -> tuple[str, str, str]:
        match course:
            case Course.SUSPEND:
                hint = self.tr("De termijnen staan stil tot je de zaak hervat.")
                return self.tr("Zaak opschorten"), self.tr("O&pschorten"), hint
            case Course.RESUME:
                hint = self.tr("De dagen dat de zaak stilstond, komen bij de termijnen.")
                return self.tr("Zaak hervatten"), self.tr("&Hervatten"), hint
            case Course.EXTEND:
                hint = self.tr("Verlengen kan één keer.")
                return self.tr("Zaak verlengen"), self.tr("Ver&lengen"), hint
            case Course.ABORT:
                hint = self.tr("De zaak wordt gesloten met een resultaat dat dit zegt.")
                return self.tr("Zaak afbreken"), self.tr("Af&breken"), hint
            case Course.REOPEN:
                hint = self.tr("De zaak gaat terug naar de stap voor het sluiten.")
                return self.tr("Zaak heropenen"), self.tr("&Heropenen"), hint

    def work(self) -> Said:
        assert self._case is not None  # noqa: S101  the pane opens for a case only
        zaak = self._case.row.local_id
        _made, undo = undoing.recorded(self.ws, zaak, partial(self._steer, zaak))
        return self._said(), undo

    def _steer(self, zaak: str) -> object:
        why = self.why.toPlainText()
        match self._course:
            case Course.SUSPEND:
                return lifecycle.suspend(self.ws, zaak, why)
            case Course.RESUME:
                return lifecycle.resume(self.ws, zaak, sinds=self._suspended_on(), reden=why)
            case Course.EXTEND:
                return lifecycle.extend(self.ws, zaak, str(self.days.value()), why)
            case Course.ABORT:
                return lifecycle.abort(self.ws, zaak, why)
            case Course.REOPEN:
                return lifecycle.reopen(self.ws, zaak, why)

    def _said(self) -> str:
        return {
            Course.SUSPEND: self.tr("Zaak opgeschort. Hervatten kan altijd."),
            Course.RESUME: self.tr("Zaak hervat."),
            Course.EXTEND: self.tr("Zaak verlengd."),
            Course.ABORT: self.tr("Zaak afgebroken."),
            Course.REOPEN: self.tr("Zaak heropend."),
        }[self._course]

    @property
    def course(self) -> Course:
        """What the pane is open for."""
        return self._course

    def _suspended_on(self) -> date | None:
        """Give the day that was chosen.

        Where this device does not know it, today is no choice yet: it is asked about once.
        """
        day = self.since.day()
        is_open = self._known is None and day == reading.today_of(self.ws)
        if is_open and not self._was_asked:
            self._was_asked = True
            return None
        return day
