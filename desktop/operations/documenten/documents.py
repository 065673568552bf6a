"""Documents: taking them into the koffer, listing, giving them back."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, BinaryIO

from desktop.attachments.kinds import fitting_kind
from desktop.attachments.mail import is_mail, read_mail
from desktop.attachments.names import is_executable, media_type, safe_name
from desktop.attachments.photos import HEAD_BYTES, PlaceUnknown, is_photo, without_location
from desktop.attachments.sources import Source
from desktop.domain.changes import Changed
from desktop.domain.contents import integriteit
from desktop.domain.errors import BadInput, Environment, NotFound
from desktop.domain.ids import LocalId
from desktop.domain.kinds import Kind
from desktop.domain.readings import TypeChoice
from desktop.domain.records import BlobInfo, Json, Record, RecordState
from desktop.i18n import dates
from desktop.models.catalogue import offered
from desktop.models.replica import Reader, Writer
from desktop.operations.outside import write_whole
from desktop.operations.workspace import Workspace
from desktop.operations.zaken import checks
from desktop.operations.zaken.casework import (
    Made,
    back_in_line,
    identificatie_of,
    made,
    new_record,
    pick,
    reference,
    zaak_of,
)
from desktop.operations.zaken.checks import CONFIDENTIALITIES
from desktop.operations.zaken.moments import DUTCH_TIME
from desktop.operations.zaken.whose_work import account_for_edit, account_in_use
from desktop.sync.documenten.verifying import policy_of
from desktop.sync.observing.limits import PART, limits_of

MOST_BYTES = 2**31 - 1
"""The standard's `bestandsomvang` is a 32-bit number."""
LARGE_BYTES = 5_000_000
ROOM_BYTES = 512 * 1024 * 1024
"""Below this much free space no large document is taken in (disk rules, design section 5)."""
EDITABLE = frozenset(
    {
        "titel", "auteur", "taal", "beschrijving", "vertrouwelijkheidaanduiding", "status",
        "ontvangstdatum", "verzenddatum", "trefwoorden", "informatieobjecttype",
    }
)  # fmt: skip
STATUSES = ("", "in_bewerking", "ter_vaststelling", "definitief", "gearchiveerd")
_NOT_WHEN_RECEIVED = frozenset({"in_bewerking", "ter_vaststelling"})
"""What comes from outside is not drafted here (the standard's rule for `ontvangstdatum`)."""


@dataclass(frozen=True, slots=True)
class Attached:
    """A document that is safe in the koffer."""

    id: LocalId
    identificatie: str
    size_bytes: int
    sha256: str
    changed: Changed
    twin: LocalId | None = None
    """Another document of the same zaak with the same content (J29)."""
    titel: str = ""
    auteur: str = ""
    is_new: bool = True
    """False: what was put back equals what is here, so that no version was made."""


@dataclass(frozen=True, slots=True)
class Pasted:
    """A content that comes from the clipboard, not from a file."""

    name: str
    content: bytes
    titel: str = ""
    """Proposed where the name says little."""


def check_attachable(path: Path) -> int:
    """Check a file before it is taken in; gives its size. Raises BadInput."""
    try:
        if not path.is_file():
            raise BadInput("document-vanished", name=path.name)
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(8)
    except OSError as error:
        raise BadInput("document-unreadable", name=path.name) from error
    check_content(path.name, size, head)
    return size


def check_content(name: str, size_bytes: int, head: bytes) -> None:
    """Check what is about to be taken in by name, size and first bytes. Raises BadInput."""
    if is_executable(name, head):
        raise BadInput("document-executable", name=name)
    if size_bytes == 0:
        raise BadInput("document-empty", name=name)
    if size_bytes > MOST_BYTES:
        raise BadInput("document-too-large", name=name)


def _check_room(ws: Workspace, record: Record, name: str, size_bytes: int) -> None:
    """Refuse what this registry was found not to take, and large ones on a full disk."""
    with ws.replica.read() as reader:
        most = limits_of(reader, record.registry).get(PART)
    if most is not None and size_bytes >= most:
        raise BadInput("document-too-large-there", name=name, most=dates.size(most))
    free = ws.blobs.free_bytes()
    if size_bytes > LARGE_BYTES and free - size_bytes < ROOM_BYTES:
        raise Environment(
            "disk-low", name=name, needed=dates.size(size_bytes), free=dates.size(free)
        )


