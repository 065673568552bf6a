"""A document is opened in the person's own program, and what is saved there comes back."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from desktop import app
from desktop.operations import registries
from desktop.operations.documenten import checkouts, contents
from desktop.operations.overview import reading
from desktop.views.documenten import document_work
from desktop.views.frame.main_window import MainWindow
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.views.test_document_panes import attached, chosen, one_of, ways
from tests.views.test_journeys import NUMBER, case_page, press
from tests.views.test_saves_seen import by_rename
from tests.world.laptops import Laptop, World
from tests.world.papers import sent


class Program(QObject):
    """What the system has for files: it opens what it is given."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[Path] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(Path(url.toLocalFile()))


def has_opened(program: Program, count: int) -> bool:
    return len(program.opened) == count


@pytest.fixture
def program(qapp: object) -> Iterator[Program]:
    found = Program()
    QDesktopServices.setUrlHandler("file", found, "open")  # type: ignore[arg-type]  # the stub is wrong
    yield found
    QDesktopServices.unsetUrlHandler("file")


def test_a_document_opens_in_the_own_program_and_its_save_is_put_back_and_sent(
    window: MainWindow, laptop: Laptop, world: World, qtbot: QtBot, program: Program
) -> None:
    document = attached(laptop)
    laptop.sync_until_quiet(4)
    page = case_page(window, laptop)
    window.edits._quiet.setInterval(100)
    chosen(page, laptop, document, document_work.OPEN)
    qtbot.waitUntil(lambda: bool(program.opened))
    (path,) = program.opened
    assert path.read_bytes() == b"Eerste"
    assert laptop.ws.profile in path.parents, "a tracked copy: it goes when it is put back"
    assert "Geopend" in window.notice.text()
    by_rename(path)
    qtbot.waitUntil(lambda: "opsloeg" in window.notice.text(), timeout=5000)
    press(window.notice, "Zet terug")
    qtbot.waitUntil(lambda: not one_of(laptop, document).is_out, timeout=5000)
    qtbot.waitUntil(lambda: not path.parent.exists())
    laptop.sync_until_quiet(6)
    assert b"In mijn eigen programma geschreven" in world.content(NUMBER)


def test_what_is_out_is_opened_again_where_it_is(
    window: MainWindow, laptop: Laptop, qtbot: QtBot, program: Program
) -> None:
    document = attached(laptop)
    page = case_page(window, laptop)
    for count in (1, 2):
        assert document_work.OPEN in ways(page, laptop, document)
        chosen(page, laptop, document, document_work.OPEN)
        qtbot.waitUntil(partial(has_opened, program, count))
    assert program.opened[0] == program.opened[1]


def test_a_program_is_never_opened_whatever_it_is_called(
    window: MainWindow, laptop: Laptop, qtbot: QtBot, program: Program
) -> None:
    one = sent(laptop)
    one.change(b"MZ\x90 van een vreemde, en langer")
    laptop.sync()
    contents.fetch_content(laptop.ws, one.attached.id)
    page = case_page(window, laptop)
    page._document_work.go_on(document_work.OPEN, one.reading)
    qtbot.waitUntil(lambda: "is een programma" in window.notice.text())
    assert program.opened == []
    assert not one.reading.is_out


def test_what_can_start_something_is_opened_only_after_the_warning(
    window: MainWindow, laptop: Laptop, qtbot: QtBot, program: Program
) -> None:
    document = attached(laptop, "rekenhulp.html", b"<html><script>alert(1)</script></html>")
    page = case_page(window, laptop)
    chosen(page, laptop, document, document_work.OPEN)
    qtbot.waitUntil(page.preview_pane.warning.isVisible)
    assert program.opened == []
    press(page.preview_pane.warning, "Toch bewerken…")
    qtbot.waitUntil(lambda: len(program.opened) == 1)


def test_without_a_program_it_is_said_where_the_copy_is(
    window: MainWindow, laptop: Laptop, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    document = attached(laptop)
    page = case_page(window, laptop)
    chosen(page, laptop, document, document_work.OPEN)
    qtbot.waitUntil(lambda: "brief.txt" in window.notice.text())
    assert reading.case(laptop.ws, NUMBER).documents[0].is_out


@pytest.mark.parametrize("before", [None, "/opt/lib"])
def test_a_program_that_is_started_finds_its_own_libraries(
    monkeypatch: pytest.MonkeyPatch, before: str | None
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/zaakkoffer/_internal")
    if before is not None:
        monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", before)
    app._give_back_libraries()
    assert os.environ.get("LD_LIBRARY_PATH") == before


def test_a_document_is_put_back_with_a_remark_by_the_keyboard(
    window: MainWindow, laptop: Laptop, world: World, qtbot: QtBot, program: Program
) -> None:
    client_id = str(world.door.description["client_id"])
    world.registry.applications.give(client_id, "audittrails.lezen")
    registries.check(laptop.ws, "oefenen")
    document = attached(laptop)
    laptop.sync_until_quiet(4)
    page = case_page(window, laptop)
    chosen(page, laptop, document, document_work.OPEN)
    qtbot.waitUntil(partial(has_opened, program, 1))
    program.opened[0].write_bytes(b"Met andere maten")
    chosen(page, laptop, document, document_work.PUT_BACK)
    pane = page.document_panes.back
    assert pane.remark.hasFocus()
    qtbot.keyClicks(pane.remark, "Maten aangepast")
    qtbot.keyClick(pane.remark, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not pane.isVisible())
    laptop.sync_until_quiet(6)
    chosen(page, laptop, document, document_work.VERSIONS)
    versions = page.document_panes.versions
    labels = versions.findChildren
    qtbot.waitUntil(lambda: "‘Maten aangepast’" in [one.text() for one in labels(QLabel)])


def test_what_cannot_be_put_back_is_said_in_the_pane_which_stays(
    window: MainWindow, laptop: Laptop, qtbot: QtBot
) -> None:
    document = attached(laptop)
    page = case_page(window, laptop)
    page.document_panes.back.start(one_of(laptop, document))
    page.document_panes.back.act()
    qtbot.waitUntil(page.document_panes.back.problem.isVisible)
    assert page.document_panes.back.isVisible()


def test_what_is_put_back_unchanged_is_not_said_to_be_a_new_version(
    window: MainWindow, laptop: Laptop, qtbot: QtBot
) -> None:
    document = attached(laptop)
    checkouts.checkout(laptop.ws, document)
    page = case_page(window, laptop)
    chosen(page, laptop, document, document_work.PUT_BACK)
    page.document_panes.back.act()
    qtbot.waitUntil(lambda: "niets veranderd" in window.notice.text())
    assert not one_of(laptop, document).is_out
