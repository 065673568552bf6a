"""What is on a device's disk for sure, and what a power loss leaves of the rest (FK14).

Of the replica's log everything up to the last flushed commit is there, then some of what follows.
A content is there as it was flushed, under the names that its folder had when that was flushed;
what is newer is there, cut or not at all, and what was removed since may be back.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import ClassVar

POWER = "power that goes"
"""The rare theme in which a device that dies loses what was not flushed."""
_OPEN_FILES = Path("/proc/self/fd")
_flush = os.fsync


class Platter:
    """The folder of contents of a device as its disk has it."""

    all: ClassVar[list[Platter]] = []

    def __init__(self, folder: Path, random: Random, beat: Callable[[str], None]) -> None:
        self._folder = folder
        self._random = random
        self._beat = beat
        self._flushed: dict[int, bytes] = {}
        """By file, whatever it is called: its bytes when it was flushed last."""
        self._names: dict[str, int] = {}
        self._note_names()
        for path in folder.iterdir():
            self._flushed[path.stat().st_ino] = path.read_bytes()

    @staticmethod
    def can_tell() -> bool:
        """Tell whether this system says which file is being flushed."""
        return _OPEN_FILES.is_dir()

    def has(self, path: Path) -> bool:
        """Tell whether a file or folder is on this platter."""
        return self._folder in {path, path.parent}

    def flush(self, path: Path) -> None:
        """Write a file's bytes or the folder's names to the disk; the device may die around it."""
        self._beat("before a flush")
        if path == self._folder:
            self._note_names()
        else:
            self._flushed[path.stat().st_ino] = path.read_bytes()
        self._beat("after a flush")

    def _note_names(self) -> None:
        self._names = {path.name: path.stat().st_ino for path in self._folder.iterdir()}

    def after_loss(self) -> dict[str, bytes]:
        """Give the files as they are when the power is back."""
        found: dict[str, bytes] = {}
        now = {path.name: path for path in sorted(self._folder.iterdir())}
        for name in sorted({*now, *self._names}):
            files = {self._names.get(name), now[name].stat().st_ino if name in now else None}
            file = self._random.choice(sorted(files, key=str))
            if file is not None:
                found[name] = self._bytes_of(file, now.get(name))
        return found

    def _bytes_of(self, file: int, path: Path | None) -> bytes:
        if file in self._flushed:
            return self._flushed[file]
        data = b"" if path is None else path.read_bytes()
        return data[: self._random.randrange(len(data) + 1)]


def fsync(handle: int) -> None:
    """Stand in for the system's: knows which platter a file is on."""
    path = Path(os.readlink(_OPEN_FILES / str(handle))) if Platter.all else Path()
    platter = next((one for one in Platter.all if one.has(path)), None)
    if platter is None:
        _flush(handle)
    else:
        platter.flush(path)
