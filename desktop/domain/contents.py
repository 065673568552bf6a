"""Pure: the content of a document that is on its way, and what this device does with contents.

A content is no field: base and local are blobs. What is on its way stands in the record's overlay
under `inhoud`, with a state: *wanted* (kept here, not sent), *unknown*, *answered* (sent, not read
back). It is gone from there when the registry was seen to give the same bytes (S64).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from desktop.domain.ids import BlobId
from desktop.domain.records import BlobInfo, Json, Record

CONTENT = "inhoud"
"""Key of the overlay; the standard's own name, and read-only, so that it is never a unit."""
WANTED = "wanted"
_NEXT = "next"


@dataclass(frozen=True, slots=True)
class NewContent:
    """A content made here: which blob, and which version and content it was made on (S60)."""

    blob: BlobId
    versie: int | None
    sha256: str
    """Of the content it was made on; "" when that was never here."""
    size_bytes: int
    values: Json
    """`bestandsomvang`, `bestandsnaam`, `formaat`, `integriteit` of the new content."""
    state: str = WANTED
    entry: str = ""
    at: str = ""


def new_content(record: Record) -> NewContent | None:
    """Give the content of a record that is on its way, or None."""
    kept = record.overlay.get(CONTENT)
    if kept is None:
        return None
    return NewContent(
        BlobId(kept["blob"]), kept["versie"], kept["sha256"], kept["size_bytes"], kept["values"],
        kept["state"], kept.get("entry", ""), kept.get("at", ""),
    )  # fmt: skip


def with_content(record: Record, content: NewContent) -> Record:
    """Give the record with a content on its way; one that was made meanwhile stays behind it.

    When the first is wanted again it has not arrived: then only the newer one is wanted.
    """
    newer = record.overlay.get(CONTENT, {}).get(_NEXT)
    if newer is not None and content.state == WANTED:
        content = replace(content, blob=BlobId(newer["blob"]), values=newer["values"])
        newer = None
    kept = _stored(content)
    if newer is not None:
        kept[_NEXT] = newer
    return replace(record, overlay={**record.overlay, CONTENT: kept})


def _stored(content: NewContent) -> Json:
    return {
        "fields": {}, "blob": content.blob, "versie": content.versie, "sha256": content.sha256,
        "size_bytes": content.size_bytes, "values": content.values, "state": content.state,
        "entry": content.entry, "at": content.at,
    }  # fmt: skip


def queued(record: Record, content: NewContent) -> Record:
    """Give the record with a content made now: behind one that is being sent, else instead of it.

    A content that was not sent yet is replaced; what that one was made on stays the ground.
    """
    earlier = new_content(record)
    if earlier is None:
        return with_content(record, content)
    if earlier.state == WANTED:
        same_ground = replace(earlier, blob=content.blob, values=content.values)
        return replace(record, overlay={**record.overlay, CONTENT: _stored(same_ground)})
    kept = {**record.overlay[CONTENT], _NEXT: {"blob": content.blob, "values": content.values}}
    return replace(record, overlay={**record.overlay, CONTENT: kept})


def arrived(record: Record, versie: int, sha256: str, size_bytes: int) -> Record:
    """Give the record after its content was confirmed as a version; a newer one is wanted next."""
    newer = record.overlay[CONTENT].get(_NEXT)
    bare = without_content(record)
    if newer is None:
        return bare
    content = NewContent(BlobId(newer["blob"]), versie, sha256, size_bytes, newer["values"])
    return with_content(bare, content)


def without_content(record: Record) -> Record:
    """Give the record with nothing of a content on its way."""
    overlay = {name: sent for name, sent in record.overlay.items() if name != CONTENT}
    return replace(record, overlay=overlay)


def on_its_way(record: Record) -> set[BlobId]:
    """Give the contents that are still to be sent or confirmed."""
    kept = record.overlay.get(CONTENT)
    if kept is None:
        return set()
    return {BlobId(one["blob"]) for one in (kept, kept.get(_NEXT)) if one is not None}


def integriteit(sha256: str, day: str) -> Json:
    """Give the standard's own form of a checksum (`day` as 2026-11-24)."""
    return {"algoritme": "sha_256", "waarde": sha256, "datum": day}


def stated_sha256(body: Mapping[str, Any]) -> str:
    """Give the SHA-256 a registry states of a content, "" when it states none."""
    stated = body.get("integriteit") or {}
    if not isinstance(stated, dict) or stated.get("algoritme") != "sha_256":
        return ""
    return str(stated.get("waarde") or "").casefold()


def is_current(info: BlobInfo | None, body: Mapping[str, Any]) -> bool:
    """Tell whether a content here is the one that the registry shows (`body`).

    Versions of which only metadata changed have the same content: the stated checksum tells.
    """
    if info is None or not info.is_complete:
        return False
    if info.versie is None or info.versie >= int(body.get("versie") or 1):
        return True
    size = int(body.get("bestandsomvang") or 0)
    return info.size_bytes == size and stated_sha256(body) == info.sha256


class TextOutcome(StrEnum):
    """What taking the words out of a content gave; the value is stored."""

    READ = "gelezen"
    NOTHING = "geen tekst"
    TOO_LARGE = "te groot"
    FAILED = "onleesbaar"


class Fetch(StrEnum):
    """Which contents are fetched without being asked for; the value is stored."""

    ALL = "alles"
    RECENT = "recent"
    PINNED = "vastgezet"
    NONE = "niets"


@dataclass(frozen=True, slots=True)
class DocumentPolicy:
    """What this device does with contents; a setting of the profile.

    `most_bytes` bounds what is fetched unasked, `verify_most_bytes` what is read back at once
    after sending (0: everything); `metered` postpones both above `metered_most_bytes`,
    and sending above `metered_upload_bytes`.
    `at_once` is how many small documents of one zaak are sent beside one another.
    """

    fetch: Fetch = Fetch.NONE
    recent_days: int = 30
    most_bytes: int = 50_000_000
    verify_most_bytes: int = 0
    metered: bool = False
    metered_most_bytes: int = 1_000_000
    metered_upload_bytes: int = 10_000_000
    keep_location: bool = False
    smaller_px: int = 0
    """Longest side of the copy that is attached of a larger photograph; 0: as it is."""
    at_once: int = 3
    keep_days: int = 30
    """How long a content that is at the registry, and superseded there, stays here (T_keep)."""

    @classmethod
    def from_document(cls, document: Mapping[str, Any] | None) -> DocumentPolicy:
        """Read a stored policy; what is unknown or missing takes its default."""
        known = {name: value for name, value in (document or {}).items() if name in cls.__slots__}
        if "fetch" in known:
            known["fetch"] = Fetch(known["fetch"])
        return cls(**known)

    def to_document(self) -> Json:
        """Give the form that is stored."""
        return {name: getattr(self, name) for name in self.__slots__}

    def may_fetch(self, size_bytes: int) -> bool:
        """Tell whether a content of this size comes unasked."""
        return size_bytes <= (self.metered_most_bytes if self.metered else self.most_bytes)

    def verifies_now(self, size_bytes: int) -> bool:
        """Tell whether a content of this size is read back at once (S64, J37)."""
        if self.metered and size_bytes > self.metered_most_bytes:
            return False
        return not self.verify_most_bytes or size_bytes <= self.verify_most_bytes


POLICY = "documents"
"""Name of the setting that keeps the policy."""
METERED = "metered"
"""Name of the setting that tells whether the line is dear; runs keep to it too."""
