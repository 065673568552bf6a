"""The lock by the command line: what opens the koffer, and when the window locks by itself."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from desktop.cli.output import NOT_DONE
from desktop.config import policy

from tests.acceptance.terminal import Terminal


def test_another_passphrase_is_set_and_only_that_one_opens_the_koffer(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(policy, "policy_file", lambda: tmp_path / "beleid.json")
    assert terminal.run("lock", "show") == {"kind": "passphrase", "after_min": 0, "policy_min": 0}
    assert terminal.run("lock", "after", "10")["after_min"] == 10
    monkeypatch.setenv("ZAAKKOFFER_NEW_PASSPHRASE", "een andere zin")
    terminal.run("lock", "set")
    code, printed, said = terminal.attempt("status")
    assert (code, printed) == (NOT_DONE, "")
    assert "wrong-passphrase" in said
    monkeypatch.setenv("ZAAKKOFFER_PASSPHRASE", "een andere zin")
    assert terminal.run("status")["waiting"] == 0
    code, _printed, said = terminal.attempt("lock", "clear")
    assert code != 0
    assert "passphrase-stays" in said


def test_both_secrets_may_come_without_the_environment(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ZAAKKOFFER_PASSPHRASE")
    monkeypatch.setenv("ZAAKKOFFER_NEW_PASSPHRASE", "een andere zin")
    reading, writing = os.pipe()
    os.write(writing, b"wachtzin\n")
    os.close(writing)
    try:
        terminal.run("--passphrase-fd", str(reading), "lock", "set")
    finally:
        os.close(reading)
    monkeypatch.setenv("ZAAKKOFFER_PASSPHRASE", "een andere zin")
    terminal.run("status")
