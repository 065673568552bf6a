"""Cases J on a real registry: an upload whose parts or lock the registry does not know any more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from desktop.domain.reasons import Reason
from desktop.domain.records import ItemKind
from desktop.operations.choices import deciding
from desktop.practice.answering.manners import Manners

from tests.world.laptops import World, open_reasons
from tests.world.papers import LARGE, break_off, film, is_quiet, times


@pytest.fixture
def strict(tmp_path: Path) -> Iterator[World]:
    found = World(tmp_path / "streng", Manners.STRICT)
    yield found
    found.close()


@pytest.mark.parametrize("parts", [True, False], ids=["lock and parts", "lock only"])
def test_j11_an_upload_that_the_registry_forgot_starts_again(world: World, parts: bool) -> None:
    laptop = world.laptop()
    one = film(laptop)
    break_off(world, laptop)
    world.forget_uploads(parts=parts)
    assert is_quiet(laptop)
    assert one.contents[-1] == LARGE
    assert times(world, "film") == 1


def test_j10_an_upload_whose_lock_somebody_forced_is_filled_again(world: World) -> None:
    laptop = world.laptop()
    one = film(laptop)
    break_off(world, laptop)
    assert one.colleague.send("POST", f"{one.there['url']}/unlock", {})[0] == 204
    assert one.there["bestandsomvang"] is None
    assert is_quiet(laptop)
    assert (one.contents[-1], times(world, "film")) == (LARGE, 1)


def test_j10_a_colleagues_content_in_the_place_of_a_forgotten_upload_is_asked_about(
    world: World,
) -> None:
    laptop = world.laptop()
    one = film(laptop)
    break_off(world, laptop)
    assert one.colleague.send("POST", f"{one.there['url']}/unlock", {})[0] == 204
    one.change(b"Van een collega")
    laptop.sync()
    assert ("question", Reason.VERSION.value) in open_reasons(laptop.ws)
    assert one.contents[-1] == b"Van een collega"
    with laptop.ws.replica.read() as reader:
        asked = reader.journal.items()[-1]
    deciding.resolve(laptop.ws, asked.n, "mine")
    assert is_quiet(laptop)
    assert one.contents[-1] == LARGE


def test_j40_parts_that_were_not_noted_are_noted_before_the_lock_is_tried_again(
    world: World,
) -> None:
    laptop = world.laptop()
    one = film(laptop)
    break_off(world, laptop)
    with laptop.ws.replica.write() as writer:
        upload = writer.contents.upload_of(one.attached.id)
        assert upload is not None
        writer.contents.put_upload(replace(upload, parts=()))
        record = writer.records.get(one.attached.id)
        writer.journal.open_item(
            registry=record.registry, family=record.family, local_id=record.local_id,
            kind=ItemKind.QUESTION, reason=Reason.CLOSED.value, now=laptop.ws.clock.now_utc(),
        )  # fmt: skip
    laptop.sync()
    with laptop.ws.replica.read() as reader:
        noted = reader.contents.upload_of(one.attached.id)
    assert noted is not None
    assert len(noted.parts) == len(upload.parts)


def test_j11_a_lock_that_is_taken_over_while_parts_are_filled_again_stops_nothing(
    strict: World,
) -> None:
    laptop = strict.laptop()
    one = film(laptop)
    break_off(strict, laptop)
    assert one.colleague.send("POST", f"{one.there['url']}/unlock", {})[0] == 204
    choose = strict.faults.choose

    asked: list[str] = []

    def forget(method: str, path: str) -> str | None:
        asked.append(method)
        if method == "PUT" and "PATCH" in asked:
            strict.faults.choose = choose  # type: ignore[method-assign]  # once
            with strict.registry.state.transaction():
                strict.registry.state.db.execute("UPDATE lock SET lock = 'van een ander'")
        return choose(method, path)

    strict.faults.choose = forget  # type: ignore[method-assign]  # at the first part
    report = laptop.sync_until_quiet(4)
    assert (report.waiting, report.rejected) == (0, 0)
    assert one.contents[-1] == LARGE


def test_a_lock_whose_answer_was_lost_is_left_behind_and_said(world: World) -> None:
    laptop = world.laptop()
    one = film(laptop)
    break_off(world, laptop)
    world.forget_uploads()
    world.faults.strike("reply-lost", path_contains="/lock")
    report = laptop.sync_until_quiet(3)
    assert (report.waiting, report.conflicts, report.rejected) == (0, 1, 0)
    assert one.contents == [LARGE]
    assert ("question", Reason.LOCK_ORPHAN.value) in open_reasons(laptop.ws)
