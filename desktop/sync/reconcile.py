"""Pure: what one observation means for one record (rules S24–S35, state machine 4.1).

`judge` gets a record and what the registry shows, and gives the record as it is from now on, what
has to be sent, and what a person should know. No clock, no database, no network: times are
arguments.

    per unit:  base, local, remote and, when something was sent, the overlay
    no overlay:   local = base, remote = base   nothing
                  local = base, remote moved    take
                  local moved,  remote = base   send
                  both moved alike              done: base moves
                  both moved differently        merge by policy, else conflict
    overlay:      remote shows it               seen; settled once the read left T_limit after it
                  remote shows base             unknown: wait T_limit, then it never arrived
                                                answered: wait T_limit, then conflict "reverted"
                  remote shows something else   seen before: take and say so; else as without
    ghost:        remote shows an old value of ours that came late: send the present one, once
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from desktop.domain.fields import Policy, Unit
from desktop.domain.kinds import SPECS
from desktop.domain.reasons import Reason
from desktop.domain.records import Json, Record
from desktop.sync.late import added, ghosts_of, matching, with_ghosts
from desktop.sync.merge import Clash, merge
from desktop.sync.trees import Values, alike, read_only_of, units, values_of


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a person decides (`is_conflict`) or may like to know."""

    unit: str
    reason: Reason
    is_conflict: bool
    base: Values
    mine: Values
    theirs: Values
    proposal: Any = None


@dataclass(frozen=True, slots=True)
class Judged:
    """The record as it is from now on, and what follows."""

    record: Record
    send: dict[str, Values] = field(default_factory=dict)
    """Per unit the values to send."""
    findings: tuple[Finding, ...] = ()
    waits: frozenset[str] = frozenset()
    """Units whose earlier request is not yet decided."""

    @property
    def conflicts(self) -> frozenset[str]:
        """The units a person has to decide."""
        return frozenset(one.unit for one in self.findings if one.is_conflict)


