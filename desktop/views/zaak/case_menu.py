"""The menu of a case: what can be done with it as it is now."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from desktop.domain.readings import CaseReading
from desktop.views.look.wording import tr
from desktop.views.zaak.case_more import CaseMore, More
from desktop.views.zaak.lifecycle_pane import Course, is_suspended


class Desk(Protocol):
    """What the page of a case does when it is asked to."""

    more: CaseMore

    def edit(self) -> None: ...
    def set_status(self) -> None: ...
    def decide(self) -> None: ...
    def steer(self, course: Course) -> None: ...
    def copy_number(self) -> None: ...
    def open_outbox(self) -> None: ...


def _result(page: Desk, case: CaseReading) -> list[tuple[str, str, Callable[[], object]]]:
    if case.row.closed:
        return []
    words = tr("Resultaat wijzigen…") if case.resultaat else tr("Resultaat vastleggen…")
    return [(words, "circle-check", partial(page.more.begin, More.RESULT))]


def ways_on(page: Desk, case: CaseReading) -> list[tuple[str, str, Callable[[], object]]]:
    """Give what can be done now with a zaak, as words, icon and action."""
    if case.row.closed:
        courses = [(tr("Zaak heropenen…"), "undo-2", Course.REOPEN)]
    else:
        courses = [
            (tr("Zaak hervatten…"), "history", Course.RESUME)
            if is_suspended(case)
            else (tr("Zaak opschorten…"), "clock", Course.SUSPEND),
            (tr("Zaak verlengen…"), "calendar-days", Course.EXTEND),
            (tr("Zaak afbreken…"), "ban", Course.ABORT),
        ]
    return [
        (tr("Gegevens wijzigen"), "pen-line", page.edit),
        (tr("Status zetten"), "flag", page.set_status),
        (tr("Besluit nemen"), "scale", page.decide),
        *_result(page, case),
        *((words, icon, partial(page.steer, course)) for words, icon, course in courses),
        *page.more.ways(),
        (tr("Kopieer het nummer"), "clipboard-list", page.copy_number),
        (tr("Bekijk wat nog niet bij het register staat"), "clock",
         page.open_outbox),
    ]  # fmt: skip
