"""A visit planned, prepared and carried out without a connection; answers of two people meet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from desktop.domain.bezoeken import VraagReading, route_url
from desktop.domain.errors import BadInput
from desktop.domain.readings import EventKind
from desktop.operations import registries
from desktop.operations.objecten import bezoeken, checklists
from desktop.operations.objecten.bezoeken import Plan
from desktop.operations.overview import reading
from desktop.operations.zaken.moments import DUTCH_TIME

from tests.world.laptops import Body, Laptop, World

VISIT = "ZAAK-2026-0000000127"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    found = World(tmp_path)
    yield found
    found.close()


@pytest.fixture
def laptop(world: World) -> Laptop:
    return world.laptop()


def there(world: World, uuid: str) -> Body:
    """Give the data of an object as the registry has it; fails when it is lost or doubled."""
    found = [one["record"]["data"] for one in world.all("objects")]
    mine = [one for one in found if one.get("id") == uuid]
    assert len(mine) == 1
    return dict(mine[0])


def planned(laptop: Laptop, doel: str = "Badkamer bekijken") -> str:
    begin = laptop.ws.clock.now_utc() + timedelta(days=1)
    return bezoeken.plan(laptop.ws, VISIT, Plan(doel, begin, met=["f-hoekstra"])).identificatie


def question(laptop: Laptop, words: str, uuid: str | None) -> VraagReading:
    some = checklists.questions(laptop.ws, VISIT, uuid)
    return next(one for one in some if words in one.vraag)


def test_a_visit_planned_offline_arrives_with_address_lists_and_company(
    world: World, laptop: Laptop
) -> None:
    world.unplug()
    uuid = planned(laptop)
    world.plug()
    laptop.sync_until_quiet()
    data = there(world, uuid)
    assert data["plaats"]["straat"] == "Kadelaan"
    assert "Gesprek thuis" in {one["naam"] for one in data["werkwijzen"].values()}
    assert {key.rsplit(":", 1)[-1] for key in data["bezoekers"]} == {"m-yilmaz", "f-hoekstra"}


def test_a_moment_without_a_zone_is_dutch_time_and_an_end_before_the_begin_is_refused(
    laptop: Laptop,
) -> None:
    begin = datetime(2026, 12, 1, 10, 0)  # noqa: DTZ001  as a person types it
    uuid = bezoeken.plan(laptop.ws, VISIT, Plan("Meten", begin)).identificatie
    found = bezoeken.bezoek(laptop.ws, uuid)
    assert found.begin_utc == datetime(2026, 12, 1, 10, 0, tzinfo=DUTCH_TIME)
    assert found.eind_utc == found.begin_utc + bezoeken.USUAL
    with pytest.raises(BadInput):
        bezoeken.plan(laptop.ws, VISIT, Plan("Meten", begin, begin - timedelta(hours=1)))
    bezoeken.move(laptop.ws, uuid, begin + timedelta(days=1))
    moved = bezoeken.bezoek(laptop.ws, uuid)
    assert moved.eind_utc == moved.begin_utc + bezoeken.USUAL


def test_what_was_not_done_after_all_stands_open_again_at_the_registry_too(
    world: World, laptop: Laptop
) -> None:
    begin = laptop.ws.clock.now_utc()
    wanted = Plan("Meten", begin, vooraf=["Meetlint mee"])
    uuid = bezoeken.plan(laptop.ws, VISIT, wanted).identificatie
    key = bezoeken.bezoek(laptop.ws, uuid).voorbereiding[0].key
    bezoeken.prepare_point(laptop.ws, uuid, key)
    laptop.sync_until_quiet()
    bezoeken.prepare_point(laptop.ws, uuid, key, done=False)
    laptop.sync_until_quiet()
    other = world.laptop("twee")
    shown = bezoeken.bezoek(other.ws, uuid).voorbereiding
    assert [(one.wat, one.gedaan) for one in shown] == [("Meetlint mee", False)]


def test_two_people_answer_different_questions_offline_and_both_arrive(world: World) -> None:
    first, second = world.laptop("een"), world.laptop("twee", "f-hoekstra")
    registries.set_scope(second.ws, "oefenen", "all")
    uuid = planned(first)
    first.sync_until_quiet()
    second.sync_until_quiet()
    living = question(first, "Met wie woont u?", uuid)
    stairs = question(second, "Is er een trap in huis?", uuid)
    checklists.answer(first.ws, VISIT, living.key, "alleen", bezoek=uuid, lijst=living.lijst)
    checklists.answer(second.ws, VISIT, stairs.key, "ja", bezoek=uuid, lijst=stairs.lijst)
    for one in (first, second, first):
        one.sync_until_quiet()
    for one in (first, second):
        assert question(one, "Met wie woont u?", uuid).antwoord == "alleenwonend"
        assert question(one, "Is er een trap in huis?", uuid).keuze == "ja"


def test_a_question_that_depends_on_another_comes_when_it_has_its_turn(laptop: Laptop) -> None:
    uuid = planned(laptop)
    asked = [one.vraag for one in checklists.questions(laptop.ws, VISIT, uuid)]
    assert "Hoeveel treden?" not in asked
    stairs = question(laptop, "Is er een trap in huis?", uuid)
    checklists.answer(laptop.ws, VISIT, stairs.key, "ja", bezoek=uuid)
    steps = question(laptop, "Hoeveel treden?", uuid)
    with pytest.raises(BadInput):
        checklists.answer(laptop.ws, VISIT, steps.key, "1000", bezoek=uuid)
    checklists.answer(laptop.ws, VISIT, steps.key, "13", bezoek=uuid)
    assert question(laptop, "Hoeveel treden?", uuid).antwoord == "13"


def test_a_question_of_ones_own_is_asked_and_ticked_and_stays_with_its_visit(
    world: World, laptop: Laptop
) -> None:
    uuid = planned(laptop)
    checklists.ask(laptop.ws, VISIT, "Past de rollator door de deur?", bezoek=uuid)
    mine = question(laptop, "rollator", uuid)
    assert not mine.gedaan
    checklists.tick(laptop.ws, VISIT, mine.key, bezoek=uuid)
    laptop.sync_until_quiet()
    assert question(world.laptop("twee"), "rollator", uuid).gedaan
    elsewhere = [one.vraag for one in checklists.questions(laptop.ws, VISIT)]
    assert mine.vraag not in elsewhere


def test_a_visit_called_off_or_carried_out_is_told_in_the_timeline(laptop: Laptop) -> None:
    off, done = planned(laptop, "Eerste"), planned(laptop, "Tweede")
    bezoeken.cancel(laptop.ws, off, "Mevrouw is ziek")
    bezoeken.finish(laptop.ws, done)
    timeline = reading.case(laptop.ws, VISIT).timeline
    told = {one.title for one in timeline if one.kind is EventKind.BEZOEK}
    assert {"Bezoek afgezegd: Eerste", "Bezocht: Tweede"} <= told


def test_a_route_is_only_an_address_for_the_persons_own_browser() -> None:
    url = route_url("Kadelaan 14, Noorderzoom")
    assert url == "https://www.openstreetmap.org/search?query=Kadelaan%2014%2C%20Noorderzoom"
    assert route_url("") == ""
