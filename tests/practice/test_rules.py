"""The standard's rules, not just its shapes."""

from __future__ import annotations

import io
import time
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import pytest
from desktop.config.paths import resources
from desktop.practice.keeping.ids import Ids
from desktop.practice.server import PracticeRegistry
from desktop.practice.weather.faults import Faults

from tests.practice.casework import RSIN, C, D, Z, codes, new_zaak, set_status, types, zaaktype
from tests.practice.conftest import Caller


def test_the_registry_fills_in_the_terms(extended: Caller) -> None:
    zaak = new_zaak(extended)
    assert zaak["uiterlijkeEinddatumAfdoening"] > "2026-11-01"
    assert zaak["vertrouwelijkheidaanduiding"] == "zaakvertrouwelijk"


def test_a_number_is_used_once(extended: Caller) -> None:
    new_zaak(extended, identificatie="EEN")
    body = {
        "identificatie": "EEN", "bronorganisatie": RSIN, "verantwoordelijkeOrganisatie": RSIN,
        "zaaktype": zaaktype(extended), "startdatum": "2026-11-01",
    }  # fmt: skip
    assert "identificatie-niet-uniek" in codes(extended("POST", f"{Z}/zaken", body))


def test_an_instant_is_used_once_per_zaak(extended: Caller) -> None:
    zaak = new_zaak(extended)["url"]
    assert set_status(extended, zaak, 0, "2026-11-01T10:00:00+01:00").status_code == 201
    assert "unique" in codes(set_status(extended, zaak, 1, "2026-11-01T09:00:00Z"))


def test_a_status_in_the_future_is_refused(extended: Caller) -> None:
    zaak = new_zaak(extended)["url"]
    assert "date-in-future" in codes(set_status(extended, zaak, 0, "2199-01-01T00:00:00Z"))


def test_closing_needs_a_resultaat_and_makes_the_zaak_read_only(extended: Caller) -> None:
    zaak = new_zaak(extended)
    url, path = zaak["url"], urlsplit(zaak["url"]).path
    at = "2026-11-02T00:30:00+01:00"
    assert "resultaat-does-not-exist" in codes(set_status(extended, url, -1, at))
    kind = types(extended, "resultaattypen")[0]["url"]
    result = {"zaak": url, "resultaattype": kind}
    assert extended("POST", f"{Z}/resultaten", result).status_code == 201
    assert "unique" in codes(extended("POST", f"{Z}/resultaten", result))
    assert set_status(extended, url, -1, at).status_code == 201
    assert extended("GET", path).get_json()["einddatum"] == "2026-11-02", "the day as written"
    assert extended("PATCH", path, {"omschrijving": "x"}).status_code == 403
    assert set_status(extended, url, 1, "2026-11-03T10:00:00Z").status_code == 403
    note = {"gerelateerdAan": url, "onderwerp": "o", "tekst": "t"}
    assert extended("POST", f"{Z}/zaaknotities", note).status_code == 201
    boss = Caller(extended.registry, "beheer")
    assert set_status(boss, url, 1, "2026-11-03T10:00:00Z").status_code == 201
    assert extended("GET", path).get_json()["einddatum"] is None, "reopened"


def test_there_is_one_initiator(extended: Caller) -> None:
    zaak = new_zaak(extended)["url"]
    kinds = types(extended, "roltypen")
    kind = next(one for one in kinds if one["omschrijvingGeneriek"] == "initiator")
    body = {
        "zaak": zaak, "roltype": kind["url"], "betrokkeneType": "natuurlijk_persoon",
        "betrokkeneIdentificatie": {"inpBsn": "999990007"}, "roltoelichting": "x",
    }  # fmt: skip
    assert extended("POST", f"{Z}/rollen", body).status_code == 201
    assert "max-occurences" in codes(extended("POST", f"{Z}/rollen", body))


def test_a_type_of_another_zaaktype_is_refused(extended: Caller) -> None:
    zaak = new_zaak(extended)["url"]
    other = next(
        one
        for one in extended("GET", f"{C}/statustypen").get_json()["results"]
        if one["zaaktype"] != zaaktype(extended)
    )
    body = {"zaak": zaak, "statustype": other["url"], "datumStatusGezet": "2026-11-01T10:00:00Z"}
    assert "zaaktype-mismatch" in codes(extended("POST", f"{Z}/statussen", body))


@pytest.mark.parametrize(
    ("claims", "code"),
    [
        ({"iat": int(time.time()) - 7200}, "jwt-expired"),
        ({"iat": None}, "jwt-missing-iat-claim"),
        ({"client_id": "onbekend"}, "invalid-client-identifier"),
    ],
)
def test_a_bad_token_is_a_403_with_its_own_code(
    extended: Caller, claims: dict[str, Any], code: str
) -> None:
    headers = {"Authorization": f"Bearer {extended.token(**claims)}"}
    answer = extended("GET", f"{Z}/zaken", headers=headers)
    assert (answer.status_code, answer.get_json()["code"]) == (403, code)


def test_crs_headers_are_needed_on_zaken(extended: Caller) -> None:
    assert extended("GET", f"{Z}/zaken", headers={"Accept-Crs": "EPSG:28992"}).status_code == 406


