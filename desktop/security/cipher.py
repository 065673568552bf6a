"""Authenticated encryption of segmented streams (format 1): AES-256-GCM, bounded memory.

    file    = header, segment 0, segment 1, ...
    header  = b"ZKBLOB1\\0" + nonce prefix (7 bytes)
    segment = ciphertext of at most SEGMENT_BYTES plain bytes + tag (16 bytes)
    nonce   = prefix (7) + segment number (4, big endian) + last-segment flag (1)

The number and the flag are part of the nonce, so that segments cannot be swapped, dropped or
added, and a file cannot end early unnoticed. Every blob has its own key, which is why a prefix of
seven random bytes suffices. An empty content is one empty last segment.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from desktop.domain.errors import Damaged

MAGIC = b"ZKBLOB1\0"
PREFIX_BYTES = 7
HEADER_BYTES = len(MAGIC) + PREFIX_BYTES
SEGMENT_BYTES = 1 << 20
TAG_BYTES = 16
KEY_BYTES = 32


def _nonce(prefix: bytes, number: int, *, last: bool) -> bytes:
    return prefix + number.to_bytes(4, "big") + (b"\1" if last else b"\0")


class SegmentWriter:
    """Encrypts what is written to it and passes it on to `sink`; `close` ends the content."""

    def __init__(
        self, sink: BinaryIO, key: bytes, prefix: bytes, *, after: int | None = None
    ) -> None:
        """Begin a content, or go on `after` so many whole segments that the sink has already.

        What goes on must be the bytes that stood there before: a segment is sealed only once.
        """
        if len(prefix) != PREFIX_BYTES:
            raise ValueError("the nonce prefix has the wrong length")
        self._sink = sink
        self._cipher = AESGCM(key)
        self._prefix = prefix
        self._held: bytes | bytearray = b""
        self._number = after or 0
        if after is None:
            sink.write(MAGIC + prefix)

    def write(self, data: bytes) -> None:
        """Take any number of plain bytes; whole segments are not copied."""
        if len(data) == SEGMENT_BYTES and len(self._held) in {0, SEGMENT_BYTES}:
            if self._held:
                self._emit(self._held, last=False)
            self._held = data
            return
        self._held = bytearray(self._held)
        self._held += data
        while len(self._held) > SEGMENT_BYTES:
            self._emit(bytes(self._held[:SEGMENT_BYTES]), last=False)
            del self._held[:SEGMENT_BYTES]

    def close(self) -> None:
        """Write the last segment; the sink stays open."""
        self._emit(self._held, last=True)
        self._held = b""

    def _emit(self, plain: bytes | bytearray, *, last: bool) -> None:
        nonce = _nonce(self._prefix, self._number, last=last)
        self._sink.write(self._cipher.encrypt(nonce, plain, None))
        self._number += 1


def begun(source: BinaryIO, key: bytes) -> tuple[bytes, Iterator[bytes]]:
    """Read a content that was never closed: its prefix, and its whole segments in order.

    It ends at the first segment that is not whole; raises Damaged when even the head is not.
    """
    header = source.read(HEADER_BYTES)
    if len(header) != HEADER_BYTES or not header.startswith(MAGIC):
        raise Damaged("blob-damaged")
    prefix = header[len(MAGIC) :]
    return prefix, _whole_segments(source, AESGCM(key), prefix)


def _whole_segments(source: BinaryIO, cipher: AESGCM, prefix: bytes) -> Iterator[bytes]:
    number = 0
    while len(sealed := source.read(SEGMENT_BYTES + TAG_BYTES)) == SEGMENT_BYTES + TAG_BYTES:
        try:
            yield cipher.decrypt(_nonce(prefix, number, last=False), sealed, None)
        except InvalidTag:
            return
        number += 1


class SegmentReader(io.RawIOBase):
    """Seekable plain view of an encrypted file; raises Damaged("blob-damaged") on any tampering."""

    def __init__(self, source: BinaryIO, key: bytes) -> None:
        super().__init__()
        self._source = source
        self._cipher = AESGCM(key)
        source.seek(0, io.SEEK_END)
        stored = source.tell() - HEADER_BYTES
        source.seek(0)
        header = source.read(HEADER_BYTES)
        if len(header) != HEADER_BYTES or not header.startswith(MAGIC) or stored < TAG_BYTES:
            raise Damaged("blob-damaged")
        self._prefix = header[len(MAGIC) :]
        whole = SEGMENT_BYTES + TAG_BYTES
        self._last = max(0, -(-stored // whole) - 1)
        rest = stored - self._last * whole
        if rest < TAG_BYTES:
            raise Damaged("blob-damaged")
        self.size_bytes = self._last * SEGMENT_BYTES + rest - TAG_BYTES
        self._at = 0
        self._open_number = -1
        self._open_plain = b""

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self.size_bytes}[whence]
        self._at = max(0, start + offset)
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # typeshed's WriteableBuffer is not importable
        if self._at >= self.size_bytes:
            if self.size_bytes == 0:
                self._segment(0)  # an empty content is authenticated too
            return 0
        number, offset = divmod(self._at, SEGMENT_BYTES)
        plain = self._segment(number)[offset : offset + len(buffer)]
        buffer[: len(plain)] = plain
        self._at += len(plain)
        return len(plain)

    def close(self) -> None:
        if not self.closed:
            self._source.close()
        super().close()

    def _segment(self, number: int) -> bytes:
        if number != self._open_number:
            self._source.seek(HEADER_BYTES + number * (SEGMENT_BYTES + TAG_BYTES))
            sealed = self._source.read(SEGMENT_BYTES + TAG_BYTES)
            nonce = _nonce(self._prefix, number, last=number == self._last)
            try:
                self._open_plain = self._cipher.decrypt(nonce, sealed, None)
            except InvalidTag as error:
                raise Damaged("blob-damaged") from error
            self._open_number = number
        return self._open_plain
