"""What a simulation replaces, all in one place: the socket, the threads, the flush of a
file, the room for contents on a disk and three sizes.

The transport, the client, the engine, the replica, the attachment store and the practice registry
are the real ones. Reads that are parallel on a real socket follow one another here, so that the
same seed gives the same run. Of the own objecttypen one is looked for, the afspraak: each
type is one more request of every run.
"""

from __future__ import annotations

import logging
import os
import pkgutil
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import ExitStack, contextmanager
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any
from unittest.mock import patch

import desktop.sync
from desktop.attachments import incoming, store
from desktop.operations.exchange import syncing
from desktop.sync.documenten import parts
from desktop.zgw import transport

from tests.simulation.filling import FillingWriter
from tests.simulation.network import Wire
from tests.simulation.power import fsync

logging.getLogger("zaakkoffer").addHandler(logging.NullHandler())
INLINE_AT_MOST = 1000


class InTurn:
    """An executor that does everything at once, in the order it was asked."""

    def __init__(self, *_workers: Any) -> None:
        """Take what a pool of threads takes."""

    def __enter__(self) -> InTurn:
        return self

    def __exit__(self, *_facts: object) -> None:
        """Nothing to wait for."""

    def shutdown(self, **_wanted: bool) -> None:
        """Nothing is under way."""

    def submit(self, task: Callable[..., Any], *given: Any) -> Future[Any]:
        """Do it now; a device that dies in it is dead for its caller too."""
        future: Future[Any] = Future()
        try:
            future.set_result(task(*given))
        except Exception as error:  # noqa: BLE001  as a pool of threads does
            future.set_exception(error)
        return future


@cache
def _threaded() -> tuple[ModuleType, ...]:
    """Give the modules of the engine that read in parallel."""
    names = [one.name for one in pkgutil.walk_packages(desktop.sync.__path__, "desktop.sync.")]
    modules = [import_module(name) for name in names]
    return tuple(one for one in modules if hasattr(one, "ThreadPoolExecutor"))


@contextmanager
def set_stage() -> Iterator[None]:
    """Replace what a simulation replaces, and put it back."""
    with ExitStack() as stack:
        for module in _threaded():
            stack.enter_context(patch.object(module, "ThreadPoolExecutor", InTurn))
        stack.enter_context(patch.object(transport, "Adapter", Wire))
        stack.enter_context(patch.object(os, "fsync", fsync))
        for module in (incoming, store):
            stack.enter_context(patch.object(module, "SegmentWriter", FillingWriter))
        stack.enter_context(patch.object(transport, "trust", lambda _file: None))
        stack.enter_context(patch.object(syncing, "OWN_TYPES", ("afspraak",)))
        stack.enter_context(patch.object(parts, "INLINE_AT_MOST", INLINE_AT_MOST))
        yield
