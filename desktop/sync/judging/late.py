"""Pure: superseded values of ours that may still arrive (rule S17).

A *ghost* is a value that was sent, never proved applied, and given up. When the registry shows it
later, it is our own late request and not a colleague.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from desktop.domain.fields import Unit
from desktop.domain.records import Json, Record
from desktop.sync.judging.steady import ALWAYS, Steady
from desktop.sync.judging.trees import Values, alike

LATE_S = 24 * 3600.0
"""How long a late arrival is looked for (T_late)."""
_KEY = "values"


def ghosts_of(record: Record, read_at: datetime, steady: Steady = ALWAYS) -> Json:
    """Give the ghosts of a record that are not yet too old: unit → list of {fields, at, again}."""
    found: Json = {}
    for name, some in record.ghosts.get(_KEY, {}).items():
        young = [one for one in some if _age(one, read_at, steady) < LATE_S]
        if young:
            found[name] = young
    return found


def _age(ghost: Mapping[str, Any], read_at: datetime, steady: Steady) -> float:
    return steady.passed_s(datetime.fromisoformat(ghost["at"]), read_at)


def with_ghosts(record: Record, ghosts: Json) -> Record:
    """Give the record with these ghosts; its other marks stay."""
    rest = {name: value for name, value in record.ghosts.items() if name != _KEY}
    return replace(record, ghosts={**rest, _KEY: ghosts} if ghosts else rest)


def added(ghosts: Json, unit: Unit, fields: Values, at: datetime) -> Json:
    """Give the ghosts with one more."""
    ghost = {"fields": fields, "at": at.isoformat(), "again": False}
    return {**ghosts, unit.name: [*ghosts.get(unit.name, []), ghost]}


def matching(ghosts: Json, unit: Unit, remote: Mapping[str, Any]) -> Json | None:
    """Give the ghost that the registry shows, or None."""
    return next((g for g in ghosts.get(unit.name, []) if alike(unit, remote, g["fields"])), None)


def answered_again(ghosts: Json, unit: Unit, remote: Mapping[str, Any]) -> Json:
    """Note that our present value was sent once more over a late arrival."""
    if matching(ghosts, unit, remote) is None:
        return ghosts
    noted = [
        {**one, "again": True} if alike(unit, remote, one["fields"]) else one
        for one in ghosts[unit.name]
    ]
    return {**ghosts, unit.name: noted}
