"""What is inside documents, their versions and their places, by the command line."""

from __future__ import annotations

from pathlib import Path

from tests.acceptance.terminal import Terminal
from tests.contents import docx, pdf
from tests.world.test_taking_away import NUMBER


def test_search_finds_a_word_that_occurs_only_inside_a_document(
    terminal: Terminal, tmp_path: Path
) -> None:
    run = terminal.run
    advice = tmp_path / "advies.pdf"
    advice.write_bytes(pdf("Een plafondlift is nodig"))
    done = run("document", "attach", NUMBER, str(advice))
    assert run("zaak", "list", "--search", "plafondlift")["zaken"][0]["identificatie"] == NUMBER
    assert [one["id"] for one in run("document", "search", "lift plafondlift")["documenten"]] == []
    assert [one["id"] for one in run("document", "search", "plafond")["documenten"]] == [done["id"]]


def test_index_says_what_it_could_not_read(terminal: Terminal, tmp_path: Path) -> None:
    run = terminal.run
    for name, content in (("goed.docx", docx("Goed")), ("stuk.pdf", b"%PDF-1.4 stuk")):
        path = tmp_path / name
        path.write_bytes(content)
        run("document", "attach", NUMBER, str(path))
    assert run("document", "index") == {
        "read": 0, "wordless": 0, "too_large": 0, "unreadable": 0,
    }  # fmt: skip
    assert run("document", "search", "goed")["documenten"]


def test_versions_are_listed_compared_and_restored_and_documents_taken_together(
    terminal: Terminal, tmp_path: Path
) -> None:
    run = terminal.run
    letter = tmp_path / "brief.txt"
    letter.write_text("Eerste")
    done = run("document", "attach", NUMBER, str(letter))["id"]
    assert run("sync")["waiting"] == 0
    letter.write_text("Tweede, langer")
    run("document", "checkin", done, str(letter))
    run("document", "edit", done, "titel=Brief aan Ada")
    assert run("sync")["waiting"] == 0
    found = run("document", "versions", done, "--compare", "1", "2")
    assert [one["versie"] for one in found["versies"]] == [2, 1]
    assert found["whole"]
    assert {"field": "titel", "before": "brief", "after": "Brief aan Ada"} in found["differences"]
    run("document", "restore", done, "1", "--gegevens")
    assert run("sync")["waiting"] == 0
    run("document", "export", done, str(tmp_path / "uit.txt"))
    assert (tmp_path / "uit.txt").read_text() == "Eerste"
    made = run("document", "zip", str(tmp_path / "samen.zip"), done)
    assert made["size_bytes"] == (tmp_path / "samen.zip").stat().st_size
    code, _, said = terminal.attempt("document", "pdf", str(tmp_path / "samen.pdf"), done)
    assert (code, "document-not-joinable" in said) == (1, True)
    run("document", "unlink", done)
    assert run("sync")["waiting"] == 0
    assert done not in [one["id"] for one in run("document", "list", NUMBER)["documenten"]]
