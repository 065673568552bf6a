"""Objects: a client's uuid, records that are appended, the record in force (behaviour 10, O14)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from desktop.config.paths import resources
from desktop.practice.answering.manners import Manners
from desktop.practice.inside import Inside
from desktop.practice.server import PracticeRegistry
from desktop.practice.weather.faults import Faults

from tests.practice.conftest import Caller

PATH = "/objecten/api/v2/objects"
OWN = "22222222-2222-4222-8222-222222222222"


@pytest.fixture
def call() -> Iterator[Caller]:
    registry = PracticeRegistry(resources() / "voorbeeld", faults=Faults(slow_s=0.0))
    yield Caller(registry)
    registry.close()


def faults(answer: Any) -> list[tuple[str, str]]:
    return [(one["name"], one["code"]) for one in answer.get_json()["invalid_params"]]


def body_like(one: dict[str, Any], **record: Any) -> dict[str, Any]:
    known = one["record"]
    return {
        "type": one["type"],
        "record": {
            "typeVersion": known["typeVersion"], "data": known["data"], "startAt": "2026-11-01",
            **record,
        },
    }  # fmt: skip


def test_a_clients_uuid_is_honoured_once_and_again_after_deletion(call: Caller) -> None:
    body = {"uuid": OWN, **body_like(call.first(PATH))}
    assert call("POST", PATH, body).get_json()["uuid"] == OWN
    assert faults(call("POST", PATH, body)) == [("uuid", "unique")]
    assert call("DELETE", f"{PATH}/{OWN}").status_code == 204
    assert call("POST", PATH, body).status_code == 201


def test_a_save_merges_maps_replaces_lists_keeps_null_and_ends_the_record_before(
    call: Caller,
) -> None:
    one = call.first(PATH)
    path = urlsplit(one["url"]).path
    texts = {"titel": "Anders"}
    changed = call("PATCH", path, {"record": {"data": texts, "startAt": "2026-11-20"}}).get_json()
    assert changed["record"]["data"] == {**one["record"]["data"], **texts}
    assert changed["record"]["index"] == one["record"]["index"] + 1
    records = call("GET", f"{path}/history").get_json()["results"]
    assert [record["endAt"] for record in records[-2:]] == ["2026-11-20", None]
    assert call("GET", f"{path}/{one['record']['index']}").get_json() == records[-2]
    assert "ETag" not in call("GET", path).headers


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        (
            {"type": "http://localhost/objecttypen/api/v2/objecttypes/x"},
            ("type", "immutable-field"),
        ),
        ({"uuid": OWN}, ("uuid", "immutable-field")),
        ({"record": {"data": {"titel": 3}}}, ("non_field_errors", "invalid-json-schema")),
        ({"record": {"typeVersion": 9}}, ("record.typeVersion", "does_not_exist")),
        ({"record": {"startAt": "ooit"}}, ("record.startAt", "invalid")),
    ],
)
def test_a_faulty_save_is_refused_in_the_spelling_of_this_api(
    call: Caller, changes: dict[str, Any], fault: tuple[str, str]
) -> None:
    path = urlsplit(call.first(PATH)["url"]).path
    assert faults(call("PATCH", path, changes)) == [fault]


def test_an_object_is_not_there_before_it_begins(call: Caller) -> None:
    body = {"uuid": OWN, **body_like(call.first(PATH), startAt="2199-01-01")}
    count = call("GET", PATH).get_json()["count"]
    assert call("POST", PATH, body).status_code == 201
    assert call("GET", f"{PATH}/{OWN}").status_code == 404
    assert call("GET", PATH).get_json()["count"] == count


def test_a_record_of_the_future_leaves_the_one_of_today_in_force(call: Caller) -> None:
    one = call.first(PATH)
    path = urlsplit(one["url"]).path
    call("PATCH", path, {"record": {"data": {"titel": "Straks"}, "startAt": "2199-01-01"}})
    assert call("GET", path).get_json()["record"]["data"] == one["record"]["data"]


def test_lists_are_filtered_by_type_and_attribute_and_ordered(call: Caller) -> None:
    one = call.first(PATH)
    titel = one["record"]["data"]["titel"]
    found = call("GET", f"{PATH}?type={one['type']}&data_attr=titel__exact__{titel}").get_json()
    assert one["url"] in [other["url"] for other in found["results"]]
    newest = call("GET", f"{PATH}?ordering=-record__registrationAt&pageSize=2").get_json()
    days = [other["record"]["registrationAt"] for other in newest["results"]]
    assert days == sorted(days, reverse=True)
    assert len(days) == 2
    assert call("POST", f"{PATH}/search", {"type": one["type"]}).get_json()["count"] > 0


def test_a_token_that_is_not_known_is_a_401_and_a_missing_crs_a_412(call: Caller) -> None:
    assert call("GET", PATH, headers={"Authorization": "Token x"}).status_code == 401
    body = body_like(call.first(PATH))
    assert call("POST", PATH, body, headers={"Content-Crs": "EPSG:28992"}).status_code == 406


def test_o14_of_two_overlapping_saves_one_breaks_down_and_nothing_is_lost() -> None:
    registry = PracticeRegistry(
        resources() / "voorbeeld", manners=Manners.OBSERVED, faults=Faults(slow_s=0.0)
    )
    person = Inside(registry, "m-een", "m-een", "zaakkoffer-oefenen", meets_faults=True)
    one = person.send("GET", PATH)[1]["results"][0]
    path = urlsplit(one["url"]).path
    meanwhile: list[int] = []

    def colleague(_seconds: float) -> None:
        body = {"record": {"data": {"titel": "Van haar"}}}
        meanwhile.append(person.send("PATCH", path, body)[0])

    registry.gate.pause = colleague
    registry.faults.strike("hold", path_contains=one["uuid"])
    status, _ = person.send("PATCH", path, {"record": {"data": {"titel": "Van mij"}}})
    shown = person.send("GET", path)[1]["record"]
    assert (status, meanwhile) == (500, [200])
    assert (shown["data"]["titel"], shown["index"]) == ("Van haar", one["record"]["index"] + 1)
    registry.close()
