"""What else can be done with a case: visit, hand over, checklist, a document from a template."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.errors import ZaakkofferError
from desktop.domain.readings import CaseReading
from desktop.domain.receipts import RECEIPT, receipt_missing
from desktop.i18n import phrases
from desktop.operations.choices import undoing
from desktop.operations.worklists.bulk import Act
from desktop.operations.workspace import Workspace
from desktop.operations.zaken import withdrawing
from desktop.views.bridge import Bridge
from desktop.views.documenten.template_pane import TemplatePane
from desktop.views.planning.visit_plan_pane import VisitPlanPane
from desktop.views.planning.visit_work import VisitWork
from desktop.views.widgets.task_pane import TaskPane
from desktop.views.worklist.bulk import BulkPane
from desktop.views.zaak.checklist_pane import ChecklistPane
from desktop.views.zaak.part_panes import AddressPane, ContactPane
from desktop.views.zaak.text_offer import TextOffer

Start = Callable[[], object]
_Starting = VisitPlanPane | TemplatePane | ChecklistPane | ContactPane | AddressPane


class CaseMore(QObject):
    """Panes of the page of a case that its menu opens."""

    open = Signal(object, object)
    """A pane, and how it starts."""
    done = Signal(str, object)
    told = Signal(str, object)
    changed = Signal()

    def __init__(self, ws: Workspace, bridge: Bridge, page: QWidget) -> None:
        super().__init__(page)
        self._case: CaseReading | None = None
        self.plan_pane = VisitPlanPane(ws, page)
        self.template_pane = TemplatePane(ws, bridge, page)
        self.checklist_pane = ChecklistPane(ws, page)
        self.hand_over_pane = BulkPane(ws, bridge, page)
        self.hand_over_pane.setObjectName("HandOverPane")
        self.contact_pane = ContactPane(ws, page)
        self.address_pane = AddressPane(ws, page)
        self._ws = ws
        self.texts = TextOffer(ws, self)
        self.texts.told.connect(self.told)
        self._visit_work = VisitWork(bridge, self)
        self._visit_work.told.connect(self.told)
        self.panes: tuple[TaskPane, ...] = (
            self.plan_pane, self.template_pane, self.checklist_pane, self.hand_over_pane,
            self.contact_pane, self.address_pane,
        )  # fmt: skip
        for pane in (
            self.plan_pane, self.template_pane, self.hand_over_pane, self.contact_pane,
            self.address_pane,
        ):  # fmt: skip
            pane.done.connect(self.done)
        self.hand_over_pane.finished.connect(self.changed)
        self.checklist_pane.changed.connect(self.changed)
        self.checklist_pane.told.connect(self.told)

    def show_case(self, case: CaseReading) -> None:
        """Remember which case the panes are about."""
        self._case = case

    def ways(self) -> list[tuple[str, str, Start]]:
        """Give what can be done, as words, icon and action."""
        found: list[tuple[str, str, Start]] = [
            (words, icon, partial(self.begin, pane))
            for words, icon, pane in (
                (self.tr("Bezoek plannen…"), "calendar-days", self.plan_pane),
                (self.tr("Checklist…"), "clipboard-list", self.checklist_pane),
                (self.tr("Document uit een sjabloon…"), "file-pen-line", self.template_pane),
                (self.tr("Zaak overdragen…"), "send", self.hand_over_pane),
                (self.tr("Contact vastleggen…"), "phone", self.contact_pane),
                (self.tr("Adres toevoegen…"), "compass", self.address_pane),
            )
        ]
        if self._case is not None and receipt_missing(self._case):
            words = self.tr("Ontvangstbevestiging, is er nog niet…")
            found.append((words, "send", self.confirm_receipt))
        return [*found, (self.tr("Klaarzetten voor bezoek"), "luggage", self.prepare)]

    def confirm_receipt(self) -> None:
        """Open the pane for a document with the confirmation of receipt chosen."""
        case = self._case
        if case is not None:
            self.open.emit(self.template_pane, lambda: self.template_pane.start(case, RECEIPT))

    def remove(self, part: str) -> None:
        """Take a part out of the case; before it is sent it can be put back."""
        case = self._case
        if case is None:
            return
        zaak, work = case.row.local_id, partial(withdrawing.remove_part, self._ws, part)
        try:
            _made, undo = undoing.recorded(self._ws, zaak, work)
        except ZaakkofferError as error:
            self.told.emit(" ".join(phrases.explain(error)), None)
        else:
            self.done.emit(self.tr("Weggehaald."), undo)

    def prepare(self) -> None:
        """Make the zaak ready for a visit."""
        if self._case is not None:
            self._visit_work.prepare(self._case.row.local_id)

    def begin(self, pane: TaskPane) -> None:
        """Open one of the panes for the case."""
        case = self._case
        if case is None:
            return
        if isinstance(pane, BulkPane):
            zaken = (str(case.row.local_id),)
            self.open.emit(pane, lambda: pane.start(Act.HAND_OVER, zaken))
        elif isinstance(pane, _Starting):
            self.open.emit(pane, lambda: pane.start(case))
