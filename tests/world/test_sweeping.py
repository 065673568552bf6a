"""Cases M20–M24 on a real registry: what changes in place is found, and quiet pulls stay cheap."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from desktop.domain.kinds import Kind
from desktop.operations.zaken import casework
from desktop.practice.answering.manners import Manners
from desktop.practice.inside import Inside

from tests.world.laptops import Laptop, World
from tests.world.meddling import meddle
from tests.world.test_guards import numbers_of
from tests.world.test_pulling import NUMBER, let_pass


def change_in_place(world: World, kind: str, uuid: str, **changes: object) -> None:
    """Let a colleague change a part without the row of its zaak showing it."""
    body = next(one for one in world.all(kind) if one["uuid"] == uuid)
    with world.registry.state.transaction():
        world.registry.state.change(uuid, {**body, **changes})


def value_of(laptop: Laptop, naam: str) -> str:
    return next(
        str(one["waarde"]) for one in laptop.records(Kind.ZAAKEIGENSCHAP) if one["naam"] == naam
    )


def test_m21_a_value_that_was_changed_in_place_is_found_by_the_sweep(world: World) -> None:
    laptop = world.laptop()
    casework.set_eigenschap(laptop.ws, NUMBER, "Spoed", "nee")
    laptop.sync_until_quiet(3)
    uuid = world.zaak(NUMBER)["uuid"]
    mine = next(one for one in world.all("zaakeigenschappen", uuid) if one["naam"] == "Spoed")
    change_in_place(world, "zaakeigenschappen", mine["uuid"], waarde="ja")
    laptop.sync()
    assert value_of(laptop, "Spoed") == "ja"


def test_m21_without_expand_the_sweep_goes_round_one_zaak_at_a_time(tmp_path: Path) -> None:
    strict = World(tmp_path, Manners.STRICT)
    try:
        laptop = strict.laptop()
        casework.set_eigenschap(laptop.ws, NUMBER, "Spoed", "nee")
        laptop.sync_until_quiet(3)
        uuid = strict.zaak(NUMBER)["uuid"]
        mine = next(one for one in strict.all("zaakeigenschappen", uuid) if one["naam"] == "Spoed")
        change_in_place(strict, "zaakeigenschappen", mine["uuid"], waarde="ja")
        for _ in range(len(numbers_of(laptop)) + 1):
            laptop.sync()
        assert value_of(laptop, "Spoed") == "ja"
    finally:
        strict.close()


def test_m21_a_part_that_a_colleague_removed_goes_also_before_my_change_of_it_has_settled(
    world: World,
) -> None:
    laptop = world.laptop()
    casework.set_eigenschap(laptop.ws, NUMBER, "Spoed", "nee")
    laptop.sync_until_quiet(3)
    let_pass(laptop)
    laptop.sync()
    casework.set_eigenschap(laptop.ws, NUMBER, "Spoed", "ja")
    laptop.sync()
    let_pass(laptop)
    uuid = world.zaak(NUMBER)["uuid"]
    mine = next(one for one in world.all("zaakeigenschappen", uuid) if one["naam"] == "Spoed")
    colleague = Inside(world.registry, "m-dejong", "Sanne de Jong")
    assert colleague.send("DELETE", mine["url"])[0] == 204
    laptop.sync()
    laptop.sync()
    shown = [str(one.get("url")) for one in laptop.records(Kind.ZAAKEIGENSCHAP)]
    assert not any(mine["uuid"] in url for url in shown)


def test_m20_a_note_that_was_changed_is_found_by_its_moment(world: World) -> None:
    laptop = world.laptop()
    casework.add_notitie(laptop.ws, NUMBER, "Eerste tekst")
    laptop.sync_until_quiet(3)
    let_pass(laptop)
    laptop.sync()
    note = next(one for one in world.all("zaaknotities") if one["tekst"] == "Eerste tekst")
    now = laptop.ws.clock.now_utc().isoformat()
    change_in_place(world, "zaaknotities", note["uuid"], tekst="Nieuw", wijzigingsdatum=now)
    laptop.sync()
    assert "Nieuw" in [one["tekst"] for one in laptop.records(Kind.ZAAKNOTITIE)]


def test_m20_a_colleagues_new_note_comes_though_no_row_shows_it(world: World) -> None:
    laptop = world.laptop()
    casework.add_notitie(laptop.ws, NUMBER, "Eerste tekst")
    laptop.sync_until_quiet(3)
    let_pass(laptop)
    laptop.sync()
    hers = {
        "gerelateerdAan": world.zaak(NUMBER)["url"], "onderwerp": "Gebeld", "tekst": "Van haar",
        "aangemaaktDoor": "Sanne de Jong", "notitieType": "intern", "status": "definitief",
    }  # fmt: skip
    colleague = Inside(world.registry, "m-dejong", "Sanne de Jong")
    assert colleague.send("POST", "/zaken/api/v1/zaaknotities", hers)[0] == 201
    laptop.sync()
    assert "Van haar" in [one["tekst"] for one in laptop.records(Kind.ZAAKNOTITIE)]


def test_m20_a_first_pull_reads_the_notes_once_and_knows_from_when_to_ask(world: World) -> None:
    now = world.registry.clock().isoformat()
    note = _note_of_a_colleague(world, "Eerste tekst", now)
    meddler = meddle(world)
    laptop = world.laptop()
    lists = [one for one in meddler.seen if one[1] == "/zaken/api/v1/zaaknotities"]
    assert len(lists) == 2, "are there any, and which"
    let_pass(laptop)
    later = laptop.ws.clock.now_utc().isoformat()
    change_in_place(world, "zaaknotities", note, tekst="Nieuw", wijzigingsdatum=later)
    laptop.sync()
    assert "Nieuw" in [one["tekst"] for one in laptop.records(Kind.ZAAKNOTITIE)]


def test_m20_a_note_that_changes_while_the_pages_after_it_are_read_is_asked_for_again(
    world: World,
) -> None:
    begun = world.registry.clock()
    note = _note_of_a_colleague(world, "Eerste tekst", begun.isoformat())
    much_later = (begun + timedelta(hours=2)).isoformat()
    _note_of_a_colleague(world, "Van de laatste bladzijde", much_later)
    laptop = world.laptop()
    between = (begun + timedelta(hours=1)).isoformat()
    change_in_place(world, "zaaknotities", note, tekst="Nieuw", wijzigingsdatum=between)
    laptop.sync()
    assert "Nieuw" in [one["tekst"] for one in laptop.records(Kind.ZAAKNOTITIE)]


def _note_of_a_colleague(world: World, text: str, moment: str) -> str:
    body = {
        "gerelateerdAan": world.zaak(NUMBER)["url"], "onderwerp": "Gebeld", "tekst": text,
        "aangemaaktDoor": "Sanne de Jong", "notitieType": "intern", "status": "definitief",
    }  # fmt: skip
    colleague = Inside(world.registry, "m-dejong", "Sanne de Jong")
    status, made = colleague.send("POST", "/zaken/api/v1/zaaknotities", body)
    assert status == 201
    change_in_place(world, "zaaknotities", made["uuid"], wijzigingsdatum=moment)
    return str(made["uuid"])


@pytest.mark.parametrize("manners", [Manners.EXTENDED, Manners.STRICT])
def test_m24_a_quiet_pull_makes_no_writes_and_few_requests(
    tmp_path: Path, manners: Manners
) -> None:
    world = World(tmp_path, manners)
    try:
        _stay_quiet(world)
    finally:
        world.close()


def _stay_quiet(world: World) -> None:
    laptop = world.laptop()
    laptop.intake()
    laptop.sync_until_quiet(4)
    let_pass(laptop)
    laptop.sync_until_quiet(4)
    meddler = meddle(world)
    for _ in range(3):
        report = laptop.sync()
        assert report.requests <= 1 + 10
    writes = [one for one in meddler.seen if one[0] != "GET" and not one[1].endswith("_zoek")]
    assert writes == []


def test_m22_an_etag_that_lies_hides_nothing(world: World) -> None:
    laptop = world.laptop()
    world.edit(NUMBER, omschrijving="Veranderd", laatstGemuteerd="2020-01-01T00:00:00Z")
    laptop.sync()
    assert "Veranderd" in [one["omschrijving"] for one in laptop.records(Kind.ZAAK)]


@pytest.mark.parametrize("amount", [1, 2])
def test_m23_parts_that_do_not_agree_with_their_row_are_read_until_they_do(
    world: World, amount: int
) -> None:
    laptop = world.laptop()
    elsewhere = world.all("zaken")[-1]["url"]
    strange = [
        world.add(NUMBER, "rollen", {"zaak": elsewhere, "roltype": "", "betrokkene": ""})
        for _ in range(amount)
    ]
    assert laptop.sync().pulled == 1
    for one in strange:
        world.remove(one)
    laptop.sync()
    assert laptop.sync().pulled == 0


def test_m21_what_a_pull_just_took_in_is_not_read_a_second_time_by_its_sweep(world: World) -> None:
    meddler = meddle(world)
    laptop = world.laptop()
    again = [one for one in meddler.seen if one[1] == "/zaken/api/v1/zaken/_zoek"]
    assert again == []
    let_pass(laptop)
    laptop.sync()
    swept = [one for one in meddler.seen if one[1] == "/zaken/api/v1/zaken/_zoek"]
    assert len(swept) == 1, "the next pull begins with the round"
