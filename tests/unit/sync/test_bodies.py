"""Pure: which bodies have the shape of their kind."""

from __future__ import annotations

from typing import Any

import pytest
from desktop.domain.kinds import Kind, collection_of
from desktop.sync.judging.bodies import fault_in

RESULTAAT = {"zaak": "zgw://zaken/zaken/1", "resultaattype": "zgw://catalogi/resultaattypen/2"}


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("zgw://zaken/resultaten/3", ""),
        ("zgw://zaken/rollen/3", "url"),
        ("zgw://besluiten/resultaten/3", "url"),
    ],
)
def test_s21_a_body_that_says_it_lives_among_another_kind_is_refused(url: str, fault: str) -> None:
    assert fault_in(Kind.RESULTAAT, {**RESULTAAT, "url": url}) == fault


def test_every_kind_has_a_place_of_its_own_but_what_stands_below_a_zaak() -> None:
    places = [collection_of(kind) for kind in Kind]
    assert len(set(places)) == len(places) - 1
    assert collection_of(Kind.ZAAK) == collection_of(Kind.ZAAKEIGENSCHAP)


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        ({"id": "1", "op": "2026-11-24T09:00:00+01:00", "uiterlijk": "2026-12-01"}, ""),
        ({"id": "1", "eind": None, "uiterlijk": ""}, ""),
        ({"id": "1", "begin": "morgen"}, "begin"),
        ({"id": "1", "begin": "2026-11-24T09:00:00"}, "begin"),
        ({"id": "1", "begin": 7}, "begin"),
        ({"id": "1", "punten": {"p1": {"op": "gisteren"}}}, "op"),
        ({"id": "1", "doelen": [{"totWanneer": "ooit"}]}, "totWanneer"),
    ],
)
def test_l09_a_moment_of_an_own_object_that_is_none_refuses_that_object(
    data: dict[str, Any], fault: str
) -> None:
    assert fault_in(Kind.OBJECT, {"record": {"data": data}}) == fault
