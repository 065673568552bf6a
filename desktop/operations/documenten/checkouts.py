"""Taking a document out to edit in the person's own program, and putting it back as a version.

No lock is held while a person edits: a lock has no owner and no end, so one that is forgotten
blocks colleagues and closing for good. The lock is asked for when the version is sent, and a
version that a colleague made meanwhile becomes a choice with both contents kept (S58, S60, S61).
Nothing is ever executed here.
"""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.attachments.names import is_executable, safe_name
from desktop.domain.changes import Changed
from desktop.domain.contents import NewContent, integriteit, on_its_way, queued
from desktop.domain.errors import BadInput, Environment, NotFound
from desktop.domain.ids import LocalId
from desktop.domain.kinds import Kind
from desktop.domain.records import BlobInfo, Checkout, Json, Outcome, PlainCopy, Record, RecordState
from desktop.models.replica import Reader, Writer
from desktop.operations.documenten.documents import (
    Attached,
    Pasted,
    check_attachable,
    check_same,
    document_of,
    opened,
    write_plain,
)
from desktop.operations.workspace import Workspace
from desktop.operations.zaken.casework import back_in_line, give_reason, identificatie_of
from desktop.operations.zaken.moments import DUTCH_TIME
from desktop.operations.zaken.whose_work import account_for_edit

FOLDER = "open"
_DRAFT = "/werk"
_HEAD_BYTES = 8
_UNSENT = {Outcome.VOID, Outcome.REFUSED, Outcome.ABSENT}


@dataclass(frozen=True, slots=True)
class CheckedOut:
    """A document that is out: where its file is."""

    id: LocalId
    identificatie: str
    path: Path
    versie: int | None


def checkout(
    ws: Workspace, document: str, target: Path | None = None, *, over: bool = False
) -> CheckedOut:
    """Take a document out to edit; gives the file to open. Works without a connection.

    Without `target` the file is a tracked copy in the profile, wiped when the document is put
    back. A document that is out already keeps its file. With `over` the person said that another
    file at `target` may go. Raises NotFound("document-not-here"),
    BadInput("document-out-elsewhere" | "document-final" | "target-taken") and
    Environment("cannot-write").
    """
    with ws.replica.read() as reader:
        record = document_of(reader, document)
        info = reader.contents.blob_of(record.local_id)
        taken = reader.contents.checkout_of(record.local_id)
        draft = reader.contents.blob_of(draft_of(record.local_id))
    body = record.local or {}
    if body.get("status") == "definitief":
        raise BadInput("document-final", name=body.get("titel"))
    if info is None or not ws.blobs.exists(info.blob_id):
        raise NotFound("document-not-here", name=body.get("titel"))
    if taken is not None:
        if target is not None and Path(taken.path) != target:
            raise BadInput("document-out-elsewhere", path=taken.path)
        path = Path(taken.path)
        if not path.exists():
            _plain(ws, record.local_id, draft or info, path)
        return CheckedOut(record.local_id, identificatie_of(record), path, taken.versie)
    path = target or _own_path(ws, record)
    if target is not None and not over and target.exists():
        raise BadInput("target-taken", path=str(target))
    _plain(ws, record.local_id, info, path)
    with ws.replica.write() as writer:
        writer.contents.put_checkout(
            Checkout(
                record.local_id, info.versie, info.sha256, info.size_bytes, str(path),
                ws.clock.now_utc(),
            )
        )  # fmt: skip
    return CheckedOut(record.local_id, identificatie_of(record), path, info.versie)


def take_out_to_open(ws: Workspace, document: str) -> CheckedOut:
    """Take a document out for the program that the system has for it; it is not started here.

    A program is never taken out this way, whatever it is called. Raises as `checkout` does, and
    BadInput("document-not-opened").
    """
    with ws.replica.read() as reader:
        record = document_of(reader, document)
        info = reader.contents.blob_of(record.local_id)
    body = record.local or {}
    name = str(body.get("bestandsnaam") or body.get("titel") or "document")
    if info is not None and ws.blobs.exists(info.blob_id):
        with ws.blobs.open(info.blob_id, info.key) as content:
            head = content.read(_HEAD_BYTES)
        if is_executable(name, head):
            raise BadInput("document-not-opened", name=body.get("titel"))
    return checkout(ws, record.local_id)


