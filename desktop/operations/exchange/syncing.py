"""A sync run over the registries of a profile; one at a time, one broken one stops no other."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from filelock import FileLock, Timeout

from desktop.domain.errors import Environment, NotFound, RegistryError, Trouble
from desktop.domain.records import Progress, RunReport
from desktop.operations import copies
from desktop.operations.documenten import contents
from desktop.operations.objecten.own_objects import OWN_TYPES
from desktop.operations.registries import connect
from desktop.operations.workspace import Workspace
from desktop.sync.engine import Engine

LOCK_FILE = "sync.lock"


def sync(
    ws: Workspace,
    *,
    pull: bool = True,
    push: bool = True,
    timeout_s: float | None = None,
    registry: str | None = None,
    progress: Callable[[Progress], None] | None = None,
    stop: threading.Event | None = None,
) -> RunReport:
    """Run once; raises Environment("sync-busy") and NotFound("no-registry")."""
    with ws.replica.read() as reader:
        names = [row.config.name for row in reader.registries.all()]
        if registry is not None:
            names = [reader.registries.get(registry).config.name]
    if not names:
        raise NotFound("no-registry")
    total = RunReport()
    with one_at_a_time(ws):
        copies.notice(ws)
        for name in names:
            report = _run_one(
                ws, name,
                lambda engine: engine.run(
                    pull=pull, push=push, deadline_s=timeout_s, progress=progress, stop=stop
                ),
            )  # fmt: skip
            total = _added(total, report)
        copies.remember(ws)
        contents.tidy(ws)
    return total


def _run_one(ws: Workspace, name: str, work: Callable[[Engine], RunReport]) -> RunReport:
    """Run one registry; what is wrong before the first request stops no other (R01)."""
    try:
        with engine_of(ws, name) as engine:
            return work(engine)
    except RegistryError as error:
        return RunReport(registries={name: error.trouble.value})
    except Environment as error:
        if error.key != "secret-missing":
            raise
        return RunReport(registries={name: Trouble.WRONG_SECRET.value})


@contextmanager
def one_at_a_time(ws: Workspace) -> Iterator[None]:
    """Hold the profile's sync lock (S5); raises Environment("sync-busy")."""
    lock = FileLock(ws.profile / LOCK_FILE)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise Environment("sync-busy") from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def engine_of(ws: Workspace, name: str) -> Iterator[Engine]:
    """Make the engine of one registry, with its connections open for as long as it is used."""
    client = connect(ws, name)
    try:
        yield Engine(
            ws.replica, client, ws.blobs, clock=ws.clock, ids=ws.ids, objecttypes=OWN_TYPES,
            at_once=contents.policy(ws).at_once,
        )  # fmt: skip
    finally:
        client.close()


def _added(total: RunReport, one: RunReport) -> RunReport:
    names = (
        "pulled", "pushed", "conflicts", "rejected", "waiting", "requests", "bytes_in",
        "bytes_out", "seconds", "unread",
    )  # fmt: skip
    sums = {name: getattr(total, name) + getattr(one, name) for name in names}
    return replace(
        total,
        **sums,
        registries={**total.registries, **one.registries},
        pauses={**total.pauses, **one.pauses},
    )
