"""A content that comes in piece by piece and survives breaks: what is whole stays (J42).

It has a name of its own until it is finished, so a half content is never taken for a whole one.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from desktop.domain.errors import Damaged
from desktop.security.cipher import (
    HEADER_BYTES,
    PREFIX_BYTES,
    SEGMENT_BYTES,
    TAG_BYTES,
    SegmentWriter,
    begun,
)
from desktop.security.keys import sync_folder


@dataclass(frozen=True, slots=True)
class Stored:
    """What was taken in: size and SHA-256 (hex) of the plain content."""

    size_bytes: int
    sha256: str


class Incoming:
    """One content on its way in; whole segments of 1 MiB are kept over a break."""

    def __init__(self, path: Path, target: Path, key: bytes) -> None:
        self._path = path
        self._target = target
        self._digest = hashlib.sha256()
        self.size_bytes = 0
        """How many plain bytes are in; after opening: from where to go on."""
        prefix, segments = self._kept(key)
        self._file = path.open("r+b" if prefix else "wb")
        path.chmod(0o600)
        if prefix is None:
            prefix = secrets.token_bytes(PREFIX_BYTES)
            self._writer = SegmentWriter(self._file, key, prefix)
        else:
            self._file.truncate(HEADER_BYTES + segments * (SEGMENT_BYTES + TAG_BYTES))
            self._file.seek(0, os.SEEK_END)
            self._writer = SegmentWriter(self._file, key, prefix, after=segments)

    def _kept(self, key: bytes) -> tuple[bytes | None, int]:
        if not self._path.exists():
            return None, 0
        count = 0
        with self._path.open("rb") as source:
            try:
                prefix, segments = begun(source, key)
            except Damaged:
                return None, 0
            for plain in segments:
                self._digest.update(plain)
                self.size_bytes += len(plain)
                count += 1
        return prefix, count

    def write(self, data: bytes) -> None:
        """Take more bytes."""
        self._writer.write(data)
        self._digest.update(data)
        self.size_bytes += len(data)

    def close(self) -> None:
        """Stop for now; what is whole stays."""
        self._file.close()

    def sha256(self) -> str:
        """Give the hash of what is in."""
        return self._digest.hexdigest()

    def finish(self) -> Stored:
        """End the content: flushed, under its own name."""
        self._writer.close()
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        self._path.replace(self._target)
        sync_folder(self._target.parent)
        return Stored(self.size_bytes, self.sha256())
