"""Tijdens een bezoek: wat je vastlegt, met een vinger, in een paar tellen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.readings import EventKind, TimelineEvent
from desktop.domain.records import Stand
from desktop.i18n import dates
from desktop.views.look import style_buttons, theme
from desktop.views.look.states import StateMark
from desktop.views.widgets.card import button, clear, text_label
from desktop.views.widgets.page import scrolled
from desktop.views.widgets.rows import Row, RowCard
from desktop.views.widgets.timeline import ICONS
from desktop.views.widgets.touch import TouchButton, target
from desktop.views.zaak.note_field import NoteField

_SHOWN = 6
_MINE = {
    EventKind.NOTITIE, EventKind.DOCUMENT, EventKind.BESLUIT, EventKind.AFWEGING,
    EventKind.AFSPRAAK, EventKind.WIJZIGING,
}  # fmt: skip


class CapturedCard(RowCard):
    """Vastgelegd: a note in one field, and what was recorded today."""

    saved = Signal()
    undo = Signal()

    def __init__(self) -> None:
        super().__init__(self.tr("Vastgelegd"))
        self.setObjectName("CapturedList")
        line = QHBoxLayout()
        line.setContentsMargins(20, 4, 20, 12)
        self.note = NoteField()
        self.note.setObjectName("QuickNote")
        self.note.setFont(theme.font("visitBody"))
        self.note.setMinimumHeight(target())
        self.note.setPlaceholderText(self.tr("Snelle notitie"))
        self.note.setAccessibleName(self.tr("Snelle notitie"))
        self.note.saved.connect(self.saved)
        line.addWidget(self.note, 1)
        self.outer.insertLayout(1, line)
        inner = QWidget()
        self._rows = QVBoxLayout(inner)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self._area = scrolled(inner, keeps_room=False)
        self._area.setAccessibleName(self.tr("Vastgelegd"))
        self.body.addWidget(self._area)
        self.outer.setStretchFactor(self.body, 1)
        self.state = StateMark(Stand.WACHT)
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 4, 20, 8)
        self.back = button(self.tr("Laatste ongedaan maken"), "undo-2", quiet=True)
        self.back.setMinimumHeight(target())
        self.back.clicked.connect(self.undo)
        foot.addWidget(self.back)
        foot.addStretch()
        foot.addWidget(self.state)
        self.outer.addLayout(foot)

    def rows(self) -> list[Row]:
        """Give the rows of what was recorded today."""
        return self._area.findChildren(Row)

    def lay_out(self, *, narrow: bool) -> None:
        """Show all rows where the page scrolls; beside the questions they scroll by themselves."""
        self._area.grow(on=narrow)
        policy = Qt.FocusPolicy.NoFocus if narrow else Qt.FocusPolicy.StrongFocus
        self._area.setFocusPolicy(policy)  # the arrows scroll

    def show_events(self, events: Sequence[TimelineEvent], today: date, *, can_undo: bool) -> None:
        """Show what the person recorded today, newest first."""
        mine = [
            one for one in events
            if one.by_me and one.kind in _MINE and dates.local_date(one.at_utc) == today
        ]  # fmt: skip
        clear(self._rows)
        for one in mine[:_SHOWN]:
            row = Row()
            row.picture(ICONS.get(one.kind, "pen-line"))
            at = f"{one.at_utc.astimezone(dates.HERE):%H:%M}"
            first = one.text.split("\n", 1)[0] if one.kind is EventKind.NOTITIE else one.title
            row.body.addWidget(text_label(first, wrap=True), 1)
            row.body.addWidget(text_label(at, "table", "textMuted"))
            row.setAccessibleName(f"{first}, {at}")
            self._rows.addWidget(row)
        if not mine:
            words = self.tr("Hier komt wat je vandaag vastlegt. Het staat meteen veilig.")
            row = Row()
            row.body.addWidget(text_label(words, ink="textMuted", wrap=True), 1)
            self._rows.addWidget(row)
        self._rows.addStretch(1)
        self.back.setVisible(can_undo)
        self.state.setVisible(any(one.stand is Stand.WACHT for one in mine))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._area.hasFocus():
            painter = QPainter(self)
            style_buttons.ring(painter, self._area.geometry().adjusted(3, -1, -3, 1))
            painter.end()


class TileGrid(QWidget):
    """Six tiles; three a row, or all in one row where the window is narrow."""

    photo = Signal()
    note = Signal()
    form = Signal()
    sign = Signal()
    agree = Signal()
    decide = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("TileGrid")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.space(3))
        self.tiles = []
        for words, icon, pressed, name in (
            (self.tr("Foto"), "camera", self.photo, self.tr("Foto maken of kiezen")),
            (self.tr("Notitie"), "notebook-pen", self.note, self.tr("Notitie schrijven")),
            (self.tr("Formulier"), "clipboard-list", self.form, self.tr("Formulier invullen")),
            (self.tr("Handtekening"), "signature", self.sign, self.tr("Handtekening zetten")),
            (self.tr("Afspraak"), "handshake", self.agree, self.tr("Afspraak maken")),
            (self.tr("Besluit"), "scale", self.decide, self.tr("Besluit nemen")),
        ):
            tile = TouchButton(words, icon, tile=True)
            tile.setAccessibleName(name)
            tile.clicked.connect(pressed)
            self.tiles.append(tile)
        self.arrange(columns=3)

    def arrange(self, *, columns: int) -> None:
        """Lay the tiles out in so many columns."""
        for number, tile in enumerate(self.tiles):
            self._grid.addWidget(tile, number // columns, number % columns)
