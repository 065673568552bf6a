"""Visits to and from a calendar file (iCalendar, RFC 5545), through the `icalendar` library.

A file that goes out names no inhabitant: calendars are shared and synced to telephones.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, UUID, uuid5

from desktop.domain.bezoeken import BezoekReading
from desktop.domain.errors import BadInput, NotFound
from desktop.domain.kinds import Kind
from desktop.operations.objecten import bezoeken, own_objects
from desktop.operations.objecten.bezoeken import Plan
from desktop.operations.outside import write_whole
from desktop.operations.workspace import Workspace
from desktop.operations.zaken.moments import DUTCH_TIME

if TYPE_CHECKING:
    from icalendar.cal import Event

MOST_BYTES = 5 * 1024 * 1024
MOST_EVENTS = 2000
_PRODUCT = "-//Zaakkoffer//Bezoeken//NL"
_NUMBER = re.compile(r"[A-Za-z]{2,6}-[A-Za-z0-9-]{4,34}")


@dataclass(slots=True)
class Imported:
    """What came of a calendar: goals of visits, and why something stayed out."""

    planned: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)
    cancelled: list[str] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)
    """Title of an event and the reason: `no-zaak`, `whole-day`, `repeats`, `no-begin`."""


def export(visits: Sequence[BezoekReading], now: datetime) -> bytes:
    """Write visits as a calendar file; what was called off says so."""
    from icalendar import Calendar, Event  # noqa: PLC0415  a tenth of a second at its first use

    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for one in visits:
        event = Event()
        event.add("uid", one.uuid)
        event.add("dtstamp", now.astimezone(UTC))
        event.add("dtstart", one.begin_utc.astimezone(UTC))
        event.add("dtend", (one.eind_utc or one.begin_utc + bezoeken.USUAL).astimezone(UTC))
        event.add("summary", f"Bezoek: {one.doel}")
        event.add("description", one.zaak_identificatie)
        event.add("status", "CANCELLED" if one.afgezegd else "CONFIRMED")
        event.add("class", "PRIVATE")
        if one.plaats:
            event.add("location", one.plaats)
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def export_to(ws: Workspace, path: Path, zaak: str | None = None) -> int:
    """Write one's own visits (to one zaak, or all) to a file; gives how many.

    Raises Environment("cannot-write").
    """
    found = bezoeken.bezoeken(ws, zaak, mine=True)
    calendar = export(found, ws.clock.now_utc())
    write_whole(path, lambda out: out.write(calendar))
    return len(found)


def take_in(ws: Workspace, path: Path, zaak: str | None = None) -> Imported:
    """Take visits over from a calendar file: new ones, moved ones, those called off.

    A visit belongs to the zaak whose number its event names, else to `zaak`. Taking the same file
    in twice changes nothing. An event that cannot be taken is named with its reason, and the others
    go on. Raises BadInput("calendar-unreadable").
    """
    result = Imported()
    known = _known(ws)
    for event in _events(path):
        title = str(event.get("summary") or "")[:200]
        try:
            reason = _take(ws, event, title, zaak, known, result)
        except (BadInput, NotFound) as error:
            reason = error.key
        except (ValueError, TypeError, AttributeError, KeyError, OverflowError):
            reason = "unreadable"  # what another program wrote in a value of it
        if reason:
            result.skipped.append((title, reason))
    return result


def _events(path: Path) -> list[Event]:
    from icalendar import Calendar, Event  # noqa: PLC0415  as above

    try:
        if path.stat().st_size > MOST_BYTES:
            raise BadInput("calendar-unreadable", name=path.name)
        calendar = Calendar.from_ical(path.read_bytes())
        return [one for one in calendar.walk("VEVENT") if isinstance(one, Event)][:MOST_EVENTS]
    except (OSError, ValueError, IndexError, KeyError, TypeError, AttributeError) as error:
        raise BadInput("calendar-unreadable", name=path.name) from error


def _known(ws: Workspace) -> set[str]:
    """Give the uuids of the visits that are here, in whatever state."""
    with ws.replica.read() as reader:
        found = reader.records.of_kind(Kind.OBJECT, subtype="bezoek")
        return {str(own_objects.data_of(one).get("id")) for one in found}


def _take(
    ws: Workspace, event: Event, title: str, zaak: str | None, known: set[str], result: Imported
) -> str:
    """Take one event over; gives why not, or ""."""
    span = _span(event)
    if isinstance(span, str):
        return span
    uuid = uuid_of(str(event.get("uid") or title))
    if uuid in known:
        _update(ws, uuid, event, span, result)
        return ""
    number = _zaak_in(ws, f"{title} {event.get('description') or ''}") or zaak
    if number is None:
        return "no-zaak"
    goal = title.removeprefix("Bezoek: ").replace(number, "").strip(" -:,()") or "Bezoek"
    begin, end = span
    wanted = Plan(goal, begin, end, str(event.get("location") or "")[:200])
    bezoeken.plan(ws, number, wanted, uuid=uuid)
    known.add(uuid)
    result.planned.append(goal)
    return ""


def uuid_of(uid: str) -> str:
    """Give the uuid of a visit by the name its calendar has for it, always the same one."""
    try:
        return str(UUID(uid))
    except ValueError:
        return str(uuid5(NAMESPACE_URL, f"urn:ics:{uid}"))


def _span(event: Event) -> tuple[datetime, datetime] | str:
    """Give begin and end of an event, or why it is no visit."""
    if "dtstart" not in event:
        return "no-begin"
    if "rrule" in event:
        return "repeats"
    begin = event.decoded("dtstart")
    if not isinstance(begin, datetime):
        return "whole-day"
    end = event.decoded("dtend") if "dtend" in event else None
    length = event.decoded("duration") if "duration" in event else bezoeken.USUAL
    if not isinstance(end, datetime):
        end = begin + (length if isinstance(length, timedelta) else bezoeken.USUAL)
    first, last = _zoned(begin), _zoned(end)
    return first, max(first, last)


def _zoned(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=DUTCH_TIME)


def _update(
    ws: Workspace, uuid: str, event: Event, span: tuple[datetime, datetime], result: Imported
) -> None:
    visit = bezoeken.bezoek(ws, uuid)
    if visit.uitgevoerd or visit.afgezegd:
        return
    if str(event.get("status") or "") == "CANCELLED":
        bezoeken.cancel(ws, uuid)
        result.cancelled.append(visit.doel)
    elif span != (visit.begin_utc, visit.eind_utc):
        bezoeken.move(ws, uuid, *span)
        result.moved.append(visit.doel)


def _zaak_in(ws: Workspace, text: str) -> str | None:
    """Find the number of a zaak of this replica in a text."""
    with ws.replica.read() as reader:
        for word in _NUMBER.findall(text):
            if own_objects.zaak_here(reader, word) is not None:
                return str(word)
    return None
