"""Planning a visit: why, when, where, with whom, and what has to be done beforehand."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from PySide6.QtCore import QTime
from PySide6.QtWidgets import QPlainTextEdit, QTimeEdit, QWidget

from desktop.domain.readings import CaseReading
from desktop.i18n import dates
from desktop.operations.choices import deciding
from desktop.operations.objecten import bezoeken
from desktop.operations.objecten.bezoeken import Plan
from desktop.operations.overview import reading
from desktop.operations.workspace import Workspace
from desktop.views.widgets.date_field import DateField
from desktop.views.widgets.line_field import LineField
from desktop.views.widgets.work_pane import Said, WorkPane

_LINES = 3
_USUAL = time(10, 0)


class VisitPlanPane(WorkPane):
    """A visit to the people of a zaak; it is a plan of one's own, nobody approves it."""

    def __init__(self, ws: Workspace, parent: QWidget) -> None:
        super().__init__(self.tr("Bezoek plannen"), self.tr("Bezoek &plannen"), ws, parent)
        self.setObjectName("VisitPlanPane")
        self._zaak = ""
        self.what = LineField()
        self.what.setMaxLength(500)
        self.field(self.tr("&Waarvoor ga je?"), self.what)
        self.day = DateField(reading.today_of(ws))
        self.field(self.tr("Welke &dag?"), self.day)
        self.hour = QTimeEdit()
        self.hour.setDisplayFormat("HH:mm")
        self.field(self.tr("&Hoe laat?"), self.hour)
        self.where = LineField()
        self.field(self.tr("Waar? Leeg is het adres van de &zaak"), self.where)
        self.company = LineField()
        self.field(self.tr("Wie &gaat mee? Mag je overslaan"), self.company)
        self.before = QPlainTextEdit()
        self.before.setTabChangesFocus(True)
        self.before.setFixedHeight(_LINES * self.before.fontMetrics().lineSpacing() + 16)
        self.field(self.tr("Wat moet er &vooraf? Eén per regel"), self.before)
        self.watch = LineField()
        self.field(self.tr("Waar &let je op? Mag je overslaan"), self.watch)

    def start(self, case: CaseReading) -> None:
        """Open for a case: tomorrow at ten, unless the person says otherwise."""
        self._zaak = case.row.local_id
        for field in (self.what, self.where, self.company, self.watch):
            field.clear()
        self.before.clear()
        self.day.set_day(reading.today_of(self.ws) + timedelta(days=1))
        self.hour.setTime(QTime(_USUAL.hour, _USUAL.minute))
        self.say_problem("")
        self.open_pane(self.what)

    def moment(self) -> datetime:
        """Give the moment that is shown, in Dutch time."""
        at = self.hour.time()
        return datetime.combine(self.day.day(), time(at.hour(), at.minute()), dates.HERE)

    def work(self) -> Said:
        company = [one.strip() for one in self.company.text().split(",")]
        begin = self.moment()
        made = bezoeken.plan(
            self.ws,
            self._zaak,
            Plan(
                self.what.text(), begin, None, self.where.text(), company, self.watch.text(),
                self.before.toPlainText().splitlines(),
            ),
        )  # fmt: skip
        when = f"{dates.day(self.day.day(), reading.today_of(self.ws))}, {begin:%H:%M}"
        said = self.tr("Bezoek gepland: {}.").format(when)
        return said, lambda: deciding.withdraw(self.ws, made.id)
