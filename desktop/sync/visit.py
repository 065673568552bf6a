"""Taking one zaak along whole: read again, types, and the contents of its documents (M26)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

from desktop.domain.errors import NotUnderstood, Refused, Unreachable
from desktop.domain.ids import LocalId
from desktop.domain.kinds import Kind
from desktop.domain.records import BlobInfo, Record
from desktop.sync.children import concerns_registry
from desktop.sync.desk import Desk
from desktop.sync.discover import Pull
from desktop.sync.types import lacks_types, pull_types

_KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class Visit:
    """What came of it: the names of what is missing; empty means complete."""

    missing: tuple[str, ...]


def take_along(desk: Desk, family: LocalId, *, contents: bool) -> Visit:
    """Read a zaak whole and, if asked, get the contents that are not here yet."""
    with desk.replica.read() as reader:
        zaak = reader.records.get(family)
    if zaak.ref is None:
        return Visit(())  # only here: nothing to bring along
    pull = Pull(desk)
    pull.refresh([zaak.ref])
    if lacks_types(desk, pull.zaaktypen):
        pull_types(desk, again=True)
    missing = list(desk.unread)
    if not missing and desk.trouble is not None:
        missing.append(str((zaak.local or {}).get("identificatie")))
    return Visit((*missing, *(_fetch_all(desk, family) if contents else ())))


def _fetch_all(desk: Desk, family: LocalId) -> list[str]:
    """Get every content that is not here; gives the titles of those that could not be got."""
    with desk.replica.read() as reader:
        wanted = [
            one
            for one in reader.records.family(family)
            if one.kind is Kind.DOCUMENT and one.ref is not None
            if reader.contents.blob_of(one.local_id) is None
        ]
    missing = []
    for number, document in enumerate(wanted):
        desk.tell("visit", number, len(wanted), "documents")
        desk.check()
        try:
            is_here = _fetch(desk, document)
        except (Refused, NotUnderstood, Unreachable) as error:
            if concerns_registry(error):
                raise
            is_here = False
        if not is_here:
            missing.append(str((document.local or {}).get("titel")))
    return missing


def _fetch(desk: Desk, document: Record) -> bool:
    """Download one content; False when its size is not what the registry says of it (J42)."""
    assert document.ref is not None  # noqa: S101  only bound documents are fetched
    body = document.remote or document.base or {}
    versie = body.get("versie") if isinstance(body.get("versie"), int) else None
    blob_id, key = desk.ids.blob_id(), desk.ids.secret(_KEY_BYTES)
    source = io.BufferedReader(_Chunks(desk.client.download(document.ref, versie=versie)))
    stored = desk.blobs.put(source, blob_id, key, stop=desk.stop)
    if stored.size_bytes != (body.get("bestandsomvang") or 0):
        desk.blobs.remove(blob_id)
        return False
    with desk.replica.write() as writer:
        info = BlobInfo(
            blob_id, document.local_id, stored.size_bytes, stored.sha256, key,
            desk.clock.now_utc(), versie,
        )  # fmt: skip
        writer.contents.put_blob(info)
    return True


class _Chunks(io.RawIOBase):
    """The chunks of a download as a readable file."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # narrower
        while not self._rest:
            chunk = next(self._chunks, None)
            if chunk is None:
                return 0
            self._rest = chunk
        size = min(len(buffer), len(self._rest))
        buffer[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size