def draft_of(local_id: LocalId) -> LocalId:
    """Name the saved but unfinished work on a document among the contents."""
    return LocalId(f"{local_id}{_DRAFT}")


def edited_of(local_id: LocalId) -> LocalId:
    """Give the document that a content belongs to, also of unfinished work on it."""
    return LocalId(local_id.removesuffix(_DRAFT))


def _own_path(ws: Workspace, record: Record) -> Path:
    body = record.local or {}
    name = safe_name(str(body.get("bestandsnaam") or body.get("titel") or "document"))
    return ws.profile / FOLDER / ws.ids.key(12) / name


def _plain(ws: Workspace, local_id: LocalId, info: BlobInfo, path: Path) -> None:
    """Write a readable file; one in the profile is in the register before it exists."""
    if is_tracked(ws, path):
        with ws.replica.write() as writer:
            writer.contents.put_plain_copy(PlainCopy(str(path), local_id, ws.clock.now_utc()))
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise Environment("cannot-write", path=str(path)) from error
    write_plain(ws, info, path)


def is_tracked(ws: Workspace, path: Path) -> bool:
    """Tell whether a file is one of ours, to be wiped; a file the person named is theirs."""
    return (ws.profile / FOLDER) in path.parents


def checkin(
    ws: Workspace,
    document: str,
    source: Path | None = None,
    *,
    remark: str = "",
    progress: Callable[[int], None] | None = None,
    stop: threading.Event | None = None,
) -> Attached:
    """Put a document back as a new version: on return its content is safe and goes by itself.

    Without `source` it is the file that was taken out. Equal content makes no version, and is told
    as not new. What is saved while it is put back stays out. `remark` goes along into the
    registry's audit trail. Raises BadInput("document-not-out") when nothing was taken out and no
    file is given, and BadInput("document-changing") when it is written to at this moment.
    """
    with ws.replica.read() as reader:
        record = document_of(reader, document)
        taken = reader.contents.checkout_of(record.local_id)
        draft = reader.contents.blob_of(draft_of(record.local_id))
    path = source or (None if taken is None else Path(taken.path))
    if path is None:
        raise BadInput("document-not-out", name=(record.local or {}).get("titel"))
    if source is None and draft is not None and not _has_content(path):
        done = take_in(
            ws, record.local_id, replace(draft, local_id=record.local_id), taken, remark=remark
        )
    else:
        done = new_version(
            ws, record.local_id, path, taken=taken, remark=remark, progress=progress, stop=stop
        )
    if source is None and taken is not None and _went_on(ws, taken, done):
        return done
    _put_away(ws, record.local_id, taken)
    return done


def _has_content(path: Path) -> bool:
    return path.exists() and path.stat().st_size > 0


def _went_on(ws: Workspace, taken: Checkout, done: Attached) -> bool:
    """Leave a document out whose file was saved again while it was put back; True when it was.

    The next version is made on the one that goes now.
    """
    try:
        path = Path(taken.path)
        if not _has_content(path) or digest_of(path) == done.sha256:
            return False
    except OSError:
        return False
    with ws.replica.write() as writer:
        writer.contents.put_checkout(
            replace(taken, versie=None, sha256=done.sha256, size_bytes=done.size_bytes)
        )
        _drop_drafts(writer, taken.local_id)
    return True


def new_version(
    ws: Workspace,
    document: LocalId,
    source: Path | Pasted,
    *,
    taken: Checkout | None = None,
    remark: str = "",
    progress: Callable[[int], None] | None = None,
    stop: threading.Event | None = None,
) -> Attached:
    """Take a content in as the newest version of a document."""
    if isinstance(source, Path):
        check_attachable(source)
    blob_id, key = ws.ids.blob_id(), ws.ids.secret(32)
    with opened(source) as stream:
        stored = ws.blobs.put(stream, blob_id, key, progress=progress, stop=stop)
        check_same(stream, source.name)
    now = ws.clock.now_utc()
    info = BlobInfo(blob_id, document, stored.size_bytes, stored.sha256, key, now)
    return take_in(ws, document, info, taken, remark=remark)


