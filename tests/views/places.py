"""Every page, pane and state of the window, one after another; the same walk for every check.

`furnished` makes a koffer that has something to show everywhere; `Places` opens place after place.
`never_seen` names the widgets of the program that no place showed, so that a pane made tomorrow
without a place here fails the test that asks.
"""

from __future__ import annotations

import importlib
import pkgutil
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from itertools import chain
from pathlib import Path
from typing import cast

from desktop import views
from desktop.domain.lists import Compare, Condition
from desktop.domain.readings import WorklistQuery
from desktop.domain.reasons import Reason
from desktop.domain.scans import Offered, Scan
from desktop.operations import accounts
from desktop.operations.documenten import checkouts, documents
from desktop.operations.documenten.documents import Pasted
from desktop.operations.objecten import agreements, bezoeken, checklists
from desktop.operations.objecten.bezoeken import Plan
from desktop.operations.overview import reading
from desktop.operations.worklists import lists, signals
from desktop.operations.worklists.bulk import Act
from desktop.operations.worklists.lists import OwnList
from desktop.operations.zaken import casework, relations
from desktop.views.documenten import document_work
from desktop.views.documenten.camera import Camera
from desktop.views.frame.main_window import MainWindow
from desktop.views.setup.settings_page import SettingsPage
from desktop.views.today.today_page import TodayPage
from desktop.views.visit.visit_head import AFTER, BEFORE, DURING
from desktop.views.visit.visit_page import VisitPage
from desktop.views.widgets.rows import Row
from desktop.views.worklist.worklist_page import WorklistPage
from desktop.views.zaak.case_more import More
from desktop.views.zaak.case_page import CasePage
from desktop.views.zaak.lifecycle_pane import Course
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QWidget

from tests.contents import pdf, png
from tests.views.held_camera import Held
from tests.world.laptops import Laptop, World
from tests.world.papers import sent

PAGES = ("today", "worklist", "appointments", "ambition", "sync", "settings", "help")
NUMBER = "ZAAK-2026-0000000127"
HTML = b"<html><script>alert(1)</script><p>Hallo</p></html>"
SIZE, NARROW, SMALLEST = QSize(1440, 900), QSize(1024, 640), QSize(960, 540)
WAIT_S = 10.0
Show = Callable[[], object]


def settle(until: Callable[[], bool] | None = None) -> None:
    """Let what was posted happen; with `until`, wait for what a thread does."""
    ends = time.monotonic() + WAIT_S
    for _ in range(4):
        QApplication.processEvents()
    while until is not None and not until():
        assert time.monotonic() < ends
        QApplication.processEvents()
        time.sleep(0.01)


def furnished(world: World, laptop: Laptop) -> str:
    """Fill the koffer of a laptop; gives the local id of a visit that is about to begin."""
    ws = laptop.ws
    for name, content in (
        ("advies.pdf", pdf("Eerste", "Tweede")), ("trap.png", png(60, 40)),
        ("uitleg.txt", b"Hallo"), ("rekenhulp.html", HTML),
    ):  # fmt: skip
        documents.attach(ws, NUMBER, Pasted(name, content))
    laptop.sync_until_quiet(4)
    two_contents(laptop)
    casework.edit_zaak(ws, NUMBER, {"toelichting": "Meneer wil hulp. Twee dagen."})
    world.edit(NUMBER, toelichting="Meneer wil hulp. Eerst de schulden.")
    laptop.sync()
    soon = ws.clock.now_utc() + timedelta(minutes=5)
    made = bezoeken.plan(ws, NUMBER, Plan("Badkamer bekijken", soon, vooraf=["Meetlint mee"]))
    checklists.answer(ws, NUMBER, "trap", "ja", bezoek=made.identificatie)
    agreements.ask_afspraak(
        ws, wat="Meet de trap", met="888888880:j-postma", naam="Judith Postma", zaak=NUMBER
    )
    today = reading.today_of(ws)
    signals.news(ws)  # what is there at first is not news
    agreements.ask_afspraak(ws, wat="Bel", met="m-yilmaz", zaak=NUMBER, uiterlijk=today)
    signals.news(ws)
    casework.add_notitie(ws, NUMBER, "Mevrouw kan de trap niet meer alleen op. Bel Ada terug.")
    lists.save_list(ws, OwnList("Deze week", WorklistQuery()))
    return made.id


