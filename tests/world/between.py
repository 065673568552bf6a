"""Between the requests: what happens just before or after one, and requests that come in late."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tests.world.laptops import World

_AN_HOUR_S = 3600.0


def before_next(world: World, method: str, path: str, event: Callable[[], Any]) -> None:
    """Let something happen just before the next request of a kind is answered."""
    _at_next(world, method, path, event, answered=False)


def after_next(world: World, method: str, path: str, event: Callable[[], Any]) -> None:
    """Let something happen when the next request of a kind is answered and nobody knows yet."""
    _at_next(world, method, path, event, answered=True)


def _at_next(
    world: World, method: str, path: str, event: Callable[[], Any], *, answered: bool
) -> None:
    registry, answer = world.registry, world.registry._answer

    def watching(request: Any) -> Any:
        if method != request.method or not re.search(path, request.path):
            return answer(request)
        registry._answer = answer  # type: ignore[method-assign]  # only once
        if answered:
            response = answer(request)
            event()
            return response
        event()
        return answer(request)

    registry._answer = watching  # type: ignore[method-assign]  # a test looks over its shoulder


def hold_back(world: World, path: str, times: int = 1, *, is_drafted: bool = False) -> None:
    """Let the next POSTs of a kind be on their way until `arrive`; their client hears nothing.

    `is_drafted`: the server read its state already and will only commit.
    """
    world.faults.moments = lambda: (_AN_HOUR_S, is_drafted)  # type: ignore[method-assign]  # no chance
    world.faults.strike("late", methods=frozenset({"POST"}), path_contains=path, times=times)


def arrive(world: World, count: int | None = None) -> None:
    """Let what was held back come in now: all of it, or the first few."""
    gate, now = world.registry.gate, world.registry.clock()
    due = gate._postponed if count is None else gate._postponed[:count]
    gate._postponed = [replace(one, due=now) if one in due else one for one in gate._postponed]
    gate.arrive()
