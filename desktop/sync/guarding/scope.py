"""What this replica takes along, and letting go of what fell out of it (S66, S69).

A zaak that the scope no longer holds stays for a grace period, marked with when it left; coming
back within it costs nothing. After it the zaak is evicted with all its parts and contents, but
never while anything of it is unsent, unsettled, asked or needed. Its local id is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from desktop.domain.ids import BlobId, LocalId, RemoteRef
from desktop.domain.kinds import Kind
from desktop.domain.records import ItemKind, Record, RecordState
from desktop.models.replica import Reader, Writer
from desktop.sync.desk import Desk, evicted_key
from desktop.sync.observing.children import BATCH

_WHO = "rol__betrokkeneIdentificatie__"
_OPEN_MATTERS = {ItemKind.CONFLICT, ItemKind.QUESTION, ItemKind.REJECTION}


def listings(desk: Desk) -> list[dict[str, str]]:
    """Give the filters whose lists together are the scope: open zaken, and closed ones if asked."""
    config = desk.config
    params = {"ordering": "identificatie"}
    if desk.capabilities.get("page_size"):
        params["pageSize"] = str(BATCH)
    match config.scope:
        case "mine":
            params[f"{_WHO}medewerker__identificatie"] = config.user_id
        case "team":
            params[f"{_WHO}organisatorischeEenheid__identificatie"] = config.team
        case "search":
            params |= config.search
    found = [{**params, "einddatum__isnull": "true"}]
    if config.closed_days > 0:
        since = desk.clock.now_utc().date() - timedelta(days=config.closed_days + 1)
        found.append({**params, "einddatum__gt": since.isoformat()})
    return found


def pin_key(registry: str) -> str:
    """Give the setting that holds the local ids of pinned zaken."""
    return f"pinned:{registry}"


def pinned(reader: Reader, registry: str) -> set[LocalId]:
    """Give the zaken that stay whatever the scope says."""
    return {LocalId(one) for one in reader.journal.setting(pin_key(registry)) or []}


def mark(desk: Desk, absent: Sequence[LocalId], now: datetime) -> list[LocalId]:
    """Note since when zaken are outside the scope; gives those whose grace is over (T_grace).

    A zaak that the list shows again loses its mark (`unmark`).
    """
    grace = timedelta(days=desk.config.grace_days)
    with desk.replica.read() as reader:
        stay = pinned(reader, desk.registry)
        outside = reader.records.many([one for one in absent if one not in stay]).values()
    fresh = [one for one in outside if "left" not in one.ghosts]
    if fresh:
        with desk.replica.write() as writer:
            for one in fresh:
                now_there = writer.records.get(one.local_id)
                ghosts = {**now_there.ghosts, "left": now.isoformat()}
                writer.records.save(replace(now_there, ghosts=ghosts))
    return [
        one.local_id
        for one in outside
        if "left" in one.ghosts and now - datetime.fromisoformat(one.ghosts["left"]) >= grace
    ]


def unmark(desk: Desk, returned: Sequence[LocalId]) -> None:
    """Note that zaken are in the scope again."""
    if not returned:
        return
    with desk.replica.write() as writer:
        for local_id in returned:
            record = writer.records.get(local_id)
            ghosts = {name: value for name, value in record.ghosts.items() if name != "left"}
            writer.records.save(replace(record, ghosts=ghosts))


def holds_back(reader: Reader, family: Sequence[Record]) -> bool:
    """Tell whether a family may not leave: work, questions, uploads, or needed as parent (S66)."""
    if holding(reader, family):
        return True
    return any(_is_here(reader, family[0].registry, url) for url in _subcases(family))


def holding(reader: Reader, family: Sequence[Record]) -> set[LocalId]:
    """Name what of a family may not leave: work, requests, questions, uploads, edits (S66)."""
    ids = {one.local_id for one in family}
    held = {one.local_id for one in family if one.changed_at_utc is not None or one.overlay}
    unfinished = reader.journal.unfinished(family[0].registry)
    held |= ids & {entry.local_id for entry in unfinished}
    items = reader.journal.items(family=family[0].family)
    held |= {item.local_id for item in items if item.kind in _OPEN_MATTERS}
    out = {one for one in ids if reader.contents.upload_of(one) or reader.contents.checkout_of(one)}
    return held | out


def _subcases(family: Sequence[Record]) -> list[str]:
    zaak = next((one for one in family if one.kind is Kind.ZAAK), None)
    return [] if zaak is None else [str(one) for one in (zaak.base or {}).get("deelzaken") or []]


def _is_here(reader: Reader, registry: str, url: str) -> bool:
    if not url.startswith("zgw://"):
        return False
    found = reader.records.by_ref(registry, RemoteRef.parse(url))
    return found is not None and found.state is RecordState.LIVE


def evict(desk: Desk, due: Iterable[LocalId]) -> list[RemoteRef]:
    """Let go of zaken with everything of them (W13); gives the references that are gone."""
    with desk.replica.write() as writer:
        gone, blobs = remove_families(writer, due)
    for blob in blobs:
        desk.blobs.remove(blob)
    return gone


def remove_families(writer: Writer, due: Iterable[LocalId]) -> tuple[list[RemoteRef], list[BlobId]]:
    """Remove zaken that nothing holds back; gives what is gone, and contents to remove after."""
    gone: list[RemoteRef] = []
    blobs: list[BlobId] = []
    for local_id in due:
        family = writer.records.family(local_id)
        if not family or holds_back(writer, family):
            continue
        gone += [one.ref for one in family if one.ref is not None and one.kind is Kind.ZAAK]
        blobs += remove_records(writer, family)
    return gone, blobs


def remove_records(writer: Writer, family: Sequence[Record]) -> list[BlobId]:
    """Remove a family, or some of it; a document that a link elsewhere shows moves there.

    Gives the contents to remove when this is committed.
    """
    shared = _shared_documents(writer, family)
    leaving = [one for one in family if one.local_id not in shared]
    for one in family:
        if one.local_id in shared:
            home = shared[one.local_id]
            writer.records.move(one, home)
    blobs = [
        info.blob_id for one in leaving for info in writer.contents.blobs_of(one.local_id)
    ]  # fmt: skip
    for blob in blobs:
        writer.contents.drop_blob(blob)
    writer.journal.forget([one.local_id for one in leaving])
    for one in leaving:
        if one.kind is Kind.ZAAK and one.ref is not None:
            key = evicted_key(one.registry, str(one.ref))
            writer.journal.set_setting(key, one.local_id)
        writer.records.remove(one.local_id)
    return blobs


def _shared_documents(reader: Reader, family: Sequence[Record]) -> dict[LocalId, LocalId]:
    members = {one.local_id for one in family}
    found = {}
    for one in family:
        if one.kind is Kind.DOCUMENT and one.ref is not None:
            for link in reader.records.links_to(one.registry, one.ref):
                if link.local_id not in members:
                    found[one.local_id] = link.family
    return found
