"""A pane that slides over the side column; the page beside it stays readable and usable."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.views.look import theme
from desktop.views.widgets.card import button, text_label
from desktop.views.widgets.focus import give_back


def _takes_tab(widget: QWidget) -> bool:
    tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return tab and widget.focusProxy() is None and widget.isVisible() and widget.isEnabled()


class TaskPane(QFrame):
    """Title, contents in `body`, buttons in `buttons`; Esc closes and gives the focus back."""

    closed = Signal()
    WIDTH = 460

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._origin: QWidget | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(theme.space(3))
        head = QHBoxLayout()
        self._title = text_label(title, "section", wrap=True)
        head.addWidget(self._title, 1)
        self._close = button("", "x", quiet=True)
        self._close.setAccessibleName(self.tr("Sluiten"))
        self._close.setToolTip(self.tr("Sluiten (Esc)"))
        self._close.clicked.connect(self.close_pane)
        head.addWidget(self._close)
        column.addLayout(head)
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.space(3))
        column.addLayout(self.body)
        column.addStretch()
        self.buttons = QHBoxLayout()
        self.buttons.addStretch()
        column.addLayout(self.buttons)
        self.setAccessibleName(title)
        self.hide()

    def rename(self, title: str) -> None:
        """Change what the pane is for."""
        self._title.setText(title)
        self.setAccessibleName(title)

    def open_pane(self, first: QWidget) -> None:
        """Show the pane with the focus on its first choice."""
        host = self.parentWidget()
        self._origin = host.focusWidget() if host else None
        self.place()
        self.show()
        self.raise_()
        if first.isEnabled():
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.hold_focus()

    def hold_focus(self) -> None:
        """Keep the focus in the pane where what should have it is disabled."""
        self._close.setFocus(Qt.FocusReason.OtherFocusReason)

    def wanted_px(self) -> int:
        """Give the width that the pane would have, where there is room."""
        return theme.grown(self.WIDTH)

    def place(self) -> None:
        """Lie at the right edge of the page."""
        host = self.parentWidget()
        if host is not None:
            width = min(self.wanted_px(), host.width())
            self.setGeometry(host.width() - width, 0, width, host.height())

    def close_pane(self) -> None:
        """Hide the pane; the focus goes back to where it came from, unless it has left already."""
        focus = self.window().focusWidget()
        here = focus is None or self.isAncestorOf(focus)  # type: ignore[redundant-expr]  # may be None
        self.hide()
        if here:
            give_back(self._origin, self.parentWidget())
        self.closed.emit()

    def focusNextPrevChild(self, next: bool) -> bool:
        """Keep Tab in the pane: what lies under it cannot be seen. Esc and F6 leave it."""
        step = QWidget.nextInFocusChain if next else QWidget.previousInFocusChain
        start = self.focusWidget()
        found = step(start)
        while found is not None and found is not start:
            if self.isAncestorOf(found) and _takes_tab(found):
                found.setFocus(
                    Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason
                )
                return True
            found = step(found)
        return self.isVisible()  # the only one in the pane keeps the focus

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_pane()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("raised"))
        painter.setPen(theme.colour("borderStrong"))
        painter.drawLine(0, 0, 0, self.height())
        painter.end()
