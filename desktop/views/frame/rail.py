"""The rail at the left: person, search, pages, synchronisation, help. Narrow: icons only."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.views.look import icons, style_buttons, theme
from desktop.views.widgets.avatar import Avatar
from desktop.views.widgets.card import text_label

_ICON = 20
_MARK = 16
_WORDS_LEFT = 46
_COUNT = 44
"""Room for the number of what waits, with its icon."""
_PAGES = ("today", "worklist", "appointments", "ambition")
_BELOW = ("sync", "settings", "help")


class RailButton(QToolButton):
    """One page; a mark at the left when it is the one shown, a count where something waits."""

    def __init__(self, words: str, icon: str, keys: str) -> None:
        super().__init__()
        self.words = words
        self._icon = icon
        self._count: tuple[str, str, int] | None = None
        self.narrow = False
        self.setText(words)
        self.setCheckable(True)
        self.setToolTip(f"{words} ({keys})")
        self.setAccessibleName(words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        height = max(theme.measure("railItem"), self.fontMetrics().height() + 16)
        return QSize(theme.measure("railItem"), height)

    def count(self, number: int, icon: str, ink: str) -> None:
        """Show a number with its icon, nothing for 0."""
        self._count = (icon, ink, number) if number else None
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the rail with the arrows; choosing is Space or Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter)
        ink = "accentText" if self.isChecked() else "text"
        side = theme.grown(_ICON) if self.narrow else _ICON
        left = (self.width() - side) // 2 if self.narrow else 14
        top = (self.height() - side) // 2
        painter.drawPixmap(left, top, icons.pixmap(self._icon, ink, side))
        if not self.narrow:
            painter.setFont(theme.font("bodyStrong" if self.isChecked() else "body"))
            painter.setPen(theme.colour(ink))
            words = self.rect().adjusted(_WORDS_LEFT, 0, -4, 0)
            flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
            painter.drawText(words, flags, self.words)
        if self._count is not None:
            self._paint_count(painter, *self._count)
        if self.hasFocus():
            style_buttons.ring(painter, self.rect())
        painter.end()

    def _ground(self, painter: QPainter) -> None:
        ground = "accentSoft" if self.isChecked() else "hover" if self.underMouse() else ""
        if not ground:
            return
        contrast = theme.scheme() == "highContrast" and self.isChecked()
        painter.setPen(QPen(theme.colour("accent"), 2) if contrast else Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 0, -1, 0), 4, 4)
        if self.isChecked():
            mark = int(theme.tokens()["border"]["navMark"])
            painter.fillRect(QRect(0, 0, mark, self.height()), theme.colour("accent"))

    def _paint_count(self, painter: QPainter, icon: str, ink: str, number: int) -> None:
        font = theme.figures("caption")
        font.setWeight(theme.font("bodyStrong").weight())
        painter.setFont(font)
        width = QFontMetrics(font).horizontalAdvance(str(number))
        if self.narrow:
            self._paint_badge(painter, ink, number, width)
            return
        painter.setPen(theme.colour(ink))
        right = self.rect().adjusted(0, 0, -10, 0)
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
        painter.drawText(right, flags, str(number))
        place = right.right() - width - _MARK - 5
        painter.drawPixmap(place, (self.height() - _MARK) // 2, icons.pixmap(icon, ink, _MARK))

    def _paint_badge(self, painter: QPainter, ink: str, number: int, width: int) -> None:
        height = max(16, painter.fontMetrics().height())
        badge = QRectF(self.width() / 2 + 3, 3, max(height, width + 8), height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(ink))
        painter.drawRoundedRect(badge, height / 2, height / 2)
        painter.setPen(theme.colour("background"))
        painter.drawText(badge, int(Qt.AlignmentFlag.AlignCenter), str(number))


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
        top = (self.height() - 18) // 2
        if self.narrow:
            painter.drawPixmap((self.width() - 18) // 2, top, icons.pixmap("search", "text", 18))
        else:
            painter.setPen(QPen(theme.colour("borderStrong"), theme.hairline()))
            painter.setBrush(theme.colour("hover" if self.underMouse() else "surface"))
            edge = style_buttons.edge_of(self.rect(), theme.hairline())
            painter.drawRoundedRect(edge, 4, 4)
            painter.drawPixmap(11, top, icons.pixmap("search", "text", 18))
            painter.setFont(theme.font("body"))
            painter.setPen(theme.colour("textMuted"))
            flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
            painter.drawText(self.rect().adjusted(38, 0, 0, 0), flags, self.text())
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
        self._group = QButtonGroup(self)
        self.buttons: dict[str, RailButton] = {}
        shown = {
            "today": (self.tr("Vandaag"), "sun", "Ctrl+1"),
            "worklist": (self.tr("Werklijst"), "list", "Ctrl+2"),
            "appointments": (self.tr("Afspraken"), "handshake", "Ctrl+3"),
            "ambition": (self.tr("Ambitie"), "compass", "Ctrl+4"),
            "sync": (self.tr("Synchronisatie"), "refresh-cw", "Ctrl+0"),
            "settings": (self.tr("Instellingen"), "settings", "Ctrl+,"),
            "help": (self.tr("Hulp"), "circle-help", "F1"),
        }
        for name in _PAGES:
            column.addWidget(self._button(name, *shown[name]))
        column.addStretch()
        for name in _BELOW:
            column.addWidget(self._button(name, *shown[name]))
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

    def _button(self, name: str, words: str, icon: str, keys: str) -> RailButton:
        found = RailButton(words, icon, keys)
        found.clicked.connect(lambda: self.chosen.emit(name))
        self._group.addButton(found)
        self.buttons[name] = found
        return found

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
        longest = max(metrics.horizontalAdvance(one.words) for one in self.buttons.values())
        return max(theme.measure("railWide"), longest + 24 + _WORDS_LEFT + _COUNT)

    def mark(self, page: str) -> None:
        """Mark the page that is shown."""
        found = self.buttons.get(page)
        if found is not None:
            found.setChecked(True)

    def count(self, waiting: int, asking: int) -> None:
        """Show how much waits, or needs the person."""
        found = self.buttons["sync"]
        icon, ink = ("split", "attention") if asking else ("clock", "pending")
        number = asking or waiting
        found.count(number, icon, ink)
        if asking:
            what = self.tr("vraag aan jou") if asking == 1 else self.tr("vragen aan jou")
        else:
            one = waiting == 1
            what = self.tr("wijziging wacht") if one else self.tr("wijzigingen wachten")
        found.setAccessibleName(f"{found.words}, {number} {what}" if number else found.words)

    def set_narrow(self, *, narrow: bool) -> None:
        """Show icons only, or icons and words."""
        self.narrow = narrow
        every: list[SearchButton | RailButton] = [self.seek, *self.buttons.values()]
        for one in every:
            one.narrow = narrow
            one.update()
        self._words.setVisible(not narrow)
        narrow_px = theme.grown(theme.measure("railNarrow"))
        self.setFixedWidth(narrow_px if narrow else self._wide())

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("sunken"))
        painter.end()
