"""Lists by any column: what is narrowed, ordered and grouped happens in the replica."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from desktop.domain.errors import BadInput
from desktop.domain.ids import LocalId
from desktop.domain.kinds import Kind
from desktop.domain.lists import (
    Sorting,
    asked,
    condition_of,
    hit_words,
    look_json,
    look_of,
    sorting_of,
    written,
)
from desktop.domain.readings import WorklistQuery
from desktop.domain.records import Json, Record
from desktop.models.replica import Replica

from tests.benchmarks.sample import bare

KEY = bytes(range(32))


@pytest.fixture
def replica(tmp_path: Path) -> Iterator[Replica]:
    found = Replica.open(tmp_path / "replica.db", KEY)
    with found.write() as writer:
        for number, (who, width, since) in enumerate(
            (("De Boer", "10,5", "20261201"), ("aalders", "9", "20251231"), ("", "", "")), 1
        ):
            writer.records.save_many(_family(number, who, width, since))
    yield found
    found.close()


def _family(number: int, who: str, width: str, since: str) -> Iterator[Record]:
    zaak = LocalId(f"zaak{number:06d}")
    body = {"identificatie": f"Z-{number}", "omschrijving": f"Zaak {number}",
            "startdatum": f"2026-0{number % 2 + 1}-03", "registratiedatum": f"2026-03-0{number}",
            "communicatiekanaalNaam": "E-mail" if number < 3 else None}  # fmt: skip
    yield _record(zaak, Kind.ZAAK, zaak, body)
    if not who:
        return
    person = {"achternaam": who, "identificatie": who[:3]}
    rol = {"omschrijving": "Behandelaar", "betrokkeneType": "medewerker",
           "betrokkeneIdentificatie": person}  # fmt: skip
    yield _record(f"role{number:06d}", Kind.ROL, zaak, rol)
    for name, value in (("Breedte", width), ('Sinds "toen"', since)):
        one = {"naam": name, "waarde": value}
        yield _record(f"{name[:4]}{number:06d}", Kind.ZAAKEIGENSCHAP, zaak, one)


def _record(local_id: str, kind: Kind, family: str, body: Json) -> Record:
    parent = None if kind is Kind.ZAAK else LocalId(family)
    return Record(
        LocalId(local_id), "r", kind, LocalId(family), body, body, body, None, parent=parent
    )


def numbers(replica: Replica, **wanted: Any) -> list[str]:
    with replica.read() as reader:
        found = reader.worklist.page(WorklistQuery(**wanted), 100)
    return [row.identificatie for row in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("rol:Behandelaar=de boer", ["Z-1"]),
        ("rol:Behandelaar!=de boer", ["Z-2", "Z-3"]),
        ("rol:Behandelaar=", ["Z-3"]),
        ("rol:Behandelaar!=", ["Z-1", "Z-2"]),
        ("rol:Behandelaar~ald", ["Z-2"]),
        ("eigenschap:Breedte>=9,5", ["Z-1"]),
        ("eigenschap:Breedte<=10", ["Z-2"]),
        ('eigenschap:Sinds "toen">=2026-01-01', ["Z-1"]),
        ('eigenschap:Sinds "toen"=2025-12-31', ["Z-2"]),
        ("zaak:communicatiekanaalNaam=", ["Z-3"]),
        ("zaak:registratiedatum<=2026-03-02", ["Z-1", "Z-2"]),
        ("startdatum=2026-01-03", ["Z-2"]),
        ("omschrijving~%", []),
    ],
)
def test_a_condition_narrows_by_the_value_of_any_column(
    replica: Replica, text: str, expected: list[str]
) -> None:
    assert numbers(replica, order="nummer", conditions=(condition_of(text),)) == expected


@pytest.mark.parametrize(
    ("column", "up"),
    [
        ("rol:behandelaar", ["Z-2", "Z-1", "Z-3"]),
        ("eigenschap:Breedte", ["Z-2", "Z-1", "Z-3"]),
        ("zaak:registratiedatum", ["Z-1", "Z-2", "Z-3"]),
    ],
)
def test_an_order_goes_by_value_and_what_is_empty_comes_last(
    replica: Replica, column: str, up: list[str]
) -> None:
    assert numbers(replica, order=column) == up
    filled = [name for name in reversed(up) if name != "Z-3" or column.startswith("zaak")]
    assert numbers(replica, order=column, descending=True)[: len(filled)] == filled


def test_a_second_column_decides_where_the_first_leaves_two_alike(replica: Replica) -> None:
    by_number = (Sorting("nummer", descending=True),)
    assert numbers(replica, order="startdatum", then=by_number) == ["Z-2", "Z-3", "Z-1"]


def test_groups_stand_together_and_are_counted(replica: Replica) -> None:
    with replica.read() as reader:
        query = WorklistQuery(order="nummer", group="startdatum")
        found = reader.worklist.listing(query)
        rows = reader.worklist.rows(found.ids)
        by_rol = reader.worklist.listing(WorklistQuery(group="rol:behandelaar"))
    assert [row.identificatie for row in rows] == ["Z-2", "Z-1", "Z-3"]
    assert found.groups == (("2026-01", 1), ("2026-02", 2))
    assert by_rol.groups == (("aalders", 1), ("De Boer", 1), ("", 1))


@pytest.mark.parametrize(
    "column", ["omschrijving", "stand", "startdatum", "rol:behandelaar", "zaaktype"]
)
@pytest.mark.parametrize("descending", [False, True])
def test_a_grouped_list_has_the_order_that_the_replica_itself_gives(
    replica: Replica, column: str, descending: bool
) -> None:
    texts = ["Één", "één", "wacht", "Wacht", "WACHT", "", "_", "Z", "a"] * 4
    with replica.write() as writer:
        for number, one in enumerate(texts, 10):
            zaak = LocalId(f"zaak{number:06d}")
            body = {"identificatie": f"Z-{number}", "omschrijving": one,
                    "startdatum": f"2026-{number % 12 + 1:02d}-03" if number % 5 else None,
                    "einddatum": "2026-11-01" if number % 3 else None}  # fmt: skip
            record = _record(zaak, Kind.ZAAK, zaak, body)
            writer.records.save(
                replace(record, local={**body, "toelichting": "x"}) if number % 4 else record
            )
    query = WorklistQuery(order="nummer", group=column, descending=descending)
    with replica.read() as reader:
        found = reader.worklist.listing(query)
        assert found.ids == reader.worklist.ids(query)
        found_alone = reader.worklist.listing(replace(query, group=""))
    assert sum(count for _, count in found.groups) == len(found.ids) == len(found_alone.ids)
    if column == "omschrijving":
        assert [group for group in found.groups if group[0].lower() == "wacht"] == [("WACHT", 12)]


def test_a_row_carries_its_cells_and_the_fields_asked_for(replica: Replica) -> None:
    with replica.read() as reader:
        (number, *_) = reader.worklist.ids(WorklistQuery(order="nummer"))
        (row,) = reader.worklist.rows([number], ("zaak:registratiedatum",))
        offered = reader.worklist.columns()
    assert row.cells == {
        "rol:behandelaar": "De Boer", "eigenschap:Breedte": "10,5",
        "eigenschap:Sinds 'toen'": "20261201", "zaak:registratiedatum": "2026-03-01",
    }  # fmt: skip
    assert set(offered) == set(row.cells) - {"zaak:registratiedatum"}


@pytest.mark.parametrize("text", ["rol:=x", "zaak:a;drop=1", "bestaat niet=1", "status"])
def test_a_column_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        condition_of(text)


def test_what_is_written_is_read_back() -> None:
    for text in ("rol:behandelaar!=x", "uiterlijk<=2026-01-01", "status="):
        assert written(condition_of(text)) == text
    assert written(sorting_of("rol:X-")) == "rol:x-"
    look = look_of({"columns": ["nummer", "niet van ons", "rol:x"], "widths": {"nummer": 90}})
    assert look.columns == ("nummer", "rol:x")
    assert look_of(look_json(look)) == look


def test_an_older_replica_has_its_cells_after_opening(replica: Replica) -> None:
    replica.close()
    connection = bare(replica.path)
    connection.execute("ALTER TABLE zaak_row DROP COLUMN cells")
    connection.execute("PRAGMA user_version = 3")
    connection.close()
    upgraded = Replica.open(replica.path, KEY)
    assert numbers(upgraded, conditions=(condition_of("rol:Behandelaar~boer"),)) == ["Z-1"]
    upgraded.close()


@pytest.mark.parametrize(
    ("text", "words", "conditions"),
    [
        ("boer", "boer", []),
        ("status:gepland boer", "boer", ["status~gepland"]),
        ('TYPE:"Huisbezoek Wmo" trap', "trap", ["zaaktype~Huisbezoek Wmo"]),
        ("voor: boer", "", ["voor~boer"]),
        ("lift status:", "lift", []),
        ('type:"half', "", ["zaaktype~half"]),
        ("mijntype:x", "mijntype:x", []),
    ],
)
def test_a_search_is_taken_apart(text: str, words: str, conditions: list[str]) -> None:
    found, narrowed = asked(text)
    assert (found, [written(one) for one in narrowed]) == (words, conditions)


def test_signs_narrow_a_search_and_the_values_stand_out(replica: Replica) -> None:
    assert numbers(replica, text="voor:boer") == []
    assert len(numbers(replica, text="zaak")) == 3
    with replica.read() as reader:
        assert reader.worklist.count(WorklistQuery(text="zaak status:onbekend")) == 0
        assert reader.worklist.count(WorklistQuery(text="type:")) == 3
    assert hit_words("trap voor:boer") == "trap boer"
