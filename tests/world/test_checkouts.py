"""A document is edited in the person's own program; readable copies are tracked and wiped."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from desktop.domain.errors import BadInput, Environment, NotFound
from desktop.domain.readings import Place
from desktop.domain.records import Stand
from desktop.operations.documenten import checkouts, contents, documents, editing
from desktop.operations.overview import reading

from tests.world.laptops import World
from tests.world.papers import Paper, Requests, paper, sent

NEW = b"Door mij herschreven"


def copies(one: Paper) -> list[Path]:
    folder = one.laptop.ws.profile / checkouts.FOLDER
    return [path for path in folder.rglob("*") if path.is_file()] if folder.exists() else []


def test_taking_out_editing_and_putting_back_makes_one_version_and_no_copy_stays(
    world: World,
) -> None:
    one = sent(world.laptop())
    seen = Requests(world)
    out = checkouts.checkout(one.laptop.ws, one.attached.id)
    assert seen.seen == [], "no lock is held while a person edits"
    assert out.path.read_bytes() == b"Eerste tekst"
    assert out.path.name == "brief.txt"
    assert (out.path.stat().st_mode & 0o077, one.reading.is_out) == (0, True)
    out.path.write_bytes(NEW)
    done = checkouts.checkin(one.laptop.ws, one.attached.id)
    assert (done.size_bytes, copies(one), one.reading.is_out) == (len(NEW), [], False)
    assert one.laptop.has_text("Door mij herschreven") == []
    assert one.laptop.sync_until_quiet(3).waiting == 0
    assert one.contents == [b"Eerste tekst", NEW]


def test_a_save_by_rename_is_found_too(world: World) -> None:
    one = sent(world.laptop())
    out = checkouts.checkout(one.laptop.ws, one.attached.id)
    fresh = out.path.with_name("~tijdelijk")
    fresh.write_bytes(NEW)
    fresh.replace(out.path)
    checkouts.checkin(one.laptop.ws, one.attached.id)
    one.laptop.sync_until_quiet(3)
    assert one.contents[-1] == NEW


def test_what_was_saved_is_kept_encrypted_before_it_is_put_back(world: World) -> None:
    one = sent(world.laptop())
    ws = one.laptop.ws
    out = checkouts.checkout(ws, one.attached.id)
    assert [(each.path, each.is_saved) for each in editing.look_for_saves(ws)] == [
        (out.path, False)
    ]
    out.path.write_bytes(NEW)
    assert [each.is_new for each in editing.look_for_saves(ws)] == [True]
    assert [each.is_new for each in editing.look_for_saves(ws)] == [False]
    out.path.unlink()  # the laptop died, or somebody cleared the folder
    assert editing.look_for_saves(ws)[0].is_saved
    checkouts.checkin(ws, one.attached.id)
    one.laptop.sync_until_quiet(3)
    assert one.contents[-1] == NEW
    assert editing.editing(ws) == []


def test_a_file_that_is_just_being_replaced_is_looked_at_the_next_time(world: World) -> None:
    one = sent(world.laptop())
    ws = one.laptop.ws
    out = checkouts.checkout(ws, one.attached.id)
    for nothing in (lambda: out.path.write_bytes(b""), out.path.unlink):
        nothing()
        assert not editing.look_for_saves(ws)[0].is_saved
    out.path.write_bytes(NEW)
    assert editing.look_for_saves(ws)[0].is_new


def test_putting_back_what_was_not_changed_makes_no_version(world: World) -> None:
    one = sent(world.laptop())
    checkouts.checkout(one.laptop.ws, one.attached.id)
    assert checkouts.checkin(one.laptop.ws, one.attached.id).is_new is False
    assert one.reading.stand is Stand.BEVESTIGD
    assert one.laptop.sync().waiting == 0
    assert (one.there["versie"], copies(one)) == (1, [])


def test_giving_up_leaves_the_document_as_it_was(world: World) -> None:
    one = sent(world.laptop())
    out = checkouts.checkout(one.laptop.ws, one.attached.id)
    out.path.write_bytes(NEW)
    checkouts.undo_checkout(one.laptop.ws, one.attached.id)
    assert (copies(one), one.reading.stand) == ([], Stand.BEVESTIGD)
    one.laptop.sync()
    assert one.contents == [b"Eerste tekst"]
    with pytest.raises(BadInput, match="document-not-out"):
        checkouts.checkin(one.laptop.ws, one.attached.id)


def test_a_file_the_person_chose_is_theirs_and_stays(world: World, tmp_path: Path) -> None:
    one = sent(world.laptop())
    mine = tmp_path / "mijn brief.txt"
    checkouts.checkout(one.laptop.ws, one.attached.id, mine)
    with pytest.raises(BadInput, match="document-out-elsewhere"):
        checkouts.checkout(one.laptop.ws, one.attached.id, tmp_path / "anders.txt")
    mine.write_bytes(NEW)
    checkouts.checkin(one.laptop.ws, one.attached.id)
    assert mine.read_bytes() == NEW
    one.laptop.sync_until_quiet(3)
    assert one.contents[-1] == NEW


def test_after_a_crash_no_readable_copy_stays_and_the_saved_work_is_kept(world: World) -> None:
    one = sent(world.laptop())
    out = checkouts.checkout(one.laptop.ws, one.attached.id)
    out.path.write_bytes(NEW)
    one.laptop.ws.close()
    one.laptop.reopen()
    assert checkouts.secure(one.laptop.ws) == []
    assert (copies(one), one.laptop.has_text("herschreven")) == ([], [])
    one.laptop.sync()
    assert one.contents == [b"Eerste tekst"], "unfinished work is not sent by itself"
    again = checkouts.checkout(one.laptop.ws, one.attached.id)
    assert (again.path, again.path.read_bytes()) == (out.path, NEW)
    checkouts.secure(one.laptop.ws)
    checkouts.checkin(one.laptop.ws, one.attached.id)
    one.laptop.sync_until_quiet(3)
    assert one.contents[-1] == NEW
    with one.laptop.ws.replica.read() as reader:
        assert reader.contents.plain_copies() == []
        assert reader.contents.blobs_of(checkouts.draft_of(one.attached.id)) == []


def test_a_copy_is_in_the_register_before_it_exists(world: World) -> None:
    one = sent(world.laptop())
    (one.laptop.ws.profile / checkouts.FOLDER).write_bytes(b"in de weg")
    with pytest.raises(Environment, match="cannot-write"):
        checkouts.checkout(one.laptop.ws, one.attached.id)
    with one.laptop.ws.replica.read() as reader:
        assert len(reader.contents.plain_copies()) == 1


def test_taking_out_works_offline_and_a_colleagues_version_is_asked_later(world: World) -> None:
    one = sent(world.laptop())
    world.unplug()
    out = checkouts.checkout(one.laptop.ws, one.attached.id)
    out.path.write_bytes(NEW)
    checkouts.checkin(one.laptop.ws, one.attached.id)
    world.plug()
    one.change(b"Van de collega")
    assert one.laptop.sync().conflicts == 1
    assert one.contents[-1] == b"Van de collega"
    sentence = reading.open_items(one.laptop.ws)[0].sentence
    assert "Beide zijn bewaard" in sentence


def test_what_is_not_here_or_final_is_said(world: World) -> None:
    laptop = world.laptop("een")
    one = sent(laptop)
    other = world.laptop("twee")
    with other.ws.replica.read() as reader:
        zaak = reader.records.resolve(one.number)
    document = reading.list_documents(other.ws, zaak.local_id)[0]
    assert document.place is Place.REGISTRY
    with pytest.raises(NotFound, match="document-not-here"):
        checkouts.checkout(other.ws, document.local_id)
    contents.fetch_content(other.ws, document.local_id)
    checkouts.checkout(other.ws, document.local_id)
    fresh = paper(laptop, b"tekst", "besluit.txt")
    with laptop.ws.replica.write() as writer:
        writer.records.edit(
            fresh.attached.id, {"status": "definitief"}, account="x", now=laptop.ws.clock.now_utc()
        )  # fmt: skip
    with pytest.raises(BadInput, match="document-final"):
        checkouts.checkout(laptop.ws, fresh.attached.id)


def test_what_a_program_left_beside_its_file_goes_with_it(world: World) -> None:
    laptop = world.laptop()
    one = sent(laptop)
    out = checkouts.checkout(laptop.ws, one.attached.id)
    out.path.write_bytes(b"nieuw")
    out.path.with_name("~WRL0001.tmp").write_bytes(b"een kopie van de tekst")
    out.path.with_name("~$ief.txt").write_bytes(b"M. Yilmaz")
    checkouts.checkin(laptop.ws, one.attached.id)
    assert not out.path.parent.exists()


def test_a_link_beside_the_file_goes_and_what_it_points_at_stays(
    world: World, tmp_path: Path
) -> None:
    laptop = world.laptop()
    one = sent(laptop)
    out = checkouts.checkout(laptop.ws, one.attached.id)
    theirs = tmp_path / "van de persoon.txt"
    theirs.write_bytes(b"van de persoon")
    out.path.with_name("snelkoppeling").symlink_to(theirs)
    checkouts.undo_checkout(laptop.ws, one.attached.id)
    assert theirs.read_bytes() == b"van de persoon"
    assert not out.path.parent.exists()


def test_what_is_saved_while_it_is_put_back_is_not_lost_and_stays_out(world: World) -> None:
    one = sent(world.laptop())
    ws = one.laptop.ws
    out = checkouts.checkout(ws, one.attached.id)
    out.path.write_bytes(NEW)
    take_in = checkouts.take_in

    def save_then_take_in(*args: Any, **more: Any) -> documents.Attached:
        out.path.write_bytes(b"En nog iets erbij")
        return take_in(*args, **more)

    with patch.object(checkouts, "take_in", save_then_take_in):
        done = checkouts.checkin(ws, one.attached.id)
    assert done.is_new
    assert one.reading.is_out, "what was saved meanwhile is still at work"
    one.laptop.sync_until_quiet(4)
    assert [each.is_new for each in editing.look_for_saves(ws)] == [True]
    checkouts.checkin(ws, one.attached.id)
    assert one.laptop.sync_until_quiet(4).conflicts == 0, "not in the way of our own version"
    assert one.contents == [b"Eerste tekst", NEW, b"En nog iets erbij"]
    assert (one.reading.is_out, copies(one)) == (False, [])


def test_a_file_that_is_saved_while_it_is_read_is_not_put_back_half(world: World) -> None:
    one = sent(world.laptop())
    ws = one.laptop.ws
    out = checkouts.checkout(ws, one.attached.id)
    out.path.write_bytes(b"half")

    def save(_done: int) -> None:
        out.path.write_bytes(NEW)

    with pytest.raises(BadInput, match="document-changing"):
        checkouts.checkin(ws, one.attached.id, progress=save)
    assert (one.reading.is_out, one.reading.stand) == (True, Stand.BEVESTIGD)
    checkouts.checkin(ws, one.attached.id)
    one.laptop.sync_until_quiet(3)
    assert one.contents[-1] == NEW


def test_a_file_that_is_just_being_written_anew_takes_nothing_of_what_was_kept(
    world: World,
) -> None:
    one = sent(world.laptop())
    ws = one.laptop.ws
    out = checkouts.checkout(ws, one.attached.id)
    out.path.write_bytes(NEW)
    editing.look_for_saves(ws)
    out.path.write_bytes(b"")  # a program empties it first, and the koffer locks at that moment
    assert checkouts.secure(ws) == [out.path]
    checkouts.checkin(ws, one.attached.id)
    assert (one.reading.is_out, copies(one)) == (False, [])
    one.laptop.sync_until_quiet(3)
    assert one.contents == [b"Eerste tekst", NEW]


def test_what_is_saved_at_the_moment_of_locking_is_not_wiped(world: World) -> None:
    one = sent(world.laptop())
    ws = one.laptop.ws
    out = checkouts.checkout(ws, one.attached.id)
    out.path.write_bytes(b"Half")
    keep = checkouts.keep_draft

    def keep_then_save(*args: Any) -> None:
        keep(*args)
        out.path.write_bytes(NEW)

    with patch.object(checkouts, "keep_draft", keep_then_save):
        assert checkouts.secure(ws) == [out.path]
    assert checkouts.secure(ws) == []
    assert copies(one) == []
    checkouts.checkin(ws, one.attached.id)
    one.laptop.sync_until_quiet(3)
    assert one.contents[-1] == NEW


@pytest.mark.parametrize("seen", [True, False], ids=["seen in the window", "found at locking"])
def test_what_was_put_back_as_it_was_is_no_unfinished_work_any_more(
    world: World, seen: bool
) -> None:
    one = sent(world.laptop())
    ws = one.laptop.ws
    out = checkouts.checkout(ws, one.attached.id)
    out.path.write_bytes(NEW)
    editing.look_for_saves(ws)
    out.path.write_bytes(b"Eerste tekst")
    if seen:
        found = editing.look_for_saves(ws)[0]
        assert (found.is_saved, found.is_new) == (False, False)
    checkouts.secure(ws)
    again = checkouts.checkout(ws, one.attached.id)
    assert again.path.read_bytes() == b"Eerste tekst"
    assert checkouts.checkin(ws, one.attached.id).is_new is False


def test_a_file_of_the_person_that_is_there_already_is_not_written_over_unasked(
    world: World, tmp_path: Path
) -> None:
    one = sent(world.laptop())
    mine = tmp_path / "brief.txt"
    mine.write_bytes(b"Van gisteren, nergens anders")
    with pytest.raises(BadInput, match="target-taken"):
        checkouts.checkout(one.laptop.ws, one.attached.id, mine)
    assert mine.read_bytes() == b"Van gisteren, nergens anders"
    assert not one.reading.is_out
    checkouts.checkout(one.laptop.ws, one.attached.id, mine, over=True)
    assert mine.read_bytes() == b"Eerste tekst"
