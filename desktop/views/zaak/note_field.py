"""The field for a note: one line that grows while you type. Saving is the page's."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from desktop.views.widgets.line_field import wants_undo

_MOST_LINES = 8
_SAVE = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class NoteField(QPlainTextEdit):
    """Enter saves, Shift+Enter begins a line; a file or picture that is pasted is not text."""

    saved = Signal()
    pasted = Signal()
    """A file or a picture is on the clipboard: the page takes it in as a document."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("NoteField")
        self.setPlaceholderText(self.tr("Schrijf een notitie"))
        self.setAccessibleName(self.tr("Schrijf een notitie"))
        self.setToolTip(self.tr("Enter bewaart. Shift+Enter begint een nieuwe regel. Ctrl+M"))
        self.setAccessibleDescription(self.tr("Ctrl+Spatie: een tekst uit een sjabloon"))
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(6)
        self.textChanged.connect(self._grow)
        self._grow()

    def _grow(self) -> None:
        lines = int(self.document().size().height())
        many = lines > _MOST_LINES
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if many else policy.ScrollBarAlwaysOff
        )
        self.setFixedHeight(self._height(max(1, min(lines, _MOST_LINES))))

    def _height(self, lines: int) -> int:
        return max(36, lines * self.fontMetrics().lineSpacing() + 12 + 2 * self.frameWidth())

    def sizeHint(self) -> QSize:
        return QSize(240, self._height(1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.key() in _SAVE and plain:
            self.saved.emit()
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+Z to the window where nothing that was typed can be taken back."""
        if wants_undo(event) and not self.document().isUndoAvailable():
            event.ignore()
            return False
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() and not source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:
        if source.hasUrls() or (source.hasImage() and not source.hasText()):
            self.pasted.emit()
        else:
            super().insertFromMimeData(source)
