"""Own lists, one thing done to several zaken, and a list as a file; on a synced laptop."""

from __future__ import annotations

import csv
import zipfile
from pathlib import Path

import pytest
from desktop.domain.errors import BadInput, NotFound
from desktop.domain.kinds import Kind
from desktop.domain.lists import Look, Sorting, condition_of
from desktop.domain.readings import WorklistQuery, WorklistView
from desktop.operations.overview import reading
from desktop.operations.worklists import bulk, list_export, lists
from desktop.operations.worklists.bulk import Act, Wish
from desktop.operations.worklists.lists import OwnList
from desktop.operations.zaken import casework
from desktop.operations.zaken.betrokkenen import betrokkene

from tests.world.laptops import Laptop, World

COLLEAGUE = betrokkene("medewerker", "j-vandermeulen", "Van der Meulen")


def mine(laptop: Laptop) -> list[str]:
    _, rows = reading.worklist_page(laptop.ws, WorklistQuery(view=WorklistView.MINE), 100)
    return [row.local_id for row in rows]


def handlers(laptop: Laptop, zaak: str) -> list[str]:
    rollen = reading.case(laptop.ws, zaak).rollen
    return [one.identificatie for one in rollen if one.generiek == "behandelaar"]


def waiting(laptop: Laptop) -> int:
    return reading.status(laptop.ws).waiting


def test_an_own_list_is_kept_renewed_under_its_name_and_taken_away(world: World) -> None:
    ws = world.laptop().ws
    query = WorklistQuery(
        view=WorklistView.TEAM, order="rol:behandelaar", descending=True,
        then=(Sorting("nummer"),), conditions=(condition_of("status~gepland"),), group="status",
    )  # fmt: skip
    wanted = OwnList("Deze week", query, Look(("nummer", "zaak:registratiedatum"), {"nummer": 90}))
    lists.save_list(ws, wanted)
    assert lists.own_lists(ws) == [wanted]
    undo = lists.save_list(ws, OwnList("deze WEEK", WorklistQuery()))
    assert [one.name for one in lists.own_lists(ws)] == ["Deze week"]
    undo()
    assert lists.own_list(ws, "deze week") == wanted
    undo = lists.delete_list(ws, "Deze week")
    with pytest.raises(NotFound):
        lists.own_list(ws, "Deze week")
    undo()
    assert lists.own_lists(ws) == [wanted]
    with pytest.raises(BadInput):
        lists.save_list(ws, OwnList(" ", query))


def test_a_fixed_list_is_found_as_it_was_left_but_without_the_typed_words(world: World) -> None:
    laptop = world.laptop()
    query = WorklistQuery(view=WorklistView.MINE, text="lift", order="status", group="zaaktype")
    look = Look(("omschrijving", "nummer"), {"omschrijving": 300})
    lists.remember(laptop.ws, query, look)
    found, shown = lists.remembered(laptop.ws, WorklistView.MINE)
    assert (found.text, found.order, found.group, shown) == ("", "status", "zaaktype", look)
    assert lists.remembered(laptop.ws, WorklistView.ALL)[1] == Look()


def test_several_zaken_are_handed_over_and_taken_back_before_they_left(world: World) -> None:
    laptop = world.laptop()
    zaken = mine(laptop)[:3]
    before = [handlers(laptop, one) for one in zaken]
    wish = Wish(Act.HAND_OVER, who=COLLEAGUE, story="Mevrouw belt liever")
    foreseen = bulk.foresee(laptop.ws, wish, zaken)
    assert [one.reason for one in foreseen] == ["", "", ""]
    assert waiting(laptop) == 0, "foreseeing changes nothing"
    done = bulk.carry_out(laptop.ws, wish, zaken)
    assert len(done.done) == 3
    assert all("j-vandermeulen" in handlers(laptop, one) for one in zaken)
    assert set(mine(laptop)) & set(zaken) == set()
    done.undo()
    assert waiting(laptop) == 0
    assert [handlers(laptop, one) for one in zaken] == before


def test_a_handed_over_zaak_is_the_colleagues_with_its_story(world: World) -> None:
    laptop = world.laptop()
    zaken = mine(laptop)[:2]
    wish = Wish(Act.HAND_OVER, who=COLLEAGUE, story="Mevrouw belt liever")
    bulk.carry_out(laptop.ws, wish, zaken)
    laptop.sync_until_quiet()
    colleague = world.laptop("twee", "j-vandermeulen")
    shown = {one for one in mine(colleague)}
    numbers = {reading.case(laptop.ws, one).row.identificatie for one in zaken}
    found = [reading.case(colleague.ws, one) for one in shown]
    handed = [one for one in found if one.row.identificatie in numbers]
    assert len(handed) == 2
    assert all("Mevrouw belt liever" in [e.text for e in one.timeline] for one in handed)


