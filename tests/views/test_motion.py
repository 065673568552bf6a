"""Nothing moves or blinks for a person who does not want it, and nothing moves apart from that."""

from __future__ import annotations

import re
from pathlib import Path

from desktop.views.frame.main_window import MainWindow
from desktop.views.look import motion, theme
from desktop.views.preferences import Preferences
from desktop.views.setup.settings_page import SettingsPage
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QStyle

from tests.world.laptops import Laptop

VIEWS = Path(theme.__file__).resolve().parents[1]
MOVING = re.compile(r"\bQ\w*Animation\b|\bQTimeLine\b|\bQMovie\b|\bQScroller\b|setRange\(0, 0\)")
DURATION = QStyle.StyleHint.SH_Widget_Animation_Duration


def choose(page: SettingsPage, name: str, value: object) -> None:
    field = next(one for one in page.findChildren(QComboBox) if one.accessibleName() == name)
    number = field.findData(value)
    field.setCurrentIndex(number)
    field.activated.emit(number)


def test_a_person_stops_all_that_moves_and_it_is_remembered(
    window: MainWindow, laptop: Laptop, qapp: QApplication
) -> None:
    window.go("settings")
    page = window.page("settings")
    assert isinstance(page, SettingsPage)
    for effect in (Qt.UIEffect.UI_General, Qt.UIEffect.UI_AnimateCombo):
        qapp.setEffectEnabled(effect, True)
    qapp.setCursorFlashTime(1000)
    before = qapp.style().styleHint(DURATION)
    assert before > 0
    try:
        choose(page, "Beweging", True)
        assert motion.is_calm()
        assert qapp.style().styleHint(DURATION) == 0
        assert qapp.cursorFlashTime() == 0
        assert not any(qapp.isEffectEnabled(one) for one in motion.EFFECTS)
        assert Preferences(laptop.ws.profile).is_calm
    finally:
        choose(page, "Beweging", False)
    assert qapp.style().styleHint(DURATION) == before
    assert qapp.cursorFlashTime() == 1000
    assert qapp.isEffectEnabled(Qt.UIEffect.UI_AnimateCombo)
    assert not Preferences(laptop.ws.profile).is_calm


def test_no_view_moves_anything_by_itself() -> None:
    found = [path.name for path in VIEWS.rglob("*.py") if MOVING.search(path.read_text("utf-8"))]
    assert found == []
