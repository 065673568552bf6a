"""PATCHes under a lock that bring no edit: asking for parts again, giving an upload up (S1, S57).

Their entry is committed before they leave, like that of any write. What came of one is never
taken from its answer but read off the document, and whatever is repeated starts from there: a
late one is refused as soon as its lock is released. So an unknown one is not looked for on its own.
"""

from __future__ import annotations

from dataclasses import replace

from desktop.domain.errors import NeverLeft, OutcomeUnknown, Refused
from desktop.domain.records import Entry, Json, Outcome, Purpose, Record
from desktop.sync.accounts import own_entries
from desktop.sync.desk import Desk
from desktop.sync.pushing.entries import looking, prepare, void


def patch(desk: Desk, record: Record, body: Json, lock: str) -> bool:
    """Send a change of a content under our lock; False when the step is stale and nothing left.

    Returns True also when the outcome is unknown: read the document. Raises Refused and NeverLeft.
    """
    assert record.ref is not None  # noqa: S101  only a bound document is locked
    entry = prepare(
        desk, record, Purpose.PART, method="PATCH", target=str(record.ref), body=body
    )  # fmt: skip
    if entry is None:
        return False
    try:
        desk.client.patch(record.ref, {**body, "lock": lock}, mark=f"zk:{entry.entry_id}")
    except OutcomeUnknown as error:
        looking(desk, entry, error)
        return True
    except NeverLeft:
        void(desk, entry)
        raise
    except Refused as refused:
        _close(desk, entry, Outcome.REFUSED, refused.status, refused.code)
        raise
    _close(desk, entry, Outcome.APPLIED, 200)
    return True


def _close(desk: Desk, entry: Entry, outcome: Outcome, status: int, code: str = "") -> None:
    now = desk.clock.now_utc()
    with desk.replica.write() as writer:
        writer.journal.update(
            replace(entry, outcome=outcome, answered_at_utc=now, status=status, code=code)
        )


def overtake(desk: Desk) -> None:
    """Close what is unknown or was broken off: reading its document overtakes it (S57)."""
    with desk.replica.read() as reader:
        unfinished = own_entries(reader, desk.config, reader.journal.unfinished(desk.registry))
    unknown = [one for one in unfinished if one.purpose is Purpose.PART]
    if not unknown:
        return
    with desk.replica.write() as writer:
        for entry in unknown:
            writer.journal.update(replace(entry, outcome=Outcome.OVERTAKEN))
