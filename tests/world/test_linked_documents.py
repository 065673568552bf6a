"""A small document goes with its relation in one call, where the registry has it (S47, E36)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from desktop.domain.kinds import Kind
from desktop.domain.reasons import Reason
from desktop.domain.records import Outcome
from desktop.operations.documenten import documents
from desktop.operations.documenten.documents import Pasted
from desktop.sync.pushing import probe, together
from desktop.zgw.client import RegistryClient

from tests.world.between import arrive, before_next, hold_back
from tests.world.laptops import LIMIT_S, Laptop, World, open_reasons, with_limit
from tests.world.overlaps import Overlaps
from tests.world.papers import LARGE
from tests.world.test_dying import live_on
from tests.world.test_parts import quiet
from tests.world.test_taking_away import NUMBER, POST, there
from tests.world.test_together import dies_once, posts, push

BOTH = "document_registreren"
LETTER = b"een brief"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A registry that has the calls for several things at once."""
    found = World(tmp_path, together=True)
    yield found
    found.close()


def attach(laptop: Laptop, content: bytes = LETTER, name: str = "brief.txt") -> None:
    documents.attach(laptop.ws, NUMBER, Pasted(name, content))


def counts(world: World) -> tuple[int, int]:
    """Give how many documents there are, and how many relations of the zaak."""
    return len(world.all("enkelvoudiginformatieobjecten")), len(
        there(world, "zaakinformatieobjecten")
    )


def one_more(before: tuple[int, int]) -> tuple[int, int]:
    return before[0] + 1, before[1] + 1


def outcomes(laptop: Laptop) -> dict[Kind, list[str]]:
    found: dict[Kind, list[str]] = {}
    with laptop.ws.replica.read() as reader:
        for one in reversed(reader.journal.recent_entries(20)):
            kind = reader.records.get(one.local_id).kind
            found.setdefault(kind, []).append(one.detail or one.outcome.value)
    return found


def test_s47_a_small_document_goes_with_its_relation_and_is_read_back(world: World) -> None:
    laptop = world.laptop()
    before = counts(world)
    attach(laptop)
    seen = posts(world)
    report = laptop.sync(pull=False)
    assert (seen, counts(world)) == ([BOTH], one_more(before))
    assert (report.waiting, report.requests) == (0, 5)
    assert LETTER in world.content(NUMBER)
    assert open_reasons(laptop.ws) == []


def test_s47_a_large_document_is_linked_when_it_is_whole(world: World) -> None:
    laptop = world.laptop()
    before = counts(world)
    attach(laptop, LARGE, "film.mp4")
    seen = posts(world)
    quiet(laptop)
    assert BOTH not in seen
    assert counts(world) == one_more(before)
    assert LARGE in world.content(NUMBER)


def test_s4_several_documents_go_beside_one_another_without_the_call(world: World) -> None:
    laptop = world.laptop()
    before = counts(world)
    for number in range(3):
        attach(laptop, LETTER + bytes([number]), f"brief{number}.txt")
    seen = posts(world)
    quiet(laptop)
    assert BOTH not in seen
    assert counts(world) == (before[0] + 3, before[1] + 3)


def test_e36_lost_answer_of_a_document_with_its_relation_is_adopted(world: World) -> None:
    laptop = world.laptop()
    before = counts(world)
    attach(laptop)
    world.faults.strike("reply-lost", methods=POST, path_contains=BOTH)
    seen = posts(world)
    push(laptop)
    quiet(laptop)
    assert (seen, counts(world)) == ([BOTH], one_more(before))
    assert outcomes(laptop)[Kind.ZAAKINFORMATIEOBJECT] == ["adopted"]
    assert open_reasons(laptop.ws) == []


def test_e26_a_lost_document_with_its_relation_waits_and_goes_again(world: World) -> None:
    laptop = world.laptop()
    with_limit(laptop.ws, 600)
    before = counts(world)
    attach(laptop)
    world.faults.strike("reset", methods=POST, path_contains=BOTH)
    push(laptop)
    push(laptop)
    assert counts(world) == before
    with laptop.ws.replica.read() as reader:
        assert {one.outcome for one in reader.journal.recent_entries(2)} == {Outcome.LOOKING}
    with_limit(laptop.ws, 0.1)
    quiet(laptop)
    assert counts(world) == one_more(before)
    with laptop.ws.replica.read() as reader:
        first = next(
            one for one in reversed(reader.journal.recent_entries(9)) if one.target.endswith(BOTH)
        )
    assert first.outcome is Outcome.ABSENT


@pytest.mark.parametrize("may_delete", [True, False], ids=["with the right", "without"])
def test_e27_a_document_that_came_late_goes_with_the_relation_it_brought(
    tmp_path: Path, may_delete: bool
) -> None:
    world = Overlaps(tmp_path, may_read_trail=False, together=True)
    if may_delete:
        world.grant("documenten.verwijderen")
    laptop = world.laptop()
    before = counts(world)
    attach(laptop)
    hold_back(world, BOTH, is_drafted=True)
    push(laptop)
    quiet(laptop)
    assert counts(world) == one_more(before)
    linked = [one["informatieobject"] for one in there(world, "zaakinformatieobjecten")]
    arrive(world)
    assert counts(world) == (before[0] + 2, before[1] + 2)
    laptop.ws.clock.wait(LIMIT_S)
    laptop.sync()
    laptop.sync()
    assert [one["informatieobject"] for one in there(world, "zaakinformatieobjecten")] == linked
    assert counts(world)[0] == before[0] + (1 if may_delete else 2)
    asked = [] if may_delete else [("question", Reason.WITHDRAW_REMAINS.value)]
    assert open_reasons(laptop.ws) == asked
    world.close()


def test_e37_a_relation_that_is_refused_leaves_the_document_to_go_by_itself(world: World) -> None:
    laptop = world.laptop()
    before = counts(world)
    attach(laptop)
    before_next(world, "POST", BOTH, lambda: world.edit(NUMBER, archiefstatus="gearchiveerd"))
    laptop.sync()
    assert counts(world) == (before[0] + 1, before[1])
    assert open_reasons(laptop.ws) == [("rejection", Reason.ARCHIVED.value)]


def test_j34_a_gateway_that_takes_no_such_message_gets_the_content_in_parts(world: World) -> None:
    laptop = world.laptop()
    before = counts(world)
    world.registry.most_body_bytes = 150_000
    attach(laptop, LARGE[:200_000], "foto.jpg")
    seen = posts(world)
    quiet(laptop)
    assert seen.count(BOTH) <= 1
    assert counts(world) == one_more(before)
    assert LARGE[:200_000] in world.content(NUMBER)


MOMENTS: dict[str, tuple[Any, str, bool]] = {
    "before the entries": (together, "note_all", False),
    "after sending, before the answer": (RegistryClient, "register", True),
    "after the answer, before its commit": (together, "bind", False),
    "between finding the document and its relation": (probe, "adopt", True),
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_u01_to_u05_killed_around_the_call_the_document_is_there_once(
    world: World, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    laptop = world.laptop()
    before = counts(world)
    attach(laptop)
    if moment.startswith("between"):
        world.faults.strike("reply-lost", methods=POST, path_contains=BOTH)
    place, name, late = MOMENTS[moment]
    died = dies_once(monkeypatch, place, name, late=late)
    live_on(laptop)
    assert died
    assert counts(world) == one_more(before)
    assert LETTER in world.content(NUMBER)
