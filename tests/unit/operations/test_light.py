"""What starts fast does so because it imports no more than it needs."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

NETWORK = ("requests", "urllib3", "jwt", "PySide6.QtCore", "jsonschema")
RUN = ("requests", "urllib3", "jwt", "jsonschema", "filelock", "desktop.sync.engine")


@pytest.mark.parametrize(
    ("what", "imported", "without"),
    [
        (
            "a verb",
            "desktop.cli.main, desktop.cli.zaak, desktop.operations.overview.reading",
            NETWORK,
        ),
        ("a window", "desktop.app", RUN),
    ],
)
def test_what_is_shown_at_once_imports_nothing_that_only_a_run_needs(
    what: str, imported: str, without: tuple[str, ...]
) -> None:
    code = f"import sys, {imported}\nprint([name for name in {without!r} if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    assert done.stdout.strip() == "[]", what
