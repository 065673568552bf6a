"""Cases H and F: what a person takes away or takes back, at the registry exactly once."""

from __future__ import annotations

from typing import Any

import pytest
from desktop.domain.errors import BadInput, NotFound
from desktop.domain.ids import LocalId
from desktop.domain.kinds import Kind
from desktop.domain.reasons import Reason
from desktop.domain.records import Outcome, Purpose
from desktop.operations.choices import deciding
from desktop.operations.documenten import documents, relating
from desktop.operations.documenten.documents import Pasted
from desktop.operations.overview import reading
from desktop.operations.zaken import besluiten, betrokkenen, casework, withdrawing
from desktop.operations.zaken.whose_work import account_in_use
from desktop.sync.desk import Stopped
from desktop.sync.pushing import execute

from tests.world.between import after_next, before_next
from tests.world.laptops import Laptop, World, open_reasons

NUMBER = "ZAAK-2026-0000000127"
DELETE = frozenset({"DELETE"})
POST = frozenset({"POST"})


def part(laptop: Laptop, number: str, kind: Kind, **wanted: Any) -> LocalId:
    """Give the local id of the one part of a zaak that has these members."""
    with laptop.ws.replica.read() as reader:
        family = reader.records.family(reader.records.resolve(number).local_id)
    found = [
        one.local_id for one in family
        if one.kind is kind and one.local is not None
        if all(one.local.get(name) == value for name, value in wanted.items())
    ]  # fmt: skip
    assert len(found) == 1, found
    return found[0]


def there(world: World, kind: str, number: str = NUMBER) -> list[dict[str, Any]]:
    return world.all(kind, world.zaak(number)["uuid"])


def family_rol(laptop: Laptop, generic: str = "belanghebbende") -> LocalId:
    kinds = casework.choices(laptop.ws, NUMBER, "roltype")
    kind = next(one for one in kinds if one.extra["omschrijvingGeneriek"] == generic)
    made = casework.add_rol(laptop.ws, NUMBER, kind.ref, "j-vandermeulen")
    return made.id


def test_h01_a_rol_with_statuses_is_not_deleted(world: World) -> None:
    laptop = world.laptop()
    rol = next(one for one in there(world, "rollen") if one["betrokkeneType"] == "medewerker")
    status = there(world, "statussen")[0]
    with world.registry.state.transaction():
        world.registry.state.change(status["uuid"], {**status, "gezetdoor": rol["url"]})
    mine = part(laptop, NUMBER, Kind.ROL, uuid=rol["uuid"])
    withdrawing.remove_part(laptop.ws, mine)
    assert laptop.sync().conflicts == 1
    assert open_reasons(laptop.ws) == [("question", Reason.CASCADE.value)]
    assert rol["uuid"] in [one["uuid"] for one in there(world, "rollen")]
    deciding.resolve(laptop.ws, reading.open_items(laptop.ws)[0].n, "theirs")
    assert laptop.sync().waiting == 0
    assert mine in [one.local_id for one in reading.case(laptop.ws, NUMBER).rollen]


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        (Kind.ROL, "rollen"),
        (Kind.ZAAKEIGENSCHAP, "zaakeigenschappen"),
        (Kind.ZAAKOBJECT, "zaakobjecten"),
        (Kind.ZAAKNOTITIE, "zaaknotities"),
        (Kind.ZAAKINFORMATIEOBJECT, "zaakinformatieobjecten"),
    ],
)
def test_h02_what_a_person_takes_away_is_deleted_once(world: World, kind: Kind, path: str) -> None:
    laptop = world.laptop()
    some = there(world, path)
    chosen = next(one for one in some if one.get("betrokkeneType") != "medewerker")
    mine = part(laptop, NUMBER, kind, url=_ref(chosen))
    withdrawing.remove_part(laptop.ws, mine)
    assert [one.what.split(":")[0] for one in reading.outbox(laptop.ws)] == ["Weghalen"]
    report = laptop.sync(pull=False)
    assert (report.pushed, report.waiting, report.requests) == (1, 0, 4)
    assert [one["uuid"] for one in there(world, path)] == [
        one["uuid"] for one in some if one != chosen
    ]
    writes = world.registry.writes
    assert laptop.sync().pulled == 0
    assert world.registry.writes == writes


