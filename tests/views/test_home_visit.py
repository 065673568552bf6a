"""A small share of `python -m tests.home_visit`: the real program on a real registry."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.home_visit import journey
from tests.home_visit.__main__ import HomeVisit
from tests.home_visit.organisation import Found


def test_a_new_user_connects_a_registry_and_makes_a_visit_ready_in_the_real_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setenv("LANG", "nl_NL.UTF-8")
    day = HomeVisit(tmp_path, tmp_path)
    try:
        day.open_registry()
        day.start("prepare", day.profile)
        found = Found(day.there, journey.NUMBER)
        visit = found.own(doelVanBezoek=journey.REASON)
        assert visit["voorbereiding"]
        assert journey.STREET in str(visit["plaats"])
    finally:
        day.there.stop()
