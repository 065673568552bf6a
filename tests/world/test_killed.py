"""A process that dies at any moment loses nothing and doubles nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import killing_beginnings, killing_documents
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


@pytest.mark.slow
def test_killing_the_first_pull_leaves_whole_zaken_only(tmp_path: Path) -> None:
    killed, wrong = killing_beginnings.pulls(tmp_path / "pulls", rounds=3, seed=5)
    assert wrong == []
    assert killed == 3


@pytest.mark.slow
def test_killing_a_migration_leaves_a_replica_that_opens_and_tells_the_same(
    tmp_path: Path,
) -> None:
    killed, wrong = killing_beginnings.migrations(tmp_path / "migrations", rounds=8, seed=5)
    assert wrong == []
    assert killed >= 1, "the kills came too late to prove anything"
