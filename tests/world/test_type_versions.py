"""Cases Y01–Y05: versions of a zaaktype that are replaced, ended or corrected."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from desktop.domain.ids import LocalId
from desktop.domain.reasons import Reason
from desktop.operations.choices import deciding, keeping
from desktop.operations.exchange import syncing
from desktop.operations.overview import reading
from desktop.operations.zaken import casework
from desktop.sync.observing import types

from tests.world.laptops import Laptop, World, open_reasons
from tests.world.test_parts import quiet
from tests.world.test_taking_away import there


def version(world: World, *, ended: bool, identificatie: str = "WMO-HUISBEZOEK") -> dict[str, Any]:
    """Give the ended or the present version of a zaaktype as the registry keeps it."""
    return next(
        one
        for one in world.all("zaaktypen")
        if one["identificatie"] == identificatie and bool(one["eindeGeldigheid"]) is ended
    )


def correct(world: World, body: dict[str, Any], **changes: Any) -> None:
    """Let somebody with the rights for it correct a type in place."""
    with world.registry.state.transaction():
        world.registry.state.change(body["url"].rsplit("/", 1)[-1], {**body, **changes})


def forget_when_read(laptop: Laptop) -> None:
    """Let the next run read the catalogus again."""
    with laptop.ws.replica.write() as writer:
        writer.journal.drop_setting("types:oefenen")


def old_zaak(laptop: Laptop) -> str:
    """Make a zaak of the version of 2024, with a property and a second status."""
    made = casework.create_zaak(
        laptop.ws, zaaktype="WMO-HUISBEZOEK", omschrijving="Traplift",
        startdatum=date(2025, 6, 2),
    )  # fmt: skip
    casework.set_eigenschap(laptop.ws, made.identificatie, "Spoed", "nee")
    return made.identificatie


def withdraw_version(world: World) -> None:
    """Let the registry take no zaken of the version of 2024 any more."""
    correct(world, version(world, ended=True), concept=True)


def types_of(world: World, kind: str, zaaktype: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for one in world.all(kind) if one["zaaktype"] == zaaktype["url"]]


def question(laptop: Laptop) -> Any:
    (item,) = [one for one in reading.open_items(laptop.ws) if one.kind == "question"]
    return item


def test_y01_a_zaak_of_a_withdrawn_version_asks_and_goes_on_with_the_new_one(world: World) -> None:
    laptop = world.laptop()
    number = old_zaak(laptop)
    withdraw_version(world)
    laptop.sync()
    assert open_reasons(laptop.ws) == [("question", Reason.TYPE_VERSION.value)]
    assert number not in [one["identificatie"] for one in world.all("zaken")]
    deciding.resolve(laptop.ws, question(laptop).n, "mine")
    quiet(laptop)
    new = version(world, ended=False)
    assert world.zaak(number)["zaaktype"] == new["url"]
    (status,) = there(world, "statussen", number)
    wanted = [one["url"] for one in types_of(world, "statustypen", new) if one["volgnummer"] == 1]
    assert [status["statustype"]] == wanted
    (value,) = there(world, "zaakeigenschappen", number)
    assert (value["naam"], value["waarde"]) == ("Spoed", "nee")
    assert value["eigenschap"] in [one["url"] for one in types_of(world, "eigenschappen", new)]
    (rol,) = there(world, "rollen", number)
    assert rol["roltype"] in [one["url"] for one in types_of(world, "roltypen", new)]


def test_y01_a_zaak_can_be_taken_back_whole_instead(world: World) -> None:
    laptop = world.laptop()
    old_zaak(laptop)
    withdraw_version(world)
    laptop.sync()
    deciding.resolve(laptop.ws, question(laptop).n, "theirs")
    before = world.registry.writes
    quiet(laptop)
    assert (world.registry.writes, open_reasons(laptop.ws)) == (before, [])


def test_y01_nothing_is_sent_while_the_question_is_open(world: World) -> None:
    laptop = world.laptop()
    old_zaak(laptop)
    withdraw_version(world)
    laptop.sync()
    before = world.registry.writes
    laptop.sync()
    assert world.registry.writes == before
    assert open_reasons(laptop.ws) == [("question", Reason.TYPE_VERSION.value)]


def test_y01_without_a_new_version_it_is_a_refusal_that_says_so(world: World) -> None:
    laptop = world.laptop()
    made = casework.create_zaak(laptop.ws, zaaktype="WMO-AANVRAAG", omschrijving="Lift")
    correct(world, version(world, ended=False, identificatie="WMO-AANVRAAG"), concept=True)
    laptop.sync()
    assert open_reasons(laptop.ws) == [("rejection", Reason.TYPE_REPLACED.value)]
    assert made.identificatie not in [one["identificatie"] for one in world.all("zaken")]


def test_y05_what_the_new_version_lacks_is_named_before_and_keeps_its_value(world: World) -> None:
    laptop = world.laptop()
    number = old_zaak(laptop)
    withdraw_version(world)
    new = version(world, ended=False)
    gone = next(one for one in types_of(world, "eigenschappen", new) if one["naam"] == "Spoed")
    correct(world, gone, naam="Haast")
    laptop.sync()
    asked = question(laptop)
    assert "Spoed" in asked.sentence
    deciding.resolve(laptop.ws, asked.n, "mine")
    laptop.sync_until_quiet(4)
    assert world.zaak(number)["zaaktype"] == new["url"]
    assert there(world, "zaakeigenschappen", number) == []
    assert open_reasons(laptop.ws) == [("rejection", Reason.TYPE_GONE.value)]
    (item,) = reading.open_items(laptop.ws)
    keeping.as_note(laptop.ws, item.local_id)
    quiet(laptop)
    assert "nee" in str(there(world, "zaaknotities", number))


def test_y02_a_version_that_had_ended_and_was_taken_all_the_same_is_told(world: World) -> None:
    laptop = world.laptop()
    made = casework.create_zaak(laptop.ws, zaaktype="WMO-AANVRAAG", omschrijving="Lift")
    old = version(world, ended=False, identificatie="WMO-AANVRAAG")
    correct(world, old, eindeGeldigheid="2026-01-31")
    forget_when_read(laptop)
    quiet(laptop)
    assert world.zaak(made.identificatie)["zaaktype"] == old["url"]
    assert open_reasons(laptop.ws) == [("notice", Reason.TYPE_ENDED.value)]
    casework.edit_zaak(laptop.ws, made.identificatie, {"toelichting": "Nog iets"})
    quiet(laptop)
    assert len(open_reasons(laptop.ws)) == 1, "told once"


def mismatched_status(world: World, laptop: Laptop, number: str) -> LocalId:
    """Set a status whose type belongs to the version of 2024 on a zaak of the present version."""
    made = casework.set_status(laptop.ws, number, "Huisbezoek gepland")
    old = version(world, ended=True)
    kind = next(one for one in types_of(world, "statustypen", old) if one["volgnummer"] == 2)
    with laptop.ws.replica.write() as writer:
        known = {one["omschrijving"]: ref for ref, one in _known(writer, "statustype", old)}
        writer.records.edit(
            made.id, {"statustype": known[kind["omschrijving"]]}, account="oefenen:m-yilmaz",
            now=laptop.ws.clock.now_utc(),
        )  # fmt: skip
    return made.id


def _known(reader: Any, kind: str, zaaktype: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    uuid = zaaktype["url"].rsplit("/", 1)[-1]
    return [
        (str(one["url"]), one)
        for _, one in reader.types.all(kind, "oefenen")
        if str(one["zaaktype"]).endswith(uuid)
    ]


def test_y03_a_status_of_another_version_goes_as_the_same_one_of_the_zaaks_own(
    world: World,
) -> None:
    laptop = world.laptop()
    number = laptop.intake()
    laptop.sync_until_quiet()
    other = casework.create_zaak(laptop.ws, zaaktype="WMO-HUISBEZOEK", omschrijving="Drempel")
    quiet(laptop)
    mismatched_status(world, laptop, other.identificatie)
    laptop.sync_until_quiet(4)
    assert ("notice", Reason.TYPE_MAPPED.value) in open_reasons(laptop.ws)
    new = version(world, ended=False)
    mine = {one["url"] for one in types_of(world, "statustypen", new)}
    found = there(world, "statussen", other.identificatie)
    assert len(found) == 2
    assert {one["statustype"] for one in found} <= mine
    assert world.zaak(number)["zaaktype"] == new["url"]


def test_y03_a_status_without_an_equal_in_the_zaaks_version_is_refused(world: World) -> None:
    laptop = world.laptop()
    made = casework.create_zaak(laptop.ws, zaaktype="WMO-HUISBEZOEK", omschrijving="Drempel")
    quiet(laptop)
    new = version(world, ended=False)
    for one in types_of(world, "statustypen", new):
        correct(world, one, omschrijving=f"Anders {one['volgnummer']}")
    mismatched_status(world, laptop, made.identificatie)
    laptop.sync_until_quiet(2)
    assert open_reasons(laptop.ws) == [("rejection", Reason.TYPE_MISMATCH.value)]
    assert len(there(world, "statussen", made.identificatie)) == 1


def test_y04_a_corrected_type_replaces_the_one_here_and_what_it_refused_goes_again(
    world: World,
) -> None:
    laptop = world.laptop()
    made = casework.create_zaak(laptop.ws, zaaktype="WMO-AANVRAAG", omschrijving="Lift")
    body = version(world, ended=False, identificatie="WMO-AANVRAAG")
    correct(world, body, concept=True)
    laptop.sync()
    assert open_reasons(laptop.ws) == [("rejection", Reason.TYPE_REPLACED.value)]
    forget_when_read(laptop)
    laptop.sync()
    assert open_reasons(laptop.ws) != [], "nothing changed there, so nothing goes again"
    correct(world, body, concept=False, doel="Verbeterd")
    forget_when_read(laptop)
    quiet(laptop)
    assert world.zaak(made.identificatie)["omschrijving"] == "Lift"


def test_types_are_read_once_a_day_one_list_per_kind(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop = world.laptop()
    read: list[str] = []
    answer = world.registry._answer

    def watching(request: Any) -> Any:
        if request.path.startswith("/catalogi/"):
            read.append(request.path)
        return answer(request)

    monkeypatch.setattr(world.registry, "_answer", watching)
    syncing.sync(laptop.ws)
    assert read == []
    forget_when_read(laptop)
    syncing.sync(laptop.ws)
    assert len(set(read)) == len(types.KINDS)
