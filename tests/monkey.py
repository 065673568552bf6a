"""A monkey at the window: `python -m tests.monkey --minutes 5 --seed 7`, or
many after one another: `--seeds 20`.

Clicks and types at random through the real window while the connection comes and goes and a
colleague works on the same zaken. It ends with a failure when anything raised, when Qt warned, when
the interface's thread stood still for longer than a person accepts, or when work got lost.
"""

from __future__ import annotations

import argparse
import gc
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import TracebackType
from unittest.mock import Mock, patch

from desktop.domain.kinds import Kind
from desktop.domain.records import Json, RecordState
from desktop.operations.overview import reading
from desktop.runtime.garbage import look_rarely
from desktop.views.frame.collecting import Collecting
from desktop.views.frame.main_window import MainWindow
from desktop.views.look import theme
from desktop.views.look.style import ZaakkofferStyle
from desktop.views.look.wording import speak
from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QMessageLogContext,
    QPoint,
    Qt,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from tests.stalling import CAN_LOOK, Sampler
from tests.world.laptops import Laptop, World

STALL_MS = 100
REBUILT, REBUILT_MS = "another language or size:", 150
"""The whole window is made anew then, at the person's own wish."""
MOST_ROUNDS = 30
LETTERS = "abcdefghijklmnopqrstuvwxyzABC 0123456789.,?!"
KEYS = (
    Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Up,
    Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Space, Qt.Key.Key_Home,
    Qt.Key.Key_End, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Delete,
    Qt.Key.Key_Backspace, Qt.Key.Key_F2, Qt.Key.Key_F5, Qt.Key.Key_F6, Qt.Key.Key_F9, Qt.Key.Key_F1,
)  # fmt: skip
SHORTCUTS = (
    Qt.Key.Key_0, Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_K,
    Qt.Key.Key_N, Qt.Key.Key_M, Qt.Key.Key_T, Qt.Key.Key_J, Qt.Key.Key_F, Qt.Key.Key_Z,
    Qt.Key.Key_Return, Qt.Key.Key_Comma, Qt.Key.Key_V, Qt.Key.Key_B, Qt.Key.Key_P,
    Qt.Key.Key_Space, Qt.Key.Key_A, Qt.Key.Key_L,
)  # fmt: skip
TAKEN_BACK = {RecordState.WITHDRAWN, RecordState.BIN, RecordState.GONE_THERE}
QUIET = ("This plugin does not support",)
"""What the screenless platform says about itself."""


@dataclass
class Findings:
    """What went wrong, and how long the interface's thread was busy with one act."""

    raised: list[str] = field(default_factory=list)
    warned: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    acts: int = 0
    spent_ms: list[tuple[float, float, str]] = field(default_factory=list)
    """Processor time of the thread, time on the clock, and the act.

    Only the processor time is judged: on the clock stands too what other programs, and the threads
    of this one that hold the interpreter, took of it.
    """
    where: dict[str, list[str]] = field(default_factory=dict)
    """What the thread was at during an act that took long."""

    def stalls(self, most_ms: float = STALL_MS) -> list[str]:
        """Give the acts that kept the thread busy for too long."""
        return [
            "\n".join([f"{act}: {cpu:.0f} ms, {wall:.0f} on the clock", *self.where.get(act, [])])
            for cpu, wall, act in self.spent_ms
            if cpu > (REBUILT_MS if act.startswith(REBUILT) else most_ms)
        ]

    def summary(self) -> str:
        """Say how it went, in one line."""
        busy = sorted(cpu for cpu, _wall, _act in self.spent_ms)
        clock = sorted(wall for _cpu, wall, _act in self.spent_ms)
        at = int(len(busy) * 0.99)
        return (
            f"{self.acts} acts, busy p99 {busy[at]:.0f} ms, most {busy[-1]:.0f} ms; "
            f"on the clock p99 {clock[at]:.0f} ms, most {clock[-1]:.0f} ms"
        )


def answered() -> None:
    """Let the window answer, and remove what it threw away, as the loop of the program does.

    `processEvents` alone leaves what was thrown away: a window would grow with every act.
    """
    QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


