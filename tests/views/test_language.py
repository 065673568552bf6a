"""Dutch first, English complete: no text is left behind, and a person may switch at any time."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from unittest.mock import Mock

import pytest
from desktop.domain.kinds import Kind
from desktop.domain.records import Stand
from desktop.i18n import dates, language, words
from desktop.operations.overview import reading
from desktop.operations.zaken import casework
from desktop.views.frame.main_window import MainWindow
from desktop.views.frame.status_strip import waiting_words
from desktop.views.look import states, theme
from desktop.views.look.wording import speak
from desktop.views.preferences import Preferences
from desktop.views.setup.settings_page import SettingsPage
from desktop.views.widgets.card import InkLabel
from desktop.views.zaak.case_page import CasePage
from desktop.views.zaak.lifecycle_pane import Course
from desktop.views.zaak.part_panes import CHANNELS
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests import translating
from tests.views.test_journeys import NUMBER, case_page
from tests.world.laptops import Laptop

VIEWS = Path(theme.__file__).resolve().parents[1]
MESSAGES = translating.messages(translating.TEXTS)
PLACES = re.compile(r"\{\w*\}")
TRANSLATES = {"tr", "translate"}
NO_TEXT = {"setObjectName", "setProperty", "getLogger", "exception", "removeprefix"}
KEYS = {"Enter", "Esc", "Fusion", "Text", "Zaakkoffer", "Nederlands", "English"}
"""Names of keys and of Qt's own, and what is called the same in every language."""
MEASURED = {"case_table.py"}
"""Holds examples that only the width of a column is taken from."""


@pytest.fixture
def english(qapp: QApplication) -> Iterator[None]:
    speak("en")
    yield
    speak("nl")


def test_every_text_has_its_english_with_the_same_places_to_fill_in() -> None:
    wrong = [
        key
        for key, found in MESSAGES.items()
        if not found
        or sorted(PLACES.findall(found)) != sorted(PLACES.findall(key[1]))
        or ("&" in found) != ("&" in key[1])  # a letter to choose it with, in both or in none
    ]
    assert wrong == []


