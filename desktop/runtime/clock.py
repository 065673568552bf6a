"""Time and chance: the only place where the program asks what time it is or throws dice.

Everything else is given a `Clock` and an `Ids`, so that tests and simulations can replay any run.
"""

from __future__ import annotations

import os
import secrets
import threading
import time
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Protocol

from desktop.domain.ids import BlobId, EntryId, LocalId

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class Clock(Protocol):
    """What time it is, and waiting."""

    def now_utc(self) -> datetime:
        """Give the wall clock as an aware datetime in UTC."""
        ...

    def monotonic_s(self) -> float:
        """Give seconds that never go back while the machine runs."""
        ...

    def boot_id(self) -> str:
        """Name the period in which `monotonic_s` is comparable."""
        ...

    def wait(self, seconds: float, stop: threading.Event | None = None) -> bool:
        """Wait; True when `stop` ended it early."""
        ...


class Ids(Protocol):
    """Fresh identities, each random."""

    def local_id(self) -> LocalId:
        """Mint the id of a new record."""
        ...

    def entry_id(self) -> EntryId:
        """Mint the id of an in-flight entry: 128 random bits."""
        ...

    def blob_id(self) -> BlobId:
        """Mint the name of an encrypted content."""
        ...

    def uuid(self) -> str:
        """Mint a random uuid."""
        ...

    def key(self, characters: int) -> str:
        """Give a random key in Crockford base 32: five bits a character."""
        ...

    def secret(self, size_bytes: int) -> bytes:
        """Give random bytes fit for a cipher."""
        ...


_ELAPSED: int | None = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))
"""The clock that goes on while the machine sleeps: a closed lid is no clock that was set."""


@cache
def _boot_id() -> str:
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
    except OSError:
        return f"process-{uuid.uuid4().hex}"  # unknown here: comparable within this process only


class SystemClock:
    """The device's own clock."""

    def now_utc(self) -> datetime:
        return datetime.now(UTC)

    def monotonic_s(self) -> float:
        return time.monotonic() if _ELAPSED is None else time.clock_gettime(_ELAPSED)

    def boot_id(self) -> str:
        return _boot_id()

    def wait(self, seconds: float, stop: threading.Event | None = None) -> bool:
        return (stop or threading.Event()).wait(max(0.0, seconds))


class RunClock:
    """The time of one run: the wall clock as it began, and on from there by the monotonic one.

    A clock that is set in the middle of a run changes nothing in it (P03).
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._began = clock.now_utc()
        self._began_s = clock.monotonic_s()

    def now_utc(self) -> datetime:
        return self._began + timedelta(seconds=self._clock.monotonic_s() - self._began_s)

    def monotonic_s(self) -> float:
        return self._clock.monotonic_s()

    def boot_id(self) -> str:
        return self._clock.boot_id()

    def wait(self, seconds: float, stop: threading.Event | None = None) -> bool:
        return self._clock.wait(seconds, stop)


class ManualClock:
    """A clock that stands still until it is moved; waiting moves it."""

    def __init__(self, start: datetime | None = None) -> None:
        self._now = start or datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
        self._monotonic = 1000.0

    def now_utc(self) -> datetime:
        return self._now

    def monotonic_s(self) -> float:
        return self._monotonic

    def boot_id(self) -> str:
        return "manual"

    def set_forward(self, seconds: float) -> None:
        """Set the wall clock, as a person or a network does; forward, or back when negative."""
        self._now += timedelta(seconds=seconds)

    def advance(self, seconds: float) -> None:
        """Move both clocks forward."""
        self._now += timedelta(seconds=seconds)
        self._monotonic += seconds

    def wait(self, seconds: float, stop: threading.Event | None = None) -> bool:
        if stop is not None and stop.is_set():
            return True
        self.advance(max(0.0, seconds))
        return False


class _RandomIds:
    """Identities drawn from a source of random integers below a bound."""

    def __init__(self, below: Callable[[int], int], token: Callable[[int], bytes]) -> None:
        self._below = below
        self._token = token

    def local_id(self) -> LocalId:
        return LocalId(self._token(10).hex())

    def entry_id(self) -> EntryId:
        return EntryId(self._token(16).hex())

    def blob_id(self) -> BlobId:
        return BlobId(self._token(16).hex())

    def uuid(self) -> str:
        return str(uuid.UUID(bytes=self._token(16), version=4))

    def key(self, characters: int) -> str:
        return "".join(_CROCKFORD[self._below(32)] for _ in range(characters))

    def secret(self, size_bytes: int) -> bytes:
        return self._token(size_bytes)


class SystemIds(_RandomIds):
    """Identities from the operating system's source of randomness."""

    def __init__(self) -> None:
        super().__init__(secrets.randbelow, os.urandom)


class SeededIds(_RandomIds):
    """Repeatable identities for tests; never for real work."""

    def __init__(self, seed: int) -> None:
        source = Random(seed)  # noqa: S311  repeatability is the point
        super().__init__(source.randrange, source.randbytes)