class Monkey:
    """Does one random thing after another; the same seed does the same things."""

    def __init__(
        self, world: World, laptop: Laptop, window: MainWindow, seed: int, look: Sampler | None
    ) -> None:
        self._world, self._laptop, self._window, self._look = world, laptop, window, look
        self._dice = random.Random(seed)
        self._plugged = True
        self.found = Findings()
        self._acts: list[tuple[int, Callable[[], str]]] = [
            (30, self._click), (25, self._type), (20, self._key), (15, self._shortcut),
            (2, self._connection), (3, self._colleague), (2, self._resize), (4, self._open),
        ]  # fmt: skip

    def act(self) -> None:
        """Do one thing, and let the window answer."""
        weights = [weight for weight, _act in self._acts]
        _weight, act = self._dice.choices(self._acts, weights)[0]
        if self._window.latch.is_locked:
            act = self._unlock
        began, busy = time.perf_counter(), time.thread_time()
        before = self._window.centralWidget()
        with nullcontext() if self._look is None else self._look.watching():
            said = act()
            answered()
        if self._window.centralWidget() is not before:
            said = f"{REBUILT} {said}"
        wall, cpu = time.perf_counter() - began, time.thread_time() - busy
        self.found.acts += 1
        self.found.spent_ms.append((cpu * 1000, wall * 1000, said))
        if self._look is not None and cpu * 1000 > STALL_MS:
            self.found.where[said] = self._look.said()

    def _target(self) -> QWidget:
        popup = QApplication.activePopupWidget()
        return popup or QApplication.focusWidget() or self._window

    def _click(self) -> str:
        host = QApplication.activePopupWidget() or self._window
        where = QPoint(self._dice.randrange(host.width()), self._dice.randrange(host.height()))
        hit = host.childAt(where) or host
        said = f"click {type(hit).__name__} {hit.accessibleName()!r}"
        place = hit.mapFrom(host, where)
        if self._dice.random() < 0.1:
            QTest.mouseDClick(hit, Qt.MouseButton.LeftButton, pos=place)
        else:
            QTest.mouseClick(hit, Qt.MouseButton.LeftButton, pos=place)
        return said

    def _type(self) -> str:
        target = self._target()
        said = f"type in {type(target).__name__} {target.accessibleName()!r}"
        QTest.keyClicks(target, "".join(self._dice.choices(LETTERS, k=self._dice.randint(1, 9))))
        return said

    def _key(self) -> str:
        target, key = self._target(), self._dice.choice(KEYS)
        said = f"{key.name} in {type(target).__name__}"
        QTest.keyClick(target, key)
        return said

    def _shortcut(self) -> str:
        target, key = self._target(), self._dice.choice(SHORTCUTS)
        said = f"Ctrl+{key.name} in {type(target).__name__} {target.accessibleName()!r}"
        QTest.keyClick(target, key, Qt.KeyboardModifier.ControlModifier)
        return said

    def _unlock(self) -> str:
        """Come back in: a monkey that locked the window knows its passphrase."""
        page = self._window.latch.page
        assert page is not None
        page.wanted.emit("test")
        ends = time.monotonic() + 5
        while self._window.latch.is_locked and time.monotonic() < ends:
            QTest.qWait(10)
        return "unlock"

    def _connection(self) -> str:
        if self._plugged:
            self._world.unplug()
        else:
            self._world.plug()
        self._plugged = not self._plugged
        return "plug" if self._plugged else "unplug"

    def _colleague(self) -> str:
        numbers = [one["identificatie"] for one in self._world.all("zaken")]
        text = f"Van een collega {self._dice.randrange(1000)}"
        self._world.edit(self._dice.choice(numbers), omschrijving=text)
        return "colleague"

    def _resize(self) -> str:
        self._window.resize(self._dice.randint(960, 1700), self._dice.randint(560, 1000))
        return "resize"

    def _open(self) -> str:
        page = self._window.page("worklist")
        rows = page.model.rowCount()  # type: ignore[attr-defined]  # of WorklistPage
        row = page.model.row(self._dice.randrange(rows)) if rows else None  # type: ignore[attr-defined]  # of WorklistPage
        if row is not None:
            self._window.open_case(row.local_id)
        return "open a case"

    def settle(self) -> None:
        """Close popups, give the connection back, sync until quiet, look for what is gone."""
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        if not self._plugged:
            self._world.plug()
        ends = time.monotonic() + 30
        bridge = self._window.bridge
        while (bridge.is_syncing or bridge.holds_profile) and time.monotonic() < ends:
            QTest.qWait(20)
        notes = [str(one["tekst"]) for one in self._kept(Kind.ZAAKNOTITIE)]
        cases = [str(one["identificatie"]) for one in self._kept(Kind.ZAAK)]
        self._laptop.sync_until_quiet(MOST_ROUNDS)
        asked = {one.record for one in reading.open_items(self._laptop.ws)}
        waiting = [one for one in reading.outbox(self._laptop.ws) if one.record not in asked]
        self.found.lost += [f"still waits: {one.what} {one.reason}" for one in waiting]
        there = [one["tekst"] for one in self._world.all("zaaknotities")]
        for text in set(notes):
            if there.count(text) < notes.count(text) and not asked:
                self.found.lost.append(f"note: {text}")
        numbers = [one["identificatie"] for one in self._world.all("zaken")]
        self.found.lost += [f"case {one}" for one in cases if numbers.count(one) != 1 and not asked]

    def _kept(self, kind: Kind) -> list[Json]:
        """Give what the person has of a kind and did not take back."""
        with self._laptop.ws.replica.read() as reader:
            found = reader.records.of_kind(kind)
        return [one.local for one in found if one.local and one.state not in TAKEN_BACK]


