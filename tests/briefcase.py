"""Photographs dropped offline, two deaths, a bad line: `python -m tests.briefcase [folder]`.

A real window in a process of its own (under Xvfb where there is one) takes 60 photographs at once
while there is no connection, and is killed; it takes the rest, sends over a connection that resets
every few MB, and is killed; it goes on until all are at the registry byte for byte. Then a letter
is edited twice and put back, a version conflict is decided in the window, and a word that stands
only inside a PDF is searched. Pictures of each step go to the folder.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from desktop.i18n.language import Language
from desktop.operations.documenten import checkouts, documents, editing, searching
from desktop.operations.documenten.documents import Pasted
from desktop.operations.overview import reading
from desktop.operations.workspace import Workspace
from desktop.operations.zaken import casework
from desktop.views.choices.conflict_page import ConflictPage
from desktop.views.frame.main_window import MainWindow
from desktop.views.look import theme
from desktop.views.look.style import ZaakkofferStyle
from desktop.views.look.wording import speak
from desktop.views.worklist.worklist_page import WorklistPage
from desktop.views.zaak.case_page import CasePage
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.contents import pdf
from tests.world.laptops import World

PHOTOS, PHOTO_BYTES, PART_BYTES = 60, 1_500_000, 1_000_000
_BEGUN, _SPEAK = b"\xff\xd8\xff\xd9", "nl"
WORD = "plafondlift"


class Window:
    """The window of one profile, in this process."""

    def __init__(self, profile: Path, out: Path, zaak: str) -> None:
        self.ws = Workspace.open(profile, passphrase="test")
        self.out, self.zaak = out, zaak
        self.window = MainWindow(
            self.ws, practice=False, automatic=False, start_practice=lambda: None
        )
        self.window.resize(1440, 900)
        self.window.show()
        with self.ws.replica.read() as reader:
            self.local_id = reader.records.resolve(zaak).local_id

    def picture(self, name: str) -> None:
        QTest.qWait(300)
        self.window.grab().save(str(self.out / f"briefcase-{name}.png"))

    def titles(self) -> set[str]:
        return {one.titel for one in reading.list_documents(self.ws, self.zaak)}

    def drop(self, folder: Path) -> None:
        """Drop every photograph that is not in the case yet, at once."""
        page = self._case()
        page.attach()
        missing = [one for one in sorted(folder.glob("*.jpg")) if one.stem not in self.titles()]
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(one)) for one in missing])
        event = QDropEvent(
            QPointF(40, 40), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        page.attach_pane.drop.dropEvent(event)
        while any(row.is_packing for row in page.attach_pane.rows):
            QTest.qWait(20)
            _say(len(self.titles()))
        self.send_once()  # says that there is no connection
        self.picture("1-dropped")

    def send(self, name: str) -> None:
        """Send until nothing waits, and picture the case then."""
        self._case()
        while reading.status(self.ws).waiting:
            if not self.window.bridge.is_syncing:
                self.window.bridge.sync()
            QTest.qWait(100)
            _say(reading.status(self.ws).waiting)
        self.picture(name)

    def edit(self, letter: str) -> None:
        """Take a letter out, save it twice in another program's way, and put it back."""
        out = checkouts.checkout(self.ws, letter)
        for number in (1, 2):
            beside = out.path.with_suffix(".tmp")
            beside.write_text(f"Geachte mevrouw, keer {number}", "utf-8")
            beside.replace(out.path)
            editing.look_for_saves(self.ws)
        self._case()
        self.picture("3-saved")
        checkouts.checkin(self.ws, letter)
        self.send("4-put-back")

    def decide(self) -> None:
        """Choose, in the window, between two versions: mine."""
        self.send_once()
        self.window.open_choice(self.local_id)
        page = self.window.page("conflict")
        assert isinstance(page, ConflictPage)
        self.picture("5-two-versions")
        page._choices[0].choose(0)
        page.save()
        self.send("6-decided")

    def send_once(self) -> None:
        self.window.bridge.sync()
        while self.window.bridge.is_syncing:
            QTest.qWait(50)

    def search(self) -> None:
        searching.take_words(self.ws)
        self.window.go("worklist")
        page = self.window.page("worklist")
        assert isinstance(page, WorklistPage)
        page.bar.field.setText(WORD)
        QTest.qWait(500)
        assert page.model.zaken == 1, page.model.zaken
        self.picture("7-found-inside")

    def _case(self) -> CasePage:
        self.window.open_case(self.local_id)
        page = self.window.page("case")
        assert isinstance(page, CasePage)
        return page


def _say(count: int) -> None:
    sys.stdout.write(f"{count}\n")
    sys.stdout.flush()


def inside(step: str, profile: str, out: str, zaak: str, what: str) -> int:
    """Do one step in a window of this process."""
    application = QApplication([])
    font = QFont("Noto Sans")
    font.setPointSizeF(10.5)
    application.setFont(font)
    application.setStyle(ZaakkofferStyle())
    spoken: Language = "nl"
    speak(spoken)
    theme.apply(application, "light")
    window = Window(Path(profile), Path(out), zaak)
    match step:
        case "drop":
            window.drop(Path(what))
        case "send":
            window.send("2-sent")
        case "edit":
            window.edit(what)
        case "decide":
            window.decide()
        case _:
            window.search()
    window.window.bridge.close()
    return 0


