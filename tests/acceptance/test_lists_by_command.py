"""Own lists, files of them, and one thing done to several zaken, by the command line."""

from __future__ import annotations

from pathlib import Path

from tests.acceptance.terminal import Terminal


def test_an_own_list_is_saved_shown_written_to_a_file_and_taken_away(
    terminal: Terminal, tmp_path: Path
) -> None:
    run = terminal.run
    run(
        "lijst", "save", "Deze week", "--view", "mijn", "--filter", "uiterlijk>=2020-01-01",
        "--sort", "rol:Behandelaar-", "--sort", "nummer", "--groep", "status",
        "--kolom", "nummer", "--kolom", "rol:Behandelaar",
    )  # fmt: skip
    (kept,) = run("lijst", "list")["lijsten"]
    assert (kept["naam"], kept["sort"]) == ("Deze week", ["rol:behandelaar-", "nummer"])
    shown = run("lijst", "show", "deze week")
    assert shown["total"] == len(shown["zaken"]) > 0
    assert all(one["rol:behandelaar"] for one in shown["zaken"])
    for name in ("lijst.csv", "lijst.xlsx"):
        told = run("lijst", "export", "Deze week", str(tmp_path / name))
        assert (tmp_path / name).stat().st_size > 0
        assert told["zaken"] == shown["total"]
        assert "gegevens van mensen" in told["warning"]
    run("lijst", "export", "mijn", str(tmp_path / "mijn.csv"))
    run("lijst", "delete", "Deze week")
    code, _, said = terminal.attempt("lijst", "show", "Deze week")
    assert (code, "list-not-found" in said) == (1, True)


def test_several_zaken_are_handed_over_after_a_trial(terminal: Terminal) -> None:
    run = terminal.run
    run("lijst", "save", "Van mij", "--view", "mijn")
    ids = [one["id"] for one in run("lijst", "show", "Van mij")["zaken"]]
    words = (
        "zaken",
        "overdragen",
        "j-vandermeulen",
        "--verhaal",
        "Bel eerst",
        "--lijst",
        "Van mij",
    )
    trial = run(*words, "--proef")
    assert len(trial["done"]) == len(ids)
    assert run("status")["waiting"] == 0
    assert len(run(*words)["done"]) == len(ids)
    assert run("lijst", "show", "Van mij")["total"] == 0
    assert len(run("zaken", "overnemen", *ids)["done"]) == len(ids)
    assert run("lijst", "show", "Van mij")["total"] == len(ids)
    assert len(run("zaken", "meenemen", *ids[:2])["done"]) == 2
    code, printed, _ = terminal.attempt("zaken", "meenemen", ids[0])
    assert (code, "gaat al mee" in printed) == (1, True)


def test_signals_are_listed_told_once_and_switched_off(terminal: Terminal) -> None:
    run = terminal.run
    everything = run("signaal", "list")
    assert {"termijn-voorbij", "toegewezen"} <= {one["kind"] for one in everything["signals"]}
    assert run("signaal", "list", "--nieuw")["signals"] == []
    number = everything["signals"][0]["identificatie"]
    run("afspraak", "ask", "Bel even", "--met", "m-yilmaz", "--zaak", number,
        "--uiterlijk", "2020-01-02")  # fmt: skip
    assert len(run("signaal", "list", "--nieuw")["signals"]) == 1
    assert len(run("signaal", "list", "--open")["signals"]) == 1
    run("signaal", "gezien")
    assert run("signaal", "list", "--open")["signals"] == []
    run("signaal", "set", "document", "uit")
    assert run("signaal", "list")["off"] == ["document"]
    run("signaal", "set", "document", "aan")
    assert run("signaal", "list")["off"] == []
