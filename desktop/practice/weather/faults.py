"""Misbehaviour on request: seeded at a rate, or exactly where a test wants it.

| kind | does |
| --- | --- |
| `reply-lost` | the effect happens, the answer never comes |
| `reset` | the connection breaks before anything happens |
| `cut` | the body of the answer breaks off |
| `5xx`, `429` | no effect, 503 · 429 with Retry-After |
| `slow` | a delay before the answer |
| `forget-locks` | the registry loses every lock |
| `colleague` | somebody changes a zaak just before |
| `hold` | a write stands still between the server's read and its commit |
| `late` | the client hears nothing, the write is carried out later |
| `stale-read` | a read is answered from a moment ago |
| `double` | the same write arrives twice, at once or later |
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

WRITES = frozenset({"POST", "PUT", "PATCH", "DELETE"})
_EVERY = WRITES | {"GET", "HEAD"}
_APPLIES = {
    "reply-lost": _EVERY, "reset": _EVERY, "cut": _EVERY, "5xx": _EVERY, "429": _EVERY,
    "slow": _EVERY, "forget-locks": _EVERY, "colleague": _EVERY, "hold": WRITES, "late": WRITES,
    "stale-read": frozenset({"GET"}), "double": WRITES,
}  # fmt: skip
KINDS = tuple(_APPLIES)
_HALF = 0.5


@dataclass
class _Rule:
    kind: str
    applies: Callable[[str, str], bool]
    left: int | None


class Faults:
    """Decides which fault strikes a request. Thread-safe; counts what struck."""

    def __init__(
        self,
        rates: dict[str, float] | None = None,
        seed: int = 1,
        slow_s: float = 0.2,
        *,
        late_s: float = 3.0,
    ) -> None:
        self._rates = rates or {}
        self._random = Random(seed)  # noqa: S311  repeatability is the point
        self.late_s = late_s
        """At most so long after it was lost a late write is carried out; a stale read is as old."""
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

    @property
    def reads_the_past(self) -> bool:
        """Tell whether reads may be answered from a moment ago."""
        return bool(self._rates.get("stale-read")) or any(
            rule.kind == "stale-read" for rule in self._rules
        )

    def moments(self) -> tuple[float, bool]:
        """Draw how many seconds late something is, and which of two ways it goes."""
        with self._guard:
            return self._random.uniform(0.0, self.late_s), self._random.random() < _HALF

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
        if path.endswith("/_zoek"):
            method = "GET"
        for kind, rate in self._rates.items():
            if method in _APPLIES[kind] and self._random.random() < rate:
                return kind
        return None
