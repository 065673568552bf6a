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
                  remote shows something else   the trail says what became of it, where it may be
                                                read: undone → take, lost or never there → again;
                                                else by state: unknown → wait T_limit, then it
                                                never arrived; answered → wait T_limit; seen → base
                                                again is asked, T_limit after the answer (an old
                                                answer shows it too), else taken and said
                  base again, at once, and something else moved too: sent again, once (S31)
    ghost:        remote shows an old value of ours that came late: send the present one, once
    repair:       a colleague's value that our write took away (S32): sent while ours stands there
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from desktop.domain.fields import Policy, Unit
from desktop.domain.kinds import SPECS, Kind
from desktop.domain.reasons import Reason
from desktop.domain.records import Json, Record
from desktop.sync.judging.late import added, ghosts_of, matching, with_ghosts
from desktop.sync.judging.merge import Clash, merge
from desktop.sync.judging.steady import ALWAYS, Steady
from desktop.sync.judging.trail import UNREADABLE, Fate, Told, Trail, fate, last_by
from desktop.sync.judging.trees import Values, alike, read_only_of, units, values_of

REPAIRS = "repairs"
"""Mark of a record: per unit whose overwritten value its local tree holds, and how often tried."""
OWED = "owed"
"""Mark of a record: per write of ours whose trail has yet to be looked at, what it set."""
MOST_REPAIRS = 3
_MOST_WITHOUT_TRAIL = 1
NO_TRAIL = frozenset({Kind.ZAAKNOTITIE, Kind.OBJECT})
"""Kinds of which no registry keeps an audit trail (O11)."""
_NOTHING_TOLD = Told(Fate.UNTOLD)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a person decides (`is_conflict`, or what we overwrote) or may like to know."""

    unit: str
    reason: Reason
    is_conflict: bool
    base: Values
    mine: Values
    theirs: Values
    proposal: Any = None
    by: str | None = None
    """Who it was; "" when the trail does not say, None when it was not asked."""
    at: str = ""
    there: Values = field(default_factory=dict)
    """What the registry shows, when that is not `theirs`."""

    @property
    def detail(self) -> Json:
        """Give what an open item keeps beside the values."""
        return {"proposal": self.proposal, "by": self.by, "at": self.at, "there": self.there}


@dataclass(frozen=True, slots=True)
class Judged:
    """The record as it is from now on, and what follows."""

    record: Record
    send: dict[str, Values] = field(default_factory=dict)
    """Per unit the values to send."""
    findings: tuple[Finding, ...] = ()
    waits: frozenset[str] = frozenset()
    """Units whose earlier request is not yet decided."""
    doubts: frozenset[str] = frozenset()
    """Those of them that the audit trail can decide, when it is read."""

    @property
    def conflicts(self) -> frozenset[str]:
        """The units a person has to decide."""
        return frozenset(one.unit for one in self.findings if one.is_conflict)


class _Trees:
    """The trees of one record while they are judged."""

    def __init__(
        self, record: Record, remote: Json, read_at: datetime, limit_s: float, trail: Trail,
        steady: Steady,
    ) -> None:  # fmt: skip
        self.kind = record.kind
        self.base: Json = dict(record.base or {})
        self.local: Json = dict(record.local or {})
        self.before = record.remote or remote
        self.remote = remote
        self.overlay: Json = dict(record.overlay)
        self.ghosts = ghosts_of(record, read_at, steady)
        self.repairs: Json = dict(record.ghosts.get(REPAIRS, {}))
        self.trail = UNREADABLE if record.kind in NO_TRAIL else trail
        self.read_at = read_at
        self.limit_s = limit_s
        self.steady = steady
        self.send: dict[str, Values] = {}
        self.findings: list[Finding] = []
        self.waits: set[str] = set()
        self.doubts: set[str] = set()

    def unit(self, unit: Unit) -> None:
        sent = self.overlay.get(unit.name)
        if self._late(unit, sent):
            return
        if sent is None:
            self.plain(unit, self.base)
        elif alike(unit, self.remote, sent["fields"]):
            self._shown(unit, sent)
        elif sent["state"] == "reverted":
            self._ask_back(unit, sent)
        elif "answer" in sent and alike(unit, self.remote, sent["answer"]):
            self._normalised(unit, sent)
        else:
            self._not_shown(unit, sent)

    def _late(self, unit: Unit, sent: Mapping[str, Any] | None) -> bool:
        """Tell whether the registry shows an own value that was given up, and answer it once."""
        ghost = matching(self.ghosts, unit, self.remote)
        known = [self.base, self.local, sent["fields"] if sent else {}]
        if ghost is None or any(alike(unit, self.remote, one) for one in known):
            return False
        self.overlay.pop(unit.name, None)
        if not any(alike(unit, self.before, one) for one in [*known, ghost["fields"]]):
            self._took_away(unit, ghost)
            return True
        if ghost["again"]:
            self._clash(unit, Reason.LATE_OWN)
            return True
        self.send[unit.name] = values_of(unit, self.local)
        self._tell(unit, Reason.LATE_OWN, values_of(unit, self.local))
        return True

    def _took_away(self, unit: Unit, sent: Mapping[str, Any]) -> None:
        """Ask: our late request went over a value of somebody that we had seen there."""
        theirs = values_of(unit, self.before)
        overlap = {"theirs": theirs, "by": "", "at": "", "reason": Reason.LATE_OWN.value}
        self.overlay[unit.name] = {
            "fields": sent["fields"], "state": "overlap", "entry": sent.get("entry", ""),
            "at": self.read_at.isoformat(), "overlap": overlap,
        }  # fmt: skip
        self._clash(unit, Reason.LATE_OWN, overlap=overlap)

    def _age(self, sent: Mapping[str, Any]) -> float:
        return self.steady.waited_s(datetime.fromisoformat(sent["at"]), self.read_at)

    def _is_young(self, sent: Mapping[str, Any]) -> bool:
        return self._age(sent) < self.limit_s

    def _shown(self, unit: Unit, sent: Mapping[str, Any]) -> None:
        if sent["state"] == "overlap":
            reason = Reason(sent["overlap"].get("reason", Reason.OVERLAP.value))
            self._clash(unit, reason, overlap=sent["overlap"])
            return
        own = [self._before(sent), self.base, self.local, sent["fields"]]
        if sent["state"] == "unknown" and not any(alike(unit, self.before, one) for one in own):
            self._took_away(unit, sent)
            return
        is_sent = alike(unit, self.local, sent["fields"])
        repaired = self.repairs.get(unit.name)
        if repaired is not None and (is_sent or not repaired.get("is_merged")):
            del self.repairs[unit.name]  # a merged list has yet to be sent
        if repaired is not None and is_sent:
            told = Told(Fate.LOST, repaired["by"], repaired["at"])
            self._tell(unit, Reason.REPAIRED, values_of(unit, self.local), told)
        if not self._is_young(sent):
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

    def _before(self, sent: Mapping[str, Any]) -> Json:
        """Give what stood there before this was sent: base, or an own value that was seen."""
        return {**self.base, **sent.get("over", {})}

    def _not_shown(self, unit: Unit, sent: Mapping[str, Any]) -> None:
        is_back = alike(unit, self.remote, self._before(sent))
        if sent["state"] == "lost" and is_back:
            self.send[unit.name] = values_of(unit, self.local)
            return
        if self.trail.is_readable and self.trail.lines is None:
            self.waits.add(unit.name)
            self.doubts.add(unit.name)
        elif (  # it may be on its way still, unless its line tells that it came
            sent["state"] == "unknown" and self._is_young(sent)
            and not self.trail.tells(sent["entry"])
        ):  # fmt: skip
            self.waits.add(unit.name)
        elif self.trail.lines is not None:
            told = fate(self.kind, unit, self.trail.lines, sent["entry"], sent["fields"])
            self._by_trail(unit, sent, told, is_back=is_back)
        else:
            self._by_state(unit, sent, is_back=is_back)

    def _by_trail(self, unit: Unit, sent: Mapping[str, Any], told: Told, *, is_back: bool) -> None:
        """Follow what the trail says became of a value (S31, 1)."""
        match told.fate:
            case Fate.UNDONE:
                self._overruled(unit, sent, told, is_back=is_back)
            case Fate.LOST if is_back:
                self._again(unit, sent, MOST_REPAIRS, told.by, told.at)
            case Fate.NEVER if is_back and not self._is_young(sent) and sent["state"] != "unknown":
                self._again(unit, sent, MOST_REPAIRS, told.by, told.at)
            case Fate.LOST:
                self._given_up(unit, sent)
            case _:
                self._by_state(unit, sent, is_back=is_back)

    def _by_state(self, unit: Unit, sent: Mapping[str, Any], *, is_back: bool) -> None:
        """Decide without a trail, by what was seen of a value (S31, 2 and 3)."""
        was_answered = sent["state"] in {"answered", "seen"}
        if is_back and was_answered and self._is_young(sent) and self._something_else_moved(unit):
            self._again(unit, sent, _MOST_WITHOUT_TRAIL)
        elif sent["state"] == "seen" and not is_back:
            self._overruled(unit, sent, _NOTHING_TOLD, is_back=False)
        elif self._is_young(sent):  # it may be an answer from before
            self.waits.add(unit.name)
        elif sent["state"] == "seen" or (
            is_back and was_answered and not alike(unit, self.local, self.remote)
        ):
            self._ask_back(unit, sent)
        else:
            self._given_up(unit, sent)

    def _something_else_moved(self, unit: Unit) -> bool:
        """Tell whether a unit that we did not send changed since we last looked."""
        return any(
            not alike(other, self.before, self.remote)
            for other in units(self.kind, self.before, self.remote)
            if other.name != unit.name and other.name not in self.overlay
        )

    def _overruled(self, unit: Unit, sent: Mapping[str, Any], told: Told, *, is_back: bool) -> None:
        """Take what somebody set over our value, and say so; mine stays one click away."""
        del self.overlay[unit.name]
        self._ask_what_was_overwritten(unit, sent)
        if not alike(unit, self.local, sent["fields"]):
            self.plain(unit, {**self.base, **sent["fields"]})
            return
        mine = values_of(unit, self.local)
        self.base.update(values_of(unit, self.remote))
        self.local.update(values_of(unit, self.remote))
        reason = Reason.REVERTED_BY if is_back else Reason.OVERTAKEN
        self._tell(unit, reason, mine, told)

    def _again(
        self, unit: Unit, sent: Mapping[str, Any], most: int, by: str = "", at: str = ""
    ) -> None:
        """Send a lost value once more; after `most` times a person decides."""
        if alike(unit, self.local, self.remote):
            self._given_up(unit, sent)
            return
        times = sent.get("again", 0)
        if times >= most:
            self._ask_back(unit, sent)
            return
        self.overlay[unit.name] = {**sent, "state": "lost", "again": times + 1}
        self.send[unit.name] = values_of(unit, self.local)
        self._tell(unit, Reason.SENT_AGAIN, self.send[unit.name], Told(Fate.LOST, by, at))

    def _given_up(self, unit: Unit, sent: Mapping[str, Any]) -> None:
        """Judge as if it was never sent; should it still arrive, it is known as ours (S17)."""
        del self.overlay[unit.name]
        self._ask_what_was_overwritten(unit, sent)
        self.ghosts = added(self.ghosts, unit, sent["fields"], self.read_at)
        self.plain(unit, self._before(sent))

    def _ask_what_was_overwritten(self, unit: Unit, sent: Mapping[str, Any]) -> None:
        """Go on asking about a value that ours took away, when another stands there now (D22)."""
        overlap = sent["overlap"] if sent["state"] == "overlap" else None
        if overlap is not None and not alike(unit, self.remote, overlap["theirs"]):
            there = values_of(unit, self.remote)
            self.findings.append(
                Finding(
                    unit.name, Reason.OVERWROTE, False, {}, there, overlap["theirs"],
                    by=overlap["by"], at=overlap["at"],
                )
            )  # fmt: skip

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

    def _ask_back(self, unit: Unit, sent: Mapping[str, Any]) -> None:
        """Ask; the overlay stays as a mark until a person has decided."""
        self.overlay[unit.name] = {**sent, "state": "reverted"}
        self._clash(unit, Reason.REVERTED)

    def plain(self, unit: Unit, base: Mapping[str, Any]) -> None:
        mine_moved = not alike(unit, self.local, base)
        theirs_moved = not alike(unit, self.remote, base)
        is_repair = not self.repairs.get(unit.name, {"is_merged": True}).get("is_merged")
        if not mine_moved or alike(unit, self.local, self.remote) or (is_repair and theirs_moved):
            self.base.update(values_of(unit, self.remote))
            self.local.update(values_of(unit, self.remote))
            self.repairs.pop(unit.name, None)
        elif not theirs_moved:
            self.send[unit.name] = values_of(unit, self.local)
        else:
            self._both_moved(unit, base)

    def _both_moved(self, unit: Unit, base: Mapping[str, Any]) -> None:
        if unit.policy is Policy.SCALAR:
            self._clash(unit, Reason.EDIT_EDIT)
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

    def _clash(
        self, unit: Unit, reason: Reason, proposal: Any = None, *, overlap: Json | None = None
    ) -> None:
        there = values_of(unit, self.remote)
        base, mine = values_of(unit, self.base), values_of(unit, self.local)
        if overlap is None:
            lines = self.trail.lines
            told = None if lines is None else last_by(unit, lines, self.remote)
            by, at = (None, "") if told is None else (told.by, told.at)
            found = Finding(unit.name, reason, True, base, mine, there, proposal, by, at)
        else:
            found = Finding(
                unit.name, reason, True, base, mine, overlap["theirs"],
                by=overlap["by"], at=overlap["at"], there=there,
            )  # fmt: skip
        self.findings.append(found)

    def _tell(self, unit: Unit, reason: Reason, mine: Values, told: Told = _NOTHING_TOLD) -> None:
        theirs = values_of(unit, self.remote)
        self.findings.append(
            Finding(unit.name, reason, False, {}, mine, theirs, by=told.by, at=told.at)
        )


def judge(
    record: Record,
    remote: Json,
    *,
    read_at: datetime,
    limit_s: float,
    trail: Trail = UNREADABLE,
    steady: Steady = ALWAYS,
) -> Judged:
    """Judge a valid observation of a record that the registry has (`base` is not None).

    `read_at` is when the read left, `limit_s` the registry's T_limit, `trail` what is known of the
    audit trail: where it may be read and was not, what it can decide is left as a doubt, `steady`
    since when the clock that gave `read_at` has run steadily. An
    unknown member of the remote body is kept; read-only members are always taken.
    """
    trees = _Trees(record, remote, read_at, limit_s, trail, steady)
    for unit in units(record.kind, trees.base, trees.local, remote):
        trees.unit(unit)
    is_seen = record.kind is not Kind.DOCUMENT  # that is confirmed when its content was read back
    trees.overlay = {name: sent for name, sent in trees.overlay.items() if name or not is_seen}
    taken = read_only_of(record.kind, remote)
    trees.base.update(taken)
    trees.local.update(taken)
    quiet = (
        not trees.send and not any(one.is_conflict for one in trees.findings) and not trees.waits
    )
    settled = all(sent["state"] == "seen" for sent in trees.overlay.values())
    since = record.changed_at_utc or (read_at if trees.send or trees.doubts else None)
    changed_at = None if quiet and settled and OWED not in record.ghosts else since
    new = replace(
        record,
        base=trees.base,
        local=trees.local if record.local is not None else None,
        remote=remote,
        overlay=trees.overlay,
        changed_at_utc=changed_at,
        seen_at_utc=read_at,
    )
    new = _with_repairs(with_ghosts(new, trees.ghosts), trees.repairs)
    send = {} if SPECS[record.kind].append_only else trees.send
    return Judged(new, send, tuple(trees.findings), frozenset(trees.waits), frozenset(trees.doubts))


def _with_repairs(record: Record, repairs: Json) -> Record:
    rest = {name: value for name, value in record.ghosts.items() if name != REPAIRS}
    return replace(record, ghosts={**rest, REPAIRS: repairs} if repairs else rest)
