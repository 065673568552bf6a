"""Journeys through the worklist: own lists, any column, groups, and twenty zaken at once."""

from __future__ import annotations

import threading
import time
import zipfile
from pathlib import Path

import pytest
from desktop.domain.lists import Compare, Condition, Look
from desktop.domain.readings import Listing, WorklistQuery, WorklistView
from desktop.operations.exchange import visiting
from desktop.operations.overview import reading
from desktop.operations.worklists import lists
from desktop.operations.worklists.bulk import Act
from desktop.operations.workspace import Workspace
from desktop.operations.zaken import casework
from desktop.views.frame.main_window import MainWindow
from desktop.views.itemmodels.found import FOUND_ROLE
from desktop.views.itemmodels.paged import CaseModel
from desktop.views.look import theme
from desktop.views.worklist import worklist_page
from desktop.views.worklist.worklist_page import WorklistPage
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.world.laptops import Laptop

SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(window: MainWindow) -> WorklistPage:
    window.go("worklist")
    window.activateWindow()
    QTest.keyRelease(window, Qt.Key.Key_Shift)  # an earlier test may have left it held
    found = window.page("worklist")
    assert isinstance(found, WorklistPage)
    return found


def shown(page: WorklistPage, column: str) -> list[str]:
    place = page.model.columns.index(column)
    rows = range(page.model.rowCount())
    return [str(page.model.index(row, place).data() or "") for row in rows]


def unsent(laptop: Laptop) -> int:
    return reading.status(laptop.ws).waiting


