"""Colours, type and spaces from `resources/tokens.json`; no other module knows a colour value.

For authors of pages: `colour(token)` is asked while painting, never kept, so that a change of
scheme shows at once; `font(style)` is a ratio of the person's own system font; `space(step)` and
`measure(name)` are device-independent pixels. What is drawn where belongs in `style.py`.
"""

from __future__ import annotations

import json
from functools import cache, lru_cache
from typing import Any, Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from desktop.config.paths import resources

Scheme = Literal["light", "dark", "highContrast"]
TypeStyle = Literal[
    "title",
    "section",
    "body",
    "bodyStrong",
    "table",
    "caption",
    "visitBody",
    "visitButton",
    "visitTitle",
]

_GUIDE_TEXT_PX = 14
"""Size of text for which the lengths of the guide are meant."""


@cache
def tokens() -> dict[str, Any]:
    """Give the design tokens."""
    found: dict[str, Any] = json.loads((resources() / "tokens.json").read_text("utf-8"))
    return found


class _Current:
    scheme: Scheme = "light"
    wanted: Scheme | None = None
    follows: bool = False
    system_font: QFont | None = None


def scheme() -> Scheme:
    """Give the colour scheme in use."""
    return _Current.scheme


@cache
def _colour(used: Scheme, name: str) -> QColor:
    return QColor(tokens()["color"][used][name])


def colour(name: str) -> QColor:
    """Give a colour of the scheme in use by its token."""
    return QColor(_colour(_Current.scheme, name))


def space(step: int) -> int:
    """Give a space of the scale: 1 is 4 px, 2 is 8, 3 is 12, 4 is 16, 5 is 24, 6 is 32."""
    return int(tokens()["space"][str(step)])


def measure(name: str) -> int:
    """Give a size that is one number, such as `railWide` or `statusStrip`, in px."""
    return int(tokens()["size"][name])


def grown(length_px: int) -> int:
    """Give a length that holds text, as large as the person's text makes it; never smaller.

    Columns, panes and the widths at which a page changes shape use it: with text twice as large a
    window holds half as much, whether the person or the system made the text so.
    """
    return round(length_px * max(1.0, _text_px(QApplication.font().key()) / _GUIDE_TEXT_PX))


@lru_cache(maxsize=8)
def _text_px(system: str) -> int:
    del system
    return QFontInfo(QApplication.font()).pixelSize()


def breakpoint_px(name: str) -> int:
    """Give the width of the window at which something of it changes shape."""
    return grown(int(tokens()["breakpoints"][name]))


def reading_px() -> int:
    """Give the width of a page whose lines are to be read."""
    return grown(measure("readingMeasure")) + 2 * space(5)


def hairline() -> int:
    """Give the width of an edge: 1 px, 2 in high contrast."""
    edges = tokens()["border"]
    return int(edges["highContrast" if _Current.scheme == "highContrast" else "hairline"])


def font(style: TypeStyle) -> QFont:
    """Give a font as a ratio of the person's own system font."""
    return QFont(_font(style, QApplication.font().key()))


@lru_cache(maxsize=64)
def _font(style: TypeStyle, system: str) -> QFont:
    del system
    spec = tokens()["type"][style]
    found = QFont(QApplication.font())
    ratio = float(spec["ratio"])
    if found.pointSizeF() > 0:
        found.setPointSizeF(found.pointSizeF() * ratio)
    else:
        found.setPixelSize(round(found.pixelSize() * ratio))
    found.setWeight(QFont.Weight(int(spec["weight"])))
    return found


def figures(style: TypeStyle) -> QFont:
    """Give a font whose figures all have one width, for columns, times and sizes."""
    found = font(style)
    found.setFeature(QFont.Tag(tokens()["type"]["numeric"].split(" ", 1)[0]), 1)
    return found


def _system_scheme() -> Scheme:
    hints = QGuiApplication.styleHints()
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return "highContrast"
    return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"


def focus_px() -> int:
    """Give the width of the focus ring; in high contrast it is wider than the edge it lies on."""
    edges = tokens()["border"]
    wider = int(edges["highContrast"]) if _Current.scheme == "highContrast" else 0
    return int(edges["focus"]) + wider


def apply(application: QApplication, wanted: Scheme | None = None) -> None:
    """Give the whole application a scheme; None follows the system, also when it changes later."""
    _Current.wanted = wanted
    if not _Current.follows:
        _Current.follows = True
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(_system_changed)
        hints.accessibility().contrastPreferenceChanged.connect(_system_changed)
    _Current.scheme = wanted or _system_scheme()
    application.setPalette(_palette())


def scale_text(application: QApplication, percent: int) -> None:
    """Make all text a percentage of the size that the system gave."""
    system = _Current.system_font = _Current.system_font or QFont(application.font())
    if application.font() == system and percent == 100:
        return
    found = QFont(system)
    if found.pointSizeF() > 0:
        found.setPointSizeF(system.pointSizeF() * percent / 100)
    else:
        found.setPixelSize(round(system.pixelSize() * percent / 100))
    application.setFont(found)


def _system_changed() -> None:
    application = QApplication.instance()
    if _Current.wanted is None and isinstance(application, QApplication):
        apply(application)


def _palette() -> QPalette:
    palette = QPalette()
    for role, token in tokens()["roles"].items():
        found = getattr(QPalette.ColorRole, role, None)
        if found is not None:
            palette.setColor(found, colour(token))
    disabled = QPalette.ColorGroup.Disabled
    for role in ("WindowText", "Text", "ButtonText"):
        palette.setColor(disabled, getattr(QPalette.ColorRole, role), colour("textDisabled"))
    return palette
