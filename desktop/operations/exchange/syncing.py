"""A sync run over the registries of a profile; one at a time, one broken one stops no other."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace

from filelock import FileLock, Timeout

from desktop.domain.errors import Environment, NotFound, RegistryError, Trouble
from desktop.domain.records import Progress, RunReport
from desktop.domain.registry import RegistryConfig
from desktop.operations import copies
from desktop.operations.documenten import checkouts, contents
from desktop.operations.objecten.own_objects import OWN_TYPES
from desktop.operations.registries import client_of
from desktop.operations.workspace import Workspace
from desktop.sync.engine import Engine

LOCK_FILE = "sync.lock"
_NOBODY_ANSWERS = {Trouble.OFFLINE.value, Trouble.TIMEOUT.value, Trouble.STOPPED.value}


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
        if registry is None:
            configs = [row.config for row in reader.registries.all()]
        else:
            configs = [reader.registries.get(registry).config]
    if not configs:
        raise NotFound("no-registry")
    total = RunReport()
    with one_at_a_time(ws):
        copies.notice(ws)
        for config in configs:
            report = _in_turn(
                ws, config,
                lambda engine: engine.run(
                    pull=pull, push=push, deadline_s=timeout_s, progress=progress, stop=stop
                ),
            )  # fmt: skip
            total = _added(total, report)
        copies.remember(ws)
        checkouts.secure_locked(ws)
        contents.tidy(ws)
    return total


def _in_turn(
    ws: Workspace, config: RegistryConfig, work: Callable[[Engine], RunReport]
) -> RunReport:
    """Visit a registry once per account, the one in use last: what it builds on goes first (S72).

    How the one in use fared is how the registry fared; where nobody answers, nobody else asks.
    """
    total = RunReport()
    for account in (*config.others, config.me):
        turn = _run_one(ws, config.seen_by(account.name), work)
        total = _added(total, turn)
        if turn.registries[config.name] in _NOBODY_ANSWERS:
            break
    left = {name: getattr(turn, name) for name in ("waiting", "conflicts", "rejected")}
    return replace(total, **left)


def _run_one(
    ws: Workspace, config: RegistryConfig, work: Callable[[Engine], RunReport]
) -> RunReport:
    """Do one turn; what is wrong before the first request stops no other (R01)."""
    try:
        with engine_of(ws, config) as engine:
            return work(engine)
    except RegistryError as error:
        return _failed(config, error.trouble)
    except Environment as error:
        if error.key != "secret-missing":
            raise
        return _failed(config, Trouble.WRONG_SECRET)


def _failed(config: RegistryConfig, trouble: Trouble) -> RunReport:
    accounts = {config.me.name: trouble.value} if config.others else {}
    return RunReport(registries={config.name: trouble.value}, accounts=accounts)


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
def engine_of(ws: Workspace, config: RegistryConfig) -> Iterator[Engine]:
    """Make the engine of one registry as one account sees it, with its connections open for as
    long as it is used. Raises Environment("secret-missing").
    """
    with ExitStack() as open_clients:
        client = client_of(ws, config)
        open_clients.callback(client.close)
        others = []
        for account in config.others:
            with suppress(Environment):  # without its secret nobody knows what it may read
                others.append(client_of(ws, config.seen_by(account.name)))
                open_clients.callback(others[-1].close)
        yield Engine(
            ws.replica, client, ws.blobs, clock=ws.clock, ids=ws.ids, objecttypes=OWN_TYPES,
            at_once=contents.policy(ws).at_once, others=others,
        )  # fmt: skip


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
        accounts={**total.accounts, **one.accounts},
        pauses={**total.pauses, **one.pauses},
    )
