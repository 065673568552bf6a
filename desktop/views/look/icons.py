"""Icons: Lucide drawings coloured by a token while they are drawn, so themes need no second set.

For authors of pages: `icon(name, ink)` for buttons and actions (it follows a change of scheme by
itself), `pixmap(name, ink, size)` inside delegates and paint events. A new icon is a new SVG in
`resources/icons/`; nothing else is needed.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop.config.paths import resources
from desktop.views.look import theme


@cache
def _drawing(name: str) -> str:
    text = (resources() / "icons" / f"{name}.svg").read_text("utf-8")
    return text.replace('stroke-width="2"', 'stroke-width="1.9"')


@cache
def _renderer(name: str, value: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_drawing(name).replace("currentColor", value).encode()))


@cache
def _pixmap(name: str, value: str, size: int, ratio: float) -> QPixmap:
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    _renderer(name, value).render(painter, QRectF(0, 0, size * ratio, size * ratio))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def pixmap(name: str, ink: str = "text", size: int = 16) -> QPixmap:
    """Draw an icon in the colour of a token, at the density of the densest screen."""
    ratio = max(screen.devicePixelRatio() for screen in QGuiApplication.screens())
    return _pixmap(name, theme.colour(ink).name(), size, ratio)


class LucideEngine(QIconEngine):
    """Draws one Lucide icon in the ink that its token has at that moment."""

    def __init__(self, name: str, ink: str) -> None:
        super().__init__()
        self._name = name
        self._ink = ink

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        del state
        ink = "textDisabled" if mode == QIcon.Mode.Disabled else self._ink
        _renderer(self._name, theme.colour(ink).name()).render(painter, QRectF(rect))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        found = QPixmap(size)
        found.fill(Qt.GlobalColor.transparent)
        painter = QPainter(found)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return found

    def clone(self) -> QIconEngine:
        return LucideEngine(self._name, self._ink)


@cache
def icon(name: str, ink: str = "text") -> QIcon:
    """Give an icon in the colour of a token."""
    return QIcon(LucideEngine(name, ink))


def of_content(formaat: str) -> str:
    """Give the icon of a kind of content."""
    major, _, minor = formaat.partition("/")
    if major in {"image", "video"}:
        return major
    return "file-pen-line" if "word" in minor or "opendocument.text" in minor else "file-text"