class Day:
    """The registry, and the person that starts the window again and again."""

    def __init__(self, folder: Path, out: Path) -> None:
        self.out = out
        self.world = World(folder)
        self.world.registry.part_bytes = PART_BYTES
        self.laptop = self.world.laptop()
        made = casework.create_zaak(
            self.laptop.ws, zaaktype="WMO-HUISBEZOEK", omschrijving="Foto's van de badkamer"
        )
        self.zaak = made.identificatie
        self.laptop.sync_until_quiet(4)
        chance = random.Random(7)
        self.photos = folder / "fotos"
        self.photos.mkdir()
        self.made: dict[str, str] = {}
        for number in range(PHOTOS):
            content = _BEGUN[:3] + b"\xd9" + chance.randbytes(PHOTO_BYTES)
            (self.photos / f"foto {number:02}.jpg").write_bytes(content)
            self.made[f"foto {number:02}"] = hashlib.sha256(content).hexdigest()

    def window(self, step: str, what: str = "-", *, until: int | None = None) -> float:
        """Run a step in a window; killed when it says `until`. Gives the seconds it took."""
        began = time.monotonic()
        words = [step, str(self.laptop.ws.profile), str(self.out), self.zaak, what]
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.briefcase", "--window", *words],
            stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert process.stdout is not None
        for line in process.stdout:
            if until is not None and (
                int(line) >= until if step == "drop" else 0 < int(line) <= until
            ):
                process.kill()
                break
        code = process.wait()
        process.stdout.close()
        if (code != 0) != (until is not None):
            raise SystemExit(f"{step}: ended with {code}")
        return time.monotonic() - began

    def breaking(self, stop: threading.Event) -> None:
        """Break the connection every few MB, as long as the day sends."""
        seen = self._received()
        while not stop.wait(0.02):
            if self._received() - seen >= 3 * PART_BYTES:
                seen = self._received()
                self.world.faults.strike("reset", methods=frozenset({"PUT"}), times=1)

    def _received(self) -> int:
        return sum(int(str(one["bestandsomvang"] or 0)) for one in self._there())

    def _there(self) -> list[dict[str, object]]:
        return self.world.all("enkelvoudiginformatieobjecten")

    def run(self) -> dict[str, object]:
        """Live through it; gives the figures."""
        self.world.unplug()
        self.window("drop", str(self.photos), until=PHOTOS // 3)
        kept = len(reading.list_documents(self.laptop.ws, self.zaak))
        packed_s = self.window("drop", str(self.photos))
        self.world.plug()
        stop = threading.Event()
        breaker = threading.Thread(target=self.breaking, args=(stop,))
        breaker.start()
        self.window("send", until=PHOTOS * 2 // 3)
        sent_s = self.window("send")
        stop.set()
        breaker.join()
        self.world.faults.clear()
        found = sorted(hashlib.sha256(one).hexdigest() for one in self.world.content(self.zaak))
        whole = found == sorted(self.made.values())
        newest = self._letter()
        return {
            "photographs": len(found), "whole": whole, "safe_at_first_kill": kept,
            "rest_packed_s": round(packed_s, 1), "rest_sent_s": round(sent_s, 1),
            "resets": self.world.faults.struck.get("reset", 0), "newest_of_letter": newest,
        }  # fmt: skip

    def _letter(self) -> bool:
        ws = self.laptop.ws
        letter = documents.attach(ws, self.zaak, Pasted("brief.txt", b"Geachte mevrouw")).id
        documents.attach(ws, self.zaak, Pasted("advies.pdf", pdf(f"Zij heeft een {WORD} nodig")))
        self.laptop.sync_until_quiet(6)
        self.window("edit", letter)
        other = self.world.laptop("twee")
        with other.ws.replica.read() as reader:
            theirs = reader.records.resolve(self.zaak).local_id
        seen = next(one for one in reading.list_documents(other.ws, theirs) if one.titel == "brief")
        checkouts.new_version(other.ws, seen.local_id, Pasted("brief.txt", b"Van de collega"))
        checkouts.new_version(ws, letter, Pasted("brief.txt", b"Van mij"))
        other.sync_until_quiet(4)
        self.window("decide")
        newest = b"Van mij" in self.world.content(self.zaak)
        self.window("search")
        return newest


def main() -> int:
    """Run the day; 1 when something was lost."""
    if sys.argv[1:2] == ["--window"]:
        return inside(*sys.argv[2:7])
    out = Path(sys.argv[1] if len(sys.argv) > 1 else "docs/screenshots")
    out.mkdir(parents=True, exist_ok=True)
    screen = shutil.which("Xvfb")
    display = f":{os.getpid() % 500 + 500}"
    server = subprocess.Popen([screen, display, "-screen", "0", "1600x1000x24"]) if screen else None
    os.environ.update({"DISPLAY": display, "QT_QPA_PLATFORM": "xcb" if screen else "offscreen"})
    try:
        with tempfile.TemporaryDirectory() as folder:
            found = Day(Path(folder), out).run()
    finally:
        if server is not None:
            server.terminate()
            server.wait()
    sys.stdout.write(json.dumps(found) + "\n")
    return 0 if found["whole"] and found["newest_of_letter"] else 1


if __name__ == "__main__":
    sys.exit(main())
