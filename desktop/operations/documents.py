"""Documents: taking them into the koffer, listing, giving them back."""

from __future__ import annotations

import io
import mimetypes
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from desktop.domain.changes import Changed
from desktop.domain.errors import BadInput, Environment, NotFound
from desktop.domain.ids import LocalId, local_ref
from desktop.domain.kinds import Kind
from desktop.domain.readings import TypeChoice
from desktop.domain.records import BlobInfo, Json, Record
from desktop.models.replica import Reader
from desktop.operations import checks
from desktop.operations.casework import (
    identificatie_of,
    new_record,
    pick,
    reference,
    ws_account,
    zaak_of,
)
from desktop.operations.moments import DUTCH_TIME
from desktop.operations.workspace import Workspace

EXECUTABLE = frozenset(
    {
        ".exe", ".bat", ".cmd", ".com", ".msi", ".scr", ".ps1", ".vbs", ".js", ".jar", ".sh",
        ".app", ".lnk", ".reg", ".hta", ".cpl",
    }
)  # fmt: skip
MOST_BYTES = 2**31 - 1
_FORBIDDEN = re.compile(r'[\x00-\x1f<>:"/\\|?*\u202a-\u202e\u2066-\u2069]')
_RESERVED = {"con", "prn", "aux", "nul", *(f"{n}{i}" for n in ("com", "lpt") for i in range(1, 10))}


@dataclass(frozen=True, slots=True)
class Attached:
    """A document that is safe in the koffer."""

    id: LocalId
    identificatie: str
    size_bytes: int
    sha256: str
    changed: Changed


@dataclass(frozen=True, slots=True)
class Pasted:
    """A content that comes from the clipboard, not from a file."""

    name: str
    content: bytes


def safe_name(name: str) -> str:
    """Give a file name that every file system likes, at most 200 characters, never empty."""
    clean = _FORBIDDEN.sub("_", Path(name.replace("\\", "/")).name).strip(" .") or "document"
    stem, dot, suffix = clean.rpartition(".")
    if (stem or clean).casefold() in _RESERVED:
        clean = f"_{clean}"
    if len(clean) > 200:
        clean = f"{(stem or clean)[:180]}{dot}{suffix[:15]}"
    return clean


def check_attachable(path: Path) -> int:
    """Check a file before it is taken in; gives its size. Raises BadInput."""
    if path.suffix.casefold() in EXECUTABLE:
        raise BadInput("document-executable", name=path.name)
    try:
        if not path.is_file():
            raise BadInput("document-vanished", name=path.name)
        size = path.stat().st_size
        with path.open("rb"):
            pass
    except OSError as error:
        raise BadInput("document-unreadable", name=path.name) from error
    if size > MOST_BYTES:
        raise BadInput("document-too-large", name=path.name)
    return size


def informatieobjecttypen(ws: Workspace, zaak: str) -> list[TypeChoice]:
    """Give the kinds of document a zaak takes."""
    with ws.replica.read() as reader:
        return _kinds(reader, zaak_of(reader, zaak))


def _kinds(reader: Reader, zaak: Record) -> list[TypeChoice]:
    zaaktype = str((zaak.local or {}).get("zaaktype"))
    relations = reader.types.of_zaaktype(zaak.registry, zaaktype, "zaaktype-informatieobjecttype")
    relations.sort(key=lambda one: int(one.get("volgnummer", 0)))
    refs = dict.fromkeys(str(one["informatieobjecttype"]) for one in relations)
    bodies = [body for ref in refs if (body := reader.types.get(zaak.registry, ref))]
    return [
        TypeChoice(str(one["url"]), str(one.get("omschrijving", "")), "", zaak.registry, one)
        for one in bodies
    ]


def _choose_kind(reader: Reader, zaak: Record, wanted: str | None, formaat: str) -> Json:
    kinds = [dict(choice.extra) for choice in _kinds(reader, zaak)]
    if not kinds:
        raise BadInput("document-type-missing")
    if wanted:
        return pick(kinds, wanted, "document-type-unknown")
    if formaat.startswith("image/"):
        photo = [one for one in kinds if "foto" in str(one.get("omschrijving", "")).casefold()]
        return (photo or kinds)[0]
    return kinds[0]


