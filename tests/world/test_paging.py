"""Cases M01–M03: a pull that is cut, and lists that move while they are read."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from desktop.domain.kinds import Kind
from desktop.operations.overview import reading
from desktop.practice.answering import call
from desktop.practice.answering.manners import Manners

from tests.world.laptops import Laptop, World, open_reasons
from tests.world.test_taking_away import NUMBER, there

GET = frozenset({"GET"})
LIST = "/zaken/api/v1/zaken"


def numbers(laptop: Laptop) -> list[str]:
    return [str(one["identificatie"]) for one in laptop.records(Kind.ZAAK)]


def in_scope(world: World) -> list[str]:
    """Give the numbers of the open zaken, which is what "all" stands for."""
    return sorted(str(one["identificatie"]) for one in world.all("zaken") if not one["einddatum"])


def at_page(world: World, number: int, event: Any) -> None:
    """Let something happen, once, when a page of the list of zaken was read."""
    answer = world.registry._answer

    def watching(request: Any) -> Any:
        response = answer(request)
        if request.path == LIST and request.args.get("page") == str(number):
            world.registry._answer = answer  # type: ignore[method-assign]  # only once
            event()
        return response

    world.registry._answer = watching  # type: ignore[method-assign]  # a test looks over its shoulder


@pytest.fixture
def paged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Give a registry with small pages, whose zaken are all in scope."""
    monkeypatch.setattr(call, "PAGE", 5)
    found = World(tmp_path, Manners.STRICT)
    found.door.description["scope"] = "all"
    yield found
    found.close()


def test_m01_a_cut_pull_shows_no_half_zaak(world: World) -> None:
    laptop = world.laptop()
    before = reading.case(laptop.ws, NUMBER)
    rol = {
        name: one for name, one in there(world, "rollen")[0].items() if name not in {"url", "uuid"}
    }
    world.add(NUMBER, "rollen", {**rol, "roltoelichting": "Van een collega"})
    world.edit(NUMBER, omschrijving="Van een collega")
    world.faults.strike("reset", methods=GET, path_contains="rollen", times=None)
    laptop.sync()
    cut = reading.case(laptop.ws, NUMBER)
    assert (cut.row.omschrijving, cut.rollen) == (before.row.omschrijving, before.rollen)
    world.faults.clear()
    laptop.sync()
    whole = reading.case(laptop.ws, NUMBER)
    assert whole.row.omschrijving == "Van een collega"
    assert len(whole.rollen) == len(before.rollen) + 1


def test_m02_a_pull_goes_on_where_it_was_cut(paged: World) -> None:
    def cut() -> None:
        paged.faults.strike("reset", methods=GET, path_contains=LIST, times=None)

    at_page(paged, 3, cut)
    laptop = paged.laptop()
    taken = numbers(laptop)
    assert 0 < len(taken) < len(in_scope(paged))
    for number in taken:
        rollen = {one["uuid"] for one in there(paged, "rollen", number)}
        with laptop.ws.replica.read() as reader:
            family = reader.records.family(reader.records.resolve(number).local_id)
        kept = [one.local or {} for one in family if one.kind is Kind.ROL]
        assert {one["uuid"] for one in kept} == rollen, "each zaak whole"
    paged.faults.clear()
    left = len(in_scope(paged)) - len(taken)
    report = laptop.sync()
    objects = len(laptop.records(Kind.OBJECT))  # they come after the zaken
    assert report.pulled == left + objects, "what was read is not read again"
    assert sorted(numbers(laptop)) == in_scope(paged)


def test_m03_a_row_that_is_seen_on_two_pages_is_one_record(paged: World) -> None:
    first = paged.zaak(in_scope(paged)[0])
    uuid = "0" * 32
    new = {**first, "identificatie": "A-0001", "uuid": uuid, "url": f"{LIST}/{uuid}"}

    def insert() -> None:
        with paged.registry.state.transaction():
            paged.registry.state.put("zaken", uuid, new)

    at_page(paged, 2, insert)
    laptop = paged.laptop()
    assert set(Counter(numbers(laptop)).values()) == {1}
    laptop.sync()
    assert sorted(numbers(laptop)) == in_scope(paged)
    assert open_reasons(laptop.ws) == []
