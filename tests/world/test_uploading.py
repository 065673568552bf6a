"""Cases J on a real registry: content arrives whole, whatever the registry forgets."""

from __future__ import annotations

import pytest
from desktop.domain.reasons import Reason
from desktop.operations import casework, documents
from desktop.operations.documents import Pasted

from tests.world.laptops import Laptop, World, open_reasons

CONTENT = bytes(range(256)) * 3000  # eight parts at this registry
PUT = frozenset({"PUT"})


def film(laptop: Laptop) -> str:
    made = casework.create_zaak(laptop.ws, zaaktype="WMO-HUISBEZOEK", omschrijving="Film")
    documents.attach(laptop.ws, made.identificatie, Pasted("film.mp4", CONTENT))
    return made.identificatie


def break_off(world: World, laptop: Laptop) -> None:
    """Let two parts arrive and then nothing any more."""
    world.faults.strike("slow", methods=PUT, times=2)
    world.faults.strike("reset", methods=PUT, times=None)
    laptop.sync()
    world.faults.clear()


@pytest.mark.parametrize("parts", [True, False], ids=["lock and parts", "lock only"])
def test_an_upload_that_the_registry_forgot_starts_again(world: World, parts: bool) -> None:
    laptop = world.laptop()
    number = film(laptop)
    break_off(world, laptop)
    world.forget_uploads(parts=parts)
    report = laptop.sync_until_quiet(3)
    assert (report.waiting, report.conflicts, report.rejected) == (0, 0, 0)
    assert world.content(number) == [CONTENT]
    titles = [one["titel"] for one in world.all("enkelvoudiginformatieobjecten")]
    assert titles.count("film") == 1


def test_a_lock_whose_answer_was_lost_is_left_behind_and_said(world: World) -> None:
    laptop = world.laptop()
    number = film(laptop)
    break_off(world, laptop)
    world.forget_uploads()
    world.faults.strike("reply-lost", path_contains="/lock")
    report = laptop.sync_until_quiet(3)
    assert (report.waiting, report.conflicts, report.rejected) == (0, 1, 0)
    assert world.content(number) == [CONTENT]
    assert ("question", Reason.LOCK_ORPHAN.value) in open_reasons(laptop.ws)


def test_a_document_is_linked_only_when_its_content_was_read_back(world: World) -> None:
    laptop = world.laptop()
    number = film(laptop)
    break_off(world, laptop)
    assert world.all("zaakinformatieobjecten", world.zaak(number)["uuid"]) == []
    laptop.sync_until_quiet(3)
    assert len(world.all("zaakinformatieobjecten", world.zaak(number)["uuid"])) == 1
