"""What own objects add to the timeline of a zaak: promises, reasons behind decisions, visits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from desktop.domain.afwegingen import AfwegingReading
from desktop.domain.bezoeken import BezoekReading
from desktop.domain.readings import EventKind, TimelineEvent
from desktop.domain.records import Record
from desktop.domain.standing import stand_of
from desktop.i18n import words
from desktop.models.replica import Reader
from desktop.operations.objecten import own_objects
from desktop.operations.objecten.bezoeken import bezoek_readings


def own_events(
    reader: Reader, number: str, afwegingen: Sequence[AfwegingReading]
) -> list[TimelineEvent]:
    """Give the events of the own objects about the zaak with a number."""
    me = own_objects.my_keys(reader)
    found = [_afweging(one) for one in afwegingen]
    found += [_afspraak(one, me) for one in own_objects.live(reader, "afspraak", number)]
    found += [_bezoek(one) for one in bezoek_readings(reader, number)]
    return found


def _bezoek(one: BezoekReading) -> TimelineEvent:
    state = "visit-off" if one.afgezegd else "visit-done" if one.uitgevoerd else "visit"
    text = " · ".join(filter(None, [one.plaats, one.verslag]))
    return TimelineEvent(
        EventKind.BEZOEK, one.local_id, words.word(f"event.{state}", one.doel), text,
        ", ".join(one.bezoekers), False, one.begin_utc, one.stand,
    )  # fmt: skip


def _afweging(one: AfwegingReading) -> TimelineEvent:
    goal = words.word("event.goal", one.doel) if one.doel else ""
    options = ", ".join(option.tekst for option in one.overwogen)
    weighed = words.word("event.considered", options) if options else ""
    text = "\n".join(filter(None, [one.waarom, goal, weighed]))
    title = words.word("event.reasoning", one.beslissing)
    by = words.word("event.you") if one.by_me else one.door
    return TimelineEvent(
        EventKind.AFWEGING, one.local_id, title, text, by, one.by_me, one.op_utc, one.stand
    )


def _afspraak(record: Record, me: set[str]) -> TimelineEvent:
    data = own_objects.data_of(record)
    asker = data.get("vrager") or {}
    mine = asker.get("sleutel") in me
    names = [str(one.get("naam", "")) for one in (data.get("partijen") or {}).values()]
    return TimelineEvent(
        EventKind.AFSPRAAK,
        record.local_id,
        words.word("event.agreed", ", ".join(names)),
        str(data.get("wat", "")),
        words.word("event.you") if mine else str(asker.get("naam", "")),
        mine,
        datetime.fromisoformat(str(data["gevraagdOp"])),
        stand_of(record),
    )
