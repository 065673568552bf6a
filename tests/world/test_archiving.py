"""The resultaat apart from closing, and the day on which the retention period begins (6.3, A19)."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from desktop.domain.errors import BadInput
from desktop.operations.choices import undoing
from desktop.operations.overview import reading
from desktop.operations.zaken import archiving, casework, lifecycle
from desktop.operations.zaken.archiving import BY_HAND
from desktop.practice.answering.manners import Manners

from tests.world.laptops import Laptop, World

NUMBER = "ZAAK-2026-0000000127"


def derive(world: World, how: str, only: str = "") -> None:
    """Let the retention periods of resultaten, or of one, begin in another way."""
    kinds = [one for one in world.all("resultaattypen") if only in {"", one["omschrijving"]}]
    with world.registry.state.transaction():
        for kind in kinds:
            old = kind["brondatumArchiefprocedure"] or {}
            new = {
                "brondatumArchiefprocedure": {**old, "afleidingswijze": how},
                "archiefactietermijn": "P5Y",
            }
            world.registry.state.change(kind["url"].rsplit("/", 1)[-1], {**kind, **new})


def results(laptop: Laptop) -> list[str]:
    return [one.omschrijving for one in casework.choices(laptop.ws, NUMBER, "resultaattype")]


@pytest.mark.parametrize("manners", [Manners.STRICT, Manners.OBSERVED])
def test_a_day_that_the_resultaat_asks_makes_the_archive_date(
    tmp_path: Path, manners: Manners
) -> None:
    world = World(tmp_path, manners)
    derive(world, BY_HAND)
    laptop = world.laptop()
    kind = results(laptop)[0]
    assert archiving.brondatum(laptop.ws, NUMBER, kind).is_asked
    archiving.record_resultaat(laptop.ws, NUMBER, kind, "Het lukt zo", date(2026, 10, 1))
    laptop.sync_until_quiet()
    assert world.zaak(NUMBER)["startdatumBewaartermijn"] == "2026-10-01"
    lifecycle.close(laptop.ws, NUMBER)
    laptop.sync_until_quiet()
    closed = world.zaak(NUMBER)
    world.close()
    assert closed["einddatum"]
    assert closed["archiefactiedatum"] == "2031-10-01"
    assert laptop.status().conflicts == 0


def test_a_resultaat_stands_apart_from_closing_and_can_be_replaced(world: World) -> None:
    laptop = world.laptop()
    first, second = results(laptop)[:2]
    archiving.record_resultaat(laptop.ws, NUMBER, first, "Voorlopig")
    laptop.sync_until_quiet()
    assert not world.zaak(NUMBER)["einddatum"]
    archiving.record_resultaat(laptop.ws, NUMBER, second)
    assert reading.case(laptop.ws, NUMBER).resultaat == second
    assert archiving.resultaat_now(laptop.ws, NUMBER).toelichting == "Voorlopig"
    laptop.sync_until_quiet()
    zaak = world.zaak(NUMBER)["uuid"]
    (there,) = world.all("resultaten", zaak)
    names = {one["url"]: one["omschrijving"] for one in world.all("resultaattypen")}
    assert names[there["resultaattype"]] == second


def test_a_day_for_the_resultaat_before_goes_where_the_registry_derives_it(world: World) -> None:
    laptop = world.laptop()
    first, second = results(laptop)[:2]
    derive(world, BY_HAND, first)
    laptop = world.laptop("twee")
    archiving.record_resultaat(laptop.ws, NUMBER, first, day=date(2026, 10, 1))
    assert archiving.brondatum(laptop.ws, NUMBER).day == date(2026, 10, 1)
    archiving.record_resultaat(laptop.ws, NUMBER, second)
    found = archiving.brondatum(laptop.ws, NUMBER)
    assert (found.day, found.is_asked) == (None, False)


def test_a_day_that_nobody_asks_for_is_refused_and_nothing_changes(world: World) -> None:
    laptop = world.laptop()
    kind = results(laptop)[0]
    with pytest.raises(BadInput, match="brondatum-derived"):
        archiving.record_resultaat(laptop.ws, NUMBER, kind, day=date(2026, 10, 1))
    archiving.record_resultaat(laptop.ws, NUMBER, kind)
    with pytest.raises(BadInput, match="brondatum-derived"):
        archiving.set_brondatum(laptop.ws, NUMBER, date(2026, 10, 1))
    assert laptop.status().waiting == 1


def test_a_replaced_resultaat_with_its_day_is_undone_as_one(world: World) -> None:
    derive(world, BY_HAND)
    laptop = world.laptop()
    first, second = results(laptop)[:2]
    archiving.record_resultaat(laptop.ws, NUMBER, first, "Eerst", date(2026, 10, 1))
    laptop.sync_until_quiet()

    def work() -> object:
        return archiving.record_resultaat(
            laptop.ws, NUMBER, second, "Toen", date(2026, 10, 1) + timedelta(days=1)
        )

    _made, undo = undoing.recorded(laptop.ws, NUMBER, work)
    undo()
    case = reading.case(laptop.ws, NUMBER)
    assert case.resultaat == first
    assert case.body["startdatumBewaartermijn"] == "2026-10-01"
    assert laptop.status().waiting == 0


@pytest.mark.parametrize("how", ["afgehandeld", "eigenschap", "ingangsdatum_besluit", "termijn"])
def test_where_the_period_begins_is_said_for_every_way(world: World, how: str) -> None:
    derive(world, how)
    laptop = world.laptop()
    found = archiving.brondatum(laptop.ws, NUMBER, results(laptop)[0])
    assert found.sentence.startswith("De bewaartermijn begint")
    assert (found.afleidingswijze, found.is_asked) == (how, False)
