"""Carry out one step: note it durably, send it, note what came of it (W2–W8, J1–J10).

Nothing leaves before its entry is committed. A clear answer commits the outcome; anything else
leaves the entry to be looked for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from desktop.domain.errors import NeverLeft, OutcomeUnknown, Refused
from desktop.domain.ids import EntryId, LocalId, RemoteRef
from desktop.domain.kinds import SPECS, Kind
from desktop.domain.reasons import Reason
from desktop.domain.records import (
    Entry,
    ItemKind,
    Json,
    Outcome,
    Purpose,
    Record,
    RecordState,
    Upload,
)
from desktop.models.mapping import dump
from desktop.models.replica import Writer
from desktop.sync import probe
from desktop.sync.desk import Desk, ask, local_after_create, parent_zaak
from desktop.sync.refusals import is_account_trouble, reason_of
from desktop.sync.shapes import create_body, create_path, incoming, patch_body
from desktop.sync.types import objecttype_refs

_EXISTS = {"identificatie-niet-uniek", "unique", "max-occurences"}
Records = Mapping[LocalId, Record]


def prepare(
    desk: Desk,
    record: Record,
    purpose: Purpose,
    *,
    method: str,
    target: str,
    body: Json | None,
    mutate: Callable[[Record, Entry], Record] | None = None,
    preset: tuple[str, ...] = (),
    base_values: Json | None = None,
    parent_entry: EntryId | None = None,
    digest: str = "",
) -> Entry | None:
    """Commit the in-flight entry, or None when the step is stale (S3)."""
    entry = Entry(
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
    with desk.replica.write() as writer:
        now = writer.records.find(record.local_id)
        if now is None or now.edit_seq != record.edit_seq or now.state is not RecordState.LIVE:
            return None
        writer.journal.prepare(entry)
        if mutate is not None:
            writer.records.save(mutate(now, entry))
    return entry


def create(desk: Desk, record: Record, records: Records) -> bool:
    """Create a record at the registry; True when it is bound afterwards."""
    body = create_body(record, desk.url_of(records))
    body = _with_objecttype(desk, record, body)
    spec = SPECS[record.kind]
    path = create_path(record, parent_zaak(records, record))
    preset: tuple[str, ...] = ()
    if not spec.guarded and spec.kind is not Kind.DOCUMENT:
        before = probe.candidates(desk, record, records)
        if record.kind is Kind.ZAAKEIGENSCHAP and before:
            _bind_existing(desk, record, before[0])
            return True
        preset = tuple(str(one["url"]) for one in before)
    entry = prepare(
        desk,
        record,
        Purpose.CREATE,
        method="POST",
        target=f"zgw://{spec.api}/{path}",
        body=body,
        preset=preset,
    )
    if entry is None:
        return False
    return send_create(desk, entry, records, body)


def send_create(desk: Desk, entry: Entry, records: Records, body: Json) -> bool:
    """Send a prepared create; `body` may carry content that the entry leaves out."""
    ref = RemoteRef.parse(entry.target)
    try:
        answer = desk.client.create(ref.api, ref.path, body, mark=f"zk:{entry.entry_id}")
    except OutcomeUnknown as error:
        looking(desk, entry, error)
        return look(desk, entry, records)
    except Refused as refused:
        if refused.codes & _EXISTS:
            looking(desk, entry, refused)
            return look(desk, entry, records, refused)
        refuse(desk, entry, refused)
        return False
    except NeverLeft:
        void(desk, entry)
        raise
    applied_create(desk, entry, answer)
    return True


def _with_objecttype(desk: Desk, record: Record, body: Json) -> Json:
    if record.kind is not Kind.OBJECT or not str(body["type"]).startswith("objecttype://"):
        return body
    name = str(body["type"]).removeprefix("objecttype://")
    return {**body, "type": objecttype_refs(desk)[name]}


def _bind_existing(desk: Desk, record: Record, found: Json) -> None:
    """Take an existing zaakeigenschap for ours: its value is merged as a field (S49)."""
    there = incoming(record.kind, found)
    with desk.replica.write() as writer:
        now = writer.records.get(record.local_id)
        base = dict(there)
        if there.get("waarde") != (now.local or {}).get("waarde"):
            base["waarde"] = None
        ref = RemoteRef.parse(str(found["url"]))
        other = writer.records.by_ref(desk.registry, ref)
        if other is not None and other.local_id != now.local_id:
            base["waarde"] = (other.base or {}).get("waarde")
            writer.records.remove(other.local_id)
        writer.records.save(replace(now, ref=ref, base=base, remote=there))


def applied_create(desk: Desk, entry: Entry, answer: Json, *, upload: Upload | None = None) -> None:
    """Commit a clear create (W3): url, base := sent + server-filled, and the parts asked for."""
    now = desk.clock.now_utc()
    with desk.replica.write() as writer:
        record = writer.records.get(entry.local_id)
        base = incoming(record.kind, answer)
        base.pop("lock", None)
        local = local_after_create(writer, record, entry, base)
        sent = {"fields": {}, "state": "answered", "entry": entry.entry_id, "at": now.isoformat()}
        bound = replace(
            record,
            ref=RemoteRef.parse(str(answer["url"])),
            base=base,
            local=local,
            overlay={"": sent},
        )
        writer.records.save(bound)
        writer.journal.update(
            replace(entry, outcome=Outcome.APPLIED, answered_at_utc=now, status=201)
        )
        writer.journal.resolve_all(record.local_id, "sent", now)
        if upload is not None:
            writer.contents.put_upload(upload)
    desk.pushed += 1


def patch(desk: Desk, record: Record, send: Mapping[str, Json], records: Records) -> bool:
    """PATCH only the units that the person changed; True when answered."""
    values: Json = {}
    for fields in send.values():
        values.update(fields)
    today = desk.clock.now_utc().date().isoformat()
    body = patch_body(record, values, desk.url_of(records), today)
    assert record.ref is not None  # noqa: S101  only bound records are judged

    def mark(now: Record, entry: Entry) -> Record:
        at = desk.clock.now_utc().isoformat()
        overlay = {
            unit: {"fields": fields, "state": "unknown", "entry": entry.entry_id, "at": at}
            for unit, fields in send.items()
        }
        return replace(now, overlay={**now.overlay, **overlay})

    entry = prepare(
        desk,
        record,
        Purpose.PATCH,
        method="PATCH",
        target=str(record.ref),
        body=body,
        mutate=mark,
        base_values={name: (record.base or {}).get(name) for name in values},
    )
    if entry is None:
        return False
    try:
        desk.client.patch(record.ref, body, mark=f"zk:{entry.entry_id}")
    except OutcomeUnknown as error:
        looking(desk, entry, error)
        return True  # the read-back looks for it at once
    except Refused as refused:
        _without_overlay(desk, entry, set(send))
        refuse(desk, entry, refused)
        return False
    except NeverLeft:
        _without_overlay(desk, entry, set(send))
        void(desk, entry)
        raise
    _answered(desk, entry, set(send))
    desk.pushed += 1
    return True


def _answered(desk: Desk, entry: Entry, units: set[str]) -> None:
    now = desk.clock.now_utc()
    with desk.replica.write() as writer:
        record = writer.records.get(entry.local_id)
        overlay = {
            unit: {**sent, "state": "answered", "at": now.isoformat()} if unit in units else sent
            for unit, sent in record.overlay.items()
        }
        writer.records.save(replace(record, overlay=overlay))
        writer.journal.update(
            replace(entry, outcome=Outcome.APPLIED, answered_at_utc=now, status=200)
        )


def _without_overlay(desk: Desk, entry: Entry, units: set[str]) -> None:
    with desk.replica.write() as writer:
        record = writer.records.get(entry.local_id)
        overlay = {unit: sent for unit, sent in record.overlay.items() if unit not in units}
        writer.records.save(replace(record, overlay=overlay))


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
    now = desk.clock.now_utc()
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
        record = writer.records.get(entry.local_id)
        _reject(writer, record, entry, refused)


def _reject(writer: Writer, record: Record, entry: Entry, refused: Refused) -> None:
    now = entry.left_at_utc
    assert now is not None  # noqa: S101  a refused entry has left
    family = writer.records.family(record.family)
    zaak = next((one for one in family if one.kind is Kind.ZAAK), None)
    closed = bool(zaak and ((zaak.remote or zaak.base or {}).get("einddatum")))
    detail: dict[str, Any] = {
        "code": refused.code,
        "fields": [list(one) for one in refused.invalid_params],
        "detail": refused.detail,
    }
    reason = reason_of(refused, closed=closed)
    ask(writer, record, reason, now, kind=ItemKind.REJECTION, detail=detail)
    if record.ref is None:
        writer.records.save(replace(record, state=RecordState.REJECTED))


def look(desk: Desk, entry: Entry, records: Records, refused: Refused | None = None) -> bool:
    """Look for an unknown create; adopts it, declares it absent, or leaves it unknown.

    True when the record is bound afterwards.
    """
    with desk.replica.read() as reader:
        record = reader.records.find(entry.local_id)
        entry = next(
            one for one in reader.journal.entries_of(entry.local_id)
            if one.entry_id == entry.entry_id
        )  # fmt: skip
        earlier = [
            one for one in reader.journal.entries_of(entry.local_id)
            if one.entry_id != entry.entry_id
        ]  # fmt: skip
    if record is None:
        return False
    found = probe.find(desk, entry, record, records)
    now = desk.clock.now_utc()
    if found is not None:
        probe.adopt(desk, entry, found)
        desk.pushed += 1
        return True
    if refused is not None and not any(one.outcome is Outcome.ABSENT for one in earlier):
        _exists_elsewhere(desk, entry, record, refused)
        return False
    believed = probe.may_be_believed(desk, entry, record)
    outcome = Outcome.ABSENT if believed else Outcome.LOOKING
    with desk.replica.write() as writer:
        first = entry.looked_at_utc if entry.boot_id != desk.clock.boot_id() else None
        writer.journal.update(
            replace(entry, outcome=outcome, looked_at_utc=first or now, looks=entry.looks + 1)
        )
    return False


def _exists_elsewhere(desk: Desk, entry: Entry, record: Record, refused: Refused) -> None:
    """Handle "exists" with an empty probe at a first attempt (S15): not ours, so a new key."""
    if "identificatie-niet-uniek" in refused.codes and record.kind is not Kind.BESLUIT:
        now = desk.clock.now_utc()
        with desk.replica.write() as writer:
            fresh = writer.records.get(record.local_id)
            old = (fresh.local or {}).get("identificatie")
            number = f"ZK-{desk.ids.key(20)}"
            local = {**(fresh.local or {}), "identificatie": number}
            writer.records.save(replace(fresh, local=local))
            writer.journal.update(
                replace(entry, outcome=Outcome.REFUSED, code="identificatie-niet-uniek")
            )
            ask(
                writer,
                fresh,
                Reason.NUMBER_CHANGED,
                now,
                kind=ItemKind.NOTICE,
                detail={"old": old, "new": number},
            )
        return
    refuse(desk, entry, refused)
