"""Looking into the documents of a zaak, one by one, over the whole page. Nothing is opened or run.

Space or Enter on a document opens it; arrows and Page Up/Down leaf, + - and 0 zoom, R turns,
Ctrl with left and right goes to another document, Esc closes.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from email.utils import parsedate_to_datetime
from functools import partial
from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.domain.errors import ZaakkofferError
from desktop.domain.readings import DocumentReading
from desktop.i18n import dates, phrases
from desktop.operations.documenten import preview
from desktop.operations.documenten.preview import Preview
from desktop.operations.workspace import Workspace
from desktop.views.bridge import Bridge
from desktop.views.documenten.decoding import image_of
from desktop.views.documenten.preview_sheets import AnySheet, sheet_of
from desktop.views.look import theme
from desktop.views.look.wording import tr
from desktop.views.widgets.card import EmptyState, IconLabel, button, clear, text_label
from desktop.views.widgets.page import ANY_WIDTH
from desktop.views.widgets.task_pane import TaskPane

_K = Qt.Key
_LEAVES = {
    _K.Key_Right: 1, _K.Key_PageDown: 1, _K.Key_Left: -1, _K.Key_PageUp: -1,
}  # fmt: skip
_ZOOMS = {_K.Key_Plus: 1, _K.Key_Equal: 1, _K.Key_Minus: -1}
_CONTROL = Qt.KeyboardModifier.ControlModifier
Found = tuple[Preview, QImage | None]


class PreviewPane(TaskPane):
    """Title and facts, tools, and a sheet with what there is to see."""

    WIDTH = ANY_WIDTH
    wanted = Signal(str, object)
    """A verb of `document_work`, and the `DocumentReading`; the person was warned."""

    def __init__(self, ws: Workspace, bridge: Bridge, parent: QWidget) -> None:
        super().__init__("", parent)
        self._ws, self._bridge = ws, bridge
        self._documents: tuple[DocumentReading, ...] = ()
        self._number = 0
        self._asked = 0
        self._verb = ""
        self._open: Preview | None = None
        self.sheet: AnySheet | None = None
        self.facts = text_label("", "table", "textMuted", wrap=True)
        self.body.addWidget(self.facts)
        self.body.addLayout(self._tools())
        self.warning = _Warning()
        self.warning.go_on.clicked.connect(self._insist)
        self.body.addWidget(self.warning)
        self.holder = QVBoxLayout()
        self.body.addLayout(self.holder, 1)
        self.place_label = text_label("", "table", "textMuted")
        self.buttons.insertWidget(0, self.place_label)
        cast(QBoxLayout, self.layout()).setStretch(1, 1)
        cast(QBoxLayout, self.layout()).setStretch(2, 0)
        bridge.closing.connect(self._let_go)
        self.closed.connect(self._let_go)

    def _tools(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.space(2))
        self.previous = self._tool("chevron-left", self.tr("Vorige document"), "Ctrl+←")
        self.next = self._tool("chevron-right", self.tr("Volgende document"), "Ctrl+→")
        self.count = text_label("", "table", "textMuted")
        self.smaller = self._tool("minus", self.tr("Kleiner"), "-")
        self.percent = text_label("", "table", "textMuted")
        self.larger = self._tool("plus", self.tr("Groter"), "+")
        self.whole = button(self.tr("Passend"), quiet=True)
        self.whole.setToolTip("0")
        self.turned = self._tool("rotate-cw", self.tr("Draaien"), "R")
        self.save = button(self.tr("Bewaar als bestand…"), "download")
        self.previous.clicked.connect(partial(self.go, -1))
        self.next.clicked.connect(partial(self.go, 1))
        self.smaller.clicked.connect(lambda: self._zoom(-1))
        self.larger.clicked.connect(lambda: self._zoom(1))
        self.whole.clicked.connect(self._fit)
        self.turned.clicked.connect(self._turn)
        self.save.clicked.connect(lambda: self.wanted.emit("export", self.document))
        for one in (self.previous, self.count, self.next):
            row.addWidget(one)
        row.addStretch()
        for one in (self.smaller, self.percent, self.larger, self.whole, self.turned):
            row.addWidget(one)
        row.addStretch()
        row.addWidget(self.save)
        return row

    @staticmethod
    def _tool(icon: str, name: str, keys: str) -> QPushButton:
        made = button("", icon, quiet=True)
        made.setAccessibleName(name)
        made.setToolTip(f"{name} ({keys})")
        return made

    @property
    def document(self) -> DocumentReading:
        """The document that is shown."""
        return self._documents[self._number]

    def start(
        self, documents: Sequence[DocumentReading], one: DocumentReading, verb: str = ""
    ) -> None:
        """Look into one of the documents of a zaak; with `verb`, to warn before that is done."""
        self._documents = tuple(documents)
        names = [other.local_id for other in documents]
        self._number = names.index(one.local_id)
        self._verb = verb
        self.open_pane(self.whole)
        self._show()

    def go(self, step: int) -> None:
        """Go to the next (1) or previous (-1) document."""
        if 0 <= self._number + step < len(self._documents):
            self._number += step
            self._verb = ""
            self._show()

    def _show(self) -> None:
        one = self.document
        self.rename(one.titel or one.bestandsnaam)
        size = dates.size(one.size_bytes) if one.size_bytes else ""
        self.facts.setText(" · ".join(filter(None, [one.soort, one.bestandsnaam, size])))
        several = len(self._documents) > 1
        self.count.setText(self.tr("{} van {}").format(self._number + 1, len(self._documents)))
        for tool in (self.previous, self.next, self.count):
            tool.setVisible(several)
        self.previous.setEnabled(self._number > 0)
        self.next.setEnabled(self._number + 1 < len(self._documents))
        self.save.setEnabled(one.here)
        self.save.show()
        self.warning.hide()
        self._let_go()
        self._asked += 1
        if not one.here:
            self._say("download", self.tr("De inhoud staat bij het register. Haal haar eerst op."))
            return
        self._say("eye", self.tr("Even kijken…"))
        self._bridge.run(
            partial(_look, self._ws, str(one.local_id)), partial(self._arrived, self._asked)
        )  # fmt: skip

    def _arrived(self, asked: int, result: object) -> None:
        if asked != self._asked or not self.isVisible():
            if isinstance(result, tuple):
                result[0].close()
            return
        if isinstance(result, ZaakkofferError):
            self._say("file-text", " ".join(phrases.explain(result)))
        elif isinstance(result, tuple):
            self._fill(*cast(Found, result))

    def _fill(self, found: Preview, image: QImage | None) -> None:
        self._open = found
        one = self.document
        if found.is_active:
            self.warning.ask(self._go_on_words())
            self.save.hide()
            if self._verb:
                self.warning.go_on.setFocus(Qt.FocusReason.OtherFocusReason)
        name = self.tr("Inhoud van {}").format(one.titel or one.bestandsnaam)
        sheet = sheet_of(found, image, self._bridge, name)
        if sheet is None:
            self._say("file-text", self._why_not(found))
            return
        clear(self.holder)
        if found.headers:
            self.holder.addLayout(_headers(found))
        self.holder.addWidget(sheet, 1)
        self.sheet = sheet
        sheet.installEventFilter(self)
        sheet.changed.connect(self._tell_place)
        self._offer_zoom(is_offered=True, turns=image is not None)
        self._tell_place()
        if not self._verb:
            sheet.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_on_words(self) -> str:
        edits = self._verb in {"edit", "open"}
        return self.tr("Toch bewerken…") if edits else self.tr("Toch bewaren…")

    def _why_not(self, found: Preview) -> str:
        if found.is_too_large:
            return self.tr("Dit document is te groot om hier te laten zien.")
        if found.is_damaged:
            return self.tr("Dit document is niet te lezen. Misschien is het beschadigd.")
        return self.tr("Dit soort document laat Zaakkoffer niet zien. Bewaar het als bestand.")

    def _say(self, icon: str, words: str) -> None:
        clear(self.holder)
        self.sheet = None
        self.holder.addWidget(EmptyState(icon, words), 1)
        self._offer_zoom(is_offered=False)
        self.place_label.setText("")

    def _offer_zoom(self, *, is_offered: bool, turns: bool = False) -> None:
        for tool in (self.smaller, self.percent, self.larger, self.whole):
            tool.setVisible(is_offered)
        self.turned.setVisible(is_offered and turns)

    def _tell_place(self) -> None:
        if self.sheet is not None:
            cut = self._open is not None and self._open.is_cut
            place = self.tr("Alleen het begin is te zien.") if cut else self.sheet.place
            self.place_label.setText(place)
            self.percent.setText(self.sheet.percent)

    def _insist(self) -> None:
        self.wanted.emit(self._verb or "export", self.document)

    def _zoom(self, step: int) -> None:
        if self.sheet is not None:
            self.sheet.zoom(step)

    def _fit(self) -> None:
        if self.sheet is not None:
            self.sheet.fit()

    def _turn(self) -> None:
        if self.sheet is not None:
            self.sheet.turn()

    def _let_go(self) -> None:
        """Close what is open: its bytes leave the memory, its process ends."""
        clear(self.holder)
        self.sheet = None
        self.place_label.setText("")
        if self._open is not None:
            self._open.close()
            self._open = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and self._key(cast(QKeyEvent, event)):
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._key(event):
            super().keyPressEvent(event)

    def _key(self, event: QKeyEvent) -> bool:
        key = _K(event.key())
        if key in _LEAVES and event.modifiers() & _CONTROL:
            self.go(_LEAVES[key])
        elif self.sheet is None:
            return False
        elif key in _LEAVES:
            self.sheet.leaf(_LEAVES[key])
        elif key in _ZOOMS:
            self.sheet.zoom(_ZOOMS[key])
        elif key == _K.Key_0:
            self.sheet.fit()
        elif key == _K.Key_R:
            self.sheet.turn()
        else:
            return False
        return True


def _look(ws: Workspace, document: str) -> Found:
    found = preview.look(ws, document)
    return found, image_of(found.image) if found.image else None


def _headers(found: Preview) -> QVBoxLayout:
    """Give who, when and what of a message, and what hangs on it, as plain text."""
    column = QVBoxLayout()
    column.setSpacing(2)
    column.setContentsMargins(theme.space(4), 0, 0, 0)
    words = {
        "from": tr("Van"), "to": tr("Aan"), "cc": tr("Cc"), "date": tr("Datum"),
        "subject": tr("Onderwerp"),
    }  # fmt: skip
    for name, raw in found.headers:
        value = _moment(raw) if name == "date" else raw
        column.addWidget(text_label(f"{words[name]}: {value}", "table", wrap=True))
    if found.attachments:
        column.addWidget(
            text_label(", ".join(found.attachments), "table", "textMuted", wrap=True)
        )  # fmt: skip
    return column


def _moment(header: str) -> str:
    """Say when a message was sent, as the person writes it; as it stands when it is no date."""
    try:
        sent = parsedate_to_datetime(header)
    except ValueError:
        return header
    if sent.tzinfo is None:
        return header
    day = dates.local_date(sent)
    return f"{dates.day(day, date(day.year + 1, 1, 1))} {dates.clock(sent)}"


class _Warning(QWidget):
    """Says that a file can start something, before the person takes it out of the koffer."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(3))
        self.mark: QLabel = IconLabel("triangle-alert", "critical")
        self.words = text_label(
            self.tr(
                "Dit bestand kan iets starten op je computer, zoals een programma of macro’s. Hier "
                "kijken kan geen kwaad. Open het alleen als je de afzender vertrouwt."
            ),
            wrap=True,
        )
        self.go_on = button("")
        row.addWidget(self.mark)
        row.addWidget(self.words, 1)
        row.addWidget(self.go_on)
        self.hide()

    def ask(self, words: str) -> None:
        """Show the warning with the words of what is done all the same."""
        self.go_on.setText(words)
        self.go_on.setAccessibleName(words.replace("…", ""))
        self.show()
