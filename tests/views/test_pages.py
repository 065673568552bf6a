"""Vandaag, Afspraken, Ambitie, Synchronisatie, Keuze, Welkom: each does what it shows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from desktop.domain.readings import Withdrawal
from desktop.operations import registries
from desktop.operations.choices import deciding
from desktop.operations.documenten import documents
from desktop.operations.exchange import syncing
from desktop.operations.objecten import agreements
from desktop.operations.overview import reading  # fmt: skip
from desktop.operations.workspace import Workspace
from desktop.operations.zaken import casework  # fmt: skip
from desktop.views.choices.conflict_choice import FieldChoice, together
from desktop.views.choices.conflict_page import ConflictPage
from desktop.views.choices.outbox_view import OutboxLine
from desktop.views.choices.sync_page import SyncPage
from desktop.views.frame.main_window import MainWindow
from desktop.views.promises.ambition_page import AmbitionPage
from desktop.views.setup.welcome_page import WelcomePage
from desktop.views.today.today_page import TodayPage
from desktop.views.widgets.choice import additions
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.views.test_journeys import NUMBER, case_page, press
from tests.world.laptops import Laptop, World
from tests.world.test_taking_away import arrives_unseen, there

CONTROL = Qt.KeyboardModifier.ControlModifier


def words_on(page: QWidget) -> str:
    QApplication.processEvents()
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def clash(world: World, laptop: Laptop) -> None:
    casework.edit_zaak(laptop.ws, NUMBER, {"toelichting": "Meneer wil hulp. Twee dagen."})
    world.edit(NUMBER, toelichting="Meneer wil hulp. Eerst de schulden.")
    laptop.sync()


def test_today_says_what_comes_due_and_opens_it(window: MainWindow, laptop: Laptop) -> None:
    window.go("today")
    page = window.page("today")
    assert isinstance(page, TodayPage)
    said = words_on(page)
    assert "Samen: " in said
    assert "Afspraken en termijnen" in said
    assert "Dit heeft jou nodig" not in said
    first = page.first_focus()
    assert isinstance(first, QAbstractButton)
    first.click()
    assert window.pages.currentWidget() is window.page("case")


def test_today_shows_what_needs_the_person_and_leads_to_the_choice(
    window: MainWindow, world: World, laptop: Laptop
) -> None:
    clash(world, laptop)
    window.go("today")
    assert "Dit heeft jou nodig" in words_on(window.page("today"))
    press(window.page("today"), "Kiezen")
    assert isinstance(window.pages.currentWidget(), ConflictPage)


def test_two_texts_become_one_and_may_be_changed_before_saving(
    window: MainWindow, world: World, laptop: Laptop, qtbot: QtBot
) -> None:
    clash(world, laptop)
    window.open_choice(reading.case(laptop.ws, NUMBER).row.local_id)
    page = window.page("conflict")
    assert isinstance(page, ConflictPage)
    choice = page._choices[0]
    assert isinstance(choice, FieldChoice)
    assert choice.combined is not None
    text = choice.combined.toPlainText()
    assert "Eerst de schulden." in text
    assert "Twee dagen." in text
    qtbot.keyClick(page.first_focus(), Qt.Key.Key_3)
    assert "van jullie allebei" in words_on(page)
    choice.combined.setPlainText("Meneer wil hulp. Eerst schulden, dan twee dagen.")
    qtbot.keyClick(page, Qt.Key.Key_Return, CONTROL)
    assert reading.open_items(laptop.ws) == []
    body = reading.case(laptop.ws, NUMBER).body
    assert body["toelichting"] == "Meneer wil hulp. Eerst schulden, dan twee dagen."
    laptop.sync_until_quiet()
    assert world.zaak(NUMBER)["toelichting"] == body["toelichting"]


def test_later_leaves_the_question_open(window: MainWindow, world: World, laptop: Laptop) -> None:
    clash(world, laptop)
    case_page(window, laptop)
    window.open_choice(reading.case(laptop.ws, NUMBER).row.local_id)
    press(window.page("conflict"), "Later")
    assert window.pages.currentWidget() is window.page("case")
    assert len(reading.open_items(laptop.ws)) == 1


def test_one_text_of_two_keeps_every_sentence_once() -> None:
    found = together("Hulp nodig.", "Hulp nodig. Twee dagen.", "Hulp nodig. Eerst schulden.")
    assert found == "Hulp nodig. Eerst schulden.\nTwee dagen."
    text = "Hulp nodig. Twee dagen."
    assert [text[a : a + n] for a, n in additions("Hulp nodig.", text)] == ["Twee dagen."]


def test_the_outbox_is_in_sending_order_and_takes_back(window: MainWindow, laptop: Laptop) -> None:
    casework.add_notitie(laptop.ws, NUMBER, "Eerste")
    casework.add_notitie(laptop.ws, NUMBER, "Tweede")
    window.go("sync")
    page = window.page("sync")
    assert isinstance(page, SyncPage)
    lines = page.outbox.findChildren(OutboxLine)
    assert [one.row.what for one in lines] == ["Notitie: Eerste", "Notitie: Tweede"]
    menu = lines[0].menu()
    words = [one.text() for one in menu.actions() if one.text()]
    assert words == [
        "Nu proberen", "Terugtrekken", "Bewaar als bestand…", "Open de zaak", "Details voor beheer",
    ]  # fmt: skip
    menu.actions()[1].trigger()
    assert [one.what for one in reading.outbox(laptop.ws)] == ["Notitie: Tweede"]
    assert window.notice.text() == "Teruggetrokken. Het is niet verstuurd."


def test_nothing_waiting_is_said_in_one_sentence(window: MainWindow) -> None:
    window.go("sync")
    assert "Alles staat bij het register. Er wacht niets." in words_on(window.page("sync"))


def test_offline_is_neutral_and_kept(
    window: MainWindow, world: World, laptop: Laptop, qtbot: QtBot
) -> None:
    world.unplug()
    casework.add_notitie(laptop.ws, NUMBER, "Zonder verbinding")
    window.go("sync")
    page = window.page("sync")
    with qtbot.waitSignal(window.bridge.sync_ended, timeout=20000):
        press(page, "Nu synchroniseren")
    qtbot.waitUntil(lambda: not window.bridge.is_syncing, timeout=5000)
    window.refresh()
    said = words_on(page)
    assert "Offline. Alles werkt." in said
    assert "alles bleef hier bewaard" in said
    assert "Notitie: Zonder verbinding" in said
    world.plug()


def test_an_afspraak_is_made_without_a_case_and_taken_back(
    window: MainWindow, laptop: Laptop, qtbot: QtBot
) -> None:
    window.go("appointments")
    page = window.page("appointments")
    press(page, "Afspraak maken")
    pane = page.pane  # type: ignore[attr-defined]  # of AppointmentsPage
    pane.what.setText("Denkt mee over de buurt")
    pane.whom.setEditText("j-vandermeulen")
    qtbot.keyClick(pane.what, Qt.Key.Key_Return, CONTROL)
    assert "Denkt mee over de buurt" in words_on(page)
    press(window.notice, "Ongedaan maken")
    window.refresh()
    assert "Denkt mee over de buurt" not in words_on(page)


def test_leaving_the_ambition_changes_nothing(
    window: MainWindow, laptop: Laptop, qtbot: QtBot
) -> None:
    window.go("ambition")
    page = window.page("ambition")
    assert isinstance(page, AmbitionPage)
    before = agreements.ambities(laptop.ws)
    press(page, "Wijzigen")
    page.title_field.setText("Iets anders")
    qtbot.keyClick(page.title_field, Qt.Key.Key_Escape)
    assert agreements.ambities(laptop.ws) == before
    assert before[0].titel in words_on(page)


def test_an_ambition_can_be_set_back_until_it_is_sent(window: MainWindow, laptop: Laptop) -> None:
    window.go("ambition")
    page = window.page("ambition")
    assert isinstance(page, AmbitionPage)
    before = agreements.ambities(laptop.ws)[0]
    press(page, "Wijzigen")
    page.title_field.setText("Samen sterker")
    press(page, "Bewaren")
    press(window.notice, "Ongedaan maken")
    assert agreements.ambities(laptop.ws)[0] == before


@pytest.fixture(params=[False])
def empty(
    request: pytest.FixtureRequest, tmp_path: Path, qtbot: QtBot, world: World
) -> Iterator[MainWindow]:
    """A window on a profile that knows no register; with a practice register when asked."""
    ws = Workspace.open(tmp_path / "leeg", passphrase="test")

    def start() -> None:
        registries.add(ws, "oefenen", {**world.door.description, "user_id": "m-yilmaz"})

    found = MainWindow(ws, automatic=False, start_practice=start if request.param else None)
    qtbot.addWidget(found)
    found.show()
    qtbot.waitExposed(found)
    yield found
    found.bridge.close()
    ws.close()


def test_a_first_start_welcomes_without_a_menu(empty: MainWindow) -> None:
    page = empty.pages.currentWidget()
    assert isinstance(page, WelcomePage)
    assert not empty.rail.isVisible()
    assert "Nog geen register" in empty.strip.connection.text()
    assert not page.now.isVisible(), "there is no practice register to begin with"
    assert page.first_focus() is page.join


def test_the_file_of_the_administrator_connects_and_the_cases_come_in(
    empty: MainWindow, world: World, tmp_path: Path, qtbot: QtBot
) -> None:
    page = empty.pages.currentWidget()
    assert isinstance(page, WelcomePage)
    document = {**world.door.description, "user_id": "m-yilmaz", "request_limit_s": 0.6}
    secret = document.pop("secret")
    path = tmp_path / "oostermeer.json"
    path.write_text(json.dumps(document))
    press(page, "Aansluiten")
    page.pane.file.setText(str(path))
    assert page.pane.name.text() == "oostermeer"
    assert page.pane.user_id.text() == "m-yilmaz"
    page.pane.act()
    assert "geheim" in page.pane.problem.text(), "without its secret nothing is added"
    page.pane.secret.setText(secret)
    with qtbot.waitSignal(empty.bridge.sync_ended, timeout=20000):
        page.pane.act()
    qtbot.waitUntil(lambda: not empty.bridge.is_syncing, timeout=5000)
    assert empty.rail.isVisible()
    assert empty.pages.currentWidget() is empty.page("worklist")
    assert reading.status(empty.ws).registries[0].last_outcome == "ok"


@pytest.mark.parametrize("empty", [True], indirect=True)
def test_beginning_with_sample_cases_asks_for_the_practice_register(
    empty: MainWindow, qtbot: QtBot
) -> None:
    page = empty.pages.currentWidget()
    assert isinstance(page, WelcomePage)
    assert page.first_focus() is page.now
    with qtbot.waitSignal(empty.bridge.sync_ended, timeout=10000):
        press(page, "Begin nu")
    assert reading.person(empty.ws) == ("Meryem Yılmaz", "oefenen")
    assert "Oefenen" in empty.strip.practice.text()
    qtbot.waitUntil(lambda: not empty.bridge.is_syncing, timeout=5000)


@pytest.mark.parametrize("page", ["today", "worklist", "appointments", "ambition", "sync"])
def test_every_page_can_be_shown_before_there_is_anything(empty: MainWindow, page: str) -> None:
    empty.go(page)
    assert empty.pages.currentWidget() is empty.page(page)


def test_every_field_in_every_pane_has_a_name(
    window: MainWindow, laptop: Laptop, world: World
) -> None:
    clash(world, laptop)
    page = case_page(window, laptop)
    page.edit()
    window.open_choice(page.zaak)
    window.go("case")
    for open_pane in (page.attach, page.set_status, page.ask, window.new_case.start):
        open_pane()
        for control in window.findChildren(QWidget):
            takes = isinstance(control, QAbstractButton | QLineEdit)
            inner = control.objectName().startswith("qt_") or control.parentWidget() is None
            named = control.accessibleName() or getattr(control, "text", str)()
            own = control.parentWidget()
            in_compound = own is not None and bool(own.accessibleName())
            if takes and control.isVisible() and not inner:
                assert named or in_compound, control
    window.new_case.close_pane()


def test_a_new_case_that_is_undone_is_gone(window: MainWindow, laptop: Laptop) -> None:
    window.new_case.start()
    window.new_case.description.setText("Vergissing")
    window.new_case.whom.setText("T. de Boer")
    window.new_case.act()
    page = window.page("case")
    case = reading.case(laptop.ws, page.zaak)  # type: ignore[attr-defined]  # of CasePage
    assert "T. de Boer" in [one.naam for one in case.rollen]
    assert case.row.voor == "T. de Boer"
    press(window.notice, "Ongedaan maken")
    assert window.pages.currentWidget() is window.page("worklist")
    assert laptop.status().waiting == 0


def offers(line: OutboxLine) -> list[str]:
    return [one.text() for one in line.menu().actions() if one.text()]


def test_a_document_in_the_outbox_is_known_by_what_it_is_not_by_its_words(
    window: MainWindow, laptop: Laptop, tmp_path: Path
) -> None:
    letter = tmp_path / "brief.txt"
    letter.write_text("Geachte heer")
    attached = documents.attach(laptop.ws, NUMBER, letter, titel="Brief")
    casework.add_notitie(laptop.ws, NUMBER, "Document: geen document")
    found = {one.local_id: one.document for one in reading.outbox(laptop.ws)}
    assert found.pop(attached.id) == "Brief"
    assert set(found.values()) == {None}
    paper, note = sorted(reading.outbox(laptop.ws), key=lambda one: one.document is None)
    for row, is_offered in (
        (replace(paper, what="Stuk: Brief"), False),
        (replace(note, what="Document: geen document"), True),
    ):
        line = OutboxLine(row, "", asking=True)
        assert ("Maak er een notitie van" in offers(line)) is is_offered
        assert "Bewaar als bestand…" in offers(line), "whatever waits can be kept"
        line.deleteLater()


def take_back(window: MainWindow, local_id: str) -> tuple[str, str]:
    """Take something of the outbox back by its menu; gives what was offered and what was said."""
    page = window.page("sync")
    assert isinstance(page, SyncPage)
    window.go("sync")
    lines = page.outbox.findChildren(OutboxLine)
    line = next(one for one in lines if one.row.local_id == local_id)
    back = line.menu().actions()[1]
    assert back.isEnabled()
    words = back.text()
    back.trigger()
    return words, window.notice.text()


def test_taking_back_an_edit_says_that_what_stood_there_is_back(
    window: MainWindow, laptop: Laptop
) -> None:
    before = reading.case(laptop.ws, NUMBER).row
    casework.edit_zaak(laptop.ws, NUMBER, {"omschrijving": "Vergissing"})
    assert take_back(window, before.local_id) == (
        "Terugtrekken: wat er eerst stond, komt terug",
        "Teruggetrokken. Wat er eerst stond, staat er weer.",
    )
    assert reading.case(laptop.ws, NUMBER).row.omschrijving == before.omschrijving


def test_taking_back_what_may_have_arrived_says_that_it_is_removed_there(
    window: MainWindow, world: World, laptop: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = len(there(world, "zaaknotities"))
    made = casework.add_notitie(laptop.ws, NUMBER, "Vergissing")
    arrives_unseen(world, laptop, "zaaknotities", monkeypatch)
    words, said = take_back(window, made.id)
    assert words == "Terugtrekken: we halen het ook weg bij het register"
    assert said.endswith("halen het daar weg.")
    assert laptop.sync_until_quiet(3).waiting == 0
    assert len(there(world, "zaaknotities")) == before


def test_taking_back_a_status_that_may_have_arrived_says_that_it_then_stays(
    window: MainWindow, world: World, laptop: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = casework.set_status(laptop.ws, NUMBER, "Huisbezoek uitgevoerd")
    arrives_unseen(world, laptop, "statussen", monkeypatch)
    words, said = take_back(window, made.id)
    assert words == "Terugtrekken: is het al bij het register, dan blijft het daar"
    assert said.endswith("Dan blijft het daar.")
    row = reading.outbox(laptop.ws)[0]
    sure = OutboxLine(replace(row, withdrawal=Withdrawal.STAYS), "", asking=True)
    back = sure.menu().actions()[1]
    assert (back.text(), back.isEnabled()) == (
        "Terugtrekken kan niet: dit blijft bij het register",
        False,
    )
    sure.deleteLater()


def test_a_refused_thing_offers_a_way_on(window: MainWindow, laptop: Laptop) -> None:
    made = casework.add_notitie(laptop.ws, NUMBER, "Later")
    deciding.retry(laptop.ws, made.id)
    window.go("sync")
    page = window.page("sync")
    assert isinstance(page, SyncPage)
    line = page.outbox.findChildren(OutboxLine)[0]
    line.wanted.emit("open", line.row)
    assert window.pages.currentWidget() is window.page("case")


def letters(window: MainWindow) -> list[str]:
    """Give the letters that Alt chooses with, of what can be seen now."""
    QApplication.processEvents()
    words = [one.text() for one in window.findChildren(QAbstractButton) if one.isVisible()]
    labels = window.findChildren(QLabel)
    words += [one.text() for one in labels if one.isVisible() and one.buddy() is not None]
    return [text[text.index("&") + 1].casefold() for text in words if "&" in text]


def assert_unique(window: MainWindow, where: str) -> None:
    found = letters(window)
    assert len(found) == len(set(found)), f"{where}: {sorted(found)}"


def test_alt_letters_are_unique_on_every_page_and_in_every_pane(
    window: MainWindow, world: World, laptop: Laptop
) -> None:
    clash(world, laptop)
    page = case_page(window, laptop)
    for open_pane in (page.attach, page.set_status, page.ask):
        open_pane()
        assert_unique(window, str(open_pane))
    page.appointment_pane.close_pane()
    window.open_choice(page.zaak)
    assert_unique(window, "conflict")
    window.go("ambition")
    press(window.page("ambition"), "Wijzigen")
    for name in ("ambition", "conflict", "today", "worklist", "appointments", "sync", "case"):
        window.go(name)
        assert_unique(window, name)
        window.new_case.start()
        assert_unique(window, f"{name} with a new case")
        window.new_case.close_pane()
    window.go("appointments")
    press(window.page("appointments"), "Afspraak maken")
    assert_unique(window, "a new afspraak")


def test_alt_letters_are_unique_at_the_first_start(empty: MainWindow) -> None:
    assert_unique(empty, "welcome")
    press(empty.page("welcome"), "Aansluiten")
    assert_unique(empty, "connecting")


def test_a_long_outbox_is_shown_in_part_and_counted(window: MainWindow, laptop: Laptop) -> None:
    for number in range(103):
        casework.add_notitie(laptop.ws, NUMBER, f"Notitie {number}")
    window.go("sync")
    assert "En nog 3." in words_on(window.page("sync"))


def test_a_mistake_of_ours_is_told_and_does_not_look_like_work_for_ever(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_given: object, **_more: object) -> None:
        raise TypeError("not for the person")

    monkeypatch.setattr(syncing, "sync", broken)
    window.bridge.sync()
    qtbot.waitUntil(lambda: not window.bridge.is_syncing, timeout=5000)
    assert "Alles blijft hier bewaard." in window.notice.text()
    assert "not for the person" not in window.notice.text()
