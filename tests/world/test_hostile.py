"""A small share of the hostile campaign (`python -m tests.hostile`) in every test run."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import hostile


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_hostile_answers_break_nothing_and_stay_out_of_the_replica(
    seed: int, tmp_path: Path
) -> None:
    assert hostile.run(seed, tmp_path) != {}
