"""What moves or blinks by itself, decided in one place: all of it, or nothing.

Qt does not tell what the system wants of this (6.11 knows contrast only), so the person says it in
Instellingen. No view animates anything; what is left are the effects of Qt and the caret.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

EFFECTS = (
    Qt.UIEffect.UI_General,
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
    Qt.UIEffect.UI_AnimateToolBox,
)


class _Current:
    is_calm = False
    effects: tuple[Qt.UIEffect, ...] = ()
    blink_ms = 0


def is_calm() -> bool:
    """Tell whether nothing may move by itself; the style asks before it animates."""
    return _Current.is_calm


def apply(application: QApplication, *, calm: bool) -> None:
    """Let nothing move or blink, or give back what the system had."""
    if calm == _Current.is_calm:
        return
    if calm:
        _Current.effects = tuple(one for one in EFFECTS if application.isEffectEnabled(one))
        _Current.blink_ms = application.cursorFlashTime()
    _Current.is_calm = calm
    for one in _Current.effects:
        application.setEffectEnabled(one, not calm)
    application.setCursorFlashTime(0 if calm else _Current.blink_ms)
