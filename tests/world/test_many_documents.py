"""Documents come by the hundred: they go beside one another, and all of them arrive."""

from __future__ import annotations

import threading
import time

import pytest
from desktop.operations.documenten import checkouts, contents, documents
from desktop.operations.documenten.documents import Pasted
from desktop.operations.zaken import casework

from tests.world.between import before_next
from tests.world.laptops import World
from tests.world.papers import DOCUMENTS, GET, LARGE, PUT, paper

POST = frozenset({"POST"})


@pytest.mark.slow
def test_j33_five_hundred_photographs_all_arrive(world: World) -> None:
    """Of twenty-five home visits, so that the test stays short."""
    laptop = world.laptop()
    numbers = [
        casework.create_zaak(laptop.ws, zaaktype="WMO-HUISBEZOEK", omschrijving="Fotos")
        for _ in range(25)
    ]
    for n in range(500):
        zaak = numbers[n % 25].identificatie
        documents.attach(laptop.ws, zaak, Pasted(f"foto {n}.jpg", b"\xff\xd8\xff%d" % n))
    world.faults.strike("reply-lost", methods=POST, path_contains=DOCUMENTS, times=3)
    world.faults.strike("5xx", methods=GET, path_contains="download", times=3)
    world.faults.strike("reset", methods=POST, path_contains="zaakinformatie", times=3)
    report = laptop.sync_until_quiet(8)
    assert (report.waiting, report.conflicts, report.rejected) == (0, 0, 0)
    there = [one for zaak in numbers for one in world.content(zaak.identificatie)]
    assert sorted(there) == sorted(b"\xff\xd8\xff%d" % n for n in range(500))


@pytest.mark.parametrize("at_once", [1, 3])
def test_several_documents_go_beside_one_another_as_many_as_the_policy_says(
    world: World, at_once: int
) -> None:
    laptop = world.laptop()
    number = laptop.intake()
    laptop.sync_until_quiet(2)
    contents.set_policy(laptop.ws, at_once=at_once)
    for n in range(6):
        documents.attach(laptop.ws, number, Pasted(f"foto {n}.jpg", b"\xff\xd8\xff%d" % n))
    most, open_ones, choose = [0], [0], world.faults.choose
    guard = threading.Lock()

    def follow(method: str, path: str) -> str | None:
        if method == "POST" and path == DOCUMENTS:
            with guard:
                open_ones[0] += 1
                most[0] = max(most[0], open_ones[0])
            time.sleep(0.05)
            with guard:
                open_ones[0] -= 1
        return choose(method, path)

    world.faults.choose = follow  # type: ignore[method-assign]  # watches the real one
    report = laptop.sync()
    assert (report.waiting, report.pushed) == (0, 12)
    assert 1 <= most[0] <= at_once
    assert (most[0] > 1) is (at_once > 1)
    assert len(world.content(number)) == 6


def test_a_content_made_after_the_plan_never_fills_the_parts_of_the_one_on_its_way(
    world: World,
) -> None:
    laptop = world.laptop()
    contents.set_policy(laptop.ws, at_once=2)
    one = paper(laptop, LARGE, "eerste.mp4")
    others = [
        documents.attach(laptop.ws, one.number, Pasted(f"{number}.mp4", LARGE))
        for number in range(2)
    ]
    world.faults.strike("reset", methods=PUT, times=None)
    laptop.sync()
    world.faults.clear()

    def again() -> None:
        for document in [one.attached, *others]:
            checkouts.new_version(laptop.ws, document.id, Pasted("film.mp4", LARGE[::-1]))

    before_next(world, "PUT", "bestandsdelen", again)
    assert laptop.sync_until_quiet(4).waiting == 0
    rows = world.registry.state.db.execute("SELECT bytes FROM content ORDER BY versie").fetchall()
    made = [bytes(row[0]) for row in rows if len(row[0]) == len(LARGE)]
    assert made == [LARGE] * 3 + [LARGE[::-1]] * 3
