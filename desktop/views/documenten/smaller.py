"""A smaller copy of a photograph, by Qt: no library of its own is shipped for it.

The picture is turned upright and written without any metadata, so without a place. HEIC cannot be
read by what ships, and is small already: it stays as it is, like everything that is no picture.
"""

from __future__ import annotations

from pathlib import Path, PurePath

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImageReader, QImageWriter

from desktop.operations.documenten.documents import Pasted

LONGEST_PX = 2000
_QUALITY = 85
_AS = {b"jpeg": b"jpeg", b"jpg": b"jpeg", b"webp": b"jpeg", b"png": b"png"}


def smaller(source: Path | Pasted, longest_px: int = LONGEST_PX) -> Pasted | None:
    """Give a copy whose longer side is at most so many pixels; None when the source is better.

    It is when it is no photograph, as small already, or fewer bytes than the copy would be. May be
    called from any thread.
    """
    buffer, content = QBuffer(), QByteArray()
    reader = QImageReader()
    if isinstance(source, Pasted):
        content = QByteArray(source.content)
        buffer.setBuffer(content)
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        reader.setDevice(buffer)
    else:
        reader.setFileName(str(source))
    reader.setDecideFormatFromContent(True)
    kind = _AS.get(bytes(reader.format().data()))
    size = reader.size()
    if kind is None or max(size.width(), size.height()) <= longest_px:
        return None
    reader.setAutoTransform(True)
    reader.setScaledSize(
        size.scaled(QSize(longest_px, longest_px), Qt.AspectRatioMode.KeepAspectRatio)
    )
    image = reader.read()
    if image.isNull():
        return None
    made = QByteArray()
    out = QBuffer(made)
    out.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(out, QByteArray(kind))
    writer.setQuality(_QUALITY)
    if not writer.write(image):
        return None
    before = len(source.content) if isinstance(source, Pasted) else source.stat().st_size
    name = PurePath(source.name)
    suffix = ".png" if kind == b"png" else name.suffix if name.suffix != ".webp" else ".jpg"
    found = Pasted(str(name.with_suffix(suffix or ".jpg")), bytes(made.data()))
    return found if len(found.content) < before else None
