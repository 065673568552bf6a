"""Cases H, K and E: rollen, objects, contacts, notes, resultaten and besluiten, both ways."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from desktop.domain.errors import BadInput
from desktop.domain.kinds import Kind
from desktop.domain.reasons import Reason
from desktop.domain.records import Entry, Outcome
from desktop.operations.choices import deciding, keeping
from desktop.operations.documenten import documents
from desktop.operations.documenten.documents import Pasted
from desktop.operations.overview import reading
from desktop.operations.zaken import besluiten, betrokkenen, casework, parts
from desktop.practice.answering.manners import Manners

from tests.world.laptops import Laptop, World, open_reasons
from tests.world.test_taking_away import NUMBER, POST, part, there

SORTS = [
    ("medewerker", "j-vandermeulen", "betrokkeneIdentificatie.identificatie"),
    ("organisatorische_eenheid", "team-wmo", "betrokkeneIdentificatie.identificatie"),
    ("natuurlijk_persoon", "999990007", "betrokkeneIdentificatie.inpBsn"),
    ("natuurlijk_persoon", "De Boer", "betrokkeneIdentificatie.geslachtsnaam"),
    ("niet_natuurlijk_persoon", "123456782", "betrokkeneIdentificatie.innNnpId"),
    ("niet_natuurlijk_persoon", "Zorg BV", "betrokkeneIdentificatie.statutaireNaam"),
    ("vestiging", "000012345678", "betrokkeneIdentificatie.vestigingsNummer"),
]


def roltype(laptop: Laptop, number: str, generic: str) -> str:
    kinds = casework.choices(laptop.ws, number, "roltype")
    return next(one.ref for one in kinds if one.extra["omschrijvingGeneriek"] == generic)


def quiet(laptop: Laptop, rounds: int = 4) -> None:
    report = laptop.sync_until_quiet(rounds)
    found = (report.waiting, report.conflicts, report.rejected)
    with laptop.ws.replica.read() as reader:
        items = [(one.reason, one.detail) for one in reader.journal.items()]
    assert found == (0, 0, 0), (items, reading.outbox(laptop.ws))


@pytest.mark.parametrize(("sort", "value", "member"), SORTS)
def test_every_sort_of_betrokkene_arrives(world: World, sort: str, value: str, member: str) -> None:
    laptop = world.laptop()
    who = betrokkenen.betrokkene(sort, value)
    casework.add_rol(laptop.ws, NUMBER, roltype(laptop, NUMBER, "belanghebbende"), who, "Helpt mee")
    quiet(laptop)
    newest = there(world, "rollen")[-1]
    assert (newest["betrokkeneType"], newest["roltoelichting"]) == (sort, "Helpt mee")
    assert newest["betrokkeneIdentificatie"][member.split(".")[1]] == value


@pytest.mark.parametrize(
    ("sort", "value"),
    [("natuurlijk_persoon", "999990008"), ("niet_natuurlijk_persoon", "123456783"), ("baas", "x")],
)
def test_a_betrokkene_that_cannot_be_is_refused_at_once(sort: str, value: str) -> None:
    with pytest.raises(BadInput):
        betrokkenen.betrokkene(sort, value)


def replaced(
    world: World, laptop: Laptop, generic: str, who: str, sort: str = "medewerker"
) -> tuple[list[Any], list[Any]]:
    before = there(world, "rollen")
    name = next(one for one in before if one["omschrijvingGeneriek"] == generic)
    mine = part(laptop, NUMBER, Kind.ROL, uuid=name["uuid"])
    betrokkenen.replace_betrokkene(laptop.ws, mine, betrokkenen.betrokkene(sort, who))
    return before, [name["uuid"], mine]


def test_h09_a_betrokkene_is_replaced_with_put_where_that_is_offered(world: World) -> None:
    laptop = world.laptop()
    before, (uuid, _) = replaced(world, laptop, "initiator", "999990019", "natuurlijk_persoon")
    report = laptop.sync(pull=False)
    assert (report.waiting, report.pushed) == (0, 1)
    after = there(world, "rollen")
    assert [one["uuid"] for one in after] == [one["uuid"] for one in before]
    changed = next(one for one in after if one["uuid"] == uuid)
    assert changed["betrokkeneIdentificatie"]["inpBsn"] == "999990019"
    old = next(one for one in before if one["uuid"] == uuid)
    assert changed["roltoelichting"] == old["roltoelichting"]


def test_another_sort_of_betrokkene_goes_as_a_group_although_put_is_offered(world: World) -> None:
    laptop = world.laptop()
    before, (uuid, _) = replaced(world, laptop, "initiator", "p-jansen")
    quiet(laptop)
    after = there(world, "rollen")
    assert len(after) == len(before)
    assert uuid not in [one["uuid"] for one in after]


@pytest.mark.parametrize("generic", ["initiator", "belanghebbende"])
@pytest.mark.parametrize("fault", ["", "reply-lost", "reset"])
def test_h10_without_put_the_rol_is_made_anew_and_the_old_one_removed(
    tmp_path: Path, generic: str, fault: str
) -> None:
    world = World(tmp_path, Manners.STRICT)
    laptop = world.laptop()
    if generic == "belanghebbende":
        who = betrokkenen.betrokkene("natuurlijk_persoon", "De Boer")
        casework.add_rol(laptop.ws, NUMBER, roltype(laptop, NUMBER, generic), who)
        quiet(laptop)
    before, (uuid, _) = replaced(world, laptop, generic, "p-jansen")
    if fault:
        world.faults.strike(fault, methods=frozenset({"POST", "DELETE"}), path_contains="rollen")
    quiet(laptop, 5)
    after = there(world, "rollen")
    assert len(after) == len(before)
    assert uuid not in [one["uuid"] for one in after]
    names = [(one["betrokkeneIdentificatie"] or {}).get("identificatie") for one in after]
    assert names.count("p-jansen") == 1
    world.close()


def test_h11_a_colleague_was_faster_with_the_initiator_and_nothing_is_lost(tmp_path: Path) -> None:
    world = World(tmp_path, Manners.STRICT)
    laptop = world.laptop()
    before, (uuid, _) = replaced(world, laptop, "initiator", "p-jansen")
    old = next(one for one in before if one["uuid"] == uuid)
    world.faults.strike("reset", methods=POST, path_contains="rollen")
    laptop.sync(pull=False, timeout_s=0.3)
    rol = {**old, "betrokkeneType": "medewerker"}
    rol["betrokkeneIdentificatie"] = {"identificatie": "collega"}
    for name in ("url", "uuid", "zaak"):
        del rol[name]
    world.add(NUMBER, "rollen", rol)
    report = laptop.sync_until_quiet(3)
    assert report.rejected == 1
    assert open_reasons(laptop.ws) == [("rejection", Reason.INITIATOR_EXISTS.value)]
    with laptop.ws.replica.read() as reader:
        item = reader.journal.items()[0]
    assert item.detail["old"]["roltoelichting"] == old["roltoelichting"]
    world.close()


def test_a_resultaat_of_another_type_replaces_the_one_that_is_there(world: World) -> None:
    laptop = world.laptop()
    first, second = casework.choices(laptop.ws, NUMBER, "resultaattype")[:2]
    casework.set_resultaat(laptop.ws, NUMBER, first.ref, "Eerste gedachte")
    quiet(laptop)
    casework.set_resultaat(laptop.ws, NUMBER, first.ref, "Andere woorden")
    quiet(laptop)
    assert [one["toelichting"] for one in there(world, "resultaten")] == ["Andere woorden"]
    casework.set_resultaat(laptop.ws, NUMBER, second.ref)
    world.faults.strike("reply-lost", methods=frozenset({"POST", "DELETE"}), times=2)
    quiet(laptop, 4)
    found = there(world, "resultaten")
    assert [one["toelichting"] for one in found] == ["Andere woorden"]
    assert found[0]["resultaattype"].endswith(second.ref.rsplit("/", 1)[-1])


def test_withdrawing_a_replacement_puts_the_old_resultaat_back(world: World) -> None:
    laptop = world.laptop()
    first, second = casework.choices(laptop.ws, NUMBER, "resultaattype")[:2]
    casework.set_resultaat(laptop.ws, NUMBER, first.ref, "Blijft")
    quiet(laptop)
    casework.set_resultaat(laptop.ws, NUMBER, second.ref)
    world.faults.strike("5xx", methods=POST, path_contains="resultaten", times=None)
    laptop.sync(pull=False, timeout_s=0.4)
    assert there(world, "resultaten") == []
    world.faults.clear()
    new = part(laptop, NUMBER, Kind.RESULTAAT)
    with laptop.ws.replica.write() as writer:
        for entry in writer.journal.entries_of(new):  # certainly never arrived
            writer.journal.update(_absent(entry))
    deciding.withdraw(laptop.ws, new)
    quiet(laptop, 4)
    found = there(world, "resultaten")
    assert [one["resultaattype"].rsplit("/", 1)[-1] for one in found] == [
        first.ref.rsplit("/", 1)[-1]
    ]


def _absent(entry: Entry) -> Entry:
    return replace(entry, outcome=Outcome.ABSENT)


def test_h17_a_zaakobject_that_is_there_already_is_not_made_twice(world: World) -> None:
    laptop = world.laptop()
    address = parts.address(straat="Dorpsweg", huisnummer=3, plaats="Noorderzoom")
    parts.add_object(laptop.ws, NUMBER, address, "Werkadres")
    world.faults.strike("reply-lost", methods=POST, path_contains="zaakobjecten")
    quiet(laptop, 4)
    found = [
        one for one in there(world, "zaakobjecten") if one["relatieomschrijving"] == "Werkadres"
    ]
    assert [one["objectIdentificatie"]["huisnummer"] for one in found] == [3]
    mine = part(laptop, NUMBER, Kind.ZAAKOBJECT, relatieomschrijving="Werkadres")
    parts.edit_object(laptop.ws, mine, "Oud werkadres")
    quiet(laptop)
    assert "Oud werkadres" in [one["relatieomschrijving"] for one in there(world, "zaakobjecten")]


def test_other_objects_and_objects_elsewhere_arrive(world: World) -> None:
    laptop = world.laptop()
    parts.add_object(laptop.ws, NUMBER, parts.other_object("Traplift", {"merk": "Omhoog"}))
    url = "https://basisregistratie.example/panden/1"
    parts.add_object(laptop.ws, NUMBER, parts.linked_object(url, "pand"))
    quiet(laptop)
    found = there(world, "zaakobjecten")
    assert url in [one["object"] for one in found]
    assert {"merk": "Omhoog"} in [
        (one["objectIdentificatie"] or {}).get("overigeData") for one in found
    ]


def test_e18_a_klantcontact_with_a_lost_answer_is_there_once(world: World) -> None:
    laptop = world.laptop()
    before = len(there(world, "klantcontacten"))
    parts.add_contact(laptop.ws, NUMBER, "Teruggebeld", "Komt dinsdag", "telefoon")
    world.faults.strike("reply-lost", methods=POST, path_contains="klantcontacten")
    quiet(laptop)
    found = there(world, "klantcontacten")
    assert len(found) == before + 1
    assert len(found[-1]["identificatie"]) == 14
    assert "Teruggebeld" in [one.title for one in reading.case(laptop.ws, NUMBER).timeline]


def concept(laptop: Laptop) -> Any:
    made = casework.add_notitie(laptop.ws, NUMBER, "Eerste versie", concept=True)
    quiet(laptop)
    return made.id


def test_a_note_is_changed_while_it_is_a_concept_and_then_made_final(world: World) -> None:
    laptop = world.laptop()
    note = concept(laptop)
    parts.edit_notitie(laptop.ws, note, tekst="Tweede versie")
    parts.edit_notitie(laptop.ws, note, definitief=True)
    quiet(laptop)
    found = there(world, "zaaknotities")[-1]
    assert (found["tekst"], found["status"]) == ("Tweede versie", "definitief")
    laptop.ws.clock.wait(0.7)
    quiet(laptop)
    with pytest.raises(BadInput):
        parts.edit_notitie(laptop.ws, note, tekst="Te laat")


@pytest.mark.parametrize("keep", ["mine", "theirs"])
def test_h18_a_note_made_final_by_a_colleague_while_i_edit_it_asks(world: World, keep: Any) -> None:
    laptop = world.laptop()
    note = concept(laptop)
    parts.edit_notitie(laptop.ws, note, tekst="Van mij")
    body = there(world, "zaaknotities")[-1]
    with world.registry.state.transaction():
        world.registry.state.change(body["uuid"], {**body, "status": "definitief"})
    report = laptop.sync_until_quiet(2)
    assert (report.conflicts, report.rejected) == (1, 0)
    assert open_reasons(laptop.ws) == [("question", Reason.NOTE_FINAL.value)]
    deciding.resolve(laptop.ws, reading.open_items(laptop.ws)[0].n, keep)
    quiet(laptop)
    texts = [one["tekst"] for one in there(world, "zaaknotities")]
    assert "Eerste versie" in texts
    assert ("Van mij" in texts) is (keep == "mine")


def second_initiator(laptop: Laptop, number: str, who: str) -> Any:
    """Hang a second initiator on a zaak, as happens when two people do it offline."""
    kind = roltype(laptop, number, "initiator")
    return casework.add_rol(laptop.ws, number, kind, betrokkenen.betrokkene("medewerker", who)).id


@pytest.mark.parametrize("choice", ["mine", "theirs", "note", "export"])
def test_h19_a_second_initiator_is_refused_and_each_way_on_works(
    world: World, tmp_path: Path, choice: Any
) -> None:
    here, other = world.laptop("een"), world.laptop("twee")
    number = here.intake()
    quiet(here)
    other.sync()
    second_initiator(other, number, "collega")
    quiet(other)
    mine = second_initiator(here, number, "p-jansen")
    assert here.sync(pull=False).rejected == 1
    here.sync()
    item = reading.open_items(here.ws)[0]
    assert set(item.ways) == {"mine", "retry", "withdraw", "note", "export"}
    if choice == "note":
        keeping.as_note(here.ws, mine)
    elif choice == "export":
        keeping.as_file(here.ws, mine, tmp_path / "rol.txt")
        assert "p-jansen" in (tmp_path / "rol.txt").read_text("utf-8")
        deciding.withdraw(here.ws, mine)
    else:
        deciding.resolve(here.ws, item.n, choice)
    quiet(here)
    found = [
        one for one in there(world, "rollen", number) if one["omschrijvingGeneriek"] == "initiator"
    ]
    who = [one["betrokkeneIdentificatie"]["identificatie"] for one in found]
    assert who == ["p-jansen" if choice == "mine" else "collega"]
    texts = [one["tekst"] for one in there(world, "zaaknotities", number)]
    assert any("p-jansen" in one for one in texts) is (choice == "note")


AANVRAAG = "WMO-AANVRAAG"


def decided(laptop: Laptop, **more: Any) -> str:
    number = casework.create_zaak(laptop.ws, zaaktype=AANVRAAG, omschrijving="Lift").identificatie
    besluiten.add_besluit(laptop.ws, number, "Toekenning", "Veilig thuis wonen", **more)
    return number


def test_k01_a_besluit_goes_before_the_resultaat_with_dates_from_its_type(world: World) -> None:
    laptop = world.laptop()
    number = decided(laptop)
    casework.set_resultaat(laptop.ws, number, "Toegekend")
    quiet(laptop)
    besluit = world.all("besluiten", world.zaak(number)["uuid"])[0]
    assert besluit["toelichting"] == "Veilig thuis wonen"
    assert besluit["uiterlijkeReactiedatum"] > besluit["datum"] == besluit["ingangsdatum"]
    with laptop.ws.replica.read() as reader:
        paths = [one.target for one in reversed(reader.journal.recent_entries(8))]
    assert paths.index("zgw://besluiten/besluiten") < paths.index("zgw://zaken/resultaten")


def test_k02_a_besluit_that_does_not_fit_the_zaaktype_is_refused_at_once(world: World) -> None:
    laptop = world.laptop()
    with pytest.raises(BadInput):
        besluiten.add_besluit(laptop.ws, NUMBER, "Toekenning", "Mag hier niet")


def test_k04_a_besluit_on_a_zaak_closed_meanwhile_stays_visible(world: World) -> None:
    laptop = world.laptop()
    number = casework.create_zaak(laptop.ws, zaaktype=AANVRAAG, omschrijving="Lift").identificatie
    quiet(laptop)
    world.edit(number, einddatum="2026-11-20")
    besluiten.add_besluit(laptop.ws, number, "Toekenning", "Te laat")
    assert laptop.sync_until_quiet(2).rejected == 1
    assert open_reasons(laptop.ws)[0] == ("rejection", Reason.CLOSED.value)
    assert [one["toelichting"] for one in reading.case(laptop.ws, number).besluiten] == ["Te laat"]


def test_k05_both_changed_the_dates_of_a_besluit_and_a_person_decides(world: World) -> None:
    laptop = world.laptop()
    number = decided(laptop)
    quiet(laptop)
    body = world.all("besluiten", world.zaak(number)["uuid"])[0]
    mine = part(laptop, number, Kind.BESLUIT)
    besluiten.edit_besluit(laptop.ws, mine, {"vervaldatum": "2027-05-01"})
    with world.registry.state.transaction():
        uuid = body["url"].rsplit("/", 1)[-1]
        theirs = {**body, "vervaldatum": "2027-09-01", "vervalreden": "tijdelijk"}
        world.registry.state.change(uuid, theirs)
    assert laptop.sync_until_quiet(2).conflicts == 1
    item = reading.open_items(laptop.ws)[0]
    assert (item.field, item.mine["vervaldatum"]) == ("dates", "2027-05-01")


@pytest.mark.parametrize("fault", ["", "reply-lost"])
def test_k06_a_besluit_document_waits_for_its_content_and_is_linked_once(
    world: World, fault: str
) -> None:
    laptop = world.laptop()
    number = casework.create_zaak(laptop.ws, zaaktype=AANVRAAG, omschrijving="Lift").identificatie
    paper = documents.attach(
        laptop.ws, number, Pasted("beschikking.pdf", b"%PDF-1.4 toegekend"), soort="Beschikking"
    )
    besluiten.add_besluit(laptop.ws, number, "Toekenning", "Zie brief", documents=[paper.id])
    if fault:
        world.faults.strike(fault, path_contains="besluit", times=2)
    quiet(laptop, 4)
    links = world.all("besluitinformatieobjecten")
    assert len(links) == 1
    assert links[0]["informatieobject"] == world.all("enkelvoudiginformatieobjecten")[-1]["url"]


def test_g23_gebruiksrechten_of_a_colleagues_document_let_the_zaak_be_closed(world: World) -> None:
    laptop = world.laptop()
    number = laptop.intake()
    paper = documents.attach(laptop.ws, number, Pasted("brief.txt", b"van een collega"))
    quiet(laptop)
    body = next(
        one for one in world.all("enkelvoudiginformatieobjecten")
        if one["identificatie"] == paper.identificatie
    )  # fmt: skip
    with world.registry.state.transaction():
        unset = {**body, "indicatieGebruiksrecht": None}
        world.registry.state.change(body["url"].rsplit("/", 1)[-1], unset)
    world.edit(number, toelichting="Gewijzigd")  # so that the zaak is read again
    laptop.ws.clock.wait(0.7)
    quiet(laptop)
    casework.set_resultaat(
        laptop.ws, number, casework.choices(laptop.ws, number, "resultaattype")[0].ref
    )
    with pytest.raises(BadInput):
        casework.set_status(laptop.ws, number, "Afgerond")
    parts.set_gebruiksrechten(laptop.ws, paper.id, "Alleen binnen de gemeente")
    casework.set_status(laptop.ws, number, "Afgerond")
    quiet(laptop)
    assert len(world.all("gebruiksrechten")) == 1
    assert world.zaak(number)["einddatum"] is not None
