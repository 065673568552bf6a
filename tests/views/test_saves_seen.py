"""A save in the person's own program is seen in the window, kept, and put back with one press."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from desktop.operations.documenten import checkouts, editing
from desktop.views.frame.main_window import MainWindow
from pytestqt.qtbot import QtBot

from tests.views.test_journeys import press
from tests.world.laptops import Laptop, World
from tests.world.papers import Paper, sent

NEW = b"In mijn eigen programma geschreven"


def in_place(path: Path) -> None:
    path.write_bytes(NEW)


def by_rename(path: Path) -> None:
    """Office writes another file, sets the old one aside and renames."""
    fresh = path.with_name("~WRD0001.tmp")
    fresh.write_bytes(NEW)
    path.replace(path.with_name("~WRL0001.tmp"))
    fresh.replace(path)
    path.with_name("~WRL0001.tmp").unlink()


def taken_out(window: MainWindow, laptop: Laptop) -> tuple[Paper, Path]:
    one = sent(laptop)
    out = checkouts.checkout(laptop.ws, one.attached.id)
    window.edits._quiet.setInterval(100)
    window.edits.follow()
    return one, out.path


@pytest.mark.parametrize("save", [in_place, by_rename])
def test_a_save_is_seen_and_put_back_with_one_press(
    window: MainWindow, laptop: Laptop, qtbot: QtBot, save: Callable[[Path], None]
) -> None:
    one, path = taken_out(window, laptop)
    save(path)
    qtbot.waitUntil(lambda: "We zagen dat je ‘brief’" in window.notice.text(), timeout=5000)
    assert editing.editing(laptop.ws)[0].is_saved
    press(window.notice, "Zet terug")
    qtbot.waitUntil(lambda: "Nieuwe versie" in window.notice.text(), timeout=5000)
    assert editing.editing(laptop.ws) == []
    assert not path.exists()
    laptop.sync_until_quiet(4)
    assert one.contents[-1] == NEW


def test_every_save_after_a_rename_is_seen_again(
    window: MainWindow, laptop: Laptop, qtbot: QtBot
) -> None:
    _, path = taken_out(window, laptop)
    seen: list[str] = []
    window.edits.saved.connect(lambda titel, _put_back: seen.append(titel))
    by_rename(path)
    qtbot.waitUntil(lambda: len(seen) == 1, timeout=5000)
    path.write_bytes(NEW + b", en verder")
    qtbot.waitUntil(lambda: len(seen) == 2, timeout=5000)


def test_opening_and_saving_the_same_again_says_nothing(
    window: MainWindow, laptop: Laptop, qtbot: QtBot
) -> None:
    _, path = taken_out(window, laptop)
    seen: list[str] = []
    window.edits.saved.connect(lambda titel, _put_back: seen.append(titel))
    path.with_name(".~lock.brief.txt#").write_bytes(b"slot van het programma")
    path.write_bytes(b"Eerste tekst")
    qtbot.waitUntil(lambda: not window.edits._quiet.isActive(), timeout=5000)
    qtbot.wait(300)
    assert seen == []
    assert not editing.editing(laptop.ws)[0].is_saved


def test_the_window_watches_what_is_out_and_nothing_after_it_is_put_back(
    window: MainWindow, world: World, laptop: Laptop
) -> None:
    one, path = taken_out(window, laptop)
    assert window.edits._watcher.files() == [str(path)]
    checkouts.undo_checkout(laptop.ws, one.attached.id)
    window.touched()
    assert window.edits._watcher.files() == []
    assert window.edits._watcher.directories() == []
