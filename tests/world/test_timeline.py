"""The timeline tells when something happened, wherever its parts were at the time."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from desktop.domain.readings import EventKind, TimelineEvent
from desktop.operations.documenten import documents
from desktop.operations.documenten.documents import Pasted
from desktop.operations.exchange import visiting
from desktop.operations.objecten import afwegingen
from desktop.operations.objecten.afwegingen import Weighing
from desktop.operations.overview import looking, reading
from desktop.operations.papers import templates
from desktop.operations.workspace import Workspace
from desktop.operations.zaken import besluiten, casework
from desktop.runtime.clock import SystemClock

from tests.world.laptops import Laptop, World

DECIDABLE = "ZAAK-2026-0000000190"


class LaterClock(SystemClock):
    """The system's clock, moved on by a test."""

    ahead = timedelta(0)

    def now_utc(self) -> datetime:
        return super().now_utc() + self.ahead


@pytest.fixture
def laptop(world: World) -> Laptop:
    return world.laptop()


def events(ws: Workspace, zaak: str = DECIDABLE) -> list[TimelineEvent]:
    return list(reading.case(ws, zaak).timeline)


def test_a_document_that_is_fetched_for_a_visit_is_as_old_as_it_was(laptop: Laptop) -> None:
    before = {one.title: one.at_utc for one in events(laptop.ws) if one.kind is EventKind.DOCUMENT}
    assert before
    assert visiting.prepare(laptop.ws, DECIDABLE).is_complete
    after = {one.title: one.at_utc for one in events(laptop.ws) if one.kind is EventKind.DOCUMENT}
    assert after == before


def test_what_was_done_offline_keeps_its_order_after_it_arrived(
    world: World, laptop: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    ws, clock = laptop.ws, LaterClock()
    monkeypatch.setattr(ws, "clock", clock)
    casework.add_notitie(ws, DECIDABLE, "De schuurdeur is breed genoeg")
    clock.ahead = timedelta(seconds=60)
    casework.set_eigenschap(ws, DECIDABLE, "Uren per week", "1,5")
    clock.ahead = timedelta(seconds=120)
    kind = besluiten.choices(ws, DECIDABLE)[0]
    afwegingen.decide(ws, DECIDABLE, kind.ref, Weighing("Meneer kan dan zelf weg", "", []))
    clock.ahead = timedelta(seconds=180)
    documents.attach(ws, DECIDABLE, Pasted("schuur.txt", b"foto"))
    titles = [one.title for one in events(ws)[:5]]
    laptop.sync_until_quiet()
    found = events(ws)[:5]
    assert [one.title for one in found] == titles
    order = [one.kind for one in found if one.kind is not EventKind.AFWEGING]
    assert order == [
        EventKind.DOCUMENT, EventKind.BESLUIT, EventKind.WIJZIGING, EventKind.NOTITIE
    ]  # fmt: skip
    filled = next(one for one in found if one.kind is EventKind.WIJZIGING)
    assert (filled.title, filled.text) == ("Uren per week gewijzigd", "1,5")


def test_what_a_person_filled_in_elsewhere_is_no_news_to_them(world: World, laptop: Laptop) -> None:
    ws = laptop.ws
    looking.saw(ws, reading.case(ws, DECIDABLE))
    casework.set_eigenschap(ws, DECIDABLE, "Uren per week", "1,5")
    casework.edit_zaak(ws, DECIDABLE, {"omschrijving": "Scootmobiel"})
    laptop.sync_until_quiet()
    assert looking.news_in(ws, reading.case(ws, DECIDABLE)) == frozenset()
    world.edit(DECIDABLE, omschrijving="Scootmobiel en drempelhulp")
    laptop.sync_until_quiet()
    found = {name for _id, name in looking.news_in(ws, reading.case(ws, DECIDABLE))}
    assert found == {"omschrijving"}


def test_a_report_gets_the_soort_document_that_it_is_called_after(laptop: Laptop) -> None:
    filled = templates.fill(laptop.ws, DECIDABLE, templates.REPORT)
    made = templates.attach_filled(laptop.ws, DECIDABLE, filled)
    soort = {one.local_id: one.soort for one in reading.case(laptop.ws, DECIDABLE).documents}
    assert soort[made.id] == "Verslag huisbezoek"
