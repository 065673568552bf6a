"""What a person sees of the documents of a zaak."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from desktop.domain.contents import is_current, new_content
from desktop.domain.ids import LocalId, RemoteRef, as_local, local_ref
from desktop.domain.kinds import Kind
from desktop.domain.readings import DocumentReading, Place
from desktop.domain.reasons import Reason
from desktop.domain.records import BlobInfo, ItemKind, Json, Record, RecordState, Stand
from desktop.domain.standing import stand_of
from desktop.i18n import phrases
from desktop.models.replica import Reader
from desktop.operations.documenten.documents import document_of
from desktop.operations.workspace import Workspace

_GONE = {RecordState.WITHDRAWN, RecordState.GONE_THERE}
_THERE = {Stand.VERZONDEN, Stand.BEVESTIGD}
Items = Mapping[LocalId, Iterable[ItemKind]]


def document_readings(
    ws: Workspace, reader: Reader, family: Sequence[Record], kinds: Items | None = None
) -> list[DocumentReading]:
    """Give the documents among a family's records and those it shares, newest first (J30).

    One that was taken out of the zaak is not among them, unless something of it waits here.
    """
    out = _taken_out(family)
    documents = [one for one in family if one.kind is Kind.DOCUMENT]
    documents += _shared(reader, family, {one.local_id for one in documents})
    kinds = _open_kinds(reader, documents) if kinds is None else kinds
    found = [
        _reading(ws, reader, one, kinds.get(one.local_id, ()))
        for one in documents
        if one.state not in _GONE and one.local is not None
    ]
    return [one for one in reversed(found) if one.local_id not in out or one.stand not in _THERE]


def documents_of(ws: Workspace, ids: Sequence[LocalId]) -> list[DocumentReading]:
    """Give documents in the order asked; one that is gone is left out."""
    with ws.replica.read() as reader:
        records = reader.records.many(ids)
        kinds = _open_kinds(reader, list(records.values()))
        return [
            _reading(ws, reader, one, kinds.get(one.local_id, ()))
            for one in (records[name] for name in ids if name in records)
            if one.state not in _GONE and one.local is not None
        ]


def document_as_shown(ws: Workspace, document: str) -> tuple[DocumentReading, Json]:
    """Give a document by local id, prefix or identificatie, and all that is said of it.

    Raises NotFound.
    """
    with ws.replica.read() as reader:
        record = document_of(reader, document)
        kinds = _open_kinds(reader, [record]).get(record.local_id, ())
        return _reading(ws, reader, record, kinds), dict(record.local or {})


def document_body(ws: Workspace, document: LocalId) -> Json:
    """Give what is said of a document, with the standard's field names; raises NotFound."""
    with ws.replica.read() as reader:
        return dict(reader.records.get(document).local or {})


def _open_kinds(reader: Reader, documents: Sequence[Record]) -> Items:
    """Give what is open per document."""
    found: dict[LocalId, list[ItemKind]] = {}
    for family in {one.family for one in documents}:
        for item in reader.journal.items(family=family):
            found.setdefault(item.local_id, []).append(item.kind)
    return found


def _taken_out(family: Sequence[Record]) -> set[LocalId]:
    """Give the documents all of whose relations to this zaak were taken away."""
    linked: dict[str, bool] = {}
    for one in family:
        if one.kind is Kind.ZAAKINFORMATIEOBJECT:
            name = str((one.local or one.base or {}).get("informatieobject"))
            linked[name] = linked.get(name, False) or _is_there(one)
    out = set()
    for one in family:
        if one.kind is Kind.DOCUMENT:
            links = [linked[name] for name in _names(one) if name in linked]
            if links and not any(links):
                out.add(one.local_id)
    return out


def _is_there(link: Record) -> bool:
    return link.local is not None and link.state not in _GONE


def _names(record: Record) -> tuple[str, str]:
    """Give the references by which a relation may name a document."""
    return str(record.ref), local_ref(record.local_id)


