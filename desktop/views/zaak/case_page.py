"""One case on one calm page: who, what, until when, and everything that happened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property, partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.errors import NotFound, ZaakkofferError
from desktop.domain.readings import (
    AfspraakReading,
    CaseReading,
    DocumentReading,
    TypeChoice,
    Withdrawal,
)
from desktop.i18n import phrases
from desktop.operations import practising
from desktop.operations.choices import deciding
from desktop.operations.overview import reading
from desktop.operations.workspace import Workspace
from desktop.operations.zaken import casework
from desktop.views.bridge import Bridge
from desktop.views.choices import taking_back as withdrawn
from desktop.views.choices.taking_back import withdrawing
from desktop.views.documenten.attach_pane import AttachPane
from desktop.views.documenten.document_panes import DocumentPanes
from desktop.views.documenten.document_work import DocumentWork
from desktop.views.documenten.preview_pane import PreviewPane
from desktop.views.documenten.scan_bell import ScanBell
from desktop.views.look import theme
from desktop.views.look.style_parts import TAB_SIDE
from desktop.views.promises import afspraken
from desktop.views.promises.appointment_pane import AppointmentPane
from desktop.views.widgets.card import button
from desktop.views.widgets.drop_area import Source, documents_in, holds_documents, on_clipboard
from desktop.views.widgets.page import ANY_WIDTH, scrolled
from desktop.views.widgets.panes import Panes
from desktop.views.zaak.case_head import CaseHead, CaseTabs
from desktop.views.zaak.case_log import CaseLog
from desktop.views.zaak.case_menu import ways_on
from desktop.views.zaak.case_more import CaseMore
from desktop.views.zaak.case_side import CaseSide
from desktop.views.zaak.case_work import save_fields, without_value
from desktop.views.zaak.decision_pane import DecisionPane
from desktop.views.zaak.last_look import LastLook
from desktop.views.zaak.lifecycle_pane import Course, LifecyclePane
from desktop.views.zaak.status_pane import StatusPane
from desktop.views.zaak.status_steps import StatusSteps
from desktop.views.zaak.unsent_banner import ChoiceBanner, UnsentBanner

_SIDE_PX = 372
_BAR_PX = 12
_LEAST_MAIN_PX = 480
_LOW_PX = 600
"""A window this low has no room for second lines."""


class CasePage(QWidget):
    """The page of one zaak."""

    back = Signal()
    show_outbox = Signal()
    choose = Signal(str)
    """Local id of the zaak whose questions the person wants to answer."""
    told = Signal(str, object)
    """A sentence, and a callable that undoes it or None."""
    touched = Signal()

    def __init__(
        self, ws: Workspace, bridge: Bridge, drafts: dict[str, str], scans: ScanBell
    ) -> None:
        super().__init__()
        self.setObjectName("CasePage")
        self.setAcceptDrops(True)
        self._ws = ws
        self._bridge = bridge
        self._look = LastLook(ws, bridge)
        self._case: CaseReading | None = None
        self._shown: tuple[CaseReading, date] | None = None
        self._drafts = drafts
        self._narrow = False
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(32, 16, 32, 16)
        self.head = CaseHead()
        self.steps = StatusSteps()
        self.banner = UnsentBanner()
        self.choice_banner = ChoiceBanner()
        self.tabs = CaseTabs()
        self.link = button(self.tr("Werklijst"), "chevron-left", quiet=True)
        self.link.setToolTip("Alt+Left")
        self._outer.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeft)
        self._outer.setSpacing(0)
        top = QVBoxLayout()
        top.setContentsMargins(TAB_SIDE, 0, _BAR_PX, theme.space(3))
        top.setSpacing(theme.space(3))
        for widget in (self.head, self.steps, self.choice_banner, self.banner):
            top.addWidget(widget)
        self._outer.addLayout(top)
        self._outer.addWidget(self.tabs)
        self.log = CaseLog()
        self.note = self.log.note
        self.timeline = self.log.timeline
        self._columns = QHBoxLayout()
        self._columns.setSpacing(theme.space(5))
        self._columns.addWidget(self.log, 1)
        self.cards = CaseSide()
        self.fields, self.documents = self.cards.fields, self.cards.documents
        self.people, self.afspraken = self.cards.people, self.cards.afspraken
        self._side = scrolled(self.cards)
        self._columns.addWidget(self._side)
        self._outer.addLayout(self._columns, 1)
        self._scans = scans
        self._panes = Panes(self._arrange)
        self._open = self._panes.open
        self._document_work = DocumentWork(ws, bridge, self)
        self.document_panes = DocumentPanes(ws, bridge, self._panes, self)
        self.more = CaseMore(ws, bridge, self._panes, self)
        self.more.follow(self.cards, self.log)
        self._wire()

    @cached_property
    def status_pane(self) -> StatusPane:
        """The pane that sets a status, or closes."""
        pane = self._panes.add(StatusPane(self._ws, self))
        pane.done.connect(self._done)
        pane.half.connect(self.refresh)
        return pane

    @cached_property
    def appointment_pane(self) -> AppointmentPane:
        """The pane that asks for an afspraak."""
        pane = self._panes.add(AppointmentPane(self._ws, self))
        pane.done.connect(self._done)
        return pane

    @cached_property
    def decision_pane(self) -> DecisionPane:
        """The pane that takes a besluit."""
        pane = self._panes.add(DecisionPane(self._ws, self._bridge, self))
        pane.done.connect(self._done)
        return pane

    @cached_property
    def lifecycle_pane(self) -> LifecyclePane:
        """The pane that suspends, resumes, extends, aborts and reopens."""
        pane = self._panes.add(LifecyclePane(self._ws, self))
        pane.done.connect(self._done)
        return pane

    @cached_property
    def attach_pane(self) -> AttachPane:
        """The pane that takes documents into the koffer."""
        pane = self._panes.add(AttachPane(self._ws, self._bridge, self))
        pane.follow(self._scans)
        pane.taken.connect(self._taken)
        pane.edited.connect(self.refresh)
        pane.undone.connect(self._taken_back)
        pane.refused.connect(lambda said: self.told.emit(said, None))
        return pane

    @cached_property
    def preview_pane(self) -> PreviewPane:
        """The pane that shows what stands in a document."""
        pane = self._panes.add(PreviewPane(self._ws, self._bridge, self))
        pane.wanted.connect(self._document_work.go_on)
        return pane

    def _wire(self) -> None:
        self.link.clicked.connect(self.back)
        self.head.primary.clicked.connect(self.set_status)
        self.banner.pressed.connect(self.show_outbox)
        self.choice_banner.pressed.connect(lambda: self.choose.emit(self.zaak))
        self.tabs.chosen.connect(lambda _number: self._arrange())
        self.log.saved.connect(self.save_note)
        self.log.pasted.connect(self.paste)
        self.log.attach.connect(self.attach)
        self.log.ask.connect(self.ask)
        self.timeline.withdraw.connect(self._withdraw)
        self.fields.wanted.connect(self.edit)
        self.fields.saved.connect(self._save_fields)
        self.fields.choose.connect(lambda: self.choose.emit(self.zaak))
        self.documents.browse.connect(self.attach)
        self.documents.wanted.connect(self._document)
        self.documents.together.connect(self.take_together)
        self.document_panes.done.connect(self._done)
        self.document_panes.told.connect(self.told)
        self.documents.look.connect(self.look_into)
        self._document_work.look.connect(self.look_into)
        self._document_work.changed.connect(self.refresh)
        self._document_work.changed.connect(self.touched)
        self._document_work.told.connect(self.told)
        self._document_work.coming.connect(self.documents.say_coming)
        self.documents.withdraw.connect(lambda one: self._withdraw(one.local_id))
        self.afspraken.wanted.connect(self._agree)
        self.afspraken.ask.connect(self.ask)
        self.more.done.connect(self._done)
        self.more.told.connect(self.told)
        self.more.changed.connect(self._changed)
        self.more.open.connect(self._panes.open)
        self.people.ask.connect(self.ask_of)

    def offered(self) -> list[tuple[str, str, Callable[[], object]]]:
        """Give what can be done on this page, for the palette."""
        return [] if self._case is None else ways_on(self, self._case)

    @property
    def zaak(self) -> str:
        """The local id of the zaak on the page, "" when there is none."""
        return "" if self._case is None else self._case.row.local_id

    def show_zaak(self, zaak: str) -> None:
        """Show a zaak; what was typed and not saved waits for the person to come back."""
        try:
            case = reading.case(self._ws, zaak)
        except NotFound as error:  # it was taken back, or is gone at the register
            self._case = None
            self.told.emit(" ".join(phrases.explain(error)), None)
            self.back.emit()
            return
        today = reading.today_of(self._ws)
        if case.row.local_id != self.zaak:
            self._leave()
            self.note.setPlainText(self._drafts.pop(case.row.local_id, ""))
            self.fields.stop()
        self._case = case
        if self._shown != (case, today):
            self._shown = (case, today)
            self._show(case, today)

    def _leave(self) -> None:
        """Keep the draft of the zaak that was shown, and close its panes."""
        self.keep_draft()
        self._panes.close()

    def keep_draft(self) -> None:
        """Remember the note that was typed and not saved."""
        if self.note.toPlainText().strip():
            self._drafts[self.zaak] = self.note.toPlainText()

    def _show(self, case: CaseReading, today: date) -> None:
        is_sample = case.row.registry == practising.marked(self._ws)
        self.head.show_case(case, today, is_sample=is_sample)
        self.more.show_case(case)
        self.head.offer_more(ways_on(self, case))
        self.steps.show_steps(case.steps, today, case.row.uiterlijk)
        self.choice_banner.show_case(case)
        self.tabs.show_case(case)
        self.cards.show_case(case, today, self._eigenschappen(), self._look.news(case))
        self.log.show_case(case, today)
        self._arrange()

    def _eigenschappen(self) -> list[TypeChoice]:
        return casework.choices(self._ws, self.zaak, "eigenschap")

    def refresh(self) -> None:
        """Read again after something changed; fields that are being edited stay as they are."""
        if self._case is not None:
            self.show_zaak(self.zaak)

    def first_focus(self) -> QWidget:
        """Give the widget that has the focus first."""
        return self.note

    def _try(self, work: Callable[[], object]) -> object:
        """Do an operation; what is not right is told and nothing is lost."""
        try:
            return work()
        except ZaakkofferError as error:
            self.told.emit(" ".join(phrases.explain(error)), None)
            return None

    def _done(self, said: str, undo: object = None) -> None:
        self.refresh()
        self.touched.emit()
        self.told.emit(said, partial(self._undo, undo) if callable(undo) else None)

    def _undo(self, undo: Callable[[], object]) -> None:
        try:
            undo()
        finally:  # what cannot be undone any more is said by the window
            self.refresh()
        self._done(self.tr("Ongedaan gemaakt."))

    def save_note(self) -> None:
        """Save what stands in the note field."""
        text = self.note.toPlainText()
        sort, concept = str(self.log.sort.currentData()), self.log.concept.isChecked()
        if text.strip() and self.zaak:
            work = partial(casework.add_notitie, self._ws, self.zaak, text, soort=sort)
            made = self._try(partial(work, concept=concept))
            if isinstance(made, casework.Made):
                self.note.clear()
                self._done(self.tr("Notitie bewaard."), withdrawing(self._ws, made.id))

    def _withdraw(self, local_id: str) -> None:
        how = self._try(lambda: deciding.withdrawal(self._ws, local_id))
        if isinstance(how, Withdrawal) and self._try(lambda: deciding.withdraw(self._ws, local_id)):
            self._done(withdrawn.said(how))

    def set_status(self) -> None:
        """Open the pane for a status; a closed zaak has to be reopened for one."""
        if self._case is not None and self._case.row.closed:
            self.steer(Course.REOPEN)
        elif self._case is not None:
            self._open(self.status_pane, partial(self.status_pane.start, self._case))

    def offer_texts(self) -> None:
        """Offer the texts that colleagues share: for the motivation of a besluit, else a note."""
        if self._case is not None:
            pane = self._panes.shown()
            why = pane.why if isinstance(pane, DecisionPane) else self.note
            field = why if why.hasFocus() else self.note
            self.more.texts.offer(self.zaak, field)

    def decide(self) -> None:
        """Open the pane for a besluit."""
        if self._case is not None and not self.more.is_closed():
            self._open(self.decision_pane, partial(self.decision_pane.start, self._case))

    def steer(self, course: Course) -> None:
        """Open the pane to suspend, resume, extend, abort or reopen the zaak."""
        if self._case is not None:
            self._open(self.lifecycle_pane, partial(self.lifecycle_pane.start, self._case, course))

    def ask(self) -> None:
        """Open the pane for an afspraak."""
        if self._case is not None:
            self._open(self.appointment_pane, partial(self.appointment_pane.start, self._case))

    def ask_of(self, who: str, name: str) -> None:
        """Open the pane for an afspraak with somebody."""
        self.ask()
        self.appointment_pane.choose(who, name)

    def _changed(self) -> None:
        self.refresh()
        self.touched.emit()

    def attach(self) -> None:
        """Open the pane for documents."""
        if self._case is not None:
            self._open(self.attach_pane, partial(self.attach_pane.start, self._case))

    def _document(self, verb: str, one: DocumentReading) -> None:
        found = self.document_panes.of(verb, one)
        if found is not None:
            self._open(*found)
            return
        self._document_work.zaak = self.zaak
        self._document_work.act(verb, one)

    def take_together(self) -> None:
        """Open the pane that makes one file of several documents."""
        if self._case is not None:
            self._open(*self.document_panes.for_all(self._case))

    def look_into(self, one: DocumentReading, verb: str = "") -> None:
        """Look into a document; with a verb of `document_work`, to warn before that is done."""
        if self._case is not None:
            documents = self._case.documents
            self._open(self.preview_pane, lambda: self.preview_pane.start(documents, one, verb))

    def browse(self) -> None:
        """Open the pane for documents: dropping, pasting and browsing are there."""
        self.attach()

    def edit(self) -> None:
        """Change the fields in place, or leave that without saving."""
        if self._case is None or (not self.fields.editing and self.more.is_closed()):
            return
        today = reading.today_of(self._ws)
        choices = self._eigenschappen()
        if self.fields.editing:
            self.fields.stop()
            self.fields.show_case(self._case, today, choices)
        else:
            self.tabs.choose("fields")
            self.fields.edit(without_value(self._case, choices), choices, today)

    def _save_fields(self, changes: object) -> None:
        if self._case is None or not isinstance(changes, list):
            return
        try:
            undo = save_fields(self._ws, self._case, changes, self.fields.why.text().strip())
        except ZaakkofferError as error:
            self.fields.refuse(" ".join(phrases.explain(error)))
            return
        self.fields.stop()
        self._shown = None
        if changes:
            self._done(self.tr("Bewaard."), undo)
        else:
            self.refresh()

    def _agree(self, verb: str, one: AfspraakReading) -> None:
        said = self._try(lambda: afspraken.act(self._ws, verb, one))
        if isinstance(said, tuple):
            self._done(*said)

    def take(self, sources: Sequence[Source]) -> None:
        """Take documents into the koffer; the pane shows how far they are."""
        if sources:
            self.attach()
            self.attach_pane.take(sources)

    def _taken(self, zaak: str, document: str) -> None:
        if zaak == self.zaak:
            self.refresh()
        self.touched.emit()
        if not self.attach_pane.isVisible():
            said = self.tr("Document veilig in de koffer.")
            self.told.emit(said, partial(self._undo, withdrawing(self._ws, document)))

    def _taken_back(self, _zaak: str) -> None:
        self._done(self.tr("Teruggetrokken. Het is niet verstuurd."))

    def paste(self) -> bool:
        """Take files or a picture as documents, text as a note; True when there was something."""
        pane = self._panes.shown()
        if isinstance(pane, AttachPane) and pane.has_focus():
            pane.paste()
            return True
        mime = on_clipboard()
        sources = documents_in(mime, self._ws.clock.now_utc())
        if sources:
            self.take(sources)
            return True
        if mime.hasText():
            self.tabs.choose("log")
            self.note.setFocus()
            self.note.insertPlainText(mime.text())
            return True
        return False

    def open_outbox(self) -> None:
        """Ask for the list of what is not at the registry yet."""
        self.show_outbox.emit()

    def copy_number(self) -> None:
        """Put the number of the zaak on the clipboard."""
        if self._case is not None:
            QGuiApplication.clipboard().setText(self._case.row.identificatie)
            self.told.emit(self.tr("Het nummer staat op het klembord."), None)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._case is not None and holds_documents(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.take(documents_in(event.mimeData(), self._ws.clock.now_utc()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Lay out for the room there is: columns, tabs, or columns beside a pane."""
        window = self.window()
        self._narrow = window.width() < theme.breakpoint_px("sidePaneBecomesTab")
        low = window.height() < theme.grown(_LOW_PX)
        margin = 24 if self._narrow else 32
        pane = self._panes.shown()
        room = self.width() - 2 * margin - (pane.wanted_px() if pane is not None else 0)
        beside = pane is not None and room >= theme.grown(_LEAST_MAIN_PX)
        right = pane.wanted_px() + theme.space(5) if pane is not None and beside else margin
        above = 12 if low else 16
        self._outer.setContentsMargins(margin - TAB_SIDE, above, right - _BAR_PX, above)
        self.head.lay_out(low=low)
        self.steps.setVisible(not self._narrow)
        self.tabs.setVisible(self._narrow)
        tab = self.tabs.current if self._narrow else ""
        self.log.setVisible(tab in {"", "log"})
        with_side = tab != "log" and (self._narrow or not beside)
        self._side.setVisible(with_side)
        self._columns.setContentsMargins(TAB_SIDE, 0, 0 if with_side else _BAR_PX, 0)
        side = theme.grown(_SIDE_PX) + _BAR_PX
        self._side.setMaximumWidth(ANY_WIDTH if tab else side)
        self._side.setMinimumWidth(0 if tab else side)
        self.cards.arrange(tab)
        if self._case is not None:
            today = reading.today_of(self._ws)
            self.banner.show_case(self._case, today, short=self._narrow)
        if pane is not None:
            pane.place()
