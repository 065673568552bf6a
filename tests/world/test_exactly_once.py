"""What a person did is at the registry exactly once, whatever the network does."""

from __future__ import annotations

from pathlib import Path

import pytest
from desktop.domain.kinds import Kind
from desktop.domain.readings import WorklistQuery
from desktop.operations.documenten import documents
from desktop.operations.documenten.documents import Pasted
from desktop.operations.objecten import agreements
from desktop.operations.overview import reading
from desktop.operations.zaken import casework
from desktop.practice.answering.manners import Manners
from desktop.practice.weather.faults import WRITES

from tests.world.laptops import Laptop, World

CONTENT = bytes(range(256)) * 3000  # eight parts at this registry
SMALL = b"een kleine foto"


def work(laptop: Laptop) -> str:
    number = laptop.intake()
    documents.attach(laptop.ws, number, Pasted("groot.bin", CONTENT))
    documents.attach(laptop.ws, number, Pasted("klein.jpg", SMALL))
    agreements.ask_afspraak(laptop.ws, wat="Belt terug", met="j-vandermeulen", zaak=number)
    return number


def everything_once(world: World, number: str, *, notes: int = 1) -> None:
    zaak = world.zaak(number)
    uuid = zaak["uuid"]
    assert zaak["toelichting"] == "Eerste regel"
    assert len(world.all("rollen", uuid)) == 1
    assert len(world.all("statussen", uuid)) == 2
    assert len(world.all("zaakeigenschappen", uuid)) == 1
    assert len(world.all("zaaknotities", uuid)) == notes
    assert sorted(world.content(number)) == sorted([CONTENT, SMALL])
    titles = [one["titel"] for one in world.all("enkelvoudiginformatieobjecten")]
    assert (titles.count("groot"), titles.count("klein")) == (1, 1)
    asked = [
        one
        for one in world.all("objects")
        if (one["record"]["data"].get("zaak") or {}).get("identificatie") == number
    ]
    assert len(asked) == 1


@pytest.mark.parametrize("manners", list(Manners))
def test_a_whole_offline_intake_arrives_once(tmp_path: Path, manners: Manners) -> None:
    world = World(tmp_path, manners)
    laptop = world.laptop()
    world.unplug()
    number = work(laptop)
    before = laptop.status().waiting
    assert laptop.sync().registries == {"oefenen": "offline"}
    assert laptop.status().waiting == before
    world.plug()
    report = laptop.sync_until_quiet(2)
    strict = manners is Manners.STRICT
    assert report.waiting == (1 if strict else 0), reading.outbox(laptop.ws)  # notes: an extension
    everything_once(world, number, notes=0 if strict else 1)
    writes = world.registry.writes
    laptop.sync()
    assert world.registry.writes == writes, "a second sync writes nothing"
    world.close()


def test_a_lost_reply_after_every_write_ends_the_same(world: World) -> None:
    laptop = world.laptop()
    number = work(laptop)
    world.faults.strike("reply-lost", times=None)
    laptop.sync_until_quiet(6)
    world.faults.clear()
    report = laptop.sync_until_quiet()
    assert (report.waiting, report.conflicts, report.rejected) == (0, 0, 0)
    everything_once(world, number)
    assert world.faults.struck["reply-lost"] >= 10


@pytest.mark.parametrize("kind", ["reset", "cut", "5xx", "429", "slow"])
def test_each_fault_at_a_third_of_the_requests_ends_the_same(world: World, kind: str) -> None:
    laptop = world.laptop()
    number = work(laptop)
    for method in sorted(WRITES | {"GET"}):
        world.faults.strike(kind, methods=frozenset({method}), times=3)
    laptop.sync_until_quiet(8)
    world.faults.clear()
    report = laptop.sync_until_quiet()
    assert (report.waiting, report.conflicts, report.rejected) == (0, 0, 0)
    everything_once(world, number)


def test_an_upload_resumes_at_the_first_part_that_is_not_confirmed(world: World) -> None:
    laptop = world.laptop()
    made = casework.create_zaak(laptop.ws, zaaktype="WMO-HUISBEZOEK", omschrijving="Film")
    documents.attach(laptop.ws, made.identificatie, Pasted("film.mp4", CONTENT))
    world.faults.strike("reset", methods=frozenset({"PUT"}), path_contains="delen", times=None)
    laptop.sync()
    world.faults.clear()
    sent_before = len(CONTENT)
    report = laptop.sync_until_quiet()
    assert report.waiting == 0
    assert report.bytes_out < sent_before + 200_000
    assert world.content(made.identificatie) == [CONTENT]


def test_one_field_edited_takes_four_requests_at_most(world: World) -> None:
    laptop = world.laptop()
    casework.edit_zaak(laptop.ws, "ZAAK-2026-0000000127", {"omschrijving": "Anders"})
    report = laptop.sync(pull=False)
    assert report.requests <= 4
    assert world.zaak("ZAAK-2026-0000000127")["omschrijving"] == "Anders"


def test_a_second_profile_sees_the_work_after_its_own_sync(world: World) -> None:
    laptop = world.laptop()
    number = laptop.intake()
    laptop.sync_until_quiet()
    other = world.laptop("twee")
    assert number in [one.get("identificatie") for one in other.records(Kind.ZAAK)]


def test_no_text_of_any_case_can_be_read_in_the_profile(world: World) -> None:
    laptop = world.laptop()
    number = laptop.intake("Geheime omschrijving")
    documents.attach(laptop.ws, number, Pasted("brief.txt", b"Geheime inhoud " * 100))
    for text in ("Geheime", "mevrouw De Boer", number, "Bel achterom"):
        assert laptop.has_text(text) == []


def test_a_document_and_its_link_are_one_line_for_a_person(world: World) -> None:
    laptop = world.laptop()
    number = laptop.intake()
    before = len(reading.outbox(laptop.ws))
    made = documents.attach(laptop.ws, number, Pasted("foto.jpg", SMALL))
    rows = reading.outbox(laptop.ws)
    assert [one.what for one in rows[before:]] == ["Document: foto"]
    row = next(one for one in reading.worklist_rows(laptop.ws, _all(laptop)) if one.unsent)
    assert laptop.status().waiting == row.unsent == before + 1
    world.faults.strike("5xx", path_contains="zaakinformatieobjecten", times=None)
    laptop.sync()
    assert [one.what for one in reading.outbox(laptop.ws)] == ["Document in de zaak: foto"]
    world.faults.clear()
    assert laptop.sync_until_quiet().waiting == 0
    assert made.id in [one.local_id for one in reading.list_documents(laptop.ws, number)]


def _all(laptop: Laptop) -> list[int]:
    return reading.worklist_ids(laptop.ws, WorklistQuery())
