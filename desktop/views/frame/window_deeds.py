"""Every action of the main window with its keys (guide, section 7), as far as its page exists."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from desktop.views.deeds import Deed
from desktop.views.look.wording import tr
from desktop.views.visit.visit_page import VisitPage
from desktop.views.zaak.case_more import More
from desktop.views.zaak.case_page import CasePage

if TYPE_CHECKING:
    from desktop.views.frame.main_window import MainWindow


def _on_case(
    window: MainWindow,
    action: Callable[[CasePage], object],
    in_visit: Callable[[VisitPage], object] | None = None,
) -> Callable[[], object]:
    def run() -> None:
        page = window.pages.currentWidget()
        if isinstance(page, CasePage):
            action(page)
        elif isinstance(page, VisitPage) and page.has_zaak and in_visit is not None:
            in_visit(page)

    return run


def _opening(window: MainWindow, words: str, icon: str, pane: More, keys: str = "") -> Deed:
    """Give the deed that opens a pane of a case."""
    run = _on_case(window, lambda page: page.more.begin(pane))
    return Deed(words, icon, keys, run, only_case=True)


def _pages(window: MainWindow) -> list[Deed]:
    return [
        Deed(tr("Vandaag"), "sun", "Ctrl+1", partial(window.go, "today")),
        Deed(tr("Werklijst"), "list", "Ctrl+2", partial(window.go, "worklist")),
        Deed(tr("Afspraken"), "handshake", "Ctrl+3", partial(window.go, "appointments")),
        Deed(tr("Ambitie"), "compass", "Ctrl+4", partial(window.go, "ambition")),
        Deed(tr("Synchronisatie"), "refresh-cw", "Ctrl+0", partial(window.go, "sync")),
        Deed(tr("Instellingen"), "settings", "Ctrl+,", partial(window.go, "settings")),
        Deed(tr("Hulp"), "circle-help", "F1", partial(window.go, "help")),
    ]


def _casework(window: MainWindow) -> list[Deed]:
    return [
        Deed(tr("Nieuwe zaak"), "plus", "Ctrl+N", window.new_case_start),
        Deed(
            tr("Notitie schrijven"), "sticky-note", "Ctrl+M",
            _on_case(window, lambda page: page.note.setFocus(), VisitPage.write_note),
            only_case=True, in_visit=True,
        ),
        Deed(
            tr("Document toevoegen"), "paperclip", "Ctrl+Shift+D",
            _on_case(window, CasePage.browse, VisitPage.photograph),
            only_case=True, in_visit=True,
        ),
        Deed(
            tr("Status zetten"), "flag", "Ctrl+T",
            _on_case(window, CasePage.set_status), only_case=True,
        ),
        Deed(
            tr("Afspraak maken"), "handshake", "Ctrl+J",
            _on_case(window, CasePage.ask, VisitPage.agree), only_case=True, in_visit=True,
        ),
        Deed(
            tr("Besluit nemen"), "scale", "Ctrl+B",
            _on_case(window, CasePage.decide, VisitPage.decide), only_case=True, in_visit=True,
        ),
        Deed(
            tr("Gegevens wijzigen"), "pen-line", "F2",
            _on_case(window, CasePage.edit, VisitPage.fill_form), only_case=True, in_visit=True,
        ),
        Deed(
            tr("Tekst uit een sjabloon"), "notebook-pen", "Ctrl+Space",
            _on_case(window, CasePage.offer_texts), only_case=True,
        ),
        _opening(window, tr("Contact vastleggen"), "phone", More.CONTACT, "Ctrl+Shift+C"),
        Deed(
            tr("Bestand of plaatje plakken"), "paperclip", "Ctrl+V",
            _on_case(window, CasePage.paste), only_case=True, more_keys=("Ctrl+Shift+V",),
        ),
    ]  # fmt: skip


def _together(window: MainWindow) -> list[Deed]:
    """Give what concerns visits, the people around a case and its documents."""
    return [
        _opening(window, tr("Bezoek plannen"), "calendar-days", More.PLAN),
        Deed(
            tr("Klaarzetten voor bezoek"), "luggage", "Ctrl+Shift+M",
            _on_case(window, lambda page: page.more.prepare()), only_case=True,
        ),
        _opening(window, tr("Checklist invullen"), "clipboard-list", More.CHECKLIST),
        _opening(window, tr("Document uit een sjabloon"), "file-pen-line", More.TEMPLATE),
        _opening(window, tr("Zaak overdragen"), "send", More.HAND_OVER),
        _opening(window, tr("Iemand toevoegen"), "users", More.ROL),
        _opening(window, tr("Resultaat vastleggen"), "circle-check", More.RESULT),
        _opening(window, tr("Notitie met soort of concept"), "sticky-note", More.NOTE),
        _opening(window, tr("Zaak koppelen"), "briefcase", More.RELATE),
        Deed(
            tr("Deelzaak maken"), "plus", "",
            _on_case(window, lambda page: page.more.make_part()), only_case=True,
        ),
        Deed(tr("Bezoeken naar je agenda"), "calendar-days", "", window.calendar.export),
        Deed(tr("Bezoeken uit je agenda"), "calendar-days", "", window.calendar.take_in),
    ]  # fmt: skip


def _window(window: MainWindow) -> list[Deed]:
    return [
        Deed(tr("Nu synchroniseren"), "refresh-cw", "F5", window.bridge.sync),
        Deed(tr("Synchroniseren stoppen"), "circle-stop", "Shift+F5", window.bridge.stop_sync),
        Deed(tr("Filter in deze lijst"), "funnel", "Ctrl+F", window.find_in_list),
        Deed(tr("Koffer op slot"), "lock", "Ctrl+L", window.latch.lock),
        Deed(tr("Ongedaan maken"), "undo-2", "Ctrl+Z", window.undo),
        Deed(
            tr("Afdrukken"), "file-text", "Ctrl+P",
            lambda: window.printing.print_page(window.pages.currentWidget()),
        ),
        Deed(tr("Terug"), "arrow-left", "Alt+Left", partial(window.travel, -1)),
        Deed(tr("Vooruit"), "arrow-right", "Alt+Right", partial(window.travel, 1)),
        Deed(tr("Menu smal of breed"), "columns-3", "F9", window.toggle_rail),
        Deed(
            tr("Zoek of doe"), "search", "Ctrl+K",
            window.palette_box.open_palette, in_palette=False,
        ),
        Deed(
            tr("Volgend deel van het venster"), "chevron-left", "F6",
            partial(window.next_region, 1), in_palette=False,
        ),
        Deed(
            tr("Vorig deel van het venster"), "chevron-left", "Shift+F6",
            partial(window.next_region, -1), in_palette=False,
        ),
    ]  # fmt: skip


def window_deeds(window: MainWindow) -> list[Deed]:
    """Give the actions in the order in which help shows them."""
    return [*_casework(window), *_together(window), *_window(window), *_pages(window)]
