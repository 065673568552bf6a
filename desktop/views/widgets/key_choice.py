"""Options of which one is chosen, each a card with the key that chooses it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QVBoxLayout, QWidget

from desktop.views.look import style_buttons, theme
from desktop.views.widgets.card import clear
from desktop.views.widgets.option_card import MARK, OptionCard

_PAD = 12
_LEAST_PX = 38
_LEFT = _PAD + MARK + 10
_WRAP = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap)


class KeyChoice(OptionCard):
    """One option; its words wrap, its key stands at the right."""

    def __init__(self, words: str, keys: str, least_px: int = _LEAST_PX) -> None:
        super().__init__(words)
        self._keys, self._least_px = keys, least_px
        self.setAccessibleName(words)
        self.setAccessibleDescription(keys)

    def _room(self, width: int) -> QRect:
        cap = style_buttons.key_cap_width(self._keys) + _PAD if self._keys else 0
        return QRect(_LEFT, 0, max(40, width - _LEFT - cap - _PAD), 10_000)

    def heightForWidth(self, width: int) -> int:
        metrics = QFontMetrics(theme.font("bodyStrong"))
        wrapped = metrics.boundingRect(self._room(width), _WRAP, self.text())
        return max(wrapped.height() + 16, self._least_px)

    def sizeHint(self) -> QSize:
        return QSize(260, self.heightForWidth(260))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self._least_px)

    def mark_corner(self) -> QPoint:
        return QPoint(_PAD, (self.height() - MARK) // 2)

    def draw_words(self, painter: QPainter) -> None:
        painter.setFont(theme.font("bodyStrong" if self.isChecked() else "body"))
        painter.setPen(theme.colour("text"))
        room = self._room(self.width())
        painter.drawText(QRect(room.left(), 0, room.width(), self.height()), _WRAP, self.text())
        if self._keys:
            end = self.rect().adjusted(0, 0, -_PAD, 0)
            style_buttons.key_cap(painter, end, self._keys, "textMuted", "borderStrong")


class KeyChoices(QWidget):
    """A group of options; a digit chooses while the focus is inside, or a modifier with it."""

    changed = Signal()

    def __init__(self, name: str, modifier: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._modifier = modifier
        self._group = QButtonGroup(self)
        self._group.idToggled.connect(lambda _number, on: self.changed.emit() if on else None)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 2, 0, 2)
        self._column.setSpacing(theme.space(2))
        self._data: list[str] = []
        self.least_px = _LEAST_PX
        """Least height of an option that is offered from now on."""

    def offer(self, options: list[tuple[str, str]], keys: list[str]) -> None:
        """Show options as (words, data), each with the key that chooses it; none is chosen."""
        clear(self._column)
        for one in self._group.buttons():
            self._group.removeButton(one)
        self._data = [data for _words, data in options]
        for number, ((words, _data), key) in enumerate(zip(options, keys, strict=True)):
            choice = KeyChoice(words, f"{self._modifier}{key}", self.least_px)
            self._group.addButton(choice, number)
            self._column.addWidget(choice)

    def first(self) -> QWidget:
        """Give the option that takes the focus: the chosen one, else the first."""
        return self._group.button(max(0, self.number())) if self._data else self

    def options(self) -> list[QAbstractButton]:
        """Give the options in their order, to be put in the order of Tab: they are made late."""
        return self._group.buttons()

    def choose(self, number: int) -> None:
        """Choose an option by its place; the focus goes along when it is in this group."""
        if 0 <= number < self.count():
            found = self._group.button(number)
            found.setChecked(True)
            if any(one.hasFocus() for one in self._group.buttons()):
                found.setFocus(Qt.FocusReason.OtherFocusReason)

    def number(self) -> int:
        """Give the place of what is chosen, -1 for nothing."""
        return self._group.checkedId()

    def data(self) -> str | None:
        """Give the data of what is chosen, None for nothing."""
        return self._data[self.number()] if self.number() >= 0 else None

    def words(self) -> str:
        """Give the words of what is chosen."""
        found = self._group.checkedButton()
        return "" if found is None else found.text()

    def count(self) -> int:
        """Tell how many options there are."""
        return len(self._data)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.text()
        if digit.isdigit() and not self._modifier and 0 < int(digit) <= self.count():
            self.choose(int(digit) - 1)
            return
        super().keyPressEvent(event)
