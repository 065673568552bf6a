"""Case R04: a document moves to a zaak of another registry, and is never in none of the two."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from desktop.domain.errors import BadInput
from desktop.domain.ids import LocalId
from desktop.operations.documenten import documents, relating
from desktop.operations.documenten.documents import Pasted

from tests.world.laptops import Laptop, World
from tests.world.test_parts import quiet
from tests.world.test_registries_apart import ids, with_both
from tests.world.test_taking_away import NUMBER, POST, there

LETTER = b"een brief die verhuist"
LINKS = "zaakinformatieobjecten"


@pytest.fixture
def other(tmp_path: Path) -> Iterator[World]:
    """A second registry, with the calls for several things at once."""
    found = World(tmp_path / "ander", together=True)
    yield found
    found.close()


def attached(laptop: Laptop, zaak: LocalId | str) -> LocalId:
    return documents.attach(laptop.ws, str(zaak), Pasted("brief.txt", LETTER)).id


def holds(world: World) -> bool:
    """Tell whether the zaak has the letter at a registry."""
    return LETTER in world.content(NUMBER)


def test_r04_it_is_made_and_linked_there_before_it_is_unlinked_here(
    world: World, other: World
) -> None:
    laptop = with_both(world, other)
    zaken = ids(laptop)
    letter = attached(laptop, zaken["oefenen"])
    quiet(laptop)
    assert (holds(world), holds(other)) == (True, False)
    relating.move(laptop.ws, letter, zaken["tweede"])
    laptop.sync_until_quiet(4)
    assert (holds(world), holds(other)) == (False, True)
    made = [one["informatieobject"] for one in there(other, LINKS)]
    titles = [one["titel"] for one in other.all("enkelvoudiginformatieobjecten")
              if one["url"] in made]  # fmt: skip
    assert "brief" in titles


@pytest.mark.parametrize("path", ["enkelvoudiginformatieobjecten", LINKS])
def test_r04_while_it_is_not_there_it_stays_here(world: World, other: World, path: str) -> None:
    laptop = with_both(world, other)
    zaken = ids(laptop)
    letter = attached(laptop, zaken["oefenen"])
    quiet(laptop)
    relating.move(laptop.ws, letter, zaken["tweede"])
    other.faults.strike("5xx", methods=POST, path_contains=path, times=None)
    for _ in range(3):
        laptop.sync()
    assert (holds(world), holds(other)) == (True, False)
    other.faults.clear()
    laptop.sync_until_quiet(8)
    assert (holds(world), holds(other)) == (False, True)


def test_r04_what_was_never_sent_goes_to_the_other_registry_only(
    world: World, other: World
) -> None:
    laptop = with_both(world, other)
    zaken = ids(laptop)
    before = len(world.all("enkelvoudiginformatieobjecten"))
    letter = attached(laptop, zaken["oefenen"])
    relating.move(laptop.ws, letter, zaken["tweede"])
    laptop.sync_until_quiet(4)
    assert (holds(world), holds(other)) == (False, True)
    assert len(world.all("enkelvoudiginformatieobjecten")) == before


def test_r04_one_document_is_never_linked_across_registries(world: World, other: World) -> None:
    laptop = with_both(world, other)
    zaken = ids(laptop)
    letter = attached(laptop, zaken["oefenen"])
    with pytest.raises(BadInput, match="document-elsewhere"):
        relating.link(laptop.ws, letter, zaken["tweede"])
    quiet(laptop)
    assert (holds(world), holds(other)) == (True, False)
