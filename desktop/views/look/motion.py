"""What moves or blinks by itself, decided in one place: all of it, or nothing.

Qt does not tell what the system wants of this (6.11 knows contrast only), so the person says it in
Instellingen. No view animates anything; what is left are the effects of Qt and the caret.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QProxyStyle,
    QStyle,
    QStyleFactory,
    QStyleHintReturn,
    QStyleOption,
    QWidget,
)

EFFECTS = (
    Qt.UIEffect.UI_General,
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
    Qt.UIEffect.UI_AnimateToolBox,
)


class _Still(QProxyStyle):
    """Below our own style where nothing may move.

    Only there: a style is asked for a hint thousands of times while a page is made, and an answer
    in Python costs each of them several times what it costs in Qt.
    """

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: QStyleHintReturn | None = None,
    ) -> int:
        if hint == QStyle.StyleHint.SH_Widget_Animation_Duration:
            return 0
        return super().styleHint(hint, option, widget, returnData)


class _Current:
    is_calm = False
    effects: tuple[Qt.UIEffect, ...] = ()
    blink_ms = 0


def is_calm() -> bool:
    """Tell whether nothing may move by itself."""
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
    style = application.style()
    if isinstance(style, QProxyStyle):
        below = _Still("Fusion") if calm else QStyleFactory.create("Fusion")
        below.setParent(style)  # it lives as long as what stands on it
        style.setBaseStyle(below)
    application.setCursorFlashTime(0 if calm else _Current.blink_ms)