def test_what_cannot_be_done_is_said_beforehand_and_left_alone(world: World) -> None:
    laptop = world.laptop()
    (first, *_others) = mine(laptop)
    closed = reading.worklist_page(laptop.ws, WorklistQuery(view=WorklistView.CLOSED), 1)[1]
    zaken = [first, *(row.local_id for row in closed)]
    done = bulk.carry_out(laptop.ws, Wish(Act.TAKE_OVER), zaken)
    assert done.done == ()
    assert len(done.left_out) == len(zaken)
    assert all(one.reason.endswith(".") for one in done.left_out)
    assert waiting(laptop) == 0


def test_letting_go_and_taking_over_again_are_undone_whether_they_left_or_not(
    world: World,
) -> None:
    laptop = world.laptop()
    new = casework.create_zaak(laptop.ws, zaaktype="WMO-HUISBEZOEK", omschrijving="Drempel").id
    zaken = [mine(laptop)[0], new]
    before = [handlers(laptop, one) for one in zaken]
    done = bulk.carry_out(laptop.ws, Wish(Act.RELEASE), zaken)
    assert len(done.done) == 2
    assert not set(mine(laptop)) & set(zaken)
    done.undo()
    assert [handlers(laptop, one) for one in zaken] == before


def test_a_status_is_set_on_those_that_have_it(world: World) -> None:
    laptop = world.laptop()
    new = casework.create_zaak(laptop.ws, zaaktype="WMO-HUISBEZOEK", omschrijving="Drempel").id
    done = bulk.carry_out(laptop.ws, Wish(Act.STATUS, statustype="Huisbezoek gepland"), [new])
    assert reading.case(laptop.ws, new).row.status == "Huisbezoek gepland"
    done.undo()
    assert reading.case(laptop.ws, new).row.status != "Huisbezoek gepland"
    unknown = bulk.foresee(laptop.ws, Wish(Act.STATUS, statustype="Bestaat niet"), [new])
    assert "Bestaat niet" in unknown[0].reason


def test_taking_along_is_undone_too(world: World) -> None:
    laptop = world.laptop()
    zaken = mine(laptop)[:2]
    done = bulk.carry_out(laptop.ws, Wish(Act.KEEP), zaken)
    again = bulk.foresee(laptop.ws, Wish(Act.KEEP), zaken)
    assert all(one.reason for one in again)
    done.undo()
    assert not any(one.reason for one in bulk.foresee(laptop.ws, Wish(Act.KEEP), zaken))


def test_a_list_becomes_a_file_that_cannot_run_anything(world: World, tmp_path: Path) -> None:
    laptop = world.laptop()
    zaak = mine(laptop)[0]
    casework.edit_zaak(laptop.ws, zaak, {"omschrijving": "=cmd|' /C calc'!A0"})
    query = WorklistQuery(view=WorklistView.MINE, order="nummer")
    columns = ("nummer", "omschrijving", "uiterlijk", "rol:behandelaar", "zaak:startdatum")
    path = tmp_path / "lijst.csv"
    count = list_export.export_list(laptop.ws, query, columns, path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        titles, *lines = list(csv.reader(file, delimiter=";"))
    assert titles == ["Nummer", "Omschrijving", "Uiterlijk", "Behandelaar", "Gestart"]
    assert len(lines) == count == len(mine(laptop))
    assert any(line[1].startswith("'=cmd") for line in lines)
    assert all(line[3] and line[4].startswith("20") for line in lines)
    book = tmp_path / "lijst.xlsx"
    list_export.export_list(laptop.ws, query, columns, book)
    with zipfile.ZipFile(book) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "=cmd" in sheet
    assert "<f>" not in sheet, "no text becomes a formula"
    with pytest.raises(BadInput):
        list_export.export_list(laptop.ws, query, columns, tmp_path / "lijst.pdf")


def test_the_rol_that_was_given_away_is_changed_and_not_doubled(world: World) -> None:
    laptop = world.laptop()
    zaak = mine(laptop)[0]
    with laptop.ws.replica.read() as reader:
        family = reader.records.get(reader.records.resolve(zaak).local_id).family
        amount = len([one for one in reader.records.family(family) if one.kind is Kind.ROL])
    bulk.carry_out(laptop.ws, Wish(Act.HAND_OVER, who=COLLEAGUE), [zaak])
    assert len(reading.case(laptop.ws, zaak).rollen) == amount
