"""In-flight entries: noted before a request leaves, closed by what came of it (W2, W4, W8, S1–S3).

Nothing leaves before its entry is committed. A clear no becomes a rejection; trouble with the
account or too many requests concerns the run and is raised again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Any

from desktop.domain.errors import OutcomeUnknown, Refused, RegistryError
from desktop.domain.ids import EntryId
from desktop.domain.kinds import Kind
from desktop.domain.reasons import Reason
from desktop.domain.records import Entry, ItemKind, Json, Outcome, Purpose, Record, RecordState
from desktop.models.mapping import dump
from desktop.models.replica import Writer
from desktop.sync.desk import Desk, ask, gone
from desktop.sync.judging.closing import LOCKED, REOPENS
from desktop.sync.judging.refusals import is_account_trouble, is_gone, reason_of
from desktop.sync.observing import replaced
from desktop.sync.pushing.named import names_for

OLD = "old"
"""Mark with the content of what had to go before this could be made (S46)."""
ASKED_TOGETHER = frozenset(
    {"zgw://zaken/zaak_registreren", "zgw://documenten/document_registreren"}
)
"""The calls that make several records, all or none; each has an entry, the first one's mark."""
_NO_PARENT = "object-does-not-exist"
_MOST_FAULTS = 3
_PATIENCE_S = 3600.0
_LOCK_PATIENCE_S = 24 * 3600.0


def new_entry(
    desk: Desk,
    record: Record,
    purpose: Purpose,
    *,
    method: str,
    target: str,
    body: Json | None,
    preset: tuple[str, ...] = (),
    base_values: Json | None = None,
    parent_entry: EntryId | None = None,
    digest: str = "",
) -> Entry:
    """Make the note of a request that is about to leave (S2); nothing is committed yet."""
    return Entry(
        entry_id=desk.ids.entry_id(),
        registry=desk.registry,
        local_id=record.local_id,
        family=record.family,
        purpose=purpose,
        method=method,
        target=target,
        edit_seq=record.edit_seq,
        body=body,
        digest=digest or hashlib.sha256(dump(body).encode()).hexdigest(),
        base_values=base_values or {},
        preset=preset,
        left_at_utc=desk.clock.now_utc(),
        left_monotonic_s=desk.clock.monotonic_s(),
        boot_id=desk.clock.boot_id(),
        parent_entry=parent_entry,
    )


def prepare(
    desk: Desk,
    record: Record,
    purpose: Purpose,
    *,
    method: str,
    target: str,
    body: Json | None,
    mutate: Callable[[Record, Entry], Record | None] | None = None,
    preset: tuple[str, ...] = (),
    base_values: Json | None = None,
    parent_entry: EntryId | None = None,
    digest: str = "",
) -> Entry | None:
    """Commit the in-flight entry, or None when the step is stale (S3).

    `mutate` gives the record as it stands beside the entry, None when the step is stale after all.
    """
    entry = new_entry(
        desk, record, purpose, method=method, target=target, body=body, preset=preset,
        base_values=base_values, parent_entry=parent_entry, digest=digest,
    )  # fmt: skip
    with desk.replica.write() as writer:
        now = _still_to_go(writer, entry)
        if now is None:
            return None
        beside = now if mutate is None else mutate(now, entry)
        if beside is None:
            return None
        writer.journal.prepare(entry)
        if mutate is not None:
            writer.records.save(beside)
    return entry


def note_all(desk: Desk, entries: Sequence[Entry]) -> bool:
    """Commit the entries of one call for several records; False when one of them is stale (S3)."""
    with desk.replica.write() as writer:
        if any(_still_to_go(writer, entry) is None for entry in entries):
            return False
        for entry in entries:
            writer.journal.prepare(entry)
    return True


def _still_to_go(writer: Writer, entry: Entry) -> Record | None:
    now = writer.records.find(entry.local_id)
    if now is None or now.edit_seq != entry.edit_seq or now.state is not RecordState.LIVE:
        return None
    return now


def call_for_all(desk: Desk, entry: Entry) -> Entry | None:
    """Give the entry of the call that a part went along with, None for a request of its own."""
    if entry.target not in ASKED_TOGETHER or entry.parent_entry is None:
        return None
    with desk.replica.read() as reader:
        whole = reader.journal.entry(entry.parent_entry)
    return None if whole is None or whole.local_id == entry.local_id else whole


def absent_before(desk: Desk, record: Record) -> EntryId | None:
    """Name the attempt that a retry repeats."""
    with desk.replica.read() as reader:
        entries = reader.journal.entries_of(record.local_id)
    return entries[-1].entry_id if entries and entries[-1].outcome is Outcome.ABSENT else None


def looking(desk: Desk, entry: Entry, error: OutcomeUnknown | Refused) -> None:
    """Note that the outcome is unknown (W4)."""
    status = getattr(error, "status", None) or error.values.get("status")
    with desk.replica.write() as writer:
        writer.journal.update(
            replace(entry, outcome=Outcome.LOOKING, status=status, detail=error.key)
        )


def void(desk: Desk, entry: Entry) -> None:
    """Note that the request certainly never left (J2)."""
    with desk.replica.write() as writer:
        writer.journal.update(replace(entry, outcome=Outcome.VOID))


