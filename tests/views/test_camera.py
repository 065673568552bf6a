"""Foto maken: the camera where there is one, and what is said and offered where there is none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from desktop.operations.overview import reading
from desktop.views.documenten import camera as cameras
from desktop.views.documenten.camera import Camera, find_camera
from desktop.views.frame.main_window import MainWindow
from desktop.views.zaak.case_page import CasePage
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.contents import png
from tests.views.held_camera import Held, picture
from tests.views.test_journeys import NUMBER, case_page
from tests.world.laptops import Laptop, World


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Held:
    found = Held()
    monkeypatch.setattr(cameras, "find_camera", lambda _parent: found)
    return found


def looking(window: MainWindow, laptop: Laptop) -> CasePage:
    page = case_page(window, laptop)
    page.attach()
    page.attach_pane.photos.button.click()
    return page


def test_a_photograph_is_taken_again_used_and_attached_by_the_keyboard_alone(
    window: MainWindow, laptop: Laptop, world: World, qtbot: QtBot, held: Held
) -> None:
    page = looking(window, laptop)
    view = page.attach_pane.photos.view
    held.seen.emit(picture("blue"))
    assert view.finder.grab().toImage().pixelColor(view.finder.rect().center()) == QColor("blue")
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Tab, Qt.Key.Key_Space, Qt.Key.Key_Space):
        qtbot.keyClick(window.focusWidget(), key)
    assert view.use.hasFocus(), "taken, again, and taken once more"
    qtbot.keyClick(view.use, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: any(row.attached for row in page.attach_pane.rows))
    assert view.shutter.hasFocus(), "ready for the next one"
    laptop.sync_until_quiet(6)
    (content,) = [one for one in world.content(NUMBER) if one.startswith(b"\xff\xd8")]
    assert QImage.fromData(content).size() == picture("red", 1600).size()
    assert b"Exif" not in content


def test_the_camera_goes_off_when_the_person_leaves(
    window: MainWindow, laptop: Laptop, qtbot: QtBot, held: Held
) -> None:
    page = looking(window, laptop)
    view = page.attach_pane.photos.view
    view.choice.activated.emit(1)
    qtbot.keyClick(page.attach_pane, Qt.Key.Key_Escape)
    assert held.looking[-1] is None
    assert not view.isVisible()
    held.taken.emit(picture("red"))
    assert not page.attach_pane.rows, "what comes too late is nobody's"


def test_a_camera_that_gives_nothing_is_said_and_can_be_tried_again(
    window: MainWindow, laptop: Laptop, held: Held
) -> None:
    page = looking(window, laptop)
    held.failed.emit()
    assert "geen beeld" in page.attach_pane.photos.view.words.text()
    assert page.attach_pane.photos.view.shutter.isEnabled()


@pytest.mark.parametrize("has_module", [False, True])
def test_without_a_camera_it_is_said_and_a_photograph_can_be_chosen(
    window: MainWindow, laptop: Laptop, qtbot: QtBot, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, has_module: bool,
) -> None:  # fmt: skip
    class NoCameras(QObject):
        """What a build with Qt Multimedia finds on a device without a camera."""

        names = ()

        def __init__(self, _media: object, parent: QObject) -> None:
            super().__init__(parent)

    monkeypatch.setattr(cameras, "multimedia", lambda: object() if has_module else None)
    monkeypatch.setattr(cameras, "Camera", NoCameras)
    (tmp_path / "trap.png").write_bytes(png(8, 8))
    monkeypatch.setattr(
        QFileDialog, "getOpenFileNames", lambda *_args: ([str(tmp_path / "trap.png")], "")
    )
    page = looking(window, laptop)
    assert "geen camera" in page.attach_pane.photos.absent.text()
    assert not page.attach_pane.photos.view.isVisible()
    qtbot.waitUntil(lambda: any(row.attached for row in page.attach_pane.rows))
    assert "trap" in {one.titel for one in reading.list_documents(laptop.ws, NUMBER)}


def test_this_program_finds_no_camera_where_qt_has_no_multimedia(
    monkeypatch: pytest.MonkeyPatch, qapp: object
) -> None:
    def missing(name: str) -> Any:
        raise ImportError(name)

    monkeypatch.setattr(cameras, "import_module", missing)
    assert find_camera(QObject()) is None


@pytest.mark.qt_log_ignore("pipewire", "QRhi")
def test_the_real_qt_multimedia_shows_and_takes_what_comes_in(qtbot: QtBot) -> None:
    media = pytest.importorskip("PySide6.QtMultimedia", exc_type=ImportError)
    owner = QObject()
    camera = Camera(media, owner)
    source = media.QVideoFrameInput()
    camera.session.setVideoFrameInput(source)
    camera.show_frames()
    shown: list[QImage] = []
    taken: list[QImage] = []
    camera.seen.connect(shown.append)
    camera.taken.connect(taken.append)

    def send() -> bool:
        source.sendVideoFrame(media.QVideoFrame(picture("red")))
        return bool(shown)

    qtbot.waitUntil(send)
    camera.shoot()

    def arrived() -> bool:
        send()
        return bool(taken)

    qtbot.waitUntil(arrived)
    assert taken[0].size() == picture("red").size()
    camera.stop()
