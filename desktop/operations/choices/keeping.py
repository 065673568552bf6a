"""Ways on for what cannot be delivered: as a note in the zaak, or as a file (S77, INV19, G28)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from desktop.attachments.names import safe_name
from desktop.domain.errors import BadInput
from desktop.domain.kinds import SPECS, Kind
from desktop.domain.records import Record
from desktop.domain.standing import differing
from desktop.i18n import words
from desktop.models.replica import Reader
from desktop.operations.choices import deciding
from desktop.operations.choices.deciding import outbox_record
from desktop.operations.documenten import documents
from desktop.operations.outside import write_whole
from desktop.operations.workspace import Workspace
from desktop.operations.zaken import casework
from desktop.operations.zaken.casework import Made
from desktop.operations.zaken.naming import what_of


def in_words(reader: Reader, record: Record) -> str:
    """Write down what a person did that is not at the registry: what it is, and every value."""
    lines = [what_of(reader, record)]
    changed = differing(record)
    for name, value in (record.local or {}).items():
        if name in changed and name not in SPECS[record.kind].read_only:
            lines += _spoken(words.field(name), value)
    return "\n".join(lines)


def _spoken(label: str, value: Any) -> list[str]:
    """Give a value as lines; references say nothing to a reader and are left out."""
    if isinstance(value, dict):
        return [line for name, one in value.items() for line in _spoken(words.field(name), one)]
    if isinstance(value, list):
        return [line for one in value for line in _spoken(label, one)]
    text = "" if value is None else str(value)
    if not text or "://" in text:
        return []
    return [f"{label}: {text}"]


def as_note(ws: Workspace, outbox_id: str) -> Made:
    """Keep something of the outbox as a note in its zaak, which also a closed one takes (G29).

    The thing itself is taken back. Raises NotFound and BadInput.
    """
    with ws.replica.read() as reader:
        record = outbox_record(reader, outbox_id)
        zaak = reader.records.find(record.family)
        if zaak is None or zaak.kind is not Kind.ZAAK or record.kind is Kind.ZAAKNOTITIE:
            raise BadInput("note-not-possible")
        text, subject = in_words(reader, record), what_of(reader, record)
    made = casework.add_notitie(ws, zaak.local_id, text, subject[:255])
    deciding.withdraw(ws, record.local_id)
    return made


def file_name(ws: Workspace, outbox_id: str) -> str:
    """Give a name for the file of `as_file`: that of the document, else what it is and of which
    zaak. Raises NotFound.
    """
    with ws.replica.read() as reader:
        record = outbox_record(reader, outbox_id)
        body = record.local or record.base or {}
        if record.kind is Kind.DOCUMENT:
            return safe_name(str(body.get("bestandsnaam") or body.get("titel") or ""))
        zaak = reader.records.find(record.family)
        number = "" if zaak is None else casework.identificatie_of(zaak)
    noun = words.word(f"noun.{record.kind}")
    return safe_name(f"{noun} {number}".strip() + ".txt")


def as_file(ws: Workspace, outbox_id: str, path: Path) -> int:
    """Keep something of the outbox as a file: a document's content, otherwise its words.

    Gives the size in bytes; the thing itself keeps waiting. Raises Environment("cannot-write").
    """
    with ws.replica.read() as reader:
        record = outbox_record(reader, outbox_id)
        text = in_words(reader, record)
    if record.kind is Kind.DOCUMENT:
        return documents.export(ws, record.local_id, path)
    return write_whole(path, lambda out: out.write(f"{text}\n".encode()))
