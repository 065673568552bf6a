"""Reading what is about to be changed, and what was sent: confirmed is what a read shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from desktop.domain.errors import Refused
from desktop.domain.ids import LocalId, RemoteRef
from desktop.domain.kinds import Kind
from desktop.domain.normal import same
from desktop.domain.records import Entry, ItemKind, Json, Outcome, Purpose, Record
from desktop.models.replica import Reader
from desktop.sync.desk import Desk, gone, new_record, observe
from desktop.sync.judging.closing import UNREAD
from desktop.sync.judging.reconcile import NO_TRAIL, Judged
from desktop.sync.judging.refusals import is_gone
from desktop.sync.judging.trail import Trail
from desktop.sync.observing.children import IN_ROW, list_children, without
from desktop.sync.pushing.entries import keeps_failing
from desktop.sync.pushing.witness import trail_of


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
    """Take in what was read of a record.

    The audit trail is asked about what it can decide, and once whose value stands against ours.
    """
    judged = _observed(desk, local_id, body, read_at, desk.trail)
    if not judged.doubts and (not desk.trail.is_readable or _is_named(desk, judged)):
        return judged
    return _observed(desk, local_id, body, read_at, trail_of(desk, judged.record))


def _observed(desk: Desk, local_id: LocalId, body: Json, read_at: datetime, trail: Trail) -> Judged:
    with desk.replica.write() as writer:
        record = writer.records.get(local_id)
        judged = observe(desk, writer, record, body, read_at=read_at, trail=trail)
        if record.kind is Kind.ZAAK:
            unread = _unread_children(writer, record, judged.record.remote or {})
            noted = _noted(judged.record, unread) if unread else judged.record
            noted = without(noted, _to_read_again(record))
            if noted != judged.record:
                writer.records.save(noted)
                judged = replace(judged, record=noted)
    return judged


def _to_read_again(zaak: Record) -> set[str]:
    """Give what the row of a zaak was made to forget, so that the next pull reads it (S26)."""
    return set() if zaak.remote is None else set(IN_ROW.values()) - zaak.remote.keys()


def _noted(record: Record, unread: Json) -> Record:
    """Keep the row as it was read last, and beside it what it names now."""
    remote = record.remote or {}
    shown = {name: remote.get(name) for name in unread}
    ghosts = {**record.ghosts, UNREAD: shown}
    return replace(record, remote={**remote, **unread}, ghosts=ghosts)


def _unread_children(reader: Reader, before: Record, remote: Json) -> Json:
    """Give what the last observation says of children that came or went and were not read.

    Only the zaak was read. If its row were kept as it is now, the next pull would find it
    unchanged and never ask for a colleague's new child (S26).
    """
    found: Json = {}
    for name in IN_ROW.values():
        was: Any = (before.remote or {}).get(name)
        shown: Any = remote.get(name)
        told: Any
        if isinstance(shown, list):
            old = [url for url in was or [] if _is_known(reader, before, url)]
            new = [url for url in shown if url in old or _is_known(reader, before, url)]
            told = new + [url for url in old if url not in new]
        else:
            told = shown if shown is None or _is_known(reader, before, shown) else was
        if not same(told, shown):
            found[name] = told
    return found


def _is_known(reader: Reader, zaak: Record, url: Any) -> bool:
    return reader.records.by_ref(zaak.registry, RemoteRef.parse(str(url))) is not None


def _is_named(desk: Desk, judged: Judged) -> bool:
    """Tell whether the trail was asked who is on the other side of every open conflict."""
    record = judged.record
    if not judged.conflicts or record.kind in NO_TRAIL:
        return True
    with desk.replica.read() as reader:
        return all(
            item.detail.get("by") is not None
            for item in reader.journal.items(family=record.family)
            if item.local_id == record.local_id and item.kind is ItemKind.CONFLICT
        )


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
            elif not is_ours_unknown(desk, writer, kind, family):
                writer.records.save(new_record(desk, kind, body, family, read_at=read_at))
    for local_id, body in known:
        take(desk, local_id, body, read_at)


def is_ours_unknown(desk: Desk, reader: Reader, kind: Kind, family: LocalId) -> bool:
    """Tell whether a create of this kind is unknown: then the probe decides whose it is."""
    return any(
        reader.records.get(entry.local_id).kind is kind
        for entry in reader.journal.unfinished(desk.registry)
        if entry.family == family and entry.purpose is Purpose.CREATE
    )


def is_due(desk: Desk, record: Record, now: datetime) -> bool:
    """Tell whether all that was sent of a record was seen, and long enough ago to be settled."""
    sent = record.overlay.values()
    return bool(sent) and all(
        one["state"] == "seen"
        and desk.steady.waited_s(datetime.fromisoformat(one["at"]), now) >= desk.limit_s
        for one in sent
    )


def close_patch_entries(desk: Desk) -> None:
    """Give unknown PATCHes and PUTs their outcome once the overlay tells it."""
    with desk.replica.read() as reader:
        unfinished = reader.journal.unfinished(desk.registry)
    unknown = [one for one in unfinished if one.purpose in {Purpose.PATCH, Purpose.PUT}]
    if not unknown:
        return
    with desk.replica.write() as writer:
        for entry in unknown:
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
