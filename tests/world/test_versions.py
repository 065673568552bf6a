"""Cases J on a real registry: a document changes as one version under a lock held for seconds."""

from __future__ import annotations

from pathlib import Path

import pytest
from desktop.domain.errors import Environment
from desktop.domain.reasons import Reason
from desktop.domain.records import Stand
from desktop.operations.choices import deciding
from desktop.operations.documenten import checkouts, documents
from desktop.operations.documenten.documents import Pasted
from desktop.operations.overview import reading
from desktop.practice.answering.manners import Manners
from desktop.sync.documenten import parts

from tests.world.between import after_next
from tests.world.laptops import LIMIT_S, Laptop, World, open_reasons
from tests.world.papers import GET, LARGE, PATCH, Paper, Requests, paper, sent

NEW = b"Tweede tekst, langer"


def rewrite(one: Paper, content: bytes = NEW) -> None:
    checkouts.new_version(one.laptop.ws, one.attached.id, Pasted("brief.txt", content))


def retitle(one: Paper, titel: str = "Andere titel") -> None:
    documents.edit_document(one.laptop.ws, one.attached.id, {"titel": titel})


def stand(one: Paper) -> Stand:
    return one.reading.stand


def is_locked(one: Paper) -> bool:
    return bool(one.there["locked"])


def is_quiet(laptop: Laptop, rounds: int = 4) -> bool:
    report = laptop.sync_until_quiet(rounds)
    return (report.waiting, report.conflicts, report.rejected) == (0, 0, 0)


@pytest.mark.parametrize("content", [NEW, LARGE], ids=["inline", "in parts"])
def test_a_check_in_becomes_one_new_version_and_is_read_back(world: World, content: bytes) -> None:
    one = sent(world.laptop())
    rewrite(one, content)
    assert stand(one) is Stand.WACHT
    assert is_quiet(one.laptop)
    assert (one.there["versie"], one.there["locked"]) == (2, False)
    assert one.contents[-1] == content
    assert one.there["bestandsomvang"] == len(content)
    assert stand(one) is Stand.BEVESTIGD


def test_metadata_and_content_go_together_as_one_version_in_six_requests(world: World) -> None:
    one = sent(world.laptop())
    rewrite(one)
    retitle(one)
    seen = Requests(world)
    assert is_quiet(one.laptop)
    assert (one.there["versie"], one.there["titel"]) == (2, "Andere titel")
    about = [path for _, path in seen.seen if one.there["url"] in path]
    assert len(about) <= 7, seen.seen


def test_j12_a_title_edited_during_the_upload_waits_for_its_end(world: World) -> None:
    laptop = world.laptop()
    one = paper(laptop, LARGE, "film.mp4")
    world.faults.strike("slow", methods=frozenset({"PUT"}), times=2)
    world.faults.strike("reset", methods=frozenset({"PUT"}), times=None)
    laptop.sync()
    retitle(one)
    seen = Requests(world)
    world.faults.clear()
    assert is_quiet(laptop)
    methods = [method for method, path in seen.seen if "documenten" in path and method != "GET"]
    assert methods.index("PATCH") > max(n for n, m in enumerate(methods) if m == "PUT")
    assert (one.there["titel"], one.there["versie"]) == ("Andere titel", 2)
    assert one.contents == [LARGE, LARGE]


@pytest.mark.parametrize("content", [NEW, LARGE], ids=["inline", "in parts"])
@pytest.mark.parametrize("manners", list(Manners), ids=str)
def test_j19_lost_answer_of_a_new_version_makes_one_version(
    tmp_path: Path, manners: Manners, content: bytes
) -> None:
    world = World(tmp_path, manners)
    one = sent(world.laptop())
    rewrite(one, content)
    world.faults.strike("reply-lost", methods=PATCH)
    assert is_quiet(one.laptop)
    assert (one.there["versie"], one.there["locked"]) == (2, False)
    assert one.contents[-1] == content
    world.close()


