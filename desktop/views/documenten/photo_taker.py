"""Foto maken in a pane: the camera where there is one; else why not, and choosing photographs."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from desktop.runtime.clock import Clock
from desktop.views.documenten import camera
from desktop.views.documenten.camera_view import CameraView, photograph_of
from desktop.views.look import theme
from desktop.views.widgets.card import button, text_label

_KINDS = "*.jpg *.jpeg *.png *.heic *.webp *.tif *.tiff"


class PhotoTaker(QWidget):
    """A button that becomes the view of the camera."""

    taken = Signal(list)
    """Photographs to attach: paths, or a `Pasted`."""
    looking = Signal(bool)
    """Whether the camera is in view: it takes the room of what stands beside it."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock
        self._camera: camera.Camera | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        self.button = button(self.tr("&Foto maken"), "camera")
        self.button.clicked.connect(self.photograph)
        self.absent = text_label("", "table", "textMuted", wrap=True)
        self.absent.hide()
        self.view = CameraView()
        self.view.used.connect(self._use)
        self.view.left.connect(self._left)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.absent)
        column.addWidget(self.view, 1)

    def photograph(self) -> None:
        """Look through the camera; where there is none, say so and choose photographs instead."""
        if self._camera is None:
            self._camera = camera.find_camera(self)
        self.absent.setVisible(self._camera is None)
        if self._camera is None:
            self._choose()
            return
        self.button.hide()
        self.looking.emit(True)
        self.view.begin(self._camera)

    def _choose(self) -> None:
        self.absent.setText(
            self.tr(
                "Zaakkoffer vindt hier geen camera. Maak de foto met het programma van je "
                "apparaat. Kies hem daarna hier, of laat hem in de scanmap bewaren."
            )
        )
        pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        kinds = self.tr("Foto’s ({})").format(_KINDS)
        names, _ = QFileDialog.getOpenFileNames(self, self.tr("Foto’s kiezen"), pictures, kinds)
        if names:
            self.taken.emit([Path(name) for name in names])

    def _use(self, image: object) -> None:
        self.taken.emit([photograph_of(cast(QImage, image), self._clock.now_utc())])

    def _left(self) -> None:
        self.button.show()
        self.looking.emit(False)
        if self.isVisible():
            self.button.setFocus(Qt.FocusReason.OtherFocusReason)
