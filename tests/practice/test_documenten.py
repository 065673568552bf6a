"""Documents: versions, locks, gebruiksrechten, deletion, uploads (guide 7; O15–O19)."""

from __future__ import annotations

import base64
import io
from typing import Any

import pytest

from tests.practice.casework import (
    EIO,
    RSIN,
    B,
    C,
    D,
    Z,
    add,
    add_document,
    add_resultaat,
    codes,
    new_zaak,
    path_of,
    set_status,
)
from tests.practice.conftest import Caller

TEXT = b"Beste mevrouw"


def inline(content: bytes) -> dict[str, Any]:
    return {"inhoud": base64.b64encode(content).decode(), "bestandsomvang": len(content)}


def locked(call: Caller, document: dict[str, Any]) -> str:
    lock: str = call("POST", f"{path_of(document)}/lock", {}).get_json()["lock"]
    return lock


def send_parts(call: Caller, document: dict[str, Any], lock: str, content: bytes) -> None:
    offset = 0
    for part in call("GET", path_of(document)).get_json()["bestandsdelen"]:
        piece = content[offset : offset + part["omvang"]]
        offset += part["omvang"]
        data = {"lock": lock, "inhoud": (io.BytesIO(piece), "deel")}
        assert call("PUT", path_of(part), data=data).status_code == 200


def test_o16_a_change_needs_the_lock_that_is_on_the_document(call: Caller) -> None:
    document = add_document(call)
    path = path_of(document)
    assert "unlocked" in codes(call("PATCH", path, {"titel": "x", "lock": "y"}))
    lock = locked(call, document)
    assert call("GET", path).get_json()["locked"]
    assert "existing-lock" in codes(call("POST", f"{path}/lock", {}))
    assert "missing-lock-id" in codes(call("PATCH", path, {"titel": "x"}))
    assert "incorrect-lock-id" in codes(call("PATCH", path, {"titel": "x", "lock": "y"}))
    assert call("PATCH", path, {"titel": "x", "lock": lock}).get_json()["versie"] == 2
    assert "incorrect-lock-id" in codes(call("POST", f"{path}/unlock", {"lock": "y"}))
    assert call("POST", f"{path}/unlock", {"lock": lock}).status_code == 204
    assert "unlocked" in codes(call("PATCH", path, {"titel": "y", "lock": lock}))


def test_every_change_is_a_version_and_the_old_ones_stay(call: Caller) -> None:
    document = add_document(call, **inline(TEXT))
    path, lock = path_of(document), locked(call, document)
    call("PATCH", path, {"titel": "twee", "lock": lock})
    moment = call("GET", path).get_json()["beginRegistratie"]
    call("PATCH", path, {**inline(b"Beste heer"), "titel": "drie", "lock": lock})
    assert [call("GET", f"{path}?versie={n}").get_json()["titel"] for n in (1, 2, 3)] == [
        "t", "twee", "drie",
    ]  # fmt: skip
    assert call("GET", f"{path}/download?versie=2").data == TEXT, "metadata keeps the content"
    assert call("GET", f"{path}/download").data == b"Beste heer"
    assert call("GET", f"{path}?versie=4").status_code == 404
    assert call("GET", f"{path}?registratieOp={moment}").get_json()["versie"] == 2
    assert call("GET", path).get_json()["inhoud"].endswith("/download?versie=3")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"inhoud": "geen base64!", "bestandsomvang": 3}, "invalid-base64"),
        ({"inhoud": "YWJj", "bestandsomvang": 4}, "file-size"),
        ({"indicatieGebruiksrecht": True}, "missing-gebruiksrechten"),
        ({"ontvangstdatum": "2026-11-01", "status": "in_bewerking"}, "invalid_for_received"),
        ({"taal": "nl"}, "min_length"),
        ({"integriteit": {"algoritme": "rot13", "waarde": "x", "datum": "2026-11-01"}},
         "invalid_choice"),
    ],
)  # fmt: skip
def test_a_faulty_document_is_refused(call: Caller, body: dict[str, Any], code: str) -> None:
    kind = call.first(f"{C}/informatieobjecttypen")["url"]
    whole = {"bronorganisatie": RSIN, "creatiedatum": "2026-11-01", "titel": "t", "auteur": "a",
             "taal": "dut", "informatieobjecttype": kind, **body}  # fmt: skip
    assert code in codes(call("POST", EIO, whole))


