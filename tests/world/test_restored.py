"""Cases Q14–Q17 and D25: a registry that was put back, and one that only looks like it."""

from __future__ import annotations

from typing import Any

import pytest
from desktop.domain.kinds import Kind
from desktop.domain.reasons import Reason
from desktop.operations.choices import deciding
from desktop.operations.documenten import documents
from desktop.operations.documenten.documents import Pasted
from desktop.operations.overview import reading
from desktop.operations.zaken import casework, withdrawing
from desktop.practice.inside import Inside

from tests.world.laptops import LIMIT_S, Body, Laptop, World, open_reasons, with_limit
from tests.world.test_guards import LIST, numbers_of
from tests.world.test_pulling import NUMBER, let_pass

RESTORED = Reason.REGISTRY_RESTORED.value
LINKS, DOCUMENTS = "zaakinformatieobjecten", "enkelvoudiginformatieobjecten"
KINDS = ("zaaknotities", "zaakeigenschappen", "statussen", "rollen", LINKS, DOCUMENTS, "zaken")


def rollen_of(laptop: Laptop, number: str) -> list[str]:
    """Give the toelichting of every rol that a zaak is shown with."""
    wanted = reading.case(laptop.ws, number).row.local_id
    with laptop.ws.replica.read() as reader:
        found = reader.records.family(wanted)
    return [str((one.local or {})["roltoelichting"]) for one in found if one.kind is Kind.ROL]


def lost_since(world: World, before: set[str]) -> None:
    """Put the registry back: everything made since disappears."""
    for kind in KINDS:
        for body in world.all(kind):
            if uuid_of(body) not in before:
                world.remove(uuid_of(body))


def uuid_of(body: Body) -> str:
    return str(body["url"]).rsplit("/", 1)[-1]


def everything(world: World) -> set[str]:
    return {uuid_of(body) for kind in KINDS for body in world.all(kind)}


def put_back(world: World) -> tuple[Laptop, str]:
    """Put the registry back to before an intake; gives the laptop and the zaak that is lost."""
    laptop = world.laptop()
    casework.add_notitie(laptop.ws, NUMBER, "Van voor de reservekopie")
    laptop.sync_until_quiet(2)
    backup = everything(world)
    number = laptop.intake("Na de reservekopie")
    laptop.sync_until_quiet(3)
    let_pass(laptop)
    lost_since(world, backup)
    return laptop, number


def test_q14_q15_a_restored_registry_stops_and_gets_the_lost_work_once_more(
    world: World,
) -> None:
    laptop, number = put_back(world)
    report = laptop.sync()
    assert report.registries == {"oefenen": "registry-restored"}
    assert reading.case(laptop.ws, number).row.omschrijving == "Na de reservekopie"
    item = next(
        one for one in reading.open_items(laptop.ws) if one.kind == "question"
    )  # fmt: skip
    assert any(number in name for name in item.theirs["names"])
    deciding.resolve(laptop.ws, item.n, "mine")
    assert laptop.sync_until_quiet(14).waiting == 0
    assert world.zaak(number)["omschrijving"] == "Na de reservekopie"
    uuid = world.zaak(number)["uuid"]
    notes = [one for one in world.all("zaaknotities") if one["gerelateerdAan"].endswith(uuid)]
    assert [one["tekst"] for one in notes] == ["Bel achterom"]
    assert len(world.all("zaakeigenschappen", uuid)) == 1


def test_q14_following_the_registry_is_a_choice_too(world: World) -> None:
    laptop, _ = put_back(world)
    laptop.sync()
    item = next(one for one in reading.open_items(laptop.ws) if one.kind == "question")
    deciding.resolve(laptop.ws, item.n, "theirs")
    assert laptop.sync_until_quiet(3).registries == {"oefenen": "ok"}


def test_q15_a_zaak_that_only_lost_a_change_keeps_its_parts_when_that_goes_once_more(
    world: World,
) -> None:
    laptop = world.laptop()
    number = laptop.intake("Voor de reservekopie")
    laptop.sync_until_quiet(4)
    backup, rollen = everything(world), rollen_of(laptop, number)
    let_pass(laptop)
    for text in ("Eerste", "Tweede"):
        casework.add_notitie(laptop.ws, number, text)
        casework.edit_zaak(laptop.ws, number, {"omschrijving": text})
        laptop.sync(pull=False)
    let_pass(laptop)
    lost_since(world, backup)
    world.edit(number, omschrijving="Voor de reservekopie")
    laptop.sync()
    item = next(one for one in reading.open_items(laptop.ws) if one.reason == RESTORED)
    deciding.resolve(laptop.ws, item.n, "mine")
    assert rollen_of(laptop, number) == rollen
    laptop.sync_until_quiet(6)
    assert world.zaak(number)["omschrijving"] == "Tweede"
    assert [one["tekst"] for one in world.all("zaaknotities")].count("Eerste") == 1


