"""The command line in this process: verbs on one profile, with what they print."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from desktop.cli.main import run as run_verb


class Terminal:
    """Runs verbs in this process, on one profile."""

    def __init__(self, profile: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._profile = profile
        self._capsys = capsys

    def run(self, *words: str) -> Any:
        """Run a verb that must succeed; gives its JSON."""
        code, printed, said = self.attempt(*words)
        assert code == 0, said
        return json.loads(printed)

    def read(self, *words: str) -> str:
        """Give what a person reads of a verb that must succeed."""
        code = run_verb(["--profile", str(self._profile), *words], _no_window)
        captured = self._capsys.readouterr()
        assert code == 0, captured.err
        return captured.out

    def attempt(self, *words: str) -> tuple[int, str, str]:
        """Run a verb that may fail; gives its exit code and what it printed and said."""
        arguments = ["--json", "--profile", str(self._profile), *words]
        code = run_verb(arguments, _no_window)
        captured = self._capsys.readouterr()
        return code, captured.out, captured.err


def _no_window(**_: Any) -> int:
    raise AssertionError("a verb opens no window")
