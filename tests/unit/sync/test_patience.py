"""S76: what a registry keeps failing on is refused at last, but not after a short breakdown."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from desktop.domain.ids import EntryId, LocalId
from desktop.domain.kinds import Kind
from desktop.domain.reasons import Reason
from desktop.domain.records import Entry, Outcome, Purpose, Record
from desktop.models.replica import Replica
from desktop.sync.pushing.entries import keeps_failing

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
ROL = LocalId("rol")


def attempt(number: int, left: datetime, status: int = 500) -> Entry:
    return Entry(
        EntryId(f"e{number}"), "r", ROL, LocalId("z"), Purpose.CREATE, "POST", "zgw://zaken/rollen",
        0, {}, left_at_utc=left, outcome=Outcome.ABSENT, status=status,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("since", "times", "status", "expected"),
    [
        (timedelta(hours=2), 3, 500, True),
        (timedelta(minutes=5), 9, 500, False),
        (timedelta(hours=2), 2, 500, False),
        (timedelta(hours=2), 3, 400, False),
    ],
    ids=["long", "short breakdown", "only twice", "no fault of the registry"],
)
def test_t11_three_faults_over_an_hour_are_a_refusal(
    tmp_path: Path, since: timedelta, times: int, status: int, expected: bool
) -> None:
    replica = Replica.open(tmp_path / "replica.db", bytes(32))
    attempts = [attempt(n, NOW - since + timedelta(seconds=n), status) for n in range(times)]
    with replica.write() as writer:
        writer.records.save(Record(ROL, "r", Kind.ROL, LocalId("z"), local={}))
        for one in attempts:
            writer.journal.prepare(one)
        last = replace(attempts[-1], status=status)
        assert keeps_failing(writer, last, NOW) is expected
        reasons = [item.reason for item in writer.journal.items()]
    assert reasons == ([Reason.SERVER_ERROR.value] if expected else [])
    replica.close()
