"""The scanmap: what a scanner puts there is offered when it is whole, and is never lost."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from desktop.attachments.scans import Stillness, in_folder, observed, put_away
from desktop.domain.errors import BadInput
from desktop.domain.scans import Scan
from desktop.operations.choices import deciding
from desktop.operations.documenten import scanning
from desktop.operations.documenten.scanning import ScanWatch
from desktop.operations.overview import reading

from tests.world.laptops import Laptop, World

STILL_S = 0.03
PDF = b"%PDF-1.7 een gescande brief %%EOF"


@pytest.fixture
def laptop(world: World) -> Laptop:
    return world.laptop()


@pytest.fixture
def folder(laptop: Laptop, tmp_path: Path) -> Path:
    found = tmp_path / "scans"
    found.mkdir()
    scanning.set_scan_folder(laptop.ws, found)
    return found


def ready(laptop: Laptop) -> list[str]:
    return [one.path.name for one in scanning.offered(laptop.ws, STILL_S).ready]


def one_scan(laptop: Laptop) -> Scan:
    found = scanning.offered(laptop.ws, STILL_S).ready
    assert len(found) == 1
    return found[0]


def titles(laptop: Laptop, zaak: str) -> list[str]:
    return [one.titel for one in reading.list_documents(laptop.ws, zaak)]


def test_a_scan_is_offered_attached_and_its_original_put_away(
    world: World, laptop: Laptop, folder: Path
) -> None:
    zaak = laptop.intake()
    (folder / "scan0001.pdf").write_bytes(PDF)
    done, original = scanning.attach_scan(
        laptop.ws, zaak, one_scan(laptop), titel="Aanvraag", fields={"ontvangstdatum": "2026-11-24"}
    )
    assert original == folder / "Verwerkt" / "scan0001.pdf"
    assert original.read_bytes() == PDF
    assert ready(laptop) == []
    laptop.sync_until_quiet(3)
    assert world.content(zaak) == [PDF]
    there = next(
        one for one in world.all("enkelvoudiginformatieobjecten")
        if one["identificatie"] == done.identificatie
    )  # fmt: skip
    assert (there["titel"], there["ontvangstdatum"]) == ("Aanvraag", "2026-11-24")


def test_a_file_that_is_still_being_written_waits_until_it_stands_still(
    laptop: Laptop, folder: Path
) -> None:
    watch = ScanWatch(laptop.ws, STILL_S)
    path = folder / "scan0001.txt"
    for size in (10, 20, 30):
        path.write_bytes(b"x" * size)
        assert watch.look().ready == ()
        assert watch.look().coming == 1
        laptop.ws.clock.wait(STILL_S)
    assert [one.size_bytes for one in watch.look().ready] == [30]


@pytest.mark.parametrize("name", ["scan.pdf", "foto.jpg", "plaatje.png"])
def test_a_file_without_its_end_gets_patience_and_is_offered_in_the_end(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_bytes(b"%PDF-1.7 de eerste bladzijde")
    still = Stillness()
    scans = in_folder(tmp_path)
    looks = [(0.0, 0), (3.0, 0), (59.0, 0), (61.0, 1)]
    assert [len(still.look(scans, now)[0]) for now, _ in looks] == [count for _, count in looks]


def test_what_is_half_hidden_or_a_program_is_not_offered(laptop: Laptop, folder: Path) -> None:
    for name in (
        ".scan.pdf",
        "scan.pdf.part",
        "a.crdownload",
        "~$brief.docx",
        "spel.exe",
        "leeg.pdf",
    ):
        (folder / name).write_bytes(b"" if name == "leeg.pdf" else PDF)
    (folder / "map").mkdir()
    assert ready(laptop) == []


def test_a_scan_that_changes_while_it_is_taken_in_is_not_attached_and_stays(
    laptop: Laptop, folder: Path
) -> None:
    zaak = laptop.intake()
    path = folder / "scan.txt"
    path.write_bytes(b"eerste helft")
    scan = one_scan(laptop)

    def more(_done: int) -> None:
        path.write_bytes(b"eerste helft en tweede helft")

    with pytest.raises(BadInput, match="scan-changed"):
        scanning.attach_scan(laptop.ws, zaak, scan, progress=more)
    assert titles(laptop, zaak) == []
    assert path.read_bytes() == b"eerste helft en tweede helft"
    with pytest.raises(BadInput, match="scan-changed"):
        scanning.attach_scan(laptop.ws, zaak, scan)
    scanning.attach_scan(laptop.ws, zaak, one_scan(laptop))
    assert titles(laptop, zaak) == ["scan"]


def test_a_program_that_ends_between_attaching_and_putting_away_offers_nothing_twice(
    world: World, laptop: Laptop, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    zaak = laptop.intake()
    path = folder / "scan.pdf"
    path.write_bytes(PDF)
    scan = one_scan(laptop)

    def die(*_given: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(scanning, "put_away", die)
    with pytest.raises(KeyboardInterrupt):
        scanning.attach_scan(laptop.ws, zaak, scan)
    monkeypatch.undo()
    laptop.ws.close()
    laptop.reopen()
    assert path.exists()
    assert ready(laptop) == []
    assert not path.exists()
    assert (folder / "Verwerkt" / "scan.pdf").read_bytes() == PDF
    assert titles(laptop, zaak) == ["scan"]


def test_a_scan_stays_where_it_is_when_the_person_wants_that_and_is_not_offered_again(
    laptop: Laptop, folder: Path
) -> None:
    scanning.set_scan_folder(laptop.ws, folder, "stay")
    zaak = laptop.intake()
    path = folder / "scan.pdf"
    path.write_bytes(PDF)
    _, original = scanning.attach_scan(laptop.ws, zaak, one_scan(laptop))
    assert (original, path.read_bytes()) == (path, PDF)
    assert ready(laptop) == []
    path.write_bytes(PDF + b" een andere brief onder dezelfde naam %%EOF")
    assert ready(laptop) == ["scan.pdf"]


def test_a_scan_that_is_added_twice_at_once_is_one_document(laptop: Laptop, folder: Path) -> None:
    scanning.set_scan_folder(laptop.ws, folder, "stay")
    zaak = laptop.intake()
    (folder / "scan.pdf").write_bytes(PDF)
    scan = one_scan(laptop)
    scanning.attach_scan(laptop.ws, zaak, scan)
    with pytest.raises(BadInput, match="scan-taken"):
        scanning.attach_scan(laptop.ws, zaak, scan)
    assert titles(laptop, zaak) == ["scan"]


def test_a_later_scan_of_the_same_name_never_replaces_an_earlier_one(
    laptop: Laptop, folder: Path
) -> None:
    zaak = laptop.intake()
    for text in (b"een %%EOF", b"twee %%EOF", b"drie %%EOF"):
        (folder / "scan.pdf").write_bytes(text)
        scanning.attach_scan(laptop.ws, zaak, one_scan(laptop))
    done = folder / "Verwerkt"
    assert {path.name: path.read_bytes() for path in done.iterdir()} == {
        "scan.pdf": b"een %%EOF", "scan (2).pdf": b"twee %%EOF", "scan (3).pdf": b"drie %%EOF",
    }  # fmt: skip


def test_a_scan_that_cannot_be_put_away_is_attached_once_and_stays(
    laptop: Laptop, folder: Path
) -> None:
    zaak = laptop.intake()
    path = folder / "scan.pdf"
    path.write_bytes(PDF)
    scan = one_scan(laptop)
    (folder / "Verwerkt").write_bytes(b"een bestand waar een map moet komen")
    _, original = scanning.attach_scan(laptop.ws, zaak, scan)
    assert (original, path.exists()) == (path, True)
    assert "scan.pdf" not in ready(laptop)
    assert titles(laptop, zaak) == ["scan"]


def test_a_scan_may_be_skipped_and_is_not_lost(laptop: Laptop, folder: Path) -> None:
    (folder / "reclame.pdf").write_bytes(PDF)
    where = scanning.skip_scan(laptop.ws, one_scan(laptop))
    assert ready(laptop) == []
    assert where.read_bytes() == PDF


def test_a_scan_that_was_taken_back_has_its_original_still(laptop: Laptop, folder: Path) -> None:
    zaak = laptop.intake()
    (folder / "scan.pdf").write_bytes(PDF)
    done, original = scanning.attach_scan(laptop.ws, zaak, one_scan(laptop))
    deciding.withdraw(laptop.ws, done.id)
    assert titles(laptop, zaak) == []
    assert original.read_bytes() == PDF


def test_a_folder_that_is_gone_is_said_and_comes_back_by_itself(
    laptop: Laptop, folder: Path, tmp_path: Path
) -> None:
    (folder / "scan.pdf").write_bytes(PDF)
    away = folder.rename(tmp_path / "stick eruit")
    assert scanning.offered(laptop.ws, STILL_S).unreachable
    away.rename(folder)
    assert ready(laptop) == ["scan.pdf"]
    with pytest.raises(BadInput, match="scan-folder-missing"):
        scanning.set_scan_folder(laptop.ws, tmp_path / "nergens")
    scanning.set_scan_folder(laptop.ws, None)
    assert ready(laptop) == []


def test_the_oldest_scan_comes_first(tmp_path: Path) -> None:
    for number, name in enumerate(("b.pdf", "a.pdf", "c.pdf")):
        (tmp_path / name).write_bytes(PDF)
        os.utime(tmp_path / name, (1_000_000 + number, 1_000_000 + number))
    assert [one.path.name for one in in_folder(tmp_path)] == ["b.pdf", "a.pdf", "c.pdf"]


def test_putting_away_fails_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.pdf").write_bytes(PDF)
    scan = observed(tmp_path / "a.pdf")
    assert scan is not None

    def held(*_given: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(PermissionError):
        put_away(scan, tmp_path / "Verwerkt")
    assert scan.path.read_bytes() == PDF
    assert list((tmp_path / "Verwerkt").iterdir()) == []