def test_q15_a_lost_document_and_its_link_come_back_without_one_run_that_breaks(
    world: World,
) -> None:
    laptop = world.laptop()
    casework.add_notitie(laptop.ws, NUMBER, "Van voor de reservekopie")
    laptop.sync_until_quiet(2)
    backup = everything(world)
    documents.attach(laptop.ws, NUMBER, Pasted("brief.txt", b"Geachte mevrouw"))
    laptop.sync_until_quiet(3)
    let_pass(laptop)
    lost_since(world, backup)
    laptop.sync()
    item = next(one for one in reading.open_items(laptop.ws) if one.kind == "question")
    deciding.resolve(laptop.ws, item.n, "mine")
    with_limit(laptop.ws, 60)
    assert [laptop.sync().registries for _ in range(2)] == [{"oefenen": "ok"}] * 2
    with_limit(laptop.ws, LIMIT_S)
    assert laptop.sync_until_quiet(5).waiting == 0
    made = [one for one in world.all(DOCUMENTS) if uuid_of(one) not in backup]
    assert [one["titel"] for one in made] == ["brief"]
    linked = [one["informatieobject"] for one in world.all(LINKS)]
    assert linked.count(made[0]["url"]) == 1


def test_q14_a_newest_work_that_tells_nothing_does_not_hide_that_the_others_are_lost(
    world: World,
) -> None:
    laptop = world.laptop()
    casework.add_notitie(laptop.ws, NUMBER, "Van voor de reservekopie")
    laptop.sync_until_quiet(2)
    backup = everything(world)
    laptop.intake("Na de reservekopie")
    laptop.sync_until_quiet(3)
    casework.edit_zaak(laptop.ws, NUMBER, {"omschrijving": "Het nieuwste werk"})
    laptop.sync_until_quiet(2)
    let_pass(laptop)
    lost_since(world, backup)
    world.edit(NUMBER, omschrijving="Van iemand anders, na de reservekopie")
    assert laptop.sync().registries == {"oefenen": "registry-restored"}


