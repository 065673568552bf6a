"""One file on its way into the koffer: how far it is, whether it is safe, why it cannot come."""

from __future__ import annotations

import mimetypes
import threading
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout

from desktop.domain.errors import ZaakkofferError
from desktop.domain.records import Stand
from desktop.i18n import dates, phrases
from desktop.operations.documenten.documents import Attached, Pasted
from desktop.views.look import icons
from desktop.views.look.states import StateMark
from desktop.views.widgets.card import IconLabel, button, text_label
from desktop.views.widgets.line_field import LineField
from desktop.views.widgets.rows import Row

_BLOCK = 1024


def is_message(name: str) -> bool:
    """Tell by its name whether a file is an e-mail."""
    return name.casefold().endswith((".eml", ".msg"))


class AttachRow(Row):
    """Being packed, safe, or not able to come."""

    gone = Signal()
    """The person does not want this row any more; packing is stopped."""
    retitled = Signal(str)
    """Another title for this document."""
    anyway = Signal()
    """It may come as it is: a photograph with the place where it was taken."""

    def __init__(self, source: Path | Pasted, size_bytes: int) -> None:
        super().__init__(source.name)
        self.stop = threading.Event()
        self.attached: Attached | None = None
        self.is_smaller = False
        """A smaller copy was attached, not the photograph itself."""
        self.original: Path | None = None
        """Where a scan is now; only of scans."""
        self.is_packing = True
        self._is_file = isinstance(source, Path)
        self._name = source.name
        self._total = size_bytes
        self._icon = IconLabel(icons.of_content(mimetypes.guess_type(source.name)[0] or ""))
        self._refused = IconLabel("ban")
        self._refused.hide()
        holder = QVBoxLayout()
        holder.setContentsMargins(0, 3, 0, 0)
        holder.addWidget(self._icon)
        holder.addWidget(self._refused)
        self.body.setContentsMargins(0, 10, 0, 10)
        self.body.addLayout(holder)
        self.body.setAlignment(holder, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(2)
        self._title(column)
        self.state = text_label("", "table", "accentText", wrap=True)
        self.facts = text_label("", "table", "textMuted", wrap=True)
        self.facts.hide()
        column.addWidget(self.state)
        column.addWidget(self.facts)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(8)
        self.bar.setRange(0, max(1, size_bytes // _BLOCK))
        self.bar.setAccessibleName(self.tr("{} inpakken").format(source.name))
        column.addWidget(self.bar)
        self.still = button(self.tr("Toch toevoegen"))
        self.still.clicked.connect(self.anyway)
        self.still.hide()
        column.addWidget(self.still, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addLayout(column, 1)
        self._close = button("", "x", quiet=True)
        self._close.setToolTip(self.tr("Stoppen"))
        self._close.setAccessibleName(self.tr("Stop met {}").format(source.name))
        self._close.clicked.connect(self._leave)
        self.body.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self.progress(0, None)

    def _title(self, column: QVBoxLayout) -> None:
        self._head = text_label(self._name, "bodyStrong", wrap=True)
        column.addWidget(self._head)
        self.titel = LineField()
        self.titel.setMaxLength(200)
        self.titel.setAccessibleName(self.tr("Titel van {}").format(self._name))
        self.titel.editingFinished.connect(self._retitle)
        self.titel.hide()
        column.addWidget(self.titel)

    def progress(self, done: int, seconds_left: float | None) -> None:
        """Say how far it is; after the durable write nothing more is said."""
        if not self.is_packing:
            return
        words = self.tr("Inpakken: {} van {}").format(dates.size(done), dates.size(self._total))
        if seconds_left is not None:
            seconds = max(1, round(seconds_left))
            left = self.tr("nog 1 seconde") if seconds == 1 else self.tr("nog {} seconden")
            words = f"{words} · {left.format(seconds)}"
        self.state.setText(words)
        self.bar.setValue(done // _BLOCK)
        self.bar.setAccessibleDescription(words)

    def _ended(self) -> None:
        self.is_packing = False
        self.bar.hide()

    def safe(self, attached: Attached) -> None:
        """Say that it is safe; only now may the original go."""
        self._ended()
        self.attached = attached
        self.state.use_ink("positive")
        self.state.setText(self.tr("Veilig in de koffer."))
        facts = [dates.size(attached.size_bytes)]
        if is_message(self._name):
            facts.append(self.tr("van {}").format(attached.auteur))
        if self.is_smaller:
            facts.append(self.tr("kleinere kopie van {}").format(dates.size(self._total)))
        if self.original is not None:
            facts.append(self.tr("origineel in de map ‘{}’").format(self.original.parent.name))
        elif self._is_file and not self.is_smaller:
            facts.append(self.tr("het origineel mag weg"))
        if attached.twin is not None:
            facts.append(self.tr("deze inhoud stond al in de zaak"))
        self.facts.setText(" · ".join(facts))
        self._head.hide()
        self.titel.setText(attached.titel)
        self.titel.setCursorPosition(0)
        self.titel.setModified(False)
        self.titel.show()
        self.facts.show()
        self._close.hide()
        self.body.addWidget(StateMark(Stand.WACHT), 0, Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(f"{self._name}. {self.state.text()} {self.facts.text()}")

    def refuse(self, error: ZaakkofferError) -> None:
        """Say why it cannot come and what can be done; the others go on."""
        self._ended()
        what, remedy = phrases.explain(error)
        self._icon.hide()
        self._refused.show()
        self.state.use_ink("critical")
        self.state.setText(what)
        self.facts.setText(
            " ".join([self.tr("De andere bestanden gaan gewoon door."), remedy]).strip()
        )
        self.facts.show()
        self._close.setToolTip(self.tr("Weghalen"))
        self._close.setAccessibleName(self.tr("Haal {} uit deze lijst").format(self._name))
        self.still.setVisible(error.key == "photo-place-unknown")
        self.setAccessibleName(f"{self._name}. {what} {self.facts.text()}")

    def _retitle(self) -> None:
        if self.titel.isModified():
            self.titel.setModified(False)
            self.retitled.emit(self.titel.text().strip())

    def _leave(self) -> None:
        self.stop.set()
        self.gone.emit()
