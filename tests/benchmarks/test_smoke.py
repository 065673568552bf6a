"""The benchmarks themselves keep working: every subject runs, small, in the ordinary test run."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from tests.benchmarks.__main__ import SUBJECTS
from tests.benchmarks.measuring import Wall, paired

SCALE = 0.01


@pytest.mark.parametrize("subject", [name for name in SUBJECTS if name != "packaged"])
def test_a_subject_measures_its_rows(subject: str, tmp_path: Path) -> None:
    rows = list(SUBJECTS[subject](tmp_path, SCALE))
    assert rows
    assert len({row.name for row in rows}) == len(rows)
    for row in rows:
        assert math.isfinite(row.ours), row
        assert row.floor >= 0, row


def test_a_wall_holds_by_ratio_or_by_its_margin_but_never_beyond_its_most() -> None:
    assert Wall(2).held(1.0, 2.0, 2.0)
    assert not Wall(2).held(1.0, 1.9, 2.1)
    assert Wall(1.5, plus=0.02).held(0.001, 0.02, 20.0)
    assert not Wall(2, most=0.05).held(0.04, 0.06, 1.5)
    assert Wall().held(1.0, 99.0, 99.0)


def test_ours_and_the_floor_take_turns_at_going_first() -> None:
    order: list[str] = []
    paired("x", lambda: order.append("floor"), lambda: order.append("ours"), Wall(), rounds=3)
    assert order == ["floor", "ours", "ours", "floor", "floor", "ours"]
