"""What a zaak is about, as it is read: pure."""

from __future__ import annotations

from typing import Any

from desktop.domain.zaakobjecten import zaakobject_readings

ADDRESS = {
    "id": "a", "objectType": "adres", "relatieomschrijving": "Adres van het bezoek",
    "objectIdentificatie": {
        "gorOpenbareRuimteNaam": "'t Hofje", "huisnummer": 2, "huisletter": "b",
        "huisnummertoevoeging": "2hg", "postcode": "1236GH", "wplWoonplaatsNaam": "Oost",
    },
}  # fmt: skip
POINT: dict[str, Any] = {"zaakgeometrie": {"type": "Point", "coordinates": [5.2101, 52.5512]}}


def test_an_address_is_one_line_with_a_map_and_makes_the_point_superfluous() -> None:
    (one,) = zaakobject_readings([ADDRESS], POINT)
    assert one.words == "'t Hofje 2b-2hg, 1236GH Oost"
    assert one.relatie == "Adres van het bezoek"
    assert "%27t%20Hofje" in one.map_url


def test_a_point_is_shown_where_no_address_says_the_place() -> None:
    (one,) = zaakobject_readings([], POINT)
    assert one.id == ""
    assert "mlat=52.5512&mlon=5.2101" in one.map_url


def test_other_objects_are_called_by_what_is_known_of_them() -> None:
    bodies: list[dict[str, Any]] = [
        {"id": "b", "objectType": "overige", "objectTypeOverige": "kapvergunning_boom",
         "objectIdentificatie": {"overigeData": {"naam": "Oude eik"}}},
        {"id": "c", "objectType": "overige", "objectTypeOverige": "lift",
         "objectIdentificatie": {"overigeData": {"merk": "Omhoog", "bouwjaar": 2020}}},
        {"id": "d", "objectType": "pand", "object": "https://bag.example/panden/1"},
        {"id": "e", "objectType": "buurt"},
    ]  # fmt: skip
    found = zaakobject_readings(bodies, {"zaakgeometrie": {"type": "Polygon", "coordinates": []}})
    assert [one.words for one in found] == [
        "Oude eik", "merk: Omhoog, bouwjaar: 2020", "https://bag.example/panden/1", "",
    ]  # fmt: skip
    assert found[0].soort == "kapvergunning boom"
    assert not any(one.map_url for one in found)
