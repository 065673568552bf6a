"""The reasons behind a decision: written down in one gesture, kept offline, found again later."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from desktop.domain.errors import BadInput
from desktop.domain.readings import EventKind
from desktop.operations.choices import deciding
from desktop.operations.objecten import afwegingen, agreements
from desktop.operations.objecten.afwegingen import Weighing
from desktop.operations.overview import reading

from tests.world.laptops import Laptop, World

WMO = "ZAAK-2026-0000000190"
VISIT = "ZAAK-2026-0000000127"
WITH_ONE = "ZAAK-2026-0000000169"
WHY = "Mevrouw kan met een scootmobiel zelf naar haar zus en hoeft niet te wachten."


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    found = World(tmp_path)
    yield found
    found.close()


@pytest.fixture
def laptop(world: World) -> Laptop:
    return world.laptop()


def goal(laptop: Laptop) -> tuple[str, str]:
    """Give a goal of the team as its key with its ambitie, and its words."""
    ambitie = agreements.ambities(laptop.ws)[0]
    one = ambitie.doelen[0]
    return f"{ambitie.uuid}/{one.key}", one.tekst


def test_a_besluit_and_its_afweging_are_one_gesture_and_arrive_once_each(
    world: World, laptop: Laptop
) -> None:
    key, words = goal(laptop)
    before = len(world.all("besluiten")), len(world.all("objects"))
    world.unplug()
    weighing = Weighing(WHY, key, ["Een rollator", "Regiotaxi"], "“Ik wil zelf gaan.”")
    decided = afwegingen.decide(laptop.ws, WMO, "Toekenning", weighing)
    world.plug()
    laptop.sync_until_quiet()
    assert (len(world.all("besluiten")), len(world.all("objects"))) == tuple(n + 1 for n in before)
    there = next(
        one["record"]["data"] for one in world.all("objects")
        if one["record"]["data"].get("id") == decided.afweging.identificatie
    )  # fmt: skip
    besluit = next(one for one in world.all("besluiten") if one["toelichting"] == WHY)
    assert there["besluit"]["identificatie"] == besluit["identificatie"]
    assert there["doel"]["woorden"] == words
    assert [one["mogelijkheid"] for one in there["overwogen"].values()] == [
        "Een rollator", "Regiotaxi",
    ]  # fmt: skip


def test_half_a_decision_is_never_kept(laptop: Laptop) -> None:
    with pytest.raises(BadInput):
        afwegingen.decide(laptop.ws, WMO, "Toekenning", Weighing(WHY, "een-doel-dat-niet-bestaat"))
    assert laptop.status().waiting == 0


def test_an_afweging_needs_no_besluit_and_no_goal(world: World, laptop: Laptop) -> None:
    made = afwegingen.add_afweging(
        laptop.ws, VISIT, "Eerst de douche, dan de trap", Weighing("Daar viel zij.")
    )
    laptop.sync_until_quiet()
    assert made.identificatie in {one["record"]["data"].get("id") for one in world.all("objects")}
    found = afwegingen.afwegingen(laptop.ws, VISIT)
    assert [one.doel for one in found] == [""]


def test_what_was_not_sent_yet_is_taken_back_whole(laptop: Laptop) -> None:
    decided = afwegingen.decide(laptop.ws, WMO, "Toekenning", Weighing(WHY))
    for made in (decided.afweging, decided.besluit):
        deciding.withdraw(laptop.ws, made.id)
    assert afwegingen.afwegingen(laptop.ws, WMO) == []
    assert laptop.status().waiting == 0


def test_a_colleague_finds_how_we_decided_before_by_any_word(world: World, laptop: Laptop) -> None:
    afwegingen.decide(laptop.ws, WMO, "Toekenning", Weighing(WHY, overwogen=["Regiotaxi"]))
    laptop.sync_until_quiet()
    hers = world.laptop("twee", "f-hoekstra")
    for text in ("regiotaxi", "zelf ZUS", "scootmobiel toekenning"):
        assert [one.waarom for one in afwegingen.afwegingen(hers.ws, text=text)] == [WHY], text
    assert afwegingen.afwegingen(hers.ws, text="regiotaxi vliegtuig") == []


def test_earlier_decisions_come_from_other_zaken_the_likest_first(laptop: Laptop) -> None:
    found = afwegingen.earlier(laptop.ws, VISIT, "traplift verhuizen woning")
    assert found[0].beslissing == "Mevrouw krijgt een traplift, geen verhuizing."
    mine = afwegingen.afwegingen(laptop.ws, WITH_ONE)
    others = afwegingen.earlier(laptop.ws, WITH_ONE, mine[0].waarom, most=99)
    assert mine[0].uuid not in {one.uuid for one in others}
    assert len(others) == len(afwegingen.afwegingen(laptop.ws)) - len(mine)


def test_how_it_turned_out_is_added_by_two_people_at_once_and_both_stay(world: World) -> None:
    laptops = world.laptop("een"), world.laptop("twee", "f-hoekstra")
    seen = ("Zij gaat elke week.", "De accu was na een jaar op.")
    uuid = next(one.uuid for one in afwegingen.afwegingen(laptops[0].ws) if not one.terugblik)
    for one, text in zip(laptops, seen, strict=True):
        afwegingen.look_back(one.ws, uuid, text)
    for one in (*laptops, laptops[0]):
        one.sync_until_quiet()
    found = next(one for one in afwegingen.afwegingen(laptops[0].ws) if one.uuid == uuid)
    assert {one.tekst for one in found.terugblik} == set(seen)


def test_the_timeline_tells_the_decision_with_its_reason_and_goal(laptop: Laptop) -> None:
    key, words = goal(laptop)
    afwegingen.decide(laptop.ws, WMO, "Toekenning", Weighing(WHY, key))
    events = reading.case(laptop.ws, WMO).timeline
    told = [one for one in events if one.kind is EventKind.AFWEGING]
    assert [one.title for one in told] == ["Afweging: Toekenning Wmo-maatwerkvoorziening"]
    assert WHY in told[0].text
    assert words in told[0].text
    assert list(events) == sorted(events, key=lambda one: one.at_utc, reverse=True)
