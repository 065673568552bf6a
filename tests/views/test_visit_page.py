"""A whole visit in the real window: prepare, cut the connection, carry it out, tell about it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from desktop.domain.bezoeken import VraagReading
from desktop.operations.documenten import documents
from desktop.operations.objecten import bezoeken, checklists
from desktop.operations.objecten.bezoeken import Plan
from desktop.operations.overview import reading
from desktop.views.frame.main_window import MainWindow
from desktop.views.today.today_page import TodayPage
from desktop.views.visit.visit_head import AFTER, BEFORE, DURING
from desktop.views.visit.visit_page import VisitPage
from desktop.views.visit.visit_row import VisitRow
from desktop.views.widgets.rows import Row
from desktop.views.widgets.touch import TouchBox, TouchButton, target
from desktop.views.zaak.case_page import CasePage
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from tests.views.test_accessible import speechless
from tests.views.test_journeys import NUMBER, case_page
from tests.world.laptops import Laptop, World

CTRL = Qt.KeyboardModifier.ControlModifier
FINGER_PX = 44
PNG = b"\x89PNG"


@pytest.fixture
def page(window: MainWindow, laptop: Laptop) -> VisitPage:
    """A visit that begins in a moment, shown at what happens during it."""
    soon = laptop.ws.clock.now_utc() + timedelta(minutes=5)
    made = bezoeken.plan(laptop.ws, NUMBER, Plan("Badkamer bekijken", soon, vooraf=["Meetlint"]))
    window.open_visit(made.id)
    found = window.page("visit")
    assert isinstance(found, VisitPage)
    return found


def question(laptop: Laptop, page: VisitPage, words: str) -> VraagReading:
    some = checklists.questions(laptop.ws, NUMBER, bezoeken.bezoek(laptop.ws, page.visit).uuid)
    return next(one for one in some if words in one.vraag)


def row_of(page: VisitPage, words: str) -> str:
    return next(key for key, row in page.questions.rows.items() if words in row.question.vraag)


def test_a_visit_is_planned_from_the_case_and_stands_on_vandaag(
    window: MainWindow, laptop: Laptop, qtbot: QtBot
) -> None:
    case = case_page(window, laptop, NUMBER)
    ways = {one.text(): one for one in case.head.more.menu().actions()}
    ways["Bezoek plannen…"].trigger()
    case.more.plan_pane.what.setText("Badkamer bekijken")
    case.more.plan_pane.day.set_day(reading.today_of(laptop.ws))
    case.more.plan_pane.act()
    assert window.notice.text().startswith("Bezoek gepland")
    window.go("today")
    today = window.page("today")
    assert isinstance(today, TodayPage)
    qtbot.waitUntil(lambda: len(shown_rows(today)) == 1, timeout=2000)
    row = shown_rows(today)[0]
    assert "Kadelaan 14, Noorderzoom" in row.accessibleName()
    assert "Nog niet klaargezet" in row.accessibleName()
    assert today.first_focus() is row.open
    assert "Eén bezoek" in today.header.line.text()
    row.open.click()
    assert isinstance(window.pages.currentWidget(), VisitPage)
    assert not window.rail.isVisible()
    window.travel(-1)
    assert window.pages.currentWidget() is today
    assert window.rail.isVisible()


def test_before_a_visit_the_zaak_is_made_ready_and_points_are_ticked(
    page: VisitPage, window: MainWindow, laptop: Laptop, qtbot: QtBot
) -> None:
    page.go_to(BEFORE)
    with qtbot.waitSignal(window.bridge.changed, timeout=10000):
        page.before.take.click()
    page.refresh()
    assert "Compleet" in page.before.ready.findChildren(type(page.head.who))[-1].text()
    qtbot.waitUntil(lambda: bool(visible_boxes(page)), timeout=2000)
    visible_boxes(page)[0].click()
    assert [one.gedaan for one in bezoeken.bezoek(laptop.ws, page.visit).voorbereiding] == [True]
    page.primary.click()
    assert page.step == DURING


def shown_rows(today: TodayPage) -> list[VisitRow]:
    return [one for one in today.findChildren(VisitRow) if one.isVisible()]


def visible_boxes(page: VisitPage) -> list[TouchBox]:
    return [one for one in page.before.points.findChildren(TouchBox) if one.isVisible()]


def test_the_whole_of_a_visit_without_a_connection_and_all_of_it_arrives(
    page: VisitPage,
    window: MainWindow,
    world: World,
    laptop: Laptop,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pictures = sum(one.startswith(PNG) for one in world.content(NUMBER))
    world.unplug()
    page.questions.rows[row_of(page, "Is er een trap")].buttons["ja"].click()
    assert question(laptop, page, "Is er een trap").keuze == "ja"
    assert row_of(page, "Hoeveel treden?")
    field = page.questions.rows[row_of(page, "Wat wilt u weer kunnen?")].field
    assert field is not None
    QTest.keyClicks(field, "Zelf douchen")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert question(laptop, page, "Wat wilt u weer kunnen?").antwoord == "Zelf douchen"
    QTest.keyClicks(page.captured.note, "De drempel is hoog")
    QTest.keyClick(page.captured.note, Qt.Key.Key_Return)
    photo = tmp_path / "drempel.png"
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.gray)
    image.save(str(photo))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(photo)], ""))
    page.tiles.tiles[0].click()
    qtbot.waitUntil(lambda: bool(page.attach_pane.rows[0].attached), timeout=5000)
    page.attach_pane.close_pane()
    sign(page)
    page.tiles.tiles[2].click()
    editor = next(row.editor for row in page.form_pane.rows if "traptreden" in row.field.label)
    assert editor is not None
    assert isinstance(editor.widget, QLineEdit)
    editor.widget.setText("13")
    page.form_pane.act()
    page.tiles.tiles[5].click()
    page.decision_pane.own.setText("Een douchestoel")
    page.decision_pane.why.setPlainText("Dan kan zij zelf")
    QTest.keyClick(page.decision_pane.why, Qt.Key.Key_Return, CTRL)
    page.primary.click()
    assert window.notice.text().startswith("Bezoek afgerond.")
    assert page.step == AFTER
    qtbot.waitUntil(page.primary.isEnabled, timeout=10000)
    report = page.report.pages.toPlainText()
    for words in ("Zelf douchen", "De drempel is hoog", "Een douchestoel: Dan kan zij zelf"):
        assert words in report, words
    page.primary.click()
    assert window.notice.text() == "Het verslag staat in de zaak."
    assert page.report.kept.isVisible()
    assert page.primary.text() == "&Klaar"
    assert page.primary.hasFocus()
    world.plug()
    laptop.sync_until_quiet()
    page.refresh()
    assert "Bevestigd" in [one.text() for one in page.report.kept.findChildren(QLabel)]
    contents = world.content(NUMBER)
    assert sum(one.startswith(b"%PDF") for one in contents) >= 1
    assert sum(one.startswith(PNG) for one in contents) == pictures + 2
    visit = bezoeken.bezoek(laptop.ws, page.visit)
    assert visit.uitgevoerd
    assert visit.verslag == "Verslag huisbezoek"
    titles = [one.titel for one in reading.case(laptop.ws, NUMBER).documents]
    assert {"Handtekening T. de Boer", "Verslag huisbezoek"} <= set(titles)


def sign(page: VisitPage) -> None:
    """Draw a line with the mouse and keep it."""
    page.tiles.tiles[3].click()
    area = page.signature_pane.area
    assert area.accessibleName() == "Handtekening, leeg"
    QTest.mousePress(area, Qt.MouseButton.LeftButton, pos=QPoint(40, 60))
    for step in range(1, 6):
        QTest.mouseMove(area, QPoint(40 + 30 * step, 60 + (-1) ** step * 20))
    QTest.mouseRelease(area, Qt.MouseButton.LeftButton, pos=QPoint(200, 80))
    assert area.accessibleName() == "Handtekening, gezet"
    page.signature_pane.act()
    assert not page.signature_pane.isVisible()


def test_who_cannot_draw_types_a_name_as_agreement(page: VisitPage, laptop: Laptop) -> None:
    page.tiles.tiles[3].click()
    assert page.signature_pane.primary.text().replace("&", "") == "Akkoord bewaren"
    page.signature_pane.name.setText("")
    page.signature_pane.act()
    assert "wie er tekent" in page.signature_pane.problem.text()
    page.signature_pane.name.setText("T. de Boer")
    page.signature_pane.act()
    notes = [one.text for one in reading.case(laptop.ws, NUMBER).timeline]
    assert any(one.startswith("T. de Boer gaf akkoord om") for one in notes)


def test_a_picture_of_a_signature_is_black_on_white_whatever_the_scheme(
    page: VisitPage, laptop: Laptop, tmp_path: Path
) -> None:
    sign(page)
    made = next(
        one for one in reading.case(laptop.ws, NUMBER).documents if one.formaat == "image/png"
    )
    path = tmp_path / "handtekening.png"
    documents.export(laptop.ws, made.local_id, path)
    image = QImage(str(path))
    colours = {image.pixelColor(x, y).lightness() for x in range(0, image.width(), 3)
               for y in range(0, image.height(), 3)}  # fmt: skip
    assert min(colours) < 40
    assert image.pixelColor(2, 2).lightness() == 255


def test_a_decision_at_the_table_is_six_strokes_beside_its_words(
    page: VisitPage, laptop: Laptop
) -> None:
    case_page_shortcut = page.tiles.tiles[5]
    case_page_shortcut.setFocus()
    QTest.keyClick(case_page_shortcut, Qt.Key.Key_Space)
    assert page.decision_pane.own.hasFocus()
    QTest.keyClicks(page.decision_pane.own, "Douchestoel")
    QTest.keyClick(page.decision_pane.own, Qt.Key.Key_Tab)
    assert page.decision_pane.why.hasFocus()
    QTest.keyClicks(page.decision_pane.why, "Zelf douchen")
    QTest.keyClick(page.decision_pane.why, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(page.decision_pane.why, Qt.Key.Key_Return, CTRL)
    made = reading.case(laptop.ws, NUMBER).afwegingen[0]
    assert (made.beslissing, made.waarom) == ("Douchestoel", "Zelf douchen")
    assert made.doel


def test_the_last_thing_recorded_is_taken_back_with_one_press(
    page: VisitPage, laptop: Laptop
) -> None:
    for text in ("Eerste", "Tweede"):
        page.captured.note.setPlainText(text)
        page.captured.saved.emit()
    page.captured.back.click()
    texts = [one.text for one in reading.case(laptop.ws, NUMBER).timeline]
    assert "Eerste" in texts
    assert "Tweede" not in texts


def test_a_next_visit_is_planned_at_the_end(page: VisitPage, laptop: Laptop) -> None:
    page.go_to(AFTER)
    page.after.again.emit()
    page.plan_pane.what.setText("Kijken hoe het gaat")
    page.plan_pane.act()
    assert "Kijken hoe het gaat" in {one.doel for one in bezoeken.bezoeken(laptop.ws, NUMBER)}


@pytest.mark.parametrize("size", [(1440, 900), (1024, 640)])
@pytest.mark.parametrize("step", [BEFORE, DURING, AFTER])
def test_everything_is_large_enough_for_a_finger_and_speaks(
    page: VisitPage, window: MainWindow, qtbot: QtBot, size: tuple[int, int], step: int
) -> None:
    window.resize(*size)
    page.go_to(step)
    qtbot.wait(50)
    small = [
        f"{one.accessibleName()} {one.width()}x{one.height()}"
        for one in page.findChildren(QAbstractButton)
        if one.isVisible() and isinstance(one, TouchButton | TouchBox)
        and min(one.width(), one.height()) < min(FINGER_PX, target())
    ]  # fmt: skip
    assert small == []
    assert speechless(page) == []
    assert page.primary.isVisible()
    assert page.rect().contains(page.primary.mapTo(page, page.primary.rect().center()))


def test_a_visit_whose_zaak_is_not_here_is_still_shown(window: MainWindow, laptop: Laptop) -> None:
    elsewhere = next(one for one in bezoeken.bezoeken(laptop.ws) if one.zaak is None)
    window.open_visit(elsewhere.local_id)
    page = window.page("visit")
    assert isinstance(page, VisitPage)
    assert elsewhere.zaak_identificatie in page.head.who.text()
    assert not page.tiles.isVisible()
    assert isinstance(window.page("case"), CasePage)


def test_whom_to_ring_stands_before_a_visit_with_the_number_of_the_rol(page: VisitPage) -> None:
    page.go_to(BEFORE)
    rows = [one.accessibleName() for one in page.before.where.findChildren(Row)]
    assert any("T. de Boer" in one and "0600000011" in one for one in rows), rows
    rings = [one for one in page.before.where.findChildren(TouchButton)
             if one.isVisible() and "tel:" in one.toolTip()]  # fmt: skip
    assert rings[0].toolTip() == "tel:0600000011"
    assert rings[0].accessibleName() == "Bel T. de Boer"
    assert len({one.toolTip() for one in rings}) == len(rings)


def test_a_question_of_ones_own_takes_an_answer(page: VisitPage, laptop: Laptop) -> None:
    page.questions.asked.emit("Past de rollator?")
    field = page.questions.rows[row_of(page, "Past de rollator?")].field
    assert field is not None
    QTest.keyClicks(field, "Ja, net")
    QTest.keyClick(field, Qt.Key.Key_Return)
    found = question(laptop, page, "Past de rollator?")
    assert (found.antwoord, found.gedaan) == ("Ja, net", True)


@pytest.mark.parametrize("key", ["B", "J", "M"])
def test_the_keys_of_a_case_work_on_the_page_of_a_visit(
    page: VisitPage, window: MainWindow, key: str
) -> None:
    QTest.keyClick(window, getattr(Qt.Key, f"Key_{key}"), CTRL)
    opened = {
        "B": page.decision_pane.isVisible(), "J": page.appointment_pane.isVisible(),
        "M": page.captured.note.hasFocus(),
    }  # fmt: skip
    assert opened[key]
    assert sum(opened.values()) == 1


def test_the_palette_offers_what_a_visit_can_do(page: VisitPage, window: MainWindow) -> None:
    window.palette_box.open_palette()
    window.palette_box.input.setText("besluit nemen")
    QTest.keyClick(window.palette_box.input, Qt.Key.Key_Return)
    assert page.decision_pane.isVisible()
    window.palette_box.open_palette()
    window.palette_box.input.setText("status zetten")
    assert window.palette_box.model.choices() == 0


def test_a_report_is_put_in_the_zaak_once_and_the_next_press_leaves_the_visit(
    page: VisitPage, window: MainWindow, laptop: Laptop, qtbot: QtBot
) -> None:
    page.primary.click()
    assert page.step == AFTER
    qtbot.waitUntil(page.primary.isEnabled, timeout=10000)
    assert page.primary.hasFocus()
    page.primary.click()
    page.primary.click()
    reports = [one for one in reading.case(laptop.ws, NUMBER).documents
               if one.titel == "Verslag huisbezoek"]  # fmt: skip
    assert len(reports) == 1
    assert window.pages.currentWidget() is not page


def test_what_is_chosen_in_a_decision_at_the_table_is_large_enough_for_a_finger(
    page: VisitPage,
) -> None:
    page.decide()
    for one in (*page.decision_pane.outcome.options(), *page.decision_pane.goal.options()):
        assert one.height() >= FINGER_PX
    page.fill_form()
    for row in page.form_pane.rows:
        assert row.editor is not None
        assert row.editor.widget.height() >= FINGER_PX


@pytest.mark.parametrize("size", [(1440, 900), (1440, 640), (1024, 640)])
def test_where_and_whom_to_ring_are_never_cut_however_many_there_are(
    page: VisitPage, window: MainWindow, qtbot: QtBot, size: tuple[int, int]
) -> None:
    window.resize(*size)
    page.go_to(BEFORE)
    qtbot.wait(50)
    labels = [one for one in page.before.where.findChildren(QLabel) if one.isVisible()]
    assert len(labels) > 6
    assert [one.text() for one in labels if one.height() < one.heightForWidth(one.width())] == []
