"""Whole journeys through the real window, by keyboard and mouse."""

from __future__ import annotations

from pathlib import Path

from desktop.domain.readings import SortColumn
from desktop.domain.records import Stand
from desktop.operations.objecten import agreements
from desktop.operations.overview import reading
from desktop.operations.zaken import casework
from desktop.views.choices.conflict_page import ConflictPage
from desktop.views.choices.sync_page import SyncPage
from desktop.views.frame.main_window import MainWindow
from desktop.views.worklist.worklist_page import WorklistPage
from desktop.views.zaak.case_page import CasePage
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPushButton,
    QTabBar,
    QWidget,
)
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.world.laptops import Laptop, World

NUMBER = "ZAAK-2026-0000000127"


def worklist(window: MainWindow) -> WorklistPage:
    page = window.page("worklist")
    assert isinstance(page, WorklistPage)
    return page


def case_page(window: MainWindow, laptop: Laptop, number: str = NUMBER) -> CasePage:
    with laptop.ws.replica.read() as reader:
        window.open_case(reader.records.resolve(number).local_id)
    page = window.page("case")
    assert isinstance(page, CasePage)
    return page


def press(parent: QWidget, words: str) -> None:
    QApplication.processEvents()  # what was just made is shown by a posted event
    found = [
        one
        for one in parent.findChildren(QPushButton)
        if one.text().replace("&", "") == words and one.isVisible()
    ]
    assert found, f"no button {words}"
    found[0].click()


def test_the_worklist_shows_my_cases_and_filters_while_typing(
    window: MainWindow, qtbot: QtBot
) -> None:
    page = worklist(window)
    assert page.model.rowCount() == 6
    qtbot.keyClicks(page.filter, "scoot")
    qtbot.waitUntil(lambda: page.model.rowCount() == 1, timeout=3000)
    assert "scootmobiel" in str(page.model.index(0, 1).data()).casefold()
    page.filter.clear()
    qtbot.waitUntil(lambda: page.model.rowCount() == 6, timeout=3000)


