"""What a person does with a zaak as a whole, from the operation to the registry and back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from desktop.cli.main import run as run_command
from desktop.domain.errors import BadInput
from desktop.domain.reasons import Reason
from desktop.operations.choices import deciding
from desktop.operations.zaken import casework, lifecycle, relations
from desktop.operations.zaken.moments import DUTCH_TIME
from desktop.runtime.clock import SystemClock

from tests.world.laptops import Body, Laptop, World
from tests.world.overlaps import Overlaps


@pytest.fixture
def observed(tmp_path: Path) -> Iterator[Overlaps]:
    found = Overlaps(tmp_path, may_read_trail=False)
    yield found
    found.close()


def local(laptop: Laptop, number: str) -> Body:
    with laptop.ws.replica.read() as reader:
        return reader.records.resolve(number).local or {}


def settled(laptop: Laptop) -> str:
    number = laptop.intake()
    casework.edit_zaak(laptop.ws, number, {"startdatum": "2026-10-01"})
    assert laptop.sync_until_quiet(3).waiting == 0
    return number


def days_later(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def test_a_suspended_zaak_gets_the_days_it_stood_still_added_to_its_terms(world: World) -> None:
    laptop = world.laptop()
    number = settled(laptop)
    term = str(local(laptop, number)["uiterlijkeEinddatumAfdoening"])
    lifecycle.suspend(laptop.ws, number, "Wacht op het rapport")
    laptop.sync_until_quiet(2)
    group = world.zaak(number)["opschorting"]
    assert (group["indicatie"], group["reden"]) == (True, "Wacht op het rapport")
    with pytest.raises(BadInput, match="suspended-already"):
        lifecycle.suspend(laptop.ws, number, "Nog eens")
    since = laptop.ws.clock.now_utc().date() - timedelta(days=9)
    lifecycle.resume(laptop.ws, number, sinds=since)
    report = laptop.sync_until_quiet(2)
    there = world.zaak(number)
    assert (report.waiting, report.conflicts) == (0, 0)
    assert there["opschorting"]["indicatie"] is False
    assert days_later(term, 9) == there["uiterlijkeEinddatumAfdoening"]
    with pytest.raises(BadInput, match="not-suspended"):
        lifecycle.resume(laptop.ws, number)


def test_a_suspension_made_here_knows_its_own_day_and_a_colleagues_is_asked(world: World) -> None:
    laptop = world.laptop()
    number = settled(laptop)
    world.edit(number, opschorting={"indicatie": True, "reden": "Van een collega"})
    laptop.sync()
    with pytest.raises(BadInput, match="suspended-since"):
        lifecycle.resume(laptop.ws, number)
    lifecycle.resume(laptop.ws, number, sinds=date(2026, 11, 1))
    laptop.sync_until_quiet(2)
    lifecycle.suspend(laptop.ws, number, "Nu van mij")
    before = local(laptop, number)["uiterlijkeEinddatumAfdoening"]
    lifecycle.resume(laptop.ws, number)
    assert local(laptop, number)["uiterlijkeEinddatumAfdoening"] == before


def test_an_extension_is_sent_as_a_whole_group_within_what_the_zaaktype_allows(
    world: World,
) -> None:
    laptop = world.laptop()
    number = settled(laptop)
    term = str(local(laptop, number)["uiterlijkeEinddatumAfdoening"])
    with pytest.raises(BadInput, match="extending-too-long"):
        lifecycle.extend(laptop.ws, number, "P1Y", "Te lang")
    with pytest.raises(BadInput, match="field-duration"):
        lifecycle.extend(laptop.ws, number, "zomaar", "Onzin")
    lifecycle.extend(laptop.ws, number, "7", "Extra onderzoek")
    laptop.sync_until_quiet(2)
    there = world.zaak(number)
    assert there["verlenging"] == {"reden": "Extra onderzoek", "duur": "P7D"}
    assert there["uiterlijkeEinddatumAfdoening"] == days_later(term, 7)
    with pytest.raises(BadInput, match="extended-already"):
        lifecycle.extend(laptop.ws, number, "7", "Nog eens")


def test_closing_says_everything_that_is_missing_and_changes_nothing(world: World) -> None:
    laptop = world.laptop()
    number = settled(laptop)
    assert "een resultaat" in lifecycle.closing_needs(laptop.ws, number)
    with pytest.raises(BadInput, match="closing-incomplete"):
        lifecycle.close(laptop.ws, number)
    assert laptop.sync().pushed == 0
    kind = casework.choices(laptop.ws, number, "resultaattype")[0]
    lifecycle.close(laptop.ws, number, kind.ref, "Klaar")
    assert laptop.sync_until_quiet(3).waiting == 0
    assert world.zaak(number)["einddatum"] is not None
    with pytest.raises(BadInput, match="zaak-closed"):
        lifecycle.suspend(laptop.ws, number, "Te laat")


def test_aborting_closes_with_a_resultaat_that_says_so_and_its_reason(world: World) -> None:
    laptop = world.laptop()
    number = settled(laptop)
    kinds = casework.choices(laptop.ws, number, "resultaattype")
    wanted = next((one for one in kinds if "trokken" in one.omschrijving), None)
    if wanted is None:
        with pytest.raises(BadInput, match="abort-resultaat"):
            lifecycle.abort(laptop.ws, number, "Verhuisd")
        wanted = kinds[0]
    lifecycle.abort(laptop.ws, number, "Verhuisd", wanted.ref)
    assert laptop.sync_until_quiet(3).waiting == 0
    found = world.all("resultaten", world.zaak(number)["uuid"])
    assert [one["toelichting"] for one in found] == ["Verhuisd"]
    assert world.zaak(number)["einddatum"] is not None


def test_reopening_needs_a_closing_that_the_registry_has(world: World) -> None:
    laptop = world.laptop()
    number = settled(laptop)
    with pytest.raises(BadInput, match="not-closed"):
        lifecycle.reopen(laptop.ws, number, "Toch niet")
    kind = casework.choices(laptop.ws, number, "resultaattype")[0]
    lifecycle.close(laptop.ws, number, kind.ref)
    with pytest.raises(BadInput, match="closing-unsent"):
        lifecycle.reopen(laptop.ws, number, "Toch niet")
    with pytest.raises(BadInput, match="closing-pending"):
        casework.set_status(laptop.ws, number, "Afgerond")
    with pytest.raises(BadInput, match="closing-pending"):
        lifecycle.close(laptop.ws, number)


def test_i09_two_new_zaken_that_point_at_each_other_both_arrive_and_point(world: World) -> None:
    laptop = world.laptop()
    one, other = laptop.intake("Een"), laptop.intake("Ander")
    relations.relate(laptop.ws, one, other, "vervolg")
    relations.relate(laptop.ws, other, one, "bijdrage")
    report = laptop.sync_until_quiet(4)
    assert (report.waiting, report.conflicts, report.rejected) == (0, 0, 0)
    for number, partner, kind in ((one, other, "vervolg"), (other, one, "bijdrage")):
        related = world.zaak(number)["relevanteAndereZaken"]
        assert [(r["url"], r["aardRelatie"]) for r in related] == [
            (world.zaak(partner)["url"], kind)
        ]


def test_a_relation_is_taken_back_and_what_cannot_be_related_is_said(world: World) -> None:
    laptop = world.laptop()
    one, other = settled(laptop), settled(laptop)
    relations.relate(laptop.ws, one, other)
    laptop.sync_until_quiet(2)
    relations.unrelate(laptop.ws, one, other)
    laptop.sync_until_quiet(2)
    assert world.zaak(one)["relevanteAndereZaken"] == []
    with pytest.raises(BadInput, match="relation-unknown"):
        relations.unrelate(laptop.ws, one, other)
    with pytest.raises(BadInput, match="relation-self"):
        relations.relate(laptop.ws, one, one)
    with pytest.raises(BadInput, match="relation-kind"):
        relations.relate(laptop.ws, one, other, "anders")
    with pytest.raises(BadInput, match="deelzaaktype"):
        relations.set_hoofdzaak(laptop.ws, one, other)


def test_i10_a_new_deelzaak_of_a_new_hoofdzaak_goes_after_it(observed: Overlaps) -> None:
    observed.allow_deelzaken("WMO-HUISBEZOEK")
    laptop = observed.laptop()
    part, main, third = laptop.intake("Deel"), laptop.intake("Hoofd"), laptop.intake("Derde")
    relations.set_hoofdzaak(laptop.ws, part, main)
    with pytest.raises(BadInput, match="deelzaak-of-deelzaak"):
        relations.set_hoofdzaak(laptop.ws, third, part)
    with pytest.raises(BadInput, match="deelzaak-of-deelzaak"):
        relations.set_hoofdzaak(laptop.ws, main, third)
    assert laptop.sync_until_quiet(4).waiting == 0
    assert observed.zaak(part)["hoofdzaak"] == observed.zaak(main)["url"]
    relations.set_hoofdzaak(laptop.ws, part, None)
    assert laptop.sync_until_quiet(3).waiting == 0
    assert not observed.zaak(part)["hoofdzaak"]


class Wrong(SystemClock):
    """A clock that is off by some seconds, and can be set."""

    def __init__(self, off_s: float) -> None:
        self.off_s = off_s

    def now_utc(self) -> datetime:
        return super().now_utc() + timedelta(seconds=self.off_s)


def wrong_laptop(world: World, tmp_path: Path, off_s: float) -> tuple[Laptop, Wrong]:
    laptop = world.laptop()
    clock = Wrong(off_s)
    laptop.ws.clock = clock
    return laptop, clock


@pytest.mark.parametrize("off_s", [7200.0, -7200.0], ids=["p01-fast", "p02-slow"])
def test_p01_p02_a_wrong_clock_neither_refuses_nor_misdates(
    world: World, tmp_path: Path, off_s: float
) -> None:
    laptop, _ = wrong_laptop(world, tmp_path, off_s)
    number = settled(laptop)
    for status in world.all("statussen", world.zaak(number)["uuid"]):
        moment = datetime.fromisoformat(status["datumStatusGezet"])
        assert abs((datetime.now(UTC) - moment).total_seconds()) < 30
    assert Reason.TIME_CORRECTED.value in [one.reason for one in open_items(laptop)]


def open_items(laptop: Laptop) -> list[Any]:
    with laptop.ws.replica.read() as reader:
        return reader.journal.items()


def test_p05_a_clock_that_was_set_between_closing_and_sending_asks_which_time(
    world: World, tmp_path: Path
) -> None:
    laptop, clock = wrong_laptop(world, tmp_path, 0.0)
    number = settled(laptop)
    kind = casework.choices(laptop.ws, number, "resultaattype")[0]
    clock.off_s = -86400.0
    casework.set_resultaat(laptop.ws, number, kind.ref)
    casework.set_status(laptop.ws, number, "Afgerond")
    clock.off_s = 0.0
    assert laptop.sync().conflicts == 1
    assert world.zaak(number)["einddatum"] is None
    question = next(one for one in open_items(laptop) if one.reason == Reason.WHICH_TIME.value)
    deciding.resolve(laptop.ws, question.n, "theirs")
    assert laptop.sync_until_quiet(2).waiting == 0
    today = datetime.now(UTC).astimezone(DUTCH_TIME).date().isoformat()
    assert world.zaak(number)["einddatum"] == today


def test_the_command_line_does_the_same(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: Any
) -> None:
    laptop = world.laptop()
    number = settled(laptop)
    profile = str(laptop.ws.profile)
    monkeypatch.setenv("ZAAKKOFFER_PASSPHRASE", "test")

    def run(*words: str) -> tuple[int, Any]:
        code = run_command(["--json", "--profile", profile, "zaak", *words], lambda **_: 1)
        text = capsys.readouterr().out
        return code, json.loads(text) if text else None

    assert run("suspend", number, "--reden", "Wacht op stukken")[1]["identificatie"] == number
    assert run("resume", number)[0] == 0
    assert run("extend", number, "P1W", "--reden", "Meer tijd")[0] == 0
    code, found = run("close", number, "--check")
    assert (code, "een resultaat" in found["missing"]) == (3, True)
    assert run("close", number)[0] == 1
    assert run("edit", number, "omschrijving=Anders", "--reden", "Typefout")[0] == 0
    assert run("relate", number, "ZAAK-2026-0000000127", "--aard", "vervolg")[0] == 0
    assert run("relate", number, "ZAAK-2026-0000000127", "--remove")[0] == 0
    assert laptop.sync_until_quiet(3).waiting == 0
    assert world.zaak(number)["omschrijving"] == "Anders"