def two_contents(laptop: Laptop) -> str:
    """Let a colleague and the person both make a version of a document; gives its zaak."""
    one = sent(laptop)
    checkouts.checkout(laptop.ws, one.attached.id).path.write_bytes(b"Van mij")
    checkouts.checkin(laptop.ws, one.attached.id)
    one.change(b"Van de collega, en langer")
    laptop.sync()
    return one.number


class Places:
    """Opens every place of a window on a koffer; each step is a name with what is shown."""

    def __init__(self, window: MainWindow, laptop: Laptop, visit: str, folder: Path) -> None:
        self.window, self._laptop, self._visit, self._folder = window, laptop, visit, folder
        self.narrow = NARROW
        self.seen: set[type[QWidget]] = set()

    def walk(self) -> Iterator[str]:
        """Show place after place; gives the name of each while it is shown."""
        parts = (self._pages, self._worklist, self._case, self._documents, self._visits)
        for name, show in chain.from_iterable(part() for part in parts):
            show()
            settle()
            shown = [self.window, *self.window.findChildren(QWidget)]
            self.seen |= {type(one) for one in shown if one.isVisible()}
            yield name

    def local_id(self, number: str) -> str:
        with self._laptop.ws.replica.read() as reader:
            return str(reader.records.resolve(number).local_id)

    def _go(self, name: str) -> None:
        self.window.go(name)
        if name == "today":
            today = self.window.page("today")
            assert isinstance(today, TodayPage)
            settle(lambda: today.changes.isVisible() and today.signals.isVisible())

    def _pages(self) -> Iterator[tuple[str, Show]]:
        window = self.window
        yield "welcome", partial(window.go, "welcome")
        for name in PAGES:
            yield name, partial(self._go, name)
        yield "search", partial(self._search, "")
        yield "search found", partial(self._search, "trap")
        window.palette_box.close_palette()
        yield "new case", window.new_case_start
        window.new_case.close_pane()
        window.go("settings")
        settings = window.page("settings")
        assert isinstance(settings, SettingsPage)
        yield "connect", settings.pane.start
        settings.pane.close_pane()
        known = accounts.all_accounts(self._laptop.ws)
        yield "removal", partial(settings.removal_pane.start, "oefenen", known)
        settings.removal_pane.close_pane()
        yield "pin code", settings.pin_pane.start
        settings.pin_pane.close_pane()
        window.latch.lock()
        yield "locked", partial(settle, lambda: window.latch.is_locked)
        assert window.latch.page is not None
        window.latch.page.wanted.emit("test")
        settle(lambda: not window.latch.is_locked)
        for step in range(3):
            yield f"hint {step + 1}", partial(window.tour.start, step)
        window.tour.end()
        yield "conflict", partial(window.open_choice, self.local_id(NUMBER))
        yield "two contents", partial(window.open_choice, self._two_contents())
        yield "notice", partial(window.tell, "Notitie bewaard.", print)

    def _two_contents(self) -> str:
        items = reading.open_items(self._laptop.ws)
        return next(str(one.family) for one in items if one.reason == Reason.VERSION.value)

    def _search(self, words: str) -> None:
        if not self.window.palette_box.isVisible():
            self.window.palette_box.open_palette()
        self.window.palette_box.input.setText(words)

    def _worklist(self) -> Iterator[tuple[str, Show]]:
        self.window.go("worklist")
        page = self.window.page("worklist")
        assert isinstance(page, WorklistPage)
        page.bar.grouped.emit("zaaktype")
        page.filter_pane.wanted.emit(Condition("uiterlijk", Compare.FROM, "2020-01-01"))
        yield "groups and filters", settle
        page.filter.setText("niets dat zo heet")
        yield "nothing passes the filter", partial(settle, page.empty.isVisible)
        page.bar.wipe()
        settle(page.table.isVisible)
        yield "filter pane", page.filter_pane.start
        page.filter_pane.close_pane()
        yield "save list", page.save_list
        page.save_pane.close_pane()
        page.model.pick_all()
        yield "picked", partial(settle, page.bulk.isVisible)
        for act in Act:
            yield f"bulk {act}", partial(page.do_to_picked, act)
            page.bulk_pane.close_pane()
        page.model.pick_none()
        page.bar.grouped.emit("")

    def _open_case(self) -> CasePage:
        self.window.open_case(self.local_id(NUMBER))
        page = self.window.page("case")
        assert isinstance(page, CasePage)
        return page

    def _case(self) -> Iterator[tuple[str, Show]]:
        page = self._open_case()
        yield "case", settle
        relations.relate(self._laptop.ws, NUMBER, "ZAAK-2026-0000000190")
        yield "case that belongs to another", page.refresh
        size = self.window.size()
        self.window.resize(self.narrow)
        for tab in ("log", "fields", "documents", "people", "afspraken"):
            yield f"case {tab}", partial(page.tabs.choose, tab)
        page.tabs.choose("log")
        self.window.resize(size)
        yield "edit", page.edit
        page.fields.stop()
        yield "status", page.set_status
        yield "appointment", page.ask
        yield "decision", page.decide
        for course in Course:
            yield f"course {course}", partial(page.steer, course)
        for which in More:
            yield which.value, partial(page.more.begin, which)
        page.attach()
        pane = page.attach_pane
        pane.photos.absent.setText("Zaakkoffer vindt hier geen camera.")
        pane.photos.absent.show()
        yield "no camera", settle
        pane.photos.absent.hide()
        pane.photos._camera = cast(Camera, Held())
        pane.photos.photograph()
        yield "camera", settle
        pane.photos.view.shutter.click()
        yield "photograph", settle
        pane.photos.view.leave()
        scans = [Scan(self._folder / f"scan {n}.pdf", 2000, 1) for n in (1, 2)]
        pane.scans.show_scans(Offered(tuple(scans)))
        yield "scans", settle
        pane.scans.show_scans(Offered())
        (self._folder / "hulp.exe").write_bytes(b"MZ")
        notes = [Pasted(f"nota {n}.txt", b"Nota") for n in range(3)]
        pane.take([*notes, self._folder / "hulp.exe"])
        pane.shared.fold.setChecked(True)
        settle(lambda: all(one.attached is not None for one in pane.rows[:3]))
        yield "attach", settle
        pane.close_pane()

    def _documents(self) -> Iterator[tuple[str, Show]]:
        page = self._open_case()
        case = reading.case(self._laptop.ws, NUMBER)
        by_name = {one.bestandsnaam: one for one in case.documents}
        look = page.preview_pane
        for name in ("advies.pdf", "trap.png", "uitleg.txt", "rekenhulp.html"):
            page.look_into(by_name[name])
            yield f"preview {name}", partial(settle, lambda: look.sheet is not None)
        look.close_pane()
        versions = page.document_panes.versions
        for verb in (
            document_work.FIELDS, document_work.VERSIONS, document_work.PLACE,
            document_work.PUT_BACK, document_work.UNLOCK,
        ):  # fmt: skip
            page.documents.wanted.emit(verb, by_name["advies.pdf"])
            if verb == document_work.VERSIONS:
                settle(lambda: bool(versions.findChildren(Row)))
            yield verb, settle
        yield "together", page.take_together
        page.document_panes.together.close_pane()

    def _visits(self) -> Iterator[tuple[str, Show]]:
        self.window.open_visit(self._visit)
        page = self.window.page("visit")
        assert isinstance(page, VisitPage)
        yield "before a visit", partial(page.go_to, BEFORE)
        yield "during a visit", partial(page.go_to, DURING)
        for tile in page.tiles.tiles[2:]:
            yield f"visit {tile.text()}", tile.click
        yield "plan again", page.after.again.emit
        page.plan_pane.close_pane()
        page.go_to(AFTER)
        yield "after a visit", partial(settle, page.primary.isEnabled)


def widgets_of_the_program() -> set[type[QWidget]]:
    """Give every widget class of the program that is not only there to be derived from."""
    for found in pkgutil.walk_packages(views.__path__, f"{views.__name__}."):
        importlib.import_module(found.name)
    ours: set[type[QWidget]] = set()
    below = list(QWidget.__subclasses__())
    while below:
        one = below.pop()
        below += one.__subclasses__()
        if one.__module__.startswith(views.__name__):
            ours.add(one)
    return {
        one
        for one in ours
        if not any(other is not one and issubclass(other, one) for other in ours)
    }
