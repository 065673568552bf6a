"""Two people save at the same moment: with the trail it is put right, without it it is asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from desktop.domain.reasons import Reason
from desktop.domain.records import OpenItem, Outcome, Purpose
from desktop.operations import registries
from desktop.operations.choices import deciding
from desktop.operations.overview import reading
from desktop.operations.zaken import casework
from desktop.sync.pushing import witness

from tests.world.laptops import LIMIT_S, Body, Laptop, open_reasons, with_limit
from tests.world.overlaps import NUMBER, Overlaps
from tests.world.test_ten_pains import Died

OM, TO = "omschrijving", "toelichting"


@pytest.fixture
def witnessed(tmp_path: Path) -> Iterator[Overlaps]:
    found = Overlaps(tmp_path, may_read_trail=True)
    yield found
    found.close()


@pytest.fixture
def unwitnessed(tmp_path: Path) -> Iterator[Overlaps]:
    found = Overlaps(tmp_path, may_read_trail=False)
    yield found
    found.close()


def reasons(laptop: Laptop) -> list[str]:
    return [reason for _, reason in open_reasons(laptop.ws)]


def item_about(laptop: Laptop, reason: Reason) -> OpenItem:
    with laptop.ws.replica.read() as reader:
        return next(one for one in reader.journal.items() if one.reason == reason.value)


def add_kenmerk(laptop: Laptop, kenmerken: list[Body]) -> None:
    with laptop.ws.replica.write() as writer:
        record = writer.records.resolve(NUMBER)
        now = laptop.ws.clock.now_utc()
        writer.records.edit(record.local_id, {"kenmerken": kenmerken}, account="a", now=now)


def test_s12_every_write_carries_its_entry_and_the_persons_own_reason(witnessed: Overlaps) -> None:
    laptop = witnessed.laptop()
    casework.edit_zaak(laptop.ws, NUMBER, {OM: "Nieuw"}, reden="Op verzoek\nvan ‘mevrouw’ Çelik")
    laptop.sync()
    with laptop.ws.replica.read() as reader:
        record = reader.records.resolve(NUMBER)
        entry = reader.journal.entries_of(record.local_id)[-1]
    mark = witnessed.lines()[-1]["toelichting"]
    assert mark == f"zk:{entry.entry_id} Op verzoek van 'mevrouw' Çelik"
    casework.edit_zaak(laptop.ws, NUMBER, {OM: "Nieuwer"})
    laptop.sync()
    assert " " not in witnessed.lines()[-1]["toelichting"]


def test_registry_check_says_what_cannot_be_promised_without_the_trail(
    unwitnessed: Overlaps,
) -> None:
    laptop = unwitnessed.laptop()
    assert "no-audittrails" in registries.check(laptop.ws, "oefenen").problems
    unwitnessed.grant("audittrails.lezen")
    report = registries.check(laptop.ws, "oefenen")
    assert (report.capabilities["audittrails"], "no-audittrails" in report.problems) == (
        True,
        False,
    )


def test_n06_a_right_to_the_trail_that_goes_is_noticed_and_the_rules_without_it_hold(
    witnessed: Overlaps,
) -> None:
    laptop = witnessed.laptop()
    witnessed.revoke()
    casework.edit_zaak(laptop.ws, NUMBER, {OM: "Van mij"})
    report = laptop.sync_until_quiet(2)
    assert (report.waiting, witnessed.zaak(NUMBER)[OM]) == (0, "Van mij")
    with laptop.ws.replica.read() as reader:
        assert reader.registries.get("oefenen").capabilities["audittrails"] is False


def test_d20_the_winner_repairs_what_it_overwrote(witnessed: Overlaps) -> None:
    laptop = witnessed.laptop()
    casework.edit_zaak(laptop.ws, NUMBER, {OM: "Van mij"})
    witnessed.inside_my_next("PATCH", lambda: witnessed.saves(toelichting="Van haar"))
    report = laptop.sync_until_quiet(2)
    there = witnessed.zaak(NUMBER)
    assert (there[OM], there[TO]) == ("Van mij", "Van haar")
    assert (report.waiting, report.conflicts) == (0, 0)
    assert Reason.REPAIRED.value in reasons(laptop)
    assert "Sanne de Jong" in reading.open_items(laptop.ws)[0].sentence
    assert reading.case(laptop.ws, NUMBER).body[TO] == "Van haar"


def test_8_1_without_the_trail_the_winner_sees_nothing(unwitnessed: Overlaps) -> None:
    laptop = unwitnessed.laptop()
    casework.edit_zaak(laptop.ws, NUMBER, {OM: "Van mij"})
    unwitnessed.inside_my_next("PATCH", lambda: unwitnessed.saves(toelichting="Van haar"))
    report = laptop.sync_until_quiet(2)
    assert (report.waiting, reasons(laptop)) == (0, [])
    assert unwitnessed.zaak(NUMBER)[TO] != "Van haar"


def test_d22_a_repair_is_not_possible_on_a_closed_zaak(witnessed: Overlaps) -> None:
    laptop = witnessed.laptop()
    before = witnessed.zaak(NUMBER)[TO]
    casework.edit_zaak(laptop.ws, NUMBER, {OM: "Van mij"})

    def close() -> None:
        witnessed.edit(NUMBER, einddatum="2026-11-20")

    def hers() -> None:
        witnessed.saves(toelichting="Van haar")
        witnessed.before_next("/zaken/", "GET", close)

    witnessed.inside_my_next("PATCH", hers)
    report = laptop.sync()
    item = item_about(laptop, Reason.OVERWROTE)
    assert (item.mine, item.theirs) == ({TO: before}, {TO: "Van haar"})
    assert (report.rejected, witnessed.zaak(NUMBER)[TO]) == (0, before)


def test_a_repair_that_is_refused_becomes_a_question_with_both_values(
    witnessed: Overlaps,
) -> None:
    laptop = witnessed.laptop()
    before = witnessed.zaak(NUMBER)[TO]
    casework.edit_zaak(laptop.ws, NUMBER, {OM: "Van mij"})

    def close() -> None:
        witnessed.edit(NUMBER, einddatum="2026-11-20")

    witnessed.inside_my_next("PATCH", lambda: witnessed.saves(toelichting="Van haar"))
    witnessed.before_next("/audittrail", "GET", close)
    report = laptop.sync()
    item = item_about(laptop, Reason.OVERWROTE)
    assert (item.mine, item.theirs) == ({TO: before}, {TO: "Van haar"})
    assert (report.rejected, report.conflicts) == (0, 1)


@pytest.mark.parametrize("limit_s", [LIMIT_S, 0.05])
def test_d22_taking_my_change_back_asks_about_a_repair_that_is_on_its_way(
    witnessed: Overlaps, limit_s: float
) -> None:
    laptop = witnessed.laptop()
    with_limit(laptop.ws, limit_s)  # when it is short, the repair is all that is left to do
    before = witnessed.zaak(NUMBER)[TO]
    casework.edit_zaak(laptop.ws, NUMBER, {OM: "Van mij"})
    witnessed.inside_my_next("PATCH", lambda: witnessed.saves(toelichting="Van haar"))
    witnessed.faults.strike("reset", methods=frozenset({"PATCH"}), times=None)
    laptop.sync()
    witnessed.faults.clear()
    with laptop.ws.replica.read() as reader:
        zaak = reader.records.resolve(NUMBER).local_id
    deciding.withdraw(laptop.ws, zaak)
    with laptop.ws.replica.read() as reader:
        assert reader.records.get(zaak).local is not None, "the zaak itself stays"
    item = item_about(laptop, Reason.OVERWROTE)
    assert (item.mine, item.theirs) == ({TO: before}, {TO: "Van haar"})
    deciding.resolve(laptop.ws, item.n, "theirs")
    laptop.ws.clock.wait(LIMIT_S)
    assert laptop.sync_until_quiet(3).waiting == 0
    assert witnessed.zaak(NUMBER)[TO] == "Van haar"


def test_c09_their_kenmerk_inside_my_save_is_merged_and_sent(witnessed: Overlaps) -> None:
    laptop = witnessed.laptop()
    known = witnessed.zaak(NUMBER)["kenmerken"]
    mine, hers = {"bron": "mij", "kenmerk": "k3"}, {"bron": "haar", "kenmerk": "k2"}
    add_kenmerk(laptop, [*known, mine])
    witnessed.inside_my_next("PATCH", lambda: witnessed.saves(kenmerken=[*known, hers]))
    report = laptop.sync_until_quiet(2)
    there = witnessed.zaak(NUMBER)["kenmerken"]
    assert (mine in there, hers in there, len(there)) == (True, True, len(known) + 2)
    assert (report.waiting, report.conflicts) == (0, 0)
    assert Reason.REPAIRED.value in reasons(laptop)


def test_c10_the_same_without_trail_is_the_documented_limit(unwitnessed: Overlaps) -> None:
    laptop = unwitnessed.laptop()
    known = unwitnessed.zaak(NUMBER)["kenmerken"]
    mine, hers = {"bron": "mij", "kenmerk": "k3"}, {"bron": "haar", "kenmerk": "k2"}
    add_kenmerk(laptop, [*known, mine])
    unwitnessed.inside_my_next("PATCH", lambda: unwitnessed.saves(kenmerken=[*known, hers]))
    laptop.sync_until_quiet(2)
    assert hers not in unwitnessed.zaak(NUMBER)["kenmerken"]
    assert reasons(laptop) == []


@pytest.mark.parametrize("keep", ["mine", "theirs"])
def test_d23_overlap_on_the_same_field_is_shown_and_decided(
    witnessed: Overlaps, keep: deciding.Keep
) -> None:
    laptop = witnessed.laptop()
    casework.edit_zaak(laptop.ws, NUMBER, {OM: "Van mij"})
    witnessed.inside_my_next("PATCH", lambda: witnessed.saves(omschrijving="Van haar"))
    assert laptop.sync().conflicts == 1
    item = item_about(laptop, Reason.OVERLAP)
    assert (item.mine, item.theirs) == ({OM: "Van mij"}, {OM: "Van haar"})
    deciding.resolve(laptop.ws, item.n, keep)
    report = laptop.sync_until_quiet(2)
    assert (report.conflicts, report.waiting) == (0, 0)
    chosen = {"mine": "Van mij", "theirs": "Van haar"}[keep]
    assert witnessed.zaak(NUMBER)[OM] == chosen
    assert reading.case(laptop.ws, NUMBER).body[OM] == chosen


def test_a_conflict_says_who_is_on_the_other_side_and_asks_the_trail_once(
    witnessed: Overlaps,
) -> None:
    laptop = witnessed.laptop()
    casework.edit_zaak(laptop.ws, NUMBER, {OM: "Van mij"})
    witnessed.saves(omschrijving="Van haar")
    laptop.sync()
    assert item_about(laptop, Reason.EDIT_EDIT).detail["by"] == "Sanne de Jong"
    before = witnessed.registry.requests
    laptop.sync(pull=False)
    assert witnessed.registry.requests - before == 1
    assert item_about(laptop, Reason.EDIT_EDIT).detail["by"] == "Sanne de Jong"


def lose_mine(world: Overlaps, laptop: Laptop, **hers: str) -> None:
    """Let her save read before, and commit after, ours."""

    def mine() -> None:
        assert laptop.sync().pushed == 1

    assert world.around_hers(mine, "PATCH", world.url(), dict(hers)) == 200
    world.faults.clear()


def test_d04_a_lost_update_seen_by_the_trail_is_sent_again(witnessed: Overlaps) -> None:
    laptop = witnessed.laptop()
    casework.edit_zaak(laptop.ws, NUMBER, {OM: "Van mij"})
    lose_mine(witnessed, laptop, toelichting="Van haar")
    assert witnessed.zaak(NUMBER)[OM] != "Van mij"
    report = laptop.sync_until_quiet(2)
    there = witnessed.zaak(NUMBER)
    assert (there[OM], there[TO]) == ("Van mij", "Van haar")
    assert (report.waiting, report.conflicts) == (0, 0)
    assert Reason.SENT_AGAIN.value in reasons(laptop)
    with laptop.ws.replica.read() as reader:
        record = reader.records.resolve(NUMBER)
        patches = [
            one
            for one in reader.journal.entries_of(record.local_id)
            if one.purpose is Purpose.PATCH
        ]
    assert patches[0].outcome is Outcome.APPLIED
    assert patches[1].parent_entry == patches[0].entry_id


def test_d05_a_deliberate_revert_seen_by_the_trail_is_taken_and_said(witnessed: Overlaps) -> None:
    laptop = witnessed.laptop()
    before = witnessed.zaak(NUMBER)[OM]
    casework.edit_zaak(laptop.ws, NUMBER, {OM: "Van mij"})
    laptop.sync()
    witnessed.saves(omschrijving=before)
    report = laptop.sync_until_quiet(2)
    assert (report.conflicts, report.waiting) == (0, 0)
    assert witnessed.zaak(NUMBER)[OM] == before
    item = item_about(laptop, Reason.REVERTED_BY)
    assert item.detail["by"] == "Sanne de Jong"
    assert item.mine == {OM: "Van mij"}


def test_d06_without_trail_lost_at_once_beside_another_change_is_sent_once_more(
    unwitnessed: Overlaps,
) -> None:
    laptop = unwitnessed.laptop()
    with_limit(laptop.ws, 60.0)
    casework.edit_zaak(laptop.ws, NUMBER, {OM: "Van mij"})
    lose_mine(unwitnessed, laptop, toelichting="Van haar")
    laptop.sync()
    there = unwitnessed.zaak(NUMBER)
    assert (there[OM], there[TO]) == ("Van mij", "Van haar")
    assert Reason.SENT_AGAIN.value in reasons(laptop)


def test_d08_lost_a_second_time_without_trail_asks(unwitnessed: Overlaps) -> None:
    laptop = unwitnessed.laptop()
    with_limit(laptop.ws, 60.0)
    casework.edit_zaak(laptop.ws, NUMBER, {OM: "Van mij"})
    lose_mine(unwitnessed, laptop, toelichting="Van haar")
    before = unwitnessed.zaak(NUMBER)[OM]
    laptop.sync()
    unwitnessed.saves(omschrijving=before, toelichting="Nog iets")
    laptop.sync()
    assert Reason.REVERTED.value in reasons(laptop)


def test_d07_d09_without_trail_a_value_that_went_back_alone_asks(unwitnessed: Overlaps) -> None:
    laptop = unwitnessed.laptop()
    before = unwitnessed.zaak(NUMBER)[OM]
    casework.edit_zaak(laptop.ws, NUMBER, {OM: "Van mij"})
    laptop.sync()
    unwitnessed.saves(omschrijving=before)
    assert laptop.sync().conflicts == 0, "it may be an answer from before"
    laptop.ws.clock.wait(LIMIT_S)
    assert laptop.sync().conflicts == 1
    assert reasons(laptop) == [Reason.REVERTED.value]


def test_d21_two_zaakkoffers_put_one_race_right_together(witnessed: Overlaps) -> None:
    one, other = witnessed.laptop("een"), witnessed.laptop("twee")
    casework.edit_zaak(one.ws, NUMBER, {OM: "Van een"})
    casework.edit_zaak(other.ws, NUMBER, {TO: "Van twee"})
    witnessed.inside_my_next("PATCH", other.sync)
    one.sync()
    for laptop in (one, other, one, other):
        laptop.sync_until_quiet(3)
    there = witnessed.zaak(NUMBER)
    assert (there[OM], there[TO]) == ("Van een", "Van twee")
    assert all(laptop.sync().waiting == 0 for laptop in (one, other))


def test_d20_a_trail_that_cannot_be_read_just_now_is_asked_by_the_next_run(
    witnessed: Overlaps,
) -> None:
    laptop = witnessed.laptop()
    casework.edit_zaak(laptop.ws, NUMBER, {OM: "Van mij"})
    witnessed.inside_my_next("PATCH", lambda: witnessed.saves(toelichting="Van haar"))
    witnessed.faults.strike(
        "5xx", methods=frozenset({"GET"}), path_contains="/audittrail", times=None
    )
    laptop.sync()
    witnessed.faults.clear()
    report = laptop.sync_until_quiet(2)
    assert witnessed.zaak(NUMBER)[TO] == "Van haar"
    assert (report.waiting, Reason.REPAIRED.value in reasons(laptop)) == (0, True)


def test_d20_a_program_that_dies_after_its_save_still_repairs_what_that_took_away(
    witnessed: Overlaps, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop = witnessed.laptop()
    with_limit(laptop.ws, 0.0)
    casework.edit_zaak(laptop.ws, NUMBER, {OM: "Van mij"})
    witnessed.inside_my_next("PATCH", lambda: witnessed.saves(toelichting="Van haar"))

    def die(*_given: object) -> bool:
        raise Died

    with monkeypatch.context() as dying:
        dying.setattr(witness, "pay", die)
        with pytest.raises(Died):
            laptop.sync()
    laptop.reopen()
    report = laptop.sync_until_quiet(2)
    assert witnessed.zaak(NUMBER)[TO] == "Van haar"
    assert (report.waiting, Reason.REPAIRED.value in reasons(laptop)) == (0, True)


def test_s32_what_came_between_my_read_and_my_write_is_asked_also_without_an_overlap(
    witnessed: Overlaps,
) -> None:
    laptop = witnessed.laptop()
    casework.edit_zaak(laptop.ws, NUMBER, {OM: "Van mij"})
    witnessed.before_next("/zaken/", "PATCH", lambda: witnessed.saves(omschrijving="Van haar"))
    assert laptop.sync().conflicts == 1
    item = item_about(laptop, Reason.OVERLAP)
    assert (item.mine, item.theirs) == ({OM: "Van mij"}, {OM: "Van haar"})


def test_c09_their_kenmerk_between_my_read_and_my_write_is_merged_and_sent(
    witnessed: Overlaps,
) -> None:
    laptop = witnessed.laptop()
    known = witnessed.zaak(NUMBER)["kenmerken"]
    mine, hers = {"bron": "mij", "kenmerk": "k3"}, {"bron": "haar", "kenmerk": "k2"}
    add_kenmerk(laptop, [*known, mine])
    witnessed.before_next("/zaken/", "PATCH", lambda: witnessed.saves(kenmerken=[*known, hers]))
    laptop.sync_until_quiet(2)
    there = witnessed.zaak(NUMBER)["kenmerken"]
    assert (mine in there, hers in there, len(there)) == (True, True, len(known) + 2)


def test_d23_mine_that_was_kept_in_an_overlap_is_watched_until_it_settles(
    witnessed: Overlaps,
) -> None:
    laptop = witnessed.laptop()
    casework.edit_zaak(laptop.ws, NUMBER, {OM: "Van mij"})

    def overlapped() -> None:
        witnessed.inside_my_next("PATCH", lambda: witnessed.saves(omschrijving="Van haar"))
        laptop.sync()
        deciding.resolve(laptop.ws, item_about(laptop, Reason.OVERLAP).n, "mine")

    witnessed.around_hers(overlapped, "PATCH", witnessed.url(), {TO: "Van een ander"})
    witnessed.faults.clear()
    laptop.sync_until_quiet(2)
    there = witnessed.zaak(NUMBER)
    assert (there[OM], there[TO]) == ("Van mij", "Van een ander")


def test_one_edited_field_with_the_trail_takes_five_requests_at_most(witnessed: Overlaps) -> None:
    laptop = witnessed.laptop()
    casework.edit_zaak(laptop.ws, NUMBER, {OM: "Van mij"})
    before = witnessed.registry.requests
    laptop.sync(pull=False)
    assert witnessed.registry.requests - before <= 4
