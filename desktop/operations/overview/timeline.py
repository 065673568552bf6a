"""The timeline of a case: everything that happened, newest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime

from desktop.domain.fields import unit_of
from desktop.domain.kinds import Kind
from desktop.domain.readings import EventKind, TimelineEvent
from desktop.domain.records import Edit, ItemKind, Json, OpenItem, Record, Stand
from desktop.domain.standing import field_stand, stand_of
from desktop.i18n import dates, words
from desktop.models.replica import Reader

_Event = tuple[EventKind, str, str, str, datetime]


def timeline_of(
    reader: Reader, me: str, family: Sequence[Record], items: Sequence[OpenItem]
) -> list[TimelineEvent]:
    """Give the events of a family, newest first; `items` are the open ones of that family."""
    events = []
    for record in family:
        own = [one for one in items if one.local_id == record.local_id]
        stand = stand_of(record, [one.kind for one in own])
        events += [_shown(one, record, me, stand) for one in _events(reader, me, record)]
        if record.kind is Kind.ZAAKEIGENSCHAP:
            events += [_shown(one, record, me, stand) for one in _filled_in(reader, me, record)]
        if record.kind is Kind.ZAAK:
            events += [
                _shown(one, record, me, _edit_stand(record, field, own))
                for field, one in _edits(reader, me, record, record.local or {})
            ]
    return sorted(events, key=lambda one: one.at_utc, reverse=True)


def _shown(event: _Event, record: Record, me: str, stand: Stand) -> TimelineEvent:
    kind, title, text, by, at = event
    mine = by == me or record.edit_seq > 0
    name = words.word("event.you") if mine else by
    concept = kind is EventKind.NOTITIE and is_concept(record)
    return TimelineEvent(kind, record.local_id, title, text, name, mine, at, stand, concept)


def is_concept(notitie: Record) -> bool:
    """Tell whether a note can still be changed: neither here nor there is it final."""
    trees = (notitie.local, notitie.base)
    return all((one or {"status": "concept"}).get("status") == "concept" for one in trees)


def _note_title(noun: str, body: Json) -> str:
    if body.get("notitieType") == "extern":
        noun = words.word("note.extern", noun)
    return words.word("note.concept", noun) if body.get("status") == "concept" else noun


def _edit_stand(record: Record, field: str, items: Sequence[OpenItem]) -> Stand:
    """Give the stand of an edit of one field ("": making it): a conflict marks its own unit only.

    What a question asks about the record as a whole (unit "") is asked about each edit.
    """
    asking = {one.unit for one in items if one.kind in {ItemKind.CONFLICT, ItemKind.QUESTION}}
    if asking & {unit_of(record.kind, field).name, ""}:
        return Stand.CONFLICT
    if not field and record.base is None:
        refused = [one.kind for one in items if one.kind is ItemKind.REJECTION]
        return stand_of(record, refused)
    stand = field_stand(record, field)
    whole = stand_of(record, [one.kind for one in items])
    return whole if stand is Stand.WACHT and whole is Stand.GEWEIGERD else stand


def _events(reader: Reader, me: str, record: Record) -> Iterator[_Event]:
    body = record.local or {}
    noun = words.word(f"noun.{record.kind}")
    match record.kind:
        case Kind.ZAAKNOTITIE:
            # when it was written, not when it arrived: what was done offline keeps its order
            at = _made(reader, record) or _at(body.get("aanmaakdatum"), record)
            by = str(body.get("aangemaaktDoor") or "")
            title = _note_title(noun, body)
            yield EventKind.NOTITIE, title, str(body.get("tekst") or ""), by, at
        case Kind.STATUS:
            kind = reader.types.get(record.registry, str(body.get("statustype"))) or {}
            title = f"{noun} {kind.get('omschrijving', '')}".strip()
            text = str(body.get("statustoelichting") or "")
            yield EventKind.STATUS, title, text, "", _at(body.get("datumStatusGezet"), record)
        case Kind.DOCUMENT:
            # not when the content came here: one that is fetched for a visit is as old as it was
            at = _made(reader, record) or _at(body.get("beginRegistratie"), record)
            title = str(body.get("titel") or body.get("bestandsnaam") or noun)
            yield EventKind.DOCUMENT, title, "", str(body.get("auteur") or ""), at
        case Kind.KLANTCONTACT:
            at = _at(body.get("datumtijd"), record)
            title = str(body.get("onderwerp") or noun)
            yield EventKind.CONTACT, title, str(body.get("toelichting") or ""), "", at
        case Kind.CONTACTMOMENT:
            subject, _, said = str(body.get("tekst") or noun).partition("\n")
            at = _at(body.get("registratiedatum"), record)
            yield EventKind.CONTACT, subject, said, "", at
        case Kind.BESLUIT:
            text = str(body.get("toelichting") or "")
            kind = reader.types.get(record.registry, str(body.get("besluittype"))) or {}
            title = f"{noun} {kind.get('omschrijving', '')}".strip()
            yield EventKind.BESLUIT, title, text, "", _decided(reader, record, body)
        case Kind.RESULTAAT:
            kind = reader.types.get(record.registry, str(body.get("resultaattype"))) or {}
            title = f"{noun} {kind.get('omschrijving', '')}".strip()
            if record.changed_at_utc is not None:
                yield EventKind.RESULTAAT, title, "", me, record.changed_at_utc
        case _:
            return


def _filled_in(reader: Reader, me: str, record: Record) -> Iterator[_Event]:
    """Give when a person filled in an eigenschap last; of others the registry tells no moment."""
    body, edits = record.local or {}, reader.journal.edits_of(record.local_id)
    if edits:
        at = edits[-1].made_at_utc
        title = words.word("event.changed", str(body.get("naam") or ""))
        value = dates.value_text(body.get("waarde"), dates.local_date(at))
        yield EventKind.WIJZIGING, title, value, me, at


def _made(reader: Reader, record: Record) -> datetime | None:
    """Give when a person made a record on this device, None when it was made elsewhere."""
    edits = reader.journal.edits_of(record.local_id)
    return next((one.made_at_utc for one in edits if not one.field), None)


def _decided(reader: Reader, record: Record, body: Json) -> datetime:
    """Give when a besluit was taken: the registry knows a day, this device the moment."""
    day, made = _at(body.get("datum"), record), _made(reader, record)
    same = made is not None and dates.local_date(made) == dates.local_date(day)
    return made if made is not None and same else day


def _edits(reader: Reader, me: str, record: Record, body: Json) -> Iterator[tuple[str, _Event]]:
    """Give the edits of a zaak, each with its field; "" for making it."""
    edits = reader.journal.edits_of(record.local_id)
    kind = EventKind.WIJZIGING
    for edit in edits:
        if edit.field == "":
            yield "", (kind, words.word("event.made"), "", me, edit.made_at_utc)
        else:
            title, text = _change(edit)
            yield edit.field, (kind, title, text, me, edit.made_at_utc)
    if record.base is not None and not edits:
        at = _at(body.get("registratiedatum"), record)
        yield "", (kind, words.word("event.registered"), "", "", at)


def _change(edit: Edit) -> tuple[str, str]:
    """Say what an edit of a field of a zaak did, and what was said with it."""
    group = edit.after if isinstance(edit.after, dict) else {}
    why = str(group.get("reden") or "")
    if edit.field == "opschorting":
        return words.word("event.suspended" if group.get("indicatie") else "event.resumed"), why
    if edit.field == "verlenging" and group.get("duur"):
        return words.word("event.extended"), why
    day = dates.local_date(edit.made_at_utc)
    return words.word("event.changed", words.title(edit.field)), _readable(edit.after, day)


def _readable(after: object, day: date) -> str:
    """Give the new value of a field where a person can read it: no group, no reference."""
    text = "" if isinstance(after, dict | list) else dates.value_text(after, day)
    return "" if text.startswith(("zgw://", "local://")) else text


def _at(value: object, record: Record) -> datetime:
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError:
        return record.changed_at_utc or record.seen_at_utc or datetime(1970, 1, 1, tzinfo=UTC)
    return moment if moment.tzinfo else moment.replace(hour=8, tzinfo=UTC)
