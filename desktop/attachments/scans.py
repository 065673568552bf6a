"""What lies in the folder where a scanner or a telephone puts its files, and whether it is whole.

A file is there long before it is whole: a scanner writes page by page. It counts when its size and
time stood still over two looks; one whose end is missing gets a minute of patience more.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from desktop.attachments.names import is_executable
from desktop.domain.scans import Scan

STILL_S = 2.0
PATIENCE_S = 60.0
_HALF = (".tmp", ".part", ".partial", ".crdownload", ".download", ".filepart", ".lock")
_ENDS = {".pdf": b"%%EOF", ".jpg": b"\xff\xd9", ".jpeg": b"\xff\xd9", ".png": b"IEND"}
_TAIL_BYTES = 64 * 1024
_MOST = 2000


def is_same(scan: Scan) -> bool:
    """Tell whether a file is still as it was."""
    return observed(scan.path) == scan


def observed(path: Path) -> Scan | None:
    """Look at one file; None when it is not there or no file."""
    try:
        found = path.stat()
    except OSError:
        return None
    return Scan(path, found.st_size, found.st_mtime_ns) if path.is_file() else None


def in_folder(folder: Path) -> list[Scan]:
    """Give the files that may become documents, oldest first; raises OSError."""
    found = []
    for path in sorted(folder.iterdir())[:_MOST]:
        name = path.name.casefold()
        if name.startswith((".", "~$")) or name.endswith(_HALF) or is_executable(name):
            continue
        scan = observed(path)
        if scan is not None and scan.size_bytes:
            found.append(scan)
    return sorted(found, key=lambda one: (one.changed_ns, one.path.name))


def has_its_end(path: Path) -> bool:
    """Tell whether a file ends as its kind ends; one that is held by its writer does not."""
    end = _ENDS.get(path.suffix.casefold())
    try:
        with path.open("rb") as file:
            if end is None:
                return bool(file.read(1))
            file.seek(max(0, path.stat().st_size - _TAIL_BYTES))
            return end in file.read()
    except OSError:
        return False


@dataclass(slots=True)
class Stillness:
    """Remembers since when each file stands still."""

    still_s: float = STILL_S
    patience_s: float = PATIENCE_S
    _since: dict[Path, tuple[Scan, float]] = field(default_factory=dict)

    def look(self, scans: list[Scan], now_s: float) -> tuple[list[Scan], list[Scan]]:
        """Give what is whole and what is still coming; `now_s` is monotonic."""
        before, self._since = self._since, {}
        whole: list[Scan] = []
        coming: list[Scan] = []
        for scan in scans:
            kept, since = before.get(scan.path, (None, now_s))
            since = since if kept == scan else now_s
            self._since[scan.path] = (scan, since)
            still_s = now_s - since
            is_whole = still_s >= self.still_s and (
                still_s >= self.patience_s or has_its_end(scan.path)
            )
            (whole if is_whole else coming).append(scan)
        return whole, coming


def put_away(scan: Scan, done: Path) -> Path:
    """Move a file to the folder of what is done, never over another one; raises OSError."""
    done.mkdir(exist_ok=True)
    stem, suffix = scan.path.stem, scan.path.suffix
    for number in range(1, 10_000):
        name = scan.path.name if number == 1 else f"{stem} ({number}){suffix}"
        target = done / name
        try:
            target.touch(exist_ok=False)
        except FileExistsError:
            continue
        try:
            return scan.path.replace(target)
        except OSError:
            target.unlink(missing_ok=True)
            raise
    raise FileExistsError(done)
