"""First and quiet pull, against a bare loop that throws the same answers away.

The registry is a process of its own, so that ours and the floor pay for it alike. Once it is beside
us, where nothing hides what the client does itself, and once as far away as a registry of an
organisation is. Processor time is that of both processes: what other work on the machine leaves.
"""

from __future__ import annotations

import itertools
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jwt
import requests
from desktop.domain.records import RunReport
from desktop.operations import registries
from desktop.operations.exchange import syncing
from desktop.operations.workspace import Workspace
from desktop.runtime.garbage import look_rarely
from requests.adapters import HTTPAdapter

from tests.benchmarks.measuring import Row, Wall, absolute, paired

_CONCURRENCY = 4
_PAGE = 100
_AWAY_S = 0.02
_ALL_PER_OPEN = 1.86  # the practice registry closes nearly half of its zaken


@dataclass(frozen=True, slots=True)
class Sent:
    """One request as it left."""

    method: str
    url: str
    content: bytes | None
    size: int


def rows(folder: Path, scale: float) -> Iterator[Row]:
    """Pull 2,000 open zaken with all parts, then pull again while nothing changed."""
    amount = max(50, int(2000 * _ALL_PER_OPEN * scale))
    look_rarely()  # as the program does
    yield from _both(folder / "beside", amount, 0.0)
    yield from _both(folder / "away", amount, _AWAY_S)


def _both(folder: Path, amount: int, away_s: float) -> Iterator[Row]:
    folder.mkdir()
    profiles = (folder / f"profile-{number}" for number in itertools.count())
    where = f", {away_s * 1000:.0f} ms away" if away_s else ""
    with served(amount, away_s) as (described, server):

        def fresh() -> Workspace:
            ws = Workspace.open(next(profiles), passphrase="x")
            registries.add(ws, "r", {**described, "scope": "all"})
            return ws

        ws = fresh()
        with recording() as sent:
            report = _pulled(ws)
        loop = _Loop(described, sent)
        waiting = [fresh() for _ in range(3)]
        yield from server.pairs(
            f"first pull of {report.pulled}{where}", loop.run, lambda: _pulled(waiting.pop()),
            Wall(1.15), len(waiting),
        )  # fmt: skip
        if not away_s:
            yield _requests(report)
        yield from _quiet(described, server, ws, f"quiet pull of {report.pulled}{where}")


def _requests(report: RunReport) -> Row:
    return absolute(
        f"first pull of {report.pulled}, requests per 1,000 zaken",
        report.requests * 1000 / report.pulled,
        Wall(most=1000 + 1000 / _PAGE),
        unit="",
    )


def _quiet(described: dict[str, Any], server: Server, ws: Workspace, name: str) -> Iterator[Row]:
    with recording() as sent:
        report = _pulled(ws)
    pages = [one for one in sent if "/zaken?" in one.url]
    loop = _Loop(described, pages)
    yield from server.pairs(name, loop.in_turn, lambda: _pulled(ws), Wall(1.3), 7)
    yield absolute(
        f"{name}, requests beyond pages",
        report.requests - len(pages),
        Wall(most=10),
        unit="",
    )
    ws.close()


def _pulled(ws: Workspace) -> RunReport:
    report = syncing.sync(ws)
    assert report.registries == {"r": "ok"}, report
    return report


class Server:
    """The process of a registry; measures pairs with the processor time that it took."""

    def __init__(self, pid: int) -> None:
        self._pid = pid

    def pairs(
        self,
        name: str,
        floor: Callable[[], object],
        ours: Callable[[], object],
        wall: Wall,
        rounds: int,
    ) -> Iterator[Row]:
        """Measure by the clock, and report processor time besides."""
        spent: dict[Callable[[], object], list[float]] = {floor: [], ours: []}

        def watched(work: Callable[[], object]) -> Callable[[], None]:
            def run() -> None:
                before = self._spent_s()
                work()
                spent[work].append(self._spent_s() - before)

            return run

        yield paired(name, watched(floor), watched(ours), wall, rounds=rounds)
        if self._spent_s():
            low, own = (statistics.median(spent[one]) for one in (floor, ours))
            yield Row(f"{name}, processor time", low, own, round(own / low, 2), "reported", True)

    def _spent_s(self) -> float:
        """Give the processor time of both processes, 0 where the system does not tell."""
        try:
            fields = Path(f"/proc/{self._pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            return 0.0
        theirs = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        return time.process_time() + theirs


@contextmanager
def served(amount: int, away_s: float = 0.0) -> Iterator[tuple[dict[str, Any], Server]]:
    """Serve a practice registry from a process of its own; gives its description."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.benchmarks.far", str(amount), str(away_s)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        yield json.loads(process.stdout.readline()), Server(process.pid)
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()


@contextmanager
def recording() -> Iterator[list[Sent]]:
    """Note every request that leaves this process."""
    sent: list[Sent] = []
    original = HTTPAdapter.send

    def send(adapter: HTTPAdapter, request: requests.PreparedRequest, **more: Any) -> Any:
        body = request.body
        content = body if isinstance(body, bytes) else None
        size = 0 if body is None else len(body)
        sent.append(Sent(str(request.method), str(request.url), content, size))
        return original(adapter, request, **more)

    HTTPAdapter.send = send  # type: ignore[assignment,method-assign]  # for the length of one pull
    try:
        yield sent
    finally:
        HTTPAdapter.send = original  # type: ignore[method-assign]  # as it was


class _Loop:
    """The floor: requests and nothing else."""

    def __init__(self, described: dict[str, Any], sent: list[Sent]) -> None:
        claims = {"client_id": described["client_id"], "iat": int(time.time())}
        token = jwt.encode(claims, described["secret"], algorithm="HS256")
        self._zgw = {
            "Authorization": f"Bearer {token}", "Accept-Crs": "EPSG:4326",
            "Content-Crs": "EPSG:4326", "Content-Type": "application/json",
        }  # fmt: skip
        self._objects = {**self._zgw, "Authorization": f"Token {described['objecten_token']}"}
        self._sent = sent

    def run(self) -> None:
        """Send everything, as many at a time as a pull does."""
        with requests.Session() as session, ThreadPoolExecutor(_CONCURRENCY) as pool:
            session.mount("http://", HTTPAdapter(pool_maxsize=_CONCURRENCY))
            for answer in pool.map(lambda one: self._once(session, one), self._sent):
                assert answer < 500, answer

    def in_turn(self) -> None:
        """Send one after the other, as a list is read."""
        with requests.Session() as session:
            for one in self._sent:
                assert self._once(session, one) == 200

    def _once(self, session: requests.Session, one: Sent) -> int:
        headers = self._objects if "/object" in one.url else self._zgw
        answer = session.request(one.method, one.url, data=one.content, headers=headers, timeout=60)
        return answer.status_code