def test_an_identificatie_is_used_once(call: Caller) -> None:
    one = add_document(call)
    whole = {name: one[name] for name in (
        "identificatie", "bronorganisatie", "creatiedatum", "titel", "auteur", "taal",
        "informatieobjecttype",
    )}  # fmt: skip
    assert "identificatie-niet-uniek" in codes(call("POST", EIO, whole))


def test_gebruiksrechten_decide_whether_a_zaak_may_close(call: Caller) -> None:
    zaak, document = new_zaak(call), add_document(call)
    add(call, f"{Z}/zaakinformatieobjecten",
        {"zaak": zaak["url"], "informatieobject": document["url"]})  # fmt: skip
    add_resultaat(call, zaak["url"])
    unset = set_status(call, zaak["url"], -1, "2026-11-02T10:00:00Z")
    assert "indicatiegebruiksrecht-unset" in codes(unset)
    right = add(call, f"{D}/gebruiksrechten", {
        "informatieobject": document["url"], "startdatum": "2026-11-01T00:00:00Z",
        "omschrijvingVoorwaarden": "Alleen intern"})  # fmt: skip
    assert call("GET", path_of(document)).get_json()["indicatieGebruiksrecht"] is True
    lock = locked(call, document)
    busy = set_status(call, zaak["url"], -1, "2026-11-02T10:00:00Z")
    if call.registry.manners != "strict":
        assert "informatieobject-locked" in codes(busy), "O19"
    denied = call("PATCH", path_of(document), {"indicatieGebruiksrecht": False, "lock": lock})
    assert "existing-gebruiksrechten" in codes(denied)
    call("POST", f"{path_of(document)}/unlock", {"lock": lock})
    changed = call("PATCH", path_of(right), {"omschrijvingVoorwaarden": "Geen"}).get_json()
    assert changed["omschrijvingVoorwaarden"] == "Geen"
    assert call("GET", f"{D}/gebruiksrechten?informatieobject={document['url']}").get_json() == [
        changed
    ]
    assert call("DELETE", path_of(right)).status_code == 204
    assert call("GET", path_of(document)).get_json()["indicatieGebruiksrecht"] is None


def test_a_document_goes_only_without_relations_and_lock(call: Caller) -> None:
    boss = Caller(call.registry, "beheer")
    zaak, document = new_zaak(call), add_document(call)
    pair = {"zaak": zaak["url"], "informatieobject": document["url"]}
    link = add(call, f"{Z}/zaakinformatieobjecten", pair)
    mirrored = call("GET", f"{D}/objectinformatieobjecten?object={zaak['url']}").get_json()
    assert [one["informatieobject"] for one in mirrored] == [document["url"]]
    assert call("DELETE", path_of(document)).status_code == 403
    assert "pending-relations" in codes(boss("DELETE", path_of(document)))
    boss("DELETE", path_of(link))
    lock = locked(call, document)
    assert "destroy-locked" in codes(boss("DELETE", path_of(document)))
    call("POST", f"{path_of(document)}/unlock", {"lock": lock})
    assert boss("DELETE", path_of(document)).status_code == 204
    assert call("GET", path_of(document)).status_code == 404


def test_content_is_replaced_in_parts_while_the_old_version_stays(call: Caller) -> None:
    document = add_document(call, **inline(TEXT))
    path, lock = path_of(document), locked(call, document)
    new = bytes(range(250)) * 10
    body = {"inhoud": None, "bestandsomvang": len(new), "lock": lock}
    assert len(call("PATCH", path, body).get_json()["bestandsdelen"]) == 3
    assert call("GET", f"{path}/download").status_code == 204, "no content yet"
    assert call("GET", f"{path}/download?versie=1").data == TEXT
    assert "incomplete-upload" in codes(call("POST", f"{path}/unlock", {"lock": lock}))
    send_parts(call, document, lock, new)
    assert call("POST", f"{path}/unlock", {"lock": lock}).status_code == 204
    assert call("GET", f"{path}/download").data == new
    assert call("GET", path).get_json()["bestandsdelen"] == []


