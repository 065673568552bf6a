"""The page of a case: what it shows, what is changed on it, and how it fits the window."""

from __future__ import annotations

import pytest
from desktop.domain.readings import CaseReading, EventKind, TimelineEvent, WorklistQuery
from desktop.domain.records import Stand
from desktop.operations.objecten import agreements
from desktop.operations.overview import reading
from desktop.operations.zaken import casework
from desktop.views.frame.main_window import MainWindow
from desktop.views.itemmodels.timeline import EVENT, TimelineModel
from desktop.views.widgets.timeline import TimelineView
from desktop.views.zaak.case_page import CasePage
from desktop.views.zaak.field_editor import editor_for
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QRadioButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.views.test_journeys import NUMBER, case_page, press
from tests.world.laptops import Laptop, World

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def wide(window: MainWindow) -> None:
    """Give the window the guide's size, whatever the screen of the test."""
    window.resize(1440, 900)


def shown_events(page: CasePage) -> list[TimelineEvent]:
    model = page.timeline.model()
    found = [model.index(row, 0).data(EVENT) for row in range(model.rowCount())]
    return [one for one in found if isinstance(one, TimelineEvent)]


def read(laptop: Laptop) -> CaseReading:
    return reading.case(laptop.ws, NUMBER)


def test_the_timeline_keeps_qts_rules_and_speaks(
    window: MainWindow, laptop: Laptop, qtmodeltester: ModelTester
) -> None:
    casework.add_notitie(laptop.ws, NUMBER, "Bel achterom")
    model = TimelineModel()
    model.show(read(laptop).timeline, reading.today_of(laptop.ws))
    qtmodeltester.check(model)
    assert str(model.index(0).data()).startswith("Vandaag, ")
    spoken = model.index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert str(spoken).startswith("Notitie van jou, vandaag ")
    assert str(spoken).endswith("Wacht: Bel achterom")


def test_only_the_edit_of_the_field_in_conflict_asks_for_a_choice(
    window: MainWindow, world: World, laptop: Laptop
) -> None:
    casework.edit_zaak(laptop.ws, NUMBER, {"toelichting": "Eerst bellen"})
    laptop.sync_until_quiet()
    casework.edit_zaak(laptop.ws, NUMBER, {"omschrijving": "Van mij"})
    world.edit(NUMBER, omschrijving="Van een collega")
    laptop.sync()
    casework.edit_zaak(laptop.ws, NUMBER, {"einddatumGepland": "2030-01-31"})
    page = case_page(window, laptop)
    edits = [one for one in shown_events(page) if one.kind is EventKind.WIJZIGING]
    assert {one.title: one.stand for one in edits} == {
        "Omschrijving gewijzigd": Stand.CONFLICT,
        "Toelichting gewijzigd": Stand.BEVESTIGD,
        "Geplande einddatum gewijzigd": Stand.WACHT,
    }


def test_a_day_heading_cannot_be_chosen(window: MainWindow, laptop: Laptop) -> None:
    page = case_page(window, laptop)
    flags = page.timeline.model().flags(page.timeline.model().index(0, 0))
    assert not flags & Qt.ItemFlag.ItemIsSelectable


def test_a_filter_leaves_one_kind_and_can_be_wiped(window: MainWindow, laptop: Laptop) -> None:
    page = case_page(window, laptop)
    everything = len(shown_events(page))
    chips = page.log._chips
    chips.button(1).click()
    assert {one.kind for one in shown_events(page)} == {EventKind.NOTITIE}
    chips.button(0).click()
    assert len(shown_events(page)) == everything


