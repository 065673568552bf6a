"""Rows to frozen values and back; no queries."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from desktop.domain.ids import BlobId, EntryId, LocalId, RemoteRef
from desktop.domain.kinds import Kind
from desktop.domain.records import (
    BlobInfo,
    Checkout,
    Edit,
    Entry,
    ItemKind,
    Json,
    OpenItem,
    Outcome,
    Part,
    PlainCopy,
    Purpose,
    Record,
    RecordState,
    Upload,
)

RECORD_COLUMNS = (
    "local_id", "registry", "kind", "family", "parent", "subtype", "state", "ref", "base", "local",
    "remote", "overlay", "ghosts", "edit_seq", "changed_at", "seen_at",
)  # fmt: skip
"""All columns of `record` but its row id, in the order in which rows are read and written here."""
ENTRY_COLUMNS = (
    "entry_id", "registry", "local_id", "family", "purpose", "method", "target", "edit_seq", "body",
    "digest", "base_values", "preset", "left_at", "left_monotonic_s", "boot_id", "outcome",
    "answered_at", "status", "code", "detail", "parent_entry", "looked_at", "looks",
)  # fmt: skip
"""All columns of `entry` but its number."""
SAME_AS_BASE = "="
_EMPTY = "{}"

_encoder = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))
_make: Any = vars(json.encoder).get("c_make_encoder")
_encode = _make and _make(
    None, _encoder.default, json.encoder.encode_basestring, None, ":", ",", False, False, True
)


def dump(value: Any) -> str:
    """Give compact JSON text.

    Python's own encoder makes another one in C for each value, which costs as much as a small body:
    here one is made for all, where there is one in C.
    """
    return _encoder.encode(value) if _encode is None else "".join(_encode(value, 0))


_read = json.JSONDecoder().raw_decode


def load(text: str) -> Any:
    """Read JSON text that `dump` made: there is no white space around it to look for."""
    return _read(text)[0]


def instant(text: str | None) -> datetime | None:
    """Read a stored instant."""
    return None if text is None else datetime.fromisoformat(text)


def stored(moment: datetime | None) -> str | None:
    """Give the stored form of an aware UTC instant: sortable text with microseconds."""
    return None if moment is None else moment.isoformat(timespec="microseconds")


def _tree(text: str | None, base: Json | None) -> Json | None:
    if text is None:
        return None
    return base if text == SAME_AS_BASE else load(text)


def _object(text: str) -> Json:
    return {} if text == _EMPTY else load(text)


def record_of(row: Sequence[Any]) -> Record:
    """Make a record of a row of `record`, columns in the order of `RECORD_COLUMNS`."""
    (
        local_id, registry, kind, family, parent, subtype, state, ref, base_text, local, remote,
        overlay, ghosts, edit_seq, changed_at, seen_at,
    ) = row  # fmt: skip
    base: Json | None = None if base_text is None else load(base_text)
    return Record(
        local_id=LocalId(local_id),
        registry=registry,
        kind=Kind(kind),
        family=LocalId(family),
        local=_tree(local, base),
        base=base,
        remote=_tree(remote, base),
        ref=None if ref is None else RemoteRef.parse(ref),
        parent=None if parent is None else LocalId(parent),
        subtype=subtype,
        state=RecordState(state),
        edit_seq=edit_seq,
        overlay=_object(overlay),
        ghosts=_object(ghosts),
        changed_at_utc=instant(changed_at),
        seen_at_utc=instant(seen_at),
    )


def _tree_text(value: Json | None, base: Json | None) -> str | None:
    if value is None:
        return None
    if base is not None and (value is base or value == base):
        return SAME_AS_BASE
    return dump(value)


def record_values(record: Record) -> tuple[Any, ...]:
    """Give the column values of a record, in the order of `RECORD_COLUMNS`."""
    base = record.base
    return (
        record.local_id,
        record.registry,
        record.kind.value,
        record.family,
        record.parent,
        record.subtype,
        record.state.value,
        None if record.ref is None else str(record.ref),
        None if base is None else dump(base),
        _tree_text(record.local, base),
        _tree_text(record.remote, base),
        dump(record.overlay) if record.overlay else _EMPTY,
        dump(record.ghosts) if record.ghosts else _EMPTY,
        record.edit_seq,
        stored(record.changed_at_utc),
        stored(record.seen_at_utc),
    )


def edit_of(row: Mapping[str, Any]) -> Edit:
    """Make an edit of its row."""
    made = instant(row["made_at"])
    assert made is not None  # noqa: S101  the column is not nullable
    return Edit(
        row["seq"],
        LocalId(row["local_id"]),
        row["field"],
        load(row["before"]),
        load(row["after"]),
        row["account"],
        made,
    )


def entry_of(row: Mapping[str, Any]) -> Entry:
    """Make an in-flight entry of its row."""
    return Entry(
        entry_id=EntryId(row["entry_id"]),
        registry=row["registry"],
        local_id=LocalId(row["local_id"]),
        family=LocalId(row["family"]),
        purpose=Purpose(row["purpose"]),
        method=row["method"],
        target=row["target"],
        edit_seq=row["edit_seq"],
        body=None if row["body"] is None else load(row["body"]),
        digest=row["digest"],
        base_values=load(row["base_values"]),
        preset=tuple(load(row["preset"])),
        left_at_utc=instant(row["left_at"]),
        left_monotonic_s=row["left_monotonic_s"],
        boot_id=row["boot_id"],
        outcome=Outcome(row["outcome"]),
        answered_at_utc=instant(row["answered_at"]),
        status=row["status"],
        code=row["code"],
        detail=row["detail"],
        parent_entry=None if row["parent_entry"] is None else EntryId(row["parent_entry"]),
        looked_at_utc=instant(row["looked_at"]),
        looks=row["looks"],
    )


def entry_values(entry: Entry) -> dict[str, Any]:
    """Give the column values of an entry."""
    return {
        "entry_id": entry.entry_id,
        "registry": entry.registry,
        "local_id": entry.local_id,
        "family": entry.family,
        "purpose": entry.purpose.value,
        "method": entry.method,
        "target": entry.target,
        "edit_seq": entry.edit_seq,
        "body": None if entry.body is None else dump(entry.body),
        "digest": entry.digest,
        "base_values": dump(entry.base_values),
        "preset": dump(list(entry.preset)),
        "left_at": stored(entry.left_at_utc),
        "left_monotonic_s": entry.left_monotonic_s,
        "boot_id": entry.boot_id,
        "outcome": entry.outcome.value,
        "answered_at": stored(entry.answered_at_utc),
        "status": entry.status,
        "code": entry.code,
        "detail": entry.detail,
        "parent_entry": entry.parent_entry,
        "looked_at": stored(entry.looked_at_utc),
        "looks": entry.looks,
    }


def item_of(row: Mapping[str, Any]) -> OpenItem:
    """Make an open item of its row."""
    opened = instant(row["opened_at"])
    assert opened is not None  # noqa: S101  the column is not nullable
    return OpenItem(
        n=row["n"],
        registry=row["registry"],
        family=LocalId(row["family"]),
        local_id=LocalId(row["local_id"]),
        kind=ItemKind(row["kind"]),
        unit=row["unit"],
        reason=row["reason"],
        base=load(row["base"]),
        mine=load(row["mine"]),
        theirs=load(row["theirs"]),
        detail=load(row["detail"]),
        opened_at_utc=opened,
        resolved_at_utc=instant(row["resolved_at"]),
        resolution=row["resolution"],
    )


def blob_of(row: Mapping[str, Any]) -> BlobInfo:
    """Make blob information of its row."""
    at = instant(row["stored_at"])
    assert at is not None  # noqa: S101  the column is not nullable
    return BlobInfo(
        BlobId(row["blob_id"]),
        LocalId(row["local_id"]),
        row["size_bytes"],
        row["sha256"],
        row["key"],
        at,
        row["versie"],
        bool(row["complete"]),
    )


def checkout_of(row: Mapping[str, Any]) -> Checkout:
    """Make a document taken to edit of its row."""
    at = instant(row["made_at"])
    assert at is not None  # noqa: S101  the column is not nullable
    return Checkout(
        LocalId(row["local_id"]), row["versie"], row["sha256"], row["size_bytes"], row["path"], at
    )


def plain_copy_of(row: Mapping[str, Any]) -> PlainCopy:
    """Make a readable file of its row."""
    at = instant(row["made_at"])
    assert at is not None  # noqa: S101  the column is not nullable
    return PlainCopy(row["path"], LocalId(row["local_id"]), at)


def upload_of(row: Mapping[str, Any]) -> Upload:
    """Make an upload of its row."""
    parts = tuple(Part(**part) for part in load(row["parts"]))
    return Upload(LocalId(row["local_id"]), row["lock"], parts)
