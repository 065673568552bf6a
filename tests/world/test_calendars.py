"""Visits go to a calendar and come from one; the same file twice changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from desktop.domain.errors import BadInput
from desktop.operations.objecten import bezoeken, calendars
from desktop.operations.objecten.bezoeken import Plan
from icalendar import Calendar

from tests.world.laptops import Laptop, World

VISIT = "ZAAK-2026-0000000127"
BEGIN = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
OTHER = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//other//EN
BEGIN:VEVENT
UID:abc@other.example
DTSTART;TZID=Europe/Amsterdam:20261202T133000
DTEND;TZID=Europe/Amsterdam:20261202T143000
SUMMARY:Nog eens meten ZAAK-2026-0000000127
LOCATION:Kadelaan 14
END:VEVENT
BEGIN:VEVENT
UID:vrij@other.example
DTSTART;VALUE=DATE:20261203
SUMMARY:Vrij
END:VEVENT
BEGIN:VEVENT
UID:week@other.example
DTSTART:20261204T080000Z
RRULE:FREQ=WEEKLY
SUMMARY:Teamoverleg
END:VEVENT
BEGIN:VEVENT
UID:lunch@other.example
DTSTART:20261204T110000Z
SUMMARY:Lunch
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    found = World(tmp_path)
    yield found
    found.close()


@pytest.fixture
def laptop(world: World) -> Laptop:
    return world.laptop()


def test_a_calendar_that_goes_out_names_the_zaak_and_nobody_who_lives_there(
    laptop: Laptop, tmp_path: Path
) -> None:
    bezoeken.plan(laptop.ws, VISIT, Plan("Badkamer bekijken", BEGIN))
    path = tmp_path / "bezoeken.ics"
    calendars.export_to(laptop.ws, path, VISIT)
    text = path.read_text("utf-8")
    events = [one for one in Calendar.from_ical(text).walk("VEVENT")
              if one["summary"] == "Bezoek: Badkamer bekijken"]  # fmt: skip
    assert len(events) == 1
    assert events[0].decoded("dtstart") == BEGIN
    assert str(events[0]["description"]) == VISIT
    assert "Boer" not in text


def test_what_was_moved_in_a_calendar_is_moved_here_and_twice_is_once(
    laptop: Laptop, tmp_path: Path
) -> None:
    uuid = bezoeken.plan(laptop.ws, VISIT, Plan("Meten", BEGIN)).identificatie
    path = tmp_path / "bezoeken.ics"
    visit = bezoeken.bezoek(laptop.ws, uuid)
    text = calendars.export([visit], BEGIN).decode()
    moved = text.replace("20261201T090000Z", "20261201T120000Z")
    path.write_text(moved.replace("20261201T100000Z", "20261201T130000Z"), "utf-8", newline="")
    assert calendars.take_in(laptop.ws, path).moved == ["Meten"]
    assert bezoeken.bezoek(laptop.ws, uuid).begin_utc == BEGIN + timedelta(hours=3)
    again = calendars.take_in(laptop.ws, path)
    assert (again.moved, again.planned) == ([], [])
    path.write_text(path.read_text("utf-8").replace("CONFIRMED", "CANCELLED"), "utf-8")
    assert calendars.take_in(laptop.ws, path).cancelled == ["Meten"]
    assert bezoeken.bezoek(laptop.ws, uuid).afgezegd


def test_a_visit_from_another_calendar_finds_its_zaak_and_the_rest_says_why_not(
    world: World, laptop: Laptop, tmp_path: Path
) -> None:
    path = tmp_path / "anders.ics"
    path.write_text(OTHER, "utf-8")
    found = calendars.take_in(laptop.ws, path)
    assert found.planned == ["Nog eens meten"]
    assert found.skipped == [
        ("Vrij", "whole-day"), ("Teamoverleg", "repeats"), ("Lunch", "no-zaak"),
    ]  # fmt: skip
    assert calendars.take_in(laptop.ws, path).planned == []
    laptop.sync_until_quiet()
    uuid = calendars.uuid_of("abc@other.example")
    there = [one for one in world.all("objects") if one["record"]["data"].get("id") == uuid]
    assert len(there) == 1
    assert there[0]["record"]["data"]["begin"] == "2026-12-02T13:30:00+01:00"


def test_an_event_that_cannot_be_planned_is_named_and_the_others_go_on(
    laptop: Laptop, tmp_path: Path
) -> None:
    path = tmp_path / "anders.ics"
    path.write_text(
        OTHER.replace(
            "BEGIN:VEVENT\nUID:abc",
            """BEGIN:VEVENT
UID:ooit@other.example
DTSTART:99991231T230000Z
SUMMARY:Ooit ZAAK-2026-0000000127
END:VEVENT
BEGIN:VEVENT
UID:abc""",
        ),
        "utf-8",
    )
    found = calendars.take_in(laptop.ws, path)
    assert found.planned == ["Nog eens meten"]
    assert found.skipped[0][0] == "Ooit ZAAK-2026-0000000127"


@pytest.mark.parametrize(
    "content", [b"", b"geen agenda", b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:x", b"\xff\xfe\x00"]
)
def test_what_is_no_calendar_is_said_and_changes_nothing(
    laptop: Laptop, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "kapot.ics"
    path.write_bytes(content)
    with pytest.raises(BadInput):
        calendars.take_in(laptop.ws, path)
    assert laptop.status().waiting == 0