def test_q14_a_restored_registry_is_noticed_also_after_a_new_start_of_the_machine(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop, _ = put_back(world)
    monkeypatch.setattr(type(laptop.ws.clock), "boot_id", lambda _clock: "een nieuwe start")
    assert laptop.sync().registries == {"oefenen": "registry-restored"}


def test_q15_what_a_colleague_did_in_a_lost_zaak_is_not_shown_in_the_one_that_is_made_again(
    world: World,
) -> None:
    laptop = world.laptop()
    casework.add_notitie(laptop.ws, NUMBER, "Van voor de reservekopie")
    laptop.sync_until_quiet(2)
    backup = everything(world)
    number = laptop.intake("Na de reservekopie")
    laptop.sync_until_quiet(3)
    colleague = Inside(world.registry, "m-dejong", "Sanne de Jong")
    zaak = world.zaak(number)
    rol = {**world.all("rollen", zaak["uuid"])[0], "roltoelichting": "Van de collega"}
    mine = {"url", "uuid", "registratiedatum", "statussen", "betrokkene"}
    rol = {name: value for name, value in rol.items() if name not in mine}
    rol["betrokkeneIdentificatie"] = {"identificatie": "m-dejong"}
    status, answer = colleague.send("POST", "/zaken/api/v1/rollen", rol)
    assert status == 201, answer
    laptop.sync_until_quiet(2)
    assert "Van de collega" in rollen_of(laptop, number)
    let_pass(laptop)
    lost_since(world, backup)
    laptop.sync()
    item = next(one for one in reading.open_items(laptop.ws) if one.kind == "question")
    deciding.resolve(laptop.ws, item.n, "mine")
    assert "Van de collega" not in rollen_of(laptop, number)
    assert laptop.sync_until_quiet(14).waiting == 0
    assert len(rollen_of(laptop, number)) == len(world.all("rollen", world.zaak(number)["uuid"]))


def test_q15_what_was_being_removed_from_a_lost_zaak_is_not_made_again(world: World) -> None:
    laptop, number = put_back(world)
    with laptop.ws.replica.read() as reader:
        family = reading.case(laptop.ws, number).row.local_id
        eigenschap = next(
            one for one in reader.records.family(family) if one.kind is Kind.ZAAKEIGENSCHAP
        )
    withdrawing.remove_part(laptop.ws, eigenschap.local_id)
    laptop.sync()
    item = next(one for one in reading.open_items(laptop.ws) if one.reason == RESTORED)
    deciding.resolve(laptop.ws, item.n, "mine")
    report = laptop.sync_until_quiet(14)
    assert (report.registries, report.waiting) == ({"oefenen": "ok"}, 0)
    uuid = world.zaak(number)["uuid"]
    assert world.all("zaakeigenschappen", uuid) == []
    assert len(world.all("rollen", uuid)) == 1


def test_q16_a_number_that_a_restored_registry_gave_out_again_is_changed_and_said(
    world: World,
) -> None:
    laptop, number = put_back(world)
    other = {**world.zaak(NUMBER), "identificatie": number, "kenmerken": [], "uuid": "0" * 32}
    other |= {"url": f"{LIST}/{'0' * 32}", "omschrijving": "Van iemand anders"}
    with world.registry.state.transaction():
        world.registry.state.put("zaken", other["uuid"], other)
    laptop.sync()
    item = next(one for one in reading.open_items(laptop.ws) if one.kind == "question")
    deciding.resolve(laptop.ws, item.n, "mine")
    assert laptop.sync_until_quiet(14).waiting == 0
    assert world.zaak(number)["omschrijving"] == "Van iemand anders"
    mine = [one for one in world.all("zaken") if one["omschrijving"] == "Na de reservekopie"]
    assert len(mine) == 1
    assert mine[0]["identificatie"] != number
    assert ("notice", Reason.NUMBER_CHANGED.value) in open_reasons(laptop.ws)


def test_q17_one_deleted_record_is_not_a_restored_registry(world: World) -> None:
    laptop = world.laptop()
    laptop.intake("Eerste")
    laptop.intake("Tweede")
    laptop.sync_until_quiet(3)
    let_pass(laptop)
    newest = world.all("zaaknotities")[-1]
    world.remove(newest["uuid"])
    assert laptop.sync().registries == {"oefenen": "ok"}


def test_q17_a_zaak_that_was_removed_with_all_we_did_in_it_is_not_a_restored_registry(
    world: World,
) -> None:
    laptop = world.laptop()
    laptop.intake("Eerste")
    laptop.sync_until_quiet(3)
    number = numbers_of(laptop)[0]
    for text in ("Een", "Twee", "Drie"):
        casework.add_notitie(laptop.ws, number, text)
    laptop.sync_until_quiet(3)
    let_pass(laptop)
    colleague = Inside(world.registry, "m-dejong", "Sanne de Jong")
    assert colleague.send("DELETE", world.zaak(number)["url"])[0] == 204
    assert laptop.sync().registries == {"oefenen": "ok"}


def with_two_zaken(world: World) -> tuple[Laptop, list[str]]:
    """Make two zaken, settled and the newest of all; gives the laptop and their numbers."""
    laptop = world.laptop()
    numbers = [laptop.intake(text) for text in ("Eerste", "Tweede")]
    laptop.sync_until_quiet(3)
    let_pass(laptop)
    return laptop, numbers


def test_q17_two_removed_zaken_are_no_restored_registry_while_newer_work_of_others_stands(
    world: World,
) -> None:
    laptop, numbers = with_two_zaken(world)
    colleague = Inside(world.registry, "m-dejong", "Sanne de Jong")
    url = world.zaak(NUMBER)["url"]
    assert colleague.send("PATCH", url, {"toelichting": "Later dan die twee"})[0] == 200
    laptop.sync()
    for number in numbers:
        world.remove(world.zaak(number)["uuid"])
    assert laptop.sync().registries == {"oefenen": "ok"}


@pytest.mark.parametrize("keep", ["mine", "theirs"])
def test_q17_two_removed_zaken_with_nothing_newer_are_asked_about_and_nothing_is_lost(
    world: World, keep: Any
) -> None:
    laptop, numbers = with_two_zaken(world)
    for number in numbers:
        world.remove(world.zaak(number)["uuid"])
    assert laptop.sync().registries == {"oefenen": "registry-restored"}
    item = next(one for one in reading.open_items(laptop.ws) if one.kind == "question")
    assert all(any(number in name for name in item.theirs["names"]) for number in numbers)
    assert set(numbers) <= set(numbers_of(laptop)), "nothing goes before a person has chosen"
    deciding.resolve(laptop.ws, item.n, keep)
    assert laptop.sync_until_quiet(14).waiting == 0
    there = [one["identificatie"] for one in world.all("zaken")]
    assert [there.count(one) for one in numbers] == ([1, 1] if keep == "mine" else [0, 0])


def test_d25_three_values_that_went_back_at_once_are_a_restored_registry_first(
    world: World,
) -> None:
    laptop = world.laptop()
    numbers = numbers_of(laptop)[:3]
    old = {number: world.zaak(number) for number in numbers}
    for number in numbers:
        casework.edit_zaak(laptop.ws, number, {"omschrijving": "Nieuw"})
    laptop.sync_until_quiet(2)
    let_pass(laptop)
    for number, body in old.items():
        world.edit(number, omschrijving=body["omschrijving"])
    assert laptop.sync().registries == {"oefenen": "registry-restored"}
    assert {world.zaak(number)["omschrijving"] for number in numbers} == {
        body["omschrijving"] for body in old.values()
    }