@pytest.mark.parametrize("kind", ["reset", "5xx"])
def test_j20_lost_request_of_a_new_version_is_sent_again_behind_the_fence(
    world: World, kind: str
) -> None:
    one = sent(world.laptop())
    rewrite(one)
    retitle(one)
    world.faults.strike(kind, methods=PATCH)
    seen = Requests(world)
    assert is_quiet(one.laptop)
    assert one.there["versie"] == 2
    assert one.contents[-1] == NEW
    paths = [(method, path.rsplit("/", 1)[-1]) for method, path in seen.seen]
    assert paths.count(("POST", "lock")) == paths.count(("POST", "unlock")) == 2


def test_j21_a_late_patch_cannot_come_after_the_fence(world: World) -> None:
    one = sent(world.laptop())
    rewrite(one)
    world.faults.late_s = 0.3
    world.faults.strike("late", methods=PATCH)
    assert is_quiet(one.laptop)
    one.laptop.ws.clock.wait(0.4)
    one.laptop.sync()
    assert world.registry.gate.waiting == 0
    assert one.there["versie"] == 2
    assert one.contents[1:] == [NEW]


def rewritten_by_both(world: World) -> Paper:
    one = sent(world.laptop())
    rewrite(one)
    one.change(b"Van de collega")
    assert one.laptop.sync().conflicts == 1
    assert open_reasons(one.laptop.ws) == [("question", Reason.VERSION.value)]
    assert one.contents[-1] == b"Van de collega"
    assert not is_locked(one)
    return one


def choose(one: Paper, keep: deciding.Keep) -> None:
    deciding.resolve(one.laptop.ws, reading.open_items(one.laptop.ws)[0].n, keep)


def test_j22_two_contents_are_both_kept_and_mine_goes_as_the_newest(world: World) -> None:
    one = rewritten_by_both(world)
    choose(one, "mine")
    assert is_quiet(one.laptop)
    assert one.contents == [b"Eerste tekst", b"Van de collega", NEW]


def test_j22_theirs_stays_and_nothing_of_mine_is_sent(world: World) -> None:
    one = rewritten_by_both(world)
    choose(one, "theirs")
    assert is_quiet(one.laptop)
    assert one.contents[-1] == b"Van de collega"


def test_j22_theirs_stays_and_mine_becomes_a_new_document(world: World) -> None:
    one = rewritten_by_both(world)
    choose(one, "both")
    assert is_quiet(one.laptop)
    assert one.contents[-1] == b"Van de collega"
    assert sorted(world.content(one.number)) == sorted([b"Van de collega", NEW])


def test_j22_a_choice_holds_only_for_the_version_that_was_looked_at(world: World) -> None:
    one = rewritten_by_both(world)
    choose(one, "mine")
    one.change(b"Nog een van de collega")
    assert one.laptop.sync().conflicts == 1
    assert one.contents[-1] == b"Nog een van de collega"


def test_j22_a_content_made_before_the_first_was_confirmed_asks_over_a_colleagues(
    world: World,
) -> None:
    one = unconfirmed(world)
    one.change(b"Van een collega")
    one.laptop.sync()
    assert ("question", Reason.VERSION.value) in open_reasons(one.laptop.ws)
    assert one.contents == [b"Eerste tekst", b"Van een collega"]


def test_j15_a_newer_content_goes_instead_of_one_that_came_out_different(world: World) -> None:
    one = unconfirmed(world)
    with world.registry.state.transaction():
        world.registry.state.db.execute("UPDATE content SET bytes = ?", (b"Andere tekst",))
    assert is_quiet(one.laptop)
    assert one.contents == [b"Andere tekst", NEW]


def unconfirmed(world: World) -> Paper:
    """Give a document that arrived and was not read back, with a newer content made here."""
    one = paper(world.laptop())
    world.faults.strike("5xx", methods=GET, times=None, path_contains="download")
    one.laptop.sync()
    rewrite(one)
    world.faults.clear()
    return one


