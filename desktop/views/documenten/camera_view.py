"""Foto maken: what the camera sees, a shutter, and what to do with the photograph.

By keyboard: the shutter has the focus, space or Enter presses it. All for a finger, too.
"""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageWriter, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.i18n import dates
from desktop.operations.documenten.documents import Pasted
from desktop.views.documenten.camera import Camera
from desktop.views.look import theme
from desktop.views.look.wording import tr
from desktop.views.widgets.card import text_label
from desktop.views.widgets.touch import TouchButton

_QUALITY = 90
_LEAST = QSize(160, 90)


def photograph_of(image: QImage, now: datetime) -> Pasted:
    """Give a photograph as a document: a JPEG without metadata, so without a place."""
    made = QByteArray()
    out = QBuffer(made)
    out.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(out, QByteArray(b"jpeg"))
    writer.setQuality(_QUALITY)
    writer.write(image)
    stamp = f"{now.astimezone(dates.HERE):%Y-%m-%d %H.%M.%S}"
    return Pasted(tr("foto {}.jpg").format(stamp), bytes(made.data()))


class Viewfinder(QWidget):
    """A picture as large as fits, whole."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self.setMinimumSize(_LEAST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_image(self, image: QImage) -> None:
        """Show this from now on; an empty one leaves it dark."""
        self._image = image
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.black)
        if not self._image.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRect(0, 0, size.width(), size.height())
            place.moveCenter(self.rect().center())
            painter.drawImage(place, self._image)
        painter.end()


class CameraView(QFrame):
    """Looking or, with a photograph taken, choosing: use it or take it again."""

    used = Signal(object)
    """A QImage that the person wants."""
    left = Signal()
    """The person wants no more photographs, or the camera gives none."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("CameraView")
        self._camera: Camera | None = None
        self._photo = QImage()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        self.choice = QComboBox()
        self.choice.setAccessibleName(self.tr("Welke camera?"))
        self.choice.activated.connect(self._choose)
        self.finder = Viewfinder()
        self.words = text_label("", "table", "textMuted", wrap=True)
        self.shutter = TouchButton(self.tr("&Maak foto"), "camera", primary=True)
        self.use = TouchButton(self.tr("&Gebruik deze foto"), "check", primary=True)
        self.again = TouchButton(self.tr("Opnie&uw"), "rotate-cw")
        self.done = TouchButton("", "x")
        self.done.setAccessibleName(self.tr("Camera uit"))
        self.done.setToolTip(self.tr("Camera uit"))
        self.shutter.clicked.connect(self._shoot)
        self.use.clicked.connect(self._use)
        self.again.clicked.connect(self._look)
        self.done.clicked.connect(self.leave)
        self._label = text_label(self.tr("Welke camera?"), "table", "textMuted")
        self._label.setBuddy(self.choice)
        which = QHBoxLayout()
        which.setSpacing(theme.space(2))
        which.addWidget(self._label)
        which.addWidget(self.choice, 1)
        column.addLayout(which)
        column.addWidget(self.finder, 1)
        column.addWidget(self.words)
        line = QHBoxLayout()
        line.setSpacing(theme.space(2))
        line.addWidget(self.shutter, 1)
        line.addWidget(self.use, 1)
        line.addWidget(self.again)
        line.addWidget(self.done)
        column.addLayout(line)
        self.hide()

    def begin(self, camera: Camera) -> None:
        """Look through a camera."""
        if camera is not self._camera:
            self._camera = camera
            camera.seen.connect(self._seen)
            camera.taken.connect(self._taken)
            camera.failed.connect(self._failed)
        self.choice.clear()
        self.choice.addItems(camera.names)
        for one in (self._label, self.choice):
            one.setVisible(self.choice.count() > 1)
        self.finder.show_image(QImage())
        self.show()
        self._start()

    def leave(self) -> None:
        """Let the camera go and give the room back."""
        if self.isHidden():
            return
        if self._camera is not None:
            self._camera.stop()
        self._photo = QImage()
        self.hide()
        self.left.emit()

    def _start(self) -> None:
        if self._camera is not None:
            self._camera.start(max(0, self.choice.currentIndex()))
        self._look()

    def _choose(self) -> None:
        self._start()

    def _look(self) -> None:
        self._photo = QImage()
        self._arrange(self.tr("Je ziet wat de camera ziet. De foto gaat meteen versleuteld mee."))

    def _arrange(self, words: str) -> None:
        has_photo = not self._photo.isNull()
        self.words.setText(words)
        self.finder.setAccessibleName(
            self.tr("De foto die je maakte") if has_photo else self.tr("Beeld van de camera")
        )
        self.shutter.setVisible(not has_photo)
        self.shutter.setEnabled(True)
        self.use.setVisible(has_photo)
        self.again.setVisible(has_photo)
        (self.use if has_photo else self.shutter).setFocus(Qt.FocusReason.OtherFocusReason)

    def _seen(self, image: QImage) -> None:
        if self._photo.isNull():
            self.finder.show_image(image)

    def _shoot(self) -> None:
        if self._camera is not None:
            self.shutter.setEnabled(False)
            self._camera.shoot()

    def _taken(self, image: QImage) -> None:
        if self.isHidden():
            return
        self._photo = image
        self.finder.show_image(image)
        self._arrange(self.tr("Gelukt? Gebruik de foto, of maak hem opnieuw."))

    def _use(self) -> None:
        photo = self._photo
        self._look()
        self.used.emit(photo)

    def _failed(self) -> None:
        if not self.isHidden():
            self.shutter.setEnabled(True)
            self.words.setText(
                self.tr(
                    "De camera geeft geen beeld. Misschien gebruikt een ander programma hem, of "
                    "mag Zaakkoffer hem niet gebruiken."
                )
            )
