"""The timeline of a case: day headings and entries with icon, who, when and state."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.domain.readings import EventKind, TimelineEvent
from desktop.domain.records import Stand
from desktop.i18n import dates
from desktop.views import icons, theme
from desktop.views.states import StateMark
from desktop.views.widgets.card import clear, text_label

ICONS = {
    EventKind.NOTITIE: "sticky-note",
    EventKind.DOCUMENT: "file-text",
    EventKind.STATUS: "flag",
    EventKind.CONTACT: "phone",
    EventKind.BESLUIT: "scale",
    EventKind.WIJZIGING: "pen-line",
    EventKind.AFSPRAAK: "handshake",
    EventKind.RESULTAAT: "circle-check",
}
MOST = 60


class _DayHeading(QFrame):
    def __init__(self, words: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 6, 20, 6)
        row.addWidget(text_label(words, "caption", "textMuted"))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("background"))
        painter.end()


class _Entry(QWidget):
    def __init__(self, event: TimelineEvent) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 10, 20, 10)
        row.setSpacing(theme.space(3))
        picture = QLabel()
        picture.setPixmap(icons.pixmap(ICONS[event.kind], "textMuted"))
        picture.setAlignment(Qt.AlignmentFlag.AlignTop)
        row.addWidget(picture)
        words = QVBoxLayout()
        words.setSpacing(2)
        title = QHBoxLayout()
        title.setSpacing(theme.space(2))
        title.addWidget(text_label(event.title, "bodyStrong"))
        by = f"· {event.by}, " if event.by else "· "
        title.addWidget(text_label(f"{by}{dates.clock(event.at_utc)}", "table", "textMuted"))
        title.addStretch()
        words.addLayout(title)
        if event.text:
            words.addWidget(text_label(event.text, wrap=True))
        row.addLayout(words, 1)
        if event.stand is not Stand.BEVESTIGD:
            mark = StateMark(event.stand)
            row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(f"{event.title} van {event.by}, {dates.clock(event.at_utc)}")


class TimelineView(QWidget):
    """Entries newest first, grouped by day."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("TimelineView")
        self.setAccessibleName(self.tr("Tijdlijn"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_events(self, events: Sequence[TimelineEvent], today: date) -> None:
        """Show events; the newest sixty."""
        clear(self._column)
        day: date | None = None
        for event in events[:MOST]:
            found = dates.local_date(event.at_utc)
            if found != day:
                day = found
                self._column.addWidget(_DayHeading(dates.weekday(found, today)))
            self._column.addWidget(_Entry(event))
        if not events:
            words = self.tr("Hier komt alles wat er in deze zaak gebeurt.")
            empty = text_label(words, ink="textMuted")
            empty.setContentsMargins(20, 20, 20, 20)
            self._column.addWidget(empty)
        self._column.addStretch()
