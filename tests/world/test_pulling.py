"""Cases M on a real registry: what comes in, what is gone, and what one bad record may not do."""

from __future__ import annotations

import threading
from pathlib import Path

from desktop.config.paths import resources
from desktop.domain.kinds import Kind
from desktop.domain.reasons import Reason
from desktop.domain.records import Progress, RecordState
from desktop.operations import registries
from desktop.operations.exchange import syncing
from desktop.operations.overview import reading
from desktop.operations.workspace import Workspace
from desktop.operations.zaken import casework
from desktop.practice.doors import serve
from desktop.practice.server import PracticeRegistry

from tests.world.laptops import LIMIT_S, Laptop, World, open_reasons

NUMBER = "ZAAK-2026-0000000127"
READS = frozenset({"GET", "POST"})


def state_of(laptop: Laptop, number: str) -> RecordState:
    with laptop.ws.replica.read() as reader:
        found = [
            one
            for one in reader.records.of_kind(Kind.ZAAK)
            if (one.local or {}).get("identificatie") == number
        ]
    assert len(found) == 1
    return found[0].state


def let_pass(laptop: Laptop) -> None:
    laptop.ws.clock.wait(LIMIT_S)


def test_a_zaak_that_is_gone_is_proved_twice_and_said(world: World) -> None:
    laptop = world.laptop()
    rows = world.remove(world.zaak(NUMBER)["uuid"])
    laptop.sync()
    assert state_of(laptop, NUMBER) is RecordState.LIVE
    let_pass(laptop)
    laptop.sync()
    assert state_of(laptop, NUMBER) is RecordState.BIN
    assert open_reasons(laptop.ws) == [("notice", Reason.DELETED_THERE.value)]
    world.restore(rows)
    laptop.sync()
    assert state_of(laptop, NUMBER) is RecordState.LIVE


def test_i14_a_zaak_that_is_gone_with_unsent_work_becomes_one_question(world: World) -> None:
    laptop = world.laptop()
    casework.add_notitie(laptop.ws, NUMBER, "Nog niet verzonden")
    world.remove(world.zaak(NUMBER)["uuid"])
    laptop.sync(push=False)
    let_pass(laptop)
    laptop.sync(push=False)
    assert open_reasons(laptop.ws) == [("question", Reason.DELETED_THERE.value)]
    assert state_of(laptop, NUMBER) is RecordState.LIVE
    assert "Nog niet verzonden" in [one.get("tekst") for one in laptop.records(Kind.ZAAKNOTITIE)]


def test_a_zaak_that_left_the_scope_stays(world: World) -> None:
    laptop = world.laptop()
    for rol in world.all("rollen", world.zaak(NUMBER)["uuid"]):
        world.remove(rol["uuid"])
    let_pass(laptop)
    laptop.sync()
    assert state_of(laptop, NUMBER) is RecordState.LIVE
    assert open_reasons(laptop.ws) == []
    assert reading.case(laptop.ws, NUMBER).rollen == ()


def test_what_a_colleague_adds_and_removes_is_followed(world: World) -> None:
    laptop = world.laptop()
    kind = casework.choices(laptop.ws, NUMBER, "roltype")[0].ref
    body = {
        "betrokkene": "", "betrokkeneType": "medewerker", "roltoelichting": "x",
        "betrokkeneIdentificatie": {"identificatie": "s-jansen", "achternaam": "Jansen"},
        "roltype": kind.replace("zgw://catalogi", "/catalogi/api/v1"),
        "omschrijving": "Rol", "omschrijvingGeneriek": "adviseur",
    }  # fmt: skip
    uuid = world.add(NUMBER, "rollen", body)
    before = len(laptop.records(Kind.ROL))
    laptop.sync()
    assert len(laptop.records(Kind.ROL)) == before + 1
    world.remove(uuid)
    laptop.sync()
    assert len(laptop.records(Kind.ROL)) == before


