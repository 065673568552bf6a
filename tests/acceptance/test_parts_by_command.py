"""Every part of a zaak by the command line: the verbs, the shapes, and what the registry has."""

from __future__ import annotations

from pathlib import Path

from tests.acceptance.terminal import Terminal
from tests.world.laptops import World
from tests.world.test_taking_away import NUMBER, there


def test_every_part_of_a_zaak_can_be_made_changed_and_removed(
    world: World, terminal: Terminal, tmp_path: Path
) -> None:
    run = terminal.run
    helper = run("zaak", "rol", NUMBER, "Mantelzorger", "De Vries", "--soort", "natuurlijk_persoon")
    run("zaak", "object", NUMBER, "--straat", "Dorpsweg", "--huisnummer", "3", "--plaats", "Oost")
    run("zaak", "object", NUMBER, "--soort", "Traplift", "--gegeven", "merk=Omhoog")
    run("zaak", "contact", NUMBER, "Teruggebeld", "--kanaal", "telefoon")
    note = run("zaak", "notitie", NUMBER, "Eerste versie", "--concept")
    run("notitie", "edit", note["id"], "--tekst", "Tweede versie")
    assert [one["what"] for one in run("outbox", "list")["items"]]
    assert run("sync")["waiting"] == 0
    run("notitie", "edit", note["id"], "--definitief")
    run("zaak", "remove", helper["id"])
    assert run("sync")["waiting"] == 0
    shown = run("zaak", "show", NUMBER)
    assert "De Vries" not in [one["naam"] for one in shown["rollen"]]
    assert {"Tweede versie"} <= {one["tekst"] for one in shown["notities"]}
    assert {one["objectType"] for one in shown["objecten"]} == {"adres", "overige"}
    assert all(one["id"] for one in (*shown["notities"], *shown["objecten"]))
    assert there(world, "zaaknotities")[-1]["status"] == "definitief"


def test_a_betrokkene_the_resultaat_and_a_kind_of_note_by_command(
    world: World, terminal: Terminal
) -> None:
    run = terminal.run
    helper = run("zaak", "rol", NUMBER, "Mantelzorger", "Vries", "--soort", "natuurlijk_persoon")
    run("zaak", "betrokkene", helper["id"], "voorvoegselGeslachtsnaam=de")
    assert run("zaak", "betrokkene", helper["id"])["gegevens"]["voorvoegselGeslachtsnaam"] == "de"
    run("zaak", "resultaat", NUMBER, "Melding ingetrokken", "--toelichting", "Op verzoek")
    asked = run("zaak", "brondatum", NUMBER)
    assert (asked["afleidingswijze"], asked["asked"]) == ("afgehandeld", False)
    run("zaak", "resultaat", NUMBER, "Geen ondersteuning nodig")
    run("zaak", "notitie", NUMBER, "Ook voor buiten", "--soort", "extern")
    assert run("outbox", "confirmed")["confirmed"] == []
    assert run("sync")["waiting"] == 0
    told = {one["what"] for one in run("outbox", "confirmed")["confirmed"]}
    assert told == {
        "Mantelzorger: de Vries", "Resultaat Geen ondersteuning nodig", "Notitie: Ook voor buiten",
    }  # fmt: skip
    assert there(world, "zaaknotities")[-1]["notitieType"] == "extern"
    assert there(world, "resultaten")[-1]["toelichting"] == "Op verzoek"


def test_a_besluit_with_its_document_by_command(
    world: World, terminal: Terminal, tmp_path: Path
) -> None:
    run = terminal.run
    paper = tmp_path / "beschikking.pdf"
    paper.write_bytes(b"%PDF-1.4 toegekend")
    zaak = run("zaak", "create", "--zaaktype", "WMO-AANVRAAG", "--omschrijving", "Lift")
    number = zaak["identificatie"]
    document = run("document", "attach", number, str(paper), "--type", "Beschikking")
    besluit = run(
        "besluit", "add", number, "Toekenning", "--toelichting", "Veilig wonen",
        "--document", document["id"], "--datum", "ingangsdatum=2026-12-01",
    )  # fmt: skip
    assert run("sync")["waiting"] == 0
    run("besluit", "edit", besluit["id"], "toelichting=Langer veilig wonen")
    assert run("sync")["waiting"] == 0
    found = world.all("besluiten", world.zaak(number)["uuid"])
    assert [(one["toelichting"], one["ingangsdatum"]) for one in found] == [
        ("Langer veilig wonen", "2026-12-01")
    ]
    assert len(world.all("besluitinformatieobjecten")) == 1
    assert run("zaak", "show", number)["besluiten"][0]["url"].startswith("http")


def test_what_was_refused_can_be_kept_as_a_note_or_a_file(
    world: World, terminal: Terminal, tmp_path: Path
) -> None:
    run = terminal.run
    world.edit(NUMBER, einddatum="2026-11-20")
    run("zaak", "edit", NUMBER, "omschrijving=Te laat gezien")
    assert terminal.attempt("sync")[0] == 3
    item = run("outbox", "list")["items"][0]
    open_item = run("conflict", "list")["conflicts"][0]
    assert {"retry", "withdraw", "note", "export"} <= set(open_item["ways"])
    run("outbox", "export", item["id"], str(tmp_path / "tekst.txt"))
    assert "Te laat gezien" in (tmp_path / "tekst.txt").read_text("utf-8")
    run("outbox", "note", item["id"])
    assert run("sync")["waiting"] == 0
    assert "Te laat gezien" in there(world, "zaaknotities")[-1]["tekst"]
    assert world.zaak(NUMBER)["omschrijving"] != "Te laat gezien"
