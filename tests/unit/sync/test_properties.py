"""Properties P1–P10 of the pure part of the engine, on generated trees."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from desktop.domain.fields import unit_of
from desktop.domain.ids import LocalId, RemoteRef
from desktop.domain.kinds import Kind
from desktop.domain.normal import normal, same
from desktop.domain.records import Json, Record
from desktop.sync.judging.merge import Clash, Merged, merge, merge_text
from desktop.sync.judging.plan import make_plan
from desktop.sync.judging.reconcile import Judged, judge
from desktop.sync.judging.situation import Situation, StatusKind
from hypothesis import given
from hypothesis import strategies as st

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
LATER = NOW + timedelta(seconds=400)
LIMIT_S = 180.0
URL = "zgw://zaken/zaken/1"
OM, TO, KE, DATE = "omschrijving", "toelichting", "kenmerken", "publicatiedatum"
FIELDS = (OM, TO, KE, DATE)

TEXTS = st.sampled_from(["", "A", "B", "C", "A\n-\nB", "A\n-\nC", "X\n-\nB"])
KEYS = st.lists(
    st.sampled_from(["1", "2", "3"]).map(lambda one: {"bron": "b", "kenmerk": one}),
    max_size=3, unique_by=lambda one: one["kenmerk"],
)  # fmt: skip
DATES = st.sampled_from([None, "2026-01-01", "2026-02-02"])
BODIES = st.fixed_dictionaries({OM: TEXTS, TO: TEXTS, KE: KEYS, DATE: DATES})
STATES = st.sampled_from(["unknown", "answered", "seen"])


def zaak(base: Json, local: Json, overlay: Json | None = None) -> Record:
    return Record(
        LocalId("z"), "r", Kind.ZAAK, LocalId("z"), {"url": URL, **local}, {"url": URL, **base},
        {"url": URL, **base}, RemoteRef.parse(URL), overlay=overlay or {}, changed_at_utc=NOW,
    )  # fmt: skip


def judged(record: Record, remote: Json, at: datetime = NOW) -> Judged:
    return judge(record, {"url": URL, **remote}, read_at=at, limit_s=LIMIT_S)


def carried_out(first: Judged, remote: Json) -> Json:
    """Give what a perfect registry shows after everything to be sent was sent."""
    shown = dict(remote)
    for fields in first.send.values():
        shown.update(fields)
    return shown


def shuffled(body: Json) -> Json:
    return dict(reversed(body.items()))


@given(BODIES, BODIES, BODIES)
def test_p1_judging_is_a_function_of_its_arguments(base: Json, mine: Json, theirs: Json) -> None:
    first = judged(zaak(base, mine), theirs)
    again = judged(zaak(shuffled(base), shuffled(mine)), shuffled(theirs))
    assert (first.send, first.conflicts) == (again.send, again.conflicts)
    assert first.record.local == again.record.local


@given(BODIES, BODIES, BODIES)
def test_p2_after_a_perfect_registry_nothing_is_left(base: Json, mine: Json, theirs: Json) -> None:
    first = judged(zaak(base, mine), theirs)
    later = judged(first.record, carried_out(first, theirs))
    assert (later.send, later.conflicts) == ({}, first.conflicts)


@given(BODIES, BODIES, BODIES, st.integers(0, 4))
def test_p3_a_plan_cut_anywhere_ends_in_the_same_state(
    base: Json, mine: Json, theirs: Json, cut: int
) -> None:
    first = judged(zaak(base, mine), theirs)
    part = dict(theirs)
    for unit in sorted(first.send)[:cut]:
        part.update(first.send[unit])
    second = judged(first.record, part)
    whole = carried_out(first, theirs)
    assert normal(carried_out(second, part)) == normal(whole)


@given(BODIES, BODIES, BODIES)
def test_p4_no_edit_disappears(base: Json, mine: Json, theirs: Json) -> None:
    result = judged(zaak(base, mine), theirs)
    for name in FIELDS:
        if same(mine[name], base[name]) or same(mine[name], theirs[name]):
            continue
        kept = (result.record.local or {})[name]
        is_merged_in = name in {TO, KE} and normal_list(kept) == normal_list(theirs[name])
        assert name in result.send or name in result.conflicts or is_merged_in


def normal_list(value: Any) -> Any:
    return sorted(map(str, value)) if isinstance(value, list) else normal(value)


@given(st.lists(st.sampled_from(list(Kind)), max_size=8, unique=True))
def test_p5_every_record_with_work_is_named_once_in_a_plan(kinds: list[Kind]) -> None:
    records = [
        Record(LocalId(kind.value), "r", kind, LocalId("z"), {"a": 1}, changed_at_utc=NOW)
        for kind in kinds
    ]
    types = {"s": StatusKind(1, is_end=True)}
    plan = make_plan(Situation(records, [], frozenset(), types, frozenset(Kind)))
    others = [*plan.waits, *plan.asks, *plan.done]
    named = [*plan.steps, *(one.local_id for one in others)]  # type: ignore[attr-defined]  # each has an id
    assert sorted(named) == sorted(one.local_id for one in records)


def swapped(verdict: Merged | Clash) -> Any:
    if isinstance(verdict, Clash):
        return verdict.reason
    value = verdict.value
    return normal_list(value) if isinstance(value, list) else value


@given(TEXTS, TEXTS, TEXTS)
def test_p6_a_text_merge_has_two_equal_sides(base: str, one: str, other: str) -> None:
    assert merge_text(base, base, other) == Merged(other)
    assert merge_text(base, one, base) == Merged(one)
    assert merge_text(base, one, one) == Merged(one)
    assert swapped(merge_text(base, one, other)) == swapped(merge_text(base, other, one))


@given(KEYS, KEYS, KEYS)
def test_p6_a_list_merge_has_two_equal_sides(
    base: list[Any], one: list[Any], other: list[Any]
) -> None:
    unit = unit_of(Kind.ZAAK, KE)
    assert swapped(merge(unit, base, base, other)) == normal_list(other)
    assert swapped(merge(unit, base, one, base)) == normal_list(one)
    assert swapped(merge(unit, base, one, other)) == swapped(merge(unit, base, other, one))


@given(KEYS, KEYS, KEYS)
def test_p7_a_keyed_merge_is_the_union_of_merges_by_key(
    base: list[Any], mine: list[Any], theirs: list[Any]
) -> None:
    def has(some: list[Any], key: str) -> bool:
        return any(one["kenmerk"] == key for one in some)

    verdict = merge(unit_of(Kind.ZAAK, KE), base, mine, theirs)
    assert isinstance(verdict, Merged)
    for key in ("1", "2", "3"):
        before, local, remote = (has(some, key) for some in (base, mine, theirs))
        expected = remote if local == before else local
        assert has(verdict.value, key) is expected


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(0, 9) | TEXTS | st.sampled_from([" A ", "  "]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["a", "b"]), inner, max_size=2)
    ),
    max_leaves=8,
)


@given(JSON, JSON, JSON)
def test_p8_the_normal_form_is_idempotent_and_equality_by_it_an_equivalence(
    one: Any, other: Any, third: Any
) -> None:
    assert normal(normal(one)) == normal(one)
    assert same(one, one)
    assert same(one, other) == same(other, one)
    assert same(one, third) or not (same(one, other) and same(other, third))


@given(BODIES, BODIES, BODIES, st.sampled_from([OM, TO, DATE]), STATES, st.integers(0, 400))
def test_p9_nothing_in_conflict_or_in_doubt_is_sent(
    base: Json, mine: Json, theirs: Json, name: str, state: str, seconds_ago: int
) -> None:
    at = (NOW - timedelta(seconds=seconds_ago)).isoformat()
    overlay = {name: {"fields": {name: mine[name]}, "state": state, "entry": "e", "at": at}}
    result = judged(zaak(base, mine, overlay), theirs)
    assert not set(result.send) & (result.conflicts | result.waits)


@given(BODIES, BODIES, BODIES, STATES)
def test_p10_a_settled_overlay_changes_nothing_of_what_ends_at_the_registry(
    base: Json, mine: Json, newer: Json, state: str
) -> None:
    """The registry shows what was sent, long enough ago: with and without overlay it ends alike."""
    at = NOW.isoformat()
    overlay = {
        name: {"fields": {name: mine[name]}, "state": state, "entry": "e", "at": at}
        for name in FIELDS
        if not same(base[name], mine[name])
    }
    over = judged(zaak(base, newer, overlay), mine, LATER)
    plain = judged(replace(zaak(mine, newer), overlay={}), mine, LATER)
    assert normal(carried_out(over, mine)) == normal(carried_out(plain, mine))
    assert over.record.overlay == {}


@given(BODIES, BODIES, BODIES)
def test_judging_the_outcome_again_changes_nothing(base: Json, mine: Json, theirs: Json) -> None:
    first = judged(zaak(base, mine), theirs)
    again = judged(first.record, theirs)
    assert (again.send, again.conflicts, again.record) == (
        first.send,
        first.conflicts,
        first.record,
    )
