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