def attach(
    ws: Workspace,
    zaak: str,
    source: Path | Pasted,
    *,
    soort: str | None = None,
    titel: str | None = None,
    progress: Callable[[int], None] | None = None,
    stop: threading.Event | None = None,
) -> Attached:
    """Take a document into the koffer: on return its content is safe and the original may go."""
    name = safe_name(source.name)
    if isinstance(source, Path):
        check_attachable(source)
    formaat = mimetypes.guess_type(name)[0] or "application/octet-stream"
    with ws.replica.read() as reader:
        record = zaak_of(reader, zaak)
        kind = _choose_kind(reader, record, soort, formaat)
        config = reader.registries.get(record.registry).config
    title = checks.text("titel", titel or name.rsplit(".", 1)[0], required=True)
    blob_id, key = ws.ids.blob_id(), ws.ids.secret(32)
    with _opened(source) as stream:
        stored = ws.blobs.put(stream, blob_id, key, progress=progress, stop=stop)
    now = ws.clock.now_utc()
    body: Json = {
        "identificatie": f"ZK-{ws.ids.key(20)}",
        "bronorganisatie": config.rsin,
        "creatiedatum": now.astimezone(DUTCH_TIME).date().isoformat(),
        "titel": title,
        "auteur": config.user_name,
        "taal": "dut",
        "formaat": formaat,
        "bestandsnaam": name,
        "bestandsomvang": stored.size_bytes,
        "indicatieGebruiksrecht": False,
        "informatieobjecttype": kind["url"],
        "vertrouwelijkheidaanduiding": kind.get("vertrouwelijkheidaanduiding") or "",
    }
    with ws.replica.write() as writer:
        record = writer.records.get(record.local_id)
        account = ws_account(writer, record)
        document = new_record(ws, Kind.DOCUMENT, record.registry, record.family, body)
        writer.records.create(document, account=account, now=now)
        relation = {
            "zaak": reference(record),
            "informatieobject": local_ref(document.local_id),
            "titel": title,
        }
        link = new_record(ws, Kind.ZAAKINFORMATIEOBJECT, record.registry, record.family, relation)
        writer.records.create(link, account=account, now=now)
        writer.contents.put_blob(
            BlobInfo(blob_id, document.local_id, stored.size_bytes, stored.sha256, key, now)
        )
    changed = Changed(
        frozenset({Kind.DOCUMENT}), frozenset({document.local_id}), frozenset({record.family})
    )
    return Attached(
        document.local_id, body["identificatie"], stored.size_bytes, stored.sha256, changed
    )


def _opened(source: Path | Pasted) -> BinaryIO:
    if isinstance(source, Pasted):
        return io.BytesIO(source.content)
    try:
        return source.open("rb")
    except OSError as error:
        raise BadInput("document-unreadable", name=source.name) from error


def document_of(reader: Reader, name: str) -> Record:
    """Find a document by local id, prefix or identificatie; raises NotFound."""
    for record in reader.records.of_kind(Kind.DOCUMENT):
        if name in {record.local_id, identificatie_of(record)} or (
            len(name) >= 8 and record.local_id.startswith(name)
        ):
            return record
    raise NotFound("document-not-found", id=name)


def export(ws: Workspace, document: str, target: Path) -> int:
    """Write a document's content to a file; gives its size. Raises when it is not here."""
    with ws.replica.read() as reader:
        record = document_of(reader, document)
        info = reader.contents.blob_of(record.local_id)
    if info is None or not ws.blobs.exists(info.blob_id):
        raise NotFound("document-not-here", name=(record.local or {}).get("titel"))
    temporary = target.with_name(target.name + ".deel")
    try:
        with ws.blobs.open(info.blob_id, info.key) as content, temporary.open("wb") as out:
            while data := content.read(1 << 20):
                out.write(data)
        temporary.replace(target)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise Environment("cannot-write", path=str(target)) from error
    return info.size_bytes


def open_content(ws: Workspace, document: LocalId) -> BinaryIO | None:
    """Open a document's content for preview, or None when it is not here."""
    with ws.replica.read() as reader:
        info = reader.contents.blob_of(document)
    if info is None or not ws.blobs.exists(info.blob_id):
        return None
    return ws.blobs.open(info.blob_id, info.key)