def test_one_zaak_that_cannot_be_read_stops_no_other(world: World) -> None:
    laptop = world.laptop()
    bad = world.zaak(NUMBER)["uuid"]
    others = [one for one in laptop.records(Kind.ZAAK) if one["identificatie"] != NUMBER]
    other = str(others[0]["identificatie"])
    world.edit(NUMBER, omschrijving="Onleesbaar")
    world.edit(other, omschrijving="Leesbaar")
    world.faults.strike("5xx", methods=frozenset({"GET"}), path_contains=bad, times=None)
    report = laptop.sync()
    assert report.registries == {"oefenen": "server"}
    assert reading.case(laptop.ws, other).row.omschrijving == "Leesbaar"
    assert reading.case(laptop.ws, NUMBER).row.omschrijving != "Onleesbaar"
    world.faults.clear()
    assert laptop.sync().registries == {"oefenen": "ok"}
    assert reading.case(laptop.ws, NUMBER).row.omschrijving == "Onleesbaar"


def test_a_row_without_address_is_left_out_and_reported(world: World) -> None:
    laptop = world.laptop()
    world.edit(NUMBER, url="nergens")
    laptop_two = world.laptop("twee")
    numbers = {one["identificatie"] for one in laptop_two.records(Kind.ZAAK)}
    assert NUMBER not in numbers
    assert len(numbers) == len(laptop.records(Kind.ZAAK)) - 1
    assert laptop_two.sync().registries == {"oefenen": "not-understood"}


def test_a_zaaktype_that_came_since_is_fetched_with_its_first_zaak(world: World) -> None:
    laptop = world.laptop()
    kind = {**world.all("zaaktypen")[0], "url": f"/catalogi/api/v1/zaaktypen/{'1' * 32}"}
    with world.registry.state.transaction():
        world.registry.state.put("zaaktypen", "1" * 32, kind)
    world.edit(NUMBER, zaaktype=kind["url"])
    laptop.sync()
    with laptop.ws.replica.read() as reader:
        assert reader.types.get("oefenen", f"zgw://catalogi/zaaktypen/{'1' * 32}") is not None


def test_an_edit_of_a_child_settles_at_a_later_sync(world: World) -> None:
    laptop = world.laptop()
    number = laptop.intake()
    laptop.sync_until_quiet(2)
    casework.set_eigenschap(laptop.ws, number, "Spoed", "ja")
    assert laptop.sync_until_quiet(1).waiting == 0
    let_pass(laptop)
    laptop.sync()
    with laptop.ws.replica.read() as reader:
        assert reader.records.with_work("oefenen") == []


def test_a_first_pull_takes_at_most_one_request_per_zaak_and_the_pages(tmp_path: Path) -> None:
    registry = PracticeRegistry(resources() / "voorbeeld", zaken=300)
    door = serve(registry)
    ws = Workspace.open(tmp_path, passphrase="test")
    registries.add(ws, "groot", {**door.description, "scope": "all"})
    report = syncing.sync(ws)
    assert report.registries == {"groot": "ok"}
    assert report.pulled > 100
    assert report.requests <= 60
    with ws.replica.read() as reader:
        for kind, name in ((Kind.ROL, "rollen"), (Kind.STATUS, "statussen")):
            assert len(reader.records.of_kind(kind)) >= report.pulled, name
    quiet = syncing.sync(ws)
    assert (quiet.pulled, quiet.pushed) == (0, 0)
    assert quiet.requests <= report.pulled // 100 + 1 + 10
    ws.close()
    door.stop()
    registry.close()


def test_a_sync_that_is_stopped_keeps_everything_and_goes_on_later(world: World) -> None:
    laptop = world.laptop()
    number = laptop.intake()
    stop = threading.Event()

    def stop_at_push(progress: Progress) -> None:
        if progress.phase == "push":
            stop.set()

    report = laptop.sync(stop=stop, progress=stop_at_push)
    assert report.registries == {"oefenen": "stopped"}
    assert report.waiting > 0
    assert laptop.sync_until_quiet(2).waiting == 0
    assert world.zaak(number)["omschrijving"] == "Traplift"


