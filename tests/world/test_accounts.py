"""Cases R02, S71, S72 and N07: several accounts at one registry are one set of records."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jwt
import pytest
from desktop.cli.main import run
from desktop.domain.errors import BadInput, NotFound
from desktop.domain.kinds import Kind
from desktop.domain.readings import WorklistQuery, WorklistView
from desktop.domain.reasons import Reason
from desktop.domain.records import Entry, Outcome, Record, RecordState
from desktop.operations import accounts, registries
from desktop.operations.choices import deciding
from desktop.operations.documenten import checkouts, documents
from desktop.operations.documenten.documents import Pasted
from desktop.operations.exchange import visiting
from desktop.operations.overview import reading
from desktop.operations.zaken import casework
from desktop.practice.answering.auth import EVERYTHING, FIELD_WORKER, Application
from desktop.sync.judging.reconcile import OWED

from tests.world.laptops import LIMIT_S, Laptop, World, open_reasons, with_limit
from tests.world.test_guards import problem
from tests.world.test_taking_away import arrives_unseen, family_rol

SHARED = "ZAAK-2026-0000000127"
THEIRS = "ZAAK-2026-0000000190"
SECOND = "jeugd"
_CLIENT = "afdeling-jeugd"
_SECRET = "een-tweede-geheim-van-een-andere-afdeling"


def document_of(world: World, user: str = "m-yilmaz", **changes: Any) -> dict[str, Any]:
    """Give the file with which an administrator hands out a second account."""
    world.registry.applications.setdefault(_CLIENT, Application(_CLIENT, _SECRET, FIELD_WORKER))
    return {
        **world.door.description, "client_id": _CLIENT, "secret": _SECRET, "user_id": user,
        "request_limit_s": LIMIT_S, **changes,
    }  # fmt: skip


def with_second(world: World, user: str = "m-yilmaz") -> Laptop:
    """Give a laptop with two accounts at one registry, both synced."""
    laptop = world.laptop()
    registries.add(laptop.ws, SECOND, document_of(world, user))
    assert laptop.sync().accounts == {"oefenen": "ok", SECOND: "ok"}
    world.registry.history.switch_on()
    return laptop


def each_sees_its_own(world: World) -> None:
    """Let the two applications see different zaaktypen, as two departments do."""
    document_of(world)
    first = str(world.door.description["client_id"])
    zaaktypen = {number: world.zaak(number)["zaaktype"] for number in (SHARED, THEIRS)}
    world.registry.applications.limit(first, [zaaktypen[SHARED]])
    world.registry.applications.limit(_CLIENT, [zaaktypen[THEIRS]])


def zaken(laptop: Laptop) -> dict[str, Record]:
    with laptop.ws.replica.read() as reader:
        found = reader.records.of_kind(Kind.ZAAK)
    return {str((one.local or {})["identificatie"]): one for one in found}


def writers(world: World, kind: str | None = None) -> list[tuple[str, str]]:
    """Give who wrote at the registry since it began to keep that: client and person."""
    return [
        (one.client_id, one.author)
        for one in world.registry.history.writes
        if one.mark and kind in {None, one.kind}
    ]


def test_r02_the_same_registry_added_twice_is_one_set_of_records_and_two_accounts(
    world: World,
) -> None:
    laptop = world.laptop()
    before = zaken(laptop)
    address = world.door.description["zaken"].replace("http://127", "HTTP://127") + "/"
    config = registries.add(laptop.ws, SECOND, document_of(world, zaken=address))
    assert (config.name, config.me.name) == ("oefenen", SECOND)
    assert laptop.sync().registries == {"oefenen": "ok"}
    assert zaken(laptop).keys() == before.keys()
    assert [one.local_id for one in zaken(laptop).values()] == [
        one.local_id for one in before.values()
    ]
    found = accounts.all_accounts(laptop.ws)
    assert [(one.registry, one.name, one.is_in_use, one.last_outcome) for one in found] == [
        ("oefenen", "oefenen", True, "ok"), ("oefenen", SECOND, False, "ok"),
    ]  # fmt: skip


def test_s71_what_is_done_under_an_account_leaves_under_its_name_only(world: World) -> None:
    laptop = with_second(world, user="j-vandermeulen")
    casework.add_notitie(laptop.ws, SHARED, "Als Wmo")
    accounts.use(laptop.ws, SECOND)
    casework.add_notitie(laptop.ws, SHARED, "Als jeugd")
    casework.edit_zaak(laptop.ws, THEIRS, {"toelichting": "Ook als jeugd"})
    assert laptop.sync_until_quiet(3).waiting == 0
    first = str(world.door.description["client_id"])
    notes = {one["tekst"]: one["aangemaaktDoor"] for one in world.all("zaaknotities")}
    assert {"Als Wmo", "Als jeugd"} <= notes.keys()
    assert sorted(writers(world, "zaaknotities")) == sorted(
        [(first, "m-yilmaz"), (_CLIENT, "j-vandermeulen")]
    )
    assert writers(world, "zaken") == [(_CLIENT, "j-vandermeulen")]


def test_n07_work_of_an_account_that_cannot_log_in_waits_and_never_takes_another_name(
    world: World,
) -> None:
    laptop = with_second(world)
    casework.edit_zaak(laptop.ws, SHARED, {"toelichting": "Nog van mij als Wmo"})
    accounts.use(laptop.ws, SECOND)
    first = str(world.door.description["client_id"])
    lost = world.registry.applications.pop(first)
    report = laptop.sync()
    assert report.accounts == {"oefenen": "wrong-secret", SECOND: "ok"}
    assert report.registries == {"oefenen": "ok"}, "one broken account stops no other"
    assert (report.waiting, writers(world)) == (1, [])
    row = reading.outbox(laptop.ws)[0]
    assert row.reason
    assert "ander account" in row.reason
    world.registry.applications[first] = lost
    assert laptop.sync_until_quiet(3).waiting == 0
    assert writers(world, "zaken") == [(first, "m-yilmaz")]


def test_s71_a_record_with_unsent_work_of_one_account_is_not_edited_under_another(
    world: World,
) -> None:
    laptop = with_second(world)
    casework.edit_zaak(laptop.ws, SHARED, {"toelichting": "Als Wmo"})
    accounts.use(laptop.ws, SECOND)
    with pytest.raises(BadInput, match="account-other-work"):
        casework.edit_zaak(laptop.ws, SHARED, {"omschrijving": "Als jeugd"})
    casework.add_notitie(laptop.ws, SHARED, "Iets nieuws in dezelfde zaak kan wel")
    accounts.use(laptop.ws, "oefenen")
    casework.edit_zaak(laptop.ws, SHARED, {"omschrijving": "Weer als Wmo"})
    assert laptop.sync_until_quiet(3).waiting == 0
    assert world.zaak(SHARED)["omschrijving"] == "Weer als Wmo"
    accounts.use(laptop.ws, SECOND)
    casework.edit_zaak(laptop.ws, SHARED, {"omschrijving": "Nu wel als jeugd"})
    assert laptop.sync_until_quiet(3).waiting == 0
    assert writers(world, "zaken")[-1][0] == _CLIENT


def test_s71_what_may_have_arrived_is_taken_back_by_the_account_that_sent_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop = with_second(world)
    mine = family_rol(laptop)
    arrives_unseen(world, laptop, "rollen", monkeypatch)
    accounts.use(laptop.ws, SECOND)
    deciding.withdraw(laptop.ws, mine)
    assert laptop.sync_until_quiet(4).waiting == 0
    first = str(world.door.description["client_id"])
    assert [client for client, _ in writers(world, "rollen")] == [first, first]


@pytest.mark.parametrize("fault", ["reply-lost", "reset", "5xx"])
def test_s71_with_faults_all_arrives_once_and_under_the_name_it_was_done_under(
    world: World, fault: str
) -> None:
    laptop = with_second(world, user="j-vandermeulen")
    first = str(world.door.description["client_id"])
    clients = {"oefenen": first, SECOND: _CLIENT}
    for kind in ("zaaknotities", "statussen", "zaken/zaken"):
        world.faults.strike(
            fault, methods=frozenset({"POST", "PATCH"}), path_contains=kind, times=2
        )  # fmt: skip
    for number, name in enumerate(("oefenen", SECOND, "oefenen", SECOND)):
        accounts.use(laptop.ws, name)
        casework.add_notitie(laptop.ws, SHARED, f"{number} van {clients[name]}")
        made = casework.create_zaak(
            laptop.ws, zaaktype="WMO-HUISBEZOEK", omschrijving=f"{number} van {clients[name]}"
        )
        laptop.sync()
        casework.edit_zaak(laptop.ws, made.identificatie, {"toelichting": name})
    assert laptop.sync_until_quiet(8).waiting == 0
    writes = world.registry.history.writes
    for kind, name in (("zaaknotities", "tekst"), ("zaken", "omschrijving")):
        made_by = {str((one.after or {})[name]): one.client_id for one in writes
                   if one.kind == kind and one.method == "POST" and one.before is None}  # fmt: skip
        assert {text: text.rsplit(" ", 1)[-1] for text in made_by} == made_by
        texts = [
            one[name] for one in world.all(kind) if one[name].endswith(tuple(clients.values()))
        ]
        assert sorted(texts) == sorted(set(made_by)), kind


def test_s72_each_account_brings_what_it_may_read_and_hides_nothing_of_the_other(
    world: World,
) -> None:
    each_sees_its_own(world)
    laptop = world.laptop()
    assert THEIRS not in zaken(laptop)
    registries.add(laptop.ws, SECOND, document_of(world))
    for _ in range(3):
        laptop.sync()
        laptop.ws.clock.wait(LIMIT_S)
    found = zaken(laptop)
    assert {SHARED, THEIRS} <= found.keys()
    assert {one.state for one in found.values()} == {RecordState.LIVE}
    assert not [one for one in found.values() if "left" in one.ghosts]
    assert open_reasons(laptop.ws) == []
    world.edit(THEIRS, omschrijving="Door een collega")
    laptop.sync()
    assert reading.case(laptop.ws, THEIRS).row.omschrijving == "Door een collega"
    assert visiting.refresh(laptop.ws, THEIRS), "it is read under the account that may"


def test_s72_a_zaak_that_no_account_may_read_any_more_is_locked_away(world: World) -> None:
    each_sees_its_own(world)
    laptop = world.laptop()
    registries.add(laptop.ws, SECOND, document_of(world))
    laptop.sync()
    world.registry.applications.limit(_CLIENT, [world.zaak(SHARED)["zaaktype"]])
    laptop.sync()
    found = zaken(laptop)
    assert found[THEIRS].state is RecordState.LOCKED_AWAY
    assert found[SHARED].state is RecordState.LIVE
    assert {reason for _, reason in open_reasons(laptop.ws)} == {Reason.LOCKED_AWAY.value}


def test_s72_a_zaak_of_both_accounts_leaves_only_when_no_list_shows_it(world: World) -> None:
    laptop = with_second(world, user="j-vandermeulen")
    mine = [one for one in world.all("rollen") if _who(one) == "m-yilmaz"]
    lost = [world.zaak(SHARED)["url"], world.zaak(THEIRS)["url"]]
    for rol in mine:
        if rol["zaak"] in lost:
            world.remove(rol["uuid"])
    world.add(THEIRS, "rollen", {**_like(world), "roltype": mine[0]["roltype"]})
    laptop.sync()
    found = zaken(laptop)
    assert "left" in found[SHARED].ghosts
    assert "left" not in found[THEIRS].ghosts, "the other account's list shows it"


def _like(world: World) -> dict[str, Any]:
    """Give a rol of the person of the second account, to be hung on another zaak."""
    rol = next(one for one in world.all("rollen") if _who(one) == "j-vandermeulen")
    return {name: value for name, value in rol.items() if name not in {"url", "uuid", "zaak"}}


def _who(rol: dict[str, Any]) -> str:
    return str(rol["betrokkeneIdentificatie"].get("identificatie"))


def test_s72_a_zaak_that_left_the_list_of_the_one_account_that_may_read_it_is_not_hidden(
    world: World,
) -> None:
    each_sees_its_own(world)
    laptop = world.laptop()
    registries.add(laptop.ws, SECOND, document_of(world))
    laptop.sync()
    for rol in world.all("rollen", world.zaak(SHARED)["uuid"]):
        if _who(rol) == "m-yilmaz":
            world.remove(rol["uuid"])
    for _ in range(2):
        laptop.sync()
    found = zaken(laptop)[SHARED]
    assert (found.state, "left" in found.ghosts) == (RecordState.LIVE, True)
    assert open_reasons(laptop.ws) == []


def test_s71_each_account_settles_what_it_sent_itself(world: World) -> None:
    each_sees_its_own(world)
    laptop = world.laptop()
    registries.add(laptop.ws, SECOND, document_of(world))
    laptop.sync()
    with_limit(laptop.ws, 60)
    casework.edit_zaak(laptop.ws, SHARED, {"toelichting": "Gezien, nog niet vast"})
    laptop.sync()
    assert zaken(laptop)[SHARED].overlay
    with_limit(laptop.ws, LIMIT_S)
    laptop.ws.clock.wait(LIMIT_S)
    assert laptop.sync().accounts == {"oefenen": "ok", SECOND: "ok"}
    assert not zaken(laptop)[SHARED].overlay


def hides_existence(world: World, client_id: str) -> None:
    """Let the registry tell one application that what it may not read does not exist (N09)."""
    answer = world.registry._answer

    def hiding(request: Any) -> Any:
        found = answer(request)
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if found.status_code != 403 or token.startswith("Token"):
            return found
        asking = jwt.decode(token, options={"verify_signature": False})["client_id"]
        return problem(404, "not_found") if asking == client_id else found

    world.registry._answer = hiding  # type: ignore[method-assign]  # a test puts words in its mouth


def test_n09_s72_what_one_account_is_told_does_not_exist_stays_while_another_reads_it(
    world: World,
) -> None:
    each_sees_its_own(world)
    hides_existence(world, _CLIENT)
    laptop = world.laptop()
    registries.add(laptop.ws, SECOND, document_of(world))
    laptop.sync()
    zaaktype = str((zaken(laptop)[SHARED].local or {})["zaaktype"])
    for text in ("Een", "Twee", "Drie"):
        casework.create_zaak(laptop.ws, zaaktype=zaaktype, omschrijving=text)
    laptop.sync_until_quiet(4)
    for rol in world.all("rollen", world.zaak(SHARED)["uuid"]):
        if _who(rol) == "m-yilmaz":
            world.remove(rol["uuid"])
    for _ in range(4):
        laptop.ws.clock.wait(LIMIT_S)
        assert laptop.sync().accounts == {"oefenen": "ok", SECOND: "ok"}
    found = zaken(laptop)[SHARED]
    assert (found.state, "gone" in found.ghosts) == (RecordState.LIVE, False)
    assert open_reasons(laptop.ws) == []


def test_s71_only_the_account_that_asked_looks_whether_its_request_arrived(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    each_sees_its_own(world)
    laptop = world.laptop()
    registries.add(laptop.ws, SECOND, document_of(world))
    laptop.sync()
    casework.add_notitie(laptop.ws, SHARED, "Eén keer")
    arrives_unseen(world, laptop, "zaaknotities", monkeypatch)
    first = str(world.door.description["client_id"])
    lost = world.registry.applications.pop(first)
    for _ in range(3):
        laptop.ws.clock.wait(LIMIT_S)
        laptop.sync()
    assert [one.outcome for one in unfinished(laptop)] == [Outcome.LOOKING]
    world.registry.applications[first] = lost
    assert laptop.sync_until_quiet(4).waiting == 0
    assert [one["tekst"] for one in world.all("zaaknotities")].count("Eén keer") == 1


def unfinished(laptop: Laptop) -> list[Entry]:
    with laptop.ws.replica.read() as reader:
        return reader.journal.unfinished("oefenen")


def test_s71_a_lock_is_released_by_the_account_that_holds_it(world: World) -> None:
    laptop = with_second(world)
    made = documents.attach(laptop.ws, SHARED, Pasted("brief.txt", b"Eerste"))
    assert laptop.sync_until_quiet(4).waiting == 0
    before = locks(world)
    checkouts.new_version(laptop.ws, made.id, Pasted("brief.txt", b"Tweede"))
    for method, path in (("PATCH", "informatieobjecten"), ("POST", "/unlock")):
        world.faults.strike(
            "reset", methods=frozenset({method}), path_contains=path, times=None
        )  # fmt: skip
    laptop.sync()
    world.faults.clear()
    assert locks(world) == before + 1
    first = str(world.door.description["client_id"])
    lost = world.registry.applications.pop(first)
    laptop.sync()
    assert locks(world) == before + 1
    world.registry.applications[first] = lost
    assert laptop.sync_until_quiet(4).waiting == 0
    assert locks(world) == before
    assert b"Tweede" in world.content(SHARED)


def locks(world: World) -> int:
    with world.registry.state.transaction():
        return int(world.registry.state.db.execute("SELECT count(*) FROM lock").fetchone()[0])


def test_s31_s71_the_winners_duty_stays_with_the_account_whose_save_it_was(world: World) -> None:
    first = str(world.door.description["client_id"])
    world.registry.applications.give(first, *EVERYTHING)
    laptop = with_second(world)
    casework.edit_zaak(laptop.ws, SHARED, {"toelichting": "Van mij"})
    world.faults.strike("reset", methods=frozenset({"GET"}), path_contains="audittrail", times=None)
    laptop.sync()
    owed = zaken(laptop)[SHARED].ghosts[OWED]
    world.faults.clear()
    lost = world.registry.applications.pop(first)
    for _ in range(3):
        laptop.sync()
    assert zaken(laptop)[SHARED].ghosts[OWED] == owed
    world.registry.applications[first] = lost
    laptop.sync()
    assert OWED not in zaken(laptop)[SHARED].ghosts


def test_rights_are_known_per_account(world: World) -> None:
    laptop = with_second(world)
    world.registry.applications[_CLIENT] = Application(_CLIENT, _SECRET, EVERYTHING)
    assert registries.check(laptop.ws, SECOND).capabilities["audittrails"] is True
    assert registries.check(laptop.ws, "oefenen").capabilities["audittrails"] is False
    with laptop.ws.replica.read() as reader:
        assert reader.registries.get("oefenen").capabilities["audittrails"] is False
    accounts.use(laptop.ws, SECOND)
    with laptop.ws.replica.read() as reader:
        assert reader.registries.get("oefenen").capabilities["audittrails"] is True


def test_a_document_and_its_lock_belong_to_the_account_that_attached_it(world: World) -> None:
    laptop = with_second(world)
    documents.attach(laptop.ws, SHARED, Pasted("brief.txt", b"Beste mevrouw"))
    accounts.use(laptop.ws, SECOND)
    assert laptop.sync_until_quiet(4).waiting == 0
    first = str(world.door.description["client_id"])
    assert {client for client, _ in writers(world)} == {first}


def test_r07_an_account_with_unsent_work_is_not_removed(world: World) -> None:
    laptop = with_second(world)
    accounts.use(laptop.ws, SECOND)
    casework.add_notitie(laptop.ws, SHARED, "Nog niet verzonden")
    accounts.use(laptop.ws, "oefenen")
    with pytest.raises(BadInput, match="account-has-work"):
        accounts.remove(laptop.ws, SECOND)
    assert len(accounts.all_accounts(laptop.ws)) == 2


def test_an_account_that_is_removed_takes_along_what_only_it_showed(world: World) -> None:
    each_sees_its_own(world)
    laptop = world.laptop()
    registries.add(laptop.ws, SECOND, document_of(world))
    laptop.sync()
    accounts.use(laptop.ws, SECOND)
    assert accounts.foresee_removal(laptop.ws, SECOND) == 3
    assert accounts.remove(laptop.ws, SECOND) == 3
    assert THEIRS not in zaken(laptop)
    assert SHARED in zaken(laptop)
    with pytest.raises(BadInput, match="account-only"):
        accounts.remove(laptop.ws, "oefenen")
    with pytest.raises(BadInput, match="account-only"):
        accounts.foresee_removal(laptop.ws, "oefenen")
    with pytest.raises(NotFound, match="account-not-found"):
        accounts.use(laptop.ws, SECOND)
    assert laptop.sync().registries == {"oefenen": "ok"}
    registries.add(laptop.ws, SECOND, document_of(world))
    assert laptop.sync().accounts == {"oefenen": "ok", SECOND: "ok"}
    assert THEIRS in zaken(laptop)


def test_a_name_means_one_account_or_registry(world: World) -> None:
    laptop = with_second(world)
    elsewhere = document_of(world, zaken="http://127.0.0.1:9/zaken")
    with pytest.raises(BadInput, match="account-name-taken"):
        registries.add(laptop.ws, SECOND, elsewhere)


def test_zaken_of_every_account_count_as_mine(world: World) -> None:
    laptop = with_second(world, user="j-vandermeulen")
    query = WorklistQuery(view=WorklistView.MINE)
    with laptop.ws.replica.read() as reader:
        both = reader.worklist.count(query)
    accounts.remove(laptop.ws, SECOND)
    with laptop.ws.replica.read() as reader:
        assert 0 < reader.worklist.count(query) < both


def test_a_script_lists_uses_and_removes_accounts(
    world: World,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    laptop = world.laptop()
    laptop.ws.close()
    monkeypatch.setenv("ZAAKKOFFER_PASSPHRASE", "test")
    file = tmp_path / "jeugd.json"
    file.write_text(json.dumps(document_of(world)), "utf-8")

    def does(*words: str) -> tuple[int, Any]:
        code = run(["--profile", str(laptop.ws.profile), "--json", *words], lambda **_: 1)
        said = capsys.readouterr()
        return code, json.loads(said.out or said.err)

    added = {"name": "oefenen", "account": SECOND, "user_id": "m-yilmaz", "scope": "mine"}
    assert does("registry", "add", SECOND, "--config", str(file)) == (0, added)
    assert does("sync")[1]["accounts"] == {"oefenen": "ok", SECOND: "ok"}
    assert does("account", "use", SECOND)[1]["name"] == SECOND
    found = does("account", "list", "oefenen")[1]["accounts"]
    assert [(one["name"], one["is_in_use"]) for one in found] == [
        (SECOND, True),
        ("oefenen", False),
    ]
    assert does("account", "remove", SECOND) == (0, {"name": SECOND, "zaken": 0})
    code, error = does("account", "remove", "oefenen")
    assert (code, error["error"]) == (1, "account-only")
    assert does("registry", "wipe-after", "oefenen", "14")[1]["wipe_days"] == 14
    assert does("status")[1]["registries"][0]["locked_since"] is None
    laptop.reopen()
