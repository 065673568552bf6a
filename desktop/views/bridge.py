"""The only thread crossing: work goes to threads, results come back as Qt signals.

What a run needs is imported by the first run, on its thread: the list is shown without it.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from shiboken6 import isValid

from desktop.domain.errors import ZaakkofferError
from desktop.domain.records import Progress, RunReport
from desktop.operations.exchange import visiting
from desktop.operations.workspace import Workspace

Done = Callable[[Any], None]
ANNOUNCE_MS = 1500
_THREADS = 3
"""A run, a visit that waits for it, and what the person does."""
_BRINGS = {"types", "pull"}
"""Phases of a run that bring something to show."""


def _is_there(done: Done) -> bool:
    """Tell whether the object of Qt whose method an answer is for still exists."""
    while isinstance(done, partial):
        done = done.func
    owner = getattr(done, "__self__", None)
    return not isinstance(owner, QObject) or isValid(owner)


class Bridge(QObject):
    """Runs operations off the interface's thread and announces what changed."""

    changed = Signal()
    """Something in the replica changed: readings should be read again."""
    progressed = Signal(object)
    """A `sync.desk.Progress`."""
    sync_started = Signal()
    sync_ended = Signal(object)
    """A `RunReport`, or a `ZaakkofferError`."""
    closing = Signal()
    """The window goes away: what is open should be let go of."""
    quiet = Signal()
    """Everything that threads were asked for has been answered."""
    _returned = Signal(object, object)

    def __init__(self, ws: Workspace) -> None:
        super().__init__()
        self.ws = ws
        self._pool = ThreadPoolExecutor(_THREADS, thread_name_prefix="zaakkoffer")
        self._stop: threading.Event | None = None
        self._stops: set[threading.Event] = set()
        self._returned.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._turn = threading.Lock()
        self._is_visiting = False
        self._is_closed = False
        self._asked = 0
        self._has_news = self._is_sending = False
        self.progressed.connect(self._note_news, Qt.ConnectionType.QueuedConnection)
        self.announcer = QTimer(self, interval=ANNOUNCE_MS)
        self.announcer.timeout.connect(self._announce)

    @property
    def is_syncing(self) -> bool:
        """Tell whether a run is going on."""
        return self._stop is not None

    @property
    def is_quiet(self) -> bool:
        """Tell whether no thread still has to answer."""
        return not self._asked

    @property
    def holds_profile(self) -> bool:
        """Tell whether a run, or a fresh read of one zaak, has the profile's sync lock (S5)."""
        return self._turn.locked()

    def run(self, work: Callable[[], Any], done: Done, stop: threading.Event | None = None) -> None:
        """Do work on a thread; `done` gets its result, or the ZaakkofferError, on this one.

        Where `done` is a method of a widget, or a `partial` of one, it is not called when the
        widget is gone by then. A function made on the spot would be.

        `stop` is set when the window closes, so that long work does not keep it open.
        """

        def ended(result: object) -> None:
            if stop is not None:
                self._stops.discard(stop)
            self._asked -= 1
            self._deliver(done, result)
            if not self._asked:
                self.quiet.emit()

        def job() -> None:
            result: object
            try:
                result = work()
            except ZaakkofferError as error:
                result = error
            except Exception as error:  # a mistake of ours must not look like work for ever
                logging.getLogger(__name__).exception("work on a thread failed")
                result = ZaakkofferError(type(error).__name__)
            self._returned.emit(ended, result)

        if self._is_closed:  # a timer may still ask while the window goes away
            return
        if stop is not None:
            self._stops.add(stop)
        self._asked += 1
        self._pool.submit(job)

    def alone(self, work: Callable[[], Any], done: Done) -> None:
        """Do work on a thread that no run may go beside; one that goes on is stopped first."""
        self.stop_sync()

        def by_turns() -> Any:
            with self._turn:
                return work()

        self.run(by_turns, done)

    def read(self, work: Callable[[], Any], done: Done, *, is_long: bool) -> None:
        """Read here and now, or on a thread where it takes longer than the interface may wait."""
        if is_long:
            self.run(work, done)
        else:
            done(work())

    def relay(self, told: Done) -> Done:
        """Give a function that any thread may call; `told` is then called on this one."""
        return lambda value: self._returned.emit(told, value)

    def _deliver(self, done: Done, result: object) -> None:
        """Give an answer to who asked, if that is still there: a refresh may have removed it."""
        if not self._is_closed and _is_there(done):
            done(result)

    def sync(self) -> None:
        """Start a run, unless one is going on."""
        self.sync_one(None)

    def sync_one(self, registry: str | None) -> None:
        """Start a run of one registry (None: of all), unless one is going on."""
        if self._stop is not None:
            return
        stop = self._stop = threading.Event()
        self._has_news = self._is_sending = False
        self.announcer.start()
        self.sync_started.emit()

        def work() -> RunReport:
            from desktop.operations.exchange import syncing  # noqa: PLC0415  brings the engine

            with self._turn:
                return syncing.sync(
                    self.ws, registry=registry, progress=self.progressed.emit, stop=stop
                )

        self.run(work, self._sync_done)

    def _note_news(self, progress: object) -> None:
        if isinstance(progress, Progress) and (
            progress.phase in _BRINGS or progress.unit == "bytes"
        ):
            self._has_news = True
        self._is_sending = isinstance(progress, Progress) and progress.phase == "push"

    def _announce(self) -> None:
        """Show what a run did so far: a first pull fills the list, what is sent waits no more.

        While it sends there is always something to tell: a zaak with many parts is one step of it.
        """
        if self._has_news or self._is_sending:
            self._has_news = False
            self.changed.emit()

    def _sync_done(self, result: object) -> None:
        self._stop = None
        self.announcer.stop()
        self.sync_ended.emit(result)
        self.changed.emit()

    def visit(self, zaak: str) -> bool:
        """Read one zaak afresh, and announce it when that worked; trouble is not worth a word.

        False when a run or another visit is going on. A run that begins meanwhile waits for it:
        two at a time would be refused (S5).
        """
        if self.is_syncing or self._is_visiting:
            return False
        self._is_visiting = True
        stop = threading.Event()

        def work() -> bool:
            with self._turn:
                return visiting.refresh(self.ws, zaak, stop=stop)

        self.run(work, self._visited, stop)
        return True

    def prepare(self, zaak: str, done: Done) -> None:
        """Make one zaak ready for a visit; `done` gets a `Prepared`, or the ZaakkofferError."""
        stop = threading.Event()

        def work() -> visiting.Prepared:
            with self._turn:
                return visiting.prepare(self.ws, zaak, stop=stop)

        self.run(work, done, stop)

    def _visited(self, result: object) -> None:
        self._is_visiting = False
        if result is True:
            self.changed.emit()

    def stop_sync(self) -> None:
        """End the run between two requests; everything is kept."""
        if self._stop is not None:
            self._stop.set()

    def close(self) -> None:
        """End what is going on and wait for it."""
        self._is_closed = True
        self.closing.emit()
        self.stop_sync()
        self.announcer.stop()
        for stop in self._stops:
            stop.set()
        self._pool.shutdown(wait=True, cancel_futures=True)
