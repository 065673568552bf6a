"""The scanmap: a folder whose new files are offered, to become documents of a zaak.

Nothing is ever deleted. A file is attached first, durably; that it was taken stands in the same
transaction, so that a crash neither offers it twice nor forgets it; only then it moves to the
folder of what is done, or stays, as the person chose.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from desktop.attachments.scans import (
    STILL_S,
    Stillness,
    in_folder,
    is_same,
    observed,
    put_away,
)
from desktop.domain.errors import BadInput, Environment
from desktop.domain.scans import After, Offered, Scan, ScanFolder
from desktop.models.replica import Reader, Writer
from desktop.operations.documenten.attaching import is_folder
from desktop.operations.documenten.documents import Attached, Pasted, attach
from desktop.operations.workspace import Workspace

_SETTING, _TAKEN = "scan-folder", "scans-taken"


def scan_folder(ws: Workspace) -> ScanFolder | None:
    """Give the folder that is watched, None for none."""
    with ws.replica.read() as reader:
        kept = reader.journal.setting(_SETTING)
    return None if kept is None else ScanFolder(Path(kept["path"]), kept["after"])


def set_scan_folder(ws: Workspace, path: Path | None, after: After = "done") -> ScanFolder | None:
    """Watch a folder from now on, or none; raises BadInput("scan-folder-missing")."""
    if path is not None and not is_folder(path):
        raise BadInput("scan-folder-missing", name=str(path))
    with ws.replica.write() as writer:
        if path is None:
            writer.journal.drop_setting(_SETTING)
            return None
        kept = {"path": str(path.resolve()), "after": after}
        writer.journal.set_setting(_SETTING, kept)
    return ScanFolder(Path(kept["path"]), after)


class ScanWatch:
    """Looks at the folder when it is told to; it remembers what it saw the time before."""

    def __init__(self, ws: Workspace, still_s: float = STILL_S) -> None:
        self._ws = ws
        self._stillness = Stillness(still_s)
        self._lock = threading.Lock()

    def look(self) -> Offered:
        """Give what is ready now; call again after `still_s` while something is coming."""
        folder = scan_folder(self._ws)
        if folder is None:
            return Offered()
        with self._lock:
            try:
                found = in_folder(folder.path)
            except OSError:
                return Offered(unreachable=True)
            taken = _taken(self._ws, folder, found)
            left = [one for one in found if taken.get(one.path.name) != one.mark]
            ready, coming = self._stillness.look(left, self._ws.clock.monotonic_s())
        return Offered(tuple(ready), len(coming))


def offered(ws: Workspace, still_s: float = STILL_S) -> Offered:
    """Look twice, as long apart as a file has to stand still."""
    watch = ScanWatch(ws, still_s)
    watch.look()
    ws.clock.wait(still_s)
    return watch.look()


def _taken(ws: Workspace, folder: ScanFolder, found: Sequence[Scan]) -> dict[str, list[int]]:
    """Give what was taken already; what a crash left is moved now, what is gone is forgotten."""
    with ws.replica.read() as reader:
        taken = _kept(reader)
    if not taken:
        return taken
    there = {one.path.name: one for one in found}
    left = {}
    for name, mark in taken.items():
        scan = there.get(name)
        if scan is None or scan.mark != mark:
            continue
        if folder.after == "stay" or _put_away(folder, scan) is None:
            left[name] = mark
    if left != taken:
        with ws.replica.write() as writer:
            now = _kept(writer)
            gone = {name for name, mark in taken.items() if name not in left}
            writer.journal.set_setting(_TAKEN, {n: m for n, m in now.items() if n not in gone})
    return left


def _kept(reader: Reader) -> dict[str, list[int]]:
    return dict(reader.journal.setting(_TAKEN) or {})


def _put_away(folder: ScanFolder, scan: Scan) -> Path | None:
    try:
        return put_away(scan, folder.done)
    except OSError:
        return None  # held by another program, or read-only: it is known as taken, and stays


def attach_scan(
    ws: Workspace,
    zaak: str,
    scan: Scan,
    *,
    content: Pasted | None = None,
    soort: str | None = None,
    titel: str | None = None,
    fields: Mapping[str, Any] | None = None,
    keep_location: bool = False,
    progress: Callable[[int], None] | None = None,
    stop: threading.Event | None = None,
) -> tuple[Attached, Path]:
    """Attach a file of the folder; gives where its original is now.

    `content` is attached instead, when it was made smaller; the original stays whole.
    Raises BadInput("scan-changed") when it is not the file that was offered any more, at the last
    moment before it counts, BadInput("scan-taken") when it was attached meanwhile, and what
    `attach` raises.
    """

    def within(writer: Writer) -> None:
        if not is_same(scan):
            raise BadInput("scan-changed", name=scan.path.name)
        if _kept(writer).get(scan.path.name) == scan.mark:
            raise BadInput("scan-taken", name=scan.path.name)
        writer.journal.set_setting(_TAKEN, {**_kept(writer), scan.path.name: scan.mark})

    if not is_same(scan):
        raise BadInput("scan-changed", name=scan.path.name)
    done = attach(
        ws, zaak, content or scan.path, soort=soort, titel=titel, fields=fields,
        keep_location=keep_location, progress=progress, stop=stop, within=within,
    )  # fmt: skip
    folder = scan_folder(ws)
    if folder is None or folder.after == "stay" or scan.path.parent != folder.path:
        return done, scan.path
    return done, _put_away(folder, scan) or scan.path


def skip_scan(ws: Workspace, scan: Scan) -> Path:
    """Offer a file no more, without attaching it; gives where it is now."""
    folder = scan_folder(ws)
    with ws.replica.write() as writer:
        writer.journal.set_setting(_TAKEN, {**_kept(writer), scan.path.name: scan.mark})
    if folder is None or folder.after == "stay":
        return scan.path
    return _put_away(folder, scan) or scan.path


def scan_named(ws: Workspace, name: str) -> Scan:
    """Find a file of the folder by its name; raises BadInput and Environment."""
    folder = scan_folder(ws)
    if folder is None:
        raise BadInput("scan-folder-none")
    if not is_folder(folder.path):
        raise Environment("scan-folder-unreachable", path=str(folder.path))
    found = observed(folder.path / Path(name).name)
    if found is None:
        raise BadInput("document-vanished", name=name)
    return found
