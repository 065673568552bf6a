"""A share of the simulation, part of the test command; campaigns: docs/developing.md."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest
from desktop.practice.answering.manners import Manners

from tests.simulation.backups import STRUCK as REGISTRY_PUT_BACK
from tests.simulation.broken import MUTANTS
from tests.simulation.campaign import caught_at
from tests.simulation.device import FULL_UNDER_CONTENT
from tests.simulation.restoring import STRUCK as PROFILE_PUT_BACK
from tests.simulation.run import run_seed
from tests.simulation.world import tidy

SEEDS = 12


@pytest.fixture(autouse=True, scope="module")
def _leave_nothing() -> Iterator[None]:
    yield
    tidy()


@pytest.mark.slow
@pytest.mark.parametrize("manners", list(Manners))
def test_a_share_of_the_seeds_holds(manners: Manners) -> None:
    failures = {seed: run_seed(seed, manners).failures for seed in range(1, SEEDS + 1)}
    assert {seed: some for seed, some in failures.items() if some} == {}


@pytest.mark.parametrize("seed", [70, 105])
def test_a_document_that_is_held_back_ends_no_run(seed: int) -> None:
    assert run_seed(seed, Manners.STRICT).failures == []


def test_inv20_the_same_seed_gives_the_same_run_also_in_another_process() -> None:
    here = [run_seed(4, Manners.OBSERVED).trace for _ in range(2)]
    command = [sys.executable, "-m", "tests.simulation", "--seeds", "1", "--seed", "4"]
    there = subprocess.run(
        [*command, "--manners", "observed"], capture_output=True, text=True, check=True
    ).stdout
    assert here[0] == here[1] != ""
    assert f"trace {here[0]}" in there


def test_a_disk_that_fills_in_the_middle_of_a_content_leaves_nothing_half() -> None:
    result = run_seed(375, Manners.STRICT)
    assert result.struck[FULL_UNDER_CONTENT] > 0
    assert result.failures == []


def test_a_profile_that_is_put_back_sends_nothing_twice_and_wipes_nothing() -> None:
    result = run_seed(546, Manners.STRICT)
    assert result.struck[PROFILE_PUT_BACK] > 0
    assert result.failures == []


@pytest.mark.parametrize("seed", [423, 1375, 640368, 881098])
def test_a_registry_that_is_put_back_gets_the_lost_work_once_more(seed: int) -> None:
    result = run_seed(seed, Manners.EXTENDED)
    assert result.struck[REGISTRY_PUT_BACK] > 0
    assert result.failures == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "invariant"),
    [
        ("in-flight entry after the request", "INV6"),
        ("PATCH of the whole record", "INV8"),
    ],
)
def test_a_broken_engine_is_caught(name: str, invariant: str) -> None:
    mutant = next(one for one in MUTANTS if one.name == name)
    caught = caught_at(mutant, first=1, seeds=25)
    assert caught is not None
    assert invariant in caught[1]
