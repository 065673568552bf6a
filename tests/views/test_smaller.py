"""A smaller copy of a photograph, where the person wants that; the photograph stays whole."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from desktop.attachments.photos import without_location
from desktop.operations.documenten import contents, documents, scanning
from desktop.operations.documenten.documents import Pasted
from desktop.views.documenten.contents_setting import ContentsSetting
from desktop.views.documenten.smaller import smaller
from desktop.views.frame.main_window import MainWindow
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from tests.unit.attachments.pictures import heic, jpeg
from tests.views.test_attaching import opened
from tests.world.laptops import Laptop
from tests.world.test_fetching import damaged


def picture(kind: str, width: int, height: int) -> bytes:
    """A picture with much in it, red at the left and blue at the right."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    for x in range(width):
        red = QColor(200 + x * 7 % 50, x % 60, 20) if x < width // 2 else QColor(20, x % 60, 220)
        for y in range(height):
            image.setPixelColor(x, y, red.lighter(90 + (x * y) % 20))
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, kind, 95)  # type: ignore[call-overload]  # the stub knows bytes only
    return bytes(data.data())


def turned(content: bytes) -> bytes:
    """The same JPEG, said to be taken with the camera on its side (orientation 6), with a place."""
    whole = jpeg()
    app1 = whole[2 : 2 + 2 + int.from_bytes(whole[4:6], "big")]
    return content[:2] + app1 + content[2:]


def test_a_large_photograph_becomes_smaller_upright_and_without_a_place() -> None:
    before = turned(picture("jpeg", 600, 300))
    found = smaller(Pasted("trap.jpg", before), 200)
    assert found is not None
    assert found.name == "trap.jpg"
    image = QImage.fromData(found.content)
    assert (image.width(), image.height()) == (100, 200)
    assert image.pixelColor(50, 20).red() > image.pixelColor(50, 180).red()
    assert b"Exif" not in found.content
    assert without_location(io.BytesIO(found.content)).read() == found.content


@pytest.mark.parametrize(("kind", "name"), [("png", "a.png"), ("webp", "a.jpg")])
def test_each_form_stays_one_that_everybody_can_open(kind: str, name: str) -> None:
    found = smaller(Pasted(f"a.{kind}", picture(kind, 400, 300)), 100)
    if found is None:  # a copy that is more bytes is no gain
        pytest.fail("a quarter of the pixels is fewer bytes")
    assert found.name == name


@pytest.mark.qt_log_ignore("Invalid JPEG")  # Qt says so of the one that is cut off
@pytest.mark.parametrize(
    ("content", "longest"),
    [
        (lambda: picture("jpeg", 90, 60), 90),
        (lambda: b"geen plaatje", 90),
        (heic, 90),
        (lambda: picture("jpeg", 300, 200)[:200], 90),
    ],
    ids=["small already", "no picture", "HEIC", "cut off"],
)
def test_what_cannot_or_need_not_be_smaller_stays(
    content: Callable[[], bytes], longest: int
) -> None:
    assert smaller(Pasted("a.jpg", content()), longest) is None


def test_the_copy_is_attached_and_the_photograph_is_not_said_to_be_safe(
    window: MainWindow, laptop: Laptop, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "trap.jpg"
    path.write_bytes(picture("jpeg", 300, 200))
    contents.set_policy(laptop.ws, smaller_px=100)
    pane = opened(window, laptop)
    pane.take([path])
    qtbot.waitUntil(lambda: pane.rows[0].attached is not None, timeout=5000)
    facts = pane.rows[0].facts.text()
    assert "kleinere kopie van" in facts
    assert "mag weg" not in facts
    attached = pane.rows[0].attached
    assert attached is not None
    assert attached.size_bytes < path.stat().st_size
    with documents.open_content(laptop.ws, attached.id) as content:  # type: ignore[union-attr]  # it is here
        assert QImage.fromData(content.read()).width() == 100


def test_a_scan_that_is_made_smaller_keeps_its_original_whole(
    window: MainWindow, laptop: Laptop, qtbot: QtBot, tmp_path: Path
) -> None:
    before = picture("jpeg", 300, 200)
    (tmp_path / "scans").mkdir()
    (tmp_path / "scans" / "foto.jpg").write_bytes(before)
    scanning.set_scan_folder(laptop.ws, tmp_path / "scans")
    contents.set_policy(laptop.ws, smaller_px=100)
    pane = opened(window, laptop)
    pane.scans.wanted.emit(list(scanning.offered(laptop.ws, 0.02).ready))
    qtbot.waitUntil(lambda: pane.rows[0].attached is not None, timeout=5000)
    assert (tmp_path / "scans" / "Verwerkt" / "foto.jpg").read_bytes() == before
    assert "kleinere kopie" in pane.rows[0].facts.text()


def test_a_content_that_is_damaged_and_only_here_asks_for_the_person_on_vandaag(
    window: MainWindow, laptop: Laptop, qtbot: QtBot
) -> None:
    zaak = laptop.intake()
    one = documents.attach(laptop.ws, zaak, Pasted("stuk.txt", b"nog niet verzonden"))
    with laptop.ws.replica.read() as reader:
        info = reader.contents.blob_of(one.id)
    assert info is not None
    damaged(laptop, info)
    window.go("settings")
    card = window.page("settings").findChild(ContentsSetting)
    assert isinstance(card, ContentsSetting)
    with qtbot.waitSignal(card.told, timeout=5000) as said:
        card.check.click()
    assert "Beschadigd: 1" in said.args[0]
    window.go("today")
    assert "beschadigd" in " ".join(
        label.text() for label in window.page("today").findChildren(QLabel)
    )
    window.go("sync")
    words = {one.text() for one in window.page("sync").findChildren(QAbstractButton)}
    assert "Oplossen" in words


def test_what_happens_to_contents_is_chosen_in_the_settings(
    window: MainWindow, laptop: Laptop
) -> None:
    window.go("settings")
    card = window.page("settings").findChild(ContentsSetting)
    assert isinstance(card, ContentsSetting)
    card.small.click()
    card.place.click()
    card.metered.click()
    card.fetch.setCurrentIndex(2)
    card.fetch.activated.emit(2)
    card.most.setCurrentIndex(0)
    card.most.activated.emit(0)
    kept = contents.policy(laptop.ws)
    assert (kept.smaller_px, kept.keep_location, kept.metered) == (2000, True, True)
    assert (kept.fetch.value, kept.most_bytes) == ("recent", 1_000_000)
