"""D27: what was answered counts as applied when it can no longer be read back."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from desktop.domain.ids import LocalId
from desktop.domain.kinds import Kind
from desktop.domain.records import Record
from desktop.sync.judging.trees import as_answered

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("state", "local", "base", "waits"),
    [
        ("answered", "M", "M", False),
        ("seen", "M", "M", False),
        ("unknown", "M", "A", True),
        ("answered", "newer", "M", True),
    ],
)
def test_d27_only_what_was_answered_is_no_work_any_more(
    state: str, local: str, base: str, waits: bool
) -> None:
    sent: dict[str, Any] = {"fields": {"omschrijving": "M"}, "state": state}
    record = Record(
        LocalId("z"), "r", Kind.ZAAK, LocalId("z"), local={"omschrijving": local},
        base={"omschrijving": "A"}, overlay={"omschrijving": sent}, changed_at_utc=NOW,
    )  # fmt: skip
    found = as_answered(record)
    assert (found.base or {})["omschrijving"] == base
    assert (found.changed_at_utc is not None) is waits
    assert bool(found.overlay) is (state == "unknown")
