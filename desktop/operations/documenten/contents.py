"""Contents on this device: fetching, checking, sweeping, and what the policy says of them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from desktop.domain.contents import (
    METERED,
    POLICY,
    DocumentPolicy,
    Fetch,
    is_current,
    on_its_way,
)
from desktop.domain.errors import BadInput, Damaged, Environment, NotFound
from desktop.domain.ids import LocalId
from desktop.domain.records import BlobInfo, Progress, Record
from desktop.i18n import dates
from desktop.models.replica import Reader
from desktop.operations.documenten.checkouts import edited_of
from desktop.operations.documenten.documents import LARGE_BYTES, document_of
from desktop.operations.registries import client_for
from desktop.operations.workspace import Workspace
from desktop.sync.desk import Desk, Halt, Stopped
from desktop.sync.documenten import damaged as holding
from desktop.sync.documenten.fetching import ROOM_BYTES, fetch
from desktop.sync.documenten.verifying import policy_of

if TYPE_CHECKING:  # the network is slow to import
    from desktop.zgw.client import RegistryClient

_SWEEP_AFTER_S = 24 * 3600.0
_NEXT = "verified-up-to"
_TIDIED = "contents-tidied"
_CHECKED_A_DAY = 50
_CHECKED_BYTES = 200_000_000
_MOST_BYTES = 2**40
_LIMITS = {"recent_days": (0, 36_500), "keep_days": (0, 36_500), "at_once": (1, 16)}


@dataclass(frozen=True, slots=True)
class Checked:
    """What reading contents back found: how many were whole, and which documents were not."""

    whole: int
    damaged: tuple[LocalId, ...]
    """Their contents are forgotten where the registry has a good one, to be fetched again."""
    only_here: tuple[LocalId, ...]
    """Damaged, and not known to be at the registry: these wait for a person, under the outbox."""


def policy(ws: Workspace) -> DocumentPolicy:
    """Give what this device does with contents."""
    with ws.replica.read() as reader:
        return policy_of(reader)


def set_policy(ws: Workspace, **changes: Any) -> DocumentPolicy:
    """Change what this device does with contents; raises BadInput."""
    with ws.replica.write() as writer:
        document = policy_of(writer).to_document()
        unknown = set(changes) - set(document)
        if unknown:
            raise BadInput("policy-unknown", field=", ".join(sorted(unknown)))
        for name, value in changes.items():
            _check_setting(name, document[name], value)
        try:
            new = DocumentPolicy.from_document({**document, **changes})
        except (TypeError, ValueError) as error:
            values = ", ".join(one.value for one in Fetch)
            raise BadInput("value-not-in-list", field="fetch", values=values) from error
        writer.journal.set_setting(POLICY, new.to_document())
        writer.journal.set_setting(METERED, new.metered)
    return new


def _check_setting(name: str, now: Any, value: Any) -> None:
    """Refuse a value of another sort than the setting has: every run reads it. Raises BadInput."""
    if isinstance(now, bool):
        if not isinstance(value, bool):
            raise BadInput("value-not-in-list", field=name, values="true, false")
    elif isinstance(now, int):
        if isinstance(value, bool) or not isinstance(value, int):
            raise BadInput("value-not-number", value=value)
        least, most = _LIMITS.get(name, (0, _MOST_BYTES))
        if not least <= value <= most:
            raise BadInput("number-out-of-range", value=value, least=least, most=most)


@contextmanager
def desk_of(
    ws: Workspace,
    client: RegistryClient,
    progress: Callable[[Progress], None] | None = None,
    stop: threading.Event | None = None,
) -> Iterator[Desk]:
    """Give a desk for one document, beside any run; the client's connections end with it."""
    try:
        yield Desk(
            ws.replica, client, ws.blobs, clock=ws.clock, ids=ws.ids, objecttypes=(),
            progress=progress, stop=stop, deadline_s=None,
        )  # fmt: skip
    finally:
        client.close()


def fetch_content(
    ws: Workspace,
    document: str,
    *,
    progress: Callable[[Progress], None] | None = None,
    stop: threading.Event | None = None,
) -> BlobInfo:
    """Fetch a document's content now; goes on where an earlier try broke off.

    Raises NotFound("document-not-there"), Environment and what a read raises.
    """
    with ws.replica.read() as reader:
        record = document_of(reader, document)
        name = (record.local or {}).get("titel")
        size = int((record.local or {}).get("bestandsomvang") or 0)
    if record.ref is None:
        raise NotFound("document-not-there", name=name)
    if size > LARGE_BYTES and ws.blobs.free_bytes() - size < ROOM_BYTES // 2:
        raise Environment(
            "disk-low", name=name, needed=dates.size(size), free=dates.size(ws.blobs.free_bytes())
        )
    try:
        with desk_of(ws, client_for(ws, record), progress, stop) as desk:
            done = fetch(desk, record)
    except Halt as halt:  # the reserve that edits and outcomes need (S78)
        raise Environment("disk-full") from halt
    except Stopped as stopped:
        raise Environment("fetch-stopped", name=name) from stopped
    if done is None:
        raise NotFound("document-not-there", name=name)
    return done