def _ref(body: dict[str, Any]) -> str:
    api, _, rest = str(body["url"]).lstrip("/").partition("/api/v1/")
    return f"zgw://{api}/{rest}"


@pytest.mark.parametrize("fault", ["reply-lost", "reset"])
def test_h03_a_lost_answer_of_a_delete_ends_the_same(world: World, fault: str) -> None:
    laptop = world.laptop()
    withdrawing.remove_part(laptop.ws, part(laptop, NUMBER, Kind.ZAAKOBJECT))
    world.faults.strike(fault, methods=DELETE)
    report = laptop.sync_until_quiet(3)
    assert (report.waiting, report.conflicts, report.rejected) == (0, 0, 0)
    assert there(world, "zaakobjecten") == []
    with laptop.ws.replica.read() as reader:
        entries = [one for one in reader.journal.recent_entries(3) if one.purpose is Purpose.DELETE]
    assert entries[0].outcome is Outcome.SETTLED
    assert entries[0].base_values["relatieomschrijving"], "the old content is kept"


def test_h04_deleting_what_is_already_gone_is_done(world: World) -> None:
    laptop = world.laptop()
    withdrawing.remove_part(laptop.ws, part(laptop, NUMBER, Kind.ZAAKOBJECT))
    world.remove(there(world, "zaakobjecten")[0]["uuid"])
    report = laptop.sync_until_quiet(2)
    assert (report.waiting, report.conflicts, open_reasons(laptop.ws)) == (0, 0, [])


def test_h04_an_old_answer_that_does_not_know_it_yet_leaves_nothing_there(world: World) -> None:
    laptop = world.laptop()
    withdrawing.remove_part(laptop.ws, part(laptop, NUMBER, Kind.ZAAKOBJECT))
    uuid = there(world, "zaakobjecten")[0]["uuid"]
    rows: list[Any] = []
    after_next(world, "GET", uuid, lambda: world.restore(rows))
    before_next(world, "GET", uuid, lambda: rows.extend(world.remove(uuid)))
    laptop.sync(pull=False)
    laptop.sync_until_quiet(2)
    assert rows
    assert there(world, "zaakobjecten") == []


@pytest.mark.parametrize("keep", ["mine", "theirs"])
def test_h05_delete_against_their_change_asks(world: World, keep: Any) -> None:
    laptop = world.laptop()
    mine = part(laptop, NUMBER, Kind.ZAAKOBJECT)
    withdrawing.remove_part(laptop.ws, mine)
    changed = {**there(world, "zaakobjecten")[0], "relatieomschrijving": "Van een collega"}
    with world.registry.state.transaction():
        world.registry.state.change(changed["uuid"], changed)
    assert laptop.sync().conflicts == 1
    assert open_reasons(laptop.ws) == [("conflict", Reason.DELETE_EDIT.value)]
    deciding.resolve(laptop.ws, reading.open_items(laptop.ws)[0].n, keep)
    report = laptop.sync_until_quiet(2)
    assert (report.waiting, report.conflicts) == (0, 0)
    left = [one["relatieomschrijving"] for one in there(world, "zaakobjecten")]
    assert left == ([] if keep == "mine" else ["Van een collega"])


@pytest.mark.parametrize("keep", ["mine", "theirs"])
def test_h06_their_delete_against_my_change_asks(world: World, keep: Any) -> None:
    laptop = world.laptop()
    first = there(world, "zaakeigenschappen")[0]
    other = {"20261201", "20261202"} - {first["waarde"]}
    value = other.pop() if first["waarde"].isdigit() else "nee"
    casework.set_eigenschap(laptop.ws, NUMBER, first["naam"], value)
    world.remove(first["uuid"])
    laptop.sync()
    laptop.ws.clock.wait(0.7)
    assert laptop.sync().conflicts == 1
    assert open_reasons(laptop.ws) == [("question", Reason.DELETED_THERE.value)]
    deciding.resolve(laptop.ws, reading.open_items(laptop.ws)[0].n, keep)
    report = laptop.sync_until_quiet(2)
    assert (report.waiting, report.conflicts, report.rejected) == (0, 0, 0)
    values = [one["waarde"][: len(value)] for one in there(world, "zaakeigenschappen")]
    assert (value in values) is (keep == "mine")


