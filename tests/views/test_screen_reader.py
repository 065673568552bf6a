"""The program as a screen reader meets it: over the real AT-SPI bus, with real keys."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing
from functools import partial

import pytest

if sys.platform != "linux":
    pytest.skip("AT-SPI is how Linux speaks to screen readers", allow_module_level=True)

from tests.views.screen_reader import FOCUSABLE, Desk, Reader

pytestmark = [
    pytest.mark.xdist_group("screen reader"),  # one desk for all of them
    pytest.mark.slow,
    pytest.mark.needs_display,
]
PAGES = {
    "ctrl+1": ("Vandaag", {("panel", "Afspraken en termijnen"), ("panel", "Bezoeken vandaag")}),
    "ctrl+2": ("Werklijst", {("table", "Mijn zaken, 6 zaken"), ("text", "Filter in deze lijst"),
                             ("push button", "Nieuwe zaak")}),
    "ctrl+3": ("Afspraken", set()),
    "ctrl+4": ("Ambitie", {("push button", "Wijzigen")}),
    "ctrl+0": ("Synchronisatie", {("push button", "Nu synchroniseren")}),
    "ctrl+comma": ("Instellingen", {("combo box", "Taal"), ("combo box", "Kleuren")}),
    "F1": ("Hulp", set()),
}  # fmt: skip


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    with closing(Desk()) as found:
        yield found


@pytest.fixture(scope="module")
def listening(desk: Desk) -> Iterator[Reader]:
    with closing(Reader(desk)) as reader:
        desk.start_program()
        reader.find_program("Zaakkoffer")
        reader.wait(lambda: ("table", "Mijn zaken, 6 zaken") in things(reader))
        desk.give_focus()
        yield reader


@pytest.fixture
def reader(desk: Desk, listening: Reader) -> Reader:
    """Begin at the list, with nothing open and all that was told heard."""
    desk.press("Escape", "ctrl+2")
    listening.wait(lambda: listening.window().name == "Werklijst – Zaakkoffer")
    listening.heard()
    return listening


def is_called(reader: Reader, title: str) -> bool:
    return reader.window().name == title


def things(reader: Reader) -> set[tuple[str, str]]:
    return {(one.role, one.name) for one in reader.walk()}


def test_every_page_is_called_by_its_name_and_all_that_takes_the_focus_has_one(
    desk: Desk, reader: Reader
) -> None:
    for keys, (name, parts) in PAGES.items():
        desk.press(keys)
        reader.wait(partial(is_called, reader, f"{name} – Zaakkoffer"))
        found = list(reader.walk())
        nameless = [one for one in found if one.has(FOCUSABLE) and not one.name]
        assert nameless == [], name
        assert parts <= {(one.role, one.name) for one in found}, name


def test_tab_tells_each_time_where_the_focus_is_and_comes_round(desk: Desk, reader: Reader) -> None:
    walked: list[tuple[str, str]] = []
    while len(walked) < 40:
        desk.press("Tab")
        told = reader.focused()
        assert len(told) == 1, told
        if told[0] in walked:
            break
        walked += told
    assert all(name for _role, name in walked), walked
    assert told == walked[:1]
    assert ("push button", "Zoek of doe") in walked
    assert ("text", "Filter in deze lijst") in walked
    desk.press("shift+Tab")
    assert reader.focused() == walked[-1:]


def test_opening_a_zaak_tells_of_the_field_to_write_in_and_of_nothing_else(
    desk: Desk, reader: Reader
) -> None:
    here = ("table", "Mijn zaken, 6 zaken")
    desk.press("Return")
    assert [one for one in reader.focused() if one != here] == [("text", "Schrijf een notitie")]
    assert reader.window().name.startswith("ZAAK-2026-")
    assert ("list", "Tijdlijn") in things(reader)
    desk.press("ctrl+t")
    assert [role for role, _name in reader.focused()] == ["radio button"]
    desk.press("Escape")
    assert reader.focused() == [("text", "Schrijf een notitie")]


def test_what_a_run_brought_is_said_aloud(desk: Desk, reader: Reader) -> None:
    desk.press("Return")
    reader.heard()
    desk.type_words("Bel terug")
    desk.press("Return", "F5")
    said: list[str] = []

    def confirmed() -> bool:
        said.extend(words for event, _role, words in reader.heard() if event == "announcement")
        return "1 wijziging bevestigd." in said

    reader.wait(confirmed)
    assert said.index("Notitie bewaard.") < said.index("1 wijziging bevestigd.")
