"""The attachment store: a folder of encrypted files named by a random id.

A content is written under a temporary name, flushed and renamed: a crash leaves a whole file or
none. Which document a blob belongs to, its key and its hash stand in the encrypted replica only.
"""

from __future__ import annotations

import errno
import hashlib
import io
import os
import re
import secrets
import shutil
import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from desktop.attachments.incoming import Incoming, Stored
from desktop.domain.errors import Environment
from desktop.domain.ids import BlobId
from desktop.security.cipher import (
    HEADER_BYTES,
    PREFIX_BYTES,
    SEGMENT_BYTES,
    SegmentReader,
    SegmentWriter,
)
from desktop.security.keys import sync_folder

_TEMPORARY = ".deel"
_MOST_UNHASHED = 8  # segments in memory that wait for their hash while the disk takes others
COMING = ".komt"
_TURN = ".beurt"
_NAME = re.compile(r"([0-9a-f]{32})(\.deel|\.komt)?")
_FULL = {errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC}


_AT_ONCE_BYTES = 32 << 20


def _begin_writing_out(file: BinaryIO) -> None:
    """Let the disk begin with what is written, while the rest is hashed; does not wait for it."""
    if hasattr(os, "posix_fadvise"):
        file.flush()
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _free_bytes(folder: Path) -> int:
    return shutil.disk_usage(folder).free


class Stopped(Exception):
    """The person stopped a content on its way in; nothing of it stays."""


class BlobStore:
    """Encrypted contents by id; safe to use from several threads on different ids."""

    def __init__(self, folder: Path, free_bytes: Callable[[Path], int] | None = None) -> None:
        """`free_bytes` tells how much room the disk of a folder has; None asks the system."""
        self._folder = folder
        self._free_bytes = free_bytes or _free_bytes
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    def path(self, blob_id: BlobId) -> Path:
        """Give the file of a blob, whether it exists or not."""
        return self._folder / blob_id

    def put(
        self,
        source: BinaryIO,
        blob_id: BlobId,
        key: bytes,
        *,
        progress: Callable[[int], None] | None = None,
        stop: threading.Event | None = None,
    ) -> Stored:
        """Copy, hash and encrypt a stream; on return the content is on the disk.

        `progress` gets the bytes taken in so far. Raises Environment("disk-full" | "disk-error")
        and Stopped; either way nothing of the content stays behind.
        """
        temporary = self._folder / f"{blob_id}{_TEMPORARY}"
        try:
            stored = self._fill(temporary, source, key, progress, stop)
            temporary.replace(self.path(blob_id))
            sync_folder(self._folder)
        except OSError as error:
            temporary.unlink(missing_ok=True)
            reason = "disk-full" if error.errno in _FULL else "disk-error"
            raise Environment(reason) from error
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        return stored

    def _fill(
        self,
        path: Path,
        source: BinaryIO,
        key: bytes,
        progress: Callable[[int], None] | None,
        stop: threading.Event | None,
    ) -> Stored:
        digest = hashlib.sha256()
        size = 0
        hashing: deque[Future[None]] = deque()
        with path.open("wb") as raw, ThreadPoolExecutor(1) as hasher:
            path.chmod(0o600)
            writer = SegmentWriter(raw, key, secrets.token_bytes(PREFIX_BYTES))
            while data := source.read(SEGMENT_BYTES):
                if stop is not None and stop.is_set():
                    raise Stopped
                if len(hashing) == _MOST_UNHASHED:
                    hashing.popleft().result()
                hashing.append(hasher.submit(digest.update, data))  # beside cipher and disk
                writer.write(data)
                size += len(data)
                if size % _AT_ONCE_BYTES == 0:
                    _begin_writing_out(raw)
                if progress is not None:
                    progress(size)
            writer.close()
            raw.flush()
            os.fsync(raw.fileno())
            for one in hashing:
                one.result()
        return Stored(size, digest.hexdigest())

    def coming_bytes(self, blob_id: BlobId) -> int:
        """Give how much of a content that is coming in is kept; 0 when nothing is."""
        path = self._folder / f"{blob_id}{COMING}"
        try:
            return max(0, path.stat().st_size - HEADER_BYTES)
        except FileNotFoundError:  # nothing is coming, or it arrived this moment
            return 0

    @contextmanager
    def turn(self, name: str) -> Iterator[bool]:
        """Hold the turn to bring a content in; gives False where another thread or program has it.

        Two that write to one coming content would leave a damaged one.
        """
        from filelock import FileLock, Timeout  # noqa: PLC0415  attaching needs none of it

        path = self._folder / f"{name}{_TURN}"
        lock = FileLock(path)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            yield False
            return
        try:
            yield True
        finally:
            with suppress(OSError):  # Windows removes it when it is let go
                path.unlink()
            lock.release()

    def coming(self, blob_id: BlobId, key: bytes) -> Incoming:
        """Take a content in piece by piece, going on where a break left it."""
        return Incoming(self._folder / f"{blob_id}{COMING}", self.path(blob_id), key)

    def open(self, blob_id: BlobId, key: bytes) -> io.BufferedReader:
        """Open the plain content for reading and seeking; raises Damaged or FileNotFoundError."""
        return io.BufferedReader(
            SegmentReader(self.path(blob_id).open("rb"), key), buffer_size=SEGMENT_BYTES
        )

    def free_bytes(self) -> int:
        """Give the room that is left on the disk of the store."""
        return self._free_bytes(self._folder)

    def exists(self, blob_id: BlobId) -> bool:
        """Tell whether the content is here, whole."""
        return self.path(blob_id).exists()

    def remove(self, blob_id: BlobId) -> None:
        """Delete a content, also one that is coming in; absence is fine."""
        self.path(blob_id).unlink(missing_ok=True)
        (self._folder / f"{blob_id}{COMING}").unlink(missing_ok=True)

    def verify(self, blob_id: BlobId, key: bytes, sha256: str) -> bool:
        """Read a content back and compare its hash; raises Damaged when it was tampered with."""
        digest = hashlib.sha256()
        with self.open(blob_id, key) as content:
            while data := content.read(SEGMENT_BYTES):
                digest.update(data)
        return digest.hexdigest() == sha256

    def sweep(self, known: set[BlobId], older_than_utc_s: float) -> int:
        """Delete what no record knows and what a crash left half; returns how many.

        Only files that are named as contents are, and last written before `older_than_utc_s` (Unix
        seconds), go: a content that is just being taken in has no record yet.
        """
        gone = 0
        for path in self._folder.iterdir():
            named = _NAME.fullmatch(path.name)
            if path.suffix == _TURN and path.stat().st_mtime < older_than_utc_s:
                path.unlink(missing_ok=True)  # its program died
            if named is None or (BlobId(named[1]) in known and named[2] != _TEMPORARY):
                continue
            if path.stat().st_mtime < older_than_utc_s:
                path.unlink(missing_ok=True)
                gone += 1
        return gone
