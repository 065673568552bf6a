"""The versions of a document that the registry keeps: listed, compared, an old one made the newest.

Without a connection only what is known here is listed. Restoring works without one whenever the old
content is here: it is a new version like any other, and goes by itself (S58, S60).
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.domain.contents import is_current, stated_sha256
from desktop.domain.errors import BadInput, Environment, NotFound, RegistryError
from desktop.domain.ids import LocalId, RemoteRef
from desktop.domain.kinds import Kind
from desktop.domain.normal import same
from desktop.domain.records import BlobInfo, Checkout, Json, Record
from desktop.models.replica import Reader
from desktop.operations.documenten import documents
from desktop.operations.documenten.checkouts import take_in
from desktop.operations.documenten.documents import EDITABLE, Attached, document_of
from desktop.operations.registries import client_for
from desktop.operations.workspace import Workspace
from desktop.sync.judging.marks import remark_in
from desktop.sync.judging.shapes import incoming

if TYPE_CHECKING:  # the network is slow to import, and most verbs need none
    from desktop.zgw.client import RegistryClient

_Made = tuple[str, str]
"""Who made a version, and what they said of it."""
MOST = 100
"""So many versions are listed, the newest."""
SHOWN = (
    "titel", "auteur", "beschrijving", "status", "vertrouwelijkheidaanduiding", "taal",
    "ontvangstdatum", "verzenddatum", "trefwoorden", "ondertekening", "bestandsnaam", "formaat",
    "bestandsomvang",
)  # fmt: skip
"""Fields that are compared, in the order in which they are shown."""
_KEPT_NAMES = EDITABLE - {"informatieobjecttype"}


@dataclass(frozen=True, slots=True)
class Version:
    """One version: who made it when, and whether its content is on this device."""

    versie: int
    made_at_utc: datetime | None
    auteur: str
    size_bytes: int
    is_newest: bool
    is_here: bool
    body: Json
    maker: str = ""
    """Who made it, where the registry's audit trail says so."""
    remark: str = ""
    """What the maker said of it, likewise."""
    is_known: bool = True
    """False: only its content is here, what is said of it stands at the registry."""


