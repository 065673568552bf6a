"""Cases U07–U10: a disk that is full or broken at any write loses nothing and is said."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as driver
from desktop.domain.errors import Environment
from desktop.operations.documenten import documents
from desktop.operations.overview import reading
from desktop.operations.zaken import casework

from tests.world.laptops import Laptop, World
from tests.world.test_pulling import NUMBER
from tests.world.transactions import watched


@contextmanager
def broken_commits(laptop: Laptop, which: set[int], words: str) -> Iterator[list[int]]:
    """Let commits of the replica fail by number, as the driver does when the disk is full."""
    seen = [0]

    def fail() -> None:
        seen[0] += 1
        if seen[0] in which or not which:
            raise driver.OperationalError(words)

    with watched(laptop.ws.replica, commit=fail):
        yield seen


FULL = "database or disk is full"


def test_u07_a_disk_that_is_full_at_the_entry_sends_nothing(world: World) -> None:
    laptop = world.laptop()
    number = laptop.intake()
    writes = world.registry.writes
    with broken_commits(laptop, set(), FULL):
        assert laptop.sync().registries == {"oefenen": "disk"}
        assert reading.status(laptop.ws).waiting > 0
    assert world.registry.writes == writes
    assert laptop.sync_until_quiet(4).waiting == 0
    assert world.zaak(number)["omschrijving"] == "Traplift"


@pytest.mark.parametrize("words", [FULL, "disk I/O error"])
def test_u07_u08_u10_every_commit_of_a_run_may_fail_once(world: World, words: str) -> None:
    laptop = world.laptop()
    number = laptop.intake()
    with broken_commits(laptop, {10_000}, words) as seen:
        for at in range(1, 16):
            with broken_commits(laptop, {at}, words):
                laptop.sync()
        assert seen[0] > 15
    assert laptop.sync_until_quiet(8).waiting == 0
    found = world.zaak(number)
    notes = [
        one for one in world.all("zaaknotities") if one["gerelateerdAan"].endswith(found["uuid"])
    ]
    assert [one["tekst"] for one in notes] == ["Bel achterom"]
    assert len(world.all("zaakeigenschappen", found["uuid"])) == 1
    assert len(world.all("statussen", found["uuid"])) == 2


def test_an_edit_on_a_full_disk_is_refused_whole_and_said(world: World) -> None:
    laptop = world.laptop()
    with broken_commits(laptop, set(), FULL), pytest.raises(Environment) as caught:
        casework.add_notitie(laptop.ws, NUMBER, "Past niet meer")
    assert caught.value.key == "disk-full"
    assert reading.status(laptop.ws).waiting == 0
    casework.add_notitie(laptop.ws, NUMBER, "Past weer")
    assert laptop.sync_until_quiet(3).waiting == 0


def test_u09_a_disk_that_is_full_in_the_middle_of_a_content_refuses_it_whole(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop = world.laptop()
    path = tmp_path / "foto.txt"
    path.write_bytes(b"x" * 300_000)

    def full(*_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("desktop.attachments.store.SegmentWriter.write", full)
    with pytest.raises(Environment) as caught:
        documents.attach(laptop.ws, NUMBER, path)
    assert caught.value.key == "disk-full"
    monkeypatch.undo()
    assert reading.status(laptop.ws).waiting == 0
    assert [one for one in (laptop.ws.profile / "documenten").rglob("*") if one.is_file()] == []


_LIMITED = """
import resource, runpy, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (16 << 20, 16 << 20))
sys.argv = ["zaakkoffer", *sys.argv[1:]]
runpy.run_module("desktop", run_name="__main__")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit of a file's size there")
def test_u09_a_program_whose_files_may_grow_no_more_refuses_a_content_whole_and_goes_on(
    world: World, tmp_path: Path
) -> None:
    """A real write that fails in the middle: the system refuses it, not a test."""
    laptop = world.laptop()
    path = tmp_path / "film.bin"
    path.write_bytes(bytes(32 << 20))
    profile = str(laptop.ws.profile)
    words = ["--json", "--profile", profile, "document", "attach", NUMBER, str(path)]
    ended = subprocess.run(
        [sys.executable, "-c", _LIMITED, *words],
        env={**os.environ, "ZAAKKOFFER_PASSPHRASE": "test"}, capture_output=True, check=False,
    )  # fmt: skip
    assert ended.returncode == 1, ended
    assert json.loads(ended.stderr)["error"] == "disk-error"
    assert reading.status(laptop.ws).waiting == 0
    assert [one for one in (laptop.ws.profile / "documenten").rglob("*") if one.is_file()] == []
    documents.attach(laptop.ws, NUMBER, path)
    assert laptop.sync_until_quiet(6).waiting == 0
    assert bytes(32 << 20) in world.content(NUMBER)
