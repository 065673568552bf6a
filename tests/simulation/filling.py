"""A disk that fills in the middle of a content (FK15): half of a segment is on it, then no more."""

from __future__ import annotations

import errno
import io
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, ClassVar

from desktop.security.cipher import SegmentWriter

FILLING = "a disk that fills"
"""The rare theme in which contents meet a full disk, also those that come from the registry."""


class FillingWriter(SegmentWriter):
    """Encrypts as always, onto a disk that may be full."""

    is_full: ClassVar[dict[Path, Callable[[], bool]]] = {}
    """By folder of contents: tells whether the disk of its device is full this moment."""

    def _emit(self, plain: bytes | bytearray, *, last: bool) -> None:
        asked = self.is_full.get(_folder_of(self._sink))
        if asked is None or not asked():
            super()._emit(plain, last=last)
            return
        disk, memory = self._sink, io.BytesIO()
        self._sink = memory
        super()._emit(plain, last=last)
        disk.write(memory.getvalue()[: memory.tell() // 2])
        raise OSError(errno.ENOSPC, "no space left on device")


def _folder_of(sink: BinaryIO) -> Path:
    return Path(str(getattr(sink, "name", ""))).parent
