"""A file of the person while it is read: a card that is pulled out, a program still writing it.

What goes wrong in it must not be taken for trouble of our own disk, nor half of it for the whole.
"""

from __future__ import annotations

import io
import os
from pathlib import Path

from desktop.domain.errors import BadInput


class Source(io.BufferedReader):
    """Reads a file; raises BadInput("document-unreadable") where the file does not let it."""

    def __init__(self, path: Path) -> None:
        self._name = path.name
        try:
            super().__init__(io.FileIO(path))
        except OSError as error:
            raise BadInput("document-unreadable", name=self._name) from error
        self._before = self._look()

    def read(self, size: int | None = -1, /) -> bytes:
        try:
            return super().read(size)
        except OSError as error:
            raise BadInput("document-unreadable", name=self._name) from error

    def _look(self) -> tuple[int, int]:
        found = os.fstat(self.fileno())
        return found.st_size, found.st_mtime_ns

    @property
    def is_same(self) -> bool:
        """Whether nobody wrote to the file since it was opened; ask before it is closed."""
        return self._look() == self._before