def refuse(desk: Desk, entry: Entry, refused: Refused) -> None:
    """Note a clear no (W8); trouble with the account or a 429 concerns the run, not the record."""
    if is_account_trouble(refused) or refused.status == 429:
        with desk.replica.write() as writer:
            writer.journal.update(
                replace(entry, outcome=Outcome.VOID, status=refused.status, code=refused.code)
            )
        raise refused
    replaced.read_anew(desk, refused)
    now = desk.clock.now_utc()
    closed = _was_closed(desk, entry) if refused.status == 403 else False
    is_gone_there = _NO_PARENT in refused.codes and _zaak_is_gone(desk, entry)
    with desk.replica.write() as writer:
        writer.journal.update(
            replace(
                entry,
                outcome=Outcome.REFUSED,
                answered_at_utc=now,
                status=refused.status,
                code=refused.code,
                detail=refused.detail,
            )
        )
        if is_gone_there:
            return
        record = writer.records.get(entry.local_id)
        reject(writer, record, refused, entry.edit_seq, now, closed=closed)


def _zaak_is_gone(desk: Desk, entry: Entry) -> bool:
    """Tell whether the zaak that a part hangs on is gone there: that is asked instead (I15)."""
    zaak = _zaak_of(desk, entry)
    if zaak is None or zaak.ref is None or zaak.local_id == entry.local_id:
        return False
    read_at = desk.clock.now_utc()
    try:
        desk.client.get(zaak.ref)
    except Refused as refused:
        if not is_gone(refused):
            return False
        gone(desk, zaak, read_at)
        return True
    except RegistryError:
        return False
    return False


def _zaak_of(desk: Desk, entry: Entry) -> Record | None:
    with desk.replica.read() as reader:
        return next((z for z in reader.records.family(entry.family) if z.kind is Kind.ZAAK), None)


def _was_closed(desk: Desk, entry: Entry) -> bool:
    """Tell whether the zaak was closed meanwhile: a 403 does not say why (J18)."""
    zaak = _zaak_of(desk, entry)
    if zaak is None or zaak.ref is None:
        return False
    with suppress(RegistryError):
        return bool(desk.client.get(zaak.ref).get("einddatum"))
    return False


def reject(
    writer: Writer,
    record: Record,
    refused: Refused,
    edit_seq: int,
    now: datetime,
    *,
    closed: bool = False,
) -> None:
    """Open a rejection; the record is not tried again until something relevant changes (S77)."""
    if record.local is None and record.ref is None:  # taken back meanwhile: nothing is left of it
        writer.records.save(replace(record, state=RecordState.WITHDRAWN, changed_at_utc=None))
        return
    family = writer.records.family(record.family)
    zaak = next((one for one in family if one.kind is Kind.ZAAK), None)
    closed = closed or bool(zaak and ((zaak.remote or zaak.base or {}).get("einddatum")))
    closed = closed and REOPENS not in record.ghosts  # that it is closed is why it was sent
    detail: dict[str, Any] = {
        "code": refused.code,
        "fields": [list(one) for one in refused.invalid_params],
        "detail": refused.detail,
        "edit_seq": edit_seq,
        "old": record.ghosts.get(OLD),
    }
    reason = reason_of(refused, closed=closed)
    if replaced.put_right(writer, record, reason, now):
        return
    if reason is Reason.LOCKED_BY_OTHER and record.kind is Kind.STATUS:
        _wait_for_lock(writer, record, now)
        return
    detail["names"] = names_for(writer, reason, family)
    ask(writer, record, reason, now, kind=ItemKind.REJECTION, detail=detail)
    if record.ref is None:
        writer.records.save(replace(record, state=RecordState.REJECTED))


def _wait_for_lock(writer: Writer, record: Record, now: datetime) -> None:
    """Try closing again at every run while a colleague holds a document; ask after a day (G24)."""
    since = str(record.ghosts.get(LOCKED, now.isoformat()))
    writer.records.save(replace(record, ghosts={**record.ghosts, LOCKED: since}))
    if (now - datetime.fromisoformat(since)).total_seconds() >= _LOCK_PATIENCE_S:
        ask(writer, record, Reason.LOCKED_BY_OTHER, now)


def keeps_failing(writer: Writer, entry: Entry, now: datetime) -> bool:
    """Tell whether the registry answered this with a fault for too long, and say so (S76)."""
    if (entry.status or 0) < 500:
        return False
    failed = [
        one.left_at_utc
        for one in writer.journal.entries_of(entry.local_id)
        if one.outcome is Outcome.ABSENT and (one.status or 0) >= 500
        if one.edit_seq == entry.edit_seq and one.left_at_utc is not None
    ]
    if len(failed) < _MOST_FAULTS or (now - min(failed)).total_seconds() < _PATIENCE_S:
        return False
    record = writer.records.get(entry.local_id)
    detail = {"edit_seq": entry.edit_seq, "status": entry.status}
    ask(writer, record, Reason.SERVER_ERROR, now, kind=ItemKind.REJECTION, detail=detail)
    return True
