"""Misbehaviour on request: seeded at a rate, or exactly where a test wants it.

`reply-lost` the effect happens, the answer never comes · `reset` the connection breaks before
anything happens · `cut` the body of the answer breaks off · `5xx` no effect, 503 · `429` with
Retry-After · `slow` a delay before the answer.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

KINDS = ("reply-lost", "reset", "cut", "5xx", "429", "slow")
WRITES = frozenset({"POST", "PUT", "PATCH", "DELETE"})


@dataclass
class _Rule:
    kind: str
    applies: Callable[[str, str], bool]
    left: int | None


class Faults:
    """Decides which fault strikes a request. Thread-safe; counts what struck."""

    def __init__(
        self, rates: dict[str, float] | None = None, seed: int = 1, slow_s: float = 0.2
    ) -> None:
        self._rates = rates or {}
        self._random = Random(seed)  # noqa: S311  repeatability is the point
        self._rules: list[_Rule] = []
        self._guard = threading.Lock()
        self.slow_s = slow_s
        self.struck: dict[str, int] = {}

    @classmethod
    def parse(cls, spec: str, seed: int = 1) -> Faults:
        """Read `reply-lost=0.1,cut=0.05`; raises ValueError naming what is wrong."""
        rates: dict[str, float] = {}
        for item in filter(None, (part.strip() for part in spec.split(","))):
            kind, _, rate = item.partition("=")
            if kind not in KINDS:
                raise ValueError(f"unknown fault: {kind}")
            rates[kind] = float(rate)
            if not 0 <= rates[kind] <= 1:
                raise ValueError(f"not a rate between 0 and 1: {item}")
        return cls(rates, seed)

    def strike(
        self,
        kind: str,
        *,
        methods: frozenset[str] = WRITES,
        path_contains: str = "",
        times: int | None = 1,
    ) -> None:
        """Let a fault strike the next `times` matching requests (None: always)."""
        if kind not in KINDS:
            raise ValueError(f"unknown fault: {kind}")

        def applies(method: str, path: str) -> bool:
            return method in methods and path_contains in path

        with self._guard:
            self._rules.append(_Rule(kind, applies, times))

    def clear(self) -> None:
        """Behave from now on."""
        with self._guard:
            self._rules.clear()
            self._rates = {}

    def choose(self, method: str, path: str) -> str | None:
        """Give the fault for this request, or None."""
        with self._guard:
            kind = self._choose(method, path)
            if kind is not None:
                self.struck[kind] = self.struck.get(kind, 0) + 1
            return kind

    def _choose(self, method: str, path: str) -> str | None:
        for rule in self._rules:
            if rule.left != 0 and rule.applies(method, path):
                if rule.left is not None:
                    rule.left -= 1
                return rule.kind
        for kind, rate in self._rates.items():
            if self._random.random() < rate:
                return kind
        return None
