"""How many requests each kind of work costs: counts are not noisy, so they are asserted exactly."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from desktop.domain.kinds import Kind
from desktop.operations.documenten import documents
from desktop.operations.documenten.documents import Pasted
from desktop.operations.zaken import betrokkenen, casework, parts, withdrawing

from tests.world.laptops import Laptop, World
from tests.world.test_parts import roltype
from tests.world.test_taking_away import NUMBER, part

Work = Callable[[Laptop], object]


def _rol(laptop: Laptop) -> object:
    kind = roltype(laptop, NUMBER, "belanghebbende")
    return casework.add_rol(laptop.ws, NUMBER, kind, "p-jansen")


def _replace(laptop: Laptop) -> object:
    mine = part(laptop, NUMBER, Kind.ROL, omschrijvingGeneriek="initiator")
    who = betrokkenen.betrokkene("natuurlijk_persoon", "999990019")
    return betrokkenen.replace_betrokkene(laptop.ws, mine, who)


def _eigenschap(laptop: Laptop) -> object:
    mine = part(laptop, NUMBER, Kind.ZAAKEIGENSCHAP, naam="Spoed")
    with laptop.ws.replica.read() as reader:
        value = (reader.records.get(mine).local or {})["waarde"]
    return casework.set_eigenschap(laptop.ws, NUMBER, "Spoed", "ja" if value == "nee" else "nee")


def _resultaat(laptop: Laptop) -> object:
    first = casework.choices(laptop.ws, NUMBER, "resultaattype")[0]
    return casework.set_resultaat(laptop.ws, NUMBER, first.ref)


WORK: dict[str, tuple[Work, int]] = {
    "nothing": (lambda laptop: None, 0),
    "one field": (lambda one: casework.edit_zaak(one.ws, NUMBER, {"omschrijving": "Anders"}), 3),
    "three fields": (
        lambda one: casework.edit_zaak(
            one.ws, NUMBER, {"omschrijving": "A", "toelichting": "B", "startdatum": "2026-11-08"}
        ),
        3,
    ),
    "a status": (lambda one: casework.set_status(one.ws, NUMBER, "Huisbezoek uitgevoerd"), 5),
    "a rol": (_rol, 4),
    "another betrokkene": (_replace, 4),
    "an eigenschap": (_eigenschap, 4),
    "a resultaat": (_resultaat, 4),
    "an object": (
        lambda one: parts.add_object(
            one.ws, NUMBER, parts.address(straat="Dorpsweg", huisnummer=3, plaats="Noorderzoom")
        ),
        4,
    ),
    "a contact": (lambda one: parts.add_contact(one.ws, NUMBER, "Teruggebeld"), 3),
    "a note": (lambda one: casework.add_notitie(one.ws, NUMBER, "Bel achterom"), 4),
    "a removal": (
        lambda one: withdrawing.remove_part(one.ws, part(one, NUMBER, Kind.ZAAKOBJECT)), 4,
    ),
    "a photograph": (
        lambda one: documents.attach(one.ws, NUMBER, Pasted("foto.jpg", b"een foto")), 6,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", list(WORK))
def test_each_kind_of_work_costs_what_it_should(world: World, name: str) -> None:
    work, expected = WORK[name]
    laptop = world.laptop()
    work(laptop)
    report = laptop.sync(pull=False)
    assert (report.waiting, report.conflicts, report.rejected) == (0, 0, 0)
    assert report.requests == expected