@dataclass(frozen=True, slots=True)
class Versions:
    """The versions of a document, newest first; not whole when the registry was out of reach."""

    local_id: LocalId
    titel: str
    versions: tuple[Version, ...]
    is_whole: bool

    def get(self, versie: int) -> Version:
        """Give one version; raises NotFound("version-not-found")."""
        for one in self.versions:
            if one.versie == versie:
                return one
        raise NotFound("version-not-found", name=self.titel, versie=versie)


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that two versions have differently."""

    field: str
    before: Any
    after: Any


def versions(ws: Workspace, document: str) -> Versions:
    """List the versions of a document; asks the registry when it can be reached."""
    with ws.replica.read() as reader:
        record = document_of(reader, document)
        blobs = [one for one in reader.contents.blobs_of(record.local_id) if one.is_complete]
    bodies = {int(one.get("versie") or 1): one for one in (record.base, record.remote) if one}
    is_whole = record.ref is None
    made: dict[int, _Made] = {}
    if record.ref is not None:
        with suppress(RegistryError, Environment):
            read, made = _read(ws, record, record.ref)
            bodies |= read
            is_whole = True
    here = {one.versie: one for one in blobs if one.versie is not None}
    known = frozenset(bodies)
    for number, info in here.items():
        bodies.setdefault(number, {"versie": number, "bestandsomvang": info.size_bytes})
    newest = max(bodies, default=0)
    found = tuple(
        Version(
            number, _moment(body.get("beginRegistratie")), str(body.get("auteur") or ""),
            int(body.get("bestandsomvang") or 0), number == newest, number in here, body,
            *made.get(number, ("", "")), number in known,
        )
        for number, body in sorted(bodies.items(), reverse=True)
    )  # fmt: skip
    return Versions(record.local_id, str((record.local or {}).get("titel") or ""), found, is_whole)


def _read(
    ws: Workspace, record: Record, ref: RemoteRef
) -> tuple[dict[int, Json], dict[int, _Made]]:
    with ws.replica.read() as reader:
        can = reader.registries.get(record.registry).capabilities or {}
    client = client_for(ws, record)
    try:
        newest = incoming(Kind.DOCUMENT, client.get(ref))
        number = int(newest.get("versie") or 1)
        older = {
            one: incoming(Kind.DOCUMENT, client.get(ref, {"versie": str(one)}))
            for one in range(max(1, number - MOST + 1), number)
        }
        made = _makers(client, ref) if can.get("audittrails") else {}
        return {**older, number: newest}, made
    finally:
        client.close()


def _makers(client: RegistryClient, ref: RemoteRef) -> dict[int, _Made]:
    """Give who made each version and what they said of it; nothing that is not understood."""
    found: dict[int, _Made] = {}
    lines: list[Any] = []
    with suppress(RegistryError):
        lines = client.listing(ref.api, f"{ref.path}/audittrail")
    for line in lines:
        changes = line.get("wijzigingen") if isinstance(line, dict) else None
        if not isinstance(changes, dict):
            continue
        before, after = ((changes.get(name) or {}).get("versie") for name in ("oud", "nieuw"))
        if isinstance(after, int) and after != before:
            who = str(line.get("gebruikersWeergave") or line.get("gebruikersId") or "")
            found.setdefault(after, (who, remark_in(str(line.get("toelichting") or ""))))
    return found


def _moment(value: object) -> datetime | None:
    try:
        return datetime.fromisoformat(str(value))
    except ValueError:
        return None


def compare(older: Json, newer: Json) -> list[Difference]:
    """Give the fields that two versions have differently."""
    return [
        Difference(name, older.get(name), newer.get(name))
        for name in SHOWN
        if not same(older.get(name), newer.get(name))
    ]


def restore(ws: Workspace, document: str, versie: int, *, with_fields: bool = False) -> Attached:
    """Make the content of an older version the newest, as a new version; nothing is undone.

    `with_fields` takes the metadata of that version too, where it is known here or can be read.
    Raises BadInput("document-final" | "document-is-out"), NotFound("version-not-found"), and what a
    read raises when the content is not here.
    """
    with ws.replica.read() as reader:
        record = document_of(reader, document)
        _check(reader, record)
        known = [one for one in reader.contents.blobs_of(record.local_id) if one.is_complete]
    body = record.local or {}
    info = next((one for one in known if one.versie == versie and _is_here(ws, one)), None)
    fields: Json = {}
    if info is None or with_fields:
        old = versions(ws, record.local_id).get(versie)
        if old.is_known:
            fields = {name: old.body[name] for name in _KEPT_NAMES if name in old.body}
    again = _fetched(ws, record, versie) if info is None else _again(ws, info)
    ground = Checkout(
        record.local_id, int(body.get("versie") or 1), stated_sha256(body),
        int(body.get("bestandsomvang") or 0), "", ws.clock.now_utc(),
    )  # fmt: skip
    is_shown = is_current(replace(again, versie=versie), body)
    done = take_in(ws, record.local_id, again, ground, always=not is_shown)
    if with_fields:
        changed = {name: value for name, value in fields.items() if not same(body.get(name), value)}
        if changed:
            documents.edit_document(ws, record.local_id, changed)
    return done


def _check(reader: Reader, record: Record) -> None:
    body = record.local or {}
    if body.get("status") == "definitief":
        raise BadInput("document-final", name=body.get("titel"))
    if reader.contents.checkout_of(record.local_id) is not None:
        raise BadInput("document-is-out", name=body.get("titel"))


def _is_here(ws: Workspace, info: BlobInfo) -> bool:
    return ws.blobs.exists(info.blob_id)


def _again(ws: Workspace, info: BlobInfo) -> BlobInfo:
    """Take a content in once more, under its own id and key: each version has its own."""
    blob_id, key = ws.ids.blob_id(), ws.ids.secret(32)
    with ws.blobs.open(info.blob_id, info.key) as content:
        stored = ws.blobs.put(content, blob_id, key)
    now = ws.clock.now_utc()
    return BlobInfo(blob_id, info.local_id, stored.size_bytes, stored.sha256, key, now)


def _fetched(ws: Workspace, record: Record, versie: int) -> BlobInfo:
    """Read the content of an old version from the registry, checked against what it states."""
    assert record.ref is not None  # noqa: S101  a version that is not here was listed there
    client = client_for(ws, record)
    try:
        return _brought(ws, client, record.local_id, record.ref, versie)
    finally:
        client.close()


def _brought(
    ws: Workspace, client: RegistryClient, local_id: LocalId, ref: RemoteRef, versie: int
) -> BlobInfo:
    stated = incoming(Kind.DOCUMENT, client.get(ref, {"versie": str(versie)}))
    blob_id, key = ws.ids.blob_id(), ws.ids.secret(32)
    coming = ws.blobs.coming(blob_id, key)
    try:
        for chunk in client.download(ref, versie=versie):
            coming.write(chunk)
        sha256, size = coming.sha256(), coming.size_bytes
        if size != int(stated.get("bestandsomvang") or 0):
            raise Environment("content-damaged", name=stated.get("titel"))
        coming.finish()
    except BaseException:
        coming.close()
        ws.blobs.remove(blob_id)
        raise
    coming.close()
    return BlobInfo(blob_id, local_id, size, sha256, key, ws.clock.now_utc())


def save_version(ws: Workspace, document: str, versie: int, target: Path) -> int:
    """Write the content of a version to a file; gives its size. Raises what `restore` raises."""
    with ws.replica.read() as reader:
        record = document_of(reader, document)
        known: Sequence[BlobInfo] = reader.contents.blobs_of(record.local_id)
    info = next(
        (one for one in known if one.versie == versie and one.is_complete and _is_here(ws, one)),
        None,
    )
    if info is None:
        versions(ws, record.local_id).get(versie)
        info = _fetched(ws, record, versie)
        documents.write_plain(ws, info, target)
        ws.blobs.remove(info.blob_id)
    else:
        documents.write_plain(ws, info, target)
    return info.size_bytes
