"""Looking for a create whose outcome is unknown, before anything is sent again (S9–S16)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from desktop.domain.contents import CONTENT
from desktop.domain.errors import NotUnderstood, Refused
from desktop.domain.ids import LocalId, RemoteRef
from desktop.domain.kinds import SPECS, Kind
from desktop.domain.normal import same
from desktop.domain.records import Entry, Json, Outcome, Purpose, Record
from desktop.models.replica import Reader, Writer
from desktop.sync.desk import Desk, local_after_create, observe, parent_ref
from desktop.sync.judging.alike import is_ours, is_same, own_id
from desktop.sync.judging.plan import references
from desktop.sync.judging.shapes import incoming, resolved
from desktop.sync.observing.children import IN_ROW, list_children, without
from desktop.sync.observing.types import objecttype_refs

_ONE_OF_A_KIND = {Kind.RESULTAAT, Kind.ZAAKINFORMATIEOBJECT}
"""The registry keeps one of these: what a colleague made is what ours is merged with."""

_OWN_KEY = {Kind.ZAAK, Kind.STATUS, Kind.BESLUIT, Kind.KLANTCONTACT, Kind.OBJECT}
"""The registry keeps one per key, and the key is ours: a random one, or our moment."""


def candidates(desk: Desk, record: Record, records: Mapping[LocalId, Record]) -> list[Json]:
    """Read what may be the record: a full answer, every row checked against the key (S10).

    What names something of ours that is not there itself cannot be there either.
    """
    spec = SPECS[record.kind]
    body = record.local or {}
    if record.kind is Kind.OBJECT:
        return _objects(desk, body)
    named = [records[one] for one in references(body) if one in records]
    if any(one.ref is None for one in named):
        return []
    if spec.parent_field is None or record.kind is Kind.BESLUIT:
        params = {name: str(body[name]) for name in spec.key}
        found = desk.client.listing(spec.api, spec.path, params)
    else:
        zaak = parent_ref(records, record)
        found = [] if zaak is None else list_children(desk, record.kind, zaak)
    sent = resolved(body, desk.url_of(records))
    alike = [one for one in found if is_same(record.kind, sent, one)]
    if record.kind is Kind.ZAAKEIGENSCHAP and _may_be_many(desk, record):
        return [one for one in alike if same(one.get("waarde"), sent.get("waarde"))]
    return alike


def can_be_looked_for(desk: Desk, record: Record, records: Mapping[LocalId, Record]) -> bool:
    """Tell whether all that a record refers to is known there; else its look comes later (Q15)."""
    try:
        resolved(record.local or {}, desk.url_of(records))
    except NotUnderstood:
        return False
    return True


def _objects(desk: Desk, body: Json) -> list[Json]:
    """Read the object with our uuid; else by our id within, which no registry chooses (L08)."""
    try:
        return [desk.client.get(RemoteRef("objecten", f"objects/{body['uuid']}"))]
    except Refused as refused:
        if refused.status != 404:
            raise
    kind, own = str(body["type"]), str(body["uuid"])
    kind = objecttype_refs(desk).get(kind.removeprefix("objecttype://"), kind)
    params = {"type": kind, "data_attr": f"id__exact__{own}"}
    found = desk.client.listing("objecten", "objects", params)
    return [one for one in found if own_id(one) == own]


def _may_be_many(desk: Desk, record: Record) -> bool:
    """Tell whether a zaak may have several values of this eigenschap (H15)."""
    with desk.replica.read() as reader:
        kind = reader.types.get(desk.registry, str((record.local or {}).get("eigenschap"))) or {}
    return str((kind.get("specificatie") or {}).get("kardinaliteit", "1")) != "1"


def find(
    desk: Desk, entry: Entry, record: Record, records: Mapping[LocalId, Record]
) -> Json | None:
    """Give the resource that the unknown request made, or None."""
    with desk.replica.read() as reader:
        bound = set(reader.records.refs(desk.registry, record.kind))
    for one in candidates(desk, record, records):
        ref = RemoteRef.parse(str(one["url"]))
        is_taken = ref in bound and record.kind not in _ONE_OF_A_KIND
        if str(ref) in entry.preset or (
            is_taken and not _was_only_pulled(desk, entry, record, one)
        ):
            continue
        if is_ours(record.kind, record.local or {}, one):
            return one
    return None


def _was_only_pulled(desk: Desk, entry: Entry, record: Record, found: Json) -> bool:
    """Tell whether a pull took our own for a stranger's, and nobody worked on it (Q13, E20).

    Only where a key of our own, or all that one attempt asked for, tells whose it is.
    """
    if record.kind not in _OWN_KEY:
        return False
    with desk.replica.read() as reader:
        other = reader.records.by_ref(desk.registry, RemoteRef.parse(str(found["url"])))
        if other is None:
            return False
        is_zaak = record.kind is Kind.ZAAK
        some = reader.records.family(other.family) if is_zaak else [other]
        attempts = reader.journal.entries_of(record.local_id)
    is_untouched = all(one.local_id != record.local_id and not one.edit_seq for one in some)
    asked = any(_asked_for_just_that(record.kind, found, one) for one in (entry, *attempts))
    return is_untouched and (record.kind is not Kind.STATUS or asked)


def _asked_for_just_that(kind: Kind, found: Json, entry: Entry) -> bool:
    there, sent = incoming(kind, found), incoming(kind, entry.body or {})
    if kind is Kind.OBJECT:  # the registry fills in the rest
        sent = {"data": sent["data"]}
    is_create = entry.purpose is Purpose.CREATE
    return is_create and all(
        same(there.get(name), value) for name, value in sent.items() if name in there
    )


def attempt_of(kind: Kind, found: Json, entry: Entry, earlier: Sequence[Entry]) -> Entry:
    """Give the attempt that made what was found: the one that asked for just that.

    A person may have edited between two attempts, and the first may have come late. When somebody
    wrote on since, none asked for just that; then it is the oldest that may have come in: what the
    person edited after it is work, and what the other wrote is asked about instead of taken.
    `earlier` are the other attempts, oldest first.
    """
    exact = (one for one in (entry, *earlier) if _asked_for_just_that(kind, found, one))
    lost = (
        one for one in earlier
        if one.purpose is Purpose.CREATE and one.outcome not in {Outcome.REFUSED, Outcome.VOID}
    )  # fmt: skip
    return next(exact, None) or next(lost, entry)


def states_before(reader: Reader, record: Record, entry: Entry) -> list[Entry]:
    """Give what a future that was lost may have sent before the newest edits, oldest first (S74).

    A person edits a copy that was put back before its first run: none of that was sent.
    """
    if entry.detail != "suspect" or record.kind is Kind.DOCUMENT:
        return []
    body, found = dict(entry.body or {}), []
    for edit in reversed(reader.journal.edits_of(record.local_id)):
        if edit.field:
            body = {**body, edit.field: edit.before}
            found.append(replace(entry, body=body, edit_seq=edit.seq - 1))
    return found[::-1]


def adopt(
    desk: Desk, entry: Entry, found: Json, *, made_by: Entry | None = None, is_theirs: bool = False
) -> None:
    """Bind the record to what was found: base is what was *sent*, found is remote (S16).

    `made_by` is the attempt that made it, when that is not this one: what was edited since is work.
    `is_theirs` tells that our request certainly did not make it (a clear "exists" at the first
    attempt): then what differs is a colleague's, and becomes a conflict instead of a change.
    """
    now = desk.clock.now_utc()
    with desk.replica.write() as writer:
        record = writer.records.get(entry.local_id)
        drop_double(writer, record, RemoteRef.parse(str(found["url"])))
        there = incoming(record.kind, found)
        made_by = made_by or entry
        sent = incoming(record.kind, made_by.body or {})
        sent = {name: value for name, value in sent.items() if value is not None}
        if _is_shared(record.kind, sent, there, is_theirs=is_theirs):
            differing = {
                name for name in sent if name in there and not same(there[name], sent[name])
            }
            base = {**there, **dict.fromkeys(differing)}
            local: Json | None = {**there, **{name: sent[name] for name in differing}}
        else:
            base = {**there, **sent}
            local = local_after_create(writer, record, made_by, base)
        bound = replace(
            record,
            ref=RemoteRef.parse(str(found["url"])),
            base=base,
            local=local,
            overlay={},
        )
        writer.journal.update(
            replace(entry, outcome=Outcome.APPLIED, answered_at_utc=now, detail="adopted")
        )
        if record.kind is Kind.DOCUMENT:  # confirmed only when its content was read back
            at = now.isoformat()
            sent_mark = {"fields": {}, "state": "answered", "entry": entry.entry_id, "at": at}
            content = {name: one for name, one in record.overlay.items() if name == CONTENT}
            overlay = {**content, "": sent_mark}
            writer.records.save(replace(bound, remote=there, overlay=overlay))
            return
        writer.records.save(bound)
        judged = observe(desk, writer, bound, found, read_at=now)
        if record.kind is Kind.ZAAK:  # what colleagues hung on it meanwhile was not read (S26)
            writer.records.save(without(judged.record, set(IN_ROW.values())))


def drop_double(writer: Writer, record: Record, ref: RemoteRef) -> None:
    """Let go of what a pull made of the same resource in the meantime.

    A zaak goes with its parts: they are read again as those of ours, or found by their own keys.
    """
    other = writer.records.by_ref(record.registry, ref)
    if other is None or other.local_id == record.local_id:
        return
    some = writer.records.family(other.family) if other.kind is Kind.ZAAK else [other]
    for one in some:
        writer.records.remove(one.local_id)


def _is_shared(kind: Kind, sent: Json, there: Json, *, is_theirs: bool) -> bool:
    """Tell whether a colleague made what stands where ours was to come (E22, E23, E25)."""
    if kind is Kind.RESULTAAT:
        name = "resultaattype"
        return is_theirs or not same(sent.get(name), there.get(name))
    return is_theirs and kind in _ONE_OF_A_KIND


def may_be_believed(desk: Desk, entry: Entry, record: Record) -> bool:
    """Tell whether a negative probe counts now (S9): guarded at once, others after T_wait."""
    if SPECS[record.kind].guarded:
        return True
    left = entry.left_monotonic_s
    if left is None or entry.boot_id != desk.clock.boot_id():
        since = entry.looked_at_utc  # the waiting starts again from the first look of this boot
        return (
            since is not None
            and entry.looks > 1
            and desk.steady.waited_s(since, desk.clock.now_utc()) >= desk.limit_s
        )
    return desk.clock.monotonic_s() - left >= desk.limit_s
