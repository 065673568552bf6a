"""A process that dies at any moment loses nothing and doubles nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import killing_documents
from tests.killing import campaign


@pytest.mark.slow
def test_killing_the_process_in_the_middle_of_a_sync_ends_the_same(tmp_path: Path) -> None:
    killed, wrong = campaign(tmp_path, rounds=10, seed=7)
    assert wrong == []
    assert killed >= 3, "the kills came too late to prove anything"


@pytest.mark.slow
def test_killing_the_program_in_the_middle_of_a_documents_way_ends_the_same(
    tmp_path: Path,
) -> None:
    killed, wrong = killing_documents.campaign(tmp_path, rounds=8, seed=3)
    assert wrong == []
    assert sum(killed.values()) >= 2, "the kills came too late to prove anything"
