"""What else can be done with a case: visit, hand over, checklist, a document from a template."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import cached_property, partial
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from desktop.domain.errors import BadInput, ZaakkofferError
from desktop.domain.readings import CaseReading
from desktop.domain.receipts import RECEIPT, receipt_missing
from desktop.domain.related import How, RelatedReading
from desktop.i18n import phrases
from desktop.operations.choices import undoing
from desktop.operations.worklists.bulk import Act
from desktop.operations.workspace import Workspace
from desktop.operations.zaken import parts, relations, withdrawing
from desktop.views.bridge import Bridge
from desktop.views.documenten.template_pane import TemplatePane
from desktop.views.planning.visit_plan_pane import VisitPlanPane
from desktop.views.planning.visit_work import VisitWork
from desktop.views.widgets.panes import Panes
from desktop.views.widgets.task_pane import TaskPane
from desktop.views.widgets.work_pane import FieldsPane
from desktop.views.worklist.bulk import BulkPane
from desktop.views.zaak.case_log import CaseLog
from desktop.views.zaak.case_side import CaseSide
from desktop.views.zaak.checklist_pane import ChecklistPane
from desktop.views.zaak.note_pane import NotePane
from desktop.views.zaak.part_panes import AddressPane, ContactPane, ObjectPane
from desktop.views.zaak.relate_pane import RelatePane
from desktop.views.zaak.related_card import RelatedCard
from desktop.views.zaak.result_pane import ResultPane
from desktop.views.zaak.rol_pane import Change, RolPane
from desktop.views.zaak.text_offer import TextOffer

Start = Callable[[], object]
_Starting = (
    VisitPlanPane | TemplatePane | ChecklistPane | ContactPane | AddressPane | RelatePane
    | ObjectPane | RolPane | ResultPane | NotePane
)  # fmt: skip

F = TypeVar("F", bound=FieldsPane)


class More(StrEnum):
    """What the menu of a case opens a pane for; the value is the name of the pane."""

    PLAN = "VisitPlanPane"
    CHECKLIST = "ChecklistPane"
    TEMPLATE = "TemplatePane"
    HAND_OVER = "HandOverPane"
    CONTACT = "ContactPane"
    ADDRESS = "AddressPane"
    OBJECT = "ObjectPane"
    RELATE = "RelatePane"
    ROL = "RolPane"
    RESULT = "ResultPane"
    NOTE = "NotePane"


_OPEN_ONLY = {
    More.ROL, More.RESULT, More.CONTACT, More.ADDRESS, More.OBJECT, More.RELATE, More.HAND_OVER,
}  # fmt: skip
"""What a closed zaak takes only after it was opened again."""


class CaseMore(QObject):
    """Panes of the page of a case that its menu opens, each made at its first use."""

    open = Signal(object, object)
    """A pane, and how it starts."""
    done = Signal(str, object)
    told = Signal(str, object)
    changed = Signal()
    opened = Signal(str)
    """Local id of another zaak to show."""
    part_wanted = Signal(str)
    """Local id of the zaak for which a deelzaak is to be made."""

    def __init__(self, ws: Workspace, bridge: Bridge, panes: Panes, page: QWidget) -> None:
        super().__init__(page)
        self._case: CaseReading | None = None
        self._card: RelatedCard | None = None
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

    @cached_property
    def object_pane(self) -> ObjectPane:
        """The pane that adds anything else that the zaak is about."""
        return self._filled_in(ObjectPane(self._ws, self._page))

    @cached_property
    def relate_pane(self) -> RelatePane:
        """The pane that says how another zaak belongs to this one."""
        return self._filled_in(RelatePane(self._ws, self._page))

    @cached_property
    def rol_pane(self) -> RolPane:
        """The pane that says who somebody is."""
        return self._filled_in(RolPane(self._ws, self._page))

    @cached_property
    def result_pane(self) -> ResultPane:
        """The pane that records the resultaat."""
        return self._filled_in(ResultPane(self._ws, self._page))

    @cached_property
    def note_pane(self) -> NotePane:
        """The pane that writes a note that is not an ordinary one, or changes a concept."""
        return self._filled_in(NotePane(self._ws, self._page))

    def _filled_in(self, pane: F) -> F:
        pane.done.connect(self.done)
        return self._made.add(pane)

    def pane(self, which: More) -> TaskPane:
        """Give a pane, made when it is not there yet."""
        found: dict[More, Callable[[], TaskPane]] = {
            More.PLAN: lambda: self.plan_pane,
            More.CHECKLIST: lambda: self.checklist_pane,
            More.TEMPLATE: lambda: self.template_pane,
            More.HAND_OVER: lambda: self.hand_over_pane,
            More.CONTACT: lambda: self.contact_pane,
            More.ADDRESS: lambda: self.address_pane,
            More.OBJECT: lambda: self.object_pane,
            More.RELATE: lambda: self.relate_pane,
            More.ROL: lambda: self.rol_pane,
            More.RESULT: lambda: self.result_pane,
            More.NOTE: lambda: self.note_pane,
        }
        return found[which]()

    def follow(self, cards: CaseSide, log: CaseLog) -> None:
        """Fill the card of other zaken, and do what is asked on the cards and in the timeline."""
        card = self._card = cards.related
        card.add.connect(partial(self.begin, More.RELATE))
        card.opened.connect(self.opened)
        card.removed.connect(self._unrelate)
        cards.objects.add.connect(partial(self.begin, More.ADDRESS))
        cards.objects.removed.connect(self.remove)
        cards.people.action.clicked.connect(partial(self.begin, More.HAND_OVER))
        cards.people.add.connect(partial(self.begin, More.ROL))
        cards.people.changed.connect(self.change_rol)
        cards.people.removed.connect(self.remove)
        log.timeline.go_on.connect(self.change_note)
        log.timeline.final.connect(self.make_final)

    def show_case(self, case: CaseReading) -> None:
        """Remember which case the panes are about, and show what belongs to it."""
        self._case = case
        found = relations.related(self._ws, case.row.local_id)
        if self._card is not None:
            self._card.show_related(found, closed=case.row.closed)

    def is_closed(self) -> bool:
        """Tell whether the zaak takes no such change any more, and say so to the person."""
        closed = self._case is not None and self._case.row.closed
        if closed:
            self.told.emit(" ".join(phrases.explain(BadInput("zaak-closed"))), None)
        return closed

    def make_part(self) -> None:
        """Ask for the pane of a new zaak, as a deelzaak of this one."""
        if self._case is not None and not self.is_closed():
            self.part_wanted.emit(str(self._case.row.local_id))

    def ways(self) -> list[tuple[str, str, Start]]:
        """Give what can be done, as words, icon and action."""
        closed = self._case is not None and self._case.row.closed
        found: list[tuple[str, str, Start]] = [
            (words, icon, partial(self.begin, pane))
            for words, icon, pane in (
                (self.tr("Bezoek plannen…"), "calendar-days", More.PLAN),
                (self.tr("Checklist…"), "clipboard-list", More.CHECKLIST),
                (self.tr("Document uit een sjabloon…"), "file-pen-line", More.TEMPLATE),
                (self.tr("Zaak overdragen…"), "send", More.HAND_OVER),
                (self.tr("Iemand toevoegen…"), "users", More.ROL),
                (self.tr("Contact vastleggen…"), "phone", More.CONTACT),
                (self.tr("Adres toevoegen…"), "compass", More.ADDRESS),
                (self.tr("Object toevoegen…"), "plus", More.OBJECT),
                (self.tr("Zaak koppelen…"), "briefcase", More.RELATE),
            )
            if not (closed and pane in _OPEN_ONLY)
        ]
        if self._case is not None and receipt_missing(self._case):
            words = self.tr("Ontvangstbevestiging, is er nog niet…")
            found.append((words, "send", self.confirm_receipt))
        if not closed:
            found.append((self.tr("Deelzaak maken…"), "plus", self.make_part))
        return [*found, (self.tr("Klaarzetten voor bezoek"), "luggage", self.prepare)]

    def change_rol(self, rol: str, change: Change) -> None:
        """Open the pane to put right who has a rol, or to give it to somebody else."""
        case = self._case
        found = [] if case is None else [one for one in case.rollen if one.local_id == rol]
        if case is None or not found:
            return
        pane = self.rol_pane
        begin = pane.correct if change is Change.RIGHT else pane.hand_on
        self.open.emit(pane, partial(begin, case, found[0]))

    def change_note(self, note: str) -> None:
        """Open the pane to go on with a note that is a concept."""
        case = self._case
        if case is not None:
            self.open.emit(self.note_pane, partial(self.note_pane.go_on, case, note))

    def make_final(self, note: str) -> None:
        """Make a note final that was a concept."""
        work = partial(parts.edit_notitie, self._ws, note, definitief=True)
        self._recorded(work, self.tr("Notitie is nu definitief."))

    def confirm_receipt(self) -> None:
        """Open the pane for a document with the confirmation of receipt chosen."""
        case = self._case
        if case is not None:
            self.open.emit(self.template_pane, lambda: self.template_pane.start(case, RECEIPT))

    def remove(self, part: str) -> None:
        """Take a part out of the case; before it is sent it can be put back."""
        self._recorded(partial(withdrawing.remove_part, self._ws, part), self.tr("Weggehaald."))

    def _unrelate(self, one: RelatedReading) -> None:
        if self._case is None:
            return
        zaak = self._case.row.local_id
        if one.how is How.HOOFDZAAK:
            work = partial(relations.set_hoofdzaak, self._ws, zaak, None)
        else:
            work = partial(relations.unrelate, self._ws, zaak, str(one.zaak))
        self._recorded(work, self.tr("Losgemaakt."))

    def _recorded(self, work: Callable[[], object], said: str) -> None:
        if self._case is None:
            return
        try:
            _made, undo = undoing.recorded(self._ws, self._case.row.local_id, work)
        except ZaakkofferError as error:
            self.told.emit(" ".join(phrases.explain(error)), None)
        else:
            self._keep_focus()
            self.done.emit(said, undo)

    def _keep_focus(self) -> None:
        """Take the focus off a button that goes with what it removed: Qt would take it anywhere."""
        first = getattr(self._page, "first_focus", None)
        if first is not None and self._page.isAncestorOf(QApplication.focusWidget() or self._page):
            first().setFocus(Qt.FocusReason.OtherFocusReason)

    def prepare(self) -> None:
        """Make the zaak ready for a visit."""
        if self._case is not None:
            self._visit_work.prepare(self._case.row.local_id)

    def begin(self, which: More) -> None:
        """Open one of the panes for the case."""
        case = self._case
        if case is None:
            return
        if which in _OPEN_ONLY and self.is_closed():
            return
        pane = self.pane(which)
        if isinstance(pane, BulkPane):
            zaken = (str(case.row.local_id),)
            self.open.emit(pane, lambda: pane.start(Act.HAND_OVER, zaken))
        elif isinstance(pane, _Starting):
            self.open.emit(pane, lambda: pane.start(case))
