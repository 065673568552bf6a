"""A home visit as a new user lives it: `python -m tests.home_visit FOLDER`.

The real program is started five times, once killed; the registry of the organisation is a process
of its own that is stopped while the visit is carried out. At the end the registry is asked, without
the client: each thing once, photograph, signature and report byte for byte. A picture of each step
goes to the folder; keys, letters and clicks are counted. Times are of the program, not of a person.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from desktop.operations.documenten import documents
from desktop.operations.overview import reading
from desktop.operations.workspace import Workspace
from PySide6.QtGui import QColor, QImage

from tests.home_visit import journey
from tests.home_visit.organisation import Found, Organisation, sha256
from tests.home_visit.program import sit_down

_LIMIT_S = 240
_KIND = "WMO-AANVRAAG"


class HomeVisit:
    """The new user, the organisation, and what is compared at the end."""

    def __init__(self, folder: Path, out: Path) -> None:
        self._folder, self._out = folder, out
        self.profile = folder / "koffer"
        self.there = Organisation(folder / "oostermeer")
        self.photo = folder / f"{journey.PHOTO}.jpg"
        self._draw(self.photo)
        self.given = folder / "given.json"
        self.titles = folder / "titles.json"

    @staticmethod
    def _draw(path: Path) -> None:
        image = QImage(640, 480, QImage.Format.Format_RGB32)
        image.fill(QColor("#7a8b99"))
        for x in range(200, 440):
            for y in range(60, 460):
                image.setPixelColor(x, y, QColor("#5b3a1e"))
        assert image.save(str(path))

    def start(self, name: str, profile: Path) -> None:
        """Start the program for one sitting; the one that asks for it is killed."""
        words = [name, str(profile), str(self._out), str(self.given)]
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.home_visit", "--window", *words],
            stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert process.stdout is not None
        died = False
        for line in process.stdout:
            if line.strip() == "DIE":
                died = True
                process.kill()
            else:
                sys.stdout.write(line)
        code = process.wait(_LIMIT_S)
        process.stdout.close()
        if (code != 0) != died:
            raise SystemExit(f"{name}: ended with {code}")

    def run(self) -> None:
        """Live through it; the process of the registry ends whatever happens."""
        try:
            self._live()
        finally:
            self.there.stop()

    def open_registry(self) -> None:
        """Start the registry, and hand out the file and the secret that connect to it."""
        self.there.start()
        self.there.share_lists(_KIND)
        document = self._folder / "oostermeer.json"
        secret = self.there.file(document, omschrijving=journey.REGISTRY)
        self.given.write_text(
            json.dumps({"document": str(document), "secret": secret, "photo": str(self.photo),
                        "titles": str(self.titles)}),
            "utf-8",
        )  # fmt: skip

    def _live(self) -> None:
        self.given.write_text("{}", "utf-8")
        self.start("look-round", self._folder / "rondkijken")
        self.open_registry()
        self.start("prepare", self.profile)
        self.there.stop()
        self.start("carry-out", self.profile)
        self.start("finish", self.profile)
        self.there.start()
        self.start("confirm", self.profile)
        self.compare()

    def compare(self) -> None:
        """Ask the registry; every `Found` fails on nothing and on two."""
        found = Found(self.there, journey.NUMBER)
        assert sha256(found.document(journey.PHOTO)) == sha256(self.photo.read_bytes())
        for titel, begin in self._mine().items():
            assert sha256(found.document(titel)) == begin, titel
        titles = json.loads(self.titles.read_text("utf-8"))
        report = found.document(titles["report"])
        assert report.startswith(b"%PDF")
        found.note(journey.NOTE)
        besluit = found.besluit(journey.WHY)
        assert found.eigenschap(journey.HOURS_FIELD) == journey.HOURS_KEPT
        weighed = found.own(waarom=journey.WHY)
        assert weighed["besluit"]["identificatie"] == besluit["identificatie"], weighed
        assert weighed["doel"]["doel"], weighed
        found.own(wat=journey.PROMISE)
        visit = found.own(doelVanBezoek=journey.REASON)
        assert visit["uitgevoerd"], visit
        assert visit["verslag"]["titel"] == titles["report"], visit
        found.answer(journey.QUESTION, journey.ANSWER)
        sys.stdout.write("each thing is at the registry once; contents are the same bytes\n")

    def _mine(self) -> dict[str, str]:
        """Give the hashes of the documents that were made here, by title."""
        ws = Workspace.open(self.profile, passphrase="test")
        try:
            made = {}
            for one in reading.case(ws, journey.NUMBER).documents:
                if one.titel.startswith(("Verslag", "Handtekening")):
                    path = self._folder / f"{one.local_id}.bin"
                    documents.export(ws, one.local_id, path)
                    made[one.titel] = sha256(path.read_bytes())
            assert len(made) == 2, made
            return made
        finally:
            ws.close()


def main() -> int:
    """Run it once, on a screen of its own where there is one."""
    if sys.argv[1:2] == ["--window"]:
        profile, pictures, given = map(Path, sys.argv[3:6])
        return sit_down(sys.argv[2], profile, pictures, given)
    out = Path(sys.argv[1] if len(sys.argv) > 1 else "docs/screenshots").resolve()
    out.mkdir(parents=True, exist_ok=True)
    screen = shutil.which("Xvfb")
    display = f":{os.getpid() % 500 + 500}"
    server = subprocess.Popen([screen, display, "-screen", "0", "1600x1000x24"]) if screen else None
    os.environ |= {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb" if screen else "offscreen",
                   "LANG": "nl_NL.UTF-8"}  # fmt: skip
    try:
        with tempfile.TemporaryDirectory() as folder:
            HomeVisit(Path(folder), out).run()
    finally:
        if server is not None:
            server.terminate()
            server.wait()
    return 0


if __name__ == "__main__":
    sys.exit(main())
