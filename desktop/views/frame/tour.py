"""The first time: three hints beside the real page, each to be put away, or all at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.views.look import theme
from desktop.views.widgets.card import IconLabel, button, text_label

_WIDTH = 340
_GAP = 12


class Tour(QFrame):
    """Stands beside what a hint is about; the page below stays usable."""

    ended = Signal()

    def __init__(self, host: QWidget, targets: Sequence[QWidget]) -> None:
        """`targets`: what waits, where to search, the connection, in that order."""
        super().__init__(host)
        self.setObjectName("Tour")
        self.step = 0
        self._targets = targets
        self._hints = (
            ("clock", self.tr("Dit wacht nog"),
             self.tr("Wat je doet is meteen bewaard. Hier zie je wat nog niet bij het register "
                     "staat. Het gaat vanzelf mee.")),
            ("search", self.tr("Zoek of doe met Ctrl+K"),
             self.tr("Typ een naam, een adres of wat je wilt doen. Dat werkt op elke pagina.")),
            ("wifi-off", self.tr("Werk offline, het mag"),
             self.tr("Zonder verbinding werkt alles. Probeer het gerust: deze zaken zijn "
                     "verzonnen.")),
        )  # fmt: skip
        self.setFixedWidth(theme.grown(_WIDTH))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(theme.space(2))
        head = QHBoxLayout()
        self._icon = QHBoxLayout()
        head.addLayout(self._icon)
        self._title = text_label("", "section")
        head.addWidget(self._title, 1)
        self._count = text_label("", "caption", "textMuted")
        head.addWidget(self._count)
        column.addLayout(head)
        self._words = text_label("", wrap=True)
        column.addWidget(self._words)
        line = QHBoxLayout()
        self.skip = button(self.tr("Sla de rondleiding over"), quiet=True)
        self.skip.clicked.connect(self.end)
        self.next = button(self.tr("Begrepen"), "check")
        self.next.clicked.connect(self._go_on)
        line.addWidget(self.skip)
        line.addStretch(1)
        line.addWidget(self.next)
        column.addLayout(line)
        self.hide()

    def start(self, step: int = 0) -> None:
        """Show a hint."""
        self.step = step
        icon, title, words = self._hints[step]
        while (old := self._icon.takeAt(0)) is not None:
            widget = old.widget()
            if widget is not None:
                widget.deleteLater()
        self._icon.addWidget(IconLabel(icon, "accentText", 20))
        self._title.setText(title)
        self._count.setText(self.tr("{} van {}").format(step + 1, len(self._hints)))
        self._words.setText(words)
        self.setAccessibleName(f"{title}. {words}")
        self.skip.setVisible(step + 1 < len(self._hints))
        self.show()
        self.place()
        self.raise_()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.accessibleName()))

    def place(self) -> None:
        """Stand beside the target, inside the window."""
        host, target = self.parentWidget(), self._targets[self.step]
        if host is None:
            return
        width = self.width()
        self.resize(width, self.heightForWidth(width) or self.sizeHint().height())
        at = target.mapTo(host, target.rect().topLeft())
        beside = at.x() + target.width() + _GAP
        below = at.y() + self.height() + _GAP > host.height() - _GAP
        left = at.x() if below else beside
        top = at.y() - self.height() - _GAP if below else at.y()
        self.move(
            max(_GAP, min(left, host.width() - self.width() - _GAP)),
            max(_GAP, min(top, host.height() - self.height() - _GAP)),
        )

    def _go_on(self) -> None:
        if self.step + 1 < len(self._hints):
            self.start(self.step + 1)
        else:
            self.end()

    def end(self) -> None:
        """Put all hints away."""
        self.hide()
        self.ended.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.end()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("accent"), 2))
        painter.setBrush(theme.colour("raised"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        painter.end()
