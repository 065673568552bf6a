"""Calls that make several things at once (S47, E36, E37): the same result as without them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from desktop.domain.kinds import Kind
from desktop.domain.records import Entry, Outcome
from desktop.operations import registries
from desktop.operations.overview import reading
from desktop.operations.zaken import casework, parts
from desktop.practice.answering.manners import Manners
from desktop.sync.pushing import probe, together
from desktop.zgw.client import RegistryClient

from tests.world.between import arrive, before_next, hold_back
from tests.world.laptops import Laptop, World, open_reasons
from tests.world.overlaps import Overlaps
from tests.world.test_dying import live_on
from tests.world.test_parts import quiet
from tests.world.test_taking_away import POST, there
from tests.world.test_ten_pains import Died, assert_intake_is_there_once

WHOLE = "zaak_registreren"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A registry that has the calls for several things at once."""
    found = World(tmp_path, together=True)
    yield found
    found.close()


def posts(world: World) -> list[str]:
    """Note the paths of all POSTs from now on."""
    registry, answer, seen = world.registry, world.registry._answer, list[str]()

    def watching(request: Any) -> Any:
        if request.method == "POST" and not request.path.endswith("_zoek"):
            seen.append(request.path.rsplit("/", 1)[-1])
        return answer(request)

    registry._answer = watching  # type: ignore[method-assign]  # a test looks over its shoulder
    return seen


def entries(laptop: Laptop) -> dict[Kind, list[Entry]]:
    """Give the notes of what was sent, by kind, oldest first."""
    found: dict[Kind, list[Entry]] = {}
    with laptop.ws.replica.read() as reader:
        for one in reversed(reader.journal.recent_entries(50)):
            found.setdefault(reader.records.get(one.local_id).kind, []).append(one)
    return found


def new_zaak(laptop: Laptop) -> str:
    made = casework.create_zaak(laptop.ws, zaaktype="WMO-HUISBEZOEK", omschrijving="Traplift")
    parts.add_object(
        laptop.ws, made.identificatie,
        parts.address(straat="Dorpsweg", huisnummer=3, plaats="Noorderzoom"),
    )  # fmt: skip
    return made.identificatie


def counts(world: World, number: str) -> dict[str, int]:
    kinds = ("rollen", "statussen", "zaakobjecten")
    return {kind: len(there(world, kind, number)) for kind in kinds}


ONCE = {"rollen": 1, "statussen": 1, "zaakobjecten": 1}


def push(laptop: Laptop) -> None:
    laptop.sync(pull=False)


def test_s47_a_new_zaak_goes_with_its_first_parts_in_one_call(world: World) -> None:
    laptop = world.laptop()
    number = new_zaak(laptop)
    seen = posts(world)
    push(laptop)
    assert seen == [WHOLE]
    assert counts(world, number) == ONCE
    quiet(laptop)
    assert seen == [WHOLE]
    assert open_reasons(laptop.ws) == []


def test_s47_what_the_call_cannot_take_follows_by_itself(world: World) -> None:
    laptop = world.laptop()
    number = laptop.intake()
    seen = posts(world)
    laptop.sync_until_quiet()
    assert seen[0] == WHOLE
    assert sorted(seen[1:]) == ["statussen", "zaakeigenschappen", "zaaknotities"]
    assert_intake_is_there_once(world, number)


@pytest.mark.parametrize("manners", [Manners.STRICT, Manners.EXTENDED])
def test_e36_without_the_calls_the_result_is_the_same(tmp_path: Path, manners: Manners) -> None:
    found = []
    for name, has_calls in (("met", True), ("zonder", False)):
        world = World(tmp_path / name, manners, together=has_calls)
        laptop = world.laptop()
        number = new_zaak(laptop)
        quiet(laptop)
        shown = reading.case(laptop.ws, number)
        own = {"omschrijving", "zaaktype", "startdatum", "toelichting"}
        found.append(
            (
                counts(world, number),
                {name: value for name, value in shown.body.items() if name in own},
                open_reasons(laptop.ws),
            )
        )
        world.close()
    assert found[0] == found[1]


def test_e36_lost_answer_of_the_whole_is_adopted_with_its_parts(world: World) -> None:
    laptop = world.laptop()
    number = new_zaak(laptop)
    world.faults.strike("reply-lost", methods=POST, path_contains=WHOLE)
    seen = posts(world)
    push(laptop)
    quiet(laptop)
    assert seen == [WHOLE]
    assert counts(world, number) == ONCE
    assert {one.detail for some in entries(laptop).values() for one in some} == {"adopted"}


def test_e36_every_part_has_a_note_of_its_own_before_the_call_leaves(world: World) -> None:
    laptop = world.laptop()
    new_zaak(laptop)
    noted: list[int] = []

    def look() -> None:
        with laptop.ws.replica.read() as reader:
            noted.append(len(reader.journal.unfinished("oefenen")))

    before_next(world, "POST", WHOLE, look)
    push(laptop)
    assert noted == [4]
    assert {one.outcome for some in entries(laptop).values() for one in some} == {Outcome.APPLIED}