def test_j23_a_title_changed_by_a_colleague_merges_with_my_content(world: World) -> None:
    one = sent(world.laptop())
    rewrite(one)
    one.change(titel="Van de collega")
    one.change(beschrijving="Erbij")
    assert is_quiet(one.laptop)
    there = one.there
    assert (there["versie"], there["titel"], there["beschrijving"]) == (
        4, "Van de collega", "Erbij",
    )  # fmt: skip
    assert one.contents[-1] == NEW


def test_j24_a_colleague_who_saved_the_same_again_is_no_conflict(world: World) -> None:
    one = sent(world.laptop())
    rewrite(one)
    one.change(b"Eerste tekst")
    assert is_quiet(one.laptop)
    assert one.contents[-1] == NEW


def test_j25_a_document_locked_by_a_colleague_waits_with_growing_pauses(world: World) -> None:
    one = sent(world.laptop())
    lock = one.lock()
    rewrite(one)
    report = one.laptop.sync()
    assert (report.waiting, report.conflicts, report.rejected) == (1, 0, 0)
    assert "slot" in one.reading.reason
    seen = Requests(world)
    one.laptop.sync()
    assert seen.count("POST", "/lock") == 0, "asked again too soon"
    one.unlock(lock)
    one.laptop.ws.clock.wait(LIMIT_S)
    assert is_quiet(one.laptop)
    assert one.contents[-1] == NEW


def test_j26_lost_answer_of_a_lock_is_told_and_nothing_is_forced(world: World) -> None:
    one = sent(world.laptop())
    rewrite(one)
    world.faults.strike("reply-lost", path_contains="/lock")
    one.laptop.sync()
    one.laptop.ws.clock.wait(LIMIT_S)
    one.laptop.sync()
    assert open_reasons(one.laptop.ws) == [("question", Reason.LOCK_ORPHAN.value)]
    assert is_locked(one)
    choose(one, "mine")
    one.laptop.sync()
    assert is_locked(one), "without the right it stays"
    status, _ = one.colleague.send("POST", f"{one.there['url']}/unlock", {})
    assert status == 204
    one.laptop.ws.clock.wait(LIMIT_S)
    assert is_quiet(one.laptop)
    assert one.contents[-1] == NEW


def test_j26_a_person_with_the_right_releases_an_orphan_by_force(world: World) -> None:
    one = sent(world.laptop())
    rewrite(one)
    world.faults.strike("reply-lost", path_contains="/lock")
    one.laptop.sync()
    one.laptop.ws.clock.wait(LIMIT_S)
    one.laptop.sync()
    world.registry.applications.give("zaakkoffer-oefenen", "documenten.geforceerd-unlock")
    choose(one, "mine")
    one.laptop.ws.clock.wait(LIMIT_S)
    assert is_quiet(one.laptop)
    assert one.contents[-1] == NEW


def test_j26_a_lost_lock_request_that_never_arrived_costs_only_time(world: World) -> None:
    one = sent(world.laptop())
    rewrite(one)
    world.faults.strike("reset", path_contains="/lock")
    assert is_quiet(one.laptop)
    assert one.contents[-1] == NEW


def test_j27_a_lock_that_another_took_over_waits_as_if_locked(world: World) -> None:
    one = sent(world.laptop())
    rewrite(one)
    uuid = one.there["url"].rsplit("/", 1)[-1]
    choose_fault = world.faults.choose

    def steal(method: str, path: str) -> str | None:
        if method == "PATCH":
            with world.registry.state.transaction():
                world.registry.state.db.execute(
                    "UPDATE lock SET lock = 'van-een-ander' WHERE document = ?", (uuid,)
                )
        return choose_fault(method, path)

    world.faults.choose = steal  # type: ignore[method-assign]  # another lock at that moment
    report = one.laptop.sync()
    assert (report.waiting, report.rejected, report.conflicts) == (1, 0, 0)
    world.faults.choose = choose_fault  # type: ignore[method-assign]  # as before
    assert one.there["versie"] == 1
    one.unlock("van-een-ander")
    one.laptop.ws.clock.wait(LIMIT_S)
    assert is_quiet(one.laptop)
    assert one.contents[-1] == NEW


