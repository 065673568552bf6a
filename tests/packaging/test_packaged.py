"""What is shipped is built by build.spec, started, and does the main job."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import require_tool

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [
    pytest.mark.packaging,
    pytest.mark.slow,
    pytest.mark.timeout(600),
    pytest.mark.xdist_group("packaged"),  # built once
]


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if sys.platform == "linux":
        require_tool("objdump")
    out = tmp_path_factory.mktemp("packaged")
    subprocess.run(
        [
            sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR",
            "--distpath", str(out / "dist"), "--workpath", str(out / "work"), "build.spec",
        ],
        cwd=ROOT,
        check=True,
        timeout=500,
    )  # fmt: skip
    name = "zaakkoffer.exe" if sys.platform == "win32" else "zaakkoffer"
    return out / "dist" / "zaakkoffer" / name


def bare_environment(tmp_path: Path) -> dict[str, str]:
    """Give an environment without Python's or the checkout's paths, as on a user's machine."""
    kept = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("PYTHON", "VIRTUAL_ENV", "QT_"))
    }
    return {**kept, "HOME": str(tmp_path), "ZAAKKOFFER_PASSPHRASE": "a passphrase for this test"}


def test_the_packaged_program_tells_its_version(program: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [program, "--version"], env=bare_environment(tmp_path), capture_output=True, text=True,
        check=True, timeout=60,
    )  # fmt: skip
    assert done.stdout.startswith("zaakkoffer ")


def test_the_packaged_program_does_the_main_job(program: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [program, "demo", "--headless", "--json"], env=bare_environment(tmp_path),
        capture_output=True, text=True, check=False, timeout=240,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    report = json.loads(done.stdout)
    assert report["ok"] is True
    assert all(step["ok"] for step in report["steps"])


def test_the_packaged_window_opens_with_sample_cases(program: Path, tmp_path: Path) -> None:
    runner = require_tool("xvfb-run")
    picture = tmp_path / "window.png"
    done = subprocess.run(
        [
            runner, "-a", "-s", "-screen 0 1440x900x24", program,
            "--practice", "--profile", str(tmp_path / "profile"), "--screenshot", str(picture),
        ],
        env={**bare_environment(tmp_path), "QT_QPA_PLATFORM": "xcb"},
        capture_output=True, text=True, check=False, timeout=180,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    assert picture.stat().st_size > 20_000, "an empty window makes a small picture"
