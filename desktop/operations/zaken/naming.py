"""What a record is called in lists: "Status Onderzoek", "Gewijzigd: omschrijving"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from desktop.domain.kinds import Kind
from desktop.domain.people import betrokkene_naam
from desktop.domain.records import Json, Record
from desktop.domain.standing import differing
from desktop.i18n import words
from desktop.models.replica import Reader

_TITLES = ("wat", "titel", "beslissing", "doelVanBezoek", "naam")
"""Members of own objects that say what they are about."""


def what_of(reader: Reader, record: Record) -> str:
    """Say what a record is, in a few words; what is taken away says so."""
    if record.local is None and record.base is not None:
        return words.word("what.removal", what_of(reader, replace(record, local=record.base)))
    naming = _NAMING.get(record.kind)
    if naming is None:
        return _noun(record.kind)
    return naming(reader, record, record.local or {}).strip()


def _noun(kind: Kind) -> str:
    return words.word(f"noun.{kind}")


def _typed(member: str) -> Callable[[Reader, Record, Json], str]:
    def name(reader: Reader, record: Record, body: Json) -> str:
        kind = reader.types.get(record.registry, str(body.get(member))) or {}
        return f"{_noun(record.kind)} {kind.get('omschrijving', '')}"

    return name


def _titled(noun: str, title: object) -> str:
    """Say what it is and how it is called; a checklist has no name of its own."""
    return f"{noun}: {title}" if title else noun


def _document(_reader: Reader, record: Record, body: Json) -> str:
    return _titled(_noun(record.kind), body.get("titel"))


def _rol(_reader: Reader, record: Record, body: Json) -> str:
    return f"{body.get('omschrijving') or _noun(record.kind)}: {betrokkene_naam(body)}"


def _eigenschap(_reader: Reader, record: Record, body: Json) -> str:
    return f"{body.get('naam') or _noun(record.kind)}: {body.get('waarde')}"


def _subject(_reader: Reader, record: Record, body: Json) -> str:
    return _titled(_noun(record.kind), body.get("onderwerp"))


def _zaakobject(_reader: Reader, record: Record, body: Json) -> str:
    return f"{_noun(record.kind)}: {body.get('relatieomschrijving') or body.get('objectType')}"


def _said(_reader: Reader, _record: Record, body: Json) -> str:
    return str(body.get("tekst") or "").partition("\n")[0]


def _object(_reader: Reader, record: Record, body: Json) -> str:
    data = body.get("data") or {}
    named = next((str(data[name]) for name in _TITLES if data.get(name)), "")
    return _titled(words.subtype(record.subtype), named)


def _zaak(_reader: Reader, record: Record, _body: Json) -> str:
    if record.base is None:
        return words.word("what.new")
    names = [words.field(name).lower() for name in sorted(differing(record))]
    return words.word("what.changed", ", ".join(names)) if names else words.word("what.zaak")


_NAMING: dict[Kind, Callable[[Reader, Record, Json], str]] = {
    Kind.STATUS: _typed("statustype"),
    Kind.RESULTAAT: _typed("resultaattype"),
    Kind.BESLUIT: _typed("besluittype"),
    Kind.DOCUMENT: _document,
    Kind.ZAAKINFORMATIEOBJECT: _document,
    Kind.ROL: _rol,
    Kind.ZAAKEIGENSCHAP: _eigenschap,
    Kind.ZAAKNOTITIE: _subject,
    Kind.KLANTCONTACT: _subject,
    Kind.CONTACTMOMENT: _said,
    Kind.ZAAKOBJECT: _zaakobject,
    Kind.OBJECT: _object,
    Kind.ZAAK: _zaak,
}
