"""Half-closed zaken put right or asked about, statuses that are not needed any more (S41, S42)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from desktop.domain.ids import LocalId, local_ref
from desktop.domain.kinds import Kind
from desktop.domain.normal import same
from desktop.domain.reasons import Reason
from desktop.domain.records import ItemKind, Json, Outcome, Record, RecordState
from desktop.models.replica import Reader, Writer
from desktop.sync.desk import Desk, ask, observe
from desktop.sync.judging.closing import (
    CLOSES_AGAIN,
    HalfClosed,
    half_closed,
    is_end,
    knows_current,
    moment,
    repeated,
    zaak_in,
)
from desktop.sync.judging.late import LATE_S
from desktop.sync.judging.marks import REASON
from desktop.sync.judging.situation import Done, StatusKind
from desktop.sync.judging.skew import CLOCK, DECIDED, corrected, jumped_s
from desktop.sync.pushing.readback import read_children

_ASKED = "half-closed"
AGAIN = "opnieuw gesloten na gelijktijdig opslaan"
"""The reason that goes into the audit trail with an end status that is repeated."""


def statuskinds(reader: Reader, registry: str) -> dict[str, StatusKind]:
    """Give what matters of every statustype of a registry."""
    members = reader.types.members(registry, "statustype", "url", "volgnummer", "isEindstatus")
    return {url: StatusKind(int(number), bool(is_end)) for url, number, is_end in members}


def on_time(desk: Desk, record: Record) -> Record | None:
    """Give a new status with the moment to send; None when a person has to choose it (S43).

    Corrected only before the first attempt that may have left: after that the moment is its key.
    """
    if record.kind is not Kind.STATUS or CLOSES_AGAIN in record.ghosts or DECIDED in record.ghosts:
        return record
    clock, now = desk.device_clock, desk.device_clock.now_utc()
    with desk.replica.read() as reader:
        left = [one.outcome for one in reader.journal.entries_of(record.local_id)]
        own = [one for one in reader.records.family(record.family) if one.edit_seq and one.ref]
        closes = is_end(statuskinds(reader, desk.registry), record)
    if any(outcome is not Outcome.VOID for outcome in left):
        return record
    then = record.ghosts.get(CLOCK, {})
    jump_s = jumped_s(then, now, clock.monotonic_s(), clock.boot_id())
    after = max((moment(one) for one in own if one.kind is Kind.STATUS), default="")
    body = record.local or {}
    fixed = corrected(
        str(body["datumStatusGezet"]),
        jump_s=jump_s,
        skew_s=desk.client.skew_s,
        acted=then.get("wall", ""),
        after=after,
    )
    if not fixed.is_changed:
        return record
    with desk.replica.write() as writer:
        fresh = writer.records.get(record.local_id)
        if fixed.has_jumped and closes:
            ask(writer, fresh, Reason.WHICH_TIME, now, theirs=fixed.moment)
            return None
        local = {**(fresh.local or {}), "datumStatusGezet": fixed.moment}
        changed = replace(fresh, local=local, ghosts={**fresh.ghosts, DECIDED: True})
        writer.records.save(changed)
        detail = {"from": body["datumStatusGezet"], "to": fixed.moment}
        ask(writer, fresh, Reason.TIME_CORRECTED, now, kind=ItemKind.NOTICE, detail=detail)
    return changed


def look_closed(desk: Desk, family: LocalId) -> bool:
    """Check whether a save of ours, or one beside it, left the zaak half-closed (S41)."""
    with desk.replica.read() as reader:
        records = reader.records.family(family)
    zaak = zaak_in(records)
    if zaak is None or zaak.ref is None:
        return False
    if not knows_current(records):
        read_children(desk, Kind.STATUS, zaak.ref, family)
    return check_closed(desk, family)


def check_closed(desk: Desk, family: LocalId, *, only_mine: bool = False) -> bool:
    """Repeat my end status once, or ask, when a zaak is half-closed; True when there is work.

    `only_mine`: found by a pull; a colleague's closing is asked about when we wrote in its zaak
    lately, since a program that died after its save has not looked what that did.
    """
    now = desk.clock.now_utc()
    with desk.replica.write() as writer:
        records = writer.records.family(family)
        found = half_closed(records, statuskinds(writer, desk.registry))
        if found is None:
            _whole_again(writer, records, now)
            return False
        body = repeated(found.status.local or {}) if found.is_mine else None
        if body is None:
            if not only_mine or _wrote_lately(desk, writer, records, now):
                _ask(writer, found, now)
            return False
        status = close_again(found, desk.ids.local_id(), body)
        writer.records.create(status, account=desk.config.identity, now=now)
        ask(writer, found.zaak, Reason.CLOSED_AGAIN, now, kind=ItemKind.NOTICE)
        return True


def _wrote_lately(desk: Desk, reader: Reader, records: list[Record], now: datetime) -> bool:
    """Tell whether something of ours left for a family within T_late."""
    left = (
        entry.left_at_utc for one in records for entry in reader.journal.entries_of(one.local_id)
    )
    return any(at is not None and desk.steady.passed_s(at, now) < LATE_S for at in left)


def close_again(found: HalfClosed, local_id: LocalId, body: Json) -> Record:
    """Make the record of an end status that repeats the current one."""
    zaak = found.zaak
    return Record(
        local_id, zaak.registry, Kind.STATUS, zaak.family, local=body, parent=zaak.family,
        ghosts={CLOSES_AGAIN: found.status.local_id, REASON: AGAIN},
    )  # fmt: skip


def _ask(writer: Writer, found: HalfClosed, now: datetime) -> None:
    """Ask once about each end status that was left without its effect."""
    zaak, ref = found.zaak, str(found.status.ref)
    if zaak.ghosts.get(_ASKED) == ref:
        return
    writer.records.save(replace(zaak, ghosts={**zaak.ghosts, _ASKED: ref}))
    shown = found.status.remote or {}
    detail = {"status": found.status.local_id, "at": shown.get("datumStatusGezet")}
    ask(writer, zaak, Reason.HALF_CLOSED, now, theirs=ref, detail=detail)


def _whole_again(writer: Writer, records: list[Record], now: datetime) -> None:
    """Let go of the question when the zaak is closed, or open on purpose."""
    zaak = zaak_in(records)
    if zaak is None or _ASKED not in zaak.ghosts:
        return
    ghosts = {name: value for name, value in zaak.ghosts.items() if name != _ASKED}
    writer.records.save(replace(zaak, ghosts=ghosts))
    for item in writer.journal.items(family=zaak.family):
        if item.reason == Reason.HALF_CLOSED.value:
            writer.journal.resolve(item.n, "gone", now)


def let_go(writer: Writer, done: Done, now: datetime) -> None:
    """Take back a status that is not needed any more, and say so (G14, G34)."""
    record = writer.records.get(done.local_id)
    writer.records.save(replace(record, state=RecordState.WITHDRAWN, changed_at_utc=None))
    writer.journal.resolve_all(record.local_id, "done", now)
    ask(writer, record, done.reason, now, kind=ItemKind.NOTICE, theirs=done.theirs)


def closing_parts(
    reader: Reader, records: Mapping[LocalId, Record], kinds: Mapping[str, StatusKind]
) -> frozenset[LocalId]:
    """Name the deelzaken whose own end status has yet to go, when this zaak closes (S40)."""
    zaak = zaak_in(records.values())
    if zaak is None or not any(
        one.ref is None and one.changed_at_utc and is_end(kinds, one) for one in records.values()
    ):
        return frozenset()
    names = {local_ref(zaak.local_id), str(zaak.ref)}
    found = set()
    for one in reader.records.working():
        if is_end(kinds, one) and one.ref is None and one.family != zaak.family:
            other = reader.records.find(one.family)
            if other is not None and (other.local or {}).get("hoofdzaak") in names:
                found.add(other.local_id)
    return frozenset(found)


def join_resultaat(desk: Desk, record: Record, other: Record) -> None:
    """Make our resultaat and the one that is there already one record; what differs is asked."""
    now = desk.clock.now_utc()
    with desk.replica.write() as writer:
        mine = writer.records.get(record.local_id)
        there = dict(other.remote or other.base or {})
        local = mine.local or {}
        differing = {
            name: local[name]
            for name in ("resultaattype", "toelichting")
            if local.get(name) and not same(local[name], there.get(name))
        }
        writer.records.remove(other.local_id)
        joined = replace(
            mine, ref=other.ref, base={**there, **dict.fromkeys(differing)},
            local={**there, **differing}, remote=there, state=RecordState.LIVE,
        )  # fmt: skip
        writer.records.save(joined)
        observe(desk, writer, joined, there, read_at=now)
