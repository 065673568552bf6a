"""Ten pains that people know from comparable products, each a promise on real parts."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import replace

from desktop.domain.readings import EventKind
from desktop.domain.records import Stand
from desktop.operations.choices import deciding
from desktop.operations.documenten import documents
from desktop.operations.documenten.documents import Pasted
from desktop.operations.overview import reading
from desktop.operations.zaken import casework
from desktop.practice.server import CLIENT_ID
from desktop.practice.weather.faults import WRITES

from tests.world.laptops import Laptop, World
from tests.world.papers import GET, LARGE, Requests, break_off, paper
from tests.world.test_pulling import NUMBER, let_pass
from tests.world.test_restored import lost_since, put_back
from tests.world.transactions import watched

PHOTOS = int(os.environ.get("ZAAKKOFFER_PHOTOS", "40"))
"""How many photographs must arrive; 500 for the whole promise."""


class Died(BaseException):
    """The process is gone at this commit."""


def notes_of(world: World, number: str) -> list[str]:
    uuid = world.zaak(number)["uuid"]
    found = [one for one in world.all("zaaknotities") if one["gerelateerdAan"].endswith(uuid)]
    return sorted(str(one["tekst"]) for one in found)


def stand_of_note(laptop: Laptop, text: str) -> Stand:
    timeline = reading.case(laptop.ws, NUMBER).timeline
    found = [one for one in timeline if one.kind is EventKind.NOTITIE and one.text == text]
    assert len(found) == 1
    return found[0].stand


def assert_intake_is_there_once(world: World, number: str) -> None:
    uuid = world.zaak(number)["uuid"]
    counts = {kind: len(world.all(kind, uuid)) for kind in ("rollen", "zaakeigenschappen")}
    assert counts == {"rollen": 1, "zaakeigenschappen": 1}
    assert len(world.all("statussen", uuid)) == 2
    assert notes_of(world, number) == ["Bel achterom"]


def test_an_edit_is_always_noticed_and_never_overwritten_by_a_pull(world: World) -> None:
    laptop = world.laptop()
    casework.edit_zaak(laptop.ws, NUMBER, {"omschrijving": "Van mij"})
    world.edit(NUMBER, communicatiekanaal="https://voorbeeld.invalid/kanaal")
    for _ in range(3):
        laptop.sync(push=False)
        assert reading.case(laptop.ws, NUMBER).row.omschrijving == "Van mij"
        assert laptop.status().waiting == 1
    assert laptop.sync().waiting == 0
    found = world.zaak(NUMBER)
    assert found["omschrijving"] == "Van mij"
    assert found["communicatiekanaal"] == "https://voorbeeld.invalid/kanaal"


def test_succeeded_is_said_only_after_reading_it_back(world: World) -> None:
    laptop = world.laptop()
    casework.add_notitie(laptop.ws, NUMBER, "Nog niet gezien")
    assert stand_of_note(laptop, "Nog niet gezien") is Stand.WACHT
    requests = Requests(world)

    def no_reading_after_a_write() -> None:
        if requests.count("POST", "/zaaknotities"):
            world.faults.strike("reset", methods=GET, times=None)

    choose = world.faults.choose

    def follow(method: str, path: str) -> str | None:
        fault = choose(method, path)
        no_reading_after_a_write()
        return fault

    world.faults.choose = follow  # type: ignore[method-assign]  # watches the real one
    laptop.sync()
    assert notes_of(world, NUMBER).count("Nog niet gezien") == 1
    assert stand_of_note(laptop, "Nog niet gezien") is Stand.VERZONDEN
    world.faults.choose = choose  # type: ignore[method-assign]  # as it was
    world.faults.clear()
    laptop.sync_until_quiet(3)
    assert stand_of_note(laptop, "Nog niet gezien") is Stand.BEVESTIGD


def test_an_empty_or_restored_server_wipes_nothing(world: World) -> None:
    laptop = world.laptop()
    number = laptop.intake("Blijft bestaan")
    laptop.sync_until_quiet(3)
    let_pass(laptop)
    lost_since(world, set())
    for _ in range(3):
        assert laptop.sync().registries != {"oefenen": "ok"}
    assert reading.case(laptop.ws, number).row.omschrijving == "Blijft bestaan"
    assert reading.case(laptop.ws, NUMBER).row.identificatie == NUMBER


def test_all_photographs_arrive_byte_for_byte(world: World) -> None:
    laptop = world.laptop()
    number = laptop.intake("Veel foto's")
    photos = [b"\xff\xd8\xff" + f"foto {n}".encode() * (n % 7 + 1) * 40 for n in range(PHOTOS)]
    for n, photo in enumerate(photos):
        documents.attach(laptop.ws, number, Pasted(f"badkamer {n}.jpg", photo))
    for n in range(0, PHOTOS, 10):
        kind = ("reply-lost", "cut", "5xx", "reset")[n // 10 % 4]
        world.faults.strike(kind, path_contains="enkelvoudiginformatieobjecten")
        laptop.sync()
    world.faults.clear()
    assert laptop.sync_until_quiet(12).waiting == 0
    assert sorted(world.content(number)) == sorted(photos)


def test_an_upload_resumes_where_it_was(world: World) -> None:
    laptop = world.laptop()
    film = paper(laptop, LARGE, "film.mp4")
    break_off(world, laptop)
    laptop.ws.close()
    laptop.reopen()
    requests = Requests(world)
    assert laptop.sync_until_quiet(4).waiting == 0
    parts = -(-len(LARGE) // 100_000)
    assert requests.count("PUT") <= parts - 2 + 1
    assert film.contents == [LARGE]


def test_a_lost_answer_makes_no_duplicate(world: World) -> None:
    laptop = world.laptop()
    number = laptop.intake()
    world.faults.strike("reply-lost", methods=WRITES, times=None)
    for _ in range(8):
        laptop.sync()
    world.faults.clear()
    assert laptop.sync_until_quiet(8).waiting == 0
    assert_intake_is_there_once(world, number)


def test_one_bad_item_blocks_nothing_else(world: World) -> None:
    laptop = world.laptop()
    number = laptop.intake()
    casework.edit_zaak(laptop.ws, NUMBER, {"omschrijving": "Gaat gewoon door"})
    world.registry.applications.take(CLIENT_ID, "zaken.aanmaken")
    laptop.sync_until_quiet(2)
    assert world.zaak(NUMBER)["omschrijving"] == "Gaat gewoon door"
    assert laptop.status().rejected == 1
    assert reading.case(laptop.ws, number).row.omschrijving == "Traplift"


def test_each_field_of_a_conflict_is_decided_by_itself(world: World) -> None:
    laptop = world.laptop()
    mine = {"omschrijving": "Mijn titel", "toelichting": "Mijn uitleg"}
    theirs = {"omschrijving": "Hun titel", "toelichting": "Hun uitleg"}
    casework.edit_zaak(laptop.ws, NUMBER, mine)
    world.edit(NUMBER, **theirs)
    laptop.sync()
    asked = {one.field: one.n for one in reading.open_items(laptop.ws)}
    assert set(asked) == set(mine)
    deciding.resolve(laptop.ws, asked["omschrijving"], "mine")
    deciding.resolve(laptop.ws, asked["toelichting"], "theirs")
    assert laptop.sync_until_quiet(3).waiting == 0
    found = world.zaak(NUMBER)
    assert found["omschrijving"] == mine["omschrijving"]
    assert found["toelichting"] == theirs["toelichting"]


def test_a_crash_while_restoring_loses_nothing(world: World) -> None:
    laptop, number = put_back(world)
    laptop.sync()
    item = next(one for one in reading.open_items(laptop.ws) if one.kind == "question")
    deciding.resolve(laptop.ws, item.n, "mine")
    for at in (2, 4, 7, 11, 16):
        with suppress(Died):
            _sync_that_dies(laptop, at)
        laptop.ws.close()
        laptop.reopen()
    assert laptop.sync_until_quiet(14).waiting == 0
    assert_intake_is_there_once(world, number)


def _sync_that_dies(laptop: Laptop, at: int) -> None:
    """Run until the process dies just after a commit of its replica, by number."""
    left = [at]

    def die() -> None:
        left[0] -= 1
        if left[0] == 0:
            raise Died

    with watched(laptop.ws.replica, begin=die):
        laptop.sync()


def test_an_expired_login_in_the_middle_of_editing_loses_nothing(world: World) -> None:
    laptop = world.laptop()
    known = world.registry.applications[CLIENT_ID]
    number = laptop.intake()
    world.registry.applications[CLIENT_ID] = replace(
        known, secret="intussen een ander geheim, lang genoeg"
    )
    assert laptop.sync().registries == {"oefenen": "wrong-secret"}
    casework.edit_zaak(laptop.ws, number, {"omschrijving": "Gewoon doorgewerkt"})
    assert laptop.status().waiting > 0
    assert laptop.status().rejected == 0
    world.registry.applications[CLIENT_ID] = known
    assert laptop.sync_until_quiet(8).waiting == 0
    assert world.zaak(number)["omschrijving"] == "Gewoon doorgewerkt"
    assert_intake_is_there_once(world, number)