def informatieobjecttypen(ws: Workspace, zaak: str) -> list[TypeChoice]:
    """Give the kinds of document a zaak takes."""
    with ws.replica.read() as reader:
        return _kinds(reader, zaak_of(reader, zaak))


def _kinds(reader: Reader, zaak: Record) -> list[TypeChoice]:
    zaaktype = str((zaak.local or {}).get("zaaktype"))
    relations = reader.types.of_zaaktype(zaak.registry, zaaktype, "zaaktype-informatieobjecttype")
    relations = offered(relations) or relations
    relations.sort(key=lambda one: int(one.get("volgnummer", 0)))
    refs = dict.fromkeys(str(one["informatieobjecttype"]) for one in relations)
    bodies = [body for ref in refs if (body := reader.types.get(zaak.registry, ref))]
    return [
        TypeChoice(str(one["url"]), str(one.get("omschrijving", "")), "", zaak.registry, one)
        for one in offered(bodies) or bodies
    ]


def kind_of(reader: Reader, zaak: Record, wanted: str) -> Json:
    """Find a kind of document that a zaak takes; raises BadInput("document-type-unknown")."""
    kinds = [dict(choice.extra) for choice in _kinds(reader, zaak)]
    return pick(kinds, wanted, "document-type-unknown")


def _choose_kind(
    reader: Reader, zaak: Record, wanted: str | None, titel: str, formaat: str
) -> Json:
    """Choose the kind that is wanted, else what the title and the sort of file speak for."""
    kinds = [dict(choice.extra) for choice in _kinds(reader, zaak)]
    if not kinds:
        raise BadInput("document-type-missing")
    if wanted:
        return pick(kinds, wanted, "document-type-unknown")
    names = [str(one.get("omschrijving") or "") for one in kinds]
    return kinds[fitting_kind(names, titel, formaat)]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a file says of itself, offered before it is attached."""

    titel: str
    bestandsnaam: str
    fields: Mapping[str, str] = field(default_factory=dict)
    """Further fields of the document, by the standard's names; days as 2026-11-24."""


def propose(source: Path | Pasted, own_name: str = "") -> Proposal:
    """Propose title and fields: of an e-mail its subject, sender and day.

    A message of the person themself (`own_name`) was sent, any other received. Raises BadInput.
    """
    name = safe_name(source.name)
    stem = name.rpartition(".")[0] or name
    if isinstance(source, Pasted) and source.titel:
        stem = source.titel
    if not is_mail(name):
        return Proposal(stem, name)
    with opened(source) as stream:
        mail = read_mail(stream)
    fields = {"auteur": mail.afzender} if mail.afzender else {}
    if mail.moment is not None:
        local = mail.moment if mail.moment.tzinfo is None else mail.moment.astimezone(DUTCH_TIME)
        is_own = bool(own_name) and mail.afzender.casefold() == own_name.casefold()
        for field_name in ("creatiedatum", "verzenddatum" if is_own else "ontvangstdatum"):
            fields[field_name] = local.date().isoformat()
    return Proposal(mail.onderwerp or stem, name, fields)


def attach(
    ws: Workspace,
    zaak: str,
    source: Path | Pasted,
    *,
    soort: str | None = None,
    titel: str | None = None,
    fields: Mapping[str, Any] | None = None,
    keep_location: bool = False,
    progress: Callable[[int], None] | None = None,
    stop: threading.Event | None = None,
    within: Callable[[Writer], None] | None = None,
) -> Attached:
    """Take a document into the koffer: on return its content is safe and the original may go.

    `fields` go before what the file proposes; "" leaves a date open. A photograph loses the place
    where it was taken, unless the policy or `keep_location` keeps it; one of which nobody can tell
    whether it holds a place is refused without either. An equal content in the same zaak is told
    as `twin`; both stay, a person decides. `within` is called in the transaction that makes the
    document: when it raises, nothing was attached. Raises BadInput and Environment.
    """
    size = check_attachable(source) if isinstance(source, Path) else len(source.content)
    if isinstance(source, Pasted):
        check_content(source.name, size, source.content[:8])
    with ws.replica.read() as reader:
        record = zaak_of(reader, zaak)
        proposal = propose(source, reader.registries.get(record.registry).config.user_name)
        formaat = media_type(proposal.bestandsnaam)
        kind = _choose_kind(reader, record, soort, titel or proposal.titel, formaat)
        keeps = keep_location or policy_of(reader).keep_location
    given = _given({**proposal.fields, **(fields or {})})
    _check_room(ws, record, source.name, size)
    title = checks.text("titel", titel or proposal.titel[:200], required=True)
    blob_id, key = ws.ids.blob_id(), ws.ids.secret(32)
    with opened(source) as stream:
        content = stream if keeps else _placeless(stream, source.name)
        stored = ws.blobs.put(content, blob_id, key, progress=progress, stop=stop)
        if within is None:
            check_same(stream, source.name)
    now = ws.clock.now_utc()
    blob = BlobInfo(blob_id, LocalId(""), stored.size_bytes, stored.sha256, key, now)
    body: Json = {
        "vertrouwelijkheidaanduiding": kind.get("vertrouwelijkheidaanduiding") or "",
        **given,
        "titel": title,
        "formaat": formaat,
        "bestandsnaam": proposal.bestandsnaam,
        "informatieobjecttype": kind["url"],
    }
    with ws.replica.write() as writer:
        if within is not None:
            within(writer)
        return put_in(ws, writer, writer.records.get(record.local_id), body, blob)