def test_a_note_may_have_more_lines(window: MainWindow, laptop: Laptop, qtbot: QtBot) -> None:
    page = case_page(window, laptop)
    low = page.note.height()
    qtbot.keyClicks(page.note, "Eerste regel")
    qtbot.keyClick(page.note, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(page.note, "Tweede regel")
    assert page.note.height() > low
    qtbot.keyClick(page.note, Qt.Key.Key_Return)
    assert read(laptop).timeline[0].text == "Eerste regel\nTweede regel"
    assert page.note.height() == low


def test_a_note_that_is_not_saved_waits_for_the_person(
    window: MainWindow, laptop: Laptop, qtbot: QtBot
) -> None:
    page = case_page(window, laptop)
    qtbot.keyClicks(page.note, "Half verhaal")
    _, rows = reading.worklist_page(laptop.ws, WorklistQuery(), 5)
    other = next(row for row in rows if row.local_id != page.zaak)
    first = page.zaak
    window.open_case(other.local_id)
    assert page.note.toPlainText() == ""
    window.open_case(first)
    assert page.note.toPlainText() == "Half verhaal"


def test_text_on_the_clipboard_becomes_a_note_not_a_document(
    window: MainWindow, laptop: Laptop
) -> None:
    page = case_page(window, laptop)
    mime = QMimeData()
    mime.setText("Gekopieerd uit een brief")
    QGuiApplication.clipboard().setMimeData(mime)
    page.timeline.setFocus()
    assert page.paste()
    assert page.note.toPlainText() == "Gekopieerd uit een brief"


def test_what_only_waits_is_taken_back_from_the_timeline(
    window: MainWindow, laptop: Laptop
) -> None:
    page = case_page(window, laptop)
    made = casework.add_notitie(laptop.ws, NUMBER, "Vergissing")
    page.refresh()
    view = page.timeline
    assert isinstance(view, TimelineView)
    menu = view.menu_of(shown_events(page)[0])
    assert [one.text() for one in menu.actions()] == ["Kopiëren", "Terugtrekken"]
    view.withdraw.emit(made.id)
    assert "Vergissing" not in [one.text for one in shown_events(page)]
    assert laptop.status().waiting == 0


def test_fields_are_changed_together_and_set_back(
    window: MainWindow, laptop: Laptop, qtbot: QtBot
) -> None:
    page = case_page(window, laptop)
    before = read(laptop)
    qtbot.keyClick(window, Qt.Key.Key_F2)
    for editor in page.fields.findChildren(QLineEdit):
        if editor.accessibleName() == "Gaat over":
            editor.setText("Nieuwe omschrijving")
    for area in page.fields.findChildren(QPlainTextEdit):
        if area.accessibleName() == "Toelichting":
            area.setPlainText("Nieuwe toelichting")
    page.fields.save()
    after = read(laptop)
    assert after.row.omschrijving == "Nieuwe omschrijving"
    assert after.body["toelichting"] == "Nieuwe toelichting"
    assert not page.fields.editing
    press(window.notice, "Ongedaan maken")
    assert read(laptop).row.omschrijving == before.row.omschrijving
    assert read(laptop).body["toelichting"] == before.body["toelichting"]


def test_an_eigenschap_without_a_value_is_offered_and_set(
    window: MainWindow, laptop: Laptop
) -> None:
    page = case_page(window, laptop)
    page.edit()
    empty = next(
        one for one in page.fields.findChildren(QComboBox) if one.accessibleName() == "Leefsituatie"
    )
    empty.setCurrentIndex(1)
    wanted = empty.currentText()
    page.fields.save()
    found = {one.label: one.value for one in read(laptop).eigenschappen}
    assert found["Leefsituatie"] == wanted


def test_a_field_that_is_not_right_is_told_and_nothing_typed_is_lost(
    window: MainWindow, laptop: Laptop
) -> None:
    page = case_page(window, laptop)
    page.edit()
    field = next(
        one
        for one in page.fields.findChildren(QPlainTextEdit)
        if one.accessibleName() == "Toelichting"
    )
    field.setPlainText("x" * 1001)
    page.fields.save()
    assert page.fields.problem.isVisible()
    page.refresh()
    QApplication.processEvents()
    assert field.isVisible(), "a refresh took away what was being typed"
    page.edit()
    assert not page.fields.editing
    assert len(str(read(laptop).body["toelichting"])) < 1001


def test_an_unchanged_field_gives_back_what_it_got(window: MainWindow, laptop: Laptop) -> None:
    case = read(laptop)
    choices = {one.omschrijving: one for one in casework.choices(laptop.ws, NUMBER, "eigenschap")}
    for field in (*case.fields, *case.eigenschappen):
        editor = editor_for(field, choices.get(field.label))
        assert editor.value() == editor.before, field.label
        editor.widget.deleteLater()


def test_the_last_status_asks_for_a_result_and_closes(
    window: MainWindow, laptop: Laptop, qtbot: QtBot
) -> None:
    page = case_page(window, laptop)
    qtbot.keyClick(window, Qt.Key.Key_T, CONTROL)
    pane = page.status_pane
    pane.findChildren(QRadioButton)[-1].click()
    assert pane.missing.text().startswith("Nog 1 ding voor je kunt afronden")
    assert pane.primary.text().replace("&", "") == "Zaak afronden"
    pane.result.setCurrentIndex(1)
    assert not pane.missing.isVisible()
    qtbot.keyClick(pane, Qt.Key.Key_Return, CONTROL)
    case = read(laptop)
    assert case.resultaat == pane.result.itemText(1)
    assert case.steps[-1].is_current
    press(window.notice, "Ongedaan maken")
    assert read(laptop).resultaat == ""


def test_an_afspraak_is_promised_kept_and_marked(window: MainWindow, laptop: Laptop) -> None:
    agreements.ask_afspraak(
        laptop.ws, wat="Belt de leverancier", met="m-yilmaz", naam="Meryem Yılmaz", zaak=NUMBER
    )
    page = case_page(window, laptop)
    press(page.afspraken, "Nagekomen")
    found = next(one for one in read(laptop).afspraken if one.wat == "Belt de leverancier")
    assert found.toestand == "nagekomen"
    assert window.notice.text() == "Afspraak nagekomen."


def test_an_afspraak_asked_by_a_colleague_is_promised(
    window: MainWindow, world: World, laptop: Laptop
) -> None:
    colleague = world.laptop("twee", "j-vandermeulen")
    made = agreements.ask_afspraak(
        colleague.ws, wat="Kijkt mee naar de drempels", met="m-yilmaz", naam="Meryem Yılmaz"
    )
    colleague.sync_until_quiet()
    laptop.sync()
    window.go("appointments")
    press(window.page("appointments"), "Dat beloof ik")
    found = next(one for one in agreements.afspraken(laptop.ws) if one.uuid == made.identificatie)
    assert found.toestand == "toegezegd"


def test_narrow_windows_have_every_part_of_a_case_as_a_tab(
    window: MainWindow, laptop: Laptop, qtbot: QtBot
) -> None:
    page = case_page(window, laptop)
    assert page.steps.isVisible()
    assert not page.tabs.isVisible()
    window.resize(1024, 640)
    qtbot.waitUntil(page.tabs.isVisible, timeout=2000)
    assert not page.fields.isVisible()
    cards = {
        "fields": page.fields,
        "documents": page.documents,
        "people": page.people,
        "afspraken": page.afspraken,
    }
    for name, card in cards.items():
        page.tabs.choose(name)
        assert card.isVisible(), name
        assert not page.log.isVisible()
    window.resize(1440, 900)
    qtbot.waitUntil(page.log.isVisible, timeout=2000)


def test_a_pane_gives_the_focus_back_and_only_one_is_open(
    window: MainWindow, laptop: Laptop, qtbot: QtBot
) -> None:
    page = case_page(window, laptop)
    qtbot.keyClick(window, Qt.Key.Key_J, CONTROL)
    assert page.appointment_pane.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_T, CONTROL)
    assert page.status_pane.isVisible()
    assert not page.appointment_pane.isVisible()
    qtbot.keyClick(page.status_pane, Qt.Key.Key_Escape)
    assert not page.status_pane.isVisible()
    assert page.people.isVisible()


def test_a_question_about_a_case_leads_from_its_field_to_the_choice(
    window: MainWindow, world: World, laptop: Laptop
) -> None:
    casework.edit_zaak(laptop.ws, NUMBER, {"omschrijving": "Van mij"})
    world.edit(NUMBER, omschrijving="Van een collega")
    laptop.sync()
    page = case_page(window, laptop)
    assert page.choice_banner.isVisible()
    press(page.fields, "Keuze nodig: kies")
    assert window.pages.currentWidget() is window.page("conflict")


def test_the_state_of_a_field_is_said_in_words(window: MainWindow, laptop: Laptop) -> None:
    casework.edit_zaak(laptop.ws, NUMBER, {"omschrijving": "Nieuw"})
    page = case_page(window, laptop)
    row = next(one for one in page.fields._rows if one.field.label == "Gaat over")
    assert row.field.stand is Stand.WACHT
    assert row.accessibleDescription().startswith("Wacht, sinds ")
