"""Documents by the command line: the verbs, the shapes, and what the registry has."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from tests.acceptance.terminal import Terminal
from tests.unit.attachments.containers import outlook
from tests.unit.attachments.pictures import PLACE, heic
from tests.views.test_smaller import picture
from tests.world.laptops import World
from tests.world.test_taking_away import NUMBER

SENT = datetime(2026, 11, 24, 8, tzinfo=UTC)


def test_several_files_come_each_by_itself_with_the_same_fields(
    world: World, terminal: Terminal, tmp_path: Path
) -> None:
    (tmp_path / "a.msg").write_bytes(outlook("Offerte", "Renée Bos", SENT))
    (tmp_path / "b.txt").write_text("brief")
    (tmp_path / "spel.exe").write_text("programma")
    names = [str(tmp_path / name) for name in ("a.msg", "spel.exe", "b.txt")]
    code, printed, said = terminal.attempt(
        "document", "attach", NUMBER, *names, "--veld", "beschrijving=Na het bezoek"
    )
    assert code == 1
    assert json.loads(said)["error"] == "document-executable"
    made = json.loads(printed)["documenten"]
    assert len(made) == 2
    assert terminal.run("sync")["waiting"] == 0
    there = {
        one["titel"]: one
        for one in world.all("enkelvoudiginformatieobjecten")
        if one["identificatie"] in {each["identificatie"] for each in made}
    }
    assert set(there) == {"Offerte", "b"}
    assert {one["beschrijving"] for one in there.values()} == {"Na het bezoek"}
    assert there["Offerte"]["ontvangstdatum"] == "2026-11-24"
    assert there["b"]["ontvangstdatum"] is None


def test_one_file_keeps_the_shape_of_the_contract(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("brief")
    made = terminal.run("document", "attach", NUMBER, str(tmp_path / "b.txt"))
    assert set(made) >= {"id", "identificatie", "size_bytes", "sha256"}
    assert made["size_bytes"] == 5


def test_a_photograph_keeps_its_place_only_when_that_is_asked(
    terminal: Terminal, tmp_path: Path
) -> None:
    photo = tmp_path / "foto.heic"
    photo.write_bytes(heic())
    for more, is_there in (((), False), (("--plaats",), True)):
        made = terminal.run("document", "attach", NUMBER, str(photo), *more)
        terminal.run("document", "export", made["id"], str(tmp_path / "uit.heic"))
        assert (PLACE in (tmp_path / "uit.heic").read_bytes()) is is_there


def test_a_scan_goes_from_its_folder_to_a_zaak(
    world: World, terminal: Terminal, tmp_path: Path
) -> None:
    folder = tmp_path / "scans"
    folder.mkdir()
    assert terminal.run("scan", "folder") == {"path": None, "after": None}
    assert terminal.run("scan", "folder", str(folder))["after"] == "done"
    for name in ("a.pdf", "b.pdf", "reclame.pdf"):
        (folder / name).write_bytes(name.encode() + b" %%EOF")
    terminal.run("scan", "skip", "reclame.pdf")
    listed = terminal.run("scan", "list")
    assert [one["name"] for one in listed["scans"]] == ["a.pdf", "b.pdf"]
    made = terminal.run("scan", "attach", NUMBER, "--veld", "auteur=Balie")["documenten"]
    assert [one["titel"] for one in made] == ["a", "b"]
    assert all(Path(one["original"]).parent.name == "Verwerkt" for one in made)
    assert terminal.run("sync")["waiting"] == 0
    assert {b"a.pdf %%EOF", b"b.pdf %%EOF"} <= set(world.content(NUMBER))
    assert terminal.run("scan", "folder", "--off")["path"] is None


def test_what_is_out_is_listed_with_whether_something_was_saved(
    terminal: Terminal, tmp_path: Path
) -> None:
    (tmp_path / "b.txt").write_text("brief")
    made = terminal.run("document", "attach", NUMBER, str(tmp_path / "b.txt"))
    assert terminal.run("document", "out") == {"documenten": []}
    out = terminal.run("document", "checkout", made["id"])
    Path(out["path"]).write_text("verbeterd")
    (listed,) = terminal.run("document", "out")["documenten"]
    assert (listed["titel"], listed["saved"]) == ("b", True)
    assert listed["path"] == out["path"]


def test_a_smaller_copy_is_attached_where_that_is_asked(terminal: Terminal, tmp_path: Path) -> None:
    photo = tmp_path / "foto.jpg"
    photo.write_bytes(picture("jpeg", 300, 200))
    whole = terminal.run("document", "attach", NUMBER, str(photo))
    small = terminal.run("document", "attach", NUMBER, str(photo), "--kleiner", "100")
    assert small["size_bytes"] < whole["size_bytes"]
    terminal.run("document", "policy", "smaller_px=100")
    assert terminal.run("document", "attach", NUMBER, str(photo))["sha256"] == small["sha256"]
    kept = terminal.run("document", "attach", NUMBER, str(photo), "--kleiner", "0")
    assert kept["sha256"] == whole["sha256"]


def test_a_document_that_no_registry_takes_is_refused_when_it_is_attached(
    terminal: Terminal, tmp_path: Path
) -> None:
    film = tmp_path / "film.mp4"
    with film.open("wb") as file:
        file.truncate(2**31)  # sparse
    code, _, said = terminal.attempt("document", "attach", NUMBER, str(film))
    assert code != 0
    assert "2 GB is het meeste" in said
    listed = terminal.run("document", "list", NUMBER)["documenten"]
    assert "film" not in {one["titel"] for one in listed}
