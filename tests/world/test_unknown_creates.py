"""Cases E: creates whose outcome is unknown are there once, whatever became of the request."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from desktop.domain.kinds import Kind
from desktop.domain.reasons import Reason
from desktop.domain.records import Entry, Outcome
from desktop.operations.documenten import documents
from desktop.operations.documenten.documents import Pasted
from desktop.operations.overview import reading
from desktop.operations.zaken import besluiten, betrokkenen, casework, parts
from desktop.practice.inside import Inside
from desktop.sync.pushing import entries as noting
from desktop.sync.pushing import execute

from tests.world.between import arrive, before_next, hold_back
from tests.world.laptops import LIMIT_S, Laptop, World, open_reasons, with_limit
from tests.world.overlaps import Overlaps
from tests.world.test_parts import quiet, roltype
from tests.world.test_taking_away import NUMBER, POST, there

ZAKEN = "/zaken/api/v1/zaken"
A_ZAAK = f"{ZAKEN}$"


def new_zaak(laptop: Laptop) -> str:
    made = casework.create_zaak(laptop.ws, zaaktype="WMO-HUISBEZOEK", omschrijving="Traplift")
    casework.edit_zaak(laptop.ws, made.identificatie, {"toelichting": "Van mij"})
    return made.identificatie


def entries(laptop: Laptop, kind: Kind) -> list[Entry]:
    """Give the entries of creates of a kind, oldest first."""
    with laptop.ws.replica.read() as reader:
        found = reversed(reader.journal.recent_entries(50))
        return [one for one in found if reader.records.get(one.local_id).kind is kind]


def outcomes(laptop: Laptop, kind: Kind) -> list[str]:
    return [one.outcome.value for one in entries(laptop, kind)]


def texts(world: World) -> list[str]:
    return [one["tekst"] for one in there(world, "zaaknotities")]


def push(laptop: Laptop) -> None:
    """Send only; a pull would search with a POST of its own."""
    laptop.sync(pull=False)


def test_e01_lost_answer_of_a_new_zaak_is_adopted(world: World) -> None:
    laptop = world.laptop()
    number = new_zaak(laptop)
    world.faults.strike("reply-lost", methods=POST, path_contains=ZAKEN)
    push(laptop)
    quiet(laptop)
    assert world.zaak(number)["toelichting"] == "Van mij"
    assert [one.detail for one in entries(laptop, Kind.ZAAK)] == ["adopted"]


def test_e02_lost_request_of_a_new_zaak_is_sent_again_at_once(world: World) -> None:
    laptop = world.laptop()
    with_limit(laptop.ws, 600)
    number = new_zaak(laptop)
    world.faults.strike("reset", methods=POST, path_contains=ZAKEN)
    push(laptop)
    assert world.zaak(number)["toelichting"] == "Van mij"
    first, second = entries(laptop, Kind.ZAAK)
    assert (first.outcome, second.parent_entry) == (Outcome.ABSENT, first.entry_id)
    assert (first.target, first.body, first.digest) == (second.target, second.body, second.digest)


def test_e02_a_request_that_is_lost_twice_waits_for_the_next_run(world: World) -> None:
    laptop = world.laptop()
    number = new_zaak(laptop)
    world.faults.strike("reset", methods=POST, path_contains=ZAKEN, times=2)
    push(laptop)
    assert outcomes(laptop, Kind.ZAAK) == ["absent", "absent"]
    push(laptop)
    assert world.zaak(number)["toelichting"] == "Van mij"


@pytest.mark.parametrize("times", [1, 2])
def test_e02_a_request_that_never_left_goes_once_more_in_the_same_run(
    world: World, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    laptop = world.laptop()
    number = new_zaak(laptop)
    push(laptop)
    casework.add_rol(laptop.ws, number, roltype(laptop, number, "belanghebbende"), "p-jansen")
    left, prepare, void = iter(range(times)), noting.prepare, noting.void

    def unplugged(*given: Any, **more: Any) -> Any:
        if next(left, None) is not None:
            world.unplug()
        return prepare(*given, **more)

    def plugged(*given: Any) -> None:
        world.plug()
        void(*given)

    monkeypatch.setattr(execute, "prepare", unplugged)
    monkeypatch.setattr(execute, "void", plugged)
    report = laptop.sync(pull=False)
    assert outcomes(laptop, Kind.ROL)[1:] == ["void", "applied" if times == 1 else "void"]
    assert len(world.all("rollen", world.zaak(number)["uuid"])) == (2 if times == 1 else 1)
    assert report.waiting == (0 if times == 1 else 1)


def test_e03_first_request_of_a_new_zaak_arrives_after_the_second(world: World) -> None:
    laptop = world.laptop()
    number = new_zaak(laptop)
    hold_back(world, ZAKEN)
    push(laptop)
    push(laptop)
    before = world.zaak(number)
    assert world.registry.gate.waiting == 1
    arrive(world)
    quiet(laptop)
    assert world.zaak(number) == before
    assert open_reasons(laptop.ws) == []


def test_e04_first_request_of_a_new_zaak_wins_after_the_probe(world: World) -> None:
    laptop = world.laptop()
    number = new_zaak(laptop)
    hold_back(world, ZAKEN)
    before_next(world, "POST", A_ZAAK, lambda: arrive(world))
    push(laptop)
    push(laptop)
    quiet(laptop)
    assert world.zaak(number)["toelichting"] == "Van mij"
    assert outcomes(laptop, Kind.ZAAK)[0] == "absent"
    assert entries(laptop, Kind.ZAAK)[1].detail == "adopted"
    assert open_reasons(laptop.ws) == []


def test_e04_an_edit_between_two_attempts_is_sent_after_the_first_one_wins(world: World) -> None:
    laptop = world.laptop()
    number = new_zaak(laptop)
    hold_back(world, ZAKEN, times=2)
    push(laptop)
    casework.edit_zaak(laptop.ws, number, {"toelichting": "Nog eens nagekeken"})
    before_next(world, "POST", A_ZAAK, lambda: arrive(world))
    push(laptop)
    quiet(laptop)
    assert world.zaak(number)["toelichting"] == "Nog eens nagekeken"
    assert open_reasons(laptop.ws) == []


def test_e04_an_edit_between_two_attempts_is_asked_when_a_colleague_wrote_on_meanwhile(
    world: World,
) -> None:
    laptop = world.laptop()
    number = new_zaak(laptop)
    hold_back(world, ZAKEN, times=2)
    push(laptop)
    casework.edit_zaak(laptop.ws, number, {"toelichting": "Nog eens nagekeken"})

    def meanwhile() -> None:
        arrive(world)
        world.edit(number, toelichting="Van haar")

    before_next(world, "POST", A_ZAAK, meanwhile)
    push(laptop)
    laptop.sync_until_quiet(4)
    assert world.zaak(number)["toelichting"] == "Van haar"
    assert open_reasons(laptop.ws) == [("conflict", Reason.TEXT.value)]


def test_e05_a_500_that_means_exists_is_looked_for(tmp_path: Path) -> None:
    world = Overlaps(tmp_path, may_read_trail=False)
    laptop = world.laptop()
    number = new_zaak(laptop)
    hold_back(world, ZAKEN)
    world.inside_my_next("POST", lambda: arrive(world), ZAKEN)
    push(laptop)
    push(laptop)
    last = entries(laptop, Kind.ZAAK)[-1]
    assert (last.status, last.detail) == (500, "adopted")
    quiet(laptop)
    assert world.zaak(number)["toelichting"] == "Van mij"
    world.close()


def test_e06_s26_a_status_that_a_colleague_set_in_an_adopted_zaak_is_read(world: World) -> None:
    laptop = world.laptop()
    number = new_zaak(laptop)
    hold_back(world, ZAKEN, times=2)
    push(laptop)
    arrive(world)
    kind = world.all("statussen")[-1]["statustype"]
    world.add_status(number, kind, laptop.ws.clock.now_utc().isoformat())
    world.faults.strike("reset", methods=frozenset({"GET"}), path_contains="statussen", times=None)
    push(laptop)
    world.faults.clear()
    quiet(laptop)
    uuid = world.zaak(number)["uuid"]
    here = [one for one in laptop.records(Kind.STATUS) if str(one["zaak"]).endswith(uuid)]
    assert len(here) == len(world.all("statussen", uuid))


def test_e06_an_adopted_zaak_keeps_what_a_colleague_changed_meanwhile(world: World) -> None:
    laptop = world.laptop()
    number = new_zaak(laptop)
    world.faults.strike("reply-lost", methods=POST, path_contains=ZAKEN)
    before_next(world, "GET", A_ZAAK, lambda: world.edit(number, toelichting="Van haar"))
    push(laptop)
    quiet(laptop)
    assert world.zaak(number)["toelichting"] == "Van haar"
    assert reading.case(laptop.ws, number).body["toelichting"] == "Van haar"
    assert [one.detail for one in entries(laptop, Kind.ZAAK)] == ["adopted"]


def test_e11_a_rol_that_arrives_during_the_wait_is_adopted(world: World) -> None:
    laptop = world.laptop()
    with_limit(laptop.ws, 600)
    before = len(there(world, "rollen"))
    casework.add_rol(laptop.ws, NUMBER, roltype(laptop, NUMBER, "belanghebbende"), "p-jansen")
    hold_back(world, "rollen")
    push(laptop)
    assert outcomes(laptop, Kind.ROL) == ["looking"]
    push(laptop)
    assert (len(there(world, "rollen")), outcomes(laptop, Kind.ROL)) == (before, ["looking"])
    arrive(world)
    quiet(laptop)
    assert len(there(world, "rollen")) == before + 1
    assert [one.detail for one in entries(laptop, Kind.ROL)] == ["adopted"]


def test_e11_a_rol_that_got_another_betrokkene_during_the_wait_is_found_by_what_was_asked(
    world: World,
) -> None:
    laptop = world.laptop()
    with_limit(laptop.ws, 600)
    before = len(there(world, "rollen"))
    rol = casework.add_rol(
        laptop.ws, NUMBER, roltype(laptop, NUMBER, "belanghebbende"), "p-jansen"
    ).id
    hold_back(world, "rollen")
    push(laptop)
    other = betrokkenen.betrokkene("medewerker", "p-bakker")
    betrokkenen.replace_betrokkene(laptop.ws, rol, other)
    arrive(world)
    push(laptop)
    assert [one.detail for one in entries(laptop, Kind.ROL)][:1] == ["adopted"]
    quiet(laptop)
    rollen = there(world, "rollen")
    assert len(rollen) == before + 1
    people = [one["betrokkeneIdentificatie"].get("identificatie") for one in rollen]
    assert ("p-bakker" in people, "p-jansen" in people) == (True, False)


def test_e15_a_note_that_was_edited_before_its_lost_answer_was_looked_for_is_one_note(
    world: World,
) -> None:
    laptop = world.laptop()
    with_limit(laptop.ws, 600)
    note = casework.add_notitie(laptop.ws, NUMBER, "Geen gehoor", concept=True).id
    hold_back(world, "zaaknotities")
    push(laptop)
    parts.edit_notitie(laptop.ws, note, tekst="Geen gehoor, briefje achtergelaten")
    arrive(world)
    push(laptop)
    quiet(laptop)
    assert [one for one in texts(world) if one.startswith("Geen gehoor")] == [
        "Geen gehoor, briefje achtergelaten"
    ]


def test_e14_the_same_note_twice_on_purpose_is_two_notes(world: World) -> None:
    laptop = world.laptop()
    casework.add_notitie(laptop.ws, NUMBER, "Geen gehoor")
    casework.add_notitie(laptop.ws, NUMBER, "Geen gehoor")
    quiet(laptop)
    assert texts(world).count("Geen gehoor") == 2
    first, second = entries(laptop, Kind.ZAAKNOTITIE)
    assert (len(first.preset), len(second.preset)) == (0, 1)


def test_e15_the_same_note_once_with_a_lost_answer_is_one_note(world: World) -> None:
    laptop = world.laptop()
    casework.add_notitie(laptop.ws, NUMBER, "Geen gehoor")
    world.faults.strike("reply-lost", methods=POST, path_contains="zaaknotities")
    quiet(laptop)
    assert texts(world).count("Geen gehoor") == 1
    assert [one.detail for one in entries(laptop, Kind.ZAAKNOTITIE)] == ["adopted"]


@pytest.mark.parametrize(
    "arrived", [2, 1], ids=["e16_both_are_matched_one_by_one", "e17_the_older_takes_the_one_found"]
)
def test_e16_e17_two_unknown_equal_notes(world: World, arrived: int) -> None:
    laptop = world.laptop()
    with_limit(laptop.ws, 600)
    ids = [casework.add_notitie(laptop.ws, NUMBER, "Geen gehoor").id for _ in range(2)]
    hold_back(world, "zaaknotities", times=2)
    push(laptop)
    assert outcomes(laptop, Kind.ZAAKNOTITIE) == ["looking", "looking"]
    arrive(world, arrived)
    push(laptop)
    if arrived == 1:
        older, newer = entries(laptop, Kind.ZAAKNOTITIE)
        assert (older.local_id, older.detail) == (ids[0], "adopted")
        assert newer.outcome is Outcome.LOOKING
        with_limit(laptop.ws, 0.1)
    quiet(laptop)
    assert texts(world).count("Geen gehoor") == 2
    with laptop.ws.replica.read() as reader:
        assert len({str(reader.records.get(one).ref) for one in ids}) == 2
    assert open_reasons(laptop.ws) == []


def test_e20_a_status_refused_as_unique_after_an_unknown_attempt_is_ours(world: World) -> None:
    laptop = world.laptop()
    before = len(there(world, "statussen"))
    casework.set_status(laptop.ws, NUMBER, "Huisbezoek uitgevoerd")
    hold_back(world, "statussen")
    before_next(world, "POST", "statussen$", lambda: arrive(world))
    quiet(laptop)
    assert len(there(world, "statussen")) == before + 1
    first, second = entries(laptop, Kind.STATUS)
    assert (first.outcome, second.detail) == (Outcome.ABSENT, "adopted")
    assert first.body == second.body
    assert open_reasons(laptop.ws) == []


def test_e20_a_status_that_came_in_late_and_was_pulled_first_is_ours_and_not_set_again(
    world: World,
) -> None:
    laptop = world.laptop()
    before = len(there(world, "statussen"))
    casework.set_status(laptop.ws, NUMBER, "Huisbezoek uitgevoerd")
    hold_back(world, "statussen", times=2)
    push(laptop)
    arrive(world)
    quiet(laptop)
    assert len(there(world, "statussen")) == before + 1
    assert entries(laptop, Kind.STATUS)[-1].detail == "adopted"
    assert open_reasons(laptop.ws) == []


def test_e24_a_besluit_with_a_lost_answer_is_adopted(world: World) -> None:
    laptop = world.laptop()
    made = casework.create_zaak(laptop.ws, zaaktype="WMO-AANVRAAG", omschrijving="Lift")
    besluiten.add_besluit(laptop.ws, made.identificatie, "Toekenning", "Veilig wonen")
    world.faults.strike("reply-lost", methods=POST, path_contains="/besluiten/api/v1/besluiten")
    quiet(laptop)
    assert len(there(world, "besluiten", made.identificatie)) == 1
    assert [one.detail for one in entries(laptop, Kind.BESLUIT)] == ["adopted"]


def test_e25_a_relation_to_a_document_that_is_there_already_is_ours(world: World) -> None:
    laptop = world.laptop()
    before = len(there(world, "zaakinformatieobjecten"))
    documents.attach(laptop.ws, NUMBER, Pasted("brief.txt", b"een brief"))
    hold_back(world, "zaakinformatieobjecten")
    before_next(world, "POST", "zaakinformatieobjecten$", lambda: arrive(world))
    quiet(laptop)
    assert len(there(world, "zaakinformatieobjecten")) == before + 1
    assert entries(laptop, Kind.ZAAKINFORMATIEOBJECT)[-1].detail == "adopted"
    assert open_reasons(laptop.ws) == []


def test_e26_a_document_that_the_database_does_not_guard_waits(world: World) -> None:
    laptop = world.laptop()
    with_limit(laptop.ws, 600)
    before = len(world.all("enkelvoudiginformatieobjecten"))
    documents.attach(laptop.ws, NUMBER, Pasted("brief.txt", b"een brief"))
    world.faults.strike("reset", methods=POST, path_contains="enkelvoudiginformatieobjecten")
    push(laptop)
    push(laptop)
    assert outcomes(laptop, Kind.DOCUMENT) == ["looking"]
    with_limit(laptop.ws, 0.1)
    quiet(laptop)
    assert len(world.all("enkelvoudiginformatieobjecten")) == before + 1
    first, second = entries(laptop, Kind.DOCUMENT)[:2]
    assert (first.outcome, first.digest) == (Outcome.ABSENT, second.digest)


@pytest.mark.parametrize("may_delete", [True, False], ids=["with the right", "without"])
def test_e27_a_document_that_is_there_twice_after_a_late_arrival(
    tmp_path: Path, may_delete: bool
) -> None:
    world = Overlaps(tmp_path, may_read_trail=False)
    if may_delete:
        world.grant("documenten.verwijderen")
    laptop = world.laptop()
    before = len(world.all("enkelvoudiginformatieobjecten"))
    documents.attach(laptop.ws, NUMBER, Pasted("brief.txt", b"een brief"))
    hold_back(world, "enkelvoudiginformatieobjecten", is_drafted=True)
    push(laptop)
    quiet(laptop)
    linked = [one["informatieobject"] for one in there(world, "zaakinformatieobjecten")]
    arrive(world)
    assert len(world.all("enkelvoudiginformatieobjecten")) == before + 2
    laptop.ws.clock.wait(LIMIT_S)
    laptop.sync()
    left = [one["url"] for one in world.all("enkelvoudiginformatieobjecten")]
    assert len(left) == before + (1 if may_delete else 2)
    assert [one["informatieobject"] for one in there(world, "zaakinformatieobjecten")] == linked
    assert set(linked) <= set(left)
    asked = [] if may_delete else [("question", Reason.WITHDRAW_REMAINS.value)]
    assert open_reasons(laptop.ws) == asked
    writes = world.registry.writes
    laptop.sync()
    assert (world.registry.writes, open_reasons(laptop.ws)) == (writes, asked)
    world.close()


def test_e30_a_probe_answered_with_everything_finds_only_what_is_ours(world: World) -> None:
    laptop = world.laptop()
    number = new_zaak(laptop)
    answer = world.registry._answer

    def without_filter(request: Any) -> Any:
        if request.method == "GET" and "identificatie" in request.args:
            request = type(request)({**request.environ, "QUERY_STRING": ""})
        return answer(request)

    world.registry._answer = without_filter  # type: ignore[method-assign]  # ignores a filter
    world.faults.strike("reset", methods=POST, path_contains=ZAKEN)
    push(laptop)
    assert outcomes(laptop, Kind.ZAAK) == ["absent", "applied"]
    assert world.zaak(number)["toelichting"] == "Van mij"


def test_e39_a_zaak_that_a_colleague_deleted_while_it_was_unknown_is_made_again(
    world: World,
) -> None:
    laptop = world.laptop()
    number = new_zaak(laptop)
    world.faults.strike("reply-lost", methods=POST, path_contains=ZAKEN)
    gone: list[str] = []

    def delete() -> None:
        gone.append(world.zaak(number)["uuid"])
        world.remove(gone[0])

    before_next(world, "GET", A_ZAAK, delete)
    push(laptop)
    quiet(laptop)
    assert world.zaak(number)["uuid"] not in gone
    assert outcomes(laptop, Kind.ZAAK)[0] == "absent", "history shows both attempts"


def test_a_lost_part_of_a_zaak_that_is_gone_meanwhile_is_no_trouble_of_the_registry(
    world: World,
) -> None:
    laptop = world.laptop()
    number = new_zaak(laptop)
    quiet(laptop)
    with_limit(laptop.ws, 600)
    casework.set_eigenschap(laptop.ws, number, "Spoed", "nee")
    world.faults.strike("reset", methods=POST, path_contains="zaakeigenschappen")
    push(laptop)
    assert outcomes(laptop, Kind.ZAAKEIGENSCHAP) == ["looking"]
    admin = Inside(world.registry, "a-beheer", "Beheer")
    assert admin.send("DELETE", f"{ZAKEN}/{world.zaak(number)['uuid']}", None)[0] == 204
    report = laptop.sync(pull=False)
    assert report.registries == {"oefenen": "ok"}
