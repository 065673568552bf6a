"""Cases I and E: parents and what hangs on them, refused or unknown, on a real registry."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from desktop.domain.errors import BadInput
from desktop.domain.kinds import Kind
from desktop.domain.reasons import Reason
from desktop.domain.records import RecordState
from desktop.operations.choices import deciding
from desktop.operations.documenten import documents
from desktop.operations.documenten.documents import Pasted
from desktop.operations.overview import reading
from desktop.operations.zaken import besluiten, betrokkenen, casework
from desktop.sync.pushing import probe

from tests.world.laptops import Laptop, World, open_reasons
from tests.world.test_parts import quiet, roltype
from tests.world.test_taking_away import NUMBER, POST, there


def concept(world: World, number: str, laptop: Laptop, *, is_concept: bool) -> None:
    """Let the catalogus take a zaaktype back to a draft, or publish it again."""
    with laptop.ws.replica.read() as reader:
        url = str((reader.records.resolve(number).local or {})["zaaktype"])
    uuid = url.rsplit("/", 1)[-1]
    kind = next(one for one in world.all("zaaktypen") if one["url"].endswith(uuid))
    with world.registry.state.transaction():
        world.registry.state.change(uuid, {**kind, "concept": is_concept})


def refused_zaak(world: World, laptop: Laptop) -> str:
    made = casework.create_zaak(laptop.ws, zaaktype="WMO-AANVRAAG", omschrijving="Lift")
    besluiten.add_besluit(laptop.ws, made.identificatie, "Toekenning", "Veilig wonen")
    concept(world, made.identificatie, laptop, is_concept=True)
    assert laptop.sync().rejected == 1
    return made.identificatie


def test_i03_i16_what_hangs_on_a_refused_zaak_waits_says_so_and_stays_visible(
    world: World,
) -> None:
    laptop = world.laptop()
    number = refused_zaak(world, laptop)
    waits = {one.what.split(" ")[0]: one.reason for one in reading.outbox(laptop.ws)}
    assert len(open_reasons(laptop.ws)) == 1, "one item, not one per part"
    assert "geweigerd" in waits["Besluit"]
    assert [one["toelichting"] for one in reading.case(laptop.ws, number).besluiten] == [
        "Veilig wonen"
    ]


def test_i04_a_zaak_that_is_accepted_after_all_frees_what_hangs_on_it(world: World) -> None:
    laptop = world.laptop()
    number = refused_zaak(world, laptop)
    concept(world, number, laptop, is_concept=False)
    deciding.resolve(laptop.ws, reading.open_items(laptop.ws)[0].n, "mine")
    quiet(laptop)
    assert len(world.all("besluiten", world.zaak(number)["uuid"])) == 1


def test_i05_withdrawing_a_zaak_with_photographs_asks_for_them_first(
    world: World, tmp_path: Path
) -> None:
    laptop = world.laptop()
    made = casework.create_zaak(laptop.ws, zaaktype="WMO-HUISBEZOEK", omschrijving="Vergissing")
    photo = documents.attach(laptop.ws, made.identificatie, Pasted("trap.jpg", b"een trap"))
    with pytest.raises(BadInput) as refused:
        deciding.withdraw(laptop.ws, made.id)
    assert refused.value.values["names"] == "trap"
    documents.export(laptop.ws, photo.id, tmp_path / "trap.jpg")
    deciding.withdraw(laptop.ws, made.id, with_documents=True)
    writes = world.registry.writes
    assert laptop.sync().waiting == 0
    assert world.registry.writes == writes
    assert (tmp_path / "trap.jpg").read_bytes() == b"een trap"


def test_i08_a_conflict_in_a_child_does_not_stop_the_parent(world: World) -> None:
    laptop = world.laptop()
    first = there(world, "zaakeigenschappen")[0]
    values = ["20261203", "20261204"] if first["waarde"][:8].isdigit() else ["ja", "nee"]
    mine = next(one for one in values if one != first["waarde"])
    casework.set_eigenschap(laptop.ws, NUMBER, first["naam"], mine)
    casework.edit_zaak(laptop.ws, NUMBER, {"omschrijving": "Van mij"})
    with world.registry.state.transaction():
        changed = {**first, "waarde": "van een collega"}
        world.registry.state.change(first["uuid"], changed)
    assert laptop.sync_until_quiet(2).conflicts == 1
    assert world.zaak(NUMBER)["omschrijving"] == "Van mij"


@pytest.mark.parametrize("keep", ["mine", "theirs"])
def test_i14_a_zaak_deleted_there_with_my_work_is_one_question_and_sends_nothing(
    world: World, keep: Any
) -> None:
    laptop = world.laptop()
    casework.add_notitie(laptop.ws, NUMBER, "Nog niet verzonden")
    casework.add_rol(laptop.ws, NUMBER, roltype(laptop, NUMBER, "belanghebbende"), "p-jansen")
    world.remove(world.zaak(NUMBER)["uuid"])
    writes = world.registry.writes
    laptop.sync()
    laptop.ws.clock.wait(0.7)
    laptop.sync()
    assert world.registry.writes == writes, "nothing is sent to what is gone"
    assert open_reasons(laptop.ws) == [("question", Reason.DELETED_THERE.value)]
    deciding.resolve(laptop.ws, reading.open_items(laptop.ws)[0].n, keep)
    quiet(laptop)
    found = [one for one in world.all("zaken") if one["identificatie"] == NUMBER]
    assert len(found) == (1 if keep == "mine" else 0)
    if keep == "mine":
        texts = [one["tekst"] for one in world.all("zaaknotities", found[0]["uuid"])]
        assert texts == ["Nog niet verzonden"]
        assert len(world.all("rollen", found[0]["uuid"])) == 1


@pytest.mark.parametrize("keep", ["mine", "theirs"])
def test_i14_what_i_changed_in_a_part_of_it_is_made_anew_with_the_zaak(
    world: World, keep: Any
) -> None:
    laptop = world.laptop()
    casework.add_rol(laptop.ws, NUMBER, roltype(laptop, NUMBER, "belanghebbende"), "p-jansen")
    quiet(laptop)
    with laptop.ws.replica.read() as reader:
        rol = next(one.local_id for one in reader.records.of_kind(Kind.ROL) if one.edit_seq)
    who = betrokkenen.betrokkene("medewerker", "p-bakker")
    betrokkenen.replace_betrokkene(laptop.ws, rol, who)
    world.remove(world.zaak(NUMBER)["uuid"])
    laptop.sync()
    laptop.ws.clock.wait(0.7)
    laptop.sync()
    deciding.resolve(laptop.ws, reading.open_items(laptop.ws)[0].n, keep)
    quiet(laptop)
    found = [one for one in world.all("zaken") if one["identificatie"] == NUMBER]
    rollen = [one for zaak in found for one in world.all("rollen", zaak["uuid"])]
    shown = [one["betrokkeneIdentificatie"]["identificatie"] for one in rollen]
    assert shown == (["p-bakker"] if keep == "mine" else [])


def test_i17_a_zaak_of_mine_without_its_rol_yet_stays(world: World) -> None:
    laptop = world.laptop()
    number = laptop.intake()
    world.faults.strike("5xx", methods=POST, path_contains="rollen", times=None)
    laptop.sync(timeout_s=2)
    laptop.ws.clock.wait(0.7)
    laptop.sync(timeout_s=2)
    with laptop.ws.replica.read() as reader:
        assert reader.records.resolve(number).state is RecordState.LIVE
    world.faults.clear()
    quiet(laptop)
    assert len(world.all("rollen", world.zaak(number)["uuid"])) == 1


@pytest.mark.parametrize("lost", [0, 1], ids=["e08 at the first attempt", "e09 after a lost one"])
def test_e08_e09_a_number_that_nobody_sees(
    world: World, monkeypatch: pytest.MonkeyPatch, lost: int
) -> None:
    laptop = world.laptop()
    made = casework.create_zaak(laptop.ws, zaaktype="WMO-HUISBEZOEK", omschrijving="Traplift")
    number = made.identificatie
    hidden = {**world.zaak(NUMBER), "identificatie": number, "kenmerken": []}
    hidden |= {"uuid": "0" * 32, "url": f"/zaken/api/v1/zaken/{'0' * 32}"}
    with laptop.ws.replica.read() as reader:
        hidden["bronorganisatie"] = (reader.records.resolve(number).local or {})["bronorganisatie"]
    seen = probe.candidates

    def nothing(desk: Any, record: Any, records: Any) -> list[Any]:
        return [] if record.kind is Kind.ZAAK else seen(desk, record, records)

    monkeypatch.setattr(probe, "candidates", nothing)
    world.faults.strike("reset", methods=POST, path_contains="/zaken/api/v1/zaken", times=lost)
    with world.registry.state.transaction():
        world.registry.state.put("zaken", "0" * 32, hidden)
    laptop.sync(pull=False)
    laptop.sync(pull=False)
    now = reading.case(laptop.ws, made.id).row.identificatie
    reasons = [reason for _, reason in open_reasons(laptop.ws)]
    expected = Reason.EXISTS_UNREADABLE if lost else Reason.NUMBER_CHANGED
    assert expected.value in reasons
    assert (now == number) is bool(lost)


def test_e22_a_resultaat_of_the_same_type_that_a_colleague_made_is_the_same(world: World) -> None:
    laptop = world.laptop()
    first = casework.choices(laptop.ws, NUMBER, "resultaattype")[0]
    casework.set_resultaat(laptop.ws, NUMBER, first.ref)
    wire = first.ref.replace("zgw://catalogi", "/catalogi/api/v1")
    world.add(NUMBER, "resultaten", {"resultaattype": wire, "toelichting": ""})
    quiet(laptop)
    assert len(there(world, "resultaten")) == 1


@pytest.mark.parametrize("fault", ["502", "reset", "cut", "429"])
def test_e31_to_e34_whatever_becomes_of_a_request_the_rol_is_there_once(
    world: World, fault: str
) -> None:
    laptop = world.laptop()
    before = len(there(world, "rollen"))
    casework.add_rol(laptop.ws, NUMBER, roltype(laptop, NUMBER, "belanghebbende"), "p-jansen")
    name = "5xx" if fault == "502" else fault
    world.faults.strike(name, methods=POST, path_contains="rollen")
    world.faults.strike(name, methods=frozenset({"GET"}), path_contains="rollen", times=2)
    quiet(laptop, 6)
    assert len(there(world, "rollen")) == before + 1


def test_h20_the_call_that_rebuilds_rollen_is_never_made() -> None:
    sources = (Path(probe.__file__).parents[1] / name for name in ("sync", "zgw", "operations"))
    texts = [path.read_text("utf-8") for folder in sources for path in folder.glob("*.py")]
    assert not [one for one in texts if "zaak_bijwerken" in one]