class Watch:
    """Collects what raised and what Qt warned of, as long as it is open."""

    def __init__(self, found: Findings) -> None:
        self._found = found

    def __enter__(self) -> None:
        self._hook = sys.excepthook
        sys.excepthook = self._raised
        self._handler = qInstallMessageHandler(self._message)

    def __exit__(self, *_given: object) -> None:
        sys.excepthook = self._hook
        qInstallMessageHandler(self._handler)

    def _raised(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        lines: list[str] = []
        while trace is not None:
            lines.append(f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}")
            trace = trace.tb_next
        self._found.raised.append(f"{kind.__name__}: {error} at {' '.join(lines[-4:])}")

    def _message(self, kind: QtMsgType, _where: QMessageLogContext, words: str | None) -> None:
        if kind != QtMsgType.QtDebugMsg and not (words or "").startswith(QUIET):
            self._found.warned.append(words or "")


@contextmanager
def nobody_chooses() -> Iterator[None]:
    """Close every dialog of the system at once: it waits for a person."""
    none: dict[str, object] = {
        "getOpenFileNames": ([], ""), "getOpenFileName": ("", ""), "getSaveFileName": ("", ""),
        "getExistingDirectory": "",
    }  # fmt: skip
    with ExitStack() as stack:
        for name, answer in none.items():
            stack.enter_context(patch.object(QFileDialog, name, Mock(return_value=answer)))
        stack.enter_context(patch.object(QPrintDialog, "exec", Mock(return_value=0)))
        stack.enter_context(patch.object(QDesktopServices, "openUrl", Mock(return_value=True)))
        yield


def let_loose(
    folder: Path, seed: int, goes_on: Callable[[int], bool], look: Sampler | None = None
) -> Findings:
    """Let a monkey work at a new window as long as `goes_on(acts)`; gives what was found.

    With `look` it also tells what the thread was at while it took long.
    """
    world = World(folder)
    laptop = world.laptop()
    window = MainWindow(laptop.ws, practice=True, automatic=True)
    window.resize(1440, 900)
    window.show()
    window.activateWindow()
    monkey = Monkey(world, laptop, window, seed, look)
    gc.collect()
    gc.freeze()  # as the program does: what was there at the start is not searched for garbage
    thresholds = gc.get_threshold()
    look_rarely()
    collecting = Collecting(window)
    try:
        with nobody_chooses(), Watch(monkey.found):
            while goes_on(monkey.found.acts):
                monkey.act()
            monkey.settle()
    finally:
        collecting.stop()
        gc.set_threshold(*thresholds)
        gc.unfreeze()
        window.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        world.close()
        speak("nl")
    return monkey.found


def main() -> int:
    """Let monkeys loose, one after another; gives 0 when nothing went wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.monkey")
    parser.add_argument("--minutes", type=float, default=1.0, help="for each seed")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seeds", type=int, default=1, help="how many, from the first on")
    given = parser.parse_args()
    application = QApplication([])
    application.setStyle(ZaakkofferStyle())
    is_well = True
    for seed in range(given.seed, given.seed + given.seeds):
        theme.apply(application, "light")
        theme.scale_text(application, 100)
        ends = time.monotonic() + 60 * given.minutes
        with tempfile.TemporaryDirectory() as folder:
            found = let_loose(
                Path(folder), seed, partial(_goes_on, ends), Sampler() if CAN_LOOK else None
            )
        sys.stdout.write(f"seed {seed}: {found.summary()}\n")
        wrong = found.raised + found.warned + found.lost + found.stalls()
        for line in dict.fromkeys(wrong):
            sys.stdout.write(f"{line}\n")
        is_well &= not wrong
    return 0 if is_well else 1


def _goes_on(ends: float, _acts: int) -> bool:
    return time.monotonic() < ends


if __name__ == "__main__":
    sys.exit(main())
