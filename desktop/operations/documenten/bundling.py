"""Several documents of a zaak as one file outside the koffer: a ZIP, or one PDF."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from desktop.attachments.apart import Apart, NoReader, Unreadable
from desktop.attachments.names import safe_name
from desktop.attachments.sorts import HEAD_BYTES, Sort, sort_of
from desktop.domain.errors import BadInput, Environment, NotFound
from desktop.domain.records import BlobInfo, Record
from desktop.operations.documenten.documents import document_of
from desktop.operations.outside import write_whole
from desktop.operations.workspace import Workspace

MOST_PDF_BYTES = 256 * 1024 * 1024
"""One PDF is made in memory; a ZIP has no such limit."""
_CHUNK = 1 << 20
_JPEG = b"\xff\xd8\xff"
_JOIN_S = 120.0
_PACKED = (".jpg", ".jpeg", ".png", ".docx", ".xlsx", ".pptx", ".odt", ".pdf", ".zip", ".mp4")
AsJpeg = Callable[[bytes], bytes | None]


@dataclass(frozen=True, slots=True)
class _Part:
    name: str
    info: BlobInfo


def as_zip(ws: Workspace, chosen: Sequence[str], target: Path) -> int:
    """Write documents to one ZIP, whole or not at all; gives its size.

    Raises NotFound("document-not-here") naming the first whose content is not here.
    """
    parts = _parts(ws, chosen)

    def write(out: BinaryIO) -> None:
        taken: set[str] = set()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for part in parts:
                name = _unique(part.name, taken)
                entry = zipfile.ZipInfo(name, _moment(part.info))
                is_packed = name.casefold().endswith(_PACKED)
                entry.compress_type = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
                with (
                    ws.blobs.open(part.info.blob_id, part.info.key) as content,
                    archive.open(entry, "w", force_zip64=part.info.size_bytes >= 2**31) as into,
                ):
                    while data := content.read(_CHUNK):
                        into.write(data)

    return write_whole(target, write)


def as_pdf(
    ws: Workspace, chosen: Sequence[str], target: Path, *, as_jpeg: AsJpeg | None = None
) -> int:
    """Write PDF documents and photographs to one PDF in the order given; gives its size.

    `as_jpeg` makes a JPEG of any other picture, where there is somebody who can. Raises
    BadInput("document-not-joinable" | "documents-too-large-to-join") and NotFound.
    """
    parts = _parts(ws, chosen)
    if sum(part.info.size_bytes for part in parts) > MOST_PDF_BYTES:
        raise BadInput("documents-too-large-to-join")
    with _apart() as apart:
        for part in parts:
            with ws.blobs.open(part.info.blob_id, part.info.key) as stream:
                sort, content = _joinable(part.name, stream.read(), as_jpeg)
            _ask(apart, part.name, {"verb": "add", "sort": sort}, content)
        joined = _ask(apart, parts[0].name if parts else "", {"verb": "join"}, b"")
    return write_whole(target, lambda out: out.write(joined))


def _apart() -> Apart:
    try:
        return Apart()
    except NoReader as error:
        raise Environment("no-reader") from error


def _joinable(name: str, content: bytes, as_jpeg: AsJpeg | None) -> tuple[str, bytes]:
    sort = sort_of(name, content[:HEAD_BYTES])
    if sort is Sort.PDF:
        return "pdf", content
    if sort is Sort.IMAGE:
        picture = content if as_jpeg is None else as_jpeg(content)
        if picture is not None and picture.startswith(_JPEG):
            return "jpeg", picture
    raise BadInput("document-not-joinable", name=name)


def _ask(apart: Apart, name: str, head: dict[str, str], content: bytes) -> bytes:
    try:
        return apart.ask(dict(head), content, _JOIN_S)[1]
    except Unreadable as error:
        raise BadInput("document-not-joinable", name=name) from error


def _parts(ws: Workspace, chosen: Sequence[str]) -> list[_Part]:
    if not chosen:
        raise BadInput("document-not-given")
    found = []
    with ws.replica.read() as reader:
        for document in chosen:
            record = document_of(reader, document)
            info = reader.contents.blob_of(record.local_id)
            if info is None or not ws.blobs.exists(info.blob_id):
                raise NotFound("document-not-here", name=(record.local or {}).get("titel"))
            found.append(_Part(_name(record), info))
    return found


def _name(record: Record) -> str:
    body = record.local or {}
    return safe_name(str(body.get("bestandsnaam") or body.get("titel") or "document"))


def _unique(name: str, taken: set[str]) -> str:
    """Give a name that is not in the archive yet, also where capitals do not count."""
    stem, dot, suffix = name.rpartition(".")
    if not stem:
        stem, dot, suffix = name, "", ""
    found, number = name, 1
    while found.casefold() in taken:
        number += 1
        found = f"{stem} ({number}){dot}{suffix}"
    taken.add(found.casefold())
    return found


def _moment(info: BlobInfo) -> tuple[int, int, int, int, int, int]:
    at = info.stored_at_utc
    return (max(1980, at.year), at.month, at.day, at.hour, at.minute, at.second)
