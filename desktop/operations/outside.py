"""Files outside the koffer: written whole or not at all, and readable by their owner only."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from desktop.domain.errors import Environment

UNFINISHED = ".deel"
"""How the name ends of a file that is still being written."""


def write_whole(target: Path, write: Callable[[BinaryIO], object]) -> int:
    """Write a file whole or not at all; gives its size. What stood there stays until it is whole.

    Raises Environment("cannot-write") and what `write` raises; nothing readable stays behind.
    """
    with coming_whole(target) as path, path.open("wb") as out:
        write(out)
        out.flush()
        return out.tell()


@contextmanager
def coming_whole(target: Path) -> Iterator[Path]:
    """Give an empty file beside a target, that takes its place when nothing went wrong."""
    if not target.name or target.name == "..":
        raise Environment("cannot-write", path=str(target))
    try:
        descriptor, name = tempfile.mkstemp(UNFINISHED, ".zaakkoffer-", target.parent)
        os.close(descriptor)
    except OSError as error:
        raise Environment("cannot-write", path=str(target)) from error
    unfinished = Path(name)
    try:
        yield unfinished
        unfinished.replace(target)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise Environment("cannot-write", path=str(target)) from error
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
