"""The attachment store while contents come and go."""

from __future__ import annotations

from pathlib import Path

import pytest
from desktop.attachments.store import BlobStore
from desktop.domain.ids import BlobId


def test_a_content_that_arrives_while_it_is_asked_for_is_no_longer_coming(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = BlobStore(tmp_path / "documenten")
    monkeypatch.setattr(Path, "exists", lambda _path: True)  # as it was a moment ago
    assert store.coming_bytes(BlobId("ab" * 16)) == 0
