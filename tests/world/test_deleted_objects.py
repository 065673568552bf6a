"""Own objects that somebody deletes at the registry: noticed, with proof (S22, S67, S68)."""

from __future__ import annotations

from desktop.domain.kinds import Kind
from desktop.domain.reasons import Reason
from desktop.domain.records import RecordState
from desktop.operations.objecten import agreements

from tests.world.laptops import LIMIT_S, Laptop, World, open_reasons
from tests.world.test_objects import shared
from tests.world.test_taking_away import NUMBER


def states(laptop: Laptop, uuid: str) -> list[RecordState]:
    with laptop.ws.replica.read() as reader:
        return [
            one.state
            for one in reader.records.of_kind(Kind.OBJECT)
            if one.ref is not None and one.ref.uuid == uuid
        ]


def later(laptop: Laptop) -> None:
    laptop.ws.clock.wait(LIMIT_S)
    laptop.sync()


def test_s22_an_object_that_was_deleted_there_goes_after_two_proofs_and_is_told(
    world: World,
) -> None:
    here, _, uuid = shared(world)
    here.ws.clock.wait(LIMIT_S)
    world.remove(uuid)
    here.sync()
    assert states(here, uuid) == [RecordState.LIVE], "one proof is not enough"
    later(here)
    assert states(here, uuid) == [RecordState.BIN]
    assert agreements.afspraken(here.ws, NUMBER) == []
    assert open_reasons(here.ws) == [("notice", Reason.DELETED_THERE.value)]
    asked = world.registry.requests
    here.sync()
    once = world.registry.requests - asked
    here.sync()
    assert world.registry.requests - asked == 2 * once, "it is not asked for again"


def test_s67_an_object_that_is_only_not_listed_stays(world: World) -> None:
    here, _, uuid = shared(world)
    here.ws.clock.wait(LIMIT_S)
    rows = world.remove(uuid)
    here.sync()
    world.restore(rows)
    later(here)
    later(here)
    assert states(here, uuid) == [RecordState.LIVE]
    assert len(agreements.afspraken(here.ws, NUMBER)) == 1
    assert open_reasons(here.ws) == []


def test_s22_an_object_with_unsent_work_is_asked_about_and_kept(world: World) -> None:
    here, _, uuid = shared(world)
    here.ws.clock.wait(LIMIT_S)
    world.remove(uuid)
    here.sync(push=False)
    agreements.promise(here.ws, uuid, "ja")
    here.ws.clock.wait(LIMIT_S)
    here.sync(push=False)
    assert open_reasons(here.ws) == [("question", Reason.DELETED_THERE.value)]
    assert len(agreements.afspraken(here.ws, NUMBER)) == 1


def test_s68_many_objects_gone_at_once_prove_nothing(world: World) -> None:
    here, maker = world.laptop("een"), world.laptop("twee")
    for number in range(9):
        agreements.ask_afspraak(maker.ws, wat=f"Bellen {number}", met="p-jansen", zaak=NUMBER)
    maker.sync_until_quiet()
    here.sync()
    before = len(agreements.afspraken(here.ws, NUMBER))
    for one in world.all("objects"):
        if "Bellen" in str(one):
            world.remove(one["uuid"])
    for _ in range(3):
        later(here)
    assert len(agreements.afspraken(here.ws, NUMBER)) == before
    assert open_reasons(here.ws) == []