def test_a_document_in_parts_comes_back_byte_for_byte(extended: Caller) -> None:
    content = bytes(range(256)) * 10
    kind = extended.first(f"{C}/informatieobjecttypen")["url"]
    body = {
        "bronorganisatie": RSIN, "creatiedatum": "2026-11-01", "titel": "t", "auteur": "a",
        "taal": "dut", "bestandsomvang": len(content), "informatieobjecttype": kind,
    }  # fmt: skip
    made = extended("POST", f"{D}/enkelvoudiginformatieobjecten", body).get_json()
    path = urlsplit(made["url"]).path
    assert made["locked"]
    assert [part["omvang"] for part in made["bestandsdelen"]] == [1000, 1000, 560]
    early = extended("POST", f"{path}/unlock", {"lock": made["lock"]})
    assert "incomplete-upload" in codes(early)
    offset = 0
    for part in made["bestandsdelen"]:
        piece = content[offset : offset + part["omvang"]]
        offset += part["omvang"]
        data = {"lock": made["lock"], "inhoud": (io.BytesIO(piece), "deel")}
        answer = extended("PUT", urlsplit(part["url"]).path, data=data)
        assert answer.status_code == 200, answer.get_data(as_text=True)
    assert extended("POST", f"{path}/unlock", {"lock": made["lock"]}).status_code == 204
    assert extended("GET", f"{path}/download").data == content
    ranged = extended("GET", f"{path}/download", headers={"Range": "bytes=1000-1009"})
    assert (ranged.status_code, ranged.data) == (206, content[1000:1010])


def test_an_object_takes_the_clients_uuid_and_merges_maps(extended: Caller) -> None:
    path = "/objecten/api/v2/objects"
    first = extended.first(path)
    again = {"uuid": first["uuid"], "type": first["type"], "record": first["record"]}
    refused = extended("POST", path, again)
    assert refused.get_json()["invalid_params"][0]["code"] == "unique"
    target = f"{path}/{first['uuid']}"
    changed = extended("PATCH", target, {"record": {"data": {"titel": "Anders"}}}).get_json()
    assert changed["record"]["index"] == first["record"]["index"] + 1
    assert changed["record"]["data"]["doelen"] == first["record"]["data"]["doelen"]


def test_the_sample_cases_stand_as_they_are_expected_to() -> None:
    import json

    cases = json.loads((resources() / "voorbeeld" / "zaken.json").read_text("utf-8"))["zaken"]
    registry = PracticeRegistry(resources() / "voorbeeld")
    call = Caller(registry, "beheer")
    for case in cases:
        number = case["zaak"]["identificatie"]
        found = call("GET", f"{Z}/zaken?identificatie={number}").get_json()["results"][0]
        assert bool(found["einddatum"]) == bool(case["verwacht"]["einddatum"]), number
        assert (found["archiefnominatie"] or None) == (
            case["verwacht"]["archiefnominatie"] or case["zaak"].get("archiefnominatie")
        ), number
    registry.close()


def test_generated_cases_are_repeatable_by_seed() -> None:
    texts = []
    for seed in (1, 1, 2):
        registry = PracticeRegistry(resources() / "voorbeeld", zaken=60, seed=seed)
        found = Caller(registry)("GET", f"{Z}/zaken?ordering=identificatie").get_json()
        texts.append([one["omschrijving"] for one in found["results"]])
        assert found["count"] == 60
        registry.close()
    assert texts[0] == texts[1] != texts[2]


def test_faults_are_repeatable_by_seed() -> None:
    chosen = [
        [Faults({"5xx": 0.3}, seed).choose("GET", "/") for _ in range(1)] for seed in range(40)
    ]
    again = [
        [Faults({"5xx": 0.3}, seed).choose("GET", "/") for _ in range(1)] for seed in range(40)
    ]
    assert chosen == again
    with pytest.raises(ValueError, match="unknown fault"):
        Faults.parse("vlammen=0.1")


def test_the_same_clock_and_ids_give_the_same_answers_byte_for_byte() -> None:
    told = []
    for _ in range(2):
        registry = PracticeRegistry(
            resources() / "voorbeeld",
            clock=lambda: datetime(2026, 11, 23, 12, tzinfo=UTC),
            ids=Ids(7),
            part_bytes=1000,
        )
        call = Caller(registry, "beheer", issued_at=1_795_435_000)
        zaak = new_zaak(call)
        path = urlsplit(zaak["url"]).path
        kind = call.first(f"{C}/informatieobjecttypen")["url"]
        document = {
            "bronorganisatie": RSIN, "creatiedatum": "2026-11-01", "titel": "t", "auteur": "a",
            "taal": "dut", "bestandsomvang": 2000, "informatieobjecttype": kind,
        }  # fmt: skip
        answers = [
            call("GET", path),
            call("POST", f"{Z}/zaken", {}),
            call("PATCH", path, {"omschrijving": "anders"}),
            call("POST", f"{D}/enkelvoudiginformatieobjecten", document),
            call("GET", f"{path}/audittrail"),
        ]
        told.append([answer.data for answer in answers])
        registry.close()
    assert told[0] == told[1]
