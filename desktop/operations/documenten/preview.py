"""Looking into a document without opening it anywhere: bytes from the encrypted store, in memory.

Nothing is written to the disk, nothing is run, nothing is fetched. PDF is drawn in a process apart.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop.attachments.apart import NoReader, Unreadable
from desktop.attachments.mail import message_of
from desktop.attachments.pages import Pages
from desktop.attachments.plain import text_of
from desktop.attachments.sorts import HEAD_BYTES, Sort, has_active_content, sort_of
from desktop.domain.errors import Damaged, Environment, NotFound
from desktop.domain.ids import LocalId
from desktop.domain.readings import Picture
from desktop.domain.records import BlobInfo, Record
from desktop.operations.documenten.documents import document_of
from desktop.operations.workspace import Workspace

MOST_BYTES = 128 * 1024 * 1024
"""Larger contents are not shown: they have to fit in memory."""
MOST_TEXT_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Preview:
    """What can be seen of a document. Of `text`, `image`, `pages` at most one is filled.

    `sort` OTHER is what cannot be shown; `is_damaged` and `is_too_large` say why, if not by its
    sort. `is_cut`: the text goes on. Close `pages` when it is no longer shown.
    """

    local_id: LocalId
    sort: Sort
    is_active: bool
    """Opening it in another program could start something."""
    size_bytes: int
    text: str = ""
    is_cut: bool = False
    headers: tuple[tuple[str, str], ...] = ()
    attachments: tuple[str, ...] = ()
    image: bytes = b""
    pages: Pages | None = None
    is_damaged: bool = False
    is_too_large: bool = False

    @property
    def is_text(self) -> bool:
        """Tell whether `text` is what there is to see."""
        return self.sort in {Sort.TEXT, Sort.MAIL}

    @property
    def page_sizes(self) -> tuple[tuple[float, float], ...]:
        """Width and height of the pages in points (1/72 inch); empty when it has none."""
        return () if self.pages is None else self.pages.sizes

    def page(self, number: int, scale: float) -> Picture | None:
        """Draw a page, counted from 0, for a thread; None when it cannot be drawn."""
        try:
            return None if self.pages is None else self.pages.picture(number, scale)
        except Unreadable:
            return None

    def close(self) -> None:
        """Let go of what is open."""
        if self.pages is not None:
            self.pages.close()


def look(ws: Workspace, document: str) -> Preview:
    """Look into the newest content of a document that is here; for a thread.

    Raises NotFound("document-not-here") and Environment("no-reader").
    """
    record, info = _content_of(ws, document)
    name = _name_of(record)
    try:
        with ws.blobs.open(info.blob_id, info.key) as stream:
            content = stream.read(min(info.size_bytes, MOST_BYTES))
    except (Damaged, OSError):
        return Preview(info.local_id, Sort.OTHER, False, info.size_bytes, is_damaged=True)
    bare = Preview(
        info.local_id, sort_of(name, content[:HEAD_BYTES]), has_active_content(name, content),
        info.size_bytes, is_too_large=info.size_bytes > MOST_BYTES,
    )  # fmt: skip
    try:
        return _filled(bare, content)
    except NoReader as error:
        raise Environment("no-reader") from error
    except Unreadable:
        return replace(bare, sort=Sort.OTHER, is_damaged=True)


def _filled(bare: Preview, content: bytes) -> Preview:
    match bare.sort:
        case Sort.TEXT:
            text = text_of(content[:MOST_TEXT_BYTES])
            return replace(
                bare, text=text, is_cut=bare.size_bytes > MOST_TEXT_BYTES, is_too_large=False
            )
        case _ if bare.is_too_large:
            return replace(bare, sort=Sort.OTHER)
        case Sort.PDF:
            return replace(bare, pages=Pages(content))
        case Sort.IMAGE:
            return replace(bare, image=content)
        case Sort.MAIL:
            mail = message_of(content)
            if mail is None:
                raise Unreadable
            return replace(
                bare, headers=mail.headers, text=mail.text[:MOST_TEXT_BYTES],
                attachments=mail.attachments, is_cut=len(mail.text) > MOST_TEXT_BYTES,
            )  # fmt: skip
        case _:
            return replace(bare, sort=Sort.OTHER)


def is_active(ws: Workspace, document: str) -> bool:
    """Tell whether opening a document in another program could start something; for a thread.

    Raises NotFound("document-not-here").
    """
    record, info = _content_of(ws, document)
    try:
        with ws.blobs.open(info.blob_id, info.key) as stream:
            return has_active_content(_name_of(record), stream.read(MOST_BYTES))
    except (Damaged, OSError):
        return False  # whoever opens it next says what is wrong


def _name_of(record: Record) -> str:
    body = record.local or {}
    return str(body.get("bestandsnaam") or body.get("titel") or "")


def _content_of(ws: Workspace, document: str) -> tuple[Record, BlobInfo]:
    with ws.replica.read() as reader:
        record = document_of(reader, document)
        info = reader.contents.blob_of(record.local_id)
    if info is None or not ws.blobs.exists(info.blob_id):
        raise NotFound("document-not-here", name=(record.local or {}).get("titel"))
    return record, info
