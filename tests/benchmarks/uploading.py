"""Sending contents, against a bare loop that sends the same parts to the same registry."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from desktop.config.paths import resources
from desktop.domain.contents import DocumentPolicy
from desktop.operations import registries
from desktop.operations.documenten import contents, documents
from desktop.operations.documenten.documents import Pasted
from desktop.operations.exchange import syncing
from desktop.operations.workspace import Workspace
from desktop.operations.zaken import casework
from desktop.practice.doors import serve
from desktop.practice.server import PracticeRegistry
from desktop.practice.weather.faults import WRITES, Faults
from desktop.runtime.garbage import look_rarely

from tests.benchmarks.bare_upload import BareUpload
from tests.benchmarks.measuring import Row, Wall, absolute, paired, timed
from tests.benchmarks.pulling import recording, served

_MEGABYTE = 1_000_000
_LARGE = 200 * _MEGABYTE
_PHOTO = 2 * _MEGABYTE
_PHOTOS = 500
_LEAST = 600_000
"""What is smaller goes inside a message."""
_AT_ONCE = DocumentPolicy().at_once
_HEAD = b"\xff\xd8\xff\xda\x00\x02"
_ROUNDS = 3
_IN_A_CHILD = """
import json, sys, time
from pathlib import Path
from tests.benchmarks import uploading
print(json.dumps(uploading.photographs(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))
"""


def rows(folder: Path, scale: float) -> Iterator[Row]:
    """One large content; many photographs; a large one that is cut off half way."""
    look_rarely()  # as the program does
    size = max(_LEAST, int(_LARGE * scale))
    with served(20) as (described, _):
        ws, number = _ready(folder / "large", described)
        yield from _large(ws, number, described, size)
        ws.close()
    with served(20) as (described, _):  # another, for it keeps all it got in memory
        yield from _many(folder, described, max(2, int(_PHOTOS * scale)))
    yield _cut(folder / "cut", size)


def _ready(profile: Path, described: dict[str, Any]) -> tuple[Workspace, str]:
    """Open a profile that has a zaak of its own at the registry."""
    ws = Workspace.open(profile, passphrase="x")
    registries.add(ws, "r", {**described, "scope": "mine"})
    syncing.sync(ws)
    made = casework.create_zaak(ws, zaaktype="WMO-HUISBEZOEK", omschrijving="Foto's")
    _synced(ws)
    return ws, made.identificatie


def _synced(ws: Workspace) -> None:
    report = syncing.sync(ws, pull=False)
    assert report.registries == {"r": "ok"}, report
    assert report.conflicts + report.rejected == 0, report


def _large(ws: Workspace, number: str, described: dict[str, Any], size: int) -> Iterator[Row]:
    name = f"upload of {size // _MEGABYTE} MB in parts"
    content = os.urandom(size)
    with recording() as sent:
        documents.attach(ws, number, Pasted("film.mp4", content))
        _synced(ws)
    made = next(one for one in sent if one.method == "POST" and b'"titel"' in (one.content or b""))
    bare = BareUpload(described, _document_in(json.loads(made.content or b"{}")))

    def ours() -> Callable[[], None]:
        documents.attach(ws, number, Pasted("film.mp4", content))
        return lambda: _synced(ws)

    yield _pairs(f"{name}, read back", lambda: bare.send_and_read_back(content), ours, Wall(1.2))
    contents.set_policy(ws, verify_most_bytes=1)
    yield _pairs(name, lambda: bare.send(content), ours, Wall(1.2))


def _document_in(body: dict[str, Any]) -> dict[str, Any]:
    """Give the document of a request that made it, alone or with its relation to a zaak."""
    found = body.get("enkelvoudiginformatieobject", body)
    assert "informatieobjecttype" in found, sorted(found)
    return dict(found)


def _pairs(
    name: str, floor: Callable[[], object], ready: Callable[[], Callable[[], object]], wall: Wall
) -> Row:
    """Attach before each measured run: only what goes over the wire is compared."""
    rows = [paired(name, floor, ready(), wall, rounds=1) for _ in range(_ROUNDS)]
    return sorted(rows, key=lambda row: row.ratio)[_ROUNDS // 2]


def _many(folder: Path, described: dict[str, Any], amount: int) -> Iterator[Row]:
    """Attach photographs to one zaak and bring them to the registry, in a process of its own."""
    profile = folder / "photographs"
    ws, number = _ready(profile, described)
    with recording() as sent:
        documents.attach(ws, number, Pasted("eerste.jpg", photograph(0, _LEAST)))
        _synced(ws)
    ws.close()
    made = next(one for one in sent if one.method == "POST" and b'"titel"' in (one.content or b""))
    document = _document_in(json.loads(made.content or b"{}"))
    (profile / "number").write_text(number)
    done = subprocess.run(
        [sys.executable, "-c", _IN_A_CHILD, str(profile), str(amount), str(_PHOTO)],
        check=True, capture_output=True, text=True, timeout=3600,
    )  # fmt: skip
    found = json.loads(done.stdout)
    floor = timed(lambda: _bare_photographs(described, document, amount))
    name = f"{amount} photographs of 2 MB"
    yield absolute(f"{name}, attached", found["attached_s"], Wall())
    ratio = round(found["sent_s"] / floor, 2)
    yield Row(
        f"{name}, sent, linked and read back", floor, found["sent_s"], ratio, str(Wall()), True
    )
    yield absolute(f"{name}, memory beyond one", found["extra_mib"], Wall(most=64), unit="MiB")


def _bare_photographs(described: dict[str, Any], document: dict[str, Any], amount: int) -> None:
    here = threading.local()

    def one(number: int) -> None:
        if not hasattr(here, "bare"):
            here.bare = BareUpload(described, document)
        here.bare.send_and_read_back(photograph(number, _PHOTO))

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        list(pool.map(one, range(amount)))


def photograph(number: int, size: int) -> bytes:
    """Give a photograph without a place, unlike every other."""
    return _HEAD + number.to_bytes(4, "big") * ((size - len(_HEAD)) // 4)


def photographs(profile: Path, amount: int, size: int) -> dict[str, float]:
    """Attach and send photographs; gives the seconds and the MiB that it took at most."""
    look_rarely()
    ws = Workspace.open(profile, passphrase="x")
    number = (profile / "number").read_text()
    documents.attach(ws, number, Pasted("een.jpg", photograph(amount + 1, size)))
    _synced(ws)
    before = _forget_most()

    def attach() -> None:
        for n in range(1, amount + 1):
            documents.attach(ws, number, Pasted(f"foto {n}.jpg", photograph(n, size)))

    attached_s = timed(attach)
    sent_s = timed(lambda: _until_sent(ws))
    ws.close()
    return {"attached_s": attached_s, "sent_s": sent_s, "extra_mib": _most_mib() - before}


def _until_sent(ws: Workspace) -> None:
    for _ in range(8):
        report = syncing.sync(ws, pull=False)
        assert report.conflicts + report.rejected == 0, report
        if not report.waiting:
            return
    raise AssertionError(report)


def _forget_most() -> float:
    """Forget the most memory so far (a passphrase takes much, once); gives what is in use, MiB."""
    forget = Path("/proc/self/clear_refs")
    if forget.exists():
        forget.write_text("5")
    return _most_mib()


def _most_mib() -> float:
    """Give the most memory since it was forgotten, in MiB; 0 where the system does not say."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    return int(status.read_text().split("VmHWM:")[1].split()[0]) / 1024


def _cut(profile: Path, size: int) -> Row:
    """Break every connection half way, close the program, go on: what was sent for nothing?"""
    faults = Faults()
    part = max(1, size // 20)
    registry = PracticeRegistry(resources() / "voorbeeld", faults=faults, part_bytes=part)
    door = serve(registry)
    ws, number = _ready(profile, door.description)
    documents.attach(ws, number, Pasted("film.mp4", os.urandom(size)))
    with recording() as sent:
        _break_from(faults, 10)
        syncing.sync(ws, pull=False)
        ws.close()
        faults.clear()
        ws = Workspace.open(profile, passphrase="x")
        _synced(ws)
    ws.close()
    door.stop()
    registry.close()
    put = sum(one.size for one in sent if one.method == "PUT")
    assert put >= size, (put, size)
    return absolute(
        "sent again after a cut and a restart, in parts", (put - size) / part, Wall(most=1.01),
        unit="",
    )  # fmt: skip


def _break_from(faults: Faults, first: int) -> None:
    """Break every connection from a part on, also the question which parts arrived."""
    choose, parts = faults.choose, 0

    def breaking(method: str, path: str) -> str | None:
        nonlocal parts
        parts += method == "PUT"
        if parts == first:
            faults.choose = choose  # type: ignore[method-assign]  # as it was
            faults.strike("reset", methods=WRITES | {"GET"}, times=None)
        return choose(method, path)

    faults.choose = breaking  # type: ignore[method-assign]  # counts for the real one
