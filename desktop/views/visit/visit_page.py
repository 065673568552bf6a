"""A visit on one page: prepare it, carry it out with one hand, tell about it. All offline."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.bezoeken import BezoekReading, VraagReading
from desktop.domain.errors import NotFound, ZaakkofferError
from desktop.domain.readings import AfspraakReading, CaseReading
from desktop.domain.records import Stand
from desktop.i18n import phrases
from desktop.operations.documenten.documents import Attached
from desktop.operations.exchange import visiting
from desktop.operations.objecten import bezoeken, checklists
from desktop.operations.overview import reading
from desktop.operations.papers import templates
from desktop.operations.papers.templates import Filled
from desktop.operations.workspace import Workspace
from desktop.operations.zaken import casework
from desktop.views.bridge import Bridge
from desktop.views.choices.taking_back import withdrawing
from desktop.views.documenten.attach_pane import AttachPane
from desktop.views.documenten.pdf import pdf_of
from desktop.views.documenten.signature_pane import SignaturePane
from desktop.views.look import theme
from desktop.views.planning.visit_plan_pane import VisitPlanPane
from desktop.views.planning.visit_questions import QuestionList
from desktop.views.planning.visit_work import VisitWork
from desktop.views.promises import afspraken
from desktop.views.promises.appointment_pane import AppointmentPane
from desktop.views.visit.visit_after import ReportCard, VisitAfter
from desktop.views.visit.visit_before import VisitBefore
from desktop.views.visit.visit_during import CapturedCard, TileGrid
from desktop.views.visit.visit_head import AFTER, BEFORE, DURING, VisitHead
from desktop.views.widgets.page import scrolled
from desktop.views.widgets.task_pane import TaskPane
from desktop.views.widgets.touch import TouchButton, target
from desktop.views.zaak.decision_pane import DecisionPane
from desktop.views.zaak.form_pane import FormPane

_SIDE_PX = 436
_LOW_PX = 600
_PREVIEW_PX = 320
_REPORT_HEAD_PX = 120
_AT_THE_DOOR = timedelta(minutes=30)
"""So long before a visit its page opens on what happens during it."""


class VisitPage(QWidget):
    """The page of one visit."""

    back = Signal()
    told = Signal(str, object)
    touched = Signal()

    def __init__(self, ws: Workspace, bridge: Bridge) -> None:
        super().__init__()
        self.setObjectName("VisitPage")
        self._ws, self._bridge = ws, bridge
        self._visit: BezoekReading | None = None
        self._case: CaseReading | None = None
        self._filled: Filled | None = None
        self._undos: list[Callable[[], object]] = []
        self.step = BEFORE
        self._build()
        self.attach_pane = AttachPane(ws, bridge, self)
        self.decision_pane = DecisionPane(ws, bridge, self)
        self.appointment_pane = AppointmentPane(ws, self)
        self.form_pane = FormPane(ws, self)
        self.signature_pane = SignaturePane(ws, self)
        self.plan_pane = VisitPlanPane(ws, self)
        self._panes: tuple[TaskPane, ...] = (
            self.attach_pane, self.decision_pane, self.appointment_pane, self.form_pane,
            self.signature_pane, self.plan_pane,
        )  # fmt: skip
        self.decision_pane.enlarge()
        for pane in (self.decision_pane, self.appointment_pane, self.plan_pane):
            pane.primary.setMinimumHeight(target())
        self._work = VisitWork(bridge, self)
        self._wire()

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self.head = VisitHead()
        outer.addWidget(self.head)
        columns = QHBoxLayout()
        columns.setContentsMargins(32, 20, 32, 20)
        columns.setSpacing(theme.space(5))
        outer.addLayout(columns, 1)
        inner = QWidget()
        self._left = QVBoxLayout(inner)
        self._left.setContentsMargins(0, 0, 0, 0)
        self._left.setSpacing(theme.space(4))
        self.before = VisitBefore()
        self._beforehand = scrolled(self.before, keeps_room=False)
        self.lists = QuestionList(self.tr("Voor je aanbelt"), takes_own=False)
        self.questions = QuestionList(self.tr("Wat we bespreken"), takes_own=True)
        self.report = ReportCard()
        for card in (self.lists, self.questions, self.report):
            self._left.addWidget(card)
        self._left.addStretch(1)
        self._area = scrolled(inner, keeps_room=False)
        columns.addWidget(self._area, 1)
        self._side = QWidget()
        self._right = QVBoxLayout(self._side)
        self._right.setContentsMargins(0, 0, 0, 0)
        self._right.setSpacing(theme.space(4))
        self._right.addStretch()
        columns.addWidget(self._side)
        self.captured = CapturedCard()
        self.after = VisitAfter()
        self.tiles = TileGrid()
        self.primary = TouchButton("", primary=True)
        self._dock = QVBoxLayout()
        self._dock.setContentsMargins(32, 0, 32, 12)
        self._dock.setSpacing(theme.space(3))
        outer.addLayout(self._dock)

    def _wire(self) -> None:
        self.head.left.connect(self.back)
        self.head.stepped.connect(self.go_to)
        self.primary.clicked.connect(self._primary)
        self.report.action.clicked.connect(self._keep_report)
        self.before.prepare.connect(self._prepare)
        self.before.prepared.connect(self._point)
        for some in (self.lists, self.questions):
            some.ticked.connect(self._tick)
            some.answered.connect(self._answer)
            some.asked.connect(self._ask)
        self.captured.saved.connect(self._note)
        self.captured.undo.connect(self.undo_last)
        self.tiles.photo.connect(self.photograph)
        self.tiles.note.connect(self.write_note)
        self.tiles.form.connect(self.fill_form)
        self.tiles.sign.connect(lambda: self._open(self.signature_pane.start))
        self.tiles.agree.connect(self.agree)
        self.tiles.decide.connect(self.decide)
        self.after.agree.connect(self.agree)
        self.after.again.connect(lambda: self._open(self.plan_pane.start))
        self.after.wanted.connect(self._agree)
        for pane in (
            self.decision_pane, self.appointment_pane, self.form_pane, self.signature_pane,
            self.plan_pane,
        ):  # fmt: skip
            pane.done.connect(self._done)
        self.attach_pane.taken.connect(self._taken)
        self.attach_pane.refused.connect(lambda said: self.told.emit(said, None))
        self._work.told.connect(self.told)

    @property
    def visit(self) -> str:
        """The local id of the visit on the page, "" when there is none."""
        return "" if self._visit is None else self._visit.local_id

    @property
    def has_zaak(self) -> bool:
        """Tell whether the zaak of the visit is in the koffer: without it nothing is recorded."""
        return self._case is not None

    def show_visit(self, visit: str, step: int | None = None) -> None:
        """Show a visit, at a step or at the one that its time asks for."""
        try:
            found = bezoeken.bezoek(self._ws, visit)
        except NotFound as error:
            self._visit = None
            self.told.emit(" ".join(phrases.explain(error)), None)
            self.back.emit()
            return
        if found.local_id != self.visit:
            self._undos.clear()
            self._filled = None
            for pane in self._panes:
                if pane.isVisible():
                    pane.close_pane()
        self._visit = found
        self.go_to(self._step_of(found) if step is None else step)

    def _step_of(self, visit: BezoekReading) -> int:
        if visit.uitgevoerd:
            return AFTER
        at_the_door = self._ws.clock.now_utc() >= visit.begin_utc - _AT_THE_DOOR
        return DURING if at_the_door else BEFORE

    def go_to(self, step: int) -> None:
        """Show a step: before, during or after."""
        self.step = step
        self.head.mark(step)
        self.refresh()
        self._area.verticalScrollBar().setValue(0)
        if step == AFTER:
            self._make_report()

    def refresh(self) -> None:
        """Read again; rows stay, so that what is being typed stays."""
        if self._visit is None:
            return
        visit = self._visit = bezoeken.bezoek(self._ws, self._visit.local_id)
        self._case = None if visit.zaak is None else reading.case(self._ws, visit.zaak)
        case, today = self._case, reading.today_of(self._ws)
        prepared = None if visit.zaak is None else visiting.prepared(self._ws, visit.zaak)
        self.before.show_visit(visit, case, prepared)
        asked = [] if case is None else checklists.questions(self._ws, visit.zaak or "", visit.uuid)
        points = [one for one in asked if one.soort == "punt" and one.lijst]
        rest = [one for one in asked if one not in points]
        self.lists.show_questions(points if rest else [])
        self.questions.show_questions(rest or points)
        events = () if case is None else case.timeline
        self.captured.show_events(events, today, can_undo=bool(self._undos))
        self.after.show_case(case, today)
        self._arrange()

    def first_focus(self) -> QWidget:
        """Give the widget that has the focus first: during a visit the first open question."""
        row = self.questions.first_open() if self.step == DURING else None
        return self.primary if row is None else row.control()

    def _arrange(self) -> None:
        """Lay out for the step and the room: two columns, or one with the tiles below."""
        window = self.window()
        narrow = window.width() < theme.breakpoint_px("sidePaneBecomesTab")
        low = window.height() < theme.grown(_LOW_PX)
        if self._visit is not None:
            self.head.show_visit(self._visit, low=low or narrow)
        self._place(narrow=narrow)
        during = self.step == DURING
        self._beforehand.setVisible(self.step == BEFORE)
        self.lists.setVisible(self.step == BEFORE and bool(self.lists.rows))
        self.questions.setVisible(self.step != AFTER)
        self.report.setVisible(self.step == AFTER and self._filled is not None)
        self.captured.setVisible(during)
        self.after.setVisible(self.step == AFTER)
        self.tiles.setVisible(during and self._case is not None)
        kept = self._kept()
        self.report.show_kept(kept)
        words = {
            BEFORE: self.tr("&Bezoek starten"),
            DURING: self.tr("&Bezoek afronden"),
            AFTER: self.tr("&Klaar") if kept else self.tr("Verslag in de zaak &zetten"),
        }
        self.primary.name(words[self.step])
        self.primary.setEnabled(self.step != AFTER or self._filled is not None or bool(kept))
        for pane in self._panes:
            if pane.isVisible():
                pane.place()

    def _kept(self) -> Stand | None:
        """Give how far the report of this visit came, None while it is not in the zaak."""
        titel = "" if self._visit is None else self._visit.verslag
        some = () if self._case is None or not titel else self._case.documents
        return next((one.stand for one in some if one.titel == titel), None)

    def _place(self, *, narrow: bool) -> None:
        """Give every part its column; what has no parent yet must not be shown."""
        for number, upper in enumerate((self._beforehand, self.captured, self.after)):
            if narrow:  # what is to be known beforehand goes first, what was recorded last
                self._left.insertWidget(0 if number == 0 else self._left.count() - 1, upper)
            else:
                self._right.insertWidget(number, upper, int(upper is not self.after))
        if narrow:
            self._dock.addWidget(self.tiles)
            self.head.hold(self.primary)
        else:
            self._right.addWidget(self.tiles)
            self._right.addWidget(self.primary)
        self.tiles.arrange(columns=6 if narrow else 3)
        self._beforehand.grow(on=narrow)
        self.captured.lay_out(narrow=narrow)
        self._side.setVisible(not narrow)
        self._side.setFixedWidth(theme.grown(_SIDE_PX))
        room = self._area.viewport().height() - _REPORT_HEAD_PX
        self.report.pages.setMinimumHeight(max(_PREVIEW_PX, room))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _try(self, work: Callable[[], object]) -> object:
        try:
            return work()
        except ZaakkofferError as error:
            self.told.emit(" ".join(phrases.explain(error)), None)
            return None

    def _done(self, said: str, undo: object = None) -> None:
        back: Callable[[], object] | None = None
        if callable(undo):
            self._undos.append(undo)

            def back() -> None:
                self._take_back(undo)

        self._quietly()
        if self.step == AFTER:
            self._make_report()
        self.told.emit(said, back)

    def _take_back(self, undo: Callable[[], object]) -> None:
        if undo in self._undos:
            self._undos.remove(undo)
        try:
            undo()
        except ZaakkofferError as error:
            self._done(" ".join(phrases.explain(error)))
        else:
            self._done(self.tr("Teruggetrokken. Het is niet verstuurd."))

    def undo_last(self) -> None:
        """Take back what was recorded last."""
        if self._undos:
            self._take_back(self._undos[-1])

    def _open(self, start: Callable[[CaseReading], object]) -> None:
        for pane in self._panes:
            if pane.isVisible():
                pane.close_pane()
        if self._case is not None:
            start(self._case)

    def write_note(self) -> None:
        """Go to the quick note, on the step that has it."""
        if self.step != DURING:
            self.go_to(DURING)
        self.captured.note.setFocus()

    def fill_form(self) -> None:
        """Open the form of the zaak."""
        self._open(self.form_pane.start)

    def agree(self) -> None:
        """Open the pane for an afspraak."""
        self._open(self.appointment_pane.start)

    def decide(self) -> None:
        """Open the pane for a besluit."""
        self._open(self.decision_pane.start)

    def _prepare(self) -> None:
        if self._visit is not None and self._visit.zaak is not None:
            self._work.prepare(self._visit.zaak)

    def _point(self, key: str, done: bool) -> None:
        self._try(lambda: bezoeken.prepare_point(self._ws, self.visit, key, done=done))
        self._quietly()

    def _quietly(self) -> None:
        """Show what changed; an answer needs no word."""
        self.refresh()
        self.touched.emit()

    def _zaak(self) -> tuple[str, str]:
        visit = self._visit
        return ("", "") if visit is None else (visit.zaak or "", visit.uuid)

    def _tick(self, question: VraagReading, done: bool) -> None:
        zaak, uuid = self._zaak()
        self._try(
            lambda: checklists.tick(
                self._ws, zaak, question.key, done=done, bezoek=uuid, lijst=question.lijst
            )
        )
        self._quietly()

    def _answer(self, question: VraagReading, value: object) -> None:
        zaak, uuid = self._zaak()
        self._try(
            lambda: checklists.answer(
                self._ws, zaak, question.key, value, bezoek=uuid, lijst=question.lijst
            )
        )
        self._quietly()

    def _ask(self, words: str) -> None:
        zaak, uuid = self._zaak()
        self._try(lambda: checklists.ask(self._ws, zaak, words, bezoek=uuid))
        self._quietly()

    def _note(self) -> None:
        text = self.captured.note.toPlainText()
        zaak, _uuid = self._zaak()
        if not text.strip() or not zaak:
            return
        made = self._try(lambda: casework.add_notitie(self._ws, zaak, text))
        if isinstance(made, casework.Made):
            self.captured.note.clear()
            self._done(self.tr("Notitie bewaard."), withdrawing(self._ws, made.id))

    def photograph(self) -> None:
        """Look through the camera; without one, choose what the camera of the device took."""
        if self._case is not None:
            self._open(self.attach_pane.start)
            self.attach_pane.photos.photograph()

    def _taken(self, _zaak: str, document: str) -> None:
        self._undos.append(withdrawing(self._ws, document))
        self._quietly()

    def _agree(self, verb: str, one: AfspraakReading) -> None:
        said = self._try(lambda: afspraken.act(self._ws, verb, one))
        if isinstance(said, tuple):
            self._done(*said)

    def _primary(self) -> None:
        if self.step == BEFORE:
            self.go_to(DURING)
        elif self.step == DURING:
            self._finish()
        elif self._kept() is not None:
            self.back.emit()
        else:
            self._keep_report()

    def _finish(self) -> None:
        if self._try(lambda: bezoeken.finish(self._ws, self.visit)) is not None:
            self.head.steps[AFTER].setFocus()  # the primary waits for the report
            self.go_to(AFTER)
            self._done(
                self.tr(
                    "Bezoek afgerond. Het verslag staat klaar."
                    " Alles gaat mee zodra er verbinding is."
                )
            )

    def _make_report(self) -> None:
        """Fill the template on a thread: the first time it is read it takes a moment."""
        zaak, uuid = self._zaak()
        if not zaak:
            return
        work = partial(templates.fill, self._ws, zaak, templates.REPORT, bezoek=uuid)
        self._bridge.run(work, partial(self._show_report, zaak, uuid))

    def _show_report(self, zaak: str, uuid: str, found: object) -> None:
        if isinstance(found, ZaakkofferError):
            self.told.emit(" ".join(phrases.explain(found)), None)
        elif isinstance(found, Filled) and self._zaak() == (zaak, uuid):
            self._filled = found
            self.report.show_report(found)
            self._arrange()
            if self.head.steps[AFTER].hasFocus():
                self.primary.setFocus()

    def _keep_report(self) -> None:
        zaak, uuid = self._zaak()
        filled = self._filled
        if filled is None:
            return
        made = self._try(
            lambda: templates.attach_filled(
                self._ws, zaak, filled, content=pdf_of(filled), suffix=".pdf"
            )
        )
        if isinstance(made, Attached):
            self._try(lambda: bezoeken.finish(self._ws, uuid, verslag=made.id))
            said = self.tr("Het verslag staat in de zaak.")
            self._done(said, withdrawing(self._ws, made.id))