def verify_contents(ws: Workspace, most: int | None = None) -> Checked:
    """Read contents back from the disk and compare their hashes.

    With `most` only so many, and no more than a fair amount of bytes, going round from where the
    last time ended: the slow check in the background. A damaged copy that the registry has too is
    let go, to be fetched again.
    """
    with ws.replica.read() as reader:
        some = [one for one in reader.contents.all_blobs() if one.is_complete]
        after = str(reader.journal.setting(_NEXT) or "")
    some.sort(key=lambda one: one.blob_id)
    if most is not None:
        start = next((n for n, one in enumerate(some) if one.blob_id > after), 0)
        some = [*some[start:], *some[:start]][:most]
    whole, damaged, only_here = 0, [], []
    read_bytes = 0
    for number, info in enumerate(some):
        if most is not None and number and read_bytes + info.size_bytes > _CHECKED_BYTES:
            some = some[:number]
            break
        read_bytes += info.size_bytes
        if _is_whole(ws, info):
            whole += 1
        elif _let_go(ws, info):
            damaged.append(info.local_id)
        else:
            only_here.append(info.local_id)
            _tell(ws, info)
    if most is not None and some:
        with ws.replica.write() as writer:
            writer.journal.set_setting(_NEXT, some[-1].blob_id)
    return Checked(whole, tuple(damaged), tuple(only_here))


def _is_whole(ws: Workspace, info: BlobInfo) -> bool:
    try:
        return ws.blobs.verify(info.blob_id, info.key, info.sha256)
    except (Damaged, OSError):
        return False


def _tell(ws: Workspace, info: BlobInfo) -> None:
    with ws.replica.write() as writer:
        record = writer.records.find(edited_of(info.local_id))
        if record is not None:
            holding.hold(writer, record, ws.clock.now_utc())


def _let_go(ws: Workspace, info: BlobInfo) -> bool:
    """Forget a damaged content when the registry was seen to have it; False when it was not."""
    if info.versie is None:
        return False
    with ws.replica.write() as writer:
        writer.contents.drop_blob(info.blob_id)
    ws.blobs.remove(info.blob_id)
    return True


def tidy(ws: Workspace) -> None:
    """Once a day: sweep, let go of what is superseded, and read some contents back."""
    now = ws.clock.now_utc()
    with ws.replica.read() as reader:
        last = reader.journal.setting(_TIDIED)
    if last is not None and (now - datetime.fromisoformat(last)).total_seconds() < _SWEEP_AFTER_S:
        return
    with ws.replica.write() as writer:
        writer.journal.set_setting(_TIDIED, now.isoformat())
    sweep(ws)
    trim(ws)
    verify_contents(ws, most=_CHECKED_A_DAY)


def sweep(ws: Workspace) -> int:
    """Delete files that no document knows and that are a day old; gives how many (J39)."""
    with ws.replica.read() as reader:
        known = reader.contents.blob_ids()
    return ws.blobs.sweep(known, ws.clock.now_utc().timestamp() - _SWEEP_AFTER_S)


def trim(ws: Workspace) -> int:
    """Let go of contents that a newer one at the registry superseded, after T_keep (S55, J36).

    Never one that is not known to be there, or that is still to be sent.
    """
    with ws.replica.read() as reader:
        before = ws.clock.now_utc() - timedelta(days=policy_of(reader).keep_days)
        old = [one for one in reader.contents.all_blobs() if one.stored_at_utc < before]
        gone = [one for one in old if _is_superseded(reader, one)]
    for info in gone:
        with ws.replica.write() as writer:
            writer.contents.drop_blob(info.blob_id)
        ws.blobs.remove(info.blob_id)
    return len(gone)


def _is_superseded(reader: Reader, info: BlobInfo) -> bool:
    record: Record | None = reader.records.find(info.local_id)
    if record is None or info.versie is None or info.blob_id in on_its_way(record):
        return False
    if record.changed_at_utc is not None or reader.contents.checkout_of(record.local_id):
        return False
    newest = reader.contents.blob_of(record.local_id)
    is_newest = newest is not None and newest.blob_id == info.blob_id
    return not is_newest and is_current(newest, record.local or {})
