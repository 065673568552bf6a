"""Visits, checklists, reasons, templates and calendars by the command line."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.acceptance.terminal import Terminal
from tests.world.laptops import World
from tests.world.test_taking_away import NUMBER

WMO = "ZAAK-2026-0000000190"


@pytest.mark.usefixtures("qapp")
def test_a_whole_visit_by_command(world: World, terminal: Terminal, tmp_path: Path) -> None:
    run = terminal.run
    visit = run(
        "bezoek", "plan", NUMBER, "Badkamer bekijken", "--begin", "2026-12-01T10:00",
        "--vooraf", "Meetlint mee", "--let-op", "Mevrouw hoort slecht",
    )["identificatie"]  # fmt: skip
    run("bezoek", "prepared", visit, "v1")
    run("bezoek", "move", visit, "2026-12-02T10:00")
    shown = run("bezoek", "list", "--day", "2026-12-02", "--mine")["bezoeken"]
    assert [one["uuid"] for one in shown] == [visit]
    asked = run("checklist", "show", NUMBER, "--bezoek", visit)["vragen"]
    wish = next(one for one in asked if one["vraag"] == "Wat wilt u weer kunnen?")
    run("checklist", "answer", NUMBER, wish["key"], "Zelf douchen", "--bezoek", visit)
    run("checklist", "ask", NUMBER, "Past de rollator?", "--bezoek", visit)
    mine = run("bezoek", "show", visit)["vragen"][-1]
    assert mine["vraag"] == "Past de rollator?"
    run("checklist", "tick", NUMBER, mine["key"], "--bezoek", visit)
    report = run("bezoek", "report", visit)
    assert "bezoek.antwoorden" not in report["missing"]
    assert run("sync")["waiting"] == 0
    assert any(one.startswith(b"%PDF") for one in world.content(NUMBER))
    done = run("bezoek", "show", visit)
    assert (done["uitgevoerd"], done["verslag"]) == (True, "Verslag huisbezoek")
    other = run("bezoek", "plan", NUMBER, "Nog eens", "--begin", "2026-12-03T10:00")
    run("bezoek", "cancel", other["identificatie"], "--reden", "Ziek")
    path = tmp_path / "bezoeken.ics"
    assert run("bezoek", "export", str(path), "--zaak", NUMBER)["visits"] >= 2
    assert run("bezoek", "import", str(path))["planned"] == []


def test_reasons_behind_decisions_by_command(world: World, terminal: Terminal) -> None:
    run = terminal.run
    besluit = run(
        "besluit", "add", WMO, "Toekenning", "--toelichting", "Zij kan zo zelf gaan",
        "--doel", "eigen-woorden", "--overwogen", "Regiotaxi", "--stem", "Ik wil zelf gaan",
    )  # fmt: skip
    made = run("afweging", "add", NUMBER, "Douchestoel", "--waarom", "Dan kan zij zelf")
    run("afweging", "lookback", made["identificatie"], "Zij doucht weer elke dag")
    assert run("sync")["waiting"] == 0
    found = run("afweging", "list", "--search", "regiotaxi")["afwegingen"]
    assert [one["uuid"] for one in found] == [besluit["afweging"]]
    assert found[0]["stem"] == "Ik wil zelf gaan"
    before = run("afweging", "earlier", WMO, "--search", "zelf douchestoel")["afwegingen"]
    assert before[0]["uuid"] == made["identificatie"]
    assert before[0]["terugblik"][0]["tekst"] == "Zij doucht weer elke dag"


@pytest.mark.usefixtures("qapp")
def test_a_document_from_a_template_by_command(terminal: Terminal, tmp_path: Path) -> None:
    run = terminal.run
    assert "besluitbrief" in [one["name"] for one in run("template", "list")["templates"]]
    run("template", "folder", str(tmp_path))
    assert run("template", "folder")["folder"] == str(tmp_path.resolve())
    assert run("template", "folder", "")["folder"] is None
    made = run("template", "fill", NUMBER, "ontvangstbevestiging")
    assert made["missing"] == []
    pdf = run("template", "fill", NUMBER, "ontvangstbevestiging", "--pdf")
    out = tmp_path / "brief.pdf"
    run("document", "export", pdf["id"], str(out))
    assert out.read_bytes().startswith(b"%PDF")


def test_pages_are_laid_out_where_there_is_no_screen() -> None:
    code = """
import sys
from desktop.operations.papers.templates import Filled, Line
from desktop.views.documenten.pdf import pdf_without_window
filled = Filled("brief", b"", (Line("Beste <b>mevrouw</b>", 0), Line("Tot ziens", 9)), ())
sys.stdout.buffer.write(pdf_without_window(filled))
"""
    screenless = {
        name: value for name, value in os.environ.items()
        if name not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", code], env=screenless, capture_output=True, check=True
    )
    assert done.stdout.startswith(b"%PDF")
    assert done.stdout.rstrip().endswith(b"%%EOF")


@pytest.mark.usefixtures("qapp")
def test_a_shared_text_is_listed_and_filled_and_a_receipt_that_lacks_is_said(
    terminal: Terminal, tmp_path: Path
) -> None:
    run = terminal.run
    (text,) = run("template", "text", NUMBER)["texts"]
    filled = run("template", "text", NUMBER, text["name"])["text"]
    assert filled == run("template", "text", NUMBER, text["id"])["text"]
    assert "{{" not in filled
    code, _, said = terminal.attempt("template", "text", NUMBER, "Niets")
    assert (code, "template-not-found" in said) == (1, True)
    assert run("zaak", "show", NUMBER)["ontvangstbevestiging_ontbreekt"]
    run("template", "fill", NUMBER, "ontvangstbevestiging")
    assert not run("zaak", "show", NUMBER)["ontvangstbevestiging_ontbreekt"]
    paper = tmp_path / "zaak.pdf"
    assert run("zaak", "print", NUMBER, str(paper))["size_bytes"] == paper.stat().st_size
    assert paper.read_bytes().startswith(b"%PDF")
