"""Colours, type and spaces from `resources/tokens.json`; no other module knows a colour value."""

from __future__ import annotations

import json
from functools import cache
from typing import Any, Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from desktop.config.paths import resources

Scheme = Literal["light", "dark", "highContrast"]
TypeStyle = Literal["title", "section", "body", "bodyStrong", "table", "caption"]


@cache
def tokens() -> dict[str, Any]:
    """Give the design tokens."""
    found: dict[str, Any] = json.loads((resources() / "tokens.json").read_text("utf-8"))
    return found


class _Current:
    scheme: Scheme = "light"


def scheme() -> Scheme:
    """Give the colour scheme in use."""
    return _Current.scheme


def colour(name: str) -> QColor:
    """Give a colour of the scheme in use by its token."""
    return QColor(tokens()["color"][_Current.scheme][name])


def space(step: int) -> int:
    """Give a space of the scale: 1 is 4 px, 2 is 8, 3 is 12, 4 is 16, 5 is 24, 6 is 32."""
    return int(tokens()["space"][str(step)])


def font(style: TypeStyle) -> QFont:
    """Give a font as a ratio of the person's own system font."""
    spec = tokens()["type"][style]
    found = QFont(QApplication.font())
    found.setPointSizeF(QApplication.font().pointSizeF() * float(spec["ratio"]))
    found.setWeight(QFont.Weight(int(spec["weight"])))
    return found


def _system_scheme() -> Scheme:
    dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return "dark" if dark else "light"


def apply(application: QApplication, wanted: Scheme | None = None) -> None:
    """Give the whole application a scheme (None: the system's own)."""
    _Current.scheme = wanted or _system_scheme()
    palette = QPalette()
    for role, token in tokens()["roles"].items():
        found = getattr(QPalette.ColorRole, role, None)
        if found is not None:
            palette.setColor(found, colour(token))
    disabled = QPalette.ColorGroup.Disabled
    for role in ("WindowText", "Text", "ButtonText"):
        palette.setColor(disabled, getattr(QPalette.ColorRole, role), colour("textDisabled"))
    application.setPalette(palette)
