"""A content is confirmed when the registry was seen to give the same bytes (S64).

The version that we made is read back, not the newest: a colleague may have made another since. A
content that came out different is sent once more as a new version, then it is a refusal (J15).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from enum import Enum, auto

from desktop.domain.contents import (
    CONTENT,
    POLICY,
    WANTED,
    DocumentPolicy,
    NewContent,
    arrived,
    new_content,
    with_content,
)
from desktop.domain.errors import NotUnderstood
from desktop.domain.ids import LocalId, RemoteRef
from desktop.domain.kinds import Kind
from desktop.domain.reasons import Reason
from desktop.domain.records import BlobInfo, ItemKind, Json, Outcome, Record
from desktop.models.replica import Reader, Writer
from desktop.sync.desk import Desk, ask, observe
from desktop.sync.documenten.loads import waits_for_line
from desktop.sync.judging.held import held

_BROKEN = "broken"
_UNLIKE = "unlike"
"""Mark of a document: since when what is downloaded has another size than the registry says."""
_FIELDS = ("bestandsomvang", "bestandsnaam", "formaat", "integriteit")


class Content(Enum):
    """What the registry has of a content."""

    WHOLE = auto()
    LATER = auto()
    """Complete there, read back when the policy allows it."""
    MISSING = auto()
    BUSY = auto()
    OTHER = auto()


def policy_of(reader: Reader) -> DocumentPolicy:
    """Give what this profile does with contents."""
    return DocumentPolicy.from_document(reader.journal.setting(POLICY))


def is_unverified(record: Record) -> bool:
    """Tell whether a document must not be linked yet: its first content is not there for sure."""
    created = record.overlay.get("")
    if created is not None:
        return bool(created.get("state") != "complete")
    return CONTENT in record.overlay and _BROKEN in record.ghosts


def waiting(
    records: Iterable[Record], policy: DocumentPolicy, now: datetime, *, light: bool = False
) -> dict[LocalId, Reason]:
    """Give the records that wait a while before they are tried again, and why."""
    found = {}
    for record in records:
        reason = held(record, now)
        if record.kind is Kind.DOCUMENT and waits_for_reading(record, policy):
            reason = Reason.VERIFY_LATER
        reason = reason or waits_for_line(record, policy, light=light)
        if reason is not None:
            found[record.local_id] = reason
    return found


def waits_for_reading(record: Record, policy: DocumentPolicy) -> bool:
    """Tell whether a content is complete at the registry and is read back later (J37)."""
    some = [record.overlay.get(""), record.overlay.get(CONTENT)]
    size = int((record.remote or record.local or {}).get("bestandsomvang") or 0)
    return any(one is not None and one["state"] == "complete" for one in some) and (
        not policy.verifies_now(size)
    )


def read_back(desk: Desk, record: Record, info: BlobInfo, versie: int) -> Content:
    """Read length and content of a version back; confirms the record when both are ours."""
    assert record.ref is not None  # noqa: S101  only what is there is read back
    read_at = desk.clock.now_utc()
    body = desk.client.get(record.ref)
    if body.get("locked"):
        return Content.BUSY
    with desk.replica.read() as reader:
        policy = policy_of(reader)
    if not policy.verifies_now(info.size_bytes) and body.get("inhoud"):
        _postpone(desk, record, body)
        return Content.LATER
    size, sha256 = _downloaded(desk, record.ref, versie)
    if size == 0 < info.size_bytes:
        return Content.MISSING
    if size != info.size_bytes and _is_no_content(desk, record, body, size, versie, read_at):
        raise NotUnderstood("answer-unreadable", what=str(body.get("identificatie") or ""))
    with desk.replica.write() as writer:
        fresh = writer.records.get(record.local_id)
        if (size, sha256) != (info.size_bytes, info.sha256):
            _broken(writer, fresh, body, info, versie, read_at)
            return Content.OTHER
        _confirm(desk, writer, fresh, body, replace(info, versie=versie), read_at)
    return Content.WHOLE


def _is_no_content(
    desk: Desk, record: Record, body: Json, size: int, versie: int, read_at: datetime
) -> bool:
    """Tell whether what came is not what the registry says it has: the page of a guest network.

    A registry that says so again after T_limit is believed, and gets the content once more (J15).
    """
    if body.get("versie") != versie or body.get("bestandsomvang") == size:
        return False
    with desk.replica.write() as writer:
        fresh = writer.records.get(record.local_id)
        since = str(fresh.ghosts.get(_UNLIKE, read_at.isoformat()))
        writer.records.save(replace(fresh, ghosts={**fresh.ghosts, _UNLIKE: since}))
    return desk.steady.waited_s(datetime.fromisoformat(since), read_at) < desk.limit_s


def _downloaded(desk: Desk, ref: RemoteRef, versie: int) -> tuple[int, str]:
    size, digest = 0, hashlib.sha256()
    for chunk in desk.client.download(ref, versie=versie):
        desk.check()
        size += len(chunk)
        digest.update(chunk)
    return size, digest.hexdigest()


def sha256_of(desk: Desk, ref: RemoteRef, versie: int) -> str:
    """Give the hash of a version's content at the registry."""
    return _downloaded(desk, ref, versie)[1]


