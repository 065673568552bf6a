"""Screenshots of every page, in every way of looking: `python -m tests.screenshots [folder]`.

Names of sets after the folder draw only those, such as `nl-light-100`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from desktop.domain.lists import Compare, Condition, Look
from desktop.domain.readings import WorklistQuery
from desktop.i18n.language import Language
from desktop.operations.documenten import documents
from desktop.operations.documenten.documents import Pasted
from desktop.operations.exchange import syncing
from desktop.operations.objecten import agreements
from desktop.operations.worklists import lists
from desktop.operations.worklists.bulk import Act
from desktop.operations.worklists.lists import OwnList
from desktop.operations.workspace import Workspace
from desktop.operations.zaken import casework
from desktop.views.frame.main_window import MainWindow
from desktop.views.look import theme
from desktop.views.look.style import ZaakkofferStyle
from desktop.views.look.wording import speak
from desktop.views.worklist.worklist_page import WorklistPage
from desktop.views.zaak.case_page import CasePage
from desktop.views.zaak.lifecycle_pane import Course
from PySide6.QtGui import QFont, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.pictured_papers import picture_papers
from tests.picturing_visits import STEPS, picture_visits, plan
from tests.world.laptops import World

ONE = "ZAAKKOFFER_SCREENSHOTS"
"""Names the set that a process of its own draws: Qt takes its scale before it starts."""
DECIDABLE = "ZAAK-2026-0000000190"
"""A zaak of a type that has besluiten."""
TOLD = "Mevrouw De Boer (83) is op 3 november gevallen in de badkamer."


@dataclass(frozen=True)
class Set:
    """One way to look at all pages: language, colours, scale of the screen, size of the window."""

    spoken: Language
    scheme: theme.Scheme
    scale: int
    size: tuple[int, int]
    only: tuple[str, ...] = ()
    """Names of the pictures of this set; all when empty."""

    @property
    def name(self) -> str:
        """Give what the files of this set end with."""
        narrow = "-narrow" if self.scale == 1 and self.size != WHOLE else ""
        return f"{self.spoken}-{self.scheme}-{100 * self.scale}{narrow}"


WHOLE = (1440, 900)
NARROW = (1024, 640)
DOUBLE = (960, 540)
"""What a screen of 1920 x 1080 holds at 200 %."""
MAIN = (
    "today", "worklist", "list-handing-over", "case", "conflict", "sync", "attach", "status",
    "preview-warning", "document-versions", "decision", *STEPS,
)  # fmt: skip
LARGE = (
    "today", "worklist", "list-groups", "case", "conflict", "attach", "new-case", "preview",
    "decision", "visit-signature", "checklist", *STEPS,
)  # fmt: skip
SETS = (
    Set("nl", "light", 1, WHOLE),
    Set("nl", "dark", 1, WHOLE, (*MAIN, "palette", "edit", "welcome")),
    Set("nl", "highContrast", 1, WHOLE, MAIN),
    Set("nl", "light", 1, NARROW, ("today", "worklist", "case", "attach", "visit-during")),
    Set("nl", "light", 2, DOUBLE, LARGE),
    Set("nl", "dark", 2, DOUBLE, ("today", "case", "visit-during")),
    Set("en", "light", 1, WHOLE),
    Set("en", "dark", 2, DOUBLE, ("today", "case", "settings", *STEPS)),
)
PAGES = ("today", "worklist", "appointments", "ambition", "sync", "settings", "help")
SETTLE_MS = 250


class Photographer:
    """Shows one thing after another in a window and keeps a picture of each."""

    def __init__(self, out: Path, chosen: Set, window: MainWindow) -> None:
        self._out, self._chosen, self._window = out, chosen, window

    def save(self, name: str) -> None:
        """Keep what is shown now."""
        if self._chosen.only and name not in self._chosen.only:
            return
        QTest.qWait(SETTLE_MS)
        picture = self._window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        picture.save(str(self._out / f"{name}-{self._chosen.name}.png"), quality=0)

    def pages(self, zaak: str) -> None:
        """Photograph every page."""
        self._window.open_case(zaak)
        self.save("case")
        for name in PAGES:
            self._window.go(name)
            self.save(name)
        self._window.open_choice(zaak)
        self.save("conflict")

    def lists(self) -> None:
        """Photograph a list with groups and filters, and what is done to several zaken."""
        self._window.go("worklist")
        page = self._window.page("worklist")
        if not isinstance(page, WorklistPage):
            return
        lists.save_list(self._window.ws, OwnList("Huisbezoek deze week", WorklistQuery()))
        page.tabs.fill()
        page.tabs.bar.setCurrentIndex(2)
        page.bar.columns_wanted.emit(
            ("nummer", "omschrijving", "voor", "rol:wmo-consulent", "uiterlijk", "stand")
        )
        page.bar.grouped.emit("zaaktype")
        page.filter_pane.wanted.emit(Condition("uiterlijk", Compare.FROM, "2026-01-01"))
        page.filter_pane.wanted.emit(Condition("rol:wmo-consulent", Compare.IS_NOT, ""))
        self.save("list-groups")
        page.model.pick(range(1, 5), on=True)
        page.do_to_picked(Act.HAND_OVER)
        self.save("list-handing-over")
        page.bulk_pane.close_pane()
        page.model.pick_none()
        page.filter_pane.start()
        self.save("list-filter")
        page.filter_pane.close_pane()
        page.bar.wipe()
        page.bar.grouped.emit("")
        page.bar.columns_wanted.emit(Look().columns)
        page.tabs.bar.setCurrentIndex(0)

    def panes(self, photo: Path, decidable: str) -> None:
        """Photograph the palette and every pane of a case."""
        window = self._window
        window.go("worklist")
        window.palette_box.open_palette()
        window.palette_box.input.setText("trap")
        self.save("palette")
        window.palette_box.close_palette()
        window.go("case")
        page = window.page("case")
        if not isinstance(page, CasePage):
            return
        page.set_status()
        self.save("status")
        page.ask()
        self.save("appointment")
        page.steer(Course.SUSPEND)
        self.save("suspend")
        page.attach()
        page.attach_pane.take([photo, photo.with_name("rekenhulp.exe")])
        self.save("attach")
        page.attach_pane.take_back()
        page.attach_pane.close_pane()
        page.edit()
        self.save("edit")
        page.edit()
        window.new_case.start()
        self.save("new-case")
        window.new_case.close_pane()
        window.open_case(decidable)
        page.decide()
        page.decision_pane.why.setPlainText("Mevrouw kan zo veilig thuis blijven wonen.")
        self.save("decision")


def shoot(out: Path, chosen: Set) -> None:
    """Draw every page in one way; the scale is Qt's own, set before Qt starts."""
    application = QApplication([])
    font = QFont("Noto Sans")
    font.setPointSizeF(10.5)  # 14 px, the size the guide's pictures have
    application.setFont(font)
    application.setStyle(ZaakkofferStyle())
    speak(chosen.spoken)
    theme.apply(application, chosen.scheme)
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder))
        ws = world.laptop().ws
        zaak = _work_offline(world, ws)
        visit = plan(ws, zaak)
        window = _window(ws, chosen, practice=True)
        photographer = Photographer(out, chosen, window)
        with ws.replica.read() as reader:
            local_id = reader.records.resolve(zaak).local_id
            other = reader.records.resolve(DECIDABLE).local_id
        photo = Path(folder) / "trap beneden.jpg"
        for path in (photo, photo.with_name("rekenhulp.exe")):
            path.write_bytes(b"x" * 2_100_000)
        photographer.pages(local_id)
        photographer.lists()
        photographer.panes(photo, other)
        picture_papers(world, window, DECIDABLE, photographer.save)
        window.open_case(local_id)
        picture_visits(window, visit, photographer.save)
        window.bridge.close()
        empty = Workspace.open(Path(folder) / "leeg", passphrase="test")
        first = _window(empty, chosen, practice=False)
        Photographer(out, chosen, first).save("welcome")
        first.bridge.close()
        empty.close()
        world.close()