def _placeless(stream: BinaryIO, name: str) -> BinaryIO:
    photo = is_photo(stream.read(HEAD_BYTES))
    stream.seek(0)
    try:
        return without_location(stream) if photo else stream
    except PlaceUnknown as error:
        raise BadInput("photo-place-unknown", name=name) from error


def _given(fields: Mapping[str, Any]) -> Json:
    """Check the fields that come along with a document; raises BadInput."""
    day = checks.day("creatiedatum", str(fields.get("creatiedatum") or ""))
    checked: Json = {"creatiedatum": day} if day else {}
    for name, value in fields.items():
        if name == "creatiedatum" or (name == "auteur" and not value):
            continue
        if name not in EDITABLE - {"titel", "informatieobjecttype"}:
            raise BadInput("document-field-unknown", field=name, fields=", ".join(sorted(EDITABLE)))
        checked[name] = _checked_value(name, value)
    _check_received(checked)
    return checked


def _check_received(body: Mapping[str, Any]) -> None:
    if body.get("ontvangstdatum") and body.get("status") in _NOT_WHEN_RECEIVED:
        raise BadInput("document-received-status")


def put_in(ws: Workspace, writer: Writer, zaak: Record, body: Json, blob: BlobInfo) -> Attached:
    """Make a document of a stored content, and its link to a zaak, in one transaction.

    `indicatieGebruiksrecht` is always set: without it the zaak cannot be closed.
    """
    now = ws.clock.now_utc()
    day = now.astimezone(DUTCH_TIME).date().isoformat()
    config = writer.registries.get(zaak.registry).config
    twin = writer.contents.holder(zaak.family, blob.sha256)
    whole = {
        "creatiedatum": day,
        "auteur": config.user_name,
        "taal": "dut",
        **body,
        "identificatie": f"ZK-{ws.ids.key(20)}",
        "bronorganisatie": config.rsin,
        "bestandsomvang": blob.size_bytes,
        "integriteit": integriteit(blob.sha256, day),
        "indicatieGebruiksrecht": False,
    }
    account = account_in_use(writer, zaak)
    document = new_record(ws, Kind.DOCUMENT, zaak.registry, zaak.family, whole)
    writer.records.create(document, account=account, now=now)
    add_link(ws, writer, document, zaak)
    writer.contents.put_blob(replace(blob, local_id=document.local_id, versie=None))
    changed = Changed(
        frozenset({Kind.DOCUMENT}), frozenset({document.local_id}), frozenset({zaak.family})
    )
    return Attached(
        document.local_id, whole["identificatie"], blob.size_bytes, blob.sha256, changed, twin,
        whole["titel"], whole["auteur"],
    )  # fmt: skip


def add_link(ws: Workspace, writer: Writer, document: Record, zaak: Record) -> Record:
    """Note that a document belongs to a zaak; goes when its content is there (S56)."""
    relation = {
        "zaak": reference(zaak),
        "informatieobject": reference(document),
        "titel": (document.local or {}).get("titel"),
    }
    link = new_record(ws, Kind.ZAAKINFORMATIEOBJECT, zaak.registry, zaak.family, relation)
    writer.records.create(link, account=account_in_use(writer, zaak), now=ws.clock.now_utc())
    return link


