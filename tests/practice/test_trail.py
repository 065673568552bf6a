"""The audit trail: who did what, with full snapshots (behaviour 5; O1, O11, S32)."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from tests.practice.casework import (
    EIO,
    RSIN,
    B,
    Z,
    add,
    add_document,
    add_resultaat,
    add_rol,
    new_zaak,
    path_of,
    set_status,
    types,
)
from tests.practice.conftest import Caller

PAND = {"objectType": "pand", "objectIdentificatie": {"identificatie": "0363"}}


@pytest.fixture
def boss(call: Caller) -> Caller:
    return Caller(call.registry, "beheer")


def trail(boss: Caller, resource: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = boss("GET", f"{path_of(resource)}/audittrail").get_json()
    return found


def test_an_ordinary_application_may_not_read_the_trail(call: Caller) -> None:
    assert call("GET", f"{path_of(new_zaak(call))}/audittrail").status_code == 403


def test_every_save_leaves_whole_snapshots_and_old_equals_the_new_before(
    call: Caller, boss: Caller
) -> None:
    zaak = new_zaak(call)
    for text in ("een", "twee", "twee"):
        call("PATCH", path_of(zaak), {"omschrijving": text})
    lines = trail(boss, zaak)
    assert [line["actie"] for line in lines] == ["create", *["partial_update"] * 3], "a no-op too"
    assert lines[0]["wijzigingen"]["oud"] is None
    for before, line in pairwise(lines):
        assert line["wijzigingen"]["oud"] == before["wijzigingen"]["nieuw"]
    shown = call("GET", path_of(zaak)).get_json()
    shown.pop("_expand", None)
    assert lines[-1]["wijzigingen"]["nieuw"] == shown


def test_the_reason_of_a_request_comes_back_as_toelichting(call: Caller, boss: Caller) -> None:
    zaak = new_zaak(call)
    headers = {"X-Audit-Toelichting": "zk:1234 omdat het moet"}
    call("PATCH", path_of(zaak), {"omschrijving": "x"}, headers=headers)
    line = trail(boss, zaak)[-1]
    told = (line["toelichting"], line["gebruikersId"], line["resultaat"], line["resource"])
    assert told == ("zk:1234 omdat het moet", "u", 200, "zaak")
    one = boss("GET", f"{path_of(zaak)}/audittrail/{line['uuid']}").get_json()
    assert one == line


def test_children_leave_lines_but_notities_locks_and_closing_do_not(
    call: Caller, boss: Caller
) -> None:
    zaak = new_zaak(call)
    rol = add_rol(call, zaak["url"])
    call("DELETE", path_of(rol))
    add(call, f"{Z}/zaakobjecten", {"zaak": zaak["url"], **PAND})
    eigenschap = types(call, "eigenschappen")[0]["url"]
    add(call, f"{path_of(zaak)}/zaakeigenschappen",
        {"zaak": zaak["url"], "eigenschap": eigenschap, "waarde": "x"})  # fmt: skip
    add(call, f"{Z}/klantcontacten", {"zaak": zaak["url"], "datumtijd": "2026-11-01T10:00:00Z"})
    if call.registry.manners != "strict":
        add(call, f"{Z}/zaaknotities",
            {"gerelateerdAan": zaak["url"], "onderwerp": "o", "tekst": "t"})  # fmt: skip
    add_resultaat(call, zaak["url"])
    set_status(call, zaak["url"], -1, "2026-11-02T10:00:00Z")
    told = [(line["resource"], line["actie"]) for line in trail(boss, zaak)]
    assert told == [
        ("zaak", "create"), ("rol", "create"), ("rol", "destroy"), ("zaakobject", "create"),
        ("zaakeigenschap", "create"), ("klantcontact", "create"), ("resultaat", "create"),
        ("status", "create"),
    ]  # fmt: skip
    destroyed = trail(boss, zaak)[2]["wijzigingen"]
    assert (destroyed["oud"]["url"], destroyed["nieuw"]) == (rol["url"], None)


def test_documents_and_besluiten_have_trails_of_their_own(call: Caller, boss: Caller) -> None:
    document = add_document(call)
    lock = call("POST", f"{path_of(document)}/lock", {}).get_json()["lock"]
    call("PATCH", path_of(document), {"titel": "anders", "lock": lock})
    call("POST", f"{path_of(document)}/unlock", {"lock": lock})
    lines = trail(boss, document)
    assert [line["actie"] for line in lines] == ["create", "partial_update"]
    assert {line["resource"] for line in lines} == {"enkelvoudiginformatieobject"}
    known = call("GET", f"{B}/besluiten").get_json()["results"][0]
    body = {"verantwoordelijkeOrganisatie": RSIN, "besluittype": known["besluittype"],
            "datum": "2026-11-01", "ingangsdatum": "2026-11-01"}  # fmt: skip
    besluit = add(call, f"{B}/besluiten", body)
    call("PATCH", path_of(besluit), {"toelichting": "want"})
    lines = trail(boss, besluit)
    assert [line["actie"] for line in lines] == ["create", "partial_update"]
    assert lines[1]["wijzigingen"]["nieuw"]["toelichting"] == "want"
    assert EIO in document["url"]
