"""Pictures decoded by Qt, for a thread or for the command line: no widget, no application."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage, QImageReader

_MOST_SIDE = 8000
_QUALITY = 88


def image_of(content: bytes) -> QImage | None:
    """Decode a picture the right way up; None when it cannot be. For a thread."""
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > _MOST_SIDE:
        reader.setScaledSize(
            size.scaled(_MOST_SIDE, _MOST_SIDE, Qt.AspectRatioMode.KeepAspectRatio)
        )
    image = reader.read()
    buffer.close()
    return None if image.isNull() else image


def as_jpeg(content: bytes) -> bytes | None:
    """Make a JPEG the right way up of any picture; None when it is none. For a thread."""
    image = image_of(content)
    if image is None:
        return None
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPEG", _QUALITY)  # type: ignore[call-overload]  # the stubs want bytes
    return bytes(buffer.data().data())
