"""The camera of the device, where this build and this device have one.

Qt Multimedia is not in the part of Qt that the window needs; it is looked for at the first use.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

_PICTURE_MS = 66
"""Between two pictures in the window: each is converted on its thread."""


def multimedia() -> Any | None:
    """Give the module of Qt, or None in a build without it or where it cannot be loaded."""
    try:
        return import_module("PySide6.QtMultimedia")
    except ImportError:
        return None


class Camera(QObject):
    """What the camera sees, and a photograph when the person wants one."""

    seen = Signal(QImage)
    taken = Signal(QImage)
    failed = Signal()
    """The camera stopped giving pictures: taken out, in use elsewhere, not allowed."""

    def __init__(self, media: Any, parent: QObject) -> None:
        super().__init__(parent)
        self._media = media
        self._devices: list[Any] = list(media.QMediaDevices.videoInputs())
        self._device: Any = None
        self._frame: Any = None
        self.session = media.QMediaCaptureSession(self)
        self._sink = media.QVideoSink(self)
        self._shutter = media.QImageCapture(self)
        self.session.setVideoSink(self._sink)
        self.session.setImageCapture(self._shutter)
        self._sink.videoFrameChanged.connect(self._keep)
        self._shutter.imageCaptured.connect(lambda _number, image: self.taken.emit(image))
        self._shutter.errorOccurred.connect(lambda *_error: self.failed.emit())
        self._show = QTimer(self, interval=_PICTURE_MS)
        self._show.timeout.connect(self._picture)

    @property
    def names(self) -> list[str]:
        """The cameras of this device, as it names them."""
        return [str(one.description()) for one in self._devices]

    def start(self, number: int = 0) -> None:
        """Let a camera see, in the largest size of photograph that it has."""
        self.stop()
        device = self._devices[number]
        self._device = self._media.QCamera(device, self)
        self._device.errorOccurred.connect(lambda *_error: self.failed.emit())
        sizes = device.photoResolutions()
        if sizes:
            self._shutter.setResolution(max(sizes, key=lambda one: one.width() * one.height()))
        self.session.setCamera(self._device)
        self._device.start()
        self.show_frames()

    def show_frames(self) -> None:
        """Begin to show what comes into the session."""
        self._show.start()

    def stop(self) -> None:
        """Let the camera go: its light goes out."""
        self._show.stop()
        self._frame = None
        if self._device is not None:
            self._device.stop()
            self.session.setCamera(None)
            self._device.deleteLater()
            self._device = None

    def shoot(self) -> None:
        """Take a photograph; it comes by `taken`. What is seen, where the camera gives no other."""
        if self._shutter.isReadyForCapture():
            self._shutter.capture()
        elif self._frame is not None:
            self.taken.emit(self._frame.toImage())
        else:
            self.failed.emit()

    def _keep(self, frame: Any) -> None:
        self._frame = self._media.QVideoFrame(frame)

    def _picture(self) -> None:
        if self._frame is not None:
            image = self._frame.toImage()
            if not image.isNull():
                self.seen.emit(image)


def find_camera(parent: QObject) -> Camera | None:
    """Give the camera of this device, or None where there is none to use."""
    media = multimedia()
    if media is None:
        return None
    found = Camera(media, parent)
    if found.names:
        return found
    found.deleteLater()
    return None