def edit_document(ws: Workspace, document: str, changes: dict[str, Any]) -> Made:
    """Change what is said of a document; goes as one new version. Raises BadInput.

    `informatieobjecttype` takes the name of a kind that the zaak knows, while the document is not
    at the registry yet: there it is fixed for good (J35: copy it under another kind).
    """
    with ws.replica.write() as writer:
        record = document_of(writer, document)
        edit_in(ws, writer, record, changes)
    return made(record, identificatie_of(record))


def edit_in(ws: Workspace, writer: Writer, record: Record, changes: Mapping[str, Any]) -> None:
    """Change what is said of a document inside a transaction that goes on. Raises BadInput."""
    if (record.base or {}).get("status") == "definitief":
        raise BadInput("document-final", name=(record.local or {}).get("titel"))
    checked = {name: _checked(writer, record, name, value) for name, value in changes.items()}
    if checked.keys() & {"ontvangstdatum", "status"}:
        _check_received({**(record.local or {}), **checked})
    now = ws.clock.now_utc()
    back_in_line(writer, record, now)
    account = account_for_edit(writer, record)
    writer.records.edit(record.local_id, checked, account=account, now=now)


def _checked(reader: Reader, record: Record, name: str, value: Any) -> Any:
    if name not in EDITABLE:
        raise BadInput("document-field-unknown", field=name, fields=", ".join(sorted(EDITABLE)))
    if name == "informatieobjecttype":
        if record.ref is not None:
            raise BadInput("document-kind-fixed", name=(record.local or {}).get("titel"))
        return kind_of(reader, reader.records.get(record.family), str(value))["url"]
    return _checked_value(name, value)


def _checked_value(name: str, value: Any) -> Any:
    if name in {"ontvangstdatum", "verzenddatum"}:
        return checks.day(name, str(value or ""))
    if name == "trefwoorden":
        words = value if isinstance(value, list) else str(value).split(",")
        return [clean for word in words if (clean := checks.text("trefwoord", str(word)))]
    allowed = {"status": STATUSES, "vertrouwelijkheidaanduiding": CONFIDENTIALITIES}.get(name)
    if allowed is not None:
        return checks.one_of(name, value, allowed)
    return checks.text(name, str(value), required=name in {"titel", "auteur", "taal"})


def opened(source: Path | Pasted) -> BinaryIO:
    """Open a source for reading; raises BadInput when it vanished or is held."""
    if isinstance(source, Pasted):
        return io.BytesIO(source.content)
    return Source(source)


def check_same(stream: BinaryIO, name: str) -> None:
    """Refuse a file that somebody wrote to while it was read; raises BadInput."""
    if isinstance(stream, Source) and not stream.is_same:
        raise BadInput("document-changing", name=name)


def document_of(reader: Reader, name: str) -> Record:
    """Find a document by local id, prefix or identificatie; raises NotFound.

    One that was taken back is not found: what is made of it would wait for ever.
    """
    found = reader.records.document(name)
    if found.state is RecordState.WITHDRAWN or found.local is None:
        raise NotFound("document-not-found", id=name)
    home = reader.records.find(found.family)
    is_locked = home is not None and home.state is RecordState.LOCKED_AWAY
    is_at_work = found.changed_at_utc is not None or reader.contents.checkout_of(found.local_id)
    if is_locked and not is_at_work:  # S70; what the person did to it can be kept as a file
        raise NotFound("document-not-found", id=name)
    return found


def export(ws: Workspace, document: str, target: Path) -> int:
    """Write a document's content to a file; gives its size. Raises when it is not here."""
    with ws.replica.read() as reader:
        record = document_of(reader, document)
        info = reader.contents.blob_of(record.local_id)
    if info is None or not ws.blobs.exists(info.blob_id):
        raise NotFound("document-not-here", name=(record.local or {}).get("titel"))
    write_plain(ws, info, target)
    return info.size_bytes


def write_plain(ws: Workspace, info: BlobInfo, target: Path) -> None:
    """Write a content readable to a file, whole or not at all; only its owner may read it.

    Raises Environment("cannot-write") and Damaged.
    """

    def write(out: BinaryIO) -> None:
        with ws.blobs.open(info.blob_id, info.key) as content:
            while data := content.read(1 << 20):
                out.write(data)

    write_whole(target, write)


def open_content(ws: Workspace, document: LocalId) -> BinaryIO | None:
    """Open a document's content for preview, or None when it is not here."""
    with ws.replica.read() as reader:
        info = reader.contents.blob_of(document)
    if info is None or not ws.blobs.exists(info.blob_id):
        return None
    return ws.blobs.open(info.blob_id, info.key)
