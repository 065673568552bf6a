"""What is large keeps nothing small waiting, and costs nothing on a dear line."""

from __future__ import annotations

import pytest
from desktop.domain.records import Progress, Stand
from desktop.operations import registries
from desktop.operations.documenten import checkouts, contents, documents
from desktop.operations.documenten.documents import Pasted
from desktop.operations.overview import reading
from desktop.operations.zaken import casework

from tests.world.laptops import Laptop, World
from tests.world.papers import LARGE, PUT, Requests, break_off, paper, sent
from tests.world.test_ten_pains import notes_of

LEAST = 500_000


@pytest.fixture
def laptop(world: World, monkeypatch: pytest.MonkeyPatch) -> Laptop:
    monkeypatch.setattr("desktop.sync.documenten.loads.LARGE_BYTES", LEAST)
    return world.laptop()


def test_a_film_in_one_zaak_keeps_neither_notes_nor_photographs_waiting(
    world: World, laptop: Laptop
) -> None:
    film = paper(laptop, LARGE, "film.mp4")
    documents.attach(laptop.ws, film.number, Pasted("foto.jpg", b"klein"))
    casework.add_notitie(laptop.ws, film.number, "Bij de film")
    other = laptop.intake("Een andere zaak")
    world.faults.strike("reset", methods=PUT, times=None)
    laptop.sync()
    assert notes_of(world, film.number) == ["Bij de film"]
    assert notes_of(world, other) == ["Bel achterom"]
    assert world.content(film.number) == [b"klein"]
    assert film.reading.stand is not Stand.BEVESTIGD
    world.faults.clear()
    assert laptop.sync_until_quiet(4).waiting == 0
    assert sorted(world.content(film.number)) == sorted([b"klein", LARGE])


def test_small_things_are_sent_before_the_first_byte_of_a_large_one(
    world: World, laptop: Laptop
) -> None:
    film = paper(laptop, LARGE, "film.mp4")
    casework.add_notitie(laptop.ws, film.number, "Bij de film")
    laptop.intake("Een andere zaak")
    seen = Requests(world)
    laptop.sync_until_quiet(4)
    posts = [n for n, (method, path) in enumerate(seen.seen) if path.endswith("/zaaknotities")
             and method == "POST"]  # fmt: skip
    first_part = next(n for n, (method, _) in enumerate(seen.seen) if method == "PUT")
    assert posts
    assert max(posts) < first_part


def test_a_zaak_is_closed_after_its_large_document_and_never_before(
    world: World, laptop: Laptop
) -> None:
    film = paper(laptop, LARGE, "film.mp4")
    result = casework.choices(laptop.ws, film.number, "resultaattype")[0]
    casework.set_resultaat(laptop.ws, film.number, result.ref)
    casework.set_status(laptop.ws, film.number, "Afgerond")
    assert laptop.sync_until_quiet(4).waiting == 0
    assert world.zaak(film.number)["einddatum"] is not None
    assert world.content(film.number) == [LARGE]


def test_a_large_document_waits_for_another_line_and_says_so(world: World, laptop: Laptop) -> None:
    film = paper(laptop, LARGE, "film.mp4")
    documents.attach(laptop.ws, film.number, Pasted("foto.jpg", b"klein"))
    contents.set_policy(laptop.ws, metered_upload_bytes=LEAST)
    registries.set_metered(laptop.ws, is_metered=True)
    seen = Requests(world)
    laptop.sync()
    assert seen.count("PUT") == 0
    assert world.content(film.number) == [b"klein"]
    assert film.reading.stand is Stand.WACHT
    assert "verbinding die niet duur is" in film.reading.reason
    registries.set_metered(laptop.ws, is_metered=False)
    assert laptop.sync_until_quiet(4).waiting == 0
    assert sorted(world.content(film.number)) == sorted([b"klein", LARGE])


def test_an_upload_that_is_half_sent_stops_on_a_dear_line_and_goes_on_where_it_was(
    world: World, laptop: Laptop
) -> None:
    film = paper(laptop, LARGE, "film.mp4")
    break_off(world, laptop)
    contents.set_policy(laptop.ws, metered=True, metered_upload_bytes=LEAST)
    assert registries.is_metered(laptop.ws)
    seen = Requests(world)
    laptop.sync()
    assert seen.count("PUT") == 0
    contents.set_policy(laptop.ws, metered=False)
    laptop.sync_until_quiet(4)
    assert seen.count("PUT") == 6
    assert film.contents[-1] == LARGE


def test_a_new_version_that_is_large_waits_for_another_line_too(
    world: World, laptop: Laptop
) -> None:
    one = sent(laptop)
    contents.set_policy(laptop.ws, metered=True, metered_upload_bytes=LEAST)
    taken = put_back(laptop, one.attached.id, LARGE)
    laptop.sync()
    assert one.contents == [b"Eerste tekst"]
    assert reading.list_documents(laptop.ws, one.number)[0].stand is Stand.WACHT
    contents.set_policy(laptop.ws, metered=False)
    laptop.sync_until_quiet(4)
    assert one.contents[-1] == taken


def put_back(laptop: Laptop, document: str, content: bytes) -> bytes:
    out = checkouts.checkout(laptop.ws, document)
    out.path.write_bytes(content)
    checkouts.checkin(laptop.ws, document)
    return content


def test_progress_tells_all_large_contents_together(world: World, laptop: Laptop) -> None:
    number = paper(laptop, LARGE, "een.mp4").number
    documents.attach(laptop.ws, number, Pasted("twee.mp4", LARGE + b"2"))
    told: list[Progress] = []
    laptop.sync(progress=told.append)
    some = [one for one in told if one.unit == "bytes" and one.phase == "push"]
    total = 2 * len(LARGE) + 1
    assert {one.total for one in some} == {total}
    assert max(one.done for one in some) == total
