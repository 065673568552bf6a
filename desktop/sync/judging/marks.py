"""Pure: the mark that every write carries in `X-Audit-Toelichting` (S12).

The mark comes first, then the person's own reason. A header holds printable Latin characters only:
what it cannot hold is written in the nearest way it can, so that a reason never stops a request.
"""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from desktop.domain.records import Record

REASON = "reason"
"""Mark of a record: why the person did what is about to be sent."""
MOST = 400
_NEAREST = str.maketrans({
    "‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "...", "€": "EUR", "•": "-",
})  # fmt: skip


def mark_of(entry_id: str, reason: str = "") -> str:
    """Give the header's text: the entry's mark and, behind it, why the person did it."""
    clean = header_safe(reason)
    return f"zk:{entry_id} {clean}" if clean else f"zk:{entry_id}"


def remark_in(toelichting: str) -> str:
    """Give what a person said in a line of an audit trail, without the mark of a client of ours."""
    first, _, rest = toelichting.strip().partition(" ")
    return rest.strip() if first.startswith("zk:") else toelichting.strip()


def header_safe(text: str) -> str:
    """Give a text as a header may carry it: one line, Latin, at most `MOST` characters."""
    line = " ".join(text.translate(_NEAREST).split())
    return "".join(_nearest(character) for character in line)[:MOST].strip()


def _nearest(character: str) -> str:
    if _fits(character):
        return character
    plain = unicodedata.normalize("NFKD", character)
    kept = "".join(one for one in plain if _fits(one))
    return kept or "?"


def _fits(character: str) -> bool:
    return character.isprintable() and ord(character) < 256


def reason_in(record: Record | None) -> str:
    """Give why the person did what is about to be sent, or ""."""
    return "" if record is None else str(record.ghosts.get(REASON, ""))


def without_reason(record: Record) -> Record:
    """Give a record whose reason has gone with its request."""
    if REASON not in record.ghosts:
        return record
    return replace(
        record, ghosts={name: one for name, one in record.ghosts.items() if name != REASON}
    )
