"""Carry out one step: note it durably, send it, note what came of it (W2–W8, J1–J10).

Nothing leaves before its entry is committed. A clear answer commits the outcome; anything else
leaves the entry to be looked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from desktop.domain.contents import CONTENT
from desktop.domain.errors import NeverLeft, OutcomeUnknown, Refused
from desktop.domain.fields import unit_of
from desktop.domain.ids import EntryId, LocalId, RemoteRef
from desktop.domain.kinds import SPECS, Kind
from desktop.domain.normal import same
from desktop.domain.reasons import Reason
from desktop.domain.records import (
    Entry,
    ItemKind,
    Json,
    Outcome,
    Purpose,
    Record,
    Upload,
)
from desktop.models.replica import Writer
from desktop.sync.desk import Desk, ask, local_after_create, parent_ref
from desktop.sync.judging.duty import not_owing, owing
from desktop.sync.judging.late import answered_again, ghosts_of, with_ghosts
from desktop.sync.judging.marks import mark_of, reason_in, without_reason
from desktop.sync.judging.object_duty import answered_with, owing_history
from desktop.sync.judging.reconcile import NO_TRAIL, Judged
from desktop.sync.judging.shapes import create_body, create_path, incoming, patch_body
from desktop.sync.observing.limits import learn_asked
from desktop.sync.observing.types import objecttype_refs
from desktop.sync.pushing import numbers, probe
from desktop.sync.pushing.entries import (
    absent_before,
    call_for_all,
    keeps_failing,
    looking,
    prepare,
    refuse,
    void,
)
from desktop.sync.pushing.named import mentioning
from desktop.sync.pushing.removal import asked_for, end_here

_FACTS: dict[Kind, tuple[str, ...]] = {
    Kind.ROL: (),
    Kind.ZAAKEIGENSCHAP: ("waarde",),
    Kind.ZAAKOBJECT: ("relatieomschrijving",),
}
"""Kinds that are a fact once they are there, with the members a person may want otherwise."""
_EXISTS = {"identificatie-niet-uniek", "unique", "max-occurences"}
_OPEN = {Outcome.PREPARED, Outcome.LOOKING}
_MADE = {Outcome.APPLIED, Outcome.SEEN, Outcome.SETTLED}
_EARLIER = "earlier"
"""Member of what is on its way: the own value that was seen in its place, and has yet to settle."""
Records = Mapping[LocalId, Record]


def create(desk: Desk, record: Record, records: Records) -> bool:
    """Create a record at the registry; True when it is bound afterwards."""
    body = create_body(record, desk.url_of(records))
    body = _with_objecttype(desk, record, body)
    spec = SPECS[record.kind]
    path = create_path(record, parent_ref(records, record))
    preset: tuple[str, ...] = ()
    if not spec.guarded and spec.kind is not Kind.DOCUMENT:
        before = probe.candidates(desk, record, records)
        if before and _is_the_same_fact(desk, record, before[0]):
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
        parent_entry=absent_before(desk, record),
    )
    if entry is None:
        return False
    return send_create(desk, entry, records, body)


def send_create(desk: Desk, entry: Entry, records: Records, body: Json) -> bool:
    """Send a prepared create; `body` may carry content that the entry leaves out."""
    ref = RemoteRef.parse(entry.target)
    try:
        mark = mark_of(entry.entry_id, reason_in(records.get(entry.local_id)))
        answer = desk.client.create(ref.api, ref.path, body, mark=mark)
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


def was_lost(desk: Desk, record: Record) -> bool:
    """Tell whether the last attempt to make a record certainly did not arrive, by no fault there.

    A registry that answers with faults is given time (S76).
    """
    with desk.replica.read() as reader:
        tried = reader.journal.entries_of(record.local_id)
    last = tried[-1] if tried else None
    return (
        last is not None and last.purpose is Purpose.CREATE and last.status is None
        and last.outcome in {Outcome.VOID, Outcome.ABSENT}
    )  # fmt: skip


def _with_objecttype(desk: Desk, record: Record, body: Json) -> Json:
    if record.kind is not Kind.OBJECT or not str(body["type"]).startswith("objecttype://"):
        return body
    name = str(body["type"]).removeprefix("objecttype://")
    return {**body, "type": objecttype_refs(desk)[name]}


def _is_the_same_fact(desk: Desk, record: Record, found: Json) -> bool:
    """Tell whether what stands there already is what a person wants to add (S49, E13, H17).

    Not for notes, which may be written twice on purpose, nor for what another record of ours is.
    """
    if record.kind not in _FACTS:
        return False
    with desk.replica.read() as reader:
        other = reader.records.by_ref(desk.registry, RemoteRef.parse(str(found["url"])))
    return other is None or not other.edit_seq


def _bind_existing(desk: Desk, record: Record, found: Json) -> None:
    """Take what exists for ours; what differs of what may be changed is a conflict (H12)."""
    there = incoming(record.kind, found)
    ref = RemoteRef.parse(str(found["url"]))
    with desk.replica.write() as writer:
        now = writer.records.get(record.local_id)
        probe.drop_double(writer, now, ref)
        mine = {name: (now.local or {}).get(name) for name in _FACTS[record.kind]}
        base = {**there, **dict.fromkeys(mine)}
        writer.records.save(replace(now, ref=ref, base=base, local={**there, **mine}, remote=there))


def applied_create(desk: Desk, entry: Entry, answer: Json, *, upload: Upload | None = None) -> None:
    """Commit a clear create (W3): url, base := sent + server-filled, and the parts asked for."""
    with desk.replica.write() as writer:
        bind(writer, entry, answer, desk.clock.now_utc())
        if upload is not None:
            writer.contents.put_upload(upload)
            learn_asked(writer, desk.registry, upload)
    desk.count_pushed()


def bind(writer: Writer, entry: Entry, answer: Json, now: datetime) -> None:
    """Bind a record to what its create made, inside a transaction."""
    record = writer.records.get(entry.local_id)
    base = incoming(record.kind, answer)
    base.pop("lock", None)
    local = local_after_create(writer, record, entry, base)
    sent = {"fields": {}, "state": "answered", "entry": entry.entry_id, "at": now.isoformat()}
    content = {name: one for name, one in record.overlay.items() if name == CONTENT}
    bound = replace(
        without_reason(record),
        ref=RemoteRef.parse(str(answer["url"])),
        base=base,
        local=local,
        overlay={**content, "": sent},
    )
    writer.records.save(bound)
    writer.journal.update(replace(entry, outcome=Outcome.APPLIED, answered_at_utc=now, status=201))
    for item in writer.journal.items(family=record.family):
        stays = item.kind is ItemKind.NOTICE or item.reason == Reason.LOCK_ORPHAN.value
        if item.local_id == record.local_id and not stays:
            writer.journal.resolve(item.n, "sent", now)


def patch(desk: Desk, judged: Judged, records: Records) -> bool:
    """PATCH only the units that the person changed since; True when answered or unknown.

    `judged` is what a read just before made of the record.
    """
    values = _values(judged)
    today = desk.clock.now_utc().date().isoformat()
    return change(desk, judged, patch_body(judged.record, values, desk.url_of(records), today))


def _values(judged: Judged) -> Json:
    return {name: value for fields in judged.send.values() for name, value in fields.items()}


def change(desk: Desk, judged: Judged, body: Json, *, method: str = "PATCH") -> bool:
    """PATCH or PUT a bound record; True when answered or unknown.

    Raises Refused for a PUT that the registry does not have (405).
    """
    record, send = judged.record, judged.send
    assert record.ref is not None  # noqa: S101  only bound records are judged
    entry = prepare(
        desk,
        record,
        Purpose.PATCH if method == "PATCH" else Purpose.PUT,
        method=method,
        target=str(record.ref),
        body=body,
        mutate=lambda now, entry: _leaving(desk, now, entry, send),
        base_values={name: (record.base or {}).get(name) for name in _values(judged)},
        parent_entry=_lost(record, send) or absent_before(desk, record),
    )
    if entry is None:
        return False
    ask_for = desk.client.patch if method == "PATCH" else desk.client.put
    try:
        answer = ask_for(record.ref, body, mark=mark_of(entry.entry_id, reason_in(record)))
    except OutcomeUnknown as error:
        looking(desk, entry, error)
        return True  # the read-back looks for it at once
    except Refused as refused:
        _without_overlay(desk, entry, set(send))
        if method == "PUT" and refused.status == 405:
            void(desk, entry)
            raise
        refuse(desk, entry, refused)
        return False
    except NeverLeft:
        _without_overlay(desk, entry, set(send))
        void(desk, entry)
        raise
    answered(desk, entry, send, incoming(record.kind, answer))
    desk.count_pushed()
    return True


def _leaving(desk: Desk, now: Record, entry: Entry, send: Mapping[str, Json]) -> Record:
    """Give the record as it stands beside the entry: what is sent, and what is looked back at."""
    record = marked(desk, now, entry, send)
    if record.kind is Kind.OBJECT:
        return owing_history(record, entry, send)
    is_told = desk.trail.is_readable and record.kind not in NO_TRAIL
    return owing(record, entry, send) if is_told else record


def _lost(record: Record, send: Mapping[str, Json]) -> EntryId | None:
    """Name the write that was lost in an overlap and is sent again."""
    for name in send:
        sent = record.overlay.get(name, {})
        if sent.get("state") == "lost":
            return EntryId(sent["entry"])
    return None


def marked(desk: Desk, now: Record, entry: Entry, send: Mapping[str, Json]) -> Record:
    """Give the record with what is being sent in its overlay, over what was seen of ours before."""
    at = desk.clock.now_utc()
    overlay: Json = dict(now.overlay)
    ghosts = ghosts_of(now, at, desk.steady)
    for name, fields in send.items():
        earlier = overlay.get(name, {})
        over = earlier.get("fields" if earlier.get("state") == "seen" else "over", {})
        again = earlier.get("again", 0) if earlier.get("state") == "lost" else 0
        kept = {key: value for key, value in earlier.items() if key != _EARLIER}
        overlay[name] = {
            "fields": fields, "state": "unknown", "entry": entry.entry_id, "at": at.isoformat(),
            **({"over": over} if over else {}), **({"again": again} if again else {}),
            **({_EARLIER: kept} if kept.get("state") == "seen" else {}),
        }  # fmt: skip
        unit = unit_of(now.kind, next(iter(fields)))
        ghosts = answered_again(ghosts, unit, now.remote or {})
    return with_ghosts(replace(now, overlay=overlay), ghosts)


def unmarked(record: Record, units: set[str]) -> Record:
    """Give the record as it was before some units were sent that certainly were not applied.

    An own value that was seen there before, and has yet to settle, is ours to follow again: else
    it would be taken for a colleague's.
    """
    overlay = {name: sent for name, sent in record.overlay.items() if name not in units}
    for name in units:
        earlier = record.overlay.get(name, {}).get(_EARLIER)
        if earlier is not None:
            overlay[name] = earlier
    return replace(record, overlay=overlay)


def answered(desk: Desk, entry: Entry, send: Mapping[str, Json], answer: Json) -> None:
    """Note a clear answer; where it differs from what was sent, a read decides (S25, D24)."""
    with desk.replica.write() as writer:
        note_answer(writer, entry, send, answer, desk.clock.now_utc())


def note_answer(
    writer: Writer, entry: Entry, send: Mapping[str, Json], answer: Json, now: datetime
) -> None:
    """Note a clear answer in a transaction that may hold more of what it brought."""
    record = writer.records.get(entry.local_id)
    overlay = dict(record.overlay)
    for name, fields in send.items():
        overlay[name] = {**overlay[name], "state": "answered", "at": now.isoformat()}
        shown = {field: answer[field] for field in fields if field in answer}
        before = {field: (record.remote or {}).get(field) for field in shown}
        if shown and not same(shown, fields) and not same(shown, before):
            overlay[name]["answer"] = shown
    noted = answered_with(record, entry.entry_id, answer)
    writer.records.save(replace(without_reason(noted), overlay=overlay))
    writer.journal.update(replace(entry, outcome=Outcome.APPLIED, answered_at_utc=now, status=200))


def _without_overlay(desk: Desk, entry: Entry, units: set[str]) -> None:
    with desk.replica.write() as writer:
        record = writer.records.get(entry.local_id)
        writer.records.save(unmarked(not_owing(record, entry.entry_id), units))


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
        before = [] if record is None else probe.states_before(reader, record, entry)
    if record is None:
        return False
    record = asked_for(record, entry)
    is_retry = any(one.outcome is Outcome.ABSENT for one in earlier)
    whole = call_for_all(desk, entry)
    went_along = whole is not None and whole.outcome not in _MADE
    if not went_along and not probe.can_be_looked_for(desk, record, records):
        return False
    found = None if went_along else probe.find(desk, entry, record, records)
    now = desk.clock.now_utc()
    if found is not None:
        made_by = probe.attempt_of(record.kind, found, entry, [*before, *earlier])
        is_theirs = refused is not None and not is_retry
        probe.adopt(desk, entry, found, made_by=made_by, is_theirs=is_theirs)
        desk.count_pushed()
        return True
    if refused is not None:
        may_be_ours = is_retry and not probe.candidates(desk, record, records)
        _exists_elsewhere(desk, entry, record, refused, may_be_ours=may_be_ours)
        return False
    if went_along and whole is not None:  # all or nothing
        believed = whole.outcome not in _OPEN
    else:
        believed = probe.may_be_believed(desk, entry, record)
    outcome = Outcome.ABSENT if believed else Outcome.LOOKING
    with desk.replica.write() as writer:
        first = entry.looked_at_utc if entry.boot_id != desk.clock.boot_id() else None
        writer.journal.update(
            replace(entry, outcome=outcome, looked_at_utc=first or now, looks=entry.looks + 1)
        )
        if believed:
            keeps_failing(writer, entry, now)
            _forget_withdrawn(writer, entry, now)
    return False


def _forget_withdrawn(writer: Writer, entry: Entry, now: datetime) -> None:
    """End a record that was taken back while its create was unknown, and never arrived (F06)."""
    record = writer.records.get(entry.local_id)
    if record.local is None and record.ref is None:
        end_here(writer, record, now)


def _exists_elsewhere(
    desk: Desk, entry: Entry, record: Record, refused: Refused, *, may_be_ours: bool
) -> None:
    """Handle "exists" while nothing of ours is found: another key, or a question (S14, S15, E21).

    `may_be_ours` tells that an earlier attempt was unknown and nobody's is to be seen either.
    """
    by_number = "identificatie-niet-uniek" in refused.codes
    if by_number and may_be_ours:
        _close_as_existing(desk, entry, refused, {}, Reason.EXISTS_UNREADABLE, ItemKind.QUESTION)
    elif by_number:
        number = {"identificatie": _other_number(desk, record)}
        _close_as_existing(desk, entry, refused, number, Reason.NUMBER_CHANGED, ItemKind.NOTICE)
    elif record.kind is Kind.STATUS and "unique" in refused.codes and not may_be_ours:
        moment = datetime.fromisoformat(str((record.local or {})["datumStatusGezet"]))
        later = (moment + timedelta(milliseconds=1)).isoformat(timespec="milliseconds")
        _close_as_existing(desk, entry, refused, {"datumStatusGezet": later}, None, None)
    elif record.kind is Kind.OBJECT and "unique" in refused.codes and not may_be_ours:
        uuid = desk.ids.uuid()  # no notice: nobody sees a uuid
        data = {**(record.local or {})["data"], "id": uuid}
        _close_as_existing(desk, entry, refused, {"uuid": uuid, "data": data}, None, None)
    else:
        refuse(desk, entry, refused)


def _other_number(desk: Desk, record: Record) -> str:
    """Give another number: a zaak gets one out of the stock, if there is any (E07)."""
    found = None
    if record.kind is Kind.ZAAK:
        with desk.replica.write() as writer:
            found = numbers.take(writer, desk.registry, desk.config.rsin)
    return found or f"ZK-{desk.ids.key(20)}"


def _close_as_existing(
    desk: Desk,
    entry: Entry,
    refused: Refused,
    changes: Json,
    reason: Reason | None,
    kind: ItemKind | None,
) -> None:
    """Close the entry; the record gets another key, or waits for the person who is asked."""
    now = desk.clock.now_utc()
    with desk.replica.write() as writer:
        fresh = writer.records.get(entry.local_id)
        old = fresh.local or {}
        writer.records.save(replace(fresh, local={**old, **changes}))
        writer.journal.update(
            replace(
                entry, outcome=Outcome.REFUSED, answered_at_utc=now, status=refused.status,
                code=refused.code,
            )
        )  # fmt: skip
        if reason is not None and kind is not None:
            name = "identificatie"
            family = writer.records.family(fresh.family)
            detail = {
                "old": old.get(name), "new": changes.get(name),
                "names": mentioning(family, str(old.get(name) or "")),
            }  # fmt: skip
            ask(writer, fresh, reason, now, kind=kind, detail=detail)
