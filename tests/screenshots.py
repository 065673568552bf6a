"""Screenshots of every page: `python -m tests.screenshots docs/screenshots`."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

SCHEMES = ("light", "dark")
SCALES = ("1", "2")


def shoot(out: Path, scheme: str, scale: str) -> None:
    """Draw every page in one scheme; the scale is Qt's own, set before Qt starts."""
    from desktop.operations import agreements, casework, documents
    from desktop.operations.documents import Pasted
    from desktop.views import theme
    from desktop.views.case_page import CasePage
    from desktop.views.main_window import MainWindow
    from desktop.views.style import ZaakkofferStyle
    from PySide6.QtWidgets import QApplication

    from tests.world.laptops import World

    application = QApplication([])
    application.setStyle(ZaakkofferStyle())
    theme.apply(application, "dark" if scheme == "dark" else "light")
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder))
        laptop = world.laptop()
        zaak = "ZAAK-2026-0000000127"
        world.unplug()
        casework.edit_zaak(laptop.ws, zaak, {"omschrijving": "Huisbezoek en traplift"})
        casework.add_notitie(laptop.ws, zaak, "Mevrouw kan de trap niet meer alleen op.")
        documents.attach(laptop.ws, zaak, Pasted("trap boven.jpg", b"x" * 2_400_000))
        agreements.ask_afspraak(
            laptop.ws, wat="Belt over de drempels", met="j-vandermeulen", naam="Jos van der Meulen",
            zaak=zaak,
        )  # fmt: skip
        laptop.sync()
        window = MainWindow(laptop.ws, practice=True, automatic=False)
        if scale == "2":
            window.setMinimumSize(720, 450)
            window.resize(1024, 640)
        window.show()
        with laptop.ws.replica.read() as reader:
            window.open_case(reader.records.resolve(zaak).local_id)
        names = {"today": "today", "worklist": "worklist", "case": "case", "sync": "outbox"}
        for page, name in names.items():
            window.go(page)
            for _ in range(5):
                application.processEvents()
            suffix = f"{scheme}-{'200' if scale == '2' else '100'}"
            window.grab().save(str(out / f"{name}-{suffix}.png"))
        window.go("case")
        page_widget = window.page("case")
        if isinstance(page_widget, CasePage):
            page_widget.set_status()
            application.processEvents()
            window.grab().save(str(out / f"status-{suffix}.png"))
        window.new_case.start()
        application.processEvents()
        window.grab().save(str(out / f"new-case-{suffix}.png"))
        window.bridge.close()
        laptop.ws.close()
        world.registry.close()


def main() -> None:
    """Draw the whole set, each scheme and scale in a process of its own."""
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    if len(sys.argv) == 4:
        shoot(out, sys.argv[2], sys.argv[3])
        return
    for scheme in SCHEMES:
        for scale in SCALES:
            subprocess.run(
                [sys.executable, "-m", "tests.screenshots", str(out), scheme, scale],
                env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": scale},
                check=True,
            )


if __name__ == "__main__":
    main()
