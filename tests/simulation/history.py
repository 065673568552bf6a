"""What the simulation itself keeps: V, the log of requests, and D, the log of what people did.

H, the committed writes, is kept by the practice registry (`desktop/practice/history.py`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from desktop.domain.ids import LocalId
from desktop.domain.kinds import Kind

Json = dict[str, Any]


@dataclass
class Exchange:
    """One request of one device and what the device got to see of the answer."""

    n: int
    device: str
    run: int
    method: str
    path: str
    query: str
    body: bytes
    mark: str
    user: str
    left_at: datetime
    status: int | None = None
    """What the device saw; None when no whole answer reached it."""
    answer: bytes = b""
    answered_at: datetime | None = None
    fault: str = ""

    @property
    def is_write(self) -> bool:
        """Tell whether it could change something."""
        return self.method not in {"GET", "HEAD"} and not self.path.endswith("/_zoek")

    @property
    def uuid(self) -> str:
        """The last segment of the path."""
        return self.path.rsplit("/", 1)[-1]

    @property
    def sent(self) -> Json:
        """The JSON of the request; empty when it has none."""
        return _object(self.body)

    def shown(self) -> Iterator[Json]:
        """Give every resource that the answer shows: itself, rows, expanded children."""
        if self.status is not None and 200 <= self.status < 300:
            yield from _resources(_any(self.answer))


def _any(data: bytes) -> Any:
    try:
        return json.loads(data)
    except ValueError:
        return None


def _object(data: bytes) -> Json:
    found = _any(data) if data[:1] == b"{" else None
    return found if isinstance(found, dict) else {}


def _resources(value: Any) -> Iterator[Json]:
    if isinstance(value, list):
        for one in value:
            yield from _resources(one)
    elif isinstance(value, dict):
        if isinstance(value.get("url"), str):
            yield value
        yield from _resources(value.get("results"))
        expanded = value.get("_expand")
        if isinstance(expanded, dict):
            for one in expanded.values():
                yield from _resources(one)


class Log:
    """V, with what the invariants ask of it."""

    def __init__(self) -> None:
        self.exchanges: list[Exchange] = []
        self._seen: dict[tuple[str, str], list[tuple[Exchange, Json]]] = {}
        self._indexed = 0

    def writes(self, device: str = "") -> list[Exchange]:
        """Give the requests that could change something."""
        return [one for one in self.exchanges if one.is_write and device in {"", one.device}]

    def reads_of(self, device: str, uuid: str) -> list[tuple[Exchange, Json]]:
        """Give the answers to reads of a device that showed a resource, oldest first."""
        for one in self.exchanges[self._indexed :]:
            if not one.is_write:
                for body in one.shown():
                    key = (one.device, str(body["url"]).rsplit("/", 1)[-1])
                    self._seen.setdefault(key, []).append((one, body))
        self._indexed = len(self.exchanges)
        return self._seen.get((device, uuid), [])

    def locked_twice(self) -> set[str]:
        """Give the documents of which a gateway asked a lock twice: one nobody knows (8.8)."""
        return {
            one.path.split("/")[-2] for one in self.exchanges
            if one.fault == "double" and one.path.endswith("/lock")
        }  # fmt: skip

    def looked_at(self, write: Exchange) -> list[int]:
        """Give the reads of the same run before a request: they showed its resource, or none."""
        shown = {one.n for one, _ in self.reads_of(write.device, write.uuid)}
        return [
            one.n for one in self.exchanges[: write.n]
            if (one.device, one.run) == (write.device, write.run)
            and (one.n in shown or (one.method, one.uuid, one.status) == ("GET", write.uuid, 404))
        ]  # fmt: skip


@dataclass
class Deed:
    """One thing a person did on a device: `field` "" stands for making the record."""

    n: int
    device: str
    local_id: LocalId
    kind: Kind
    family: LocalId
    edit_seq: int
    field: str
    shown: Any
    """What the person saw before."""
    value: Any
    token: str
    """A word that occurs nowhere else, for texts and new records; "" without."""
    at: datetime
    ended: str = ""
    """How the person took it back: "withdrawn" or "given-up"."""


@dataclass
class Deeds:
    """D, of all devices."""

    all: list[Deed] = field(default_factory=list)

    def of(self, device: str, local_id: LocalId | None = None) -> list[Deed]:
        """Give the deeds of a device, or those on one record of it, oldest first."""
        return [
            one for one in self.all if one.device == device and local_id in {None, one.local_id}
        ]
