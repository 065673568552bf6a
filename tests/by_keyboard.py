"""Office work by the keyboard alone, counted: `python -m tests.by_keyboard [FOLDER]`.

Two hundred zaken filtered, twenty handed over, one closed, one decided, in the real window on a
real practice registry; at the end the registry is asked whether it all arrived. Strokes are keys
with their modifiers; letters that are typed are counted apart. Times are of the program: a person
who thinks and types is slower. With a folder it leaves a picture of every step there.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from desktop.operations.overview import reading
from desktop.operations.zaken import casework
from desktop.views.frame.main_window import MainWindow
from desktop.views.look import theme
from desktop.views.look.style import ZaakkofferStyle
from desktop.views.worklist.case_preview import SETTLE_MS
from desktop.views.worklist.worklist_page import WorklistPage
from desktop.views.zaak.case_page import CasePage
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.world.laptops import World

AMOUNT, GIVEN = 200, 20
COLLEAGUE = "j-vandermeulen"
DECIDABLE = "ZAAK-2026-0000000190"
WHY = "Mevrouw kan zo veilig thuis blijven wonen"
CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)  # fmt: skip
_PATIENCE_S = 20.0


@dataclass
class Counted:
    """What one piece of work took."""

    strokes: int = 0
    letters: int = 0
    seconds: float = 0.0

    def __str__(self) -> str:
        """Say it in one line."""
        return f"{self.strokes} strokes, {self.letters} letters, {self.seconds:.1f} s"


class Hands:
    """Presses keys on what has the focus, as a person does who never takes the mouse."""

    def __init__(self) -> None:
        self.counted = Counted()

    def press(
        self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        times: int = 1,
    ) -> None:  # fmt: skip
        """Press a key so many times."""
        for _ in range(times):
            self.counted.strokes += 1
            QTest.keyClick(self._focus(), key, held)
            QApplication.processEvents()

    def write(self, text: str) -> None:
        """Type a text."""
        self.counted.letters += len(text)
        QTest.keyClicks(self._focus(), text)

    def tab_to(self, wanted: Callable[[QWidget], bool]) -> None:
        """Press Tab until something has the focus."""
        for _ in range(60):
            if wanted(self._focus()):
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError("not within reach of Tab")

    @staticmethod
    def _focus() -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None, "nothing has the focus"
        return found

    @contextmanager
    def work(self) -> Iterator[Counted]:
        """Count one piece of work."""
        self.counted = Counted()
        began = time.perf_counter()
        yield self.counted
        self.counted.seconds = time.perf_counter() - began


def wait(until: Callable[[], bool]) -> None:
    """Let the window work until something holds."""
    ends = time.monotonic() + _PATIENCE_S
    while not until():
        assert time.monotonic() < ends, "it never came"
        QTest.qWait(10)


Show = Callable[[str], object]
"""Leaves a picture of the window under a name."""


def hand_over(window: MainWindow, hands: Hands, show: Show) -> None:
    """Filter the list, pick twenty of it and give them to a colleague."""
    hands.press(Qt.Key.Key_F, CTRL)
    page = window.page("worklist")
    assert isinstance(page, WorklistPage)
    hands.write("drempel nummer")
    wait(lambda: page.model.zaken == AMOUNT)
    hands.tab_to(lambda one: one is page.table)
    hands.press(Qt.Key.Key_Down, SHIFT, GIVEN - 1)
    assert len(page.model.picked) == GIVEN
    show("1-filtered-and-picked")
    hands.press(Qt.Key.Key_D, ALT)
    wait(lambda: str(GIVEN) in page.bulk_pane.summary.text())
    hands.write(COLLEAGUE)
    show("2-handing-over")
    hands.press(Qt.Key.Key_Return, CTRL)
    wait(lambda: page.model.zaken == AMOUNT - GIVEN)
    show("3-handed-over")


def close_one(window: MainWindow, hands: Hands, show: Show) -> str:
    """Open the first zaak of the list and close it; gives its number."""
    lists, page = window.page("worklist"), window.page("case")
    assert isinstance(page, CasePage)
    assert isinstance(lists, WorklistPage)
    hands.tab_to(lambda one: one is lists.table)
    hands.press(Qt.Key.Key_Return)
    wait(lambda: window.pages.currentWidget() is page)
    number = reading.zaak_number(window.ws, page.zaak)
    hands.press(Qt.Key.Key_T, CTRL)
    pane = page.status_pane
    while "afr" not in pane.primary.text():
        hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_R, ALT)
    hands.press(Qt.Key.Key_Down)
    show("4-closing")
    hands.press(Qt.Key.Key_Return, CTRL)
    show("5-closed")
    assert not pane.isVisible(), pane.problem.text() or pane.missing.text()
    return number


def decide(window: MainWindow, hands: Hands, show: Show) -> None:
    """Decide at the table: outcome, reason, goal."""
    page = window.page("case")
    assert isinstance(page, CasePage)
    hands.press(Qt.Key.Key_B, CTRL)
    hands.press(Qt.Key.Key_1)
    hands.press(Qt.Key.Key_Tab)
    hands.write(WHY)
    hands.press(Qt.Key.Key_2, ALT)
    show("6-deciding")
    hands.press(Qt.Key.Key_Return, CTRL)
    show("7-decided")
    assert window.notice.text().startswith("Besluit vastgelegd"), window.notice.text()


def day(folder: Path, tell: Callable[[str], object], pictures: Path | None = None) -> None:
    """Do all of it, and ask the registry."""
    world = World(folder)
    laptop = world.laptop()
    for number in range(AMOUNT):
        casework.create_zaak(
            laptop.ws, zaaktype="WMO-HUISBEZOEK", omschrijving=f"Drempel nummer {number}"
        )
    laptop.sync_until_quiet(40)
    window = MainWindow(laptop.ws, automatic=False)
    window.resize(1440, 900)
    window.show()
    QTest.qWaitForWindowExposed(window)
    window.activateWindow()
    hands = Hands()

    def show(name: str) -> None:
        if pictures is not None:
            QTest.qWait(SETTLE_MS + 50)  # the preview follows once the choice settles
            window.grab().save(str(pictures / f"desk-{name}.png"))

    with hands.work() as counted:
        hand_over(window, hands, show)
    tell(f"{AMOUNT} zaken filtered, {GIVEN} handed over: {counted}")
    with hands.work() as counted:
        closed = close_one(window, hands, show)
    tell(f"one of them opened and closed: {counted}")
    with laptop.ws.replica.read() as reader:
        window.open_case(reader.records.resolve(DECIDABLE).local_id)
    world.unplug()
    with hands.work() as counted:
        decide(window, hands, show)
    tell(f"a decision with reason and goal, offline: {counted}")
    world.plug()
    laptop.sync_until_quiet(60)
    handlers = [
        one for one in world.all("rollen")
        if (one.get("betrokkeneIdentificatie") or {}).get("identificatie") == COLLEAGUE
    ]  # fmt: skip
    given = {one["identificatie"] for one in world.all("zaken")
             if one["url"] in {rol["zaak"] for rol in handlers}
             and str(one["omschrijving"]).startswith("Drempel")}  # fmt: skip
    assert len(given) == GIVEN, len(given)
    assert world.zaak(closed)["einddatum"], "closed at the registry"
    assert [one for one in world.all("besluiten") if one["toelichting"] == WHY]
    tell("all of it is at the registry, once")
    window.bridge.close()
    window.close()
    world.close()


def main() -> int:
    """Run it once."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication([])
    application.setStyle(ZaakkofferStyle())
    theme.apply(application, "light")
    pictures = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    if pictures is not None:
        pictures.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        day(Path(folder), lambda said: sys.stdout.write(f"{said}\n"), pictures)
    return 0


if __name__ == "__main__":
    sys.exit(main())
