"""A real window, drawn offscreen: how long it stands still, and how long a case takes to open."""

from __future__ import annotations

import gc
import os
import statistics
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.domain.ids import LocalId
from desktop.operations import registries
from desktop.operations.workspace import Workspace

from tests.benchmarks.measuring import ROUNDS, Row, Wall, absolute, percentile, timed
from tests.benchmarks.sample import REGISTRY, notes, zaken

if TYPE_CHECKING:
    from desktop.views.frame.main_window import MainWindow
    from PySide6.QtWidgets import QApplication

_PAGE = 100
_ALL = 2  # the tab with every zaak
_ENTRIES = 500
_FRAME_S = 0.016


def rows(folder: Path, scale: float) -> Iterator[Row]:
    """10,000 changes coming in while the worklist is open; a case with 500 entries."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    amount = max(_PAGE, int(10_000 * scale))
    ws = Workspace.open(folder / "profile", passphrase="x")
    registries.add(ws, "r", {**REGISTRY, "scope": "all"}, "geheim")
    ids = [one.local_id for one in zaken(amount)]
    with ws.replica.write() as writer:
        writer.records.save_many(zaken(amount))
        writer.records.save_many(notes(ids[0], _ENTRIES))
    application, window = _opened(ws)
    yield from _stalls(application, window, ids)
    yield _opening(application, window, ids[0])
    gc.unfreeze()
    window.bridge.close()
    window.close()
    window.deleteLater()
    application.processEvents()
    ws.close()


def _opened(ws: Workspace) -> tuple[QApplication, MainWindow]:
    from desktop.app import keep_what_stays
    from desktop.views.frame.main_window import MainWindow
    from desktop.views.look import theme
    from desktop.views.look.style import ZaakkofferStyle
    from PySide6.QtWidgets import QApplication, QTabBar

    found = QApplication.instance()
    application = found if isinstance(found, QApplication) else QApplication([])
    application.setStyle(ZaakkofferStyle())
    theme.apply(application, "light")
    window = MainWindow(ws, automatic=False)
    window.show()
    window.go("worklist")
    window.page("worklist").findChildren(QTabBar)[0].setCurrentIndex(_ALL)
    keep_what_stays()
    for _ in range(20):
        application.processEvents()
    return application, window


def _stalls(application: QApplication, window: MainWindow, ids: list[LocalId]) -> Iterator[Row]:
    """Note the time between two turns of the event loop while a thread applies changes."""
    from PySide6.QtCore import QTimer

    gaps: list[float] = []
    last = time.perf_counter()

    def tick() -> None:
        nonlocal last
        now = time.perf_counter()
        gaps.append(now - last)
        last = now

    timer = QTimer()
    timer.timeout.connect(tick)
    timer.start(1)
    with ThreadPoolExecutor(1) as thread:
        last = time.perf_counter()
        writing = thread.submit(_apply, window, ids)
        _turn_while(application, lambda: not writing.done())
        until = time.perf_counter() + 0.3  # what the last announcement made the window do
        _turn_while(application, lambda: time.perf_counter() < until)
        timer.stop()
        assert writing.result() == len(ids)
    name = f"stall while {len(ids)} changes come in"
    yield absolute(f"{name}, 99 %", percentile(gaps, 0.99), Wall(most=_FRAME_S))
    yield absolute(f"{name}, longest", max(gaps), Wall(most=0.1))


def _turn_while(application: QApplication, going: Callable[[], bool]) -> None:
    from PySide6.QtCore import QEventLoop

    while going():
        application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def _apply(window: MainWindow, ids: list[LocalId]) -> int:
    """Change every zaak, a page a transaction, announced as a sync run does; gives how many."""
    changed = 0
    for start in range(0, len(ids), _PAGE):
        with window.ws.replica.write() as writer:
            for one in writer.records.many(ids[start : start + _PAGE]).values():
                body = {**(one.base or {}), "toelichting": f"Gewijzigd, keer {start}"}
                writer.records.save(replace(one, base=body, local=body, remote=body))
                changed += 1
    window.bridge.changed.emit()
    return changed


def _opening(application: QApplication, window: MainWindow, zaak: LocalId) -> Row:
    def opened() -> None:
        window.open_case(zaak)
        application.processEvents()
        window.grab()

    opened()
    spent = []
    for _ in range(ROUNDS):
        window.go("worklist")
        application.processEvents()
        spent.append(timed(opened))
    name = f"open and draw a case with {_ENTRIES} entries"
    return absolute(name, statistics.median(spent), Wall(most=0.1))
