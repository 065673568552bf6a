"""Cases F: a person edits, undoes, takes back and stops while a run is going on."""

from __future__ import annotations

import re
import threading

import pytest
from desktop.domain.errors import Environment
from desktop.domain.kinds import Kind
from desktop.domain.reasons import Reason
from desktop.domain.records import Outcome
from desktop.operations.choices import deciding
from desktop.operations.exchange import syncing, visiting
from desktop.operations.overview import reading
from desktop.operations.zaken import casework

from tests.world.between import after_next, before_next
from tests.world.laptops import LIMIT_S, Laptop, World, open_reasons, with_limit
from tests.world.meddling import meddle
from tests.world.test_parts import quiet, roltype
from tests.world.test_taking_away import NUMBER, POST, there
from tests.world.test_unknown_creates import entries, push

OM, TO = "omschrijving", "toelichting"
READS = frozenset({"GET"})
A_LIST = "/zaken/api/v1/zaken$"
A_ZAAK = "/zaken/api/v1/zaken/[-0-9a-f]+$"


def edit(laptop: Laptop, **changes: str) -> None:
    casework.edit_zaak(laptop.ws, NUMBER, changes)


def shown(laptop: Laptop, name: str) -> object:
    return reading.case(laptop.ws, NUMBER).body[name]


def add_rol(laptop: Laptop) -> str:
    kind = roltype(laptop, NUMBER, "belanghebbende")
    return casework.add_rol(laptop.ws, NUMBER, kind, "p-jansen").id


def test_f01_an_edit_made_while_its_field_is_being_sent_stays_unsent(world: World) -> None:
    laptop = world.laptop()
    edit(laptop, omschrijving="Eerst")
    after_next(world, "PATCH", A_ZAAK, lambda: edit(laptop, omschrijving="Daarna"))
    laptop.sync(pull=False)
    bodies = [one.body for one in entries(laptop, Kind.ZAAK)]
    assert bodies == [{OM: "Eerst"}, {OM: "Daarna"}]
    quiet(laptop)
    assert (world.zaak(NUMBER)[OM], shown(laptop, OM)) == ("Daarna", "Daarna")


def test_d15_a_newer_value_that_is_refused_leaves_the_first_one_mine(world: World) -> None:
    laptop = world.laptop()
    with_limit(laptop.ws, 600)
    edit(laptop, omschrijving="Eerst")
    laptop.sync()
    world.edit(NUMBER, einddatum="2026-11-24")
    edit(laptop, omschrijving="Daarna")
    assert laptop.sync().rejected == 1
    zaak = casework.edit_zaak(laptop.ws, NUMBER, {}).id
    deciding.retry(laptop.ws, zaak)
    report = laptop.sync()
    assert (report.rejected, report.conflicts) == (1, 0), "what I sent first is no colleague's"
    deciding.withdraw(laptop.ws, zaak)
    assert laptop.sync().rejected == 0
    assert (world.zaak(NUMBER)[OM], shown(laptop, OM)) == ("Eerst", "Eerst")


def test_f02_f11_no_run_begins_between_a_page_that_was_read_and_its_application(
    world: World,
) -> None:
    laptop = world.laptop()
    busy: list[str] = []

    def save_and_sync() -> None:
        edit(laptop, omschrijving="Van mij")
        with pytest.raises(Environment) as refused:
            syncing.sync(laptop.ws)
        busy.append(refused.value.key)

    writes = world.registry.writes
    after_next(world, "GET", A_LIST, save_and_sync)
    laptop.sync(push=False)
    assert busy == ["sync-busy"]
    assert (world.registry.writes, shown(laptop, OM)) == (writes, "Van mij")
    quiet(laptop)
    assert (world.zaak(NUMBER)[OM], shown(laptop, OM)) == ("Van mij", "Van mij")


def test_f03_what_a_read_shows_of_a_create_that_is_open_is_left_to_the_look(world: World) -> None:
    laptop = world.laptop()
    mine = add_rol(laptop)
    world.faults.strike("reply-lost", methods=POST, path_contains="rollen")

    def nobody_may_look() -> None:
        world.faults.strike("5xx", methods=READS, path_contains="rollen", times=None)

    after_next(world, "POST", "rollen$", nobody_may_look)
    push(laptop)
    world.faults.clear()
    assert [one.outcome for one in entries(laptop, Kind.ROL)] == [Outcome.LOOKING]
    laptop.sync(push=False)
    assert visiting.refresh(laptop.ws, NUMBER)
    rollen = [one for one in reading.case(laptop.ws, NUMBER).rollen if "p-jansen" in str(one)]
    assert [one.local_id for one in rollen] == [mine]
    quiet(laptop)


