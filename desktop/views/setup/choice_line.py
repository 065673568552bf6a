"""A line of Instellingen: what is chosen, and the choices."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QComboBox, QHBoxLayout

from desktop.views.look import theme
from desktop.views.widgets.card import Card, text_label

_LABEL_PX = 180
Options = Sequence[tuple[str, object]]


def add_choice(
    card: Card, words: str, options: Options, now: object, act: Callable[[object], None]
) -> QComboBox:
    """Put a choice in a card that holds at once; `options` are what is said, and its value."""
    field = QComboBox()
    for said, value in options:
        field.addItem(said, value)
    field.setCurrentIndex(max(0, [value for _, value in options].index(now)))
    field.activated.connect(lambda number: act(field.itemData(number)))
    field.setAccessibleName(words.replace("&", ""))
    label = text_label(words, wrap=True)
    label.setBuddy(field)
    label.setFixedWidth(theme.grown(_LABEL_PX))
    line = QHBoxLayout()
    line.addWidget(label)
    line.addWidget(field, 1)
    card.body.addLayout(line)
    return field
