"""A new version whose parts the registry does not take: the content there before is put back (J34).

The PATCH that asked for the parts left the document empty and locked for everybody. Its version
before is still readable, so it becomes the current one again, under the same lock, with the
metadata it had; ours stays here whole, with the refusal.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import cast

from desktop.domain.errors import OutcomeUnknown
from desktop.domain.records import BlobInfo, Entry, Json, Record, Upload
from desktop.sync.desk import Desk
from desktop.sync.documenten import parts, under_lock


class _Flow(io.RawIOBase):
    """Reads a download as a file, never whole in memory."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._left = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast(bytearray, buffer))
        if not self._left:
            self._left = next(self._chunks, b"")
        taken, self._left = self._left[: len(view)], self._left[len(view) :]
        view[: len(taken)] = taken
        return len(taken)


def put_back(desk: Desk, record: Record, entry: Entry, upload: Upload) -> None:
    """Make the content and metadata of before `entry` the current ones again, and unlock.

    Raises OutcomeUnknown when that is not certain: the next run comes here again.
    """
    assert record.ref is not None  # noqa: S101  only a bound document gets versions
    versie = int(entry.base_values["versie"])
    before = {name: value for name, value in entry.base_values.items() if name != "versie"}
    old = _kept(desk, record, versie)
    try:
        inline = parts.inline(desk, old)
        body: Json = {**before, "inhoud": inline, "bestandsomvang": old.size_bytes}
        if not under_lock.patch(desk, record, body, upload.lock):
            raise OutcomeUnknown("upload-unfinished")
        there = desk.client.get(record.ref)
        asked = parts.upload_of(record.local_id, there, upload.lock)
        again = asked or replace(upload, parts=())
        with desk.replica.write() as writer:
            writer.contents.put_upload(again)
        parts.finish(desk, record, old, again)
    finally:
        desk.blobs.remove(old.blob_id)
    if int(desk.client.get(record.ref).get("bestandsomvang") or 0) != old.size_bytes:
        raise OutcomeUnknown("upload-unfinished")


def _kept(desk: Desk, record: Record, versie: int) -> BlobInfo:
    """Fetch the content of a version into the store, for as long as it is put back."""
    assert record.ref is not None  # noqa: S101  see put_back
    blob_id, key = desk.ids.blob_id(), desk.ids.secret(32)
    flow = io.BufferedReader(_Flow(desk.client.download(record.ref, versie=versie)))
    stored = desk.blobs.put(flow, blob_id, key)
    now = desk.clock.now_utc()
    return BlobInfo(blob_id, record.local_id, stored.size_bytes, stored.sha256, key, now, versie)
