"""Words inside documents: taken on this device, in the background, so that search finds them.

A step of its own after a content came in; attaching never waits for it. What a stranger's file can
do is bounded: a process apart reads it (`attachments.apart`), with limits of size, time and memory.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass

from desktop.attachments.apart import Apart, NoReader, Unreadable
from desktop.attachments.sorts import HEAD_BYTES, Sort, is_old_office, sort_of
from desktop.domain.contents import TextOutcome
from desktop.domain.errors import Damaged
from desktop.domain.ids import LocalId
from desktop.domain.records import BlobInfo
from desktop.models.worklist import match_of
from desktop.operations.workspace import Workspace

MOST_BYTES = 64 * 1024 * 1024
"""Larger contents are not read for words."""
MOST_CHARACTERS = 1_000_000
"""So much of one document is found by search."""
_EACH_S = 20.0
_AT_ONCE = 200
_WORDLESS = {Sort.IMAGE, Sort.OTHER}


@dataclass(frozen=True, slots=True)
class Taken:
    """How many contents were looked into, by what that gave."""

    read: int = 0
    wordless: int = 0
    too_large: int = 0
    unreadable: int = 0


def take_words(
    ws: Workspace,
    *,
    most: int = _AT_ONCE,
    within_s: float | None = None,
    stop: threading.Event | None = None,
) -> Taken:
    """Take the words of contents that came in, newest first; gives what was done.

    Ends when `most` are done, the time is up or `stop` is set; the rest follows the next time.
    """
    with ws.replica.read() as reader:
        wanting = reader.texts.wanting(most)
    until_s = None if within_s is None else ws.clock.monotonic_s() + within_s
    counts = dict.fromkeys(TextOutcome, 0)
    apart: Apart | None = None
    try:
        for info in wanting:
            is_late = until_s is not None and ws.clock.monotonic_s() >= until_s
            if is_late or (stop is not None and stop.is_set()):
                break
            if apart is None or not apart.is_alive:
                apart = _anew(apart)
            if apart is None:
                break  # nothing can be looked into now; it is tried again the next time
            outcome, words = _words_of(ws, info, apart)
            with ws.replica.write() as writer:
                now = ws.clock.now_utc()
                writer.texts.put(info.local_id, info.blob_id, outcome, words, now)
            counts[outcome] += 1
    finally:
        if apart is not None:
            apart.close()
    return Taken(
        counts[TextOutcome.READ], counts[TextOutcome.NOTHING], counts[TextOutcome.TOO_LARGE],
        counts[TextOutcome.FAILED],
    )  # fmt: skip


def _anew(apart: Apart | None) -> Apart | None:
    if apart is not None:
        apart.close()
    try:
        return Apart()
    except NoReader:
        return None


def _words_of(ws: Workspace, info: BlobInfo, apart: Apart) -> tuple[TextOutcome, str]:
    with ws.replica.read() as reader:
        record = reader.records.find(info.local_id)
    name = str(((record and record.local) or {}).get("bestandsnaam") or "")
    try:
        with ws.blobs.open(info.blob_id, info.key) as content:
            head = content.read(HEAD_BYTES)
            sort = sort_of(name, head)
            if sort in _WORDLESS:
                return TextOutcome.NOTHING, ""
            if info.size_bytes > MOST_BYTES:
                return TextOutcome.TOO_LARGE, ""
            words = apart.words(sort, head + content.read(), MOST_CHARACTERS, _EACH_S)
    except (Unreadable, Damaged, OSError):
        return TextOutcome.FAILED, ""
    words = words.replace("\0", " ")
    return (TextOutcome.READ, words) if words.strip() else (TextOutcome.NOTHING, "")


def documents_with(ws: Workspace, text: str, most: int = 50) -> list[LocalId]:
    """Give the documents that hold every word of a text, newest first."""
    words = match_of(text)
    if not words:
        return []
    with ws.replica.read() as reader:
        return reader.texts.documents(words, most)


def wordless(ws: Workspace, document: LocalId) -> str:
    """Tell why search finds no words inside a document: "" when it does, or when it will.

    "old-office", "too-large", "unreadable" or "no-words"; nobody expects words in a photograph.
    """
    with ws.replica.read() as reader:
        outcome = reader.texts.outcome_of(document)
        body = reader.records.get(document).local or {}
    match outcome:
        case TextOutcome.TOO_LARGE:
            return "too-large"
        case TextOutcome.FAILED:
            return "unreadable"
        case TextOutcome.NOTHING:
            if is_old_office(str(body.get("bestandsnaam") or "")):
                return "old-office"
            is_picture = str(body.get("formaat")).startswith(("image/", "video/", "audio/"))
            return "" if is_picture else "no-words"
        case _:
            return ""
