"""Cases J on a real registry: content arrives whole, whatever is lost, forgotten or refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from desktop.domain.errors import BadInput
from desktop.domain.reasons import Reason
from desktop.domain.records import Stand
from desktop.operations.choices import deciding
from desktop.operations.documenten import contents, documents
from desktop.operations.documenten.documents import Pasted
from desktop.operations.overview import reading
from desktop.operations.zaken import casework
from desktop.practice.answering.manners import Manners

from tests.world.laptops import World, open_reasons
from tests.world.papers import (
    DOCUMENTS,
    GET,
    LARGE,
    PUT,
    Paper,
    Requests,
    break_off,
    film,
    is_quiet,
    lose_create_answer,
    paper,
    sent,
    times,
)

PART = 100_000


@pytest.fixture
def strict(tmp_path: Path) -> Iterator[World]:
    found = World(tmp_path / "streng", Manners.STRICT)
    yield found
    found.close()


def stand(one: Paper) -> Stand:
    return one.reading.stand


def test_j01_a_small_photograph_goes_inline_once(world: World) -> None:
    laptop = world.laptop()
    one = paper(laptop, b"\xff\xd8\xff een foto", "trap.jpg")
    seen = Requests(world)
    assert is_quiet(laptop)
    assert (seen.count("POST", DOCUMENTS), seen.count("PUT")) == (1, 0)
    assert one.contents == [b"\xff\xd8\xff een foto"]
    assert one.is_linked
    assert stand(one) is Stand.BEVESTIGD


def test_j02_a_large_file_goes_on_at_the_first_missing_part(world: World) -> None:
    laptop = world.laptop()
    one = film(laptop)
    break_off(world, laptop)
    assert one.reading.progress == (2 * PART, len(LARGE))
    laptop.ws.close()
    laptop.reopen()
    seen = Requests(world)
    before = laptop.sync().bytes_out
    assert seen.count("PUT") == 6
    assert before < len(LARGE) - 2 * PART + 20_000, "a part was sent again"
    assert one.contents == [LARGE]


def test_after_a_break_at_most_one_part_is_sent_again(world: World) -> None:
    laptop = world.laptop()
    one = film(laptop)
    sent_bytes = 0
    for _ in range(3):
        world.faults.strike("slow", methods=PUT, times=1)
        world.faults.strike("reply-lost", methods=PUT, times=1)
        world.faults.strike("reset", methods=PUT, times=None)
        world.faults.strike("reset", methods=GET, times=None, path_contains="documenten")
        sent_bytes += laptop.sync().bytes_out
        world.faults.clear()
    sent_bytes += laptop.sync().bytes_out
    assert one.contents == [LARGE]
    breaks = 3
    assert sent_bytes <= len(LARGE) + breaks * PART + 60_000


def test_j03_a_lost_create_answer_goes_on_with_the_lock_that_the_parts_show(world: World) -> None:
    laptop = world.laptop()
    one = film(laptop)
    lose_create_answer(world)
    assert is_quiet(laptop)
    assert (one.contents, times(world, "film")) == ([LARGE], 1)


def test_j04_a_lost_create_answer_without_a_visible_lock_is_left_behind_and_said(
    strict: World,
) -> None:
    laptop = strict.laptop()
    one = film(laptop)
    lose_create_answer(strict)
    report = laptop.sync_until_quiet(4)
    assert (report.waiting, report.conflicts, report.rejected) == (0, 1, 0)
    assert (one.contents, times(strict, "film")) == ([LARGE], 2)
    item = reading.open_items(laptop.ws)[0]
    assert item.theirs["titel"] == "film"
    assert "op slot" in item.sentence
    deciding.resolve(laptop.ws, item.n, "theirs")
    assert is_quiet(laptop)


def test_j04_an_orphan_that_an_administrator_removed_is_no_question_any_more(
    strict: World,
) -> None:
    laptop = strict.laptop()
    one = film(laptop)
    lose_create_answer(strict)
    laptop.sync_until_quiet(4)
    orphan = next(
        document
        for document in strict.all("enkelvoudiginformatieobjecten")
        if document["titel"] == "film" and document["url"] != one.there["url"]
    )
    strict.remove(orphan["url"].rsplit("/", 1)[-1])
    assert is_quiet(laptop)
    assert open_reasons(laptop.ws) == []


@pytest.mark.parametrize("kind", ["reply-lost", "cut"])
def test_j05_a_lost_answer_of_a_part_is_not_sent_again(world: World, kind: str) -> None:
    laptop = world.laptop()
    one = film(laptop)
    world.faults.strike(kind, methods=PUT)
    seen = Requests(world)
    assert is_quiet(laptop)
    assert (seen.count("PUT"), one.contents) == (8, [LARGE])


def test_j06_a_part_that_did_not_arrive_is_sent_again(world: World) -> None:
    laptop = world.laptop()
    one = film(laptop)
    world.faults.strike("5xx", methods=PUT)
    seen = Requests(world)
    assert is_quiet(laptop)
    assert (seen.count("PUT"), one.contents) == (9, [LARGE])


def test_j07_parts_that_got_other_urls_are_sent_anew(world: World) -> None:
    laptop = world.laptop()
    one = film(laptop)
    break_off(world, laptop)
    with world.registry.state.transaction():
        world.registry.state.db.execute(
            "UPDATE part SET bytes = NULL, uuid = substr(uuid, 1, 35) || "
            "CASE substr(uuid, 36) WHEN '0' THEN '1' ELSE '0' END"
        )
    assert is_quiet(laptop)
    assert one.contents == [LARGE]


@pytest.mark.parametrize("fault", ["", "reply-lost", "5xx"])
@pytest.mark.parametrize("withdrawn", [False, True], ids=["filled again", "given up"])
def test_s1_a_patch_of_a_content_has_its_entry_on_the_disk_before_it_leaves(
    world: World, fault: str, withdrawn: bool
) -> None:
    laptop = world.laptop()
    one = film(laptop)
    break_off(world, laptop)
    if withdrawn:
        deciding.withdraw(laptop.ws, one.attached.id)
    else:
        world.forget_uploads()
    noted: list[list[str]] = []
    choose = world.faults.choose

    def look(method: str, path: str) -> str | None:
        if method == "PATCH":
            with laptop.ws.replica.read() as reader:
                entries = reader.journal.unfinished("oefenen")
            noted.append([one.method for one in entries if path.endswith(one.target[-36:])])
        return choose(method, path)

    world.faults.choose = look  # type: ignore[method-assign]  # as the request comes in
    if fault:
        world.faults.strike(fault, methods=frozenset({"PATCH"}))
    laptop.sync_until_quiet(3)
    assert noted
    assert all(one == ["PATCH"] for one in noted)
    with laptop.ws.replica.read() as reader:
        assert reader.journal.unfinished("oefenen") == []
    assert withdrawn or one.contents[-1] == LARGE


@pytest.mark.parametrize("manners", list(Manners), ids=str)
def test_j08_a_lost_answer_of_the_unlock_is_seen(tmp_path: Path, manners: Manners) -> None:
    world = World(tmp_path, manners)
    laptop = world.laptop()
    one = film(laptop)
    world.faults.strike("reply-lost", path_contains="/unlock")
    assert is_quiet(laptop)
    assert one.contents == [LARGE]
    world.close()


def test_j09_an_unlock_that_says_incomplete_sends_what_is_missing(world: World) -> None:
    laptop = world.laptop()
    one = film(laptop)
    choose = world.faults.choose

    def forget(method: str, path: str) -> str | None:
        if path.endswith("/unlock"):
            world.faults.choose = choose  # type: ignore[method-assign]  # once
            with world.registry.state.transaction():
                world.registry.state.db.execute("UPDATE part SET bytes = NULL WHERE volgnummer = 3")
        return choose(method, path)

    world.faults.choose = forget  # type: ignore[method-assign]  # just before the unlock
    assert is_quiet(laptop)
    assert one.contents == [LARGE]


def test_j13_a_withdrawn_upload_leaves_an_empty_unlocked_document_that_says_so(
    world: World,
) -> None:
    laptop = world.laptop()
    one = film(laptop)
    break_off(world, laptop)
    url = one.there["url"]
    deciding.withdraw(laptop.ws, one.attached.id)
    laptop.sync_until_quiet(3)
    status, there = one.colleague.send("GET", url)
    assert status == 200
    assert (there["titel"], there["locked"], there["bestandsdelen"]) == (
        "(ingetrokken) film", False, [],
    )  # fmt: skip
    assert there["bestandsomvang"] == 0
    assert not one.is_linked
    assert ("question", Reason.WITHDRAW_REMAINS.value) in open_reasons(laptop.ws)


def test_j13_a_withdrawn_upload_is_deleted_where_that_is_allowed(world: World) -> None:
    laptop = world.laptop()
    one = film(laptop)
    break_off(world, laptop)
    world.registry.applications.give("zaakkoffer-oefenen", "documenten.verwijderen")
    deciding.withdraw(laptop.ws, one.attached.id)
    assert is_quiet(laptop)
    assert times(world, "film") == times(world, "(ingetrokken) film") == 0
    assert not one.is_linked


def test_j14_nulls_are_never_used_to_give_up(world: World) -> None:
    laptop = world.laptop()
    one = film(laptop)
    world.registry.history.switch_on()
    break_off(world, laptop)
    deciding.withdraw(laptop.ws, one.attached.id)
    laptop.sync_until_quiet(3)
    changes = [
        write for write in world.registry.history.writes
        if write.kind == "enkelvoudiginformatieobjecten" and write.method == "PATCH"
    ]  # fmt: skip
    assert len(changes) == 1
    assert [(write.after or {})["bestandsomvang"] for write in changes] == [0]


def test_a_version_of_a_colleague_before_our_reading_back_is_theirs(world: World) -> None:
    laptop = world.laptop()
    one = paper(laptop)
    world.faults.strike("5xx", methods=GET, path_contains="download", times=None)
    laptop.sync()
    world.faults.clear()
    one.change(b"Van de collega")
    assert is_quiet(laptop)
    assert one.contents == [b"Eerste tekst", b"Van de collega"]


def test_j16_a_document_is_linked_only_when_its_content_was_read_back(world: World) -> None:
    laptop = world.laptop()
    one = film(laptop)
    seen = Requests(world)
    break_off(world, laptop)
    assert seen.count("POST", "/zaakinformatieobjecten") == 0
    assert is_quiet(laptop)
    paths = [path.rsplit("/", 1)[-1] for _, path in seen.seen]
    assert paths.index("zaakinformatieobjecten") > paths.index("download")
    assert one.is_linked


def test_j17_a_zaak_closed_before_a_large_upload_is_asked_before_the_first_byte(
    world: World,
) -> None:
    laptop = world.laptop()
    one = sent(laptop)
    film_id = documents.attach(laptop.ws, one.number, Pasted("film.mp4", LARGE)).id
    world.edit(one.number, einddatum="2026-11-20")
    seen = Requests(world)
    laptop.sync()
    assert ("question", Reason.CLOSED.value) in open_reasons(laptop.ws)
    assert (seen.count("POST", DOCUMENTS), seen.count("PUT")) == (0, 0)
    item = next(one for one in reading.open_items(laptop.ws) if one.local_id == film_id)
    deciding.resolve(laptop.ws, item.n, "mine")
    laptop.sync()
    assert times(world, "film") == 1


def test_j17_a_document_that_is_left_out_of_a_closed_zaak_takes_its_link_along(
    world: World,
) -> None:
    laptop = world.laptop()
    one = sent(laptop)
    documents.attach(laptop.ws, one.number, Pasted("film.mp4", LARGE))
    world.edit(one.number, einddatum="2026-11-20")
    laptop.sync()
    deciding.resolve(laptop.ws, reading.open_items(laptop.ws)[0].n, "theirs")
    assert laptop.sync_until_quiet(2).waiting == 0
    assert times(world, "film") == 0


def test_j18_a_zaak_closed_after_the_upload_refuses_the_link_only(world: World) -> None:
    laptop = world.laptop()
    one = film(laptop)
    choose = world.faults.choose

    def close(method: str, path: str) -> str | None:
        if method == "GET" and path.endswith("/download"):
            world.edit(one.number, einddatum="2026-11-20")
        return choose(method, path)

    world.faults.choose = close  # type: ignore[method-assign]  # while the content is read back
    report = laptop.sync()
    assert (report.rejected, one.contents) == (1, [LARGE])
    assert ("rejection", Reason.CLOSED.value) in open_reasons(laptop.ws)
    assert "film" in reading.open_items(laptop.ws)[0].field_label + str(
        [row.what for row in reading.outbox(laptop.ws)]
    )


def test_j34_a_gateway_that_refuses_a_size_is_remembered_and_said_at_attaching(
    world: World,
) -> None:
    laptop = world.laptop()
    one = film(laptop)
    refuse_bodies_over(world, 60_000)
    report = laptop.sync_until_quiet(2)
    assert report.rejected == 1
    assert ("rejection", Reason.TOO_LARGE.value) in open_reasons(laptop.ws)
    assert one.reading.here
    with pytest.raises(BadInput, match="document-too-large-there"):
        documents.attach(laptop.ws, one.number, Pasted("nog een.mp4", LARGE))
    refuse_bodies_over(world, 10**9)
    outbox = next(row for row in reading.outbox(laptop.ws) if row.local_id == one.attached.id)
    deciding.retry(laptop.ws, outbox.id)
    assert is_quiet(laptop)
    assert one.contents[-1] == LARGE


def test_j34_a_content_too_large_for_one_message_goes_in_parts(world: World) -> None:
    laptop = world.laptop()
    refuse_bodies_over(world, 150_000)
    one = paper(laptop, LARGE[:140_000], "scan.pdf")
    assert is_quiet(laptop)
    assert one.contents == [LARGE[:140_000]]


def refuse_bodies_over(world: World, most: int) -> None:
    world.registry.most_body_bytes = most


def test_j37_reading_back_waits_for_another_line_and_the_document_stays_sent(
    world: World,
) -> None:
    laptop = world.laptop()
    one = film(laptop)
    contents.set_policy(laptop.ws, metered=True, metered_most_bytes=1000)
    seen = Requests(world)
    laptop.sync_until_quiet(2)
    assert seen.count("GET", "/download") == 0
    assert stand(one) is Stand.VERZONDEN
    assert "lezen het terug" in one.reading.reason
    assert one.is_linked
    contents.set_policy(laptop.ws, metered=False)
    assert is_quiet(laptop)
    assert stand(one) is Stand.BEVESTIGD


def test_j37_a_zaak_may_be_closed_while_reading_back_waits(world: World) -> None:
    laptop = world.laptop()
    one = film(laptop)
    contents.set_policy(laptop.ws, metered=True, metered_most_bytes=1000)
    laptop.sync_until_quiet(2)
    result = casework.choices(laptop.ws, one.number, "resultaattype")[0]
    casework.set_resultaat(laptop.ws, one.number, result.ref)
    casework.set_status(laptop.ws, one.number, "Afgerond")
    laptop.sync_until_quiet(2)
    assert world.zaak(one.number)["einddatum"] is not None


def test_s58_what_was_left_behind_locked_stays_asked_when_the_document_is_taken_back(
    strict: World,
) -> None:
    laptop = strict.laptop()
    one = film(laptop)
    faults = iter(["reply-lost"])  # the first one; what is made under another number never comes
    usual = strict.faults.choose

    def choose(method: str, path: str) -> str | None:
        is_create = (method, path) == ("POST", DOCUMENTS)
        return next(faults, "reset") if is_create else usual(method, path)

    strict.faults.choose = choose  # type: ignore[method-assign]  # the path, not a part of it
    laptop.sync_until_quiet(2)
    strict.faults.choose = usual  # type: ignore[method-assign]  # as it was
    asked = ("question", Reason.LOCK_ORPHAN.value)
    assert open_reasons(laptop.ws) == [asked]
    deciding.withdraw(laptop.ws, one.attached.id)
    assert open_reasons(laptop.ws) == [asked]
    laptop.sync_until_quiet(4)
    assert open_reasons(laptop.ws) == [asked]


def test_j38_an_upload_is_never_unlocked_by_force(strict: World) -> None:
    strict.registry.applications.give("zaakkoffer-oefenen", "documenten.geforceerd-unlock")
    laptop = strict.laptop()
    film(laptop)
    lose_create_answer(strict)
    laptop.sync_until_quiet(3)
    item = reading.open_items(laptop.ws)[0]
    deciding.resolve(laptop.ws, item.n, "mine")
    seen = Requests(strict)
    laptop.sync()
    assert seen.count("POST", "/unlock") == 0
    assert open_reasons(laptop.ws) == [("question", Reason.LOCK_ORPHAN.value)]