def _confirm(
    desk: Desk, writer: Writer, fresh: Record, body: Json, info: BlobInfo, read_at: datetime
) -> None:
    writer.contents.put_blob(info)
    pending = new_content(fresh)
    if pending is not None and pending.blob == info.blob_id:
        fresh = arrived(fresh, info.versie or 1, info.sha256, info.size_bytes)
    elif pending is not None and pending.versie is None:  # made on this one while it was under way
        ground = replace(
            pending, versie=info.versie, sha256=info.sha256, size_bytes=info.size_bytes
        )  # fmt: skip
        fresh = with_content(fresh, ground)
    ghosts = {n: one for n, one in fresh.ghosts.items() if n not in {_BROKEN, _UNLIKE}}
    overlay = {name: sent for name, sent in fresh.overlay.items() if name}
    fresh = replace(fresh, ghosts=ghosts, overlay=overlay)
    observe(desk, writer, fresh, body, read_at=read_at)
    for entry in writer.journal.entries_of(fresh.local_id):
        if entry.outcome is Outcome.APPLIED:
            writer.journal.update(replace(entry, outcome=Outcome.SEEN))


def _postpone(desk: Desk, record: Record, body: Json) -> None:
    """Note that the content is complete there and stays *verzonden* until it may be read."""
    with desk.replica.write() as writer:
        fresh = writer.records.get(record.local_id)
        overlay = {
            name: {**sent, "state": "complete"}
            if name in {"", CONTENT} and sent["state"] != WANTED
            else sent
            for name, sent in fresh.overlay.items()
        }
        writer.records.save(replace(fresh, overlay=overlay, remote=body))


def _broken(
    writer: Writer, fresh: Record, body: Json, info: BlobInfo, versie: int, read_at: datetime
) -> None:
    """Send it once more as a new version; the second time it is a refusal (J15).

    A newer content that was made meanwhile goes instead of it.
    """
    if _BROKEN in fresh.ghosts:
        detail = {"edit_seq": fresh.edit_seq}
        ask(
            writer, fresh, Reason.CONTENT_DIFFERS, read_at, kind=ItemKind.REJECTION, detail=detail
        )  # fmt: skip
        return
    again = as_version(fresh, info, versie)
    ghosts = {**again.ghosts, _BROKEN: read_at.isoformat()}
    writer.records.save(replace(again, ghosts=ghosts, remote=body, base=body))


def as_version(record: Record, info: BlobInfo, versie: int) -> Record:
    """Give the record with its first content, or a newer one, to be sent as a version on `versie`.

    That asks before it goes over somebody's content (S60).
    """
    local = record.local or {}
    pending = new_content(record)
    if pending is None:
        values = {name: local[name] for name in _FIELDS if name in local}
        pending = NewContent(info.blob_id, versie, "", 0, values)
    again = with_content(record, replace(pending, versie=versie, state=WANTED))
    return replace(again, overlay={name: sent for name, sent in again.overlay.items() if name})
