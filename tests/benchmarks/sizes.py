"""What a person does in a list at 1,000, 100,000 and 1,000,000 zaken, in the real window.

Each size runs in a process of its own, so that its memory is its own. By processor time of the
thread of the window, which other work on the machine does not change: a whole list shown, a page
further down, a case opened, keystrokes of a search. Of the words that are typed the first stands in
every zaak: the worst that a search can be asked.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from desktop.operations import registries
from desktop.operations.workspace import Workspace

from tests.benchmarks.measuring import Row, Wall, absolute, percentile
from tests.benchmarks.sample import REGISTRY, zaken
from tests.world.laptops import make_quick_key

_SIZES = (1_000, 100_000, 1_000_000)
_AT_ONCE = 10_000
_TYPED = "huisbezoek 1234"
_PAGES = 20
_PASSPHRASE = "test"  # of `make_quick_key`
_ALONE = "import sys; from tests.benchmarks.sizes import alone; alone(*sys.argv[1:])"
_WALLS = {
    "whole list shown": Wall(most=0.1), "next page": Wall(most=0.016),
    "a case opened": Wall(most=0.1), "a keystroke of a search, 95 %": Wall(most=0.1),
    "memory": Wall(),
}  # fmt: skip


def rows(folder: Path, scale: float) -> Iterator[Row]:
    """Give what each size takes, and how much memory the window has then."""
    for size in _SIZES:
        profile = folder / f"profile-{size}"
        _fill(profile, max(100, int(size * scale)))
        done = subprocess.run(
            [sys.executable, "-c", _ALONE, str(profile)],
            check=True, capture_output=True, text=True,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        )  # fmt: skip
        for name, value in json.loads(done.stdout.splitlines()[-1]).items():
            unit = "MiB" if name == "memory" else "s"
            yield absolute(f"{name}, {size}", value, _WALLS[name], unit)


def _fill(profile: Path, amount: int) -> None:
    make_quick_key(profile)
    ws = Workspace.open(profile, passphrase=_PASSPHRASE)
    registries.add(ws, "r", {**REGISTRY, "scope": "all"}, "geheim")
    for first in range(0, amount, _AT_ONCE):
        with ws.replica.write() as writer:
            writer.records.save_many(zaken(min(_AT_ONCE, amount - first), first))
    ws.close()


def alone(profile: str) -> None:
    """Measure one size in this process; prints the figures."""
    from desktop.domain.readings import WorklistQuery
    from desktop.views.frame.main_window import MainWindow
    from desktop.views.look import theme
    from desktop.views.look.style import ZaakkofferStyle
    from desktop.views.worklist.worklist_page import WorklistPage
    from PySide6.QtWidgets import QApplication

    application = QApplication([])
    application.setStyle(ZaakkofferStyle())
    theme.apply(application, "light")
    ws = Workspace.open(Path(profile), passphrase=_PASSPHRASE)
    window = MainWindow(ws, automatic=False)
    window.resize(1440, 900)
    window.show()
    page = window.page("worklist")
    assert isinstance(page, WorklistPage)
    model, table = page.model, page.table

    def spent(work: Callable[[], object]) -> float:
        began = time.thread_time()
        work()
        application.processEvents()
        return time.thread_time() - began

    def turn(number: int) -> None:
        table.scrollTo(model.index(number * model.rowCount() // _PAGES, 0))
        table.viewport().grab()

    def show(query: WorklistQuery) -> None:
        model.show(query)
        table.viewport().grab()

    whole = WorklistQuery()
    shown = [spent(partial(show, whole)) for _ in range(5)]
    turned = [spent(partial(turn, number)) for number in range(_PAGES)]
    some = [row for number in range(8) if (row := model.row(number)) is not None]
    opened = [spent(partial(window.open_case, row.local_id)) for row in some]
    window.go("worklist")
    typed = [WorklistQuery(text=_TYPED[:length]) for length in range(2, len(_TYPED) + 1)]
    searched = [spent(partial(show, query)) for query in typed * 3]
    found = {
        "whole list shown": percentile(shown, 0.5),
        "next page": percentile(turned, 0.5),
        "a case opened": percentile(opened, 0.5),
        "a keystroke of a search, 95 %": percentile(searched, 0.95),
        "memory": _memory_mib(),
    }
    window.bridge.close()
    window.close()
    ws.close()
    sys.stdout.write(f"\n{json.dumps(found)}\n")


def _memory_mib() -> float:
    """Give the most memory this process had."""
    import resource  # not on Windows

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 1024 if sys.platform == "linux" else most / 1024**2
