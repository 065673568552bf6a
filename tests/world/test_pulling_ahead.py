"""A pull reads the next zaken with their parts while it takes in those before them."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any

import pytest
from desktop.domain.kinds import Kind
from desktop.sync.guarding import scope
from desktop.sync.observing.children import Children, Seen
from desktop.sync.pulling.intake import Intake

from tests.world.laptops import World


def test_the_parts_of_the_next_page_are_read_while_this_one_is_taken_in(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scope, "BATCH", 5)
    read, take = Children.read, Intake.take
    next_is_read = threading.Semaphore(0)
    first: list[bool] = []

    def reading(children: Children, seen: Sequence[Seen], *rest: Any) -> None:
        read(children, seen, *rest)
        next_is_read.release()

    def taking(intake: Intake, some: Sequence[Seen], **how: Any) -> None:
        if not first:
            next_is_read.acquire()  # its own
            first.append(next_is_read.acquire(timeout=10))
        take(intake, some, **how)

    monkeypatch.setattr(Children, "read", reading)
    monkeypatch.setattr(Intake, "take", taking)
    laptop = world.laptop()
    assert first == [True]
    numbers = [one["identificatie"] for one in laptop.records(Kind.ZAAK)]
    assert len(numbers) == len(set(numbers)) > 5


def test_whole_collections_are_read_beside_one_another(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Children._read_whole
    together = threading.Barrier(2)
    met: list[Kind] = []

    def reading(children: Children, kind: Kind, *rest: Any) -> Any:
        if kind in {Kind.STATUS, Kind.ZAAKNOTITIE}:
            together.wait(10)
            met.append(kind)
        return read(children, kind, *rest)

    monkeypatch.setattr(Children, "_read_whole", reading)
    world.laptop()
    assert set(met) == {Kind.STATUS, Kind.ZAAKNOTITIE}