def take_in(
    ws: Workspace,
    document: LocalId,
    info: BlobInfo,
    taken: Checkout | None,
    *,
    always: bool = False,
    remark: str = "",
) -> Attached:
    """Make a stored content the document's newest, in one transaction.

    One that equals the newest content here makes no version, unless `always`: what is here may be
    older than what the registry has.
    """
    now = ws.clock.now_utc()
    with ws.replica.write() as writer:
        record = writer.records.get(document)
        newest = writer.contents.blob_of(document)
        if newest is not None and newest.sha256 == info.sha256 and not always:
            writer.contents.drop_blob(info.blob_id)  # its file is swept
            return replace(_attached(record, newest), is_new=False)
        account = account_for_edit(writer, record)
        back_in_line(writer, record, now)
        record = writer.records.get(document)
        values = _values(record, info)
        if _never_left(writer, record):
            writer.records.edit(document, values, account=account, now=now)
            if newest is not None:
                writer.contents.drop_blob(newest.blob_id)
        else:
            writer.records.edit(
                document, {"inhoud": f"blob://{info.blob_id}"}, account=account, now=now
            )
            if remark.strip():
                give_reason(writer, document, remark)
            ground = _ground(writer, document, taken, newest)
            content = NewContent(info.blob_id, *ground, values)
            before = writer.records.get(document)
            after = queued(before, content)
            writer.records.save(after)
            for replaced in on_its_way(before) - on_its_way(after):
                writer.contents.drop_blob(replaced)  # never sent: nobody goes back to it
        writer.contents.put_blob(replace(info, stored_at_utc=now))
    return _attached(record, info)


def _attached(record: Record, info: BlobInfo) -> Attached:
    changed = Changed(
        frozenset({Kind.DOCUMENT}), frozenset({record.local_id}), frozenset({record.family})
    )
    return Attached(
        record.local_id, identificatie_of(record), info.size_bytes, info.sha256, changed
    )


def _values(record: Record, info: BlobInfo) -> Json:
    body = record.local or {}
    day = info.stored_at_utc.astimezone(DUTCH_TIME).date().isoformat()
    values: Json = {name: body[name] for name in ("bestandsnaam", "formaat") if name in body}
    values["bestandsomvang"] = info.size_bytes
    values["integriteit"] = integriteit(info.sha256, day)
    return values


def _never_left(reader: Reader, record: Record) -> bool:
    """Tell whether no request for this document can be anywhere."""
    entries = reader.journal.entries_of(record.local_id)
    return record.ref is None and all(one.outcome in _UNSENT for one in entries)


def _ground(
    reader: Reader, document: LocalId, taken: Checkout | None, newest: BlobInfo | None
) -> tuple[int | None, str, int]:
    """Give version, hash and size of the content that the new one was made on (S60)."""
    if taken is None:
        return (
            (None, "", 0) if newest is None else (newest.versie, newest.sha256, newest.size_bytes)
        )
    versie = taken.versie
    for one in reader.contents.blobs_of(document):
        if versie is None and one.sha256 == taken.sha256:
            versie = one.versie
    return versie, taken.sha256, taken.size_bytes


def undo_checkout(ws: Workspace, document: str) -> LocalId:
    """Give up editing: the file and what was saved of it go, the document is as it was.

    Raises BadInput("document-not-out").
    """
    with ws.replica.read() as reader:
        record = document_of(reader, document)
        taken = reader.contents.checkout_of(record.local_id)
    if taken is None:
        raise BadInput("document-not-out", name=(record.local or {}).get("titel"))
    _put_away(ws, record.local_id, taken)
    return record.local_id


def _put_away(ws: Workspace, local_id: LocalId, taken: Checkout | None) -> None:
    """End the editing: no draft, no readable copy of ours."""
    with ws.replica.write() as writer:
        writer.contents.drop_checkout(local_id)
        _drop_drafts(writer, local_id)
    if taken is not None and is_tracked(ws, Path(taken.path)):
        wipe(ws, Path(taken.path))


def _drop_drafts(writer: Writer, local_id: LocalId) -> None:
    for draft in writer.contents.blobs_of(draft_of(local_id)):
        writer.contents.drop_blob(draft.blob_id)