def test_a_sync_without_time_left_stops(world: World) -> None:
    laptop = world.laptop()
    laptop.intake()
    assert laptop.sync(timeout_s=-1.0).registries == {"oefenen": "stopped"}


def test_many_changed_zaken_are_read_together(world: World) -> None:
    laptop = world.laptop()
    numbers = [str(one["identificatie"]) for one in laptop.records(Kind.ZAAK)][:6]
    for number in numbers:
        world.edit(number, omschrijving="Samen gewijzigd")
        kind = casework.choices(laptop.ws, number, "eigenschap")
        for one in kind[:1]:
            wire = one.ref.replace("zgw://catalogi", "/catalogi/api/v1")
            body = {"eigenschap": wire, "naam": one.omschrijving, "waarde": "nieuw"}
            world.add(number, "zaakeigenschappen", body)
    before = len(laptop.records(Kind.ZAAKEIGENSCHAP))
    report = laptop.sync()
    assert report.pulled == len(numbers)
    assert [reading.case(laptop.ws, number).row.omschrijving for number in numbers] == [
        "Samen gewijzigd"
    ] * len(numbers)
    assert len(laptop.records(Kind.ZAAKEIGENSCHAP)) > before
    assert laptop.sync().pulled == 0


def test_s26_a_zaak_whose_parts_do_not_agree_with_its_row_is_read_again_next_time(
    world: World,
) -> None:
    laptop = world.laptop()
    elsewhere = world.all("zaken")[-1]["url"]
    strange = world.add(NUMBER, "rollen", {"zaak": elsewhere, "roltype": "", "betrokkene": ""})
    assert laptop.sync().pulled == 1
    assert laptop.sync().pulled == 1
    world.remove(strange)
    laptop.sync()
    assert laptop.sync().pulled == 0


def test_s26_a_child_that_only_a_fresh_read_showed_is_read_at_the_next_pull(world: World) -> None:
    laptop = world.laptop()
    rol = world.all("rollen", world.zaak(NUMBER)["uuid"])[0]
    theirs = {name: value for name, value in rol.items() if name not in {"url", "uuid"}}
    uuid = world.add(NUMBER, "rollen", {**theirs, "roltoelichting": "Van een collega"})
    casework.edit_zaak(laptop.ws, NUMBER, {"omschrijving": "Van mij"})
    laptop.sync(pull=False)
    laptop.sync()
    assert "Van een collega" in [one["roltoelichting"] for one in laptop.records(Kind.ROL)]
    world.remove(uuid)
    casework.edit_zaak(laptop.ws, NUMBER, {"omschrijving": "Weer van mij"})
    laptop.sync(pull=False)
    let_pass(laptop)
    laptop.sync()
    assert "Van een collega" not in [one["roltoelichting"] for one in laptop.records(Kind.ROL)]


def test_s22_s26_a_status_that_vanished_just_after_it_was_set_goes_when_that_can_be_told(
    world: World,
) -> None:
    laptop = world.laptop()
    number = laptop.intake()
    laptop.sync_until_quiet(4)
    casework.set_status(laptop.ws, number, "Huisbezoek uitgevoerd")
    laptop.sync()
    gone = max(
        world.all("statussen", world.zaak(number)["uuid"]), key=lambda one: one["datumStatusGezet"]
    )
    world.remove(gone["uuid"])
    laptop.sync()
    casework.edit_zaak(laptop.ws, number, {"omschrijving": "Andere woorden"})
    laptop.sync(pull=False)  # which reads the zaak and none of its parts
    laptop.ws.clock.wait(LIMIT_S)
    laptop.sync_until_quiet(4)
    assert gone["uuid"] not in {one["uuid"] for one in laptop.records(Kind.STATUS)}
