"""Signals: told once, of what others did and of what comes due, each kind as the person wants."""

from __future__ import annotations

from datetime import timedelta

import pytest
from desktop.domain.readings import WorklistQuery, WorklistView
from desktop.operations import registries
from desktop.operations.documenten import documents
from desktop.operations.documenten.documents import Pasted
from desktop.operations.objecten import agreements
from desktop.operations.overview import reading
from desktop.operations.worklists import signals
from desktop.operations.worklists.signals import SignalKind
from desktop.operations.zaken import casework
from desktop.runtime.clock import SystemClock

from tests.world.laptops import Laptop, World

NUMBER = "ZAAK-2026-0000000127"


@pytest.fixture
def told(world: World) -> Laptop:
    """A laptop whose person heard all there was."""
    laptop = world.laptop()
    signals.news(laptop.ws)
    return laptop


def of_colleague(world: World) -> Laptop:
    """Give the laptop of a colleague who takes every zaak along."""
    found = world.laptop("twee", "j-vandermeulen")
    registries.set_scope(found.ws, "oefenen", "all")
    found.sync()
    return found


def kinds(laptop: Laptop) -> list[SignalKind]:
    return [one.kind for one in signals.news(laptop.ws)]


def test_what_was_there_at_the_start_is_no_news(world: World) -> None:
    laptop = world.laptop()
    assert signals.signals(laptop.ws)
    assert signals.news(laptop.ws) == []
    assert signals.news(laptop.ws) == []


def test_a_document_of_a_colleague_is_told_once_and_mine_never(world: World, told: Laptop) -> None:
    colleague = of_colleague(world)
    made = documents.attach(colleague.ws, NUMBER, Pasted("brief.txt", b"Beste"))
    documents.edit_document(colleague.ws, made.id, {"auteur": "J. van der Meulen"})
    colleague.sync_until_quiet()
    documents.attach(told.ws, NUMBER, Pasted("foto.txt", b"Mijn"))
    told.sync_until_quiet()
    (one,) = signals.news(told.ws)
    assert (one.kind, one.identificatie) == (SignalKind.DOCUMENT, NUMBER)
    assert NUMBER in one.sentence
    told.sync()
    assert signals.news(told.ws) == []


def test_a_zaak_that_was_given_to_me_is_told(world: World, told: Laptop) -> None:
    uuid = world.zaak(NUMBER)["uuid"]
    roltype = world.all("rollen", uuid)[0]["roltype"]
    world.add(
        NUMBER, "rollen",
        {"roltype": roltype, "betrokkeneType": "medewerker", "omschrijving": "Beslisser",
         "omschrijvingGeneriek": "beslisser", "roltoelichting": "", "betrokkene": "",
         "betrokkeneIdentificatie": {"identificatie": "m-yilmaz", "achternaam": "Yilmaz"}},
    )  # fmt: skip
    told.sync()
    assert kinds(told) == [SignalKind.ASSIGNED]


def test_somebody_who_names_me_with_a_sign_is_told_and_a_name_alone_is_not(
    world: World, told: Laptop
) -> None:
    colleague = of_colleague(world)
    casework.add_notitie(colleague.ws, NUMBER, "Meryem belt zelf")
    casework.add_notitie(colleague.ws, NUMBER, "Kijk jij even, @meryem?")
    colleague.sync_until_quiet()
    casework.add_notitie(told.ws, NUMBER, "Dit is voor @meryem, dat ben ik zelf")
    told.sync_until_quiet()
    assert kinds(told) == [SignalKind.MENTIONED]


def test_a_term_is_told_when_it_comes_near_and_again_when_it_has_passed(
    world: World, told: Laptop
) -> None:
    _, rows = reading.worklist_page(told.ws, WorklistQuery(view=WorklistView.MINE), 50)
    today = reading.today_of(told.ws)
    zaak = next(row for row in rows if row.uiterlijk and row.uiterlijk > today + timedelta(days=9))
    for left, kind in ((2, SignalKind.TERM_NEAR), (-1, SignalKind.TERM_PASSED)):
        day = (today + timedelta(days=left)).isoformat()
        world.edit(zaak.identificatie, uiterlijkeEinddatumAfdoening=day)
        told.sync()
        assert kinds(told) == [kind]
        assert kinds(told) == []


def test_an_afspraak_of_mine_is_told_on_its_day_and_one_of_others_is_not(told: Laptop) -> None:
    today = reading.today_of(told.ws)
    agreements.ask_afspraak(told.ws, wat="Bel terug", met="m-yilmaz", uiterlijk=today)
    agreements.ask_afspraak(told.ws, wat="Belt jou", met="j-vandermeulen", uiterlijk=today)
    assert kinds(told) == [SignalKind.AFSPRAAK]
    assert kinds(told) == []


def test_a_kind_that_is_off_is_not_told_also_not_later(world: World, told: Laptop) -> None:
    signals.switch(told.ws, SignalKind.AFSPRAAK, on=False)
    today = reading.today_of(told.ws)
    agreements.ask_afspraak(told.ws, wat="Bel terug", met="m-yilmaz", uiterlijk=today)
    assert kinds(told) == []
    signals.switch(told.ws, SignalKind.AFSPRAAK, on=True)
    assert signals.switched_off(told.ws) == set()
    assert kinds(told) == [], "what came while it was off is old by now"
    agreements.ask_afspraak(told.ws, wat="En de ander", met="m-yilmaz", uiterlijk=today)
    assert kinds(told) == [SignalKind.AFSPRAAK]
    assert isinstance(told.ws.clock, SystemClock)
    assert world is told.world


def test_what_was_told_stays_open_until_it_is_put_away_and_that_can_be_undone(told: Laptop) -> None:
    assert signals.open_signals(told.ws) == []
    today = reading.today_of(told.ws)
    for what in ("Bel", "Mail"):
        agreements.ask_afspraak(told.ws, wat=what, met="m-yilmaz", zaak=NUMBER, uiterlijk=today)
        assert len(signals.news(told.ws)) == 1
    assert [one.omschrijving for one in signals.open_signals(told.ws)] == ["Mail", "Bel"]
    signals.switch(told.ws, SignalKind.AFSPRAAK, on=False)
    assert signals.open_signals(told.ws) == []
    signals.switch(told.ws, SignalKind.AFSPRAAK, on=True)
    undo = signals.put_away(told.ws)
    assert signals.open_signals(told.ws) == []
    undo()
    assert len(signals.open_signals(told.ws)) == 2


def test_what_no_longer_holds_is_no_longer_open(told: Laptop) -> None:
    today = reading.today_of(told.ws)
    made = agreements.ask_afspraak(told.ws, wat="Bel", met="m-yilmaz", uiterlijk=today)
    assert len(signals.news(told.ws)) == 1
    agreements.keep(told.ws, made.identificatie)
    assert signals.open_signals(told.ws) == []
