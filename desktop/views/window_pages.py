"""The pages of the main window, each wired to it where it is made. No casework, no state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.views.ambition_page import AmbitionPage
from desktop.views.appointments_page import AppointmentsPage
from desktop.views.case_page import CasePage
from desktop.views.conflict_page import ConflictPage
from desktop.views.help_page import HelpPage
from desktop.views.settings_page import SettingsPage
from desktop.views.sync_page import SyncPage
from desktop.views.today_page import TodayPage
from desktop.views.welcome_page import WelcomePage
from desktop.views.widgets.page import Page
from desktop.views.worklist_page import WorklistPage

if TYPE_CHECKING:
    from desktop.views.main_window import MainWindow


def make_page(window: MainWindow, name: str) -> QWidget:
    """Make the page with a name; an unknown name gives the worklist."""
    match name:
        case "today":
            return _today(window)
        case "appointments":
            return _wired(window, AppointmentsPage(window.ws))
        case "ambition":
            return _wired(window, AmbitionPage(window.ws))
        case "sync":
            sync = SyncPage(window.ws, window.bridge)
            sync.choose.connect(window.open_choice)
            return _wired(window, sync)
        case "conflict":
            conflict = ConflictPage(window.ws)
            conflict.left.connect(lambda: window.travel(-1))
            return _wired(window, conflict)
        case "settings":
            settings = SettingsPage(window.ws, window.preferences)
            settings.rebuilt.connect(window.rebuild)
            settings.connected.connect(window.begin)
            settings.scan_folder.connect(window.scans.follow)
            return _wired(window, settings)
        case "welcome":
            return _welcome(window)
        case "help":
            return HelpPage(window.deeds)
        case "case":
            return _case(window)
        case _:
            return _worklist(window)


def _wired(window: MainWindow, page: Page) -> QWidget:
    page.told.connect(window.tell)
    page.touched.connect(window.touched)
    page.opened.connect(window.open_case)
    return page


def _today(window: MainWindow) -> QWidget:
    page = TodayPage(window.ws, window.bridge)
    page.choose.connect(window.open_choice)
    page.show_outbox.connect(lambda: window.go("sync"))
    return _wired(window, page)


def _case(window: MainWindow) -> QWidget:
    page = CasePage(window.ws, window.bridge, window.drafts)
    page.attach_pane.follow(window.scans)
    page.back.connect(lambda: window.go("worklist"))
    page.show_outbox.connect(lambda: window.go("sync"))
    page.choose.connect(window.open_choice)
    page.told.connect(window.tell)
    page.touched.connect(window.touched)
    return page


def _worklist(window: MainWindow) -> QWidget:
    page = WorklistPage(window.ws, window.bridge)
    page.told.connect(window.tell)
    page.touched.connect(window.touched)
    page.opened.connect(window.open_case)
    page.new_case.connect(window.new_case_start)
    return page


def _welcome(window: MainWindow) -> QWidget:
    page = WelcomePage(window.ws, can_practise=window.start_practice is not None)
    page.begin.connect(window.begin_practice)
    page.settings.connect(lambda: window.go("settings"))
    page.connected.connect(window.begin)
    page.told.connect(window.tell)
    return page
