"""Contents come in whole or not at all, go on after a break, and are kept as the policy says."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from desktop.attachments.store import BlobStore
from desktop.domain.contents import Fetch
from desktop.domain.errors import Damaged, Environment, RegistryError
from desktop.domain.readings import DocumentReading, Place
from desktop.domain.records import BlobInfo, Progress, Stand
from desktop.operations.choices import deciding
from desktop.operations.documenten import checkouts, contents, documents
from desktop.operations.documenten.documents import Pasted
from desktop.operations.overview import reading

from tests.world.laptops import Laptop, World
from tests.world.papers import GET, Paper, Requests, sent

MIB = 1 << 20
LONG = bytes(range(256)) * (MIB // 256) * 3 + b"rest"


_HOLDS = """
import sys
from pathlib import Path
from desktop.attachments.store import BlobStore
with BlobStore(Path(sys.argv[1])).turn(sys.argv[2]) as is_ours:
    print(is_ours, flush=True)
    sys.stdin.read()
"""


def theirs(world: World, content: bytes = LONG) -> tuple[Laptop, DocumentReading]:
    """A document that another laptop brought: this one has only heard of it."""
    one = sent(world.laptop("een"), content, "rapport.pdf")
    other = world.laptop("twee")
    with other.ws.replica.read() as reader:
        zaak = reader.records.resolve(one.number)
    found = reading.list_documents(other.ws, zaak.local_id)
    assert [doc.place for doc in found] == [Place.REGISTRY]
    return other, found[0]


def seen(laptop: Laptop, document: DocumentReading) -> DocumentReading:
    with laptop.ws.replica.read() as reader:
        family = reader.records.get(document.local_id).family
    return next(
        one
        for one in reading.list_documents(laptop.ws, family)
        if one.local_id == document.local_id
    )


def place(one: Paper) -> Place:
    return one.reading.place


def test_a_content_is_fetched_on_demand_and_comes_back_byte_for_byte(
    world: World, tmp_path: Path
) -> None:
    laptop, document = theirs(world)
    contents.fetch_content(laptop.ws, document.local_id)
    assert seen(laptop, document).place is Place.HERE
    documents.export(laptop.ws, document.local_id, tmp_path / "rapport.pdf")
    assert (tmp_path / "rapport.pdf").read_bytes() == LONG
    assert laptop.has_text("0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ") == []


def test_j42_a_download_cut_in_the_middle_goes_on_and_is_not_here_before_it_fits(
    world: World,
) -> None:
    laptop, document = theirs(world)
    world.faults.strike("cut", methods=GET, path_contains="download")
    with pytest.raises(RegistryError):
        contents.fetch_content(laptop.ws, document.local_id)
    half = seen(laptop, document)
    assert (half.here, half.place) == (False, Place.FETCHING)
    assert half.fetched is not None
    assert MIB <= half.fetched[0] < half.fetched[1] == len(LONG)
    laptop.ws.close()
    laptop.reopen()
    before = world.registry.requests
    contents.fetch_content(laptop.ws, document.local_id)
    assert seen(laptop, document).place is Place.HERE
    assert world.registry.requests - before == 2


def test_j42_at_most_one_segment_is_fetched_again_after_a_break(world: World) -> None:
    laptop, document = theirs(world)
    world.faults.strike("cut", methods=GET, path_contains="download")
    with pytest.raises(RegistryError):
        contents.fetch_content(laptop.ws, document.local_id)
    with laptop.ws.replica.read() as reader:
        half = reader.contents.blobs_of(document.local_id)[0]
    came = len(LONG) // 2
    kept = laptop.ws.blobs.coming(half.blob_id, half.key)
    kept.close()
    assert came - kept.size_bytes <= 2 * MIB
    assert kept.size_bytes % MIB == 0


def test_j42_a_content_that_is_fetched_several_times_at_once_comes_once_and_whole(
    world: World,
) -> None:
    laptop, document = theirs(world, LONG * 3)
    seen_there = Requests(world)
    with ThreadPoolExecutor(4) as pool:
        tries = [
            pool.submit(contents.fetch_content, laptop.ws, document.local_id) for _ in range(4)
        ]
    assert {one.result().size_bytes for one in tries} == {3 * len(LONG)}
    assert contents.verify_contents(laptop.ws) == contents.Checked(1, (), ())
    assert seen_there.count("GET", "download") == 1
    left = [path.suffix for path in (laptop.ws.profile / "documenten").iterdir()]
    assert left == [""], "nothing half, and no turn that is held"


def test_j42_what_another_program_fetches_is_left_to_it_by_a_run_and_awaited_by_a_person(
    world: World,
) -> None:
    laptop, document = theirs(world)
    contents.set_policy(laptop.ws, fetch="alles")
    folder = laptop.ws.profile / "documenten"
    other = subprocess.Popen(
        [sys.executable, "-c", _HOLDS, str(folder), document.local_id],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert other.stdout is not None
    assert other.stdout.readline() == "True\n"
    assert laptop.sync().waiting == 0
    assert seen(laptop, document).place is Place.REGISTRY, "the other program brings it"
    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(contents.fetch_content, laptop.ws, document.local_id)
        other.communicate("")
        assert done.result().size_bytes == len(LONG)
    assert contents.verify_contents(laptop.ws).damaged == ()


def test_j42_a_content_that_does_not_fit_is_never_shown(world: World) -> None:
    laptop, document = theirs(world)
    with world.registry.state.transaction():
        world.registry.state.db.execute("UPDATE content SET bytes = ?", (LONG[:-1],))
    with pytest.raises(Environment, match="content-damaged"):
        contents.fetch_content(laptop.ws, document.local_id)
    assert seen(laptop, document).place is Place.REGISTRY


def test_a_stated_checksum_that_two_readings_contradict_is_not_believed(world: World) -> None:
    laptop, document = theirs(world, b"Een tekst")
    with world.registry.state.transaction():
        world.registry.state.db.execute("UPDATE content SET bytes = ?", (b"Ook tekst",))
    info = contents.fetch_content(laptop.ws, document.local_id)
    assert info.size_bytes == 9
    assert seen(laptop, document).here


def test_a_new_version_makes_the_content_here_an_older_one(world: World) -> None:
    one = sent(world.laptop())
    one.change(b"Van de collega")
    documents.edit_document(one.laptop.ws, one.attached.id, {"titel": "Nieuw"})
    one.laptop.sync_until_quiet(3)
    assert place(one) is Place.OLDER
    contents.fetch_content(one.laptop.ws, one.attached.id)
    assert place(one) is Place.HERE


@pytest.mark.parametrize(
    ("fetch", "most", "comes"),
    [(Fetch.ALL, 10**9, True), (Fetch.ALL, 10, False), (Fetch.NONE, 10**9, False)],
)
def test_contents_come_along_as_the_policy_says(
    world: World, fetch: Fetch, most: int, comes: bool
) -> None:
    laptop, document = theirs(world, b"Een gewone tekst")
    contents.set_policy(laptop.ws, fetch=fetch.value, most_bytes=most)
    laptop.sync()
    assert seen(laptop, document).here is comes


def test_contents_of_a_pinned_zaak_come_along(world: World) -> None:
    laptop, document = theirs(world, b"Een gewone tekst")
    with laptop.ws.replica.write() as writer:
        family = writer.records.get(document.local_id).family
        writer.journal.set_setting("pinned:oefenen", [family])
    contents.set_policy(laptop.ws, fetch="vastgezet")
    laptop.sync()
    assert seen(laptop, document).here


def test_nothing_is_fetched_unasked_when_the_disk_is_nearly_full(world: World) -> None:
    laptop, document = theirs(world, b"Een gewone tekst")
    contents.set_policy(laptop.ws, fetch="alles")
    laptop.ws.blobs = BlobStore(laptop.ws.profile / "documenten", lambda _: 10**9)
    asked = Requests(world)
    laptop.sync()
    assert asked.count("GET", "/download") == 0
    assert not seen(laptop, document).here


def test_a_large_document_is_refused_at_once_when_the_disk_is_nearly_full(world: World) -> None:
    laptop = world.laptop()
    zaak = laptop.intake()
    laptop.ws.blobs = BlobStore(laptop.ws.profile / "documenten", lambda _: 500 * MIB)
    with pytest.raises(Environment, match="disk-low"):
        documents.attach(laptop.ws, zaak, Pasted("film.mp4", bytes(6_000_000)))
    documents.attach(laptop.ws, zaak, Pasted("klein.txt", b"past nog"))
    assert [one.titel for one in reading.list_documents(laptop.ws, zaak)] == ["klein"]


def test_fetching_that_is_stopped_keeps_what_came_and_leaves_the_reserve_of_the_disk_alone(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop, document = theirs(world)
    stop = threading.Event()

    def after_some(at: Progress) -> None:
        if at.done > MIB:
            stop.set()

    with pytest.raises(Environment, match="fetch-stopped"):
        contents.fetch_content(laptop.ws, document.local_id, progress=after_some, stop=stop)
    half = seen(laptop, document)
    assert half.place is Place.FETCHING
    assert half.fetched is not None
    assert half.fetched[0] >= MIB
    full = type(shutil.disk_usage("/"))(10**9, 10**9, 1000)
    with monkeypatch.context() as patched:
        patched.setattr(shutil, "disk_usage", lambda _: full)
        with pytest.raises(Environment, match="disk-full"):
            contents.fetch_content(laptop.ws, document.local_id)
    contents.fetch_content(laptop.ws, document.local_id)
    assert seen(laptop, document).place is Place.HERE


def damaged(laptop: Laptop, info: BlobInfo) -> None:
    path = laptop.ws.blobs.path(info.blob_id)
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)


def test_a_damaged_content_leaves_nothing_half_and_readable_outside(
    world: World, tmp_path: Path
) -> None:
    laptop = world.laptop()
    long = documents.attach(laptop.ws, laptop.intake(), Pasted("film.mp4", bytes(3 * MIB)))
    with laptop.ws.replica.read() as reader:
        info = reader.contents.blob_of(long.id)
    assert info is not None
    damaged(laptop, info)  # in its last part: the first ones can be read
    with pytest.raises(Damaged):
        documents.export(laptop.ws, long.id, tmp_path / "uit.mp4")
    assert list(tmp_path.glob("*.deel")) == []
    assert not (tmp_path / "uit.mp4").exists()


def test_a_damaged_copy_is_let_go_only_where_the_registry_has_a_good_one(world: World) -> None:
    laptop = world.laptop()
    one = sent(laptop)
    fresh = documents.attach(laptop.ws, one.number, Pasted("nieuw.txt", b"nog niet verzonden"))
    with laptop.ws.replica.read() as reader:
        some = [reader.contents.blob_of(one.attached.id), reader.contents.blob_of(fresh.id)]
    assert contents.verify_contents(laptop.ws).whole == 2
    for info in some:
        assert info is not None
        damaged(laptop, info)
    found = contents.verify_contents(laptop.ws)
    assert (found.damaged, found.only_here) == ((one.attached.id,), (fresh.id,))
    assert place(one) is Place.REGISTRY
    contents.fetch_content(laptop.ws, one.attached.id)
    assert place(one) is Place.HERE


def test_a_damaged_content_that_is_only_here_is_told_and_stops_nothing_else(world: World) -> None:
    laptop = world.laptop()
    zaak = laptop.intake()
    broken, gone, whole = (
        documents.attach(laptop.ws, zaak, Pasted(name, b"tekst " * 20_000))
        for name in ("stuk.txt", "weg.txt", "heel.txt")
    )
    with laptop.ws.replica.read() as reader:
        blobs = {one.local_id: one for one in reader.contents.all_blobs()}
    damaged(laptop, blobs[broken.id])
    laptop.ws.blobs.remove(blobs[gone.id].blob_id)
    laptop.sync()
    told = {one.local_id: one for one in reading.open_items(laptop.ws)}
    assert set(told) == {broken.id, gone.id}
    assert {one.reason for one in told.values()} == {"content-damaged"}
    assert told[broken.id].ways == ("retry", "withdraw", "note")
    stands = {one.local_id: one.stand for one in reading.list_documents(laptop.ws, zaak)}
    assert stands[whole.id] is Stand.BEVESTIGD

    checkouts.new_version(laptop.ws, broken.id, Pasted("stuk.txt", b"opnieuw"))
    deciding.withdraw(laptop.ws, gone.id)
    laptop.sync()
    assert reading.open_items(laptop.ws) == []
    number = reading.case(laptop.ws, zaak).row.identificatie
    assert sorted(map(len, world.content(number))) == [7, 120_000]


def test_the_daily_check_tells_of_what_is_damaged_and_only_here(world: World) -> None:
    laptop = world.laptop()
    zaak = laptop.intake()
    one = documents.attach(laptop.ws, zaak, Pasted("a.txt", b"nog niet verzonden"))
    with laptop.ws.replica.read() as reader:
        info = reader.contents.blob_of(one.id)
    assert info is not None
    damaged(laptop, info)
    with laptop.ws.replica.write() as writer:
        writer.journal.set_setting("contents-tidied", "2026-01-01T00:00:00+00:00")
    contents.tidy(laptop.ws)
    (item,) = reading.open_items(laptop.ws)
    assert (item.local_id, item.kind, item.reason) == (one.id, "rejection", "content-damaged")


def test_the_slow_check_goes_round_all_contents(world: World) -> None:
    laptop = world.laptop()
    zaak = laptop.intake()
    for number in range(3):
        documents.attach(laptop.ws, zaak, Pasted(f"{number}.txt", b"tekst %d" % number))
    with laptop.ws.replica.read() as reader:
        last = sorted(reader.contents.all_blobs(), key=lambda one: one.blob_id)[2]
    damaged(laptop, last)
    rounds = [contents.verify_contents(laptop.ws, most=1) for _ in range(3)]
    assert [one.whole for one in rounds] == [1, 1, 0]
    assert contents.verify_contents(laptop.ws, most=1).whole == 1


def test_j39_an_orphan_is_swept_later_and_nothing_that_a_record_names(world: World) -> None:
    laptop = world.laptop()
    one = sent(laptop)
    folder = laptop.ws.profile / "documenten"
    old = laptop.ws.clock.now_utc().timestamp() - 2 * 86400
    for name in (
        "ab" * 16,
        f"{'cd' * 16}.deel",
        f"{'ef' * 16}.komt",
        "niet-van-ons.txt",
        "x.beurt",
    ):
        (folder / name).write_bytes(b"x")
    young = folder / ("12" * 16)
    young.write_bytes(b"zojuist")
    for path in folder.iterdir():
        if path != young:
            os.utime(path, (old, old))
    assert contents.sweep(laptop.ws) == 3
    left = {path.name for path in folder.iterdir()}
    assert {"niet-van-ons.txt", young.name} <= left
    assert "x.beurt" not in left
    assert one.reading.here


def test_j36_a_superseded_content_goes_only_after_its_time(world: World) -> None:
    one = sent(world.laptop())
    checkouts.new_version(one.laptop.ws, one.attached.id, Pasted("brief.txt", b"Tweede"))
    one.laptop.sync_until_quiet(3)
    assert contents.trim(one.laptop.ws) == 0
    contents.set_policy(one.laptop.ws, keep_days=0)
    assert contents.trim(one.laptop.ws) == 1
    with one.laptop.ws.replica.read() as reader:
        assert len(reader.contents.blobs_of(one.attached.id)) == 1
    assert one.reading.place is Place.HERE


def test_a_run_tidies_the_contents_once_a_day(world: World) -> None:
    laptop = world.laptop()
    folder = laptop.ws.profile / "documenten"
    old = laptop.ws.clock.now_utc().timestamp() - 2 * 86400
    orphans = [folder / (two * 16) for two in ("ab", "cd")]
    for path in orphans:
        path.write_bytes(b"x")
        os.utime(path, (old, old))
        with laptop.ws.replica.write() as writer:
            writer.journal.set_setting("contents-tidied", None)
        laptop.sync()
        assert not path.exists()
    orphans[0].write_bytes(b"x")
    os.utime(orphans[0], (old, old))
    laptop.sync()
    assert orphans[0].exists(), "not before the next day"
