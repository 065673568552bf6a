"""Everything a person does to the parts of a zaak ends the same, whatever the network does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from desktop.domain.kinds import Kind
from desktop.operations.documenten import documents
from desktop.operations.documenten.documents import Pasted
from desktop.operations.zaken import besluiten, betrokkenen, casework, parts, withdrawing
from desktop.practice.answering.manners import Manners
from desktop.practice.weather.faults import WRITES

from tests.world.laptops import Laptop, World
from tests.world.test_parts import quiet, roltype
from tests.world.test_taking_away import part


def settled(world: World, laptop: Laptop) -> str:
    """Make a zaak with one of everything at the registry; gives its number."""
    ws = laptop.ws
    number = casework.create_zaak(ws, zaaktype="WMO-AANVRAAG", omschrijving="Lift").identificatie
    who = betrokkenen.betrokkene("natuurlijk_persoon", "De Boer")
    casework.add_rol(ws, number, roltype(laptop, number, "initiator"), who)
    casework.set_resultaat(ws, number, "Toegekend", "Eerste gedachte")
    address = parts.address(straat="Dorpsweg", huisnummer=3, plaats="Noorderzoom")
    parts.add_object(ws, number, address, "Oud adres")
    documents.attach(ws, number, Pasted("brief.pdf", b"%PDF-1.4"), soort="Beschikking")
    quiet(laptop)
    return number


def work(laptop: Laptop, number: str) -> None:
    ws = laptop.ws
    initiator = part(laptop, number, Kind.ROL, omschrijvingGeneriek="initiator")
    betrokkenen.replace_betrokkene(ws, initiator, betrokkenen.betrokkene("medewerker", "p-jansen"))
    withdrawing.remove_part(ws, part(laptop, number, Kind.ZAAKOBJECT))
    casework.set_resultaat(ws, number, "Gedeeltelijk toegekend")
    parts.add_contact(ws, number, "Teruggebeld")
    brief = part(laptop, number, Kind.DOCUMENT, titel="brief")
    besluiten.add_besluit(ws, number, "Toekenning", "Veilig wonen", documents=[brief])


def once(world: World, number: str) -> None:
    """Check that each thing is at the registry exactly once."""
    uuid = world.zaak(number)["uuid"]
    kinds = {one["url"]: one["omschrijving"] for one in world.all("resultaattypen")}
    rollen = [
        one for one in world.all("rollen", uuid) if one["omschrijvingGeneriek"] == "initiator"
    ]
    found: dict[str, Any] = {
        "initiator": [one["betrokkeneIdentificatie"].get("identificatie") for one in rollen],
        "objects": len(world.all("zaakobjecten", uuid)),
        "resultaat": [
            (kinds[one["resultaattype"]], one["toelichting"])
            for one in world.all("resultaten", uuid)
        ],
        "contacts": [one["onderwerp"] for one in world.all("klantcontacten", uuid)],
        "besluiten": [one["toelichting"] for one in world.all("besluiten", uuid)],
        "papers": len(world.all("besluitinformatieobjecten")),
    }
    assert found == {
        "initiator": ["p-jansen"],
        "objects": 0,
        "resultaat": [("Gedeeltelijk toegekend", "Eerste gedachte")],
        "contacts": ["Teruggebeld"],
        "besluiten": ["Veilig wonen"],
        "papers": 1,
    }


@pytest.mark.parametrize(
    ("fault", "manners"),
    [
        ("reply-lost", Manners.STRICT),
        ("reset", Manners.STRICT),
        ("reply-lost", Manners.EXTENDED),
        ("5xx", Manners.EXTENDED),
        ("cut", Manners.EXTENDED),
        ("double", Manners.EXTENDED),
    ],
)
def test_the_parts_of_a_zaak_end_the_same(tmp_path: Path, fault: str, manners: Manners) -> None:
    world = World(tmp_path, manners)
    laptop = world.laptop()
    number = settled(world, laptop)
    work(laptop, number)
    methods = WRITES if fault == "double" else WRITES | {"GET"}
    for method in sorted(methods):
        world.faults.strike(fault, methods=frozenset({method}), times=3)
    for _ in range(4):
        laptop.sync()
    world.faults.clear()
    quiet(laptop, 8)
    once(world, number)
    writes = world.registry.writes
    laptop.sync()
    assert world.registry.writes == writes, "a second sync writes nothing"
    world.close()
