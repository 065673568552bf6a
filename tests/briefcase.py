"""Photographs dropped offline, two deaths, a bad line: `python -m tests.briefcase [folder]`.

A real window in a process of its own (under Xvfb where there is one) takes 60 photographs at once
while there is no connection, and is killed; it takes the rest, sends over a connection that resets
every few MB, and is killed; it goes on until all are at the registry byte for byte. Then a letter
is opened from its menu in a program (`tests.wordlike`) that saves it twice by renaming, and put
back; the window is locked and opened; a version conflict is decided in it, and a word that stands
only inside a PDF is searched. Pictures of each step go to the folder. Everything a person does
goes through the window: events of dragging and dropping, menus, buttons, keys.
"""

from __future__ import annotations

import base64
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
from collections.abc import Callable
from pathlib import Path

from desktop.i18n.language import Language
from desktop.operations.documenten import documents, editing, searching
from desktop.operations.documenten.documents import Pasted
from desktop.operations.overview import reading
from desktop.operations.workspace import Workspace
from desktop.operations.zaken import casework
from desktop.practice.inside import Inside
from desktop.views.choices.conflict_page import ConflictPage
from desktop.views.frame.main_window import MainWindow
from desktop.views.look import theme
from desktop.views.look.style import ZaakkofferStyle
from desktop.views.look.wording import speak
from desktop.views.worklist.worklist_page import WorklistPage
from desktop.views.zaak.case_page import CasePage
from PySide6.QtCore import QMimeData, QObject, QPointF, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDragMoveEvent, QDropEvent, QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

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
        self.window.activateWindow()
        assert QTest.qWaitForWindowActive(self.window), "its keys are for the active window"
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
        drag(page.attach_pane.drop, missing)
        while any(row.is_packing for row in page.attach_pane.rows):
            QTest.qWait(20)
            _say(len(self.titles()))
        self.send_once()  # says that there is no connection
        self.picture("1-dropped")

    def send(self, name: str) -> None:
        """Send until nothing waits and the window has said so; picture the case then."""
        self._case()
        while reading.status(self.ws).waiting or self.window.bridge.is_syncing:
            if not self.window.bridge.is_syncing:
                self.window.bridge.sync()
            QTest.qWait(100)
            _say(reading.status(self.ws).waiting)
        self.picture(name)

    def edit(self, letter: str) -> None:
        """Open a letter in a program that saves twice, lock in between, put it back."""
        self._open_letter(letter, "keer 1", "keer 2")
        self.picture("3-saved")
        self._lock()
        self._press(self.window.notice, "Zet terug")
        self._wait(lambda: not editing.editing(self.ws))
        self.send("4-put-back")

    def _open_letter(self, letter: str, *saves: str) -> None:
        """Choose from the menu of a letter; the program it opens in saves it, and is seen."""
        program = Program([f"Geachte mevrouw, {one}" for one in saves])
        QDesktopServices.setUrlHandler("file", program, "open")  # type: ignore[arg-type]  # the stub
        page = self._case()
        titel = next(one.titel for one in page.documents._documents if one.local_id == letter)
        more = f"Meer over {titel}"
        found = [one for one in page.findChildren(QPushButton) if one.accessibleName() == more]
        menu = found[0].menu()
        words = "Bewerken in je eigen programma"
        next(one for one in menu.actions() if one.text() == words).trigger()
        self._wait(lambda: program.has_ended)
        self._wait(lambda: "opsloeg" in self.window.notice.text())
        QDesktopServices.unsetUrlHandler("file")

    def _lock(self) -> None:
        """Walk away and come back: the readable copy is gone meanwhile, the work is not."""
        (out,) = editing.editing(self.ws)
        QTest.keyClick(self.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        self._wait(lambda: not out.path.exists())
        self.picture("3-locked")
        page = self.window.latch.page
        assert page is not None
        QTest.keyClicks(page.field, "test")
        QTest.keyClick(page.field, Qt.Key.Key_Return)
        self._wait(lambda: not self.window.latch.is_locked)
        assert out.path.read_text("utf-8").endswith("keer 2")

    def decide(self, letter: str) -> None:
        """Write a version of one's own, and choose between it and a colleague's: mine."""
        self._open_letter(letter, "van mij")
        self._press(self.window.notice, "Zet terug")
        self._wait(lambda: not editing.editing(self.ws))
        self.send_once()
        self.window.open_choice(self.local_id)
        page = self.window.page("conflict")
        assert isinstance(page, ConflictPage)
        self.picture("5-two-versions")
        page._choices[0].choose(0)
        page.save()
        self.send("6-decided")

    def _press(self, where: QWidget, words: str) -> None:
        found = [one for one in where.findChildren(QPushButton) if one.accessibleName() == words]
        QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)

    def _wait(self, until: Callable[[], bool]) -> None:
        ends = time.monotonic() + 30
        while not until():
            assert time.monotonic() < ends, "nothing came of it"
            QTest.qWait(50)

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


