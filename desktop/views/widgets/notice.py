"""A message above the strip: says what was done and offers to undo it; never steals the focus.

For authors of pages: emit `told(sentence, undo)`; the window shows it here. What is in the way of
the work itself is said at the place it concerns, not here.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desktop.views.look import icons, theme
from desktop.views.widgets.card import button, text_label


class Notice(QFrame):
    """One line at a time; goes by itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(32, 6, 12, 6)
        row.setSpacing(theme.space(2))
        self._words = text_label("", wrap=True)
        self._undo = button(self.tr("Ongedaan maken"), "undo-2", quiet=True, keys="Ctrl+Z")
        self._undo.clicked.connect(self._run_undo)
        close = button("", "x", quiet=True)
        close.setAccessibleName(self.tr("Sluiten"))
        close.setToolTip(self.tr("Sluiten"))
        close.clicked.connect(self.hide)
        row.addWidget(self._words, 1)
        row.addWidget(self._undo)
        row.addWidget(close)
        self._action: Callable[[], None] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def tell(
        self,
        text: str,
        undo: Callable[[], None] | None = None,
        *,
        stay: bool = False,
        action: str = "",
    ) -> None:
        """Show a message; with `undo` it offers to take it back, or the `action` with that name."""
        self._undo.setText(action or self.tr("Ongedaan maken"))
        self._undo.setAccessibleName(self._undo.text())
        self._undo.setProperty("keys", "" if action else "Ctrl+Z")
        self._undo.setToolTip("" if action else "Ctrl+Z")
        self._undo.setIcon(icons.icon("check" if action else "undo-2", "accentText"))
        self._words.setText(text)
        self._action = undo
        self._undo.setVisible(undo is not None)
        self.setAccessibleName(text)
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
        durations = theme.tokens()["duration"]
        if stay:
            self._timer.stop()
        else:
            self._timer.start(int(durations["undo" if undo else "notice"]))

    @property
    def offers_undo(self) -> bool:
        """Tell whether it still offers to take something back."""
        return self.isVisible() and self._action is not None

    def text(self) -> str:
        """Give what it says."""
        return self._words.text()

    def _run_undo(self) -> None:
        action, self._action = self._action, None
        self.hide()
        if action is not None:
            action()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("raised"))
        painter.setPen(theme.colour("borderStrong"))
        painter.drawLine(0, 0, self.width(), 0)
        painter.end()
