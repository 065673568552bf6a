"""What goes wrong in a file of the person is told of that file, not of our own disk."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from desktop.attachments.sources import Source
from desktop.domain.errors import BadInput

NO_READING = Path("/proc/self/mem")
"""Opens, and gives an error of the device at the first byte, as a card that was pulled out does."""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs /proc")
def test_a_device_that_fails_while_it_is_read_is_told_with_the_name_of_the_file() -> None:
    with Source(NO_READING) as source, pytest.raises(BadInput) as said:
        source.read(1)
    assert (said.value.key, said.value.values) == ("document-unreadable", {"name": "mem"})


def test_a_file_that_is_gone_or_a_folder_is_told_likewise(tmp_path: Path) -> None:
    for path in (tmp_path / "weg.txt", tmp_path):
        with pytest.raises(BadInput, match="document-unreadable"):
            Source(path)


def test_it_knows_whether_somebody_wrote_meanwhile(tmp_path: Path) -> None:
    path = tmp_path / "brief.txt"
    path.write_bytes(b"Eerste")
    with Source(path) as source:
        assert source.read() == b"Eerste"
        assert source.is_same
        later = path.stat().st_mtime_ns + 1_000_000
        os.utime(path, ns=(later, later))
        assert not source.is_same
