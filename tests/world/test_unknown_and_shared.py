"""Cases E, H and S77 on a real registry: who made what, and what is not tried again."""

from __future__ import annotations

import pytest
from desktop.domain.kinds import Kind
from desktop.domain.normal import instant_text
from desktop.domain.reasons import Reason
from desktop.operations.choices import deciding
from desktop.operations.overview import reading
from desktop.operations.zaken import casework
from desktop.practice.seeding.seed import url_of
from desktop.sync.pushing import again

from tests.world.laptops import World, open_reasons
from tests.world.meddling import meddle
from tests.world.test_guards import problem

NUMBER = "ZAAK-2026-0000000127"
WRITES = frozenset({"POST"})


@pytest.mark.parametrize("lost", [0, 1], ids=["at once", "after a lost request"])
def test_e07_a_number_that_somebody_else_has_is_changed_and_said(world: World, lost: int) -> None:
    laptop = world.laptop()
    number = laptop.intake()
    other = {**world.zaak(NUMBER), "identificatie": number, "kenmerken": []}
    other |= {"uuid": "0" * 32, "url": f"/zaken/api/v1/zaken/{'0' * 32}", "bronorganisatie": "x"}
    with laptop.ws.replica.read() as reader:
        other["bronorganisatie"] = (reader.records.resolve(number).local or {})["bronorganisatie"]
    with world.registry.state.transaction():
        world.registry.state.put("zaken", "0" * 32, other)
    world.faults.strike("reset", methods=WRITES, path_contains="/zaken/api/v1/zaken", times=lost)
    report = laptop.sync_until_quiet(3)
    assert (report.waiting, report.conflicts, report.rejected) == (0, 0, 0)
    assert open_reasons(laptop.ws) == [("notice", Reason.NUMBER_CHANGED.value)]
    mine = [one for one in world.all("zaken") if one["omschrijving"] == "Traplift"]
    assert len(mine) == 1
    assert mine[0]["identificatie"] != number


def test_e10_a_rol_whose_request_was_lost_waits_and_goes_once(world: World) -> None:
    laptop = world.laptop()
    kinds = casework.choices(laptop.ws, NUMBER, "roltype")
    kind = next(one for one in kinds if one.extra["omschrijvingGeneriek"] == "behandelaar")
    casework.add_rol(laptop.ws, NUMBER, kind.ref, "j-vandermeulen")
    uuid = world.zaak(NUMBER)["uuid"]
    before = len(world.all("rollen", uuid))
    world.faults.strike("reset", methods=WRITES, path_contains="rollen")
    assert laptop.sync_until_quiet(4).waiting == 0
    assert len(world.all("rollen", uuid)) == before + 1
    with laptop.ws.replica.read() as reader:
        outcomes = [one.outcome.value for one in reversed(reader.journal.recent_entries(2))]
        parents = [
            one.parent_entry is not None for one in reversed(reader.journal.recent_entries(2))
        ]
    assert (outcomes[0], parents) == ("absent", [False, True])


def test_e21_a_status_whose_instant_is_taken_moves_a_millisecond(world: World) -> None:
    laptop = world.laptop()
    casework.set_status(laptop.ws, NUMBER, "Huisbezoek uitgevoerd")
    mine = max(laptop.records(Kind.STATUS), key=lambda one: str(one["datumStatusGezet"]))
    at = str(mine["datumStatusGezet"])
    taken = (instant_text(at) or "").replace("+00:00", "Z")
    world.add_status(NUMBER, url_of("statustype/huisbezoek-wmo/2"), taken)
    assert laptop.sync_until_quiet(3).waiting == 0
    uuid = world.zaak(NUMBER)["uuid"]
    assert len({one["datumStatusGezet"] for one in world.all("statussen", uuid)}) >= 2


def test_e23_a_colleagues_other_resultaat_is_a_conflict_and_mine_is_not_lost(world: World) -> None:
    laptop = world.laptop()
    first, second = casework.choices(laptop.ws, NUMBER, "resultaattype")[:2]
    casework.set_resultaat(laptop.ws, NUMBER, first.ref)
    other = {"resultaattype": _wire(second.ref), "toelichting": "Van een collega"}
    world.add(NUMBER, "resultaten", other)
    report = laptop.sync_until_quiet(2)
    assert report.conflicts == 1
    there = world.all("resultaten", world.zaak(NUMBER)["uuid"])
    assert [one["toelichting"] for one in there] == ["Van een collega"]