def test_e36_a_lost_request_of_the_whole_is_sent_again_with_the_same_bytes(world: World) -> None:
    laptop = world.laptop()
    number = new_zaak(laptop)
    world.faults.strike("reset", methods=POST, path_contains=WHOLE)
    push(laptop)
    found = entries(laptop)
    assert {one.outcome for some in found.values() for one in some} == {Outcome.ABSENT}
    quiet(laptop)
    first, second = entries(laptop)[Kind.ZAAK]
    assert (first.digest, first.body) == (second.digest, second.body)
    assert counts(world, number) == ONCE


def test_e36_the_first_call_arrives_after_the_second(world: World) -> None:
    laptop = world.laptop()
    number = new_zaak(laptop)
    hold_back(world, WHOLE)
    push(laptop)
    push(laptop)
    arrive(world)
    quiet(laptop)
    assert counts(world, number) == ONCE
    assert open_reasons(laptop.ws) == []


def test_e36_the_first_call_wins_after_the_probe_and_its_parts_are_taken(world: World) -> None:
    laptop = world.laptop()
    number = new_zaak(laptop)
    hold_back(world, WHOLE)
    push(laptop)
    before_next(world, "POST", WHOLE, lambda: arrive(world))
    push(laptop)
    quiet(laptop)
    assert counts(world, number) == ONCE
    assert open_reasons(laptop.ws) == []


def test_e36_a_part_added_between_two_calls_is_made_when_the_first_call_wins(world: World) -> None:
    laptop = world.laptop()
    number = new_zaak(laptop)
    hold_back(world, WHOLE)
    push(laptop)
    parts.add_object(
        laptop.ws, number, parts.address(straat="Kerkpad", huisnummer=1, plaats="Noorderzoom")
    )
    before_next(world, "POST", WHOLE, lambda: arrive(world))
    push(laptop)
    quiet(laptop)
    assert counts(world, number) == {**ONCE, "zaakobjecten": 2}
    assert open_reasons(laptop.ws) == []


@pytest.mark.parametrize("held_inside", [False, True], ids=["refused", "fails in the database"])
def test_e36_two_calls_at_once_make_one_zaak(tmp_path: Path, held_inside: bool) -> None:
    world = Overlaps(tmp_path, may_read_trail=False, together=True)
    laptop = world.laptop()
    number = new_zaak(laptop)
    hold_back(world, WHOLE)
    push(laptop)
    if held_inside:
        world.inside_my_next("POST", lambda: arrive(world), WHOLE)
    else:
        arrive(world)
    push(laptop)
    quiet(laptop)
    assert counts(world, number) == ONCE
    world.close()


def test_e37_a_call_that_is_refused_leaves_nothing_and_its_part_alone_is_named(
    world: World,
) -> None:
    laptop = world.laptop()
    made = casework.create_zaak(laptop.ws, zaaktype="WMO-HUISBEZOEK", omschrijving="Traplift")
    with laptop.ws.replica.write() as writer:
        status = next(one for one in writer.records.family(made.id) if one.kind is Kind.STATUS)
        gone = {"statustype": f"{str((status.local or {})['statustype'])[:-4]}0000"}
        writer.records.edit(
            status.local_id, gone, account="oefenen:m-yilmaz", now=laptop.ws.clock.now_utc()
        )
    after: list[int] = []
    before_next(world, "POST", "zaken$", lambda: after.append(len(world.all("rollen"))))
    before = len(world.all("rollen"))
    push(laptop)
    assert after == [before], "the refused call left nothing"
    assert [one.code for one in entries(laptop)[Kind.ZAAK]] == ["invalid", ""]
    (item,) = reading.open_items(laptop.ws)
    assert (item.kind, item.local_id) == ("rejection", status.local_id)
    assert counts(world, made.identificatie) == {"rollen": 1, "statussen": 0, "zaakobjecten": 0}


MOMENTS: dict[str, tuple[Any, str, bool]] = {
    "before the entries": (together, "note_all", False),
    "after the entries, before sending": (RegistryClient, "register", False),
    "after sending, before the answer": (RegistryClient, "register", True),
    "after the answer, before its commit": (together, "bind", False),
    "between finding and taking it": (probe, "adopt", False),
    "between taking the zaak and its parts": (probe, "adopt", True),
}


def dies_once(monkeypatch: pytest.MonkeyPatch, place: Any, name: str, *, late: bool) -> list[str]:
    """Let the program die just before, or just after, it does something for the first time."""
    does, died = getattr(place, name), list[str]()

    def once(*given: Any, **named: Any) -> Any:
        if died:
            return does(*given, **named)
        died.append(name)
        if late:
            does(*given, **named)
        raise Died

    monkeypatch.setattr(place, name, once)
    return died


@pytest.mark.parametrize("moment", MOMENTS)
def test_u01_to_u05_killed_around_the_call_everything_is_there_once(
    world: World, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    laptop = world.laptop()
    number = laptop.intake()
    if moment.startswith("between"):
        world.faults.strike("reply-lost", methods=POST, path_contains=WHOLE)
    place, name, late = MOMENTS[moment]
    died = dies_once(monkeypatch, place, name, late=late)
    live_on(laptop)
    assert died
    assert_intake_is_there_once(world, number)


def test_a_registry_says_what_it_has_beyond_the_standard(world: World) -> None:
    laptop = world.laptop()
    found = registries.check(laptop.ws, "oefenen").capabilities
    assert (found["zaak_registreren"], found["document_registreren"]) == (True, True)
    world.registry.lacking = frozenset({WHOLE})
    assert registries.check(laptop.ws, "oefenen").capabilities[WHOLE] is False
