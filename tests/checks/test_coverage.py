"""What decides is tested branch by branch: a list that may only grow.

The unit tests of the pure modules run once more under coverage, in a process of their own. A module
that reaches every branch belongs in the list.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TESTS = ("tests/unit/sync", "tests/unit/domain")
WHOLE = (
    "desktop/attachments/parts.py",
    "desktop/domain/afspraken.py",
    "desktop/domain/contents.py",
    "desktop/domain/fields.py",
    "desktop/domain/kinds.py",
    "desktop/domain/normal.py",
    "desktop/domain/people.py",
    "desktop/domain/reasons.py",
    "desktop/domain/records.py",
    "desktop/domain/standing.py",
    "desktop/domain/terms.py",
    "desktop/sync/judging/alike.py",
    "desktop/sync/judging/closing.py",
    "desktop/sync/judging/duty.py",
    "desktop/sync/judging/held.py",
    "desktop/sync/judging/late.py",
    "desktop/sync/judging/leaving.py",
    "desktop/sync/judging/marks.py",
    "desktop/sync/judging/merge.py",
    "desktop/sync/judging/plan.py",
    "desktop/sync/judging/rebinding.py",
    "desktop/sync/judging/reconcile.py",
    "desktop/sync/judging/refusals.py",
    "desktop/sync/judging/shapes.py",
    "desktop/sync/judging/situation.py",
    "desktop/sync/judging/skew.py",
    "desktop/sync/judging/trail.py",
    "desktop/sync/judging/trees.py",
)


@pytest.mark.slow
def test_every_branch_of_what_decides_is_taken_by_a_test(tmp_path: Path) -> None:
    report = tmp_path / "coverage.json"
    done = subprocess.run(
        [
            sys.executable, "-m", "pytest", "-q", "-p", "no:randomly", "-p", "no:cacheprovider",
            *TESTS, "--cov=desktop/sync", "--cov=desktop/domain", "--cov=desktop/attachments",
            "--cov-branch", f"--cov-report=json:{report}",
        ],
        cwd=ROOT, capture_output=True, text=True, check=False,
        env=_environment(tmp_path),
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    files = json.loads(report.read_text("utf-8"))["files"]
    missed = {
        name: [*files[name]["missing_lines"], *files[name]["missing_branches"]]
        for name in WHOLE
        if files[name]["summary"]["percent_covered"] < 100
    }
    assert missed == {}


def _environment(tmp_path: Path) -> dict[str, str]:
    return {**os.environ, "COVERAGE_FILE": str(tmp_path / "data")}
