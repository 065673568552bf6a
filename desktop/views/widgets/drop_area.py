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

from desktop.operations.documenten.documents import Pasted
from desktop.views.look import theme
from desktop.views.look.wording import tr
from desktop.views.widgets.card import IconLabel, button, text_label
from desktop.views.widgets.virtual_files import holds_virtual_files, virtual_files

Source = Path | Pasted
_MOST_TITLE = 80


def holds_documents(mime: QMimeData) -> bool:
    """Tell whether there are files, messages or a picture."""
    has_files = any(url.isLocalFile() for url in mime.urls())
    return has_files or mime.hasImage() or holds_virtual_files(mime)


def on_clipboard() -> QMimeData:
    """Give what is on the clipboard; an empty one has nothing at all, not even its kinds."""
    found: QMimeData | None = QGuiApplication.clipboard().mimeData()
    return QMimeData() if found is None else found


def documents_in(mime: QMimeData, now: datetime, *, text: bool = False) -> list[Source]:
    """Give the files, else messages, else the picture, else (with `text`) the text."""
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    if paths:
        return list(paths)
    stamp = f"{now:%Y%m%d-%H%M%S}"
    virtual = virtual_files(mime, tr("bericht {}.eml").format(stamp))
    if virtual:
        return list(virtual)
    if mime.hasImage():
        image = QImage(cast(QImage, mime.imageData()))
        name = tr("plaatje {}.png").format(stamp)
        return [] if image.isNull() else [Pasted(name, png_of(image))]
    if text and mime.hasText() and mime.text().strip():
        words = mime.text()
        name = tr("geplakte tekst {}.txt").format(stamp)
        return [Pasted(name, words.encode(), first_line(words))]
    return []


def first_line(words: str) -> str:
    """Propose a title for a text: its first line with words, cut at a word."""
    line = next((" ".join(one.split()) for one in words.splitlines() if one.strip()), "")
    if len(line) <= _MOST_TITLE:
        return line
    return f"{line[: _MOST_TITLE + 1].rsplit(' ', 1)[0]}…"


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
        words.addWidget(text_label(self.tr("Sleep bestanden of e-mails hierheen"), wrap=True))
        words.addWidget(text_label(self.tr("of plak met Ctrl+V"), "table", "textMuted", wrap=True))
        row.addLayout(words, 1)
        self.button = button(self.tr("Blade&ren"))
        self.button.clicked.connect(self.browse)
        row.addWidget(self.button)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        mime = event.mimeData()
        if holds_documents(mime) or mime.hasText():
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
