"""Screenshots of every page: `python -m tests.screenshots docs/screenshots`."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.views import theme

if TYPE_CHECKING:
    from desktop.operations.workspace import Workspace

    from tests.world.laptops import World

SHOTS: tuple[tuple[theme.Scheme, str], ...] = (
    ("light", "1"),
    ("light", "2"),
    ("dark", "1"),
    ("dark", "2"),
    ("highContrast", "1"),
)
PAGES = {
    "today": "today", "worklist": "worklist", "case": "case", "sync": "outbox", "help": "help",
    "ambition": "ambition", "appointments": "appointments",
}  # fmt: skip
SETTLE_MS = 150


def shoot(out: Path, scheme: theme.Scheme, scale: str) -> None:
    """Draw every page in one scheme; the scale is Qt's own, set before Qt starts."""
    from desktop.views.case_page import CasePage
    from desktop.views.main_window import MainWindow
    from desktop.views.style import ZaakkofferStyle
    from PySide6.QtGui import QFont
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from tests.world.laptops import World

    application = QApplication([])
    font = QFont("Noto Sans")
    font.setPointSizeF(10.5)  # 14 px, the size the guide's pictures have
    application.setFont(font)
    application.setStyle(ZaakkofferStyle())
    theme.apply(application, scheme)
    suffix = f"{scheme}-{'200' if scale == '2' else '100'}"

    def save(name: str) -> None:
        QTest.qWait(SETTLE_MS)
        window.grab().save(str(out / f"{name}-{suffix}.png"))

    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder))
        ws = world.laptop().ws
        zaak = _work_offline(world, ws)
        window = MainWindow(ws, practice=True, automatic=False)
        window.setMinimumSize(960, 540)
        window.resize(*((960, 540) if scale == "2" else (1440, 900)))  # 1920 x 1080 at 200 %
        window.show()
        with ws.replica.read() as reader:
            window.open_case(reader.records.resolve(zaak).local_id)
        for page, name in PAGES.items():
            window.go(page)
            save(name)
        window.palette_box.open_palette()
        window.palette_box.input.setText("trap")
        save("palette")
        window.palette_box.close_palette()
        window.go("case")
        page_widget = window.page("case")
        if isinstance(page_widget, CasePage):
            page_widget.set_status()
            save("status")
            page_widget.status_pane.close_pane()
            page_widget.attach()
            save("attach")
            page_widget.attach_pane.close_pane()
        window.new_case.start()
        save("new-case")
        window.bridge.close()
        world.close()


def _work_offline(world: World, ws: Workspace) -> str:
    """Do some work without a connection; gives the zaak it was done in."""
    from desktop.operations import agreements, casework, documents, syncing
    from desktop.operations.documents import Pasted

    zaak = "ZAAK-2026-0000000127"
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
    """Draw the whole set, each scheme and scale in a process of its own."""
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    if len(sys.argv) == 4:
        scheme = next(name for name, _scale in SHOTS if name == sys.argv[2])
        shoot(out, scheme, sys.argv[3])
        return
    for scheme, scale in SHOTS:
        subprocess.run(
            [sys.executable, "-m", "tests.screenshots", str(out), scheme, scale],
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": scale},
            check=True,
        )


if __name__ == "__main__":
    main()