def test_a_list_with_groups_passes_the_tester_of_models(page: WorklistPage) -> None:
    page.bar.grouped.emit("zaaktype")
    tester = QAbstractItemModelTester(
        page.model, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    page.model.show(WorklistQuery(group="status"), ("omschrijving", "rol:behandelaar"))
    page.model.pick_all()
    page.model.refresh()
    assert tester.model() is page.model


def test_groups_have_headings_that_are_no_zaken(page: WorklistPage) -> None:
    page.bar.grouped.emit("zaaktype")
    headings = [words for n in range(page.model.rowCount()) if (words := page.model.heading(n))]
    assert len(headings) >= 2
    assert headings == sorted(headings, key=str.casefold)
    assert page.model.rowCount() == page.model.zaken + len(headings)
    numbers = [page.model.row(n) for n in range(page.model.rowCount())]
    assert len([row for row in numbers if row is not None]) == page.model.zaken
    assert page.table.currentIndex().row() == 1, "the first zaak is chosen, not the heading"
    assert page.model.row(page.table.currentIndex().row()) is not None


def test_any_column_is_shown_ordered_and_narrowed(page: WorklistPage) -> None:
    page.bar.columns_wanted.emit(("omschrijving", "rol:behandelaar", "eigenschap:Spoed", "stand"))
    assert any(shown(page, "rol:behandelaar"))
    page.table.horizontalHeader().sectionClicked.emit(2)
    values = [one.casefold() for one in shown(page, "eigenschap:Spoed")]
    filled = [one for one in values if one]
    assert filled
    assert values[: len(filled)] == sorted(filled), "what is empty comes last"
    page.filter_pane.start()
    page.filter_pane.column.setCurrentIndex(page.filter_pane.column.findData("eigenschap:Spoed"))
    page.filter_pane.value.setEditText("ja")
    page.filter_pane.act()
    assert {one.casefold() for one in shown(page, "eigenschap:Spoed")} == {"ja"}
    chips = page.bar.conditions.count() - 1
    assert chips == 1
    page.bar.wipe()
    assert page.model.zaken == len(values)


def test_a_second_column_decides_and_its_heading_says_so(page: WorklistPage) -> None:
    header = page.table.horizontalHeader()
    header.sectionClicked.emit(3)
    page.bar.sorted_then.emit("nummer")
    pairs = list(zip(shown(page, "status"), shown(page, "nummer"), strict=True))
    assert pairs == sorted(pairs, key=lambda pair: (pair[0].casefold(), pair[1]))
    title = page.model.headerData(0, Qt.Orientation.Horizontal)
    assert str(title).endswith("↑2")


def test_a_list_is_found_as_it_was_left_after_closing(
    page: WorklistPage, window: MainWindow, laptop: Laptop, qtbot: QtBot
) -> None:
    page.bar.columns_wanted.emit(("omschrijving", "nummer", "stand"))
    page.table.horizontalHeader().resizeSection(1, 222)
    page.bar.grouped.emit("status")
    kept = ("omschrijving", "nummer", "stand")
    qtbot.waitUntil(
        lambda: lists.remembered(laptop.ws, WorklistView.MINE)[0].group == "status", timeout=3000
    )
    again = WorklistPage(laptop.ws, window.bridge)
    qtbot.addWidget(again)
    assert again.model.columns == kept
    assert again.table.look().widths == {"nummer": 222}
    assert again.model.query.group == "status"


def test_a_moved_column_stays_where_it_was_put(page: WorklistPage, laptop: Laptop) -> None:
    page.table.horizontalHeader().moveSection(0, 2)
    assert page.model.columns[:3] == ("omschrijving", "voor", "nummer")
    header = page.table.horizontalHeader()
    assert [header.visualIndex(n) for n in range(3)] == [0, 1, 2]
    assert laptop.ws.profile.exists()


def test_an_own_list_is_kept_shown_and_taken_away_with_undo(
    page: WorklistPage, window: MainWindow, laptop: Laptop
) -> None:
    page.filter_pane.wanted.emit(Condition("omschrijving", Compare.HAS, "huisbezoek"))
    count = page.model.zaken
    page.save_list()
    page.save_pane.name.setText("Bezoeken & meer")
    page.save_pane.act()
    assert page.tabs.own == "Bezoeken & meer"
    assert [one.name for one in lists.own_lists(laptop.ws)] == ["Bezoeken & meer"]
    page.tabs.bar.setCurrentIndex(2)
    assert page.model.zaken > count
    page.tabs.bar.setCurrentIndex(4)
    assert page.model.zaken == count
    page.bar.removing.emit()
    assert lists.own_lists(laptop.ws) == []
    window.undo()
    assert page.tabs.own == "Bezoeken & meer"
    assert page.model.zaken == count


def test_zaken_are_picked_by_keyboard_and_mouse(
    page: WorklistPage, window: MainWindow, qtbot: QtBot
) -> None:
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    assert len(page.model.picked) == 1
    assert page.bulk.isVisible()
    assert not page.bar.isVisible()
    qtbot.keyClick(page.table, Qt.Key.Key_Down, SHIFT)
    qtbot.keyClick(page.table, Qt.Key.Key_Down, SHIFT)
    assert len(page.model.picked) == 3
    qtbot.keyClick(page.table, Qt.Key.Key_A, CTRL)
    assert len(page.model.picked) == page.model.zaken
    qtbot.keyClick(page.table, Qt.Key.Key_Escape)
    assert page.model.picked == set()
    rect = page.table.visualRect(page.model.index(1, 0))
    box = QPoint(rect.left() + 40, rect.center().y())
    qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=box)
    rect = page.table.visualRect(page.model.index(3, 0))
    box = QPoint(rect.left() + 40, rect.center().y())
    qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, SHIFT, pos=box)
    assert len(page.model.picked) == 3
    page.model.refresh()
    assert len(page.model.picked) == 3, "a refresh keeps what is picked"
    assert window.isVisible()


