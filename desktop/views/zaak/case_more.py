"""What else can be done with a case: visit, hand over, checklist, a document from a template."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import cached_property, partial
from typing import TypeVar

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
from desktop.views.widgets.panes import Panes
from desktop.views.widgets.task_pane import TaskPane
from desktop.views.widgets.work_pane import FieldsPane
from desktop.views.worklist.bulk import BulkPane
from desktop.views.zaak.checklist_pane import ChecklistPane
from desktop.views.zaak.part_panes import AddressPane, ContactPane
from desktop.views.zaak.text_offer import TextOffer

Start = Callable[[], object]
_Starting = VisitPlanPane | TemplatePane | ChecklistPane | ContactPane | AddressPane


F = TypeVar("F", bound=FieldsPane)


class More(StrEnum):
    """What the menu of a case opens a pane for; the value is the name of the pane."""

    PLAN = "VisitPlanPane"
    CHECKLIST = "ChecklistPane"
    TEMPLATE = "TemplatePane"
    HAND_OVER = "HandOverPane"
    CONTACT = "ContactPane"
    ADDRESS = "AddressPane"


class CaseMore(QObject):
    """Panes of the page of a case that its menu opens, each made at its first use."""

    open = Signal(object, object)
    """A pane, and how it starts."""
    done = Signal(str, object)
    told = Signal(str, object)
    changed = Signal()

    def __init__(self, ws: Workspace, bridge: Bridge, panes: Panes, page: QWidget) -> None:
        super().__init__(page)
        self._case: CaseReading | None = None
        self._ws, self._bridge, self._made, self._page = ws, bridge, panes, page
        self.texts = TextOffer(ws, self)
        self.texts.told.connect(self.told)
        self._visit_work = VisitWork(bridge, self)
        self._visit_work.told.connect(self.told)

    @cached_property
    def plan_pane(self) -> VisitPlanPane:
        """The pane that plans a visit."""
        return self._filled_in(VisitPlanPane(self._ws, self._page))

    @cached_property
    def template_pane(self) -> TemplatePane:
        """The pane that makes a document from a template."""
        return self._filled_in(TemplatePane(self._ws, self._bridge, self._page))

    @cached_property
    def checklist_pane(self) -> ChecklistPane:
        """The pane with the checklist of the zaak."""
        pane = self._made.add(ChecklistPane(self._ws, self._page))
        pane.changed.connect(self.changed)
        pane.told.connect(self.told)
        return pane

    @cached_property
    def hand_over_pane(self) -> BulkPane:
        """The pane that hands the zaak over."""
        pane = self._filled_in(BulkPane(self._ws, self._bridge, self._page))
        pane.setObjectName("HandOverPane")
        pane.finished.connect(self.changed)
        return pane

    @cached_property
    def contact_pane(self) -> ContactPane:
        """The pane that records a contact."""
        return self._filled_in(ContactPane(self._ws, self._page))

    @cached_property
    def address_pane(self) -> AddressPane:
        """The pane that adds an address."""
        return self._filled_in(AddressPane(self._ws, self._page))

    def _filled_in(self, pane: F) -> F:
        pane.done.connect(self.done)
        return self._made.add(pane)

    def pane(self, which: More) -> TaskPane:
        """Give a pane, made when it is not there yet."""
        match which:
            case More.PLAN:
                return self.plan_pane
            case More.CHECKLIST:
                return self.checklist_pane
            case More.TEMPLATE:
                return self.template_pane
            case More.HAND_OVER:
                return self.hand_over_pane
            case More.CONTACT:
                return self.contact_pane
            case More.ADDRESS:
                return self.address_pane

    def show_case(self, case: CaseReading) -> None:
        """Remember which case the panes are about."""
        self._case = case

    def ways(self) -> list[tuple[str, str, Start]]:
        """Give what can be done, as words, icon and action."""
        found: list[tuple[str, str, Start]] = [
            (words, icon, partial(self.begin, pane))
            for words, icon, pane in (
                (self.tr("Bezoek plannen…"), "calendar-days", More.PLAN),
                (self.tr("Checklist…"), "clipboard-list", More.CHECKLIST),
                (self.tr("Document uit een sjabloon…"), "file-pen-line", More.TEMPLATE),
                (self.tr("Zaak overdragen…"), "send", More.HAND_OVER),
                (self.tr("Contact vastleggen…"), "phone", More.CONTACT),
                (self.tr("Adres toevoegen…"), "compass", More.ADDRESS),
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

    def begin(self, which: More) -> None:
        """Open one of the panes for the case."""
        case = self._case
        if case is None:
            return
        pane = self.pane(which)
        if isinstance(pane, BulkPane):
            zaken = (str(case.row.local_id),)
            self.open.emit(pane, lambda: pane.start(Act.HAND_OVER, zaken))
        elif isinstance(pane, _Starting):
            self.open.emit(pane, lambda: pane.start(case))
