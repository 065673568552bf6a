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


def ways_on(page: Desk, case: CaseReading) -> list[tuple[str, str, Callable[[], object]]]:
    """Give what can be done now with a zaak, as words, icon and action."""
    return [
        *(_closed(page) if case.row.closed else _open(page, case)),
        *page.more.ways(),
        (tr("Kopieer het nummer"), "clipboard-list", page.copy_number),
        (tr("Bekijk wat nog niet bij het register staat"), "clock",
         page.open_outbox),
    ]  # fmt: skip


def _closed(page: Desk) -> list[tuple[str, str, Callable[[], object]]]:
    return [(tr("Zaak heropenen…"), "undo-2", partial(page.steer, Course.REOPEN))]


def _open(page: Desk, case: CaseReading) -> list[tuple[str, str, Callable[[], object]]]:
    stands_still = is_suspended(case)
    course = Course.RESUME if stands_still else Course.SUSPEND
    return [
        (tr("Gegevens wijzigen"), "pen-line", page.edit),
        (tr("Status zetten"), "flag", page.set_status),
        (tr("Besluit nemen"), "scale", page.decide),
        (tr("Resultaat wijzigen…") if case.resultaat else tr("Resultaat vastleggen…"),
         "circle-check", partial(page.more.begin, More.RESULT)),
        (tr("Zaak hervatten…") if stands_still else tr("Zaak opschorten…"),
         "history" if stands_still else "clock", partial(page.steer, course)),
        (tr("Zaak verlengen…"), "calendar-days", partial(page.steer, Course.EXTEND)),
        (tr("Zaak afbreken…"), "ban", partial(page.steer, Course.ABORT)),
    ]  # fmt: skip
