"""A bestandsdeel as a multipart body that is read while it is sent."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import BinaryIO


class PartStream:
    """Multipart body with `lock` and `inhoud`; knows its length, holds one chunk in memory."""

    def __init__(
        self,
        content: BinaryIO,
        size_bytes: int,
        lock: str,
        progress: Callable[[int], None] | None = None,
    ) -> None:
        boundary = secrets.token_hex(16)
        self.content_type = f"multipart/form-data; boundary={boundary}"
        self._head = (
            f'--{boundary}\r\nContent-Disposition: form-data; name="lock"\r\n\r\n{lock}\r\n'
            f'--{boundary}\r\nContent-Disposition: form-data; name="inhoud"; '
            'filename="deel"\r\nContent-Type: application/octet-stream\r\n\r\n'
        ).encode()
        self._tail = f"\r\n--{boundary}--\r\n".encode()
        self._content = content
        self._left = size_bytes
        self._size = len(self._head) + size_bytes + len(self._tail)
        self._sent = 0
        self._progress = progress

    def __len__(self) -> int:
        return self._size

    def read(self, size: int = -1) -> bytes:
        """Give the next bytes of the body."""
        if self._head:
            head, self._head = self._head, b""
            return head
        if self._left > 0:
            wanted = self._left if size < 0 else min(size, self._left)
            data = self._content.read(max(wanted, min(self._left, 1 << 18)))
            self._left -= len(data)
            self._sent += len(data)
            if self._progress is not None:
                self._progress(self._sent)
            if not data:
                raise OSError("the content ended before its part was complete")
            return data
        tail, self._tail = self._tail, b""
        return tail
