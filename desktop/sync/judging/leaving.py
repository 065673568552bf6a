"""Pure: what an observation means for a record that a person took away here (rules S36, S45).

Mine is "gone"; theirs is whatever the registry shows. Unchanged since base: it may be removed.
Changed by a colleague: a person decides. Read-only members (back references) are no change.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from desktop.domain.kinds import SPECS, Kind
from desktop.domain.reasons import Reason
from desktop.domain.records import Json, Record
from desktop.sync.judging.reconcile import Finding, Judged
from desktop.sync.judging.trees import alike, units

UNIT = ""
"""A removal concerns the whole record."""
REMOVABLE = frozenset(Kind) - {
    Kind.STATUS,
    Kind.KLANTCONTACT,
    Kind.CONTACTMOMENT,
    Kind.ZAAKCONTACTMOMENT,
}
"""What the standard can remove; a status and a contact with a client stay for good."""


def judge_leaving(record: Record, remote: Json, *, read_at: datetime) -> Judged:
    """Judge a valid observation of a bound record whose `local` is None."""
    base = record.base or {}
    sent: Json = dict(base)
    for one in record.overlay.values():
        sent.update(one["fields"])
    moved = any(
        not alike(unit, remote, base) and not alike(unit, remote, sent)
        for unit in units(record.kind, base, remote)
    )
    findings: tuple[Finding, ...] = ()
    if moved:
        findings = (Finding(UNIT, Reason.DELETE_EDIT, True, writable(record, base), {},
                            writable(record, remote)),)  # fmt: skip
    return Judged(replace(record, remote=remote, seen_at_utc=read_at), {}, findings)


def writable(record: Record, tree: Json) -> Json:
    """Give what a client may set of a body: what another record of the same kind is made of."""
    read_only = SPECS[record.kind].read_only
    return {name: value for name, value in tree.items() if name not in read_only}
