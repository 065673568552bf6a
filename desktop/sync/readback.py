"""Reading what is about to be changed, and what was sent: confirmed is what a read shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from desktop.domain.errors import Refused
from desktop.domain.ids import LocalId, RemoteRef
from desktop.domain.kinds import Kind
from desktop.domain.normal import same
from desktop.domain.records import Entry, Json, Outcome, Purpose, Record
from desktop.models.replica import Reader
from desktop.sync.children import list_children
from desktop.sync.desk import Desk, gone, new_record, observe
from desktop.sync.entries import keeps_failing
from desktop.sync.reconcile import Judged
from desktop.sync.refusals import is_gone
from desktop.sync.witness import trail_of


def fresh(desk: Desk, record: Record) -> Judged | None:
    """Read a record just before it is changed; None when it is gone there."""
    assert record.ref is not None  # noqa: S101  only bound records are read
    read_at = desk.clock.now_utc()
    try:
        body = desk.client.get(record.ref)
    except Refused as refused:
        if is_gone(refused):
            gone(desk, record, read_at)
            return None
        raise
    return take(desk, record.local_id, body, read_at)


def take(desk: Desk, local_id: LocalId, body: Json, read_at: datetime) -> Judged:
    """Take in what was read of a record; the audit trail is asked about what it can decide."""
    trail = desk.trail
    with desk.replica.write() as writer:
        record = writer.records.get(local_id)
        judged = observe(writer, record, body, read_at=read_at, limit_s=desk.limit_s, trail=trail)
    if not judged.doubts:
        return judged
    trail = trail_of(desk, judged.record)
    with desk.replica.write() as writer:
        record = writer.records.get(local_id)
        return observe(writer, record, body, read_at=read_at, limit_s=desk.limit_s, trail=trail)


def read_children(desk: Desk, kind: Kind, zaak: RemoteRef, family: LocalId) -> None:
    """Read all children of one kind of a zaak, and take them in."""
    read_at = desk.clock.now_utc()
    known: list[tuple[LocalId, Json]] = []
    bodies = list_children(desk, kind, zaak)
    with desk.replica.write() as writer:
        for body in bodies:
            ref = RemoteRef.parse(str(body["url"]))
            record = writer.records.by_ref(desk.registry, ref)
            if record is not None:
                known.append((record.local_id, body))
            elif not _is_ours_unknown(desk, writer, kind, family):
                writer.records.save(new_record(desk, kind, body, family, read_at=read_at))
    for local_id, body in known:
        take(desk, local_id, body, read_at)


def _is_ours_unknown(desk: Desk, reader: Reader, kind: Kind, family: LocalId) -> bool:
    """Tell whether a create of this kind is unknown: then the probe decides whose it is."""
    return any(
        reader.records.get(entry.local_id).kind is kind
        for entry in reader.journal.unfinished(desk.registry)
        if entry.family == family and entry.purpose is Purpose.CREATE
    )


def is_due(record: Record, now: datetime, limit_s: float) -> bool:
    """Tell whether all that was sent of a record was seen, and long enough ago to be settled."""
    sent = record.overlay.values()
    return bool(sent) and all(
        one["state"] == "seen"
        and (now - datetime.fromisoformat(one["at"])).total_seconds() >= limit_s
        for one in sent
    )


def close_patch_entries(desk: Desk) -> None:
    """Give unknown PATCHes their outcome once the overlay tells it."""
    with desk.replica.write() as writer:
        for entry in writer.journal.unfinished(desk.registry):
            if entry.purpose is not Purpose.PATCH:
                continue
            record = writer.records.find(entry.local_id)
            overlay = {} if record is None else record.overlay
            states = {
                sent["state"] for sent in overlay.values() if sent.get("entry") == entry.entry_id
            }
            if states - {"unknown", "answered"}:
                writer.journal.update(replace(entry, outcome=Outcome.SEEN))
            elif not states and record is not None and _shows(record, entry):
                writer.journal.update(replace(entry, outcome=Outcome.SETTLED))
            elif not states:
                writer.journal.update(replace(entry, outcome=Outcome.ABSENT))
                keeps_failing(writer, entry, desk.clock.now_utc())


def _shows(record: Record, entry: Entry) -> bool:
    """Tell whether the registry was last seen with what an entry asked for."""
    remote = record.remote or {}
    return all(same(remote.get(name), (entry.body or {}).get(name)) for name in entry.base_values)
