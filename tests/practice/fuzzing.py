"""Schema-driven fuzz of the practice registry: no breakdown, no answer outside the documents.

`python -m tests.practice.fuzzing --examples 500 --seed 7` runs a longer campaign than the tests
do. Requests are made by schemathesis from the official documents. Some go as they came;
most are made *sound* first (`Sound`): real URLs, valid numbers, the right lock, so that
they get past the first checks and really write.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any

from desktop.config.paths import resources
from desktop.practice.answering.manners import Manners
from desktop.practice.keeping.ids import Ids
from desktop.practice.server import PracticeRegistry
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.core.result import Ok
from schemathesis.schemas import APIOperation

from tests.practice.conftest import Caller
from tests.practice.official import APIS, BASES, is_offered, schema_of
from tests.practice.sound import AnyCase, Sound

MANNERS = (Manners.STRICT, Manners.EXTENDED)
_PART_BYTES = 1000
_WRITES = {"post", "put", "patch"}


@dataclass
class Report:
    """What a campaign saw: answers per operation, and the first fault of each operation."""

    answers: Counter[tuple[str, int]] = field(default_factory=Counter)
    faults: dict[str, str] = field(default_factory=dict)


class Campaign:
    """The fuzz of one API in one of the manners, on a registry of its own."""

    def __init__(self, api: str, manners: Manners, examples: int, number: int) -> None:
        self._examples = examples
        self._number = number
        self._manners = manners
        self.api = api
        self.registry = PracticeRegistry(
            resources() / "voorbeeld", manners=manners, part_bytes=_PART_BYTES, ids=Ids(number)
        )
        self._caller = Caller(self.registry, "beheer")
        self._sound = Sound(self.registry, self._caller)
        self.report = Report()

    def operations(self) -> Iterator[APIOperation[Any, Any, Any, Any]]:
        """Give the documented operations that are offered."""
        for found in schema_of(self.api, self._manners).get_all_operations():
            assert isinstance(found, Ok), found
            operation = found.ok()
            if is_offered(self.api, operation.method.upper(), operation.path):
                yield operation

    def run(self) -> Report:
        """Try every operation, deletions last; gives what was seen."""
        for operation in sorted(self.operations(), key=_turn):
            self._try(operation)
        self.registry.close()
        return self.report

    def _try(self, operation: APIOperation[Any, Any, Any, Any]) -> None:
        @seed(self._number)
        @settings(
            max_examples=self._examples if operation.method in _WRITES else self._examples // 3 + 1,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate],
        )
        @given(_cases(operation), st.integers(0, 2**32))
        def attempt(case: AnyCase, number: int) -> None:
            if operation.label not in self.report.faults:
                self._send(case, Random(number))

        attempt()

    def _send(self, case: AnyCase, random: Random) -> None:
        label = case.operation.label
        sound = random.random() < 0.6
        path, query, body = (
            self._sound.request(case, random) if sound else self._sound.plain(case, random)
        )
        more: dict[str, Any] = {"query_string": query, "headers": _headers(case)}
        if isinstance(body, bytes):
            more |= {"data": body, "content_type": case.media_type}
        elif isinstance(body, dict) and "bestandsdelen" in path:
            more["data"] = body
        if "data" in more:
            body = None
        try:
            answer = self._caller(
                case.method, f"/{self.api}/api/{BASES.get(self.api, 'v1')}{path}", body, **more
            )
        except Exception as error:  # noqa: BLE001  a breakdown of any kind is what we look for
            self.report.faults[label] = f"{path} {query} {_brief(body)}\n{error}"[:3000]
            return
        self.report.answers[label, answer.status_code] += 1
        if answer.status_code >= 500:
            self.report.faults[label] = f"{answer.status_code}: {path} {query} {_brief(body)}"[
                :3000
            ]


def _turn(operation: APIOperation[Any, Any, Any, Any]) -> int:
    """Creates go first, deletions last, so that there is something to read and change."""
    if "bestandsdelen" in operation.path:
        return 1
    return {"post": 0, "delete": 2}.get(operation.method, 1)


def _cases(operation: APIOperation[Any, Any, Any, Any]) -> st.SearchStrategy[AnyCase]:
    """Make requests as documented and, where there is something to get wrong, others."""
    fine = operation.as_strategy(GenerationMode.POSITIVE)
    if operation.body or operation.query:
        return st.one_of(fine, fine, operation.as_strategy(GenerationMode.NEGATIVE))
    return fine


def _headers(case: AnyCase) -> dict[str, str]:
    wanted = {"Accept-Crs", "Content-Crs", "X-Audit-Toelichting"}
    given = {name: str(value) for name, value in (case.headers or {}).items() if name in wanted}
    return {name: value for name, value in given.items() if value.isascii() and value.isprintable()}


def _brief(body: Any) -> str:
    return json.dumps(body, default=str)[:1500]


def main() -> int:
    """Run a campaign over everything; exit 0 only when nothing was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.practice.fuzzing", description=__doc__)
    parser.add_argument(
        "--examples", type=int, default=200, help="requests per write; reads get a third"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--api", choices=APIS, action="append")
    parser.add_argument("--verbose", action="store_true", help="count every answer")
    asked = parser.parse_args()
    bad = 0
    for manners in MANNERS:
        for api in asked.api or APIS:
            report = Campaign(api, manners, asked.examples, asked.seed).run()
            sent = sum(report.answers.values())
            done = sum(n for (_, status), n in report.answers.items() if status < 300)
            print(f"{manners} {api}: {sent} requests, {done} accepted, {len(report.faults)} faults")
            if asked.verbose:
                for (label, status), n in sorted(report.answers.items()):
                    print(f"    {label}: {n} x {status}")
            for label, fault in report.faults.items():
                print(f"  {label}: {fault}")
            bad += len(report.faults)
    return min(bad, 1)


if __name__ == "__main__":
    sys.exit(main())
