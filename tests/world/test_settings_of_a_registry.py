"""How many requests go at once, and what a registry was found to take (issue: capabilities)."""

from __future__ import annotations

import json
import threading
from typing import Any

import pytest
from desktop.cli.main import run
from desktop.domain.errors import BadInput
from desktop.operations import registries
from desktop.operations.documenten import documents
from desktop.operations.documenten.documents import Pasted

from tests.world.laptops import Laptop, World
from tests.world.papers import LARGE
from tests.world.test_parts import quiet
from tests.world.test_taking_away import NUMBER


def most_at_once(world: World, laptop: Laptop) -> int:
    """Pull everything anew and give how many requests the registry answered at once at most."""
    answer, guard = world.registry._answer, threading.Lock()
    now, most = [0], [0]

    def counting(request: Any) -> Any:
        with guard:
            now[0] += 1
            most[0] = max(most[0], now[0])
        try:
            laptop.ws.clock.wait(0.02)
            return answer(request)
        finally:
            with guard:
                now[0] -= 1

    world.registry._answer = counting  # type: ignore[method-assign]  # a test looks over its shoulder
    with laptop.ws.replica.write() as writer:
        writer.journal.drop_setting("types:oefenen")
    laptop.sync()
    world.registry._answer = answer  # type: ignore[method-assign]  # as it was
    return most[0]


def test_four_requests_go_at_once_unless_somebody_chose_another_number(world: World) -> None:
    laptop = world.laptop()
    assert registries.connect(laptop.ws, "oefenen").concurrency == 4
    registries.set_concurrency(laptop.ws, "oefenen", 1)
    with laptop.ws.replica.read() as reader:
        config = reader.registries.get("oefenen").config
    assert (config.concurrency, config.to_document()["concurrency"]) == (1, 1)
    assert registries.connect(laptop.ws, "oefenen").concurrency == 1


def test_one_request_at_a_time_is_kept_while_types_are_read(world: World) -> None:
    laptop = world.laptop()
    registries.set_concurrency(laptop.ws, "oefenen", 1)
    slow = most_at_once(world, laptop)
    registries.set_concurrency(laptop.ws, "oefenen", 4)
    assert most_at_once(world, laptop) > slow == 1


@pytest.mark.parametrize("wrong", [0, -1, 17, 2.5, "veel"])
def test_a_number_that_makes_no_sense_is_refused_and_changes_nothing(
    world: World, wrong: Any
) -> None:
    laptop = world.laptop()
    with pytest.raises(BadInput, match="registry-config-number"):
        registries.set_concurrency(laptop.ws, "oefenen", wrong)
    assert registries.connect(laptop.ws, "oefenen").concurrency == 4


def test_a_script_chooses_it_and_reads_it_back(
    world: World, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop = world.laptop()
    laptop.ws.close()
    monkeypatch.setenv("ZAAKKOFFER_PASSPHRASE", "test")
    words = ["registry", "concurrency", "oefenen", "8"]
    said = run(["--profile", str(laptop.ws.profile), "--json", *words], lambda **_: 1)
    laptop.reopen()
    assert (said, json.loads(capsys.readouterr().out)) == (
        0, {"name": "oefenen", "concurrency": 8},
    )  # fmt: skip


def test_check_shows_the_size_of_the_parts_that_a_registry_asks_for(world: World) -> None:
    laptop = world.laptop()
    assert registries.check(laptop.ws, "oefenen").capabilities["limits"] == {}
    documents.attach(laptop.ws, NUMBER, Pasted("film.mp4", LARGE))
    quiet(laptop)
    assert registries.check(laptop.ws, "oefenen").capabilities["limits"] == {"asked": 100_000}
