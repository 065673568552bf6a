"""Documents by the command line: the verbs, the shapes, and what the registry has."""

from __future__ import annotations

import json
from base64 import b64encode
from datetime import UTC, datetime
from pathlib import Path

from desktop.practice.inside import Inside

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


def test_a_document_shows_all_that_is_known_of_it(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("brief")
    made = terminal.run(
        "document", "attach", NUMBER, str(tmp_path / "b.txt"), "--veld", "ontvangstdatum=2026-11-20"
    )
    found = terminal.run("document", "show", made["identificatie"])
    assert (found["id"], found["titel"], found["place"]) == (made["id"], "b", "hier")
    assert found["ontvangstdatum"] == "2026-11-20"
    assert (found["sent"], found["fetched"], found["out"], found["locked"]) == (
        None, None, False, False,
    )  # fmt: skip


def test_several_documents_get_the_same_field_or_none_does(
    terminal: Terminal, tmp_path: Path
) -> None:
    ids = []
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(name)
        ids.append(terminal.run("document", "attach", NUMBER, str(tmp_path / name))["id"])
    done = terminal.run("document", "edit", ids[0], "auteur=Balie", "--ook", ids[1])
    assert done["documenten"] == sorted(ids)
    assert [terminal.run("document", "show", one)["auteur"] for one in ids] == ["Balie", "Balie"]
    code, _, said = terminal.attempt(
        "document", "edit", ids[0], "auteur=Loket", "--ook", "bestaat-niet"
    )
    assert (code, json.loads(said)["error"]) == (1, "document-not-found")
    assert terminal.run("document", "show", ids[0])["auteur"] == "Balie"


def test_an_older_version_is_saved_as_a_file(terminal: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "b.txt"
    path.write_text("eerste")
    made = terminal.run("document", "attach", NUMBER, str(path))
    terminal.run("sync")
    path.write_text("tweede")
    terminal.run("document", "checkin", made["id"], str(path))
    terminal.run("sync")
    out = tmp_path / "uit.txt"
    terminal.run("document", "export", made["id"], str(out), "--versie", "1")
    assert out.read_text() == "eerste"
    terminal.run("document", "export", made["id"], str(out))
    assert out.read_text() == "tweede"


def test_pictures_of_every_sort_go_into_one_pdf(terminal: Terminal, tmp_path: Path) -> None:
    ids = []
    for kind in ("png", "jpeg"):
        path = tmp_path / f"foto.{kind}"
        path.write_bytes(picture(kind, 80, 60))
        ids.append(terminal.run("document", "attach", NUMBER, str(path))["id"])
    terminal.run("document", "pdf", str(tmp_path / "samen.pdf"), *ids)
    assert (tmp_path / "samen.pdf").read_bytes().startswith(b"%PDF")


def test_the_lock_of_a_colleague_goes_only_when_the_person_is_certain_and_has_the_right(
    world: World, terminal: Terminal, tmp_path: Path
) -> None:
    (tmp_path / "b.txt").write_text("brief")
    made = terminal.run("document", "attach", NUMBER, str(tmp_path / "b.txt"))
    terminal.run("sync")
    (there,) = (
        one
        for one in world.all("enkelvoudiginformatieobjecten")
        if one["identificatie"] == made["identificatie"]
    )
    colleague = Inside(world.registry, "m-bakker", "Bo Bakker")
    assert colleague.send("POST", f"{there['url']}/lock", {})[0] == 200
    for words, error in (((), "document-unlock-sure"), (("--force",), "document-unlock-right")):
        code, _, said = terminal.attempt("document", "unlock", made["id"], *words)
        assert (code, json.loads(said)["error"]) == (1, error)
        assert colleague.send("GET", there["url"])[1]["locked"] is True
    world.registry.applications.give("zaakkoffer-oefenen", "documenten.geforceerd-unlock")
    assert terminal.run("document", "unlock", made["id"], "--force") == {"released": True}
    assert terminal.run("document", "unlock", made["id"], "--force") == {"released": False}
    assert colleague.send("GET", there["url"])[1]["locked"] is False


def test_what_is_put_back_unchanged_says_that_no_version_was_made(
    terminal: Terminal, tmp_path: Path
) -> None:
    (tmp_path / "b.txt").write_text("brief")
    made = terminal.run("document", "attach", NUMBER, str(tmp_path / "b.txt"))
    terminal.run("document", "checkout", made["id"])
    assert terminal.run("document", "checkin", made["id"])["new"] is False
    (tmp_path / "b.txt").write_text("anders")
    assert terminal.run("document", "checkin", made["id"], str(tmp_path / "b.txt"))["new"] is True


def test_an_empty_folder_is_said_and_no_success(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "map").mkdir()
    code, _, said = terminal.attempt("document", "attach", NUMBER, str(tmp_path / "map"))
    assert (code, json.loads(said)["error"]) == (1, "folder-empty")


def test_a_question_about_two_versions_names_the_document_and_both_in_words(
    world: World, terminal: Terminal, tmp_path: Path
) -> None:
    path = tmp_path / "advies.txt"
    path.write_text("eerste")
    made = terminal.run("document", "attach", NUMBER, str(path))
    terminal.run("sync")
    theirs = Inside(world.registry, "m-bakker", "Bo Bakker")
    (there,) = (
        one
        for one in world.all("enkelvoudiginformatieobjecten")
        if one["identificatie"] == made["identificatie"]
    )
    lock = theirs.send("POST", f"{there['url']}/lock", {})[1]["lock"]
    body = {"inhoud": b64encode(b"van Bo").decode(), "bestandsomvang": 6, "lock": lock}
    assert theirs.send("PATCH", there["url"], body)[0] == 200
    theirs.send("POST", f"{there['url']}/unlock", {"lock": lock})
    path.write_text("van mij")
    terminal.run("document", "checkin", made["id"], str(path))
    assert terminal.attempt("sync")[0] == 3
    assert f"{NUMBER} " in (said := terminal.read("conflict", "list"))
    assert ": advies. Een collega bewaarde een andere versie" in said
    shown = terminal.read("conflict", "show", "1").splitlines()
    assert "Jij: Grootte 7" in shown
    assert "{" not in "".join(shown)
