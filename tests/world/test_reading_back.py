"""Case J15: what is read back of a content is not what was sent."""

from __future__ import annotations

from desktop.domain.reasons import Reason
from desktop.domain.records import Stand

from tests.world.laptops import LIMIT_S, Laptop, World, open_reasons
from tests.world.meddling import meddle, page
from tests.world.papers import GET, LARGE, film, is_quiet, paper
from tests.world.test_uploading import stand


def test_j15_content_that_came_out_different_goes_once_more_as_a_version(world: World) -> None:
    laptop = world.laptop()
    one = film(laptop)
    damage_before_reading_back(world, laptop)
    assert is_quiet(laptop)
    assert (one.contents[-1], one.there["versie"]) == (LARGE, 2)
    assert one.is_linked
    assert stand(one) is Stand.BEVESTIGD


def test_j15_the_second_time_it_is_a_refusal_and_never_confirmed(world: World) -> None:
    laptop = world.laptop()
    one = paper(laptop)
    spoil = world.faults.choose

    def spoiled(method: str, path: str) -> str | None:
        if method == "GET" and path.endswith("/download"):
            with world.registry.state.transaction():
                world.registry.state.db.execute("UPDATE content SET bytes = ?", (b"Andere tekst",))
        return spoil(method, path)

    world.faults.choose = spoiled  # type: ignore[method-assign]  # before every reading
    report = laptop.sync_until_quiet(2)
    assert report.rejected == 1
    assert ("rejection", Reason.CONTENT_DIFFERS.value) in open_reasons(laptop.ws)
    assert (one.there["versie"], one.is_linked) == (2, False)
    assert stand(one) is Stand.GEWEIGERD
    writes = world.registry.writes
    laptop.sync()
    assert world.registry.writes == writes


def test_j15_the_page_of_a_guest_network_at_reading_back_makes_no_new_version(
    world: World,
) -> None:
    laptop = world.laptop()
    one = film(laptop)
    meddler = meddle(world)
    meddler.instead("GET", "/download", page, -1)
    report = laptop.sync()
    assert report.registries == {"oefenen": "not-understood"}
    meddler.honest()
    assert is_quiet(laptop)
    assert (one.contents, one.there["versie"]) == ([LARGE], 1)
    assert stand(one) is Stand.BEVESTIGD


def test_j15_a_registry_that_keeps_another_size_than_it_says_gets_the_content_once_more(
    world: World,
) -> None:
    laptop = world.laptop()
    one = film(laptop)
    world.faults.strike("5xx", methods=GET, path_contains="download", times=None)
    laptop.sync()
    world.faults.clear()
    with world.registry.state.transaction():
        world.registry.state.db.execute("UPDATE content SET bytes = ?", (b"half",))
    laptop.sync()
    assert one.there["versie"] == 1, "it may have been something on the way"
    laptop.ws.clock.wait(LIMIT_S)
    assert is_quiet(laptop)
    assert (one.contents[-1], one.there["versie"]) == (LARGE, 2)


def damage_before_reading_back(world: World, laptop: Laptop) -> None:
    world.faults.strike("5xx", methods=GET, path_contains="download", times=None)
    laptop.sync()
    world.faults.clear()
    with world.registry.state.transaction():
        world.registry.state.db.execute("UPDATE content SET bytes = ?", (bytes(len(LARGE)),))
