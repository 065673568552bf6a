"""A sync run over the registries of a profile; one at a time, one broken one stops no other."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace

from filelock import FileLock, Timeout

from desktop.domain.errors import Environment, NotFound
from desktop.domain.records import Progress, RunReport
from desktop.operations.agreements import OWN_TYPES
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
    lock = FileLock(ws.profile / LOCK_FILE)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise Environment("sync-busy") from error
    total = RunReport()
    try:
        for name in names:
            client = connect(ws, name)
            try:
                engine = Engine(
                    ws.replica, client, ws.blobs, clock=ws.clock, ids=ws.ids,
                    objecttypes=OWN_TYPES,
                )  # fmt: skip
                report = engine.run(
                    pull=pull, push=push, deadline_s=timeout_s, progress=progress, stop=stop
                )
            finally:
                client.close()
            total = _added(total, report)
    finally:
        lock.release()
    return total


def _added(total: RunReport, one: RunReport) -> RunReport:
    names = (
        "pulled", "pushed", "conflicts", "rejected", "waiting", "requests", "bytes_in",
        "bytes_out", "seconds", "unread",
    )  # fmt: skip
    sums = {name: getattr(total, name) + getattr(one, name) for name in names}
    return replace(total, **sums, registries={**total.registries, **one.registries})