def test_e23_mine_that_is_taken_back_shows_what_the_colleague_recorded(world: World) -> None:
    laptop = world.laptop()
    first, second = casework.choices(laptop.ws, NUMBER, "resultaattype")[:2]
    made = casework.set_resultaat(laptop.ws, NUMBER, first.ref, "Van mij")
    other = {"resultaattype": _wire(second.ref), "toelichting": "Van een collega"}
    world.add(NUMBER, "resultaten", other)
    laptop.sync_until_quiet(2)
    deciding.withdraw(laptop.ws, made.id)
    assert laptop.sync_until_quiet(2).conflicts == 0
    with laptop.ws.replica.read() as reader:
        shown = reader.records.get(made.id).local
    assert shown is not None
    assert shown["toelichting"] == "Van een collega"


def _wire(ref: str) -> str:
    return ref.replace("zgw://catalogi", "/catalogi/api/v1")


def test_h12_two_people_set_one_eigenschap_differently_and_a_person_decides(world: World) -> None:
    here, there = world.laptop("een"), world.laptop("twee")
    number = here.intake()
    here.sync_until_quiet(2)
    there.sync()
    casework.set_eigenschap(there.ws, number, "Datum huisbezoek", "20261201")
    casework.set_eigenschap(here.ws, number, "Datum huisbezoek", "20261202")
    assert there.sync_until_quiet(2).conflicts == 0
    assert here.sync_until_quiet(2).conflicts == 1
    found = {one["naam"]: one["waarde"] for one in _eigenschappen(world, number)}
    assert found["Datum huisbezoek"].startswith("20261201")
    deciding.resolve(here.ws, reading.open_items(here.ws)[0].n, "mine")
    assert here.sync_until_quiet(2).conflicts == 0
    values = [one["waarde"] for one in _eigenschappen(world, number)]
    assert sorted(one[:8] for one in values) == ["20261202", "nee"]


def _eigenschappen(world: World, number: str) -> list[dict[str, str]]:
    return world.all("zaakeigenschappen", world.zaak(number)["uuid"])


def test_s77_a_refused_edit_is_not_sent_again_until_it_is_changed(world: World) -> None:
    laptop = world.laptop()
    world.edit(NUMBER, einddatum="2026-11-20")
    casework.edit_zaak(laptop.ws, NUMBER, {"omschrijving": "Te laat"})
    assert laptop.sync().rejected == 1
    writes = world.registry.writes
    assert laptop.sync().rejected == 1
    assert world.registry.writes == writes
    world.edit(NUMBER, einddatum=None)
    casework.edit_zaak(laptop.ws, NUMBER, {"omschrijving": "Toch op tijd"})
    assert laptop.sync_until_quiet(2).rejected == 0
    assert world.zaak(NUMBER)["omschrijving"] == "Toch op tijd"


def test_n05_what_lacked_a_right_is_tried_again_by_itself_once_a_day(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop = world.laptop()
    meddler = meddle(world)
    casework.edit_zaak(laptop.ws, NUMBER, {"omschrijving": "Van mij"})
    meddler.instead("PATCH", "/zaken/", lambda: problem(403, "permission_denied"))
    assert laptop.sync().rejected == 1
    writes = world.registry.writes
    assert laptop.sync().rejected == 1
    assert world.registry.writes == writes, "not before a day has passed"
    monkeypatch.setattr(again, "A_DAY_S", 0.0)
    report = laptop.sync()
    assert (report.rejected, report.waiting) == (0, 0)
    assert world.zaak(NUMBER)["omschrijving"] == "Van mij"


def test_s77_what_a_closed_zaak_refused_goes_when_it_is_open_again(world: World) -> None:
    laptop = world.laptop()
    world.edit(NUMBER, einddatum="2026-11-20")
    casework.edit_zaak(laptop.ws, NUMBER, {"omschrijving": "Van mij"})
    for _ in range(2):
        assert laptop.sync().rejected == 1
    world.edit(NUMBER, einddatum=None)
    assert laptop.sync().rejected == 0
    assert world.zaak(NUMBER)["omschrijving"] == "Van mij"


def test_a_status_back_goes_when_the_person_says_so(world: World) -> None:
    laptop = world.laptop()
    casework.set_status(laptop.ws, NUMBER, "Huisbezoek uitgevoerd")
    world.add_status(NUMBER, url_of("statustype/huisbezoek-wmo/4"), "2026-11-24T00:00:01Z")
    assert laptop.sync().conflicts == 1
    before = len(world.all("statussen", world.zaak(NUMBER)["uuid"]))
    deciding.resolve(laptop.ws, reading.open_items(laptop.ws)[0].n, "mine")
    assert laptop.sync_until_quiet(2).conflicts == 0
    assert len(world.all("statussen", world.zaak(NUMBER)["uuid"])) == before + 1
