"""Case H21: a contact with a client is a contactmoment where the registry has those."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from desktop.domain.readings import EventKind
from desktop.domain.reasons import Reason
from desktop.operations.choices import deciding
from desktop.operations.overview import reading
from desktop.operations.zaken import parts
from desktop.practice.answering.manners import Manners

from tests.world.between import arrive, hold_back
from tests.world.laptops import Laptop, World, open_reasons, with_limit
from tests.world.test_parts import quiet
from tests.world.test_taking_away import NUMBER, POST, there

CONTACTS = "/contactmomenten/api/v1/contactmomenten"
LINKS = "zaakcontactmomenten"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A registry with everything that the practice registry has."""
    found = World(tmp_path, together=True)
    yield found
    found.close()


def said(laptop: Laptop) -> list[tuple[str, str]]:
    """Give the contacts of the timeline, newest first."""
    return [
        (one.title, one.text)
        for one in reading.case(laptop.ws, NUMBER).timeline
        if one.kind is EventKind.CONTACT
    ]


def contacts(world: World) -> list[dict[str, Any]]:
    return world.all("contactmomenten")


def test_h21_a_contact_is_a_contactmoment_linked_to_its_zaak(world: World) -> None:
    laptop = world.laptop()
    parts.add_contact(laptop.ws, NUMBER, "Teruggebeld", "Komt dinsdag", "telefoon")
    assert said(laptop)[0] == ("Teruggebeld", "Komt dinsdag")
    assert laptop.status().waiting == 1, "a contact and its link are one thing"
    quiet(laptop)
    (made,) = contacts(world)
    assert (made["tekst"], made["kanaal"]) == ("Teruggebeld\nKomt dinsdag", "telefoon")
    assert [one["contactmoment"] for one in there(world, LINKS)] == [made["url"]]
    assert "Teruggebeld" not in str(there(world, "klantcontacten"))
    assert open_reasons(laptop.ws) == []


def test_h21_without_contactmomenten_it_is_a_klantcontact(tmp_path: Path) -> None:
    world = World(tmp_path, Manners.STRICT, together=True)
    laptop = world.laptop()
    parts.add_contact(laptop.ws, NUMBER, "Teruggebeld", "Komt dinsdag")
    quiet(laptop)
    made = [one["onderwerp"] for one in there(world, "klantcontacten")]
    assert (made.count("Teruggebeld"), contacts(world)) == (1, [])
    assert said(laptop)[0] == ("Teruggebeld", "Komt dinsdag")
    world.close()


def test_h21_a_contact_made_elsewhere_comes_along_and_is_read_once(world: World) -> None:
    one, other = world.laptop("een"), world.laptop("twee")
    parts.add_contact(one.ws, NUMBER, "Teruggebeld")
    quiet(one)
    world.edit(NUMBER, laatstGemuteerd="2026-11-24T23:59:00Z", omschrijving="Iets anders")
    asked: list[str] = []
    answer = world.registry._answer

    def watching(request: Any) -> Any:
        asked.append(request.path)
        return answer(request)

    world.registry._answer = watching  # type: ignore[method-assign]  # a test looks over its shoulder
    other.sync()
    assert ("Teruggebeld", "") in said(other)
    read = [path for path in asked if path.startswith(CONTACTS + "/")]
    assert len(read) == 1
    world.edit(NUMBER, omschrijving="Nog iets anders")
    other.sync()
    assert [path for path in asked if path.startswith(CONTACTS + "/")] == read


@pytest.mark.parametrize("path", [CONTACTS, LINKS])
@pytest.mark.parametrize("fault", ["reply-lost", "reset"])
def test_h21_lost_requests_make_one_contact(world: World, path: str, fault: str) -> None:
    laptop = world.laptop()
    parts.add_contact(laptop.ws, NUMBER, "Teruggebeld")
    world.faults.strike(fault, methods=POST, path_contains=path)
    quiet(laptop)
    assert (len(contacts(world)), len(there(world, LINKS))) == (1, 1)
    assert open_reasons(laptop.ws) == []


def test_h21_a_contact_that_arrives_during_the_wait_is_adopted(world: World) -> None:
    laptop = world.laptop()
    with_limit(laptop.ws, 600)
    parts.add_contact(laptop.ws, NUMBER, "Teruggebeld")
    hold_back(world, CONTACTS)
    laptop.sync(pull=False)
    laptop.sync(pull=False)
    assert contacts(world) == []
    arrive(world)
    quiet(laptop)
    assert (len(contacts(world)), len(there(world, LINKS))) == (1, 1)


def test_h21_the_same_contact_twice_on_purpose_is_two(world: World) -> None:
    laptop = world.laptop()
    for _ in range(2):
        parts.add_contact(laptop.ws, NUMBER, "Geen gehoor")
    quiet(laptop)
    assert (len(contacts(world)), len(there(world, LINKS))) == (2, 2)


def test_h21_a_link_that_does_not_resolve_is_refused_and_kept(world: World) -> None:
    laptop = world.laptop()
    parts.add_contact(laptop.ws, NUMBER, "Teruggebeld")
    answer = world.registry._answer

    def gone(request: Any) -> Any:
        if request.method == "POST" and request.path.endswith(LINKS):
            for one in contacts(world):
                world.remove(one["uuid"])
        return answer(request)

    world.registry._answer = gone  # type: ignore[method-assign]  # removed just before
    laptop.sync_until_quiet(2)
    assert ("rejection", Reason.INVALID.value) in open_reasons(laptop.ws)
    assert ("Teruggebeld", "") in said(laptop)


def test_h21_a_contact_that_was_not_sent_is_taken_back_with_its_link(world: World) -> None:
    laptop = world.laptop()
    made = parts.add_contact(laptop.ws, NUMBER, "Vergissing")
    deciding.withdraw(laptop.ws, made.id)
    quiet(laptop)
    assert (contacts(world), there(world, LINKS)) == ([], [])
    assert ("Vergissing", "") not in said(laptop)
