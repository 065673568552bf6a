"""The pages of the main window, each wired to it where it is made. No casework, no state."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.views.choices.conflict_page import ConflictPage
from desktop.views.choices.sync_page import SyncPage
from desktop.views.promises.ambition_page import AmbitionPage
from desktop.views.promises.appointments_page import AppointmentsPage
from desktop.views.setup.help_page import HelpPage
from desktop.views.setup.settings_page import SettingsPage
from desktop.views.setup.welcome_page import WelcomePage
from desktop.views.today.today_page import TodayPage
from desktop.views.visit.visit_page import VisitPage
from desktop.views.widgets.page import Page
from desktop.views.worklist.worklist_page import WorklistPage
from desktop.views.zaak.case_page import CasePage

if TYPE_CHECKING:
    from desktop.views.frame.main_window import MainWindow


def make_page(window: MainWindow, name: str) -> QWidget:
    """Make the page with a name; an unknown name gives the worklist."""
    return _MAKERS.get(name, _worklist)(window)


def _wired(window: MainWindow, page: Page | CasePage | VisitPage | WorklistPage) -> QWidget:
    page.told.connect(window.tell)
    page.touched.connect(window.touched)
    if isinstance(page, Page | WorklistPage):
        page.opened.connect(window.open_case)
    return page


def _sync(window: MainWindow) -> QWidget:
    page = SyncPage(window.ws, window.bridge)
    page.choose.connect(window.open_choice)
    return _wired(window, page)


def _visit(window: MainWindow) -> QWidget:
    page = VisitPage(window.ws, window.bridge)
    page.back.connect(lambda: window.travel(-1))
    return _wired(window, page)


def _today(window: MainWindow) -> QWidget:
    page = TodayPage(window.ws, window.bridge)
    page.choose.connect(window.open_choice)
    page.show_outbox.connect(lambda: window.go("sync"))
    page.visit.connect(window.open_visit)
    window.herald.told.connect(page.signals.ask)
    return _wired(window, page)


def _case(window: MainWindow) -> QWidget:
    page = CasePage(window.ws, window.bridge, window.drafts, window.scans)
    page.back.connect(lambda: window.go("worklist"))
    page.show_outbox.connect(lambda: window.go("sync"))
    page.choose.connect(window.open_choice)
    page.more.opened.connect(window.open_case)
    page.more.part_wanted.connect(window.new_case_start)
    return _wired(window, page)


def _worklist(window: MainWindow) -> QWidget:
    page = WorklistPage(window.ws, window.bridge)
    page.new_case.connect(window.new_case_start)
    return _wired(window, page)


def _welcome(window: MainWindow) -> QWidget:
    page = WelcomePage(window.ws, can_practise=window.practice.can_begin)
    page.begin.connect(window.practice.begin)
    page.settings.connect(lambda: window.go("settings"))
    page.connected.connect(window.begin)
    page.told.connect(window.tell)
    return page


def _conflict(window: MainWindow) -> QWidget:
    page = ConflictPage(window.ws)
    page.left.connect(lambda: window.travel(-1))
    return _wired(window, page)


def _settings(window: MainWindow) -> QWidget:
    page = SettingsPage(window.ws, window.preferences, window.bridge)
    page.rebuilt.connect(window.rebuild)
    page.connected.connect(window.begin)
    page.leave_practice.connect(window.practice.leave)
    page.removed.connect(window.after_removal)
    page.scan_folder.connect(window.scans.follow)
    page.lock_changed.connect(window.latch.follow)
    return _wired(window, page)


def _help(window: MainWindow) -> QWidget:
    return HelpPage(window.deeds)


def _appointments(window: MainWindow) -> QWidget:
    return _wired(window, AppointmentsPage(window.ws, window.bridge))


def _ambition(window: MainWindow) -> QWidget:
    return _wired(window, AmbitionPage(window.ws))


_MAKERS: dict[str, Callable[[MainWindow], QWidget]] = {
    "today": _today, "appointments": _appointments, "ambition": _ambition, "sync": _sync,
    "visit": _visit, "conflict": _conflict, "settings": _settings, "welcome": _welcome,
    "help": _help, "case": _case,
}  # fmt: skip
