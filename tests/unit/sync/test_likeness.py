"""Is this ours, what goes into a request, and what a refusal means."""

from __future__ import annotations

from typing import Any

import pytest
from desktop.domain.errors import Refused
from desktop.domain.ids import LocalId, RemoteRef, local_ref
from desktop.domain.kinds import Kind
from desktop.domain.reasons import Reason
from desktop.domain.records import Json, Record
from desktop.sync.judging.alike import is_ours, is_same
from desktop.sync.judging.refusals import (
    is_account_trouble,
    is_gone,
    is_hidden,
    is_revoked,
    reason_of,
)
from desktop.sync.judging.shapes import (
    RELATED,
    create_body,
    create_path,
    incoming,
    patch_body,
    waits_for_others,
)

WHO = "betrokkeneIdentificatie"
BEN = {"roltype": "r", "betrokkeneType": "medewerker", WHO: {"identificatie": "b"}}
BEN_FILLED_IN = {**BEN, WHO: {"identificatie": "b", "achternaam": "B"}}
EVA = {**BEN, WHO: {"identificatie": "e"}}
ADRES = {"objectType": "adres", "object": "u"}
CONTACT = {"bronorganisatie": "1", "registratiedatum": "2026-03-02T10:00:00Z", "tekst": "t"}
NOTE = {"onderwerp": "o", "tekst": "t", "aangemaaktDoor": "x", "notitieType": "intern"}


@pytest.mark.parametrize(
    ("kind", "sent", "found", "expected"),
    [
        (Kind.ZAAK, {"identificatie": "1", "bronorganisatie": "2"}, {"identificatie": "1"}, False),
        (Kind.ROL, BEN, BEN_FILLED_IN, True),
        (Kind.ROL, BEN, EVA, False),
        (Kind.STATUS, {"statustype": "s", "datumStatusGezet": "2026-03-02T10:00:00+01:00"},
         {"statustype": "s", "datumStatusGezet": "2026-03-02T09:00:00Z"}, True),
        (Kind.STATUS, {"statustype": "s", "datumStatusGezet": "2026-03-02T10:00:00Z"},
         {"statustype": "t", "datumStatusGezet": "2026-03-02T10:00:00Z"}, False),
        (Kind.ZAAKNOTITIE, NOTE, {**NOTE, "tekst": "t "}, True),
        (Kind.ZAAKNOTITIE, NOTE, {**NOTE, "tekst": "u"}, False),
        (Kind.ZAAKOBJECT, ADRES, {**ADRES, "relatieomschrijving": "x"}, True),
        (Kind.RESULTAAT, {"resultaattype": "a"}, {"resultaattype": "b"}, True),
        (Kind.CONTACTMOMENT, CONTACT, {**CONTACT, "url": "u"}, True),
        (Kind.CONTACTMOMENT, CONTACT, {**CONTACT, "tekst": "Iets anders"}, False),
    ],
)  # fmt: skip
def test_a_resource_is_known_by_its_key(
    kind: Kind, sent: dict[str, Any], found: dict[str, Any], expected: bool
) -> None:
    assert is_same(kind, sent, found) is expected


def test_e07_a_zaak_with_our_number_but_another_nonce_is_somebody_elses() -> None:
    mine = {"kenmerken": [{"bron": "zaakkoffer", "kenmerk": "K"}]}
    assert is_ours(Kind.ZAAK, mine, {"kenmerken": [{"bron": "zaakkoffer", "kenmerk": "K"}]})
    assert not is_ours(Kind.ZAAK, mine, {"kenmerken": []})
    assert is_ours(Kind.ROL, {}, {})


@pytest.mark.parametrize(
    ("found", "expected"),
    [({"id": "u", "wat": "anders"}, True), ({"id": "v"}, False), ({}, False), (["u"], False)],
)
def test_e29_an_object_with_another_id_within_is_somebody_elses(found: Any, expected: bool) -> None:
    mine = {"uuid": "u", "data": {"id": "u"}}
    assert is_ours(Kind.OBJECT, mine, {"uuid": "u", "record": {"data": found}}) is expected


