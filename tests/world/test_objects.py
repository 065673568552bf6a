"""Cases L: own objects, which several people change at once, on a real Objecten API."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from desktop.domain.kinds import Kind
from desktop.domain.reasons import Reason
from desktop.domain.records import Entry, Outcome
from desktop.i18n import phrases
from desktop.operations.choices import deciding
from desktop.operations.objecten import agreements, own_objects
from desktop.operations.overview import reading
from desktop.sync import push
from desktop.sync.judging.reconcile import OWED

from tests.world.between import after_next, arrive, before_next, hold_back
from tests.world.laptops import LIMIT_S, Body, Laptop, World, open_reasons, with_limit
from tests.world.overlaps import Overlaps
from tests.world.papers import Requests
from tests.world.test_parts import quiet
from tests.world.test_taking_away import NUMBER, POST
from tests.world.test_ten_pains import Died

GET, PATCH = frozenset({"GET"}), frozenset({"PATCH"})
MINE, HERS = "m-yilmaz", "j-vandermeulen"
OBJECTS = "/objecten/api/v2/objects"


@pytest.fixture
def observed(tmp_path: Path) -> Iterator[Overlaps]:
    found = Overlaps(tmp_path, may_read_trail=False)
    yield found
    found.close()


def shared(world: World) -> tuple[Laptop, Laptop, str]:
    """Give the laptops of two people and an afspraak that is asked of both."""
    here, other = world.laptop("een", MINE), world.laptop("twee", HERS)
    uuid = agreements.ask_afspraak(here.ws, wat="Belt terug", met=HERS, zaak=NUMBER).identificatie
    quiet(here)
    data = there(world, uuid)["record"]["data"]
    stem = next(iter(data["partijen"])).split(":")[0]
    change(world, uuid, partijen={**data["partijen"], f"{stem}:{MINE}": {"naam": "Meryem"}})
    for laptop in (here, other):
        laptop.sync()
    return here, other, uuid


def there(world: World, uuid: str) -> Body:
    found = [one for one in world.all("objects") if one["uuid"] == uuid]
    assert len(found) == 1
    return found[0]


def change(world: World, uuid: str, **data: Any) -> None:
    """Let a colleague change members of an object, in a new record."""
    old = there(world, uuid)
    was = old["record"]
    record = {**was, "index": was["index"] + 1, "data": {**was["data"], **data}}
    with world.registry.state.transaction():
        world.registry.state.change(uuid, {**old, "record": record})
        world.registry.state.put("records", world.registry.ids.uuid(), record, uuid)


def answered_elsewhere(world: World, uuid: str) -> None:
    """Let me have answered "nee" on another device."""
    parties = there(world, uuid)["record"]["data"]["partijen"]
    said = {
        key: {**one, "antwoord": "nee"} if key.endswith(MINE) else one
        for key, one in parties.items()
    }
    change(world, uuid, partijen=said)


def quiet_but_for_conflict(laptop: Laptop) -> None:
    report = laptop.sync_until_quiet(4)
    assert (report.conflicts, report.rejected) == (1, 0)


def answers(world: World, uuid: str) -> dict[str, str]:
    parties = there(world, uuid)["record"]["data"]["partijen"]
    return {key.split(":")[1]: one.get("antwoord", "") for key, one in parties.items()}


def records(world: World, uuid: str) -> list[int]:
    return [one["index"] for one in world.all("records", uuid)]


def entries(laptop: Laptop) -> list[Entry]:
    with laptop.ws.replica.read() as reader:
        found = reversed(reader.journal.recent_entries(20))
        return [one for one in found if one.target.startswith("zgw://objecten/")]


def test_l01_two_people_answer_one_afspraak_offline_and_both_are_there(world: World) -> None:
    here, other, uuid = shared(world)
    agreements.promise(here.ws, uuid, "ja")
    agreements.promise(other.ws, uuid, "anders", "Liever dinsdag")
    quiet(here)
    quiet(other)
    assert answers(world, uuid) == {MINE: "ja", HERS: "anders"}
    here.sync()
    assert agreements.afspraken(here.ws, NUMBER)[0].toestand == "ander_voorstel"


def test_l02_overlapping_writes_answer_500_once_and_nothing_is_lost(observed: Overlaps) -> None:
    here, other, uuid = shared(observed)
    before = records(observed, uuid)
    agreements.promise(here.ws, uuid, "ja")
    agreements.promise(other.ws, uuid, "nee")
    observed.inside_my_next("PATCH", lambda: other.sync(pull=False), "objects")
    here.sync(pull=False)
    assert [one.status for one in entries(here)][-2:] == [500, 200]
    quiet(here)
    quiet(other)
    assert answers(observed, uuid) == {MINE: "ja", HERS: "nee"}
    assert records(observed, uuid) == [*before, before[-1] + 1, before[-1] + 2]


def test_l03_what_somebody_wrote_between_my_read_and_my_write_stays(world: World) -> None:
    here, _, uuid = shared(world)
    agreements.promise(here.ws, uuid, "ja")
    before_next(world, "PATCH", "objects", lambda: change(world, uuid, toelichting="Van haar"))
    quiet(here)
    assert answers(world, uuid)[MINE] == "ja"
    assert there(world, uuid)["record"]["data"]["toelichting"] == "Van haar"
    assert agreements.afspraken(here.ws, NUMBER)[0].toelichting == "Van haar"


@pytest.mark.parametrize("keep", ["mine", "theirs"])
def test_l03_a_key_that_somebody_else_wrote_in_between_is_asked_about(
    world: World, keep: Any
) -> None:
    here, _, uuid = shared(world)
    agreements.promise(here.ws, uuid, "ja")
    before_next(world, "PATCH", "objects", lambda: answered_elsewhere(world, uuid))
    assert here.sync().conflicts == 1
    item = reading.open_items(here.ws)[0]
    assert item.kind == "conflict"
    assert "nee" in str(item.theirs)
    deciding.resolve(here.ws, item.n, keep)
    quiet(here)
    here.ws.clock.wait(LIMIT_S)
    quiet(here)
    assert answers(world, uuid)[MINE] == ("ja" if keep == "mine" else "nee")
    assert agreements.afspraken(here.ws, NUMBER)[0].partijen


@pytest.mark.parametrize("later_s", [0, 2 * LIMIT_S])
def test_l03_a_program_that_dies_before_it_looked_at_the_history_looks_all_the_same(
    world: World, monkeypatch: pytest.MonkeyPatch, later_s: int
) -> None:
    here, _, uuid = shared(world)
    agreements.promise(here.ws, uuid, "ja")
    before_next(world, "PATCH", "objects", lambda: answered_elsewhere(world, uuid))

    def die(*_given: object) -> None:
        raise Died

    with monkeypatch.context() as dying:
        dying.setattr(push.Push, "_read_back", die)
        with pytest.raises(Died):
            here.sync()
    here.reopen()
    here.ws.clock.wait(later_s)
    quiet_but_for_conflict(here)
    assert "nee" in str(reading.open_items(here.ws)[0].theirs)


def test_l03_a_write_whose_answer_was_lost_is_looked_back_at_too(world: World) -> None:
    here, _, uuid = shared(world)
    agreements.promise(here.ws, uuid, "ja")
    before_next(world, "PATCH", "objects", lambda: answered_elsewhere(world, uuid))
    world.faults.strike("reply-lost", methods=PATCH, path_contains="objects")
    quiet_but_for_conflict(here)
    assert "nee" in str(reading.open_items(here.ws)[0].theirs)


def test_l03_a_lost_answer_with_nobody_in_between_reads_no_history(world: World) -> None:
    here, _, uuid = shared(world)
    agreements.promise(here.ws, uuid, "ja")
    world.faults.strike("reply-lost", methods=PATCH, path_contains="objects")
    asked = Requests(world)
    quiet(here)
    assert asked.count("GET", "/history") == 0
    with here.ws.replica.read() as reader:
        assert all(OWED not in one.ghosts for one in reader.records.of_kind(Kind.OBJECT))


def test_l04_a_retry_makes_no_second_record(world: World) -> None:
    here, _, uuid = shared(world)
    before = records(world, uuid)
    agreements.promise(here.ws, uuid, "ja")
    world.faults.strike("reply-lost", methods=PATCH, path_contains="objects")
    quiet(here)
    assert answers(world, uuid)[MINE] == "ja"
    assert records(world, uuid) == [*before, before[-1] + 1]


def test_l05_withdrawing_is_a_marker_and_what_others_said_stays(world: World) -> None:
    here, other, uuid = shared(world)
    agreements.promise(other.ws, uuid, "ja")
    quiet(other)
    agreements.withdraw(here.ws, uuid, "Niet meer nodig")
    quiet(here)
    data = there(world, uuid)["record"]["data"]
    assert data["ingetrokken"]["toelichting"] == "Niet meer nodig"
    assert answers(world, uuid) == {MINE: "", HERS: "ja"}


def test_l05_a_goal_that_is_left_out_of_an_ambitie_is_marked_and_stays(world: World) -> None:
    laptop = world.laptop()
    made = agreements.set_ambitie(laptop.ws, titel="Thuis", tekst="Langer", doelen=["A", "B"])
    quiet(laptop)
    agreements.set_ambitie(
        laptop.ws, titel="Thuis", tekst="Langer", doelen=["B"], uuid=made.identificatie
    )
    quiet(laptop)
    goals = there(world, made.identificatie)["record"]["data"]["doelen"].values()
    assert {one["doel"]: "ingetrokken" in one for one in goals} == {"A": True, "B": False}


def test_l06_kept_by_her_and_withdrawn_by_me_are_both_said(world: World) -> None:
    here, other, uuid = shared(world)
    agreements.keep(other.ws, uuid)
    agreements.withdraw(here.ws, uuid)
    quiet(other)
    quiet(here)
    found = agreements.afspraken(here.ws, NUMBER)[0]
    assert found.toestand == "ingetrokken"
    assert [one.key.split(":")[1] for one in found.partijen if one.nagekomen] == [HERS]
    data = there(world, uuid)["record"]["data"]
    kept = [key.split(":")[1] for key, one in data["partijen"].items() if "nagekomen" in one]
    assert ("ingetrokken" in data, kept) == (True, [HERS])


def test_l06_one_answer_that_was_changed_on_two_devices_is_a_conflict(world: World) -> None:
    here, _, uuid = shared(world)
    mine = world.laptop("drie", MINE)
    agreements.promise(here.ws, uuid, "ja")
    agreements.promise(mine.ws, uuid, "nee")
    quiet(here)
    assert mine.sync().conflicts == 1
    assert answers(world, uuid)[MINE] == "ja"
    deciding.resolve(mine.ws, reading.open_items(mine.ws)[0].n, "mine")
    quiet(mine)
    assert answers(world, uuid)[MINE] == "nee"


def test_l07_an_object_deleted_there_with_my_edit_is_asked(world: World) -> None:
    here, _, uuid = shared(world)
    agreements.promise(here.ws, uuid, "ja")
    world.remove(uuid)
    for _ in range(2):
        here.ws.clock.wait(LIMIT_S)
        here.sync()
    assert open_reasons(here.ws) == [("question", Reason.DELETED_THERE.value)]
    assert uuid in [str(one["uuid"]) for one in here.records(Kind.OBJECT)], "my work is here"


def choose_the_uuid_there(world: World) -> None:
    """Let the registry give objects a uuid of its own, whatever a client proposes."""
    answer = world.registry._answer

    def without_uuid(request: Any) -> Any:
        if request.method == "POST" and request.path.endswith("/objects"):
            body = {name: one for name, one in request.get_json().items() if name != "uuid"}
            raw = json.dumps(body).encode()
            environ = {
                **request.environ,
                "wsgi.input": BytesIO(raw),
                "CONTENT_LENGTH": str(len(raw)),
            }
            del environ["werkzeug.request"]
            request = type(request)(environ)
        return answer(request)

    world.registry._answer = without_uuid  # type: ignore[method-assign]  # has its own mind


@pytest.mark.parametrize("fault", ["", "reply-lost"])
def test_l08_a_registry_that_chooses_the_uuid_itself_gets_one_object(
    world: World, fault: str
) -> None:
    laptop = world.laptop()
    choose_the_uuid_there(world)
    made = agreements.ask_afspraak(laptop.ws, wat="Belt terug", met=HERS, zaak=NUMBER)
    if fault:
        world.faults.strike(fault, methods=POST, path_contains="objects")
    for _ in range(3):
        laptop.sync()
    found = [
        one for one in world.all("objects")
        if one["record"]["data"]["id"] == made.identificatie
    ]  # fmt: skip
    assert len(found) == 1
    assert laptop.status().waiting == 0
    assert [one.uuid for one in agreements.afspraken(laptop.ws, NUMBER)] == [made.identificatie]


def test_l08_one_object_too_when_a_pull_comes_before_the_look(world: World) -> None:
    laptop = world.laptop()
    choose_the_uuid_there(world)
    made = agreements.ask_afspraak(laptop.ws, wat="Belt terug", met=HERS, zaak=NUMBER)
    world.faults.strike("reply-lost", methods=POST, path_contains="objects")

    def nobody_may_look() -> None:
        world.faults.strike("5xx", methods=GET, path_contains="objects", times=None)

    after_next(world, "POST", "objects$", nobody_may_look)
    with_limit(laptop.ws, 600)
    laptop.sync(pull=False)
    world.faults.clear()
    assert [one.outcome for one in entries(laptop)] == [Outcome.LOOKING]
    quiet(laptop)
    assert [one.uuid for one in agreements.afspraken(laptop.ws, NUMBER)] == [made.identificatie]
    assert [one.outcome for one in entries(laptop)] != [Outcome.LOOKING]


def test_e28_an_object_with_a_lost_answer_is_adopted(world: World) -> None:
    laptop = world.laptop()
    made = agreements.ask_afspraak(laptop.ws, wat="Belt terug", met=HERS, zaak=NUMBER)
    world.faults.strike("reply-lost", methods=POST, path_contains="objects")
    quiet(laptop)
    assert records(world, made.identificatie) == [1]
    assert [one.detail for one in entries(laptop)] == ["adopted"]


def test_e29_an_object_of_another_with_our_uuid_stays_and_ours_gets_a_new_one(
    world: World,
) -> None:
    laptop = world.laptop()
    made = agreements.ask_afspraak(laptop.ws, wat="Belt terug", met=HERS, zaak=NUMBER)
    theirs = next(one for one in world.all("objects") if "vrager" in one["record"]["data"])
    uuid = made.identificatie
    taken = {**theirs, "uuid": uuid, "url": f"/objecten/api/v2/objects/{uuid}"}
    with world.registry.state.transaction():
        world.registry.state.put("objects", uuid, taken)
    quiet(laptop)
    assert there(world, uuid) == taken
    mine = [one for one in world.all("objects") if one["record"]["data"].get("wat") == "Belt terug"]
    assert len(mine) == 1
    assert mine[0]["uuid"] == mine[0]["record"]["data"]["id"] != uuid
    found = {one.wat: one.uuid for one in agreements.afspraken(laptop.ws)}
    assert found["Belt terug"] == mine[0]["uuid"]


def test_l09_a_schema_that_refuses_is_a_rejection(world: World) -> None:
    laptop = world.laptop()
    agreements.ask_afspraak(laptop.ws, wat="Belt terug", met=HERS, zaak=NUMBER)
    with world.registry.state.transaction():
        for version in world.registry.state.select("versions", [], "id", -1, 0)[1]:
            stricter = {**version["jsonSchema"], "required": ["nieuwVeld"]}
            uuid = world.registry.state.db.execute(
                "SELECT uuid FROM resource WHERE json_extract(body, '$.url') = ?",
                (version["url"],),
            ).fetchone()[0]
            world.registry.state.change(uuid, {**version, "jsonSchema": stricter})
    assert laptop.sync().rejected == 1
    assert open_reasons(laptop.ws) == [("rejection", Reason.INVALID.value)]
    writes = world.registry.writes
    laptop.sync(pull=False)
    assert world.registry.writes == writes


def test_l10_a_filter_that_the_registry_ignores_mixes_nothing_up(world: World) -> None:
    answer = world.registry._answer

    def without_filter(request: Any) -> Any:
        if request.path.endswith("/objects") and request.method == "GET":
            request = type(request)({**request.environ, "QUERY_STRING": ""})
        return answer(request)

    world.registry._answer = without_filter  # type: ignore[method-assign]  # ignores a filter
    laptop = world.laptop()
    agreements.ask_afspraak(laptop.ws, wat="Belt terug", met=HERS, zaak=NUMBER)
    quiet(laptop)
    laptop.sync()
    with laptop.ws.replica.read() as reader:
        found = reader.records.of_kind(Kind.OBJECT)
    types = {one["url"]: one["name"] for one in world.all("objecttypes")}
    expected = [types[one["type"]] for one in world.all("objects")]
    for name in own_objects.OWN_TYPES:
        assert [one.subtype for one in found].count(name) == expected.count(name) > 0


def test_l11_a_registry_without_objecten_keeps_an_afspraak_on_this_device(world: World) -> None:
    for name in ("objecten", "objecttypen"):
        del world.door.description[name]
    laptop = world.laptop()
    before = len(world.all("objects"))
    made = agreements.ask_afspraak(laptop.ws, wat="Belt terug", met=HERS, zaak=NUMBER)
    report = laptop.sync()
    assert (report.registries, report.rejected, report.conflicts) == ({"oefenen": "ok"}, 0, 0)
    assert len(world.all("objects")) == before
    assert [one.uuid for one in agreements.afspraken(laptop.ws, NUMBER)] == [made.identificatie]
    said = phrases.reason(Reason.NOT_OFFERED.value)
    assert [one.reason for one in reading.outbox(laptop.ws)] == [said]
    writes = world.registry.writes
    laptop.sync(pull=False)
    assert world.registry.writes == writes


def test_l12_what_a_newer_version_added_is_kept_by_not_touching_it(world: World) -> None:
    here, _, uuid = shared(world)
    change(world, uuid, nieuwVeld={"van": "later"})
    agreements.promise(here.ws, uuid, "ja")
    quiet(here)
    assert there(world, uuid)["record"]["data"]["nieuwVeld"] == {"van": "later"}
    assert set(entries(here)[-1].body["record"]["data"]) == {"partijen"}  # type: ignore[index]


def test_e04_an_afspraak_changed_between_two_attempts_keeps_the_change(world: World) -> None:
    laptop = world.laptop()
    asked = agreements.ask_afspraak(laptop.ws, wat="Belt terug", met=HERS, zaak=NUMBER)
    hold_back(world, OBJECTS)
    laptop.sync(pull=False)
    agreements.withdraw(laptop.ws, asked.id, reden="Niet meer nodig")
    before_next(world, "POST", f"{OBJECTS}$", lambda: arrive(world))
    laptop.sync(pull=False)
    quiet(laptop)
    data = there(world, asked.identificatie)["record"]["data"]
    assert data["ingetrokken"]["toelichting"] == "Niet meer nodig"