def test_the_file_of_texts_holds_what_the_code_says_and_nothing_else(tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.ts"
    translating.collect(fresh)
    assert set(translating.messages(fresh)) == set(MESSAGES), "run python -m tests.translating"


def test_the_compiled_texts_are_those_of_the_file(tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.qm"
    translating.compile_texts(translating.TEXTS, fresh)
    assert fresh.read_bytes() == translating.COMPILED.read_bytes()


def spoken_literals(path: Path) -> list[str]:
    """Give the texts in a module that look like words for people and are not translated."""
    tree = ast.parse(path.read_text("utf-8"))
    skipped: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            skipped.add(id(node.value))  # a docstring
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in TRANSLATES | NO_TEXT:
                skipped |= {id(one) for one in ast.walk(node)}
    looks = re.compile(r"^[A-Z][a-z]+$|[a-z]{2,} [a-z]|\b(sinds|uiterlijk|van|nog)\b")
    return [
        f"{path.name}:{node.lineno}: {node.value!r}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in skipped
        and node.value not in {*KEYS, *CHANNELS}
        and looks.search(node.value)
        and not node.value.startswith("d MMMM")
    ]


def inside_another(path: Path) -> list[str]:
    """Give the texts in a module that stand inside an f-string: lupdate does not look there."""
    return [
        f"{path.name}:{node.lineno}: {ast.unparse(node)}"
        for outer in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(outer, ast.JoinedStr)
        for node in ast.walk(outer)
        if isinstance(node, ast.Call)
        and getattr(node.func, "attr", getattr(node.func, "id", "")) in TRANSLATES
    ]


def test_no_text_stands_where_the_translation_does_not_look(tmp_path: Path) -> None:
    path = tmp_path / "page.py"
    path.write_text("label(f\"{said} {self.tr('Sinds {}.').format(when)}\")\n")
    assert inside_another(path) == ["page.py:1: self.tr('Sinds {}.')"]
    assert [one for path in VIEWS.rglob("*.py") for one in inside_another(path)] == []


def test_a_text_that_is_forgotten_is_found(tmp_path: Path) -> None:
    path = tmp_path / "page.py"
    path.write_text('"""A page."""\nlabel("Nog niet klaar")\nlabel(tr("Wel klaar"))\n')
    assert spoken_literals(path) == ["page.py:2: 'Nog niet klaar'"]


def test_no_view_says_something_that_cannot_be_translated() -> None:
    names = VIEWS / "widgets" / "avatar.py"  # knows the particles of Dutch names
    found = [
        one
        for path in VIEWS.rglob("*.py")
        if path.name not in MEASURED and path != names
        for one in spoken_literals(path)
    ]
    assert found == []


@pytest.mark.parametrize("key", sorted(words.catalogue()))
def test_every_word_of_a_reading_is_there_in_both_languages(key: str) -> None:
    entry = words.catalogue()[key]
    assert set(entry) == set(language.LANGUAGES)
    assert all(entry.values())
    assert len({one.count("{}") for one in entry.values()}) == 1


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_of_record_has_a_word(kind: Kind) -> None:
    assert words.word(f"noun.{kind}")


@pytest.mark.parametrize("stand", list(Stand))
def test_the_dutch_word_of_a_state_is_that_of_the_guide(stand: Stand) -> None:
    assert states.word_of(stand) == theme.tokens()["state"][stand.value]["label"]


def test_one_is_one_and_two_are_more_in_english(english: None) -> None:
    assert waiting_words(1, "10:42") == "1 change waits, since 10:42"
    assert waiting_words(2, "10:42") == "2 changes wait, since 10:42"
    assert dates.size(2_400_000) == "2.4 MB"


@pytest.mark.parametrize(
    ("names", "spoken"),
    [
        (["nl-NL", "en-US"], "nl"),
        (["en-GB"], "en"),
        (["fy-NL", "nl-NL", "en"], "nl"),
        (["C"], "nl"),
        ([], "nl"),
    ],
)
def test_the_first_language_of_the_system_that_we_speak_is_used(
    names: list[str], spoken: str
) -> None:
    assert language.of_system(names) == spoken


def choose(page: SettingsPage, spoken: str) -> None:
    assert page.language is not None
    number = page.language.findData(spoken)
    page.language.setCurrentIndex(number)
    page.language.activated.emit(number)
    QApplication.processEvents()


def test_a_person_switches_to_english_and_nothing_is_lost(
    window: MainWindow, laptop: Laptop, qtbot: QtBot
) -> None:
    page = case_page(window, laptop)
    qtbot.keyClicks(page.note, "Half geschreven")
    window.go("settings")
    settings = window.page("settings")
    assert isinstance(settings, SettingsPage)
    try:
        choose(settings, "en")
        assert isinstance(window.pages.currentWidget(), SettingsPage)
        assert window.rail.items["today"].words == "Today"
        assert window.windowTitle() == "Settings – Zaakkoffer"
        case = case_page(window, laptop)
        assert case is not page
        assert case.note.toPlainText() == "Half geschreven"
        assert case.fields.heading.text() == "Details"
        qtbot.keyClick(case.note, Qt.Key.Key_Return)
        assert window.notice.text() == "Note saved."
        assert "1 change waits, since" in window.strip.waits.text()
        assert reading.case(laptop.ws, NUMBER).timeline[0].text == "Half geschreven"
        assert Preferences(laptop.ws.profile).language == "en"
        again = MainWindow(laptop.ws, automatic=False)
        qtbot.addWidget(again)
        assert again.rail.items["worklist"].words == "Worklist"
        again.bridge.close()
    finally:
        speak("nl")


def test_a_shortcut_still_means_one_thing_after_switching(window: MainWindow, qtbot: QtBot) -> None:
    try:
        window.rebuild()
        QApplication.processEvents()
        qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        assert window.new_case.isVisible()
    finally:
        speak("nl")


def test_work_that_goes_on_while_switching_is_told_in_the_end(
    window: MainWindow, laptop: Laptop, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "verslag.txt"
    path.write_text("verslag")
    page = case_page(window, laptop)
    page.attach()
    page.attach_pane.take([path])
    window.rebuild()
    qtbot.waitUntil(
        lambda: "verslag" in [d.titel for d in reading.case(laptop.ws, NUMBER).documents],
        timeout=5000,
    )
    qtbot.waitUntil(lambda: "1 wijziging" in window.strip.waits.text() or
                    "2 wijzigingen" in window.strip.waits.text(), timeout=5000)  # fmt: skip


def visible_letters(window: MainWindow) -> list[str]:
    QApplication.processEvents()
    texts = [one.text() for one in window.findChildren(QAbstractButton) if one.isVisible()]
    labels = window.findChildren(QLabel)
    texts += [one.text() for one in labels if one.isVisible() and one.buddy() is not None]
    return [text[text.index("&") + 1].casefold() for text in texts if "&" in text]


@pytest.mark.parametrize("spoken", ["nl", "en"])
def test_alt_letters_are_unique_in_each_language(
    window: MainWindow, laptop: Laptop, spoken: language.Language
) -> None:
    speak(spoken)
    try:
        window.rebuild()
        page = case_page(window, laptop)
        panes: list[QWidget] = [page.attach_pane, page.status_pane, page.appointment_pane]
        steering: list[Callable[[], object]] = [partial(page.steer, one) for one in Course]
        for open_pane in (page.decide, *steering, page.attach, page.set_status, page.ask):
            open_pane()
            page.attach_pane.shared.fold.setChecked(True)
            found = visible_letters(window)
            assert len(found) == len(set(found)), sorted(found)
        assert sum(one.isVisible() for one in panes) == 1
        page.appointment_pane.close_pane()
        for name in ("settings", "sync", "appointments", "today", "worklist", "case"):
            window.go(name)
            window.new_case.start()
            found = visible_letters(window)
            assert len(found) == len(set(found)), f"{name}: {sorted(found)}"
            window.new_case.close_pane()
        window.go("settings")
        settings = window.page("settings")
        assert isinstance(settings, SettingsPage)
        settings.pane.start()
        found = visible_letters(window)
        assert len(found) == len(set(found)), sorted(found)
    finally:
        speak("nl")


def test_the_timeline_and_the_outbox_speak_english_too(
    window: MainWindow, laptop: Laptop, english: None
) -> None:
    casework.edit_zaak(laptop.ws, NUMBER, {"toelichting": "Anders"})
    case = reading.case(laptop.ws, NUMBER)
    assert case.timeline[0].title == "Explanation changed"
    assert [one.what for one in reading.outbox(laptop.ws)] == ["Changed: explanation"]
    assert "You" in {one.by for one in case.timeline}


def test_colours_and_size_of_text_hold_at_once_and_are_remembered(
    window: MainWindow, laptop: Laptop, qapp: QApplication
) -> None:
    window.go("settings")
    page = window.page("settings")
    assert isinstance(page, SettingsPage)
    before = qapp.font().pointSizeF()
    try:
        page._colour("dark")
        assert theme.scheme() == "dark"
        page._scale(150)
        assert qapp.font().pointSizeF() == pytest.approx(before * 1.5)
        kept = Preferences(laptop.ws.profile)
        assert (kept.scheme, kept.text_percent) == ("dark", 150)
    finally:
        theme.apply(qapp, "light")
        theme.scale_text(qapp, 100)
        speak("nl")


def test_every_label_follows_the_colours_and_the_size_of_text(
    window: MainWindow, qapp: QApplication
) -> None:
    """Also where the system changed them, which makes nothing anew."""
    window.go("today")
    labels = window.page("today").findChildren(InkLabel)
    font = QFont(qapp.font())
    assert labels
    try:
        theme.apply(qapp, "dark")
        larger = QFont(font)
        larger.setPointSizeF(font.pointSizeF() * 2)
        qapp.setFont(larger)
        qapp.processEvents()
        for label in labels:
            ink = label.palette().color(label.foregroundRole()).name()
            assert ink in {theme.colour(one).name() for one in theme.tokens()["color"]["dark"]}
            assert label.font().pointSizeF() >= theme.font("caption").pointSizeF()
    finally:
        qapp.setFont(font)
        theme.apply(qapp, "light")


def test_switching_reads_the_zaak_once_and_makes_only_the_page_that_is_shown(
    window: MainWindow, laptop: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A person who changes the language waits for what they look at, not for the rest."""
    case_page(window, laptop)
    read = Mock(wraps=reading.case)
    monkeypatch.setattr(reading, "case", read)
    window.rebuild()
    shown = [window.pages.widget(number) for number in range(window.pages.count())]
    assert [type(one) for one in shown] == [CasePage]
    assert read.call_count == 1


def test_what_nobody_knows_in_the_file_of_preferences_counts_as_never_set(tmp_path: Path) -> None:
    (tmp_path / "venster.ini").write_text("[General]\nlanguage=xx\nscheme=pink\ntext_percent=7\n")
    kept = Preferences(tmp_path)
    assert (kept.language, kept.scheme, kept.text_percent) == (None, None, 100)


def test_a_page_of_the_case_is_whole_in_english(
    window: MainWindow, laptop: Laptop, english: None
) -> None:
    window.rebuild()
    page = case_page(window, laptop)
    assert isinstance(page, CasePage)
    assert page.tabs.bar.tabText(0) == "Timeline"
    assert page.head.primary.text() == "Set &status"
