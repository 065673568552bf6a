"""A verb without network starts fast because it imports no network."""

from __future__ import annotations

import subprocess
import sys

HEAVY = ("requests", "urllib3", "jwt", "PySide6.QtCore", "jsonschema")


def test_reading_and_casework_import_no_network_and_no_window() -> None:
    code = (
        "import sys\n"
        "import desktop.cli.main, desktop.cli.zaak, desktop.operations.overview.reading\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
