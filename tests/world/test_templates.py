"""Word templates are filled from the zaak, offline, and become documents of it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from desktop.domain.errors import BadInput, NotFound
from desktop.i18n import language
from desktop.operations.objecten import afwegingen, agreements, bezoeken
from desktop.operations.objecten.afwegingen import Weighing
from desktop.operations.objecten.bezoeken import Plan
from desktop.operations.overview import reading
from desktop.operations.papers import templates
from desktop.operations.papers.merge_fields import merge_fields
from desktop.operations.zaken import casework
from docx import Document

from tests.world.laptops import Laptop, World

VISIT = "ZAAK-2026-0000000127"
WMO = "ZAAK-2026-0000000190"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    found = World(tmp_path)
    yield found
    found.close()


@pytest.fixture
def laptop(world: World) -> Laptop:
    return world.laptop()


def text_of(content: bytes) -> str:
    return "\n".join(one.text for one in Document(io.BytesIO(content)).paragraphs)


def own(laptop: Laptop, folder: Path, name: str, *runs: str) -> None:
    """Put a template in the own folder whose one paragraph Word cut into runs."""
    folder.mkdir(exist_ok=True)
    document = Document()
    paragraph = document.add_paragraph()
    for run in runs:
        paragraph.add_run(run)
    document.sections[0].header.paragraphs[0].text = "Zaak {{zaak.nummer}}"
    document.save(str(folder / f"{name}.docx"))
    templates.set_folder(laptop.ws, folder)


def test_every_delivered_template_has_only_fields_that_exist(laptop: Laptop) -> None:
    afwegingen.decide(laptop.ws, WMO, "Toekenning", Weighing("Zij kan zo zelf gaan"))
    visit = bezoeken.plan(laptop.ws, VISIT, Plan("Meten", laptop.ws.clock.now_utc()))
    casework.add_notitie(laptop.ws, VISIT, "De drempel is hoog")
    afwegingen.add_afweging(laptop.ws, VISIT, "Douchestoel", Weighing("Dan kan zij zelf"))
    agreements.ask_afspraak(laptop.ws, wat="Belt terug", met="f-hoekstra", zaak=VISIT)
    assert templates.fill(laptop.ws, VISIT, "ontvangstbevestiging").missing == ()
    letter = templates.fill(laptop.ws, WMO, "besluitbrief")
    assert set(letter.missing) <= {"voor.adres"}
    assert "Zij kan zo zelf gaan" in text_of(letter.content)
    report = templates.fill(laptop.ws, VISIT, templates.REPORT, bezoek=visit.identificatie)
    assert report.missing == ("bezoek.antwoorden",)
    assert {line.level for line in report.lines} == {0, 1, 9}


def test_a_field_that_word_cut_in_pieces_is_filled_and_an_empty_one_is_seen(
    laptop: Laptop, tmp_path: Path
) -> None:
    own(
        laptop,
        tmp_path / "eigen",
        "brief",
        "Over {{zaak.",
        "omschrijving",
        "}} en {{bestaat.niet}}",
    )
    filled = templates.fill(laptop.ws, VISIT, "brief")
    assert (
        text_of(filled.content)
        == f"Over Huisbezoek mevrouw De Boer na val in badkamer en {templates.EMPTY}"
    )
    assert filled.missing == ("bestaat.niet",)
    header = Document(io.BytesIO(filled.content)).sections[0].header.paragraphs[0].text
    assert header == f"Zaak {VISIT}"


def test_an_own_template_goes_before_a_delivered_one_of_that_name(
    laptop: Laptop, tmp_path: Path
) -> None:
    delivered = {one.name for one in templates.templates(laptop.ws)}
    own(laptop, tmp_path / "eigen", "besluitbrief", "Van ons")
    found = templates.templates(laptop.ws)
    assert {one.name for one in found} == delivered
    assert text_of(templates.fill(laptop.ws, WMO, "Besluitbrief").content) == "Van ons"
    templates.set_folder(laptop.ws, None)
    assert not any(one.is_own for one in templates.templates(laptop.ws))


def test_a_letter_is_dutch_whatever_the_window_speaks(laptop: Laptop) -> None:
    begin = datetime(2026, 12, 1, 10, 0, tzinfo=UTC)
    uuid = bezoeken.plan(laptop.ws, VISIT, Plan("Meten", begin)).identificatie
    language.use("en")
    try:
        fields = merge_fields(laptop.ws, VISIT, uuid)
    finally:
        language.use("nl")
    assert fields["bezoek.datum"] == "dinsdag 1 december 2026, 11:00 uur"
    assert fields == merge_fields(laptop.ws, VISIT, uuid)
    assert "november" in fields["eigenschap.Datum huisbezoek"]


def test_a_letter_made_offline_arrives_as_a_word_document(world: World, laptop: Laptop) -> None:
    world.unplug()
    filled = templates.fill(laptop.ws, VISIT, "ontvangstbevestiging")
    made = templates.attach_filled(laptop.ws, VISIT, filled)
    world.plug()
    laptop.sync_until_quiet()
    there = next(
        one for one in world.all("enkelvoudiginformatieobjecten")
        if one["identificatie"] == made.identificatie
    )  # fmt: skip
    assert there["titel"] == "Ontvangstbevestiging"
    assert filled.content in world.content(VISIT)


def test_what_no_sort_is_called_after_is_a_letter(laptop: Laptop) -> None:
    filled = templates.fill(laptop.ws, WMO, "ontvangstbevestiging")
    made = templates.attach_filled(laptop.ws, WMO, filled)
    (there,) = [one for one in reading.case(laptop.ws, WMO).documents if one.local_id == made.id]
    assert there.soort == "Brief"


def test_what_is_no_template_is_said_by_name(laptop: Laptop, tmp_path: Path) -> None:
    folder = tmp_path / "eigen"
    folder.mkdir()
    (folder / "kapot.docx").write_bytes(b"PK\x03\x04 geen Word")
    templates.set_folder(laptop.ws, folder)
    with pytest.raises(BadInput):
        templates.fill(laptop.ws, VISIT, "kapot")
    with pytest.raises(NotFound):
        templates.fill(laptop.ws, VISIT, "bestaat niet")
    with pytest.raises(BadInput):
        templates.set_folder(laptop.ws, tmp_path / "weg")
    assert laptop.status().waiting == 0
