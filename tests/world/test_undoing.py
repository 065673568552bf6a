"""What was done to a zaak as a whole is undone without a trace, until a part of it was sent."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from desktop.domain.errors import BadInput
from desktop.operations.choices import undoing
from desktop.operations.overview import reading
from desktop.operations.zaken import casework, lifecycle, relations, withdrawing
from desktop.operations.zaken.casework import Made

from tests.world.laptops import Laptop, World

NUMBER = "ZAAK-2026-0000000127"
Work = Callable[[Laptop], Made]
DEEDS: dict[str, Work] = {
    "suspend": lambda laptop: lifecycle.suspend(laptop.ws, NUMBER, "Wacht op advies"),
    "extend": lambda laptop: lifecycle.extend(laptop.ws, NUMBER, "7", "Advies komt later"),
    "abort": lambda laptop: lifecycle.abort(laptop.ws, NUMBER, "Verhuisd"),
}


def everything(laptop: Laptop) -> object:
    case = reading.case(laptop.ws, NUMBER)
    return case.body, case.resultaat, case.row.closed, case.row.status, case.row.unsent


def do(laptop: Laptop, name: str) -> Callable[[], None]:
    _made, undo = undoing.recorded(laptop.ws, NUMBER, lambda: DEEDS[name](laptop))
    return undo


@pytest.mark.parametrize("name", DEEDS)
def test_a_deed_that_waits_is_undone_and_nothing_is_left_to_send(world: World, name: str) -> None:
    laptop = world.laptop()
    before = everything(laptop)
    there = dict(world.zaak(NUMBER))
    undo = do(laptop, name)
    assert everything(laptop) != before
    undo()
    assert everything(laptop) == before
    assert reading.outbox(laptop.ws) == []
    laptop.sync_until_quiet()
    assert dict(world.zaak(NUMBER)) == there


@pytest.mark.parametrize("name", DEEDS)
def test_a_deed_that_was_sent_is_not_undone_and_stays_whole(world: World, name: str) -> None:
    laptop = world.laptop()
    undo = do(laptop, name)
    laptop.sync_until_quiet()
    after = everything(laptop)
    with pytest.raises(BadInput) as refused:
        undo()
    assert refused.value.key == "undo-left"
    assert everything(laptop) == after


def test_resuming_is_undone_to_the_suspension_that_was_there(world: World) -> None:
    laptop = world.laptop()
    do(laptop, "suspend")
    suspended = everything(laptop)
    _made, undo = undoing.recorded(
        laptop.ws, NUMBER, lambda: lifecycle.resume(laptop.ws, NUMBER, reden="Advies is er")
    )
    undo()
    assert everything(laptop) == suspended


def test_what_was_changed_after_it_stays(world: World) -> None:
    laptop = world.laptop()
    undo = do(laptop, "suspend")
    lifecycle.extend(laptop.ws, NUMBER, "7", "Advies komt later")
    undo()
    body = reading.case(laptop.ws, NUMBER).body
    assert body["verlenging"]["duur"] == "P7D"
    assert not (body.get("opschorting") or {}).get("indicatie")


def test_taking_a_relation_away_is_undone_though_the_relation_itself_was_just_sent(
    world: World,
) -> None:
    laptop = world.laptop()
    other = laptop.intake()
    relations.relate(laptop.ws, NUMBER, other, "vervolg")
    laptop.sync_until_quiet()
    with laptop.ws.replica.read() as reader:
        assert reader.records.resolve(NUMBER).overlay, "it is sent and not settled yet"
    _made, undo = undoing.recorded(
        laptop.ws, NUMBER, lambda: relations.unrelate(laptop.ws, NUMBER, other)
    )
    undo()
    laptop.sync_until_quiet()
    assert [one["aardRelatie"] for one in world.zaak(NUMBER)["relevanteAndereZaken"]] == ["vervolg"]


def test_what_was_edited_before_a_part_was_taken_away_still_goes_when_that_is_undone(
    world: World,
) -> None:
    laptop = world.laptop()
    laptop.intake()
    number = laptop.intake()
    laptop.sync_until_quiet()
    casework.set_eigenschap(laptop.ws, number, "Spoed", "ja")
    part = next(one for one in reading.case(laptop.ws, number).eigenschappen if one.value == "ja")
    _made, undo = undoing.recorded(
        laptop.ws, number, lambda: withdrawing.remove_part(laptop.ws, part.local_id)
    )
    undo()
    laptop.sync_until_quiet()
    values = [one["waarde"] for one in world.all("zaakeigenschappen", world.zaak(number)["uuid"])]
    assert values == ["ja"]