def test_a_part_may_be_sent_again_and_the_last_bytes_count(call: Caller) -> None:
    document = add_document(call, bestandsomvang=1500)
    send_parts(call, document, document["lock"], bytes(1500))
    send_parts(call, document, document["lock"], b"x" * 1500)
    wrong = {"lock": document["lock"], "inhoud": (io.BytesIO(b"kort"), "deel")}
    answer = call("PUT", path_of(document["bestandsdelen"][0]), data=wrong)
    assert "file-size" in codes(answer)
    call("POST", f"{path_of(document)}/unlock", {"lock": document["lock"]})
    assert call("GET", f"{path_of(document)}/download").data == b"x" * 1500


def test_o17_an_upload_is_given_up_with_ordinary_rights(call: Caller) -> None:
    document = add_document(call, bestandsomvang=1500)
    path, lock = path_of(document), document["lock"]
    body = {"titel": "(ingetrokken) t", "inhoud": "", "bestandsomvang": 0, "lock": lock}
    assert call("PATCH", path, body).get_json()["bestandsdelen"] == []
    assert call("POST", f"{path}/unlock", {"lock": lock}).status_code == 204
    assert call("GET", f"{path}/download").data == b""
    assert call("DELETE", path).status_code == 403


def test_o18_an_upload_is_completed_inline(call: Caller) -> None:
    document = add_document(call, bestandsomvang=1500)
    path, lock = path_of(document), document["lock"]
    call("PATCH", path, {**inline(TEXT), "lock": lock})
    assert call("POST", f"{path}/unlock", {"lock": lock}).status_code == 204
    assert call("GET", f"{path}/download").data == TEXT


def test_a_forced_unlock_throws_an_unfinished_upload_away(call: Caller) -> None:
    document = add_document(call, bestandsomvang=1500)
    path = path_of(document)
    boss = Caller(call.registry, "beheer")
    assert boss("POST", f"{path}/unlock", {"lock": "zomaar"}).status_code == 204
    shown = call("GET", path).get_json()
    assert (shown["inhoud"], shown["bestandsomvang"], shown["locked"]) == (None, None, False)


def test_a_besluit_changes_and_goes_with_its_documents(call: Caller) -> None:
    known = call("GET", f"{B}/besluiten").get_json()["results"][0]
    body = {name: known[name] for name in (
        "verantwoordelijkeOrganisatie", "besluittype", "zaak", "datum", "ingangsdatum",
    )}  # fmt: skip
    boss = Caller(call.registry, "beheer")
    besluit = add(boss, f"{B}/besluiten", body)
    uuid = besluit["url"].rsplit("/", 1)[-1]
    mirrored = call("GET", f"{path_of({'url': known['zaak']})}/besluiten").get_json()
    assert uuid in [one["uuid"] for one in mirrored]
    changes = {"vervaldatum": "2030-01-01", "vervalreden": "tijdelijk", "toelichting": "want"}
    shown = boss("PATCH", path_of(besluit), changes).get_json()
    assert (shown["toelichting"], bool(shown["vervalredenWeergave"])) == ("want", True)
    for name in ("identificatie", "besluittype"):
        other = call("GET", f"{B}/besluiten").get_json()["results"][-2][name]
        answer = boss("PATCH", path_of(besluit), {name: other + "x"})
        assert "wijzigen-niet-toegelaten" in codes(answer)
    kind = call("GET", path_of({"url": known["besluittype"]})).get_json()
    document = add_document(call, informatieobjecttype=kind["informatieobjecttypen"][0])
    pair = {"besluit": besluit["url"], "informatieobject": document["url"]}
    link = add(call, f"{B}/besluitinformatieobjecten", pair)
    assert "unique" in codes(call("POST", f"{B}/besluitinformatieobjecten", pair))
    wrong = {**pair, "informatieobject": add_document(call)["url"]}
    assert "missing-besluittype-informatieobjecttype-relation" in codes(
        call("POST", f"{B}/besluitinformatieobjecten", wrong)
    )
    assert boss("DELETE", path_of(besluit)).status_code == 204
    assert call("GET", path_of(link)).status_code == 404
    assert call("GET", path_of(document)).status_code == 200
