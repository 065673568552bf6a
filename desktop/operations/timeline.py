"""The timeline of a case: everything that happened, newest first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime

from desktop.domain.ids import LocalId
from desktop.domain.kinds import Kind
from desktop.domain.readings import EventKind, TimelineEvent
from desktop.domain.records import ItemKind, Json, Record
from desktop.domain.standing import stand_of
from desktop.i18n import words
from desktop.models.replica import Reader


def timeline_of(
    reader: Reader,
    me: str,
    family: Sequence[Record],
    kinds: Mapping[LocalId, Sequence[ItemKind]],
) -> list[TimelineEvent]:
    """Give the events of a family, newest first."""
    events = []
    for record in family:
        for event in _events(reader, me, record):
            kind, title, text, by, at = event
            stand = stand_of(record, kinds.get(record.local_id, ()))
            mine = by == me or record.edit_seq > 0
            name = words.word("event.you") if mine else by
            events.append(TimelineEvent(kind, record.local_id, title, text, name, mine, at, stand))
    return sorted(events, key=lambda one: one.at_utc, reverse=True)


_Event = tuple[EventKind, str, str, str, datetime]


def _events(reader: Reader, me: str, record: Record) -> Iterator[_Event]:
    body = record.local or {}
    noun = words.word(f"noun.{record.kind}")
    match record.kind:
        case Kind.ZAAKNOTITIE:
            at = _at(body.get("aanmaakdatum"), record)
            by = str(body.get("aangemaaktDoor") or "")
            yield EventKind.NOTITIE, noun, str(body.get("tekst") or ""), by, at
        case Kind.STATUS:
            kind = reader.types.get(record.registry, str(body.get("statustype"))) or {}
            title = f"{noun} {kind.get('omschrijving', '')}".strip()
            text = str(body.get("statustoelichting") or "")
            yield EventKind.STATUS, title, text, "", _at(body.get("datumStatusGezet"), record)
        case Kind.DOCUMENT:
            info = reader.contents.blob_of(record.local_id)
            at = info.stored_at_utc if info else _at(body.get("beginRegistratie"), record)
            title = str(body.get("titel") or body.get("bestandsnaam") or noun)
            yield EventKind.DOCUMENT, title, "", str(body.get("auteur") or ""), at
        case Kind.KLANTCONTACT:
            at = _at(body.get("datumtijd"), record)
            title = str(body.get("onderwerp") or noun)
            yield EventKind.CONTACT, title, str(body.get("toelichting") or ""), "", at
        case Kind.BESLUIT:
            text = str(body.get("toelichting") or "")
            yield EventKind.BESLUIT, noun, text, "", _at(body.get("datum"), record)
        case Kind.RESULTAAT:
            kind = reader.types.get(record.registry, str(body.get("resultaattype"))) or {}
            title = f"{noun} {kind.get('omschrijving', '')}".strip()
            if record.changed_at_utc is not None:
                yield EventKind.RESULTAAT, title, "", me, record.changed_at_utc
        case Kind.ZAAK:
            yield from _edits(reader, me, record, body)
        case _:
            return


def _edits(reader: Reader, me: str, record: Record, body: Json) -> Iterator[_Event]:
    for edit in reader.journal.edits_of(record.local_id):
        if edit.field == "":
            yield EventKind.WIJZIGING, words.word("event.made"), "", me, edit.made_at_utc
        else:
            title = words.word("event.changed", words.title(edit.field))
            yield EventKind.WIJZIGING, title, str(edit.after or ""), me, edit.made_at_utc
    if record.base is not None and not reader.journal.edits_of(record.local_id):
        at = _at(body.get("registratiedatum"), record)
        yield EventKind.WIJZIGING, words.word("event.registered"), "", "", at


def _at(value: object, record: Record) -> datetime:
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError:
        return record.changed_at_utc or record.seen_at_utc or datetime(1970, 1, 1, tzinfo=UTC)
    return moment if moment.tzinfo else moment.replace(hour=8, tzinfo=UTC)
