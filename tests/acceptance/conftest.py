"""A profile that was synced once with a practice registry, by the command line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.acceptance.terminal import Terminal
from tests.world.laptops import LIMIT_S, World


@pytest.fixture
def terminal(
    world: World,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Terminal:
    monkeypatch.setenv("ZAAKKOFFER_PASSPHRASE", "wachtzin")
    config = tmp_path / "register.json"
    config.write_text(json.dumps({**world.door.description, "request_limit_s": LIMIT_S}))
    found = Terminal(tmp_path / "profiel", capsys)
    found.run("registry", "add", "oefenen", "--config", str(config))
    found.run("sync")
    return found


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    found = World(tmp_path)
    yield found
    found.close()