class Program(QObject):
    """What the system opens letters with: a program of its own, in a process of its own."""

    def __init__(self, saves: list[str]) -> None:
        super().__init__()
        self._saves = saves
        self._process: subprocess.Popen[bytes] | None = None

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        words = [sys.executable, "-m", "tests.wordlike", url.toLocalFile(), *self._saves]
        self._process = subprocess.Popen(words)

    @property
    def has_ended(self) -> bool:
        return self._process is not None and self._process.poll() == 0


def drag(area: QWidget, paths: list[Path]) -> None:
    """Drag files over a part of the window and let them go, as Qt tells it of another program."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(one)) for one in paths])
    window = area.window()
    place = area.mapTo(window, area.rect().center())
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copy = Qt.DropAction.CopyAction
    enter = QDragEnterEvent(place, copy, mime, left, none)
    move = QDragMoveEvent(place, copy, mime, left, none)
    move.accept()  # as Qt does once the part of the window took the first one
    drop = QDropEvent(QPointF(place), copy, mime, left, none)
    for event in (enter, move, drop):
        QApplication.sendEvent(window.windowHandle(), event)
        assert event.isAccepted(), type(event).__name__


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
            window.decide(what)
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
        if until is not None and step == "drop":
            self._kill_at(process, until)
        for line in process.stdout:
            if until is not None and step != "drop" and 0 < int(line) <= until:
                process.kill()
                break
        code = process.wait()
        process.stdout.close()
        if (code != 0) != (until is not None):
            raise SystemExit(f"{step}: ended with {code}")
        return time.monotonic() - began

    def _kill_at(self, process: subprocess.Popen[str], contents: int) -> None:
        """Kill a window once so many contents are packed: what it says comes much later."""
        folder = self.laptop.ws.profile / "documenten"
        while process.poll() is None and sum(1 for _ in folder.glob("*")) < contents:
            time.sleep(0.002)
        process.kill()

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
        self.window("drop", str(self.photos), until=PHOTOS // 4)
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
        whole = found == sorted(self.made.values()) and kept < PHOTOS
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
        self._change_there(b"Van de collega")
        self.window("decide", letter)
        newest = any(one.endswith(b"van mij") for one in self.world.content(self.zaak))
        self.window("search")
        return newest

    def _change_there(self, content: bytes) -> None:
        """Let a colleague make a version of the letter."""
        colleague = Inside(self.world.registry, "m-bakker", "Bo Bakker")
        url = next(one["url"] for one in self._there() if one["titel"] == "brief")
        lock = colleague.send("POST", f"{url}/lock", {})[1]["lock"]
        inhoud = base64.b64encode(content).decode()
        change = {"inhoud": inhoud, "bestandsomvang": len(content), "lock": lock}
        assert colleague.send("PATCH", str(url), change)[0] == 200
        assert colleague.send("POST", f"{url}/unlock", {"lock": lock})[0] == 204


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
