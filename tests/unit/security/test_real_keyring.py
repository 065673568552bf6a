"""The key of a profile in a real Secret Service, on a bus of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import require_tool

SCRIPT = """
import sys
from pathlib import Path
from desktop.operations.workspace import Workspace
profile = Path(sys.argv[1])
Workspace.open(profile).close()
ws = Workspace.open(profile)
assert ws.vault is not None
ws.keep_secrets("r", "geheim", "token")
assert ws.secrets("r")["secret"] == "geheim"
ws.close()
held = b"".join(path.read_bytes() for path in profile.rglob("*") if path.is_file())
assert b"geheim" not in held
print("kept")
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="a Secret Service is Linux's keyring")
def test_key_and_secrets_are_kept_by_a_real_keyring(tmp_path: Path) -> None:
    session = require_tool("dbus-run-session")
    require_tool("gnome-keyring-daemon")
    unlock = "printf '\\n' | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1"
    kept = {key: value for key, value in os.environ.items() if key != "PYTHON_KEYRING_BACKEND"}
    kept.pop("ZAAKKOFFER_PASSPHRASE", None)
    home = {"HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path)}
    done = subprocess.run(
        [session, "--", "bash", "-c", f'{unlock}; exec "$0" -c "$1" "$2"', sys.executable, SCRIPT,
         str(tmp_path / "profiel")],
        env={**kept, **home}, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.stdout.strip().endswith("kept"), done.stderr[-2000:]