def test_j28_a_final_document_is_not_changed_and_mine_becomes_a_new_one(world: World) -> None:
    one = sent(world.laptop())
    rewrite(one)
    one.change(status="definitief")
    report = one.laptop.sync()
    assert report.rejected == 1
    assert open_reasons(one.laptop.ws) == [("rejection", Reason.FINAL.value)]
    assert one.contents[-1] == b"Eerste tekst"
    choose(one, "both")
    assert is_quiet(one.laptop)
    assert sorted(world.content(one.number)) == sorted([b"Eerste tekst", NEW])
    assert one.there["versie"] == 2


def test_j40_a_lock_that_a_break_left_is_released_at_the_next_start(world: World) -> None:
    one = sent(world.laptop())
    rewrite(one)
    world.faults.strike("reset", methods=PATCH, times=None)
    world.faults.strike("reset", path_contains="/unlock", times=None)
    one.laptop.sync()
    assert is_locked(one)
    with one.laptop.ws.replica.read() as reader:
        assert len(reader.contents.uploads()) == 1
    world.faults.clear()
    deciding.withdraw(one.laptop.ws, one.attached.id)
    one.laptop.sync()
    assert not is_locked(one)
    with one.laptop.ws.replica.read() as reader:
        assert reader.contents.uploads() == []


def test_j41_a_document_deleted_there_with_my_version_pending_is_asked(world: World) -> None:
    one = sent(world.laptop())
    rewrite(one)
    url = one.there["url"]
    world.remove(url.rsplit("/", 1)[-1])
    one.laptop.ws.clock.wait(LIMIT_S)
    one.laptop.sync()
    one.laptop.ws.clock.wait(LIMIT_S)
    one.laptop.sync()
    assert ("question", Reason.DELETED_THERE.value) in open_reasons(one.laptop.ws)
    choose(one, "mine")
    one.laptop.sync_until_quiet(3)
    titles = [
        (document["titel"], document["bestandsomvang"])
        for document in world.all("enkelvoudiginformatieobjecten")
        if document["titel"] == "brief"
    ]
    assert titles == [("brief", len(NEW))]


def test_a_second_check_in_while_the_first_is_on_its_way_comes_after_it(world: World) -> None:
    one = sent(world.laptop())
    rewrite(one, b"Tweede")
    world.faults.strike("5xx", methods=GET, times=None, path_contains="download")
    one.laptop.sync()
    rewrite(one, b"Derde versie")
    world.faults.clear()
    assert is_quiet(one.laptop)
    assert one.contents == [b"Eerste tekst", b"Tweede", b"Derde versie"]


def test_two_check_ins_before_a_sync_make_one_version(world: World) -> None:
    one = sent(world.laptop())
    rewrite(one, b"Tweede")
    rewrite(one, b"Derde versie")
    assert is_quiet(one.laptop)
    assert one.contents == [b"Eerste tekst", b"Derde versie"]


def test_a_check_in_before_the_first_upload_replaces_what_is_sent(world: World) -> None:
    laptop = world.laptop()
    one = paper(laptop)
    rewrite(one)
    assert is_quiet(laptop)
    assert (one.contents, one.there["versie"]) == ([NEW], 1)


def test_a_version_that_is_taken_back_leaves_everything_as_it_was(world: World) -> None:
    one = sent(world.laptop())
    rewrite(one)
    deciding.withdraw(one.laptop.ws, one.attached.id)
    assert is_quiet(one.laptop)
    assert (one.contents, one.reading.stand) == ([b"Eerste tekst"], Stand.BEVESTIGD)


