"""Reading audit trails, and paying the winner's duty (S12, S31, S32)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from desktop.domain.errors import NotUnderstood, Refused
from desktop.domain.kinds import Kind
from desktop.domain.reasons import Reason
from desktop.domain.records import ItemKind, Json, Outcome, Record
from desktop.models.replica import Writer
from desktop.sync.accounts import keep_capabilities
from desktop.sync.desk import Desk, observe
from desktop.sync.judging.closing import zaak_in
from desktop.sync.judging.duty import after_look, owe, owed_by, without_repairs
from desktop.sync.judging.reconcile import REPAIRS, Judged
from desktop.sync.judging.refusals import is_account_trouble
from desktop.sync.judging.trail import UNREADABLE, Overwritten, Trail, lines_of, overwritten

MOST_LINES = 2000
"""A trail has no pages: a longer one is not read again, and the rules without it hold."""
_TOO_LONG = "long-trail"
_OF_ZAAK = frozenset({Kind.STATUS, Kind.ROL, Kind.RESULTAAT, Kind.ZAAKEIGENSCHAP, Kind.ZAAKOBJECT})
_OWN = frozenset({Kind.ZAAK, Kind.DOCUMENT, Kind.BESLUIT})
_PAUSE_S = 0.25


def owner_of(record: Record, records: Iterable[Record]) -> Record | None:
    """Give the record in whose trail the lines of another stand."""
    if record.kind in _OWN:
        return record
    return zaak_in(records) if record.kind in _OF_ZAAK else None


def raw_trail(desk: Desk, owner: Record | None) -> list[Json] | None:
    """Read a whole trail; None where that is not possible, not allowed, or too much."""
    if owner is None or owner.ref is None or not desk.trail.is_readable:
        return None
    if _TOO_LONG in owner.ghosts:
        return None
    try:
        found = desk.client.listing(owner.ref.api, f"{owner.ref.path}/audittrail")
    except NotUnderstood:
        return None
    except Refused as refused:
        if is_account_trouble(refused) or refused.status == 429:
            raise
        if refused.status == 403:
            _lost_the_right(desk)
        return None
    if len(found) <= MOST_LINES:
        return found
    with desk.replica.write() as writer:
        fresh = writer.records.get(owner.local_id)
        writer.records.save(replace(fresh, ghosts={**fresh.ghosts, _TOO_LONG: True}))
    return None


def _lost_the_right(desk: Desk) -> None:
    desk.capabilities = {**desk.capabilities, "audittrails": False}
    with desk.replica.write() as writer:
        keep_capabilities(writer, desk.config, desk.capabilities)


def trail_of(desk: Desk, record: Record) -> Trail:
    """Read what the trail says about one record."""
    with desk.replica.read() as reader:
        members = reader.records.family(record.family)
    raw = raw_trail(desk, owner_of(record, members))
    lines = None if raw is None else lines_of(raw, str(record.ref))
    return UNREADABLE if lines is None else Trail(is_readable=True, lines=lines)


def pay(desk: Desk, record: Record) -> bool:
    """Put right what our saves of a record took away; True when there is work to send (S32).

    Only what was read after them tells whose value is in force.
    """
    owes = owed_by(record)
    with desk.replica.read() as reader:
        entries = {one.entry_id: one for one in reader.journal.entries_of(record.local_id)}
    left = [one.left_at_utc for mark, one in entries.items() if mark in owes and one.left_at_utc]
    if not left or record.seen_at_utc is None or record.seen_at_utc < max(left):
        return False
    trail = trail_of(desk, record)
    has_work = False
    with desk.replica.write() as writer:
        for mark, wrote in owes.items():
            fresh = writer.records.get(record.local_id)
            found = overwritten(
                fresh.kind, trail.lines or (), mark, wrote, fresh.remote or {}, entries.keys()
            )
            has_work = (bool(found) and _owe(desk, writer, fresh, found)) or has_work
        unknown = {mark for mark, one in entries.items() if one.outcome is Outcome.LOOKING}
        told = {mark for mark in owes if not desk.trail.is_readable or trail.tells(mark)}
        fresh = writer.records.get(record.local_id)
        writer.records.save(after_look(fresh, told, unknown, is_read=trail.lines is not None))
    return has_work


def _owe(desk: Desk, writer: Writer, record: Record, found: tuple[Overwritten, ...]) -> bool:
    now = desk.clock.now_utc()
    zaak = zaak_in(writer.records.family(record.family))
    is_closed = bool(((zaak.remote if zaak else None) or {}).get("einddatum"))
    duty = owe(record, found, now, is_closed=is_closed)
    for one in duty.asked:
        mine = {name: (record.remote or {}).get(name) for name in one.theirs}
        ask_overwrote(writer, record, one.unit.name, mine, one.theirs, one.by, desk=desk)
    if duty.record is record:
        return False
    writer.records.save(duty.record)
    observe(
        desk,
        writer,
        duty.record,
        record.remote or {},
        read_at=record.seen_at_utc or now,
        trail=desk.trail,
    )
    return True


def ask_overwrote(
    writer: Writer, record: Record, unit: str, mine: Json, theirs: Json, by: str, *, desk: Desk
) -> None:
    """Ask about a colleague's value that we took away and cannot put back (D22)."""
    writer.journal.open_item(
        registry=record.registry, family=record.family, local_id=record.local_id,
        kind=ItemKind.QUESTION, unit=unit, reason=Reason.OVERWROTE.value, mine=mine,
        theirs=theirs, detail={"by": by}, now=desk.clock.now_utc(),
    )  # fmt: skip


def pause_before(desk: Desk, judged: Judged) -> None:
    """Wait a random while, longer each time, before something is put right or sent again (D21)."""
    repairs = judged.record.ghosts.get(REPAIRS, {})
    tries = [
        max(
            repairs.get(name, {}).get("tries", 0),
            judged.record.overlay.get(name, {}).get("again", 0),
        )
        for name in judged.send
    ]
    most = max(tries, default=0)
    if most:
        chance = desk.ids.secret(1)[0] / 256
        desk.clock.wait(_PAUSE_S * 2 ** (most - 1) * (0.5 + chance), desk.stop)


def repairs_refused(desk: Desk, judged: Judged) -> None:
    """Turn repairs that the registry refused into questions; what a person did stays refused."""
    with desk.replica.write() as writer:
        record = writer.records.get(judged.record.local_id)
        kept, dropped = without_repairs(record)
        if not dropped:
            return
        for name, note in dropped.items():
            ask_overwrote(writer, record, name, note["mine"], note["theirs"], note["by"], desk=desk)
        is_all = set(judged.send) <= set(dropped)
        writer.records.save(replace(kept, changed_at_utc=None) if is_all else kept)
        for item in writer.journal.items(family=record.family):
            is_its = item.local_id == record.local_id and item.kind is ItemKind.REJECTION
            if is_all and is_its:
                writer.journal.resolve(item.n, "repair", desk.clock.now_utc())
