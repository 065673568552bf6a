"""Pure: records that wait a while before they are tried again, each with its own growing pause."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from desktop.domain.reasons import Reason
from desktop.domain.records import Record

_KEY = "held"
FIRST_S = 30.0
MOST_S = 1800.0


def held(record: Record, now: datetime) -> Reason | None:
    """Give why a record is not tried at this moment, or None."""
    kept = record.ghosts.get(_KEY)
    if kept is None or datetime.fromisoformat(kept["until"]) <= now:
        return None
    return Reason(kept["reason"])


def hold(record: Record, reason: Reason, now: datetime, limit_s: float) -> Record:
    """Give the record held back: each time for twice as long, at first for `limit_s` at most."""
    kept = record.ghosts.get(_KEY, {})
    again = kept.get("reason") == reason.value
    pause_s = min(kept["pause_s"] * 2, MOST_S) if again else min(FIRST_S, limit_s)
    until = (now + timedelta(seconds=pause_s)).isoformat()
    mark = {"reason": reason.value, "until": until, "pause_s": pause_s}
    return replace(record, ghosts={**record.ghosts, _KEY: mark})


def let_go(record: Record) -> Record:
    """Give the record free to be tried at once."""
    return replace(record, ghosts={key: one for key, one in record.ghosts.items() if key != _KEY})
