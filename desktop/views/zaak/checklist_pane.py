"""The checklists and forms of a zaak itself, apart from any visit."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from desktop.domain.bezoeken import VraagReading
from desktop.domain.errors import ZaakkofferError
from desktop.domain.readings import CaseReading
from desktop.i18n import phrases
from desktop.operations.objecten import checklists
from desktop.operations.workspace import Workspace
from desktop.views.planning.visit_questions import QuestionList
from desktop.views.widgets.page import scrolled
from desktop.views.widgets.task_pane import TaskPane


class ChecklistPane(TaskPane):
    """Every answer is kept at once; closing loses nothing."""

    WIDTH = 600
    changed = Signal()
    told = Signal(str, object)

    def __init__(self, ws: Workspace, parent: QWidget) -> None:
        super().__init__(self.tr("Checklist"), parent)
        self.setObjectName("ChecklistPane")
        self._ws = ws
        self._zaak = ""
        self.questions = QuestionList(self.tr("Vragen en punten"), takes_own=True, columns=1)
        self.questions.ticked.connect(lambda one, on: self._do(lambda: self._tick(one, done=on)))
        self.questions.answered.connect(
            lambda one, value: self._do(lambda: self._answer(one, value))
        )
        self.questions.asked.connect(
            lambda words: self._do(lambda: checklists.ask(self._ws, self._zaak, words))
        )
        self.body.addWidget(scrolled(self.questions, keeps_room=False), 1)
        cast(QBoxLayout, self.layout()).setStretch(1, 1)

    def start(self, case: CaseReading) -> None:
        """Open for a case, at the first open question."""
        self._zaak = case.row.local_id
        self._show()
        row = self.questions.first_open()
        self.open_pane(self.questions.own if row is None else row.control())

    def _show(self) -> None:
        self.questions.show_questions(checklists.questions(self._ws, self._zaak))

    def _tick(self, one: VraagReading, *, done: bool) -> object:
        return checklists.tick(self._ws, self._zaak, one.key, done=done, lijst=one.lijst)

    def _answer(self, one: VraagReading, value: object) -> object:
        return checklists.answer(self._ws, self._zaak, one.key, value, lijst=one.lijst)

    def _do(self, work: Callable[[], object]) -> None:
        try:
            work()
        except ZaakkofferError as error:
            self.told.emit(" ".join(phrases.explain(error)), None)
        self._show()
        self.changed.emit()
