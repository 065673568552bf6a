"""The oddities of the reference registry, one by one; the other manners do not have them.

Sections are those of the behaviour report; overlapping requests are in `test_moments`.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from desktop.config.paths import resources
from desktop.practice.answering.manners import Manners
from desktop.practice.inside import Inside
from desktop.practice.server import PracticeRegistry
from desktop.practice.weather.faults import Faults

from tests.practice.casework import (
    EIO,
    RSIN,
    D,
    Z,
    add,
    add_document,
    add_resultaat,
    add_rol,
    codes,
    new_zaak,
    path_of,
    set_status,
    types,
)
from tests.practice.conftest import Caller

PAND = {"objectType": "pand", "objectIdentificatie": {"identificatie": "0363"}}


class Clock:
    def __init__(self) -> None:
        self.now = datetime.now(UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=1)
        return self.now


@pytest.fixture(params=list(Manners))
def call(request: pytest.FixtureRequest) -> Iterator[Caller]:
    registry = PracticeRegistry(
        resources() / "voorbeeld", manners=request.param, part_bytes=1000, clock=Clock()
    )
    yield Caller(registry)
    registry.close()


@pytest.fixture
def observed() -> Iterator[Caller]:
    registry = PracticeRegistry(
        resources() / "voorbeeld", manners=Manners.OBSERVED, part_bytes=1000, clock=Clock()
    )
    yield Caller(registry)
    registry.close()


def is_observed(call: Caller) -> bool:
    return call.registry.manners is Manners.OBSERVED


def etag(call: Caller, path: str) -> str:
    return str(call("GET", path).headers["ETag"])


def unchanged(call: Caller, path: str, tag: str) -> bool:
    return call("GET", path, headers={"If-None-Match": tag}).status_code == 304


def old_zaak(call: Caller) -> dict[str, Any]:
    """Give an open sample zaak: made by a process of before."""
    found: dict[str, Any] = call("GET", f"{Z}/zaken?identificatie=ZAAK-2026-0000000127").get_json()
    first: dict[str, Any] = found["results"][0]
    return first


def test_b1_problems_are_plain_json(call: Caller) -> None:
    answer = call("GET", f"{Z}/zaken?onbekend=1")
    media = "application/json" if is_observed(call) else "application/problem+json"
    assert (answer.mimetype, answer.get_json()["invalidParams"][0]["code"]) == (
        media, "unknown-parameters",
    )  # fmt: skip


def test_b1_what_is_no_uuid_is_a_breakdown(call: Caller) -> None:
    answer = call("GET", f"{Z}/zaken/geen-uuid")
    assert answer.status_code == (500 if is_observed(call) else 404)


def test_b2_the_clients_uuid_and_idempotency_key_are_ignored(call: Caller) -> None:
    wanted = "11111111-1111-4111-8111-111111111111"
    assert new_zaak(call, uuid=wanted)["uuid"] != wanted


@pytest.mark.parametrize("kind", ["rollen", "zaakobjecten", "zaakeigenschappen", "zaaknotities"])
def test_b2_a_second_identical_create_doubles_in_silence(observed: Caller, kind: str) -> None:
    zaak = new_zaak(observed)
    behandelaar = next(
        one for one in types(observed, "roltypen") if one["omschrijvingGeneriek"] == "behandelaar"
    )
    bodies: dict[str, dict[str, Any]] = {
        "rollen": {"roltype": behandelaar["url"], "betrokkeneType": "medewerker",
                   "betrokkeneIdentificatie": {"identificatie": "m-ik"}},
        "zaakobjecten": PAND,
        "zaakeigenschappen": {"eigenschap": types(observed, "eigenschappen")[0]["url"],
                              "waarde": "x"},
        "zaaknotities": {"gerelateerdAan": zaak["url"], "onderwerp": "o", "tekst": "t"},
    }  # fmt: skip
    path = f"{path_of(zaak)}/{kind}" if kind == "zaakeigenschappen" else f"{Z}/{kind}"
    body = {"zaak": zaak["url"], **bodies[kind]}
    assert add(observed, path, body)["url"] != add(observed, path, body)["url"]


def test_b3_if_match_is_ignored_on_writes_and_refused_on_reads(call: Caller) -> None:
    zaak = path_of(new_zaak(call))
    wrong = {"If-Match": '"anders"'}
    assert call("PATCH", zaak, {"omschrijving": "x"}, headers=wrong).status_code == 200
    assert call("GET", zaak, headers=wrong).status_code == 412


def test_b3_the_etag_of_a_zaak_made_by_this_process_is_stale_after_a_save(call: Caller) -> None:
    zaak = path_of(new_zaak(call))
    tag = etag(call, zaak)
    call("PATCH", zaak, {"omschrijving": "Anders"})
    assert unchanged(call, zaak, tag) is is_observed(call)
    assert call("GET", zaak).get_json()["omschrijving"] == "Anders"


def test_b3_the_etag_of_an_older_zaak_can_be_trusted_for_its_own_fields(call: Caller) -> None:
    zaak = path_of(old_zaak(call))
    tag = etag(call, zaak)
    call("PATCH", zaak, {"omschrijving": "Anders"})
    assert not unchanged(call, zaak, tag)


def test_b3_a_rol_or_eigenschap_that_went_leaves_the_etag_as_it_was(call: Caller) -> None:
    zaak = old_zaak(call)
    path = path_of(zaak)
    rol = add_rol(call, zaak["url"])
    tag = etag(call, path)
    assert call("DELETE", path_of(rol)).status_code == 204
    assert unchanged(call, path, tag) is is_observed(call)


def test_b3_a_304_does_not_look_at_expand(call: Caller) -> None:
    path = path_of(old_zaak(call))
    tag = etag(call, path)
    assert unchanged(call, f"{path}?expand=zaaktype", tag) is is_observed(call)


def moves(call: Caller, zaak: dict[str, Any], act: Any) -> tuple[bool, bool]:
    """Tell whether something changed (ETag, laatstGemuteerd) of a zaak."""
    path = path_of(zaak)
    tag, before = etag(call, path), call("GET", path).get_json()["laatstGemuteerd"]
    act()
    after = call("GET", path).get_json()["laatstGemuteerd"]
    return (not unchanged(call, path, tag), after != before)


def test_b3_what_moves_a_zaak_is_as_in_the_table(observed: Caller) -> None:
    call, zaak = observed, old_zaak(observed)
    path, url = path_of(zaak), zaak["url"]
    rol = add_rol(call, url)
    kinds = types(call, "eigenschappen")
    eigenschap = add(call, f"{path}/zaakeigenschappen",
                     {"zaak": url, "eigenschap": kinds[0]["url"], "waarde": "x"})  # fmt: skip
    document = add_document(call)
    link = {"zaak": url, "informatieobject": document["url"]}
    whole_rol = {name: rol[name] for name in ("zaak", "roltype", "betrokkeneType")} | {
        "betrokkeneIdentificatie": {"identificatie": "m-zij"}
    }
    note = {"gerelateerdAan": url, "onderwerp": "o", "tekst": "t"}
    contact = {"zaak": url, "datumtijd": "2026-11-01T10:00:00Z"}
    table: list[tuple[str, str, Any, bool, bool]] = [
        ("PATCH", path, {"omschrijving": "Anders"}, True, True),
        ("PATCH", path, {"omschrijving": "Anders"}, False, False),
        ("PATCH", path, {"laatstGeopend": "2026-11-01T10:00:00Z"}, True, False),
        ("POST", f"{Z}/rollen", {**whole_rol, "roltoelichting": "x"}, True, False),
        ("PUT", path_of(rol), whole_rol, False, False),
        ("DELETE", path_of(rol), None, False, False),
        ("POST", f"{path}/zaakeigenschappen",
         {"zaak": url, "eigenschap": kinds[1]["url"], "waarde": "x"}, True, False),
        ("PATCH", path_of(eigenschap), {"waarde": "y"}, False, False),
        ("DELETE", path_of(eigenschap), None, False, False),
        ("POST", f"{Z}/zaaknotities", note, False, False),
        ("POST", f"{Z}/klantcontacten", contact, False, False),
        ("POST", f"{Z}/zaakobjecten", {"zaak": url, **PAND}, True, True),
        ("POST", f"{Z}/zaakinformatieobjecten", link, True, True),
    ]  # fmt: skip
    for method, target, body, tag, mutated in table:
        found = moves(call, zaak, lambda m=method, t=target, b=body: call(m, t, b))
        assert found == (tag, mutated), (method, target, body)
    added = call("GET", f"{Z}/zaakinformatieobjecten?zaak={url}").get_json()[-1]
    assert moves(call, zaak, lambda: call("DELETE", path_of(added))) == (True, True)
    now = datetime.now(UTC).isoformat()
    assert moves(call, zaak, lambda: set_status(call, url, 1, now)) == (True, True)
    assert moves(call, zaak, lambda: add_resultaat(call, url)) == (True, True)


def test_b4_page_sizes_are_capped_in_silence(observed: Caller) -> None:
    for size in ("9999", "0", "abc"):
        assert observed("GET", f"{Z}/zaken?pageSize={size}").status_code == 200
    registry = PracticeRegistry(resources() / "voorbeeld", manners=Manners.OBSERVED, zaken=620)
    many = Caller(registry)
    found = {
        size: len(many("GET", f"{Z}/zaken?pageSize={size}").get_json()["results"])
        for size in ("9999", "0", "abc", "7")
    }
    assert found == {"9999": 500, "0": 100, "abc": 100, "7": 7}
    registry.close()


def test_b4_a_filter_that_zoek_does_not_know_finds_everything(call: Caller) -> None:
    answer = call("POST", f"{Z}/zaken/_zoek", {"laatstGemuteerd__gt": "2026-11-01"})
    if not is_observed(call):
        assert answer.status_code == 400
        return
    assert answer.get_json()["count"] == call("GET", f"{Z}/zaken").get_json()["count"]


def test_b4_an_empty_zoek_is_refused(call: Caller) -> None:
    assert "empty_search_body" in codes(call("POST", f"{Z}/zaken/_zoek", {}))


def test_b4_expand_as_a_text_in_zoek_is_a_breakdown(call: Caller) -> None:
    answer = call("POST", f"{Z}/zaken/_zoek", {"expand": "status,rollen"})
    assert answer.status_code == (500 if is_observed(call) else 400)


def test_b4_zoek_is_paged_by_the_query_string(call: Caller) -> None:
    answer = call("POST", f"{Z}/zaken/_zoek?page=2", {"startdatum__gte": "2000-01-01"})
    assert answer.status_code == 404, "fewer than a page"


def test_b4_zaken_come_newest_first_and_documents_oldest_first(observed: Caller) -> None:
    zaak, document = new_zaak(observed), add_document(observed)
    assert observed("GET", f"{Z}/zaken").get_json()["results"][0]["url"] == zaak["url"]
    assert observed("GET", EIO).get_json()["results"][-1]["url"] == document["url"]


def test_b5_the_source_of_a_line_is_in_capitals(call: Caller) -> None:
    boss = Caller(call.registry, "beheer")
    line = boss("GET", f"{path_of(new_zaak(call))}/audittrail?sinds=altijd").get_json()[0]
    assert line["bron"] == ("ZRC" if is_observed(call) else "zrc")


def test_b6_a_lock_does_not_change_the_etag(call: Caller) -> None:
    document = add_document(call)
    tag = etag(call, path_of(document))
    call("POST", f"{path_of(document)}/lock", {})
    assert unchanged(call, path_of(document), tag) is is_observed(call)


def test_b6_of_two_locks_at_the_same_moment_both_are_given_and_the_last_holds() -> None:
    registry = PracticeRegistry(
        resources() / "voorbeeld", manners=Manners.OBSERVED, faults=Faults(slow_s=0.0)
    )
    one, other = (
        Inside(registry, name, name, "zaakkoffer-oefenen", meets_faults=True)
        for name in ("m-een", "m-twee")
    )
    path = path_of(add_document(Caller(registry)))
    theirs: list[str] = []
    registry.gate.pause = lambda _seconds: theirs.append(
        other.send("POST", f"{path}/lock", {})[1]["lock"]
    )
    registry.faults.strike("hold", path_contains="/lock")
    status, mine = one.send("POST", f"{path}/lock", {})
    assert (status, len(theirs), theirs[0] != mine["lock"]) == (200, 1, True)
    for lock, answer in ((theirs[0], 400), (mine["lock"], 200)):
        assert one.send("PATCH", path, {"titel": "x", "lock": lock})[0] == answer
    registry.close()


def test_b6_of_two_changes_under_one_lock_at_the_same_moment_one_breaks_down() -> None:
    registry = PracticeRegistry(
        resources() / "voorbeeld", manners=Manners.OBSERVED, faults=Faults(slow_s=0.0)
    )
    person = Inside(registry, "m-een", "m-een", "zaakkoffer-oefenen", meets_faults=True)
    path = path_of(add_document(Caller(registry)))
    lock = person.send("POST", f"{path}/lock", {})[1]["lock"]
    body = {"titel": "x", "lock": lock}
    meanwhile: list[Any] = []
    registry.gate.pause = lambda _seconds: meanwhile.append(person.send("PATCH", path, body))
    registry.faults.strike("hold", path_contains=path)
    assert person.send("PATCH", path, body)[0] == 500
    assert meanwhile[0][0] == 200
    assert person.send("GET", path)[1]["versie"] == 2
    registry.close()


def test_b6_the_lock_of_an_upload_can_be_read_from_its_parts(call: Caller) -> None:
    document = add_document(call, bestandsomvang=1500)
    parts = call("GET", path_of(document)).get_json()["bestandsdelen"]
    known = document["lock"] if call.registry.manners is not Manners.STRICT else ""
    assert [part["lock"] for part in parts] == [known, known]


def test_b6_a_change_during_an_upload_makes_all_parts_anew(call: Caller) -> None:
    document = add_document(call, bestandsomvang=1500)
    path = path_of(document)
    shown = call("PATCH", path, {"titel": "x", "lock": document["lock"]}).get_json()
    old = [part["url"] for part in document["bestandsdelen"]]
    new = [part["url"] for part in shown["bestandsdelen"]]
    assert (len(new), bool(set(old) & set(new))) == (2, not is_observed(call))
    dead = call("PUT", path_of({"url": old[0]}), data={"lock": document["lock"]})
    assert (dead.status_code == 404) is is_observed(call)


def test_b6_a_large_part_for_a_dead_url_ends_in_a_bad_gateway(observed: Caller) -> None:
    gone = f"{D}/bestandsdelen/00000000-0000-4000-8000-000000000000"
    answer = observed("PUT", gone, data={"lock": "x" * 100_000})
    assert (answer.status_code, answer.mimetype) == (502, "text/html")


def test_o17_an_upload_of_unknown_size_can_never_be_unlocked(observed: Caller) -> None:
    document = add_document(observed, bestandsomvang=1500)
    path, lock = path_of(document), document["lock"]
    body = {"inhoud": None, "bestandsomvang": None, "lock": lock}
    assert observed("PATCH", path, body).status_code == 200
    assert observed("POST", f"{path}/unlock", {"lock": lock}).status_code == 500
    assert observed("GET", path).get_json()["locked"]


def test_b6_a_checksum_is_kept_but_not_verified(call: Caller) -> None:
    content = base64.b64encode(b"abc").decode()
    wrong = {"algoritme": "sha_256", "waarde": "0" * 64, "datum": "2026-11-01"}
    document = add_document(call, inhoud=content, bestandsomvang=3, integriteit=wrong)
    assert document["integriteit"] == wrong


def test_b6_definitief_does_not_block_a_change(call: Caller) -> None:
    document = add_document(call, status="definitief")
    lock = call("POST", f"{path_of(document)}/lock", {}).get_json()["lock"]
    body = {"titel": "Toch anders", "lock": lock}
    assert call("PATCH", path_of(document), body).status_code == 200


def test_b7_text_is_trimmed_and_instants_come_back_in_utc(call: Caller) -> None:
    zaak = new_zaak(
        call, omschrijving="  Huisbezoek \n", toelichting="regel\r\ntwee",
        laatsteBetaaldatum="2026-03-02T11:15:30.1234567+01:00",
    )  # fmt: skip
    shown = call("GET", path_of(zaak)).get_json()
    assert (shown["omschrijving"], shown["toelichting"], shown["laatsteBetaaldatum"]) == (
        "Huisbezoek", "regel\r\ntwee", "2026-03-02T10:15:30.123456Z",
    )  # fmt: skip


def test_b7_only_a_detail_has_an_empty_expand(observed: Caller) -> None:
    zaak = new_zaak(observed)
    assert "_expand" not in zaak
    assert observed("GET", path_of(zaak)).get_json()["_expand"] == {}


def test_b8_the_documents_of_a_deleted_zaak_are_a_breakdown(call: Caller) -> None:
    zaak = new_zaak(call)
    assert Caller(call.registry, "beheer")("DELETE", path_of(zaak)).status_code == 204
    answer = call("GET", f"{D}/objectinformatieobjecten?object={zaak['url']}")
    assert answer.status_code == (500 if is_observed(call) else 200)


def test_o8_a_half_closed_zaak_takes_an_end_status_with_a_new_instant(observed: Caller) -> None:
    zaak = new_zaak(observed)
    add_resultaat(observed, zaak["url"])
    at = "2026-11-02T10:00:00.000000Z"
    assert set_status(observed, zaak["url"], -1, at).status_code == 201
    state = observed.registry.state
    with state.transaction():
        body = state.get("zaken", zaak["uuid"])
        assert body is not None
        state.change(zaak["uuid"], {**body, "einddatum": None}, ("einddatum",))
    assert "unique" in codes(set_status(observed, zaak["url"], -1, at))
    later = at.replace("000000Z", "000001Z")
    assert set_status(observed, zaak["url"], -1, later).status_code == 201
    assert observed("GET", path_of(zaak)).get_json()["einddatum"] == "2026-11-02"


def test_b10_the_objects_api_ignores_what_it_does_not_know(observed: Caller) -> None:
    path = "/objecten/api/v2/objects"
    everything = observed("GET", path).get_json()["count"]
    assert observed("GET", f"{path}?changedSince=2199-01-01").get_json()["count"] == everything
    assert RSIN
