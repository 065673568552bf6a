"""A colleague's work is never silently overwritten, and a person decides what no rule can."""

from __future__ import annotations

from desktop.domain.kinds import Kind
from desktop.domain.reasons import Reason
from desktop.operations.choices import deciding
from desktop.operations.overview import reading
from desktop.operations.zaken import casework
from desktop.practice.seeding.seed import url_of

from tests.world.laptops import World

NUMBER = "ZAAK-2026-0000000127"
HUISBEZOEK = "statustype/huisbezoek-wmo"


def test_a_colleagues_edit_of_another_field_is_kept(world: World) -> None:
    laptop = world.laptop()
    casework.edit_zaak(laptop.ws, NUMBER, {"omschrijving": "Mijn omschrijving"})
    world.edit(NUMBER, uiterlijkeEinddatumAfdoening="2027-03-01")
    report = laptop.sync_until_quiet(2)
    there = world.zaak(NUMBER)
    assert (report.conflicts, there["omschrijving"]) == (0, "Mijn omschrijving")
    assert there["uiterlijkeEinddatumAfdoening"] == "2027-03-01"
    body = reading.case(laptop.ws, NUMBER).body
    assert body["uiterlijkeEinddatumAfdoening"] == "2027-03-01"


def test_the_same_field_becomes_a_question_and_nothing_is_overwritten(world: World) -> None:
    laptop = world.laptop()
    casework.edit_zaak(laptop.ws, NUMBER, {"omschrijving": "Van mij"})
    world.edit(NUMBER, omschrijving="Van een collega")
    report = laptop.sync()
    assert (report.conflicts, world.zaak(NUMBER)["omschrijving"]) == (1, "Van een collega")
    item = reading.open_items(laptop.ws)[0]
    assert (item.mine, item.theirs) == (
        {"omschrijving": "Van mij"},
        {"omschrijving": "Van een collega"},
    )
    deciding.resolve(laptop.ws, item.n, "mine")
    assert laptop.sync_until_quiet(2).conflicts == 0
    assert world.zaak(NUMBER)["omschrijving"] == "Van mij"


def test_a_choice_is_sent_only_against_what_was_looked_at(world: World) -> None:
    laptop = world.laptop()
    casework.edit_zaak(laptop.ws, NUMBER, {"omschrijving": "Van mij"})
    world.edit(NUMBER, omschrijving="Eerste")
    laptop.sync()
    deciding.resolve(laptop.ws, reading.open_items(laptop.ws)[0].n, "mine")
    world.edit(NUMBER, omschrijving="Tweede")
    assert laptop.sync().conflicts == 1
    assert world.zaak(NUMBER)["omschrijving"] == "Tweede"


def test_s33_mine_is_what_i_wrote_last_also_when_that_was_after_the_question(world: World) -> None:
    laptop = world.laptop()
    casework.edit_zaak(laptop.ws, NUMBER, {"omschrijving": "Van mij"})
    world.edit(NUMBER, omschrijving="Van een collega")
    laptop.sync()
    casework.edit_zaak(laptop.ws, NUMBER, {"omschrijving": "Nog beter"})
    deciding.resolve(laptop.ws, reading.open_items(laptop.ws)[0].n, "mine")
    assert laptop.sync_until_quiet(2).conflicts == 0
    assert world.zaak(NUMBER)["omschrijving"] == "Nog beter"


def test_keeping_theirs_ends_the_edit(world: World) -> None:
    laptop = world.laptop()
    casework.edit_zaak(laptop.ws, NUMBER, {"omschrijving": "Van mij"})
    world.edit(NUMBER, omschrijving="Van een collega")
    laptop.sync()
    deciding.resolve(laptop.ws, reading.open_items(laptop.ws)[0].n, "theirs")
    report = laptop.sync()
    assert (report.conflicts, report.waiting) == (0, 0)
    assert reading.case(laptop.ws, NUMBER).row.omschrijving == "Van een collega"


def test_an_ordinary_status_on_a_zaak_closed_meanwhile_is_never_sent(world: World) -> None:
    laptop = world.laptop()
    casework.set_status(laptop.ws, NUMBER, "Huisbezoek uitgevoerd")
    world.edit(NUMBER, einddatum="2026-11-20")
    before = len(world.all("statussen", world.zaak(NUMBER)["uuid"]))
    report = laptop.sync()
    assert report.conflicts == 1
    assert len(world.all("statussen", world.zaak(NUMBER)["uuid"])) == before
    with laptop.ws.replica.read() as reader:
        assert reader.journal.items()[0].reason == Reason.WOULD_REOPEN.value


def test_a_status_that_would_move_the_zaak_back_asks(world: World) -> None:
    laptop = world.laptop()
    casework.set_status(laptop.ws, NUMBER, "Huisbezoek uitgevoerd")
    at = "2026-11-24T00:00:01Z"
    world.add_status(NUMBER, url_of(f"{HUISBEZOEK}/4"), at)
    laptop.sync()
    with laptop.ws.replica.read() as reader:
        reasons = [item.reason for item in reader.journal.items()]
    assert reasons == [Reason.STATUS_BACK.value]


def test_closing_goes_last_and_with_the_day_the_person_saw(world: World) -> None:
    laptop = world.laptop()
    number = laptop.intake()
    laptop.sync_until_quiet(1)
    result = casework.choices(laptop.ws, number, "resultaattype")[0]
    casework.set_resultaat(laptop.ws, number, result.ref)
    casework.set_status(laptop.ws, number, "Afgerond")
    casework.edit_zaak(laptop.ws, number, {"omschrijving": "Nog net gewijzigd"})
    report = laptop.sync_until_quiet(3)
    assert (report.waiting, report.rejected, report.conflicts) == (0, 0, 0)
    zaak = world.zaak(number)
    status = next(
        one for one in laptop.records(Kind.STATUS) if one.get("zaak", "").endswith(zaak["uuid"])
    )
    assert zaak["omschrijving"] == "Nog net gewijzigd"
    assert zaak["einddatum"] is not None
    assert status is not None


def test_closing_waits_for_a_conflict_of_the_same_zaak_only(world: World) -> None:
    laptop = world.laptop()
    number = laptop.intake()
    laptop.sync_until_quiet(1)
    result = casework.choices(laptop.ws, number, "resultaattype")[0]
    casework.edit_zaak(laptop.ws, number, {"omschrijving": "Van mij"})
    world.edit(number, omschrijving="Van een collega")
    casework.set_resultaat(laptop.ws, number, result.ref)
    casework.set_status(laptop.ws, number, "Afgerond")
    laptop.sync()
    assert world.zaak(number)["einddatum"] is None
    deciding.resolve(laptop.ws, reading.open_items(laptop.ws)[0].n, "theirs")
    laptop.sync_until_quiet(3)
    assert world.zaak(number)["einddatum"] is not None


def test_a_refusal_stays_visible_with_its_reason_and_blocks_nothing_else(world: World) -> None:
    laptop = world.laptop()
    world.edit(NUMBER, einddatum="2026-11-20")
    casework.edit_zaak(laptop.ws, NUMBER, {"omschrijving": "Te laat"})
    number = laptop.intake()
    report = laptop.sync()
    assert report.rejected == 1
    assert world.zaak(number)
    assert "gesloten" in reading.open_items(laptop.ws)[0].sentence
