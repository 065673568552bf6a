"""Forced unlock: by a person who was warned, with the right, and never on an upload in parts."""

from __future__ import annotations

import pytest
from desktop.domain.errors import BadInput, NotFound, OutcomeUnknown
from desktop.domain.records import Stand
from desktop.operations.documenten import checkouts
from desktop.operations.documenten.documents import Pasted
from desktop.operations.documenten.unlocking import unlock_by_force

from tests.world.laptops import LIMIT_S, World
from tests.world.papers import LARGE, Paper, Requests, paper, sent

RIGHT = "documenten.geforceerd-unlock"
CLIENT = "zaakkoffer-oefenen"
NEW = b"Tweede tekst, langer"


def blocked(world: World) -> tuple[Paper, str]:
    """A version of mine that waits for the lock of a colleague; gives that lock too."""
    one = sent(world.laptop())
    lock = one.lock()
    checkouts.new_version(one.laptop.ws, one.attached.id, Pasted("brief.txt", NEW))
    one.laptop.sync()
    assert "slot" in one.reading.reason
    return one, lock


def test_with_the_right_a_forgotten_lock_goes_and_my_version_goes_at_the_next_run(
    world: World,
) -> None:
    one, lock = blocked(world)
    world.registry.applications.give(CLIENT, RIGHT)
    assert unlock_by_force(one.laptop.ws, one.attached.id) is True
    assert one.there["locked"] is False
    assert one.reading.reason == ""
    one.laptop.sync()
    assert one.contents == [b"Eerste tekst", NEW]
    status, body = one.colleague.send(
        "PATCH", one.there["url"], {"titel": "te laat", "lock": lock}
    )  # fmt: skip
    assert status == 400, body


def test_without_the_right_nothing_happens_and_that_is_said(world: World) -> None:
    one, lock = blocked(world)
    with pytest.raises(BadInput) as said:
        unlock_by_force(one.laptop.ws, one.attached.id)
    assert said.value.key == "document-unlock-right"
    assert one.there["locked"] is True
    assert one.reading.stand is Stand.WACHT
    one.unlock(lock)
    one.laptop.ws.clock.wait(LIMIT_S)
    one.laptop.sync_until_quiet(4)
    assert one.contents[-1] == NEW


def test_a_document_that_was_freed_meanwhile_is_left_alone_and_mine_goes(world: World) -> None:
    one, lock = blocked(world)
    one.unlock(lock)
    seen = Requests(world)
    assert unlock_by_force(one.laptop.ws, one.attached.id) is False
    assert seen.count("POST", "/unlock") == 0
    one.laptop.sync()
    assert one.contents[-1] == NEW


def test_j38_an_upload_in_parts_of_a_colleague_is_never_broken_off(world: World) -> None:
    one = sent(world.laptop())
    world.registry.applications.give(CLIENT, RIGHT)
    lock = one.lock()
    status, body = one.colleague.send(
        "PATCH", one.there["url"],
        {"inhoud": None, "bestandsomvang": len(LARGE), "lock": lock},
    )  # fmt: skip
    assert status == 200, body
    with pytest.raises(BadInput) as said:
        unlock_by_force(one.laptop.ws, one.attached.id)
    assert said.value.key == "document-being-sent"
    assert one.there["locked"] is True


def test_an_upload_of_our_own_is_not_broken_off(world: World) -> None:
    one = paper(world.laptop(), LARGE, "film.bin")
    world.faults.strike("reset", methods=frozenset({"PUT"}), times=None)
    one.laptop.sync()
    world.faults.clear()
    world.registry.applications.give(CLIENT, RIGHT)
    seen = Requests(world)
    with pytest.raises(BadInput) as said:
        unlock_by_force(one.laptop.ws, one.attached.id)
    assert said.value.key == "document-lock-ours"
    assert seen.count("POST", "/unlock") == 0
    one.laptop.ws.clock.wait(LIMIT_S)
    one.laptop.sync_until_quiet(6)
    assert one.contents == [LARGE]


def test_a_lost_answer_is_read_back_before_anything_is_said(world: World) -> None:
    one, _ = blocked(world)
    world.registry.applications.give(CLIENT, RIGHT)
    world.faults.strike("reply-lost", path_contains="/unlock")
    assert unlock_by_force(one.laptop.ws, one.attached.id) is True


def test_a_lost_request_says_that_the_document_is_still_locked(world: World) -> None:
    one, _ = blocked(world)
    world.registry.applications.give(CLIENT, RIGHT)
    world.faults.strike("5xx", path_contains="/unlock")
    with pytest.raises(OutcomeUnknown):
        unlock_by_force(one.laptop.ws, one.attached.id)
    assert one.there["locked"] is True


def test_what_was_never_sent_has_no_lock(world: World) -> None:
    one = paper(world.laptop())
    with pytest.raises(NotFound) as said:
        unlock_by_force(one.laptop.ws, one.attached.id)
    assert said.value.key == "document-never-there"
