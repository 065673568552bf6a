"""Scans in the window: the bell rings by itself, and a scan goes to the zaak that is open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from desktop.operations.documenten import scanning
from desktop.views.bridge import Bridge
from desktop.views.documenten.scan_bell import ScanBell
from desktop.views.documenten.scan_setting import ScanSetting
from desktop.views.frame.main_window import MainWindow
from desktop.views.setup.settings_page import SettingsPage
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from tests.views.test_attaching import opened, titles
from tests.views.test_journeys import case_page, press
from tests.world.laptops import Laptop

STILL_MS = 150
PDF = b"%PDF-1.7 een gescande brief %%EOF"


@pytest.fixture
def folder(laptop: Laptop, tmp_path: Path) -> Path:
    found = tmp_path / "scans"
    found.mkdir()
    scanning.set_scan_folder(laptop.ws, found)
    return found


@pytest.fixture
def bell(laptop: Laptop, folder: Path, qapp: QApplication) -> Iterator[ScanBell]:
    bridge = Bridge(laptop.ws)
    parent = QObject()
    found = ScanBell(bridge, parent, STILL_MS)
    found.follow()
    yield found
    bridge.close()


def test_the_bell_rings_for_a_new_file_and_rests_when_nothing_changes(
    bell: ScanBell, folder: Path, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: bell.looks == 1, timeout=2000)
    qtbot.wait(5 * STILL_MS)
    assert bell.looks == 1
    (folder / "scan.pdf").write_bytes(PDF)
    qtbot.waitUntil(lambda: len(bell.offered.ready) == 1, timeout=5000)
    qtbot.wait(STILL_MS)
    looks = bell.looks
    qtbot.wait(5 * STILL_MS)
    assert bell.looks == looks


def test_a_file_that_grows_rings_only_when_it_is_whole(
    bell: ScanBell, folder: Path, qtbot: QtBot
) -> None:
    rung: list[int] = []
    bell.changed.connect(lambda offered: rung.append(len(offered.ready)))
    with (folder / "scan.pdf").open("wb") as file:
        for page in range(6):
            file.write(b"%PDF bladzijde " + bytes((page,)) * 100)
            file.flush()
            qtbot.wait(STILL_MS // 2)
            assert bell.offered.ready == ()
        file.write(b"%%EOF")
    qtbot.waitUntil(lambda: len(bell.offered.ready) == 1, timeout=5000)
    assert bell.offered.ready[0].size_bytes == (folder / "scan.pdf").stat().st_size
    assert 1 not in rung[:-1]


def ring(window: MainWindow, qtbot: QtBot, count: int) -> None:
    """Let the window hear of the scans without waiting for two seconds twice."""
    window.scans._still_ms = STILL_MS
    window.scans._watch = scanning.ScanWatch(window.ws, (STILL_MS - 100) / 1000)
    window.scans._soon.setInterval(STILL_MS)
    window.scans.follow()
    qtbot.waitUntil(lambda: len(window.scans.offered.ready) == count, timeout=5000)


def test_a_scan_is_added_to_the_zaak_that_is_open(
    window: MainWindow, laptop: Laptop, qtbot: QtBot, folder: Path
) -> None:
    for name in ("aanvraag.pdf", "bijlage.pdf", "reclame.pdf"):
        (folder / name).write_bytes(name.encode() + PDF)
    ring(window, qtbot, 3)
    assert window.strip.scans.text() == "3 nieuwe scans"
    case_page(window, laptop)
    window.strip.scans.click()
    pane = opened(window, laptop)
    assert pane.isVisible()
    assert pane.scans.words.text() == "3 nieuwe scans"
    pane.scans.skipped.emit(window.scans.offered.ready[2])
    qtbot.waitUntil(lambda: window.strip.scans.text() == "2 nieuwe scans", timeout=5000)
    press(pane.scans, "Allemaal toevoegen")
    qtbot.waitUntil(lambda: {"aanvraag", "bijlage"} <= set(titles(laptop)), timeout=5000)
    qtbot.waitUntil(lambda: window.strip.scans.text() == "", timeout=5000)
    assert "origineel in de map ‘Verwerkt’" in pane.rows[0].facts.text()
    assert "reclame" not in titles(laptop)
    assert sorted(path.name for path in (folder / "Verwerkt").iterdir()) == [
        "aanvraag.pdf", "bijlage.pdf", "reclame.pdf",
    ]  # fmt: skip


def test_without_a_zaak_the_window_says_where_scans_go(
    window: MainWindow, laptop: Laptop, qtbot: QtBot, folder: Path
) -> None:
    (folder / "scan.pdf").write_bytes(PDF)
    ring(window, qtbot, 1)
    window.strip.scans.click()
    assert "Open de zaak" in window.notice.text()


def test_the_folder_is_chosen_in_the_settings_and_followed_at_once(
    window: MainWindow,
    laptop: Laptop,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = window.page("settings")
    assert isinstance(page, SettingsPage)
    window.go("settings")
    card = page.findChild(ScanSetting)
    assert isinstance(card, ScanSetting)
    assert not card.stop.isVisible()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_given: str(tmp_path))
    card.choose.click()
    found = scanning.scan_folder(laptop.ws)
    assert found is not None
    assert found.path == tmp_path.resolve()
    assert str(tmp_path) in card.where.text().replace("\u200b", "")  # it may break there
    card.after.setCurrentIndex(1)
    card.after.activated.emit(1)
    found = scanning.scan_folder(laptop.ws)
    assert found is not None
    assert found.after == "stay"
    press(card, "Niet meer volgen")
    assert scanning.scan_folder(laptop.ws) is None
