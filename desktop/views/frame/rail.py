"""The rail at the left: person, search, pages, synchronisation, help. Narrow: icons only."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.views.frame.rail_list import COUNT, RailItem, RailList, words_left
from desktop.views.look import icons, style_buttons, theme
from desktop.views.widgets.avatar import Avatar
from desktop.views.widgets.card import text_label

_PAGES = ("today", "worklist", "appointments", "ambition")
_BELOW = ("sync", "settings", "help")


class SearchButton(QPushButton):
    """Looks like a field, opens the palette."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.narrow = False
        self.setAccessibleName(words)
        self.setToolTip(f"{words} (Ctrl+K)")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(40, max(36, self.fontMetrics().height() + 16))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = theme.grown(18)
        top = (self.height() - side) // 2
        picture = icons.pixmap("search", "text", side)
        if self.narrow:
            painter.drawPixmap((self.width() - side) // 2, top, picture)
        else:
            painter.setPen(QPen(theme.colour("borderStrong"), theme.hairline()))
            painter.setBrush(theme.colour("hover" if self.underMouse() else "surface"))
            edge = style_buttons.edge_of(self.rect(), theme.hairline())
            painter.drawRoundedRect(edge, 4, 4)
            painter.drawPixmap(11, top, picture)
            painter.setFont(theme.font("body"))
            painter.setPen(theme.colour("textMuted"))
            flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
            painter.drawText(self.rect().adjusted(20 + side, 0, 0, 0), flags, self.text())
            style_buttons.key_cap(painter, self.rect().adjusted(0, 0, -9, 0), "Ctrl+K", "textMuted")
        if self.hasFocus():
            style_buttons.ring(painter, self.rect())
        painter.end()


class NavigationRail(QFrame):
    """Chooses the page."""

    chosen = Signal(str)
    search = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("NavigationRail")
        self.setAccessibleName(self.tr("Hoofdmenu"))
        self._said = ("", "")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 16, 12, 12)
        column.setSpacing(2)
        column.addWidget(self._person_row())
        column.addSpacing(theme.space(2))
        self.seek = SearchButton(self.tr("Zoek of doe"))
        self.seek.clicked.connect(self.search)
        column.addWidget(self.seek)
        column.addSpacing(theme.space(3))
        shown = {
            "today": (self.tr("Vandaag"), "sun", "Ctrl+1"),
            "worklist": (self.tr("Werklijst"), "list", "Ctrl+2"),
            "appointments": (self.tr("Afspraken"), "handshake", "Ctrl+3"),
            "ambition": (self.tr("Ambitie"), "compass", "Ctrl+4"),
            "sync": (self.tr("Synchronisatie"), "refresh-cw", "Ctrl+0"),
            "settings": (self.tr("Instellingen"), "settings", "Ctrl+,"),
            "help": (self.tr("Hulp"), "circle-help", "F1"),
        }
        self.items = {
            name: RailItem(name, words, icon, keys, words)
            for name, (words, icon, keys) in shown.items()
        }
        self.lists = tuple(
            RailList(words, [self.items[name] for name in names])
            for words, names in ((self.tr("Pagina’s"), _PAGES), (self.tr("Programma"), _BELOW))
        )
        for rows in self.lists:
            rows.chosen.connect(self.chosen)
        column.addWidget(self.lists[0])
        column.addStretch()
        column.addWidget(self.lists[1])
        self.set_narrow(narrow=False)

    def _person_row(self) -> QWidget:
        self._avatar = Avatar()
        self._words = QWidget()
        words = QVBoxLayout(self._words)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(0)
        self._person = text_label("", "bodyStrong")
        self._place = text_label("", "table", "textMuted")
        words.addWidget(self._person)
        words.addWidget(self._place)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(4, 0, 0, 0)
        row.setSpacing(theme.space(2))
        row.addWidget(self._avatar)
        row.addWidget(self._words, 1)
        return holder

    def say(self, person: str, place: str) -> None:
        """Show who works here, and where."""
        self._said = (person, place)
        self._elide()
        self._avatar.say(person)
        self._avatar.setVisible(bool(person))
        self.setToolTip(f"{person}\n{place}" if person else "")

    def _elide(self) -> None:
        """A long name ends in dots; the tooltip has it whole."""
        room = self._wide() - 24 - 4 - self._avatar.width() - theme.space(2)
        way = Qt.TextElideMode.ElideRight
        for label, words in zip((self._person, self._place), self._said, strict=True):
            label.setText(label.fontMetrics().elidedText(words, way, room))

    def _wide(self) -> int:
        """Give the width that the longest word and its count need, at this size of text."""
        metrics = QFontMetrics(theme.font("bodyStrong"))
        longest = max(metrics.horizontalAdvance(one.words) for one in self.items.values())
        return max(theme.measure("railWide"), longest + 24 + words_left() + COUNT)

    def mark(self, page: str) -> None:
        """Mark the page that is shown."""
        for rows in self.lists:
            rows.mark(page)

    def count(self, waiting: int, asking: int) -> None:
        """Show how much waits, or needs the person."""
        found = self.items["sync"]
        icon, ink = ("split", "attention") if asking else ("clock", "pending")
        number = asking or waiting
        found.count(number, icon, ink)
        if asking:
            what = self.tr("vraag aan jou") if asking == 1 else self.tr("vragen aan jou")
        else:
            one = waiting == 1
            what = self.tr("wijziging wacht") if one else self.tr("wijzigingen wachten")
        found.said = f"{found.words}, {number} {what}" if number else found.words
        self.lists[1].viewport().update()

    def set_narrow(self, *, narrow: bool) -> None:
        """Show icons only, or icons and words."""
        self.narrow = narrow
        self.seek.narrow = narrow
        self.seek.update()
        for rows in self.lists:
            rows.narrow = narrow
            rows.fit()
        self._words.setVisible(not narrow)
        narrow_px = theme.grown(theme.measure("railNarrow"))
        self.setFixedWidth(narrow_px if narrow else self._wide())

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("sunken"))
        painter.end()
