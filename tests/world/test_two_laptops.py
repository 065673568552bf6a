"""Cases Q01–Q04: two laptops at work on the same zaak."""

from __future__ import annotations

from typing import Any

import pytest
from desktop.domain.reasons import Reason
from desktop.operations.choices import deciding
from desktop.operations.overview import reading
from desktop.operations.zaken import casework, lifecycle

from tests.world.laptops import Laptop, World, open_reasons
from tests.world.test_pulling import NUMBER


@pytest.fixture
def two(world: World) -> tuple[Laptop, Laptop]:
    return world.laptop("een"), world.laptop("twee")


def test_q01_two_laptops_edit_different_fields_and_both_stand(
    world: World, two: tuple[Laptop, Laptop]
) -> None:
    one, other = two
    casework.edit_zaak(one.ws, NUMBER, {"omschrijving": "Van de een"})
    casework.edit_zaak(other.ws, NUMBER, {"toelichting": "Van de ander"})
    for laptop in (one, other, one):
        report = laptop.sync_until_quiet(2)
        assert (report.waiting, report.conflicts, report.rejected) == (0, 0, 0)
    found = world.zaak(NUMBER)
    assert (found["omschrijving"], found["toelichting"]) == ("Van de een", "Van de ander")
    for laptop in two:
        body = reading.case(laptop.ws, NUMBER).body
        assert (body["omschrijving"], body["toelichting"]) == ("Van de een", "Van de ander")


def test_q02_two_laptops_edit_the_same_field_and_the_later_one_is_asked(
    world: World, two: tuple[Laptop, Laptop]
) -> None:
    one, other = two
    for laptop, text in ((one, "Van de een"), (other, "Van de ander")):
        casework.edit_zaak(laptop.ws, NUMBER, {"omschrijving": text})
    assert one.sync().conflicts == 0
    assert other.sync().conflicts == 1
    assert world.zaak(NUMBER)["omschrijving"] == "Van de een"
    item = reading.open_items(other.ws)[0]
    assert (item.mine, item.theirs) == (
        {"omschrijving": "Van de ander"},
        {"omschrijving": "Van de een"},
    )
    assert one.sync().conflicts == 0


def closed_on_both(two: tuple[Laptop, Laptop], which: int) -> str:
    """Close one zaak on both laptops, on the second with the resultaat of that number."""
    one, other = two
    number = one.intake()
    one.sync_until_quiet(3)
    other.sync()
    for laptop, chosen in ((one, 0), (other, which)):
        kinds = casework.choices(laptop.ws, number, "resultaattype")
        lifecycle.close(laptop.ws, number, kinds[chosen].ref)
    assert one.sync_until_quiet(3).waiting == 0
    return number


def ends(world: World, number: str) -> int:
    types = {one["url"].rsplit("/", 1)[-1]: one for one in world.all("statustypen")}
    found = world.all("statussen", world.zaak(number)["uuid"])
    return sum(types[one["statustype"].rsplit("/", 1)[-1]]["isEindstatus"] for one in found)


def test_q03_two_laptops_close_alike_and_the_second_only_hears_of_it(
    world: World, two: tuple[Laptop, Laptop]
) -> None:
    number = closed_on_both(two, 0)
    report = two[1].sync_until_quiet(2)
    assert (report.waiting, report.conflicts, report.rejected) == (0, 0, 0)
    assert open_reasons(two[1].ws) == [("notice", Reason.ALREADY_CLOSED.value)]
    assert ends(world, number) == 1


def test_q03_two_laptops_close_differently_and_the_second_is_asked(
    world: World, two: tuple[Laptop, Laptop]
) -> None:
    number = closed_on_both(two, 1)
    assert two[1].sync().conflicts == 1
    assert open_reasons(two[1].ws) == [("conflict", Reason.EDIT_EDIT.value)]
    assert (ends(world, number), len(world.all("resultaten", world.zaak(number)["uuid"]))) == (1, 1)


@pytest.mark.parametrize("last", ["mine", "theirs"])
def test_q04_two_laptops_decide_one_conflict_differently_and_the_second_is_asked_again(
    world: World, two: tuple[Laptop, Laptop], last: Any
) -> None:
    one, other = two
    for laptop, text in ((one, "Van de een"), (other, "Van de ander")):
        casework.edit_zaak(laptop.ws, NUMBER, {"omschrijving": text})
    world.edit(NUMBER, omschrijving="Van een collega")
    for laptop in two:
        assert laptop.sync().conflicts == 1
        deciding.resolve(laptop.ws, reading.open_items(laptop.ws)[0].n, "mine")
    assert one.sync_until_quiet(2).conflicts == 0
    assert other.sync().conflicts == 1, "what was decided against is there no longer"
    assert world.zaak(NUMBER)["omschrijving"] == "Van de een"
    deciding.resolve(other.ws, reading.open_items(other.ws)[0].n, last)
    report = other.sync_until_quiet(2)
    assert (report.waiting, report.conflicts) == (0, 0)
    expected = "Van de ander" if last == "mine" else "Van de een"
    assert world.zaak(NUMBER)["omschrijving"] == expected