def _window(ws: Workspace, chosen: Set, *, practice: bool) -> MainWindow:
    window = MainWindow(ws, practice=practice, automatic=False, start_practice=lambda: None)
    window.setMinimumSize(*DOUBLE)
    window.resize(*chosen.size)
    window.show()
    return window


def _work_offline(world: World, ws: Workspace) -> str:
    """Do some work without a connection; gives the zaak it was done in."""
    zaak = "ZAAK-2026-0000000127"
    casework.edit_zaak(ws, zaak, {"toelichting": f"{TOLD} Zij slaapt nu beneden."})
    world.edit(zaak, toelichting=f"{TOLD} De dochter komt dinsdag.")
    syncing.sync(ws)
    world.unplug()
    casework.edit_zaak(ws, zaak, {"omschrijving": "Huisbezoek en traplift"})
    casework.add_notitie(ws, zaak, "Mevrouw kan de trap niet meer alleen op.")
    documents.attach(ws, zaak, Pasted("trap boven.jpg", b"x" * 2_400_000))
    agreements.ask_afspraak(
        ws, wat="Belt over de drempels", met="j-vandermeulen", naam="Jos van der Meulen", zaak=zaak
    )
    syncing.sync(ws)
    return zaak


def main() -> None:
    """Draw the whole set, each way in a process of its own."""
    out = Path(sys.argv[1] if len(sys.argv) > 1 else "docs/screenshots")
    wanted = sys.argv[2:] or [one.name for one in SETS]
    out.mkdir(parents=True, exist_ok=True)
    if os.environ.get(ONE):
        shoot(out, next(one for one in SETS if one.name == os.environ[ONE]))
        return
    for one in SETS:
        if one.name in wanted:
            more = {"QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": str(one.scale)}
            subprocess.run(
                [sys.executable, "-m", "tests.screenshots", str(out)],
                env={**os.environ, **more, ONE: one.name},
                check=True,
            )


if __name__ == "__main__":
    main()
