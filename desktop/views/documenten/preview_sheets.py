"""The sheets of a preview: a page of a PDF, a picture, a text. Each zooms; Qt never loads a thing.

A sheet knows `zoom(step)`, `fit()`, `turn()`, `leaf(step)` and says where it is in `place`; what it
has no use for does nothing.
"""

from __future__ import annotations

from abc import abstractmethod
from functools import partial

from PySide6.QtCore import (
    QEvent,
    QObject,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QImage, QPixmap, QResizeEvent, QTransform
from PySide6.QtWidgets import QFrame, QLabel, QPlainTextEdit, QScrollArea

from desktop.domain.readings import Picture
from desktop.operations.documenten.preview import Preview
from desktop.views.bridge import Bridge
from desktop.views.look import theme

_STEP = 1.25
_LEAST, _MOST = 0.1, 8.0
_POINT = 96 / 72
"""Pixels of the interface in a point, at 100 %."""
_READABLE = 1.25
"""A page is not made smaller than this to show it whole, when there is width for it."""
_MOST_SIDE = 8000
_REDRAW_MS = 60


class Sheet(QScrollArea):
    """Shows one picture at a zoom; `fit` follows the size of the window until somebody zooms."""

    changed = Signal()
    """The place or the zoom is another."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.label = QLabel()
        self.label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.label.setAccessibleName(name)
        self.label.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(self.label)  # a picture, to a screen reader; an area is nothing
        self.setWidget(self.label)
        self.setWidgetResizable(True)
        self.zoomed = 1.0
        self._fits = True
        self._later = QTimer(self, singleShot=True, interval=_REDRAW_MS)
        self._later.timeout.connect(self.draw)

    @property
    def place(self) -> str:
        """Say which part is shown; "" when there is only one."""
        return ""

    @property
    def percent(self) -> str:
        """Say how large it is shown."""
        return self.tr("{} %").format(round(100 * self.zoomed))

    @abstractmethod
    def natural(self) -> QSize:
        """Give the size at 100 %."""

    @abstractmethod
    def draw(self) -> None:
        """Show what there is at the zoom there is."""

    def fitting(self) -> float:
        """Give the zoom at which the whole can be seen."""
        size, room = self.natural(), self.maximumViewportSize()
        return min(room.width() / max(1, size.width()), room.height() / max(1, size.height()))

    def zoom(self, step: int) -> None:
        """Make larger (1) or smaller (-1)."""
        self._fits = False
        self.zoomed = min(_MOST, max(_LEAST, self.zoomed * _STEP**step))
        self.draw()

    def fit(self) -> None:
        """Show the whole again."""
        self._fits = True
        self.zoomed = min(_MOST, max(_LEAST, self.fitting()))
        self.draw()

    def turn(self) -> None:
        """Turn a quarter to the right, where that means something."""

    def leaf(self, step: int) -> bool:
        """Go to the next (1) or previous (-1) part; False when there is none."""
        del step
        return False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.label and event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self.update()  # the ring is round the area
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fits:
            self.zoomed = min(_MOST, max(_LEAST, self.fitting()))
        self._later.start()

    def show_pixmap(self, image: QImage) -> None:
        """Put a drawn image on the sheet, as dense as the screen is."""
        pixmap = QPixmap.fromImage(image)
        pixmap.setDevicePixelRatio(self.devicePixelRatioF())
        self.label.setPixmap(pixmap)
        self.changed.emit()


class PageSheet(Sheet):
    """One page of a PDF at a time, drawn on a thread."""

    def __init__(self, found: Preview, bridge: Bridge, name: str) -> None:
        super().__init__(name)
        self._found, self._bridge = found, bridge
        self.number = 0
        self._asked: tuple[int, float] | None = None
        self._shown: int | None = None

    @property
    def place(self) -> str:
        numbers = (self.number + 1, len(self._found.page_sizes))
        return self.tr("Bladzijde {} van {}").format(*numbers)

    def natural(self) -> QSize:
        width, height = self._found.page_sizes[self.number]
        return QSize(round(width * _POINT), round(height * _POINT))

    def fitting(self) -> float:
        wide = (self.maximumViewportSize().width() - 2 * theme.space(4)) / self.natural().width()
        return min(wide, max(super().fitting(), _READABLE))

    def leaf(self, step: int) -> bool:
        wanted = self.number + step
        if not 0 <= wanted < len(self._found.page_sizes):
            return False
        self.number = wanted
        if self._fits:
            self.zoomed = min(_MOST, max(_LEAST, self.fitting()))
        self.draw()
        self.changed.emit()
        return True

    def draw(self) -> None:
        asked = (self.number, self.zoomed * _POINT * self.devicePixelRatioF())
        if asked == self._asked:
            return
        self._asked = asked
        self._bridge.run(partial(self._picture, asked), partial(self._drawn, asked))

    def _picture(self, asked: tuple[int, float]) -> Picture | None:
        return None if asked != self._asked else self._found.page(*asked)

    def _drawn(self, asked: tuple[int, float], found: object) -> None:
        if asked != self._asked or not isinstance(found, Picture):
            return
        row, form = 4 * found.width, QImage.Format.Format_RGB32
        self.show_pixmap(QImage(found.pixels, found.width, found.height, row, form).copy())
        if self._shown != self.number:
            self._shown = self.number
            self.verticalScrollBar().setValue(0)


class PictureSheet(Sheet):
    """A photograph, the right way up."""

    def __init__(self, image: QImage, name: str) -> None:
        super().__init__(name)
        self._image = image

    def natural(self) -> QSize:
        return self._image.size()

    def fitting(self) -> float:
        return min(1.0, super().fitting())

    def turn(self) -> None:
        self._image = self._image.transformed(QTransform().rotate(90))
        if self._fits:
            self.zoomed = min(_MOST, max(_LEAST, self.fitting()))
        self.draw()

    def draw(self) -> None:
        size = self._image.size() * self.zoomed * self.devicePixelRatioF()
        size = size.boundedTo(QSize(_MOST_SIDE, _MOST_SIDE)).expandedTo(QSize(1, 1))
        keep, smooth = (
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        self.show_pixmap(self._image.scaled(size, keep, smooth))


class TextSheet(QPlainTextEdit):
    """Text to read and to copy from; what looks like a link stays text."""

    changed = Signal()
    place = ""

    def __init__(self, text: str, name: str) -> None:
        super().__init__(text)
        self.setReadOnly(True)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.document().setDocumentMargin(theme.space(4))
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._size = self.font().pointSizeF()
        self.zoomed = 1.0

    @property
    def percent(self) -> str:
        """Say how large it is shown."""
        return self.tr("{} %").format(round(100 * self.zoomed))

    def zoom(self, step: int) -> None:
        """Make the letters larger (1) or smaller (-1)."""
        self._use(min(4.0, max(0.5, self.zoomed * _STEP**step)))

    def fit(self) -> None:
        """Show letters of the ordinary size."""
        self._use(1.0)

    def _use(self, zoomed: float) -> None:
        self.zoomed = zoomed
        font = self.font()
        font.setPointSizeF(self._size * zoomed)
        self.setFont(font)
        self.changed.emit()

    def turn(self) -> None:
        """Do nothing: text has one way up."""

    def leaf(self, step: int) -> bool:
        """Move a screen up or down; False at an end."""
        bar = self.verticalScrollBar()
        before = bar.value()
        bar.setValue(before + step * bar.pageStep())
        return bar.value() != before


AnySheet = Sheet | TextSheet


def sheet_of(found: Preview, image: QImage | None, bridge: Bridge, name: str) -> AnySheet | None:
    """Make the sheet of a preview, None when there is nothing to show."""
    if found.page_sizes:
        return PageSheet(found, bridge, name)
    if image is not None:
        return PictureSheet(image, name)
    if found.is_text:
        return TextSheet(found.text, name)
    return None