def wipe(ws: Workspace, path: Path) -> bool:
    """Overwrite and delete a readable copy; False when another program holds it.

    A folder of ours goes with all that a program left beside its file: what a crash cut off, an
    own copy of the text, a mark that it is open.
    """
    try:
        if path.exists():
            _overwrite(path)
        if is_tracked(ws, path) and path.parent.exists():
            for rest in path.parent.iterdir():
                _overwrite(rest)
            path.parent.rmdir()
    except OSError:
        return False
    with ws.replica.write() as writer:
        writer.contents.drop_plain_copy(str(path))
    return True


def _overwrite(path: Path) -> None:
    if path.is_file() and not path.is_symlink():
        with path.open("r+b") as file:
            left = file.seek(0, os.SEEK_END)
            file.seek(0)
            while left > 0:
                left -= file.write(bytes(min(left, 1 << 20)))
            file.flush()
            os.fsync(file.fileno())
    path.unlink()


def secure(
    ws: Workspace, *, spare_open: bool = False, of: Collection[LocalId] | None = None
) -> list[Path]:
    """Leave no readable copy of ours: at start after a crash, at closing, at locking, by command.

    What was saved in a copy is first taken in, encrypted, as unfinished work on that document.
    Gives the copies that another program holds; with `spare_open` also those that an office
    program says it has open, which are left to it. `of` names the documents meant; None: all.
    """
    with ws.replica.read() as reader:
        every = reader.contents.plain_copies()
        copies = [one for one in every if of is None or one.local_id in of]
        taken = {one.path: one for one in reader.contents.checkouts()}
    left = []
    for copy in copies:
        path = Path(copy.path)
        try:
            is_kept = copy.path not in taken or _keep_safe(ws, path, taken[copy.path])
        except (OSError, Environment):
            is_kept = False
        if not is_kept:
            left.append(path)
            continue
        if (spare_open and _is_open(path)) or not wipe(ws, path):
            left.append(path)
    return left


def _keep_safe(ws: Workspace, path: Path, taken: Checkout) -> bool:
    """Keep what was saved in a copy; False while a program is writing in it.

    A file that is empty is just being written anew: what was kept of it before stays.
    """
    if not path.exists():
        return True
    if not path.stat().st_size:
        return False
    keep_draft(ws, path, taken)
    with ws.replica.read() as reader:
        drafts = {one.sha256 for one in reader.contents.blobs_of(draft_of(taken.local_id))}
    return digest_of(path) in {taken.sha256, *drafts}


def secure_locked(ws: Workspace) -> None:
    """Leave no readable copy of documents whose zaak may not be read any more (S70)."""
    with ws.replica.read() as reader:
        some = {one.local_id for one in reader.contents.plain_copies()}
        locked = {one for one in some if _is_locked_away(reader, one)}
    if locked:
        secure(ws, spare_open=True, of=locked)


def _is_locked_away(reader: Reader, local_id: LocalId) -> bool:
    record = reader.records.find(local_id)
    home = None if record is None else reader.records.find(record.family)
    return home is not None and home.state is RecordState.LOCKED_AWAY


def _is_open(path: Path) -> bool:
    """Tell whether an office program is at work on a file, by the mark it puts beside it."""
    return any(
        mark.exists()
        for mark in (
            path.with_name(f".~lock.{path.name}#"),  # LibreOffice
            path.with_name(f"~${path.name[2:]}"), path.with_name(f"~${path.name}"),  # Word, Excel
        )
    )  # fmt: skip


def digest_of(path: Path) -> str:
    """Give the SHA-256 (hex) of a file; raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def keep_draft(ws: Workspace, path: Path, taken: Checkout) -> None:
    """Keep what was saved in a file, encrypted, as unfinished work on its document.

    What was put back as it was taken out is no work any more.
    """
    if digest_of(path) == taken.sha256:
        with ws.replica.write() as writer:
            _drop_drafts(writer, taken.local_id)
        return
    blob_id, key = ws.ids.blob_id(), ws.ids.secret(32)
    with path.open("rb") as file:
        stored = ws.blobs.put(file, blob_id, key)
    draft = draft_of(taken.local_id)
    with ws.replica.write() as writer:
        _drop_drafts(writer, taken.local_id)
        writer.contents.put_blob(
            BlobInfo(
                blob_id, draft, stored.size_bytes, stored.sha256, key, ws.clock.now_utc()
            )
        )  # fmt: skip
