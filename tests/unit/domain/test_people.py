"""Who a rol is about: its name, and whether two rollen are about the same (sync rules 3.2)."""

from __future__ import annotations

import pytest
from desktop.domain.people import betrokkene_naam, same_betrokkene
from desktop.domain.records import Json


def rol(kind: str, **who: object) -> Json:
    return {"betrokkeneType": kind, "betrokkeneIdentificatie": who}


@pytest.mark.parametrize(
    ("one", "name"),
    [
        ({**rol("medewerker"), "afwijkendeNaamBetrokkene": "De chef"}, "De chef"),
        (rol("natuurlijk_persoon", voornamen="Jo", geslachtsnaam="Bo"), "Jo Bo"),
        (rol("medewerker", voorletters="J.", achternaam="Bo"), "J. Bo"),
        (rol("medewerker", identificatie="m-1"), "m-1"),
        (rol("niet_natuurlijk_persoon", statutaireNaam="Bo BV"), "Bo BV"),
        (rol("organisatorische_eenheid", naam="Team"), "Team"),
        (rol("vestiging", handelsnaam=["Bo", "Ba"]), "Bo"),
        (rol("vestiging", handelsnaam="Bo"), "Bo"),
        (rol("iets anders"), ""),
    ],
)
def test_a_betrokkene_has_a_name(one: Json, name: str) -> None:
    assert betrokkene_naam(one) == name


BY_URL: Json = {"betrokkeneType": "m", "betrokkene": "u"}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (rol("medewerker", identificatie="m-1"), rol("medewerker", identificatie="m-1"), True),
        (rol("medewerker", identificatie="m-1"), rol("medewerker", identificatie="m-2"), False),
        (rol("medewerker", identificatie="1"), rol("vestiging", vestigingsNummer="1"), False),
        (rol("medewerker"), rol("medewerker"), False),
        (rol("iets anders", a="1"), rol("iets anders", a="1"), False),
        (rol("niet_natuurlijk_persoon", innNnpId="1", statutaireNaam="A"),
         rol("niet_natuurlijk_persoon", statutaireNaam="A"), True),
        (BY_URL, dict(BY_URL), True),
        (BY_URL, {"betrokkeneType": "m"}, False),
    ],
)  # fmt: skip
def test_the_first_key_filled_on_both_sides_decides(one: Json, other: Json, same: bool) -> None:
    assert same_betrokkene(one, other) is same
