"""The frame: rail, pages made on first use, notice, strip, shortcuts. No casework."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.errors import ZaakkofferError
from desktop.domain.records import RunReport
from desktop.i18n import phrases
from desktop.operations import reading
from desktop.operations.workspace import Workspace
from desktop.views.bridge import Bridge
from desktop.views.case_page import CasePage
from desktop.views.case_panes import NewCasePane
from desktop.views.rail import NavigationRail
from desktop.views.status_strip import StatusStrip
from desktop.views.sync_page import SyncPage
from desktop.views.today_page import AmbitionPage, AppointmentsPage, TodayPage
from desktop.views.widgets.notice import Notice
from desktop.views.worklist_page import WorklistPage

SYNC_EVERY_MS = 5 * 60 * 1000
SYNC_AFTER_EDIT_MS = 4000
_SIZE = (1440, 900)
_LEAST = (1024, 640)


class MainWindow(QMainWindow):
    """One window on one profile."""

    def __init__(self, ws: Workspace, *, practice: bool = False, automatic: bool = True) -> None:
        super().__init__()
        self.ws = ws
        self.bridge = Bridge(ws)
        self.setWindowTitle("Zaakkoffer")
        self.resize(*_SIZE)
        self.setMinimumSize(*_LEAST)
        self.rail = NavigationRail()
        self.rail.chosen.connect(self.go)
        self.pages = QStackedWidget()
        self._made: dict[str, QWidget] = {}
        self.notice = Notice()
        self.strip = StatusStrip(practice=practice)
        self.strip.opened.connect(lambda: self.go("sync"))
        self.strip.sync_wanted.connect(self.bridge.sync)
        self._lay_out()
        self.new_case = NewCasePane(ws, self.pages)
        self.new_case.made.connect(self.open_case)
        self.new_case.done.connect(lambda said: self.tell(said, None))
        self._shortcuts()
        self.bridge.changed.connect(self.refresh)
        self.bridge.sync_ended.connect(self._sync_ended)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.bridge.sync)
        self._automatic = automatic
        if automatic:
            regular = QTimer(self)
            regular.timeout.connect(self.bridge.sync)
            regular.start(SYNC_EVERY_MS)
        self.go("worklist")
        self.refresh()

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

    def _shortcuts(self) -> None:
        found: dict[str, Callable[[], object]] = {
            "Ctrl+1": lambda: self.go("today"),
            "Ctrl+2": lambda: self.go("worklist"),
            "Ctrl+3": lambda: self.go("appointments"),
            "Ctrl+4": lambda: self.go("ambition"),
            "Ctrl+0": lambda: self.go("sync"),
            "Ctrl+N": self.new_case.start,
            "F5": self.bridge.sync,
            "Shift+F5": self.bridge.stop_sync,
            "Alt+Left": lambda: self.go("worklist"),
            "Ctrl+K": self._find,
            "Ctrl+F": self._find,
            "Ctrl+M": lambda: self._on_case(lambda page: page.note.setFocus()),
            "Ctrl+T": lambda: self._on_case(CasePage.set_status),
            "Ctrl+J": lambda: self._on_case(CasePage.ask),
            "Ctrl+Shift+D": lambda: self._on_case(CasePage.browse),
            "F2": lambda: self._on_case(CasePage.edit),
            "Ctrl+Shift+V": lambda: self._on_case(CasePage.paste),
        }
        for keys, action in found.items():
            QShortcut(QKeySequence(keys), self, action)

    def _find(self) -> None:
        self.go("worklist")
        page = self.page("worklist")
        if isinstance(page, WorklistPage):
            page.filter.setFocus()
            page.filter.selectAll()

    def _on_case(self, action: Callable[[CasePage], object]) -> None:
        page = self.pages.currentWidget()
        if isinstance(page, CasePage):
            action(page)

    def page(self, name: str) -> QWidget:
        """Give a page, made at its first use."""
        if name not in self._made:
            page = self._make(name)
            self._made[name] = page
            self.pages.addWidget(page)
        return self._made[name]

    def _make(self, name: str) -> QWidget:
        match name:
            case "today":
                return self._wired(TodayPage(self.ws))
            case "appointments":
                return self._wired(AppointmentsPage(self.ws))
            case "ambition":
                return self._wired(AmbitionPage(self.ws))
            case "sync":
                return self._wired(SyncPage(self.ws, self.bridge))
            case "case":
                case_page = CasePage(self.ws, self.bridge)
                case_page.back.connect(lambda: self.go("worklist"))
                case_page.show_outbox.connect(lambda: self.go("sync"))
                case_page.told.connect(self.tell)
                case_page.touched.connect(self.touched)
                return case_page
            case _:
                worklist = WorklistPage(self.ws)
                worklist.opened.connect(self.open_case)
                worklist.new_case.connect(self.new_case_start)
                return worklist

    def _wired(self, page: TodayPage | AppointmentsPage | AmbitionPage | SyncPage) -> QWidget:
        page.told.connect(self.tell)
        page.touched.connect(self.touched)
        page.opened.connect(self.open_case)
        return page

    def new_case_start(self) -> None:
        """Open the pane for a new zaak."""
        self.new_case.start()

    def go(self, name: str) -> None:
        """Show a page with the focus where work begins."""
        page = self.page(name)
        self.pages.setCurrentWidget(page)
        self.rail.mark(name if name != "case" else "worklist")
        self._refresh_page(page)
        focus = getattr(page, "first_focus", None)
        if focus is not None:
            focus().setFocus()

    def open_case(self, zaak: str) -> None:
        """Show a zaak."""
        page = self.page("case")
        if isinstance(page, CasePage):
            page.show_zaak(zaak)
            self.go("case")
            self.touched()

    def tell(self, said: str, undo: object) -> None:
        """Say what was done."""
        self.notice.tell(said, undo if callable(undo) else None)

    def touched(self) -> None:
        """Show the new truth, and send it soon."""
        self._show_status()
        if self._automatic and reading.status(self.ws).waiting:
            self._soon.start(SYNC_AFTER_EDIT_MS)

    def _show_status(self) -> None:
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
        name, registry = reading.person(self.ws)
        self.rail.say(name, registry.capitalize())
        self._show_status()
        current = self.pages.currentWidget()
        if current is not None:
            self._refresh_page(current)

    def _sync_ended(self, result: object) -> None:
        if isinstance(result, ZaakkofferError):
            self.tell(" ".join(phrases.explain(result)), None)
        elif isinstance(result, RunReport):
            for name, trouble in result.registries.items():
                if trouble not in {"ok", "offline", "stopped"}:
                    self.tell(" ".join(phrases.trouble(trouble, register=name)), None)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.bridge.close()
        super().closeEvent(event)
