"""Pictures of visit mode, and of the panes in which people work together on a case."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta

from desktop.operations.objecten import bezoeken, checklists
from desktop.operations.objecten.bezoeken import Plan
from desktop.operations.workspace import Workspace
from desktop.views.frame.main_window import MainWindow
from desktop.views.visit.visit_head import AFTER, BEFORE, DURING
from desktop.views.visit.visit_page import VisitPage
from desktop.views.zaak.case_more import More
from desktop.views.zaak.case_page import CasePage
from PySide6.QtWidgets import QApplication

STEPS = ("visit-before", "visit-during", "visit-after")
_REPORT_S = 10.0


def plan(ws: Workspace, zaak: str) -> str:
    """Plan a visit that is about to begin, with some answers; gives its local id."""
    begin = ws.clock.now_utc() + timedelta(minutes=10)
    wanted = Plan(
        "Kijken wat nodig is om weer veilig te douchen", begin,
        vooraf=["Meetlint mee", "Melding nog eens lezen"],
        aandachtspunten="Mevrouw hoort slecht rechts. De voordeur klemt.",
    )  # fmt: skip
    made = bezoeken.plan(ws, zaak, wanted)
    uuid = made.identificatie
    checklists.answer(ws, zaak, "wens", "Weer zelf douchen", bezoek=uuid)
    checklists.answer(ws, zaak, "trap", "ja", bezoek=uuid)
    return made.id


def picture_visits(window: MainWindow, visit: str, save: Callable[[str], None]) -> None:
    """Photograph the steps of a visit, its panes, and those that the menu of a case opens."""
    window.open_visit(visit)
    page = window.page("visit")
    if not isinstance(page, VisitPage):
        return
    for name, step in zip(STEPS, (BEFORE, DURING, AFTER), strict=True):
        page.go_to(step)
        page.first_focus().setFocus()
        _settle(page)
        save(name)
    page.go_to(DURING)
    for name, tile in (("visit-form", 2), ("visit-signature", 3)):
        page.tiles.tiles[tile].click()
        save(name)
    page.signature_pane.close_pane()
    window.travel(-1)
    window.go("case")
    case = window.page("case")
    if isinstance(case, CasePage):
        for name, which in (
            ("visit-plan", More.PLAN), ("template", More.TEMPLATE),
            ("checklist", More.CHECKLIST), ("hand-over", More.HAND_OVER),
        ):  # fmt: skip
            case.more.begin(which)
            save(name)
        case.more.hand_over_pane.close_pane()


def _settle(page: VisitPage) -> None:
    """Wait for the report, which is made on a thread."""
    ends = time.monotonic() + _REPORT_S
    while page.step == AFTER and not page.primary.isEnabled() and time.monotonic() < ends:
        QApplication.processEvents()
        time.sleep(0.02)
