"""The frame: rail, pages made on first use, notice, strip, palette, shortcuts. No casework."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QCloseEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.errors import NotFound, ZaakkofferError
from desktop.domain.records import Progress, RunReport
from desktop.i18n import phrases
from desktop.operations.overview import reading
from desktop.operations.workspace import Workspace
from desktop.views.bridge import Bridge
from desktop.views.choices.conflict_page import ConflictPage
from desktop.views.deeds import Deed, bind
from desktop.views.documenten.edit_watch import EditWatch
from desktop.views.documenten.scan_bell import ScanBell
from desktop.views.documenten.word_work import WordWork
from desktop.views.frame import half_filled
from desktop.views.frame.herald import Herald
from desktop.views.frame.history import History, Place
from desktop.views.frame.latch import Latch
from desktop.views.frame.left_over import LeftOver
from desktop.views.frame.palette import CommandPalette, Offer
from desktop.views.frame.practice import Practice
from desktop.views.frame.printing import Printing
from desktop.views.frame.pulse import Pulse
from desktop.views.frame.rail import NavigationRail
from desktop.views.frame.session_watch import SessionWatch
from desktop.views.frame.status_strip import StatusStrip
from desktop.views.frame.tour import Tour
from desktop.views.frame.window_deeds import window_deeds
from desktop.views.frame.window_pages import make_page
from desktop.views.look import theme, wording
from desktop.views.preferences import Preferences
from desktop.views.visit.calendar_work import CalendarWork
from desktop.views.visit.visit_page import VisitPage
from desktop.views.widgets.card import renew_labels
from desktop.views.widgets.notice import Notice
from desktop.views.worklist.worklist_page import WorklistPage
from desktop.views.zaak.case_page import CasePage
from desktop.views.zaak.new_case_pane import NewCasePane

_UNDER = {"case": "worklist", "conflict": "worklist", "visit": "today"}
"""Pages that the rail has no item for, and the item they belong to."""
_LOOKS = {QEvent.Type.PaletteChange, QEvent.Type.ApplicationFontChange}


def shown_on(page: QWidget) -> str:
    """Give the local id of the zaak or the visit on a page, "" for none."""
    if isinstance(page, VisitPage):
        return page.visit
    return page.zaak if isinstance(page, CasePage) else ""


class MainWindow(QMainWindow):
    """One window on one profile."""

    def __init__(
        self,
        ws: Workspace,
        *,
        practice: bool = False,
        automatic: bool = True,
        start_practice: Callable[[], object] | None = None,
        end_practice: Callable[[], object] | None = None,
    ) -> None:
        """Make a window; `start_practice` adds the practice register, where there is one.

        `end_practice` stops it, so that its cases can go.
        """
        super().__init__()
        self.ws = ws
        self.preferences = Preferences(ws.profile)
        self.bridge = Bridge(ws)
        self.calendar = CalendarWork(ws, self.bridge, self)
        self.calendar.told.connect(self.tell)
        self.printing = Printing(self.bridge, self)
        self.printing.told.connect(self.tell)
        self.scans = ScanBell(self.bridge, self)
        self.edits = EditWatch(self.bridge, self)
        self.edits.saved.connect(self._saw_save)
        self.edits.ended.connect(self._put_back)
        self.history = History()
        self.drafts: dict[str, str] = {}
        self._undo: object = None
        self._left_over = LeftOver(self.bridge, lambda: self._undo, self)
        self.latch = Latch(self, self.bridge)
        self.practice = Practice(self, is_on=practice, start=start_practice, end=end_practice)
        self.latch.pin_needed.connect(self._ask_for_pin)
        self.latch.changed.connect(self._locked)
        self.edits.saved.connect(self.latch.wipe_again)
        self._size_up()
        self._build()
        self._pulse = Pulse(self.bridge, self) if automatic else None
        self._words = WordWork(self.bridge, self) if automatic else None
        self.herald = Herald(self.bridge, self)
        self.herald.told.connect(self.inform)
        self.herald.opened.connect(self.open_case)
        if automatic:
            self.herald.start()
            SessionWatch(self).locked.connect(self.latch.lock_along)
        self.latch.follow()
        self.scans.follow()
        self.edits.follow()
        self.bridge.changed.connect(self.refresh)
        self.bridge.sync_started.connect(lambda: self.strip.show_busy(busy=True))
        self.bridge.progressed.connect(self._progressed)
        self.bridge.sync_ended.connect(self._sync_ended)
        self.go("worklist" if reading.status(ws).registries else "welcome")
        self.refresh()

    def _build(self) -> None:
        """Make every part, in the language and the size of text in use."""
        self.setLocale(wording.locale())
        self._made: dict[str, QWidget] = {}
        self.rail = NavigationRail()
        self.pages = QStackedWidget()
        self.notice = Notice()
        self.strip: StatusStrip = StatusStrip(practice=self.practice.words())
        self._lay_out()
        self.new_case = NewCasePane(self.ws, self.pages)
        whole = self.centralWidget() or self
        self.palette_box = CommandPalette(self.ws, self._offer, self.pages.currentWidget, whole)
        self.tour = Tour(whole, (self.strip.waits, self.rail.seek, self.strip.connection))
        self.deeds = window_deeds(self)
        bind(self.deeds, self)
        self._wire()

    def rebuild(self) -> None:
        """Make every part anew; the page, its zaak and all that is half filled in stay."""
        shown = self.pages.currentWidget()
        place = next((name for name, page in self._made.items() if page is shown), "worklist")
        case = self._made.get("case")
        zaak = case.zaak if isinstance(case, CasePage) else ""
        if isinstance(case, CasePage):
            case.keep_draft()
        halves = half_filled.taken(self.pages)
        picked = half_filled.picked(self._made.get("worklist"))
        step = self.tour.step if self.tour.isVisible() else -1
        options = Qt.FindChildOption.FindDirectChildrenOnly
        for shortcut in self.findChildren(QShortcut, options=options):
            shortcut.setEnabled(False)
            shortcut.deleteLater()
        old = self.takeCentralWidget()
        if old is not None:
            self._left_over.put_aside(old)
        self._build()
        self.rail.set_narrow(narrow=self._is_narrow())
        page = self.page("case") if zaak and (place == "case" or halves) else None
        if isinstance(page, CasePage):
            page.show_zaak(zaak)
        half_filled.pick_again(self, picked)
        half_filled.put_back(self, halves)
        self._show_page(place, self.page(place), is_read=place == "case" and page is not None)
        self.strip.show_busy(busy=self.bridge.is_syncing)
        self._show_status()
        if step >= 0:
            self.tour.start(step)

    def _size_up(self) -> None:
        """Take the size of the guide, or what the screen has."""
        screen = self.screen().availableSize()
        for name, use in (("defaultWindow", self.resize), ("minimumWindow", self.setMinimumSize)):
            width, height = theme.tokens()["size"][name]
            use(min(width, screen.width()), min(height, screen.height()))
        if not self.preferences.geometry.isEmpty():
            self.restoreGeometry(self.preferences.geometry)

    def _lay_out(self) -> None:
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.pages, 1)
        middle.addWidget(self.notice)
        upper = QHBoxLayout()
        upper.setSpacing(0)
        upper.addWidget(self.rail)
        upper.addLayout(middle, 1)
        centre = QWidget()
        whole = QVBoxLayout(centre)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(upper, 1)
        whole.addWidget(self.strip)
        self.setCentralWidget(centre)

    def _wire(self) -> None:
        self.rail.chosen.connect(self.go)
        self.rail.search.connect(self.palette_box.open_palette)
        self.palette_box.opened.connect(self.open_case)
        self.strip.opened.connect(lambda: self.go("sync"))
        self.strip.scans_wanted.connect(self.take_scans)
        self.scans.changed.connect(self.strip.show_scans)
        self.strip.show_scans(self.scans.offered)
        self.strip.sync_wanted.connect(self.bridge.sync)
        self.strip.stop_wanted.connect(self.bridge.stop_sync)
        self.new_case.made.connect(self.open_case)
        self.new_case.done.connect(self.tell)
        self.new_case.undone.connect(lambda: self.go("worklist"))

    def _offer(self) -> Offer:
        page = self.pages.currentWidget()
        known = {deed.words for deed in self.deeds}
        more = page.offered() if isinstance(page, CasePage | WorklistPage) else []
        deeds = [
            Deed(words, icon, "", run)
            for words, icon, run in more
            if words.removesuffix("…") not in known
        ]
        on_visit = isinstance(page, VisitPage) and page.has_zaak
        return Offer([*self.deeds, *deeds], isinstance(page, CasePage), on_visit)

    def find_in_list(self) -> None:
        """Go to the filter of the worklist."""
        self.go("worklist")
        page = self.page("worklist")
        if isinstance(page, WorklistPage):
            page.filter.setFocus()
            page.filter.selectAll()

    def page(self, name: str) -> QWidget:
        """Give a page, made at its first use."""
        if name not in self._made:
            page = make_page(self, name)
            self._made[name] = page
            self.pages.addWidget(page)
        return self._made[name]

    def _locked(self, is_locked: bool) -> None:
        self.herald.hush(is_locked)
        if not is_locked:
            self.edits.follow()
            self.refresh()

    def _ask_for_pin(self, why: str) -> None:
        self.go("settings")
        self.tell(why, None)

    def begin(self, _name: str = "") -> None:
        """Leave the welcome for the list; the zaken come in by themselves."""
        self.go("worklist")
        self.practice.refresh()
        self.refresh()
        if not self.practice.is_leaving:  # it would wait for the whole run
            self.bridge.sync()

    def after_removal(self) -> None:
        """Show what is left when a register went; the welcome when none is."""
        self.practice.refresh()
        if reading.status(self.ws).registries:
            self.bridge.sync()
        else:
            self.go("welcome")
        self.refresh()

    def new_case_start(self, hoofdzaak: str = "") -> None:
        """Open the pane for a new zaak, or for a deelzaak of one."""
        self.new_case.start(hoofdzaak)

    def go(self, name: str, *, is_read: bool = False) -> None:
        """Show a page with the focus where work begins; `is_read`: it has just read all."""
        page = self.page(name)
        self.history.visit(Place(name, shown_on(page)))
        self._show_page(name, page, is_read=is_read)

    def _show_page(self, name: str, page: QWidget, *, is_read: bool = False) -> None:
        self._let_go()
        self.pages.setCurrentWidget(page)
        self.rail.setVisible(name not in {"welcome", "visit"})
        self.rail.mark(_UNDER.get(name, name))
        if not is_read:
            self._refresh_page(page)
        self._name_window(name, page)
        focus = getattr(page, "first_focus", None)
        if focus is not None:
            focus().setFocus()

    def _let_go(self) -> None:
        """Take the focus off a page that will hide: Qt would hand it on, and each stop is told."""
        focus = QApplication.focusWidget()
        if focus is not None and self.pages.isAncestorOf(focus):
            focus.clearFocus()

    def _name_window(self, name: str, page: QWidget) -> None:
        if self.latch.is_locked:
            return
        shown = self.rail.items[name].words if name in self.rail.items else ""
        if isinstance(page, VisitPage):
            shown = page.head.who.text()
        if isinstance(page, CasePage) and page.zaak:
            shown = reading.zaak_number(self.ws, page.zaak)
        self.setWindowTitle(" – ".join(filter(None, [shown, "Zaakkoffer"])))

    def open_case(self, zaak: str) -> None:
        """Show a zaak."""
        page = self.page("case")
        if isinstance(page, CasePage):
            page.show_zaak(zaak)
            self.go("case", is_read=True)
            self.touched()
            self._freshen(page)

    def open_visit(self, visit: str) -> None:
        """Show a visit; the rail makes room for it."""
        page = self.page("visit")
        if isinstance(page, VisitPage):
            page.show_visit(visit)
            if page.visit:
                self.go("visit", is_read=True)

    def open_choice(self, zaak: str) -> None:
        """Show the questions about a zaak."""
        page = self.page("conflict")
        if isinstance(page, ConflictPage):
            page.show_zaak(zaak)
            self.go("conflict")

    def travel(self, step: int) -> None:
        """Go back (-1) or forward (1) over the pages that were shown."""
        place = self.history.step(step)
        if place is None:
            return
        page = self.page(place.page)
        if isinstance(page, CasePage) and place.zaak:
            page.show_zaak(place.zaak)
        if isinstance(page, VisitPage) and place.zaak:
            page.show_visit(place.zaak)
        self._show_page(place.page, page)
        self._freshen(page)

    def _freshen(self, page: QWidget) -> None:
        """Ask for a fresh read of the zaak that is opened; what is here shows at once."""
        if self._pulse is not None and isinstance(page, CasePage) and page.zaak:
            self._pulse.opened(page.zaak)

    def _saw_save(self, titel: str, put_back: object) -> None:
        """Say that a save was seen and kept, and offer to put the document back."""
        said = self.tr("We zagen dat je ‘{}’ opsloeg. Het is versleuteld bewaard. Klaar?")
        if callable(put_back):
            self.notice.tell(said.format(titel), put_back, action=self.tr("Zet terug"))

    def _put_back(self, said: str) -> None:
        self.refresh()
        self.touched()
        self.tell(said, None)

    def take_scans(self) -> None:
        """Offer the scans that lie ready to the zaak on the page; without one, say what to do."""
        page = self.pages.currentWidget()
        if isinstance(page, CasePage):
            page.attach()
        else:
            self.go("worklist")
            self.tell(self.tr("Open de zaak waar de scans bij horen en kies Document."), None)

    def tell(self, said: str, undo: object) -> None:
        """Say what was done."""
        self._undo = undo
        self.notice.tell(said, self.undo if callable(undo) else None)

    def inform(self, said: str) -> None:
        """Say what happened by itself; never in the place of an undo that is still offered."""
        if not self.notice.offers_undo:
            self.notice.tell(said)

    def undo(self) -> None:
        """Take back what was done last, while it has not left yet; else say what became of it."""
        undo, self._undo = self._undo, None
        if callable(undo):
            try:
                undo()
            except NotFound:
                self.tell(self.tr("Dit wacht niet meer. Ongedaan maken kan daarom niet."), None)
            except ZaakkofferError as error:
                self.tell(" ".join(phrases.explain(error)), None)

    def touched(self) -> None:
        """Show the new truth, and send it soon."""
        self.edits.follow()
        self._show_status()
        if self._words is not None:
            self._words.soon()
        if self._pulse is not None and reading.status(self.ws).waiting:
            self._pulse.edited()

    def _show_status(self) -> None:
        name, registry = reading.person(self.ws)
        self.rail.say(name, registry[:1].upper() + registry[1:])
        status = reading.status(self.ws)
        self.strip.show_status(status, reading.today_of(self.ws))
        self.rail.count(status.waiting, status.conflicts + status.rejected)

    @staticmethod
    def _refresh_page(page: QWidget) -> None:
        refresh = getattr(page, "refresh", None)
        if refresh is not None:
            refresh()

    def refresh(self) -> None:
        """Read everything that is visible again."""
        self._show_status()
        current = self.pages.currentWidget()
        if current is not None:
            self._refresh_page(current)

    def _progressed(self, progress: object) -> None:
        if isinstance(progress, Progress):
            self.strip.show_progress(progress)

    def _sync_ended(self, result: object) -> None:
        self.strip.show_busy(busy=False)
        if isinstance(result, ZaakkofferError):
            self.tell(" ".join(phrases.explain(result)), None)
        elif isinstance(result, RunReport):
            for name, trouble in result.registries.items():
                if trouble not in {"ok", "offline", "stopped"}:
                    self.tell(" ".join(phrases.trouble(trouble, register=name)), None)

    def _is_narrow(self) -> bool:
        """Tell whether the rail has to be narrow: as the person wishes, else by the width."""
        by_width = self.width() < theme.breakpoint_px("railCollapses")
        wish = self.preferences.rail_is_narrow
        return by_width if wish is None else wish

    def toggle_rail(self) -> None:
        """Make the rail narrow or wide, and keep it so."""
        self.preferences.rail_is_narrow = not self.rail.narrow
        self.rail.set_narrow(narrow=not self.rail.narrow)

    def next_region(self, step: int) -> None:
        """Take the focus to the next or previous part of the window: rail, page, strip."""
        page = self.pages.currentWidget() or self.pages
        regions: list[QWidget] = [self.rail, page, self.strip]
        focus = QApplication.focusWidget() or self
        here = next((n for n, one in enumerate(regions) if one.isAncestorOf(focus)), 1)
        first = getattr(page, "first_focus", None)
        wanted: list[QWidget] = [self.rail.seek, first() if first else page, self.strip.sync]
        wanted[(here + step) % len(regions)].setFocus(Qt.FocusReason.TabFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self._is_narrow()
        if narrow != self.rail.narrow:
            self.rail.set_narrow(narrow=narrow)
        for floating in (self.palette_box, self.new_case, self.tour):
            if floating.isVisible():
                floating.place()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in _LOOKS:
            renew_labels()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.preferences.geometry = self.saveGeometry()
        self.bridge.close()
        super().closeEvent(event)