def test_twenty_zaken_are_handed_over_by_keyboard_only_and_back(
    page: WorklistPage, window: MainWindow, laptop: Laptop, qtbot: QtBot
) -> None:
    for number in range(20):
        casework.create_zaak(
            laptop.ws, zaaktype="WMO-HUISBEZOEK", omschrijving=f"Drempel nummer {number}"
        )
    before = unsent(laptop)
    page.filter.setText("drempel nummer")
    qtbot.waitUntil(lambda: page.model.zaken == 20, timeout=3000)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_A, CTRL)
    page.bulk.buttons[Act.HAND_OVER].setFocus()
    qtbot.keyClick(page.bulk.buttons[Act.HAND_OVER], Qt.Key.Key_Space)
    pane = page.bulk_pane
    qtbot.waitUntil(lambda: "20" in pane.summary.text(), timeout=5000)
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClicks(focus, "j-vandermeulen")
    pane.story.setPlainText("Bel eerst even")
    qtbot.keyClick(pane.whom, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: not pane.isVisible(), timeout=10000)
    assert page.model.zaken == 0, "they are the colleague's now"
    assert "20 zaken overgedragen" in window.notice.text()
    window.undo()
    qtbot.waitUntil(lambda: page.model.zaken == 20, timeout=10000)
    assert unsent(laptop) == before
    assert page.model.picked == set()


def test_what_is_left_out_is_said_before_it_is_done(
    page: WorklistPage, laptop: Laptop, qtbot: QtBot
) -> None:
    kept = page.model.row(0)
    assert kept is not None
    visiting.pin(laptop.ws, kept.local_id)
    page.model.pick_all()
    page.do_to_picked(Act.KEEP)
    qtbot.waitUntil(lambda: page.bulk_pane.lines.count() == 2, timeout=5000)
    assert str(page.model.zaken - 1) in page.bulk_pane.summary.text()
    page.bulk_pane.act()
    qtbot.waitUntil(lambda: not page.bulk_pane.isVisible(), timeout=10000)
    page.model.pick_all()
    page.do_to_picked(Act.KEEP)
    qtbot.waitUntil(lambda: not page.bulk_pane.primary.isEnabled(), timeout=5000)


def test_a_status_is_chosen_from_those_of_the_picked_zaken(
    page: WorklistPage, laptop: Laptop, qtbot: QtBot
) -> None:
    casework.create_zaak(laptop.ws, zaaktype="WMO-HUISBEZOEK", omschrijving="Een drempel")
    page.refresh()
    page.filter.setText("een drempel")
    qtbot.waitUntil(lambda: page.model.zaken == 1, timeout=3000)
    page.model.pick_all()
    page.do_to_picked(Act.STATUS)
    pane = page.bulk_pane
    pane.status.setCurrentText("Huisbezoek gepland")
    qtbot.waitUntil(pane.primary.isEnabled, timeout=5000)
    qtbot.waitUntil(lambda: "1" in pane.summary.text(), timeout=5000)
    pane.act()
    qtbot.waitUntil(lambda: not pane.isVisible(), timeout=10000)
    assert shown(page, "status") == ["Huisbezoek gepland"]


