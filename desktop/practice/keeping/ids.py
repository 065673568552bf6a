"""Every id, lock and number that the practice registry makes, from one source of chance."""

from __future__ import annotations

from random import Random, SystemRandom
from uuid import UUID


class Ids:
    """Makes ids; `seed` None takes them from the operating system, a number makes them repeatable.

    A seeded simulation gives the same ids in the same order of requests.
    """

    def __init__(self, seed: int | None = None) -> None:
        self._random = SystemRandom() if seed is None else Random(seed)  # noqa: S311  repeatability

    def uuid(self) -> str:
        """Give a uuid of version 4."""
        return str(UUID(int=self._random.getrandbits(128), version=4))

    def lock(self) -> str:
        """Give a lock: 32 hexadecimal digits."""
        return f"{self._random.getrandbits(128):032x}"

    def digits(self, amount: int = 10) -> str:
        """Give the number part of an identificatie."""
        return f"{self._random.randrange(10**amount):0{amount}d}"
