"""Taking a content in, against AES-GCM, write and flush of the same bytes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from desktop.attachments.store import BlobStore
from desktop.domain.ids import BlobId

from tests.benchmarks.measuring import Row, Wall, absolute, paired
from tests.benchmarks.sample import KEY

_MEGABYTE = 1 << 20
_IN_A_CHILD = """
import sys
from pathlib import Path
from desktop.attachments.store import BlobStore
from desktop.domain.ids import BlobId
store = BlobStore(Path(sys.argv[1]))
def most():  # not ru_maxrss, which starts at what the parent process had
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0])
with open(sys.argv[2], "rb") as small: store.put(small, BlobId("small"), bytes(32))
before = most()
with open(sys.argv[3], "rb") as large: store.put(large, BlobId("large"), bytes(32))
print(most() - before)
"""


def rows(folder: Path, scale: float) -> Iterator[Row]:
    """Attach 1 GiB: time against the floor, and the memory it takes beyond an empty content."""
    megabytes = max(1, int(1024 * scale))
    source = folder / "content.bin"
    with source.open("wb") as file:
        for _ in range(megabytes):
            file.write(os.urandom(_MEGABYTE))
    store = BlobStore(folder / "blobs")

    def floor() -> None:
        cipher = AESGCM(KEY)
        with source.open("rb") as data, (folder / "floor.bin").open("wb") as out:
            for number in range(megabytes):
                out.write(cipher.encrypt(number.to_bytes(12, "big"), data.read(_MEGABYTE), None))
            out.flush()
            os.fsync(out.fileno())

    def ours() -> None:
        with source.open("rb") as data:
            store.put(data, BlobId("content"), KEY)

    yield paired(f"attach {megabytes} MiB", floor, ours, Wall(1.3), rounds=5)
    if Path("/proc/self/status").exists():
        extra = _extra_mib(folder, source)
        yield absolute(f"attach {megabytes} MiB, extra memory", extra, Wall(most=64), unit="MiB")


def _extra_mib(folder: Path, source: Path) -> float:
    empty = folder / "empty.bin"
    empty.touch()
    done = subprocess.run(
        [sys.executable, "-c", _IN_A_CHILD, str(folder / "child"), str(empty), str(source)],
        check=True,
        capture_output=True,
        text=True,
    )
    return int(done.stdout) / 1024
