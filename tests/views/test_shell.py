"""The frame around the pages: rail, palette, strip, back and forward, themes."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from desktop.domain.records import Progress
from desktop.operations.overview import reading
from desktop.operations.zaken import casework
from desktop.views.frame.main_window import MainWindow
from desktop.views.look import hits, icons, theme
from desktop.views.widgets.avatar import initials_of
from desktop.views.worklist.worklist_page import WorklistPage
from desktop.views.zaak.case_page import CasePage
from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.world.laptops import Laptop

NUMBER = "ZAAK-2026-0000000127"
CTRL = Qt.KeyboardModifier.ControlModifier
PAGES = ("today", "worklist", "appointments", "ambition", "sync", "help", "case")


def worklist(window: MainWindow) -> WorklistPage:
    page = window.page("worklist")
    assert isinstance(page, WorklistPage)
    return page


def show_page(window: MainWindow, laptop: Laptop, name: str) -> QWidget:
    if name == "case":
        with laptop.ws.replica.read() as reader:
            window.open_case(reader.records.resolve(NUMBER).local_id)
    else:
        window.go(name)
    QApplication.processEvents()
    return window.page(name)


def test_ctrl_k_finds_a_case_and_enter_opens_it(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_K, CTRL)
    palette = window.palette_box
    assert palette.isVisible()
    qtbot.keyClicks(palette.input, "boer")
    qtbot.keyClick(palette.input, Qt.Key.Key_Return)
    assert not palette.isVisible()
    page = window.pages.currentWidget()
    assert isinstance(page, CasePage)
    assert NUMBER in window.windowTitle()


def test_the_palette_does_what_a_shortcut_does(window: MainWindow, qtbot: QtBot) -> None:
    window.palette_box.open_palette()
    qtbot.keyClicks(window.palette_box.input, "nieuwe zaak")
    qtbot.keyClick(window.palette_box.input, Qt.Key.Key_Return)
    assert window.new_case.isVisible()


def test_the_palette_walks_with_the_arrows_and_skips_headings(
    window: MainWindow, qtbot: QtBot
) -> None:
    palette = window.palette_box
    palette.open_palette()
    qtbot.keyClicks(palette.input, "aanvraag")
    first = palette.list.currentIndex().row()
    qtbot.keyClick(palette.input, Qt.Key.Key_Down)
    assert palette.list.currentIndex().row() == first + 1
    qtbot.keyClick(palette.input, Qt.Key.Key_Up)
    assert palette.list.currentIndex().row() == first


def test_the_palette_remembers_what_was_searched(window: MainWindow, qtbot: QtBot) -> None:
    palette = window.palette_box
    palette.open_palette()
    qtbot.keyClicks(palette.input, "scootmobiel")
    qtbot.keyClick(palette.input, Qt.Key.Key_Return)
    palette.open_palette()
    shown = [palette.model.index(n, 0).data() for n in range(palette.model.rowCount())]
    assert shown[:2] == ["Laatst gezocht", "scootmobiel"]


def test_nothing_found_is_said_and_nothing_can_be_chosen(window: MainWindow, qtbot: QtBot) -> None:
    palette = window.palette_box
    palette.open_palette()
    qtbot.keyClicks(palette.input, "qqqq")
    assert palette.model.index(0, 0).data() == "Niets gevonden in je koffer voor ‘qqqq’."
    qtbot.keyClick(palette.input, Qt.Key.Key_Return)
    assert palette.isVisible()


def test_escape_closes_the_palette_and_gives_the_focus_back(
    window: MainWindow, qtbot: QtBot
) -> None:
    table = worklist(window).table
    table.setFocus()
    window.palette_box.open_palette()
    qtbot.keyClick(window.palette_box.input, Qt.Key.Key_Escape)
    assert not window.palette_box.isVisible()
    assert window.focusWidget() is table


def test_the_palette_model_keeps_qts_rules(
    window: MainWindow, qtmodeltester: ModelTester, qtbot: QtBot
) -> None:
    window.palette_box.open_palette()
    qtbot.keyClicks(window.palette_box.input, "zaak")
    qtmodeltester.check(window.palette_box.model)


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Hulp en traplift", "trap", [(8, 4)]),
        ("Trap op, trap af", "TRAP", [(0, 4), (9, 4)]),
        ("Contract", "tract", []),
        ("Wat (niet) mag", "(niet", []),
        ("Iets", "", []),
    ],
)
def test_a_hit_is_the_beginning_of_a_word(
    text: str, words: str, found: list[tuple[int, int]]
) -> None:
    assert hits.spans(text, words) == found


def test_the_rail_is_narrow_in_a_narrow_window_until_the_person_says_otherwise(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.resize(1300, 700)
    qtbot.waitUntil(lambda: not window.rail.narrow)
    window.resize(1100, 700)
    qtbot.waitUntil(lambda: window.rail.narrow)
    qtbot.keyClick(window, Qt.Key.Key_F9)
    assert not window.rail.narrow
    window.resize(900, 700)
    QApplication.processEvents()
    assert not window.rail.narrow


def test_the_window_comes_back_as_it_was_left(
    window: MainWindow, laptop: Laptop, qtbot: QtBot
) -> None:
    left = QSize(window.minimumWidth(), window.minimumHeight() + 40)  # the screen has room for it
    window.resize(left)
    by_width = window.rail.narrow
    qtbot.keyClick(window, Qt.Key.Key_F9)
    window.close()
    again = MainWindow(laptop.ws, automatic=False)
    qtbot.addWidget(again)
    again.show()
    qtbot.waitUntil(lambda: again.size() == left)
    assert again.rail.narrow != by_width, "as the person wanted it, not as the width would"
    again.bridge.close()


def test_the_rail_says_how_much_waits(window: MainWindow, laptop: Laptop) -> None:
    casework.add_notitie(laptop.ws, NUMBER, "Bel terug")
    window.touched()
    assert window.rail.items["sync"].said == "Synchronisatie, 1 wijziging wacht"


def test_back_and_forward_walk_over_the_pages_that_were_shown(
    window: MainWindow, laptop: Laptop, qtbot: QtBot
) -> None:
    case = show_page(window, laptop, "case")
    window.go("sync")
    alt = Qt.KeyboardModifier.AltModifier
    qtbot.keyClick(window, Qt.Key.Key_Left, alt)
    assert window.pages.currentWidget() is case
    qtbot.keyClick(window, Qt.Key.Key_Left, alt)
    assert window.pages.currentWidget() is worklist(window)
    qtbot.keyClick(window, Qt.Key.Key_Left, alt)
    assert window.pages.currentWidget() is worklist(window)
    qtbot.keyClick(window, Qt.Key.Key_Right, alt)
    assert window.pages.currentWidget() is case


def test_ctrl_z_takes_back_what_was_done_last(
    window: MainWindow, laptop: Laptop, qtbot: QtBot
) -> None:
    page = show_page(window, laptop, "case")
    assert isinstance(page, CasePage)
    qtbot.keyClicks(page.note, "Vergissing")
    qtbot.keyClick(page.note, Qt.Key.Key_Return)
    window.go("worklist")
    qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert laptop.status().waiting == 0
    assert "Vergissing" not in [one.text for one in reading.case(laptop.ws, NUMBER).timeline]


def test_f6_goes_round_the_parts_of_the_window(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    worklist(window).table.setFocus()
    parts = [window.strip, window.rail, worklist(window)]
    for part in parts:
        qtbot.keyClick(window, Qt.Key.Key_F6)
        focus = window.focusWidget()
        assert part.isAncestorOf(focus), f"{part}: {focus}"


def test_a_list_is_narrowed_to_a_zaaktype_and_wiped_again(window: MainWindow) -> None:
    page = worklist(window)
    every = page.model.rowCount()
    page.bar._choose("Huisbezoek Wmo")  # what the entry of the menu does
    assert 0 < page.model.rowCount() < every
    assert page.bar.chip.text() == "Huisbezoek Wmo"
    page.filter.setText("bestaat niet")
    page._show()
    assert page.empty.words.text() == "Geen zaak past bij dit filter."
    page.empty.action.click()
    page._show()
    assert page.model.rowCount() == every
    assert not page.bar.chip.isVisible()


def test_letters_that_every_number_shares_are_left_out(window: MainWindow) -> None:
    index = worklist(window).model.index(0, 0)
    assert re.fullmatch(r"2026-\d+", str(index.data()))
    assert "ZAAK-2026-" in str(index.data(Qt.ItemDataRole.ToolTipRole))


def test_a_row_is_read_aloud_as_a_sentence(window: MainWindow) -> None:
    model = worklist(window).model
    said = [
        str(model.index(n, 0).data(Qt.ItemDataRole.AccessibleDescriptionRole))
        for n in range(model.rowCount())
    ]
    assert any(re.fullmatch(r".+, T\. de Boer, uiterlijk 21 december, Bevestigd", s) for s in said)


def test_the_chosen_case_stays_chosen_when_the_order_changes(window: MainWindow) -> None:
    page = worklist(window)
    page.table.selectRow(2)
    chosen = page.model.row(2)
    page.table.horizontalHeader().sectionClicked.emit(1)
    again = page.model.row(page.table.currentIndex().row())
    assert chosen is not None
    assert again is not None
    assert again.local_id == chosen.local_id


def test_the_strip_counts_with_real_numbers_while_busy(window: MainWindow) -> None:
    strip = window.strip
    strip.show_progress(Progress("pull", 4, 12))
    assert "Bezig" not in strip.connection.text()
    strip.show_busy(busy=True)
    assert strip.sync.text() == "Stoppen"
    strip.show_progress(Progress("push", 4, 12))
    strip.show_progress(Progress("push", 24_000_000, 71_000_000, "bytes"))
    assert strip.connection.text() == "Bezig: 4 van 12, 24 van 71 MB"
    strip.show_busy(busy=False)
    assert strip.sync.text() == "Synchroniseren"


@pytest.mark.parametrize("width", [960, 1024, 1440])
def test_no_part_of_the_strip_is_cut(window: MainWindow, laptop: Laptop, width: int) -> None:
    casework.add_notitie(laptop.ws, NUMBER, "Bel terug")
    window.resize(width, 700)
    window.touched()
    QApplication.processEvents()
    strip = window.strip
    for part in (strip.practice, strip.connection, strip.waits, strip.updated, strip.sync):
        if part.isVisible():
            assert part.width() >= part.sizeHint().width(), part.text()


def test_a_change_of_scheme_reaches_labels_and_icons_at_once(
    window: MainWindow, qapp: QApplication
) -> None:
    label = worklist(window).header.title
    ink = label.palette().color(label.foregroundRole())
    before = icons.icon("sun").pixmap(QSize(20, 20)).toImage()
    try:
        theme.apply(qapp, "dark")
        QApplication.processEvents()
        assert label.palette().color(label.foregroundRole()) != ink
        assert icons.icon("sun").pixmap(QSize(20, 20)).toImage() != before
    finally:
        theme.apply(qapp, "light")


@pytest.mark.parametrize("scheme", ["light", "dark", "highContrast"])
def test_every_page_can_be_drawn_in_every_scheme(
    window: MainWindow, laptop: Laptop, qapp: QApplication, scheme: theme.Scheme
) -> None:
    try:
        theme.apply(qapp, scheme)
        for name in PAGES:
            show_page(window, laptop, name)
            assert not window.grab().isNull()
    finally:
        theme.apply(qapp, "light")


def test_every_shortcut_means_one_thing(window: MainWindow) -> None:
    keys = [key for deed in window.deeds for key in (deed.keys, *deed.more_keys) if key]
    assert [key for key, times in Counter(keys).items() if times > 1] == []


@pytest.mark.parametrize("name", PAGES)
def test_alt_letters_are_unique_on_a_page(window: MainWindow, laptop: Laptop, name: str) -> None:
    page = show_page(window, laptop, name)
    letters = Counter(
        match.group(1).casefold()
        for one in page.findChildren(QAbstractButton)
        if one.isVisible() and (match := re.search(r"&(\w)", one.text()))
    )
    assert [letter for letter, times in letters.items() if times > 1] == []


@pytest.mark.parametrize("name", PAGES)
def test_labels_show_plain_text_only(window: MainWindow, laptop: Laptop, name: str) -> None:
    page = show_page(window, laptop, name)
    rich = [
        one.text()
        for one in page.findChildren(QLabel)
        if one.text() and one.buddy() is None and one.textFormat() != Qt.TextFormat.PlainText
    ]
    assert rich == []


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Noor Haverkamp", "NH"), ("Jos van der Meulen", "JM"), ("Cher", "C"), ("", "")],
)
def test_initials_are_of_the_first_and_last_name(name: str, letters: str) -> None:
    assert initials_of(name) == letters


class Windows(QObject):
    """Notes every widget that is shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.Show
            and isinstance(watched, QWidget)
            and watched.isWindow()
            and not isinstance(watched, MainWindow)
        ):
            self.shown.append(f"{type(watched).__name__} {watched.accessibleName()}")
        return False


def test_no_part_of_a_page_is_a_window_for_a_moment(
    laptop: Laptop, qtbot: QtBot, qapp: QApplication
) -> None:
    """A widget that is made visible before it has a parent flashes and takes the focus away."""
    windows = Windows()
    qapp.installEventFilter(windows)
    window = MainWindow(laptop.ws, practice=True, automatic=False)
    qtbot.addWidget(window)
    window.show()
    for name in PAGES:
        show_page(window, laptop, name)
    window.new_case.start()
    window.tell("Bewaard.", None)
    qapp.removeEventFilter(windows)
    window.bridge.close()
    assert windows.shown == []
