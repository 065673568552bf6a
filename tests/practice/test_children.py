"""What hangs on a zaak: come, changed and gone by the standard's rules (guide 5, O9, O20, O21)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.practice.casework import (
    Z,
    add,
    add_document,
    add_resultaat,
    add_rol,
    closed_zaak,
    codes,
    new_zaak,
    path_of,
    set_status,
    types,
)
from tests.practice.conftest import Caller

NOTE = {"onderwerp": "o", "tekst": "t"}
PAND = {"objectType": "pand", "objectIdentificatie": {"identificatie": "0363"}}


def boss_of(call: Caller) -> Caller:
    return Caller(call.registry, "beheer")


def test_o9_a_deleted_rol_takes_the_statussen_it_set_with_it(call: Caller) -> None:
    zaak = new_zaak(call)
    rol = add_rol(call, zaak["url"])
    kind = types(call, "statustypen")[0]["url"]
    body = {"zaak": zaak["url"], "statustype": kind, "datumStatusGezet": "2026-11-01T10:00:00Z"}
    status = add(call, f"{Z}/statussen", {**body, "gezetdoor": rol["url"]})
    assert call("GET", path_of(rol)).get_json()["statussen"] == [status["url"]]
    assert call("DELETE", path_of(rol)).status_code == 204
    assert call("GET", path_of(status)).status_code == 404
    left = call("GET", path_of(zaak)).get_json()
    assert (left["status"], left["rollen"]) == (None, [])


def test_a_rol_of_another_zaak_sets_no_status(call: Caller) -> None:
    zaak, other = new_zaak(call), new_zaak(call)
    body = {
        "zaak": zaak["url"], "statustype": types(call, "statustypen")[0]["url"],
        "datumStatusGezet": "2026-11-01T10:00:00Z", "gezetdoor": add_rol(call, other["url"])["url"],
    }  # fmt: skip
    assert "zaak-mismatch" in codes(call("POST", f"{Z}/statussen", body))


def test_a_rol_is_replaced_in_place_only_as_an_extension(call: Caller) -> None:
    zaak = new_zaak(call)
    rol = add_rol(call, zaak["url"])
    body = {name: rol[name] for name in ("zaak", "roltype", "betrokkeneType", "roltoelichting")} | {
        "betrokkeneIdentificatie": {"identificatie": "m-zij"}
    }
    answer = call("PUT", path_of(rol), body)
    if call.registry.manners == "strict":
        assert answer.status_code == 405
        return
    assert answer.get_json()["betrokkeneIdentificatie"]["identificatie"] == "m-zij"
    assert answer.get_json()["registratiedatum"] == rol["registratiedatum"]
    other = next(one for one in types(call, "roltypen") if one["url"] != rol["roltype"])
    assert "wijzigen-niet-toegelaten" in codes(
        call("PUT", path_of(rol), {**body, "roltype": other["url"]})
    )


def test_the_end_of_a_rol_is_an_extension(extended: Caller) -> None:
    zaak = new_zaak(extended)
    rol = add_rol(extended, zaak["url"], eindeGeldigheid="2026-12-31")
    assert extended("GET", path_of(rol)).get_json()["eindeGeldigheid"] == "2026-12-31"


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ({"betrokkene": "", "betrokkeneIdentificatie": None}, "invalid-betrokkene"),
        ({"betrokkeneIdentificatie": {"identificatie": "x" * 129}}, "max_length"),
        ({"betrokkeneType": "natuurlijk_persoon",
          "betrokkeneIdentificatie": {"inpBsn": "123456789"}}, "invalid"),
    ],
)  # fmt: skip
def test_who_a_rol_is_about_is_checked(call: Caller, who: dict[str, Any], code: str) -> None:
    zaak = new_zaak(call)
    kind = next(
        one for one in types(call, "roltypen") if one["omschrijvingGeneriek"] == "behandelaar"
    )
    body = {
        "zaak": zaak["url"], "roltype": kind["url"], "betrokkeneType": "medewerker",
        "roltoelichting": "x", **who,
    }  # fmt: skip
    answer = call("POST", f"{Z}/rollen", body)
    assert (answer.status_code, code in codes(answer)) == (400, True)


def test_a_zaakobject_changes_its_description_and_goes(call: Caller) -> None:
    zaak = new_zaak(call)
    one = add(call, f"{Z}/zaakobjecten", {"zaak": zaak["url"], **PAND})
    changed = call("PATCH", path_of(one), {"relatieomschrijving": "Hier"}).get_json()
    assert changed["relatieomschrijving"] == "Hier"
    again = add(call, f"{Z}/zaakobjecten", {"zaak": zaak["url"], **PAND})
    assert again["url"] != one["url"], "no uniqueness"
    assert "wijzigen-niet-toegelaten" in codes(call("PATCH", path_of(one), {"objectType": "adres"}))
    assert call("DELETE", path_of(one)).status_code == 204
    assert call("GET", path_of(zaak)).get_json()["zaakobjecten"] == [again["url"]]


def test_an_eigenschap_changes_its_waarde_only_and_goes(call: Caller) -> None:
    zaak = new_zaak(call)
    kinds = types(call, "eigenschappen")
    body = {"zaak": zaak["url"], "eigenschap": kinds[0]["url"], "waarde": "een"}
    one = add(call, f"{path_of(zaak)}/zaakeigenschappen", body)
    assert call("PATCH", path_of(one), {"waarde": "twee"}).get_json()["waarde"] == "twee"
    assert "wijzigen-niet-toegelaten" in codes(
        call("PATCH", path_of(one), {"eigenschap": kinds[1]["url"]})
    )
    other = new_zaak(call)
    wrong = path_of(one).replace(zaak["uuid"], other["uuid"])
    assert call("GET", wrong).status_code == 404, "not under another zaak"
    assert call("DELETE", path_of(one)).status_code == 204
    assert call("PATCH", path_of(one), {"waarde": "drie"}).status_code == 404


def test_a_notitie_changes_and_goes_while_it_is_a_concept(extended: Caller) -> None:
    zaak = new_zaak(extended)
    one = add(extended, f"{Z}/zaaknotities", {**NOTE, "gerelateerdAan": zaak["url"]})
    changed = extended("PATCH", path_of(one), {"tekst": "anders", "status": "definitief"})
    assert changed.get_json()["wijzigingsdatum"] > one["wijzigingsdatum"]
    assert "invalid" in codes(extended("PATCH", path_of(one), {"tekst": "te laat"}))
    since = f"{Z}/zaaknotities?wijzigingsdatum__gt={one['wijzigingsdatum']}"
    assert extended("GET", since).get_json()["count"] == 1
    assert extended("DELETE", path_of(one)).status_code == 204


def test_notities_and_reserved_numbers_are_unknown_to_the_bare_standard(call: Caller) -> None:
    extended = call.registry.manners != "strict"
    assert call("GET", f"{Z}/zaaknotities").status_code == (200 if extended else 404)
    answer = call("POST", f"{Z}/zaaknummer_reserveren", {"bronorganisatie": "123456782"})
    assert answer.status_code == (201 if extended else 404)


def test_o20_an_identificatie_of_a_klantcontact_is_used_once_over_all_zaken(call: Caller) -> None:
    first, second = new_zaak(call), new_zaak(call)
    body = {
        "identificatie": f"K{call.registry.ids.digits(12)}",
        "datumtijd": "2026-11-01T10:00:00Z",
    }
    one = add(call, f"{Z}/klantcontacten", {**body, "zaak": first["url"]})
    again = call("POST", f"{Z}/klantcontacten", {**body, "zaak": second["url"]})
    assert "identificatie-niet-uniek" in codes(again)
    assert call("DELETE", path_of(one)).status_code == 405


def test_a_contactmoment_is_linked_once_and_only_where_it_can_be_found(call: Caller) -> None:
    zaak = new_zaak(call)["url"]
    path, far = f"{Z}/zaakcontactmomenten", "https://elders.example/1"
    assert "bad-url" in codes(call("POST", path, {"zaak": zaak, "contactmoment": far}))
    near = {"zaak": zaak, "contactmoment": "https://contactmomenten.example/1"}
    one = add(call, path, near)
    assert "unique" in codes(call("POST", path, near))
    assert call("GET", f"{path}?zaak={zaak}").get_json() == [one]
    assert call("DELETE", path_of(one)).status_code == 204


def test_a_resultaat_changes_its_toelichting_and_is_replaced_by_delete_and_create(
    call: Caller,
) -> None:
    zaak = new_zaak(call)
    one = add_resultaat(call, zaak["url"])
    assert call("PATCH", path_of(one), {"toelichting": "nu"}).get_json()["toelichting"] == "nu"
    other = types(call, "resultaattypen")[1]["url"]
    assert "wijzigen-niet-toegelaten" in codes(
        call("PATCH", path_of(one), {"resultaattype": other})
    )
    assert call("DELETE", path_of(one)).status_code == 204
    assert call("GET", path_of(zaak)).get_json()["resultaat"] is None
    add(call, f"{Z}/resultaten", {"zaak": zaak["url"], "resultaattype": other})


def test_a_document_relation_changes_its_titel_and_goes_while_the_document_stays(
    call: Caller,
) -> None:
    zaak, document = new_zaak(call), add_document(call)
    pair = {"zaak": zaak["url"], "informatieobject": document["url"]}
    one = add(call, f"{Z}/zaakinformatieobjecten", pair)
    assert "unique" in codes(call("POST", f"{Z}/zaakinformatieobjecten", pair))
    assert call("PATCH", path_of(one), {"titel": "Foto"}).get_json()["titel"] == "Foto"
    other = add_document(call)["url"]
    assert "wijzigen-niet-toegelaten" in codes(
        call("PATCH", path_of(one), {"informatieobject": other})
    )
    assert call("DELETE", path_of(one)).status_code == 204
    assert call("GET", path_of(document)).status_code == 200


def test_a_closed_zaak_lets_nothing_through_but_notes_without_the_right_to_force(
    call: Caller,
) -> None:
    zaak = closed_zaak(call)
    boss = boss_of(call)
    body = {"zaak": zaak["url"], **PAND}
    assert call("POST", f"{Z}/zaakobjecten", body).status_code == 403
    assert call("PATCH", path_of(zaak), {"toelichting": "x"}).status_code == 403
    assert call("DELETE", zaak["resultaat"]).status_code == 403
    assert boss("POST", f"{Z}/zaakobjecten", body).status_code == 201
    assert boss("PATCH", path_of(zaak), {"toelichting": "x"}).status_code == 200
    if call.registry.manners != "strict":
        add(call, f"{Z}/zaaknotities", {**NOTE, "gerelateerdAan": zaak["url"]})


def test_o6_an_end_status_before_an_ordinary_one_closes_with_its_own_date(call: Caller) -> None:
    zaak = new_zaak(call)
    newer = set_status(call, zaak["url"], 0, "2026-11-20T10:00:00Z").get_json()
    add_resultaat(call, zaak["url"])
    assert set_status(call, zaak["url"], -1, "2026-11-10T10:00:00Z").status_code == 201
    left = call("GET", path_of(zaak)).get_json()
    assert (left["einddatum"], left["status"]) == ("2026-11-10", newer["url"])


def test_o7_an_ordinary_status_before_the_end_status_reopens(call: Caller) -> None:
    zaak = closed_zaak(call, "2026-11-20T10:00:00Z")
    assert set_status(boss_of(call), zaak["url"], 0, "2026-11-10T10:00:00Z").status_code == 201
    left = call("GET", path_of(zaak)).get_json()
    assert (left["einddatum"], left["status"]) == (None, zaak["status"])
    assert left["archiefactiedatum"] is None


def test_o8_a_second_end_status_asks_the_right_to_reopen(call: Caller) -> None:
    zaak = closed_zaak(call, "2026-11-20T10:00:00Z")
    assert set_status(call, zaak["url"], -1, "2026-11-21T10:00:00Z").status_code == 403
    assert set_status(boss_of(call), zaak["url"], -1, "2026-11-21T10:00:00Z").status_code == 201


@pytest.mark.parametrize(
    ("path", "changes", "fault"),
    [
        ("zaakobjecten", {**PAND, "zaakobjecttype": []}, ("zaakobjecttype", "invalid")),
        ("zaakobjecten", {**PAND, "objectIdentificatie": {"": 1}},
         ("objectIdentificatie.identificatie", "required")),
        ("zaaknotities", {**NOTE, "notitieType": ""}, ("notitieType", "blank")),
    ],
)  # fmt: skip
def test_what_the_fuzz_found_stays_refused(
    extended: Caller, path: str, changes: dict[str, Any], fault: tuple[str, str]
) -> None:
    zaak = new_zaak(extended)["url"]
    body = {"zaak": zaak, "gerelateerdAan": zaak, **changes}
    answer = extended("POST", f"{Z}/{path}", body).get_json()
    assert [(one["name"], one["code"]) for one in answer["invalidParams"]] == [fault]


def test_a_year_before_1000_keeps_its_four_digits(extended: Caller) -> None:
    body = {"zaak": new_zaak(extended)["url"], "datumtijd": "0111-11-02T10:15:53Z"}
    assert add(extended, f"{Z}/klantcontacten", body)["datumtijd"] == "0111-11-02T10:15:53Z"
