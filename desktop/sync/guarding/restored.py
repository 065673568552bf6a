"""Was the registry put back to an earlier moment? (S73)

Before a run takes, removes or sends anything, the newest things we wrote are looked at. The newest
that tells anything is read alone in an ordinary run; only when it is missing are ten read, and on
from there until one is there: all that is lost is offered again. Missing while older work is there
means a restored backup: nothing is taken or removed, and a person chooses.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from enum import Enum
from typing import Any

from desktop.domain.errors import NotUnderstood, Refused, Trouble, Unreachable
from desktop.domain.ids import LocalId
from desktop.domain.kinds import SPECS, Kind
from desktop.domain.normal import instant_text, same
from desktop.domain.reasons import Reason
from desktop.domain.records import Entry, Json, OpenItem, Outcome, Purpose, Record, RecordState
from desktop.models.replica import Reader, Writer
from desktop.sync.accounts import leaves_under
from desktop.sync.desk import Desk
from desktop.sync.guarding import guards
from desktop.sync.judging.refusals import is_gone
from desktop.sync.judging.shapes import incoming
from desktop.sync.observing.children import IN_ROW, concerns_registry, without

KEEP = timedelta(days=30)
"""How long settled work is remembered for this (T_keep)."""
MOST = 10
_ENOUGH = 3
_BY_THEMSELVES = {Kind.ZAAK, Kind.DOCUMENT, Kind.OBJECT, Kind.CONTACTMOMENT}
"""Kinds that are not lost with the zaak they stand in."""
_OPEN = {Outcome.PREPARED, Outcome.LOOKING}
_ARRIVED = {Outcome.APPLIED, Outcome.SEEN, Outcome.SETTLED}
_WINDOW = 60
_MOVED = "laatstGemuteerd"


class Sign(Enum):
    """What the registry shows of one thing we wrote."""

    THERE = "there"
    MISSING = "missing"
    UNKNOWN = "unknown"
    """It tells nothing: changed on since, hidden, or not readable now."""


def tells_restored(signs: Sequence[Sign]) -> bool:
    """Tell from the newest works, newest first, whether the registry went back in time.

    Two or more of the newest are missing while an older one is there, or three and more with
    nothing to compare. One deleted record is not a restored registry (Q17).

    >>> tells_restored([Sign.MISSING, Sign.MISSING, Sign.THERE, Sign.THERE])
    True
    >>> tells_restored([Sign.MISSING, Sign.THERE, Sign.MISSING, Sign.MISSING])
    False
    """
    known = [one for one in signs if one is not Sign.UNKNOWN]
    missing = next((n for n, one in enumerate(known) if one is Sign.THERE), len(known))
    if Sign.MISSING in known[missing:]:
        return False
    return missing >= (2 if missing < len(known) else _ENOUGH)


def check(desk: Desk) -> None:
    """Look at our newest works; raises Halt when the registry was put back."""
    works = _newest(desk)
    signs = _signs(desk, works)
    newest = works[: len(signs)]
    removed = _removed_zaken(desk, newest, signs)
    signs = [
        Sign.UNKNOWN if record.family in removed else sign
        for (record, _), sign in zip(newest, signs, strict=True)
    ]
    if not tells_restored(signs):
        return
    first_there = next((n for n, one in enumerate(signs) if one is Sign.THERE), len(signs))
    if _outlived(desk, works[:first_there]):
        return
    lost = [record.local_id for record, _ in works[:first_there] if record.family not in removed]
    since = works[first_there - 1][1].answered_at_utc
    guards.halt(
        desk, Trouble.RESTORED, Reason.REGISTRY_RESTORED, lost,
        since=None if since is None else since.isoformat(),
    )  # fmt: skip


def _signs(desk: Desk, works: Sequence[tuple[Record, Entry]]) -> list[Sign]:
    """Look at works, newest first: as far as the first that is there, when nothing is missing."""
    signs: list[Sign] = []
    for one in works:
        if Sign.MISSING not in signs:
            if Sign.THERE in signs or len(signs) >= MOST:
                return []
        elif len(signs) >= MOST and Sign.THERE in signs:
            break
        signs.append(_sign(desk, *one))
    return signs if Sign.MISSING in signs else []


def _outlived(desk: Desk, missing: Sequence[tuple[Record, Entry]]) -> bool:
    """Tell whether the registry still shows what it came to be after the missing works (Q17).

    A zaak that somebody changed after the oldest of them, and that stands just as it was seen then,
    is in no backup that lacks them: they were removed one by one.
    """
    moments = [entry.answered_at_utc for _, entry in missing if entry.answered_at_utc]
    margin = timedelta(seconds=desk.client.skew_s + desk.limit_s)
    since = (min(moments) + margin).isoformat() if moments else "9"
    families = {record.family for record, _ in missing}
    with desk.replica.read() as reader:
        zaken = reader.records.of_kind(Kind.ZAAK, desk.registry)
    seen = sorted(
        (
            (moved, one) for one in zaken
            if one.ref is not None and one.state is RecordState.LIVE
            if one.local_id not in families
            if (moved := _moved_at(one.remote)) is not None and moved > str(instant_text(since))
        ),
        key=lambda pair: pair[0], reverse=True,
    )  # fmt: skip
    return any(_stands_as_seen(desk, one, moved) for moved, one in seen[:_ENOUGH])


def _stands_as_seen(desk: Desk, zaak: Record, moved: str) -> bool:
    assert zaak.ref is not None  # noqa: S101  see _outlived
    desk.check()
    try:
        body = desk.client.get(zaak.ref)
    except (Refused, NotUnderstood, Unreachable) as error:
        if concerns_registry(error):
            raise
        return False
    return _moved_at(body) == moved


def _moved_at(body: Json | None) -> str | None:
    return instant_text(str((body or {}).get(_MOVED) or ""))


def _removed_zaken(
    desk: Desk, works: Sequence[tuple[Record, Entry]], signs: Sequence[Sign]
) -> set[LocalId]:
    """Name the zaken that somebody removed there: what we wrote in them went along (Q17).

    A zaak that is older than these works is in every backup that lacks them.
    """
    made = {one.local_id for one, entry in works if entry.purpose is Purpose.CREATE}
    gone = {one.family for (one, _), sign in zip(works, signs, strict=True) if sign is Sign.MISSING}
    removed = set()
    for family in sorted(gone - made):
        with desk.replica.read() as reader:
            zaak = reader.records.find(family)
        if zaak is None or zaak.kind is not Kind.ZAAK or zaak.ref is None:
            continue
        try:
            desk.client.get(zaak.ref)
        except Refused as refused:
            if is_gone(refused):
                removed.add(family)
    return removed


def _newest(desk: Desk) -> list[tuple[Record, Entry]]:
    """Give the newest works that arrived long enough ago, newest first, one per record."""
    now = desk.clock.now_utc()
    with desk.replica.read() as reader:
        passed = reader.journal.setting(_key(desk.registry))
        found: dict[str, tuple[Record, Entry]] = {}
        for entry in reader.journal.recent_entries(_WINDOW):
            at = entry.answered_at_utc
            if entry.registry != desk.registry or not _counts(desk, entry, at, now):
                continue
            if passed is not None and at is not None and at.isoformat() <= passed:
                continue
            record = reader.records.find(entry.local_id)
            if record is None or record.ref is None or record.state is not RecordState.LIVE:
                continue
            if not leaves_under(reader, desk.config, record):
                continue  # what another account wrote may be hidden from this one
            found.setdefault(entry.local_id, (record, entry))
    return list(found.values())


def _counts(desk: Desk, entry: Entry, at: datetime | None, now: datetime) -> bool:
    """Tell whether a work is one to look at; also one of before this start of the machine (P03).

    A look too early only asks in vain, and who waits takes in what a backup has.
    """
    return (
        entry.purpose in {Purpose.CREATE, Purpose.PATCH}
        and entry.outcome in _ARRIVED
        and at is not None
        and desk.limit_s <= desk.steady.passed_s(at, now) < KEEP.total_seconds()
    )


def _sign(desk: Desk, record: Record, entry: Entry) -> Sign:
    desk.check()
    assert record.ref is not None  # noqa: S101  only bound records are looked at
    try:
        body = incoming(record.kind, desk.client.get(record.ref))
    except Refused as refused:
        if concerns_registry(refused):
            raise
        return Sign.MISSING if is_gone(refused) else Sign.UNKNOWN
    except NotUnderstood:
        return Sign.UNKNOWN
    except Unreachable as error:
        if concerns_registry(error):
            raise
        return Sign.UNKNOWN
    if entry.purpose is Purpose.CREATE:
        return Sign.THERE
    return _value_sign(entry, body)


def _value_sign(entry: Entry, body: Json) -> Sign:
    """Compare a PATCH: shows what was sent, or went back to what it was before."""
    sent = {name: value for name, value in (entry.body or {}).items() if name in entry.base_values}
    if not sent:
        return Sign.UNKNOWN
    if all(same(body.get(name), value) for name, value in sent.items()):
        return Sign.THERE
    went_back = all(same(body.get(name), entry.base_values.get(name)) for name in sent)
    return Sign.MISSING if went_back else Sign.UNKNOWN


def decide(writer: Writer, item: OpenItem, *, again: bool, now: datetime) -> None:
    """Carry out what a person chose: send the lost work again, or follow the registry (Q15)."""
    if again:
        lost = _lost(writer, item)
        made = {one.local_id: create for one in lost if (create := _made(writer, one, item))}
        homes = {str(one.ref): f"local://{one.local_id}" for one in lost if one.local_id in made}
        for record in lost:
            _offer_again(writer, record, made.get(record.local_id), homes, now)
        _move_along(writer, {one.local_id for one in lost}, homes, now)
    else:
        _read_again(writer, {one.family for one in _lost(writer, item)})
    writer.journal.set_setting(_key(item.registry), now.isoformat())


def _read_again(writer: Writer, families: Collection[LocalId]) -> None:
    """Let the next pull read what hangs on zaken: their rows may be as they were before our work,
    and then tell nothing of parts that are gone.
    """
    for family in sorted(families):
        zaak = writer.records.find(family)
        if zaak is not None and zaak.kind is Kind.ZAAK:
            writer.records.save(without(zaak, set(IN_ROW.values())))


def _move_along(
    writer: Writer, lost: Collection[LocalId], homes: Mapping[str, str], now: datetime
) -> None:
    """Let what hangs on a zaak that is made again hang on the new one.

    What only the registry had of it, a colleague's, is lost there: that goes here too. A part of
    ours that was found there, and not made by a request that we know, is made again.
    """
    for family in sorted({home.removeprefix("local://") for home in homes.values()}):
        for record in writer.records.family(LocalId(family)):
            if record.local_id in lost:
                continue
            if record.ref is not None and record.changed_at_utc is None:
                if record.edit_seq and record.local and record.kind not in _BY_THEMSELVES:
                    writer.records.save(_anew(record, homes, now))
                else:
                    writer.records.remove(record.local_id)
                continue
            writer.records.save(replace(record, local=_moved(record.local, homes)))
            for entry in writer.journal.entries_of(record.local_id):
                if entry.outcome in _OPEN:
                    writer.journal.update(replace(entry, body=_moved(entry.body, homes)))


def _lost(writer: Writer, item: OpenItem) -> list[Record]:
    """Give every record we wrote since the last work that is still there."""
    found: dict[str, Record] = {}
    for entry in writer.journal.recent_entries(10_000):
        if entry.registry != item.registry or entry.outcome not in _ARRIVED:
            continue
        if _is_since(item, entry):
            record = writer.records.find(entry.local_id)
            if record is not None:
                found[entry.local_id] = record
    return list(found.values())


def _is_since(item: OpenItem, entry: Entry) -> bool:
    """Tell whether a work arrived since the last one that is still there."""
    since, at = item.detail.get("since"), entry.answered_at_utc
    return at is not None and (since is None or at.isoformat() >= since)


def _made(reader: Reader, record: Record, item: OpenItem) -> Entry | None:
    """Give the entry that made a record that is lost; None when only changes of it are."""
    return next(
        (
            one
            for one in reader.journal.entries_of(record.local_id)
            if one.purpose is Purpose.CREATE and one.outcome in _ARRIVED and _is_since(item, one)
        ),
        None,
    )


def _offer_again(
    writer: Writer, record: Record, create: Entry | None, homes: Mapping[str, str], now: datetime
) -> None:
    """Make a record's work unsent again; a create is looked for first, by its own key (S9).

    `homes` maps the references that are lost to the local ids of what they meant.
    """
    if create is not None and record.local is None:  # it was to be removed there, and is gone
        gone = replace(record, state=RecordState.WITHDRAWN, changed_at_utc=None, overlay={})
        writer.records.save(gone)
        writer.journal.resolve_all(record.local_id, "withdrawn", now)
        return
    if create is None:
        base = dict(record.base or {})
        for entry in reversed(writer.journal.entries_of(record.local_id)):
            if entry.purpose is Purpose.PATCH and entry.outcome in _ARRIVED:
                base |= entry.base_values
        since = record.changed_at_utc or now
        writer.records.save(replace(record, base=base, overlay={}, changed_at_utc=since))
        return
    writer.journal.update(
        replace(
            create, outcome=Outcome.LOOKING, left_monotonic_s=None, boot_id="",
            looked_at_utc=None, looks=0,
        )
    )  # fmt: skip
    writer.records.save(_anew(record, homes, now))


def _anew(record: Record, homes: Mapping[str, str], now: datetime) -> Record:
    """Give a record as one that has yet to be made."""
    own = {n: v for n, v in (record.local or {}).items() if n not in SPECS[record.kind].read_only}
    return replace(
        record, ref=None, base=None, remote=None, overlay={}, local=_moved(own, homes),
        changed_at_utc=record.changed_at_utc or now, state=RecordState.LIVE,
    )  # fmt: skip


def _moved(value: Any, homes: Mapping[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _moved(one, homes) for key, one in value.items()}
    if isinstance(value, list):
        return [_moved(one, homes) for one in value]
    return homes.get(value, value) if isinstance(value, str) else value


def _key(registry: str) -> str:
    return f"restored:{registry}"
