"""Style, types and import rules hold for the whole tree: part of the one test command."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MOST_LINES = 500

CHECKS = {
    "style": ["-m", "ruff", "check", "desktop", "tests"],
    "format": ["-m", "ruff", "format", "--check", "desktop", "tests"],
    "types": ["-m", "mypy"],
    "imports": [
        "-c",
        "from importlinter.cli import lint_imports_command as c; c()",
        "--no-cache",  # a cached file is told by its second: one moved and changed in it is old
    ],
}


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", list(CHECKS))
def test_the_tree_passes_its_checks(name: str) -> None:
    done = subprocess.run(
        [sys.executable, *CHECKS[name]], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]


def python_files() -> list[Path]:
    return sorted([*ROOT.glob("desktop/**/*.py"), *ROOT.glob("tests/**/*.py")])


def test_no_file_needs_a_table_of_contents() -> None:
    long = {
        str(path.relative_to(ROOT)): count
        for path in python_files()
        if (count := len(path.read_text("utf-8").splitlines())) > MOST_LINES
    }
    assert long == {}


def test_package_markers_stay_empty() -> None:
    assert [str(p) for p in ROOT.glob("desktop/**/__init__.py") if p.read_text("utf-8")] == []


CLOCK_CALLS = re.compile(
    r"datetime\.now\(|datetime\.utcnow\(|date\.today\(|\btime\.time\(|\buuid4\(|\buuid1\("
)


def test_time_and_chance_come_from_one_place() -> None:
    allowed = {"desktop/runtime/clock.py"}
    found = [
        str(path.relative_to(ROOT))
        for path in ROOT.glob("desktop/**/*.py")
        if str(path.relative_to(ROOT)) not in allowed
        and not str(path.relative_to(ROOT)).startswith("desktop/practice/")
        and CLOCK_CALLS.search(path.read_text("utf-8"))
    ]
    assert found == []


def test_every_exemption_names_its_rule() -> None:
    bare = re.compile(r"#\s*(noqa(?!:)|type:\s*ignore(?!\[))")
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in python_files()
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if bare.search(line) and path.name != "test_checks.py"
    ]
    assert found == []


def test_bare_vague_names_are_not_modules() -> None:
    vague = {"utils", "helpers", "common", "manager", "misc", "util"}
    assert [str(p) for p in ROOT.glob("desktop/**/*.py") if p.stem in vague] == []
