"""Cases R03, R05 and R06: two registries in one profile know nothing of each other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from desktop.domain.errors import BadInput
from desktop.domain.kinds import Kind
from desktop.operations import registries
from desktop.operations.overview import reading
from desktop.operations.zaken import casework, relations
from desktop.practice.answering.manners import Manners

from tests.world.laptops import LIMIT_S, Laptop, World
from tests.world.papers import Requests
from tests.world.test_pulling import NUMBER


@pytest.fixture
def other(tmp_path: Path) -> Iterator[World]:
    found = World(tmp_path / "ander", Manners.STRICT)
    yield found
    found.close()


def with_both(world: World, other: World) -> Laptop:
    """Give a laptop that knows both registries, which hold the same sample zaken."""
    laptop = world.laptop()
    document = {**other.door.description, "user_id": "m-yilmaz", "request_limit_s": LIMIT_S}
    registries.add(laptop.ws, "tweede", document)
    assert laptop.sync().registries == {"oefenen": "ok", "tweede": "ok"}
    return laptop


def ids(laptop: Laptop, number: str = NUMBER) -> dict[str, str]:
    """Give the local id of a zaak by registry."""
    with laptop.ws.replica.read() as reader:
        found = reader.records.of_kind(Kind.ZAAK)
    return {
        one.registry: one.local_id
        for one in found
        if (one.local or {}).get("identificatie") == number
    }


def test_r06_the_same_zaak_in_two_registries_is_two_zaken(world: World, other: World) -> None:
    laptop = with_both(world, other)
    assert world.zaak(NUMBER)["uuid"] == other.zaak(NUMBER)["uuid"]
    found = ids(laptop)
    assert len(set(found.values())) == len(found) == 2
    before = other.zaak(NUMBER)["omschrijving"]
    casework.edit_zaak(laptop.ws, found["oefenen"], {"omschrijving": "Alleen hier"})
    assert laptop.sync_until_quiet(2).waiting == 0
    assert world.zaak(NUMBER)["omschrijving"] == "Alleen hier"
    assert other.zaak(NUMBER)["omschrijving"] == before
    assert reading.case(laptop.ws, found["tweede"]).row.omschrijving == before


def test_r03_zaken_of_two_registries_are_not_related_and_nothing_is_sent(
    world: World, other: World
) -> None:
    laptop = with_both(world, other)
    found = ids(laptop)
    with pytest.raises(BadInput) as caught:
        relations.relate(laptop.ws, found["oefenen"], found["tweede"])
    assert caught.value.key == "relation-registry"
    with pytest.raises(BadInput):
        relations.set_hoofdzaak(laptop.ws, found["oefenen"], found["tweede"])
    assert laptop.status().waiting == 0


def test_r05_a_url_of_one_registry_in_data_of_another_is_not_followed(
    world: World, other: World
) -> None:
    laptop = world.laptop()
    elsewhere = f"http://127.0.0.1:{other.door.port}{other.zaak(NUMBER)['url']}"
    requests = Requests(other)
    world.edit(NUMBER, hoofdzaak=elsewhere, status=elsewhere, deelzaken=[elsewhere])
    related = [{"url": elsewhere, "aardRelatie": "onderwerp"}]
    world.edit(NUMBER, relevanteAndereZaken=related)
    casework.add_notitie(laptop.ws, NUMBER, "Er moet iets gelezen en verzonden worden")
    laptop.sync_until_quiet(2)
    assert requests.seen == []
    body = reading.case(laptop.ws, NUMBER).body
    assert body["relevanteAndereZaken"] == related, "it is kept as it came"


def test_r05_what_was_made_for_one_registry_is_never_sent_to_another(
    world: World, other: World
) -> None:
    laptop = with_both(world, other)
    casework.edit_zaak(laptop.ws, ids(laptop)["tweede"], {"omschrijving": "Voor de tweede"})
    made = casework.create_zaak(
        laptop.ws, zaaktype="WMO-HUISBEZOEK", omschrijving="Nieuw daar", registry="tweede"
    )
    with laptop.ws.replica.read() as reader:
        assert reader.records.with_work("oefenen") == []
    assert laptop.sync_until_quiet(4).waiting == 0
    assert made.identificatie not in [one["identificatie"] for one in world.all("zaken")]
    assert other.zaak(made.identificatie)["omschrijving"] == "Nieuw daar"
    assert world.zaak(NUMBER)["omschrijving"] != "Voor de tweede"
    with laptop.ws.replica.read() as reader:
        sent = {one.registry for one in reader.journal.recent_entries(50)}
    assert sent == {"tweede"}
