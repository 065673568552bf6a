"""Calls that make several things at once are all or nothing; numbers are given out beforehand."""

from __future__ import annotations

from typing import Any

import pytest

from tests.practice.casework import (
    EIO,
    RSIN,
    D,
    Z,
    add_document,
    codes,
    new_zaak,
    path_of,
    types,
    zaaktype,
)
from tests.practice.conftest import Caller


def whole(call: Caller, number: str, at: str = "2026-11-01T10:00:00Z") -> dict[str, Any]:
    behandelaar = next(
        one for one in types(call, "roltypen") if one["omschrijvingGeneriek"] == "behandelaar"
    )
    return {
        "zaak": {
            "identificatie": number, "bronorganisatie": RSIN, "startdatum": "2026-11-01",
            "verantwoordelijkeOrganisatie": RSIN, "zaaktype": zaaktype(call),
        },
        "rollen": [{
            "roltype": behandelaar["url"], "betrokkeneType": "medewerker",
            "betrokkeneIdentificatie": {"identificatie": "m-ik"},
        }],
        "zaakinformatieobjecten": [{"informatieobject": add_document(call)["url"]}],
        "zaakobjecten": [
            {"objectType": "pand", "objectIdentificatie": {"identificatie": "0363"}}
        ],
        "status": {"statustype": types(call, "statustypen")[0]["url"], "datumStatusGezet": at},
    }  # fmt: skip


def names(answer: Any) -> list[tuple[str, str]]:
    return [(one["name"], one["code"]) for one in answer.get_json()["invalidParams"]]


def test_a_zaak_is_registered_with_all_its_parts(extended: Caller) -> None:
    made = (
        extended("POST", f"{Z}/zaak_registreren", whole(extended, "SAMEN")).get_json()
    )  # fmt: skip
    zaak = extended("GET", path_of(made["zaak"])).get_json()
    assert zaak["status"] == made["status"]["url"]
    assert zaak["rollen"] == [made["rollen"][0]["url"]]
    assert len(zaak["zaakinformatieobjecten"]) == len(zaak["zaakobjecten"]) == 1
    again = extended("POST", f"{Z}/zaak_registreren", whole(extended, "SAMEN"))
    assert names(again) == [("zaak.identificatie", "identificatie-niet-uniek")]


def test_a_faulty_part_leaves_nothing_behind(extended: Caller) -> None:
    count = extended("GET", f"{Z}/zaken").get_json()["count"]
    late = extended(
        "POST", f"{Z}/zaak_registreren", whole(extended, "NIET", "2199-01-01T00:00:00Z")
    )
    assert names(late) == [("status.datumStatusGezet", "date-in-future")]
    body = whole(extended, "NIET")
    body["rollen"][0]["roltype"] = body["status"]["statustype"]
    wrong = extended("POST", f"{Z}/zaak_registreren", body)
    assert names(wrong) == [("rollen.0.roltype", "bad-url")]
    assert extended("GET", f"{Z}/zaken").get_json()["count"] == count
    assert extended("GET", f"{Z}/zaken?identificatie=NIET").get_json()["count"] == 0


def test_a_document_is_registered_with_its_relation_or_not_at_all(extended: Caller) -> None:
    zaak = new_zaak(extended)
    known = add_document(extended)
    document = {name: known[name] for name in (
        "bronorganisatie", "creatiedatum", "titel", "auteur", "taal", "informatieobjecttype",
    )} | {"identificatie": "DOC-SAMEN", "bestandsomvang": 1500}  # fmt: skip
    body = {"enkelvoudiginformatieobject": document, "zaakinformatieobject": {"zaak": zaak["url"]}}
    made = extended("POST", f"{D}/document_registreren", body).get_json()
    assert len(made["enkelvoudiginformatieobject"]["bestandsdelen"]) == 2
    assert made["enkelvoudiginformatieobject"]["lock"]
    assert extended("GET", path_of(zaak)).get_json()["zaakinformatieobjecten"] == [
        made["zaakinformatieobject"]["url"]
    ]
    document["identificatie"] = "DOC-NIET"
    body["zaakinformatieobject"] = {"zaak": zaak["url"].replace("zaken/", "zaken/x")}
    lost = extended("POST", f"{D}/document_registreren", body)
    assert lost.status_code == 400
    found = extended("GET", f"{EIO}?identificatie=DOC-NIET").get_json()
    assert found["count"] == 0


@pytest.mark.parametrize(
    ("path", "name"),
    [
        (f"{Z}/zaaknummer_reserveren", "zaaknummer"),
        (f"{D}/documentnummer_reserveren", "identificatie"),
    ],
)
def test_numbers_are_reserved_one_or_several_at_a_time(
    extended: Caller, path: str, name: str
) -> None:
    one = extended("POST", path, {"bronorganisatie": RSIN})
    several = extended("POST", path, {"bronorganisatie": RSIN, "aantal": 3})
    assert (one.status_code, several.status_code) == (201, 201)
    numbers = {one.get_json()[name], *(each[name] for each in several.get_json())}
    assert len(numbers) == 4
    assert "required" in codes(extended("POST", path, {}))
    assert "min_value" in codes(extended("POST", path, {"bronorganisatie": RSIN, "aantal": 0}))
    if name == "zaaknummer":
        assert new_zaak(extended, identificatie=one.get_json()[name])


def test_the_bare_standard_has_none_of_them(call: Caller) -> None:
    if call.registry.manners == "strict":
        for path in (f"{Z}/zaak_registreren", f"{D}/document_registreren"):
            answer = call("POST", path, {})
            assert (answer.status_code, answer.mimetype) == (404, "text/html")
