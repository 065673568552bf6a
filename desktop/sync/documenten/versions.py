"""A new version of a document: metadata and content in one PATCH under a lock (4.4, S57–S60).

    read · decide · lock (written down) · read versie · PATCH · unlock · read back

Nothing is sent before a person has chosen between two contents. What is unknown is settled by the
fence: after the unlock nothing of ours can still arrive, so `versie` tells what happened.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import Enum, auto

from desktop.domain.contents import (
    CONTENT,
    WANTED,
    NewContent,
    new_content,
    with_content,
)
from desktop.domain.errors import NeverLeft, OutcomeUnknown, Refused, RegistryError
from desktop.domain.ids import EntryId, LocalId
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
from desktop.sync.desk import Desk, ask
from desktop.sync.documenten import locks, parts, putting_back, verifying
from desktop.sync.judging.held import held, hold, let_go
from desktop.sync.judging.marks import mark_of, reason_in
from desktop.sync.judging.shapes import incoming, patch_body
from desktop.sync.pushing import readback
from desktop.sync.pushing.entries import (
    absent_before,
    keeps_failing,
    looking,
    prepare,
    refuse,
    void,
)
from desktop.sync.pushing.execute import marked, note_answer, unmarked

_TRIES = 3
_FINAL = "definitief"
Records = Mapping[LocalId, Record]


@dataclass(frozen=True, slots=True)
class Wish:
    """What has to become a new version: units of metadata, a content, or both."""

    record: Record
    send: Mapping[str, Json]
    content: NewContent | None
    body: Json
    """What the registry shows now."""

    @property
    def versie(self) -> int:
        """The version that stands there now."""
        return int(self.body.get("versie") or 1)


def push_version(desk: Desk, record: Record, records: Records) -> None:
    """Bring what was changed of a document as one new version, as far as it gets."""
    for _ in range(_TRIES):
        if not _is_decided(desk, record):
            return
        wish = _wish(desk, record)
        if wish is None or not _may_go(desk, wish):
            return
        if not _under_lock(desk, wish, records):
            return


def _wish(desk: Desk, record: Record) -> Wish | None:
    """Read the document just before it is changed; None when there is nothing to send."""
    judged = readback.fresh(desk, record)
    if judged is None:
        return None
    content = new_content(judged.record)
    if content is not None and content.state != WANTED:
        content = None
    if not judged.send and content is None:
        return None
    return Wish(judged.record, judged.send, content, dict(judged.record.remote or {}))


def _may_go(desk: Desk, wish: Wish) -> bool:
    now = desk.clock.now_utc()
    if held(wish.record, now) is not None:
        return False
    if wish.body.get("status") == _FINAL:
        with desk.replica.write() as writer:
            detail = {"edit_seq": wish.record.edit_seq}
            ask(
                writer, wish.record, Reason.FINAL, now, kind=ItemKind.REJECTION, detail=detail
            )  # fmt: skip
        return False
    if wish.body.get("locked"):
        with desk.replica.write() as writer:
            locks.wait_for_other(desk, writer, wish.record.local_id)
        return False
    return wish.content is None or _is_made_on_this(desk, wish, wish.content)


def _is_made_on_this(desk: Desk, wish: Wish, content: NewContent) -> bool:
    """Tell whether the content there is the one that ours was made on (S59, S60).

    Another one is kept and a person is asked; nothing is sent before.
    """
    assert wish.record.ref is not None  # noqa: S101  see _wish
    if content.versie is None or content.versie >= wish.versie:
        return True
    theirs = int(wish.body.get("bestandsomvang") or 0)
    if content.sha256 and theirs == content.size_bytes:
        there = verifying.sha256_of(desk, wish.record.ref, wish.versie)
        if there == content.sha256:
            return True
    now = desk.clock.now_utc()
    with desk.replica.write() as writer:
        writer.journal.open_item(
            registry=desk.registry,
            family=wish.record.family,
            local_id=wish.record.local_id,
            kind=ItemKind.QUESTION,
            reason=Reason.VERSION.value,
            base={"versie": content.versie, "bestandsomvang": content.size_bytes},
            mine={"bestandsomvang": content.values.get("bestandsomvang")},
            theirs={
                "versie": wish.versie,
                "bestandsomvang": theirs,
                "auteur": wish.body.get("auteur"),
                "beginRegistratie": wish.body.get("beginRegistratie"),
            },
            now=now,
        )
    return False


def _under_lock(desk: Desk, wish: Wish, records: Records) -> bool:
    """Lock, PATCH, unlock, read back; True when it is to be tried again."""
    record = wish.record
    assert record.ref is not None  # noqa: S101  see _wish
    lock = locks.take(desk, record)
    if lock is None:
        return False
    try:
        if int(desk.client.get(record.ref).get("versie") or 1) != wish.versie:
            return True
        sent = _patch(desk, wish, lock, records)
        return finish(desk, record) if sent is _Sent.MADE else sent is _Sent.UNKNOWN
    finally:
        with suppress(RegistryError):
            locks.release(desk, record)


class _Sent(Enum):
    MADE = auto()
    UNKNOWN = auto()
    NOT = auto()


def _patch(desk: Desk, wish: Wish, lock: str, records: Records) -> _Sent:
    record, content = wish.record, wish.content
    assert record.ref is not None  # noqa: S101  see _wish
    with desk.replica.read() as reader:
        info = None if content is None else reader.contents.blob(content.blob)
    body = _body(desk, wish, records)
    entry = _prepared(desk, wish, body, "" if info is None else info.sha256)
    if entry is None:
        return _Sent.NOT
    if info is not None:
        body = {**body, "inhoud": parts.inline(desk, info)}
    try:
        mark = mark_of(entry.entry_id, reason_in(record))
        answer = desk.client.patch(record.ref, {**body, "lock": lock}, mark=mark)
    except OutcomeUnknown as error:
        looking(desk, entry, error)
        return _Sent.UNKNOWN
    except Refused as refused:
        _unmark(desk, entry, Outcome.REFUSED)
        if refused.codes & locks.TAKEN_BY_OTHER:
            _taken_over(desk, entry, refused)
        else:
            parts.learn_inline(desk, refused, info)
            refuse(desk, entry, refused)
        return _Sent.NOT
    except NeverLeft:
        _unmark(desk, entry, Outcome.VOID)
        void(desk, entry)
        raise
    _applied(desk, entry, incoming(record.kind, answer), lock)
    return _Sent.MADE


def _body(desk: Desk, wish: Wish, records: Records) -> Json:
    values: Json = {}
    for fields in wish.send.values():
        values.update(fields)
    today = desk.clock.now_utc().date().isoformat()
    body = patch_body(wish.record, values, desk.url_of(records), today)
    return body if wish.content is None else {**body, **wish.content.values}


def _prepared(desk: Desk, wish: Wish, body: Json, digest: str) -> Entry | None:
    def mutate(now: Record, entry: Entry) -> Record | None:
        record = marked(desk, now, entry, wish.send)
        content = new_content(record)
        if wish.content is None:
            return record
        if content is None or content.blob != wish.content.blob:
            return None  # it was taken back since: its size must not go without it
        at = desk.clock.now_utc().isoformat()
        sent = replace(
            content, state="unknown", entry=entry.entry_id, at=at, versie=wish.versie + 1
        )  # fmt: skip
        return with_content(record, sent)

    assert wish.record.ref is not None  # noqa: S101  see _wish
    before = {name: (wish.record.base or {}).get(name) for name in body}
    return prepare(
        desk,
        wish.record,
        Purpose.PATCH,
        method="PATCH",
        target=str(wish.record.ref),
        body=body,
        mutate=mutate,
        base_values={**before, "versie": wish.versie},
        parent_entry=absent_before(desk, wish.record),
        digest=digest,
    )


def _units_of(record: Record, entry: Entry) -> dict[str, Json]:
    """Give the units that an entry sent, as far as they are not decided."""
    return {
        name: sent["fields"]
        for name, sent in record.overlay.items()
        if sent.get("entry") == entry.entry_id and name not in {"", CONTENT}
    }


def _unmark(desk: Desk, entry: Entry, outcome: Outcome) -> None:
    """Take the marks of a PATCH back that certainly was not applied, and never will be."""
    with desk.replica.write() as writer:
        fresh = writer.records.get(entry.local_id)
        fresh = unmarked(fresh, set(_units_of(fresh, entry)))
        content = new_content(fresh)
        if content is not None and content.entry == entry.entry_id:
            versie = int(entry.base_values["versie"])
            fresh = with_content(fresh, replace(content, state=WANTED, entry="", versie=versie))
        writer.records.save(fresh)
        closed = replace(entry, outcome=outcome)
        writer.journal.update(closed)
        if outcome is Outcome.ABSENT:
            keeps_failing(writer, closed, desk.clock.now_utc())


def _taken_over(desk: Desk, entry: Entry, refused: Refused) -> None:
    """Our lock was not the last one given (J27), or was taken from us: as if locked by another."""
    with desk.replica.write() as writer:
        writer.journal.update(
            replace(entry, outcome=Outcome.REFUSED, status=refused.status, code=refused.code)
        )
        locks.wait_for_other(desk, writer, entry.local_id)


def _applied(desk: Desk, entry: Entry, answer: Json, lock: str) -> None:
    """Commit that a version was made, and the parts it asks for, at once (B2)."""
    made = int(entry.base_values["versie"]) + 1
    with desk.replica.write() as writer:
        send = _units_of(writer.records.get(entry.local_id), entry)
        note_answer(writer, entry, send, answer, desk.clock.now_utc())
        fresh = let_go(writer.records.get(entry.local_id))
        content = new_content(fresh)
        if content is not None and content.entry == entry.entry_id:
            fresh = with_content(fresh, replace(content, state="answered", versie=made))
        else:
            info = writer.contents.blob_of(entry.local_id)
            if info is not None and info.versie == made - 1:
                writer.contents.put_blob(replace(info, versie=made))
        writer.records.save(fresh)
        upload = parts.upload_of(entry.local_id, answer, lock)
        if upload is not None:
            writer.contents.put_upload(upload)
    desk.count_pushed()


def _is_decided(desk: Desk, record: Record) -> bool:
    """Settle what is unknown of an earlier try; False while it stays unknown.

    A PATCH is settled behind the fence (S57): what had not passed the lock check when the lock was
    released is refused from then on, so no waiting is needed.
    """
    assert record.ref is not None  # noqa: S101  only a bound document gets versions
    with desk.replica.read() as reader:
        unknown = [
            one
            for one in reader.journal.entries_of(record.local_id)
            if one.outcome is Outcome.LOOKING
        ]
    for entry in unknown:
        if entry.purpose is Purpose.LOCK and not locks.look(desk, entry):
            with desk.replica.write() as writer:
                fresh = writer.records.get(record.local_id)
                now = desk.clock.now_utc()
                writer.records.save(hold(fresh, Reason.PROBE, now, desk.limit_s))
            return False
    for entry in unknown:
        if entry.purpose is Purpose.PATCH and not _is_patch_decided(desk, record, entry):
            return False
    return True


def _is_patch_decided(desk: Desk, record: Record, entry: Entry) -> bool:
    assert record.ref is not None  # noqa: S101  see _is_decided
    before = int(entry.base_values["versie"])
    body = desk.client.get(record.ref)
    if int(body.get("versie") or 1) == before:
        if not locks.release(desk, record):
            return False
        body = desk.client.get(record.ref)
    there = int(body.get("versie") or 1)
    made = body
    if there > before + 1:
        made = desk.client.get(record.ref, {"versie": str(before + 1)})
    if there == before or not _shows(made, entry):
        _unmark(desk, entry, Outcome.ABSENT)
        return True
    with desk.replica.read() as reader:
        kept = reader.contents.upload_of(record.local_id)
    _applied(desk, entry, incoming(record.kind, made), "" if kept is None else kept.lock)
    finish(desk, record)
    return True


def _shows(body: Json, entry: Entry) -> bool:
    """Tell whether a version has everything that an entry asked for; the checksum names ours."""
    return all(same(body.get(name), value) for name, value in (entry.body or {}).items())


def finish(desk: Desk, record: Record) -> bool:
    """Send the parts of a new version, release the lock, read back; True when it goes again."""
    with desk.replica.read() as reader:
        fresh = reader.records.get(record.local_id)
        content = new_content(fresh)
        info = None if content is None else reader.contents.blob(content.blob)
        upload = reader.contents.upload_of(record.local_id)
    if upload is not None and upload.parts and info is not None:
        try:
            parts.finish(desk, fresh, info, upload)
        except parts.LockLost:
            _lost_lock(desk, fresh)
            return False
        except Refused as refused:
            if refused.status == 413:
                _put_back(desk, fresh, upload)
            raise
    else:
        locks.release(desk, fresh)
    if content is None or info is None or content.state == WANTED:
        readback.fresh(desk, fresh)
        return False
    found = verifying.read_back(desk, fresh, info, content.versie or 1)
    if found is verifying.Content.MISSING:
        with desk.replica.write() as writer:  # the registry forgot the parts
            now = writer.records.get(record.local_id)
            writer.records.save(with_content(now, replace(content, state=WANTED, entry="")))
    with desk.replica.read() as reader:
        content = new_content(reader.records.get(record.local_id))
    return content is not None and content.state == WANTED


def _put_back(desk: Desk, record: Record, upload: Upload) -> None:
    """Let the document be as it was; the new version waits here, refused (J34)."""
    content = new_content(record)
    with desk.replica.read() as reader:
        entry = None if content is None else reader.journal.entry(EntryId(content.entry))
    if entry is not None:
        putting_back.put_back(desk, record, entry, upload)
        _unmark(desk, entry, Outcome.REFUSED)


def _lost_lock(desk: Desk, record: Record) -> None:
    """The parts of a new version are locked by a lock nobody knows: told, sent again after it."""
    assert record.ref is not None  # noqa: S101  see _is_decided
    content = new_content(record)
    with desk.replica.write() as writer:
        fresh = writer.records.get(record.local_id)
        if content is not None:
            fresh = with_content(fresh, replace(content, state=WANTED, entry=""))
        writer.records.save(hold(fresh, Reason.LOCKED_BY_OTHER, desk.clock.now_utc(), desk.limit_s))
        writer.contents.drop_upload(record.local_id)
        locks.orphan(writer, fresh, record.ref, fresh.base or {}, desk.clock.now_utc())
