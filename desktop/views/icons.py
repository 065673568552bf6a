"""Icons: Lucide drawings coloured by a token, so that themes need no second set."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop.config.paths import resources
from desktop.views import theme


@cache
def _drawing(name: str) -> str:
    return (resources() / "icons" / f"{name}.svg").read_text("utf-8")


@cache
def _pixmap(name: str, ink: str, size: int, ratio: float) -> QPixmap:
    drawing = (
        _drawing(name)
        .replace("currentColor", ink)
        .replace('stroke-width="2"', 'stroke-width="1.9"')
    )
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer = QSvgRenderer(QByteArray(drawing.encode()))
    renderer.render(painter, QRectF(0, 0, size * ratio, size * ratio))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def pixmap(name: str, ink: str = "text", size: int = 16) -> QPixmap:
    """Draw an icon in the colour of a token."""
    ratio = QGuiApplication.primaryScreen().devicePixelRatio()
    return _pixmap(name, QColor(theme.colour(ink)).name(), size, ratio)


def icon(name: str, ink: str = "text", size: int = 20) -> QIcon:
    """Give an icon in the colour of a token."""
    return QIcon(pixmap(name, ink, size))
