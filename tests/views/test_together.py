"""People around a case, its checklist, documents from templates, a calendar: in the real window."""

from __future__ import annotations

from pathlib import Path

import pytest
from desktop.operations.objecten import agreements, bezoeken, checklists
from desktop.operations.overview import reading
from desktop.views.documenten.template_setting import TemplateSetting
from desktop.views.frame.main_window import MainWindow
from desktop.views.setup.settings_page import SettingsPage
from desktop.views.widgets.card import InkLabel
from desktop.views.zaak.case_more import More
from desktop.views.zaak.people_card import PeopleCard
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from tests.views.test_journeys import NUMBER, case_page, press
from tests.world.laptops import Laptop

WMO = "ZAAK-2026-0000000190"
THERE = "888888880:j-postma"


def words(card: PeopleCard) -> list[str]:
    return [one.text() for one in card.findChildren(InkLabel) if not one.isHidden()]


def test_who_works_along_through_an_afspraak_stands_with_what_was_promised(
    window: MainWindow, laptop: Laptop
) -> None:
    agreements.ask_afspraak(
        laptop.ws, wat="Meet de trap", met=THERE, naam="Judith Postma", zaak=NUMBER
    )
    page = case_page(window, laptop, NUMBER)
    shown = words(page.people)
    assert "Judith Postma" in shown
    assert any(one.startswith("Meet de trap") for one in shown)


def test_an_afspraak_begins_with_the_colleague_it_is_with(
    window: MainWindow, laptop: Laptop
) -> None:
    agreements.ask_afspraak(
        laptop.ws, wat="Meet de trap", met=THERE, naam="Judith Postma", zaak=NUMBER
    )
    page = case_page(window, laptop, NUMBER)
    ask = next(
        one for one in page.people.findChildren(QPushButton)
        if one.accessibleName() == "Afspraak maken met Judith Postma"
    )  # fmt: skip
    ask.click()
    pane = page.appointment_pane
    assert pane.isVisible()
    assert pane.what.hasFocus()
    pane.what.setText("Meet ook de deur")
    pane.act()
    made = [one for one in agreements.afspraken(laptop.ws, NUMBER) if one.wat.endswith("de deur")]
    assert [one.partijen[0].key for one in made] == [THERE]


def test_a_case_is_handed_over_with_a_short_story_and_taken_back(
    window: MainWindow, laptop: Laptop, qtbot: QtBot
) -> None:
    page = case_page(window, laptop, WMO)
    assert page.people.action.text() == "Overdragen"
    page.people.action.click()
    pane = page.more.hand_over_pane
    assert pane.isVisible()
    pane.whom.setEditText("f-hoekstra")
    pane.story.setPlainText("De rijtest is op 1 december.")
    qtbot.waitUntil(pane.primary.isEnabled, timeout=5000)
    pane.act()
    qtbot.waitUntil(
        lambda: "f-hoekstra" in [one.identificatie for one in reading.case(laptop.ws, WMO).rollen],
        timeout=5000,
    )
    notes = [one.text for one in reading.case(laptop.ws, WMO).timeline]
    assert "De rijtest is op 1 december." in notes


def test_a_checklist_of_the_case_keeps_every_answer_at_once(
    window: MainWindow, laptop: Laptop
) -> None:
    page = case_page(window, laptop, NUMBER)
    page.more.begin(More.CHECKLIST)
    rows = page.more.checklist_pane.questions.rows
    row = next(one for one in rows.values() if one.question.vraag.startswith("Ik weet of er kind"))
    row.box.click()
    page.more.checklist_pane.questions.own.setText("Is de sleutel er?")
    page.more.checklist_pane.questions.own.returnPressed.emit()
    page.more.checklist_pane.close_pane()
    found = {one.vraag: one.gedaan for one in checklists.questions(laptop.ws, NUMBER)}
    assert found[row.question.vraag]
    assert found["Is de sleutel er?"] is False


@pytest.mark.parametrize("as_pdf", [False, True])
def test_a_document_from_a_template_says_what_is_empty_and_can_be_taken_back(
    window: MainWindow, laptop: Laptop, qtbot: QtBot, as_pdf: bool
) -> None:
    page = case_page(window, laptop, WMO)
    page.more.begin(More.TEMPLATE)
    pane = page.more.template_pane
    pane.act()
    assert "nog geen sjabloon gekozen" in pane.problem.text()
    names = [one.text() for one in pane.choices.options()]
    pane.choices.choose(names.index("besluitbrief"))
    qtbot.waitUntil(pane.missing.isVisible, timeout=10000)
    assert "besluit.naam" in pane.missing.text()
    pane.pdf.setChecked(as_pdf)
    pane.act()
    assert window.notice.text() == "Document gemaakt: besluitbrief."
    some = reading.case(laptop.ws, WMO).documents
    made = next(one for one in some if one.titel == "Besluitbrief")
    assert made.bestandsnaam.endswith(".pdf" if as_pdf else ".docx")
    press(window.notice, "Ongedaan maken")
    assert laptop.status().waiting == 0


def test_visits_go_to_a_calendar_and_come_back_from_the_palette(
    window: MainWindow,
    laptop: Laptop,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "bezoeken.ics"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    deeds = {one.words: one.run for one in window.deeds}
    deeds["Bezoeken naar je agenda"]()
    assert "bewaard voor je agenda" in window.notice.text()
    visit = next(one for one in bezoeken.bezoeken(laptop.ws, mine=True) if not one.uitgevoerd)
    text = path.read_text("utf-8")
    was = f"{visit.begin_utc:%Y%m%d}"
    assert visit.uuid in text
    path.write_text(text.replace(f"DTSTART:{was}", f"DTSTART:{int(was) - 1}"), "utf-8")
    deeds["Bezoeken uit je agenda"]()
    qtbot.waitUntil(lambda: "Verplaatst" in window.notice.text(), timeout=10000)
    assert bezoeken.bezoek(laptop.ws, visit.uuid).begin_utc < visit.begin_utc


def test_the_folder_of_own_templates_is_chosen_in_settings(
    window: MainWindow, laptop: Laptop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.go("settings")
    page = window.page("settings")
    assert isinstance(page, SettingsPage)
    card = page.findChildren(TemplateSetting)[-1]
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    card.choose.click()
    assert str(tmp_path) in card.where.text().replace("\u200b", "")  # it may break there
    card.stop.click()
    assert str(tmp_path) not in card.where.text().replace("\u200b", "")