def arrives_unseen(
    world: World, laptop: Laptop, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Let one create arrive, lose its answer, and stop before anybody looked for it."""

    def stopped(*_: Any) -> bool:
        raise Stopped

    world.faults.strike("reply-lost", methods=POST, path_contains=path)
    with monkeypatch.context() as patched:
        patched.setattr(execute, "look", stopped)
        assert laptop.sync(pull=False).registries == {"oefenen": "stopped"}


def test_f05_a_rol_that_never_left_vanishes(world: World) -> None:
    laptop = world.laptop()
    mine = family_rol(laptop)
    writes = world.registry.writes
    deciding.withdraw(laptop.ws, mine)
    assert laptop.sync().waiting == 0
    assert world.registry.writes == writes


@pytest.mark.parametrize("fault", ["reply-lost", "reset"])
def test_f06_a_withdrawn_unknown_rol_waits_and_is_then_removed(world: World, fault: str) -> None:
    laptop = world.laptop()
    before = len(there(world, "rollen"))
    mine = family_rol(laptop)
    world.faults.strike(fault, methods=POST, path_contains="rollen")
    world.faults.strike("reset", methods=frozenset({"GET"}), path_contains="rollen", times=None)
    laptop.sync()
    world.faults.clear()
    deciding.withdraw(laptop.ws, mine)
    report = laptop.sync_until_quiet(4)
    assert (report.waiting, report.conflicts, report.rejected) == (0, 0, 0)
    assert len(there(world, "rollen")) == before
    assert mine not in [one.local_id for one in reading.case(laptop.ws, NUMBER).rollen]


def test_f07_a_withdrawn_status_that_arrived_stays_and_says_so(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop = world.laptop()
    before = len(there(world, "statussen"))
    made = casework.set_status(laptop.ws, NUMBER, "Huisbezoek uitgevoerd")
    arrives_unseen(world, laptop, "statussen", monkeypatch)
    deciding.withdraw(laptop.ws, made.id)
    report = laptop.sync_until_quiet(3)
    assert (report.waiting, report.rejected) == (0, 0)
    assert len(there(world, "statussen")) == before + 1
    assert open_reasons(laptop.ws) == [("notice", Reason.CANNOT_WITHDRAW.value)]
    with pytest.raises(BadInput):
        withdrawing.remove_part(laptop.ws, made.id)


def test_f08_a_withdrawn_unknown_zaak_that_may_not_be_deleted_asks(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop = world.laptop()
    made = casework.create_zaak(laptop.ws, zaaktype="WMO-HUISBEZOEK", omschrijving="Vergissing")
    arrives_unseen(world, laptop, "/zaken/api/v1/zaken", monkeypatch)
    deciding.withdraw(laptop.ws, made.id)
    report = laptop.sync_until_quiet(3)
    assert (report.waiting, report.conflicts) == (0, 1)
    assert open_reasons(laptop.ws) == [("question", Reason.WITHDRAW_REMAINS.value)]
    assert world.all("rollen", world.zaak(made.identificatie)["uuid"]) == []
    deciding.resolve(laptop.ws, reading.open_items(laptop.ws)[0].n, "theirs")
    assert laptop.sync_until_quiet(2).conflicts == 0


def test_a_removal_that_was_thought_better_of_is_no_work(world: World) -> None:
    laptop = world.laptop()
    mine = part(laptop, NUMBER, Kind.ZAAKOBJECT)
    writes = world.registry.writes
    withdrawing.remove_part(laptop.ws, mine)
    deciding.withdraw(laptop.ws, mine)
    assert laptop.sync().waiting == 0
    assert world.registry.writes == writes
    assert part(laptop, NUMBER, Kind.ZAAKOBJECT) == mine


def test_j32_a_document_taken_out_of_its_zaak_leaves_only_that_zaak(world: World) -> None:
    laptop = world.laptop()
    titles = {one.titel for one in reading.list_documents(laptop.ws, NUMBER)}
    made = documents.attach(laptop.ws, NUMBER, Pasted("verkeerd.txt", b"niet hier"))
    laptop.sync_until_quiet(2)
    withdrawing.remove_part(laptop.ws, made.id)
    assert laptop.sync_until_quiet(2).waiting == 0
    assert {one.titel for one in reading.list_documents(laptop.ws, NUMBER)} == titles
    assert "verkeerd" in [one["titel"] for one in world.all("enkelvoudiginformatieobjecten")]


@pytest.mark.parametrize("work", ["removed", "changed", "nothing"])
def test_h07_a_rol_that_was_made_anew_is_the_same_rol(world: World, work: str) -> None:
    laptop = world.laptop()
    old = next(one for one in there(world, "rollen") if one["betrokkeneType"] != "medewerker")
    mine = part(laptop, NUMBER, Kind.ROL, uuid=old["uuid"])
    if work == "removed":
        withdrawing.remove_part(laptop.ws, mine)
    elif work == "changed":
        who = betrokkenen.betrokkene("natuurlijk_persoon", "999990019")
        betrokkenen.replace_betrokkene(laptop.ws, mine, who)
    world.remove(old["uuid"])
    again = {name: value for name, value in old.items() if name not in {"url", "uuid", "zaak"}}
    uuid = world.add(NUMBER, "rollen", again)
    report = laptop.sync_until_quiet(3)
    assert (report.waiting, report.conflicts, report.rejected) == (0, 0, 0)
    left = {one["uuid"]: one for one in there(world, "rollen")}
    assert (uuid in left) is (work != "removed")
    if work == "changed":
        assert left[uuid]["betrokkeneIdentificatie"]["inpBsn"] == "999990019"
    if work != "removed":
        with laptop.ws.replica.read() as reader:
            assert str(reader.records.get(mine).ref).endswith(uuid)


def test_a_zaak_that_is_being_removed_takes_no_edit(world: World) -> None:
    laptop = world.laptop()
    with laptop.ws.replica.write() as writer:
        zaak = writer.records.resolve(NUMBER)
        account, now = account_in_use(writer, zaak), laptop.ws.clock.now_utc()
        writer.records.take_away(zaak.local_id, account=account, now=now)
    with pytest.raises(NotFound):
        casework.edit_zaak(laptop.ws, zaak.local_id, {"toelichting": "Nog iets"})
    assert laptop.sync().registries == {"oefenen": "ok"}


def test_nothing_is_made_of_a_document_that_was_taken_back(world: World) -> None:
    laptop = world.laptop()
    made = casework.create_zaak(laptop.ws, zaaktype="WMO-AANVRAAG", omschrijving="Lift")
    paper = documents.attach(laptop.ws, made.id, Pasted("brief.txt", b"Per ongeluk"))
    deciding.withdraw(laptop.ws, paper.id)
    with pytest.raises(NotFound):
        besluiten.add_besluit(laptop.ws, made.id, "Toekenning", "Lift", documents=[paper.id])
    with pytest.raises(NotFound):
        relating.link(laptop.ws, paper.id, NUMBER)
    assert laptop.sync_until_quiet(3).waiting == 0


def test_nothing_is_added_to_a_zaak_that_was_taken_back(world: World) -> None:
    laptop = world.laptop()
    made = casework.create_zaak(laptop.ws, zaaktype="WMO-HUISBEZOEK", omschrijving="Vergissing")
    deciding.withdraw(laptop.ws, made.id)
    with pytest.raises(NotFound):
        casework.add_notitie(laptop.ws, made.id, "Nog iets")
    with pytest.raises(NotFound):
        documents.attach(laptop.ws, made.id, Pasted("foto.txt", b"Nog iets"))
    assert laptop.sync().waiting == 0


def test_i15_a_part_for_a_zaak_that_is_gone_does_not_make_the_address_look_wrong(
    world: World,
) -> None:
    laptop = world.laptop()
    casework.set_eigenschap(laptop.ws, NUMBER, "Aanwezig bij gesprek", "dochter")
    world.remove(world.zaak(NUMBER)["uuid"])
    assert laptop.sync(pull=False).registries == {"oefenen": "ok"}
