"""Cases G12, G25, G27, G30 and G31: closing that is refused, and what a closed zaak still takes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from desktop.domain.reasons import Reason
from desktop.operations.choices import deciding
from desktop.operations.overview import reading
from desktop.operations.zaken import casework, lifecycle
from desktop.practice.server import CLIENT_ID

from tests.world.laptops import open_reasons
from tests.world.overlaps import Overlaps
from tests.world.test_closing import ends, items, resultaat, settled
from tests.world.test_parts import roltype


@pytest.fixture
def world(tmp_path: Path) -> Iterator[Overlaps]:
    found = Overlaps(tmp_path, may_read_trail=False)
    yield found
    found.close()


def test_g12_an_open_conflict_in_one_zaak_does_not_delay_the_closing_of_another(
    world: Overlaps,
) -> None:
    laptop = world.laptop()
    held, other = settled(laptop), settled(laptop)
    casework.edit_zaak(laptop.ws, held, {"omschrijving": "Van mij"})
    world.edit(held, omschrijving="Van een collega")
    for number in (held, other):
        lifecycle.close(laptop.ws, number, resultaat(laptop, number))
    assert laptop.sync().conflicts == 1
    assert world.zaak(held)["einddatum"] is None
    assert world.zaak(other)["einddatum"] is not None


def test_g25_a_deelzaak_that_is_still_open_is_named_when_closing_is_refused(
    world: Overlaps,
) -> None:
    world.allow_deelzaken("WMO-HUISBEZOEK")
    laptop = world.laptop()
    main, part = settled(laptop), settled(laptop)
    lifecycle.close(laptop.ws, main, resultaat(laptop, main))
    world.saves(part, hoofdzaak=world.url(main))
    report = laptop.sync()
    assert (report.rejected, ends(world, main)) == (1, [])
    found = items(laptop, Reason.DEELZAKEN)
    assert [one.detail["names"] for one in found] == [[part]]
    assert part in reading.open_items(laptop.ws)[-1].sentence
    lifecycle.close(laptop.ws, part, resultaat(laptop, part))
    laptop.sync_until_quiet(2)
    deciding.resolve(laptop.ws, found[0].n, "mine")
    assert laptop.sync_until_quiet(2).waiting == 0
    assert world.zaak(main)["einddatum"] is not None


def test_g27_an_archive_date_that_cannot_be_derived_is_said_with_what_it_follows_from(
    world: Overlaps,
) -> None:
    derive_from(world, "Spoed")
    laptop = world.laptop()
    number = settled(laptop)
    lifecycle.close(laptop.ws, number, resultaat(laptop, number))
    report = laptop.sync()
    assert (report.rejected, ends(world, number)) == (1, [])
    assert [one.detail["names"] for one in items(laptop, Reason.ARCHIEF)] == [["Spoed"]]


def derive_from(world: Overlaps, eigenschap: str) -> None:
    """Let archive dates follow from an eigenschap that holds no date."""
    how = {"afleidingswijze": "eigenschap", "datumkenmerk": eigenschap}
    kinds = world.all("resultaattypen")
    with world.registry.state.transaction():
        for kind in kinds:
            old = kind["brondatumArchiefprocedure"] or {}
            changed = {"brondatumArchiefprocedure": {**old, **how}, "archiefactietermijn": "P5Y"}
            world.registry.state.change(kind["url"].rsplit("/", 1)[-1], {**kind, **changed})


def test_g30_an_archived_zaak_takes_nothing_more_and_all_of_it_is_kept(world: Overlaps) -> None:
    laptop = world.laptop()
    number = settled(laptop)
    casework.set_status(laptop.ws, number, "Huisbezoek uitgevoerd")
    casework.add_rol(laptop.ws, number, roltype(laptop, number, "belanghebbende"), "p-jansen")
    world.edit(number, archiefstatus="gearchiveerd")
    assert laptop.sync().rejected == 2
    assert open_reasons(laptop.ws) == [("rejection", Reason.ARCHIVED.value)] * 2
    names = {one.identificatie for one in reading.case(laptop.ws, number).rollen}
    assert "p-jansen" in names


def test_g31_the_first_status_needs_only_the_right_to_create(world: Overlaps) -> None:
    laptop = world.laptop()
    world.registry.applications.take(CLIENT_ID, "zaken.statussen.toevoegen")
    made = casework.create_zaak(laptop.ws, zaaktype="WMO-HUISBEZOEK", omschrijving="Traplift")
    number = made.identificatie
    report = laptop.sync_until_quiet(2)
    assert (report.waiting, report.rejected, len(world.statuses(number))) == (0, 0, 1)
    casework.set_status(laptop.ws, number, "Huisbezoek gepland")
    assert laptop.sync().rejected == 1
    assert open_reasons(laptop.ws) == [("rejection", Reason.NO_RIGHT.value)]
    assert len(world.statuses(number)) == 1