def test_f04_what_is_taken_back_between_the_plan_and_its_request_is_not_sent(
    world: World,
) -> None:
    laptop = world.laptop()
    before = there(world, "rollen")
    mine = add_rol(laptop)
    before_next(world, "GET", "rollen$", lambda: deciding.withdraw(laptop.ws, mine))
    push(laptop)
    assert there(world, "rollen") == before
    assert entries(laptop, Kind.ROL) == []
    assert (laptop.status().waiting, reading.outbox(laptop.ws)) == (0, [])


def test_f09_an_undo_while_the_fresh_read_runs_sends_nothing(world: World) -> None:
    laptop = world.laptop()
    was = world.zaak(NUMBER)[OM]
    edit(laptop, omschrijving="Vergissing")
    before_next(world, "GET", A_ZAAK, lambda: edit(laptop, omschrijving=was))
    writes = world.registry.writes
    push(laptop)
    assert (world.registry.writes, entries(laptop, Kind.ZAAK)) == (writes, [])
    assert (laptop.status().waiting, shown(laptop, OM)) == (0, was)


def test_f10_an_answer_that_comes_after_a_stop_is_found_later(world: World) -> None:
    laptop = world.laptop()
    before = len(there(world, "rollen"))
    add_rol(laptop)
    stop = threading.Event()
    world.faults.strike("reply-lost", methods=POST, path_contains="rollen")
    after_next(world, "POST", "rollen$", stop.set)
    assert laptop.sync(pull=False, stop=stop).registries == {"oefenen": "stopped"}
    assert len(there(world, "rollen")) == before + 1
    quiet(laptop)
    assert len(there(world, "rollen")) == before + 1
    assert [one.detail for one in entries(laptop, Kind.ROL)] == ["adopted"]


def test_f12_a_conflict_that_the_fresh_read_shows_drops_only_its_own_field(world: World) -> None:
    laptop = world.laptop()
    edit(laptop, omschrijving="Van mij", toelichting="Ook van mij")
    before_next(world, "GET", A_ZAAK, lambda: world.edit(NUMBER, omschrijving="Van haar"))
    push(laptop)
    zaak = world.zaak(NUMBER)
    assert (zaak[OM], zaak[TO]) == ("Van haar", "Ook van mij")
    assert [list(one.body or {}) for one in entries(laptop, Kind.ZAAK)] == [[TO]]
    assert open_reasons(laptop.ws) == [("conflict", Reason.EDIT_EDIT.value)]


def test_f13_history_tells_every_attempt_with_its_cause_outcome_and_what_it_repeats(
    world: World,
) -> None:
    laptop = world.laptop()
    mine = add_rol(laptop)
    world.faults.strike("5xx", methods=POST, path_contains="rollen")
    quiet(laptop)
    first, second = entries(laptop, Kind.ROL)
    assert (first.local_id, second.local_id) == (mine, mine)
    assert (first.outcome, first.status, first.parent_entry) == (Outcome.ABSENT, 503, None)
    assert (second.status, second.parent_entry) == (201, first.entry_id)
    assert first.left_at_utc is not None
    assert second.left_at_utc is not None
    assert (second.left_at_utc - first.left_at_utc).total_seconds() >= LIMIT_S
    assert second.answered_at_utc is not None


def test_f14_a_second_sync_after_everything_is_quiet_only_lists(world: World) -> None:
    laptop = world.laptop()
    number = laptop.intake()
    edit(laptop, omschrijving="Van mij")
    quiet(laptop)
    laptop.ws.clock.wait(LIMIT_S)
    quiet(laptop)
    before = (world.zaak(number), world.zaak(NUMBER), world.registry.writes)
    meddler = meddle(world)
    report = laptop.sync()
    assert (report.pulled, report.pushed) == (0, 0)
    assert (world.zaak(number), world.zaak(NUMBER), world.registry.writes) == before
    asked = {method for method, path in meddler.seen if not path.endswith("/_zoek")}
    assert asked == {"GET"}
    alone = [path for _, path in meddler.seen if re.search(A_ZAAK, path)]
    assert len(alone) == 1, "the newest arrived work, by which a restored registry is known"
