"""Ctrl+Space in a field: the texts that colleagues share for this type of case."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QMenu, QPlainTextEdit

from desktop.domain.errors import ZaakkofferError
from desktop.i18n import phrases
from desktop.operations.papers import text_templates
from desktop.operations.papers.templates import EMPTY
from desktop.operations.workspace import Workspace
from desktop.views.look import icons
from desktop.views.look.wording import tr


class TextOffer(QObject):
    """Offers texts as a menu at the cursor, and puts the chosen one in filled."""

    told = Signal(str, object)

    def __init__(self, ws: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._ws = ws

    def menu(self, zaak: str, field: QPlainTextEdit) -> QMenu:
        """Make the menu for a field of a zaak."""
        found = QMenu(field)
        found.setAccessibleName(tr("Tekst uit een sjabloon"))
        found.setToolTipsVisible(True)
        for one in text_templates.text_templates(self._ws, zaak):
            words = one.name.replace("&", "&&")
            deed = found.addAction(icons.icon("file-text"), words)
            deed.setToolTip(one.what_for)
            deed.triggered.connect(partial(self._put, zaak, one.id, field))
        return found

    def offer(self, zaak: str, field: QPlainTextEdit) -> None:
        """Open the menu below the cursor; say so when there is nothing to offer."""
        found = self.menu(zaak, field)
        if found.isEmpty():
            self.told.emit(tr("Voor deze soort zaak deelde nog niemand een tekst."), None)
            return
        found.setActiveAction(found.actions()[0])
        found.popup(field.mapToGlobal(field.cursorRect().bottomLeft()))

    def _put(self, zaak: str, name: str, field: QPlainTextEdit) -> None:
        """Put a text in at the cursor; what is still open is selected, to type over it."""
        try:
            text = text_templates.fill_text(self._ws, zaak, name)
        except ZaakkofferError as error:
            self.told.emit(" ".join(phrases.explain(error)), None)
            return
        cursor = field.textCursor()
        start = cursor.selectionStart()
        cursor.insertText(text)
        opening = field.toPlainText().find(EMPTY, start)
        if 0 <= opening < start + len(text):
            cursor.setPosition(opening)
            cursor.setPosition(opening + len(EMPTY), QTextCursor.MoveMode.KeepAnchor)
        field.setTextCursor(cursor)
        field.setFocus()