def test_i14_an_edit_of_a_document_goes_also_when_its_zaak_is_gone(world: World) -> None:
    one = sent(world.laptop())
    retitle(one)
    world.remove(world.zaak(one.number)["uuid"])
    for _ in range(3):
        one.laptop.ws.clock.wait(LIMIT_S)
        one.laptop.sync()
    titles = [body["titel"] for body in world.all("enkelvoudiginformatieobjecten")]
    assert "Andere titel" in titles


def test_s3_a_version_that_is_taken_back_while_its_lock_is_asked_for_sends_nothing(
    world: World,
) -> None:
    one = sent(world.laptop())
    rewrite(one)
    after_next(world, "POST", "/lock$", lambda: deciding.withdraw(one.laptop.ws, one.attached.id))
    assert is_quiet(one.laptop)
    assert (one.contents, one.there["versie"]) == ([b"Eerste tekst"], 1)
    assert (one.there["bestandsomvang"], is_locked(one)) == (len(b"Eerste tekst"), False)


def test_two_versions_that_are_taken_back_leave_the_content_that_is_there(world: World) -> None:
    one = sent(world.laptop())
    rewrite(one, b"Tweede")
    rewrite(one, b"Derde versie")
    deciding.withdraw(one.laptop.ws, one.attached.id)
    with one.laptop.ws.replica.read() as reader:
        here = reader.contents.blob_of(one.attached.id)
    assert here is not None
    assert here.size_bytes == len(b"Eerste tekst")


def test_a_version_whose_lock_was_lost_under_its_parts_is_told_and_goes_again(
    tmp_path: Path,
) -> None:
    world = World(tmp_path, Manners.STRICT)
    one = sent(world.laptop())
    rewrite(one, LARGE)
    world.faults.strike("reset", methods=frozenset({"PUT"}), times=None)
    one.laptop.sync()
    world.faults.clear()
    with world.registry.state.transaction():
        world.registry.state.db.execute("UPDATE lock SET lock = 'onbekend'")
    one.laptop.sync()
    assert ("question", Reason.LOCK_ORPHAN.value) in open_reasons(one.laptop.ws)
    assert one.colleague.send("POST", f"{one.there['url']}/unlock", {})[0] == 204
    one.laptop.ws.clock.wait(LIMIT_S)
    assert is_quiet(one.laptop)
    assert one.contents[-1] == LARGE
    world.close()


def test_b2_a_disk_that_is_full_when_the_answer_of_a_version_is_noted_loses_no_part(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop = world.laptop()
    one = sent(laptop)
    rewrite(one, LARGE)

    def fail(*_given: object) -> None:
        raise Environment("disk-full")

    with monkeypatch.context() as full:
        full.setattr(parts, "upload_of", fail)
        laptop.sync()
    assert is_quiet(laptop)
    assert (one.contents[-1], is_locked(one)) == (LARGE, False)


@pytest.mark.parametrize(
    "old", [b"Eerste tekst", LARGE[:45_000]], ids=["a short text", "a larger one"]
)
def test_j34_a_new_version_that_the_gateway_refuses_leaves_the_current_content(
    world: World, old: bytes
) -> None:
    laptop = world.laptop()
    one = sent(laptop, old)
    world.registry.most_body_bytes = 70_000
    before = one.there
    checkouts.new_version(laptop.ws, one.attached.id, Pasted("brief.txt", LARGE))
    report = laptop.sync_until_quiet(3)
    assert (report.rejected, report.conflicts) == (1, 0)
    assert ("rejection", Reason.TOO_LARGE.value) in open_reasons(laptop.ws)
    assert one.contents[-1] == old
    after = one.there
    assert not after["locked"]
    for name in ("bestandsomvang", "titel", "bestandsnaam", "integriteit", "formaat"):
        assert after[name] == before[name]
    world.registry.most_body_bytes = None
    outbox = next(row for row in reading.outbox(laptop.ws) if row.local_id == one.attached.id)
    deciding.retry(laptop.ws, outbox.id)
    assert laptop.sync_until_quiet(4).rejected == 0
    assert one.contents[-1] == LARGE
