"""Where files are dropped; and what a drop or the clipboard holds that can be a document."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import cast

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QImageWriter,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from desktop.operations.documents import Pasted
from desktop.views import theme
from desktop.views.widgets.card import IconLabel, button, text_label
from desktop.views.wording import tr

Source = Path | Pasted


def holds_documents(mime: QMimeData) -> bool:
    """Tell whether there are files or a picture."""
    return mime.hasImage() or any(url.isLocalFile() for url in mime.urls())


def on_clipboard() -> QMimeData:
    """Give what is on the clipboard; an empty one has nothing at all, not even its kinds."""
    found: QMimeData | None = QGuiApplication.clipboard().mimeData()
    return QMimeData() if found is None else found


def documents_in(mime: QMimeData, now: datetime, *, text: bool = False) -> list[Source]:
    """Give the files, else the picture, else (with `text`) the text, as sources of documents."""
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    if paths:
        return list(paths)
    stamp = f"{now:%Y%m%d-%H%M%S}"
    if mime.hasImage():
        image = QImage(cast(QImage, mime.imageData()))
        return [] if image.isNull() else [Pasted(f"{tr('plaatje')} {stamp}.png", png_of(image))]
    if text and mime.hasText() and mime.text().strip():
        return [Pasted(f"{tr('geplakte tekst')} {stamp}.txt", mime.text().encode())]
    return []


def png_of(image: QImage) -> bytes:
    """Give a picture as the bytes of a PNG file."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(data.data())


class DropArea(QFrame):
    """Takes files by dropping; the button browses. Pasting is the pane's."""

    browse = Signal()
    dropped = Signal(object)
    """The `QMimeData`."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("DropArea")
        self.setAcceptDrops(True)
        self.setAccessibleName(self.tr("Documenten toevoegen. Plak met Ctrl+V of kies Bladeren."))
        self._over = False
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 16, 16, 16)
        row.setSpacing(theme.space(3))
        row.addWidget(IconLabel("paperclip", "accentText", 24))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(text_label(self.tr("Sleep bestanden hierheen"), wrap=True))
        words.addWidget(text_label(self.tr("of plak met Ctrl+V"), "table", "textMuted", wrap=True))
        row.addLayout(words, 1)
        self.button = button(self.tr("Blade&ren"))
        self.button.clicked.connect(self.browse)
        row.addWidget(self.button)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if holds_documents(event.mimeData()):
            self._over = True
            self.update()
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._over = False
        self.update()
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self._over = False
        self.update()
        event.acceptProposedAction()
        self.dropped.emit(event.mimeData())

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = "accent" if self._over else "borderStrong"
        painter.setPen(QPen(theme.colour(ink), theme.hairline(), Qt.PenStyle.DashLine))
        painter.setBrush(theme.colour("accentSoft" if self._over else "background"))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 8, 8)
        painter.end()
