"""Case L08: an object that a registry with uuids of its own got twice, by a late request."""

from __future__ import annotations

from desktop.domain.reasons import Reason
from desktop.operations.objecten import agreements

from tests.world.between import arrive, hold_back
from tests.world.laptops import LIMIT_S, Laptop, World, open_reasons
from tests.world.test_objects import HERS, OBJECTS, change, choose_the_uuid_there
from tests.world.test_parts import quiet
from tests.world.test_taking_away import NUMBER


def twice(world: World, laptop: Laptop) -> tuple[str, str, str]:
    """Let an object be made twice by a late request; gives its own id, and both uuids."""
    choose_the_uuid_there(world)
    made = agreements.ask_afspraak(laptop.ws, wat="Belt terug", met=HERS, zaak=NUMBER)
    hold_back(world, OBJECTS)
    laptop.sync(pull=False)
    laptop.ws.clock.wait(LIMIT_S)
    quiet(laptop)
    mine = with_id(world, made.identificatie)
    arrive(world)
    late = [one for one in with_id(world, made.identificatie) if one not in mine]
    return made.identificatie, mine[0], late[0]


def with_id(world: World, own: str) -> list[str]:
    return [
        str(one["uuid"]) for one in world.all("objects") if one["record"]["data"].get("id") == own
    ]


def test_l08_a_late_request_that_made_it_twice_is_known_by_the_id_within_and_removed(
    world: World,
) -> None:
    laptop = world.laptop()
    own, mine, late = twice(world, laptop)
    assert mine != late
    laptop.ws.clock.wait(LIMIT_S)
    quiet(laptop)
    assert with_id(world, own) == [mine]
    assert [one.uuid for one in agreements.afspraken(laptop.ws, NUMBER)] == [own]
    assert open_reasons(laptop.ws) == []


def test_l08_the_one_that_somebody_answered_is_kept(world: World) -> None:
    laptop = world.laptop()
    own, _, late = twice(world, laptop)
    change(world, late, toelichting="Van haar")
    laptop.ws.clock.wait(LIMIT_S)
    quiet(laptop)
    assert with_id(world, own) == [late]
    found = agreements.afspraken(laptop.ws, NUMBER)
    assert [(one.uuid, one.toelichting) for one in found] == [(own, "Van haar")]


def test_l08_a_person_decides_when_both_were_answered(world: World) -> None:
    laptop = world.laptop()
    own, mine, late = twice(world, laptop)
    for uuid in (mine, late):
        change(world, uuid, toelichting=f"Van haar, in {uuid}")
    laptop.ws.clock.wait(LIMIT_S)
    laptop.sync_until_quiet(3)
    assert set(with_id(world, own)) == {mine, late}
    assert open_reasons(laptop.ws) == [("question", Reason.DOUBLE.value)]
