"""A camera for tests of the window: no machine that runs them has one."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QImage


def picture(colour: str, width: int = 320) -> QImage:
    image = QImage(width, 240, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image


class Held(QObject):
    """A camera in the hand of the test: this machine has none. It does what `Camera` promises."""

    seen = Signal(QImage)
    taken = Signal(QImage)
    failed = Signal()
    names = ("Voor", "Achter")

    def __init__(self) -> None:
        super().__init__()
        self.looking: list[int | None] = []

    def start(self, number: int = 0) -> None:
        self.looking.append(number)

    def stop(self) -> None:
        self.looking.append(None)

    def shoot(self) -> None:
        self.taken.emit(picture("red", 1600))
