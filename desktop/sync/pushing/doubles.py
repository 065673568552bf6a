"""Doubles: one thing of ours that stands at the registry more than once (S50; E12, E27, E35, H16).

A late request or a gateway that sends twice makes a second one where nothing forbids it. For a day
after every create, what the replica knows of the registry is compared with what was sent. Kept is
one that others refer to, else the one with the lowest URL: every device chooses alike. Only what
the audit trail says is our own is removed by itself; everything else a person decides. An object
that a registry gave a uuid of its own has no trail: our random id within tells whose it is (L08).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from desktop.domain.ids import LocalId
from desktop.domain.kinds import Kind
from desktop.domain.reasons import Reason
from desktop.domain.records import Entry, Json, Record, RecordState
from desktop.models.replica import Reader, Writer
from desktop.runtime.clock import Ids
from desktop.sync.accounts import owner_of, sends
from desktop.sync.desk import Desk, ask
from desktop.sync.judging.alike import is_same, own_id
from desktop.sync.judging.closing import zaak_in
from desktop.sync.judging.late import LATE_S
from desktop.sync.judging.trail import lines_of
from desktop.sync.pushing.entries import ASKED_TOGETHER
from desktop.sync.pushing.witness import raw_trail

KINDS = frozenset({Kind.ROL, Kind.ZAAKEIGENSCHAP, Kind.ZAAKOBJECT, Kind.ZAAKNOTITIE, Kind.OBJECT})
"""What a registry takes twice without a word."""
ASKED = "doubles"
"""Mark of a record: which doubles were asked about already."""


@dataclass(frozen=True, slots=True)
class Double:
    """A record of ours and what looks the same beside it; `entries` are our creates of it."""

    record: Record
    others: tuple[Record, ...]
    entries: tuple[Entry, ...]

    @property
    def all(self) -> tuple[Record, ...]:
        """Ours first."""
        return (self.record, *self.others)

    @property
    def kept(self) -> Record:
        """The one that stays."""
        is_first = self.record.kind is Kind.OBJECT or any(
            _value(one.remote) != _value(self.record.local) for one in self.others
        )
        first = self.record if is_first else None
        return min(
            self.all, key=lambda one: (not _is_referred_to(one), one is not first, str(one.ref))
        )


def _value(body: Json | None) -> Any:
    """Give the value of an eigenschap; None for anything else."""
    return (body or {}).get("waarde")


def _is_referred_to(record: Record) -> bool:
    """Tell whether statuses hang on a rol: removing it would take them along (S45).

    Or whether somebody wrote into an object after it was made.
    """
    there = record.remote or {}
    if record.kind is Kind.OBJECT:
        return (there.get("index") or 1) > 1 or record.changed_at_utc is not None
    return bool(there.get("statussen"))


def settle_doubles(desk: Desk) -> None:
    """Look for doubles of what was made in the last day; remove our own, ask about the others."""
    with desk.replica.read() as reader:
        since = desk.steady.before(desk.clock.now_utc(), LATE_S)
        made = [
            one for one in reader.journal.made_since(desk.registry, since, KINDS)
            if sends(reader, desk.config, one)
        ]  # fmt: skip
        found = [one for one in (_double(reader, local_id) for local_id in made) if one]
    for double in found:
        desk.check()
        left = _without_own(desk, double)
        if left is not None:
            _ask(desk, left)


def _double(reader: Reader, local_id: LocalId) -> Double | None:
    record = reader.records.find(local_id)
    if record is None or record.kind not in KINDS or not _is_there(record):
        return None
    entries = [one for one in reader.journal.entries_of(local_id) if one.method == "POST"]
    if not entries:
        return None
    known = {ref for one in entries for ref in one.preset} | set(record.ghosts.get(ASKED, ()))
    sent = entries[-1].body or {}
    others = [
        one for one in _alike(reader, record, sent)
        if one.local_id != local_id and _is_there(one)
        if not one.edit_seq and str(one.ref) not in known
    ]  # fmt: skip
    return Double(record, tuple(others), tuple(entries)) if others else None


def _alike(reader: Reader, record: Record, sent: Json) -> list[Record]:
    """Give what looks like what was sent: in the same zaak, or an object with our id within.

    An eigenschap with a value that we never made it with is a difference of opinion (H14).
    """
    if record.kind is Kind.OBJECT:
        some = reader.records.of_kind(Kind.OBJECT, record.registry)
        return [one for one in some if own_id(one.remote or {}) == own_id(sent) != ""]
    return [
        one for one in reader.records.of_family(record.family, record.kind)
        if is_same(record.kind, sent, one.remote or {})
        if _value(one.remote) in {_value(record.base), _value(sent)}
    ]  # fmt: skip


def _is_there(record: Record) -> bool:
    return record.ref is not None and record.local is not None and record.state is RecordState.LIVE


def _without_own(desk: Desk, double: Double) -> Double | None:
    """Remove what the trail says is ours and not kept; gives what a person has to decide."""
    with desk.replica.read() as reader:
        zaak = zaak_in(reader.records.family(double.record.family))
    if double.record.kind is Kind.OBJECT:
        mark = double.entries[-1].entry_id
        makers = {str(one.ref): "" if _is_referred_to(one) else mark for one in double.all}
    else:
        raw = None if double.record.kind is Kind.ZAAKNOTITIE else raw_trail(desk, zaak)
        if raw is None:
            return double
        makers = {str(one.ref): _maker(raw, str(one.ref)) for one in double.all}
    ours = {entry.entry_id for entry in double.entries} | {  # a part carries the mark of its call
        entry.parent_entry for entry in double.entries if entry.target in ASKED_TOGETHER
    }
    kept = double.kept
    surplus = [one for one in double.all if one is not kept]
    if all(makers[str(one.ref)] for one in surplus) and not _waited(desk, double):
        return None
    mine = [one for one in surplus if makers[str(one.ref)] in ours and not _is_referred_to(one)]
    if mine:
        with desk.replica.write() as writer:
            account = owner_of(writer, double.record)
            let_go(
                writer, double.record, kept, mine,
                account=account, now=desk.clock.now_utc(), ids=desk.ids,
            )  # fmt: skip
    left = [one for one in surplus if one not in mine and not makers[str(one.ref)]]
    return replace(double, others=tuple(left)) if left and kept is double.record else None


def _maker(raw: Sequence[dict[str, object]], url: str) -> str:
    """Give the mark of the request that made a resource, "" for one that carries none."""
    lines = lines_of(raw, url)
    return lines[0].mark if lines else ""


def _waited(desk: Desk, double: Double) -> bool:
    """Tell whether T_wait has passed since our last create left: nothing is under way any more."""
    left = max((one.left_at_utc for one in double.entries if one.left_at_utc), default=None)
    return left is not None and desk.steady.waited_s(left, desk.clock.now_utc()) >= desk.limit_s


def let_go(
    writer: Writer,
    ours: Record,
    kept: Record,
    surplus: Sequence[Record],
    *,
    account: str,
    now: datetime,
    ids: Ids,
) -> None:
    """Take surplus ones away at the registry; our record becomes the kept one."""
    for one in surplus:
        if one.local_id == ours.local_id:
            writer.records.remove(kept.local_id)
            writer.records.save(
                replace(ours, ref=kept.ref, base=kept.base, local=kept.local, remote=kept.remote)
            )
            one = replace(  # noqa: PLW2901  the record of ours stays with the kept one
                kept, local_id=ids.local_id(), ref=ours.ref, base=ours.base,
                local=ours.base, remote=ours.remote, ghosts={}, overlay={},
            )  # fmt: skip
            writer.records.save(one)
        writer.records.take_away(one.local_id, account=account, now=now)


def _ask(desk: Desk, double: Double) -> None:
    kept = double.kept
    detail = {
        "kept": str(kept.ref),
        "remove": [str(one.ref) for one in double.all if one is not kept],
    }
    with desk.replica.write() as writer:
        record = writer.records.get(double.record.local_id)
        asked = sorted({*record.ghosts.get(ASKED, ()), *(str(one.ref) for one in double.others)})
        writer.records.save(replace(record, ghosts={**record.ghosts, ASKED: asked}))
        ask(writer, record, Reason.DOUBLE, desk.clock.now_utc(), detail=detail)
