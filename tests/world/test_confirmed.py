"""What was lately confirmed: only what was read back, each thing once, also what was taken away."""

from __future__ import annotations

from datetime import timedelta

from desktop.operations.documenten import documents
from desktop.operations.documenten.documents import Pasted
from desktop.operations.overview.confirmed import confirmed
from desktop.operations.zaken import casework, withdrawing
from desktop.runtime.clock import ManualClock

from tests.world.laptops import Laptop, World

NUMBER = "ZAAK-2026-0000000127"


def told(laptop: Laptop) -> list[str]:
    return [one.what for one in confirmed(laptop.ws)]


def test_what_is_confirmed_is_told_once_with_its_zaak_and_when(world: World) -> None:
    laptop = world.laptop()
    assert told(laptop) == []
    casework.add_notitie(laptop.ws, NUMBER, "Trap te steil")
    casework.edit_zaak(laptop.ws, NUMBER, {"toelichting": "Twee trappen"})
    documents.attach(laptop.ws, NUMBER, Pasted("advies.txt", b"Advies"))
    assert told(laptop) == []  # it waits still
    laptop.sync_until_quiet()
    wanted = ["Document: advies", "Gewijzigd: toelichting", "Notitie: Trap te steil"]
    assert sorted(told(laptop)) == wanted
    (note,) = [one for one in confirmed(laptop.ws) if one.what.startswith("Notitie")]
    assert note.record.startswith(NUMBER)
    assert note.read_at_utc is not None
    assert note.read_at_utc >= note.sent_at_utc
    laptop.sync()
    assert len(told(laptop)) == 3


def test_what_was_changed_again_is_not_told_as_confirmed(world: World) -> None:
    laptop = world.laptop()
    casework.edit_zaak(laptop.ws, NUMBER, {"toelichting": "Twee trappen"})
    laptop.sync_until_quiet()
    casework.edit_zaak(laptop.ws, NUMBER, {"toelichting": "Drie trappen"})
    assert told(laptop) == []


def test_what_was_taken_away_is_told_too(world: World) -> None:
    laptop = world.laptop()
    made = casework.add_notitie(laptop.ws, NUMBER, "Vergissing", concept=True)
    laptop.sync_until_quiet()
    withdrawing.remove_part(laptop.ws, made.id)
    laptop.sync_until_quiet()
    assert told(laptop)[0] == "Weggehaald: notitie"


def test_what_was_confirmed_longer_ago_than_yesterday_is_left_to_the_history(world: World) -> None:
    laptop = world.laptop()
    casework.add_notitie(laptop.ws, NUMBER, "Trap te steil")
    laptop.sync_until_quiet()
    laptop.ws.clock = ManualClock(laptop.ws.clock.now_utc() + timedelta(days=3))
    assert told(laptop) == []
