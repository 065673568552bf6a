"""What an observation means for a record that was taken away here (S36, H05)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from desktop.domain.ids import LocalId, RemoteRef
from desktop.domain.kinds import Kind
from desktop.domain.reasons import Reason
from desktop.domain.records import Json, Record
from desktop.sync.judging.leaving import judge_leaving, writable

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
BASE: Json = {"url": "zgw://zaken/zaakobjecten/1", "relatieomschrijving": "a"}


def leaving(overlay: Json | None = None) -> Record:
    ref = RemoteRef("zaken", "zaakobjecten/1")
    return Record(
        LocalId("o"), "r", Kind.ZAAKOBJECT, LocalId("z"), None, BASE, BASE, ref,
        overlay=overlay or {},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("shown", "asked"), [("a", []), ("sent", []), ("theirs", [Reason.DELETE_EDIT])]
)
def test_only_a_colleagues_change_is_asked_about(shown: str, asked: list[Reason]) -> None:
    overlay = {"relatieomschrijving": {"fields": {"relatieomschrijving": "sent"}}}
    result = judge_leaving(leaving(overlay), {**BASE, "relatieomschrijving": shown}, read_at=NOW)
    assert [one.reason for one in result.findings] == asked
    assert (result.send, result.record.seen_at_utc) == ({}, NOW)


def test_what_another_record_is_made_of_has_no_url() -> None:
    assert writable(leaving(), BASE) == {"relatieomschrijving": "a"}