@pytest.mark.parametrize(
    ("status", "code", "closed", "reason"),
    [
        (400, "max-occurences", False, Reason.INITIATOR_EXISTS),
        (400, "zaaktype-mismatch", False, Reason.TYPE_MISMATCH),
        (400, "indicatiegebruiksrecht-unset", False, Reason.GEBRUIKSRECHT),
        (403, "permission_denied", True, Reason.CLOSED),
        (403, "permission_denied", False, Reason.NO_RIGHT),
        (413, "error", False, Reason.TOO_LARGE),
        (400, "invalid", False, Reason.INVALID),
    ],
)
def test_a_refusal_gets_its_reason(status: int, code: str, closed: bool, reason: Reason) -> None:
    assert reason_of(Refused(status, code), closed=closed) is reason


def test_a_code_inside_the_invalid_params_counts() -> None:
    refused = Refused(400, "invalid", invalid_params=(("roltype", "max-occurences", ""),))
    assert reason_of(refused, closed=False) is Reason.INITIATOR_EXISTS


def test_trouble_with_the_account_is_told_from_trouble_with_a_record() -> None:
    assert is_account_trouble(Refused(403, "jwt-expired"))
    assert not is_account_trouble(Refused(403, "permission_denied"))


def test_s23_only_the_registrys_own_no_hides_a_record_never_a_token() -> None:
    assert is_hidden(Refused(403, "permission_denied"))
    assert not is_hidden(Refused(403, "jwt-expired"))
    assert is_revoked(Refused(403, "invalid-client-identifier"))
    assert not is_revoked(Refused(403, "invalid-jwt-signature")), "a wrong secret is mended here"


def test_only_the_registry_itself_can_say_that_something_is_gone() -> None:
    assert is_gone(Refused(404, "not_found"))
    assert not is_gone(Refused(404, "error"))


def test_an_object_is_flat_here_and_nested_there() -> None:
    answered = {
        "url": "zgw://objecten/objects/1", "uuid": "1", "type": "t",
        "record": {"typeVersion": 1, "data": {"a": 1}, "startAt": "2026-01-01", "index": 3},
    }  # fmt: skip
    flat = incoming(Kind.OBJECT, answered)
    assert (flat["data"], flat["index"]) == ({"a": 1}, 3)
    record = Record(LocalId("o"), "r", Kind.OBJECT, LocalId("o"), local=flat, base=flat)
    made = create_body(record, str)
    assert made["uuid"] == "1"
    assert "index" not in made["record"]
    assert incoming(Kind.ZAAK, {"url": "u", "_expand": {}}) == {"url": "u"}
    changed = patch_body(record, {"data": {"a": 1, "b": 2}}, str, "2026-11-24")
    assert changed == {"record": {"data": {"b": 2}, "startAt": "2026-11-24"}}


def test_references_to_what_only_we_have_are_resolved_when_a_request_is_made() -> None:
    body = {"uuid": "x", "url": "y", "zaak": local_ref(LocalId("z")), "kenmerken": [{"a": "b"}]}
    record = Record(LocalId("e"), "r", Kind.ZAAKEIGENSCHAP, LocalId("z"), local=body)
    made = create_body(record, lambda local_id: f"zgw://zaken/zaken/{local_id}")
    assert made == {"zaak": "zgw://zaken/zaken/z", "kenmerken": [{"a": "b"}]}
    zaak = RemoteRef("zaken", "zaken/123")
    assert create_path(record, zaak) == "zaken/123/zaakeigenschappen"
    assert create_path(record, None) == "zaken/{zaak}/zaakeigenschappen"


def test_a_patch_of_a_zaak_holds_only_what_was_changed() -> None:
    record = Record(LocalId("z"), "r", Kind.ZAAK, LocalId("z"), local={}, base={})
    assert patch_body(record, {"toelichting": ""}, str, "2026-11-24") == {"toelichting": ""}


def test_i09_a_new_zaak_leaves_out_relations_to_what_only_we_have() -> None:
    there = {"url": "zgw://zaken/zaken/9", "aardRelatie": "vervolg"}
    here = {"url": "local://other", "aardRelatie": "vervolg"}

    def body(*related: Json) -> Json:
        record = Record(
            LocalId("z"),
            "r",
            Kind.ZAAK,
            LocalId("z"),
            {RELATED: list(related), "omschrijving": "a"},
        )
        assert waits_for_others(record) is (here in related)
        return create_body(record, str)

    assert body(there) == {RELATED: [there], "omschrijving": "a"}
    assert body(there, here) == {"omschrijving": "a"}
