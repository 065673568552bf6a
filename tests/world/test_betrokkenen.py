"""Every type of betrokkene with all that says who it is (guide 5.4); the kinds of note (5.9)."""

from __future__ import annotations

import pytest
from desktop.domain.betrokkenen import digits_of
from desktop.domain.errors import BadInput
from desktop.domain.kinds import Kind
from desktop.operations.overview import reading
from desktop.operations.zaken import betrokkenen, casework, parts

from tests.world.laptops import World
from tests.world.test_parts import quiet, roltype
from tests.world.test_taking_away import NUMBER, there

NUMBERS = {"inpBsn", "innNnpId", "kvkNummer", "vestigingsNummer"}
FILLED = [
    ("natuurlijk_persoon", {"inpBsn": "9999.90.019", "voorletters": "T.", "geslachtsnaam": "Kok"}),
    ("niet_natuurlijk_persoon", {"innNnpId": "123456782", "statutaireNaam": "Zorg BV"}),
    ("niet_natuurlijk_persoon", {"kvkNummer": "12345678", "statutaireNaam": "Zorg BV"}),
    ("vestiging", {"vestigingsNummer": "000012345678", "handelsnaam": "Bakker"}),
    ("organisatorische_eenheid", {"identificatie": "team-wmo", "naam": "Team Wmo"}),
    ("medewerker", {"identificatie": "s-idrissi", "achternaam": "Idrissi"}),
]  # fmt: skip


@pytest.mark.parametrize(("sort", "given"), FILLED)
def test_every_sort_of_betrokkene_arrives_with_all_that_was_filled_in(
    world: World, sort: str, given: dict[str, str]
) -> None:
    laptop = world.laptop()
    who = betrokkenen.identified(sort, given)
    casework.add_rol(laptop.ws, NUMBER, roltype(laptop, NUMBER, "belanghebbende"), who)
    quiet(laptop)
    there_now = there(world, "rollen")[-1]["betrokkeneIdentificatie"]
    written = {
        name: value[0] if isinstance(value, list) else value for name, value in there_now.items()
    }
    wanted = {name: digits_of(value) if name in NUMBERS else value for name, value in given.items()}
    assert {name: written[name] for name in given} == wanted


@pytest.mark.parametrize(
    ("sort", "given", "key"),
    [
        ("natuurlijk_persoon", {"inpBsn": "123456789"}, "number-eleven"),
        ("natuurlijk_persoon", {"inpBsn": "12345"}, "number-eleven"),
        ("niet_natuurlijk_persoon", {"kvkNummer": "1234", "statutaireNaam": "X"}, "number-digits"),
        ("niet_natuurlijk_persoon", {"kvkNummer": "12345678"}, "betrokkene-unnamed"),
        ("vestiging", {"vestigingsNummer": "12"}, "number-digits"),
        ("organisatorische_eenheid", {"identificatie": "t", "naam": "x" * 51}, "field-too-long"),
        ("medewerker", {"achternaam": "Idrissi"}, "betrokkene-unnamed"),
        ("baas", {}, "betrokkene-sort"),
    ],
)
def test_what_does_not_say_who_somebody_is_is_refused_at_once(
    sort: str, given: dict[str, str], key: str
) -> None:
    with pytest.raises(BadInput, match=key):
        betrokkenen.identified(sort, given)


def test_whom_one_spoke_to_goes_with_the_one_before(world: World) -> None:
    laptop = world.laptop()
    who = {
        **betrokkenen.identified("natuurlijk_persoon", {"geslachtsnaam": "De Boer"}),
        "contactpersoonRol": {"naam": "A. de Boer", "telefoonnummer": "0600000000"},
        "afwijkendeNaamBetrokkene": "Oma de Boer",
    }
    kind = roltype(laptop, NUMBER, "belanghebbende")
    made = casework.add_rol(laptop.ws, NUMBER, kind, who)
    quiet(laptop)
    other = betrokkenen.identified("natuurlijk_persoon", {"geslachtsnaam": "Jansen"})
    betrokkenen.replace_betrokkene(laptop.ws, made.id, other)
    quiet(laptop)
    there_now = there(world, "rollen")[-1]
    assert there_now["betrokkeneIdentificatie"]["geslachtsnaam"] == "Jansen"
    assert not there_now["contactpersoonRol"]
    assert not there_now["afwijkendeNaamBetrokkene"]


def test_a_name_that_is_put_right_keeps_what_nobody_was_asked_about(world: World) -> None:
    laptop = world.laptop()
    who = betrokkenen.identified("natuurlijk_persoon", {"geslachtsnaam": "Boer"})
    who["betrokkeneIdentificatie"]["geboortedatum"] = "19430302"
    who["contactpersoonRol"] = {"naam": "A. de Boer", "telefoonnummer": "0600000000"}
    kind = roltype(laptop, NUMBER, "belanghebbende")
    made = casework.add_rol(laptop.ws, NUMBER, kind, who)
    quiet(laptop)
    given = {"voorvoegselGeslachtsnaam": "de", "geslachtsnaam": "Boer"}
    betrokkenen.correct_betrokkene(laptop.ws, made.id, given)
    quiet(laptop)
    there_now = there(world, "rollen")[-1]
    identity = there_now["betrokkeneIdentificatie"]
    assert (identity["voorvoegselGeslachtsnaam"], identity["geboortedatum"]) == ("de", "19430302")
    assert there_now["contactpersoonRol"]["telefoonnummer"] == "0600000000"


def test_somebody_who_is_known_by_a_url_is_put_right_where_the_data_stand(world: World) -> None:
    laptop = world.laptop()
    who = {"betrokkeneType": "natuurlijk_persoon", "betrokkene": "https://brp.voorbeeld.nl/1"}
    kind = roltype(laptop, NUMBER, "belanghebbende")
    made = casework.add_rol(laptop.ws, NUMBER, kind, who)
    before = laptop.status().waiting
    with pytest.raises(BadInput, match="betrokkene-linked"):
        betrokkenen.correct_betrokkene(laptop.ws, made.id, {"geslachtsnaam": "Jansen"})
    assert laptop.status().waiting == before
    (known,) = [one for one in laptop.records(Kind.ROL) if one.get("betrokkene")]
    assert "betrokkeneIdentificatie" not in known


def test_a_note_is_for_colleagues_unless_it_is_said_to_be_for_others_too(world: World) -> None:
    laptop = world.laptop()
    casework.add_notitie(laptop.ws, NUMBER, "Voor ons")
    made = casework.add_notitie(laptop.ws, NUMBER, "Ook voor buiten", soort="extern", concept=True)
    quiet(laptop)
    sorts = {one["tekst"]: one["notitieType"] for one in world.all("zaaknotities")}
    assert (sorts["Voor ons"], sorts["Ook voor buiten"]) == ("intern", "extern")
    titles = {
        one.text: (one.title, one.is_concept) for one in reading.case(laptop.ws, NUMBER).timeline
    }
    assert titles["Ook voor buiten"] == ("Notitie, extern, concept", True)
    assert titles["Voor ons"] == ("Notitie", False)
    parts.edit_notitie(laptop.ws, made.id, soort="intern", definitief=True)
    quiet(laptop)
    final = next(one for one in world.all("zaaknotities") if one["tekst"] == "Ook voor buiten")
    assert (final["notitieType"], final["status"]) == ("intern", "definitief")
    with pytest.raises(BadInput, match="value-not-in-list"):
        casework.add_notitie(laptop.ws, NUMBER, "Nee", soort="geheim")