def test_a_list_becomes_a_file_with_a_warning(
    page: WorklistPage, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "lijst.xlsx"
    page.export_to(path)
    qtbot.waitUntil(lambda: "gegevens van mensen" in window.notice.text(), timeout=5000)
    assert zipfile.is_zipfile(path)
    page.export_to(tmp_path / "geen map" / "lijst.csv")
    qtbot.waitUntil(lambda: "gegevens van mensen" not in window.notice.text(), timeout=5000)


def test_the_menu_of_how_a_list_looks_offers_rollen_and_eigenschappen(page: WorklistPage) -> None:
    menu = page.bar.view_menu()
    columns = menu.actions()[0].menu()
    words = {action.text() for action in columns.actions()}  # type: ignore[attr-defined]  # a menu
    assert {"Nummer", "Zaaktype", "Behandelaar", "Spoed"} <= words
    menu.deleteLater()


def test_a_model_of_no_zaken_has_no_first_row(laptop: Laptop) -> None:
    model = CaseModel(laptop.ws)
    assert model.first_row() == -1
    assert model.columns == Look().columns


def test_the_palette_narrows_by_signs_and_keeps_searches_over_a_restart(
    page: WorklistPage, window: MainWindow, laptop: Laptop, qtbot: QtBot
) -> None:
    palette = window.palette_box
    palette.open_palette()
    palette.input.setText("voor:boer type:huisbezoek")
    rows = [palette.model.index(n, 0).data(FOUND_ROLE).row for n in range(palette.model.rowCount())]
    found = [row for row in rows if row is not None]
    assert found
    assert all("boer" in row.voor.casefold() for row in found)
    assert all("huisbezoek" in row.zaaktype.casefold() for row in found)
    qtbot.keyClick(palette.input, Qt.Key.Key_Return)
    assert lists.recent(laptop.ws) == ["voor:boer type:huisbezoek"]
    window.rebuild()
    window.palette_box.open_palette()
    again = [
        window.palette_box.model.index(n, 0).data(FOUND_ROLE).again
        for n in range(window.palette_box.model.rowCount())
    ]
    assert "voor:boer type:huisbezoek" in again


def test_the_palette_finds_what_only_this_page_can_do(
    page: WorklistPage, window: MainWindow, qtbot: QtBot
) -> None:
    palette = window.palette_box
    palette.open_palette()
    palette.input.setText("lijst bewaren")
    qtbot.keyClick(palette.input, Qt.Key.Key_Return)
    assert page.save_pane.isVisible()
    page.save_pane.close_pane()
    row = page.model.row(0)
    assert row is not None
    window.open_case(row.local_id)
    palette.open_palette()
    palette.input.setText("zaak opschorten")
    words = [palette.model.index(n, 0).data() for n in range(palette.model.rowCount())]
    assert "Zaak opschorten…" in words


@pytest.mark.parametrize("width", [1024, 1160, 1200, 1280, 1366, 1440])
def test_the_usual_columns_fit_at_every_width_and_the_preview_gives_way(
    window: MainWindow, page: WorklistPage, qtbot: QtBot, width: int
) -> None:
    window.resize(width, 760)
    has_room = width in {1160, 1366, 1440}  # at 1160 the rail is narrow
    qtbot.waitUntil(lambda: window.width() == width and page.preview.isVisible() == has_room)
    qtbot.waitUntil(lambda: page.table.horizontalScrollBar().maximum() == 0)
    columns = page.table.model().columnCount()
    assert min(page.table.columnWidth(one) for one in range(columns)) >= 90


def test_a_number_that_was_made_here_is_whole_where_there_is_room(
    window: MainWindow, page: WorklistPage, laptop: Laptop
) -> None:
    """It begins otherwise than those of the registry, and is longer."""
    window.resize(1440, 900)
    for _ in range(12):  # more than there are numbers reserved
        casework.create_zaak(laptop.ws, zaaktype="WMO-HUISBEZOEK", omschrijving="Nieuw")
    page.refresh()
    QTest.qWait(0)
    longest = page.model.longest_number
    assert longest.startswith("ZK-")
    assert page.table.columnWidth(0) > QFontMetrics(theme.font("table")).horizontalAdvance(longest)
    assert page.table.horizontalScrollBar().maximum() == 0


def test_a_list_that_is_very_long_is_read_on_a_thread_and_the_last_that_was_typed_is_shown(
    page: WorklistPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worklist_page, "MANY", 0)
    asked: list[str] = []
    whole = reading.worklist

    def read(ws: Workspace, query: WorklistQuery) -> Listing:
        asked.append(threading.current_thread().name)
        if query.text == "scoot":
            time.sleep(0.2)  # the answer to what was typed first comes last
        return whole(ws, query)

    monkeypatch.setattr(reading, "worklist", read)
    before = page.model.zaken
    for typed in ("scoot", "traplift"):
        page.filter.setText(typed)
        page._show()
        assert page.model.zaken == before, "what is shown stays until the answer is there"
    qtbot.waitUntil(lambda: page.model.query.text == "traplift")
    qtbot.waitUntil(lambda: len(asked) >= 2 and page._bridge.is_quiet)
    assert page.model.query.text == "traplift"
    assert "MainThread" not in asked