def _shared(reader: Reader, family: Sequence[Record], own: set[LocalId]) -> list[Record]:
    """Give the documents of other zaken that are linked to this one as well."""
    found: dict[LocalId, Record] = {}
    for link in family:
        if link.kind is not Kind.ZAAKINFORMATIEOBJECT or not _is_there(link):
            continue
        value = str((link.local or {}).get("informatieobject"))
        local = as_local(value)
        if local is not None:
            record = reader.records.find(local)
        else:
            try:
                record = reader.records.by_ref(link.registry, RemoteRef.parse(value))
            except ValueError:
                record = None
        if record is not None and record.local_id not in own and record.kind is Kind.DOCUMENT:
            found[record.local_id] = record
    return list(found.values())


def _reading(
    ws: Workspace, reader: Reader, record: Record, kinds: Iterable[ItemKind]
) -> DocumentReading:
    body: Json = dict(record.local or {})
    pending = new_content(record)
    if pending is not None:
        body.update(pending.values)
    info = reader.contents.blob_of(record.local_id)
    soort = reader.types.get(record.registry, str(body.get("informatieobjecttype"))) or {}
    here = info is not None and ws.blobs.exists(info.blob_id)
    place, fetched = _place(ws, reader, record, info if here else None)
    return DocumentReading(
        local_id=record.local_id,
        identificatie=str(body.get("identificatie") or ""),
        titel=str(body.get("titel") or ""),
        bestandsnaam=str(body.get("bestandsnaam") or ""),
        soort=str(soort.get("omschrijving") or ""),
        formaat=str(body.get("formaat") or ""),
        size_bytes=int(body.get("bestandsomvang") or 0),
        sha256=info.sha256 if info else "",
        here=here,
        stand=stand_of(record, kinds),
        progress=_progress(reader, record),
        added_at_utc=info.stored_at_utc if info else None,
        auteur=str(body.get("auteur") or ""),
        reason=wait_reason(record),
        place=place,
        fetched=fetched,
        versie=int(body["versie"]) if body.get("versie") else None,
        is_out=reader.contents.checkout_of(record.local_id) is not None,
        is_locked=_is_locked(reader, record),
    )


def _is_locked(reader: Reader, record: Record) -> bool:
    """Tell whether somebody else had it locked when it was last seen, or asked to be changed."""
    seen = bool((record.remote or record.base or {}).get("locked"))
    refused = record.ghosts.get("waits") == Reason.LOCKED_BY_OTHER.value
    return (seen or refused) and reader.contents.upload_of(record.local_id) is None


def _progress(reader: Reader, record: Record) -> tuple[int, int] | None:
    upload = reader.contents.upload_of(record.local_id)
    if upload is None or not upload.parts:
        return None
    sizes = [(part.size_bytes, part.voltooid) for part in upload.parts]
    return (sum(n for n, done in sizes if done), sum(n for n, _ in sizes))


def _place(
    ws: Workspace, reader: Reader, record: Record, info: BlobInfo | None
) -> tuple[Place, tuple[int, int] | None]:
    """Tell where the content is; one that is coming in is not here before it fits (J42)."""
    body = record.local or {}
    if info is not None and (new_content(record) is not None or is_current(info, body)):
        return Place.HERE, None
    for one in reader.contents.blobs_of(record.local_id):
        if not one.is_complete:
            return Place.FETCHING, (ws.blobs.coming_bytes(one.blob_id), one.size_bytes)
    if info is not None:
        return Place.OLDER, None
    if record.ref is None or not body.get("inhoud"):
        return Place.NOWHERE, None
    return Place.REGISTRY, None


def wait_reason(record: Record) -> str:
    """Say why a record waits, "" when it simply goes next."""
    waits = record.ghosts.get("waits")
    return phrases.reason(str(waits)) if waits else ""
