"""Small steps of casework at a registry, for tests that are about something else."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from tests.practice.conftest import Caller

Z, D, C, B = "/zaken/api/v1", "/documenten/api/v1", "/catalogi/api/v1", "/besluiten/api/v1"
EIO = f"{D}/enkelvoudiginformatieobjecten"
RSIN = "123456782"


def codes(answer: Any) -> set[str]:
    body = answer.get_json()
    return {body["code"], *(one["code"] for one in body.get("invalidParams", []))}


def zaaktype(call: Caller) -> str:
    found = call("GET", f"{C}/zaaktypen?identificatie=WMO-HUISBEZOEK").get_json()["results"]
    newest: str = max(found, key=lambda one: one["beginGeldigheid"])["url"]
    return newest


def types(call: Caller, kind: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = call("GET", f"{C}/{kind}?zaaktype={zaaktype(call)}").get_json()[
        "results"
    ]
    return found


def new_zaak(call: Caller, **more: Any) -> dict[str, Any]:
    body = {
        "bronorganisatie": RSIN,
        "verantwoordelijkeOrganisatie": RSIN,
        "zaaktype": zaaktype(call),
        "startdatum": "2026-11-01",
        **more,
    }
    answer = call("POST", f"{Z}/zaken", body)
    assert answer.status_code == 201, answer.get_data(as_text=True)
    found: dict[str, Any] = answer.get_json()
    return found


def set_status(call: Caller, zaak: str, number: int, at: str) -> Any:
    kinds = sorted(types(call, "statustypen"), key=lambda one: one["volgnummer"])
    body = {"zaak": zaak, "statustype": kinds[number]["url"], "datumStatusGezet": at}
    return call("POST", f"{Z}/statussen", body)


def path_of(body: dict[str, Any]) -> str:
    """Give the path of a resource without host."""
    return urlsplit(str(body["url"])).path


def add(call: Caller, path: str, body: dict[str, Any]) -> dict[str, Any]:
    """Create something that must succeed."""
    answer = call("POST", path, body)
    assert answer.status_code == 201, answer.get_data(as_text=True)
    found: dict[str, Any] = answer.get_json()
    return found


def add_rol(call: Caller, zaak: str, generic: str = "behandelaar", **more: Any) -> dict[str, Any]:
    kind = next(one for one in types(call, "roltypen") if one["omschrijvingGeneriek"] == generic)
    body = {
        "zaak": zaak, "roltype": kind["url"], "betrokkeneType": "medewerker",
        "betrokkeneIdentificatie": {"identificatie": "m-ik"}, "roltoelichting": "x", **more,
    }  # fmt: skip
    return add(call, f"{Z}/rollen", body)


def add_document(call: Caller, **more: Any) -> dict[str, Any]:
    kinds = call("GET", f"{C}/zaaktype-informatieobjecttypen?zaaktype={zaaktype(call)}").get_json()
    body = {
        "bronorganisatie": RSIN, "creatiedatum": "2026-11-01", "titel": "t", "auteur": "a",
        "taal": "dut", "informatieobjecttype": kinds["results"][0]["informatieobjecttype"], **more,
    }  # fmt: skip
    return add(call, EIO, body)


def add_resultaat(call: Caller, zaak: str) -> dict[str, Any]:
    body = {"zaak": zaak, "resultaattype": types(call, "resultaattypen")[0]["url"]}
    return add(call, f"{Z}/resultaten", body)


def closed_zaak(call: Caller, at: str = "2026-11-02T10:00:00Z", **more: Any) -> dict[str, Any]:
    """Make a zaak, its resultaat and its end status; gives it as it is then."""
    zaak = new_zaak(call, **more)
    add_resultaat(call, zaak["url"])
    assert set_status(call, zaak["url"], -1, at).status_code == 201
    found: dict[str, Any] = call("GET", path_of(zaak)).get_json()
    return found
