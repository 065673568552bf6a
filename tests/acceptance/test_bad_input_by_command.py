"""Whatever is typed: refused in plain words while the person is there, never a traceback."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from desktop.cli.main import run

from tests.acceptance.terminal import Terminal

NUMBER = "ZAAK-2026-0000000239"
LONG = "x" * 300


def refused(terminal: Terminal, *words: str) -> Any:
    """Run a verb that must be refused; gives what it says on standard error."""
    code, printed, said = terminal.attempt(*words)
    assert code == 1, (words, printed)
    found = json.loads(said.splitlines()[0])
    assert found["message"], words
    assert found["remedy"], words
    return found["error"]


@pytest.fixture
def paper(terminal: Terminal, tmp_path: Path) -> str:
    """A document of a zaak, by its id."""
    file = tmp_path / "brief.txt"
    file.write_text("hallo")
    return str(terminal.run("document", "attach", NUMBER, str(file))["id"])


@pytest.mark.parametrize(
    "words",
    [
        ("zaak", "list", "--limit", "99999999999999999999"),
        ("zaak", "list", "--limit", "-1"),
        ("conflict", "resolve", "99999999999999999999", "--keep", "mine"),
        ("sync", "--timeout", "nan"),
        ("sync", "--timeout", "-1"),
        ("sync", "--pull-only", "--push-only"),
        ("practice", "serve", "--port", "99999"),
        ("practice", "serve", "--zaken", "-5"),
        ("document", "attach", NUMBER, ""),
        ("document", "export", "een", ""),
        ("document", "zip", "", "een"),
        ("bezoek", "export", ""),
        ("doctor", "--bundle", ""),
        ("--profile", "", "status"),
        ("--passphrase-fd", "-1", "status"),
    ],
)
def test_what_cannot_be_meant_is_a_usage_error(
    words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An empty name of a file would stand for the folder one is in, with all that is in it."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as ended:
        run([*words], lambda **_: 0)
    assert ended.value.code == 2
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("path", ["/", "..", f"/tmp/{LONG}", "/nergens/x"])
def test_a_place_that_cannot_be_written_is_said(
    terminal: Terminal, paper: str, path: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    assert refused(terminal, "document", "export", paper, path) == "cannot-write"
    assert refused(terminal, "document", "zip", path, paper) == "cannot-write"
    assert refused(terminal, "bezoek", "export", path) == "cannot-write"
    assert refused(terminal, "doctor", "--bundle", path) == "cannot-write"
    assert refused(terminal, "outbox", "export", paper[:10], path) == "cannot-write"
    assert not list(tmp_path.glob("**/.zaakkoffer-*"))


def test_a_file_whose_name_is_too_long_is_said(terminal: Terminal) -> None:
    assert refused(terminal, "document", "attach", NUMBER, f"/tmp/{LONG}") == "document-unreadable"


@pytest.mark.parametrize(
    ("setting", "reason"),
    [
        ("keep_days=abc", "value-not-number"),
        ("keep_days=null", "value-not-number"),
        ("keep_days=-1", "number-out-of-range"),
        ("keep_days=1e400", "value-not-number"),
        ("at_once=0", "number-out-of-range"),
        ("metered=7", "value-not-in-list"),
    ],
)
def test_a_policy_that_no_run_could_follow_is_not_kept(
    terminal: Terminal, setting: str, reason: str
) -> None:
    before = terminal.run("document", "policy")
    assert refused(terminal, "document", "policy", setting) == reason
    assert terminal.run("document", "policy") == before


def test_a_value_that_the_standard_does_not_know_is_refused_offline(
    terminal: Terminal, paper: str
) -> None:
    secret = ("zaak", "edit", NUMBER, "vertrouwelijkheidaanduiding=heel geheim")
    assert refused(terminal, *secret) == "value-not-in-list"
    assert refused(terminal, "document", "edit", paper, "taal=nederlands") == "field-too-long"
    assert refused(terminal, "document", "edit", paper, f"trefwoorden={LONG}") == "field-too-long"


def test_a_rol_in_json_is_held_to_the_standard_too(terminal: Terminal) -> None:
    def rol(**who: Any) -> Any:
        return refused(terminal, "zaak", "rol", NUMBER, "Mantelzorger", json.dumps(who))

    person = {"betrokkeneType": "natuurlijk_persoon"}
    assert rol() == "betrokkene-sort"
    assert rol(betrokkeneType=5) == "betrokkene-sort"
    assert rol(**person) == "field-required"
    assert rol(**person, betrokkeneIdentificatie="x") == "field-required"
    assert rol(**person, betrokkeneIdentificatie={"inpBsn": "123456789"}) == "number-eleven"
    assert rol(**person, betrokkeneIdentificatie={"geslachtsnaam": LONG}) == "field-too-long"
    assert rol(**person, zaak="http://elders.example/1") == "field-not-editable"
    kept = {**person, "betrokkeneIdentificatie": {"geslachtsnaam": "Bakker"}}
    terminal.run("zaak", "rol", NUMBER, "Mantelzorger", json.dumps(kept))


def test_a_besluit_takes_no_dates_that_it_does_not_have(terminal: Terminal) -> None:
    words = ("besluit", "add", NUMBER, "Toekenning", "--toelichting", "x", "--datum")
    assert refused(terminal, *words, "zaak=2026-01-01") == "field-not-editable"
    assert refused(terminal, *words, "ingangsdatum=") == "field-required"


def test_an_address_is_never_cut_off(terminal: Terminal) -> None:
    where = ("zaak", "object", NUMBER, "--straat", "Dorpsstraat", "--plaats", "Oostermeer")
    house = ("--huisnummer", "1")
    assert refused(terminal, *where, *house, "--toevoeging", "bis-II") == "field-too-long"
    assert refused(terminal, *where, *house, "--postcode", "1234 ABC D") == "field-too-long"
    assert refused(terminal, *where, "--huisnummer", "-1") == "number-out-of-range"
    sign = ("zaak", "object", NUMBER, "--soort", "!!!", "--gegeven", "a=b")
    assert refused(terminal, *sign) == "field-required"


@pytest.mark.parametrize("moment", ["0001-01-01T00:00", "9999-12-31T23:30"])
def test_a_visit_takes_place_in_this_age(terminal: Terminal, moment: str) -> None:
    """A moment that no calendar can hold would make every export of visits fail."""
    words = ("bezoek", "plan", NUMBER, "Kennismaken", "--begin", moment)
    assert refused(terminal, *words) == "field-date"


def test_a_zaak_was_not_suspended_before_it_began(terminal: Terminal) -> None:
    terminal.run("zaak", "suspend", NUMBER, "--reden", "Wacht op stukken")
    before = terminal.run("zaak", "show", NUMBER)["uiterlijkeEinddatumAfdoening"]
    words = ("zaak", "resume", NUMBER, "--sinds", "0001-01-01")
    assert refused(terminal, *words) == "field-date"
    assert terminal.run("zaak", "show", NUMBER)["uiterlijkeEinddatumAfdoening"] == before


def test_a_practice_registry_is_kept_in_a_folder_of_its_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "bestand"
    file.write_text("hallo")
    foreign = tmp_path / "vreemd" / "oefenregister.db"
    foreign.parent.mkdir()
    foreign.write_text("geen database " * 100)
    for folder in (file, file / "x", foreign.parent):
        assert run(["--json", "practice", "serve", "--data", str(folder)], lambda **_: 0) == 1
        assert json.loads(capsys.readouterr().err)["error"] == "practice-data"
    with pytest.raises(sqlite3.DatabaseError):
        sqlite3.connect(foreign).execute("SELECT * FROM sqlite_master")


def test_a_zaaktype_is_named_with_its_own_article(terminal: Terminal) -> None:
    _, _, said = terminal.attempt("zaak", "resultaat", NUMBER, "Anders")
    assert "geen resultaat dat hier kan" in said
