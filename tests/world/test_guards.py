"""Cases M, Q and N on a real registry: what a registry that lacks things may and may not do."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from desktop.domain.kinds import Kind
from desktop.domain.readings import WorklistQuery, WorklistView
from desktop.domain.reasons import Reason
from desktop.domain.records import RecordState
from desktop.operations.choices import deciding
from desktop.operations.overview import reading
from desktop.operations.zaken import casework
from werkzeug.wrappers import Response

from tests.world.laptops import Laptop, World, open_reasons
from tests.world.meddling import Meddler, meddle, page
from tests.world.test_pulling import NUMBER, let_pass, state_of

LIST = "/zaken/api/v1/zaken"
SEARCH = f"{LIST}/_zoek"


@pytest.fixture
def meddler(world: World) -> Meddler:
    return meddle(world)


def on(method: str, path: str, change: Callable[[Any], Any]) -> Any:
    """Make a change of the JSON answers to one method and path."""

    def apply(asked: str, at: str, response: Response) -> Response | None:
        if (asked, at) != (method, path) or response.status_code != 200:
            return None
        response.set_data(json.dumps(change(json.loads(response.get_data()))))
        return response

    return apply


def problem(status: int, code: str) -> Response:
    body = json.dumps({"code": code, "title": code, "status": status, "detail": code})
    return Response(body, status, content_type="application/problem+json")


def lose(meddler: Meddler, numbers: set[str], world: World, status: int = 404) -> None:
    """Let the registry answer as if it never had these zaken, or hides them."""
    uuids = {world.zaak(number)["uuid"] for number in numbers}
    code = "not_found" if status == 404 else "permission_denied"

    def without(body: dict[str, Any]) -> dict[str, Any]:
        rows = [one for one in body["results"] if one.get("uuid") not in uuids]
        return {**body, "results": rows, "count": body["count"] - len(uuids)}

    def alone(body: dict[str, Any]) -> dict[str, Any]:
        return {**body, "results": [x for x in body["results"] if x.get("uuid") not in uuids]}

    meddler.change(on("GET", LIST, without))
    meddler.change(on("POST", SEARCH, alone))

    def detail(method: str, path: str, response: Response) -> Response | None:
        hidden = method == "GET" and any(path == f"{LIST}/{uuid}" for uuid in uuids)
        return problem(status, code) if hidden else None

    meddler.change(detail)


def numbers_of(laptop: Laptop) -> list[str]:
    return sorted(str(one["identificatie"]) for one in laptop.records(Kind.ZAAK))


def shown(laptop: Laptop) -> set[str]:
    """Give the numbers that the worklist shows."""
    ids = reading.worklist_ids(laptop.ws, WorklistQuery(view=WorklistView.ALL))
    return {row.identificatie for row in reading.worklist_rows(laptop.ws, ids)}


def test_m04_a_row_that_shifting_pages_skipped_stays(world: World, meddler: Meddler) -> None:
    laptop = world.laptop()
    uuid = world.zaak(NUMBER)["uuid"]
    meddler.change(
        on("GET", LIST, lambda b: {**b, "results": [x for x in b["results"] if x["uuid"] != uuid]})
    )
    for _ in range(2):
        laptop.sync()
        let_pass(laptop)
    assert state_of(laptop, NUMBER) is RecordState.LIVE
    assert open_reasons(laptop.ws) == []


def test_m05_m13_two_zaken_that_are_gone_are_proved_twice_and_go_to_the_bin(
    world: World, meddler: Meddler
) -> None:
    laptop = world.laptop()
    lost = set(numbers_of(laptop)[:2])
    lose(meddler, lost, world)
    laptop.sync()
    let_pass(laptop)
    laptop.sync()
    assert {state_of(laptop, one) for one in lost} == {RecordState.BIN}
    assert not lost & shown(laptop)
    meddler.honest()
    laptop.sync()
    assert {state_of(laptop, one) for one in lost} == {RecordState.LIVE}
    assert lost <= shown(laptop)


def test_m06_a_404_of_a_gateway_removes_nothing(world: World, meddler: Meddler) -> None:
    laptop = world.laptop()
    lose(meddler, {NUMBER}, world)
    uuid = world.zaak(NUMBER)["uuid"]
    meddler.instead("GET", f"{LIST}/{uuid}", lambda: page(404), times=-1)
    for _ in range(3):
        laptop.sync()
        let_pass(laptop)
    assert state_of(laptop, NUMBER) is RecordState.LIVE


def test_m07_a_404_while_the_canaries_fail_too_stops(world: World, meddler: Meddler) -> None:
    laptop = world.laptop()
    lose(meddler, {NUMBER}, world)
    meddler.instead("GET", "/catalogi/api/v1/zaaktypen/", lambda: problem(404, "not_found"), -1)
    for _ in range(3):
        report = laptop.sync()
        let_pass(laptop)
    assert report.registries == {"oefenen": "mass-removal"}
    assert state_of(laptop, NUMBER) is RecordState.LIVE


def test_m08_n09_a_zaak_that_is_no_longer_ours_to_read_is_locked_until_it_is(
    world: World, meddler: Meddler
) -> None:
    laptop = world.laptop()
    casework.add_notitie(laptop.ws, NUMBER, "Nog niet verzonden")
    lose(meddler, {NUMBER}, world, status=403)
    laptop.sync(push=False)
    assert state_of(laptop, NUMBER) is RecordState.LOCKED_AWAY
    assert NUMBER not in shown(laptop)
    assert open_reasons(laptop.ws) == [("notice", Reason.LOCKED_AWAY.value)]
    assert [one.what for one in reading.outbox(laptop.ws)] != []
    meddler.honest()
    laptop.sync(push=False)
    assert state_of(laptop, NUMBER) is RecordState.LIVE
    assert NUMBER in shown(laptop)


@pytest.mark.parametrize("code", ["jwt-expired", "invalid-client-identifier"])
def test_m09_a_token_that_is_refused_locks_nothing(
    world: World, meddler: Meddler, code: str
) -> None:
    laptop = world.laptop()
    lose(meddler, {NUMBER}, world)
    uuid = world.zaak(NUMBER)["uuid"]
    meddler.instead("GET", f"{LIST}/{uuid}", lambda: problem(403, code), times=-1)
    report = laptop.sync()
    assert report.registries["oefenen"] in {"wrong-clock", "wrong-secret"}
    assert state_of(laptop, NUMBER) is RecordState.LIVE


def test_m10_unsent_work_survives_a_404(world: World, meddler: Meddler) -> None:
    laptop = world.laptop()
    casework.add_notitie(laptop.ws, NUMBER, "Nog niet verzonden")
    lose(meddler, {NUMBER}, world)
    laptop.sync(push=False)
    let_pass(laptop)
    laptop.sync(push=False)
    assert state_of(laptop, NUMBER) is RecordState.LIVE
    assert open_reasons(laptop.ws) == [("question", Reason.DELETED_THERE.value)]


def test_m11_an_empty_list_stops_and_names_the_zaken(world: World, meddler: Meddler) -> None:
    laptop = world.laptop()
    everything = numbers_of(laptop)
    lose(meddler, set(everything), world)
    report = laptop.sync()
    assert report.registries == {"oefenen": "mass-removal"}
    (item,) = reading.open_items(laptop.ws)
    assert item.record == "oefenen"
    assert len(item.theirs["names"]) == len(everything)
    assert any(NUMBER in name for name in item.theirs["names"])
    assert shown(laptop) >= set(everything)


def test_m12_s68_many_that_are_gone_stop_until_the_person_agrees(
    world: World, meddler: Meddler
) -> None:
    laptop = world.laptop()
    lost = set(numbers_of(laptop)[:7])
    lose(meddler, lost, world)
    assert laptop.sync().registries == {"oefenen": "mass-removal"}
    let_pass(laptop)
    assert laptop.sync().registries == {"oefenen": "mass-removal"}
    assert {state_of(laptop, one) for one in lost} == {RecordState.LIVE}
    (item,) = reading.open_items(laptop.ws)
    deciding.resolve(laptop.ws, item.n, "theirs")
    assert laptop.sync().registries == {"oefenen": "ok"}
    let_pass(laptop)
    laptop.sync()
    assert {state_of(laptop, one) for one in lost} == {RecordState.BIN}


def test_s68_what_the_person_keeps_stays_and_is_not_asked_again(
    world: World, meddler: Meddler
) -> None:
    laptop = world.laptop()
    lost = set(numbers_of(laptop)[:7])
    lose(meddler, lost, world)
    laptop.sync()
    (item,) = reading.open_items(laptop.ws)
    deciding.resolve(laptop.ws, item.n, "mine")
    for _ in range(2):
        let_pass(laptop)
        assert laptop.sync().registries == {"oefenen": "ok"}
    assert {state_of(laptop, one) for one in lost} == {RecordState.LIVE}
    assert open_reasons(laptop.ws) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda b: {**b, "next": f"{b['results'][0]['url'].rsplit('/', 1)[0]}?page=1"},
        lambda b: {**b, "count": b["count"] + 1},
        lambda b: {**b, "count": 10_000_000},
        lambda b: {**b, "results": [7, *b["results"][1:]]},
        lambda b: {**b, "results": [{**b["results"][0], "rollen": 7}, *b["results"][1:]]},
        lambda b: {**b, "results": [{**b["results"][0], "kenmerken": None}, *b["results"][1:]]},
    ],
    ids=["m25 cycle", "m27 count", "t08 ten million", "row 7", "t07 row", "t09 null"],
)
def test_a_list_that_is_not_whole_concludes_nothing_about_absence(
    world: World, meddler: Meddler, change: Callable[[Any], Any]
) -> None:
    laptop = world.laptop()
    lose(meddler, {NUMBER}, world)
    other = next(one for one in numbers_of(laptop)[2:] if one != NUMBER)
    world.edit(other, omschrijving="Toch gelezen")
    meddler.change(on("GET", LIST, change))
    for _ in range(2):
        laptop.sync()
        let_pass(laptop)
    assert state_of(laptop, NUMBER) is RecordState.LIVE
    assert open_reasons(laptop.ws) == []
    assert reading.case(laptop.ws, other).row.omschrijving == "Toch gelezen"


def test_t07_a_bad_row_is_refused_by_name_and_the_others_are_taken(
    world: World, meddler: Meddler
) -> None:
    laptop = world.laptop()
    meddler.change(
        on("GET", LIST, lambda b: {**b, "results": [_spoilt(one) for one in b["results"]]})
    )
    report = laptop.sync()
    assert report.registries == {"oefenen": "not-understood"}
    assert report.unread == (f"zaak {NUMBER}: rollen",)


def _spoilt(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "rollen": 7} if row["identificatie"] == NUMBER else row


def with_config(laptop: Laptop, **changes: Any) -> None:
    with laptop.ws.replica.write() as writer:
        config = writer.registries.get("oefenen").config
        writer.registries.put(replace(config, **changes))


def out_of_scope(world: World, number: str) -> list[Any]:
    rows: list[Any] = []
    for rol in world.all("rollen", world.zaak(number)["uuid"]):
        rows += world.remove(rol["uuid"])
    return rows


def test_m14_m16_m19_what_left_the_scope_goes_after_its_grace_and_returns_as_the_same(
    world: World,
) -> None:
    laptop = world.laptop()
    before = reading.case(laptop.ws, NUMBER).row.local_id
    rows = out_of_scope(world, NUMBER)
    laptop.sync()
    laptop.sync()
    assert NUMBER in numbers_of(laptop)
    with_config(laptop, grace_days=0.0)
    laptop.sync()
    assert NUMBER not in numbers_of(laptop)
    with laptop.ws.replica.read() as reader:
        assert reader.records.family(before) == []
        assert reader.journal.edits_of(before) == []
    world.restore(rows)
    laptop.sync()
    assert reading.case(laptop.ws, NUMBER).row.local_id == before


def test_m15_m18_out_of_scope_with_unsent_work_stays(world: World) -> None:
    laptop = world.laptop()
    with_config(laptop, grace_days=0.0)
    casework.add_notitie(laptop.ws, NUMBER, "Nog niet verzonden")
    out_of_scope(world, NUMBER)
    for _ in range(3):
        laptop.sync(push=False)
    assert NUMBER in numbers_of(laptop)
    laptop.sync_until_quiet(3)
    let_pass(laptop)
    for _ in range(3):
        laptop.sync()
    assert NUMBER not in numbers_of(laptop)
    assert any(one["tekst"] == "Nog niet verzonden" for one in world.all("zaaknotities"))


def test_m17_a_scope_narrowed_by_mistake_loses_nothing_within_the_grace(world: World) -> None:
    laptop = world.laptop()
    before = numbers_of(laptop)
    rows = out_of_scope(world, NUMBER)
    laptop.sync()
    world.restore(rows)
    laptop.sync()
    assert numbers_of(laptop) == before
    with_config(laptop, grace_days=0.0)
    laptop.sync()
    laptop.sync()
    assert NUMBER in numbers_of(laptop)


def test_i17_n08_a_zaak_of_mine_that_the_list_does_not_show_stays_while_it_has_work(
    world: World, meddler: Meddler
) -> None:
    laptop = world.laptop()
    with_config(laptop, grace_days=0.0)
    number = laptop.intake()
    for _ in range(2):
        laptop.sync(push=False)
    assert number in numbers_of(laptop)
