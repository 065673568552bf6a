"""Contents from the registry: on demand and by policy, resumed, never shown before they fit (J42).

The hash that a registry states is checked; where it states none, the length. A stated hash that a
second whole reading contradicts alike was left behind by another program and is not believed.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from errno import ENOSPC

from desktop.domain.contents import DocumentPolicy, Fetch, is_current, stated_sha256
from desktop.domain.errors import Environment, Refused, RegistryError, Trouble, Unreachable
from desktop.domain.records import BlobInfo, Json, Record, RecordState
from desktop.models.replica import Reader
from desktop.sync.desk import Desk
from desktop.sync.documenten.verifying import policy_of
from desktop.sync.judging.refusals import is_account_trouble
from desktop.sync.pushing import readback

ROOM_BYTES = 1024 * 1024 * 1024
"""Below this much free space nothing is fetched unasked (disk rules, design section 5)."""
_TRIES = 2
_LOOK_AGAIN_S = 0.2


def fetch_by_policy(desk: Desk) -> None:
    """Fetch what the policy takes along, newest first; trouble with one document stays with it."""
    with desk.replica.read() as reader:
        policy = policy_of(reader)
        wanted = _wanted(reader, desk, policy)
    for record in wanted:
        desk.check()
        if desk.blobs.free_bytes() < ROOM_BYTES:
            return
        try:
            fetch(desk, record, waits=False)
        except Refused as refused:
            if is_account_trouble(refused) or refused.status == 429:
                raise
            desk.trouble = desk.trouble or refused
        except Unreachable as error:
            if error.trouble is not Trouble.SERVER:
                raise
            desk.trouble = desk.trouble or error
        except RegistryError as error:
            desk.trouble = desk.trouble or error


def _wanted(reader: Reader, desk: Desk, policy: DocumentPolicy) -> list[Record]:
    if policy.fetch is Fetch.NONE:
        return []
    pinned = set(reader.journal.setting(f"pinned:{desk.registry}") or ())
    since = desk.clock.now_utc() - timedelta(days=policy.recent_days)
    found = []
    for record in reader.records.documents_there(desk.registry):
        body = record.local or {}
        if record.state is not RecordState.LIVE or not body.get("inhoud"):
            continue
        if not policy.may_fetch(int(body.get("bestandsomvang") or 0)):
            continue
        if policy.fetch is Fetch.RECENT and not _is_recent(body, since):
            continue
        if policy.fetch is Fetch.PINNED and record.family not in pinned:
            continue
        if not is_current(reader.contents.blob_of(record.local_id), body):
            found.append(record)
    return sorted(found, key=lambda one: str((one.local or {}).get("beginRegistratie")))[::-1]


def _is_recent(body: Json, since: datetime) -> bool:
    text = str(body.get("beginRegistratie") or body.get("creatiedatum") or "")
    return text[:10] >= since.date().isoformat()


def fetch(desk: Desk, record: Record, *, waits: bool = True) -> BlobInfo | None:
    """Fetch the newest content of a document; None when the registry has none.

    One at a time brings a document in, among all threads and programs of this profile: another
    `waits`, and finds it here then, or gives None at once. Raises what a read raises (what came
    stays for the next time), Environment when there is no room, and
    Environment("content-damaged") when it came out different twice.
    """
    while True:
        with desk.blobs.turn(record.local_id) as is_ours:
            if is_ours:
                return _fetch(desk, record)
        if not waits:
            return None
        desk.check()
        desk.clock.wait(_LOOK_AGAIN_S, desk.stop)


def _fetch(desk: Desk, record: Record) -> BlobInfo | None:
    judged = readback.fresh(desk, record)
    body = {} if judged is None else dict(judged.record.remote or {})
    if not body.get("inhoud"):
        return None
    with desk.replica.read() as reader:
        here = reader.contents.blob_of(record.local_id)
    if is_current(here, body) and here is not None and desk.blobs.exists(here.blob_id):
        return here
    seen: set[str] = set()
    for _ in range(_TRIES):
        info = _begun(desk, record, body)
        done = _download(desk, record, info, seen)
        if done is not None:
            return done
    raise Environment("content-damaged", name=body.get("titel"))


def _begun(desk: Desk, record: Record, body: Json) -> BlobInfo:
    """Go on with a content of this version that is coming in, or begin one, written down first."""
    versie = int(body.get("versie") or 1)
    size = int(body.get("bestandsomvang") or 0)
    with desk.replica.write() as writer:
        for one in writer.contents.blobs_of(record.local_id):
            if one.is_complete:
                continue
            if (one.versie, one.size_bytes) == (versie, size):
                return one
            writer.contents.drop_blob(one.blob_id)
            desk.blobs.remove(one.blob_id)
        info = BlobInfo(
            desk.ids.blob_id(), record.local_id, size, stated_sha256(body), desk.ids.secret(32),
            desk.clock.now_utc(), versie, is_complete=False,
        )  # fmt: skip
        writer.contents.put_blob(info)
    return info


def _download(desk: Desk, record: Record, info: BlobInfo, seen: set[str]) -> BlobInfo | None:
    """Bring a content in; None when it does not fit, with nothing of it left."""
    assert record.ref is not None  # noqa: S101  only what is at the registry is fetched
    coming = desk.blobs.coming(info.blob_id, info.key)
    try:
        if coming.size_bytes < info.size_bytes:
            chunks = desk.client.download(
                record.ref, versie=info.versie, offset=coming.size_bytes
            )  # fmt: skip
            for chunk in chunks:
                desk.check()
                coming.write(chunk)
                desk.tell("fetch", coming.size_bytes, info.size_bytes, "bytes")
        sha256 = coming.sha256()
        if coming.size_bytes != info.size_bytes or (
            info.sha256 and sha256 != info.sha256 and sha256 not in seen
        ):
            seen.add(sha256)
            coming.close()
            desk.blobs.remove(info.blob_id)
            with desk.replica.write() as writer:
                writer.contents.drop_blob(info.blob_id)
            return None
        coming.finish()
    except OSError as error:
        reason = "disk-full" if error.errno == ENOSPC else "disk-error"
        raise Environment(reason) from error
    finally:
        coming.close()
    done = replace(info, sha256=sha256, is_complete=True, stored_at_utc=desk.clock.now_utc())
    with desk.replica.write() as writer:
        writer.contents.put_blob(done)
    return done
