"""How heavy what goes to the registry is: small things first, large ones not over a dear line.

A film of 2 GB in one zaak must not keep the note of another waiting (design section 5: in the order
of what people wait for). On a metered line a large content waits, whole or half sent.
"""

from __future__ import annotations

from collections.abc import Iterable

from desktop.domain.contents import WANTED, DocumentPolicy, new_content
from desktop.domain.ids import LocalId
from desktop.domain.kinds import Kind
from desktop.domain.reasons import Reason
from desktop.domain.records import Record

LARGE_BYTES = 5_000_000


def bytes_to_send(record: Record) -> int:
    """Give the size of a content that is not wholly at the registry yet, 0 for none."""
    if record.kind is not Kind.DOCUMENT or record.local is None:
        return 0
    content = new_content(record)
    if content is not None:
        return int(content.values.get("bestandsomvang") or 0) if content.state == WANTED else 0
    created = record.overlay.get("")
    is_new = record.ref is None or (created is not None and created.get("state") != "complete")
    return int(record.local.get("bestandsomvang") or 0) if is_new else 0


def heavy_families(records: Iterable[Record]) -> set[LocalId]:
    """Give the families that have a large content to send."""
    return {one.family for one in records if bytes_to_send(one) > LARGE_BYTES}


def waits_for_line(record: Record, policy: DocumentPolicy, *, light: bool) -> Reason | None:
    """Tell why a content does not go now: the line is dear, or (`light`) small ones go first."""
    size = bytes_to_send(record)
    if policy.metered and size > policy.metered_upload_bytes:
        return Reason.METERED
    return Reason.SMALL_FIRST if light and size > LARGE_BYTES else None
