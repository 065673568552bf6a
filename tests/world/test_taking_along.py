"""Cases M26, N, R, Y on a real registry: scope by hand, visits, accounts, rights and types."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest
from desktop.domain.errors import BadInput, Environment, NotFound, Trouble
from desktop.domain.kinds import Kind
from desktop.domain.records import Progress
from desktop.operations import registries
from desktop.operations.documenten import documents
from desktop.operations.exchange import syncing, visiting
from desktop.operations.exchange.bundle import write_bundle
from desktop.operations.overview import reading
from desktop.operations.zaken import casework
from desktop.sync import desk as desk_module
from filelock import FileLock
from werkzeug.wrappers import Response

from tests.world.laptops import LIMIT_S, Laptop, World, open_reasons
from tests.world.meddling import Meddler, meddle
from tests.world.test_guards import numbers_of, out_of_scope, problem, with_config
from tests.world.test_pulling import NUMBER


@pytest.fixture
def meddler(world: World) -> Meddler:
    return meddle(world)


def with_document(world: World, tmp_path: Path, text: str = "Verslag") -> Laptop:
    """Let another laptop put a document with content at the registry; gives one without it."""
    writer = world.laptop("schrijver")
    path = tmp_path / "verslag.txt"
    path.write_text(text)
    documents.attach(writer.ws, NUMBER, path)
    assert writer.sync_until_quiet(6).waiting == 0
    return world.laptop("lezer")


def test_m26_a_zaak_is_made_ready_with_the_contents_of_its_documents(
    world: World, tmp_path: Path
) -> None:
    laptop = with_document(world, tmp_path)
    assert visiting.prepared(laptop.ws, NUMBER) is None
    found = visiting.prepare(laptop.ws, NUMBER)
    assert (found.is_complete, found.missing, found.trouble) == (True, (), Trouble.OK)
    assert visiting.prepared(laptop.ws, NUMBER) == found
    world.unplug()
    mine = next(
        one for one in reading.list_documents(laptop.ws, NUMBER) if one.titel.startswith("verslag")
    )
    content = documents.open_content(laptop.ws, mine.local_id)
    assert content is not None
    with content:
        assert content.read() == b"Verslag"


def test_m26_it_says_what_is_missing_and_never_complete(
    world: World, meddler: Meddler, tmp_path: Path
) -> None:
    laptop = with_document(world, tmp_path)
    meddler.instead("GET", "/download", lambda: problem(404, "not_found"), times=-1)
    found = visiting.prepare(laptop.ws, NUMBER)
    assert not found.is_complete
    assert any(one.startswith("verslag") for one in found.missing)
    meddler.honest()
    assert visiting.prepare(laptop.ws, NUMBER).is_complete


def test_m26_without_a_connection_it_is_not_complete(world: World) -> None:
    laptop = world.laptop()
    world.unplug()
    found = visiting.prepare(laptop.ws, NUMBER)
    assert (found.is_complete, found.missing) == (False, (NUMBER,))
    assert found.trouble is Trouble.OFFLINE


def test_a_prepared_zaak_stays_when_it_leaves_the_scope(world: World) -> None:
    laptop = world.laptop()
    visiting.prepare(laptop.ws, NUMBER)
    with_config(laptop, grace_days=0.0)
    out_of_scope(world, NUMBER)
    for _ in range(3):
        laptop.sync()
    assert NUMBER in numbers_of(laptop)
    visiting.pin(laptop.ws, NUMBER, keep=False)
    for _ in range(2):
        laptop.sync()
    assert NUMBER not in numbers_of(laptop)


def test_m21_opening_a_zaak_shows_what_changed_in_place(world: World) -> None:
    laptop = world.laptop()
    casework.set_eigenschap(laptop.ws, NUMBER, "Spoed", "nee")
    laptop.sync_until_quiet(3)
    uuid = world.zaak(NUMBER)["uuid"]
    mine = next(one for one in world.all("zaakeigenschappen", uuid) if one["naam"] == "Spoed")
    with world.registry.state.transaction():
        world.registry.state.change(mine["uuid"], {**mine, "waarde": "ja"})
    assert visiting.refresh(laptop.ws, NUMBER)
    values = {one["naam"]: one["waarde"] for one in laptop.records(Kind.ZAAKEIGENSCHAP)}
    assert values["Spoed"] == "ja"


def test_opening_a_zaak_while_a_run_is_going_on_asks_nothing(world: World) -> None:
    laptop = world.laptop()
    with FileLock(laptop.ws.profile / syncing.LOCK_FILE):
        assert not visiting.refresh(laptop.ws, NUMBER)
        with pytest.raises(Environment):
            visiting.prepare(laptop.ws, NUMBER)


def test_the_scope_may_be_a_saved_search(world: World) -> None:
    laptop = world.laptop()
    with pytest.raises(BadInput):
        registries.set_scope(laptop.ws, "oefenen", "search")
    with pytest.raises(BadInput):
        registries.set_scope(laptop.ws, "oefenen", "search", search={"geheim": "x"})
    body = world.zaak(NUMBER)
    search = {"identificatie": body["identificatie"]}
    registries.set_scope(laptop.ws, "oefenen", "search", search=search, grace_days=0.0)
    for _ in range(2):
        assert laptop.sync().registries == {"oefenen": "ok"}
    assert numbers_of(laptop) == [NUMBER]


def test_the_scope_may_take_along_what_was_closed_lately(world: World) -> None:
    laptop = world.laptop()
    today = laptop.ws.clock.now_utc().date()
    world.edit(NUMBER, einddatum=today.isoformat())
    with_config(laptop, grace_days=0.0)
    for _ in range(3):
        laptop.sync()
    assert NUMBER not in numbers_of(laptop)
    registries.set_scope(laptop.ws, "oefenen", closed_days=7)
    laptop.sync()
    assert NUMBER in numbers_of(laptop)


def test_r01_n02_a_registry_with_a_wrong_secret_stops_no_other(world: World) -> None:
    laptop = world.laptop()
    document = {
        **world.door.description, "zaken": "http://127.0.0.1:9/zaken", "client_id": "x",
        "ca_file": str(laptop.ws.profile / "nergens.pem"),
    }  # fmt: skip
    number = laptop.intake()
    registries.add(laptop.ws, "aaa", document)
    report = laptop.sync()
    assert report.registries == {"aaa": "certificate", "oefenen": "ok"}
    assert world.zaak(number)["omschrijving"] == "Traplift"


def test_r07_a_registry_with_unsent_work_is_not_removed(world: World) -> None:
    laptop = world.laptop()
    casework.add_notitie(laptop.ws, NUMBER, "Nog niet verzonden")
    with pytest.raises(BadInput) as caught:
        registries.remove(laptop.ws, "oefenen")
    assert caught.value.key == "registry-has-work"
    laptop.sync_until_quiet(3)
    laptop.ws.clock.wait(0.7)
    laptop.sync_until_quiet(3)
    registries.remove(laptop.ws, "oefenen")
    assert laptop.records(Kind.ZAAK) == []
    with pytest.raises(NotFound):
        laptop.sync()


def registries_user(laptop: Laptop) -> str:
    with laptop.ws.replica.read() as reader:
        return reader.registries.get("oefenen").config.user_id


def test_n07_an_edit_of_one_person_is_never_sent_as_another(world: World) -> None:
    laptop = world.laptop()
    casework.edit_zaak(laptop.ws, NUMBER, {"omschrijving": "Van Meryem"})
    other = {**world.door.description, "user_id": "j-vandermeulen", "request_limit_s": LIMIT_S}
    with pytest.raises(BadInput) as caught:
        registries.add(laptop.ws, "oefenen", other)
    assert caught.value.key == "registry-has-work"
    for _ in range(2):
        laptop.sync_until_quiet(3)
        laptop.ws.clock.wait(LIMIT_S)
    assert world.zaak(NUMBER)["omschrijving"] == "Van Meryem"
    assert registries_user(laptop) == "m-yilmaz"
    assert registries.add(laptop.ws, "oefenen", other).user_id == "j-vandermeulen"


def test_y06_types_that_cannot_be_read_stop_no_casework(world: World, meddler: Meddler) -> None:
    laptop = world.laptop()
    with laptop.ws.replica.write() as writer:
        writer.journal.set_setting("types:oefenen", "2020-01-01T00:00:00+00:00")
    meddler.instead("GET", "/catalogi/", lambda: problem(403, "permission_denied"), times=-1)
    number = laptop.intake()
    report = laptop.sync()
    assert report.registries == {"oefenen": "no-right"}
    assert world.zaak(number)["omschrijving"] == "Traplift"


def read_types_again(laptop: Laptop) -> None:
    with laptop.ws.replica.write() as writer:
        writer.journal.drop_setting("types:oefenen")
    laptop.sync()


def offers(laptop: Laptop) -> set[str]:
    return {one.ref for one in casework.zaaktypen(laptop.ws)}


def test_y06_a_type_that_the_registry_lists_no_more_is_not_offered_and_goes_on_where_it_is_used(
    world: World,
) -> None:
    laptop = world.laptop()
    number = laptop.intake()
    laptop.sync_until_quiet(3)
    with laptop.ws.replica.read() as reader:
        kind = str((reader.records.resolve(number).local or {})["zaaktype"])
    rows = world.remove(kind.rsplit("/", 1)[-1])
    read_types_again(laptop)
    assert kind not in offers(laptop)
    assert casework.choices(laptop.ws, number, "statustype"), "its zaken go on"
    world.restore(rows)
    read_types_again(laptop)
    assert kind in offers(laptop)


def test_y06_a_list_of_types_that_comes_back_empty_takes_none_away(
    world: World, meddler: Meddler
) -> None:
    laptop = world.laptop()
    before = offers(laptop)
    empty = json.dumps({"count": 0, "next": None, "previous": None, "results": []})
    meddler.instead("GET", "/catalogi/api/v1/zaaktypen", lambda: Response(empty, 200))
    read_types_again(laptop)
    assert offers(laptop) == before


def test_y04_a_type_that_was_corrected_replaces_the_cached_one(world: World) -> None:
    laptop = world.laptop()
    kind = world.all("statustypen")[0]
    with world.registry.state.transaction():
        uuid = kind["url"].rsplit("/", 1)[-1]
        world.registry.state.change(uuid, {**kind, "omschrijving": "Verbeterd"})
    with laptop.ws.replica.write() as writer:
        writer.journal.set_setting("types:oefenen", "2020-01-01T00:00:00+00:00")
    laptop.sync()
    with laptop.ws.replica.read() as reader:
        found = [body["omschrijving"] for _, body in reader.types.all("statustype")]
    assert "Verbeterd" in found


def test_y01_a_zaaktype_version_that_was_withdrawn_is_named(world: World, meddler: Meddler) -> None:
    laptop = world.laptop()
    laptop.intake()
    meddler.instead("POST", "/zaken/api/v1/zaken", lambda: problem(400, "not-published"))
    assert laptop.sync().rejected == 1
    assert ("rejection", "type-replaced") in open_reasons(laptop.ws)


def test_n04_a_right_for_one_zaaktype_that_was_withdrawn_is_a_rejection(
    world: World, meddler: Meddler
) -> None:
    laptop = world.laptop()
    casework.edit_zaak(laptop.ws, NUMBER, {"omschrijving": "Van mij"})
    meddler.instead("PATCH", "/zaken/", lambda: problem(403, "permission_denied"))
    assert laptop.sync().rejected == 1
    assert open_reasons(laptop.ws) == [("rejection", "no-right")]


def test_a_run_tells_how_long_it_will_take(world: World) -> None:
    told: list[Progress] = []
    laptop = world.laptop()
    laptop.intake()
    laptop.intake("Nog een")
    laptop.sync(progress=told.append)
    pushing = [one for one in told if one.phase == "push"]
    assert pushing[0].left_s is None
    assert any(one.left_s is not None and one.left_s >= 0 for one in pushing)


def test_s78_a_run_stops_before_the_disk_is_full_and_says_so(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop = world.laptop()
    number = laptop.intake()
    usage = shutil.disk_usage(laptop.ws.profile)
    monkeypatch.setattr(desk_module, "RESERVE_BYTES", usage.free * 2)
    assert laptop.sync().registries == {"oefenen": "disk"}
    casework.add_notitie(laptop.ws, number, "Er kan nog gewerkt worden")
    monkeypatch.undo()
    assert laptop.sync_until_quiet(4).waiting == 0


def test_a_bundle_holds_nobody_and_no_secret(world: World, tmp_path: Path) -> None:
    laptop = world.laptop()
    laptop.intake("Bijzondere omschrijving")
    laptop.sync()
    path = tmp_path / "bundel.zip"
    write_bundle(laptop.ws, path, [{"check": "schijf", "ok": True, "detail": "x"}])
    with zipfile.ZipFile(path) as bundle:
        text = "".join(bundle.read(name).decode() for name in bundle.namelist())
        runs = json.loads(bundle.read("runs.json"))
    description = world.door.description
    for private in (
        "Bijzondere", "yilmaz", "ZAAK-2026", description["secret"], description["client_id"],
        description["objecten_token"], "127.0.0.1",
    ):  # fmt: skip
        assert private.lower() not in text.lower()
    assert runs[0]["outcome"] == "ok"
