"""Pure: which bodies have the shape of their kind."""

from __future__ import annotations

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
