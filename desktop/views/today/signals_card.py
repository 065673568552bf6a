"""Nieuw voor jou: signals that were told and that the person has not put away."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.operations.worklists import signals
from desktop.operations.worklists.signals import SignalKind, SignalReading
from desktop.operations.workspace import Workspace
from desktop.views.bridge import Bridge
from desktop.views.widgets.card import button, clear, text_label
from desktop.views.widgets.rows import Row, RowCard

_MOST = 8
_ICONS = {
    SignalKind.DOCUMENT: "file-text", SignalKind.ASSIGNED: "briefcase",
    SignalKind.TERM_NEAR: "calendar-days", SignalKind.TERM_PASSED: "calendar-days",
    SignalKind.AFSPRAAK: "handshake", SignalKind.MENTIONED: "message-circle",
}  # fmt: skip


class SignalsCard(RowCard):
    """Not there while there is nothing; "Gezien" puts them away and can be undone."""

    opened = Signal(str)
    told = Signal(str, object)

    def __init__(self, ws: Workspace, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(self.tr("Nieuw voor jou"), self.tr("Gezien"), parent)
        self.setObjectName("SignalsCard")
        self._ws, self._bridge = ws, bridge
        self.action.setAccessibleName(self.tr("Gezien: Nieuw voor jou"))
        self.action.clicked.connect(self._put_away)
        self.hide()

    def ask(self) -> None:
        """Read again, on a thread; what is shown stays until the answer is there."""
        self._bridge.run(partial(signals.open_signals, self._ws), self._answered)

    def _answered(self, found: object) -> None:
        if isinstance(found, list):
            self._fill(found)

    def _fill(self, found: list[SignalReading]) -> None:
        clear(self.body)
        self.setVisible(bool(found))
        for one in found[:_MOST]:
            row = Row()
            row.picture(_ICONS[one.kind], "info")
            row.words(one.sentence, one.omschrijving)
            if one.zaak is not None:
                link = button(self.tr("Openen"), quiet=True)
                link.setAccessibleName(self.tr("Openen: {}").format(one.sentence))
                link.clicked.connect(partial(self.opened.emit, one.zaak))
                row.body.addWidget(link)
            self.body.addWidget(row)
        if len(found) > _MOST:
            row = Row()
            more = self.tr("En nog {}.").format(len(found) - _MOST)
            row.body.addWidget(text_label(more, "table", "textMuted"), 1)
            self.body.addWidget(row)

    def _put_away(self) -> None:
        undo = signals.put_away(self._ws)
        self.ask()
        self.told.emit(self.tr("Gezien."), partial(self._again, undo))

    def _again(self, undo: Callable[[], None]) -> None:
        undo()
        self.ask()