class _Trees:
    """The trees of one record while they are judged."""

    def __init__(self, record: Record, remote: Json, read_at: datetime, limit_s: float) -> None:
        self.kind = record.kind
        self.base: Json = dict(record.base or {})
        self.local: Json = dict(record.local or {})
        self.remote = remote
        self.overlay: Json = dict(record.overlay)
        self.ghosts = ghosts_of(record, read_at)
        self.read_at = read_at
        self.limit_s = limit_s
        self.send: dict[str, Values] = {}
        self.findings: list[Finding] = []
        self.waits: set[str] = set()

    def unit(self, unit: Unit) -> None:
        sent = self.overlay.get(unit.name)
        if self._late(unit, sent):
            return
        if sent is None:
            self.plain(unit, self.base)
        elif alike(unit, self.remote, sent["fields"]):
            self._shown(unit, sent)
        elif sent["state"] == "reverted":
            self._reverted(unit, sent)
        elif sent["state"] == "seen":
            self._overtaken(unit, sent)
        else:
            self._not_shown(unit, sent)

    def _late(self, unit: Unit, sent: Mapping[str, Any] | None) -> bool:
        """Tell whether the registry shows an own value that was given up, and answer it once."""
        ghost = matching(self.ghosts, unit, self.remote)
        known = [self.base, self.local, sent["fields"] if sent else {}]
        if ghost is None or any(alike(unit, self.remote, one) for one in known):
            return False
        self.overlay.pop(unit.name, None)
        if ghost["again"]:
            self._clash(unit, Reason.LATE_OWN, None)
            return True
        self.send[unit.name] = values_of(unit, self.local)
        self._tell(unit, Reason.LATE_OWN, values_of(unit, self.local))
        return True

    def _age(self, sent: Mapping[str, Any]) -> float:
        return (self.read_at - datetime.fromisoformat(sent["at"])).total_seconds()

    def _shown(self, unit: Unit, sent: Mapping[str, Any]) -> None:
        if self._age(sent) >= self.limit_s:
            self.base.update(values_of(unit, self.remote))
            del self.overlay[unit.name]
            self.plain(unit, self.base)
            return
        self.overlay[unit.name] = {**sent, "state": "seen"}
        if alike(unit, self.local, sent["fields"]):
            self.local.update(values_of(unit, self.remote))
            self.overlay[unit.name]["fields"] = values_of(unit, self.remote)
        else:
            self.send[unit.name] = values_of(unit, self.local)

    def _overtaken(self, unit: Unit, sent: Mapping[str, Any]) -> None:
        if alike(unit, self.remote, self._before(sent)):
            self._reverted(unit, sent)
            return
        del self.overlay[unit.name]
        if alike(unit, self.local, sent["fields"]):
            mine = values_of(unit, self.local)
            self.base.update(values_of(unit, self.remote))
            self.local.update(values_of(unit, self.remote))
            self._tell(unit, Reason.OVERTAKEN, mine)
        else:
            self.plain(unit, {**self.base, **sent["fields"]})

    def _before(self, sent: Mapping[str, Any]) -> Json:
        """Give what stood there before this was sent: base, or an own value that was seen."""
        return {**self.base, **sent.get("over", {})}

    def _not_shown(self, unit: Unit, sent: Mapping[str, Any]) -> None:
        if "answer" in sent and alike(unit, self.remote, sent["answer"]):
            self._normalised(unit, sent)
            return
        if self._age(sent) < self.limit_s:
            self.waits.add(unit.name)
            return
        before = self._before(sent)
        if sent["state"] == "answered" and alike(unit, self.remote, before):
            self._reverted(unit, sent)
            return
        del self.overlay[unit.name]
        self.ghosts = added(self.ghosts, unit, sent["fields"], self.read_at)
        self.plain(unit, before)

    def _normalised(self, unit: Unit, sent: Mapping[str, Any]) -> None:
        """Take the registry's own way of writing what was sent (S25)."""
        del self.overlay[unit.name]
        is_newer = not alike(unit, self.local, sent["fields"])
        self.base.update(values_of(unit, self.remote))
        if is_newer:
            self.plain(unit, self.base)
            return
        mine = values_of(unit, self.local)
        self.local.update(values_of(unit, self.remote))
        self._tell(unit, Reason.NORMALISED, mine)

    def _reverted(self, unit: Unit, sent: Mapping[str, Any]) -> None:
        """Ask; the overlay stays as a mark until a person has decided."""
        self.overlay[unit.name] = {**sent, "state": "reverted"}
        self._clash(unit, Reason.REVERTED, None)

    def plain(self, unit: Unit, base: Mapping[str, Any]) -> None:
        mine_moved = not alike(unit, self.local, base)
        theirs_moved = not alike(unit, self.remote, base)
        if not mine_moved or alike(unit, self.local, self.remote):
            self.base.update(values_of(unit, self.remote))
            self.local.update(values_of(unit, self.remote))
        elif not theirs_moved:
            self.send[unit.name] = values_of(unit, self.local)
        else:
            self._both_moved(unit, base)

    def _both_moved(self, unit: Unit, base: Mapping[str, Any]) -> None:
        if unit.policy is Policy.SCALAR:
            self._clash(unit, Reason.EDIT_EDIT, None)
            return
        name = unit.fields[0]
        verdict = merge(unit, base.get(name), self.local.get(name), self.remote.get(name))
        if isinstance(verdict, Clash):
            self._clash(unit, verdict.reason, verdict.proposal)
            return
        self.base[name] = self.remote.get(name)
        self.local[name] = verdict.value
        if not alike(unit, self.local, self.remote):
            self.send[unit.name] = {name: verdict.value}

    def _clash(self, unit: Unit, reason: Reason, proposal: Any) -> None:
        self.findings.append(
            Finding(
                unit.name,
                reason,
                True,
                values_of(unit, self.base),
                values_of(unit, self.local),
                values_of(unit, self.remote),
                proposal,
            )
        )

    def _tell(self, unit: Unit, reason: Reason, mine: Values) -> None:
        theirs = values_of(unit, self.remote)
        self.findings.append(Finding(unit.name, reason, False, {}, mine, theirs))


def judge(record: Record, remote: Json, *, read_at: datetime, limit_s: float) -> Judged:
    """Judge a valid observation of a record that the registry has (`base` is not None).

    `read_at` is when the read left, `limit_s` the registry's T_limit. An unknown member of the
    remote body is kept; read-only members are always taken.
    """
    trees = _Trees(record, remote, read_at, limit_s)
    for unit in units(record.kind, trees.base, trees.local, remote):
        trees.unit(unit)
    trees.overlay.pop("", None)  # a create is confirmed by being seen
    taken = read_only_of(record.kind, remote)
    trees.base.update(taken)
    trees.local.update(taken)
    quiet = (
        not trees.send and not any(one.is_conflict for one in trees.findings) and not trees.waits
    )
    settled = all(sent["state"] == "seen" for sent in trees.overlay.values())
    since = record.changed_at_utc or (read_at if trees.send else None)
    changed_at = None if quiet and settled else since
    new = replace(
        record,
        base=trees.base,
        local=trees.local if record.local is not None else None,
        remote=remote,
        overlay=trees.overlay,
        changed_at_utc=changed_at,
        seen_at_utc=read_at,
    )
    new = with_ghosts(new, trees.ghosts)
    send = {} if SPECS[record.kind].append_only else trees.send
    return Judged(new, send, tuple(trees.findings), frozenset(trees.waits))
