"""Cases G and I of the sync rules: what goes, in which order, and what waits for what."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from desktop.domain.ids import LocalId, RemoteRef, local_ref
from desktop.domain.kinds import Kind
from desktop.domain.reasons import Reason
from desktop.domain.records import ItemKind, OpenItem, Record, RecordState
from desktop.sync.judging.plan import AFTER, Plan, PlanDefect, goes_after, make_plan
from desktop.sync.judging.plan import _check_complete as check_complete
from desktop.sync.judging.situation import Ask, Done, Situation, StatusKind, Wait
from hypothesis import given
from hypothesis import strategies as st

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
Z = LocalId("z")
TYPES = {f"s{n}": StatusKind(n, n == 4) for n in range(1, 5)}


def bound(kind: Kind, local_id: str, **body: Any) -> Record:
    ref = RemoteRef("zaken", f"{kind.value}/{local_id}")
    return Record(
        LocalId(local_id), "r", kind, Z, local=body, base=body, remote=body, ref=ref
    )  # fmt: skip


def fresh(kind: Kind, local_id: str, **body: Any) -> Record:
    return Record(LocalId(local_id), "r", kind, Z, local=body, changed_at_utc=NOW)


def edited(record: Record, **changes: Any) -> Record:
    return replace(record, local={**(record.local or {}), **changes}, changed_at_utc=NOW)


def status(local_id: str, number: int, at: str, **more: Any) -> Record:
    moment = f"2026-11-24T{at}:00+01:00"
    return fresh(
        Kind.STATUS, local_id, zaak=local_ref(Z), statustype=f"s{number}",
        datumStatusGezet=moment, **more,
    )  # fmt: skip


def theirs(local_id: str, number: int, at: str) -> Record:
    mine = status(local_id, number, at)
    ref = RemoteRef("zaken", f"statussen/{local_id}")
    return replace(mine, ref=ref, base=mine.local, remote=mine.local, changed_at_utc=None)


def item(kind: ItemKind, reason: Reason, local_id: str = "z", **detail: Any) -> OpenItem:
    return OpenItem(
        1, "r", Z, LocalId(local_id), kind, "", reason.value, None, None, None, detail, NOW
    )


ZAAK = bound(Kind.ZAAK, "z", einddatum=None)
CLOSED = bound(Kind.ZAAK, "z", einddatum="2026-11-20")


def planned(*records: Record, **more: Any) -> Plan:
    situation = Situation(
        records, more.pop("items", ()), more.pop("incomplete", frozenset()), TYPES,
        more.pop("offered", frozenset(Kind)), **more,
    )  # fmt: skip
    return make_plan(situation)


def only(plan: Plan) -> Reason:
    found: list[Wait | Ask | Done] = [*plan.waits, *plan.asks, *plan.done]
    reasons = [one.reason for one in found]
    assert len(reasons) == 1, plan
    return reasons[0]


def test_i01_a_whole_offline_intake_goes_in_order() -> None:
    document = fresh(Kind.DOCUMENT, "doc")
    link = fresh(
        Kind.ZAAKINFORMATIEOBJECT,
        "zio",
        zaak=local_ref(Z),
        informatieobject=local_ref(LocalId("doc")),
    )
    plan = planned(
        status("end", 4, "12:00"),
        fresh(Kind.RESULTAAT, "res", zaak=local_ref(Z)),
        link,
        document,
        fresh(Kind.ZAAKNOTITIE, "not", gerelateerdAan=local_ref(Z)),
        status("st", 1, "11:00"),
        fresh(Kind.ZAAKEIGENSCHAP, "eig", zaak=local_ref(Z)),
        fresh(Kind.ROL, "rol", zaak=local_ref(Z)),
        fresh(Kind.ZAAK, "z"),
        incomplete=frozenset({LocalId("doc")}),
    )
    assert plan.steps == ("z", "rol", "eig", "st", "not", "doc", "zio", "res", "end")
    assert (plan.waits, plan.asks) == ((), ())


def test_i02_children_of_an_unknown_zaak_wait() -> None:
    zaak = fresh(Kind.ZAAK, "z")
    plan = planned(zaak, fresh(Kind.ROL, "rol", zaak=local_ref(Z)), looking=frozenset({Z}))
    assert plan.waits == (Wait(Z, Reason.PROBE), Wait(LocalId("rol"), Reason.PARENT_WAITS))


def test_i03_children_of_a_rejected_zaak_wait_and_say_so() -> None:
    zaak = replace(fresh(Kind.ZAAK, "z"), state=RecordState.REJECTED)
    plan = planned(zaak, fresh(Kind.ROL, "rol", zaak=local_ref(Z)))
    reasons = {one.local_id: one.reason for one in plan.waits}
    assert reasons == {"z": Reason.INVALID, "rol": Reason.PARENT_REJECTED}


def test_i04_a_corrected_zaak_frees_its_children() -> None:
    zaak = replace(fresh(Kind.ZAAK, "z"), edit_seq=2)
    stale = item(ItemKind.REJECTION, Reason.INVALID, edit_seq=1)
    plan = planned(zaak, fresh(Kind.ROL, "rol", zaak=local_ref(Z)), items=(stale,))
    assert plan.steps == ("z", "rol")


def test_a_refused_edit_is_not_sent_again_as_it_stands() -> None:
    refused = item(ItemKind.REJECTION, Reason.CLOSED, edit_seq=0)
    assert only(planned(edited(ZAAK, omschrijving="x"), items=(refused,))) is Reason.CLOSED


def test_something_that_may_exist_unseen_waits_for_the_person() -> None:
    asked = item(ItemKind.QUESTION, Reason.EXISTS_UNREADABLE)
    assert only(planned(fresh(Kind.ZAAK, "z"), items=(asked,))) is Reason.EXISTS_UNREADABLE


def test_i07_a_conflict_in_the_parent_does_not_stop_a_child() -> None:
    conflict = item(ItemKind.CONFLICT, Reason.EDIT_EDIT)
    rol = fresh(Kind.ROL, "rol", zaak=str(ZAAK.ref))
    assert planned(ZAAK, rol, items=(conflict,)).steps == ("rol",)


def test_i11_a_cycle_of_needs_waits_and_stops_nothing_else() -> None:
    one = fresh(Kind.ZAAK, "z", hoofdzaak=local_ref(LocalId("y")))
    other = fresh(Kind.ZAAK, "y", hoofdzaak=local_ref(Z))
    plan = planned(one, other, fresh(Kind.OBJECT, "o"))
    assert plan.steps == ("o",)
    assert {wait.reason for wait in plan.waits} == {Reason.PARENT_WAITS}


def test_i13_an_object_about_a_new_zaak_of_another_family_waits_for_its_url() -> None:
    zaak = fresh(Kind.ZAAK, "other")
    object_ = fresh(
        Kind.OBJECT, "o", references=[{"type": "zaak", "url": local_ref(zaak.local_id)}]
    )
    waits = planned(object_, others={zaak.local_id: zaak})
    assert only(waits) is Reason.PARENT_WAITS
    there = bound(Kind.ZAAK, "other")
    assert planned(object_, others={zaak.local_id: there}).steps == ("o",)


@pytest.mark.parametrize("state", [None, RecordState.WITHDRAWN])
def test_a_child_whose_parent_is_not_there_any_more_waits(state: RecordState | None) -> None:
    rol = fresh(Kind.ROL, "rol", zaak=local_ref(Z))
    zaak = [] if state is None else [replace(fresh(Kind.ZAAK, "z"), state=state)]
    assert only(planned(rol, *zaak)) is Reason.PARENT_WAITS


def test_a_link_waits_for_the_content_of_its_document() -> None:
    document = bound(Kind.DOCUMENT, "doc")
    link = fresh(Kind.ZAAKINFORMATIEOBJECT, "zio", informatieobject=local_ref(LocalId("doc")))
    plan = planned(ZAAK, document, link, incomplete=frozenset({LocalId("doc")}))
    assert only(plan) is Reason.PARENT_WAITS


def test_what_a_registry_does_not_take_stays_here_and_says_so() -> None:
    note = fresh(Kind.ZAAKNOTITIE, "not", gerelateerdAan=str(ZAAK.ref))
    plan = planned(ZAAK, note, offered=frozenset(Kind) - {Kind.ZAAKNOTITIE})
    assert only(plan) is Reason.NOT_OFFERED


def test_a24_raising_confidentiality_goes_last_in_its_zaak() -> None:
    name = "vertrouwelijkheidaanduiding"
    zaak = edited(bound(Kind.ZAAK, "z", **{name: "openbaar"}), **{name: "geheim"})
    rol = fresh(Kind.ROL, "rol", zaak=str(ZAAK.ref))
    assert planned(zaak, rol).steps == ("rol", "z")
    assert planned(edited(ZAAK, omschrijving="x"), rol).steps == ("z", "rol")


def test_g01_a_status_on_an_unchanged_zaak_is_sent() -> None:
    plan = planned(ZAAK, theirs("a", 1, "09:00"), status("b", 2, "10:00"))
    assert plan.steps == ("b",)


def test_g02_my_older_status_under_their_newer_one_is_history() -> None:
    assert planned(ZAAK, theirs("a", 3, "10:00"), status("b", 2, "09:00")).steps == ("b",)


@pytest.mark.parametrize("number", [2, 3], ids=["g04-the-same", "g03-an-earlier-phase"])
def test_g03_g04_my_newer_status_that_takes_the_zaak_back_asks(number: int) -> None:
    plan = planned(ZAAK, theirs("a", number, "10:00"), status("b", 2, "11:00"))
    assert plan.asks == (Ask(LocalId("b"), Reason.STATUS_BACK, f"s{number}"),)


def test_a_status_back_that_a_person_decided_on_goes() -> None:
    mine = replace(status("b", 2, "11:00"), ghosts={"asked": Reason.STATUS_BACK.value})
    assert planned(ZAAK, theirs("a", 3, "10:00"), mine).steps == ("b",)
    still_open = item(ItemKind.QUESTION, Reason.STATUS_BACK, "b")
    plan = planned(ZAAK, theirs("a", 3, "10:00"), mine, items=(still_open,))
    assert only(plan) is Reason.STATUS_BACK


def test_going_back_from_the_step_the_person_saw_is_meant() -> None:
    mine = replace(status("b", 2, "11:00"), ghosts={"current": LocalId("a")})
    assert planned(ZAAK, theirs("a", 3, "10:00"), mine).steps == ("b",)


def test_g05_my_further_status_goes_over_theirs() -> None:
    assert planned(ZAAK, theirs("a", 2, "10:00"), status("b", 3, "11:00")).steps == ("b",)


def test_a_status_of_an_unknown_type_is_left_to_the_registry() -> None:
    mine = status("b", 9, "11:00")
    assert planned(ZAAK, theirs("a", 3, "10:00"), mine).steps == ("b",)


@pytest.mark.parametrize("at", ["09:00", "11:00"])
def test_g06_g07_an_ordinary_status_never_reaches_a_closed_zaak(at: str) -> None:
    assert only(planned(CLOSED, status("b", 3, at))) is Reason.WOULD_REOPEN
    half = planned(ZAAK, theirs("end", 4, "10:00"), status("b", 3, at))
    assert only(half) is Reason.WOULD_REOPEN


def test_g08_closing_waits_for_a_conflict_of_the_same_zaak() -> None:
    conflict = item(ItemKind.CONFLICT, Reason.EDIT_EDIT)
    plan = planned(ZAAK, status("end", 4, "12:00"), items=(conflict,))
    assert only(plan) is Reason.CONFLICT_BEFORE_CLOSE


def test_g09_closing_waits_for_a_rejected_rol() -> None:
    rol = replace(fresh(Kind.ROL, "rol", zaak=str(ZAAK.ref)), state=RecordState.REJECTED)
    refused = item(ItemKind.REJECTION, Reason.INITIATOR_EXISTS, "rol")
    plan = planned(ZAAK, rol, status("end", 4, "12:00"), items=(refused,))
    reasons = {one.local_id: one.reason for one in plan.waits}
    assert reasons == {"rol": Reason.INITIATOR_EXISTS, "end": Reason.REJECTED_BEFORE_CLOSE}


def test_g10_closing_waits_for_an_unfinished_document() -> None:
    document = bound(Kind.DOCUMENT, "doc")
    plan = planned(
        ZAAK, document, status("end", 4, "12:00"), incomplete=frozenset({document.local_id})
    )
    assert only(plan) is Reason.DOCUMENT_BEFORE_CLOSE


def test_g11_closing_waits_for_an_unknown_entry() -> None:
    rol = fresh(Kind.ROL, "rol", zaak=str(ZAAK.ref))
    plan = planned(ZAAK, rol, status("end", 4, "12:00"), looking=frozenset({rol.local_id}))
    assert {one.reason for one in plan.waits} == {Reason.PROBE}


def test_closing_does_not_wait_for_what_this_registry_never_takes() -> None:
    note = fresh(Kind.ZAAKNOTITIE, "note", gerelateerdAan=str(ZAAK.ref))
    offered = frozenset(Kind) - {Kind.ZAAKNOTITIE}
    plan = planned(ZAAK, note, status("end", 4, "12:00"), offered=offered)
    assert plan.steps == ("end",)
    assert only(plan) is Reason.NOT_OFFERED


def test_closing_waits_for_everything_else_that_cannot_go() -> None:
    link = fresh(Kind.ZAAKINFORMATIEOBJECT, "zio", informatieobject=local_ref(LocalId("lost")))
    reasons = {
        one.local_id: one.reason for one in planned(ZAAK, link, status("end", 4, "12:00")).waits
    }
    assert reasons["end"] is Reason.OPEN_BEFORE_CLOSE  # type: ignore[index]  # LocalId is a str


def test_g13_a_colleague_added_a_status_after_my_closing_time() -> None:
    plan = planned(ZAAK, theirs("a", 3, "13:00"), status("end", 4, "12:00"))
    assert only(plan) is Reason.NEWER_THAN_CLOSING


def test_g14_a_zaak_that_a_colleague_closed_is_not_closed_again() -> None:
    assert only(planned(CLOSED, status("end", 4, "12:00"))) is Reason.ALREADY_CLOSED


def test_g29_a_note_on_a_closed_zaak_still_goes() -> None:
    note = fresh(Kind.ZAAKNOTITIE, "not", gerelateerdAan=str(CLOSED.ref))
    assert planned(CLOSED, note).steps == ("not",)


def test_g32_two_statuses_of_mine_keep_their_order() -> None:
    plan = planned(ZAAK, status("later", 3, "11:01"), status("first", 2, "11:00"))
    assert plan.steps == ("first", "later")


def test_a22_a_plan_that_forgets_a_record_is_refused() -> None:
    with pytest.raises(PlanDefect):
        check_complete(Plan(()), [fresh(Kind.ROL, "rol")])


def test_what_was_withdrawn_is_no_work() -> None:
    gone = replace(fresh(Kind.ROL, "rol"), state=RecordState.WITHDRAWN)
    assert planned(ZAAK, gone) == Plan(())


MEMBERS = [
    edited(ZAAK, omschrijving="x"),
    fresh(Kind.ROL, "rol", zaak=str(ZAAK.ref)),
    status("b", 2, "11:00"),
    status("end", 4, "12:00"),
    fresh(Kind.RESULTAAT, "res", zaak=str(ZAAK.ref)),
    fresh(Kind.DOCUMENT, "doc"),
    fresh(Kind.ZAAKINFORMATIEOBJECT, "zio", informatieobject=local_ref(LocalId("doc"))),
    theirs("a", 1, "09:00"),
]


@given(st.sets(st.sampled_from(range(len(MEMBERS)))), st.randoms(use_true_random=False))
def test_a21_the_order_of_the_input_changes_nothing(
    chosen: set[int], chance: random.Random
) -> None:
    some = [MEMBERS[number] for number in sorted(chosen)]
    shuffled = list(some)
    chance.shuffle(shuffled)
    plan, again = planned(*some), planned(*shuffled)
    assert again.steps == plan.steps
    assert set(again.waits) == set(plan.waits)


@given(st.sets(st.sampled_from(range(len(MEMBERS)))))
def test_every_record_with_work_is_named_once(chosen: set[int]) -> None:
    some = [MEMBERS[number] for number in chosen]
    plan = planned(*some)
    named = [*plan.steps, *(w.local_id for w in plan.waits), *(a.local_id for a in plan.asks)]
    assert sorted(named) == sorted(one.local_id for one in some if one.changed_at_utc)


def test_nothing_counts_on_a_record_whose_turn_is_over() -> None:
    document = fresh(Kind.DOCUMENT, "doc")
    link = fresh(Kind.ZAAKINFORMATIEOBJECT, "zio", informatieobject=local_ref(LocalId("doc")))
    mine = frozenset({document.local_id})
    plan = planned(ZAAK, document, link, incomplete=mine, tried=mine)
    assert plan.waits == (Wait(LocalId("zio"), Reason.PARENT_WAITS),)


def test_what_is_held_back_says_why_and_a_closing_passes_what_only_has_to_be_read_back() -> None:
    rol = fresh(Kind.ROL, "rol", zaak=local_ref(Z))
    end = status("end", 4, "11:00")
    waiting = planned(ZAAK, rol, end, held={rol.local_id: Reason.BACK_OFF})
    assert {one.local_id: one.reason for one in waiting.waits} == {
        "rol": Reason.BACK_OFF,
        "end": Reason.OPEN_BEFORE_CLOSE,
    }
    passing = planned(ZAAK, rol, end, held={rol.local_id: Reason.VERIFY_LATER})
    assert passing.steps == ("end",)


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (None, None),
        (fresh(Kind.ROL, "other"), Reason.PARENT_WAITS),
        (replace(fresh(Kind.ROL, "other"), state=RecordState.REJECTED), Reason.PARENT_REJECTED),
        (replace(bound(Kind.ROL, "other"), local=None), Reason.PARENT_WAITS),
        (bound(Kind.ROL, "other"), None),
    ],
    ids=["gone", "not-made-yet", "refused", "not-removed-yet", "made"],
)
def test_h10_the_second_of_a_group_goes_after_the_first(
    other: Record | None, reason: Reason | None
) -> None:
    second = replace(fresh(Kind.ROL, "second"), ghosts={AFTER: "other"})
    plan = planned(ZAAK, second, *([] if other is None else [other]))
    reasons = {one.local_id: one.reason for one in plan.waits}
    assert reasons.get(LocalId("second")) is reason


def test_j31_a_removal_names_the_relation_of_another_zaak_that_goes_first() -> None:
    alone = bound(Kind.ZAAKINFORMATIEOBJECT, "old")
    moved = replace(alone, ghosts={AFTER: "new"})
    assert (goes_after(alone), goes_after(moved)) == (set(), {LocalId("new")})


def test_i12_one_rejected_item_of_five_hundred_stops_nothing_else() -> None:
    notes = [fresh(Kind.ZAAKNOTITIE, f"n{n:03}", gerelateerdAan="zgw://z") for n in range(500)]
    refused = item(ItemKind.REJECTION, Reason.INVALID, "n250", edit_seq=0)
    plan = planned(ZAAK, *notes, items=(refused,))
    assert len(plan.steps) == 499
    assert plan.waits == (Wait(LocalId("n250"), Reason.INVALID),)


def test_h10_a_group_goes_in_its_order_and_never_leaves_nothing() -> None:
    old = replace(bound(Kind.ROL, "old"), local=None, changed_at_utc=NOW, ghosts={"after": "new"})
    new = fresh(Kind.ROL, "new", zaak="zgw://z")
    assert planned(ZAAK, old, new).steps == ("new",)
    made = replace(new, ref=RemoteRef("zaken", "rollen/new"), changed_at_utc=None)
    assert planned(ZAAK, old, made).steps == ("old",)
    refused = replace(new, state=RecordState.REJECTED)
    reasons = {one.reason for one in planned(ZAAK, old, refused).waits}
    assert Reason.PARENT_REJECTED in reasons


def test_h10_a_removal_waits_no_longer_for_a_successor_that_was_taken_back() -> None:
    old = replace(bound(Kind.ROL, "old"), local=None, changed_at_utc=NOW, ghosts={"after": "new"})
    new = replace(fresh(Kind.ROL, "new", zaak="zgw://z"), local=None, changed_at_utc=None)
    assert only(planned(ZAAK, old, new)) is Reason.PARENT_WAITS
    assert planned(ZAAK, old, replace(new, state=RecordState.WITHDRAWN)).steps == ("old",)


def test_h11_where_only_one_can_be_the_old_one_goes_first() -> None:
    old = replace(bound(Kind.ROL, "old"), local=None, changed_at_utc=NOW)
    new = replace(fresh(Kind.ROL, "new", zaak="zgw://z"), ghosts={"after": "old"})
    assert planned(ZAAK, old, new).steps == ("old",)
    assert planned(ZAAK, new).steps == ("new",)


def test_two_closings_of_one_zaak_never_wait_for_each_other() -> None:
    first, second = status("one", 4, "11:00"), status("two", 4, "11:01")
    plan = planned(ZAAK, first, second)
    assert plan.steps[0] == "one"
    closed = bound(Kind.ZAAK, "z", einddatum="2026-11-24")
    done = planned(closed, theirs("one", 4, "11:00"), second).done
    assert [(one.local_id, one.reason) for one in done] == [("two", Reason.ALREADY_CLOSED)]


def test_i14_nothing_is_sent_to_a_zaak_that_was_not_found_there() -> None:
    gone = replace(ZAAK, ghosts={"gone": NOW.isoformat()})
    rol = fresh(Kind.ROL, "rol", zaak="zgw://z")
    assert planned(gone, rol).waits == (Wait(LocalId("rol"), Reason.PARENT_WAITS),)
    assert planned(ZAAK, rol).steps == ("rol",)
    assert planned(edited(gone, omschrijving="M")).steps == ("z",)


def test_i14_a_document_that_is_there_outlives_its_zaak() -> None:
    gone = replace(ZAAK, ghosts={"gone": NOW.isoformat()})
    paper = edited(bound(Kind.DOCUMENT, "d", titel="Brief"), titel="Brief van vandaag")
    assert planned(gone, paper).steps == ("d",)
