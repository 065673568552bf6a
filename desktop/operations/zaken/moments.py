"""Moments of statuses: the person's own clock, with the Dutch offset, never twice (S40, S43)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from desktop.domain.kinds import Kind
from desktop.domain.normal import instant_text
from desktop.domain.records import Json, Record
from desktop.operations.workspace import Workspace

DUTCH_TIME = ZoneInfo("Europe/Amsterdam")


def written(moment: datetime) -> str:
    """Give a moment as it is sent: the date in it is the date the person saw."""
    aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=DUTCH_TIME)
    return aware.astimezone(DUTCH_TIME).isoformat(timespec="milliseconds")


def next_instant(ws: Workspace, family: Sequence[Record]) -> str:
    """Give now, later than every own status of this zaak, also when the clock stepped back."""
    moment = ws.clock.now_utc()
    own = [one for one in family if one.kind is Kind.STATUS and one.edit_seq]
    latest = max((instant(one) for one in own), default="")
    if latest:
        moment = max(moment, datetime.fromisoformat(latest) + timedelta(milliseconds=1))
    return written(moment)


def instant(record: Record) -> str:
    """Give the instant of a status in a form that sorts."""
    return instant_text(str((record.local or {}).get("datumStatusGezet"))) or ""


def clock_mark(ws: Workspace) -> Json:
    """Note how the clocks stood when a status was set, so that a jump is known later (P05)."""
    clock = ws.clock
    return {
        "wall": clock.now_utc().isoformat(), "monotonic": clock.monotonic_s(),
        "boot": clock.boot_id(),
    }  # fmt: skip
