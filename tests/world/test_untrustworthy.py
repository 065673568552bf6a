"""Cases T on a real registry behind a meddler: answers one should not trust."""

from __future__ import annotations

import json
from typing import Any

import pytest
from desktop.domain.kinds import Kind
from desktop.operations.overview import reading
from desktop.operations.zaken import casework
from werkzeug.wrappers import Response

from tests.world.laptops import World, open_reasons, with_limit
from tests.world.meddling import Meddler, meddle, page
from tests.world.papers import paper
from tests.world.test_guards import problem

NUMBER = "ZAAK-2026-0000000127"


@pytest.fixture
def meddler(world: World) -> Meddler:
    return meddle(world)


def changed(response: Response, change: Any) -> Response:
    """Give the answer with its JSON changed."""
    body = json.loads(response.get_data())
    response.set_data(json.dumps(change(body)))
    return response


def posts(meddler: Meddler, path: str) -> int:
    return sum(one == ("POST", path) for one in meddler.seen)


def test_t01_a_captive_portal_confirms_nothing(world: World, meddler: Meddler) -> None:
    laptop = world.laptop()
    number = laptop.intake()
    meddler.instead("POST", "/zaken/api/v1/zaken", page)
    assert laptop.sync().pushed == 0
    assert [one for one in world.all("zaken") if one["identificatie"] == number] == []
    assert laptop.sync_until_quiet(3).waiting == 0
    assert world.zaak(number)["omschrijving"] == "Traplift"


def test_t01_a_captive_portal_on_everything_is_named_and_changes_nothing(
    world: World, meddler: Meddler
) -> None:
    laptop = world.laptop()
    before = laptop.records(Kind.ZAAK)
    for method in ("GET", "POST"):
        meddler.instead(method, "/", page, times=-1)
    assert laptop.sync().registries == {"oefenen": "captive-portal"}
    assert laptop.records(Kind.ZAAK) == before


def test_t02_a_redirect_on_a_create_is_unknown_and_looked_for(
    world: World, meddler: Meddler
) -> None:
    laptop = world.laptop()
    number = laptop.intake()
    meddler.instead("POST", "/zaken/api/v1/zaken", lambda: page(307, Location="/elders"))
    laptop.sync()
    assert not any("/elders" in path for _, path in meddler.seen)
    assert laptop.sync_until_quiet(3).waiting == 0
    assert world.zaak(number)["omschrijving"] == "Traplift"


def test_t03_the_answer_of_another_zaak_is_thrown_away(world: World, meddler: Meddler) -> None:
    laptop = world.laptop()
    casework.edit_zaak(laptop.ws, NUMBER, {"omschrijving": "Van mij"})
    mine, other = world.zaak(NUMBER), world.all("zaken")[1]
    assert mine["uuid"] != other["uuid"]

    def swap(method: str, path: str, response: Response) -> Response | None:
        if method == "GET" and path.endswith(mine["uuid"]):
            return Response(json.dumps(other), content_type="application/json")
        return None

    meddler.change(swap)
    laptop.sync()
    assert reading.case(laptop.ws, NUMBER).row.omschrijving == "Van mij"
    assert world.zaak(NUMBER)["omschrijving"] == mine["omschrijving"]
    meddler.honest()
    assert laptop.sync_until_quiet(2).waiting == 0
    assert world.zaak(NUMBER)["omschrijving"] == "Van mij"


@pytest.mark.parametrize("case", ["t04 no body", "t05 foreign url"])
def test_t04_t05_a_201_that_names_no_url_of_ours_is_unknown(
    world: World, meddler: Meddler, case: str
) -> None:
    laptop = world.laptop()
    number = laptop.intake()

    def spoil(method: str, path: str, response: Response) -> Response | None:
        if (method, path) != ("POST", "/zaken/api/v1/zaken"):
            return None
        if case == "t04 no body":
            response.set_data(b"")
            return response
        return changed(response, lambda body: {**body, "url": "https://elders.example/zaken/1"})

    meddler.change(spoil)
    laptop.sync()
    meddler.honest()
    assert laptop.sync_until_quiet(3).waiting == 0
    assert world.zaak(number)["omschrijving"] == "Traplift"
    assert posts(meddler, "/zaken/api/v1/zaken") == 1


def test_t06_an_answer_that_breaks_off_after_the_effect_is_adopted(
    world: World, meddler: Meddler
) -> None:
    laptop = world.laptop()
    number = laptop.intake()
    path = "/zaken/api/v1/zaken"

    def cut(method: str, asked: str, response: Response) -> Response | None:
        if (method, asked) == ("POST", path):
            response.set_data(response.get_data()[:400])
            return response
        return None

    meddler.change(cut)
    laptop.sync()
    meddler.honest()
    assert laptop.sync_until_quiet(3).waiting == 0
    assert world.zaak(number)["omschrijving"] == "Traplift"
    assert posts(meddler, path) == 1


def test_t10_a_registry_that_fails_on_everything_rejects_nothing(
    world: World, meddler: Meddler
) -> None:
    laptop = world.laptop()
    laptop.intake()
    for method in ("GET", "POST", "PATCH"):
        meddler.instead(method, "/", lambda: page(500), times=-1)
    for _ in range(4):
        report = laptop.sync()
    assert (report.registries, report.rejected) == ({"oefenen": "server"}, 0)
    meddler.honest()
    assert laptop.sync_until_quiet(3).waiting == 0


def test_s22_a_404_for_a_document_that_was_just_made_refuses_nothing(
    world: World, meddler: Meddler
) -> None:
    laptop = world.laptop()
    with_limit(laptop.ws, 60.0)
    one = paper(laptop)
    where = "/documenten/api/v1/enkelvoudiginformatieobjecten/"
    meddler.instead("GET", where, lambda: problem(404, "not_found"))
    laptop.sync()
    assert open_reasons(laptop.ws) == []
    laptop.sync()
    assert (one.is_linked, open_reasons(laptop.ws)) == (True, [])
