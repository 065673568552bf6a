"""The rail at the left: person, pages, synchronisation."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from desktop.views import icons, theme
from desktop.views.widgets.card import text_label

PAGES = (
    ("today", "Vandaag", "sun", "Ctrl+1"),
    ("worklist", "Werklijst", "list", "Ctrl+2"),
    ("appointments", "Afspraken", "handshake", "Ctrl+3"),
    ("ambition", "Ambitie", "compass", "Ctrl+4"),
)
SYNC = ("sync", "Synchronisatie", "refresh-cw", "Ctrl+0")


class RailButton(QToolButton):
    """One page; a mark at the left when it is the one shown."""

    def __init__(self, words: str, icon: str, keys: str) -> None:
        super().__init__()
        self.words = words
        self.setText(words)
        self.setIcon(icons.icon(icon))
        self.setIconSize(QSize(20, 20))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setCheckable(True)
        self.setAutoRaise(True)
        self.setToolTip(f"{words} ({keys})")
        self.setAccessibleName(words)
        self.setMinimumHeight(int(theme.tokens()["size"]["railItem"]))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = self.rect().adjusted(2, 2, -2, -2)
        ground = "accentSoft" if self.isChecked() else "hover" if self.underMouse() else ""
        if ground:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(ground))
            painter.drawRoundedRect(rect, 4, 4)
        if self.isChecked():
            painter.fillRect(0, 4, 3, self.height() - 8, theme.colour("accent"))
        painter.drawPixmap(14, (self.height() - 20) // 2, self.icon().pixmap(20, 20))
        painter.setFont(theme.font("bodyStrong" if self.isChecked() else "body"))
        painter.setPen(theme.colour("accentText" if self.isChecked() else "text"))
        words = self.rect().adjusted(46, 0, -4, 0)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), self.text())
        if self.hasFocus():
            painter.setPen(theme.colour("focus"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect, 4, 4)
        painter.end()


class NavigationRail(QFrame):
    """Chooses the page."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("NavigationRail")
        self.setAccessibleName(self.tr("Hoofdmenu"))
        self.setFixedWidth(int(theme.tokens()["size"]["railWide"]))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 20, 12, 12)
        column.setSpacing(theme.space(1))
        self._person = text_label("", "bodyStrong", wrap=True)
        self._place = text_label("", "caption", "textMuted", wrap=True)
        column.addWidget(self._person)
        column.addWidget(self._place)
        column.addSpacing(theme.space(4))
        self._group = QButtonGroup(self)
        self.buttons: dict[str, RailButton] = {}
        for name, words, icon, keys in PAGES:
            column.addWidget(self._button(name, words, icon, keys))
        column.addStretch()
        column.addWidget(self._button(*SYNC))

    def _button(self, name: str, words: str, icon: str, keys: str) -> RailButton:
        found = RailButton(words, icon, keys)
        found.clicked.connect(lambda: self.chosen.emit(name))
        self._group.addButton(found)
        self.buttons[name] = found
        return found

    def say(self, person: str, place: str) -> None:
        """Show who works here, and where."""
        self._person.setText(person)
        self._place.setText(place)

    def mark(self, page: str) -> None:
        """Mark the page that is shown."""
        found = self.buttons.get(page)
        if found is not None:
            found.setChecked(True)

    def count(self, waiting: int, asking: int) -> None:
        """Show how much waits, or needs the person."""
        found = self.buttons["sync"]
        number = asking or waiting
        found.setText(f"{found.words}  {number}" if number else found.words)
        what = self.tr("vragen aan jou") if asking else self.tr("wijzigingen wachten")
        found.setAccessibleName(f"{found.words}, {number} {what}" if number else found.words)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("sunken"))
        painter.end()
