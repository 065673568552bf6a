"""Cases U01–U06, U12 and Q18: a program that dies at a named moment, and is started again."""

from __future__ import annotations

import shutil
from contextlib import suppress
from typing import Any

import pytest
from desktop.domain.kinds import Kind
from desktop.domain.records import Outcome
from desktop.operations.zaken import casework
from desktop.practice.seeding.seed import url_of
from desktop.practice.weather.faults import WRITES
from desktop.sync.pushing import execute, probe
from desktop.zgw.client import RegistryClient

from tests.world.laptops import Laptop, World
from tests.world.test_nobody_overwritten import HUISBEZOEK
from tests.world.test_pulling import NUMBER, let_pass
from tests.world.test_ten_pains import Died, assert_intake_is_there_once
from tests.world.transactions import watched


def _before(monkeypatch: Any, place: Any, name: str) -> list[str]:
    """Let the program die just before it does something, the first time for every target."""
    return _dying(monkeypatch, place, name, late=False)


def _after(monkeypatch: Any, place: Any, name: str) -> list[str]:
    """Let the program die when it has just done something, the first time for every target."""
    return _dying(monkeypatch, place, name, late=True)


def _dying(monkeypatch: Any, place: Any, name: str, *, late: bool) -> list[str]:
    does, died = getattr(place, name), list[str]()

    def once(*given: Any, **named: Any) -> Any:
        target = _target(given)
        if target in died:
            return does(*given, **named)
        died.append(target)
        if late:
            does(*given, **named)
        raise Died

    monkeypatch.setattr(place, name, once)
    return died


def _target(given: tuple[Any, ...]) -> str:
    """Give what a call is about: a record, or the path of a request."""
    about = next((one for one in given if hasattr(one, "local_id")), None)
    return str(about.local_id) if about is not None else str(given[1:3])


def live_on(laptop: Laptop) -> None:
    """Start the program again each time that it died, until it lives through a run."""
    for _ in range(12):
        try:
            laptop.sync()
        except Died:
            laptop.ws.close()
            laptop.reopen()
        else:
            break
    assert laptop.sync_until_quiet(6).waiting == 0


MOMENTS = {
    "u01 before the entry": lambda patch: _before(patch, execute, "prepare"),
    "u02 after the entry, before sending": lambda patch: _before(patch, RegistryClient, "create"),
    "u03 after sending, before the answer": lambda patch: _after(patch, RegistryClient, "create"),
    "u04 after the answer, before its commit": lambda patch: _before(
        patch, execute, "applied_create"
    ),
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_u01_to_u04_killed_around_every_request_everything_is_there_once(
    world: World, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    laptop = world.laptop()
    number = laptop.intake()
    died = MOMENTS[moment](monkeypatch)
    live_on(laptop)
    assert len(died) >= 5, "every request of the intake died once"
    assert_intake_is_there_once(world, number)


def test_u05_killed_between_finding_and_taking_it_looks_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop = world.laptop()
    number = laptop.intake()
    died = _before(monkeypatch, probe, "adopt")
    for path in ("/zaken/api/v1/rollen", "/zaken/api/v1/statussen", "zaakeigenschappen"):
        world.faults.strike("reply-lost", methods=WRITES, path_contains=path)
    live_on(laptop)
    assert len(died) == 3
    assert_intake_is_there_once(world, number)


def test_u06_killed_in_the_middle_of_taking_a_zaak_in_it_is_whole_old_or_whole_new(
    world: World,
) -> None:
    laptop = world.laptop()
    old = shown(laptop)
    new = ("Nieuw", old[1] + 1)
    world.edit(NUMBER, omschrijving="Nieuw")
    world.add_status(NUMBER, url_of(f"{HUISBEZOEK}/4"), "2026-11-24T00:00:01Z")
    at = 0
    for at in range(1, 400, 4):
        if not dies_at_statement(laptop, at):
            break
        laptop.ws.close()
        laptop.reopen()
        assert shown(laptop) in {old, new}
    assert 4 < at < 390
    assert shown(laptop) == new


def shown(laptop: Laptop) -> tuple[str, int]:
    """Give what a zaak is called, and how many statussen it has."""
    with laptop.ws.replica.read() as reader:
        zaak = reader.records.resolve(NUMBER)
        family = reader.records.family(zaak.family)
    statuses = [one for one in family if one.kind is Kind.STATUS]
    return str((zaak.local or {})["omschrijving"]), len(statuses)


def dies_at_statement(laptop: Laptop, at: int) -> bool:
    """Run until the process dies at a numbered statement that writes; False when it lived."""
    left = [at]

    def die() -> None:
        left[0] -= 1
        if left[0] == 0:
            raise Died

    with watched(laptop.ws.replica, statement=die), suppress(Died):
        laptop.sync(push=False)
    return left[0] <= 0


def test_u12_cut_after_any_step_and_started_again_ends_as_if_it_was_never_cut(
    world: World,
) -> None:
    laptop = world.laptop()
    number = laptop.intake()
    casework.edit_zaak(laptop.ws, NUMBER, {"omschrijving": "Van mij"})
    deaths = 0
    for at in range(2, 60):
        left = [at]

        def die(left: list[int] = left) -> None:
            left[0] -= 1
            if left[0] == 0:
                raise Died

        with watched(laptop.ws.replica, begin=die), suppress(Died):
            laptop.sync()
        deaths += left[0] <= 0
        laptop.ws.close()
        laptop.reopen()
        if left[0] > 0:
            break
    assert deaths >= 8
    assert laptop.sync_until_quiet(6).waiting == 0
    assert_intake_is_there_once(world, number)
    assert world.zaak(NUMBER)["omschrijving"] == "Van mij"


def test_q18_a_power_cut_right_after_the_entry_leaves_it_on_the_disk(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop = world.laptop()
    number = laptop.intake()
    profile = laptop.ws.profile
    disk = profile.with_name("schijf")

    def cut(*_: Any, **__: Any) -> None:
        shutil.copytree(profile, disk)  # what stands on the disk while nothing has left yet
        raise Died

    with monkeypatch.context() as cutting:
        cutting.setattr(RegistryClient, "create", cut)
        with pytest.raises(Died):
            laptop.sync()
    with laptop.ws.replica._pool.connection() as connection:
        assert connection.raw.execute("PRAGMA synchronous").fetchone() == (2,), "FULL"
    laptop.ws.close()
    shutil.rmtree(profile)
    disk.rename(profile)
    laptop.reopen()
    with laptop.ws.replica.read() as reader:
        unfinished = reader.journal.unfinished("oefenen")
    assert [one.outcome for one in unfinished] == [Outcome.PREPARED]
    let_pass(laptop)
    assert laptop.sync_until_quiet(4).waiting == 0
    assert_intake_is_there_once(world, number)
