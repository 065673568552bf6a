"""Two versions of a document, and a lock that nobody knows: the person chooses in the window."""

from __future__ import annotations

import pytest
from desktop.domain.reasons import Reason
from desktop.operations.documenten import checkouts
from desktop.operations.overview import reading
from desktop.views.choices.conflict_page import ConflictPage
from desktop.views.choices.document_choice import DocumentChoice
from desktop.views.frame.main_window import MainWindow
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.views.test_journeys import press
from tests.world.laptops import LIMIT_S, Laptop, World
from tests.world.papers import Paper, sent

NEW = b"Mijn nieuwe tekst"


def rewrite(one: Paper) -> None:
    out = checkouts.checkout(one.laptop.ws, one.attached.id)
    out.path.write_bytes(NEW)
    checkouts.checkin(one.laptop.ws, one.attached.id)


@pytest.fixture
def both(laptop: Laptop) -> Paper:
    """A document of which a colleague made a version while the person made one."""
    one = sent(laptop)
    rewrite(one)
    one.change(b"Van de collega, en langer")
    laptop.sync()
    return one


def asked(window: MainWindow, one: Paper) -> DocumentChoice:
    with one.laptop.ws.replica.read() as reader:
        zaak = reader.records.resolve(one.number).local_id
    window.open_choice(zaak)
    page = window.page("conflict")
    assert isinstance(page, ConflictPage)
    (choice,) = page._choices
    assert isinstance(choice, DocumentChoice)
    return choice


@pytest.mark.parametrize(
    ("number", "newest", "documents"),
    [(0, NEW, [NEW]), (1, b"Van de collega, en langer", [b"Van de collega, en langer"]),
     (2, b"Van de collega, en langer", [b"Van de collega, en langer", NEW])],
    ids=["mine", "theirs", "both"],
)  # fmt: skip
def test_j22_each_answer_does_what_its_card_says(
    window: MainWindow,
    world: World,
    both: Paper,
    qtbot: QtBot,
    number: int,
    newest: bytes,
    documents: list[bytes],
) -> None:
    choice = asked(window, both)
    assert choice.accessibleName() == "brief"
    assert choice.answer() is None
    key = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3)[number]
    qtbot.keyClick(choice, key)
    press(window.page("conflict"), "Bewaar keuze")
    assert both.laptop.sync_until_quiet(4).waiting == 0
    assert reading.open_items(both.laptop.ws) == []
    assert both.contents[-1] == newest
    assert sorted(world.content(both.number)) == sorted(documents)


def test_j22_the_cards_say_how_large_each_is_and_what_goes_for_good(
    window: MainWindow, both: Paper
) -> None:
    choice = asked(window, both)
    said = [button.accessibleName() for button in choice._group.buttons()]
    assert "17 bytes op dit apparaat" in said[0]
    assert "25 bytes" in said[1]
    assert "vervalt" in said[1]
    assert "nieuw document" in said[2]


def test_j26_a_lock_is_released_only_after_a_warning_and_only_with_the_right(
    window: MainWindow, world: World, laptop: Laptop, qtbot: QtBot
) -> None:
    one = sent(laptop)
    rewrite(one)
    world.faults.strike("reply-lost", path_contains="/lock")
    laptop.sync()
    laptop.ws.clock.wait(LIMIT_S)
    laptop.sync()
    choice = asked(window, one)
    assert choice.item.reason == Reason.LOCK_ORPHAN.value
    assert "Let op" in choice._group.buttons()[0].accessibleName()
    qtbot.keyClick(choice, Qt.Key.Key_1)
    press(window.page("conflict"), "Bewaar keuze")
    laptop.sync()
    (item,) = reading.open_items(laptop.ws)
    assert "Jouw account mag het slot" in item.sentence
    assert one.there["locked"]
    world.registry.applications.give("zaakkoffer-oefenen", "documenten.geforceerd-unlock")
    choice = asked(window, one)
    qtbot.keyClick(choice, Qt.Key.Key_1)
    press(window.page("conflict"), "Bewaar keuze")
    laptop.ws.clock.wait(LIMIT_S)
    assert laptop.sync_until_quiet(4).waiting == 0
    assert one.contents[-1] == NEW


def test_j22_the_author_of_a_document_is_not_taken_for_who_made_the_other_version(
    window: MainWindow, both: Paper
) -> None:
    """Whoever writes a version need not change the author, and it may well be the person."""
    assert reading.open_items(both.laptop.ws)[0].theirs["auteur"] == "Meryem Yılmaz"
    assert asked(window, both)._cards[1][1] == "Die van je collega"
