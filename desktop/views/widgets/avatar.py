"""A person as a disc with initials; always beside the name, never instead of it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QWidget

from desktop.views.look import theme

_PARTICLES = {"van", "der", "den", "de", "el", "ter", "ten", "'t"}


def initials_of(name: str) -> str:
    """Give the first letters of the first and the last name: "Noor van der Haven" gives "NH"."""
    words = [word for word in name.split() if word.casefold() not in _PARTICLES]
    picked = words[:1] + words[-1:] if len(words) > 1 else words
    return "".join(word[0] for word in picked).upper()


class Avatar(QLabel):
    """A disc with initials."""

    def __init__(self, name: str = "", size: int = 32, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._initials = initials_of(name)
        self.setFixedSize(theme.grown(size), theme.grown(size))

    def say(self, name: str) -> None:
        """Change whose initials it shows."""
        self._initials = initials_of(name)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        contrast = theme.scheme() == "highContrast"
        painter.setPen(QPen(theme.colour("accent"), 2) if contrast else Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accentSoft"))
        painter.drawEllipse(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        font = theme.font("caption")
        font.setWeight(theme.font("bodyStrong").weight())
        painter.setFont(font)
        painter.setPen(theme.colour("accentText"))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self._initials)
        painter.end()
