"""Closing and reopening against a registry that has two moments, and colleagues who do the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from desktop.domain.errors import BadInput
from desktop.domain.kinds import Kind
from desktop.domain.reasons import Reason
from desktop.domain.records import ItemKind, OpenItem, Record
from desktop.operations.choices import deciding
from desktop.operations.documenten import documents
from desktop.operations.documenten.documents import Pasted
from desktop.operations.zaken import casework, lifecycle, relations
from desktop.sync.judging.closing import LOCKED
from desktop.sync.pushing import finishing

from tests.world.laptops import Body, Laptop
from tests.world.overlaps import Overlaps
from tests.world.test_ten_pains import Died


@pytest.fixture
def world(tmp_path: Path) -> Iterator[Overlaps]:
    found = Overlaps(tmp_path, may_read_trail=False)
    yield found
    found.close()


def settled(laptop: Laptop) -> str:
    """Make a zaak that the registry has, ready to be closed."""
    number = laptop.intake()
    assert laptop.sync_until_quiet(3).waiting == 0
    return number


def items(laptop: Laptop, reason: Reason) -> list[OpenItem]:
    with laptop.ws.replica.read() as reader:
        return [one for one in reader.journal.items() if one.reason == reason.value]


def ends(world: Overlaps, number: str) -> list[Body]:
    kinds = {last(one["url"]) for one in world.types(number, "statustypen") if one["isEindstatus"]}
    return [one for one in world.statuses(number) if last(one["statustype"]) in kinds]


def last(url: str) -> str:
    return url.rsplit("/", 1)[-1]


def record(laptop: Laptop, name: str) -> Record:
    with laptop.ws.replica.read() as reader:
        return reader.records.resolve(name)


def test_g17_my_closing_undone_by_an_overlapping_save_goes_once_more(world: Overlaps) -> None:
    laptop = world.laptop()
    number = settled(laptop)
    lifecycle.close(laptop.ws, number, resultaat(laptop, number))
    saved = world.around_hers(laptop.sync, "PATCH", world.url(number), {"omschrijving": "Van haar"})
    assert (saved, world.zaak(number)["einddatum"]) == (200, None)
    report = laptop.sync_until_quiet(3)
    assert (report.waiting, report.conflicts) == (0, 0)
    first, second = sorted(one["datumStatusGezet"] for one in ends(world, number))
    later = datetime.fromisoformat(second) - datetime.fromisoformat(first)
    assert later == timedelta(microseconds=1)
    assert world.zaak(number)["einddatum"] is not None
    assert len(items(laptop, Reason.CLOSED_AGAIN)) == 1


def resultaat(laptop: Laptop, number: str) -> str:
    return casework.choices(laptop.ws, number, "resultaattype")[0].ref


def test_g18_my_closing_undone_twice_asks(world: Overlaps) -> None:
    laptop = world.laptop()
    number = settled(laptop)
    lifecycle.close(laptop.ws, number, resultaat(laptop, number))
    world.around_hers(laptop.sync, "PATCH", world.url(number), {"omschrijving": "Een"})
    world.around_hers(laptop.sync, "PATCH", world.url(number), {"omschrijving": "Twee"})
    laptop.sync()
    casework.add_notitie(laptop.ws, number, "Kijk")
    laptop.sync()
    assert len(ends(world, number)) == 2
    assert len(items(laptop, Reason.HALF_CLOSED)) == 1


@pytest.mark.parametrize("answer", ["mine", "theirs"])
def test_g19_my_save_that_undid_a_colleagues_closing_asks_me_at_once(
    world: Overlaps, answer: deciding.Keep
) -> None:
    laptop = world.laptop()
    number = settled(laptop)
    casework.edit_zaak(laptop.ws, number, {"omschrijving": "Van mij"})
    world.inside_my_next("PATCH", lambda: world.closes(number))
    laptop.sync()
    assert world.zaak(number)["einddatum"] is None
    question = items(laptop, Reason.HALF_CLOSED)
    assert [one.kind for one in question] == [ItemKind.QUESTION]
    deciding.resolve(laptop.ws, question[0].n, answer)
    report = laptop.sync_until_quiet(3)
    assert (report.waiting, items(laptop, Reason.HALF_CLOSED)) == (0, [])
    is_closed = world.zaak(number)["einddatum"] is not None
    assert (is_closed, len(ends(world, number))) == ((True, 2) if answer == "mine" else (False, 1))
    assert world.zaak(number)["omschrijving"] == "Van mij"


def test_g19_a_program_that_dies_after_its_save_asks_at_its_next_pull(
    world: Overlaps, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop = world.laptop()
    number = settled(laptop)
    casework.edit_zaak(laptop.ws, number, {"omschrijving": "Van mij"})
    world.inside_my_next("PATCH", lambda: world.closes(number))

    def die(*_given: object) -> bool:
        raise Died

    with monkeypatch.context() as dying:
        dying.setattr(finishing, "look_closed", die)
        with pytest.raises(Died):
            laptop.sync()
    laptop.reopen()
    laptop.sync()
    assert [one.kind for one in items(laptop, Reason.HALF_CLOSED)] == [ItemKind.QUESTION]


def test_g21_an_overlapped_ordinary_status_that_leaves_it_half_closed_asks(
    world: Overlaps,
) -> None:
    laptop = world.laptop()
    number = settled(laptop)
    casework.set_status(laptop.ws, number, "Huisbezoek uitgevoerd")

    def half_close() -> None:
        world.closes(number)
        world.edit(number, einddatum=None)

    world.inside_my_next("POST", half_close, "statussen")
    laptop.sync()
    assert len(items(laptop, Reason.HALF_CLOSED)) == 1


def test_g20_a_deliberate_reopening_after_my_closing_is_respected(world: Overlaps) -> None:
    laptop = world.laptop()
    number = settled(laptop)
    lifecycle.close(laptop.ws, number, resultaat(laptop, number))
    laptop.sync_until_quiet(2)
    world.sets_status(number, "Huisbezoek gepland")
    report = laptop.sync_until_quiet(2)
    assert (report.waiting, report.conflicts, len(ends(world, number))) == (0, 0, 1)
    assert world.zaak(number)["einddatum"] is None


def test_g14_a_zaak_that_a_colleague_closed_alike_needs_nothing_more(world: Overlaps) -> None:
    laptop = world.laptop()
    number = settled(laptop)
    world.closes(number)
    lifecycle.close(laptop.ws, number, resultaat(laptop, number))
    report = laptop.sync_until_quiet(2)
    assert (report.waiting, report.conflicts, report.rejected) == (0, 0, 0)
    assert len(ends(world, number)) == 1
    assert [one.kind for one in items(laptop, Reason.ALREADY_CLOSED)] == [ItemKind.NOTICE]


def test_g15_closed_with_another_resultaat_is_a_conflict_and_nothing_is_sent(
    world: Overlaps,
) -> None:
    laptop = world.laptop()
    number = settled(laptop)
    world.closes(number, which=1)
    lifecycle.close(laptop.ws, number, resultaat(laptop, number))
    report = laptop.sync()
    assert (report.conflicts, len(ends(world, number))) == (1, 1)
    item = items(laptop, Reason.EDIT_EDIT)[0]
    assert item.unit == "resultaattype"
    deciding.resolve(laptop.ws, item.n, "theirs")
    report = laptop.sync_until_quiet(2)
    assert (report.waiting, report.conflicts, len(ends(world, number))) == (0, 0, 1)


def test_g13_a_colleagues_newer_status_asks_and_closing_now_closes(world: Overlaps) -> None:
    laptop = world.laptop()
    number = settled(laptop)
    lifecycle.close(laptop.ws, number, resultaat(laptop, number))
    world.sets_status(number, "Huisbezoek uitgevoerd")
    laptop.sync()
    question = items(laptop, Reason.NEWER_THAN_CLOSING)
    assert (len(question), world.zaak(number)["einddatum"]) == (1, None)
    deciding.resolve(laptop.ws, question[0].n, "mine")
    assert laptop.sync_until_quiet(2).waiting == 0
    assert world.zaak(number)["einddatum"] is not None


def test_s37_statuses_are_read_before_mine_also_when_the_zaak_was_just_saved(
    world: Overlaps,
) -> None:
    laptop = world.laptop()
    number = settled(laptop)
    casework.edit_zaak(laptop.ws, number, {"omschrijving": "Van mij"})
    casework.set_status(laptop.ws, number, "Huisbezoek gepland")
    world.sets_status(number, "Huisbezoek uitgevoerd", "2026-11-01T10:00:00Z")
    world.sets_status(number, "Huisbezoek uitgevoerd")
    before = len(world.statuses(number))
    later = (datetime.now(UTC) + timedelta(milliseconds=1)).isoformat()
    with laptop.ws.replica.write() as writer:
        status = writer.records.of_kind(Kind.STATUS)
        mine = next(one for one in status if one.ref is None)
        writer.records.save(replace(mine, local={**(mine.local or {}), "datumStatusGezet": later}))
    laptop.sync(pull=False)
    assert world.zaak(number)["omschrijving"] == "Van mij"
    assert (len(items(laptop, Reason.STATUS_BACK)), len(world.statuses(number))) == (1, before)


def test_g16_g22_a_lost_answer_of_closing_is_found_by_its_own_instant(world: Overlaps) -> None:
    laptop = world.laptop()
    number = settled(laptop)
    lifecycle.close(laptop.ws, number, resultaat(laptop, number))
    sent = [one for one in laptop.records(Kind.STATUS) if str(one["zaak"]).startswith("zgw")][-1]
    world.faults.strike("reply-lost", methods=frozenset({"POST"}), path_contains="statussen")
    assert laptop.sync_until_quiet(3).waiting == 0
    there = ends(world, number)
    assert len(there) == 1
    written, shown = sent["datumStatusGezet"], there[0]["datumStatusGezet"]
    assert datetime.fromisoformat(written) == datetime.fromisoformat(shown)
    assert world.zaak(number)["einddatum"] == written[:10]


def test_g24_a_locked_document_of_a_colleague_is_waited_for_and_asked_after_a_day(
    world: Overlaps,
) -> None:
    laptop = world.laptop()
    number = settled(laptop)
    document = world.hangs_document(number, locked=True)
    lifecycle.close(laptop.ws, number, resultaat(laptop, number))
    report = laptop.sync()
    assert (report.rejected, report.conflicts, ends(world, number)) == (0, 0, [])
    assert waits(laptop, number) == [Reason.LOCKED_BY_OTHER.value]
    a_day_ago(laptop, number)
    assert laptop.sync().conflicts == 1
    deciding.resolve(laptop.ws, items(laptop, Reason.LOCKED_BY_OTHER)[0].n, "mine")
    assert laptop.sync().conflicts == 0
    world.unlocks(document)
    assert laptop.sync_until_quiet(2).waiting == 0
    assert len(ends(world, number)) == 1


def waits(laptop: Laptop, number: str) -> list[str]:
    with laptop.ws.replica.read() as reader:
        family = reader.records.family(reader.records.resolve(number).family)
    return [str(one.ghosts["waits"]) for one in family if "waits" in one.ghosts]


def a_day_ago(laptop: Laptop, number: str) -> None:
    with laptop.ws.replica.write() as writer:
        for one in writer.records.family(writer.records.resolve(number).family):
            if LOCKED in one.ghosts:
                since = (datetime.now(UTC) - timedelta(hours=25)).isoformat()
                writer.records.save(replace(one, ghosts={**one.ghosts, LOCKED: since}))


def test_g23_unset_gebruiksrecht_is_said_with_the_name_of_the_document(world: Overlaps) -> None:
    laptop = world.laptop()
    number = settled(laptop)
    lifecycle.close(laptop.ws, number, resultaat(laptop, number))
    world.hangs_document(number, locked=False, indicatieGebruiksrecht=None)
    assert laptop.sync(pull=False).rejected == 1
    assert items(laptop, Reason.GEBRUIKSRECHT)
    laptop.sync()
    with pytest.raises(BadInput, match="closing-incomplete"):
        lifecycle.close(laptop.ws, settled_with_document(world, laptop), None)


def settled_with_document(world: Overlaps, laptop: Laptop) -> str:
    number = settled(laptop)
    world.hangs_document(number, locked=False, indicatieGebruiksrecht=None)
    laptop.sync()
    needs = lifecycle.closing_needs(laptop.ws, number)
    assert any("Van een collega" in one for one in needs)
    return number


def test_a_deelzaak_of_another_registry_stops_no_closing(world: Overlaps) -> None:
    laptop = world.laptop()
    number = settled(laptop)
    with laptop.ws.replica.write() as writer:
        zaak = writer.records.resolve(number)
        elsewhere = ["https://elders.example/zaken/api/v1/zaken/1"]
        writer.records.save(replace(zaak, remote={**(zaak.remote or {}), "deelzaken": elsewhere}))
    assert not any("elders" in one for one in lifecycle.closing_needs(laptop.ws, number))


def test_g26_my_deelzaak_closes_before_my_hoofdzaak(world: Overlaps) -> None:
    world.allow_deelzaken("WMO-HUISBEZOEK")
    laptop = world.laptop()
    main, part = settled(laptop), settled(laptop)
    relations.set_hoofdzaak(laptop.ws, part, main)
    assert any(part in one for one in lifecycle.closing_needs(laptop.ws, main))
    lifecycle.close(laptop.ws, part, resultaat(laptop, part))
    lifecycle.close(laptop.ws, main, resultaat(laptop, main))
    assert laptop.sync_until_quiet(3).waiting == 0
    order = [
        one["zaak"] for one in world.all("statussen") if one in ends_of_both(world, main, part)
    ]
    assert order == [world.url(part), world.url(main)]


def ends_of_both(world: Overlaps, *numbers: str) -> list[Body]:
    return [one for number in numbers for one in ends(world, number)]


def test_g33_reopening_is_an_intention_of_its_own_with_a_reason(world: Overlaps) -> None:
    laptop = world.laptop()
    world.grant("zaken.heropenen")
    number = settled(laptop)
    lifecycle.close(laptop.ws, number, resultaat(laptop, number))
    laptop.sync_until_quiet(2)
    lifecycle.reopen(laptop.ws, number, "Er kwam nieuwe informatie")
    assert laptop.sync_until_quiet(2).waiting == 0
    assert world.zaak(number)["einddatum"] is None
    line = next(one for one in reversed(world.lines(number)) if one["resource"] == "status")
    assert line["toelichting"].endswith("Er kwam nieuwe informatie")


def test_reopening_without_the_right_is_refused_and_says_so(world: Overlaps) -> None:
    laptop = world.laptop()
    number = settled(laptop)
    lifecycle.close(laptop.ws, number, resultaat(laptop, number))
    laptop.sync_until_quiet(2)
    lifecycle.reopen(laptop.ws, number, "Er kwam nieuwe informatie")
    assert laptop.sync().rejected == 1
    assert world.zaak(number)["einddatum"] is not None
    assert [one.kind for one in items(laptop, Reason.NO_RIGHT)] == [ItemKind.REJECTION]
    assert items(laptop, Reason.CLOSED) == []


def test_g34_a_zaak_that_a_colleague_reopened_needs_no_second_reopening(world: Overlaps) -> None:
    laptop = world.laptop()
    world.grant("zaken.heropenen")
    number = settled(laptop)
    lifecycle.close(laptop.ws, number, resultaat(laptop, number))
    laptop.sync_until_quiet(2)
    lifecycle.reopen(laptop.ws, number, "Er kwam nieuwe informatie")
    world.sets_status(number, "Huisbezoek uitgevoerd")
    before = len(world.statuses(number))
    report = laptop.sync_until_quiet(2)
    assert (report.waiting, len(world.statuses(number))) == (0, before)
    assert [one.kind for one in items(laptop, Reason.ALREADY_REOPENED)] == [ItemKind.NOTICE]


def test_g06_a_status_for_a_zaak_closed_meanwhile_may_be_sent_as_a_reopening(
    world: Overlaps,
) -> None:
    laptop = world.laptop()
    world.grant("zaken.heropenen")
    number = settled(laptop)
    casework.set_status(laptop.ws, number, "Huisbezoek uitgevoerd")
    world.closes(number)
    laptop.sync()
    question = items(laptop, Reason.WOULD_REOPEN)
    assert len(question) == 1
    with laptop.ws.replica.write() as writer:
        one = writer.records.get(question[0].local_id)
        later = datetime.now(UTC).isoformat()
        writer.records.save(replace(one, local={**(one.local or {}), "datumStatusGezet": later}))
    deciding.resolve(laptop.ws, question[0].n, "mine")
    assert laptop.sync_until_quiet(2).waiting == 0
    assert world.zaak(number)["einddatum"] is None


def test_g28_edits_of_a_zaak_closed_meanwhile_are_kept_with_the_reason(world: Overlaps) -> None:
    laptop = world.laptop()
    number = settled(laptop)
    casework.edit_zaak(laptop.ws, number, {"omschrijving": "Te laat"})
    world.closes(number)
    assert laptop.sync().rejected == 1
    assert len(items(laptop, Reason.CLOSED)) == 1
    local = record(laptop, number).local or {}
    assert local["omschrijving"] == "Te laat"


def test_g35_a_status_of_ours_never_names_who_set_it(world: Overlaps) -> None:
    laptop = world.laptop()
    number = settled(laptop)
    mine = [one for one in world.statuses(number) if one["statustoelichting"] == ""]
    assert mine
    assert all(not one["gezetdoor"] for one in mine)


def test_a_document_that_was_taken_back_before_it_left_holds_no_closing(world: Overlaps) -> None:
    laptop = world.laptop()
    number = settled(laptop)
    photo = documents.attach(laptop.ws, number, Pasted("trap.jpg", b"een trap"))
    deciding.withdraw(laptop.ws, photo.id)
    lifecycle.close(laptop.ws, number, resultaat(laptop, number))
    assert laptop.sync_until_quiet(3).waiting == 0
    assert len(ends(world, number)) == 1


def test_a_zaak_whose_resultaat_was_taken_back_closes_with_another(world: Overlaps) -> None:
    laptop = world.laptop()
    number = settled(laptop)
    made = casework.set_resultaat(laptop.ws, number, resultaat(laptop, number))
    deciding.withdraw(laptop.ws, made.id)
    lifecycle.close(laptop.ws, number, resultaat(laptop, number))
    assert laptop.sync_until_quiet(3).waiting == 0
    assert len(ends(world, number)) == 1