def test_the_worklist_model_keeps_qts_rules(window: MainWindow, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(worklist(window).model)


def test_a_click_on_a_heading_orders_the_list(window: MainWindow) -> None:
    page = worklist(window)
    header = page.table.horizontalHeader()
    header.sectionClicked.emit(0)
    first = page.model.index(0, 0).data()
    header.sectionClicked.emit(0)
    assert page.model.query.order == SortColumn.NUMMER
    assert page.model.index(page.model.rowCount() - 1, 0).data() == first


def test_enter_opens_a_case_and_alt_left_goes_back(window: MainWindow, qtbot: QtBot) -> None:
    page = worklist(window)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert isinstance(window.pages.currentWidget(), CasePage)
    press(window.page("case"), "Werklijst")
    assert window.pages.currentWidget() is page


def test_a_note_is_there_at_once_and_waits(
    window: MainWindow, laptop: Laptop, qtbot: QtBot
) -> None:
    page = case_page(window, laptop)
    qtbot.keyClicks(page.note, "Mevrouw kan de trap niet op")
    qtbot.keyClick(page.note, Qt.Key.Key_Return)
    newest = reading.case(laptop.ws, NUMBER).timeline[0]
    assert (newest.text, newest.stand) == ("Mevrouw kan de trap niet op", Stand.WACHT)
    assert window.notice.text() == "Notitie bewaard."
    assert "1 wijziging wacht, sinds" in window.strip.waits.text()
    assert page.banner.isVisible()


def test_undo_takes_a_note_back_before_it_is_sent(
    window: MainWindow, laptop: Laptop, qtbot: QtBot
) -> None:
    page = case_page(window, laptop)
    qtbot.keyClicks(page.note, "Vergissing")
    qtbot.keyClick(page.note, Qt.Key.Key_Return)
    press(window.notice, "Ongedaan maken")
    assert laptop.status().waiting == 0
    assert "Vergissing" not in [one.text for one in reading.case(laptop.ws, NUMBER).timeline]


def test_files_dropped_on_a_case_are_safe_in_the_koffer(
    window: MainWindow, laptop: Laptop, qtbot: QtBot, tmp_path: Path
) -> None:
    page = case_page(window, laptop)
    paths = [tmp_path / "trap boven.jpg", tmp_path / "virus.exe"]
    for path in paths:
        path.write_bytes(b"foto" * 1000)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    page.dropEvent(
        QDropEvent(
            QPointF(10, 10), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )  # fmt: skip
    qtbot.waitUntil(
        lambda: "trap boven" in [d.titel for d in reading.case(laptop.ws, NUMBER).documents],
        timeout=5000,
    )
    assert "virus" not in [one.titel for one in reading.case(laptop.ws, NUMBER).documents]


def test_an_image_is_pasted_as_a_document(window: MainWindow, laptop: Laptop, qtbot: QtBot) -> None:
    page = case_page(window, laptop)
    image = QImage(20, 20, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkCyan)
    QGuiApplication.clipboard().setImage(image)
    before = len(reading.case(laptop.ws, NUMBER).documents)
    assert page.paste()
    qtbot.waitUntil(
        lambda: len(reading.case(laptop.ws, NUMBER).documents) == before + 1, timeout=5000
    )


def test_a_new_case_is_made_without_a_connection(
    window: MainWindow, world: World, laptop: Laptop, qtbot: QtBot
) -> None:
    world.unplug()
    press(window, "Nieuwe zaak")
    pane = window.new_case
    pane.kind.setCurrentIndex(pane.kind.findText("Huisbezoek Wmo"))
    qtbot.keyClicks(pane.description, "Drempels bij de voordeur")
    qtbot.keyClick(pane.description, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not pane.isVisible()
    page = window.pages.currentWidget()
    assert isinstance(page, CasePage)
    case = reading.case(laptop.ws, page.zaak)
    assert case.row.omschrijving == "Drempels bij de voordeur"
    assert case.rollen[0].is_me
    assert case.row.status == "Melding ontvangen"
    world.plug()


def test_a_new_case_without_a_description_is_told_and_keeps_what_was_typed(
    window: MainWindow,
) -> None:
    window.new_case.start()
    window.new_case.note.setPlainText("Een lang verhaal")
    window.new_case.act()
    assert window.new_case.isVisible()
    assert "mag niet leeg" in window.new_case.problem.text()
    assert window.new_case.note.toPlainText() == "Een lang verhaal"


def test_a_status_is_set_with_the_keyboard(
    window: MainWindow, laptop: Laptop, qtbot: QtBot
) -> None:
    page = case_page(window, laptop)
    page.set_status()
    qtbot.keyClick(page.status_pane, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert reading.case(laptop.ws, NUMBER).row.status == "Huisbezoek uitgevoerd"


def test_an_afspraak_is_asked_and_shown(window: MainWindow, laptop: Laptop) -> None:
    page = case_page(window, laptop)
    page.ask()
    page.appointment_pane.what.setText("Belt de leverancier")
    page.appointment_pane.whom.setEditText("j-vandermeulen")
    page.appointment_pane.act()
    assert "Belt de leverancier" in [one.wat for one in agreements.afspraken(laptop.ws, NUMBER)]


def test_a_field_is_edited_in_place(window: MainWindow, laptop: Laptop, qtbot: QtBot) -> None:
    page = case_page(window, laptop)
    page.edit()
    editor = next(
        one for one in page.fields.findChildren(QLineEdit) if one.accessibleName() == "Gaat over"
    )
    editor.setText("Nieuwe omschrijving")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert reading.case(laptop.ws, NUMBER).row.omschrijving == "Nieuwe omschrijving"


def test_sync_from_the_window_brings_everything_to_the_registry(
    window: MainWindow, world: World, laptop: Laptop, qtbot: QtBot
) -> None:
    number = laptop.intake()
    window.go("sync")
    page = window.page("sync")
    assert isinstance(page, SyncPage)
    with qtbot.waitSignal(window.bridge.sync_ended, timeout=20000):
        qtbot.keyClick(window, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: not window.bridge.is_syncing, timeout=5000)
    assert world.zaak(number)
    assert laptop.status().waiting == 0
    assert "Alles staat bij het register" in window.strip.waits.text()


def test_a_conflict_is_decided_in_the_window(
    window: MainWindow, world: World, laptop: Laptop, qtbot: QtBot
) -> None:
    casework.edit_zaak(laptop.ws, NUMBER, {"omschrijving": "Van mij"})
    world.edit(NUMBER, omschrijving="Van een collega")
    laptop.sync()
    window.refresh()
    assert window.strip.needs.text() == "1 vraag aan jou"
    window.go("sync")
    press(window.page("sync"), "Kiezen")
    page = window.pages.currentWidget()
    assert isinstance(page, ConflictPage)
    assert not page.keep.isEnabled()
    qtbot.keyClick(page.first_focus(), Qt.Key.Key_2)
    qtbot.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert reading.open_items(laptop.ws) == []
    assert reading.case(laptop.ws, NUMBER).row.omschrijving == "Van een collega"


def test_the_ambition_is_changed_and_stays_one(window: MainWindow, laptop: Laptop) -> None:
    window.go("ambition")
    page = window.page("ambition")
    before = agreements.ambities(laptop.ws)
    assert before
    press(page, "Wijzigen")
    page.title_field.setText("Samen sterker")  # type: ignore[attr-defined]  # of AmbitionPage
    press(page, "Bewaren")
    after = agreements.ambities(laptop.ws)
    assert len(after) == len(before)
    assert "Samen sterker" in [one.titel for one in after]


def test_every_control_on_every_page_has_a_name(window: MainWindow, laptop: Laptop) -> None:
    case_page(window, laptop)
    for name in ("today", "worklist", "appointments", "ambition", "sync", "case"):
        window.go(name)
        for control in window.findChildren(QAbstractButton):
            inside_qt = isinstance(control.parentWidget(), QLineEdit | QTabBar | QAbstractSpinBox)
            if control.isVisible() and not inside_qt:
                words = control.accessibleName() or control.text()
                assert words, f"{name}: {control}"
        for field in window.findChildren(QLineEdit):
            inside_qt = isinstance(field.parentWidget(), QAbstractSpinBox | QComboBox)
            if field.isVisible() and not inside_qt:
                assert field.accessibleName(), f"{name}: {field}"
