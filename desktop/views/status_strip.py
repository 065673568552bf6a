"""The strip at the bottom: connection, what waits and since when, what needs the person."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from desktop.domain.readings import StatusReading
from desktop.i18n import dates
from desktop.views import icons, theme


def waiting_words(waiting: int, since: str) -> str:
    """Say what waits: "3 wijzigingen wachten, sinds 10:42"."""
    word = "wijziging wacht" if waiting == 1 else "wijzigingen wachten"
    return f"{waiting} {word}, sinds {since}"


class StatusStrip(QFrame):
    """Always visible; each part opens Synchronisatie."""

    opened = Signal()
    sync_wanted = Signal()

    def __init__(self, *, practice: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("StatusStrip")
        self.setMinimumHeight(int(theme.tokens()["size"]["statusStrip"]))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 2, 16, 2)
        row.setSpacing(theme.space(4))
        if practice:
            words = self.tr("Oefenen. Niets hiervan is echt.")
            row.addWidget(self._part(words, "puzzle", "neutral"))
        self.connection = self._part("", "wifi", "neutral")
        self.waits = self._part("", "clock", "pending")
        self.needs = self._part("", "split", "attention")
        row.addWidget(self.connection)
        row.addWidget(self.waits)
        row.addStretch()
        row.addWidget(self.needs)
        self.sync = self._part(self.tr("Synchroniseren  F5"), "refresh-cw", "accentText")
        self.sync.clicked.disconnect()
        self.sync.clicked.connect(self.sync_wanted)
        row.addWidget(self.sync)

    def _part(self, words: str, icon: str, ink: str) -> QToolButton:
        part = QToolButton()
        part.setAutoRaise(True)
        part.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        part.setFont(theme.font("table"))
        part.clicked.connect(self.opened)
        self._say(part, words, icon, ink)
        return part

    @staticmethod
    def _say(part: QToolButton, words: str, icon: str, ink: str) -> None:
        part.setText(words)
        part.setIcon(icons.icon(icon, ink, 16))
        palette = part.palette()
        palette.setColor(part.foregroundRole(), theme.colour(ink))
        part.setPalette(palette)
        part.setAccessibleName(words)
        part.setVisible(bool(words))

    def show_status(self, status: StatusReading, today: date) -> None:
        """Show the truth."""
        offline = any(one.last_outcome == "offline" for one in status.registries)
        if offline:
            self._say(self.connection, self.tr("Offline. Alles werkt."), "wifi-off", "neutral")
        elif status.registries and status.registries[0].last_sync_utc:
            one = status.registries[0]
            when = dates.when(one.last_sync_utc, today) if one.last_sync_utc else ""
            words = self.tr("{} bijgewerkt {}").format(one.name.capitalize(), when)
            self._say(self.connection, words, "wifi", "neutral")
        else:
            self._say(self.connection, "", "wifi", "neutral")
        asking = status.conflicts + status.rejected
        if status.waiting and status.oldest_waiting_utc:
            since = dates.when(status.oldest_waiting_utc, today)
            self._say(self.waits, waiting_words(status.waiting, since), "clock", "pending")
        elif not asking and status.registries:
            words = self.tr("Alles staat bij het register")
            self._say(self.waits, words, "circle-check", "positive")
        else:
            self._say(self.waits, "", "clock", "pending")
        words = self.tr("1 vraag aan jou") if asking == 1 else self.tr("{} vragen aan jou")
        self._say(self.needs, words.format(asking) if asking else "", "split", "attention")

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("sunken"))
        painter.setPen(theme.colour("border"))
        painter.drawLine(0, 0, self.width(), 0)
        painter.end()
